"""One data file with all its rooms: making, opening, refusing, finding what was changed behind its back."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.sample_village import StageClock, create_village, play_meeting
from fulian_desktop.seats.records import Ending
from fulian_desktop.storage.findings import Severity
from fulian_desktop.votes.records import HandEntry
from fulian_desktop.workspace import SCHEMA, Foundation, Workspace
from tests.builders import (
    a_by_election,
    a_workspace,
    count,
    open_with_attendance,
    the_sample_committee,
    the_sample_meeting,
    the_vote,
)
from tests.tampering import tamper

if TYPE_CHECKING:
    from collections.abc import Iterator

FOUNDATION = Foundation("三合村妇女联合会", "清溪镇妇联", 7, "2024-03-08", "2029-03-07", 15)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder, and no power over permissions: root becomes an ordinary user for the test.

    The program itself may lie where an ordinary user cannot read: the schema is copied, and everything
    that is read or imported late is read before.
    """
    place = Path(tempfile.mkdtemp(prefix="fulian-"))
    place.chmod(0o777)
    monkeypatch.setattr("fulian_desktop.workspace.SCHEMA", shutil.copytree(SCHEMA, place / "schema"))
    with Workspace.create(place / "first.fulian", FOUNDATION) as workspace:
        assert workspace.check() == []
    root = os.geteuid() == 0
    if root:
        os.setresuid(65534, 65534, 0)
    own = place / "资料"
    own.mkdir()
    try:
        yield own
    finally:
        own.chmod(0o777)
        if root:
            os.setresuid(0, 0, 0)
        place.chmod(0o777)
        shutil.rmtree(place)


@pytest.fixture
def meeting_file(tmp_path: Path) -> Path:
    """The sample's meeting with its first vote corrected once, a note, and the meeting closed."""
    with a_workspace(tmp_path) as workspace:
        meeting = the_sample_meeting(workspace)
        wrong = workspace.votes.counts(meeting)[0]
        workspace.votes.correct(wrong.id, HandEntry(against=1, abstaining=1), "漏数后排一人")
        count(workspace, meeting, the_vote(workspace, meeting, AgendaKind.WORK_REPORT), 0, 0)
        workspace.meetings.note(meeting, "陆明秋讲话")
        workspace.meetings.close(meeting, "留到下次会议")
        return workspace.database.path


def state_of(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def found(path: Path) -> dict[str, str]:
    """What the check says, by what it concerns."""
    with Workspace.open(path) as workspace:
        findings = workspace.check()
    assert all(one.severity is Severity.ERROR for one in findings)
    return {
        one.concerns: "".join(other.sentence for other in findings if other.concerns == one.concerns)
        for one in findings
    }


# --- making and opening --------------------------------------------------------------------------


def test_a_new_file_holds_the_federation_and_its_term(tmp_path: Path) -> None:
    path = tmp_path / "三合村.fulian"
    with Workspace.create(path, FOUNDATION) as workspace:
        assert workspace.seats.federation().name == "三合村妇女联合会"
        term = workspace.seats.current_term()
        assert (term.number, term.first_day, term.last_day, term.seat_count) == (
            7,
            "2024-03-08",
            "2029-03-07",
            15,
        )
        assert workspace.check() == []
    assert found(path) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        replace(FOUNDATION, name=" "),
        replace(FOUNDATION, seats=0),
        replace(FOUNDATION, last_day="2024-03-08"),
        replace(FOUNDATION, first_day="去年"),
        replace(FOUNDATION, term_number=0),
        replace(FOUNDATION, rule_pack="no-such-rules"),
    ],
)
def test_a_foundation_that_makes_no_sense_leaves_no_file(tmp_path: Path, wrong: Foundation) -> None:
    with pytest.raises(UserFacingError):
        Workspace.create(tmp_path / "三合村.fulian", wrong)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "三合村.fulian"
    path.write_text("别人的文件", encoding="utf-8")
    with pytest.raises(UserFacingError, match="里已经有“三合村"):
        Workspace.create(path, FOUNDATION)
    assert path.read_text(encoding="utf-8") == "别人的文件"


