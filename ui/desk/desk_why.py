"""What the 为什么 popover explains at the current line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.rules import verdicts
from fulian_desktop.rules.verdicts import HandCount
from ui.desk.why_popover import WhyFace

if TYPE_CHECKING:
    from fulian_desktop.rules.verdicts import Verdict
    from ui.desk.session import DeskSession
    from ui.desk.vote_state import VoteState


def why_face(session: DeskSession, state: VoteState | None, *, quorum: bool) -> WhyFace | None:
    """Return what is explained: the quorum, what is typed, or what was counted; None when there is nothing.

    Args:
        session: the desk.
        state: the question being counted, None when there is none.
        quorum: the attendance is shown, so that the quorum is what is asked about.
    """
    verdict = _verdict(session, state, quorum=quorum)
    if verdict is None:
        return None
    facts = session.facts
    return WhyFace(
        verdict,
        facts.rule_pack,
        session.attendance.entitled,
        facts.seat_count,
        facts.vacant_count,
        is_quorum=quorum or not verdict.quorum.met,
        who=f"应到{facts.kind.member_word}（{facts.entitled_words}）",
    )


def _verdict(session: DeskSession, state: VoteState | None, *, quorum: bool) -> Verdict | None:
    if quorum or (state is not None and state.verdict is None):
        attendance = session.attendance
        count = HandCount(attendance.entitled, attendance.present, 0, 0, 0)
        return verdicts.decide(session.facts.rule_pack, count)
    if state is not None:
        return state.verdict
    key = session.question_here()
    recorded = session.counts.get(key) if key is not None else None
    return session.workspace.votes.verdict_of(recorded) if recorded is not None else None
