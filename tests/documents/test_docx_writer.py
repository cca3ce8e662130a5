from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, get_args
from xml.etree import ElementTree as ET

import docx
import pytest

from fulian_desktop.documents import paper_files
from fulian_desktop.documents.content import (
    AttachmentNote,
    BlankLine,
    Block,
    Column,
    Cue,
    Heading,
    NameGrid,
    PageBreak,
    PaperContent,
    Paragraph,
    Run,
    Signature,
    SignatureLines,
    Spacer,
    SpokenLine,
    Table,
    TextStyle,
    Title,
    Together,
    blank,
    texts_of,
)
from fulian_desktop.documents.docx_styles import FAMILIES
from fulian_desktop.documents.docx_writer import LAYOUTS, render_docx, write_docx
from fulian_desktop.documents.pdf_writer import render_pdf
from fulian_desktop.errors import UserFacingError
from tools.every_block import every_block

if TYPE_CHECKING:
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4
ISSUER = "三合村妇女联合会"
DAY = "2026年3月6日"

# The order in which the schema (ECMA-376) wants the children of an element, as far as we use it.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl shd tabs kinsoku overflowPunct"
    " autoSpaceDE autoSpaceDN snapToGrid spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts snapToGrid color spacing sz szCs u bdr lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgBorders pgNumType cols titlePg docGrid",
    "style": "name aliases basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
}


def part(data: bytes, name: str = "word/document.xml") -> ET.Element:
    return ET.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def rendered(*blocks: Block, **options: Any) -> bytes:
    return render_docx(PaperContent("材料", blocks, **options))


def document_of(*blocks: Block, **options: Any) -> Any:
    return docx.Document(io.BytesIO(rendered(*blocks, **options)))


def body_of(*blocks: Block, **options: Any) -> ET.Element:
    body = part(rendered(*blocks, **options)).find(f"{W}body")
    assert body is not None
    return body


def words_of(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def paragraph_with(body: ET.Element, words: str) -> ET.Element:
    (found,) = [one for one in body.iter(f"{W}p") if words in words_of(one)]
    return found


def has(paragraph: ET.Element, name: str) -> bool:
    return paragraph.find(f"{W}pPr/{W}{name}") is not None


def value(element: ET.Element, path: str, name: str = "val") -> str:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    assert found is not None, path
    return found.get(f"{W}{name}", "")


# --- Every kind of block ---------------------------------------------------------------------------------


def test_every_kind_of_block_has_a_layout() -> None:
    handled_by_the_flow = {Together, PageBreak}
    assert set(get_args(Block)) == set(LAYOUTS) | handled_by_the_flow


def kinds_in(blocks: tuple[Block, ...]) -> set[type]:
    found = {type(block) for block in blocks}
    for block in blocks:
        if isinstance(block, Together):
            found |= kinds_in(block.blocks)
    return found


def test_the_paper_of_every_kind_of_block_leaves_none_out() -> None:
    assert kinds_in(every_block().blocks) == set(get_args(Block))


@pytest.mark.parametrize("landscape", [False, True])
def test_both_writers_print_all_words_of_every_kind_of_block(landscape: bool) -> None:
    import pypdfium2

    content = every_block(landscape=landscape)
    in_word = re.sub(r"\s", "", words_of(part(render_docx(content))))
    document = pypdfium2.PdfDocument(render_pdf(content)[0])
    in_pdf = re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))
    in_pdf = re.sub(r"内部版注意保管|—\d+—", "", in_pdf)
    words = [
        re.sub(r"\s", "", line)
        for text in texts_of(content.blocks)
        for line in text.split("\n")
        if line.strip()
    ]
    assert len(words) > 100
    for text in words:
        assert text in in_word
    assert set(in_word) == set(in_pdf)


def test_a_kind_of_block_nobody_knows_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError, match="no layout for str"):
        rendered("words")  # type: ignore[arg-type]


# --- The file --------------------------------------------------------------------------------------------


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert render_docx(every_block()) == render_docx(every_block())


