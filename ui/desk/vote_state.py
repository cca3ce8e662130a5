"""How a question stands on the desk at this moment: what is typed, what it would mean, what is in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts.records import CueKind
from fulian_desktop.votes.operations import DifferenceNeedsReason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.rules.verdicts import Quorum, Verdict
    from fulian_desktop.votes.operations import VoteOperations
    from fulian_desktop.votes.records import HandEntry, Motion, OpenQuestion, VoteCount


class Hand(Enum):
    """The four numbers of a show of hands."""

    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTAINING = "abstaining"
    NOT_VOTING = "not_voting"

    @property
    def phrase(self) -> str:
        """Return the word on the screen."""
        return {
            "in_favour": "同意",
            "against": "不同意",
            "abstaining": "弃权",
            "not_voting": "未表态",
        }[self.value]


POLLS = {
    CueKind.IN_FAVOUR: Hand.IN_FAVOUR,
    CueKind.AGAINST: Hand.AGAINST,
    CueKind.ABSTAINING: Hand.ABSTAINING,
}


def typed(entry: HandEntry, hand: Hand) -> int:
    """Return one number of an entry, 0 when it is left to be derived."""
    number = getattr(entry, hand.value)
    return int(number) if number is not None else 0


def with_number(entry: HandEntry, hand: Hand, number: int) -> HandEntry:
    """Return the entry with one number typed anew."""
    if hand is Hand.IN_FAVOUR:
        return replace(entry, in_favour=number)
    if hand is Hand.AGAINST:
        return replace(entry, against=number)
    if hand is Hand.ABSTAINING:
        return replace(entry, abstaining=number)
    return replace(entry, not_voting=number)


@dataclass(frozen=True)
class VoteState:
    """What the vote panel shows.

    `polls` are the hands in the order they are asked for, `asked` those already asked, `asking` the one
    being asked. `problem` says that the numbers cannot be, `difference` that they do not close and a reason
    is needed. `verdict` is None while there is a problem. `corrects` is the count being corrected.
    `tallies` is how many counting sheets were taken down, `disagreement` says that they do not agree on it.
    """

    motion: Motion
    entitled: int
    present: int
    voters: int
    need: int
    quorum: Quorum
    entry: HandEntry
    polls: tuple[Hand, ...]
    asked: frozenset[Hand]
    asking: Hand | None
    verdict: Verdict | None
    problem: str
    difference: str
    corrects: VoteCount | None = None
    disagreement: str = ""
    tallies: int = 0

    @property
    def not_voting(self) -> int:
        """Return those who raised no hand, as they will be recorded."""
        return max(0, self.voters - self.in_favour - self.entry.against - self.entry.abstaining)

    @property
    def spare(self) -> int:
        """Return how many of the voters need not be in favour."""
        return max(0, self.voters - self.need)

    @property
    def is_direct(self) -> bool:
        """Return whether those in favour are counted instead of derived."""
        return self.entry.in_favour is not None

    @property
    def others(self) -> int:
        """Return the hands that are not in favour."""
        return self.entry.against + self.entry.abstaining + self.entry.not_voting

    @property
    def in_favour(self) -> int:
        """Return those in favour, counted or derived; never below 0."""
        if self.entry.in_favour is not None:
            return self.entry.in_favour
        return max(0, self.voters - self.others)

    @property
    def missing_polls(self) -> tuple[Hand, ...]:
        """Return what was not asked yet; what is being asked counts as asked, at a correction everything."""
        if self.corrects is not None:
            return ()
        return tuple(hand for hand in self.polls if hand not in self.asked and hand is not self.asking)

    @property
    def closes(self) -> bool:
        """Return whether the four numbers make up those who may vote."""
        return not self.problem and not self.difference

    @property
    def confirm_blocked(self) -> str:
        """Return why the count cannot be confirmed now, empty when it can."""
        if not self.present:
            return "还没有人登记到会，不能表决。先按 F8 登记考勤"
        if not self.quorum.met:
            return f"没有达到法定人数，还差 {self.quorum.short_by} 人，不能登记表决"
        if self.problem:
            return self.problem
        if self.missing_polls:
            return f"还没有问：{'、'.join(hand.phrase for hand in self.missing_polls)}"
        return ""

    @property
    def unanimous_blocked(self) -> str:
        """Return why 一致通过 cannot be written, empty when it can."""
        if not self.quorum.met:
            return self.confirm_blocked
        standing = [
            f"{number} 人{word}"
            for number, word in ((self.entry.against, "不同意"), (self.entry.abstaining, "弃权"))
            if number
        ]
        if standing:
            return f"有 {'、'.join(standing)}，不能写“一致通过”"
        if not self.closes or self.disagreement:
            return f"{'票数没有合上' if not self.closes else '两遍清点不一样'}，不能写“一致通过”"
        if self.verdict is not None and self.verdict.outcome is Outcome.NOT_CARRIED:
            return f"还差 {self.verdict.short_by} 人，不能写“一致通过”"
        if self.verdict is not None and not self.verdict.unanimous:
            return f"有 {self.entry.not_voting} 人未表态，不能写“一致通过”"
        return ""


def state_of_question(
    votes: VoteOperations,
    meeting_id: int,
    question: OpenQuestion,
    entry: HandEntry,
    *,
    polls: Sequence[Hand],
    asked: frozenset[Hand],
    asking: Hand | None,
) -> VoteState:
    """Return how a question stands with what is typed; a counted one is being corrected."""
    verdict, problem, difference = None, "", ""
    try:
        verdict = votes.verdict_on(meeting_id, question, entry)
    except DifferenceNeedsReason as error:
        difference = error.what
    except UserFacingError as error:
        problem = error.what
    return VoteState(
        question.motion,
        question.entitled,
        question.present,
        question.voters,
        question.need,
        question.quorum,
        entry,
        tuple(polls),
        asked,
        asking,
        verdict,
        problem,
        difference,
        question.corrects,
        votes.counting.disagreement(meeting_id, question.motion.key, entry, question.voters),
        len(votes.counting.open_tallies(meeting_id, question.motion.key)),
    )
