"""Turn the red head of an official paper into parts of a Word file; its measures are those of the PDF."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import BODY_SIZE, Align, TextStyle
from fulian_desktop.documents.docx_parts import WordParagraph, WordRun, kept_together, word_runs
from fulian_desktop.documents.docx_styles import LINE_PITCH
from fulian_desktop.documents.docx_text import SLACK, room
from fulian_desktop.documents.head_layout import (
    LINES_UNDER_MARK,
    MARK_DROP,
    MARK_PITCH,
    RULE_DROP,
    RULE_WEIGHT,
    drop_of_rule,
    height_of_head,
    mark_lines,
)
from fulian_desktop.documents.word_widths import BODY_EM

if TYPE_CHECKING:
    from fulian_desktop.documents.content import RedHead
    from fulian_desktop.documents.docx_parts import WordPart
    from fulian_desktop.documents.word_widths import WordPage


def red_head_parts(page: WordPage, block: RedHead) -> list[WordPart]:
    """Return the head: mark, document number and signer, rule, and the room down to the title."""
    mark = mark_lines(block.issuer, page.width)
    pitch = mark.size * MARK_PITCH
    lead = (pitch - mark.size) / 2  # what an exact pitch leaves above the letters, and below them
    parts: list[WordPart] = [room(MARK_DROP - lead)]
    parts += [WordParagraph("RedMark", word_runs(line, size=mark.size), line=pitch) for line in mark.lines]
    if block.document_number or block.signer:
        parts += [
            room(LINES_UNDER_MARK * LINE_PITCH - lead),
            _number_line(page, block),
            room(RULE_DROP - (LINE_PITCH - BODY_SIZE) / 2),
        ]
    else:
        parts.append(room(LINE_PITCH - lead))
    rest = height_of_head(block, mark) - drop_of_rule(block, mark) - RULE_WEIGHT - SLACK
    parts += [WordParagraph("RedRule", line=RULE_WEIGHT), room(rest)]
    last = parts[-1]
    assert isinstance(last, WordParagraph)
    return [*kept_together(parts[:-1]), replace(last, keep_next=True)]


def _number_line(page: WordPage, block: RedHead) -> WordParagraph:
    if not block.signer:
        return WordParagraph("DocumentNumber", word_runs(block.document_number), align=Align.CENTRE)
    runs = (
        *word_runs(block.document_number),
        WordRun("\t签发人："),
        *word_runs(block.signer, style=TextStyle.KAI),
    )
    return WordParagraph("DocumentNumber", runs, left=1, stop=page.width - BODY_EM)
