from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fulian_desktop.storage.database import Database
from fulian_desktop.storage.errors import UpgradeFailedError
from fulian_desktop.storage.file_lock import FileLock, take_away_stale_lock
from fulian_desktop.storage.salvage import Salvage, SalvagedTable
from fulian_desktop.storage.salvage_report import saved_by_subject
from fulian_desktop.storage.schema import read_scripts
from fulian_desktop.storage.subjects import OTHER, SUBJECTS
from fulian_desktop.workspace import SCHEMA, Workspace

RELEASED = Path(__file__).parent.parent / "data" / "released" / "schema-1.fulian"


@pytest.fixture
def released(tmp_path: Path) -> Path:
    path = tmp_path / "三合村.fulian"
    shutil.copyfile(RELEASED, path)
    return path


def test_a_released_file_is_upgraded_and_says_so_once(released: Path) -> None:
    with Workspace.open(released) as workspace:
        assert workspace.database.upgraded_from == 1
        assert workspace.check() == []
    assert released.with_name("三合村.fulian.before-v2").read_bytes()[60:64] == (1).to_bytes(4, "big")
    with Database.open(released, SCHEMA) as again:
        assert again.upgraded_from is None


def test_a_script_that_loses_rows_is_found_on_the_copy_and_never_run_on_the_file(
    released: Path, tmp_path: Path
) -> None:
    scripts = tmp_path / "scripts"
    shutil.copytree(SCHEMA, scripts)
    number = len(read_scripts(scripts)) + 1
    bad = "DROP TRIGGER IF EXISTS nothing; PRAGMA foreign_keys = OFF; DELETE FROM resume_line;"
    (scripts / f"{number:04d}_bad.sql").write_text(bad, encoding="utf-8")
    before = released.read_bytes()
    with pytest.raises(UpgradeFailedError) as refused:
        Database.open(released, scripts)
    assert released.read_bytes() == before, "not one byte of the file was touched"
    assert refused.value.kept.exists()
    assert [one.name for one in tmp_path.glob(".*")] == [], "nothing of the rehearsal is left"


def test_a_lock_left_by_another_computer_is_taken_away_after_asking(released: Path) -> None:
    note = released.with_name("三合村.fulian.lock")
    note.write_text('{"pid": 4, "host": "BANGONGSHI", "since": "2026-03-02T09:30:00"}', encoding="utf-8")
    take_away_stale_lock(released)
    assert not note.exists()
    take_away_stale_lock(released)


def test_who_did_not_close_the_file_is_known_to_the_next_one(released: Path) -> None:
    note = released.with_name("三合村.fulian.lock")
    note.write_text('{"pid": 4, "host": "BANGONGSHI", "since": "2026-03-02T09:30:00"}', encoding="utf-8")
    lock = FileLock(released)
    assert lock.left_behind is not None
    assert (lock.left_behind.host, lock.left_behind.is_of_this_computer) == ("BANGONGSHI", False)
    lock.release()
    tidy = FileLock(released)
    assert tidy.left_behind is None
    tidy.release()


def test_every_table_has_a_subject_in_words_of_the_trade(tmp_path: Path) -> None:
    with Database.create(tmp_path / "neu.fulian", SCHEMA) as database:
        tables = {
            str(row[0])
            for row in database.rows(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        }
    named = {table for group in SUBJECTS.values() for table in group}
    assert tables - named == set(), f"tell in SUBJECTS what these are, or they are called {OTHER}"


def test_what_was_saved_is_told_by_subject() -> None:
    tables = (
        SalvagedTable("person", 40, 0, ((3, 5),), whole=False),
        SalvagedTable("resume_line", 3, 0, (), whole=True),
        SalvagedTable("vote_count", 2, 1, (), whole=True),
        SalvagedTable("meeting", 1, 0, (), whole=True),
        SalvagedTable("paper_final", 0, 0, ((1, 200_000),), whole=False),
        SalvagedTable("congress", 0, 0, (), whole=True),
    )
    told = {one.name: (one.saved, one.sentence) for one in saved_by_subject(Salvage(Path("x"), tables))}
    assert told == {
        "人员名册": (43, "最多 3 条读不出来"),
        "举手表决": (2, "1 条内容不对，没有收"),
        "会议和议程": (1, "全部读出"),
        "文书": (0, "有读不出来的部分，多少条数不清"),
    }
