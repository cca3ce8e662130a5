"""What a salvage could not find and no file opens without comes from a backup of the very same file."""

from __future__ import annotations

import random
import sqlite3
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.sample_village import StageClock, create_village
from fulian_desktop.storage.backup import occasion_backup
from fulian_desktop.storage.backup_shelf import backup_folder, kept_backups
from fulian_desktop.storage.salvage import salvage
from fulian_desktop.storage.salvage_filling import FILLED, FOUNDATION, fill_from_backup
from fulian_desktop.workspace import SCHEMA, Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.storage.salvage import Salvage

PAGE, NOW = 4096, datetime(2026, 3, 2, 9, 0)


def village(folder: Path) -> Path:
    """A village with a backup, and one more person since."""
    folder.mkdir()
    path = folder / "village.fulian"
    with create_village(path, StageClock(NOW), date(2026, 3, 6)) as workspace:
        occasion_backup(workspace.database, backup_folder(path), "导入前", NOW)
        woman = next(one for one in workspace.people.everyone() if one.name == "丁巧云")
        workspace.people.note_revealed(woman.id, "phone")
    return path


def without(path: Path, *tables: str) -> Salvage:
    """Break the pages of some tables and save what can be read."""
    with sqlite3.connect(path) as file:
        marks = ", ".join("?" for _ in tables)
        roots = file.execute(f"SELECT rootpage FROM sqlite_schema WHERE name IN ({marks})", tables).fetchall()
    file.close()
    content, chance = bytearray(path.read_bytes()), random.Random(5)
    for (root,) in roots:
        content[(root - 1) * PAGE : root * PAGE] = chance.randbytes(PAGE)
    path.write_bytes(content)
    return salvage(path, path.with_name("saved.fulian"), SCHEMA)


@pytest.mark.parametrize("tables", [("federation",), ("term", "seat"), FOUNDATION])
def test_federation_term_and_seats_come_from_the_backup(tmp_path: Path, tables: tuple[str, ...]) -> None:
    path = village(tmp_path / "a")
    report = without(path, *tables)
    used = fill_from_backup(report, kept_backups(path), SCHEMA, StageClock(NOW))
    assert used is not None
    assert used.parent == backup_folder(path)
    with Workspace.open(report.target) as saved:
        assert saved.seats.federation().name == "三合村妇女联合会"
        assert len(saved.seats.board().seats) == 15
        entries = saved.journal.entries(limit=3)
        assert FILLED in {one.act for one in entries}
        assert "查看电话" in {one.act for one in entries}, "what came after the backup is not taken back"


def test_nothing_is_taken_where_nothing_is_missing(tmp_path: Path) -> None:
    path = village(tmp_path / "a")
    report = without(path, "wording")
    assert fill_from_backup(report, kept_backups(path), SCHEMA, StageClock(NOW)) is None


def test_a_backup_of_another_village_fills_nothing(tmp_path: Path) -> None:
    path, other = village(tmp_path / "a"), tmp_path / "b"
    other.mkdir()
    with create_village(
        other / "village.fulian", StageClock(datetime(2026, 3, 1, 9, 0)), date(2026, 3, 6)
    ) as two:
        occasion_backup(two.database, backup_folder(two.database.path), "导入前", NOW)
    report = without(path, "federation")
    strangers = kept_backups(other / "village.fulian")
    assert strangers
    assert fill_from_backup(report, strangers, SCHEMA, StageClock(NOW)) is None
