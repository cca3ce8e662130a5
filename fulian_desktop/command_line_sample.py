"""The sample village's congress played from the command line; loaded only when it is asked for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.command_line_papers import list_papers
from fulian_desktop.documents.paper_files import make_folder
from fulian_desktop.sample_ballots import play_congress
from fulian_desktop.sample_congress import create_congress
from fulian_desktop.sample_village import StageClock

if TYPE_CHECKING:
    from pathlib import Path


def play_sample_congress(out: Path, data: Path | None) -> int:
    """Play the sample village's congress to the filed result; the papers of each session get a folder.

    Args:
        out: where the papers go.
        data: the new data file; default sample.fulian in that folder.
    """
    path = data or out / "sample.fulian"
    make_folder(out)
    make_folder(path.parent)
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_congress(path, clock) as workspace:
        congress = workspace.congress.congresses()[0]
        play_congress(workspace, congress.id, clock)
        print(f"资料文件：{path}")
        for number, session in enumerate(workspace.congress.sessions(congress.id), start=1):
            folder = out / f"{number:02}_{session.title}"
            print(f"{folder.name}：")
            list_papers(workspace.papers.write_all(session.id, folder))
    return 0
