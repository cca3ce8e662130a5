"""One village for each test of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import TickedWorkspace, a_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def village(tmp_path: Path) -> Iterator[TickedWorkspace]:
    with a_workspace(tmp_path) as workspace:
        assert isinstance(workspace, TickedWorkspace)
        yield workspace
