"""The verdict on a list comes from the desk where it was voted on there, else from a vote noted by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.elections.records import ElectionKind, HandVote, ListKind, PostSeats, Role
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.sample_congress import create_congress, play_to_the_ballot
from fulian_desktop.sample_village import StageClock
from fulian_desktop.seats.records import Post
from fulian_desktop.votes.records import HandEntry, MotionKey
from tests.builders import a_by_election, open_with_attendance
from tests.elections.election_stage import OFFICIALS, TELLERS, a_person, made

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import TickedWorkspace

TITLE = "通过监票人、计票人名单"


def test_the_lists_of_a_congress_are_passed_by_the_votes_of_its_sessions(tmp_path: Path) -> None:
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_congress(tmp_path / "congress.fulian", clock) as workspace:
        congress = workspace.congress.current()
        assert congress is not None
        election = workspace.elections.elections()[0]
        votes = workspace.elections.list_votes
        waiting = votes.motion(election.id, ListKind.CANDIDATES)
        assert waiting is not None
        assert (waiting.vote, waiting.carried) == (None, False)
        sessions = {one.kind: one for one in workspace.congress.sessions(congress.id)}
        play_to_the_ballot(workspace, congress.id, clock)
        officials, candidates = votes.votes(election.id)
        assert (candidates.kind, officials.kind) == (ListKind.CANDIDATES, ListKind.OFFICIALS)
        assert candidates.told.startswith(sessions[MeetingKind.PRESIDIUM].title)
        assert "候选人建议名单" in candidates.told
        assert officials.told.startswith(sessions[MeetingKind.PLENARY].title)
        assert (officials.entitled, officials.present, officials.in_favour) == (36, 31, 31)
        assert candidates.count_id != officials.count_id
        assert votes.motion(election.id, ListKind.CANDIDATES) is None, "another list needs another vote"
        assert workspace.check() == []


@pytest.fixture
def committee(workspace: TickedWorkspace, ids: dict[str, int]) -> tuple[int, int]:
    """A replacement at an open session whose agenda has the vote on scrutineers; meeting and election."""
    meeting_id = a_by_election(workspace, ids)
    workspace.agenda.add(
        meeting_id, AgendaDraft(AgendaKind.LIST_APPROVAL, TITLE, show_of_hands=True, minutes=3)
    )
    election_id = made(
        workspace.elections.prepare(
            ElectionKind.REPLACEMENT,
            [PostSeats(Post.MEMBER, 1)],
            pack=workspace.elections.packs.pack("county-by-election"),
            meeting_id=meeting_id,
        )
    )
    workspace.elections.candidates.add(election_id, ids["丁巧云"], seat_number=9)
    for name, role in (*OFFICIALS, *TELLERS):
        workspace.elections.officials.appoint(election_id, a_person(workspace, name), role)
    open_with_attendance(workspace, meeting_id)
    return meeting_id, election_id


def vote(workspace: TickedWorkspace, meeting_id: int, against: int) -> int:
    item = next(one for one in workspace.meetings.facts(meeting_id).agenda if one.title == TITLE)
    return workspace.votes.confirm(meeting_id, MotionKey(item.id), HandEntry(against=against)).count.id


def test_a_verdict_of_the_desk_goes_before_what_is_typed(
    workspace: TickedWorkspace, committee: tuple[int, int]
) -> None:
    meeting_id, election_id = committee
    votes = workspace.elections.list_votes
    assert votes.motion(election_id, ListKind.CANDIDATES) is None
    count_id = vote(workspace, meeting_id, 1)
    motion = votes.motion(election_id, ListKind.OFFICIALS)
    assert motion is not None
    assert motion.vote is not None
    assert motion.told == f"第七届执委会第三次会议“{TITLE}”"
    workspace.elections.officials.pass_list(election_id, HandVote("执委会", 13, 13, 13))
    (kept,) = votes.votes(election_id)
    assert (kept.count_id, kept.in_favour, kept.against) == (count_id, 10, 1)
    assert kept.sentence.endswith("应到 13 人，参加表决 11 人，同意 10 票，不同意 1 票，弃权 0 票")


def test_a_list_voted_down_at_the_desk_is_not_passed_until_the_count_is_corrected(
    workspace: TickedWorkspace, committee: tuple[int, int]
) -> None:
    meeting_id, election_id = committee
    count_id = vote(workspace, meeting_id, 7)
    with pytest.raises(UserFacingError, match=r"监票人、计票人名单没有表决通过：.*同意 4 票，不同意 7 票"):
        workspace.elections.officials.pass_list(election_id)
    assert workspace.elections.get(election_id).officials_passed_at is None
    workspace.votes.correct(count_id, HandEntry(against=1), "数反了")
    workspace.elections.officials.pass_list(election_id)
    (kept,) = workspace.elections.list_votes.votes(election_id)
    assert kept.in_favour == 10
    assert workspace.elections.list_votes.corrected_since(kept) == ""
    assert kept.count_id is not None
    workspace.votes.correct(kept.count_id, HandEntry(against=6), "又数了一遍")
    told = workspace.elections.list_votes.corrected_since(kept)
    assert told == "主持台后来更正了这次表决：同意 5 票，不同意 6 票，弃权 0 票，未通过。"
    assert workspace.elections.list_votes.votes(election_id) == (kept,), (
        "what passed the list stays on record"
    )
    assert workspace.check() == []


def test_another_list_of_scrutineers_needs_another_vote(
    workspace: TickedWorkspace, committee: tuple[int, int]
) -> None:
    meeting_id, election_id = committee
    elections = workspace.elections
    vote(workspace, meeting_id, 0)
    elections.pass_list(election_id)
    elections.officials.pass_list(election_id)
    assert elections.list_votes.motion(election_id, ListKind.OFFICIALS) is None
    stays = [(one.person_id, one.role) for one in elections.get(election_id).officials[:-1]]
    members = [*stays, (a_person(workspace, "姚计三"), Role.TELLER)]
    assert all(not one.blocks for one in elections.officials.conflicts_anew(election_id, members))
    with pytest.raises(UserFacingError, match="监票人、计票人名单没有表决通过"):
        elections.officials.pass_anew(election_id, members, "换人", HandVote("执委会", 13, 11, 6))
    elections.officials.pass_anew(election_id, members, "换人", HandVote("执委会", 13, 11, 11))
    first, second = elections.list_votes.votes(election_id)
    passings = elections.officials.passings(election_id)
    assert (first.passing_id, second.passing_id) == (None, passings[1].id)
    assert second.told == "执委会举手表决"
    assert workspace.check() == []
