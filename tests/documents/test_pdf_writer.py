from __future__ import annotations

import errno
import re
import zlib
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents import paper_files
from fulian_desktop.documents.content import (
    Addressee,
    Align,
    AttachmentMark,
    AttachmentNote,
    BlankLine,
    Block,
    Column,
    Cue,
    Heading,
    Imprint,
    LabelledLine,
    ListItem,
    NameGrid,
    Note,
    PageBreak,
    PaperContent,
    Paragraph,
    Run,
    Signature,
    SignatureLines,
    Spacer,
    SpokenLine,
    StageDirection,
    Subtitle,
    Table,
    Title,
    Together,
    blank,
    name_run,
)
from fulian_desktop.documents.pdf_writer import render_pdf, write_pdf
from fulian_desktop.documents.preview import extract_text, page_count, render_page
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from pathlib import Path

ISSUER = "三合村妇女联合会"
RARE_NAMES = ("龑玥", "周𬱖", "王𫖯", "赵㛃", "陈䶮")
RESOLUTION = PaperContent(
    "关于工作报告的决议",
    (
        Title("三合村妇女联合会第七届执行委员会第三次会议关于工作报告的决议"),
        Subtitle("（2026年3月6日通过）"),
        Paragraph("会议听取和审议了主席沈丽华同志所作的工作报告。应到13名，实到11名，同意10票，弃权1票。"),
        Signature((ISSUER,), "2026年3月6日"),
    ),
    author=ISSUER,
)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def pages_of(path: Path) -> list[str]:
    return [squeezed(page) for page in extract_text(path).split("\f")]


def written(tmp_path: Path, *blocks: Block, landscape: bool = False, running_mark: str = "") -> Path:
    path = tmp_path / "paper.pdf"
    content = PaperContent("材料", blocks, landscape=landscape, running_mark=running_mark)
    result = write_pdf(content, path)
    assert result.missing_characters == ()
    return path


def streams(data: bytes) -> bytes:
    """Return the PDF with every stream unpacked."""
    import base64

    def unpack(match: re.Match[bytes]) -> bytes:
        body = match.group(1)
        try:
            return zlib.decompress(base64.a85decode(body.strip(), adobe=body.strip().startswith(b"<~")))
        except (ValueError, zlib.error):
            text = body.strip().removesuffix(b"~>")
            try:
                return zlib.decompress(base64.a85decode(text))
            except (ValueError, zlib.error):
                return body

    return re.sub(rb"stream\r?\n(.*?)endstream", unpack, data, flags=re.DOTALL)


def test_the_text_of_a_paper_can_be_copied_back(tmp_path: Path) -> None:
    path = tmp_path / "决议.pdf"
    result = write_pdf(RESOLUTION, path)
    assert result.pages == 1
    assert result.missing_characters == ()
    text = squeezed(extract_text(path))
    assert "三合村妇女联合会第七届执行委员会第三次会议关于工作报告的决议" in text
    assert "会议听取和审议了主席沈丽华同志所作的工作报告。应到13名，实到11名，同意10票，弃权1票。" in text
    assert text.endswith("三合村妇女联合会2026年3月6日—1—")


@pytest.mark.parametrize("name", RARE_NAMES)
def test_rare_names_are_drawn_and_can_be_searched(tmp_path: Path, name: str) -> None:
    path = written(
        tmp_path,
        Title(f"{name}同志"),
        Paragraph((name_run(name), Run("当选"))),
        Note(f"注{name}"),
        NameGrid((name,)),
    )
    text = squeezed(extract_text(path))
    assert text.count(name) == 4


def test_every_font_is_embedded_as_a_subset_and_none_is_borrowed() -> None:
    data, _ = render_pdf(RESOLUTION)
    plain = streams(data)
    names = set(re.findall(rb"/BaseFont /([^\s/]+)", plain))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+Fulian\w+-\w+", name) for name in names)
    assert plain.count(b"/FontFile2") == len(names)
    assert b"Helvetica" not in plain


def test_the_file_names_the_paper_and_who_wrote_it(tmp_path: Path) -> None:
    import pypdfium2

    path = tmp_path / "p.pdf"
    write_pdf(RESOLUTION, path)
    with pypdfium2.PdfDocument(path) as document:
        facts = document.get_metadata_dict()
    assert facts["Title"] == "关于工作报告的决议"
    assert facts["Author"] == ISSUER


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert render_pdf(RESOLUTION)[0] == render_pdf(RESOLUTION)[0]


def test_a_full_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    path = written(tmp_path, Paragraph("村" * (22 * 28 + 1), first_line_indent=False))
    first, second = extract_text(path).split("\f")
    lines = [line for line in first.splitlines() if "村" in line]
    assert [line.count("村") for line in lines] == [28] * 22
    assert second.count("村") == 1


