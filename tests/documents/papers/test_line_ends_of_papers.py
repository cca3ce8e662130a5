"""How lines begin and end in the papers of the sample meeting, read from the PDF files."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.documents.letters_on_pages import MM, PlacedLine, letters_on_pages, lines_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.documents.papers.the_meeting import TheMeeting

NOT_FIRST = set("，。、；：？！）》」』”’…％·")
NOT_LAST = set("（《「『“‘")
LONGEST_CELL = 8
UNITS = set("年月日时分名人票届次户件个组条项")


@pytest.fixture(scope="module")
def lines_by_paper(
    held: TheMeeting, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[list[PlacedLine]]]:
    folder: Path = tmp_path_factory.mktemp("lines")
    files = held.workspace.papers.write_all(held.id, folder)
    return {
        file.path.stem: [lines_of(page) for page in letters_on_pages(file.path)]
        for file in files
        if "桌签" not in file.path.stem  # a name card fills the sheet and has no lines
    }


def neighbours(pages: list[list[PlacedLine]]) -> list[tuple[PlacedLine, PlacedLine]]:
    """Return lines of running text that follow one another on a page."""
    return [
        (above, below)
        for lines in pages
        for above, below in pairwise([line for line in lines if line.size >= 14 and line.text[0] != "—"])
        if 0 < below.y - above.y < 2.5 * above.size and len(above.text) > LONGEST_CELL
    ]


def test_there_is_enough_to_measure(lines_by_paper: dict[str, list[list[PlacedLine]]]) -> None:
    assert len(lines_by_paper) > 20
    assert sum(len(neighbours(pages)) for pages in lines_by_paper.values()) > 200


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(
    lines_by_paper: dict[str, list[list[PlacedLine]]],
) -> None:
    found = [
        (name, line.text)
        for name, pages in lines_by_paper.items()
        for lines in pages
        for line in lines
        if line.text[0] in NOT_FIRST or line.text[-1] in NOT_LAST
    ]
    assert found == []


def test_no_dash_and_no_number_is_torn_from_what_belongs_to_it(
    lines_by_paper: dict[str, list[list[PlacedLine]]],
) -> None:
    torn = [
        (name, above.text, below.text)
        for name, pages in lines_by_paper.items()
        for above, below in neighbours(pages)
        if (above.text[-1] == below.text[0] == "—")
        or (above.text[-1].isdigit() and (below.text[0] in UNITS or below.text[0].isdigit()))
    ]
    assert torn == []


def test_no_name_of_two_or_three_is_torn(
    held: TheMeeting, lines_by_paper: dict[str, list[list[PlacedLine]]]
) -> None:
    names = [name for name in held.people if len(name) <= 3]
    assert len(names) > 10
    torn = [
        (paper, above.text, below.text)
        for paper, pages in lines_by_paper.items()
        for above, below in neighbours(pages)
        for name in names
        for cut in range(1, len(name))
        if above.text.endswith(name[:cut]) and below.text.startswith(name[cut:])
    ]
    assert torn == []


def test_nothing_stands_outside_the_margins(lines_by_paper: dict[str, list[list[PlacedLine]]]) -> None:
    narrowest, hanging = 25 * MM, 16.0
    for name, pages in lines_by_paper.items():
        for lines in pages:
            for line in lines:
                assert line.left >= narrowest - 0.1, (name, line.text)
                widest = (297 - 25) * MM if line.right > 184 * MM + hanging else 184 * MM
                assert line.right <= widest + hanging, (name, line.text)
