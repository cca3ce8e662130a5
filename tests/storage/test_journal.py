"""Writing and reading the journal."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.storage.errors import BugError
from fulian_desktop.storage.journal import Journal, verify

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database


class Outcome(Enum):
    CARRIED = "通过"


def abandoned(journal: Journal) -> None:
    with journal.database.transaction():
        journal.record("撤回的", "vote", 5)
        raise LookupError


COPY = "at, user_name, act, subject, subject_id, old, new"


def test_an_entry_tells_who_when_what_and_why(journal: Journal) -> None:
    with journal.database.transaction():
        first = journal.record("记录表决", "vote", 5, new={"in_favour": 10, "abstaining": 1})
        second = journal.record(
            "更正表决", "vote", 5, old={"abstaining": 1}, new={"abstaining": 0}, reason="监票人重新清点"
        )
    assert (first, second) == (1, 2)
    newest, oldest = journal.entries()
    assert (newest.entry_id, newest.act, newest.user, newest.reason) == (
        2,
        "更正表决",
        "李祎",
        "监票人重新清点",
    )
    assert (newest.old, newest.new) == ({"abstaining": 1}, {"abstaining": 0})
    assert newest.at == datetime(2026, 3, 6, 9, 41)
    assert (oldest.old, oldest.new) == (None, {"in_favour": 10, "abstaining": 1})
    assert journal.fingerprint() == newest.hash
    assert verify(journal.database) == []


def test_time_is_local_and_in_whole_seconds(journal: Journal) -> None:
    assert journal.now() == datetime(2026, 3, 6, 9, 41)
    assert journal.stamp() == "2026-03-06T09:41:00"
    aware = Journal(journal.database, "李祎", lambda: datetime(2026, 3, 6, 9, 41, tzinfo=UTC))
    assert aware.stamp() == "2026-03-06T09:41:00"


def test_an_entry_belongs_to_the_transaction_of_its_change(journal: Journal) -> None:
    with pytest.raises(BugError, match="outside a transaction"):
        journal.record("记录表决", "vote", 5)
    with pytest.raises(LookupError):
        abandoned(journal)
    assert journal.entries() == []
    with journal.database.transaction():
        journal.record("甲", "vote", 1)
        with pytest.raises(LookupError):
            abandoned(journal)
        journal.record("丙", "vote", 3)
    assert [entry.act for entry in journal.entries()] == ["丙", "甲"]
    assert verify(journal.database) == []


def test_entries_of_one_subject(journal: Journal) -> None:
    with journal.database.transaction():
        for number in (1, 2, 1):
            journal.record("签到", "attendance", number)
        journal.record("记录表决", "vote", 1)
    assert [entry.entry_id for entry in journal.entries("attendance", 1)] == [3, 1]
    assert [entry.entry_id for entry in journal.entries("vote")] == [4]
    assert [entry.entry_id for entry in journal.entries(limit=2)] == [4, 3]


def test_values_are_written_down_exactly(journal: Journal) -> None:
    with journal.database.transaction():
        journal.record(
            "记录",
            "vote",
            None,
            new={
                "outcome": Outcome.CARRIED,
                "day": date(2026, 3, 6),
                "names": ("𬱖", "㛃"),
                "none": None,
                "yes": True,
            },
        )
    entry = journal.entries()[0]
    assert entry.subject_id is None
    assert entry.new == {
        "outcome": "通过",
        "day": "2026-03-06",
        "names": ["𬱖", "㛃"],
        "none": None,
        "yes": True,
    }


@pytest.mark.parametrize("value", [object(), float("nan"), b"bytes"])
def test_a_value_that_cannot_be_written_down_is_a_fault(journal: Journal, value: object) -> None:
    with journal.database.transaction(), pytest.raises(BugError, match="cannot write down"):
        journal.record("记录", "vote", 1, new={"value": value})


@pytest.mark.parametrize(
    ("sql", "refusal"),
    [
        ("UPDATE journal SET reason = 'x' WHERE id = 1", "never changed"),
        ("DELETE FROM journal WHERE id = 2", "never deleted"),
        ("DELETE FROM journal_head", "never deleted"),
        (
            f"INSERT INTO journal SELECT 9, {COPY}, reason, hash, hash FROM journal WHERE id = 2",
            "end of the chain",
        ),
        (
            f"REPLACE INTO journal SELECT id, {COPY}, 'x', previous_hash, hash FROM journal WHERE id = 2",
            "end of the chain",
        ),
    ],
)
def test_the_file_itself_refuses_to_change_the_journal(journal: Journal, sql: str, refusal: str) -> None:
    database: Database = journal.database
    with database.transaction():
        journal.record("甲", "vote", 1)
        journal.record("乙", "vote", 2)
    with pytest.raises(BugError, match=refusal), database.transaction():
        database.execute(sql)
    assert verify(database) == []
