"""Turn blocks of running text into paragraphs of a Word file: titles, headings, lists, notes, the script."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import (
    Addressee,
    Align,
    AttachmentMark,
    BlankLine,
    Cue,
    Heading,
    LabelledLine,
    ListItem,
    Note,
    Paragraph,
    Run,
    Spacer,
    SpokenLine,
    StageDirection,
    Subtitle,
    Text,
    TextStyle,
    Title,
    plain_text,
    runs_of,
)
from fulian_desktop.documents.docx_parts import WordParagraph, WordRun, word_runs
from fulian_desktop.documents.docx_styles import LINE_PITCH, STYLE
from fulian_desktop.documents.title_breaking import break_title
from fulian_desktop.documents.word_widths import characters, em_of

if TYPE_CHECKING:
    from fulian_desktop.documents.word_widths import WordPage

TITLE_PITCH = 1.55
ROOM_UNDER_TITLE = 14.0
CUE_PADDING = 15.0
"""Points between the edge and what a framed word announces, apart from the word itself."""
LEAST_ROOM = 1.0
SLACK = 2.0
"""Points taken off wide gaps: a full page stays one page where rules and small lines take more room."""


def sized(style_id: str, size: float) -> float | None:
    """Return a size when it is not that of the style."""
    return None if STYLE[style_id].size == size else size


def pitch_for(style_id: str, size: float) -> float | None:
    """Return the pitch of lines of a size when it is not that of the style."""
    if STYLE[style_id].size == size:
        return None
    return LINE_PITCH * size / 16.0 if size >= 14 else size * 1.5


def _words(text: Text, style_id: str, style: TextStyle, size: float) -> tuple[WordRun, ...]:
    own = None if STYLE[style_id].font is style else style
    return word_runs(text, style=own, size=sized(style_id, size))


def title_parts(page: WordPage, block: Title) -> list[WordParagraph]:
    """Return the title as one paragraph with line breaks, and room below it to a whole text line."""
    longest = int(page.width / block.size) - 1
    lines = block.lines or break_title(block.text, longest=longest, keep=block.keep)
    pitch = block.size * TITLE_PITCH
    used = pitch * len(lines)
    room = ceil((used + ROOM_UNDER_TITLE) / LINE_PITCH) * LINE_PITCH - used - SLACK
    runs = [
        run for line in lines for run in (*word_runs(line, size=sized("Title", block.size)), WordRun("\n"))
    ]
    line = None if block.size == STYLE["Title"].size else pitch
    return [WordParagraph("Title", tuple(runs[:-1]), line=line, after=room)]


def subtitle_parts(_page: WordPage, block: Subtitle) -> list[WordParagraph]:
    """Return the centred line under the title."""
    runs = _words(block.text, "Subtitle", block.style, block.size)
    return [WordParagraph("Subtitle", runs, line=pitch_for("Subtitle", block.size))]


def addressee_parts(_page: WordPage, block: Addressee) -> list[WordParagraph]:
    """Return the addressee, ending in a full-width colon."""
    runs = runs_of(block.text)
    if not plain_text(runs).endswith("："):
        runs = (*runs, Run("："))
    return [WordParagraph("Addressee", word_runs(runs))]


def heading_parts(_page: WordPage, block: Heading) -> list[WordParagraph]:
    """Return a heading, seen in the outline."""
    return [WordParagraph(f"Heading{min(max(block.level, 1), 4)}", word_runs(block.text))]


def paragraph_parts(_page: WordPage, block: Paragraph) -> list[WordParagraph]:
    """Return running text."""
    style_id = "Official" if block.first_line_indent else "Normal"
    size = sized(style_id, block.size)
    return [
        WordParagraph(
            style_id,
            _words(block.text, style_id, block.style, block.size),
            align=None if block.align is Align.JUSTIFY else block.align,
            left=block.inset or None,
            right=block.inset,
            first=2.0 if (size or block.inset) and block.first_line_indent else 0.0,
            em=em_of(block.size),
            line=pitch_for(style_id, block.size),
            keep_lines=block.together,
        )
    ]


def list_item_parts(_page: WordPage, block: ListItem) -> list[WordParagraph]:
    """Return an item whose lines stand behind its marker."""
    hanging = characters(block.marker)
    runs = _words((Run(block.marker), *runs_of(block.text)), "ListItem", block.style, block.size)
    return [
        WordParagraph(
            "ListItem",
            runs,
            left=block.indent + hanging,
            first=-hanging,
            em=em_of(block.size),
            line=pitch_for("ListItem", block.size),
        )
    ]


def labelled_parts(_page: WordPage, block: LabelledLine) -> list[WordParagraph]:
    """Return a label with its colon and the value behind it."""
    label = block.label + "："
    hanging = characters(label)
    size = sized("Labelled", block.size)
    return [
        WordParagraph(
            "Labelled",
            (*word_runs(label, style=block.label_style, size=size), *word_runs(block.text, size=size)),
            left=block.indent + hanging,
            first=-hanging,
            em=em_of(block.size),
            line=pitch_for("Labelled", block.size),
        )
    ]


def note_parts(_page: WordPage, block: Note) -> list[WordParagraph]:
    """Return small words in 楷体."""
    return [
        WordParagraph(
            "Note",
            word_runs(block.text, size=sized("Note", block.size)),
            left=block.indent or None,
            em=em_of(block.size),
            line=pitch_for("Note", block.size),
        )
    ]


def attachment_mark_parts(_page: WordPage, block: AttachmentMark) -> list[WordParagraph]:
    """Return "附件1" on the first line; the title then stands on the third."""
    return [WordParagraph("AttachmentMark", word_runs(block.text))]


def spoken_parts(_page: WordPage, block: SpokenLine) -> list[WordParagraph]:
    """Return what is said, in large letters."""
    return [_indented("Spoken", block.text, block.size)]


def direction_parts(_page: WordPage, block: StageDirection) -> list[WordParagraph]:
    """Return what is done, in brackets."""
    runs = runs_of(block.text)
    if not plain_text(runs).startswith("（"):
        runs = (Run("（"), *runs, Run("）"))
    return [_indented("Direction", runs, block.size)]


def _indented(style_id: str, text: Text, size: float) -> WordParagraph:
    own = sized(style_id, size)
    return WordParagraph(
        style_id,
        word_runs(text, size=own),
        first=2.0 if own else 0.0,
        em=em_of(size),
        line=pitch_for(style_id, size),
    )


def cue_parts(_page: WordPage, block: Cue) -> list[WordParagraph]:
    """Return a framed word and what to do; with words it belongs to what follows."""
    size = sized("Cue", block.size)
    hanging = characters(block.label) + CUE_PADDING / block.size
    (label,) = word_runs(block.label, style=TextStyle.HEADING, size=size)
    runs = [WordRun(f" {label.text} ", label.font, label.size, framed=True)]
    announces = bool(plain_text(block.text))
    if announces:
        runs += [WordRun("\t"), *word_runs(block.text, size=size)]
    return [
        WordParagraph(
            "Cue",
            tuple(runs),
            left=hanging,
            first=-hanging,
            em=block.size,
            line=pitch_for("Cue", block.size),
            keep_next=announces,
        )
    ]


def blank_line_parts(_page: WordPage, block: BlankLine) -> list[WordParagraph]:
    """Return a line to be filled in by hand."""
    return [
        WordParagraph(
            "FillIn",
            word_runs(block.parts, size=sized("FillIn", block.size)),
            left=block.indent,
            em=em_of(block.size),
            line=pitch_for("FillIn", block.size),
        )
    ]


def spacer_parts(_page: WordPage, block: Spacer) -> list[WordParagraph]:
    """Return an empty paragraph of the height asked for."""
    return [room(block.lines * LINE_PITCH)]


def room(height: float) -> WordParagraph:
    """Return an empty paragraph of a height in points, at least one."""
    return WordParagraph("Room", line=max(height, LEAST_ROOM))
