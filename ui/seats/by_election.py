"""The by-election a vacancy asks for: what it is, and its preparation, by hand or by ballot."""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.elections.records import ElectionKind, ElectionState, PostSeats
from fulian_desktop.rules.election_pack import Method
from fulian_desktop.seats.records import Post
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    CheckBox,
    LampState,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.elections.records import ByElectionChoice
    from fulian_desktop.seats.records import Seat
    from ui.shell.notifier import PageContext

NAME_WIDTH = 76


class Way(Enum):
    """How a by-election is held."""

    HANDS = "hands"
    BALLOT = "ballot"


def choices_of_seat(context: PageContext, seat: Seat) -> tuple[ByElectionChoice, ...]:
    """Return the by-elections a vacant seat asks for: its own, then that of the post that left with it."""
    workspace = context.workspace
    if seat.holder is not None or not workspace.seats.board().held:
        return ()
    found = workspace.elections.by_election_choices()
    own = tuple(one for one in found if one.seat_number == seat.number)
    left = seat.former.post if seat.former is not None else Post.MEMBER
    officers = tuple(one for one in found if one.kind is ElectionKind.OFFICER_ADDITION and one.post is left)
    return (*own, *officers[:1])


def choice_words(choice: ByElectionChoice) -> str:
    """Return what a by-election is called on its button: 替补执委, 增补执委, 增选主席 ..."""
    if choice.kind is ElectionKind.OFFICER_ADDITION:
        return f"增选{choice.post.phrase}"
    return choice.kind.phrase


def words_of_all(choices: Sequence[ByElectionChoice]) -> str:
    """Return what all vacancies ask for together: 替补执委, 替补、增补执委, 选举主席、副主席 ..."""
    first = next((one for one in choices if one.kind is ElectionKind.OFFICERS), None)
    if first is not None:
        return first.kind.phrase
    seats = [one for one in choices if one.post is Post.MEMBER] or list(choices[:1])
    return "、".join(dict.fromkeys(choice_words(one) for one in seats)).replace("执委、", "、")


def begin_by_election(parent: QWidget, context: PageContext, choices: Sequence[ByElectionChoice]) -> None:
    """Begin what the vacancies ask for: the first session's election, or the first vacancy's by-election.

    Where seats are filled by show of hands that is a meeting, as long as the rules adopted say nothing else.
    """
    elections, board = context.workspace.elections, context.workspace.seats.board()
    if any(one.kind is ElectionKind.OFFICERS for one in choices):
        begun = (
            one.id
            for one in elections.elections()
            if (one.kind, one.term_number) == (ElectionKind.OFFICERS, board.term.number)
        )
        context.open_page("elections", section="ballots", election=next(begun, None))
    elif board.vacant and _usual_way(context) is Way.BALLOT:
        offer_by_election(parent, context, board.vacant[0])
    else:
        context.open_page("meetings", create=True)


class ByElectionDialog(Dialog):
    """Why, who decides, who must come, until when; then by hand or by ballot."""

    def __init__(self, parent: QWidget, title: str, choice: ByElectionChoice, alike: int, usual: Way) -> None:
        """`alike` is how many vacancies ask for the same kind; `usual` the way the rules name."""
        super().__init__(title, parent, width=640, lamp=LampState.NOT_YET)
        self.way = usual
        for name, words in (
            ("缘由", choice.trigger),
            ("由谁办", choice.competence),
            ("到会", choice.quorum),
            ("任期", f"到本届届满，即 {paper_date(date.fromisoformat(choice.runs_until))}"),
        ):
            row = horizontal(spacing=14)
            name_label = label(name, Role.BODY, Tone.TEXT2)
            name_label.setFixedWidth(u(NAME_WIDTH))
            words_label = WrapLabel(words, Role.BODY, Tone.TEXT, width=self.inner_width - u(NAME_WIDTH + 14))
            row.addWidget(name_label)
            row.addWidget(words_label, 1)
            self.body.addLayout(row)
        self.together = CheckBox(f"同样空缺的 {alike} 个席位一起选", True)
        self.together.setObjectName("together")
        self.together.setVisible(alike > 1)
        if alike > 1:
            self.body.addWidget(self.together)
        self.add_left(secondary_button("以后再说")).clicked.connect(self.reject)
        is_seat = choice.kind is not ElectionKind.OFFICER_ADDITION
        ways = (Way.HANDS, Way.BALLOT) if usual is Way.BALLOT else (Way.BALLOT, Way.HANDS)
        for way in ways if is_seat else (Way.BALLOT,):
            words = "开会举手表决" if way is Way.HANDS else "筹备投票选举"
            button = primary_button(words) if way is usual else secondary_button(words)
            button.setObjectName(f"by_{way.value}")
            self.add_right(button).clicked.connect(partial(self._take, way))

    def _take(self, way: Way) -> None:
        self.way = way
        self.accept()


def offer_by_election(parent: QWidget, context: PageContext, seat: Seat, kind: object = None) -> None:
    """Offer the by-election a vacant seat asks for (the one of `kind`), prepare it and open its page."""
    offered = choices_of_seat(context, seat)
    choice = next((one for one in offered if kind is None or one.kind is kind), None)
    if choice is None:
        return
    found = context.workspace.elections.by_election_choices()
    alike = sum((one.kind, one.post) == (choice.kind, choice.post) for one in found)
    is_officer = choice.kind is ElectionKind.OFFICER_ADDITION
    usual = Way.BALLOT if is_officer else _usual_way(context)
    about = choice.post.phrase if is_officer else f"席位 {seat.number} "
    title = f"{about}空缺，现在筹备{choice_words(choice)}吗？"
    if is_officer and choice.post is Post.CHAIR:
        alike = 1
    dialog = ByElectionDialog(parent, title, choice, alike, usual)
    if not dialog.ask():
        return
    if dialog.way is Way.HANDS:
        context.open_page("meetings", create=True)
        return
    seats = alike if dialog.together.isChecked() else 1
    _open_election(context, choice, seats)


def _usual_way(context: PageContext) -> Way:
    """By ballot where the committee adopted rules that say so, else at a meeting by show of hands."""
    pack = context.workspace.elections.packs.default()
    by_ballot = pack.dated is not None and pack.method_of(officers=False) is Method.SECRET_BALLOT
    return Way.BALLOT if by_ballot else Way.HANDS


def _open_election(context: PageContext, choice: ByElectionChoice, seats: int) -> None:
    """Prepare the election, or go to the one of this kind that is in preparation already."""
    elections = context.workspace.elections
    term = context.workspace.seats.current_term().number
    posts = (PostSeats(choice.post, seats),)
    begun = next(
        (
            one.id
            for one in elections.elections()
            if (one.kind, one.term_number, one.state) == (choice.kind, term, ElectionState.PREPARING)
            and [each.post for each in one.posts] == [choice.post]
        ),
        None,
    )
    if begun is None:
        words = f"已开始筹备：{choice_words(choice)} {seats} 名"
        made = context.run(partial(elections.prepare, choice.kind, posts), words)
        begun = made.record_id if made is not None else None
    if begun is not None:
        context.open_page("elections", section="ballots", election=begun)
