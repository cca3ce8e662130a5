"""Counts that nobody took, for trying out a wording: everybody came, the outcome is the one wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules import verdicts
from fulian_desktop.rules.verdicts import HandCount, Outcome, Verdict
from fulian_desktop.votes.records import VoteCount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.meetings.records import MeetingFacts
    from fulian_desktop.votes.records import Motion, MotionKey


def invented_counts(
    meeting_id: int, facts: MeetingFacts, motions: Sequence[Motion], outcome: Outcome, at: str
) -> dict[MotionKey, VoteCount]:
    """Return a count for each question that comes out as wanted under the rules of the meeting.

    Args:
        meeting_id: the meeting.
        facts: its facts; all on its entitled list are taken to be there.
        motions: its questions.
        outcome: what each question comes out as.
        at: ISO moment the counts bear.

    Raises:
        UserFacingError: so few are entitled that no count comes out like that.
    """
    pack = facts.rule_pack
    entitled = len(facts.entitled)
    voters = entitled - (not pack.chair_votes and facts.chair is not None)
    hands = _hands(facts, voters, outcome)
    verdict = None if hands is None else verdicts.decide(pack, hands, persons_present=entitled)
    if hands is None or verdict is None or verdict.outcome is not outcome:
        raise UserFacingError(
            f"应到只有 {entitled} 人，试不出“{outcome.phrase}”。",
            advice=("请先在届次席位里登记本届执委。",),
            safe="没有登记任何表决。",
        )
    shown = _Shown(hands, verdict, tuple(member.person_id for member in facts.entitled))
    return {motion.key: _count(meeting_id, motion, shown, at) for motion in motions}


class _Shown(NamedTuple):
    """The hands of every question, what they mean, and who is there (person ids)."""

    hands: HandCount
    verdict: Verdict
    present: tuple[int, ...]


def _count(meeting_id: int, motion: Motion, shown: _Shown, at: str) -> VoteCount:
    hands, verdict = shown.hands, shown.verdict
    return VoteCount(
        id=0,
        meeting_id=meeting_id,
        key=motion.key,
        question=motion.question,
        entitled=hands.entitled,
        present=len(shown.present),
        voters=hands.present,
        in_favour=hands.in_favour,
        against=hands.against,
        abstaining=hands.abstaining,
        not_voting=hands.not_voting,
        base=verdict.base,
        need=verdict.need,
        quorum_need=verdict.quorum.need,
        outcome=verdict.outcome,
        explanation=verdict.explanation,
        present_people=shown.present,
        corrects_id=None,
        reason="",
        at=at,
        user="",
    )


def _hands(facts: MeetingFacts, voters: int, outcome: Outcome) -> HandCount | None:
    """Return hands that should come out as wanted; None when there is nobody to raise one."""
    if voters < 1:
        return None
    pack, entitled = facts.rule_pack, len(facts.entitled)
    if outcome is Outcome.CARRIED_UNANIMOUSLY:
        return HandCount(entitled, voters, voters, 0, 0)
    if outcome is Outcome.CARRIED:
        abstaining = 1 if pack.abstention_polled else 0
        return HandCount(entitled, voters, voters - 1, 1 - abstaining, abstaining)
    in_favour = voters // 3
    return HandCount(entitled, voters, in_favour, voters - in_favour, 0)
