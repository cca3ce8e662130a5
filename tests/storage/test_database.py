"""Transactions, reading and writing, making and upgrading the data file."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.storage.check import check_file
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.errors import BugError, DiskFullError, UpgradeFailedError

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.storage.journal import Journal

ADD = "INSERT INTO counts (item, in_favour) VALUES (?, ?)"


def items(database: Database) -> list[str]:
    return [row["item"] for row in database.rows("SELECT item FROM counts ORDER BY id")]


def abandoned(database: Database, item: str) -> None:
    """Record something, finish a transaction inside, and then give everything up."""
    with database.transaction():
        database.execute(ADD, (item, 10))
        with database.transaction():
            database.execute(ADD, (f"{item}之一", 10))
        raise LookupError


def fill_the_disk(database: Database, journal: Journal) -> None:
    with database.transaction():
        for number in range(2, 5000):
            database.execute(ADD, ("第二项" * 20, 10))
            journal.record("记录表决", "vote", number)


def test_a_new_file_is_sound_and_says_whose_it_is(database: Database, scripts: Path) -> None:
    assert check_file(database) == []
    assert database.value("PRAGMA application_id") == 0x46554C4E
    assert database.schema_version == len(list(scripts.glob("*.sql")))
    assert database.value("PRAGMA user_version") == database.schema_version


def test_every_opening_sets_the_safe_ways_of_writing(database: Database, path: Path, scripts: Path) -> None:
    database.close()
    with Database.open(path, scripts) as again:
        settings = {
            name: again.value(f"PRAGMA {name}")
            for name in (
                "foreign_keys",
                "journal_mode",
                "synchronous",
                "trusted_schema",
                "recursive_triggers",
            )
        }
        assert again.value("PRAGMA busy_timeout") > 0
    assert settings == {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "trusted_schema": 0,
        "recursive_triggers": 1,
    }


def test_what_was_committed_is_there_after_reopening(database: Database, path: Path, scripts: Path) -> None:
    with database.transaction():
        assert database.execute(ADD, ("增补丁巧云", 10)) == 1
        assert database.execute(ADD, ("增补苏晓棠", 10)) == 2
    database.close()
    with Database.open(path, scripts) as again:
        assert items(again) == ["增补丁巧云", "增补苏晓棠"]


def test_a_closed_file_is_one_file(database: Database, path: Path) -> None:
    with database.transaction():
        database.execute(ADD, ("决议", 10))
    database.close()
    database.close()
    assert [file.name for file in path.parent.iterdir() if file.is_file()] == [path.name]


def test_an_exception_undoes_the_whole_transaction(database: Database) -> None:
    with pytest.raises(LookupError):
        abandoned(database, "决议")
    assert items(database) == []
    assert not database.in_transaction


def test_an_inner_exception_undoes_only_the_inner_transaction(database: Database) -> None:
    with database.transaction():
        database.execute(ADD, ("议程一", 10))
        with pytest.raises(LookupError):
            abandoned(database, "议程二")
        with database.transaction():
            database.execute(ADD, ("议程三", 8))
    assert items(database) == ["议程一", "议程三"]


def test_an_outer_exception_undoes_finished_inner_transactions(database: Database) -> None:
    with pytest.raises(LookupError):
        abandoned(database, "议程一")
    assert items(database) == []


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO counts (item, in_favour) VALUES ('x', 1)",
        "  -- a note\n UPDATE counts SET in_favour = 1",
        "/* a note */ DELETE FROM counts",
        "WITH n AS (SELECT 1) INSERT INTO counts (item, in_favour) SELECT 'x', 1 FROM n",
        "REPLACE INTO counts (id, item, in_favour) VALUES (1, 'x', 1)",
        "DROP TABLE counts",
    ],
)
def test_nothing_is_changed_outside_a_transaction(database: Database, sql: str) -> None:
    with pytest.raises(BugError, match="outside a transaction"):
        database.execute(sql)
    with pytest.raises(BugError, match="outside a transaction"):
        database.rows(sql)
    assert items(database) == []


@pytest.mark.parametrize("sql", ["BEGIN", "COMMIT", "rollback", "SAVEPOINT x", "RELEASE x", "END"])
def test_transactions_are_only_made_in_one_way(database: Database, sql: str) -> None:
    with database.transaction(), pytest.raises(BugError, match="transaction"):
        database.execute(sql)


def test_reading_needs_no_transaction(database: Database) -> None:
    with database.transaction():
        database.execute(ADD, ("决议", 10))
    assert database.value("WITH c AS (SELECT in_favour AS n FROM counts) SELECT sum(n) FROM c") == 10
    assert database.value("SELECT replace(item, '决', '') FROM counts") == "议"
    row = database.row("SELECT item, in_favour FROM counts WHERE item = :item", {"item": "决议"})
    assert row is not None
    assert (row["item"], row[1]) == ("决议", 10)
    assert database.row("SELECT 1 FROM counts WHERE item = '无'") is None
    assert database.value("SELECT 1 FROM counts WHERE item = '无'") is None


def test_the_number_of_changed_rows_is_told(database: Database) -> None:
    with database.transaction():
        database.execute(ADD, ("一", 10))
        database.execute(ADD, ("二", 10))
        assert database.changed_rows == 1
        assert database.execute("UPDATE counts SET in_favour = 9") == 2
        assert database.changed_rows == 2
        assert database.execute("UPDATE counts SET in_favour = 9 WHERE item = '三'") == 0


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO counts (item, in_favour) VALUES ('x', -1)",
        "INSERT INTO counts (item, in_favour) VALUES (NULL, 1)",
        "INSERT INTO counts (item, in_favour) VALUES ('x', 'many')",
        "INSERT INTO counts (item, in_favour) VALUES (?, ?)",
        "INSRT INTO counts",
        "INSERT INTO nowhere VALUES (1)",
        "DELETE FROM counts",
    ],
)
def test_faults_of_the_program_are_told_as_such(database: Database, sql: str) -> None:
    with database.transaction():
        database.execute(ADD, ("决议", 10))
        with pytest.raises(BugError):
            database.execute(sql)
    assert items(database) == ["决议"]


def test_a_record_never_points_at_nothing(database: Database) -> None:
    with pytest.raises(BugError, match="FOREIGN KEY"), database.transaction():
        database.execute("INSERT INTO counts (item, in_favour, corrects) VALUES ('决议', 10, 77)")
    assert items(database) == []


def test_replacing_does_not_slip_past_the_trigger_that_forbids_deleting(database: Database) -> None:
    with database.transaction():
        database.execute(ADD, ("决议", 10))
        with pytest.raises(BugError, match="never deleted"):
            database.execute("REPLACE INTO counts (id, item, in_favour) VALUES (1, '决议', 11)")
    assert database.value("SELECT in_favour FROM counts") == 10


def test_a_full_disk_during_a_vote_leaves_nothing_half_written(database: Database, journal: Journal) -> None:
    with database.transaction():
        database.execute(ADD, ("第一项", 10))
        journal.record("记录表决", "vote", 1)
    before = database.value("PRAGMA page_count")
    database.execute(f"PRAGMA max_page_count = {before}")
    with pytest.raises(DiskFullError) as caught:
        fill_the_disk(database, journal)
    assert "磁盘已满" in caught.value.what
    assert items(database) == ["第一项"]
    assert [entry.subject_id for entry in journal.entries()] == [1]
    database.execute("PRAGMA max_page_count = 100000")
    with database.transaction():
        database.execute(ADD, ("第二项", 10))
        journal.record("记录表决", "vote", 2)
    assert items(database) == ["第一项", "第二项"]
    assert check_file(database) == []


def test_a_full_disk_that_was_ignored_inside_still_undoes_everything(
    database: Database, journal: Journal
) -> None:
    database.execute(f"PRAGMA max_page_count = {database.value('PRAGMA page_count')}")

    def go_on_regardless() -> None:
        with database.transaction():
            database.execute(ADD, ("第一项", 10))
            with pytest.raises(DiskFullError):
                fill_the_disk(database, journal)
            with pytest.raises(DiskFullError):
                database.execute(ADD, ("第三项", 10))

    with pytest.raises(DiskFullError):
        go_on_regardless()
    assert items(database) == []
    assert not database.in_transaction


def test_another_thread_waits_until_the_transaction_is_over(database: Database) -> None:
    seen: list[list[str]] = []
    asked = threading.Event()

    def look() -> None:
        asked.set()
        seen.append(items(database))

    reader = threading.Thread(target=look)
    with database.transaction():
        database.execute(ADD, ("议程一", 10))
        reader.start()
        assert asked.wait(5)
        database.execute(ADD, ("议程二", 10))
    reader.join(5)
    assert seen == [["议程一", "议程二"]]


def test_whether_anything_was_changed_is_known(database: Database, path: Path, scripts: Path) -> None:
    database.close()
    with Database.open(path, scripts) as again:
        again.rows("SELECT * FROM counts")
        assert not again.has_changed
        with again.transaction():
            again.execute(ADD, ("决议", 10))
        assert again.has_changed


def test_an_older_file_is_upgraded_and_a_copy_is_kept(database: Database, path: Path, scripts: Path) -> None:
    with database.transaction():
        database.execute(ADD, ("决议", 10))
    old = database.schema_version
    database.close()
    (scripts / f"{old + 1:04d}_reasons.sql").write_text("ALTER TABLE counts ADD COLUMN reason TEXT;")
    with Database.open(path, scripts) as upgraded:
        assert upgraded.schema_version == old + 1
        assert upgraded.value("SELECT reason FROM counts") is None
        assert check_file(upgraded) == []
    copy = sqlite3.connect(path.with_name(f"{path.name}.before-v{old + 1}"))
    assert copy.execute("PRAGMA user_version").fetchone()[0] == old
    assert copy.execute("SELECT item FROM counts").fetchall() == [("决议",)]
    copy.close()


def test_an_upgrade_that_fails_leaves_the_old_version(database: Database, path: Path, scripts: Path) -> None:
    old = database.schema_version
    database.close()
    bad = scripts / f"{old + 1:04d}_bad.sql"
    bad.write_text("CREATE TABLE extra (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);")
    with pytest.raises(UpgradeFailedError) as refused:
        Database.open(path, scripts)
    assert "没有被改动" in refused.value.safe
    bad.unlink()
    with Database.open(path, scripts) as again:
        assert again.schema_version == old
        assert check_file(again) == []


def test_an_upgrade_that_orphans_a_record_is_undone(database: Database, path: Path, scripts: Path) -> None:
    old = database.schema_version
    database.close()
    bad = scripts / f"{old + 1:04d}_bad.sql"
    bad.write_text("INSERT INTO counts (id, item, in_favour, corrects) VALUES (1, 'x', 1, 99);")
    with pytest.raises(UpgradeFailedError):
        Database.open(path, scripts)
    bad.unlink()
    with Database.open(path, scripts) as again:
        assert items(again) == []
