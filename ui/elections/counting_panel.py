"""The step 计票: begin a count, enter it in one of three ways, pause, finish."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from fulian_desktop.elections.count_records import Way
from fulian_desktop.rules.election_pack import Method
from ui.elections.ballot_hall import hall_words
from ui.elections.ballot_steps import RoomPanel
from ui.elections.counting_side import LampsCard, LastCard, say
from ui.elections.counting_start import StartCount
from ui.shell import prompts
from ui.shell.widgets import (
    Chip,
    ChipKind,
    KeyCap,
    Role,
    Tone,
    WrapLabel,
    clear_layout,
    horizontal,
    label,
    link_button,
    primary_button,
    scrolled,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from fulian_desktop.elections.count_records import CountView
    from fulian_desktop.rules.ballots import Ruling
    from ui.elections.ballot_room import BallotSection
    from ui.elections.ballot_state import RoomState
    from ui.elections.counting_side import Row

SIDE_WIDTH = 404
NARROW = 960
_HINTS = {
    Way.BALLOTS: (
        ("回车", "存这一张"),
        ("Ctrl+Z", "撤销上一张"),
        ("F7", "疑难票"),
        ("F8", "暂停"),
        ("F9", "投影"),
    ),
    Way.CALLING: (
        ("号码", "唱一票"),
        ("退格", "撤销上一票"),
        ("- 号码", "撤销她的一票"),
        ("F8", "暂停"),
        ("F9", "投影"),
    ),
    Way.TOTALS: (("回车", "下一格"), ("F8", "暂停"), ("F9", "投影")),
}


class WayWidget(Protocol):
    """What the panel asks of each way of counting."""

    def show_view(self, view: CountView, rulings: Mapping[str, Ruling]) -> None:
        """Show a count as it stands."""

    def rows(self) -> list[Row]:
        """Return the lines of what was entered last."""

    def undo(self, entry_id: int | None = None) -> None:
        """Undo an entry, the last one unless another is named."""

    def take_focus(self) -> None:
        """Put the keyboard where the next thing is typed."""

    @property
    def has_unsaved(self) -> bool:
        """Tell whether something is half typed."""


class CountingPanel(RoomPanel):
    """One count at a time; the way decides what the left side looks like."""

    def __init__(self, room: BallotSection) -> None:
        """Build head, start form, places of the three ways, side column and hints."""
        super().__init__(room)
        self.state: RoomState | None = None
        self.view: CountView | None = None
        self._ways: dict[Way, QWidget] = {}
        self._meetings: dict[int, str] = {}
        column = vertical(self, spacing=10)
        self._whole = QStackedWidget()
        column.addWidget(self._whole, 1)
        self.start = StartCount(self)
        self._whole.addWidget(self.start)
        self._whole.addWidget(self._build())

    def _build(self) -> QWidget:
        box = QWidget()
        column = vertical(box, spacing=10)
        inner = _Squeezed()
        self._columns = horizontal(inner, spacing=14)
        self._left = QStackedWidget()
        self._columns.addWidget(self._left, 1)
        self._side_box = QWidget()
        self._side_box.setFixedWidth(u(SIDE_WIDTH))
        side = vertical(self._side_box, spacing=12)
        self.head_card = self._head()
        side.addWidget(self.head_card)
        self.lamps = LampsCard()
        self.last = LastCard("最近 20 条", "点一行可以撤销重录")
        self.last.rows.chosen.connect(self._on_row)
        self.last.open_link.clicked.connect(self.open_doubtful)
        side.addWidget(self.lamps)
        side.addWidget(self.last, 100)
        side.addStretch(1)
        self._columns.addWidget(self._side_box)
        column.addWidget(scrolled(inner), 1)
        self._hints = horizontal(spacing=6)
        column.addLayout(self._hints)
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With very large type there is room for one column: what is typed first, the rest below."""
        super().resizeEvent(event)
        narrow = self.width() < u(NARROW)
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._side_box.setFixedWidth(self.width() - u(20) if narrow else u(SIDE_WIDTH))

    def _head(self) -> QWidget:
        box = QWidget()
        column = vertical(box, spacing=6)
        row = horizontal(spacing=8)
        self.count_label = label("", Role.CARD_TITLE)
        self.pause_chip = Chip("暂停中", ChipKind.AMBER)
        self.pause_button = secondary_button("暂停")
        self.pause_button.setObjectName("pause_count")
        self.pause_button.clicked.connect(self.toggle_pause)
        self.finish_button = primary_button("结束计票")
        self.finish_button.setObjectName("finish_count")
        self.finish_button.clicked.connect(self.finish)
        row.addWidget(self.count_label)
        row.addWidget(self.pause_chip)
        row.addStretch(1)
        row.addWidget(self.pause_button)
        row.addWidget(self.finish_button)
        column.addLayout(row)
        self.block_label = WrapLabel("", Role.SECONDARY, Tone.TEXT2, width=u(SIDE_WIDTH - 2))
        self.block_label.setObjectName("open_point")
        column.addWidget(self.block_label)
        return box

    # ---- showing

    def show_state(self, state: RoomState) -> None:
        """Show the count that goes on, or how to begin one."""
        self.state = state
        count = state.count
        going = count is not None and not count.finished
        if count is None or (not going and self.start.wants_another):
            self._whole.setCurrentWidget(self.start)
            self.start.show_state(state)
            return
        self._whole.setCurrentIndex(1)
        self.start.wants_another = False
        self._show_count(count.id)

    def _show_count(self, count_id: int) -> None:
        view = self.elections.counting.view(count_id)
        before, self.view = self.view, view
        rulings = self.elections.counting.reader.rulings(view.count.round_id)
        widget = self._way(view.count.way)
        if self._left.currentWidget() is not widget:
            self._left.setCurrentWidget(widget)
        way: WayWidget = widget  # type: ignore[assignment]
        widget.setEnabled(not view.count.paused and not view.count.finished)
        way.show_view(view, rulings)
        self.lamps.show_lamps(view.lamps[:1] if self._waits_for_figures(view) else view.lamps)
        self.last.setVisible(view.count.way is not Way.TOTALS)
        self.last.rows.show_rows(way.rows())
        self._show_head(view)
        if before is None or before.count.way is not view.count.way:
            self._show_hints(view.count.way)
        self.show_hall()

    def _waits_for_figures(self, view: CountView) -> bool:
        """Tell whether the sums cannot be judged yet: nobody said how many ballots are valid."""
        one = self.elections.rounds.get(view.count.round_id)
        counted = view.count.way is Way.BALLOTS or one.method is Method.SHOW_OF_HANDS
        return not counted and self.elections.counting.reader.store.figures(view.count.id) is None

    def _show_head(self, view: CountView) -> None:
        count = view.count
        say(self.count_label, f"第 {count.number} 次　{count.counter_name}")
        self.pause_chip.setVisible(count.paused or count.finished)
        if count.paused or count.finished:
            self.pause_chip.set_text("已结束" if count.finished else "暂停中")
        say(self.pause_button, "继续" if count.paused else "重新打开" if count.finished else "暂停")
        self.finish_button.setVisible(not count.finished)
        points = () if count.finished else view.open_points
        if self._waits_for_figures(view):
            points = tuple(point for point in points if "有效票" in point and "张数" in point) or points
        self.finish_button.setEnabled(not points and not count.paused)
        shown = "　".join(f"{point}。" for point in points[:2]) or "都对上了，可以结束计票。"
        say(self.block_label, "已经结束，到“核对认定”去。" if count.finished else shown)
        waiting = sum(1 for one in view.doubtful if one.counted is None)
        told = (
            f"疑难票 {waiting} 张待认定"
            if waiting
            else f"疑难票 {len(view.doubtful)} 张"
            if view.doubtful
            else ""
        )
        say(self.last.open_link, told)
        self.last.open_link.setVisible(bool(told))

    def _show_hints(self, way: Way) -> None:
        clear_layout(self._hints)
        for key, word in _HINTS[way]:
            self._hints.addWidget(KeyCap(key))
            self._hints.addWidget(label(word, Role.SECONDARY, Tone.TEXT2))
            self._hints.addSpacing(u(10))
        self._hints.addStretch(1)
        names = link_button("另选人认定")
        names.setObjectName("rule_names")
        names.clicked.connect(self.open_names)
        doubtful = link_button("疑难票")
        doubtful.setObjectName("open_doubtful")
        doubtful.clicked.connect(self.open_doubtful)
        for button in (doubtful, names):
            self._hints.addWidget(button)

    def show_hall(self) -> None:
        """Let the hall see the tally."""
        if self.view is None or self.state is None or not self.room.isVisible():
            return
        last = next((one.number for one in self.view.last_calls if one.withdraws_id is None), None)
        self.room.hall.show_tally(
            hall_words(self.state.election, self._meeting(), self.state.round), self.view, last
        )

    def _meeting(self) -> str:
        assert self.state is not None
        meeting_id = self.state.election.meeting_id
        if meeting_id is None:
            return ""
        if meeting_id not in self._meetings:
            self._meetings[meeting_id] = self.context.workspace.meetings.facts(meeting_id).full_title
        return self._meetings[meeting_id]

    def _way(self, way: Way) -> QWidget:
        made = self._ways.get(way)
        if made is None:
            made = self._ways[way] = _made(way, self)
            self._left.addWidget(made)
        return made

    def take_focus(self) -> None:
        """Type at once."""
        if self._whole.currentIndex() == 0:
            self.start.take_focus()
        elif self.view is not None:
            way: WayWidget = self._way(self.view.count.way)  # type: ignore[assignment]
            way.take_focus()

    def may_leave(self) -> bool:
        """Ask when a ballot is half typed."""
        if self.view is None or self._whole.currentIndex() == 0:
            return True
        way: WayWidget = self._way(self.view.count.way)  # type: ignore[assignment]
        if not way.has_unsaved:
            return True
        rows = (("已经存的", "都在"), ("这一张", "没有存，要重录"))
        return prompts.confirm(self, "这一张还没有存，要离开吗？", rows, "离开", keep_word="接着录")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F7 sets a ballot aside, F8 pauses, wherever the keyboard is."""
        if event.key() == Qt.Key.Key_F8:
            self.toggle_pause()
        elif event.key() == Qt.Key.Key_F7:
            self.set_aside()
        else:
            super().keyPressEvent(event)

    # ---- acting

    def toggle_pause(self) -> None:
        """Pause, go on, or open a finished count again."""
        if self.view is None:
            return
        counting, count = self.elections.counting, self.view.count
        if count.finished:
            self._reopen(count.id)
        elif count.paused:
            self.context.run(partial(counting.resume, count.id), "继续计票")
        else:
            self.context.run(partial(counting.pause, count.id), "已暂停。录入的都在，按 F8 继续")
        if self.view.count.paused:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_focus()

    def finish(self) -> None:
        """Finish the count; the next step compares and settles."""
        if self.view is not None:
            self.context.run(partial(self.elections.counting.finish, self.view.count.id), "计票结束")

    def count_again(self) -> None:
        """Show how to begin another count."""
        self.start.wants_another = True

    def set_aside(self) -> None:
        """Set the ballot in hand aside for the scrutineers (F7)."""
        if self.view is None or self.view.count.finished:
            return
        words = prompts.ask_text(
            self,
            "疑难票留给监票人认定",
            "哪里看不清",
            placeholder="例如 3 号一格涂改过",
            act_word="放一边",
            check=lambda text: "" if text.strip() else "请写一句，监票人认定时要看。",
        )
        if words is not None:
            aside = partial(self.elections.doubtful.set_aside, self.view.count.id, words)
            self.context.run(aside, "疑难票已放一边，认定以后才计入")
        self.take_focus()

    def open_doubtful(self) -> None:
        """Show the doubtful ballots and decide them."""
        from ui.elections.counting_doubtful import DoubtfulDialog

        if self.view is not None and self.state is not None:
            DoubtfulDialog(self, self.context, self.view, self.state).ask()
            self.take_focus()

    def open_names(self) -> None:
        """Show the names written in and what they stand for."""
        from ui.elections.counting_names import NamesDialog

        if self.view is not None and self.state is not None:
            NamesDialog(self, self.context, self.view, self.state).ask()
            self.take_focus()

    def _reopen(self, count_id: int) -> None:
        reason = prompts.ask_text(
            self,
            "为什么重新打开这次计票？",
            "原因",
            placeholder="例如 找到一张漏录的选票",
            act_word="重新打开",
            check=lambda text: "" if text.strip() else "请写一句原因。",
        )
        if reason is not None:
            self.context.run(partial(self.elections.counting.reopen, count_id, reason), "已重新打开计票")

    def _on_row(self, key: int) -> None:
        if self.view is not None and not self.view.count.paused and not self.view.count.finished:
            way: WayWidget = self._way(self.view.count.way)  # type: ignore[assignment]
            way.undo(key)


class _Squeezed(QWidget):
    """As low as its parts can be before it scrolls: the cells of a ballot give way first."""

    def hasHeightForWidth(self) -> bool:
        """Ask for the least height of the parts, not for the height they like best."""
        return False


def _made(way: Way, panel: CountingPanel) -> QWidget:
    if way is Way.BALLOTS:
        from ui.elections.counting_ballots import BallotEntry

        return BallotEntry(panel)
    if way is Way.CALLING:
        from ui.elections.counting_calling import CallingBoard

        return CallingBoard(panel)
    from ui.elections.counting_totals import TotalsSheet

    return TotalsSheet(panel)
