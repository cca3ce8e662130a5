from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.headings import Field
from fulian_desktop.exchange.preview import (
    Decision,
    RosterPost,
    RosterPreview,
    RowAction,
    RowStatus,
    preview_roster,
)
from fulian_desktop.exchange.recognition import recognise
from fulian_desktop.people.records import Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.exchange.sheets import Cell, Sheet

DING = Person(
    id=7,
    name="丁巧云",
    born="1988-03-15",
    ethnicity="汉族",
    phone="13812340001",
    id_number="430626198803154322",
    note="网格员",
)


def test_a_row_nobody_is_like_is_new(preview_of: Callable[..., RosterPreview]) -> None:
    row = preview_of("姓名 出生年月", ("苏 晓棠", "1990.6")).row(2)
    assert (row.status, row.action, row.details.name, row.details.born) == (
        RowStatus.NEW,
        RowAction.ADD,
        "苏晓棠",
        "1990-06",
    )


def test_the_same_facts_again_are_the_same(preview_of: Callable[..., RosterPreview]) -> None:
    row = preview_of("姓名 出生年月 民族", ("丁巧云", "1988.03", "汉"), existing=[DING]).row(2)
    assert (row.status, row.changes, row.matched_person_id) == (RowStatus.SAME, (), 7)


def test_a_changed_telephone_is_shown_with_old_and_new(preview_of: Callable[..., RosterPreview]) -> None:
    row = preview_of("姓名 出生年月 手机", ("丁巧云", "1988年3月15日", "138-1234-9999"), existing=[DING]).row(
        2
    )
    assert row.status is RowStatus.CHANGED
    assert [(one.label, one.old, one.new) for one in row.changes] == [
        ("联系电话", "13812340001", "13812349999")
    ]


def test_an_empty_cell_never_erases(preview_of: Callable[..., RosterPreview]) -> None:
    row = preview_of(
        "姓名 身份证号 手机 民族 备注", ("丁巧云", DING.id_number, "", None, "/"), existing=[DING]
    ).row(2)
    assert row.status is RowStatus.SAME


def test_a_note_is_added_to_the_recorded_one(preview_of: Callable[..., RosterPreview]) -> None:
    row = preview_of("姓名 身份证号 备注", ("丁巧云", DING.id_number, "连任"), existing=[DING]).row(2)
    assert [(one.field, one.new) for one in row.changes] == [("note", "网格员；连任")]


def test_a_known_id_number_under_another_name_is_a_question(
    preview_of: Callable[..., RosterPreview],
) -> None:
    row = preview_of("姓名 身份证号", ("丁巧芸", DING.id_number), existing=[DING]).row(2)
    assert row.status is RowStatus.QUESTION
    assert "与名册里的“丁巧云”相同，姓名不同" in row.problems[0]
    assert row.action is RowAction.LEAVE_OUT


def test_a_namesake_with_another_birth_is_a_question_and_may_be_someone_else(
    preview_of: Callable[..., RosterPreview],
) -> None:
    preview = preview_of("姓名 出生年月", ("丁巧云", "1990.01"), existing=[DING])
    row = preview.row(2)
    assert row.status is RowStatus.QUESTION
    assert "出生年月不同（名册 1988-03-15，表格 1990-01）" in row.problems[0]
    assert preview.decide(2, Decision.AS_NEW).row(2).action is RowAction.ADD
    assert preview.decide(2, Decision.TAKE).row(2).action is RowAction.CHANGE
    assert preview.decide(2, Decision.SKIP).row(2).action is RowAction.LEAVE_OUT


def test_a_namesake_without_a_birth_is_a_question(preview_of: Callable[..., RosterPreview]) -> None:
    row = preview_of("姓名 民族", ("丁巧云", "汉"), existing=[DING]).row(2)
    assert (row.status, "看不出是不是同一个人" in row.problems[0]) == (RowStatus.QUESTION, True)


def test_a_namesake_with_the_same_telephone_is_the_same_person(
    preview_of: Callable[..., RosterPreview],
) -> None:
    assert preview_of("姓名 手机", ("丁巧云", 13812340001.0), existing=[DING]).row(2).status is RowStatus.SAME