def test_the_file_names_the_paper_and_who_wrote_it_and_nothing_else() -> None:
    data = render_docx(PaperContent("会议记录", (Paragraph("甲"),), author=ISSUER))
    core = docx.Document(io.BytesIO(data)).core_properties
    assert (core.title, core.author) == ("会议记录", ISSUER)
    plain = b"".join(zipfile.ZipFile(io.BytesIO(data)).read(name) for name in names_in(data))
    for word in (b"python-docx", b"Microsoft Macintosh", b"dcterms:created", b"lastModifiedBy", b"rsid"):
        assert word not in plain


def names_in(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_no_time_of_making_is_in_the_file_and_it_stays_small() -> None:
    data = render_docx(every_block())
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }
    assert not [name for name in names_in(data) if "thumbnail" in name or "customXml" in name]
    assert len(data) < 25_000


@pytest.mark.parametrize("landscape", [False, True])
def test_every_element_stands_where_the_schema_wants_it(landscape: bool) -> None:
    content = PaperContent(
        "材料", every_block().blocks, landscape=landscape, running_mark="演练", page_frame=True
    )
    data = render_docx(content)
    checked = 0
    for name in names_in(data):
        if not name.startswith("word/") or not name.endswith(".xml") or "theme" in name:
            continue
        for element in part(data, name).iter():
            order = ORDERS.get(element.tag.removeprefix(W), "").split()
            if order:
                places = [order.index(child.tag.removeprefix(W)) for child in element]
                assert places == sorted(places), ET.tostring(element)[:400]
                checked += 1
    assert checked > 500


def test_every_style_a_paragraph_names_is_there() -> None:
    data = render_docx(every_block())
    styles = {style.get(f"{W}styleId") for style in part(data, "word/styles.xml").iter(f"{W}style")}
    named = {
        element.get(f"{W}val")
        for name in names_in(data)
        if name.startswith("word/") and name.endswith(".xml")
        for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for element in part(data, name).iter(f"{W}{kind}")
    }
    assert len(named) > 20
    assert named <= styles


@pytest.mark.parametrize("words", ["甲\x00乙", "甲\u200f乙", "甲\ufffe乙", "<甲>&乙", "甲\ud800乙", "甲😀乙"])
def test_any_words_make_a_file_that_opens(words: str) -> None:
    document = document_of(Paragraph(words), Title(words), Table((Column(words),), ((words,),)))
    text = document.paragraphs[0].text
    assert text.startswith(words[0])
    assert text.endswith("乙")


def test_an_empty_paper_opens() -> None:
    assert document_of().paragraphs == []


