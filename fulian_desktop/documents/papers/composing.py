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
    from collections.abc import Iterator

    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.scripts.operations import ScriptOperations


def compose(
    kind: PaperKind,
    edition: Edition,
    figures: MeetingFigures,
    scripts: ScriptOperations,
    people: PeopleOperations,
) -> PaperContent:
    """Return a paper of a meeting; whether it may be made now was asked before (`readiness.require_ready`)."""
    match kind:
        case PaperKind.SCRIPT:
            return chairing_script.compose(figures, scripts)
        case PaperKind.AGENDA:
            return agenda.compose(figures)
        case PaperKind.NOMINEES:
            return nominees.compose(figures)
        case PaperKind.SIGN_IN:
            return sign_in.compose(figures)
        case PaperKind.VOTE_RECORD:
            return vote_record.compose(figures)
        case PaperKind.RESOLUTION:
            return resolution.compose(figures, scripts)
        case PaperKind.DECISION:
            return decision.compose(figures, scripts)
        case PaperKind.MINUTES:
            return minutes.compose(figures)
        case PaperKind.ROSTER:
            if edition is Edition.INTERNAL:
                return committee_roster.compose_internal(
                    figures, {one.id: one.phone for one in people.everyone()}
                )
            return committee_roster.compose_public(figures)


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
