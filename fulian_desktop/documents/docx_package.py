"""The Word file around the text: page, grid, headers and footers, settings, properties, and its zip.

python-docx brings the package; what its template carries beyond need (a picture of Word, 400 KB of styles of
other people) is taken out. The text itself is streamed into the zip, so that long rosters stay small in
memory. No date and no computer's name is in the file: the same paper gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from fulian_desktop.documents.content import BODY_SIZE
from fulian_desktop.documents.docx_styles import LINE_PITCH, font_table_xml, styles_xml
from fulian_desktop.documents.docx_xml import NAMESPACE, words_xml
from fulian_desktop.documents.fonts import printable
from fulian_desktop.documents.word_widths import BODY_EM, POINTS_PER_MM, TWIPS, twips

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document

    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.word_widths import WordPage

PRODUCER = "妇联会议助手"
FRAME_RISE = 31
"""Points from the text to the frame round a page, the most Word allows."""
NUMBER_SIZE = 14.0
NUMBER_DROP = 7 * POINTS_PER_MM
FOOT_HALF_POINTS = 18
MARK_SIZE = 12.0
MARK_RISE = 8 * POINTS_PER_MM
GRID_UNITS = 4096
"""Parts of a point the pitch of characters is kept in."""
NOT_NEEDED = ("customXml", "numbering", "stylesWithEffects", "webSettings", "thumbnail")
FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
NOT_AT_LINE_START = (
    "!%),.:;?]}~¢°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～"
)
NOT_AT_LINE_END = "([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
_SETTINGS = (
    f'<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
    '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    f'<w:noLineBreaksAfter w:lang="zh-CN" w:val="{NOT_AT_LINE_END}"/>'
    f'<w:noLineBreaksBefore w:lang="zh-CN" w:val="{NOT_AT_LINE_START}"/>'
    "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
    "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{PRODUCER}</Application></Properties>"
)


def new_document(content: PaperContent, page: WordPage, foot: str = "") -> Document:
    """Return a file without text: styles, settings, page, header, footer, properties.

    `foot` are the small words of an issued paper, across from the page number.
    """
    import docx

    document = docx.Document()
    _take_out(document.part)
    _take_out(document.part.package)
    _fill(document.styles.element, styles_xml())
    _fill(document.settings.element, _SETTINGS)
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = font_table_xml().encode()
        elif part.partname == "/docProps/app.xml":
            part._blob = _APP.encode()
    _set_properties(document, content)
    _set_page(document, content, page)
    if foot:
        _set_foot(document.sections[0], page, printable(foot), numbered=content.page_numbers)
    return document


def _take_out(part: Any) -> None:
    for relation_id, relation in list(part.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] in NOT_NEEDED:
            part.rels.pop(relation_id)


def _fill(element: Any, xml: str) -> None:
    """Put the children of a piece of XML in the place of an element's own."""
    from docx.oxml import parse_xml

    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(xml)):
        element.append(child)


def _set_properties(document: Document, content: PaperContent) -> None:
    properties = document.core_properties
    element = properties._element
    for child in list(element):
        element.remove(child)
    properties.title = printable(content.title)[:255]
    properties.author = printable(content.author)[:255]
    properties.language = "zh-CN"


def _set_page(document: Document, content: PaperContent, page: WordPage) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.shared import Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if content.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(page.width_of_sheet), Pt(page.height_of_sheet)
    section.top_margin, section.bottom_margin = Pt(page.top), Pt(page.bottom)
    section.left_margin, section.right_margin = Pt(page.left), Pt(page.right)
    section.gutter = Pt(0)
    section.header_distance = Pt(page.top - MARK_RISE)
    section.footer_distance = Pt(max(0.0, page.bottom - NUMBER_DROP - NUMBER_SIZE))
    properties = section._sectPr
    for name in list(properties.attrib):  # revision marks of whoever made the template
        del properties.attrib[name]
    for grid in properties.xpath("./w:docGrid"):
        properties.remove(grid)
    properties.append(parse_xml(_grid(page)))
    _set_frame(properties, content)
    _set_header_and_footer(section, content)


def _grid(page: WordPage) -> str:
    """Return the grid of the page: as many whole lines and characters as it holds, and no rest.

    Upright that is 22 lines of 28. LibreOffice takes a rest off the text, half of it at each side.
    """
    lines = int(page.height / LINE_PITCH)
    in_line = int(page.width / BODY_EM + 0.01)
    pitch = int(page.height * TWIPS / lines)
    wider = round((page.width / in_line - BODY_SIZE) * GRID_UNITS)
    measures = f'w:linePitch="{pitch}" w:charSpace="{wider}"'
    return f'<w:docGrid xmlns:w="{NAMESPACE}" w:type="linesAndChars" {measures}/>'


