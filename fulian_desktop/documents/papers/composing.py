"""From a kind of paper to its composer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.documents.papers import (
    agenda,
    appointment,
    archive_index,
    ballot_paper,
    by_election_letters,
    certificate,
    chairing_script,
    commendation,
    committee_roster,
    decision,
    delegate_roster,
    election_lists,
    election_results,
    election_slips,
    election_tally,
    minutes,
    name_cards,
    nominees,
    notice,
    notice_board,
    qualification_report,
    resolution,
    schedule,
    sign_in,
    summary,
    term_comparison,
    term_plan,
    vote_record,
    work_report,
)
from fulian_desktop.documents.papers.official_text import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers

_CLAUSE = re.compile(r"[^，。；：！？\n]+")

_FROM_FIGURES: dict[PaperKind, Callable[[MeetingFigures], PaperContent]] = {
    PaperKind.AGENDA: agenda.compose,
    PaperKind.SCHEDULE: schedule.compose,
    PaperKind.NOMINEES: nominees.compose,
    PaperKind.WORK_REPORT: work_report.compose,
    PaperKind.SIGN_IN: sign_in.compose,
    PaperKind.NAME_CARDS: name_cards.compose,
    PaperKind.VOTE_RECORD: vote_record.compose,
    PaperKind.MINUTES: minutes.compose,
    PaperKind.ELECTION_RULES: election_lists.rules,
    PaperKind.CANDIDATES: election_lists.candidates,
    PaperKind.ELECTION_OFFICIALS: election_lists.officials,
    PaperKind.BALLOT: ballot_paper.compose,
    PaperKind.BALLOT_AGAIN: ballot_paper.compose_again,
    PaperKind.TALLY_SHEET: election_tally.sheet,
    PaperKind.COUNT_SLIPS: election_slips.compose,
    PaperKind.BALLOT_TALLY: election_tally.tally,
    PaperKind.BALLOT_CUSTODY: election_tally.custody,
    PaperKind.ELECTED_LIST: election_results.elected_list,
    PaperKind.TERM_COMPARISON: term_comparison.compose,
}
_FROM_REGISTERS: dict[PaperKind, Callable[[MeetingFigures, Registers, Order], PaperContent]] = {
    PaperKind.REQUEST: by_election_letters.request,
    PaperKind.APPROVAL: by_election_letters.approval,
    PaperKind.NOTICE: notice.compose,
    PaperKind.COMMENDATION: commendation.compose,
    PaperKind.RESOLUTION: resolution.compose,
    PaperKind.DECISION: decision.compose,
    PaperKind.SUMMARY: summary.compose,
    PaperKind.FILING_REPORT: by_election_letters.filing_report,
    PaperKind.ANNOUNCEMENT: by_election_letters.announcement,
    PaperKind.PUBLIC_NOTICE: by_election_letters.public_notice,
    PaperKind.CERTIFICATES: certificate.compose,
    PaperKind.ROSTER: committee_roster.compose,
    PaperKind.NOTICE_BOARD: notice_board.compose,
    PaperKind.DELEGATE_ROSTER: delegate_roster.compose,
    PaperKind.ARCHIVE_INDEX: archive_index.compose,
    PaperKind.TERM_PLAN: term_plan.compose,
    PaperKind.QUALIFICATION_REPORT: qualification_report.compose,
    PaperKind.ELECTION_REPORT: election_results.report,
    PaperKind.ELECTION_ANNOUNCEMENT: election_results.announcement,
    PaperKind.ELECTION_REQUEST: election_results.request,
    PaperKind.APPOINTMENT: appointment.compose,
}


def compose(kind: PaperKind, figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return a paper of a meeting; whether it may be made was asked before (`readiness.require_ready`)."""
    if kind is PaperKind.SCRIPT:
        return chairing_script.compose(figures, registers.scripts)
    if kind in _FROM_REGISTERS:
        return _FROM_REGISTERS[kind](figures, registers, order)
    return _FROM_FIGURES[kind](figures)


def words_of(figures: MeetingFigures) -> Iterator[str]:
    """Yield the names and words of a meeting that come from outside the program, each once."""
    facts = figures.facts
    words = [facts.federation, facts.superior, facts.place, facts.basis]
    words += [officer.name for officer in (facts.chair, facts.minute_taker) if officer is not None]
    words += [member.name for member in facts.entitled]
    words += [word for observer in facts.observers for word in (observer.name, observer.role)]
    words += [word for item in facts.agenda for word in (item.title, item.presenter)]
    words += [clause for item in facts.agenda for clause in _CLAUSE.findall(cleaned(item.details))]
    for nominee in facts.nominees:
        words += [nominee.name, nominee.unit_post, *(text for _, text in nominee.resume)]
    words += [word for line in figures.roster for word in (line.name, line.unit_post, line.duty)]
    words += [note.text for note in figures.notes]
    for one in figures.elections:
        words += [candidate.name for candidate in one.election.candidates]
        words += [official.name for official in one.election.officials]
    yield from dict.fromkeys(word for word in words if word)
