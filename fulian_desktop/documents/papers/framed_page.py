"""A lying page in a frame: the certificate and the letter of appointment. Title, text, room for the seal."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import Addressee, Paragraph, Run, Spacer, Title
from fulian_desktop.documents.papers import official_text, phrases
from fulian_desktop.documents.typesetting import LINE_PITCH, line_pitch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.content import Block, Text

TITLE_SIZE = 44.0
SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
WIDTH = 540.0
HEIGHT = 152.0
"""Points: what a lying page leaves for the text between the title and the room for the seal."""
ABOVE = 12.0
BETWEEN = 16.0
INSET = 3.0
"""Characters of running text the words stay away from the frame, on either side."""


def blocks_of(title: str, text: Sequence[str], keep: tuple[str, ...], issuer: str, date: str) -> list[Block]:
    """Return one page.

    Args:
        title: in large letters: 当　选　证　书.
        text: paragraphs of its wording; one ending in a colon first is the person addressed.
        keep: words that are not torn.
        issuer: who seals it.
        date: of the paper.
    """
    size, rest = _size_for(text)
    blocks: list[Block] = [
        Paragraph(" ", size=ABOVE),
        Title(title, lines=(title,), size=TITLE_SIZE),
        Spacer((BETWEEN + rest / 2) / LINE_PITCH),
    ]
    for block in official_text.blocks_of(text, keep):
        if isinstance(block, Addressee):
            runs: tuple[Run, ...] = block.text if isinstance(block.text, tuple) else (Run(block.text),)
            blocks.append(_line((*runs, Run("：")), size, first=False))
        elif isinstance(block, Paragraph):
            blocks.append(_line(block.text, size, first=True))
        else:
            blocks.append(block)
    return [*blocks, phrases.signature(issuer, date)]


def _line(text: Text, size: float, *, first: bool) -> Paragraph:
    return Paragraph(text, first_line_indent=first, size=size, inset=INSET)


def _size_for(text: Sequence[str]) -> tuple[float, float]:
    """Return the largest size at which the text leaves room for the seal on its page, and the height left."""
    for size in SIZES:
        lines = sum(ceil((len(paragraph) + 2) * size / WIDTH) for paragraph in text)
        rest = HEIGHT - lines * line_pitch(size)
        if rest >= 0:
            return size, rest
    return SIZES[-1], 0.0
