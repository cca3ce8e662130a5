"""Write a paper as a Word file from the same blocks as the PDF: real styles, tables, fields, 28 × 22 grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fulian_desktop.documents import docx_ballots, docx_boxes, docx_closing, docx_head, docx_tables, docx_text
from fulian_desktop.documents.content import (
    Addressee,
    AttachmentMark,
    AttachmentNote,
    BallotSheet,
    BlankLine,
    Block,
    Cue,
    Heading,
    Imprint,
    LabelledLine,
    ListItem,
    NameCard,
    NameGrid,
    Note,
    PageBreak,
    PaperContent,
    Paragraph,
    RedHead,
    Signature,
    SignatureLines,
    Spacer,
    SpokenLine,
    StageDirection,
    StrokeBoxes,
    Subtitle,
    Table,
    Title,
    Together,
)
from fulian_desktop.documents.docx_package import add_bare_even_page, finished_package, new_document
from fulian_desktop.documents.docx_parts import (
    WordTable,
    kept_together,
    kept_with_next,
    on_new_page,
)
from fulian_desktop.documents.docx_text import room
from fulian_desktop.documents.docx_xml import parts_xml
from fulian_desktop.documents.paper_files import put_file
from fulian_desktop.documents.rehearsal_papers import marked_if_rehearsing
from fulian_desktop.documents.word_widths import word_page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fulian_desktop.documents.docx_parts import WordPart
    from fulian_desktop.documents.word_widths import WordPage

Progress = Callable[[int, int], None]
"""Called with (blocks written, blocks in all); what it raises ends the writing and leaves no file behind."""

LAYOUTS: dict[type, Callable[..., Iterable[WordPart]]] = {
    RedHead: docx_head.red_head_parts,
    Title: docx_text.title_parts,
    Subtitle: docx_text.subtitle_parts,
    Addressee: docx_text.addressee_parts,
    Heading: docx_text.heading_parts,
    Paragraph: docx_text.paragraph_parts,
    ListItem: docx_text.list_item_parts,
    LabelledLine: docx_text.labelled_parts,
    SpokenLine: docx_text.spoken_parts,
    StageDirection: docx_text.direction_parts,
    Cue: docx_text.cue_parts,
    BlankLine: docx_text.blank_line_parts,
    Spacer: docx_text.spacer_parts,
    Note: docx_text.note_parts,
    AttachmentMark: docx_text.attachment_mark_parts,
    NameCard: docx_boxes.name_card_parts,
    Table: docx_tables.table_parts,
    NameGrid: docx_tables.name_grid_parts,
    StrokeBoxes: docx_tables.stroke_box_parts,
    BallotSheet: docx_ballots.ballot_parts,
    Signature: docx_closing.signature_parts,
    SignatureLines: docx_closing.signature_line_parts,
    AttachmentNote: docx_closing.attachment_note_parts,
    Imprint: docx_closing.imprint_parts,
}
"""How each kind of block is laid out; `Together` and `PageBreak` are handled by the flow itself."""


@dataclass(frozen=True)
class DocxResult:
    """What came of writing a paper; how many pages it has is only known where it is opened.

    Args:
        paragraphs: in the text, those in tables not counted.
        tables: in the text.
        size: of the file, in bytes.
    """

    paragraphs: int
    tables: int
    size: int


def block_parts(page: WordPage, block: Block) -> list[WordPart]:
    """Return the parts of one block.

    Raises:
        TypeError: no layout is known for this kind of block.
    """
    if isinstance(block, Together):
        inner = flow(page, block.blocks)
        if not inner:
            return []
        return docx_tables.framed_parts(page, inner) if block.framed else kept_together(inner)
    layout = LAYOUTS.get(type(block))
    if layout is None:
        raise TypeError(f"no layout for {type(block).__name__}")
    return list(layout(page, block))


def flow(page: WordPage, blocks: tuple[Block, ...], on_progress: Progress | None = None) -> list[WordPart]:
    """Return the parts of blocks in their order, with what binds one block to the next."""
    parts: list[WordPart] = []
    at_top = True
    break_waits = False
    for number, block in enumerate(blocks, start=1):
        following = blocks[number] if number < len(blocks) else None
        if isinstance(block, PageBreak):
            break_waits = break_waits or not at_top
            at_top = True
        elif isinstance(block, NameCard | BallotSheet):  # a page of its own
            cards = block_parts(page, block)
            parts += [on_new_page(cards[0]), *cards[1:]] if parts and cards else cards
            break_waits, at_top = True, True
        elif not (at_top and isinstance(block, Spacer)):  # no empty room at the top of a page
            new = block_parts(page, block)
            is_noted = isinstance(following, Note) and isinstance(block, Table)
            if is_noted or isinstance(following, Signature | SignatureLines):
                new = _bound_at_end(new)
            if new and break_waits:
                new[0] = on_new_page(new[0])
                break_waits = False
            at_top = at_top and not new
            parts += new
        if on_progress is not None:
            on_progress(number, len(blocks))
    return parts


def _bound_at_end(parts: list[WordPart]) -> list[WordPart]:
    """Return parts of which the last lines, or the last row, come on the same page as what follows."""
    bound: list[WordPart] = []
    for part in reversed(parts):
        if isinstance(part, WordTable):
            last = kept_with_next(replace(part, rows=part.rows[-1:]))
            assert isinstance(last, WordTable)
            bound.append(replace(part, rows=part.rows[:-1] + last.rows))
            break
        bound.append(replace(part, keep_next=True, widows=True))
        if part.runs:
            break
    return parts[: len(parts) - len(bound)] + bound[::-1]


def render_docx(content: PaperContent, *, on_progress: Progress | None = None, foot: str = "") -> bytes:
    """Write a paper in memory; the same paper gives the same bytes."""
    return _render(content, on_progress, foot)[0]


def _render(content: PaperContent, on_progress: Progress | None, foot: str) -> tuple[bytes, DocxResult]:
    content = marked_if_rehearsing(content)
    page = word_page(landscape=content.landscape, narrow=content.narrow)
    blocks, imprint, after_blank_page = _imprint_apart(content)
    parts = flow(page, blocks, on_progress)
    document = new_document(content, page, foot)
    last: list[WordPart] = []
    if after_blank_page:
        add_bare_even_page(document)
        last = [room(0), *flow(page, imprint)]
    elif imprint:
        parts += [on_new_page(room(0)), *flow(page, imprint)]
    data = finished_package(document, parts_xml(parts), parts_xml(last))
    parts += last
    tables = sum(isinstance(part, WordTable) for part in parts)
    return data, DocxResult(len(parts) - tables, tables, len(data))


def _imprint_apart(content: PaperContent) -> tuple[tuple[Block, ...], tuple[Block, ...], bool]:
    """Return the blocks, those of 版记 where it needs a new page, and whether a blank one comes before.

    Word does not know "the last even page": where the text ends is asked of the PDF.
    """
    place = next((at for at, block in enumerate(content.blocks) if isinstance(block, Imprint)), None)
    if place is None:
        return content.blocks, (), False
    from fulian_desktop.documents.pdf_writer import render_pdf

    turned = render_pdf(content)[1].pages_for_imprint
    if not turned:
        return content.blocks, (), False
    return content.blocks[:place], content.blocks[place:], turned > 1


def write_docx(
    content: PaperContent, path: Path, *, on_progress: Progress | None = None, foot: str = ""
) -> DocxResult:
    """Write a paper and put it at path, replacing a file of that name only when the new one is complete.

    Args:
        content: the paper.
        path: where it goes; its folder is made when it is missing.
        on_progress: see `Progress`.
        foot: the small words an issued paper bears at the foot of each page; empty for a draft.

    Raises:
        UserFacingError: the folder cannot be written, the disk is full, or the old file is open in WPS or
            Word; the old file is untouched.
    """
    data, result = _render(content, on_progress, foot)
    put_file(path, data)
    return result
