"""What stands on the letters, notices, lists and cards around a meeting, and what bad input does to them."""

from __future__ import annotations

import dataclasses
import re
import time
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.content import LabelledLine, NameCard, Table, texts_of_paper
from fulian_desktop.documents.paper_kinds import Edition, PaperKind, PaperStatus, Retention, Stage
from fulian_desktop.documents.papers.commendation import Award, awards_of, in_words
from fulian_desktop.documents.papers.name_cards import lines_of
from fulian_desktop.documents.papers.official_text import blocks_of, cleaned
from fulian_desktop.documents.wording_trial import OF_ELECTIONS, SCRIPT_WORDINGS
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, MeetingPlan
from fulian_desktop.scripts.operations import KINDS, shipped_text
from fulian_desktop.votes.records import HandEntry
from tests.builders import a_workspace, the_sample_committee
from tests.documents.papers.the_meeting import (
    TheMeeting,
    take_attendance,
    text_of,
    the_meeting_held,
    the_meeting_prepared,
    vote,
)

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.documents.paper_kinds import PaperState

MARCH_THE_SECOND = (2026, 3, 2)


def words_of(meeting: TheMeeting, kind: PaperKind, edition: Edition = Edition.PUBLIC) -> str:
    return "".join(texts_of_paper(meeting.workspace.papers.compose(meeting.id, kind, edition)))


def state_of(meeting: TheMeeting, kind: PaperKind) -> PaperState:
    return next(one for one in meeting.workspace.papers.catalogue(meeting.id) if one.kind is kind)


def change_item(meeting: TheMeeting, kind: AgendaKind, *, details: str) -> None:
    workspace = meeting.workspace
    item = next(one for one in workspace.agenda.items(meeting.id) if one.kind is kind)
    draft = AgendaDraft(
        item.kind,
        item.title,
        numbered=item.numbered,
        presenter=item.presenter,
        show_of_hands=item.show_of_hands,
        bundled=item.bundled,
        minutes=item.minutes,
        details=details,
    )
    workspace.agenda.change(meeting.id, item.id, draft)


# ---- what stands on them


def test_the_request_gives_the_reason_the_nominees_and_the_superior(papers: dict[str, str]) -> None:
    words = papers["增补执委的请示"]

    assert words.startswith("三合村妇女联合会关于增补第七届执行委员会委员的请示清溪镇妇联：")
    assert "共有席位15个，现在任执委13人，空缺2个" in words
    assert "周美琴同志因工作调离妇女工作岗位，执委职务自行卸免；刘凤霞同志因迁居辞去执委职务。" in words
    assert "1.丁巧云，女，汉族，1986年1月出生，大专学历，中共党员，现任村民小组长、三组网格员。" in words
    assert "妥否，请批示。附件：增补第七届执行委员会委员人选名单和简历三合村妇女联合会" in words


def test_the_approval_is_a_form_the_superior_signs(papers: dict[str, str]) -> None:
    words = papers["批复（参考稿）"]

    assert words.startswith("清溪镇妇联关于同意增补三合村妇联第七届执行委员会委员的批复三合村妇女联合会：")
    assert "同意丁巧云、苏晓棠2名同志为" in words
    assert "此复。清溪镇妇联2026年月日" in words


def test_the_notice_says_when_where_who_what_and_whom_to_ask(papers: dict[str, str]) -> None:
    words = papers["会议通知"]

    assert "各位执委：" in words
    assert "一、会议时间2026年3月6日（星期五）9:30。二、会议地点村委会二楼会议室。" in words
    assert "出席：第七届执行委员会全体委员（13人）。列席：陆明秋（清溪镇妇联）。" in words
    assert "1.增补第七届执行委员会委员；2.听取和审议第七届执行委员会工作报告；" in words
    assert "以上议程结束后，进行表彰先进、座谈。" in words
    assert "五、参会要求" in words
    assert "联系人：李祎。" in words


def test_the_schedule_reckons_the_times_from_the_planned_minutes(papers: dict[str, str]) -> None:
    words = papers["会议日程"]

    assert "9:30—9:50一、增补执委沈丽华举手表决9:50—10:20二、工作报告" in words
    assert "起座谈沈丽华" in words