def test_the_same_file_is_not_opened_twice(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        with pytest.raises(UserFacingError, match="资料已经在另一个窗口打开") as refused:
            Workspace.open(workspace.database.path)
        assert refused.value.advice
        the_sample_meeting(workspace)
    Workspace.open(workspace.database.path).close()


def test_nothing_is_made_in_a_folder_that_cannot_be_written(folder: Path) -> None:
    folder.chmod(0o555)
    with pytest.raises(UserFacingError, match="不允许写入，“三合村"):
        Workspace.create(folder / "三合村.fulian", FOUNDATION)
    assert list(folder.iterdir()) == []


def test_a_file_in_a_folder_that_cannot_be_written_is_refused_and_still_can_be_read(folder: Path) -> None:
    path = folder / "三合村.fulian"
    Workspace.create(path, FOUNDATION).close()
    folder.chmod(0o555)
    before = state_of(folder)
    with pytest.raises(UserFacingError, match="不允许写入"):
        Workspace.open(path)
    with Workspace.open(path, read_only=True) as workspace:
        assert workspace.seats.federation().name == "三合村妇女联合会"
        assert workspace.check() == []
    assert state_of(folder) == before


def test_a_file_of_a_newer_program_is_refused_untouched(meeting_file: Path) -> None:
    raw = sqlite3.connect(meeting_file)
    version = raw.execute("PRAGMA user_version").fetchone()[0]
    raw.execute(f"PRAGMA user_version = {version + 1}")
    raw.commit()
    raw.close()
    before = state_of(meeting_file.parent)
    for read_only in (False, True):
        with pytest.raises(UserFacingError, match="用更新版本的程序建立的"):
            Workspace.open(meeting_file, read_only=read_only)
    assert state_of(meeting_file.parent) == before


@pytest.mark.parametrize("damage", ["header", "pages"])
def test_a_corrupt_file_is_refused_untouched(meeting_file: Path, damage: str) -> None:
    content = bytearray(meeting_file.read_bytes())
    span = slice(0, 16) if damage == "header" else slice(4096, 81920)
    content[span] = b"\xa5" * (span.stop - span.start)
    meeting_file.write_bytes(content)
    with pytest.raises(UserFacingError, match="损坏") as refused:
        Workspace.open(meeting_file)
    assert any("备份" in step for step in refused.value.advice)
    assert meeting_file.read_bytes() == bytes(content)


def test_the_sample_village_is_the_story_of_the_pictures(tmp_path: Path) -> None:
    clock = StageClock(datetime(2026, 3, 6, 9, 0))
    with create_village(tmp_path / "示例.fulian", clock, clock.moment.date()) as workspace:
        meeting = workspace.meetings.meetings()[0]
        assert [one.sentence for one in workspace.meetings.missing(meeting.id)] == []
        assert [seat.number for seat in workspace.seats.board().vacant] == [9, 13]
        play_meeting(workspace, meeting.id, clock)
        attendance = workspace.attendance.attendance(meeting.id)
        assert (attendance.entitled, len(attendance.attended), len(attendance.excused)) == (13, 11, 2)
        late = [(member.name, member.late_at) for member in attendance.members if member.late_at]
        assert late == [("赵小云", "2026-03-06T09:33:00")]
        by_election, report = workspace.votes.counts(meeting.id)
        assert (by_election.in_favour, by_election.abstaining, by_election.outcome.phrase) == (10, 1, "通过")
        assert report.outcome.phrase == "一致通过"
        assert workspace.seats.board().vacant == ()
        assert workspace.check() == []


# --- the past stays -----------------------------------------------------------------------------------------


def test_whatever_happens_later_an_old_meeting_says_the_same(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        ids = the_sample_committee(workspace)
        first = a_by_election(workspace, ids, nominees=("丁巧云",))
        open_with_attendance(workspace, first)
        workspace.votes.confirm(first, the_vote(workspace, first), HandEntry(abstaining=1))
        workspace.meetings.close(first, "留到下次会议")

        def told() -> tuple[object, ...]:
            return (
                workspace.meetings.get(first),
                workspace.meetings.facts(first),
                workspace.meetings.roster(first),
                workspace.attendance.attendance(first),
                workspace.votes.counts(first),
                workspace.votes.motions(first),
                [workspace.votes.verdict_of(one) for one in workspace.votes.counts(first)],
            )

        before = told()
        workspace.clock.advance(days=30)
        renamed = replace(workspace.people.get(ids["丁巧云"]).details(), name="丁巧芸", born="1986-02")
        workspace.people.change(ids["丁巧云"], renamed, reason="更正姓名")
        gone = workspace.seats.living_tenures()[ids["李祎"]]
        workspace.seats.record_departure(gone.id, Ending.DEATH, "2026-04-01")
        second = a_by_election(workspace, ids, nominees=("苏晓棠",), session_number=4)
        open_with_attendance(workspace, second)
        workspace.votes.confirm(second, the_vote(workspace, second), HandEntry())
        workspace.meetings.close(second, "留到下次会议")
        assert told() == before
        assert workspace.attendance.attendance(second).entitled == 13
        assert workspace.check() == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM vote_count",
        "UPDATE vote_count SET in_favour = 11",
        "DELETE FROM attendance_mark",
        "UPDATE attendance_mark SET state = 'absent'",
        "DELETE FROM entitled",
        "UPDATE meeting SET facts = '{}'",
        "UPDATE meeting SET closing_roster = '[]'",
        "DELETE FROM meeting",
        "DELETE FROM tenure",
        "UPDATE tenure SET person_id = 1",
        "DELETE FROM journal",
        "REPLACE INTO vote_count SELECT * FROM vote_count",
    ],
)
def test_the_file_itself_refuses_to_rewrite_the_past(meeting_file: Path, statement: str) -> None:
    raw = sqlite3.connect(meeting_file)
    raw.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)
    raw.close()
    assert found(meeting_file) == {}


