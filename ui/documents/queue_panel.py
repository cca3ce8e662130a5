"""打印队列 at the right of the page: what waits, prints, is done or failed, and what can be done about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar

from ui.documents.print_queue import PrintState
from ui.shell.widgets import (
    AMBER,
    GREEN,
    INSET,
    BoxLook,
    Button,
    Card,
    ElidedLabel,
    InsetBox,
    Lamp,
    LampState,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    clear_layout,
    close_button,
    horizontal,
    label,
    link_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from ui.documents.print_queue import PrintQueue, QueuedPrint

_LAMPS = {
    PrintState.WAITING: LampState.NOT_YET,
    PrintState.PRINTING: LampState.NOT_YET,
    PrintState.DONE: LampState.HOLDS,
    PrintState.FAILED: LampState.WRONG,
    PrintState.CANCELLED: LampState.MISSING,
}
_LOOKS: dict[PrintState, BoxLook] = {PrintState.PRINTING: BoxLook(Tone.TINT, Tone.TINT_LINE, radius=6)}
EMPTY = "没有要打印的文书。按“打印”或“全部打印”，文书会排在这里，一份一份送到打印机。"


class QueuePanel(Card):
    """The list under what holds for the whole queue."""

    close_wanted = Signal()
    retry_wanted = Signal(int)
    printer_wanted = Signal()

    def __init__(self, queue: PrintQueue) -> None:
        """Follow the queue from now on."""
        super().__init__(margins=(14, 8, 6, 10), spacing=8)
        self.setObjectName("queue_panel")
        self._queue = queue
        head = horizontal(spacing=8)
        head.addWidget(label("打印队列", Role.CARD_TITLE))
        head.addStretch(1)
        self.clear_button = link_button("清掉打完的")
        self.clear_button.setObjectName("queue_clear")
        self.clear_button.clicked.connect(queue.clear)
        head.addWidget(self.clear_button)
        self.close_button = close_button()
        self.close_button.setObjectName("queue_close")
        self.close_button.clicked.connect(self.close_wanted)
        head.addWidget(self.close_button)
        self.body.addLayout(head)
        self._summary = vertical(margins=(0, 0, 8, 0), spacing=8)
        self.body.addLayout(self._summary)
        self._build_acts()
        self.list = ScrollColumn(spacing=6)
        self.list.setMinimumHeight(u(90))
        self.body.addWidget(self.list, 1)
        self._shown: tuple[object, ...] = ()
        self._bar: QProgressBar | None = None
        self._now: ElidedLabel | None = None
        queue.changed.connect(self.show_queue)
        self.show_queue()

    def _build_acts(self) -> None:
        row = horizontal(margins=(0, 0, 8, 0), spacing=10)
        self.pause_button = secondary_button("暂停")
        self.pause_button.setObjectName("queue_pause")
        self.pause_button.clicked.connect(self._on_pause)
        self.cancel_button = secondary_button("全部取消")
        self.cancel_button.setObjectName("queue_cancel_all")
        self.cancel_button.clicked.connect(self._queue.cancel_all)
        for button in (self.pause_button, self.cancel_button):
            row.addWidget(button, 1)
        self.body.addLayout(row)

    def show_queue(self) -> None:
        """Show the queue as it is now; a page more in the same paper changes only the bar."""
        queue = self._queue
        shown = tuple((one.number, one.state, one.sentence) for one in queue.entries())
        if self._shown == (shown, queue.is_paused, queue.why_paused):
            self._show_progress()
            return
        self._shown = (shown, queue.is_paused, queue.why_paused)
        self._fill_summary()
        self.pause_button.setText("接着打印" if queue.is_paused else "暂停")
        waits = queue.count(PrintState.WAITING) > 0
        self.pause_button.set_blocked("" if waits else "没有等着打印的文书。")
        self.cancel_button.set_blocked("" if queue.is_busy else "没有等着打印的文书。")
        over = len(queue.entries()) - queue.count(PrintState.WAITING, PrintState.PRINTING)
        self.clear_button.setVisible(over > 0)
        self.pause_button.setVisible(bool(queue.entries()))
        self.cancel_button.setVisible(bool(queue.entries()))
        place = self.list.verticalScrollBar().value()
        self.list.clear()
        for position, entry in enumerate(queue.entries(), start=1):
            self.list.add(self._row(position, entry))
        self.list.verticalScrollBar().setValue(place)
        self._show_progress()

    # ---- inside

    def _fill_summary(self) -> None:
        clear_layout(self._summary)
        self._bar = self._now = None
        queue = self._queue
        entries = queue.entries()
        if not entries:
            self._say(EMPTY, Tone.TEXT2)
            return
        if queue.is_paused and queue.is_busy:
            self._tell_pause()
            return
        if not queue.is_busy:
            done, failed = queue.count(PrintState.DONE), queue.count(PrintState.FAILED)
            words = f"已交给打印机 {done} 份" + (f"，没有印成 {failed} 份" if failed else "")
            box = InsetBox(AMBER if failed or not done else GREEN, margins=(12, 8, 12, 8))
            box.body.addWidget(WrapLabel(words, Role.PRIMARY))
            self._summary.addWidget(box)
            return
        self._now = ElidedLabel("", Role.BODY)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(u(10))
        self._bar.setAccessibleName("打印进度")
        self._summary.addWidget(self._now)
        self._summary.addWidget(self._bar)

    def _tell_pause(self) -> None:
        queue, left = self._queue, self._queue.count(PrintState.WAITING)
        box = InsetBox(AMBER, margins=(12, 8, 12, 10), spacing=4)
        box.setObjectName("queue_paused")
        box.body.addWidget(WrapLabel(f"停着，还有 {left} 份等着打印", Role.PRIMARY))
        if queue.why_paused:
            box.body.addWidget(WrapLabel(queue.why_paused, Role.BODY, Tone.TEXT2))
            other = link_button("换一台打印机")
            other.setObjectName("queue_printer")
            other.clicked.connect(self.printer_wanted)
            box.body.addWidget(other)
        self._summary.addWidget(box)

    def _say(self, words: str, tone: Tone) -> None:
        self._summary.addWidget(WrapLabel(words, Role.BODY, tone))

    def _show_progress(self) -> None:
        """Show which paper and which page is being printed."""
        if self._bar is None or self._now is None:
            return
        entries = self._queue.entries()
        counted = [one for one in entries if one.state is not PrintState.CANCELLED]
        over = self._queue.count(PrintState.DONE, PrintState.FAILED)
        now = next((one for one in entries if one.state is PrintState.PRINTING), None)
        page = (
            f"，第 {min(now.done + 1, now.total)} / {now.total} 页" if now is not None and now.total else ""
        )
        self._now.setText(f"正在打印第 {min(over + 1, len(counted))} / {len(counted)} 份{page}")
        share = 0 if now is None or not now.total else now.done * 100 // now.total
        self._bar.setRange(0, max(1, len(counted)) * 100)
        self._bar.setValue(over * 100 + share)

    def _row(self, position: int, entry: QueuedPrint) -> QWidget:
        box = InsetBox(_LOOKS.get(entry.state, INSET), margins=(10, 7, 8, 8), spacing=2)
        box.setObjectName(f"queued_{entry.number}")
        row = horizontal(spacing=8)
        row.addWidget(Lamp(_LAMPS[entry.state], 17), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(ElidedLabel(f"{position}　{entry.name}", Role.BODY, weight=500), 1)
        act = self._act_of(entry)
        if act is not None:
            row.addWidget(act)
        box.body.addLayout(row)
        copies = f"，{entry.order.copies} 份" if entry.order.copies > 1 else ""
        words = f"{entry.state.phrase}{copies}"
        if entry.order.reason:
            words += f"，重印：{entry.order.reason}"
        box.body.addWidget(ElidedLabel(words, Role.SECONDARY, Tone.TEXT2))
        is_told_above = self._queue.is_busy and entry.sentence == self._queue.why_paused
        if entry.sentence and not is_told_above:
            tone = Tone.RED if entry.state is PrintState.FAILED else Tone.TEXT2
            box.body.addWidget(WrapLabel(entry.sentence, Role.SECONDARY, tone))
        return box

    def _act_of(self, entry: QueuedPrint) -> Button | None:
        if entry.state in (PrintState.WAITING, PrintState.PRINTING):
            act = link_button("取消")
            act.setObjectName(f"cancel_{entry.number}")
            act.clicked.connect(partial(self._queue.cancel, entry.number))
        elif entry.state in (PrintState.FAILED, PrintState.CANCELLED):
            act = link_button("再打一次")
            act.setObjectName(f"retry_{entry.number}")
            act.clicked.connect(partial(self.retry_wanted.emit, entry.number))
        else:
            return None
        return act

    def _on_pause(self) -> None:
        if self._queue.is_paused:
            self._queue.resume()
        else:
            self._queue.pause()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the list have what height there is."""
        super().resizeEvent(event)
        self.list.setMinimumHeight(min(u(90), max(u(40), event.size().height() // 3)))
