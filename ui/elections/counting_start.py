"""How a count is begun: who counts, and in which of three ways."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fulian_desktop.elections.count_records import Way
from fulian_desktop.rules.election_pack import Method
from ui.shell.widgets import (
    Card,
    ClickableBox,
    ComboBox,
    Field,
    KeyCap,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    label,
    primary_button,
    u,
    vertical,
)
from ui.shell.widgets.box import CARD

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.elections.ballot_state import RoomState
    from ui.elections.counting_panel import CountingPanel

_WORDS = {
    Way.CALLING: (
        "唱票画“正”字",
        "一人唱票，一人按号码。“正”字在屏幕和会场大屏上同时画出来，适合当众计票。",
    ),
    Way.BALLOTS: (
        "逐张录入",
        "一张选票录一次，只用数字小键盘。程序逐张判有效、无效，结果最细，适合候选人多的选举。",
    ),
    Way.TOTALS: (
        "按人录入总数",
        "已经在纸上计好的，把每个人的票数抄进来；举手选举也用它。",
    ),
}


class StartCount(QWidget):
    """Three ways as three boxes, the counter, one button."""

    def __init__(self, panel: CountingPanel) -> None:
        """Build the form."""
        super().__init__()
        self._panel = panel
        self._way = Way.BALLOTS
        self._state: RoomState | None = None
        self.wants_another = False
        column = vertical(self, spacing=12)
        card = Card("开始计票", margins=(24, 18, 24, 20), spacing=14)
        self.sentence = WrapLabel("", Role.BODY, Tone.TEXT2)
        self.sentence.setObjectName("start_sentence")
        card.body.addWidget(self.sentence)
        row = horizontal(spacing=14)
        self.boxes: dict[Way, ClickableBox] = {}
        for number, way in enumerate((Way.BALLOTS, Way.CALLING, Way.TOTALS), start=1):
            box = self._box(number, way)
            self.boxes[way] = box
            row.addWidget(box, 1)
        card.body.addLayout(row)
        foot = horizontal(spacing=14)
        self.counter_box = ComboBox()
        self.counter_box.setObjectName("counter")
        self.counter_box.setEditable(True)
        self.counter_box.setMinimumWidth(u(220))
        foot.addWidget(Field("谁来计票", self.counter_box, hint="第二遍要换一个人"))
        foot.addStretch(1)
        self.begin_button = primary_button("开始计票")
        self.begin_button.setObjectName("begin_count")
        self.begin_button.clicked.connect(self.begin)
        foot.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(foot)
        column.addWidget(card)
        column.addStretch(1)

    def _box(self, number: int, way: Way) -> ClickableBox:
        title, words = _WORDS[way]
        box = ClickableBox(CARD)
        box.setObjectName(f"way_{way.value}")
        box.setAccessibleName(title)
        inner = vertical(box, margins=(18, 16, 18, 16), spacing=8)
        head = horizontal(spacing=8)
        head.addWidget(KeyCap(str(number)))
        head.addWidget(label(title, Role.CARD_TITLE))
        head.addStretch(1)
        inner.addLayout(head)
        inner.addWidget(WrapLabel(words, Role.SECONDARY, Tone.TEXT2))
        inner.addStretch(1)
        box.activated.connect(partial(self.choose, way))
        return box

    def show_state(self, state: RoomState) -> None:
        """Offer the tellers; hands can only be entered as totals."""
        fresh = (
            self._state is None
            or self._state.round != state.round
            or len(self._state.counts) != len(state.counts)
        )
        self._state = state
        hands = state.round is not None and state.round.method is Method.SHOW_OF_HANDS
        for way, box in self.boxes.items():
            box.setEnabled(not hands or way is Way.TOTALS)
        if fresh:
            counted = {one.counter_name for one in state.counts}
            names = [name for name in (*state.tellers(), *state.scrutineers()) if name not in counted]
            self.counter_box.clear()
            for name in names:
                self.counter_box.addItem(name, name)
            self.choose(Way.TOTALS if hands else self._way)
        if state.counts:
            last = state.counts[-1]
            self.sentence.setText(
                f"第 {last.number} 次由{last.counter_name}用“{last.way.phrase}”数过。"
                "第二遍换一个人数，可以换一种方式；两次只比较不一样的地方，都会留下。"
            )
        else:
            self.sentence.setText("选一种方式（按 1、2、3），选定谁来计票，再按回车。")

    def choose(self, way: Way) -> None:
        """Take one of the ways."""
        self._way = way
        for one, box in self.boxes.items():
            box.set_current(one is way)

    def begin(self) -> None:
        """Begin the count."""
        if self._state is None or self._state.round is None:
            return
        self.wants_another = False
        counting = self._panel.elections.counting
        start = partial(counting.start, self._state.round.id, self._way, self.counter_box.currentText())
        if self._panel.context.run(start, f"开始计票：{self._way.phrase}") is not None:
            self._panel.take_focus()

    def take_focus(self) -> None:
        """Take 1, 2, 3 and Enter."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 choose, Enter begins."""
        ways = list(self.boxes)
        if event.text().isdecimal() and 1 <= int(event.text()) <= len(ways):
            way = ways[int(event.text()) - 1]
            if self.boxes[way].isEnabled():
                self.choose(way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin()
        else:
            super().keyPressEvent(event)