def test_the_report_is_set_in_the_levels_of_an_official_text(papers: dict[str, str]) -> None:
    words = papers["工作报告"]

    assert words.startswith(
        "三合村妇女联合会第七届执行委员会工作报告（2026年3月6日）主席沈丽华各位执委：现在"
    )
    assert "一、过去一年的工作（一）家庭工作有声有色1.评选了" in words
    assert words.count("工作报告") == 1  # the pasted title is not printed a second time


def test_the_commendation_awards_and_lists(papers: dict[str, str]) -> None:
    words = papers["表彰决定"]

    assert "关于表彰先进的决定" in words
    assert "决定授予石桂芳家庭“最美家庭”称号。" in words
    assert "附件：受表彰名单" in words
    assert words.endswith("附件受表彰名单最美家庭（1户）石桂芳家庭—2—")


def test_the_summary_has_labels_and_what_was_settled(papers: dict[str, str]) -> None:
    words = papers["会议纪要"]

    assert "应到执委13人，实到11人，请假2人，缺席0人，到会人数达到法定人数" in words
    assert "经举手表决，同意10人，不同意0人，弃权1人，通过。会议决定，增补丁巧云、苏晓棠为第七届" in words
    assert "同意11人，不同意0人，弃权0人，一致通过，决定批准这个报告。" in words
    assert "出席：沈丽华、马晓燕、" in words
    assert "请假：覃玉兰、陈雪梅列席：陆明秋（清溪镇妇联）" in words
    assert "抄送：清溪镇妇联三合村妇女联合会2026年3月6日印发" in words


def test_names_in_the_summary_stand_behind_labels(held: TheMeeting) -> None:
    content = held.workspace.papers.compose(held.id, PaperKind.SUMMARY)
    labels = [block.label for block in content.blocks if isinstance(block, LabelledLine)]

    assert labels == ["出席", "请假", "列席"]


def test_the_filing_report_has_the_figures_and_its_attachments(papers: dict[str, str]) -> None:
    words = papers["备案报告"]

    assert "应到执委13人，实到11人，同意10人，不同意0人，弃权1人，通过需要7人同意" in words
    assert "特此报告，请予备案。附件：1.三合村妇女联合会关于增补第七届执行委员会委员的决定" in words
    assert "3.第七届执行委员会委员名册（备案版）" in words


@pytest.mark.parametrize("name", ["公告", "公示"])
def test_what_is_posted_lists_the_members_added(papers: dict[str, str], name: str) -> None:
    words = papers[name]

    assert "：序号姓名出生年月民族政治面貌单位及职务1丁巧云1986.01" in words
    assert "2苏晓棠1991.10" in words
    assert words.endswith("三合村妇女联合会2026年3月6日—1—")
    assert ("公示期为" in words) == (name == "公示")


def test_each_member_added_has_her_certificate(papers: dict[str, str], held: TheMeeting) -> None:
    content = held.workspace.papers.compose(held.id, PaperKind.CERTIFICATES)

    assert content.landscape
    assert content.page_frame
    assert papers["当选证书"].count("当选证书") == 2
    assert "丁巧云同志：经三合村妇女联合会第七届执行委员会第三次会议表决通过，您当选为" in papers["当选证书"]
    assert "苏晓棠同志：" in papers["当选证书"]


def test_there_is_a_card_for_everyone_at_the_table(held: TheMeeting, papers: dict[str, str]) -> None:
    content = held.workspace.papers.compose(held.id, PaperKind.NAME_CARDS)
    cards = [block for block in content.blocks if isinstance(block, NameCard)]
    facts = held.workspace.meetings.facts(held.id)

    assert ["".join(card.lines) for card in cards] == [
        *(one.name for one in facts.entitled),
        *(one.name for one in facts.observers),
    ]
    assert papers["桌签"].count("沈丽华") == 2  # once for each side of the table


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("李祎", ("李祎",)),
        ("欧阳慧琳", ("欧阳慧琳",)),
        ("古丽娜尔·艾合买提", ("古丽娜尔·", "艾合买提")),
        ("阿依努尔古丽汗", ("阿依努尔", "古丽汗")),
        ("𬱖𬱖𬱖𬱖𬱖𬱖", ("𬱖𬱖𬱖", "𬱖𬱖𬱖")),
    ],
)
def test_a_long_name_takes_two_lines_of_its_card(name: str, lines: tuple[str, ...]) -> None:
    assert lines_of(name) == lines


