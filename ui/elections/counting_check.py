"""The step 核对认定: a second count by another person, only what differs, and which count holds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.elections.ballot_state import Step
from ui.elections.ballot_steps import RoomPanel
from ui.elections.custody_dialog import NamesRow
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import (
    Box,
    BoxLook,
    Card,
    Chip,
    ChipKind,
    Field,
    InfoRow,
    Lamp,
    LampState,
    Role,
    ScrollColumn,
    TextEdit,
    Tone,
    WrapLabel,
    empty_row,
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
    from fulian_desktop.elections.count_records import BallotCount, Difference
    from ui.elections.ballot_room import BallotSection
    from ui.elections.ballot_state import RoomState

RIGHT_WIDTH = 470
_NO_SECOND = (
    "还没有第二次计票。\n换一个人、换一种方式再数一遍，这里只列两次不一样的几处，对着选票看这几处就行。"
    "只数一遍，录错了没有别的数可以对。"
)


class CheckPanel(RoomPanel):
    """The counts of a round, what differs, settling."""

    def __init__(self, room: BallotSection) -> None:
        """Build two columns."""
        super().__init__(room)
        self.state: RoomState | None = None
        self._row = row = horizontal(self, spacing=14)
        inner = QWidget()
        left = vertical(inner, spacing=12)
        self.counts = Card("各次计票", margins=(18, 14, 18, 14))
        self._rows = vertical()
        self.counts.body.addLayout(self._rows)
        foot = horizontal(spacing=12)
        self.again_button = secondary_button("换一个人再数一遍")
        self.again_button.setObjectName("count_again")
        self.again_button.clicked.connect(self.count_again)
        self.settle_button = primary_button("认定票数")
        self.settle_button.setObjectName("settle")
        self.settle_button.clicked.connect(self.settle_last)
        foot.addStretch(1)
        foot.addWidget(self.settle_button)
        self.sentence = WrapLabel("", Role.BODY, Tone.TEXT2)
        self.sentence.setObjectName("check_sentence")
        self.counts.body.addWidget(self.sentence)
        self.counts.body.addLayout(foot)
        left.addWidget(self.counts)
        links = Card("监票人认定", margins=(18, 14, 18, 14))
        self.decided = WrapLabel("", Role.SECONDARY, Tone.TEXT2)
        links.body.addWidget(self.decided)
        more = horizontal(spacing=18)
        for words, name, act in (
            ("疑难票", "check_doubtful", self.open_doubtful),
            ("另选人认定", "check_names", self.open_names),
        ):
            link = link_button(words)
            link.setObjectName(name)
            link.clicked.connect(act)
            more.addWidget(link)
        more.addStretch(1)
        links.body.addLayout(more)
        left.addWidget(links)
        left.addStretch(1)
        row.addWidget(scrolled(inner), 1)
        self.table = Card("只列不一样的", margins=(18, 14, 12, 14))
        self.table.setFixedWidth(u(RIGHT_WIDTH))
        self._lines = ScrollColumn(margins=(0, 0, 8, 0))
        self.table.body.addWidget(self._lines, 1)
        self.second = WrapLabel("", Role.BODY, Tone.TEXT2, width=u(RIGHT_WIDTH - 36))
        self.second.setObjectName("no_second_count")
        self.table.body.addWidget(self.second)
        self.table.body.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.table)

    # ---- showing

    def show_state(self, state: RoomState) -> None:
        """Show the counts and where they differ."""
        from ui.shell.widgets import clear_layout

        self.state = state
        clear_layout(self._rows)
        for one in state.counts:
            self._rows.addWidget(self._count_row(one))
        if not state.counts:
            self._rows.addWidget(empty_row("还没有计票。"))
        found = self._differences()
        self._show_lines(found)
        self._show_sentence(state, found)
        self._show_decided(state)

    def take_focus(self) -> None:
        """Enter settles."""
        self.settle_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _count_row(self, one: BallotCount) -> QWidget:
        assert self.state is not None
        tally = self.elections.counting.tally(one.id)
        trailing = QWidget()
        row = horizontal(trailing, spacing=10)
        settled = self.state.settlement
        if settled is not None and settled.count_id == one.id:
            row.addWidget(Chip("认定这一次", ChipKind.GREEN))
        elif not one.finished:
            row.addWidget(Chip("没有数完", ChipKind.AMBER))
        elif settled is None and len(self.state.counts) > 1:
            link = link_button("认定这一次")
            link.setObjectName(f"settle_{one.number}")
            link.clicked.connect(partial(self.settle, one.id))
            row.addWidget(link)
        second = f"{one.way.phrase}　有效 {tally.valid} 张，无效 {tally.invalid} 张　{one.at[11:16]}"
        made = InfoRow(
            f"第 {one.number} 次　{one.counter_name}", second, trailing=trailing, operable=False, strong=True
        )
        made.setObjectName(f"count_{one.number}")
        return made

    def _differences(self) -> tuple[Difference, ...] | None:
        assert self.state is not None
        done = [one for one in self.state.counts if one.finished]
        if len(done) < 2:
            return None
        return self.elections.settling.differences(done[-2].id, done[-1].id)

    def _show_lines(self, found: tuple[Difference, ...] | None) -> None:
        self._lines.clear()
        self.table.set_count("" if found is None else f"{len(found)} 处")
        self._lines.setVisible(found is not None)
        self.second.setVisible(found is None)
        if found is None:
            self._row.setAlignment(self.table, Qt.AlignmentFlag.AlignTop)
            self.second.setText(self._why_nothing())
            return
        self._row.setAlignment(self.table, Qt.AlignmentFlag(0))
        if not found:
            box = QWidget()
            row = horizontal(box, spacing=8)
            row.addWidget(Lamp(LampState.HOLDS, 20))
            row.addWidget(label("两次完全一样", Role.NAME, Tone.GREEN))
            row.addStretch(1)
            self._lines.add(box)
        else:
            assert self.state is not None
            done = [one for one in self.state.counts if one.finished]
            self._lines.add(_line("", done[-2].counter_name, done[-1].counter_name, head=True))
            for one in found:
                self._lines.add(_line(one.line, str(one.first), str(one.second)))

    def _why_nothing(self) -> str:
        """Say why there is nothing to compare, and what another count would be good for."""
        assert self.state is not None
        if not any(one.finished for one in self.state.counts):
            return "数过两遍以后，这里只列两次不一样的地方。"
        if self.state.settlement is not None or self.state.result is not None:
            return "只数过一遍，没有第二次可以对。"
        return _NO_SECOND

    def _show_sentence(self, state: RoomState, found: tuple[Difference, ...] | None) -> None:
        done = [one for one in state.counts if one.finished]
        running = len(done) < len(state.counts)
        open_now = state.settlement is None and state.result is None and bool(done) and not running
        self.again_button.setVisible(open_now)
        self.settle_button.setVisible(open_now and not found)
        if state.settlement is not None:
            reason = f"　理由：{state.settlement.reason}" if state.settlement.reason else ""
            names = "、".join(state.settlement.names)
            words = f"票数已经认定{f'（{names}）' if names else ''}。各次计票都留着。{reason}"
        elif running:
            words = "还有一次计票没有结束，结束以后再核对。"
        elif not done:
            words = "计票结束以后，在这里核对、认定。"
        elif found:
            words = (
                f"两次有 {len(found)} 处不一样。请监票人对着选票看这几处，再在上面认定其中一次，"
                "写明理由；也可以再数一遍。"
            )
        elif found is not None:
            words = "两次一样，可以认定票数。"
        else:
            words = "可以直接认定，也可以换一个人再数一遍（方式可以不同）。"
        self.sentence.setText(words)

    def _show_decided(self, state: RoomState) -> None:
        if state.round is None:
            self.decided.setText("")
            return
        doubtful = [each for one in state.counts for each in self.elections.doubtful.of_count(one.id)]
        names = self.elections.settling.rulings(state.round.id)
        last = {one.spelling: one for one in names}
        told = [f"疑难票 {len(doubtful)} 张，已认定 {sum(one.counted is not None for one in doubtful)} 张"]
        told += [
            f"“{one.spelling}”：{one.kind.phrase}{one.name if one.name != one.spelling else ''}"
            for one in last.values()
        ]
        self.decided.setText("；".join(told))

    # ---- acting

    def count_again(self) -> None:
        """Begin another count by another person."""
        panel = self.room.panel(Step.COUNT)
        again = getattr(panel, "count_again", None)
        if again is not None:
            again()
        self.room.go(Step.COUNT)

    def settle_last(self) -> None:
        """Say that the last count holds."""
        if self.state is not None and self.state.counts:
            self.settle(self.state.counts[-1].id)

    def settle(self, count_id: int) -> None:
        """Say which count holds; where two differ, ask for the reason and names."""
        if self.state is None or self.state.round is None:
            return
        settling, round_id = self.elections.settling, self.state.round.id
        if not self._differences():
            self.context.run(partial(settling.settle, round_id, count_id), "票数已认定，可以看结果")
            return

        def write(entry: tuple[str, tuple[str, ...]]) -> bool:
            settle = partial(settling.settle, round_id, count_id, reason=entry[0], names=entry[1])
            return self.context.run(settle, "票数已认定，可以看结果") is not None

        number = next(one.number for one in self.state.counts if one.id == count_id)
        ReasonDialog(self, f"认定第 {number} 次计票", self.state.scrutineers(), write, act_word="认定").ask()

    def open_doubtful(self) -> None:
        """Show the doubtful ballots of the last count."""
        from ui.elections.counting_doubtful import DoubtfulDialog

        if self.state is not None and self.state.counts:
            view = self.elections.counting.view(self.state.counts[-1].id)
            DoubtfulDialog(self, self.context, view, self.state).ask()

    def open_names(self) -> None:
        """Show the names written in."""
        from ui.elections.counting_names import NamesDialog

        if self.state is not None and self.state.counts:
            view = self.elections.counting.view(self.state.counts[-1].id)
            NamesDialog(self, self.context, view, self.state).ask()


class ReasonDialog(FormDialog):
    """Asks for a reason and who decided; writes (reason, names)."""

    def __init__(
        self, parent: QWidget, title: str, scrutineers: tuple[str, ...], write: object, *, act_word: str
    ) -> None:
        """All scrutineers are ticked."""
        super().__init__(parent, title, write, act_word=act_word, width=600)  # type: ignore[arg-type]
        self.reason = Field(
            "理由", TextEdit(placeholder="例如 对着选票看过，第 2 次录错一张", rows=2), required=True
        )
        self.reason.editor.setObjectName("reason")
        self.body.addWidget(self.reason)
        self.names = NamesRow(scrutineers, scrutineers)
        self.names.add_to(self, "监票人")
        self.reason.editor.setFocus()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """A reason and a name."""
        sentence = "" if self.reason.text() else "请写一句理由。"
        if not sentence and not self.names.names():
            sentence = "请选定监票人。"
        return ((self.reason, sentence),)

    def result_of_form(self) -> tuple[str, tuple[str, ...]]:
        """Return reason and names."""
        return self.reason.text(), self.names.names()


def _line(words: str, first: str, second: str, *, head: bool = False) -> QWidget:
    box = Box(BoxLook(sides="b", radius=0))
    box.setFixedHeight(u(40))
    row = horizontal(box, spacing=12)
    row.addWidget(label(words, Role.BODY, weight=600), 1)
    for number in (first, second):
        made = label(
            number,
            Role.SECONDARY if head else Role.COUNT,
            Tone.TEXT2 if head else Tone.RED,
            align=Qt.AlignmentFlag.AlignRight,
        )
        made.setFixedWidth(u(96))
        row.addWidget(made)
    return box