def test_progress_is_told_block_by_block() -> None:
    told: list[tuple[int, int]] = []
    content = PaperContent("甲", (Title("甲"), PageBreak(), Paragraph("乙")))
    render_docx(content, on_progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_writing_tells_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "文书" / "会议记录.docx"
    table = Table((Column("姓名"),), (("丁巧云",),))
    result = write_docx(PaperContent("会议记录", (Title("会议记录"), table)), path)
    assert result.size == path.stat().st_size
    assert result.tables == 1
    assert docx.Document(str(path)).tables[0].cell(1, 0).text == "丁巧云"


def test_when_the_file_is_open_in_wps_the_old_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "会议记录.docx"
    path.write_bytes(b"old")

    def refuse(*_paths: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(paper_files.os, "replace", refuse)
    with pytest.raises(UserFacingError, match="正被其他程序打开"):
        write_docx(PaperContent("甲", (Paragraph("甲"),)), path)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["会议记录.docx"]


# --- The page --------------------------------------------------------------------------------------------


def test_the_page_has_the_margins_and_the_grid_of_the_standard() -> None:
    body = body_of(Paragraph("甲"))
    margins = body.find(f"{W}sectPr/{W}pgMar")
    assert margins is not None
    for side, millimetres in (("top", 37), ("left", 28), ("bottom", 35), ("right", 26)):
        assert int(margins.get(f"{W}{side}", "")) == pytest.approx(millimetres * MM, abs=1)
    grid = body.find(f"{W}sectPr/{W}docGrid")
    assert grid is not None
    assert grid.get(f"{W}type") == "linesAndChars"
    assert int(grid.get(f"{W}linePitch", "")) == 579  # 28.95 pt: 22 lines in 225 mm
    assert 16 + int(grid.get(f"{W}charSpace", "")) / 4096 == pytest.approx(15.79, abs=0.01)


def test_a_line_holds_28_characters_and_a_page_22_lines() -> None:
    styles = part(rendered(Paragraph("甲")), "word/styles.xml")
    (normal,) = [style for style in styles.iter(f"{W}style") if style.get(f"{W}styleId") == "Normal"]
    letter = int(value(normal, "rPr/sz")) * 10 + int(value(normal, "rPr/spacing"))
    assert 28 * letter <= 156 * MM < 29 * letter
    line = int(value(normal, "pPr/spacing", "line"))
    assert value(normal, "pPr/spacing", "lineRule") == "exact"
    assert 22 * line <= 225 * MM < 23 * line


def test_a_roster_lies() -> None:
    section = document_of(Paragraph("甲"), landscape=True).sections[0]
    assert section.page_width > section.page_height
    assert (round(section.left_margin.mm), round(section.top_margin.mm)) == (25, 28)


def test_page_numbers_are_fields_right_on_odd_pages_and_left_on_even_ones() -> None:
    data = rendered(Paragraph("甲"))
    document = docx.Document(io.BytesIO(data))
    assert document.settings.odd_and_even_pages_header_footer is True
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    for footer in (odd, even):
        assert footer.text == "— 1 —"
        assert "PAGE" in footer._p.xml
        assert footer.style.font.size.pt == 14
        assert footer.style.element.rPr.rFonts.get(f"{W}eastAsia") == "宋体"
    assert 'w:jc w:val="right"' in odd._p.xml
    assert "w:jc" not in even._p.xml
    assert 'w:rightChars="100"' in odd._p.xml
    assert 'w:leftChars="100"' in even._p.xml


def test_a_paper_can_go_without_page_numbers() -> None:
    assert not [name for name in names_in(rendered(Paragraph("甲"), page_numbers=False)) if "footer" in name]


def test_the_mark_of_an_internal_paper_stands_on_every_page() -> None:
    section = document_of(Paragraph("甲"), running_mark="内部版").sections[0]
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == "内部版"


def test_a_certificate_has_a_frame_round_its_page() -> None:
    assert body_of(Paragraph("甲"), page_frame=True).find(f"{W}sectPr/{W}pgBorders/{W}left") is not None
    assert body_of(Paragraph("甲")).find(f"{W}sectPr/{W}pgBorders") is None


# --- Styles ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style_name", "family", "size"),
    [
        ("Normal", "仿宋", 16),
        ("公文正文", "仿宋", 16),
        ("Title", "方正小标宋简体", 22),
        ("heading 1", "黑体", 16),
        ("heading 2", "楷体", 16),
        ("heading 3", "仿宋", 16),
        ("表头", "黑体", 12),
        ("footer", "宋体", 14),
    ],
)
def test_each_style_has_its_font_in_all_four_places(style_name: str, family: str, size: float) -> None:
    styles = part(rendered(Paragraph("甲")), "word/styles.xml")
    (style,) = [one for one in styles.iter(f"{W}style") if value(one, "name") == style_name]
    for place in ("ascii", "hAnsi", "eastAsia", "cs"):
        assert value(style, "rPr/rFonts", place) == family
    assert int(value(style, "rPr/sz")) == 2 * size


def test_no_font_is_named_that_offices_lack() -> None:
    data = render_docx(every_block())
    named = {
        fonts.get(f"{W}eastAsia")
        for name in ("word/document.xml", "word/styles.xml")
        for fonts in part(data, name).iter(f"{W}rFonts")
    }
    assert named - {None} == set(FAMILIES.values())
    assert "仿宋_GB2312" not in named


def test_running_text_is_indented_by_characters_so_that_it_holds_at_every_size() -> None:
    styles = part(rendered(Paragraph("甲")), "word/styles.xml")
    (official,) = [style for style in styles.iter(f"{W}style") if style.get(f"{W}styleId") == "Official"]
    assert value(official, "pPr/ind", "firstLineChars") == "200"


def test_headings_are_seen_in_the_outline() -> None:
    document = document_of(Heading("一、会议议程"), Heading("（一）审议事项", level=2))
    assert [paragraph.style.name for paragraph in document.paragraphs] == ["Heading 1", "Heading 2"]


def test_quotation_marks_and_dashes_are_told_to_be_chinese() -> None:
    paragraph = paragraph_with(body_of(Paragraph("“巾帼”——行动")), "巾帼")
    assert value(paragraph, "r/rPr/rFonts", "hint") == "eastAsia"


def test_words_in_another_style_name_a_style_of_letters() -> None:
    paragraph = paragraph_with(body_of(Paragraph((Run("甲"), Run("乙", style=TextStyle.HEADING)))), "乙")
    assert [
        value(run, "rPr/rStyle") for run in paragraph.iter(f"{W}r") if run.find(f"{W}rPr") is not None
    ] == ["FontHei"]


def test_a_blank_is_underlined_and_keeps_its_width() -> None:
    paragraph = paragraph_with(body_of(BlankLine((Run("同意"), blank(4), Run("票。")))), "同意")
    runs = list(paragraph.iter(f"{W}r"))
    assert words_of(runs[1]) == "\u3000" * 4
    assert value(runs[1], "rPr/u") == "single"


# --- What stays together ---------------------------------------------------------------------------------


def test_a_vote_of_the_script_is_never_cut_by_a_page_end() -> None:
    vote = (Cue("表决", "清点"), SpokenLine("同意的请举手。"), SpokenLine("请放下。"))
    body = body_of(Together(vote), Paragraph("随后"))
    assert has(paragraph_with(body, "清点"), "keepNext")
    assert has(paragraph_with(body, "同意的"), "keepNext")
    assert not has(paragraph_with(body, "请放下"), "keepNext")
    framed = body_of(Together(vote, framed=True))
    table = framed.find(f"{W}tbl")
    assert table is not None
    assert table.find(f"{W}tr/{W}trPr/{W}cantSplit") is not None
    assert words_of(table) == " 表决 清点同意的请举手。请放下。"


def test_a_signature_is_never_alone_on_its_page() -> None:
    body = body_of(Paragraph("随文的最后一段。"), Signature((ISSUER,), DAY))
    assert has(paragraph_with(body, "随文的最后一段"), "keepNext")
    assert has(paragraph_with(body, ISSUER), "keepNext")
    table = Table((Column("姓名"),), (("丁巧云",), ("苏晓棠",)))
    rows = list(body_of(table, SignatureLines(("主持人（签字）",))).iter(f"{W}tr"))
    assert has(paragraph_with(rows[2], "苏晓棠"), "keepNext")


def test_what_follows_a_page_break_begins_a_page_whatever_it_is() -> None:
    body = body_of(PageBreak(), Paragraph("第一页"), PageBreak(), Paragraph("第二页"))
    assert not has(paragraph_with(body, "第一页"), "pageBreakBefore")
    assert has(paragraph_with(body, "第二页"), "pageBreakBefore")
    table = Table((Column("姓名"),), (("丁巧云",),))
    body = body_of(Paragraph("第一页"), PageBreak(), Spacer(2.0), table)
    assert has(paragraph_with(body, "姓名"), "pageBreakBefore")
    assert len(list(body.iter(f"{W}pageBreakBefore"))) == 1


# --- Tables and names ------------------------------------------------------------------------------------


def a_roster(count: int) -> Table:
    columns = (Column("序号", 0.6), Column("姓名", 1.4, is_name=True), Column("职务", 2))
    return Table(columns, tuple((str(n), "丁云", "执委") for n in range(1, count + 1)), row_height_mm=12)


def test_a_roster_repeats_its_head_and_tears_no_row() -> None:
    rows = list(body_of(a_roster(300)).iter(f"{W}tr"))
    assert len(rows) == 301
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 300
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [int(words_of(row).split("丁")[0]) for row in rows[1:]] == list(range(1, 301))


def test_the_columns_share_the_text_width() -> None:
    body = body_of(a_roster(1))
    widths = [int(column.get(f"{W}w", "")) for column in body.iter(f"{W}gridCol")]
    assert sum(widths) == pytest.approx(156 * MM, abs=2)
    assert widths[2] / widths[0] == pytest.approx(2 / 0.6, rel=0.01)


def test_the_last_row_does_not_go_to_a_page_of_its_own() -> None:
    rows = list(body_of(a_roster(3)).iter(f"{W}tr"))
    assert [row.find(f".//{W}keepNext") is not None for row in rows] == [True, False, True, False]


def test_a_head_can_group_columns() -> None:
    columns = (Column("姓名"), Column("学历", group="文化程度"), Column("学位", group="文化程度"))
    document = document_of(Table(columns, (("丁巧云", "大专", "学士"),)))
    grid = document.tables[0]
    assert [grid.cell(0, column).text for column in range(3)] == ["姓名", "文化程度", "文化程度"]
    assert [grid.cell(1, column).text for column in range(3)] == ["姓名", "学历", "学位"]
    assert [grid.cell(2, column).text for column in range(3)] == ["丁巧云", "大专", "学士"]


def test_a_name_of_two_is_spread_without_a_space_in_it() -> None:
    document = document_of(NameGrid(("李祎", "沈丽华")))
    short, long = (document.tables[0].cell(0, column).paragraphs[0] for column in range(2))
    assert (short.text, long.text) == ("李祎", "沈丽华")
    assert [run._r.xml.count("w:spacing") for run in short.runs] == [1, 0]
    assert 'w:val="320"' in short.runs[0]._r.xml  # one character of 16 pt


def test_a_name_too_long_for_its_place_takes_the_next_one_too() -> None:
    document = document_of(NameGrid(("沈丽华", "古丽娜尔·艾合买提", "李祎"), per_row=3))
    assert [row.cells[0].text for row in document.tables[0].rows] == ["沈丽华", "李祎"]
    assert document.tables[0].cell(0, 1).text == document.tables[0].cell(0, 2).text == "古丽娜尔·艾合买提"


def test_attachments_are_aligned_behind_their_label() -> None:
    body = body_of(AttachmentNote(("执委名册", "签到册")))
    first, second = body.iter(f"{W}p")
    assert (words_of(first), words_of(second)) == ("附件：1.执委名册", "2.签到册")
    assert value(first, "pPr/ind", "leftChars") == value(second, "pPr/ind", "leftChars") == "600"
    assert value(first, "pPr/ind", "hangingChars") == "400"
    assert value(second, "pPr/ind", "hangingChars") == "100"


def test_a_date_with_a_seal_stands_four_characters_from_the_edge_and_the_issuer_above_its_middle() -> None:
    body = body_of(Paragraph("甲"), Signature((ISSUER,), DAY))
    issuer, date = paragraph_with(body, ISSUER), paragraph_with(body, DAY)
    assert value(date, "pPr/ind", "rightChars") == "400"
    # 2026年3月6日 is six characters wide, the issuer eight: one sticks out on either side.
    assert value(issuer, "pPr/ind", "rightChars") == "300"


def test_a_date_without_a_seal_begins_two_characters_right_of_the_issuer() -> None:
    body = body_of(Paragraph("甲"), Signature((ISSUER,), DAY, seal_space=False))
    issuer, date = paragraph_with(body, ISSUER), paragraph_with(body, DAY)
    issuer_begins = 28 - int(value(issuer, "pPr/ind", "rightChars")) / 100 - 8
    date_begins = 28 - int(value(date, "pPr/ind", "rightChars")) / 100 - 6
    assert date_begins - issuer_begins == pytest.approx(2, abs=0.02)


# --- Too little and too much -----------------------------------------------------------------------------


def test_empty_lists_make_a_file_that_opens() -> None:
    document = document_of(
        Table((Column("姓名"),), ()),
        SignatureLines(()),
        NameGrid(()),
        AttachmentNote(()),
        Together(()),
        Together((PageBreak(),), framed=True),
        Signature((), DAY),
    )
    assert [row.cells[0].text for row in document.tables[0].rows] == ["姓名"]
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == [DAY]


def test_300_names_and_a_name_of_60_characters_are_all_there() -> None:
    names = tuple(f"丁巧{chr(0x4E00 + number)}" for number in range(300))
    long_name = "阿" * 60
    data = rendered(NameGrid((*names, long_name)), Table((Column("姓名", is_name=True),), ((long_name,),)))
    words = words_of(part(data))
    assert words.count("丁巧") == 300
    assert words.count(long_name) == 2
    for name in names:
        assert name in words