def test_the_board_shows_who_they_are_and_no_telephone(papers: dict[str, str]) -> None:
    words = papers["执委公示牌（三亮）"]

    assert words.index("亮牌子：") < words.index("亮身份：") < words.index("沈丽华") < words.index("亮作为：")
    assert "丁巧云执委" in words
    assert not re.search(r"138\d{8}", words)


def test_the_delegates_have_three_editions(papers: dict[str, str]) -> None:
    public, internal, filing = (papers[f"代表名册（{one.phrase}）"] for one in Edition)

    assert "三合村第七次妇女代表大会代表名册" in public
    assert "1丁巧云" in public
    assert not re.search(r"138\d{8}", public)
    assert re.search(r"138\d{4}2604", internal)
    assert re.search(r"138\d{4}2604", filing)
    assert "内部使用，不得公示" in internal
    assert "本册只供报清溪镇妇联备案使用" in filing


def test_the_filing_edition_of_the_roster_says_what_it_is_for(papers: dict[str, str]) -> None:
    words = papers["执委名册（备案版）"]

    assert "仅供备案，不得公示" in words
    assert "13800002604" in words
    assert "本册只供报清溪镇妇联备案使用，不得转作他用。" in words


def test_the_index_lists_what_was_made_with_pages_and_retention(papers: dict[str, str]) -> None:
    words = papers["归档目录"]

    assert "三合村妇女联合会关于增补第七届执行委员会委员的决定2026年3月6日1永久" in words
    assert re.search(r"三合村妇女联合会第七届执行委员会第三次会议主持词2026年3月6日\d+10年", words)
    assert words.count("备案版") == 2
    assert "桌签" not in words
    assert "共20件" in words


# ---- dates


