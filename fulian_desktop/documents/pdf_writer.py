"""Draw a paper as a PDF file: A4, embedded fonts, the look of GB/T 9704-2012."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fulian_desktop.documents import (
    ballot_layout,
    card_layout,
    closing_layout,
    head_layout,
    stroke_boxes,
    table_layout,
    text_layout,
)
from fulian_desktop.documents.archival import make_archival
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
    TextStyle,
    Title,
    Together,
)
from fulian_desktop.documents.fonts import font_book, printable
from fulian_desktop.documents.page_flow import PageFlow, PaperFoot, Slab, gap, keep_together
from fulian_desktop.documents.paper_files import put_file
from fulian_desktop.documents.rehearsal_papers import marked_if_rehearsing
from fulian_desktop.documents.text_layout import Sheet
from fulian_desktop.documents.typesetting import LINE_PITCH, Geometry, Pen, Typesetter, geometry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PRODUCER = "妇联会议助手"
LINES_KEPT_WITH_SIGNATURE = 2
Progress = Callable[[int, int], None]
"""Called with (blocks drawn, blocks in all); what it raises ends the writing and leaves no file behind."""

_LAYOUTS: dict[type, Callable[..., Iterable[Slab]]] = {
    RedHead: head_layout.red_head_slabs,
    Title: text_layout.title_slabs,
    Subtitle: text_layout.subtitle_slabs,
    Addressee: text_layout.addressee_slabs,
    Heading: text_layout.heading_slabs,
    Paragraph: text_layout.paragraph_slabs,
    ListItem: text_layout.list_item_slabs,
    LabelledLine: text_layout.labelled_slabs,
    SpokenLine: text_layout.spoken_slabs,
    StageDirection: text_layout.direction_slabs,
    Cue: text_layout.cue_slabs,
    BlankLine: text_layout.blank_line_slabs,
    Note: text_layout.note_slabs,
    AttachmentMark: text_layout.attachment_mark_slabs,
    Signature: closing_layout.signature_slabs,
    SignatureLines: closing_layout.signature_line_slabs,
    AttachmentNote: closing_layout.attachment_note_slabs,
    Imprint: closing_layout.imprint_slabs,
    NameCard: card_layout.name_card_slabs,
    NameGrid: table_layout.name_grid_slabs,
    StrokeBoxes: stroke_boxes.stroke_box_slabs,
    BallotSheet: ballot_layout.ballot_slabs,
}
_engine_lock = threading.Lock()
"""The PDF engine keeps its fonts in global tables; one paper is drawn at a time."""


@dataclass(frozen=True)
class PdfResult:
    """What came of writing a paper.

    Args:
        pages: number of pages.
        missing_characters: characters no font has, drawn as their codes, in the order met.
        pages_for_imprint: of the pages, those begun only so that 版记 stands on the last even one: 0, 1 or 2.
    """

    pages: int
    missing_characters: tuple[str, ...]
    pages_for_imprint: int = 0


def block_slabs(sheet: Sheet, block: Block) -> Iterable[Slab]:
    """Return the strips of one block."""
    if isinstance(block, Table):
        return table_layout.TableLayout(sheet, block).slabs()
    if isinstance(block, Together):
        return _together_slabs(sheet, block)
    if isinstance(block, Spacer):
        return [gap(block.lines * LINE_PITCH)]
    if isinstance(block, PageBreak):
        return [Slab(0.0, lambda _pen, _top: None, new_page=True)]
    return _LAYOUTS[type(block)](sheet, block)


def _together_slabs(sheet: Sheet, block: Together) -> list[Slab]:
    slabs = [slab for inner in block.blocks for slab in block_slabs(sheet, inner)]
    if not slabs:
        return []
    framed = text_layout.framed_slab(sheet, slabs)
    if block.framed and framed.height <= sheet.page.height:
        return [framed]
    return keep_together(slabs)


def _paper_slabs(sheet: Sheet, blocks: tuple[Block, ...], progress: Progress | None) -> Iterator[Slab]:
    for number, block in enumerate(blocks, start=1):
        following = blocks[number] if number < len(blocks) else None
        slabs = block_slabs(sheet, block)
        if isinstance(following, Signature | SignatureLines):
            slabs = _bound_at_end(list(slabs))
        elif isinstance(following, Note) and isinstance(block, Table):
            slabs = _last_bound(slabs)
        yield from slabs
        if progress is not None:
            progress(number, len(blocks))


def _last_bound(slabs: Iterable[Slab]) -> Iterator[Slab]:
    """Yield strips of which the last comes on the same page as what follows, however many there are."""
    before: Slab | None = None
    for slab in slabs:
        if before is not None:
            yield before
        before = slab
    if before is not None:
        yield replace(before, keep_with_next=True)


def _bound_at_end(slabs: list[Slab]) -> list[Slab]:
    """Return strips of which the last ones come on the same page as what follows."""
    cut = max(0, len(slabs) - LINES_KEPT_WITH_SIGNATURE)
    return slabs[:cut] + [replace(slab, keep_with_next=True) for slab in slabs[cut:]]


def render_pdf(
    content: PaperContent,
    *,
    invariant: bool = True,
    prefer_system: bool | None = None,
    on_progress: Progress | None = None,
    foot: PaperFoot | None = None,
) -> tuple[bytes, PdfResult]:
    """Draw a paper in memory.

    Args:
        content: the paper.
        invariant: the same paper gives the same bytes; no date of making in the file but that of its issue.
        prefer_system: draw with this computer's own fonts where it has them; None: as the office chose.
        on_progress: see `Progress`.
        foot: number and check code of an issued paper.

    Raises:
        UserFacingError: a bundled font is missing or damaged.
    """
    from reportlab.pdfgen.canvas import Canvas

    content = marked_if_rehearsing(content)
    with _engine_lock:
        page = geometry(landscape=content.landscape)
        book = font_book(prefer_system=prefer_system)
        buffer = io.BytesIO()
        canvas = Canvas(
            buffer,
            pagesize=(page.page_width, page.page_height),
            invariant=1 if invariant else 0,
            pageCompression=1,
            initialFontName=book.first_font_name(TextStyle.BODY),
            lang="zh-CN",
        )
        canvas.setTitle(printable(content.title))
        canvas.setAuthor(printable(content.author))
        canvas.setCreator(PRODUCER)
        canvas.setProducer(PRODUCER)
        make_archival(canvas, moment=foot.moment if foot else "")
        pen = Pen(canvas, Typesetter(book))
        flow = _flow(pen, page, content, foot)
        flow.add(_paper_slabs(Sheet(page, pen.typesetter), content.blocks, on_progress))
        flow.finish()
        canvas.showPage()
        canvas.save()
    return buffer.getvalue(), PdfResult(flow.pages, tuple(pen.missing), flow.pages_for_imprint)


def _flow(pen: Pen, page: Geometry, content: PaperContent, foot: PaperFoot | None) -> PageFlow:
    return PageFlow(
        pen,
        page,
        page_numbers=content.page_numbers,
        running_mark=printable(content.running_mark),
        page_frame=content.page_frame,
        foot=foot,
        watermark=printable(content.watermark),
    )


def write_pdf(
    content: PaperContent,
    path: Path,
    *,
    invariant: bool = True,
    prefer_system: bool | None = None,
    on_progress: Progress | None = None,
) -> PdfResult:
    """Draw a paper and put it at path, replacing a file of that name only when the new one is complete.

    Args:
        content: the paper.
        path: where it goes; its folder is made when it is missing.
        invariant: the same paper gives the same bytes.
        prefer_system: draw with this computer's own fonts where it has them; None: as the office chose.
        on_progress: see `Progress`.

    Raises:
        UserFacingError: the folder cannot be written, the disk is full, or the old file is open elsewhere;
            the old file is untouched.
    """
    data, result = render_pdf(
        content, invariant=invariant, prefer_system=prefer_system, on_progress=on_progress
    )
    put_file(path, data)
    return result