# --- the check finds what was changed all the same -----------------------------------------------


@pytest.mark.parametrize(
    ("statement", "concerns", "words"),
    [
        ("UPDATE vote_count SET in_favour = 11, abstaining = 0 WHERE id = 1", "vote_count:1", "in_favour"),
        ("UPDATE vote_count SET outcome = 'carried_unanimously' WHERE id = 1", "vote_count:1", "不一致"),
        ("UPDATE vote_count SET explanation = '一致通过。' WHERE id = 2", "vote_count:2", "explanation"),
        ("UPDATE vote_count SET reason = '无' WHERE id = 2", "vote_count:2", "reason"),
        ("UPDATE vote_count SET present_people = '[1,2,3]' WHERE id = 3", "vote_count:3", "present_people"),
        ("UPDATE vote_count SET user_name = '别人' WHERE id = 3", "vote_count:3", "user"),
        ("UPDATE vote_count SET agenda_item_id = 4 WHERE id = 3", "vote_count:3", "item_id"),
        ("DELETE FROM vote_count WHERE id = 3", "vote_count:3", "记录却不见了"),
        ("UPDATE attendance_mark SET state = 'absent' WHERE id = 3", "attendance_mark:3", "state"),
        ("UPDATE attendance_mark SET person_id = 5 WHERE id = 4", "attendance_mark:4", "person_id"),
        ("UPDATE attendance_mark SET at = '2026-03-06T08:00:00' WHERE id = 3", "attendance_mark:3", "at"),
        ("UPDATE attendance_mark SET reason = '没有来' WHERE id = 1", "attendance_mark:1", "reason"),
        ("DELETE FROM attendance_mark WHERE id = 5", "attendance_mark:5", "记录却不见了"),
        ("UPDATE entitled SET name = '别人' WHERE position = 7", "meeting:1", "应到名单与开会时不一致"),
        ("DELETE FROM entitled WHERE position = 13", "meeting:1", "应到名单与开会时不一致"),
        ("UPDATE meeting SET facts = replace(facts, '村委会二楼', '镇政府')", "meeting:1", "facts"),
        ("UPDATE meeting SET facts = '{}'", "meeting:1", "读不出来"),
        ("UPDATE meeting SET closing_roster = '[]'", "meeting:1", "roster"),
        ("UPDATE meeting SET rule_pack = replace(rule_pack, 's = true', 's = false')", "meeting:1", "规则"),
        ("UPDATE meeting SET session_number = 4", "meeting:1", "届次、次数"),
        ("UPDATE meeting SET day = '2026-03-05'", "meeting:1", "开会日期"),
        ("UPDATE meeting_note SET text = '没有讲话'", "meeting_note:1", "text"),
        ("DELETE FROM meeting_note", "meeting_note:1", "记录却不见了"),
        ("UPDATE tenure SET began_on = '2026-01-01' WHERE id = 16", "tenure:16", "began_on"),
        ("UPDATE tenure SET ended_on = '2026-03-01', ended_by = 'death' WHERE id = 1", "tenure:1", "没有"),
        ("UPDATE tenure SET cause = '病故' WHERE id = 9", "tenure:9", "cause"),
        ("UPDATE tenure SET withdrawn_at = '2026-03-06T10:00:00' WHERE id = 17", "tenure:17", "没有对应"),
        ("UPDATE journal SET reason = '无' WHERE id = 30", "journal:30", "30"),
        ("DELETE FROM journal WHERE id = 30", "journal:30", "30"),
    ],
)  # fmt: skip
def test_the_check_finds_what_was_changed_behind_the_programs_back(
    meeting_file: Path, statement: str, concerns: str, words: str
) -> None:
    assert found(meeting_file) == {}
    tamper(meeting_file, statement)
    findings = found(meeting_file)
    assert concerns in findings, findings
    assert any(words in sentence for sentence in findings.values()), findings


