"""Who comes: an answer per person by one key, or for a whole pasted list of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from fulian_desktop.meetings.replies import Answer
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    BoxLook,
    Card,
    ClickableBox,
    ElidedLabel,
    Icon,
    KeyCap,
    LineEdit,
    Role,
    ScrollColumn,
    Segment,
    TextEdit,
    Tone,
    display_name,
    horizontal,
    label,
    link_button,
    primary_button,
    secondary_button,
    set_tone,
    u,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.meetings.replies import Forecast, PastedNames, Reply

KEYS = {Qt.Key.Key_1: Answer.COMING, Qt.Key.Key_2: Answer.LEAVE, Qt.Key.Key_0: Answer.NONE}
_ANSWERS = [(answer.phrase, answer) for answer in Answer]


class ReplyRow(ClickableBox):
    """One person: 1 comes, 2 is on leave, 0 has not answered; up and down go to the next one."""

    answered = Signal(int, object, str)
    moved = Signal(int)

    def __init__(self, reply: Reply) -> None:
        """The reason of leave is typed in the row."""
        super().__init__(BoxLook(sides="b", radius=0))
        self.reply = reply
        self.setFixedHeight(u(46))
        self.setObjectName(f"reply_{reply.person_id}")
        row = horizontal(self, margins=(6, 0, 6, 0), spacing=8)
        row.addWidget(label(display_name(reply.name), Role.BODY, weight=600))
        self.post_label = ElidedLabel("", Role.CAPTION, Tone.TEXT2)
        row.addWidget(self.post_label, 1)
        self.reason_edit = LineEdit("", "请假事由")
        self.reason_edit.setMinimumWidth(u(76))
        self.reason_edit.setMaximumWidth(u(150))
        self.reason_edit.editingFinished.connect(self._on_reason)
        row.addWidget(self.reason_edit)
        self.segment = Segment(_ANSWERS, reply.answer)
        self.segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.segment.chosen.connect(self._on_chosen)
        row.addWidget(self.segment)
        self.show_reply(reply)

    def show_reply(self, reply: Reply) -> None:
        """Show another answer of the same person."""
        self.reply = reply
        self.segment.set_value(reply.answer)
        on_leave = reply.answer is Answer.LEAVE
        self.reason_edit.setVisible(on_leave)
        if not self.reason_edit.hasFocus():
            self.reason_edit.setText(reply.reason)
        self.post_label.setText(reply.post if reply.counts else f"{reply.post}（不计入应到）")
        self.setAccessibleName(f"{reply.name} {reply.answer.phrase}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the answer or go to another row."""
        answer = KEYS.get(Qt.Key(event.key()))
        if answer is not None:
            self.answered.emit(self.reply.person_id, answer, "")
            if answer is Answer.LEAVE:
                self.reason_edit.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.moved.emit(1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, answer: object) -> None:
        if isinstance(answer, Answer) and answer is not self.reply.answer:
            self.answered.emit(self.reply.person_id, answer, "")

    def _on_reason(self) -> None:
        words = self.reason_edit.text().strip()
        if self.reply.answer is Answer.LEAVE and words != self.reply.reason:
            self.answered.emit(self.reply.person_id, Answer.LEAVE, words)


