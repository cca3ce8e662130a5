"""The sample's meeting, open, with everybody where the story has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_by_election, a_workspace, open_with_attendance, the_sample_committee

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.builders import TickedWorkspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[TickedWorkspace]:
    with a_workspace(tmp_path) as opened:
        yield opened


@pytest.fixture
def ids(workspace: TickedWorkspace) -> dict[str, int]:
    return the_sample_committee(workspace)


@pytest.fixture
def meeting(workspace: TickedWorkspace, ids: dict[str, int]) -> int:
    """13 entitled, 11 in the room, 2 on leave; nothing counted yet."""
    meeting_id = a_by_election(workspace, ids)
    workspace.clock.set(9, 20)
    open_with_attendance(workspace, meeting_id)
    workspace.clock.set(9, 42)
    return meeting_id