def test_one_of_two_namesakes_cannot_be_guessed(preview_of: Callable[..., RosterPreview]) -> None:
    other = replace(DING, id=8, born="1990-01", id_number="", phone="")
    row = preview_of("姓名 民族", ("丁巧云", "汉"), existing=[DING, other]).row(2)
    assert "有 2 位“丁巧云”" in row.problems[0]
    assert Decision.TAKE not in {choice.decision for choice in row.choices}


def test_a_person_twice_in_the_sheet_without_id_is_a_question_naming_the_first_row(
    preview_of: Callable[..., RosterPreview],
) -> None:
    preview = preview_of("姓名 出生年月", ("苏晓棠", "1990.06"), ("苏 晓棠", "1990/6"))
    assert preview.row(2).status is RowStatus.NEW
    assert preview.row(3).status is RowStatus.QUESTION
    assert "与第 2 行同名，出生年月也相同" in preview.row(3).problems[0]


def test_two_rows_about_the_same_recorded_person_are_a_question(
    preview_of: Callable[..., RosterPreview],
) -> None:
    preview = preview_of(
        "姓名 出生年月 手机", ("丁巧云", "1988.03", ""), ("丁巧云", "", "13812340001"), existing=[DING]
    )
    assert [row.status for row in preview.rows] == [RowStatus.SAME, RowStatus.QUESTION]


def test_namesakes_in_the_sheet_with_other_births_are_two_persons_and_said(
    preview_of: Callable[..., RosterPreview],
) -> None:
    preview = preview_of("姓名 出生年月", ("苏晓棠", "1990.06"), ("苏晓棠", "1971.02"))
    assert preview.counts[RowStatus.NEW] == 2
    assert "与第 2 行同名" in preview.row(3).notes[0]


def test_one_id_number_for_two_names_is_a_question(preview_of: Callable[..., RosterPreview]) -> None:
    number = DING.id_number
    row = preview_of("姓名 身份证号", ("丁巧云", number), ("苏晓棠", number)).row(3)
    assert "与第 2 行的丁巧云相同" in row.problems[0]
    assert [choice.decision for choice in row.choices] == [Decision.SKIP]


def test_the_word_for_twice_in_the_remarks_is_a_question(preview_of: Callable[..., RosterPreview]) -> None:
    assert preview_of("姓名 备注", ("苏晓棠", "重复")).row(2).status is RowStatus.QUESTION


def test_a_row_without_a_name_is_rejected(preview_of: Callable[..., RosterPreview]) -> None:
    row = preview_of("序号 姓名 手机", (1.0, "", "13812340001")).row(2)
    assert (row.status, row.problems) == (RowStatus.REJECTED, ("第 2 行：没有姓名，不能导入。",))


def test_a_man_is_a_question(preview_of: Callable[..., RosterPreview]) -> None:
    preview = preview_of("姓名 性别", ("李建国", "男"))
    assert "这是妇女的名册" in preview.row(2).problems[0]
    assert preview.decide(2, Decision.TAKE).row(2).details_to_write.sex == "男"


def test_an_id_number_of_a_man_in_a_row_of_a_woman_is_a_question(
    preview_of: Callable[..., RosterPreview],
) -> None:
    row = preview_of("姓名 性别 身份证号", ("苏晓棠", "女", "430626199209092055")).row(2)
    assert row.status is RowStatus.QUESTION
    assert "第 2 行 C 列（身份证号）" in row.problems[0]


def test_a_birth_that_contradicts_the_id_number_is_a_question(
    preview_of: Callable[..., RosterPreview],
) -> None:
    row = preview_of("姓名 出生年月 身份证号", ("丁巧云", "1989.03", DING.id_number)).row(2)
    assert row.status is RowStatus.QUESTION
    assert "1988年3月" in row.problems[0]
    assert row.details.born == "1988-03-15"


def test_a_missing_birth_is_taken_from_the_id_number_and_said(
    preview_of: Callable[..., RosterPreview],
) -> None:
    row = preview_of("姓名 身份证号", ("丁巧云", "'430626198803154322")).row(2)
    assert (row.details.born, row.status) == ("1988-03-15", RowStatus.NEW)
    assert "按身份证号码填为 1988-03-15" in row.notes[0]


