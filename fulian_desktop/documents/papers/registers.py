"""What papers take from outside the figures of the meeting: wordings, persons, the term, papers made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.people.delegate_records import DelegateStep

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fulian_desktop.documents.paper_kinds import Edition, PaperIssue, PaperKind
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.people.delegate_records import DelegateStanding
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.people.records import Delegate, Person
    from fulian_desktop.scripts.operations import ScriptOperations
    from fulian_desktop.seats.operations import SeatOperations
    from fulian_desktop.seats.records import Term


class Registers:
    """The records of persons and terms, each read once and only when a paper asks for it."""

    def __init__(
        self,
        people: PeopleOperations,
        seats: SeatOperations,
        scripts: ScriptOperations,
        term_number: int,
        made: Mapping[tuple[PaperKind, Edition], PaperIssue],
        *,
        standings: Callable[[int], Sequence[DelegateStanding]],
    ) -> None:
        """Look up what belongs to one meeting.

        `made` are its papers made before; `standings` tells how the delegates of a congress stand.
        """
        self._standings = standings
        self.scripts = scripts
        self.made = made
        self.titles: dict[tuple[PaperKind, Edition], str] = {}
        self.document_numbers: Mapping[tuple[PaperKind, Edition], str] = {}
        self._people = people
        self._seats = seats
        self._term_number = term_number

    @cached_property
    def persons(self) -> Mapping[int, Person]:
        """The persons by id, as they are now."""
        return {person.id: person for person in self._people.everyone()}

    @cached_property
    def delegates(self) -> tuple[Delegate, ...]:
        """The delegates' list of the term."""
        return self.delegates_of(self._term_number)

    def delegates_of(self, number: int) -> tuple[Delegate, ...]:
        """Return the delegates' list of one congress, numbered like the term it elects.

        Once delegates of it were confirmed, those found unqualified or replaced are no longer on it.
        """
        confirmed = {one.person.id for one in self._standings(number) if one.step is DelegateStep.APPROVED}
        listed = self._people.delegates(number)
        return tuple(one for one in listed if not confirmed or one.person_id in confirmed)

    @cached_property
    def term(self) -> Term | None:
        """The term of the meeting."""
        return next((term for term in self._seats.terms() if term.number == self._term_number), None)


@dataclass(frozen=True)
class Order:
    """One paper wanted: in which edition, and made on which day.

    Args:
        edition: what personal data it shows.
        day: of making it, which letters and announcements bear.
    """

    edition: Edition
    day: date

    def date_before(self, figures: MeetingFigures) -> str:
        """Return the date of a paper that goes out before the meeting.

        When it is made on the day of the meeting or later, the day it was really signed is not known and is
        left to the pen.
        """
        meeting_day = _meeting_day(figures)
        if meeting_day is None or self.day < meeting_day:
            return paper_date(self.day)
        return date_to_fill(meeting_day)

    def date_before_congress(self, figures: MeetingFigures) -> str:
        """Return the date of a paper that goes out before the congress, to the pen as in `date_before`."""
        if figures.congress is None:
            return paper_date(self.day)
        opening = date.fromisoformat(figures.congress.congress.plan.day)
        return paper_date(self.day) if self.day < opening else date_to_fill(opening)

    def date_after(self, figures: MeetingFigures) -> str:
        """Return the date of a paper that goes out after the meeting: the day it is made, not before it."""
        meeting_day = _meeting_day(figures)
        return paper_date(self.day if meeting_day is None else max(self.day, meeting_day))


def date_to_fill(day: date | None) -> str:
    """Return a date whose month and day are left to the pen."""
    return f"{day.year if day else '　　'}年　月　日"


def _meeting_day(figures: MeetingFigures) -> date | None:
    return date.fromisoformat(figures.facts.day) if figures.facts.day else None
