"""From plain paragraphs to the levels of an official text: 一、 (一) 1. (1), an addressee, running text.

Wordings and pasted reports are plain text; how their lines begin says what they are (GB/T 9704-2012, 7.3.3).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import Addressee, Heading, Paragraph, Run, TextStyle
from fulian_desktop.documents.papers import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fulian_desktop.documents.content import Block, Text

_NUMBER = "[一二三四五六七八九十百]{1,4}"
_FIRST = re.compile(rf"^({_NUMBER})[、.．]\s*(?=\S)")
_SECOND = re.compile(rf"^[（(]\s*({_NUMBER})\s*[)）][、.．]?\s*(?=\S)")
_THIRD = re.compile(r"^(\d{1,3})[.．、]\s*(?=[^\d\s])")
_FOURTH = re.compile(r"^[（(]\s*(\d{1,3})\s*[)）][、.．]?\s*(?=\S)")
LONGEST_HEADING = 40
"""Characters: what is longer, or ends like a sentence, is running text that only begins with a number."""
LONGEST_ADDRESSEE = 40
_KEPT_OF_CONTROL = "\t\n"


def cleaned(text: str) -> str:
    """Return pasted text without control characters, direction marks and invisible signs; lines stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return "".join(
        one for one in lines if one in _KEPT_OF_CONTROL or unicodedata.category(one) not in ("Cc", "Cf", "Cs")
    )


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Return the lines of pasted text that say something, without the spaces around them."""
    return tuple(stripped for line in cleaned(text).splitlines() if (stripped := line.strip()))


def blocks_of(paragraphs: Iterable[str], names: Sequence[str] = ()) -> list[Block]:
    """Return the blocks of an official text.

    Args:
        paragraphs: one line each, as typed.
        names: that are not torn at a line end.
    """
    blocks: list[Block] = []
    for paragraph in paragraphs:
        text = paragraph.strip()
        if text:
            blocks.append(_block(text, names, opening=not blocks))
    return blocks


def _block(text: str, names: Sequence[str], *, opening: bool) -> Block:
    if opening and text.endswith(("：", ":")) and len(text) <= LONGEST_ADDRESSEE and "。" not in text:
        return Addressee(phrases.with_whole_names(text.rstrip(":："), names))
    if found := _FIRST.match(text):
        return _headed(f"{found[1]}、", text[found.end() :], TextStyle.HEADING, 1, names)
    if found := _SECOND.match(text):
        return _headed(f"（{found[1]}）", text[found.end() :], TextStyle.KAI, 2, names)
    if found := _THIRD.match(text):
        return Paragraph(_whole(f"{found[1]}.{text[found.end() :]}", names))
    if found := _FOURTH.match(text):
        return Paragraph(_whole(f"（{found[1]}）{text[found.end() :]}", names))
    return Paragraph(_whole(text, names))


def _headed(number: str, rest: str, style: TextStyle, level: int, names: Sequence[str]) -> Block:
    """Return a heading of its own line, one that runs into its text, or a numbered sentence."""
    head, stop, tail = rest.partition("。")
    if not stop and len(rest) <= LONGEST_HEADING:
        return Heading(_whole(f"{number}{rest}", names), level=level)
    if stop and tail and len(head) <= LONGEST_HEADING:
        return Paragraph((Run(f"{number}{head}。", style), *_runs(tail, names)))
    return Paragraph(_whole(f"{number}{rest}", names))


def _whole(text: str, names: Sequence[str]) -> Text:
    return phrases.with_whole_names(text, names)


def _runs(text: str, names: Sequence[str]) -> tuple[Run, ...]:
    whole = _whole(text, names)
    return (Run(whole),) if isinstance(whole, str) else whole
