"""Scratch folders hold personal data for a moment: nothing stays, not even of a program that was killed."""

from __future__ import annotations

import os
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.people.records import PersonDetails
from fulian_desktop.sample_village import StageClock, create_village
from fulian_desktop.storage.backup import back_up
from fulian_desktop.storage.restoring import rehearse
from fulian_desktop.storage.salvage import salvage
from fulian_desktop.storage.scratch_folder import USES, scratch_folder
from fulian_desktop.workspace import SCHEMA

if TYPE_CHECKING:
    from fulian_desktop.storage.findings import Finding

PHONE, DAY = "13800001111", 24 * 3600


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return place


def test_rehearsing_and_salvaging_leave_nothing_in_the_systems_temporary_place(
    temporary: Path, tmp_path: Path
) -> None:
    path = tmp_path / "village.fulian"
    with create_village(path, StageClock(datetime(2026, 3, 2, 9, 0)), date(2026, 3, 6)) as village:
        village.people.add(PersonDetails("钟秀英", phone=PHONE))
        back_up(village.database, tmp_path / "backup.fulian")
    seen: list[bytes] = []

    def look(restored: Path) -> list[Finding]:
        seen.extend(one.read_bytes() for one in temporary.rglob("*.fulian"))
        return []

    rehearse(tmp_path / "backup.fulian", SCHEMA, check=look)
    assert any(PHONE.encode() in one for one in seen), "it is there while it is looked at"
    salvage(path, tmp_path / "saved.fulian", SCHEMA)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("use", USES)
def test_what_a_killed_program_left_goes_after_a_day(temporary: Path, use: str) -> None:
    left, fresh = temporary / f"fulian-{use}-1-old", temporary / f"fulian-{use}-1-new"
    other = temporary / "somebody-elses"
    own = temporary / f"fulian-{use}-{os.getpid()}-mine"
    for folder in (left, fresh, other, own):
        folder.mkdir()
        (folder / "restored.fulian").write_text(PHONE, encoding="utf-8")
    for folder in (left, other, own):
        os.utime(folder, (time.time() - DAY - 60,) * 2)
    with scratch_folder("rehearsal") as made:
        assert not left.exists()
        assert all(one.exists() for one in (fresh, other, own))
        if os.name == "posix":
            assert Path(made).stat().st_mode & 0o077 == 0, "nobody else reads it"
