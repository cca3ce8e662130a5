"""Write the records of `docx_parts` as WordprocessingML (ECMA-376), element order as the schema wants it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from fulian_desktop.documents.content import Align, TextStyle
from fulian_desktop.documents.docx_parts import WordParagraph, WordRun, WordTable
from fulian_desktop.documents.word_widths import BODY_EM, twips

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fulian_desktop.documents.docx_parts import WordBox, WordCell, WordPart, WordRow

EMU = 12700
"""Parts of a point drawings are kept in."""
HALF_TURN = 180 * 60000
MOST_BOXES = 2
_SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT_STYLES = {
    TextStyle.BODY: "FontFang",
    TextStyle.TITLE: "FontTitle",
    TextStyle.HEADING: "FontHei",
    TextStyle.KAI: "FontKai",
    TextStyle.SONG: "FontSong",
}
"""Character styles, one for each style of letters."""
_JUSTIFY = {Align.JUSTIFY: "both", Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_EITHER_WIDTH = re.compile("[“”‘’…—·×°]")
"""Marks that Word sets narrow, as in Latin text, unless it is told that they are Chinese."""
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parts_xml(parts: Iterable[WordPart]) -> Iterator[str]:
    """Yield parts piece by piece, a table row by row."""
    for number, part in enumerate(parts, start=1):
        if isinstance(part, WordTable):
            yield from table_xml(part)
        else:
            yield paragraph_xml(part, number)


def words_xml(text: str) -> str:
    """Return words as they stand inside an element; what XML cannot hold becomes U+FFFD."""
    return escape(_NOT_XML.sub("\ufffd", text))


def paragraph_xml(part: WordParagraph, number: int = 1) -> str:
    """Return one paragraph; its number among its neighbours makes names of boxes differ."""
    runs = "".join(run_xml(run) for run in part.runs)
    boxes = "".join(
        box_xml(box, number * MOST_BOXES + place) for place, box in enumerate(part.boxes[:MOST_BOXES])
    )
    return f"<w:p>{_paragraph_properties(part)}{runs}{boxes}</w:p>"


def box_xml(box: WordBox, number: int) -> str:
    """Return a text box at a fixed place on the page."""
    left, top, width, height = (round(length * EMU) for length in (box.left, box.top, box.width, box.height))
    turn = f' rot="{HALF_TURN}"' if box.turned else ""
    words = "".join(paragraph_xml(paragraph) for paragraph in box.paragraphs)
    shape = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm{turn}><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>"
        f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/>'
        "</wps:bodyPr></wps:wsp>"
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/><wp:docPr id="{number}" name="box{number}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_SHAPES}">{shape}</a:graphicData>'
        "</a:graphic></wp:anchor>"
    )
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{_CHOICE}"><mc:Choice xmlns:wps="{_SHAPES}" Requires="wps">'
        f'<w:drawing xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main">{anchor}'
        "</w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _paragraph_properties(part: WordParagraph) -> str:
    flags = (
        ("keepNext", part.keep_next),
        ("keepLines", part.keep_lines),
        ("pageBreakBefore", part.new_page),
    )
    inner = [f'<w:pStyle w:val="{part.style}"/>']
    inner += [f"<w:{name}/>" for name, is_set in flags if is_set]
    if part.foot_width:
        inner.append(_frame_at_foot(part.foot_width))
    if part.widows:
        inner.append("<w:widowControl/>")
    if part.stop:
        inner.append(f'<w:tabs><w:tab w:val="right" w:pos="{twips(part.stop)}"/></w:tabs>')
    inner += [_spacing(part), _indent(part)]
    if part.align is not None:
        inner.append(f'<w:jc w:val="{_JUSTIFY[part.align]}"/>')
    return f"<w:pPr>{''.join(inner)}</w:pPr>"


def _frame_at_foot(width: float) -> str:
    return (
        f'<w:framePr w:w="{twips(width)}" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin"'
        ' w:xAlign="left" w:yAlign="bottom"/>'
    )


def _spacing(part: WordParagraph) -> str:
    values = []
    if part.before:
        values.append(f'w:before="{twips(part.before)}"')
    if part.after is not None:
        values.append(f'w:after="{twips(part.after)}"')
    if part.line is not None:
        values.append(f'w:line="{twips(part.line)}" w:lineRule="exact"')
    return f"<w:spacing {' '.join(values)}/>" if values else ""


def _indent(part: WordParagraph) -> str:
    """Return indents in characters where they are those of 3号, which Word counts by, and always in twips."""
    values = []
    if part.left is not None:
        values.append(_indent_value("left", part.left, part.em))
    if part.right:
        values.append(_indent_value("right", part.right, part.em))
    if part.first:
        values.append(_indent_value("firstLine" if part.first > 0 else "hanging", abs(part.first), part.em))
    return f"<w:ind {' '.join(values)}/>" if values else ""


def _indent_value(side: str, length: float, em: float) -> str:
    counted = f'w:{side}Chars="{round(length * 100)}" ' if em == BODY_EM else ""
    return f'{counted}w:{side}="{twips(length * em)}"'


def run_xml(run: WordRun) -> str:
    """Return one run."""
    inner = []
    if run.font is not None:
        inner.append(f'<w:rStyle w:val="{FONT_STYLES[run.font]}"/>')
    if _EITHER_WIDTH.search(run.text):
        inner.append('<w:rFonts w:hint="eastAsia"/>')
    if run.widened:
        inner.append(f'<w:spacing w:val="{twips(run.widened)}"/>')
    if run.size is not None:
        inner.append(f'<w:sz w:val="{round(run.size * 2)}"/><w:szCs w:val="{round(run.size * 2)}"/>')
    if run.underline:
        inner.append('<w:u w:val="single"/>')
    if run.framed:
        inner.append('<w:bdr w:val="single" w:sz="8" w:space="0" w:color="auto"/>')
    properties = f"<w:rPr>{''.join(inner)}</w:rPr>" if inner else ""
    return f"<w:r>{properties}{''.join(_words(run.text))}</w:r>"


def _words(text: str) -> Iterator[str]:
    for piece in re.split("([\t\n])", text):
        if piece in _BREAKS:
            yield _BREAKS[piece]
        elif piece:
            yield f'<w:t xml:space="preserve">{words_xml(piece)}</w:t>'


def table_xml(table: WordTable) -> Iterator[str]:
    """Yield one table with fixed widths, row by row."""
    widths = _whole_widths(table.widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield f"<w:tbl>{_table_properties(table)}<w:tblGrid>{grid}</w:tblGrid>"
    for row in table.rows:
        yield _row_xml(row, widths)
    yield "</w:tbl>"


def _whole_widths(widths: tuple[float, ...]) -> list[int]:
    """Return widths in twips whose sum is that of the exact ones."""
    edges = [0]
    total = 0.0
    for width in widths:
        total += width
        edges.append(twips(total))
    return [end - start for start, end in pairwise(edges)]


def _table_properties(table: WordTable) -> str:
    side, edge = twips(table.padding), twips(table.margin)
    margins = "".join(
        f'<w:{name} w:w="{width}" w:type="dxa"/>'
        for name, width in (("top", edge), ("left", side), ("bottom", edge), ("right", side))
    )
    return (
        f'<w:tblPr><w:tblStyle w:val="{table.style}"/>'
        f'<w:tblW w:w="{twips(sum(table.widths))}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(table.indent)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
    )


def _row_xml(row: WordRow, widths: list[int]) -> str:
    inner = ["<w:cantSplit/>"]
    if row.height:
        inner.append(f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>')
    if row.is_head:
        inner.append("<w:tblHeader/>")
    cells = []
    column = 0
    for cell in row.cells:
        cells.append(_cell_xml(cell, sum(widths[column : column + cell.span])))
        column += cell.span
    return f"<w:tr><w:trPr>{''.join(inner)}</w:trPr>{''.join(cells)}</w:tr>"


def _cell_xml(cell: WordCell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    upright = "top" if cell.at_top else "center"
    inner = "".join(parts_xml(cell.parts))
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="{upright}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"
