"""Ten thousand elections nobody held: order never matters, equations hold, one more vote never hurts.

Each example of hypothesis stands for fifty elections drawn from its seed, so that 11,000 take seconds.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from fulian_desktop.elections import recount
from fulian_desktop.rules.ballot_tally import (
    CallOut,
    Tally,
    Total,
    differences,
    tally_ballots,
    tally_calls,
    tally_totals,
)
from fulian_desktop.rules.ballots import Ballot, Contest, Entrant, Mark, Part, Ruling, WriteIn, judge
from fulian_desktop.rules.custody import tally_lamps
from fulian_desktop.rules.election_pack import CountBase, ElectionPack, Tie, shipped_election_packs
from fulian_desktop.rules.thresholds import Threshold
from fulian_desktop.rules.winners import Outcome, Sizes, Standing, decide_round

ELECTIONS_AT_A_TIME = 50
GENERAL = shipped_election_packs()[0]
seeds = some.integers(0, 2**32)
NAMES = ("丁巧云", "丁巧芸", "苏晓棠", "小丁")


@dataclass(frozen=True)
class Drawn:
    """One election: rules, what is on the ballot, ballots with copies, rulings, sizes."""

    pack: ElectionPack
    contest: Contest
    entries: tuple[tuple[Ballot, int], ...]
    rulings: dict[str, Ruling]
    sizes: Sizes

    @property
    def tally(self) -> Tally:
        return tally_ballots(self.contest, self.entries, self.rulings)

    @property
    def outcome(self) -> Outcome:
        return decide_round(self.pack, self.contest, self.tally, self.sizes)


def drawn(chance: random.Random) -> Drawn:
    pack = replace(
        GENERAL,
        quorum=chance.choice(list(Threshold)),
        majority=chance.choice(list(Threshold)),
        majority_base=chance.choice(list(CountBase)),
        tie=chance.choice(list(Tie)),
    )
    contest = a_contest(chance)
    entries = tuple(
        (a_ballot(chance, contest), chance.choice((1, 1, 2, 5))) for _ in range(chance.randint(1, 9))
    )
    rulings = {"丁巧芸": Ruling("丁巧云")} if chance.random() < 0.5 else {}
    if chance.random() < 0.3:
        rulings["小丁"] = Ruling("")
    if chance.random() < 0.3:
        rulings["苏晓棠"] = Ruling("苏晓棠", may_win=False)
    returned = sum(copies for _, copies in entries)
    issued = max(0, returned + chance.choice((0, 0, 0, 1, 3, -1)))
    present = issued + chance.choice((0, 0, 1))
    entitled = max(1, present) + chance.randint(0, 6)
    return Drawn(pack, contest, entries, rulings, Sizes(entitled, present, issued))


def a_contest(chance: random.Random) -> Contest:
    posts = ("chair", "vice_chair") if chance.random() < 0.2 else ("member",)
    parts = tuple(Part(post, chance.randint(1, 4)) for post in posts)
    entrants: list[Entrant] = []
    for part in parts:
        for _ in range(part.seats + chance.randint(0, 2)):
            number = len(entrants) + 1
            entrants.append(Entrant(number, f"候选{number}", part.post))
    return Contest(
        parts,
        tuple(entrants),
        write_ins=chance.random() < 0.8,
        write_in_needs_mark=chance.random() < 0.8,
        write_in_needs_against=chance.random() < 0.3,
        limited=chance.random() < 0.9,
    )


def a_ballot(chance: random.Random, contest: Contest) -> Ballot:
    weights = (chance.choice((1, 6)), 2, 2, chance.choice((0, 1)))
    marks = tuple(chance.choices(list(Mark), weights, k=len(contest.entrants)))
    written: list[WriteIn] = []
    while chance.random() < 0.25:
        post = chance.choice(contest.parts).post
        written.append(WriteIn(chance.choice((*NAMES, "候选1")), post, chance.random() < 0.8))
    return Ballot(marks, tuple(written), "做了记号" if chance.random() < 0.05 else "")


def the_order_of_ballots_and_of_entry_does_not_matter(one: Drawn, chance: random.Random) -> None:
    singly = [ballot for ballot, copies in one.entries for _ in range(copies)]
    chance.shuffle(singly)
    shuffled = [
        (replace(b, write_ins=tuple(chance.sample(b.write_ins, len(b.write_ins)))), 1) for b in singly
    ]
    assert tally_ballots(one.contest, shuffled, one.rulings) == one.tally


def every_equation_of_a_tally_holds(one: Drawn, chance: random.Random) -> None:
    tally = one.tally
    assert tally.returned == sum(copies for _, copies in one.entries)
    assert sum(number for _, number in tally.reasons) == tally.invalid
    assert all(line.total == tally.valid for line in tally.lines)
    assert 0 <= tally.blank <= tally.valid
    assert tally_lamps(one.contest, tally) == ()


def three_ways_of_counting_come_to_the_same(one: Drawn, chance: random.Random) -> None:
    tally = one.tally
    sheets = {"valid": tally.valid, "invalid": tally.invalid, "blank": tally.blank}
    calls = the_calls(one)
    chance.shuffle(calls)
    called = tally_calls(one.contest, calls, **sheets, rulings=one.rulings)
    totals = [Total(*line_numbers(line)) for line in tally.lines]
    totals += [Total(0, line.in_favour, write_in=line.name, post=line.post) for line in tally.write_ins]
    chance.shuffle(totals)
    totalled = tally_totals(one.contest, totals, **sheets, rulings=one.rulings)
    assert differences(tally, called) == ()
    assert differences(tally, totalled) == ()


def line_numbers(line: Any) -> tuple[int, ...]:
    return (line.number, line.in_favour, line.against, line.abstaining, line.partly_invalid)


def the_calls(one: Drawn) -> list[CallOut]:
    calls = []
    for ballot, copies in one.entries:
        judged = judge(one.contest, ballot, one.rulings)
        if not judged.valid:
            continue
        for _ in range(copies):
            calls += [
                CallOut(number, mark)
                for number, mark in enumerate(judged.marks, start=1)
                if mark is not Mark.ABSTAINING
            ]
            calls += [CallOut(0, Mark.IN_FAVOUR, name, post) for post, name in judged.chosen]
    return calls


def winners_are_never_fewer_in_votes_than_losers(one: Drawn, chance: random.Random) -> None:
    for part in one.outcome.parts:
        running = [
            place
            for place in part.places
            if place.standing not in (Standing.WITHDRAWN, Standing.NOT_ELIGIBLE)
        ]
        won = [place.in_favour for place in running if place.standing is Standing.ELECTED]
        tied = {place.in_favour for place in part.tied}
        lost = [place.in_favour for place in running if place.standing is Standing.OUTVOTED]
        assert len(won) + part.tied_seats + part.unfilled == part.seats
        assert min(won, default=part.need) >= part.need
        assert len(tied) <= 1
        assert min([*won, *tied], default=0) >= max(lost, default=0)
        assert not part.tied or len(part.tied) > part.tied_seats > 0
        assert all(place.in_favour < part.need for place in running if place.standing is Standing.NO_MAJORITY)


def one_more_vote_in_favour_never_turns_a_winner_into_a_loser(one: Drawn, chance: random.Random) -> None:
    tally = one.tally
    before = {place.number for place in one.outcome.elected if place.number}
    raisable = [line for line in tally.lines if line.number in before and line.abstaining + line.against]
    if not raisable:
        return
    line = chance.choice(raisable)
    column = "abstaining" if line.abstaining else "against"
    more = replace(line, in_favour=line.in_favour + 1, **{column: getattr(line, column) - 1})
    lines = tuple(more if each is line else each for each in tally.lines)
    after = decide_round(one.pack, one.contest, replace(tally, lines=lines), one.sizes)
    assert line.number in {place.number for place in after.elected}


def a_program_that_shares_no_code_elects_the_same(one: Drawn, chance: random.Random) -> None:
    outcome = one.outcome
    own = the_other_program(one)
    expected = sorted(f"{place.post} {place.name}" for place in outcome.elected)
    tied = sorted(f"{place.post} {place.name}" for part in outcome.parts for place in part.tied)
    assert own == (expected, tied)


def the_other_program(one: Drawn) -> tuple[list[str], list[str]]:
    """Count by the independent recount, from plain mappings as the record would give them."""
    contest = {
        "parts": [{"post": part.post, "seats": part.seats} for part in one.contest.parts],
        "entrants": [
            {"number": each.number, "name": each.name, "post": each.post, "candidate_id": each.number}
            for each in one.contest.entrants
        ],
        "write_ins": one.contest.write_ins,
        "write_in_needs_mark": one.contest.write_in_needs_mark,
        "write_in_needs_against": one.contest.write_in_needs_against,
        "limited": one.contest.limited,
    }
    rulings = {
        spelling: {"name": ruling.name, "ruling": "same_person" if ruling.may_win else "not_eligible"}
        for spelling, ruling in one.rulings.items()
    }
    ballots = [
        {
            "marks": "".join(mark.value for mark in ballot.marks),
            "write_ins": [[name.name, name.post, name.marked] for name in ballot.write_ins],
            "invalid_reason": ballot.invalid_reason,
            "copies": copies,
        }
        for ballot, copies in one.entries
    ]
    held = {
        "contest": contest,
        "kind": "main",
        "method": "secret_ballot",
        "roll": {"entitled": one.sizes.entitled, "present": one.sizes.present},
    }
    votes = recount.add_up(contest, ballots, rulings)
    pack = {
        "quorum": one.pack.quorum.value,
        "majority": one.pack.majority.value,
        "majority_base": one.pack.majority_base.value,
        "tie": one.pack.tie.value,
    }
    return recount.elected_in(pack, held, votes, {"issued": one.sizes.issued or 0}, (rulings, set()))


FACTS = (
    the_order_of_ballots_and_of_entry_does_not_matter,
    every_equation_of_a_tally_holds,
    three_ways_of_counting_come_to_the_same,
    winners_are_never_fewer_in_votes_than_losers,
    one_more_vote_in_favour_never_turns_a_winner_into_a_loser,
    a_program_that_shares_no_code_elects_the_same,
)


@settings(max_examples=220, deadline=None)
@given(seeds)
def test_eleven_thousand_elections_keep_every_fact(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(ELECTIONS_AT_A_TIME):
        one = drawn(chance)
        for fact in FACTS:
            fact(one, chance)
