"""Facts about the sample village's whole congress: ballots, tie, second count, the first session, the end."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.command_line import main
from fulian_desktop.elections.congress_records import StepState
from fulian_desktop.elections.count_records import Effect, RoundKind
from fulian_desktop.elections.records import ElectionKind, ElectionState
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.people.makeup import paired
from fulian_desktop.sample_ballots import play_congress
from fulian_desktop.sample_congress import create_congress
from fulian_desktop.sample_village import StageClock
from fulian_desktop.seats.records import Beginning, Ending, Post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fulian_desktop.workspace import Workspace


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_congress(tmp_path_factory.mktemp("congress") / "village.fulian", clock) as workspace:
        play_congress(workspace, 1, clock)
        yield workspace


def test_thirty_one_of_thirty_six_vote_with_two_invalid_one_doubtful_and_one_written_in(
    played: Workspace,
) -> None:
    elections = played.elections
    main_round = elections.rounds.rounds(1)[0]
    assert (main_round.entitled, main_round.present) == (36, 31)
    tally = elections.settling.settled_tally(main_round.id)
    assert tally is not None
    assert (tally.valid, tally.invalid) == (29, 2)
    assert [(one.name, one.in_favour) for one in tally.write_ins] == [("罗小妹", 1)]
    assert sum(line.partly_invalid for line in tally.lines) == 1
    assert all(line.total == 29 for line in tally.lines)
    assert len(elections.doubtful.of_count(1)) == 1


def test_two_tie_at_the_last_seat_and_are_voted_on_again(played: Workspace) -> None:
    first, again = played.elections.rounds.rounds(1)
    result = played.elections.rounds.result(first.id)
    assert result is not None
    [part] = result.outcome.parts
    assert len(part.elected) == 14
    assert {one.name for one in part.tied} == {"谢春燕", "许文静"}
    assert again.kind is RoundKind.REVOTE
    assert (again.contest.seats, len(again.contest.entrants)) == (1, 2)
    assert {one.name for one in again.contest.entrants} == {"谢春燕", "许文静"}


def test_the_second_count_differs_in_one_candidate_and_both_stay(played: Workspace) -> None:
    counts = played.elections.counting.counts(1)
    assert [one.counter_name for one in counts] == ["蒋芳", "冯丽"]
    settled = played.elections.settling.settlement(1)
    assert settled is not None
    assert settled.count_id == counts[0].id
    assert {one.line.split()[0] for one in settled.differences} == {"马晓燕"}
    assert settled.reason


def test_the_members_sit_by_strokes_from_the_day_of_the_congress_with_their_votes_as_source(
    played: Workspace,
) -> None:
    board = played.seats.board()
    assert (board.term.number, board.term.first_day, board.term.last_day) == (8, "2028-11-18", "2033-11-17")
    holders = board.holders()
    assert len(holders) == 15
    assert {one.began_by for one in holders} == {Beginning.TERM_ELECTION}
    effects = {one.tenure_id: one for one in played.elections.seating.effects(1)}
    assert {one.effect for one in effects.values()} == {Effect.SEATED}
    assert set(effects) == {one.id for one in holders}
    assert next(effects[one.id].votes for one in holders if one.person_name == "许文静") == 19


def test_the_old_term_closes_when_the_new_one_opens(played: Workspace) -> None:
    before = played.seats.board(next(one for one in played.seats.terms() if one.number == 7))
    assert before.holders() == ()
    ended = {(seat.former.ended_by, seat.former.ended_on) for seat in before.seats if seat.former}
    assert ended == {(Ending.EXPIRY, "2028-11-18")}


def test_the_first_session_came_by_itself_and_elected_the_officers(played: Workspace) -> None:
    session = next(one for one in played.congress.sessions(1) if one.kind is MeetingKind.COMMITTEE_FIRST)
    facts = played.meetings.facts(session.id)
    assert {one.person_id for one in facts.entitled} == {
        one.person_id for one in played.elections.seating.elected(1)
    }
    [officers] = played.elections.of_meeting(session.id)
    assert (officers.kind, officers.term_number, officers.state) == (
        ElectionKind.OFFICERS,
        8,
        ElectionState.DONE,
    )
    posts = {
        one.person_name: one.post for one in played.seats.board().holders() if one.post is not Post.MEMBER
    }
    assert posts == {"沈丽华": Post.CHAIR, "马晓燕": Post.VICE_CHAIR, "方瑶": Post.VICE_CHAIR}
    words = "\n".join(line.text for line in played.scripts.compose(session.id).lines)
    assert "主席候选人：沈丽华" in words
    assert "副主席候选人：马晓燕、方瑶" in words


def test_the_comparison_names_stayers_newcomers_and_leavers(played: Workspace) -> None:
    change = played.elections.seating.before_after(8)
    assert change is not None
    assert (len(change.stayers), len(change.newcomers), len(change.leavers)) == (10, 5, 5)
    assert (change.stayers[0].name, change.stayers[0].before, change.stayers[0].after) == (
        "沈丽华",
        Post.CHAIR,
        Post.CHAIR,
    )
    assert (change.leavers[0].name, change.leavers[0].before) == ("覃玉兰", Post.VICE_CHAIR)
    assert {one.how for one in change.leavers} == {"届满，没有列为候选人"}
    assert next(one.how for one in change.newcomers if one.name == "许文静") == "赞成19票"


def test_how_both_committees_were_made_up_was_kept_and_does_not_follow_the_persons(
    played: Workspace,
) -> None:
    change = played.elections.seating.before_after(8)
    assert change is not None
    assert change.is_kept
    assert (change.day, change.before.total, change.after.total) == ("2028-11-18", 15, 15)
    person = next(one for one in played.people.everyone() if one.id == change.newcomers[0].person_id)
    played.people.change(person.id, replace(person.details(), education="研究生", political_status="群众"))
    assert played.elections.seating.before_after(8) == change
    assert played.check() == []
    shares = {
        (one.topic, one.label): (one.before.percent, one.after.percent)
        for one in paired(change.before, change.after)
    }
    assert shares["文化程度", "本科"] == ("13.3%", "40.0%")
    assert shares["文化程度", "高中"] == ("20.0%", "0.0%")
    assert (change.before.average_age, change.after.average_age) == ("46.2", "40.6")


def test_everything_is_closed_done_and_sound(played: Workspace) -> None:
    assert {one.state for one in played.congress.sessions(1)} == {MeetingState.CLOSED}
    assert {one.state for one in played.congress.path(1)} <= {StepState.DONE, StepState.NOT_NEEDED}
    assert played.congress.next_step(1) is None
    assert played.check() == []


def test_the_command_line_plays_it_and_the_recount_agrees(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sample", "--scenario", "congress", "--out", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "第八届执委会第一次会议" in told
    folders = [one for one in tmp_path.iterdir() if one.is_dir()]
    assert len(folders) == 6
    assert all(list(folder.glob("*.pdf")) for folder in folders)
    for election in ("1", "2"):
        assert main(["tally", str(tmp_path / "sample.fulian"), "--election", election, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["agrees"] is True
