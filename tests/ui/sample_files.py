"""The sample village's data file, made once for the whole run; every test gets a copy of its own."""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from functools import cache
from pathlib import Path

from fulian_desktop.sample_village import StageClock, create_village, play_meeting
from fulian_desktop.workspace import Workspace

NOW = datetime(2026, 3, 2, 9, 0)
MEETING_DAY = date(2026, 3, 6)


def prepared_village(path: Path, clock: StageClock) -> Workspace:
    """15 seats, 9 and 13 vacant, the meeting of 6 March prepared at 9:00 on 2 March."""
    path.write_bytes(_prepared())
    return Workspace.open(path, user="李祎", clock=clock)


def held_village_after_its_papers(path: Path, clock: StageClock) -> Workspace:
    """The meeting was held and all its papers were made; sets the clock to 6 March, 11:20."""
    path.write_bytes(_held()[0])
    clock.moment = datetime(2026, 3, 6, 11, 20)
    return Workspace.open(path, user="李祎", clock=clock)


def paper_of_the_held_village(file_name: str, folder: Path) -> Path:
    """Put one of its papers, as write_all() made it, into a folder."""
    path = folder / file_name
    path.write_bytes(_held()[1][file_name])
    return path


@cache
def _prepared() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "village.fulian"
        create_village(path, StageClock(NOW), MEETING_DAY).close()
        return path.read_bytes()


@cache
def _held() -> tuple[bytes, dict[str, bytes]]:
    """Return the data file and the papers by file name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "village.fulian"
        clock = StageClock(datetime(2026, 3, 6, 9, 0))
        path.write_bytes(_prepared())
        with Workspace.open(path, user="李祎", clock=clock) as workspace:
            meeting_id = workspace.meetings.meetings()[0].id
            play_meeting(workspace, meeting_id, clock)
            clock.set_time("11:20")
            written = workspace.papers.write_all(meeting_id, Path(folder) / "papers")
        return path.read_bytes(), {one.path.name: one.path.read_bytes() for one in written}
