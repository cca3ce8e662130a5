"""打印: the system's dialog in Chinese, the queue, what is noted, and what to do without a printer."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo

from ui.documents import print_job
from ui.documents.print_habits import habits_of, load_habits, propose_habits, save_habits
from ui.documents.print_job import PrintOrder, a4_printer, orders_of
from ui.documents.print_queue import PrintQueue, PrintState, QueueDoors
from ui.documents.private_folder import PrivateFolder
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.widgets import Icon, LampState, primary_button, secondary_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.documents.paper_kinds import PaperState
    from ui.documents.choice import Draft
    from ui.documents.making import PaperMaking
    from ui.shell.notifier import PageContext


class WithoutPrinter(Enum):
    """What the user does when no printer is installed."""

    NOTHING = "nothing"
    SAVE = "save"
    OPEN = "open"


class PaperPrinting(QObject):
    """Prints papers for one page of the window."""

    def __init__(self, owner: QWidget, context: PageContext, making: PaperMaking) -> None:
        """`making` notes what was printed, and offers the other ways."""
        super().__init__(owner)
        self._owner = owner
        self._context = context
        self._making = making
        self._folder = PrivateFolder()
        owner.destroyed.connect(self._folder.close)
        self.queue = PrintQueue(owner, self._folder, QueueDoors(self._refusal, self._note_printed))

    def print_one(self, draft: Draft, pages: int) -> None:
        """Print a paper of so many pages; the dialog offers a range of pages."""
        if not has_printer():
            self._without_printer(draft)
            return
        reason = self._ask_reason([draft])
        if reason is None:
            return
        printer = a4_printer(draft.name, landscape=draft.content.landscape)
        if ask_printer(self._owner, printer, pages):
            self.start(printer, order_of(printer, draft, reason))

    def print_many(self, drafts: Sequence[Draft], title: str) -> None:
        """Print several papers, one after the other, with one dialog."""
        if not has_printer():
            self._without_printer(None)
            return
        reason = self._ask_reason(drafts)
        if reason is None:
            return
        printer = a4_printer(title, landscape=drafts[0].content.landscape)
        if ask_printer(self._owner, printer, 0):
            self.start(printer, PrintOrder(tuple(drafts), copies=copies_of(printer), reason=reason))

    def start(self, printer: QPrinter, order: PrintOrder) -> None:
        """Put papers into the queue; each counts as made when the printer has it."""
        self.queue.add(printer, orders_of(order, printer))

    def retry(self, number: int) -> None:
        """Print again what failed or was cancelled; why, if the paper came out meanwhile."""
        entry = next(one for one in self.queue.entries() if one.number == number)
        reason: str | None = entry.order.reason or self._ask_reason(entry.order.drafts)
        if reason is not None:
            self.queue.retry(number, reason)

    def may_stop(self) -> bool:
        """Ask, when something is left in the queue, whether to give it up."""
        if not self.queue.left:
            return True
        question = f"还有 {self.queue.left} 份文书没有打印，现在关掉吗？"
        detail = "关掉以后，没有打印的就不打印了；打印好的不受影响。"
        return prompts.confirm(self._owner, question, act_word="关掉", detail=detail, keep_word="接着打印")

    def change_printer(self) -> None:
        """Ask for another printer for what waits."""
        if not has_printer():
            self._without_printer(None)
            return
        waiting = [
            one for one in self.queue.entries() if one.state in (PrintState.WAITING, PrintState.FAILED)
        ]
        printer = a4_printer(waiting[0].name if waiting else "文书")
        if waiting and ask_printer(self._owner, printer, 0):
            self.queue.use_printer(printer)

    def _refusal(self, printer: QPrinter, order: PrintOrder) -> str:
        """Return why an order cannot be printed now: the printer is gone, or the paper was withdrawn."""
        name = printer.printerName()
        if not print_job.is_file(printer) and name not in QPrinterInfo.availablePrinterNames():
            return f"打印机“{name}”找不到了。请看它是否开机、连着电脑，或者换一台打印机。"
        register = self._context.workspace.register
        for draft in order.drafts:
            paper = register.in_force(draft.meeting_id, draft.kind, draft.edition)
            if draft.issued_id is not None and (paper is None or paper.id != draft.issued_id):
                return f"{draft.name}的这份定稿已经作废，没有打印。"
        return ""

    def _note_printed(self, order: PrintOrder, pages: Sequence[int], in_run: int) -> None:
        made = list(zip(order.drafts, pages, strict=True))
        words = order.drafts[0].name if in_run == 1 else f"{in_run} 份文书"
        self._context.run(partial(self._note, order, made), f"已交给打印机：{words}" if in_run else None)

    def _note(self, order: PrintOrder, made: Sequence[tuple[Draft, int]]) -> ChangeSet:
        """Note drafts as made and printed, issued papers as printed, in one transaction."""
        workspace = self._context.workspace
        with workspace.database.transaction():
            changes = self._making.note([one for one in made if one[0].issued_id is None])
            for draft, pages in made:
                if draft.issued_id is None:
                    changes |= workspace.papers.note_exported(draft.kind, draft.edition, "打印")
                else:
                    last = min(order.last or pages, pages)
                    changes |= workspace.register.note_printed(
                        draft.issued_id, order.copies, first=order.first, last=last, reason=order.reason
                    )
        return changes

    def _ask_reason(self, drafts: Sequence[Draft]) -> str | None:
        """Ask why issued papers are printed again; empty for the first time, None when she went back."""
        register = self._context.workspace.register
        queued = {
            draft.issued_id
            for entry in self.queue.entries()
            if entry.state in (PrintState.WAITING, PrintState.PRINTING)
            for draft in entry.order.drafts
        }
        again = []
        for one in drafts:
            if one.issued_id is None:
                continue
            times = len(register.prints(one.issued_id))
            if one.issued_id in queued:
                again.append(f"{one.name}（队列里已经有一份）")
            elif times:
                again.append(f"{one.name}（打印过 {times} 次）")
        if not again:
            return ""
        return prompts.ask_text(
            self._owner,
            "为什么再打印一次",
            "再打印的原因",
            placeholder="例如：多发两份；上次卡纸",
            hint=f"{'、'.join(again)}。原因会记入操作日志。",
            act_word="接着打印",
            check=lambda words: "" if words.strip() else "请写明原因。",
        )

    def _without_printer(self, draft: Draft | None) -> None:
        answer = ask_without_printer(self._owner, single=draft is not None)
        if draft is None:
            return
        if answer is WithoutPrinter.SAVE:
            self._making.save_as(draft)
        elif answer is WithoutPrinter.OPEN:
            self._making.make(draft, self._making.open_path)


def ask_despite(owner: QWidget, lacking: Sequence[PaperState]) -> bool:
    """Say which papers lack what, and ask whether to print them all the same."""
    dialog = Dialog("有的文书还缺内容，照样打印吗？", owner, width=580, lamp=LampState.MISSING)
    for state in lacking:
        dialog.add_text(f"{state.kind.title}：{'；'.join(state.missing)}")
    dialog.add_left(secondary_button("先不打印")).clicked.connect(dialog.reject)
    dialog.add_right(primary_button("照样打印"), accepts=True)
    return dialog.ask()


def has_printer() -> bool:
    """Tell whether this computer has a printer at all."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(owner: QWidget, printer: QPrinter, pages: int) -> bool:
    """Show the system's print dialog, set as the last time; with `pages` it offers a range."""
    propose_habits(printer, load_habits())
    dialog = QPrintDialog(printer, owner.window())
    dialog.setWindowTitle("打印")
    option = QAbstractPrintDialog.PrintDialogOption
    dialog.setOption(option.PrintPageRange, pages > 1)
    dialog.setOption(option.PrintSelection, False)
    dialog.setOption(option.PrintCurrentPage, False)
    if pages:
        dialog.setMinMax(1, pages)
        dialog.setFromTo(1, pages)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    if accepted:
        save_habits(habits_of(printer))
    return accepted


