"""Someone changes the journal behind the program's back: the check names the entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.storage.check import check_file
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.findings import Finding
from fulian_desktop.storage.journal import Journal, verify

if TYPE_CHECKING:
    from pathlib import Path

TRIGGERS = (
    "journal_grows_at_its_end",
    "journal_head_follows",
    "journal_is_never_changed",
    "journal_is_never_deleted",
    "journal_head_is_never_deleted",
)
ENTRIES = 6


@pytest.fixture
def filled(database: Database, journal: Journal) -> Database:
    with database.transaction():
        for number in range(1, ENTRIES + 1):
            journal.record(
                "记录表决", "vote", 100 + number, old={"in_favour": 9}, new={"in_favour": 10}, reason="清点"
            )
    return database


Tamper = Callable[..., list[Finding]]


@pytest.fixture
def tamper(filled: Database, path: Path, scripts: Path) -> Tamper:
    """Run statements on the closed file without its triggers, put the triggers back, and verify."""
    filled.close()

    def run(*statements: str) -> list[Finding]:
        raw = sqlite3.connect(path, isolation_level=None)
        guards = [
            raw.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
            for name in TRIGGERS
        ]
        for name in TRIGGERS:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        for guard in guards:
            raw.execute(guard)
        raw.close()
        with Database.open(path, scripts, read_only=True) as opened:
            findings = verify(opened)
            assert check_file(opened) == findings, "the triggers are back, so only the journal tells"
        return findings

    return run


def test_an_untouched_journal_is_sound(tamper: Tamper) -> None:
    assert tamper() == []


@pytest.mark.parametrize("entry", range(1, ENTRIES + 1))
def test_an_edited_entry_is_named(tamper: Tamper, entry: int) -> None:
    (finding,) = tamper(f"""UPDATE journal SET new = '{{"in_favour":11}}' WHERE id = {entry}""")
    assert finding.concerns == f"journal:{entry}"
    assert f"第 {entry} 条（2026-03-06 09:41:00，李祎，记录表决，vote {100 + entry} 号）" in finding.sentence


@pytest.mark.parametrize("entry", range(1, ENTRIES))
def test_a_removed_entry_is_named(tamper: Tamper, entry: int) -> None:
    (finding,) = tamper(f"DELETE FROM journal WHERE id = {entry}")
    assert finding.concerns == f"journal:{entry}"
    assert "不见了" in finding.sentence
    assert f"接着就是第 {entry + 1} 条" in finding.sentence


@pytest.mark.parametrize("kept", range(ENTRIES))
def test_a_removed_tail_is_named(tamper: Tamper, kept: int) -> None:
    (finding,) = tamper(f"DELETE FROM journal WHERE id > {kept}")
    assert finding.concerns == f"journal:{kept + 1}"
    assert f"缺了 {ENTRIES - kept} 条" in finding.sentence


def test_a_removed_entry_whose_followers_moved_up(tamper: Tamper) -> None:
    (finding,) = tamper("DELETE FROM journal WHERE id = 3", "UPDATE journal SET id = id - 1 WHERE id > 3")
    assert finding.concerns == "journal:3"


@pytest.mark.parametrize(("one", "other"), [(1, 2), (2, 3), (2, 5), (5, 6), (1, 6)])
def test_swapped_entries_are_named(tamper: Tamper, one: int, other: int) -> None:
    (finding,) = tamper(
        f"UPDATE journal SET id = 0 WHERE id = {one}",
        f"UPDATE journal SET id = {one} WHERE id = {other}",
        f"UPDATE journal SET id = {other} WHERE id = 0",
    )
    assert finding.concerns == f"journal:{one}"


@pytest.mark.parametrize("place", [0, 7, 9])
def test_an_inserted_entry_is_named(tamper: Tamper, place: int) -> None:
    columns = "at, user_name, act, subject, subject_id, old, new, reason, previous_hash, hash"
    (finding,) = tamper(f"INSERT INTO journal SELECT {place}, {columns} FROM journal WHERE id = 4")
    assert finding.concerns in (f"journal:{place}", "journal:7")


def test_an_end_that_was_rewritten_is_found(tamper: Tamper) -> None:
    (finding,) = tamper("UPDATE journal_head SET hash = substr(hash, 2) || 'x'")
    assert finding.concerns == f"journal:{ENTRIES}"


@pytest.mark.parametrize("sql", ["UPDATE journal_head SET entries = 5", "DELETE FROM journal WHERE id = 6"])
def test_a_chain_and_an_end_of_different_lengths(tamper: Tamper, sql: str) -> None:
    (finding,) = tamper(sql)
    assert finding.concerns == "journal:6"


def test_a_missing_end_is_found(tamper: Tamper) -> None:
    (finding,) = tamper("DELETE FROM journal_head")
    assert finding.concerns == "journal:head"


def test_text_that_is_no_text_any_more_is_named(tamper: Tamper) -> None:
    (finding,) = tamper("UPDATE journal SET reason = CAST(x'ff41' AS TEXT) WHERE id = 4")
    assert finding.concerns == "journal:4"


def test_an_entry_with_a_newly_reckoned_hash_breaks_the_chain_behind_it(filled: Database, path: Path) -> None:
    """The chain holds no secret, but one entry alone cannot be forged."""
    (finding,) = _forge_entry(filled, path, 3)
    assert finding.concerns == "journal:4"
    assert "接不上" in finding.sentence


def test_the_last_entry_with_a_newly_reckoned_hash_does_not_fit_the_end(filled: Database, path: Path) -> None:
    (finding,) = _forge_entry(filled, path, ENTRIES)
    assert finding.concerns == f"journal:{ENTRIES}"
    assert "末尾被换过" in finding.sentence


def _forge_entry(database: Database, path: Path, entry: int) -> list[Finding]:
    from fulian_desktop.storage.journal import _hash

    scripts = database.scripts
    database.close()
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("DROP TRIGGER journal_is_never_changed")
    fields = list(raw.execute("SELECT * FROM journal WHERE id = ?", (entry,)).fetchone())
    fields[8] = "另一个原因"
    raw.execute(
        "UPDATE journal SET reason = ?, hash = ? WHERE id = ?", (fields[8], _hash(tuple(fields[:-1])), entry)
    )
    raw.close()
    with Database.open(path, scripts, read_only=True) as opened:
        return verify(opened)


TEXT_FIELDS = ("at", "user_name", "act", "subject", "old", "new", "reason", "previous_hash", "hash")


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A file whose journal has lost its guards; every change made to it is taken back."""
    from fulian_desktop.locations import RESOURCES

    path = tmp_path_factory.mktemp("workbench") / "村.fulian"
    database = Database.create(path, RESOURCES / "schema")
    journal = Journal(database, "李祎", lambda: datetime(2026, 3, 6, 9, 41))
    with database.transaction():
        for number in range(ENTRIES):
            journal.record(
                "记录表决", "vote", number, old={"a": number}, new={"a": number + 1}, reason=f"原因{number}"
            )
        for name in TRIGGERS:
            database.execute(f"DROP TRIGGER {name}")
    return database


