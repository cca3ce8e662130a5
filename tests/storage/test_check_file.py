"""The check of the whole file beyond the journal."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.storage.check import Finding, Severity, check_file
from fulian_desktop.storage.database import Database

if TYPE_CHECKING:
    from fulian_desktop.storage.journal import Journal


def after(database: Database, *statements: str) -> list[Finding]:
    """Change the closed file with another program, and check it."""
    path, scripts = database.path, database.scripts
    database.close()
    raw = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        raw.execute(statement)
    raw.close()
    with Database.open(path, scripts, read_only=True) as opened:
        return check_file(opened)


@pytest.mark.parametrize(
    "trigger",
    [
        "journal_is_never_changed",
        "journal_is_never_deleted",
        "journal_head_follows",
        "a_count_is_never_deleted",
    ],
)
def test_a_dropped_trigger_is_found(database: Database, trigger: str) -> None:
    (finding,) = after(database, f"DROP TRIGGER {trigger}")
    assert finding.severity is Severity.ERROR
    assert finding.concerns == f"schema:trigger:{trigger}"
    assert "不见了" in finding.sentence


def test_a_weakened_trigger_is_found(database: Database) -> None:
    (finding,) = after(
        database,
        "DROP TRIGGER journal_is_never_changed",
        "CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal BEGIN SELECT 1; END",
    )
    assert "被改动过" in finding.sentence


def test_a_foreign_table_is_found(database: Database) -> None:
    (finding,) = after(database, "CREATE TABLE photos (id INTEGER)")
    assert finding.concerns == "schema:table:photos"
    assert "不是本程序建立的" in finding.sentence


def test_a_lost_journal_is_found(database: Database, journal: Journal) -> None:
    with database.transaction():
        journal.record("记录表决", "vote", 1)
    findings = after(database, "DROP TABLE journal")
    assert "schema:table:journal" in {finding.concerns for finding in findings}
    assert any(finding.concerns.startswith("journal") for finding in findings)


def test_a_record_that_points_at_nothing_is_found(database: Database) -> None:
    (finding,) = after(
        database,
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO counts (id, item, in_favour, corrects) VALUES (1, '决议', 10, 77)",
    )
    assert finding.concerns == "counts:1"


def test_a_value_that_breaks_a_rule_of_its_table_is_found(database: Database) -> None:
    findings = after(
        database,
        "PRAGMA ignore_check_constraints = ON",
        "INSERT INTO counts (id, item, in_favour) VALUES (1, '决议', -10)",
    )
    assert any("CHECK" in finding.sentence for finding in findings)


def test_an_unsafe_way_of_writing_is_found(database: Database) -> None:
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA foreign_keys = OFF")
    assert {finding.concerns for finding in check_file(database)} == {"synchronous", "foreign_keys"}


def test_a_foreign_mark_is_found(database: Database) -> None:
    database.execute("PRAGMA application_id = 5")
    assert {finding.concerns for finding in check_file(database)} == {"application_id"}
