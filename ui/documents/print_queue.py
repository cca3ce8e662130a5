"""What waits for the printer: one paper after the other, with pause, cancel and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fulian_desktop.errors import UserFacingError
from ui.documents.print_job import PrintOrder, fit_printer, print_papers
from ui.shell.jobs import Job, run_job

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from ui.documents.private_folder import PrivateFolder

STOPPED = "停下来了。已经送进打印机的几页，可能还会印出来。"
BROKEN = "打印时出了意外，这一份没有印成。"


class PrintState(Enum):
    """How far a paper in the queue is."""

    WAITING = "waiting"
    PRINTING = "printing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def phrase(self) -> str:
        """Return the word in the list."""
        return {
            "waiting": "等着打印",
            "printing": "正在打印",
            "done": "已交给打印机",
            "failed": "没有印成",
            "cancelled": "已取消",
        }[self.value]


@dataclass(frozen=True)
class QueuedPrint:
    """One order in the queue.

    Args:
        number: names it in this queue, 1 for the first ever put in.
        order: what is printed.
        state: how far it is.
        done: pages sent to the printer.
        total: pages to send; 0 until it is known.
        sentence: why it failed; empty otherwise.
    """

    number: int
    order: PrintOrder
    state: PrintState = PrintState.WAITING
    done: int = 0
    total: int = 0
    sentence: str = ""

    @property
    def name(self) -> str:
        """Return the name of the paper, or how many there are in one file."""
        drafts = self.order.drafts
        return drafts[0].name if len(drafts) == 1 else f"{len(drafts)} 份文书"


@dataclass(frozen=True)
class QueueDoors:
    """What the queue asks of the page.

    Args:
        refusal: why an order cannot be printed now on a printer, or an empty text.
        note: notes an order as printed, with the pages of each paper, and how many papers the run
            printed if this was its last, else 0.
    """

    refusal: Callable[[QPrinter, PrintOrder], str]
    note: Callable[[PrintOrder, Sequence[int], int], None]


class PrintQueue(QObject):
    """Prints one order after the other; what fails stops the queue, so that the order of the set stays."""

    changed = Signal()
    """Something in the list, or the queue as a whole, is otherwise than before."""
    stopped = Signal(str)
    """The queue waits for the user; says why."""

    def __init__(self, owner: QWidget, folder: PrivateFolder, doors: QueueDoors) -> None:
        """Jobs end with `owner`; files for the printer are put into `folder`."""
        super().__init__(owner)
        self._owner = owner
        self._folder = folder
        self._doors = doors
        self._entries: list[QueuedPrint] = []
        self._printers: dict[int, QPrinter] = {}
        self._job: Job | None = None
        self._is_paused = False
        self._why = ""
        self._in_run = 0

    # ---- reading

    def entries(self) -> tuple[QueuedPrint, ...]:
        """Return everything in the queue, in the order of printing."""
        return tuple(self._entries)

    def count(self, *states: PrintState) -> int:
        """Return how many orders are in one of these states."""
        return sum(1 for one in self._entries if one.state in states)

    @property
    def left(self) -> int:
        """Return how many orders wait or are being printed."""
        return self.count(PrintState.WAITING, PrintState.PRINTING)

    @property
    def is_busy(self) -> bool:
        """Tell whether something is being printed or waits."""
        return self.left > 0

    @property
    def is_paused(self) -> bool:
        """Tell whether the queue waits for the user."""
        return self._is_paused

    @property
    def why_paused(self) -> str:
        """Return why the queue stopped by itself; empty when the user paused it."""
        return self._why

    # ---- what is done

    def add(self, printer: QPrinter, orders: Sequence[PrintOrder]) -> None:
        """Put orders at the end, all for one printer, and go on."""
        if not self.is_busy:
            self._is_paused, self._why, self._in_run = False, "", 0
        for order in orders:
            number = max((one.number for one in self._entries), default=0) + 1
            self._entries.append(QueuedPrint(number, order))
            self._printers[number] = printer
        self.changed.emit()
        self._next()

    def pause(self) -> None:
        """Print nothing more after the paper that is being printed."""
        self._is_paused, self._why = True, ""
        self.changed.emit()

    def resume(self) -> None:
        """Go on with what waits."""
        self._is_paused, self._why = False, ""
        self.changed.emit()
        self._next()

    def cancel(self, number: int) -> None:
        """Take an order out; the one being printed stops after its page."""
        entry = self._entry(number)
        if entry.state is PrintState.WAITING:
            self._change(number, state=PrintState.CANCELLED)
        elif entry.state is PrintState.PRINTING and self._job is not None:
            self._job.cancel()

    def cancel_all(self) -> None:
        """Take everything out that is not printed yet."""
        for entry in self._entries:
            self.cancel(entry.number)

    def retry(self, number: int, reason: str = "") -> None:
        """Put an order that failed or was cancelled into its place again; `reason` of printing it again."""
        order = self._entry(number).order
        if reason:
            order = replace(order, reason=reason)
        self._is_paused, self._why = False, ""
        self._change(number, order=order, state=PrintState.WAITING, done=0, total=0, sentence="")
        self._next()

    def use_printer(self, printer: QPrinter) -> None:
        """Print what waits, and what failed, on another printer."""
        for entry in self._entries:
            if entry.state in (PrintState.WAITING, PrintState.FAILED):
                self._printers[entry.number] = printer
                self._change(entry.number, state=PrintState.WAITING, done=0, total=0, sentence="")
        self.resume()

    def clear(self) -> None:
        """Forget what is over."""
        over = (PrintState.DONE, PrintState.FAILED, PrintState.CANCELLED)
        for entry in [one for one in self._entries if one.state in over]:
            self._entries.remove(entry)
            self._printers.pop(entry.number, None)
        self.changed.emit()

    # ---- inside

    def _entry(self, number: int) -> QueuedPrint:
        return next(one for one in self._entries if one.number == number)

    def _change(self, number: int, **changes: object) -> None:
        self._entries = [
            replace(one, **changes) if one.number == number else one  # type: ignore[arg-type]
            for one in self._entries
        ]
        self.changed.emit()

    def _next(self) -> None:
        if self._is_paused or self._job is not None:
            return
        entry = next((one for one in self._entries if one.state is PrintState.WAITING), None)
        if entry is None:
            return
        printer = self._printers[entry.number]
        refusal = self._doors.refusal(printer, entry.order)
        if refusal:
            self._fail(entry.number, refusal)
            return
        if len(entry.order.drafts) == 1:
            fit_printer(printer, entry.order.drafts[0])
        self._change(entry.number, state=PrintState.PRINTING)
        work = partial(print_papers, printer, entry.order, self._folder, self._folder.epoch)
        self._job = run_job(
            self._owner, work, partial(self._on_done, entry.number), partial(self._on_failed, entry.number)
        )
        self._job.reported.connect(partial(self._on_progress, entry.number))
        self._job.finished.connect(partial(self._on_finished, entry.number))

    def _on_progress(self, number: int, done: int, total: int, _words: str) -> None:
        self._change(number, done=done, total=total)

    def _on_done(self, number: int, pages: tuple[int, ...]) -> None:
        total = self._entry(number).total
        self._change(number, state=PrintState.DONE, done=total)
        self._in_run += len(pages)
        is_last = self.count(PrintState.WAITING) == 0
        self._doors.note(self._entry(number).order, pages, self._in_run if is_last else 0)

    def _on_failed(self, number: int, error: Exception) -> None:
        told = isinstance(error, UserFacingError)
        self._fail(number, error.what if isinstance(error, UserFacingError) else BROKEN)
        if not told:
            raise error

    def _fail(self, number: int, sentence: str) -> None:
        self._is_paused, self._why = True, sentence
        self._change(number, state=PrintState.FAILED, sentence=sentence)
        self.stopped.emit(sentence)

    def _on_finished(self, number: int) -> None:
        """Go on; a job that told nothing was cancelled."""
        self._job = None
        if self._entry(number).state is PrintState.PRINTING:
            self._change(number, state=PrintState.CANCELLED, sentence=STOPPED)
        self._next()