def test_an_id_number_that_became_a_float_is_refused(preview_of: Callable[..., RosterPreview]) -> None:
    row = preview_of("姓名 身份证号", ("丁巧云", 430626198803154322.0)).row(2)
    assert (row.status, row.details.id_number, row.id_as_written) == (RowStatus.QUESTION, "", "")
    assert "近似值" in row.problems[0]


def test_a_wrong_id_number_is_taken_only_when_the_user_says_so(
    preview_of: Callable[..., RosterPreview],
) -> None:
    preview = preview_of("姓名 身份证号", ("丁巧云", "430626198803154321"))
    assert preview.decide(2, Decision.TAKE).row(2).details_to_write.id_number == ""
    taken = preview.decide(2, Decision.TAKE_WITH_ID).row(2)
    assert taken.details_to_write.id_number == "430626198803154321"


def test_a_number_that_may_be_january_or_october_is_a_question_unless_the_id_number_tells(
    preview_of: Callable[..., RosterPreview],
) -> None:
    assert preview_of("姓名 出生年月", ("丁巧云", 1990.1)).row(2).status is RowStatus.QUESTION
    told = preview_of("姓名 出生年月 身份证号", ("闫静", 1990.1, "430626199010083266")).row(2)
    assert (told.status, told.details.born) == (RowStatus.NEW, "1990-10")


def test_an_unreadable_birth_is_a_question_with_its_place(preview_of: Callable[..., RosterPreview]) -> None:
    row = preview_of("姓名 出生年月", ("丁巧云", "属龙")).row(2)
    assert row.problems[0].startswith("第 2 行 B 列（出生年月）：看不懂出生年月“属龙”")
    assert row.details.born == ""


def test_an_unknown_education_stays_empty_and_its_words_go_to_the_note(
    preview_of: Callable[..., RosterPreview],
) -> None:
    row = preview_of("姓名 文化程度 备注", ("丁巧云", "夜校班", "连任")).row(2)
    assert (row.status, row.details.education) == (RowStatus.NEW, "")
    assert row.details.note == "连任；文化程度原写“夜校班”"
    assert "“夜校班”不在学历的列表里" in row.problems[0]


def test_a_bad_telephone_is_left_out_and_said(preview_of: Callable[..., RosterPreview]) -> None:
    row = preview_of("姓名 手机", ("丁巧云", "1381234000")).row(2)
    assert (row.status, row.details.phone) == (RowStatus.NEW, "")
    assert "第 2 行 B 列（手机）" in row.problems[0]


def test_the_second_of_two_telephones_goes_to_the_note(preview_of: Callable[..., RosterPreview]) -> None:
    row = preview_of("姓名 手机", ("丁巧云", "13812340001/13812340002")).row(2)
    assert (row.details.phone, row.details.note) == ("13812340001", "另有电话 13812340002")


def test_a_remark_in_brackets_behind_the_name_goes_to_the_note(
    preview_of: Callable[..., RosterPreview],
) -> None:
    row = preview_of("姓名", ("丁巧云（组长）",)).row(2)
    assert (row.details.name, row.details.note) == ("丁巧云", "组长")


def test_a_long_minority_name_is_a_name(preview_of: Callable[..., RosterPreview]) -> None:
    row = preview_of("姓名 民族", ("阿依古丽•买买提", "维吾尔")).row(2)
    assert (row.details.name, row.details.ethnicity, row.status) == (
        "阿依古丽·买买提",
        "维吾尔族",
        RowStatus.NEW,
    )


