"""The two rosters that were handed over, with everything that is wrong in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.exchange.preview import RosterPost, RosterPreview, RowStatus, preview_roster
from fulian_desktop.exchange.preview_json import preview_as_json
from fulian_desktop.exchange.recognition import most_likely_table
from fulian_desktop.exchange.sheets import read_sheets

if TYPE_CHECKING:
    from pathlib import Path


def previewed(path: Path, post: RosterPost) -> RosterPreview:
    table = most_likely_table(read_sheets(path))
    return preview_roster(table, table.column_map, (), post, date(2026, 11, 21))


@pytest.fixture
def committee(data_folder: Path) -> RosterPreview:
    return previewed(data_folder / "committee-roster.xlsx", RosterPost.COMMITTEE)


@pytest.fixture
def delegates(data_folder: Path) -> RosterPreview:
    return previewed(data_folder / "delegate-roster.csv", RosterPost.DELEGATE)


def test_the_empty_second_sheet_is_passed_over(committee: RosterPreview) -> None:
    assert committee.table.sheet_name == "执委花名册"


def test_headings_over_two_rows_with_merged_cells_and_line_breaks_are_understood(
    committee: RosterPreview,
) -> None:
    columns = {field.value: column for field, column in committee.column_map.columns.items()}
    assert columns == {
        "name": 1, "sex": 2, "born": 3, "ethnicity": 4, "political_status": 5, "education": 6,
        "committee_post": 7, "unit_post": 8, "id_number": 9, "phone": 10, "address": 11, "note": 12,
    }  # fmt: skip


def test_fourteen_are_new_one_is_a_question_one_is_rejected(committee: RosterPreview) -> None:
    counts = {status.value: count for status, count in committee.counts.items()}
    assert counts == {"new": 14, "changed": 0, "same": 0, "question": 1, "rejected": 1}


def test_names_are_stored_without_spaces(committee: RosterPreview) -> None:
    assert [row.details.name for row in committee.rows] == [
        "汪翀", "黎𬱖", "史海燕", "于珺", "姜红霞", "冯秀英", "沈静", "曾燕", "闫頔", "谢海燕", "闫静",
        "欧阳珺", "欧阳㛃", "夏琴", "梁红霞", "于珺",
    ]  # fmt: skip


def test_six_ways_to_write_a_birth_are_read(committee: RosterPreview) -> None:
    assert [row.details.born for row in committee.rows] == [
        "1993-01", "1985-12-14", "1987-09", "1958-10", "1989-09-18", "1994-01-15", "1967-05", "1986-03-20",
        "1965-11", "1983-09-01", "1990-10", "1975-01", "1961-12", "1987-11", "1970-05-06", "1958-10",
    ]  # fmt: skip


def test_a_wrong_check_digit_is_a_question_and_the_number_is_left_out(committee: RosterPreview) -> None:
    row = committee.row(10)
    assert (row.details.name, row.status) == ("冯秀英", RowStatus.QUESTION)
    assert row.details.id_number == ""
    assert "第 10 行 J 列" in row.problems[0]
    assert "校验码不对" in row.problems[0]
    assert "最后一位是 1，这里是 0" in row.problems[0]
    assert row.id_as_written == "430626199401159060"


def test_the_person_listed_twice_is_rejected_the_second_time_and_told_apart(committee: RosterPreview) -> None:
    row = committee.row(21)
    assert row.status is RowStatus.REJECTED
    assert "与第 8 行是同一个人" in row.problems[0]
    assert "政治面貌、文化程度、单位及职务" in row.problems[0]
    assert committee.row(8).status is RowStatus.NEW


def test_telephones_kept_as_numbers_lose_their_decimal_point(committee: RosterPreview) -> None:
    assert [committee.row(number).details.phone for number in (8, 13, 18)] == [
        "18661934514",
        "13601108436",
        "18405429382",
    ]


def test_a_missing_id_number_is_no_problem(committee: RosterPreview) -> None:
    row = committee.row(14)
    assert (row.details.name, row.details.id_number, row.status, row.problems) == (
        "闫頔",
        "",
        RowStatus.NEW,
        (),
    )


def test_blank_total_remark_and_signature_rows_are_skipped_with_a_reason(committee: RosterPreview) -> None:
    assert [(one.row_number, one.reason) for one in committee.skipped] == [
        (12, "空行"),
        (22, "合计行"),
        (23, "说明行"),
        (24, "落款行"),
    ]


def test_the_stated_total_agrees_with_the_persons_read(committee: RosterPreview) -> None:
    assert committee.notes == ()


def test_words_are_brought_to_the_code_lists(committee: RosterPreview) -> None:
    row = committee.row(16).details
    assert (row.ethnicity, row.political_status, row.education) == ("汉族", "中共党员", "大专")
    assert {row.details.ethnicity for row in committee.rows} == {"侗族", "汉族", "土家族", "苗族"}
    assert {row.details.education for row in committee.rows} == {"本科", "大专", "研究生", "初中", "高中"}
    assert not [row for row in committee.rows for problem in row.problems if "列表" in problem]


def test_posts_of_the_committee_are_read(committee: RosterPreview) -> None:
    posts = [row.committee_post for row in committee.rows]
    assert posts == ["主席", "副主席", "副主席", *["执委"] * 13]


def test_all_thirty_six_delegates_of_the_gb18030_file_are_new(delegates: RosterPreview) -> None:
    counts = {status.value: count for status, count in delegates.counts.items()}
    assert counts == {"new": 36, "changed": 0, "same": 0, "question": 0, "rejected": 0}
    assert not [row.problems for row in delegates.rows if row.problems]


def test_every_delegate_has_a_checked_number_birth_phone_and_group(delegates: RosterPreview) -> None:
    for row in delegates.rows:
        details = row.details
        assert len(details.id_number) == 18
        assert details.born[:7] == f"{details.id_number[6:10]}-{details.id_number[10:12]}"
        assert len(details.phone) == 11
        assert details.group_name.endswith("组")
        assert details.sex == "女"
        assert " " not in details.name
        assert row.committee_post == "代表"


def test_the_tab_before_an_id_number_is_dropped_and_x_is_kept(delegates: RosterPreview) -> None:
    assert delegates.row(34).details.id_number == "43122419700903582X"


def test_births_with_two_digit_years_are_of_the_last_century(delegates: RosterPreview) -> None:
    assert [delegates.row(number).details.born for number in (5, 7, 11)] == ["1989-04", "1977-03", "1960-08"]


def test_rare_characters_outside_the_basic_plane_are_kept_and_noted(delegates: RosterPreview) -> None:
    row = delegates.row(24)
    assert row.details.name == "董𬱖"
    assert any("生僻字“𬱖”" in note for note in row.notes)


def test_the_total_in_the_column_of_names_is_nobody(delegates: RosterPreview) -> None:
    assert [(one.row_number, one.reason, one.text) for one in delegates.skipped] == [
        (39, "合计行", "合计36人")
    ]
    assert delegates.notes == ()


def test_the_json_form_holds_what_scripts_were_promised(delegates: RosterPreview) -> None:
    form = preview_as_json(delegates)
    first = form["rows"][0]
    promised = {
        "row": 3,
        "status": "new",
        "name": "石春梅",
        "born": "1987-11",
        "id_number": "430626198711231466",
        "post": "代表",
        "phone": "18479380927",
        "sex": "女",
        "ethnicity": "苗族",
        "political_status": "中共党员",
        "education": "高中",
        "unit_post": "",
        "group_name": "3组",
        "address": "",
        "note": "",
        "problems": [],
    }
    assert promised.items() <= first.items()
    assert form["counts"]["new"] == 36
    assert form["columns"]["id_number"] == {"column": "I", "heading": "身份证号码"}
    assert form["skipped"] == [{"row": 39, "reason": "合计行", "text": "合计36人"}]
