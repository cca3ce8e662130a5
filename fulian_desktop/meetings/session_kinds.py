"""The kinds of meetings: the committee's, and the sessions of a congress with what is true of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.meetings.records import Meeting, MeetingFacts

    SessionSource = Callable[[Meeting, MeetingFacts], MeetingFacts]
    """Makes the facts of a meeting those of the session it is; an ordinary one stays as it is."""


class MeetingKind(Enum):
    """What kind of meeting one is; the sessions of a congress stand in the order in which they are held."""

    COMMITTEE = "committee_session"
    PREPARATORY = "congress_preparatory"
    PRESIDIUM = "presidium"
    PLENARY = "congress_plenary"
    ELECTION = "congress_election"
    COMMITTEE_FIRST = "committee_first"
    CLOSING = "congress_closing"

    @property
    def phrase(self) -> str:
        """Return the word shown on the screen."""
        return {
            "committee_session": "执委会会议",
            "congress_preparatory": "预备会议",
            "presidium": "主席团会议",
            "congress_plenary": "第一次全体会议",
            "congress_election": "大会选举",
            "committee_first": "执委会第一次会议",
            "congress_closing": "闭幕会议",
        }[self.value]

    @property
    def is_of_congress(self) -> bool:
        """Return whether it is a session of a congress; the committee's first session is the committee's."""
        return self not in (MeetingKind.COMMITTEE, MeetingKind.COMMITTEE_FIRST)

    @property
    def member_word(self) -> str:
        """Return what those are called who may vote in it."""
        if self is MeetingKind.PRESIDIUM:
            return "主席团成员"
        return "代表" if self.is_of_congress else "执委"


@dataclass(frozen=True)
class SessionFacts:
    """What is true of a session of a congress beside what is true of any meeting.

    `blanks` are values for the blanks of its script, `parts` name the part of the script an item is said
    with, by the id of the item.
    """

    kind: MeetingKind
    title: str
    full_title: str
    congress_number: int
    congress_title: str
    blanks: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[int, str], ...] = ()

    def part_of(self, item_id: int) -> str:
        """Return the part of the script an agenda item is said with; empty when its kind tells."""
        return dict(self.parts).get(item_id, "")
