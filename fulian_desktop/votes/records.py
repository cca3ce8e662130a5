"""Plain records of questions put to a show of hands and of their counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.rules.verdicts import HandCount, Outcome

if TYPE_CHECKING:
    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.meetings.records import Nominee
    from fulian_desktop.rules.thresholds import Base
    from fulian_desktop.rules.verdicts import Quorum, Verdict


@dataclass(frozen=True)
class MotionKey:
    """Names a question within its meeting: an agenda item, and a nominee in a vote person by person."""

    item_id: int
    nominee_id: int | None = None


@dataclass(frozen=True)
class Motion:
    """A question put to a show of hands.

    `question` is what is asked, as papers say it; `nominees` are the persons it would seat, none for a
    report.
    """

    key: MotionKey
    question: str
    nominees: tuple[Nominee, ...]

    @property
    def is_bundled(self) -> bool:
        """Return whether several persons are voted on together (一并表决)."""
        return len(self.nominees) > 1


@dataclass(frozen=True)
class HandEntry:
    """The hands counted, as entered; `in_favour` None means it is derived from the voters present."""

    against: int = 0
    abstaining: int = 0
    not_voting: int = 0
    in_favour: int | None = None


@dataclass(frozen=True)
class VoteCount:
    """A confirmed count as recorded; it is never changed, only followed by one that corrects it.

    `present` are the members in the room (for the quorum), `voters` those of them who may raise a hand.
    """

    id: int
    meeting_id: int
    key: MotionKey
    question: str
    entitled: int
    present: int
    voters: int
    in_favour: int
    against: int
    abstaining: int
    not_voting: int
    base: Base
    need: int
    quorum_need: int
    outcome: Outcome
    explanation: str
    present_people: tuple[int, ...]
    corrects_id: int | None
    reason: str
    at: str
    user: str

    @property
    def hands(self) -> HandCount:
        """Return the numbers as the rules count them."""
        return HandCount(self.entitled, self.voters, self.in_favour, self.against, self.abstaining)

    @property
    def is_carried(self) -> bool:
        """Return whether the question was carried, unanimously or not."""
        return self.outcome is not Outcome.NOT_CARRIED


@dataclass(frozen=True)
class OpenQuestion:
    """How a question stands before it is counted: who may vote, whether there is a quorum, what is needed.

    `corrects` is the count that holds, when the question was counted already; everything else then stands as
    it was when it was first counted.
    """

    motion: Motion
    entitled: int
    present_people: tuple[int, ...]
    voters: int
    quorum: Quorum
    need: int
    corrects: VoteCount | None = None

    @property
    def present(self) -> int:
        """Return how many members are in the room."""
        return len(self.present_people)


@dataclass(frozen=True)
class Confirmed:
    """What came of confirming a count."""

    changes: ChangeSet
    count: VoteCount
    verdict: Verdict
    seated: tuple[Nominee, ...]
    may_split: bool


def journalled(count: VoteCount) -> dict[str, object]:
    """Return a count as the journal keeps it; the file check compares the two."""
    return {
        "meeting_id": count.meeting_id,
        "item_id": count.key.item_id,
        "nominee_id": count.key.nominee_id,
        "question": count.question,
        "entitled": count.entitled,
        "present": count.present,
        "voters": count.voters,
        "in_favour": count.in_favour,
        "against": count.against,
        "abstaining": count.abstaining,
        "not_voting": count.not_voting,
        "base": count.base.value,
        "need": count.need,
        "quorum_need": count.quorum_need,
        "outcome": count.outcome.value,
        "explanation": count.explanation,
        "present_people": list(count.present_people),
        "corrects_id": count.corrects_id,
        "reason": count.reason,
        "at": count.at,
        "user": count.user,
    }