@pytest.mark.parametrize("name", ["张?", "张■梅", "13812340001", "梅"])
def test_what_cannot_be_a_name_is_a_question(preview_of: Callable[..., RosterPreview], name: str) -> None:
    assert preview_of("姓名 民族", (name, "汉")).row(2).status is RowStatus.QUESTION


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("", "合计：36人", ""), "合计行"),
        (("共36人", "", ""), "合计行"),
        (("说明：一式两份", "", ""), "说明行"),
        (("填表人：", "", "审核人："), "落款行"),
        ((17.0, "", ""), "只有序号"),
        (("第一代表团（12人）", "", ""), "小标题或说明"),
        (("", "二组", ""), "小标题或说明"),
        (("序号", "姓名", "电话"), "重复的表头"),
        ((None, " ", "　"), "空行"),
    ],
)
def test_rows_that_hold_nobody_are_skipped_with_the_reason(
    preview_of: Callable[..., RosterPreview], row: tuple[Cell, ...], reason: str
) -> None:
    preview = preview_of("序号 姓名 电话", (1.0, "丁巧云", "13812340001"), row, (2.0, "苏晓棠", ""))
    assert [one.details.name for one in preview.rows] == ["丁巧云", "苏晓棠"]
    assert [(one.row_number, one.reason) for one in preview.skipped] == [(3, reason)]


def test_a_total_that_does_not_agree_is_said(preview_of: Callable[..., RosterPreview]) -> None:
    preview = preview_of("姓名 电话", ("丁巧云", "13812340001"), ("合计", "3人"))
    assert preview.notes == ("第 3 行写着“合计 3人”，实际读到 1 人，请核对。",)


def test_a_sheet_without_a_name_column_is_refused_until_the_user_names_it(
    a_sheet: Callable[..., Sheet],
) -> None:
    table = recognise(a_sheet("成员 手机", ("Rosa", "13812340001")))
    assert table.column_map.column_of(Field.NAME) is None
    with pytest.raises(UserFacingError, match="找不到“姓名”一栏"):
        preview_roster(table, table.column_map, (), None, date(2026, 11, 21))
    corrected = table.column_map.with_field(0, Field.NAME)
    assert preview_roster(table, corrected, (), None, date(2026, 11, 21)).rows[0].details.name == "Rosa"


def test_a_sheet_with_nothing_but_headings_is_refused(preview_of: Callable[..., RosterPreview]) -> None:
    with pytest.raises(UserFacingError, match="只有表头"):
        preview_of("姓名 电话", ("合计", ""))


def test_without_a_column_of_posts_a_committee_roster_holds_members(
    preview_of: Callable[..., RosterPreview],
) -> None:
    assert preview_of("姓名", ("丁巧云",), post=RosterPost.COMMITTEE).row(2).committee_post == "执委"
    assert preview_of("姓名", ("丁巧云",)).row(2).committee_post is None


def test_a_decision_that_was_not_offered_is_refused(preview_of: Callable[..., RosterPreview]) -> None:
    preview = preview_of("序号 姓名 手机", (1.0, "", "13812340001"))
    with pytest.raises(UserFacingError):
        preview.decide(2, Decision.TAKE)


def test_a_decision_can_be_taken_back(preview_of: Callable[..., RosterPreview]) -> None:
    preview = preview_of("姓名 性别", ("李建国", "男")).decide(2, Decision.TAKE)
    assert preview.undecided == 0
    assert preview.decide(2, None).undecided == 1


def test_ten_thousand_rows_are_compared_in_seconds(a_sheet: Callable[..., Sheet]) -> None:
    characters = "梅兰菊芳静敏燕霞云琴玉秀丽红英华珍萍莉娟"
    rows = [
        (
            float(number),
            f"{'王李张刘陈杨黄赵'[number % 8]} {characters[number % 20]}{characters[number // 20 % 20]}",
            f"{1950 + number % 50}.{number % 12 + 1:02d}",
            "汉",
            "党员",
            "大专学历",
            13800000000.0 + number,
            f"{number % 30}组",
        )
        for number in range(10_000)
    ]
    sheet = a_sheet("序号 姓名 出生年月 民族 政治面貌 文化程度 联系电话 所在组", *rows)
    existing = [replace(DING, id=number, name=f"王{number}", id_number="") for number in range(3_000)]
    begun = time.process_time()
    table = recognise(sheet)
    preview = preview_roster(table, table.column_map, existing, RosterPost.DELEGATE, date(2026, 11, 21))
    taken = time.process_time() - begun
    assert len(preview.rows) == 10_000
    assert taken < 6, f"{taken:.1f} s"
