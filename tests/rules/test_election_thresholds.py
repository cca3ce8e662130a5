"""Every number up to 400, four words, four bases, against a table written from the words of the statute.

民法典第一千二百五十九条: 以上 includes the number, 超过 does not. The table below is made by setting those in
favour against the rest, person by person; it uses no formula of the program.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from fulian_desktop.rules.ballot_tally import Line, Tally
from fulian_desktop.rules.ballots import Contest, Entrant, Part
from fulian_desktop.rules.election_pack import CountBase, shipped_election_packs
from fulian_desktop.rules.thresholds import Threshold
from fulian_desktop.rules.winners import Sizes, decide_round, need_of

MOST = 400
GENERAL = replace(shipped_election_packs()[0], quorum=Threshold.AT_LEAST_HALF)
CONTEST = Contest((Part("member", 1),), (Entrant(1, "甲", "member"),))
RULES = Path(__file__).parents[2] / "fulian_desktop" / "rules"
COUNTING_MODULES = ("ballots", "ballot_tally", "ballot_codes", "custody", "winners", "thresholds")


def satisfied(words: Threshold, in_favour: int, everybody: int) -> bool:
    """Say by the words alone whether so many of everybody are enough."""
    rest = everybody - in_favour
    if in_favour == 0:
        return False
    if words is Threshold.MORE_THAN_HALF:
        return in_favour > rest
    if words is Threshold.AT_LEAST_HALF:
        return in_favour >= rest
    if words is Threshold.MORE_THAN_TWO_THIRDS:
        return in_favour > rest + rest
    return in_favour >= rest + rest


@cache
def table(words: Threshold) -> tuple[int, ...]:
    """Return the votes needed for 1, 2, ... 400, found by adding one person after another."""
    found = []
    for everybody in range(1, MOST + 1):
        in_favour = 0
        while not satisfied(words, in_favour, everybody):
            in_favour += 1
        found.append(in_favour)
    return tuple(found)


def sizes_of(base: CountBase, n: int) -> tuple[Sizes, int, int]:
    """Return sizes, returned and valid ballots, where the base is n and what it is not differs."""
    if base is CountBase.ENTITLED:
        return Sizes(n, n, n), n, n
    if base is CountBase.PRESENT:
        return Sizes(n + 1, n, n), n, n
    if base is CountBase.RETURNED:
        return Sizes(n + 1, n + 1, n + 1), n, n
    return Sizes(n + 2, n + 2, n + 2), n + 1, n


@pytest.mark.parametrize("base", list(CountBase))
@pytest.mark.parametrize("words", list(Threshold))
def test_every_number_up_to_400(words: Threshold, base: CountBase) -> None:
    pack = replace(GENERAL, majority=words, majority_base=base)
    for n, need in enumerate(table(words), start=1):
        sizes, returned, valid = sizes_of(base, n)
        assert need_of(pack, sizes, returned, valid) == (n, need)
        for votes, wins in ((need, True), (need - 1, False)):
            line = Line(1, "甲", "member", votes, valid - votes)
            outcome = decide_round(pack, CONTEST, Tally(valid, returned - valid, 0, (line,)), sizes)
            if outcome.valid:
                assert bool(outcome.elected) is wins, (n, votes)


def test_the_table_has_the_numbers_of_the_reference() -> None:
    known = {
        7: (5, 5, 4, 4),
        9: (6, 7, 5, 5),
        11: (8, 8, 6, 6),
        15: (10, 11, 8, 8),
        30: (20, 21, 16, 15),
        31: (21, 21, 16, 16),
        36: (24, 25, 19, 18),
    }
    order = (
        Threshold.AT_LEAST_TWO_THIRDS,
        Threshold.MORE_THAN_TWO_THIRDS,
        Threshold.MORE_THAN_HALF,
        Threshold.AT_LEAST_HALF,
    )
    for n, row in known.items():
        assert tuple(table(words)[n - 1] for words in order) == row


@pytest.mark.parametrize("name", COUNTING_MODULES)
def test_no_fraction_of_a_vote_can_arise(name: str) -> None:
    for node in ast.walk(ast.parse((RULES / f"{name}.py").read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)), f"{name} divides"
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"{name} has a float"
        assert not (isinstance(node, ast.Name) and node.id in ("float", "round")), f"{name} rounds"