def test_the_text_block_lies_where_the_standard_puts_it(tmp_path: Path) -> None:
    path = written(tmp_path, Paragraph("村" * 22 * 28, first_line_indent=False))
    page = render_page(path, 0, 72)
    assert (page.width, page.height) == (596, 842)
    columns = [
        x for x in range(page.width) if any(is_dark(page.pixels, page.stride, x, y) for y in range(100, 730))
    ]
    assert 28 / 25.4 * 72 <= columns[0] <= 28 / 25.4 * 72 + 3
    assert 184 / 25.4 * 72 - 3 <= columns[-1] <= 184 / 25.4 * 72 + 1


def is_dark(pixels: bytes, stride: int, x: int, y: int) -> bool:
    return pixels[y * stride + 3 * x] < 128


def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones(tmp_path: Path) -> None:
    path = written(tmp_path, Paragraph("甲"), PageBreak(), Paragraph("乙"))
    rows = range(int((297 - 35) / 25.4 * 72), 842)
    for index, expected_right in ((0, True), (1, False)):
        page = render_page(path, index, 72)
        dark = [x for y in rows for x in range(page.width) if is_dark(page.pixels, page.stride, x, y)]
        assert dark
        assert (min(dark) > page.width / 2) is expected_right


def test_a_paper_can_go_without_page_numbers(tmp_path: Path) -> None:
    path = tmp_path / "p.pdf"
    write_pdf(PaperContent("甲", (Paragraph("甲"),), page_numbers=False), path)
    assert squeezed(extract_text(path)) == "甲"


def test_the_mark_of_an_internal_paper_stands_on_every_page(tmp_path: Path) -> None:
    path = written(tmp_path, Paragraph("甲"), PageBreak(), Paragraph("乙"), running_mark="内部版")
    assert all("内部版" in page for page in pages_of(path))


def three_hundred() -> Table:
    columns = (
        Column("序号", 0.6),
        Column("姓名", 1.4, is_name=True),
        Column("职务", 2, Align.LEFT),
        Column("签名", 2),
    )
    rows = tuple((f"第{n}号", f"丁{'云' * (n % 3 + 1)}", "执委", "") for n in range(1, 301))
    return Table(columns, rows, row_height_mm=12)


def test_a_table_of_300_names_repeats_its_head_and_tears_no_row(tmp_path: Path) -> None:
    pages = pages_of(written(tmp_path, Title("签到册"), three_hundred()))
    assert len(pages) > 10
    assert all(page.count("序号姓名职务签名") == 1 for page in pages)
    found = [int(number) for page in pages for number in re.findall(r"第(\d+)号丁云+执委", page)]
    assert found == list(range(1, 301))


def test_a_row_grows_for_text_that_wraps_and_keeps_all_of_it(tmp_path: Path) -> None:
    resume = "曾任第三网格网格员、巾帼志愿服务队队长、村务监督委员会委员" * 3
    table = Table((Column("姓名", 1, is_name=True), Column("简历", 2, Align.LEFT)), (("苏晓棠", resume),))
    assert resume in squeezed(extract_text(written(tmp_path, table)))


def test_the_last_row_does_not_go_to_a_page_of_its_own(tmp_path: Path) -> None:
    rows = tuple((f"第{n}行",) for n in range(1, 19))
    pages = pages_of(written(tmp_path, Table((Column("职务"),), rows, row_height_mm=12)))
    assert pages[1] == "职务第17行第18行—2—"


def test_a_row_that_no_page_can_hold_is_set_smaller_and_not_cut(tmp_path: Path) -> None:
    resume = "曾任第三网格网格员" * 70
    table = Table((Column("姓名", 1, is_name=True), Column("简历", 2, Align.LEFT)), (("苏晓棠", resume),))
    (page,) = pages_of(written(tmp_path, table, landscape=True))
    assert resume in page


def test_a_head_can_group_columns(tmp_path: Path) -> None:
    columns = (Column("姓名"), Column("学历", group="文化程度"), Column("学位", group="文化程度"))
    text = squeezed(
        extract_text(written(tmp_path, Table(columns, (("丁巧云", "大专", ""),)), landscape=True))
    )
    assert text.count("文化程度") == 1
    assert "学历" in text
    assert "学位" in text