def test_letters_bear_the_day_they_are_made_and_keep_it(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    clock = meeting.workspace.clock
    clock.now = clock.now.replace(*MARCH_THE_SECOND)
    meeting.workspace.papers.write(meeting.id, PaperKind.NOTICE, tmp_path / "通知.pdf")
    assert "2026年3月2日" in words_of(meeting, PaperKind.NOTICE)

    clock.advance(days=2)
    assert "2026年3月2日" in words_of(meeting, PaperKind.NOTICE)
    assert state_of(meeting, PaperKind.NOTICE).status is PaperStatus.MADE
    meeting.workspace.meetings.add_observer(meeting.id, "温玉", "村民小组长")
    assert state_of(meeting, PaperKind.NOTICE).status is PaperStatus.OUTDATED
    assert "2026年3月4日" in words_of(meeting, PaperKind.NOTICE)


def test_a_letter_made_too_late_leaves_its_day_to_the_pen(tmp_path: Path) -> None:
    meeting = the_meeting_held(tmp_path)
    meeting.workspace.clock.advance(days=3)

    assert "2026年　月　日" in words_of(meeting, PaperKind.REQUEST)
    assert "2026年3月9日" in words_of(meeting, PaperKind.ANNOUNCEMENT)


# ---- which papers there are


def test_papers_not_needed_are_left_out(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    ids = the_sample_committee(workspace)
    plan = MeetingPlan("2026-03-06", "09:30", "村委会二楼会议室", ids["沈丽华"], ids["李祎"], "")
    meeting_id = workspace.meetings.prepare_by_election(plan).record_id
    assert meeting_id is not None
    for item in workspace.agenda.items(meeting_id):
        workspace.agenda.remove(meeting_id, item.id)
    workspace.agenda.add(meeting_id, AgendaDraft(AgendaKind.OTHER, "通报三八节安排"))
    kinds = {state.kind for state in workspace.papers.catalogue(meeting_id)}

    assert kinds == {
        PaperKind.NOTICE,
        PaperKind.AGENDA,
        PaperKind.SCHEDULE,
        PaperKind.SCRIPT,
        PaperKind.SIGN_IN,
        PaperKind.NAME_CARDS,
        PaperKind.MINUTES,
        PaperKind.SUMMARY,
        PaperKind.ROSTER,
        PaperKind.NOTICE_BOARD,
        PaperKind.ARCHIVE_INDEX,
    }


def test_every_kind_has_a_place_in_the_meeting_and_a_number_of_its_own() -> None:
    names = [kind.file_name(edition) for kind in PaperKind for edition in kind.editions]

    assert [int(name[:2]) for name in names] == list(range(1, 46))
    # What was added later stands at the end, so that the others keep their numbers.
    first = list(PaperKind)[: list(PaperKind).index(PaperKind.TERM_PLAN)]
    stages = [list(Stage).index(kind.stage) for kind in first]
    assert stages == sorted(stages)
    assert PaperKind.MINUTES.retention is Retention.PERMANENT
    assert PaperKind.SCRIPT.retention is Retention.TEN_YEARS


def test_the_index_waits_for_the_minutes_and_names_what_is_not_made(tmp_path: Path) -> None:
    meeting = the_meeting_held(tmp_path)
    assert "会议记录还没有生成" in state_of(meeting, PaperKind.ARCHIVE_INDEX).missing[0]

    meeting.workspace.papers.write(meeting.id, PaperKind.MINUTES, tmp_path / "记录.pdf")
    state = state_of(meeting, PaperKind.ARCHIVE_INDEX)
    assert state.can_be_made
    assert state.status is PaperStatus.INCOMPLETE
    assert "《公告》" in state.missing[0]


# ---- what is missing


def test_a_meeting_without_a_plan_names_everything_and_prints_no_gap(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    meeting.workspace.meetings.change_plan(meeting.id, MeetingPlan())

    notice = state_of(meeting, PaperKind.NOTICE)
    assert not notice.can_be_made
    for blank in ("{日期}", "{时间}", "{地点}", "{联系人}"):
        assert blank in notice.missing[0]
    assert re.search(r"第 \d+ 行的“\{日期\}”", notice.missing[0])
    assert "请在会议筹备里填写。" in notice.missing
    agenda = state_of(meeting, PaperKind.AGENDA)
    assert agenda.missing == (
        "开会日期没有填，在会议筹备里填",
        "开会时间没有填，在会议筹备里填",
        "会议地点没有填，在会议筹备里填",
        "主持人没有定，在会议筹备里填",
    )
    assert state_of(meeting, PaperKind.SCHEDULE).missing[0] == "开会的日期和时间没有填，排不出会议日程。"
    for state in meeting.workspace.papers.catalogue(meeting.id):
        if state.can_be_made and state.kind is not PaperKind.SCRIPT:
            words = words_of(meeting, state.kind, state.edition)
            assert not re.search(r"None|_{2,}|＿", words), state.kind


def test_without_a_superior_the_request_says_where_to_name_her(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    meeting.workspace.seats.name_federation("三合村妇女联合会", "")

    state = state_of(meeting, PaperKind.REQUEST)
    assert "“{上级}”" in state.missing[0]
    assert "请在设置里填写上级妇联。" in state.missing


def test_a_report_without_text_says_where_to_paste_it(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    change_item(meeting, AgendaKind.WORK_REPORT, details=" \n")

    state = state_of(meeting, PaperKind.WORK_REPORT)
    assert (state.status, state.can_be_made) == (PaperStatus.INCOMPLETE, False)
    assert "粘贴到“内容”里" in state.missing[1]


def test_an_empty_list_gives_no_commendation_but_a_way_to_fill_it(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    change_item(meeting, AgendaKind.COMMENDATION, details="最美家庭：")

    state = state_of(meeting, PaperKind.COMMENDATION)
    assert state.missing[0] == "表彰名单是空的，写不出表彰决定。"
    assert "一行写一类" in state.missing[1]


def test_no_reason_given_is_told_and_the_decision_reads_well(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    plan = meeting.workspace.meetings.get(meeting.id).plan
    meeting.workspace.meetings.change_plan(meeting.id, dataclasses.replace(plan, basis=""))

    assert "为保证执行委员会正常开展工作" in words_of(meeting, PaperKind.REQUEST)
    assert state_of(meeting, PaperKind.REQUEST).missing == (
        "增补的缘由没有填，在会议筹备里填；开会以后不能再填",
    )
    take_attendance(meeting)
    vote(meeting, AgendaKind.BY_ELECTION, HandEntry(abstaining=1))
    assert "委员的决定根据妇联章程的有关规定" in words_of(meeting, PaperKind.DECISION).replace(
        "三合村妇女联合会", "", 2
    )


def test_the_decision_begins_with_the_reason(held: TheMeeting) -> None:
    words = words_of(held, PaperKind.DECISION)

    assert "刘凤霞同志因迁居辞去执委职务。根据妇联章程的有关规定，三合村妇女联合会" in words


# ---- the wordings


@pytest.mark.parametrize("kind", sorted(set(KINDS) - SCRIPT_WORDINGS - OF_ELECTIONS))
def test_every_wording_of_a_paper_can_be_edited(tmp_path: Path, kind: str) -> None:
    meeting = the_meeting_held(tmp_path)
    scripts = meeting.workspace.scripts
    scripts.save_wording(kind, "各位：\n{妇联}{会议简称}，应到{应到}，实到{实到}。\n特此说明。")
    paper = {
        "certificate": PaperKind.CERTIFICATES,
        **{one.value: one for one in PaperKind},
    }[kind]

    assert "三合村妇女联合会第七届执委会第三次会议，应到13人，实到11人。" in words_of(meeting, paper)
    scripts.restore_wording(kind)
    assert scripts.wording(kind).text == shipped_text(kind)


def test_a_blank_without_value_is_refused_when_the_paper_is_made(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    meeting.workspace.scripts.save_wording("notice", "各位执委：\n请到{地点}开会。\n上次同意的有{同意}。")

    with pytest.raises(
        UserFacingError, match=r"《会议通知》的文稿里有的占位还没有值：第 3 行的“\{同意\}”"
    ) as refused:
        words_of(meeting, PaperKind.NOTICE)
    assert "会上登记表决结果以后才有" in refused.value.advice[0]


# ---- lists and pasted text


def test_awards_are_read_one_honour_a_line_and_no_name_is_lost() -> None:
    text = (
        "一、最美家庭：甲家庭、乙家庭，丙家庭\n先进个人:方 瑶；林喆\n续一行的人、再一人\n"
        "巾帼志愿服务队（集体）：一队"
    )
    families, persons, teams = awards_of(text)

    assert families == Award("最美家庭", ("甲家庭", "乙家庭", "丙家庭"))
    assert persons.names == ("方 瑶", "林喆", "续一行的人", "再一人")
    assert (families.measure, persons.measure, teams.measure) == ("户", "名", "个")
    assert in_words((families, Award("先进个人", ("方瑶",)))) == (
        "授予甲家庭等3户“最美家庭”称号，授予方瑶“先进个人”称号"
    )
    assert awards_of("张三、李四") == (Award("", ("张三", "李四")),)


def test_three_hundred_commended_all_stand_on_the_list(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    names = [f"王{chr(0x4E00 + number)}{chr(0x5200 + number)}" for number in range(300)]
    change_item(meeting, AgendaKind.COMMENDATION, details=f"先进个人：{'、'.join(names)}")
    file = meeting.workspace.papers.write(meeting.id, PaperKind.COMMENDATION, tmp_path / "表彰.pdf")
    words = text_of(file.path)

    assert "（300名）" in words
    assert all(name in words for name in names)


def test_a_unit_of_sixty_characters_is_printed_whole(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    unit = "清溪镇三合村" * 9 + "股份经济合作社"
    for name in ("丁巧云", "沈丽华"):
        person = meeting.workspace.people.get(meeting.people[name])
        changed = dataclasses.replace(person.details(), unit_post=unit)
        meeting.workspace.people.change(person.id, changed)
    for kind in (PaperKind.REQUEST, PaperKind.NOMINEES, PaperKind.DELEGATE_ROSTER):
        file = meeting.workspace.papers.write(meeting.id, kind, tmp_path / "长.pdf")
        assert unit in text_of(file.path), kind


def test_a_federation_of_sixty_characters_keeps_its_whole_name(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    name = "清溪镇三合村" * 9 + "妇女联合会"
    meeting.workspace.seats.name_federation(name, name)
    for kind in (PaperKind.REQUEST, PaperKind.APPROVAL, PaperKind.NOTICE):
        file = meeting.workspace.papers.write(meeting.id, kind, tmp_path / "长.pdf")
        assert text_of(file.path).count(name) >= 2, kind


def test_a_report_of_forty_pages_is_printed_to_its_last_word(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    parts = [
        f"一、第{number}部分\n{'我们走访了各家各户，听取了意见。' * 24}\n第{number}句结尾。"
        for number in range(70)
    ]
    change_item(meeting, AgendaKind.WORK_REPORT, details="\n".join(parts))
    began = time.perf_counter()
    file = meeting.workspace.papers.write(meeting.id, PaperKind.WORK_REPORT, tmp_path / "报告.pdf")

    assert time.perf_counter() - began < 3
    assert file.pages >= 40
    words = text_of(file.path)
    assert all(f"第{number}句结尾。" in words for number in range(70))


def test_signs_nobody_sees_are_dropped_and_what_no_font_has_is_named(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    change_item(
        meeting, AgendaKind.WORK_REPORT, details="一、\u202e过去\u200b一年\x07\r\n我们办了\ufeff实事😀。"
    )
    file = meeting.workspace.papers.write(meeting.id, PaperKind.WORK_REPORT, tmp_path / "报告.pdf")

    assert "一、过去一年我们办了实事" in text_of(file.path)
    assert file.missing_characters == ("😀",)
    assert meeting.workspace.papers.check_characters(meeting.id) == (("我们办了实事😀", "😀"),)
    assert cleaned("甲\u2028乙\u2066丙") == "甲\n乙丙"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("一、过去的工作", "Heading"),
        ("二.今后的打算", "Heading"),
        ("(一)抓学习", "Heading"),
        ("（一）抓学习。全年学习十次。", "Paragraph"),
        ("1、办好讲座", "Paragraph"),
        ("一、同意丁巧云、苏晓棠2名同志为三合村妇女联合会第七届执行委员会委员增补人选。", "Paragraph"),
        ("3.8万元用于慰问", "Paragraph"),
        ("一是抓宣传", "Paragraph"),
    ],
)
def test_how_a_line_begins_says_its_level(line: str, kind: str) -> None:
    [_, block] = blocks_of(["开头。", line])

    assert type(block).__name__ == kind


def test_numbers_of_levels_are_written_as_the_standard_writes_them() -> None:
    words = [
        "".join(texts_of_paper_block(line))
        for line in ("(一)抓学习", "1、办好讲座", "(2)办好活动", "3.8万元")
    ]

    assert words == ["（一）抓学习", "1.办好讲座", "（2）办好活动", "3.8万元"]


def texts_of_paper_block(line: str) -> list[str]:
    from fulian_desktop.documents.content import texts_of

    return [text for text in texts_of(blocks_of([line])[0]) if text]


def test_the_list_stands_behind_the_words_that_announce_it(held: TheMeeting) -> None:
    content = held.workspace.papers.compose(held.id, PaperKind.PUBLIC_NOTICE)
    at = next(number for number, block in enumerate(content.blocks) if isinstance(block, Table))

    assert "".join(texts_of_paper_blocks(content.blocks[:at])).endswith("接受监督：")
    assert "公示期为" in "".join(texts_of_paper_blocks(content.blocks[at + 1 :]))


def texts_of_paper_blocks(blocks: tuple[object, ...]) -> list[str]:
    from fulian_desktop.documents.content import texts_of

    return [text for block in blocks for text in texts_of(block)]


def test_the_whole_set_takes_less_than_three_seconds(tmp_path: Path) -> None:
    meeting = the_meeting_held(tmp_path)
    began = time.perf_counter()
    files = meeting.workspace.papers.write_all(meeting.id, tmp_path / "文书")

    assert time.perf_counter() - began < 3
    assert len(files) == 28
