"""A paper as another text of its wording would make it: with the meeting's numbers, or with invented ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.documents.papers import composing, wording_values
from fulian_desktop.documents.papers.figures import MeetingFigures, Question
from fulian_desktop.documents.papers.readiness import require_ready
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import Attendance, AttendanceState, Attendee, Stay
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.rules import verdicts
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts.operations import COMMITTEE_SESSION, KINDS
from fulian_desktop.scripts.session_wordings import SESSION_KINDS
from fulian_desktop.scripts.wording import MissingValues, WordingError
from fulian_desktop.votes.invented import invented_counts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.papers.registers import Order, Registers
    from fulian_desktop.scripts.trying import ScriptTrial
    from fulian_desktop.scripts.wording import WordingProblem

_PAPERS = {"certificate": PaperKind.CERTIFICATES}
"""Wordings of papers with another name; all others are called as their paper."""
SCRIPT_WORDINGS = frozenset({COMMITTEE_SESSION, *SESSION_KINDS})
"""Wordings of scripts: which one a meeting is said with depends on what session it is."""
OF_ELECTIONS = frozenset(
    {"qualification_report", "election_report", "election_announcement", "election_request", "appointment"}
)
"""Wordings of papers that only a meeting with an election, or one that appoints somebody, has."""
_FIRST_MINUTE, _LAST_MINUTE = "09:30:00", "11:00:00"


@dataclass(frozen=True)
class WordingTrial:
    """What came of trying a text.

    Args:
        content: the paper; None when there is none.
        values: what the blanks stand for; one without a value is left out.
        problems: what is wrong in the text, or has no value, by line.
        refusal: why there is no paper.
    """

    content: PaperContent | None
    values: Mapping[str, str]
    problems: tuple[WordingProblem, ...] = ()
    refusal: UserFacingError | None = None


def paper_of(wording: str) -> PaperKind | None:
    """Return the paper a wording is for; None for scripts and what is no paper."""
    return _PAPERS.get(wording) or next((kind for kind in PaperKind if kind.value == wording), None)


def wording_of(kind: PaperKind) -> str | None:
    """Return which wording (one of KINDS) a paper is made from; None for a paper without one."""
    if kind is PaperKind.SCRIPT:
        return COMMITTEE_SESSION
    return next((wording for wording in KINDS if paper_of(wording) is kind), None)


def try_wording(
    kind: PaperKind, figures: MeetingFigures, registers: Registers, order: Order, outcome: Outcome | None
) -> WordingTrial:
    """Return the paper a text gives.

    Args:
        kind: the paper.
        figures: of the meeting.
        registers: whose room of scripts is the trial of the text.
        order: edition and day.
        outcome: what all questions are taken to have come out as, in a meeting held to its end with
            everybody there; None takes the meeting as it stands.
    """
    trial: ScriptTrial = registers.scripts  # type: ignore[assignment]
    content: PaperContent | None = None
    problems: tuple[WordingProblem, ...] = ()
    refusal: UserFacingError | None = None
    try:
        if outcome is None:
            require_ready(kind, figures, registers)
        else:
            require_ready(kind, _held(figures, Outcome.CARRIED_UNANIMOUSLY, order), registers)
            figures = _held(figures, outcome, order)
        content = composing.compose(kind, figures, registers, order)
    except (MissingValues, WordingError) as error:
        problems, refusal = error.problems, error
    except UserFacingError as error:
        refusal = error
    values = trial.filled_with or wording_values.of_meeting(figures, registers).values
    known = {name: value for name, value in values.items() if value}
    return WordingTrial(content, known, problems, refusal)


def _held(figures: MeetingFigures, outcome: Outcome, order: Order) -> MeetingFigures:
    """Return the figures of the meeting held to its end, everybody there, all questions with one outcome."""
    facts = figures.facts
    day = facts.day or order.day.isoformat()
    began, ended = f"{day}T{_FIRST_MINUTE}", f"{day}T{_LAST_MINUTE}"
    motions = [question.motion for question in figures.questions]
    counts = invented_counts(figures.meeting.id, facts, motions, outcome, ended)
    stay = (Stay(began, ended),)
    members = tuple(
        Attendee(one.person_id, None, one.name, one.post, AttendanceState.PRESENT, "", stay, None, None)
        for one in facts.entitled
    )
    observers = tuple(
        Attendee(None, one.id, one.name, one.role, AttendanceState.PRESENT, "", stay, None, None)
        for one in facts.observers
    )
    entitled = len(members)
    return replace(
        figures,
        meeting=replace(figures.meeting, state=MeetingState.CLOSED, opened_at=began, closed_at=ended),
        attendance=Attendance(members, observers, verdicts.quorum(facts.rule_pack, entitled, entitled)),
        questions=tuple(Question(motion, (counts[motion.key],)) for motion in motions),
    )
