"""Data files from strangers: what acts by itself in them is refused, what is damaged is told."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.sample_village import MEETING_DAY, build_village
from fulian_desktop.workspace import Workspace
from tests.trust.two_years import found

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def village(tmp_path: Path) -> Path:
    one = found(tmp_path / "一")
    one.workspace.close()
    return one.workspace.database.path


@pytest.fixture(autouse=True)
def folders(tmp_path: Path) -> None:
    (tmp_path / "一").mkdir()
    (tmp_path / "二").mkdir()


def planted(path: Path, *statements: str) -> None:
    raw = sqlite3.connect(path)
    for statement in statements:
        raw.execute(statement)
    raw.commit()
    raw.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW summary AS SELECT * FROM person",
        "CREATE VIRTUAL TABLE words USING fts5(text)",
        "CREATE TABLE sums (a INTEGER, b INTEGER GENERATED ALWAYS AS (a * 2) STORED)",
        "CREATE TABLE sums (a INTEGER, b INTEGER AS (abs(a)))",
        "CREATE TRIGGER quiet AFTER INSERT ON journal BEGIN DELETE FROM person; END",
        "CREATE TRIGGER quiet AFTER UPDATE ON person BEGIN SELECT load_extension('x'); END",
    ],
)
def test_what_acts_by_itself_keeps_the_file_closed(village: Path, statement: str) -> None:
    planted(village, statement)
    before = village.read_bytes()
    with pytest.raises(UserFacingError, match="不是本程序建立的规则"):
        Workspace.open(village)
    assert village.read_bytes() == before


def test_a_table_in_the_place_of_a_view_of_it(village: Path) -> None:
    planted(
        village, "ALTER TABLE person RENAME TO person_kept", "CREATE VIEW person AS SELECT * FROM person_kept"
    )
    with pytest.raises(UserFacingError):
        Workspace.open(village)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE more (a)",
        "CREATE INDEX quick ON person (name DESC)",
        "ALTER TABLE person ADD COLUMN secret TEXT",
    ],
)
def test_what_only_lies_there_is_named_by_the_check(village: Path, statement: str) -> None:
    planted(village, statement)
    with Workspace.open(village, read_only=True) as workspace:
        assert any("schema:" in one.concerns for one in workspace.check())


def test_a_file_of_another_page_size_is_our_file_all_the_same(village: Path) -> None:
    raw = sqlite3.connect(village, isolation_level=None)
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.execute("PRAGMA page_size = 512")
    raw.execute("VACUUM")
    raw.close()
    with Workspace.open(village) as workspace:
        assert workspace.check() == []


def broken_page_size(content: bytearray) -> None:
    content[16:18] = (7).to_bytes(2, "big")


def broken_schema_table(content: bytearray) -> None:
    content[100:140] = b"\xff" * 40


def a_later_format(content: bytearray) -> None:
    content[18:20] = b"\x09\x09"


@pytest.mark.parametrize("harm", [broken_page_size, broken_schema_table, a_later_format])
def test_a_head_that_cannot_be_is_told(village: Path, harm: Callable[[bytearray], None]) -> None:
    content = bytearray(village.read_bytes())
    harm(content)
    village.write_bytes(content)
    with pytest.raises(UserFacingError):
        Workspace.open(village)


def test_the_log_of_another_file_is_not_played_into_this_one(village: Path, tmp_path: Path) -> None:
    other = found(tmp_path / "二")
    build_village(other.workspace, MEETING_DAY)
    log = other.workspace.database.path.with_name("village.fulian-wal")
    shutil.copy(log, village.with_name(village.name + "-wal"))
    other.workspace.close()
    shutil.copy(village, tmp_path / "before.fulian")
    seen: list[str] = []
    with contextlib.suppress(UserFacingError), Workspace.open(village) as workspace:
        seen = [one.name for one in workspace.people.everyone()] if not workspace.check() else []
    assert seen == [], "nobody of the other village is taken over without a word"


def test_a_giant_value_is_a_sentence(village: Path) -> None:
    raw = sqlite3.connect(village)
    raw.execute("DROP TRIGGER IF EXISTS nobody")
    raw.execute("CREATE TABLE IF NOT EXISTS more (a)")
    raw.execute("INSERT INTO more VALUES (zeroblob(100000000))")
    raw.commit()
    raw.close()
    with Workspace.open(village, read_only=True) as workspace, pytest.raises(UserFacingError):
        workspace.database.rows("SELECT a FROM more")
