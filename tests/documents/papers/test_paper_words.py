"""What stands on the papers of the sample meeting, read back from the PDF files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.documents.papers.the_meeting import ADDRESS, LATE

if TYPE_CHECKING:
    from tests.documents.papers.the_meeting import TheMeeting

ALL = {
    "增补执委的请示",
    "批复（参考稿）",
    "会议通知",
    "会议日程",
    "工作报告",
    "表彰决定",
    "桌签",
    "会议纪要",
    "备案报告",
    "公告",
    "公示",
    "当选证书",
    "执委公示牌（三亮）",
    "代表名册（公示版）",
    "代表名册（内部版）",
    "代表名册（备案版）",
    "执委名册（备案版）",
    "归档目录",
    "主持词",
    "会议议程",
    "人选名单和简历",
    "签到册",
    "举手表决记录单",
    "关于工作报告的决议",
    "增补决定（名单）",
    "会议记录",
    "执委名册（公示版）",
    "执委名册（内部版）",
}


def test_all_papers_are_written_after_the_meeting(papers: dict[str, str]) -> None:
    assert set(papers) == ALL


def test_the_vote_record_gives_every_number_and_the_reason(papers: dict[str, str]) -> None:
    words = papers["举手表决记录单"]

    assert "1311910010" in words  # 应到 实到 法定 同意 不同意 弃权 未表态
    assert "过半数需7人；同意10人" in words
    assert "有1人弃权，通过" in words
    assert "1311911000" in words
    assert "没有人不同意和弃权，一致通过" in words
    for label in ("计票人（签字）", "监票人（签字）", "主持人（签字）", "记录人（签字）"):
        assert label in words


def test_only_the_report_was_carried_unanimously(papers: dict[str, str]) -> None:
    assert "增补丁巧云、苏晓棠为第七届执行委员会委员" in papers["举手表决记录单"]
    assert papers["举手表决记录单"].count("一致通过") == 2  # the cell and the sentence of the report
    assert "一致通过" not in papers["增补决定（名单）"]
    assert "一致通过" in papers["关于工作报告的决议"]


def test_the_resolution_names_the_meeting_that_passed_it(papers: dict[str, str]) -> None:
    words = papers["关于工作报告的决议"]

    assert "（2026年3月6日三合村妇女联合会第七届执行委员会第三次会议通过）" in words
    assert "批准" in words


def test_the_decision_lists_the_members_added(papers: dict[str, str]) -> None:
    words = papers["增补决定（名单）"]

    assert "1丁巧云1986.01汉族中共党员村民小组长、三组网格员" in words
    assert "2苏晓棠1991.10汉族群众村卫生室医生" in words
    assert "应到执委13人，实到11人，同意10人，不同意0人，弃权1人，通过需要7人同意" in words
    assert words.index("苏晓棠") < words.rindex("三合村妇女联合会") < words.rindex("2026年3月6日")


def test_the_minutes_say_who_came_and_when(papers: dict[str, str]) -> None:
    words = papers["会议记录"]

    assert "时间：2026年3月6日（星期五）9:30至11:05" in words
    assert "主持人：沈丽华（主席）" in words
    assert "记录人：李祎（执委）" in words
    assert "应到：13人，法定人数9人" in words
    assert "实到：11人：沈丽华、" in words
    assert "请假：2人：覃玉兰（家中有事）、陈雪梅（外出）" in words
    assert "缺席：无" in words
    assert "列席：陆明秋（清溪镇妇联）" in words
    assert f"迟到：{LATE}9:42到会" in words


def test_the_minutes_tell_each_vote_in_numbers_and_end_with_the_close(papers: dict[str, str]) -> None:
    words = papers["会议记录"]

    assert "表决结果：应到13人，实到11人；同意10人，不同意0人，弃权1人；通过需要7人同意，表决通过。" in words
    assert "同意11人，不同意0人，弃权0人；通过需要7人同意，表决一致通过。" in words
    assert "进行举手表决" in words
    assert "丁巧云、苏晓棠当选为第七届执行委员会委员" in words
    assert "韩淑珍建议多上门看望独居老人。" in words
    assert "停电三分钟，会议未中断。决议增补丁巧云、苏晓棠" in words
    assert "一致通过（同意11人，不同意0人，弃权0人）。散会。主持人（签字）：" in words


def test_a_note_stands_under_its_item(papers: dict[str, str]) -> None:
    words = papers["会议记录"]

    assert words.index("二、听取和审议") < words.index("独居老人") < words.index("三、宣读")


def test_the_sign_in_sheet_lists_the_entitled_and_nobody_else(
    papers: dict[str, str], held: TheMeeting
) -> None:
    words = papers["签到册"]

    assert "应到13人，实到" in words
    assert words.index("沈丽华") < words.index("马晓燕") < words.index("王秀英")
    assert "13韩淑珍执委" in words
    assert "丁巧云" not in words
    assert "列席人员序号姓名单位及职务签名备注1陆明秋清溪镇妇联" in words
    assert len(held.workspace.meetings.facts(held.id).entitled) == 13


def test_the_agenda_numbers_what_is_announced_and_adds_what_follows(papers: dict[str, str]) -> None:
    words = papers["会议议程"]

    assert "一、增补第七届执行委员会委员（举手表决）" in words
    assert "四、领导讲话（讲话人：清溪镇妇联陆明秋）" in words
    assert "五、" not in words
    assert "附带事项：表彰先进；座谈。" in words


def test_the_nominees_stand_by_strokes_with_their_resumes(papers: dict[str, str]) -> None:
    words = papers["人选名单和简历"]

    assert words.index("一、丁巧云") < words.index("二、苏晓棠")
    assert "2005.07—2015.03在清溪镇中心幼儿园任教" in words
    assert "空缺2个，增补人选2名" in words


def test_the_roster_shows_the_new_members_and_the_day(papers: dict[str, str]) -> None:
    words = papers["执委名册（公示版）"]

    assert "席位15个，在任15人，其中丁巧云、苏晓棠为届中增补" in words
    assert "4丁巧云1986.01汉族中共党员大专村民小组长、三组网格员执委2026.03" in words
    assert "女" not in words.replace("妇女联合会", "")


def test_the_internal_roster_has_telephones_and_says_so(papers: dict[str, str]) -> None:
    words = papers["执委名册（内部版）"]

    assert "内部使用，不得公示" in words
    assert "13800002604" in words
    assert "内部使用" not in papers["执委名册（公示版）"]


@pytest.mark.parametrize("name", sorted(ALL))
def test_no_paper_gives_an_id_number_or_an_address(papers: dict[str, str], name: str) -> None:
    assert not re.search(r"\d{17}[\dXx]", papers[name])
    assert ADDRESS not in papers[name]


@pytest.mark.parametrize("name", sorted(name for name in ALL if not name.endswith(("内部版）", "备案版）"))))
def test_no_public_paper_gives_a_telephone(paper_lines: dict[str, str], name: str) -> None:
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", paper_lines[name])
    assert "2604" not in paper_lines[name]


_NUMBERS_OF_THE_MEETING = {
    "entitled": (r"应到(?:执委)?：?(\d+)人", {"13"}),
    "present": (r"实到：?(\d+)人", {"11"}),
    "in favour": (r"(?<!不)同意(\d+)[人票]", {"10", "11"}),
    "abstaining": (r"弃权(\d+)人", {"0", "1"}),
    "quorum": (r"(?:法定人数|三分之二以上即)(\d+)人", {"9"}),
    "needed": (r"(?:过半数需|通过需|通过需要)(\d+)[人票]", {"7"}),
}


@pytest.mark.parametrize("number", sorted(_NUMBERS_OF_THE_MEETING))
def test_the_same_number_never_differs_between_two_papers(papers: dict[str, str], number: str) -> None:
    pattern, expected = _NUMBERS_OF_THE_MEETING[number]
    found = {name: set(re.findall(pattern, words)) - {""} for name, words in papers.items()}
    naming = {name: values for name, values in found.items() if values}

    assert len(naming) >= 2
    assert set().union(*naming.values()) == expected
    for name, values in naming.items():
        assert values <= expected, name


def test_the_script_speaks_the_same_result(papers: dict[str, str]) -> None:
    words = papers["主持词"]

    assert "同意十人" in words
    assert "应到十三人，实到" in words
