"""After a list of candidates was passed anew, every paper and the script tell the list in force."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.content import texts_of_paper
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.elections.records import HandVote, Nomination
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.sample_congress import create_congress, play_to_the_ballot
from fulian_desktop.sample_village import StageClock
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fulian_desktop.workspace import Workspace

NEW, GONE = "卜晓云", "方瑶"


@pytest.fixture
def congress(tmp_path: Path) -> Iterator[tuple[Workspace, int]]:
    """Ballots were printed, 方瑶 withdrew, 卜晓云 was put on the list, which was passed anew."""
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_congress(tmp_path / "congress.fulian", clock) as workspace:
        present = workspace.congress.current()
        assert present is not None
        session = play_to_the_ballot(workspace, present.id, clock)
        elections = workspace.elections
        (election,) = elections.of_meeting(session.id)
        round_id = elections.rounds.open_first(election.id).record_id
        assert round_id is not None
        elections.rounds.check_attendance(round_id)
        elections.custody.record(round_id, CustodyKind.PRINTED, 36)
        gone = next(one for one in election.candidates if one.name == GONE)
        elections.candidates.withdraw(gone.id, "本人书面提出")
        new = workspace.people.add(PersonDetails(name=NEW, sex="女", born="1990-04")).record_id
        assert new is not None
        members = [
            *(Nomination(one.person_id or 0, one.post) for one in election.candidates if one.name != GONE),
            Nomination(new, Post.MEMBER),
        ]
        ordered = elections.candidate_passings.in_usual_order(election.id, members)
        elections.candidate_passings.pass_anew(
            election.id, ordered, "方瑶退出，代表联名补提一名", HandVote("妇女代表大会", 36, 31, 31)
        )
        yield workspace, session.id


def words(workspace: Workspace, meeting_id: int, kind: PaperKind) -> str:
    return "".join("".join(texts_of_paper(workspace.papers.compose(meeting_id, kind))).split())


@pytest.mark.parametrize("kind", [PaperKind.CANDIDATES, PaperKind.BALLOT, PaperKind.TALLY_SHEET])
def test_a_paper_names_the_new_candidate_in_her_place_and_not_her_who_left(
    congress: tuple[Workspace, int], kind: PaperKind
) -> None:
    told = words(*congress, kind)
    assert told.index("丁巧云") < told.index(NEW) < told.index("马晓燕")
    assert GONE not in told


def test_the_custody_record_tells_why_ballots_are_void(congress: tuple[Workspace, int]) -> None:
    told = words(*congress, PaperKind.BALLOT_CUSTODY)
    assert "候选人名单重新通过，原来印的选票全部作废" in told
    assert "作废选票" in told


def test_the_script_reads_the_list_in_force(congress: tuple[Workspace, int]) -> None:
    workspace, meeting_id = congress
    said = "".join(line.text for line in workspace.scripts.compose(meeting_id).visible)
    assert f"丁巧云、{NEW}、马晓燕" in said, "passed after the session was opened"
    assert GONE not in said
    plenary = next(one for one in workspace.meetings.meetings() if one.kind is MeetingKind.PRESIDIUM)
    before = "".join(line.text for line in workspace.scripts.compose(plenary.id).visible)
    assert NEW not in before, "what an earlier session heard stays"
    assert GONE in before
