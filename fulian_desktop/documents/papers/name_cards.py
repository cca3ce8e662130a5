"""桌签: a page to fold for everyone who is expected at the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.rare_characters import split_at_dot
from fulian_desktop.documents.content import NameCard, PaperContent

if TYPE_CHECKING:
    from fulian_desktop.documents.papers.figures import MeetingFigures

CHARACTERS_OF_A_LINE = 5
LINES_OF_A_LONG_NAME = 2


def compose(figures: MeetingFigures) -> PaperContent:
    """Return the cards: the committee in the order of the entitled list, then the observers."""
    facts = figures.facts
    names = [*(member.name for member in facts.entitled), *(one.name for one in facts.observers)]
    return PaperContent(
        f"{facts.full_title}桌签",
        tuple(NameCard(lines_of(name)) for name in names),
        author=facts.federation,
        page_numbers=False,
    )


def lines_of(name: str) -> tuple[str, ...]:
    """Return a name on one line, or cut at its dot, or a very long one in the middle."""
    if len(name) <= CHARACTERS_OF_A_LINE:
        return (name,)
    parts = split_at_dot(name)
    if len(parts) > 1:
        return tuple(parts)
    if name.isascii():
        return tuple(name.split()) or (name,)
    middle = -(-len(name) // LINES_OF_A_LONG_NAME)
    return (name[:middle], name[middle:])
