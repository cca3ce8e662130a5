"""What changes in a closed file without the program is found when it is opened again."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village, play_meeting
from fulian_desktop.storage.backup import back_up
from fulian_desktop.workspace import Workspace
from tests.tampering import tamper

RELEASED = Path(__file__).parent / "data" / "released"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    clock = StageClock(datetime(2026, 3, 6, 9, 0))
    with create_village(tmp_path / "village.fulian", clock, MEETING_DAY) as village:
        play_meeting(village, village.meetings.meetings()[0].id, clock)
    return tmp_path / "village.fulian"


def concerns(path: Path) -> list[str]:
    with Workspace.open(path, read_only=True) as village:
        return [finding.concerns for finding in village.check()]


def test_a_file_closed_by_the_program_is_sound(path: Path) -> None:
    assert concerns(path) == []


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE person SET note = '改过' WHERE id = 3", "person"),
        ("UPDATE person SET unit_post = unit_post || ' ' WHERE id = 3", "person"),
        ("UPDATE resume_line SET text = '改过' WHERE rowid = 1", "resume_line"),
        ("UPDATE federation SET superior = '别的妇联'", "federation"),
        ("UPDATE paper_issue SET at = '2026-01-01T00:00:00'", "paper_issue"),
    ],
)
def test_a_change_no_journal_entry_speaks_of_is_found(path: Path, statement: str, table: str) -> None:
    if table == "paper_issue":
        with Workspace.open(path) as village:
            village.papers.write_all(village.meetings.meetings()[0].id, path.parent / "papers")
    tamper(path, statement)
    assert concerns(path) == [f"seal:{table}"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE table_seal SET journal_entries = journal_entries - 1 WHERE name = 'person'",
        "UPDATE table_seal SET journal_entries = journal_entries + 1 WHERE name = 'person'",
        "UPDATE table_seal SET journal_entries = journal_entries + 1",
        "UPDATE table_seal SET name = 'delegate_plade' WHERE name = 'delegate_place'",
    ],
)
def test_a_changed_seal_is_found_itself(path: Path, statement: str) -> None:
    tamper(path, statement)
    assert concerns(path)[0] == "seal:table_seal"


@pytest.mark.parametrize("table", ["paper_issue", "desk_place", "list_vote"])
def test_a_table_emptied_together_with_its_seal_is_found(path: Path, table: str) -> None:
    tamper(path, f"DELETE FROM {table}", f"DELETE FROM table_seal WHERE name = '{table}'")
    assert concerns(path) == [f"seal:{table}"]


def test_tables_an_upgrade_makes_are_under_the_seal_from_the_first_day(tmp_path: Path) -> None:
    path = tmp_path / "village.fulian"
    shutil.copy(RELEASED / "schema-4.fulian", path)
    with Workspace.open(path) as village:
        assert village.database.upgraded_from == 4
        assert village.check() == []
    tamper(path, "DELETE FROM table_seal WHERE name = 'list_vote'")
    assert concerns(path) == ["seal:list_vote"]


def test_a_record_that_cannot_be_read_any_more_is_told_and_not_a_crash(path: Path) -> None:
    tamper(path, """UPDATE meeting SET facts = replace(facts, '"bundled"', '"bumdled"')""")
    with Workspace.open(path, read_only=True) as village:
        findings = village.check()
    assert findings != []


@pytest.mark.parametrize(
    ("table", "was", "now"),
    [
        ("person", "length(", "lengtl("),
        ("rehearsal", "copied_from", "copied_frpm"),
        ("access_choice", "idle_minutes", "idle_minutez"),
    ],
)
def test_a_table_with_other_rules_is_refused_in_a_sentence(
    path: Path, table: str, was: str, now: str
) -> None:
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?", (was, now, table))
    assert raw.total_changes == 1
    raw.commit()
    raw.close()
    with pytest.raises(UserFacingError, match="已经损坏"):
        Workspace.open(path)


def test_what_was_found_once_stays_written_down(path: Path) -> None:
    tamper(path, "UPDATE person SET note = '改过' WHERE id = 3")
    with Workspace.open(path) as village:
        village.people.add(PersonDetails("钟秀英"))
    found = concerns(path)
    assert len(found) == 1
    assert found[0].startswith("journal:")
    with Workspace.open(path) as village:
        village.people.add(PersonDetails("苗春兰"))
        (finding,) = village.check()
    assert "程序之外被改动过：人员名册（person）" in finding.sentence


def test_the_place_of_the_desk_is_sealed_and_moving_it_accuses_nobody(path: Path) -> None:
    with Workspace.open(path) as village:
        meeting_id = village.meetings.meetings()[0].id
        village.scripts.keep_place(meeting_id, "opening", {"1/0/against": 3})
        village.scripts.keep_place(meeting_id, "opening", {"1/0/against": 31})
    with Workspace.open(path) as village:
        village.scripts.keep_place(meeting_id, "opening", {"1/0/against": 2})
        assert village.check() == []
    assert concerns(path) == []
    tamper(path, "UPDATE desk_place SET half_typed = replace(half_typed, '2', '3')")
    assert concerns(path) == ["seal:desk_place"]
    with Workspace.open(path) as village:
        village.scripts.keep_place(meeting_id, "opening")
    assert concerns(path)[0].startswith("journal:")


def test_tries_to_sign_in_are_sealed_and_one_more_accuses_nobody(path: Path) -> None:
    with Workspace.open(path) as village:
        village.access.start_signing_in("沈丽华", "松柏长青 1926")
    for secret in ("不是这句话 77", "松柏长青 1926"):
        with Workspace.open(path) as village:
            with suppress(UserFacingError):
                village.access.sign_in("沈丽华", secret)
            assert village.check() == []
    assert concerns(path) == []
    tamper(path, "UPDATE sign_in_try SET succeeded = 1")
    assert concerns(path) == ["seal:sign_in_try"]


def test_a_session_that_changes_nothing_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with Workspace.open(path) as village:
        assert village.check() == []
    assert path.read_bytes() == before


def test_a_backup_is_sealed_too(path: Path, tmp_path: Path) -> None:
    with Workspace.open(path) as village:
        village.people.add(PersonDetails("钟秀英"))
        back_up(village.database, tmp_path / "backup.fulian")
    tamper(tmp_path / "backup.fulian", "UPDATE person SET note = '改过' WHERE id = 3")
    assert concerns(tmp_path / "backup.fulian") == ["seal:person"]


def test_a_crash_leaves_an_old_seal_that_accuses_nobody(path: Path, tmp_path: Path) -> None:
    with Workspace.open(path) as village:
        village.people.add(PersonDetails("钟秀英"))
        torn = tmp_path / "torn"
        torn.mkdir()
        for name in (path.name, path.name + "-wal"):
            (torn / name).write_bytes(path.with_name(name).read_bytes())
    assert concerns(torn / path.name) == []


def test_the_desks_place_needs_no_seal(path: Path) -> None:
    with Workspace.open(path) as village:
        meeting = village.meetings.meetings()[0]
        line = village.scripts.compose(meeting.id).lines[0]
        village.scripts.keep_place(meeting.id, line.key, {"against": 1})
        torn = path.parent / "torn"
        torn.mkdir()
        for name in (path.name, path.name + "-wal"):
            (torn / name).write_bytes(path.with_name(name).read_bytes())
    assert concerns(torn / path.name) == []
