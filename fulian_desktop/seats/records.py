"""Plain records of the federation, its terms, seats and tenures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fulian_desktop.rules.rule_pack import DEFAULT_PACK_ID


@dataclass(frozen=True)
class Federation:
    """The organisation that owns the data file, the one above it, and the id of its rules."""

    name: str
    superior: str
    rule_pack: str = DEFAULT_PACK_ID

    @property
    def short_name(self) -> str:
        """Return the name as it is spoken: 三合村妇女联合会 -> 三合村妇联."""
        return self.name.replace("妇女联合会", "妇联")


@dataclass(frozen=True)
class Term:
    """A term (届): number, first and last day (ISO dates), number of seats."""

    id: int
    number: int
    first_day: str
    last_day: str
    seat_count: int


class Post(Enum):
    """A post on the committee; the order is the order of officers on papers."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"

    @property
    def phrase(self) -> str:
        """Return the word that is printed."""
        return {"chair": "主席", "vice_chair": "副主席", "member": "执委"}[self.value]

    @property
    def rank(self) -> int:
        """Return 0 for the chair, 1 for vice chairs, 2 for members."""
        return list(Post).index(self)


class Engagement(Enum):
    """How an officer serves."""

    NONE = ""
    FULL_TIME = "full_time"
    SECONDED = "seconded"
    PART_TIME = "part_time"

    @property
    def phrase(self) -> str:
        """Return the word that is printed, or an empty text."""
        return {"": "", "full_time": "专职", "seconded": "挂职", "part_time": "兼职"}[self.value]


class Beginning(Enum):
    """How a tenure began."""

    TERM_ELECTION = "term_election"
    ADDITION = "addition"
    REPLACEMENT = "replacement"
    OFFICER_ADDITION = "officer_addition"

    @property
    def phrase(self) -> str:
        """Return the word that is printed."""
        return {
            "term_election": "换届选举",
            "addition": "增补",
            "replacement": "替补",
            "officer_addition": "增选",
        }[self.value]


class Ending(Enum):
    """How a tenure ended."""

    LAPSE = "lapse"
    RESIGNATION = "resignation"
    REMOVAL = "removal"
    TRANSFER = "transfer"
    DEATH = "death"
    EXPIRY = "expiry"

    @property
    def phrase(self) -> str:
        """Return the word that is printed."""
        return {
            "lapse": "自行卸免",
            "resignation": "辞去",
            "removal": "罢免",
            "transfer": "调离",
            "death": "病故",
            "expiry": "届满",
        }[self.value]


@dataclass(frozen=True)
class Tenure:
    """One person on one seat from a day to a day, with how it began and ended."""

    id: int
    seat_id: int
    seat_number: int
    term_number: int
    person_id: int
    person_name: str
    post: Post
    engagement: Engagement
    duty: str
    began_on: str
    began_by: Beginning
    source_count_id: int | None
    ended_on: str | None
    ended_by: Ending | None
    cause: str

    @property
    def is_living(self) -> bool:
        """Return whether the person still holds the seat."""
        return self.ended_on is None

    @property
    def worded_as(self) -> Beginning:
        """Return the word the meeting used: a show of hands resolves on 增补, also where a seat was left."""
        by_hand = self.source_count_id is not None and self.began_by is Beginning.REPLACEMENT
        return Beginning.ADDITION if by_hand else self.began_by

    @property
    def beginning_phrase(self) -> str:
        """Return how it began as the screen says it: "换届选举", "增补（替补出缺席位）"."""
        if self.worded_as is self.began_by:
            return self.began_by.phrase
        return f"{self.worded_as.phrase}（{self.began_by.phrase}出缺席位）"

    @property
    def ending_phrase(self) -> str:
        """Return why the seat fell vacant as shown on the board: "调离·自行卸免"."""
        if self.ended_by is None:
            return ""
        return f"{self.cause}·{self.ended_by.phrase}" if self.cause else self.ended_by.phrase


@dataclass(frozen=True)
class Seat:
    """A place on the committee on some day: who holds it, or who left it last."""

    id: int
    number: int
    holder: Tenure | None
    former: Tenure | None

    @property
    def is_vacant(self) -> bool:
        """Return whether nobody holds the seat."""
        return self.holder is None


@dataclass(frozen=True)
class SeatBoard:
    """All seats of a term on some day, by number."""

    term: Term
    seats: tuple[Seat, ...]

    @property
    def held(self) -> tuple[Seat, ...]:
        """Return the seats someone holds."""
        return tuple(seat for seat in self.seats if not seat.is_vacant)

    @property
    def vacant(self) -> tuple[Seat, ...]:
        """Return the seats nobody holds."""
        return tuple(seat for seat in self.seats if seat.is_vacant)

    def holders(self) -> tuple[Tenure, ...]:
        """Return the living tenures by seat number."""
        return tuple(seat.holder for seat in self.seats if seat.holder is not None)

    def of_person(self, person_id: int) -> Tenure | None:
        """Return the living tenure of a person, or None."""
        return next((tenure for tenure in self.holders() if tenure.person_id == person_id), None)