def _set_frame(properties: Any, content: PaperContent) -> None:
    from docx.oxml import parse_xml

    if content.page_frame:
        sides = "".join(
            f'<w:{side} w:val="double" w:sz="6" w:space="{FRAME_RISE}" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right")
        )
        frame = f'<w:pgBorders xmlns:w="{NAMESPACE}" w:offsetFrom="text">{sides}</w:pgBorders>'
        properties.xpath("./w:pgMar")[0].addnext(parse_xml(frame))


def _set_header_and_footer(section: Any, content: PaperContent) -> None:
    if content.running_mark:
        mark = f'<w:r><w:t xml:space="preserve">{words_xml(printable(content.running_mark))}</w:t></w:r>'
        for header in (section.header, section.even_page_header):
            header.is_linked_to_previous = False
            _fill(header._element, _in_body("header", "", mark))
    if content.page_numbers:
        right = f'<w:ind w:rightChars="100" w:right="{twips(NUMBER_SIZE)}"/><w:jc w:val="right"/>'
        left = f'<w:ind w:leftChars="100" w:left="{twips(NUMBER_SIZE)}"/>'
        for footer, place in ((section.footer, right), (section.even_page_footer, left)):
            footer.is_linked_to_previous = False
            _fill(footer._element, _in_body("footer", place, _PAGE_NUMBER))


def _set_foot(section: Any, page: WordPage, foot: str, *, numbered: bool) -> None:
    """Put small words across from the page number: at the left of odd pages, at the right of even ones."""
    small = f'<w:rPr><w:sz w:val="{FOOT_HALF_POINTS}"/></w:rPr>'
    words = f'<w:r>{small}<w:t xml:space="preserve">{words_xml(foot)}</w:t></w:r>'
    across = "<w:r><w:tab/></w:r>"
    number = _PAGE_NUMBER if numbered else ""
    for footer, runs, stop in (
        (section.footer, f"{words}{across}{number}", page.width - NUMBER_SIZE),
        (section.even_page_footer, f"{number}{across}{words}", page.width),
    ):
        footer.is_linked_to_previous = False
        place = f'<w:tabs><w:tab w:val="right" w:pos="{twips(stop)}"/></w:tabs><w:jc w:val="left"/>'
        _fill(footer._element, _in_body("footer", place, runs))


def _in_body(style_id: str, place: str, runs: str) -> str:
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{place}</w:pPr>{runs}</w:p>'
    return f'<w:body xmlns:w="{NAMESPACE}">{paragraph}</w:body>'


_PAGE_NUMBER = (
    '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">— </w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve"> —</w:t></w:r>'
)


def add_bare_even_page(document: Document) -> None:
    """Begin the next even page, without a number: that of the imprint where a blank page comes before."""
    from docx.enum.section import WD_SECTION
    from docx.oxml import parse_xml

    section = document.add_section(WD_SECTION.EVEN_PAGE)
    end_of_text = document.element.body.xpath("./w:p/w:pPr")[-1]
    smallest = f'<w:spacing xmlns:w="{NAMESPACE}" w:before="0" w:after="0" w:line="10" w:lineRule="exact"/>'
    end_of_text.insert(0, parse_xml(smallest))
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = False
        _fill(footer._element, _in_body("footer", "", ""))


def finished_package(document: Document, body: Iterable[str], last: Iterable[str] = ()) -> bytes:
    """Return the whole file with its text.

    Args:
        document: what is around the text.
        body: the text, for the first section.
        last: the text of the last section when there are two.
    """
    draft = io.BytesIO()
    document.save(draft)
    finished = io.BytesIO()
    with zipfile.ZipFile(draft) as source, zipfile.ZipFile(finished, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            info = zipfile.ZipInfo(entry.filename, FIRST_ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            data = source.read(entry)
            with target.open(info, "w", force_zip64=False) as stream:
                if entry.filename != "word/document.xml":
                    stream.write(data)
                    continue
                first, final = data.index(b"<w:body>") + len(b"<w:body>"), data.rindex(b"<w:sectPr")
                for before, pieces in ((data[:first], body), (data[first:final], last)):
                    stream.write(before)
                    for piece in pieces:
                        stream.write(piece.encode())
                stream.write(data[final:])
    return finished.getvalue()
