from __future__ import annotations

import struct
import zipfile
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.sheets import column_letter, read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROSTER = "姓名,电话\r\n丁巧云,13812340001\r\n\r\n苏晓棠,13812340002\r\n"


def refused(path: Path) -> str:
    with pytest.raises(UserFacingError) as caught:
        read_sheets(path)
    assert caught.value.advice, "every refusal says what to do"
    return caught.value.as_text()


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_every_encoding_offices_use(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path / "名册.csv", ROSTER.encode(encoding))
    assert read_sheets(path)[0].rows[3] == ("苏晓棠", "13812340002")


def test_rare_characters_survive_gb18030(tmp_path: Path) -> None:
    path = written(tmp_path / "名册.csv", "姓名,电话\n余𬱖,1\n欧阳㛃,2\n".encode("gb18030"))
    assert [row[0] for row in read_sheets(path)[0].rows] == ["姓名", "余𬱖", "欧阳㛃"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
def test_the_delimiter_of_a_text_file_is_found(tmp_path: Path, delimiter: str) -> None:
    path = written(tmp_path / "名册.txt", ROSTER.replace(",", delimiter).encode())
    assert read_sheets(path)[0].rows[1] == ("丁巧云", "13812340001")


def test_a_blank_line_keeps_its_row_number(tmp_path: Path) -> None:
    path = written(tmp_path / "名册.csv", ROSTER.encode())
    assert read_sheets(path)[0].rows[2] == ()


def test_an_xlsx_keeps_dates_numbers_and_merged_blocks(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["姓名", "联系方式", None])
    sheet.append(["丁巧云", 13812340001, date(1988, 3, 15)])
    sheet.merge_cells("B1:C1")
    workbook.save(tmp_path / "名册.xlsx")
    read = read_sheets(tmp_path / "名册.xlsx")[0]
    assert read.rows[1] == ("丁巧云", 13812340001.0, date(1988, 3, 15))
    block = read.merged[0]
    assert (block.first_row, block.first_column, block.last_row, block.last_column) == (0, 1, 0, 2)


def test_an_xls_is_read_whatever_it_is_called(tmp_path: Path, data_folder: Path) -> None:
    content = (data_folder / "small-roster.xls").read_bytes()
    for name in ("名册.xls", "名册.et", "名册.xlsx"):
        assert read_sheets(written(tmp_path / name, content))[0].rows[4][1] == "苏晓棠"


def test_an_ods_is_read(an_ods: Callable[..., Path]) -> None:
    path = an_ods(["姓名", "电话"], ["丁巧云", "13812340001"])
    sheet = read_sheets(path)[0]
    assert (sheet.name, sheet.rows[1]) == ("名册", ("丁巧云", "13812340001"))


def test_an_ods_whose_last_empty_row_is_repeated_a_million_times_is_read(an_ods: Callable[..., Path]) -> None:
    empty = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    path = an_ods(["姓名"], ["丁巧云"], empty)
    assert [row[0] for row in read_sheets(path)[0].rows] == ["姓名", "丁巧云"]


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    workbook = Workbook()
    assert workbook.active is not None
    workbook.active.append(["姓名"])
    hidden = workbook.create_sheet("旧名册")
    hidden.append(["姓名"])
    hidden.sheet_state = "hidden"
    workbook.save(tmp_path / "名册.xlsx")
    assert [sheet.name for sheet in read_sheets(tmp_path / "名册.xlsx")] == ["Sheet"]


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods", "et"])
def test_a_text_file_with_the_name_of_a_workbook_is_refused(tmp_path: Path, suffix: str) -> None:
    told = refused(written(tmp_path / f"名册.{suffix}", ROSTER.encode()))
    assert "内容却只是文本" in told
    assert ".csv" in told


def test_a_web_page_with_the_name_of_a_workbook_is_refused(tmp_path: Path) -> None:
    told = refused(written(tmp_path / "名册.xls", "<html><table><tr><td>姓名".encode()))
    assert "网页文件" in told


def ole_file(stream: str) -> bytes:
    """Return the start of a compound file whose directory names one stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def test_an_encrypted_xlsx_is_refused(tmp_path: Path) -> None:
    told = refused(written(tmp_path / "名册.xlsx", ole_file("EncryptedPackage")))
    assert "加了密码" in told
    assert "WPS" in told


def test_an_xls_with_a_password_is_refused(tmp_path: Path, data_folder: Path) -> None:
    content = bytearray((data_folder / "small-roster.xls").read_bytes())
    begin = content.index(b"\x09\x08\x10\x00")  # a FILEPASS record follows it when encrypted
    record = struct.pack("<HH", 0x002F, 54) + struct.pack("<HHH", 1, 1, 1) + bytes(48)
    content[begin + 20 : begin + 20 + len(record)] = record
    assert "加了密码" in refused(written(tmp_path / "名册.xls", bytes(content)))


def test_an_encrypted_ods_is_refused(an_ods: Callable[..., Path]) -> None:
    path = an_ods(["姓名"], manifest="<manifest:manifest><manifest:encryption-data/></manifest:manifest>")
    assert "加了密码" in refused(path)


def test_a_damaged_xlsx_is_refused(tmp_path: Path, data_folder: Path) -> None:
    content = (data_folder / "committee-roster.xlsx").read_bytes()
    assert "损坏" in refused(written(tmp_path / "名册.xlsx", content[: len(content) // 2]))


def test_a_damaged_xls_is_refused(tmp_path: Path, data_folder: Path) -> None:
    content = (data_folder / "small-roster.xls").read_bytes()
    assert "损坏" in refused(written(tmp_path / "名册.xls", content[:700]))


def test_a_wps_file_that_cannot_be_read_is_to_be_saved_as_xlsx(tmp_path: Path) -> None:
    told = refused(written(tmp_path / "名册.et", ole_file("Workbook")))
    assert "另存为 .xlsx" in told


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7\n", "PDF 文件"),
        (ole_file("WordDocument"), "Word 文件"),
        (b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        (b"MZ\x90\0\x03", "别的程序的文件"),
    ],
)
def test_other_files_are_called_by_their_names(tmp_path: Path, content: bytes, word: str) -> None:
    assert word in refused(written(tmp_path / "名册.xlsx", content))


def packed(entries: dict[str, str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_a_word_document_and_an_archive_are_told_apart(tmp_path: Path) -> None:
    assert "Word 文件" in refused(written(tmp_path / "a.docx", packed({"word/document.xml": "<a/>"})))
    assert "解压" in refused(written(tmp_path / "a.zip", packed({"名册.xlsx": "x"})))


@pytest.mark.parametrize("name", ["名册.csv", "名册.xlsx"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    assert "空文件" in refused(written(tmp_path / name, b""))


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "名册.xlsx")
    assert "没有任何内容" in refused(tmp_path / "名册.xlsx")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "找不到" in refused(tmp_path / "没有.xlsx")
    assert "文件夹" in refused(tmp_path)


def test_text_in_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    assert "编码" in refused(written(tmp_path / "名册.csv", b"\xff\xff\x80\x80\xff,1\n"))


def test_a_quote_that_swallows_the_file_is_refused(tmp_path: Path) -> None:
    content = 'a,b\n"' + "姓名,电话\n" * 2_000
    assert "引号" in refused(written(tmp_path / "名册.csv", content.encode()))


def test_a_file_that_unpacks_to_hundreds_of_megabytes_is_refused_before_unpacking(tmp_path: Path) -> None:
    content = packed({"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": "0" * (210 * 1024 * 1024)})
    assert len(content) < 1024 * 1024
    assert "超过 200 MB" in refused(written(tmp_path / "名册.xlsx", content))


def test_one_cell_in_the_farthest_corner_does_not_fill_the_memory(tmp_path: Path) -> None:
    workbook = Workbook()
    assert workbook.active is not None
    workbook.active["A1"] = "姓名"
    workbook.active["XFD1048576"] = "x"
    workbook.save(tmp_path / "名册.xlsx")
    assert "1048576 行 16384 列" in refused(tmp_path / "名册.xlsx")


def test_a_repeated_cell_in_an_ods_does_not_fill_the_memory(an_ods: Callable[..., Path]) -> None:
    wide = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string"'
        ' table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    assert "1000001 行" in refused(an_ods(["姓名"], wide))


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    assert "最多 50000 行" in refused(written(tmp_path / "名册.csv", b"a,b\n" * 51_001))


def test_a_file_over_20_mb_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    with path.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    assert "最多 20 MB" in refused(path)


def test_columns_are_called_as_spreadsheets_call_them() -> None:
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
