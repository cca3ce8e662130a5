"""What a clerk may write in a wording, and what is refused with its line before it is saved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.errors import UserFacingError
from fulian_desktop.scripts.operations import COMMITTEE_SESSION, KINDS, shipped_text
from fulian_desktop.scripts.placeholders import BLANKS, Place, substitute
from fulian_desktop.scripts.records import LineKind
from fulian_desktop.scripts.wording import WordingError, check, markers, placeholders
from tests.builders import a_by_election, count, open_with_attendance, the_vote

if TYPE_CHECKING:
    from fulian_desktop.workspace import Workspace

SHIPPED = shipped_text(COMMITTEE_SESSION)
SPEECH = "让我们以掌声，欢迎{报告人}讲话。"


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)


def problems_with(old: str, new: str) -> list[tuple[int, str]]:
    assert old in SHIPPED
    return [(one.line, one.sentence) for one in check(COMMITTEE_SESSION, SHIPPED.replace(old, new, 1))]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_shipped_wordings_have_no_problem(kind: str) -> None:
    assert check(kind, shipped_text(kind)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "{会议.__class__}",
        "{届.__class__.__mro__}",
        "{届()}",
        "{届|upper}",
        "{届['a']}",
        "{self}",
        "{cycler}",
        "{% for x in 届 %}{% endfor %}",
        "{# 注释 #}",
        "{{届}}",
        "{{ 7*7 }}",
        "{7*7}",
        "{ 届 }",
        "{}",
        "{届",
        "届}",
    ],
)
def test_nothing_but_plain_names_stands_in_braces(text: str) -> None:
    problems = problems_with(SPEECH, f"请讲话。{text}")
    assert problems
    assert {line for line, _ in problems} == {line_of(SHIPPED, SPEECH)}


@given(st.text(st.sampled_from("{}%#届应到._()[]'|x \x02\x03"), max_size=12))
def test_whatever_is_accepted_comes_out_with_nothing_but_values_put_in(text: str) -> None:
    if problems_with(SPEECH, f"话{text}"):
        return
    assert substitute(text, {"届": "第七届", "应到": "十三人"}) == text.replace("{届}", "第七届").replace(
        "{应到}", "十三人"
    )


def test_an_unknown_placeholder_is_named_with_its_line() -> None:
    [(line, sentence)] = problems_with(SPEECH, "欢迎{报告者}讲话。")
    assert line == line_of(SHIPPED, SPEECH)
    assert "{报告者}" in sentence


@pytest.mark.parametrize("name", ["同意", "不同意", "弃权", "未表态", "计票", "结果", "结论"])
def test_what_the_vote_decides_has_no_value_before_the_vote(name: str) -> None:
    [(line, sentence)] = problems_with("没有意见，现在举手表决。", f"现在举手表决，{{{name}}}。")
    assert line == line_of(SHIPPED, "没有意见，现在举手表决。")
    assert f"“{{{name}}}”在这里还没有值" in sentence


@pytest.mark.parametrize(
    ("name", "place"), [("人选名单", "【增补执委】"), ("简历", "每位人选"), ("会议成果", "表决完后")]
)
def test_a_placeholder_used_elsewhere_is_told_where_it_belongs(name: str, place: str) -> None:
    found = problems_with(SPEECH, f"欢迎{{{name}}}讲话。")
    assert any(place in sentence for _line, sentence in found)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("【座谈】", "【坐谈】", "没有【坐谈】这一部分"),
        ("【座谈】", "【坐谈】", "缺少【座谈】这一部分"),
        ("【座谈】", "【表彰先进】", "【表彰先进】已经有一个了"),
        ("[问弃权] 弃权的请举手。\n", "", "“[问弃权]”没有写"),
        ("[问弃权] 弃权的请举手。", "[问同意] 同意的请举手。", "“[问同意]”写了不止一次"),
        ("[问弃权] 弃权", "[问棄权] 弃权", "没有“[问棄权]”这个记号"),
        ("[问同意] 同意的请举手。", "[问同意]", "“[问同意]”后面没有话"),
        ("[未通过时]", "（未通过）", "这一段还缺“[未通过时]”"),
        ("[到会不够时]", "（不够）", "这一段还缺“[到会不够时]”"),
        ("[步骤] 散会", "[步骤]", "步骤要写成"),
        ("[步骤] 散会", "[步骤] 小结", "已经有“小结”这个步骤"),
        ("[步骤] 散会", "[步骤] 散会\n[步骤] 再见", "步骤“散会”里没有话"),
        ("[有依据] {依据}", "{依据}", "前面要写“[有依据]”"),
        ("[编号议项] 下面进行第", "下面进行第", "前面要写“[编号议项]”"),
        ("[结果] {结论}。\n让", "{结论}。\n[结果][有内容] {结论}。\n[步骤] 让", "没有用“[完]”结束"),
        (SPEECH, "[完]", "这个“[完]”前面没有开始的段落"),
        (SPEECH, "[每位人选]\n{报告人}\n[完]", "只能用在【增补执委】里"),
        (SPEECH, "[结果] 好", "“[结果]”只能写在"),
        (SPEECH, "[清点人数][打开文书] 好", "不能写在同一行"),
        (SPEECH, "[每位人选] 好", "要单独写一行"),
        (SPEECH, "一致通过，欢迎讲话。", "“一致通过”只能写在[一致通过时]里"),
        (SPEECH, "欢\x00迎", "看不见的控制字符"),
        ("# 执委会会议主持词的底稿。", "大家好。", "前面要有【开场】这样的一行"),
    ],
)
def test_a_mistake_is_told_in_words(old: str, new: str, sentence: str) -> None:
    found = problems_with(old, new)
    assert any(sentence in one for _line, one in found), found
    lines = len(SHIPPED.replace(old, new, 1).splitlines())
    assert all(1 <= line <= lines for line, _ in found)


def test_a_poll_without_result_blocks_is_refused_where_it_asks() -> None:
    report = SHIPPED.index("【工作报告】")
    start = SHIPPED.index("[步骤] 宣布结果", report)
    end = SHIPPED.index("[完]", start) + len("[完]\n")
    text = SHIPPED[:start] + SHIPPED[end:]
    [problem] = check(COMMITTEE_SESSION, text)
    assert problem.line == line_of(text[report:], "[问同意]") + SHIPPED[:report].count("\n")
    assert "问完举手要宣布结果" in problem.sentence


def test_a_result_block_without_a_result_is_refused() -> None:
    text = SHIPPED.replace("[结果] {计票}。\n[结果] {结论}。\n让我们", "让我们", 1)
    [problem] = check(COMMITTEE_SESSION, text)
    assert problem.sentence == "“[一致通过时]”里要有一行“[结果]”开头的话"
    assert problem.line == line_of(text, "[一致通过时]")


def test_an_unclosed_block_is_told_at_the_line_where_it_begins() -> None:
    text = SHIPPED.replace("[完]\n（介绍完", "（介绍完", 1)
    found = check(COMMITTEE_SESSION, text)
    assert (line_of(text, "[每位人选]"), "“[每位人选]”没有用“[完]”结束") in [
        (one.line, one.sentence) for one in found
    ]


@given(st.lists(st.sampled_from(SHIPPED.splitlines()), max_size=40))
def test_lines_in_any_order_are_answered_with_problems_never_with_a_crash(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = check(COMMITTEE_SESSION, text)
    assert found, "a shuffled wording always lacks a section"
    assert all(1 <= one.line <= max(len(lines), 1) for one in found)


def test_a_wrong_wording_is_not_saved_and_the_error_carries_the_lines(village: Workspace) -> None:
    wrong = SHIPPED.replace(SPEECH, "欢迎{报告者}讲话。", 1)
    with pytest.raises(WordingError) as caught:
        village.scripts.save_wording(COMMITTEE_SESSION, wrong)
    assert [one.line for one in caught.value.problems] == [line_of(SHIPPED, SPEECH)]
    assert f"第 {line_of(SHIPPED, SPEECH)} 行" in caught.value.what
    assert not village.scripts.wording().is_own
    assert village.scripts.problems(COMMITTEE_SESSION, wrong) == caught.value.problems


def test_an_own_wording_is_used_and_can_be_put_back(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    village.scripts.save_wording(COMMITTEE_SESSION, SHIPPED.replace(SPEECH, "有请{报告人}。", 1))
    own = village.scripts.wording()
    assert (own.is_own, own.saved_at) == (True, "2026-03-06T09:00:00")
    said = [line.text for line in village.scripts.compose(meeting_id).lines]
    assert "有请清溪镇妇联陆明秋同志。" in said
    village.scripts.restore_wording(COMMITTEE_SESSION)
    assert village.scripts.wording().text == SHIPPED
    acts = [entry.act for entry in village.journal.entries("wording")]
    assert acts == ["恢复原文稿", "修改文稿"]
    assert village.check() == []


def test_a_wording_saved_on_windows_reads_the_same(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    before = village.scripts.compose(meeting_id)
    village.scripts.save_wording(COMMITTEE_SESSION, "\ufeff" + SHIPPED.replace("\n", "\r\n"))
    assert village.scripts.compose(meeting_id) == before


def test_half_width_brackets_and_full_width_markers_are_understood(village: Workspace) -> None:
    text = SHIPPED.replace("（介绍完，稍停）", "(介绍完，稍停)").replace("[问同意]", "［问同意］")
    village.scripts.save_wording(COMMITTEE_SESSION, text)
    lines = village.scripts.compose(a_by_election(village)).lines
    assert [line.kind for line in lines if line.text == "(介绍完，稍停)"] == [LineKind.DIRECTION]


def test_an_unknown_kind_of_wording_is_refused(village: Workspace) -> None:
    with pytest.raises(UserFacingError, match="没有名为"):
        village.scripts.wording("../rule_packs/committee-default")


def test_every_placeholder_is_explained_and_has_a_value_where_it_may_stand(village: Workspace) -> None:
    names = [name for name, _meaning in placeholders()]
    assert len(set(names)) == len(names) == len(BLANKS)
    assert all(meaning for _name, meaning in placeholders())
    everywhere, elect, person, counted = (
        "".join(f"{{{blank.name}}}" for blank in BLANKS if blank.place is place)
        for place in (Place.ANYWHERE, Place.BY_ELECTION, Place.NOMINEE, Place.COUNTED)
    )
    sometimes = ("序号", "内容", "计划时间")
    in_item = [blank.name for blank in BLANKS if blank.place is Place.ITEM and blank.name not in sometimes]
    everywhere += "".join(f"{{{name}}}" for name in in_item)
    careful = "[有附带议项][有列席]"
    text = SHIPPED.replace("（鼓掌，讲话）", f"{careful}[编号议项]甲{{序号}}{everywhere}", 1)
    text = text.replace("（介绍完，稍停）", f"{careful}[有依据]乙{everywhere}{elect}", 1)
    text = text.replace("（颁奖，合影）", "[有内容]戊{内容}", 1)
    text = text.replace("{人选介绍}。\n", f"[有简历]丙{person}\n", 1)
    text = text.replace("[结果] {计票}。\n", f"[结果] 丁{counted}\n")
    assert check(COMMITTEE_SESSION, text) == ()
    village.scripts.save_wording(COMMITTEE_SESSION, text)
    meeting_id = a_by_election(village)
    open_with_attendance(village, meeting_id)
    count(village, meeting_id, the_vote(village, meeting_id), 0, 1)
    said = [line.text for line in village.scripts.compose(meeting_id).lines]
    assert len([one for one in said if one.startswith("丙")]) == 2
    assert [len([one for one in said if one.startswith(mark)]) for mark in "甲乙丁戊"] == [1, 1, 1, 1]
    assert not [one for one in said if re.search("[{}]|____|None", one)]


def test_every_marker_of_the_shipped_wording_is_explained() -> None:
    words = "\n".join(line for line in SHIPPED.splitlines() if not line.startswith("#"))
    used = set(re.findall(r"\[[^\]]+\]", words))
    explained = dict(markers())
    assert used <= explained.keys()
    assert all(explained.values())


def test_a_kept_wording_this_program_cannot_read_says_which_line_is_wrong(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    with village.database.transaction():
        village.database.execute(
            "INSERT INTO wording (kind, text, saved_at, user_name) VALUES (?, ?, ?, ?)",
            (COMMITTEE_SESSION, SHIPPED.replace(SPEECH, "欢迎{旧占位}。", 1), "2026-03-01T08:00:00", "李祎"),
        )
    with pytest.raises(WordingError, match=f"第 {line_of(SHIPPED, SPEECH)} 行"):
        village.scripts.compose(meeting_id)
    village.scripts.restore_wording(COMMITTEE_SESSION)
    assert village.scripts.compose(meeting_id).lines
