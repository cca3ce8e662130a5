"""The card of those nominated for the vacant seats."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from fulian_desktop.meetings.records import MeetingState
from ui.meetings import meeting_words
from ui.meetings.nominee_dialog import NomineeDialog, NomineeEntry
from ui.meetings.rebuilding import drop_rows
from ui.shell.widgets import (
    BoxLook,
    Card,
    ClickableBox,
    ElidedLabel,
    Icon,
    LampLabel,
    LampState,
    Role,
    Tone,
    broken_name,
    display_name,
    empty_row,
    horizontal,
    icon_button,
    label,
    u,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.meetings.records import Nominee
    from fulian_desktop.votes.records import VoteCount
    from ui.meetings.meeting_picture import MeetingPicture
    from ui.shell.notifier import PageContext

_COMPLETE = BoxLook(Tone.SURFACE, Tone.LINE2, radius=6)
_LACKING = BoxLook(Tone.SURFACE, Tone.AMBER_EDGE, radius=6)


class NomineeBox(ClickableBox):
    """One nominee: name, unit, seat, and a lamp that says whether her papers can be printed."""

    remove_wanted = Signal()

    def __init__(self, nominee: Nominee, count: VoteCount | None, state: MeetingState) -> None:
        """With a count its outcome stands in place of the lamp for missing facts."""
        editable = state is MeetingState.PREPARING
        gaps = () if count is not None or not editable else meeting_words.nominee_gaps(nominee)
        super().__init__(_LACKING if gaps else _COMPLETE)
        self.nominee = nominee
        self.setObjectName(f"nominee_{nominee.id}")
        self.setMinimumHeight(u(66))
        column = vertical(self, margins=(12, 6, 8, 8), spacing=0)
        head = horizontal(spacing=12)
        name = display_name(nominee.name) if len(nominee.name) <= 6 else broken_name(nominee.name)
        head.addWidget(label(name, Role.CARD_TITLE))
        head.addWidget(ElidedLabel(nominee.unit_post, Role.SECONDARY, Tone.TEXT2), 1)
        if editable:
            self._remove = icon_button(Icon.CLOSE, f"去掉人选 {nominee.name}")
            self._remove.setObjectName("remove_nominee")
            self._remove.setFixedSize(u(28), u(28))
            self._remove.clicked.connect(self.remove_wanted)
            head.addWidget(self._remove)
        column.addLayout(head)
        below = horizontal(spacing=8)
        below.addWidget(ElidedLabel(meeting_words.seat_before(nominee), Role.SECONDARY, Tone.TEXT), 1)
        self.lamp = _lamp(gaps, count, state)
        below.addWidget(self.lamp)
        below.addSpacing(u(4))
        column.addLayout(below)
        self.setAccessibleName(f"人选 {nominee.name}，{self.lamp.word.text()}")
        self.setToolTip("、".join(gaps) if len(gaps) > 1 else "")


class NomineesCard(Card):
    """Who is nominated for which vacant seat."""

    person_wanted = Signal(int)
    """The id of a person whose facts are to be filled in."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("增补人选", " ", margins=(14, 12, 14, 12), spacing=8)
        self._context = context
        self._picture: MeetingPicture | None = None
        self.setObjectName("nominees_card")
        self.add_button = self.add_link("加人选")
        self.add_button.setObjectName("add_nominee")
        self.add_button.clicked.connect(self.add)
        self._column = vertical(spacing=8)
        self.body.addLayout(self._column)

    def show_picture(self, picture: MeetingPicture) -> None:
        """Show the nominees as they stand now."""
        self._picture = picture
        nominees = picture.facts.nominees
        vacant = picture.facts.vacant_count
        self.set_count(meeting_words.nominee_count(len(nominees), vacant))
        self.add_button.setVisible(picture.editable and len(nominees) < vacant)
        drop_rows(self._column)
        for nominee in nominees:
            box = NomineeBox(nominee, _count_of(picture, nominee), picture.meeting.state)
            box.activated.connect(self._on_activated)
            box.remove_wanted.connect(self._on_remove)
            self._column.addWidget(box)
        if not nominees:
            self._column.addWidget(empty_row(_nobody(picture)))

    def boxes(self) -> tuple[NomineeBox, ...]:
        """Return the nominees shown, in order."""
        found = (self._column.itemAt(place).widget() for place in range(self._column.count()))
        return tuple(box for box in found if isinstance(box, NomineeBox))

    def add(self) -> None:
        """Ask for a person and a seat and nominate her."""
        picture = self._picture
        if picture is not None:
            write = partial(self._append, picture.meeting.id)
            NomineeDialog(self, self._context, picture, write).ask()

    def _append(self, meeting_id: int, entry: NomineeEntry) -> bool:
        meetings = self._context.workspace.meetings
        made: list[int] = []

        def operation() -> ChangeSet:
            added = meetings.add_nominee(meeting_id, entry.person_id, entry.seat_number)
            made.append(added.record_id or 0)
            return added

        def undo() -> ChangeSet:
            return meetings.remove_nominee(meeting_id, made[0])

        return self._context.run(operation, f"{entry.name}已列为人选", undo) is not None

    def _on_activated(self) -> None:
        box = self.sender()
        if isinstance(box, NomineeBox):
            self.person_wanted.emit(box.nominee.person_id)

    def _on_remove(self) -> None:
        box, picture = self.sender(), self._picture
        if not isinstance(box, NomineeBox) or picture is None:
            return
        meetings, nominee, meeting_id = self._context.workspace.meetings, box.nominee, picture.meeting.id
        self._context.run(
            partial(meetings.remove_nominee, meeting_id, nominee.id),
            f"已去掉人选 {nominee.name}",
            partial(meetings.add_nominee, meeting_id, nominee.person_id, nominee.seat_number),
        )


def _count_of(picture: MeetingPicture, nominee: Nominee) -> VoteCount | None:
    """Return the standing count that decided on a nominee: her own, else the bundled one."""
    items = {item.id for item in picture.facts.agenda if item.kind.value == "by_election"}
    bundled = None
    for key, count in picture.counts.items():
        if key.nominee_id == nominee.id:
            return count
        if key.nominee_id is None and key.item_id in items:
            bundled = count
    return bundled


def _nobody(picture: MeetingPicture) -> str:
    if not picture.editable:
        return "这次会议没有增补人选。"
    return "还没有人选，从名册里选或新建。" if picture.facts.vacant_count else "现在没有空缺席位。"


def _lamp(gaps: tuple[str, ...], count: VoteCount | None, state: MeetingState) -> LampLabel:
    if count is not None:
        if count.is_carried:
            return LampLabel(LampState.HOLDS, "已增补", size=17)
        return LampLabel(LampState.NOT_YET, "未通过", size=17)
    if state is not MeetingState.PREPARING:
        words = "还没表决" if state is MeetingState.OPEN else "没有表决"
        return LampLabel(LampState.NOT_YET, words, size=17)
    if not gaps:
        return LampLabel(LampState.HOLDS, "齐全", size=17)
    words = gaps[0] if len(gaps) == 1 else f"{len(gaps)} 处没有填"
    return LampLabel(LampState.MISSING, words, size=17)