def test_a_count_slipped_in_is_found(meeting_file: Path) -> None:
    tamper(
        meeting_file,
        "CREATE TEMP TABLE copied AS SELECT * FROM vote_count WHERE id = 3",
        "UPDATE copied SET id = 9, corrects_id = 3, reason = '重数', in_favour = 8, against = 3",
        "INSERT INTO vote_count SELECT * FROM copied",
    )
    assert "没有对应的一条" in found(meeting_file)["vote_count:9"]


def test_two_entries_of_the_journal_that_changed_places_are_found(meeting_file: Path) -> None:
    tamper(
        meeting_file,
        "UPDATE journal SET id = -1 WHERE id = 40",
        "UPDATE journal SET id = 40 WHERE id = 41",
        "UPDATE journal SET id = 41 WHERE id = -1",
    )
    assert list(found(meeting_file)) == ["journal:40"]


def test_an_impossible_count_is_a_finding_not_a_crash(meeting_file: Path) -> None:
    tamper(meeting_file, "UPDATE vote_count SET abstaining = 11, in_favour = 0, entitled = 11 WHERE id = 3")
    assert "vote_count:3" in found(meeting_file)


def test_a_protection_that_was_taken_away_is_found(meeting_file: Path) -> None:
    raw = sqlite3.connect(meeting_file)
    raw.execute("DROP TRIGGER vote_count_is_never_changed")
    raw.commit()
    raw.close()
    assert "schema:trigger:vote_count_is_never_changed" in found(meeting_file)


def test_a_mark_taken_back_and_a_departure_are_sound(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        meeting = the_sample_meeting(workspace)
        member = workspace.attendance.attendance(meeting).members[0]
        workspace.attendance.mark(meeting, AttendanceState.LEFT, person_id=member.person_id)
        workspace.attendance.withdraw_last_mark(meeting)
        assert member.person_id is not None
        workspace.seats.record_departure(
            workspace.seats.living_tenures()[member.person_id].id, Ending.TRANSFER, "2026-03-06"
        )
        assert workspace.check() == []
