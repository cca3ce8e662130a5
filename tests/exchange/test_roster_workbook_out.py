from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.headings import Field
from fulian_desktop.exchange.recognition import most_likely_table
from fulian_desktop.exchange.sheets import read_sheets
from fulian_desktop.exchange.workbook_out import SheetColumn, write_import_template, write_roster_workbook

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = ("序号", SheetColumn("姓名", 12), "身份证号", "备注")


def test_what_was_written_reads_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    write_roster_workbook(path, "第七届执委名册", HEADINGS, [(1, "黎𬱖", "430626198803154322", "")])
    sheet = read_sheets(path)[0]
    assert sheet.rows[0][0] == "第七届执委名册"
    assert sheet.rows[2][:3] == (1.0, "黎𬱖", "430626198803154322")


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+86 138", "-1", "@SUM(A1)", "\tx", "430626198803154322"])
def test_every_text_stays_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "名册.xlsx"
    write_roster_workbook(path, "=1+1", HEADINGS, [(1, "丁巧云", text, "")])
    sheet = load_workbook(path).active
    assert sheet is not None
    for cell in (sheet["C3"], sheet["A1"]):
        assert cell.data_type in {"s", "inlineStr"}
        assert cell.number_format == "@"
    assert sheet["C3"].value == text
    assert sheet["A1"].quotePrefix


def test_headings_repeat_on_every_page_and_columns_fit_their_contents(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    write_roster_workbook(path, "名册", HEADINGS, [(1, "丁巧云", "430626198803154322", "很长的备注" * 30)])
    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet.print_title_rows == "$1:$2"
    widths = [sheet.column_dimensions[letter].width for letter in "ABCD"]
    assert widths == [6, 12, 20, 48]


def test_characters_a_workbook_cannot_hold_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    write_roster_workbook(path, "名册", HEADINGS, [(1, "丁\x00巧\x0b云", "", "")])
    assert read_sheets(path)[0].rows[2][1] == "丁巧云"


def test_the_template_takes_id_numbers_as_text_and_is_recognised_again(tmp_path: Path) -> None:
    path = tmp_path / "名册模板.xlsx"
    write_import_template(path)
    workbook = load_workbook(path)
    sheet = workbook.active
    assert sheet is not None
    assert {sheet.cell(row, 11).number_format for row in (3, 100, 202)} == {"@"}
    sheet["B3"], sheet["K3"] = "丁巧云", "430626198803154322"
    workbook.save(path)
    table = most_likely_table(read_sheets(path))
    assert set(table.column_map.columns) == set(Field)


def test_a_folder_that_does_not_exist_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserFacingError):
        write_import_template(tmp_path / "没有" / "名册.xlsx")


def test_a_failed_write_keeps_the_file_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UserFacingError):
        write_import_template(path)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["名册.xlsx"]