class RepliesCard(Card):
    """谁来: the forecast, everyone who is expected, and the way to paste a list."""

    answered = Signal(int, object, str)
    paste_wanted = Signal()
    all_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("谁来", margins=(14, 12, 14, 12), spacing=6)
        self.setObjectName("replies_card")
        self.paste_link = self.add_link("粘贴名单")
        self.paste_link.setObjectName("paste_names")
        self.paste_link.clicked.connect(self.paste_wanted)
        self.forecast_label = ElidedLabel("", Role.NAME)
        self.forecast_label.setObjectName("forecast")
        self.body.addWidget(self.forecast_label)
        self.need_label = ElidedLabel("", Role.SECONDARY, Tone.TEXT2)
        self.body.addWidget(self.need_label)
        self._list = ScrollColumn()
        self.body.addWidget(self._list, 1)
        self.rows: list[ReplyRow] = []
        keys = horizontal(spacing=6)
        for key, words in (("1", "参加"), ("2", "请假"), ("0", "未答复"), ("↑↓", "换人")):
            keys.addWidget(KeyCap(key))
            keys.addWidget(label(words, Role.CAPTION, Tone.TEXT2))
        keys.addStretch(1)
        self.all_link = link_button("都参加")
        self.all_link.setObjectName("all_coming")
        self.all_link.clicked.connect(self.all_wanted)
        keys.addWidget(self.all_link)
        self.body.addLayout(keys)

    def show_replies(self, replies: Sequence[Reply], forecast: Forecast, *, editable: bool) -> None:
        """Show answers and forecast; rows stay where the same persons are expected."""
        self.forecast_label.setText(f"至少来 {forecast.at_least} 人，可能来 {forecast.possible} 人")
        tone = Tone.GREEN if forecast.is_sure else Tone.AMBER if forecast.is_possible else Tone.RED
        set_tone(self.forecast_label, tone)
        self.need_label.setText(
            f"应到 {forecast.entitled}，法定 {forecast.need}；"
            f"参加 {forecast.coming}，请假 {forecast.leave}，未答复 {forecast.silent}"
        )
        if [row.reply.person_id for row in self.rows] == [reply.person_id for reply in replies]:
            for row, reply in zip(self.rows, replies, strict=True):
                row.show_reply(reply)
        else:
            self._rebuild(replies)
        for row in self.rows:
            row.setEnabled(editable)
        self.paste_link.setEnabled(editable)
        self.all_link.setEnabled(editable)

    def focus_first_silent(self) -> None:
        """Put the focus on the first person who has not answered."""
        silent = [row for row in self.rows if row.reply.answer is Answer.NONE]
        for row in (silent or self.rows)[:1]:
            row.setFocus(Qt.FocusReason.TabFocusReason)
            self._list.ensureWidgetVisible(row)

    def _rebuild(self, replies: Sequence[Reply]) -> None:
        column = self._list.column
        while column.count():
            widget = column.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for reply in replies:
            row = ReplyRow(reply)
            row.answered.connect(self.answered)
            row.moved.connect(self._on_moved)
            column.addWidget(row)
            self.rows.append(row)
        column.addStretch(1)

    def _on_moved(self, step: int) -> None:
        here = next((place for place, row in enumerate(self.rows) if row is self.sender()), 0)
        target = self.rows[max(0, min(len(self.rows) - 1, here + step))]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._list.ensureWidgetVisible(target)


class PasteNamesDialog(Dialog):
    """A list of names from the group chat or a table; what it means is shown before it is taken."""

    def __init__(self, parent: QWidget, read: Callable[[str], PastedNames]) -> None:
        """`read` says whom a text means."""
        super().__init__("粘贴名单", parent, width=620)
        self.setObjectName("paste_names_dialog")
        self._read = read
        self.found: tuple[Reply, ...] = ()
        self.add_text("一行一个，或者用顿号、逗号、空格隔开；带序号的也可以。")
        self.text_edit = TextEdit("", "沈丽华、马晓燕、李祎", rows=6)
        self.text_edit.textChanged.connect(self._on_typed)
        self.body.addWidget(self.text_edit)
        self.answer_segment = Segment(_ANSWERS[:2], Answer.COMING)
        self.body.addWidget(self.answer_segment)
        self.meant_label = self.add_text("还没有名字。")
        self.meant_label.setObjectName("pasted_meaning")
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        self.save_button = self.add_right(primary_button("登记", Icon.CHECK), accepts=True)
        self.save_button.setObjectName("save")
        self.save_button.setEnabled(False)

    def answer(self) -> Answer:
        """Return what all of them answered."""
        chosen = self.answer_segment.value()
        return chosen if isinstance(chosen, Answer) else Answer.COMING

    def _on_typed(self) -> None:
        meant = self._read(self.text_edit.toPlainText())
        self.found = meant.found
        parts = [f"认出 {len(meant.found)} 人" if meant.found else "没有认出名字"]
        if meant.unknown:
            more = "等" if len(meant.unknown) > 4 else ""
            parts.append(f"不在应到名单里：{'、'.join(meant.unknown[:4])}{more}")
        if meant.ambiguous:
            parts.append(f"有同名，请逐人登记：{'、'.join(meant.ambiguous[:4])}")
        self.meant_label.setText("；".join(parts) + "。")
        self.save_button.setEnabled(bool(meant.found))
