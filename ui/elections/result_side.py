"""Beside a result: what follows, the elected list and the hall, seats and terms, all rounds."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from fulian_desktop.elections.count_records import RoundKind
from fulian_desktop.elections.records import ElectionKind, ElectionState
from fulian_desktop.seats.records import Post
from ui.elections.ballot_hall import hall_words, list_words
from ui.elections.result_dialogs import ask_leave_vacant, ask_renomination, ask_term
from ui.hall.slides import PersonLine
from ui.seats.before_after import show_before_after
from ui.shell.widgets import (
    Button,
    Card,
    InfoRow,
    KeyCap,
    Role,
    ScrollColumn,
    StepDisc,
    StepState,
    Tone,
    WrapLabel,
    clear_layout,
    display_name,
    horizontal,
    label,
    link_button,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.elections.count_records import Elected, NextStep
    from ui.elections.ballot_state import RoomState
    from ui.elections.result_panel import ResultPanel

_INNER = 336

LONG_NAME = 4


class ResultSide(QWidget):
    """The right column of the step 结果."""

    def __init__(self, panel: ResultPanel) -> None:
        """Build four cards; those with nothing in them are hidden."""
        super().__init__()
        self._panel = panel
        self._state: RoomState | None = None
        self._first: Button | None = None
        column = vertical(self)
        self._scroll = ScrollColumn(spacing=12)
        column.addWidget(self._scroll, 1)
        self.next_card = Card("下一步", margins=(16, 12, 16, 14), spacing=10)
        self.elected_card = Card("当选名单", margins=(16, 12, 16, 14), spacing=8)
        self.rounds_card = Card("各轮选举", margins=(16, 12, 16, 12), spacing=4)
        self.change_card = Card("换届前后", margins=(16, 12, 16, 14), spacing=6)
        for card in (self.next_card, self.elected_card, self.change_card, self.rounds_card):
            self._scroll.add(card)
        self._bodies = {card: vertical(spacing=8) for card in self._cards()}
        for card, body in self._bodies.items():
            card.body.addLayout(body)

    def _cards(self) -> tuple[Card, ...]:
        return self.next_card, self.elected_card, self.rounds_card, self.change_card

    def show_state(self, state: RoomState) -> None:
        """Show what follows this round."""
        self._state, self._first = state, None
        for body in self._bodies.values():
            clear_layout(body)
        self._show_next(state)
        self._show_elected(state)
        self._show_change(state)
        self._show_rounds(state)

    def take_focus(self) -> None:
        """Enter does what follows."""
        if self._first is not None and self._first.isVisibleTo(self):
            self._first.setFocus(Qt.FocusReason.TabFocusReason)

    # ---- what follows

    def _show_next(self, state: RoomState) -> None:
        body, election = self._bodies[self.next_card], state.election
        steps = self._panel.elections.rounds.next_steps(election.id)
        self.next_card.setVisible(state.result is not None)
        if state.result is None:
            return
        for place, step in enumerate(steps):
            body.addWidget(WrapLabel(f"{step.sentence}。", Role.BODY, Tone.TEXT, width=u(_INNER)))
            body.addLayout(self._step_buttons(step, first=place == 0))
        if steps:
            return
        end = self._panel.elections.rounds.end(election.id)
        if end is not None and end[0]:
            words = f"选举结束，{end[0]} 个名额暂缺：{end[1]}。"
        else:
            words = "选举结束，名额选满。" if end is not None else "看后面的一轮。"
        body.addWidget(WrapLabel(words, Role.BODY, Tone.TEXT, width=u(_INNER)))
        self._add_term(state)

    def _step_buttons(self, step: NextStep, *, first: bool) -> QHBoxLayout:
        row = horizontal(spacing=10)
        words = step.kind.phrase if step.kind is not None else "名额暂缺，结束选举"
        button = (
            primary_button(f"进行{words}") if first and step.kind is not None else secondary_button(words)
        )
        button.setObjectName(f"next_{step.kind.value if step.kind is not None else 'vacant'}")
        button.clicked.connect(partial(self._take_step, step))
        if first:
            self._first = button
        row.addWidget(button)
        if step.kind is RoundKind.SECOND:
            more = link_button("补充候选人")
            more.setObjectName("nominate_again")
            more.clicked.connect(self._nominate_again)
            row.addWidget(more)
        row.addStretch(1)
        return row

    def _take_step(self, step: NextStep) -> None:
        state = self._state
        assert state is not None
        rounds = self._panel.elections.rounds
        if step.kind is None:
            ask_leave_vacant(self._panel, self._panel.context, state, step)
            return
        opened = self._panel.context.run(
            partial(rounds.open_next, state.election.id, step.kind), f"已开始：{step.kind.phrase}，另用选票"
        )
        if opened is not None:
            self._panel.room.show_election(state.election.id)

    def _nominate_again(self) -> None:
        if self._state is not None:
            ask_renomination(self._panel, self._panel.context, self._state)

    def _add_term(self, state: RoomState) -> None:
        """Offer to begin the term a congress elected; a committee's winners are seated already."""
        body, election = self._bodies[self.next_card], state.election
        effects = self._panel.elections.seating.effects(election.id)
        if effects:
            words = f"已记入任职 {len(effects)} 人，每人任职的来源是这次选举的票数。"
            body.addWidget(WrapLabel(words, Role.SECONDARY, Tone.TEXT2, width=u(_INNER)))
            link = link_button("看席位")
            link.clicked.connect(partial(self._panel.context.open_page, "seats"))
            body.addWidget(link)
            if election.kind is ElectionKind.TERM_ELECTION:
                self._add_officers()
        elif election.kind is ElectionKind.TERM_ELECTION and election.state is ElectionState.DONE:
            words = "当选的执委入席以后，上一届任期结束，执委会第一次会议的应到名单就是她们。"
            body.addWidget(WrapLabel(words, Role.SECONDARY, Tone.TEXT2, width=u(_INNER)))
            button = primary_button(f"开始第 {election.term_number} 届任期")
            button.setObjectName("begin_term")
            button.clicked.connect(self._begin_term)
            self._first = button
            body.addWidget(button)

    def _add_officers(self) -> None:
        state = self._state
        assert state is not None
        known = [
            one
            for one in self._panel.elections.elections()
            if one.kind is ElectionKind.OFFICERS and one.term_number == state.election.term_number
        ]
        button = secondary_button("选举主席、副主席" if not known else "看主席、副主席的选举")
        button.setObjectName("prepare_officers")
        button.clicked.connect(partial(self._officers, known[0].id if known else None))
        self._bodies[self.next_card].addWidget(button)

    def _officers(self, known: int | None) -> None:
        from ui.elections.ballot_new import ask_new_election

        made = known
        if made is None:
            made = ask_new_election(self._panel, self._panel.context, None, kind=ElectionKind.OFFICERS)
        if made is not None:
            self._panel.room.show_election(made)

    def _begin_term(self) -> None:
        if self._state is not None:
            today = self._panel.room.today()
            last = _years_later(today, 5) - timedelta(days=1)
            ask_term(self._panel, self._panel.context, self._state, today, last)

    # ---- the elected

    def _show_elected(self, state: RoomState) -> None:
        body = self._bodies[self.elected_card]
        elected = self._panel.elections.seating.elected_by_strokes(state.election.id)
        self.elected_card.setVisible(bool(elected))
        if not elected:
            return
        officers = any(_post_words(one) for one in elected)
        self.elected_card.set_count(list_words(len(elected), officers=officers))
        body.addWidget(names_grid([(_post_words(one), one.name) for one in elected]))
        row = horizontal(spacing=8)
        self.release_button = secondary_button("公布到会场大屏")
        self.release_button.setObjectName("release_elected")
        self.release_button.clicked.connect(self.release)
        row.addWidget(self.release_button)
        row.addWidget(KeyCap("F10"))
        row.addSpacing(u(6))
        row.addWidget(KeyCap("F9"))
        row.addWidget(label("开关投影", Role.SECONDARY, Tone.TEXT2))
        row.addStretch(1)
        body.addLayout(row)

    def release(self) -> None:
        """Let the hall see the elected list, as it is printed."""
        state = self._state
        assert state is not None
        elected = self._panel.elections.seating.elected_by_strokes(state.election.id)
        people = [_hall_line(one) for one in elected]
        meeting = ""
        if state.election.meeting_id is not None:
            meeting = self._panel.context.workspace.meetings.facts(state.election.meeting_id).full_title
        hall = self._panel.room.hall
        hall.show_elected(hall_words(state.election, meeting), people, "")
        self._panel.context.say(
            "已公布，会场正在看当选名单" if hall.is_open else "已公布。投影没有打开，按 F9 打开"
        )

    def _show_change(self, state: RoomState) -> None:
        election = state.election
        effects = self._panel.elections.seating.effects(election.id)
        change = None
        if election.kind is ElectionKind.TERM_ELECTION and effects:
            change = self._panel.elections.seating.before_after(election.term_number)
        self.change_card.setVisible(change is not None)
        if change is None:
            return
        body = self._bodies[self.change_card]
        for words, people in (("连任", change.stayers), ("新任", change.newcomers), ("离任", change.leavers)):
            body.addWidget(label(f"{words} {len(people)} 人", Role.SECONDARY, Tone.TEXT2, weight=600))
            body.addWidget(names_grid([("", one.name) for one in people]))
        more = secondary_button("人员和构成对照")
        more.setObjectName("before_after")
        more.clicked.connect(partial(show_before_after, self, self._panel.context, election.term_number))
        body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_rounds(self, state: RoomState) -> None:
        body = self._bodies[self.rounds_card]
        self.rounds_card.setVisible(bool(state.rounds))
        for one in state.rounds:
            result = self._panel.elections.rounds.result(one.id)
            if result is None:
                words = "还没有宣布"
            elif not result.valid:
                words = "选举无效"
            else:
                words = f"当选 {len(result.outcome.elected)} 名　{result.at[11:16]} 宣布"
            here = state.round is not None and one.id == state.round.id
            disc = StepDisc(str(one.number), StepState.NOW if here else StepState.TO_COME)
            row = InfoRow(one.kind.phrase, words, lead=disc, strong=here)
            row.setObjectName(f"round_{one.number}")
            row.activated.connect(partial(self._panel.room.show_election, state.election.id, one.id))
            body.addWidget(row)


def names_grid(people: Sequence[tuple[str, str]]) -> QWidget:
    """Return names in columns, so that none is broken over two lines; a post stands before its name."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(u(8))
    grid.setVerticalSpacing(u(4))
    long = any(post or len(name) > LONG_NAME for post, name in people)
    columns = 2 if long else 4
    for place, (post, name) in enumerate(people):
        words = f"{post} {display_name(name)}" if post else display_name(name)
        grid.addWidget(label(words, Role.BODY, weight=600), place // columns, place % columns)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return box


def _post_words(one: Elected) -> str:
    return "" if one.post is Post.MEMBER else one.post.phrase


def _hall_line(one: Elected) -> PersonLine:
    return PersonLine(one.name, _post_words(one))


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
