"""补录, the short steps: when the meeting began, what happened, when it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.shell.widgets import (
    AMBER,
    Box,
    BoxLook,
    ComboBox,
    Field,
    InsetBox,
    LineEdit,
    Role,
    TextEdit,
    Tone,
    WrapLabel,
    horizontal,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.meetings.records import AgendaItem, Meeting

TIME_WIDTH = 150
FORM_WIDTH = 620


class _Form(Box):
    """A column of fields at the top left."""

    def __init__(self) -> None:
        super().__init__(BoxLook(radius=0))
        outer = horizontal(self)
        inside = Box(BoxLook(radius=0))
        inside.setMaximumWidth(u(FORM_WIDTH))
        self.column = vertical(inside, spacing=12)
        outer.addWidget(inside, 1)
        outer.addStretch(0)

    def words(self, text: str = "", tone: Tone = Tone.TEXT2) -> WrapLabel:
        """Add a paragraph."""
        made = WrapLabel(text, Role.BODY, tone)
        self.column.addWidget(made)
        return made


class OpeningPanel(_Form):
    """When the meeting really began."""

    entered = Signal(str)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.told = self.words()
        self.time = LineEdit("", "例如 09:30")
        self.time.setObjectName("late_began")
        self.time.setFixedWidth(u(TIME_WIDTH))
        self.field = Field("几点开的会", self.time)
        self.column.addWidget(self.field)
        row = horizontal()
        self.save_button = primary_button("开始补录")
        self.save_button.setObjectName("late_begin")
        self.save_button.clicked.connect(self._on_save)
        row.addWidget(self.save_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_meeting(self, meeting: Meeting, day: str) -> None:
        """Say how it stands: not begun, or opened at the desk."""
        opened = meeting.opened_at
        self.field.setVisible(opened is None)
        self.save_button.setVisible(opened is None)
        if opened is None:
            self.told.setText(
                f"{day}在纸上开的会，从这里录进来。应到名单照现在的席位定下来，录完以后不能改。"
            )
            if not self.time.text():
                self.time.setText(meeting.plan.time)
        else:
            self.told.setText(
                f"会议 {opened[11:16]} 已经开始。停电以前在会场登记的都在，只补后面在纸上记的就行。"
            )

    def _on_save(self) -> None:
        self.entered.emit(self.time.text().strip())


class NotesPanel(_Form):
    """What happened and what was said, with the time."""

    entered = Signal(str, str, object)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.words("停电、打断、临时的事，和发言的要点，一条一条录。")
        row = horizontal(spacing=14)
        self.time = LineEdit("", "例如 10:05")
        self.time.setObjectName("late_note_time")
        self.time.setFixedWidth(u(TIME_WIDTH))
        row.addWidget(Field("几点", self.time))
        self.item = ComboBox([("不属于哪一项", None)])
        row.addWidget(Field("哪一项", self.item), 1)
        self.column.addLayout(row)
        self.text = TextEdit("", "例如：停电二十分钟，会议在走廊继续。", rows=3)
        self.text.setObjectName("late_note_text")
        self.column.addWidget(Field("内容", self.text))
        below = horizontal()
        self.save_button = primary_button("登记这一条")
        self.save_button.setObjectName("late_save_note")
        self.save_button.clicked.connect(self._on_save)
        below.addWidget(self.save_button)
        below.addStretch(1)
        self.column.addLayout(below)
        self.column.addStretch(1)

    def show_items(self, items: Sequence[AgendaItem]) -> None:
        """Offer the items of the agenda."""
        chosen = self.item.value()
        self.item.clear()
        self.item.addItem("不属于哪一项", None)
        for item in items:
            self.item.addItem(item.title, item.id)
        self.item.set_value(chosen)

    def empty(self) -> None:
        """Make room for the next one."""
        self.text.clear()

    def _on_save(self) -> None:
        self.entered.emit(self.time.text().strip(), self.text.toPlainText().strip(), self.item.value())


class ClosingPanel(_Form):
    """When the meeting really ended; with questions undecided, why."""

    entered = Signal(str, str)
    desk_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.words("录完了就填散会的时间。会还要接着开的，不用填，直接回会场。")
        self.left = InsetBox(AMBER)
        self.left_words = WrapLabel("", Role.BODY, Tone.AMBER)
        self.left.body.addWidget(self.left_words)
        self.column.addWidget(self.left)
        self.time = LineEdit("", "例如 11:05")
        self.time.setObjectName("late_ended")
        self.time.setFixedWidth(u(TIME_WIDTH))
        self.column.addWidget(Field("几点散会", self.time))
        self.reason = Field(
            "为什么不表决就散会", TextEdit("", "例如：停电以后人走散了", rows=2), required=True
        )
        self.reason.editor.setObjectName("late_closing_reason")
        self.column.addWidget(self.reason)
        row = horizontal(spacing=12)
        self.save_button = primary_button("登记散会")
        self.save_button.setObjectName("late_close")
        self.save_button.clicked.connect(self._on_save)
        row.addWidget(self.save_button)
        desk = secondary_button("回会场接着开")
        desk.setObjectName("late_to_desk")
        desk.clicked.connect(self.desk_wanted)
        row.addWidget(desk)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_undecided(self, titles: Sequence[str]) -> None:
        """Say what is undecided."""
        self.left.setVisible(bool(titles))
        self.reason.setVisible(bool(titles))
        self.left_words.setText(f"还有 {len(titles)} 项没有表决：{'、'.join(titles)}")

    def _on_save(self) -> None:
        self.entered.emit(self.time.text().strip(), self.reason.text())
