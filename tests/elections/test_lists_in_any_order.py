"""Whatever happens to a list before ballots are issued: what is voted on is the list passed last."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.elections.records import Candidate, ElectionKind, HandVote, Nomination, PostSeats
from fulian_desktop.elections.recount import recount
from fulian_desktop.rules.custody import Light
from fulian_desktop.seats.records import Post
from tests.builders import a_workspace, the_sample_committee
from tests.elections.election_stage import a_ballot, a_person, appoint_everybody, counted, made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.builders import TickedWorkspace

SEATS, CANDIDATES, VOTERS = 2, 4, 5
ACTS = some.lists(some.sampled_from(("add", "withdraw", "reorder", "open", "print", "spoil")), max_size=9)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TickedWorkspace]:
    """One file for all elections, with women enough to stand in them."""
    with a_workspace(tmp_path_factory.mktemp("lists")) as workspace:
        the_sample_committee(workspace)
        for number in range(CANDIDATES + 9):
            a_person(workspace, f"候选{chr(ord('甲') + number)}")
        yield workspace
        assert workspace.check() == [], "and the whole file is sound after all of them"


class Held:
    """An election whose first list was passed, and what a careful clerk would remember of it."""

    def __init__(self, workspace: TickedWorkspace, chance: random.Random) -> None:
        self.workspace = workspace
        self.elections = workspace.elections
        self.chance = chance
        self.round_id: int | None = None
        self.good = 0
        self.women = [one.id for one in workspace.people.everyone() if one.name.startswith("候选")]
        posts = [PostSeats(Post.MEMBER, SEATS)]
        self.id = made(self.elections.prepare(ElectionKind.TERM_ELECTION, posts))
        for person_id in self.women[:CANDIDATES]:
            self.elections.candidates.add(self.id, person_id)
        self.elections.pass_list(self.id)
        appoint_everybody(workspace, self.id)
        self.on_ballot = [one.id for one in self.listed]

    @property
    def listed(self) -> list[Candidate]:
        return list(self.elections.get(self.id).candidates)

    @property
    def standing(self) -> list[Nomination]:
        return [Nomination(one.person_id or 0, one.post) for one in self.listed if one.withdrawal is None]

    def act(self, what: str) -> None:
        standing = self.standing
        if what == "add":
            here = {one.person_id for one in standing}
            new = next(person_id for person_id in self.women if person_id not in here)
            self.pass_anew([*standing, Nomination(new, Post.MEMBER)])
        elif what == "reorder":
            self.pass_anew([*standing[1:], standing[0]])
        elif what == "withdraw" and len(standing) > SEATS + 1:
            stays = [one for one in self.listed if one.withdrawal is None]
            self.elections.candidates.withdraw(self.chance.choice(stays).id, "本人提出")
            if self.round_id is None:
                self.on_ballot = [one.id for one in self.listed if one.withdrawal is None]
        elif what == "open" and self.round_id is None:
            self.round_id = made(self.elections.rounds.open_first(self.id))
            self.elections.rounds.check_attendance(self.round_id, entitled=VOTERS + 1, present=VOTERS)
        elif what == "print" and self.round_id is not None:
            self.elections.custody.record(self.round_id, CustodyKind.PRINTED, VOTERS + 2)
            self.good += VOTERS + 2
        elif what == "spoil" and self.round_id is not None and self.good:
            self.elections.custody.record(self.round_id, CustodyKind.SPOILED, 1)
            self.good -= 1

    def pass_anew(self, members: list[Nomination]) -> None:
        vote = HandVote("妇女代表大会", VOTERS + 1, VOTERS, VOTERS)
        self.elections.candidate_passings.pass_anew(self.id, members, "另行表决", vote)
        self.on_ballot = [one.id for one in self.listed]
        self.good = 0
        assert [one.number for one in self.listed] == list(range(1, len(members) + 1))
        assert [(one.person_id, one.post) for one in self.listed] == [
            (one.person_id, one.post) for one in members
        ]

    def check_ballot(self) -> None:
        """The ballot of an open round is the list passed last; good ballots are those printed since."""
        if self.round_id is None:
            return
        entrants = self.elections.rounds.get(self.round_id).contest.entrants
        assert [one.candidate_id for one in entrants] == self.on_ballot
        assert [one.number for one in entrants] == list(range(1, len(entrants) + 1))
        figures = self.elections.custody.figures(self.round_id)
        assert (figures.printed or 0) - (figures.spoiled or 0) == self.good


@settings(max_examples=60, deadline=None)
@given(acts=ACTS, seed=some.integers(0, 2**32))
def test_the_list_passed_last_is_printed_voted_on_and_recounted(
    village: TickedWorkspace, acts: list[str], seed: int
) -> None:
    chance = random.Random(seed)
    held = Held(village, chance)
    first = [one.id for one in held.listed]
    for act in acts:
        held.act(act)
        held.check_ballot()
    held.act("open")
    if held.good < VOTERS:
        held.act("print")
    held.check_ballot()
    assert held.round_id is not None
    elections = held.elections
    for kind, number in (
        (CustodyKind.ISSUED, VOTERS),
        (CustodyKind.UNUSED, held.good - VOTERS),
        (CustodyKind.BOX_OPENED, None),
        (CustodyKind.RETURNED, VOTERS),
    ):
        elections.custody.record(held.round_id, kind, number)
    assert elections.custody.page(held.round_id).lamps[0].light is Light.GREEN
    assert elections.candidate_passings.fixed_because(held.id)
    one = elections.rounds.get(held.round_id)
    size = len(one.contest.entrants)
    ballots = [
        (a_ballot(one, against=chance.sample(range(1, size + 1), size - SEATS)), 1) for _ in range(VOTERS)
    ]
    counted(village, one, ballots)
    elections.rounds.announce(one.id)
    assert recount(village.database, held.id)["agrees"]
    kept = elections.candidate_passings.passings(held.id)
    assert [each.id for each in kept[0].candidates] == first
    assert len(kept) == 1 + sum(act in ("add", "reorder") for act in acts)
