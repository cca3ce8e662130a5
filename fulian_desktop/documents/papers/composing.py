"""From a kind of paper to its composer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from fulian_desktop.documents.papers import (
    agenda,
    chairing_script,
    committee_roster,
    decision,
    minutes,
    nominees,
    resolution,
    sign_in,
    vote_record,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.scripts.operations import ScriptOperations


_FROM_FIGURES: dict[PaperKind, Callable[[MeetingFigures], PaperContent]] = {
    PaperKind.AGENDA: agenda.compose,
    PaperKind.NOMINEES: nominees.compose,
    PaperKind.SIGN_IN: sign_in.compose,
    PaperKind.VOTE_RECORD: vote_record.compose,
    PaperKind.MINUTES: minutes.compose,
    PaperKind.ROSTER: committee_roster.compose_public,
}
_FROM_WORDINGS: dict[PaperKind, Callable[[MeetingFigures, ScriptOperations], PaperContent]] = {
    PaperKind.SCRIPT: chairing_script.compose,
    PaperKind.RESOLUTION: resolution.compose,
    PaperKind.DECISION: decision.compose,
}


def compose(
    kind: PaperKind,
    edition: Edition,
    figures: MeetingFigures,
    scripts: ScriptOperations,
    people: PeopleOperations,
) -> PaperContent:
    """Return a paper of a meeting; whether it may be made was asked before (`readiness.require_ready`)."""
    if kind in _FROM_WORDINGS:
        return _FROM_WORDINGS[kind](figures, scripts)
    if edition is Edition.INTERNAL:
        return committee_roster.compose_internal(figures, {one.id: one.phone for one in people.everyone()})
    return _FROM_FIGURES[kind](figures)


def words_of(figures: MeetingFigures) -> Iterator[str]:
    """Yield the names and words of a meeting that come from outside the program, each once."""
    facts = figures.facts
    words = [facts.federation, facts.superior, facts.place, facts.basis]
    words += [officer.name for officer in (facts.chair, facts.minute_taker) if officer is not None]
    words += [member.name for member in facts.entitled]
    words += [word for observer in facts.observers for word in (observer.name, observer.role)]
    words += [word for item in facts.agenda for word in (item.title, item.presenter, item.details)]
    for nominee in facts.nominees:
        words += [nominee.name, nominee.unit_post, *(text for _, text in nominee.resume)]
    words += [word for line in figures.roster for word in (line.name, line.unit_post, line.duty)]
    words += [note.text for note in figures.notes]
    yield from dict.fromkeys(word for word in words if word)
