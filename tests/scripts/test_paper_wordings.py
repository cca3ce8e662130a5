"""The wordings of the resolution and the decision follow the outcome and are as strict as the script's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts.operations import shipped_text
from fulian_desktop.scripts.wording import WordingError, check, fill, placeholders

if TYPE_CHECKING:
    from fulian_desktop.workspace import Workspace

NAMES = {
    "妇联": "三合村妇女联合会",
    "届": "第七届执行委员会",
    "与会者": "执委",
    "会议全称": "三合村妇女联合会第七届执行委员会第三次会议",
    "依据": "周美琴同志因工作调离妇女工作岗位，执委职务自行卸免",
    "当选人数": "2名",
    "表决情况": "应到执委13人，实到11人，同意10人，不同意0人，弃权1人",
}


def paragraphs(village: Workspace, kind: str, outcome: Outcome) -> tuple[str, ...]:
    return village.scripts.fill(kind, {**NAMES, "结果": outcome.phrase}, {"有依据", "多人"})


def test_a_carried_resolution_hears_approves_and_calls(village: Workspace) -> None:
    text = paragraphs(village, "resolution", Outcome.CARRIED)
    assert text[0] == "会议听取和审议了三合村妇女联合会第七届执行委员会《工作报告》。"
    assert [one[:4] for one in text[1:]] == ["会议认为", "会议同意", "会议以举", "会议号召"]
    assert "决定批准第七届执行委员会《工作报告》" in text[3]
    assert "一致" not in "".join(text)


def test_a_unanimous_resolution_says_so_once(village: Workspace) -> None:
    assert "".join(paragraphs(village, "resolution", Outcome.CARRIED_UNANIMOUSLY)).count("一致通过") == 1


@pytest.mark.parametrize("kind", ["resolution", "decision"])
def test_what_was_not_carried_is_not_called_carried(village: Workspace, kind: str) -> None:
    text = "".join(paragraphs(village, kind, Outcome.NOT_CARRIED))
    assert "未通过" in text
    assert "通过" not in text.replace("未通过", "")
    assert "决定批准" not in text
    assert "会议决定，增补" not in text


@pytest.mark.parametrize("missing", ["妇联", "届", "结果"])
def test_a_missing_value_is_an_error_never_a_gap(village: Workspace, missing: str) -> None:
    values = {**NAMES, "结果": "通过"}
    del values[missing]
    with pytest.raises(UserFacingError):
        village.scripts.fill("resolution", values)


def test_braces_in_a_value_stay_text(village: Workspace) -> None:
    text = village.scripts.fill("decision", {**NAMES, "妇联": "{届}{{ 1 }}", "结果": "通过"}, {"多人"})
    assert "{届}{{ 1 }}第七届执行委员会" in text[0]


def test_what_a_paper_cannot_use_is_refused_with_its_line() -> None:
    text = shipped_text("resolution").replace("会议同意报告", "{简历}，会议同意报告", 1)
    [problem] = check("resolution", text)
    assert text.splitlines()[problem.line - 1].startswith("{简历}")
    assert problem.sentence == "“{简历}”在文书的文稿里没有值"
    markers = check("resolution", "[问同意] 好\n[到会够数时]\n好\n[到会不够时]\n好\n[完]")
    assert [one.line for one in markers] == [1, 2]
    assert check("decision", "") != ()


def test_a_paper_without_blocks_is_allowed_and_a_broken_one_is_not() -> None:
    assert fill("decision", "经研究，决定如下。\n# 备注\n{届}。", NAMES) == (
        "经研究，决定如下。",
        "第七届执行委员会。",
    )
    with pytest.raises(WordingError):
        fill("decision", "{届.__class__}", NAMES)


def test_papers_have_blanks_of_their_own_with_a_meaning_each() -> None:
    blanks = dict(placeholders(paper=True))
    assert {"{应到}", "{实到}", "{同意}", "{人选名单}", "{依据}", "{会议全称}", "{主持人}"} <= blanks.keys()
    assert all(blanks.values())
    assert "{人选称呼}" not in blanks


def test_each_value_that_is_missing_is_named_with_its_line_and_where_it_comes_from(
    village: Workspace,
) -> None:
    values = {**NAMES, "人选人数": "1名", "人选介绍": "丁巧云。", "席位数": "15个", "空缺数": "1个"}
    values |= {"在任人数": "14人", "应到": "14人", "法定": "10人", "日期": "", "地点": "村委会"}
    lines = shipped_text("request").splitlines()
    with pytest.raises(UserFacingError) as refused:
        village.scripts.fill("request", values, {"一人"})
    place = next(number for number, line in enumerate(lines, start=1) if "{日期}" in line)
    assert f"第 {place} 行的“{{日期}}”" in refused.value.what
    assert "“{上级}”" in refused.value.what
    assert set(refused.value.advice) == {"请在设置里填写上级妇联。", "请在会议筹备里填写。"}


def test_a_list_of_one_is_worded_as_one(village: Workspace) -> None:
    values = {**NAMES, "结果": "通过"}
    one, two = (village.scripts.fill("decision", values, {count}) for count in ("一人", "多人"))
    assert "增补下列同志" in "".join(one)
    assert "增补下列2名同志" in "".join(two)


def test_a_decision_without_a_reason_still_reads_well(village: Workspace) -> None:
    text = village.scripts.fill("decision", {**NAMES, "依据": "", "结果": "通过"}, {"没有依据", "多人"})
    assert text[0].startswith("根据妇联章程")


def test_conditions_of_papers_and_of_scripts_do_not_mix() -> None:
    assert check("notice", "[多人] 各位{妇联}") == ()
    [problem] = check("notice", "[由他人] 各位")
    assert problem.sentence == "“[由他人]”不能用在文书的文稿里"
