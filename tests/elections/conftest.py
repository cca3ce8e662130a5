"""An open file of the sample village for elections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_workspace, the_sample_committee

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
    """The sample committee, seats 9 and 13 vacant; person ids by name."""
    return the_sample_committee(workspace)
