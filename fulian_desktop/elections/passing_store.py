"""SQL of lists of candidates passed anew and of the votes by which lists were passed. All only grows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.elections import frozen_text
from fulian_desktop.elections.records import Candidate, CandidatePassing, ListKind, ListVote
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from fulian_desktop.rules.ballots import Contest
    from fulian_desktop.storage.database import Database


def candidates_to_text(candidates: Iterable[Candidate]) -> str:
    """Return a list of candidates as it is kept."""
    return json.dumps(
        [[one.id, one.post.value, one.name, one.person_id] for one in candidates], ensure_ascii=False
    )


def in_force(candidates: Sequence[Candidate], anew: Sequence[CandidatePassing]) -> tuple[Candidate, ...]:
    """Return those on the list passed last, then those who came later (written in, nominated again).

    Args:
        candidates: every candidate on record, in the order of the first list.
        anew: the lists passed anew, in order.
    """
    if not anew:
        return tuple(candidates)
    known = {one.id: one for one in candidates}
    ever_listed = {one.id for passing in anew for one in passing.candidates}
    listed = [replace(known[one.id], number=one.number, origin="nominated") for one in anew[-1].candidates]
    later = [one for one in candidates if one.origin != "nominated" and one.id not in ever_listed]
    return (*listed, *later)


class PassingStore:
    """Reads and writes passings of lists; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def passings(self, election_id: int) -> tuple[CandidatePassing, ...]:
        """Return the lists of candidates passed anew in order, without the first one."""
        rows = self._database.rows(
            "SELECT * FROM candidate_passing WHERE election_id = ? ORDER BY id", (election_id,)
        )
        return tuple(_passing(row) for row in rows)

    def all_passings(self) -> list[sqlite3.Row]:
        """Return every list of candidates passed anew of the file."""
        return self._database.rows(
            "SELECT id, election_id, reason, candidates, round_id, contest FROM candidate_passing ORDER BY id"
        )

    def add_passing(self, anew: CandidatePassing, ballot: tuple[int, Contest] | None, user: str) -> int:
        """Insert a list passed anew; `ballot` is the first round, where it is open, and its new ballot."""
        round_id = None if ballot is None else ballot[0]
        contest = "" if ballot is None else frozen_text.contest_to_text(ballot[1])
        return self._database.execute(
            """INSERT INTO candidate_passing
                      (election_id, reason, candidates, round_id, contest, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                anew.election_id,
                anew.reason,
                candidates_to_text(anew.candidates),
                round_id,
                contest,
                anew.at,
                user,
            ),
        )

    def votes(self, election_id: int) -> tuple[ListVote, ...]:
        """Return the votes by which the lists of an election were passed, in order."""
        rows = self._database.rows(
            "SELECT * FROM list_vote WHERE election_id = ? ORDER BY id", (election_id,)
        )
        return tuple(
            ListVote(
                ListKind(row["list"]),
                row["passing_id"],
                row["count_id"],
                row["told"],
                row["entitled"],
                row["present"],
                row["in_favour"],
                row["against"],
                row["abstaining"],
                row["at"],
            )
            for row in rows
        )

    def all_votes(self) -> list[sqlite3.Row]:
        """Return every vote on a list of the file."""
        return self._database.rows(
            """SELECT id, election_id, list, passing_id, count_id, told, entitled, present, in_favour,
                      against, abstaining FROM list_vote ORDER BY id"""
        )

    def add_vote(self, election_id: int, vote: ListVote, user: str) -> int:
        """Insert the vote by which a list was passed."""
        return self._database.execute(
            """INSERT INTO list_vote (election_id, list, passing_id, count_id, told, entitled, present,
                                      in_favour, against, abstaining, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                election_id,
                vote.kind.value,
                vote.passing_id,
                vote.count_id,
                vote.told,
                vote.entitled,
                vote.present,
                vote.in_favour,
                vote.against,
                vote.abstaining,
                vote.at,
                user,
            ),
        )


def _passing(row: sqlite3.Row) -> CandidatePassing:
    listed = tuple(
        Candidate(candidate_id, number, Post(post), person_id, name, None, "nominated")
        for number, (candidate_id, post, name, person_id) in enumerate(json.loads(row["candidates"]), start=1)
    )
    return CandidatePassing(row["election_id"], listed, row["reason"], row["at"], row["id"])
