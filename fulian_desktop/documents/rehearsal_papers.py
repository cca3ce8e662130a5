"""How a paper made in a rehearsal is marked, so that nobody takes it for a real one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fulian_desktop.documents.content import PaperContent

WATERMARK = "演练"
RUNNING_MARK = "演练用，不是正式文书"


@dataclass
class _Process:
    """What this process does; a rehearsal and the records are never open at once."""

    rehearses: bool = False


_process = _Process()


def mark_all_papers(*, rehearses: bool) -> None:
    """Mark every paper drawn from now on, whoever composed it; the screen calls this with its colours."""
    _process.rehearses = rehearses


def marked_if_rehearsing(content: PaperContent) -> PaperContent:
    """Return a paper marked when this process rehearses; the writers ask this of every paper."""
    return marked_as_rehearsal(content) if _process.rehearses else content


def marked_as_rehearsal(content: PaperContent) -> PaperContent:
    """Return a paper with 演练 across each page and at its head; marking it twice changes nothing."""
    if content.watermark == WATERMARK:
        return content
    head = "　".join(words for words in (RUNNING_MARK, content.running_mark) if words)
    return replace(content, watermark=WATERMARK, running_mark=head)


def without_mark(content: PaperContent) -> PaperContent:
    """Return a paper as it was before it was marked; its words are compared without the mark."""
    if content.watermark != WATERMARK:
        return content
    head = content.running_mark.removeprefix(RUNNING_MARK).removeprefix("　")
    return replace(content, watermark="", running_mark=head)