class TakenBackError(Exception):
    """Ends a change that is not to stay."""


@given(
    entry=st.integers(1, ENTRIES),
    field=st.sampled_from(TEXT_FIELDS),
    place=st.integers(0, 63),
    by=st.integers(1, 9),
)
def test_one_changed_character_of_any_field_is_found(
    workbench: Database, entry: int, field: str, place: int, by: int
) -> None:
    text: str = workbench.value(f"SELECT {field} FROM journal WHERE id = ?", (entry,))
    place %= len(text)
    changed = text[:place] + chr(ord(text[place]) + by) + text[place + 1 :]
    assert _found_after(workbench, entry, field, changed)


@given(
    entry=st.integers(1, ENTRIES),
    field=st.sampled_from(("at", "user_name", "act", "subject", "old", "new", "reason")),
    text=st.text(st.characters(codec="utf-8"), max_size=40),
)
def test_any_other_text_in_any_field_is_found(workbench: Database, entry: int, field: str, text: str) -> None:
    if text != workbench.value(f"SELECT {field} FROM journal WHERE id = ?", (entry,)):
        assert _found_after(workbench, entry, field, text)


@given(entry=st.integers(1, ENTRIES), number=st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)))
def test_any_other_subject_is_found(workbench: Database, entry: int, number: int | None) -> None:
    if number != workbench.value("SELECT subject_id FROM journal WHERE id = ?", (entry,)):
        assert _found_after(workbench, entry, "subject_id", number)


@pytest.mark.parametrize("field", ["old", "new"])
def test_emptied_values_are_found(workbench: Database, field: str) -> None:
    assert _found_after(workbench, 2, field, None)


def _found_after(database: Database, entry: int, field: str, value: str | int | None) -> bool:
    """Change one field, verify, take the change back; tell whether exactly this entry was named."""
    findings: list[Finding] = []

    def change_and_take_back() -> None:
        with database.transaction():
            database.execute(f"UPDATE journal SET {field} = ? WHERE id = ?", (value, entry))
            findings.extend(verify(database))
            raise TakenBackError

    with pytest.raises(TakenBackError):
        change_and_take_back()
    assert verify(database) == []
    return len(findings) == 1 and findings[0].concerns == f"journal:{entry}"
