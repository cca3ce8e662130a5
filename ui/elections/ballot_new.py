"""New elections: what is elected, offered by what is vacant, in one dialog."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from fulian_desktop.elections.by_elections import removal_of
from fulian_desktop.elections.records import ElectionKind, PostSeats
from fulian_desktop.seats.records import Post
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    CARD,
    ClickableBox,
    ComboBox,
    Field,
    Role,
    Tone,
    WrapLabel,
    label,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.elections.records import ByElectionChoice
    from fulian_desktop.rules.election_pack import ElectionPack
    from fulian_desktop.seats.records import SeatBoard
    from ui.shell.notifier import PageContext


@dataclass(frozen=True)
class Offer:
    """One election that may be prepared: what, why, who decides, how many to each post."""

    kind: ElectionKind
    title: str
    trigger: str
    detail: str
    posts: tuple[PostSeats, ...]
    person_id: int | None = None


def offers(context: PageContext) -> list[Offer]:
    """Return what may be elected now: what is vacant first, then officers, the congress, removal."""
    workspace = context.workspace
    board = workspace.seats.board()
    choices = workspace.elections.by_election_choices()
    found = _of_vacancies(choices)
    officers = [one for one in board.holders() if one.post is not Post.MEMBER]
    vices = sum(one.post is Post.VICE_CHAIR for one in officers) or 2
    congress = workspace.congress.current()
    if congress is not None:
        vices = congress.plan.vice_chairs or vices
    first = next((one for one in choices if one.kind is ElectionKind.OFFICERS), None)
    if first is not None:
        posts = (PostSeats(Post.CHAIR, 1), PostSeats(Post.VICE_CHAIR, vices))
        found.insert(0, Offer(first.kind, first.kind.phrase, first.trigger, first.quorum, posts))
    seats = congress.plan.seats if congress is not None else len(board.seats)
    found.append(
        Offer(
            ElectionKind.TERM_ELECTION,
            "换届选举执委",
            f"第 {board.term.number + 1} 届执委会，由妇女代表大会选举",
            "名额和候选人按批复；到会、当选的人数按选举办法算",
            (PostSeats(Post.MEMBER, max(1, seats)),),
        )
    )
    if board.held and first is None:
        found.append(
            Offer(
                ElectionKind.OFFICERS,
                "选举主席、副主席",
                "执委会选举全部主席、副主席",
                f"应到执委 {len(board.held)} 人",
                (PostSeats(Post.CHAIR, 1), PostSeats(Post.VICE_CHAIR, vices)),
            )
        )
    if board.held:
        removal = removal_of(board, board.holders()[0], workspace.elections.packs.default())
        found.append(
            Offer(
                ElectionKind.REMOVAL,
                "罢免执委",
                "选定被提出罢免的执委",
                f"{removal.competence}；{removal.quorum}",
                (PostSeats(Post.MEMBER, 1),),
            )
        )
    return found


def _of_vacancies(choices: tuple[ByElectionChoice, ...]) -> list[Offer]:
    """Return one offer for each kind of vacancy, all its seats together."""
    found = []
    for kind in (ElectionKind.REPLACEMENT, ElectionKind.ADDITION):
        here = [one for one in choices if one.kind is kind]
        if here:
            triggers = "；".join(one.trigger for one in here)
            detail = f"{here[0].competence}。{here[0].quorum}。任期到 {here[0].runs_until}"
            title = f"{kind.phrase} {len(here)} 名"
            found.append(Offer(kind, title, triggers, detail, (PostSeats(Post.MEMBER, len(here)),)))
    officers = [one for one in choices if one.kind is ElectionKind.OFFICER_ADDITION]
    if officers:
        counted = {one.post: sum(each.post is one.post for each in officers) for one in officers}
        posts = tuple(
            PostSeats(post, 1 if post is Post.CHAIR else number) for post, number in counted.items()
        )
        title = "增选" + "、".join(f"{one.post.phrase} {one.seats} 名" for one in posts)
        triggers = "；".join(one.trigger for one in officers)
        found.append(Offer(ElectionKind.OFFICER_ADDITION, title, triggers, officers[0].quorum, posts))
    return found


class NewElectionDialog(Dialog):
    """Boxes to choose from, the rules, the holder for a removal."""

    def __init__(
        self, parent: QWidget, found: list[Offer], packs: tuple[ElectionPack, ...], board: SeatBoard
    ) -> None:
        """The first offer is chosen."""
        super().__init__("新建选举", parent, width=720)
        self.offers = found
        self.chosen = found[0]
        self.boxes: list[ClickableBox] = []
        for offer in found:
            box = self._box(offer)
            self.boxes.append(box)
            self.body.addWidget(box)
        self.holder_box = ComboBox(
            [
                (f"第 {one.seat_number} 席 {one.post.phrase} {one.person_name}", one.person_id)
                for one in board.holders()
            ]
        )
        self.holder_box.setObjectName("holder")
        self.holder_field = Field("对谁提出罢免", self.holder_box)
        self.body.addWidget(self.holder_field)
        self.pack_box = ComboBox([(_pack_words(pack), pack) for pack in packs])
        self.pack_box.setObjectName("new_pack")
        self.body.addWidget(Field("选举办法", self.pack_box, hint="先按这一份筹备，名单通过以前都可以换"))
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        self.save_button = self.add_right(primary_button("开始筹备"))
        self.save_button.setObjectName("save")
        self.save_button.clicked.connect(self.accept)
        self.choose(found[0])

    def _box(self, offer: Offer) -> ClickableBox:
        box = ClickableBox(CARD)
        box.setObjectName(f"offer_{offer.kind.value}")
        box.setAccessibleName(offer.title)
        column = vertical(box, margins=(18, 8, 14, 8), spacing=2)
        column.addWidget(label(offer.title, Role.NAME))
        column.addWidget(WrapLabel(offer.trigger, Role.SECONDARY, Tone.TEXT, width=self.inner_width - u(40)))
        column.addWidget(WrapLabel(offer.detail, Role.CAPTION, Tone.TEXT2, width=self.inner_width - u(40)))
        box.activated.connect(partial(self.choose, offer))
        return box

    def choose(self, offer: Offer) -> None:
        """Take one of the offers."""
        self.chosen = offer
        for one, box in zip(self.offers, self.boxes, strict=True):
            box.set_current(one is offer)
        self.holder_field.setVisible(offer.kind is ElectionKind.REMOVAL)


def ask_new_election(
    over: QWidget, context: PageContext, meeting_id: int | None, *, kind: ElectionKind | None = None
) -> int | None:
    """Ask what is elected and prepare it; return its id, None when the user went back."""
    workspace = context.workspace
    dialog = NewElectionDialog(
        over, offers(context), workspace.elections.packs.packs(), workspace.seats.board()
    )
    wanted = next((one for one in dialog.offers if one.kind is kind), None)
    if wanted is not None:
        dialog.choose(wanted)
    if not dialog.ask():
        return None
    offer, pack, holder = dialog.chosen, dialog.pack_box.value(), dialog.holder_box.value()
    prepare = partial(_prepare, context, offer, pack, holder, meeting_id)
    made = context.run(prepare, f"已开始筹备：{offer.title}")
    return None if made is None else made.record_id


def _prepare(
    context: PageContext, offer: Offer, pack: object, holder: object, meeting_id: int | None
) -> ChangeSet:
    from fulian_desktop.rules.election_pack import ElectionPack

    elections = context.workspace.elections
    chosen = pack if isinstance(pack, ElectionPack) else None
    with context.workspace.database.transaction():
        made = elections.prepare(offer.kind, offer.posts, pack=chosen, meeting_id=meeting_id)
        if offer.kind is ElectionKind.REMOVAL and isinstance(holder, int) and made.record_id is not None:
            elections.candidates.add(made.record_id, holder)
    return made


def _pack_words(pack: ElectionPack) -> str:
    adopted = (
        f"{pack.dated.year}年{pack.dated.month}月{pack.dated.day}日通过" if pack.dated is not None else "示例"
    )
    return f"{pack.name}（{adopted}）" if len(pack.name) < 30 else pack.name
