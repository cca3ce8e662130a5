"""How a question stands when it is asked: who may vote, whether there is a quorum, what is needed. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.rules import verdicts
from fulian_desktop.rules.thresholds import Base
from fulian_desktop.votes.records import OpenQuestion

if TYPE_CHECKING:
    from fulian_desktop.meetings.records import MeetingFacts
    from fulian_desktop.votes.records import Motion, VoteCount


def question_of(
    facts: MeetingFacts,
    motion: Motion,
    entitled: int,
    present: tuple[int, ...],
    *,
    corrects: VoteCount | None = None,
) -> OpenQuestion:
    """Return how a question stands among those present; `corrects` is the count that holds already."""
    pack = facts.rule_pack
    voters = len(present) - int(chair_is_silent(facts, present))
    need = pack.majority.need(entitled if pack.majority_base is Base.ENTITLED else voters)
    quorum = verdicts.quorum(pack, entitled, len(present))
    return OpenQuestion(motion, entitled, present, voters, quorum, need, corrects)


def chair_is_silent(facts: MeetingFacts, present: tuple[int, ...]) -> bool:
    """Return whether the presiding chair is in the room and does not vote by the rules."""
    chair = facts.chair
    return not facts.rule_pack.chair_votes and chair is not None and chair.person_id in present
