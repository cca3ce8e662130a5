"""Who is signed in works in a rehearsal's copy too, with her role and her key."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from fulian_desktop.access import secret_keys
from fulian_desktop.rehearsal import RehearsalClock, begin_rehearsal, end_rehearsal
from fulian_desktop.sample_village import StageClock, create_village

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_who_is_signed_in_works_in_the_rehearsal_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret_keys, "MEMORY_KIB", 8)
    monkeypatch.setattr(secret_keys, "PASSES", 1)
    stage = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_village(tmp_path / "village.fulian", stage, date(2026, 3, 6)) as village:
        village.access.start_signing_in("沈丽华", "三合村沈主席的口令")
        meeting = village.meetings.meetings()[0].id
        copy = begin_rehearsal(village, meeting, tmp_path / "scratch", RehearsalClock(stage))
        try:
            copy.meetings.open(meeting)
            assert copy.journal.entries(limit=1)[0].user == "沈丽华"
            assert copy.access.field_key is not None
        finally:
            end_rehearsal(copy)