def copies_of(printer: QPrinter) -> int:
    """Return how many copies were asked for."""
    return min(max(1, printer.copyCount()), 9999)


def order_of(printer: QPrinter, draft: Draft, reason: str = "") -> PrintOrder:
    """Return what the dialog asked for."""
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        return PrintOrder((draft,), printer.fromPage(), printer.toPage(), copies_of(printer), reason)
    return PrintOrder((draft,), copies=copies_of(printer), reason=reason)


def ask_without_printer(owner: QWidget, *, single: bool) -> WithoutPrinter:
    """Say that there is no printer, and offer the other ways, if it is about a single paper."""
    dialog = NoPrinterDialog(owner, single=single)
    dialog.ask()
    return dialog.answer


class NoPrinterDialog(Dialog):
    """There is no printer: save as PDF, or open with the system's own program."""

    def __init__(self, owner: QWidget, *, single: bool) -> None:
        """Several papers at once are better made with 生成全部."""
        super().__init__("这台电脑上还没有装打印机", owner, width=600, lamp=LampState.MISSING)
        self.setObjectName("no_printer")
        self.answer = WithoutPrinter.NOTHING
        if not single:
            self.add_text("请先在系统设置里装好打印机。也可以点“生成全部”，把文书拿到有打印机的电脑上打印。")
            self.add_right(primary_button("知道了"), accepts=True)
            return
        self.add_text("可以先存为 PDF，拿到有打印机的电脑上打印；也可以用系统里看 PDF 的程序打开。")
        self.add_left(secondary_button("以后再说")).clicked.connect(self.reject)
        self.open_button = self.add_right(secondary_button("用系统程序打开"))
        self.open_button.clicked.connect(self._on_open)
        self.save_button = self.add_right(primary_button("存为 PDF", Icon.DOWNLOAD))
        self.save_button.clicked.connect(self._on_save)

    def _on_open(self) -> None:
        self.answer = WithoutPrinter.OPEN
        self.accept()

    def _on_save(self) -> None:
        self.answer = WithoutPrinter.SAVE
        self.accept()
