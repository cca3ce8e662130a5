"""What is open below the chosen row of the agenda: basis, steps, details, results, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from fulian_desktop.meetings.records import AgendaKind
from ui.meetings import meeting_words
from ui.meetings.agenda_row import StepsLine
from ui.shell.widgets import (
    InsetBox,
    Lamp,
    LampState,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    label,
    link_button,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QHBoxLayout

    from fulian_desktop.meetings.records import AgendaItem
    from fulian_desktop.votes.records import VoteCount
    from ui.meetings.meeting_picture import MeetingPicture

ACTS = (("up", "上移"), ("down", "下移"), ("edit", "改议项"), ("remove", "去掉"))


MOST_CHARACTERS = 90


def brief(text: str) -> str:
    """Return the beginning of a long text, a pasted report for instance, and how long it is."""
    if len(text) <= MOST_CHARACTERS:
        return text
    return f"{' '.join(text.split())[:MOST_CHARACTERS]}……（共 {len(text)} 字）"


class ItemInset(InsetBox):
    """The open part of one agenda item; `act_wanted` gives the act and the item's id."""

    act_wanted = Signal(str, int)

    def __init__(self, picture: MeetingPicture, item: AgendaItem, counts: Sequence[VoteCount]) -> None:
        """Show what there is; acts only while the meeting is prepared."""
        super().__init__(margins=(14, 8, 12, 8), spacing=4)
        self._item = item
        if item.kind is AgendaKind.BY_ELECTION:
            self._add_basis(picture)
        if item.details:
            self._add_pair("内容", brief(item.details))
        steps = picture.steps_of(item)
        if len(steps) > 1:
            self.body.addWidget(StepsLine(steps))
        for count in counts:
            self._add_result(picture, count)
        if picture.editable:
            self._add_acts(picture)
        elif not counts and len(steps) <= 1 and not item.details:
            self._add_pair("议程", "这一项不表决")

    def _add_basis(self, picture: MeetingPicture) -> None:
        words = picture.facts.basis or "没有填，主持词里就不说依据"
        row = self._add_pair("依据", words, Tone.TEXT if picture.facts.basis else Tone.AMBER)
        if picture.editable:
            link = link_button("改" if picture.facts.basis else "去填")
            link.setObjectName("edit_basis")
            link.setProperty("act", "basis")
            link.clicked.connect(self._on_clicked)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)

    def _add_pair(self, name: str, words: str, tone: Tone = Tone.TEXT) -> QHBoxLayout:
        row = horizontal(spacing=10)
        row.addWidget(label(name, Role.SECONDARY, Tone.TEXT2, weight=500), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(WrapLabel(words, Role.SECONDARY, tone), 1)
        self.body.addLayout(row)
        return row

    def _add_result(self, picture: MeetingPicture, count: VoteCount) -> None:
        row = horizontal(spacing=8)
        carried = LampState.HOLDS if count.is_carried else LampState.NOT_YET
        row.addWidget(Lamp(carried, 18), 0, Qt.AlignmentFlag.AlignTop)
        names = {nominee.id: nominee.name for nominee in picture.facts.nominees}
        who = names.get(count.key.nominee_id or 0, "")
        words = f"{who} {meeting_words.result_words(count)}".strip()
        base = f"（应到 {count.entitled}，实到 {count.present}，需要 {count.need}）"
        row.addWidget(WrapLabel(words + base, Role.SECONDARY, Tone.TEXT), 1)
        self.body.addLayout(row)

    def _add_acts(self, picture: MeetingPicture) -> None:
        group = [one for one in picture.facts.agenda if one.numbered == self._item.numbered]
        row = horizontal(spacing=16)
        row.addStretch(1)
        for act, words in ACTS:
            link = link_button(words)
            link.setObjectName(f"item_{act}")
            edge = {"up": group[0], "down": group[-1]}.get(act)
            link.setEnabled(edge is None or edge.id != self._item.id)
            link.setProperty("act", act)
            link.clicked.connect(self._on_clicked)
            row.addWidget(link)
        self.body.addLayout(row)

    def _on_clicked(self) -> None:
        self.act_wanted.emit(str(self.sender().property("act")), self._item.id)
