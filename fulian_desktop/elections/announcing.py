"""What must hold before a result is announced, and the outcome a settled count comes to. Pure rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.elections.conflicts import may_not_be_elected
from fulian_desktop.elections.contests import passing_of
from fulian_desktop.elections.count_records import RulingKind
from fulian_desktop.elections.custody_operations import figures_of
from fulian_desktop.elections.reading import NOTHING_CHANGED
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules import custody
from fulian_desktop.rules.custody import Light
from fulian_desktop.rules.election_pack import Method
from fulian_desktop.rules.winners import Outcome, Sizes, decide_round, validity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.elections.conflicts import Known
    from fulian_desktop.elections.count_records import CustodyEvent, Round, RulingRecord
    from fulian_desktop.elections.records import Election
    from fulian_desktop.rules.ballot_tally import Tally
    from fulian_desktop.rules.winners import Place


def outcome_of(
    election: Election, one: Round, events: Sequence[CustodyEvent], tally: Tally | None
) -> Outcome | None:
    """Return what a round comes to; None while its votes are not settled.

    More ballots back than out make it invalid at once, whatever was counted.
    """
    if one.entitled is None or one.present is None:
        return None
    issued = None
    if one.method is Method.SECRET_BALLOT:
        figures = figures_of(events, one.present)
        issued = figures.issued
        if custody.returned_too_many(figures):
            sizes = Sizes(one.entitled, one.present, issued)
            return Outcome(False, validity(election.pack, sizes, figures.returned or 0), ())
    if tally is None:
        return None
    return decide_round(
        election.pack,
        one.contest,
        tally,
        Sizes(one.entitled, one.present, issued),
        passing=passing_of(one.kind, election),
        withdrawn=withdrawn_numbers(election, one),
    )


def withdrawn_numbers(election: Election, one: Round) -> frozenset[int]:
    """Return the numbers on this round's ballot of candidates who withdrew."""
    gone = {each.id for each in election.candidates if each.withdrawal is not None}
    return frozenset(each.number for each in one.contest.entrants if each.candidate_id in gone)


def check_custody(events: Sequence[CustodyEvent], one: Round, tally: Tally | None) -> None:
    """Refuse to announce a round by ballot while an equation of its ballots does not close."""
    if one.method is not Method.SECRET_BALLOT or tally is None:
        return
    figures = replace(figures_of(events, one.present or 0), valid=tally.valid, invalid=tally.invalid)
    wrong = [lamp for lamp in custody.lamps(figures) if lamp.light is not Light.GREEN]
    if wrong:
        raise UserFacingError(
            f"选票的数目还对不上，不能宣布结果：{wrong[0].sentence}。",
            advice=tuple(f"{lamp.sentence}。" for lamp in wrong[1:]) or ("请核对后更正登记。",),
            safe=NOTHING_CHANGED,
        )


def check_written_in(
    election: Election, known: Known, places: Sequence[Place], rulings: Sequence[RulingRecord]
) -> dict[str, int]:
    """Return the persons behind names written in that are elected or tied.

    Raises:
        UserFacingError: a name is not linked with a person, or she cannot be elected.
    """
    linked = {
        one.name: one.person_id
        for one in rulings
        if one.person_id is not None and one.kind is RulingKind.SAME_PERSON
    }
    found = {}
    for place in places:
        person = known.persons.get(linked.get(place.name) or 0)
        if person is None:
            raise UserFacingError(
                f"另选人{place.name}得票够当选，还没有对上是名册里的哪一位。",
                advice=("请先在人员里登记她，再在“认定另选人”里选定。",),
                safe=NOTHING_CHANGED,
            )
        against = may_not_be_elected(election, person, known)
        if against:
            raise UserFacingError(
                f"另选人{against}。",
                advice=("请监票人在“认定另选人”里登记为不能当选，票数仍然公布。",),
                safe=NOTHING_CHANGED,
            )
        found[place.name] = person.id
    return found
