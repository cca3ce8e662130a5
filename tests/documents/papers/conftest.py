"""The papers of the meeting held, written once for all tests that only read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents.papers.the_meeting import TheMeeting, lines_of, the_meeting_held

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TheMeeting]:
    """The meeting after its end; tests must not change it."""
    meeting = the_meeting_held(tmp_path_factory.mktemp("held"))
    yield meeting
    meeting.workspace.close()


@pytest.fixture(scope="session")
def paper_lines(held: TheMeeting, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The words of all papers of the meeting held, with white space, by file name without its number."""
    folder = tmp_path_factory.mktemp("papers")
    files = held.workspace.papers.write_all(held.id, folder)
    return {file.path.stem[3:]: lines_of(file.path) for file in files}


@pytest.fixture(scope="session")
def papers(paper_lines: dict[str, str]) -> dict[str, str]:
    """The same without any white space."""
    return {name: "".join(words.split()) for name, words in paper_lines.items()}
