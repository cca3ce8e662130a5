"""Every schema that was ever released can be opened, and says the same as on the day it was written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fulian_desktop.elections.recount import recount
from fulian_desktop.workspace import SCHEMA, Workspace

RELEASED = Path(__file__).parent / "data" / "released"


def test_there_is_a_file_of_every_schema_released_before() -> None:
    """The first schema was released alone; whoever adds a script to a released schema adds its file first."""
    present = max(int(script.name[:4]) for script in SCHEMA.glob("*.sql"))
    kept = {int(path.stem.removeprefix("schema-")) for path in RELEASED.glob("schema-*.fulian")}
    assert 1 in kept
    assert max(kept) <= present


@pytest.mark.parametrize("released", sorted(RELEASED.glob("schema-*.fulian")), ids=lambda path: path.stem)
def test_a_file_of_an_earlier_schema_opens_and_is_sound(tmp_path: Path, released: Path) -> None:
    path = tmp_path / "village.fulian"
    shutil.copy(released, path)
    with Workspace.open(path) as workspace:
        assert workspace.check() == []
        (meeting,) = workspace.meetings.meetings()
        counts = workspace.votes.standing_counts(meeting.id).values()
        assert [(one.entitled, one.present, one.in_favour, one.abstaining) for one in counts] == [
            (13, 11, 10, 1),
            (13, 11, 11, 0),
        ]
        assert len(workspace.seats.board().held) == 15


@pytest.mark.parametrize("released", sorted(RELEASED.glob("congress-*.fulian")), ids=lambda path: path.stem)
def test_a_congress_of_an_earlier_schema_opens_and_is_recounted_to_the_same_result(
    tmp_path: Path, released: Path
) -> None:
    path = tmp_path / "congress.fulian"
    shutil.copy(released, path)
    with Workspace.open(path) as workspace:
        assert workspace.check() == []
        members, officers = workspace.elections.elections()
        assert recount(workspace.database, members.id)["agrees"]
        assert recount(workspace.database, officers.id)["agrees"]
        assert len(workspace.seats.board().held) == 15