def test_a_vote_of_the_script_is_never_cut_by_a_page_end(tmp_path: Path) -> None:
    def vote(number: int) -> Together:
        return Together(
            (
                Cue("表决", f"议项{number}"),
                SpokenLine("现在进行举手表决。同意的请举手。请放下。不同意的请举手。弃权的请举手。"),
                StageDirection("计票"),
                BlankLine((Run("同意"), blank(), Run(f"票，议项{number}到此为止。"))),
            ),
            framed=number % 2 == 0,
        )

    pages = pages_of(written(tmp_path, *(vote(number) for number in range(1, 20))))
    assert len(pages) > 4
    for number in range(1, 20):
        (page,) = [page for page in pages if f"议项{number}现在" in page]
        assert f"议项{number}到此为止" in page


def test_a_group_longer_than_a_page_still_prints_all_of_it(tmp_path: Path) -> None:
    pages = pages_of(
        written(tmp_path, Together(tuple(SpokenLine(f"第{n}句。") for n in range(60)), framed=True))
    )
    assert "".join(pages).count("句。") == 60


def test_a_heading_does_not_stay_behind_at_the_foot_of_a_page(tmp_path: Path) -> None:
    pages = pages_of(
        written(
            tmp_path, Paragraph("村" * 28 * 21, first_line_indent=False), Heading("一、议程"), Paragraph("甲")
        )
    )
    assert "一、议程" not in pages[0]
    assert pages[1].startswith("一、议程甲")


def test_a_signature_is_never_alone_on_its_page(tmp_path: Path) -> None:
    body = Paragraph("村" * 28 * 21, first_line_indent=False)
    pages = pages_of(written(tmp_path, body, Signature((ISSUER,), "2026年3月6日")))
    assert pages[1].startswith("村" * 56 + ISSUER)


def test_every_kind_of_block_prints_its_words(tmp_path: Path) -> None:
    blocks = (
        AttachmentMark("附件1"),
        Title("甲题", lines=("标题第一行", "标题第二行")),
        Addressee("清溪镇妇联"),
        Heading("（一）二级", level=2),
        Heading("1.三级", level=3),
        ListItem("1.", "第一项"),
        LabelledLine("请假", "周秀英（生病）"),
        StageDirection("停顿"),
        Cue("鼓掌"),
        Spacer(2),
        AttachmentNote(("名册", "签到册")),
        SignatureLines(("主持人（签字）", "记录人（签字）")),
        Signature(("清溪镇三合村妇女联合会",), "2026年3月6日", seal_space=False),
        Imprint("清溪镇妇联", ISSUER, "2026年3月9日印发"),
    )
    text = squeezed(extract_text(written(tmp_path, *blocks)))
    for words in (
        "附件1",
        "标题第一行标题第二行",
        "清溪镇妇联：",
        "（一）二级",
        "1.第一项",
        "请假：周秀英（生病）",
        "（停顿）",
        "鼓掌",
        "附件：1.名册2.签到册",
        "主持人（签字）：",
        "清溪镇三合村妇女联合会",
        "抄送：清溪镇妇联",
        "2026年3月9日印发",
    ):
        assert words in text


def test_a_character_no_font_has_is_drawn_as_its_code_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "p.pdf"
    content = PaperContent("甲", (Paragraph("\U0010fffd", first_line_indent=False),), page_numbers=False)
    assert write_pdf(content, path).missing_characters == ("\U0010fffd",)
    page = render_page(path, 0, 72)
    dark = [
        y for y in range(page.height) for x in range(page.width) if is_dark(page.pixels, page.stride, x, y)
    ]
    assert len(dark) > 20


def test_an_empty_paper_is_one_page(tmp_path: Path) -> None:
    assert page_count(written(tmp_path)) == 1


def test_progress_is_told_block_by_block() -> None:
    told: list[tuple[int, int]] = []
    render_pdf(RESOLUTION, on_progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_cancelling_leaves_no_file_behind(tmp_path: Path) -> None:
    def cancel(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_pdf(RESOLUTION, tmp_path / "p.pdf", on_progress=cancel)
    assert list(tmp_path.iterdir()) == []
    assert write_pdf(RESOLUTION, tmp_path / "p.pdf").pages == 1


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EACCES, "不能写入"),
        (errno.EROFS, "不能写入"),
        (errno.EIO, "没有写成"),
    ],
)
def test_when_the_disk_refuses_the_old_paper_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    path = tmp_path / "决议.pdf"
    path.write_bytes(b"old")

    def refuse(_descriptor: int) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(paper_files.os, "fsync", refuse)
    with pytest.raises(UserFacingError, match=sentence) as caught:
        write_pdf(RESOLUTION, path)
    assert caught.value.advice
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["决议.pdf"]


def test_a_file_in_place_of_the_folder_is_said_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "文书").write_text("a file, not a folder")
    with pytest.raises(UserFacingError, match="没有写成"):
        write_pdf(RESOLUTION, tmp_path / "文书" / "决议.pdf")
