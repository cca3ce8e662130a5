"""What stands on the papers of a congress, from the check of the delegates to the filed result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.ballot_printing import record_printed, sheets_of
from fulian_desktop.documents.content import texts_of_paper
from fulian_desktop.documents.issuing import IssueOrder, require_issuable
from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from fulian_desktop.documents.papers.readiness import PaperNotReady
from fulian_desktop.documents.pdf_writer import render_pdf
from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.sample_ballots import play_congress
from fulian_desktop.sample_congress import create_congress
from fulian_desktop.sample_village import StageClock
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fulian_desktop.workspace import Workspace


@dataclass(frozen=True)
class Congress:
    """The sample congress and its sessions."""

    workspace: Workspace
    id: int

    def session(self, kind: MeetingKind) -> int:
        return next(one.id for one in self.workspace.congress.sessions(self.id) if one.kind is kind)

    def words(self, session: MeetingKind, kind: PaperKind) -> str:
        content = self.workspace.papers.compose(self.session(session), kind)
        return "".join("".join(texts_of_paper(content)).split())


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Congress]:
    """The congress on the morning of its day; tests must not change it."""
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_congress(tmp_path_factory.mktemp("before") / "village.fulian", clock) as workspace:
        yield Congress(workspace, workspace.congress.congresses()[0].id)


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Congress]:
    """The congress held to its end; tests must not change it."""
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_congress(tmp_path_factory.mktemp("after") / "village.fulian", clock) as workspace:
        congress = Congress(workspace, workspace.congress.congresses()[0].id)
        play_congress(workspace, congress.id, clock)
        yield congress


def test_the_report_on_the_delegates_has_quota_make_up_finding_and_list(after: Congress) -> None:
    words = after.words(MeetingKind.PRESIDIUM, PaperKind.QUALIFICATION_REPORT)
    assert words.startswith("三合村第八次妇女代表大会代表资格审查报告")
    assert "代表名额为36名" in words
    assert "四组原代表钟桂兰因故不能出席，更换为潘秀珠" in words
    assert "36名代表的资格全部有效" in words
    assert "另有1名经审查不合格" in words
    assert "代表总数有表决权的代表36100.0%" in words
    assert "田小满" not in words, "found unqualified"


def test_the_delegates_list_of_a_session_is_that_of_its_own_congress(after: Congress) -> None:
    words = after.words(MeetingKind.PREPARATORY, PaperKind.DELEGATE_ROSTER)
    assert words.startswith("三合村第八次妇女代表大会代表名册")
    assert "潘秀珠" in words
    assert "田小满" not in words, "found unqualified"
    assert "正式代表36名" in words


@pytest.mark.parametrize("when", ["before", "after"])
def test_the_notice_calls_the_delegates_to_the_whole_congress(
    when: str, before: Congress, after: Congress
) -> None:
    congress = before if when == "before" else after
    words = congress.words(MeetingKind.PREPARATORY, PaperKind.NOTICE)
    assert words.startswith("关于召开三合村第八次妇女代表大会的通知")
    assert "定于2028年11月18日召开三合村第八次妇女代表大会。" in words
    assert "2028年11月18日（星期六）8:30。" in words
    assert "村委会大礼堂" in words
    assert "全体代表（36人）" in words
    course = words[words.index("四、会议议程") : words.index("五、参会要求")]
    told = [
        "1.预备会议，8:30，全体代表参加：通过大会议程（草案），",
        "2.主席团第一次会议，8:50，主席团成员参加；",
        "3.第一次全体会议，9:30，全体代表参加：",
        "4.第一次全体会议（选举），10:15，全体代表参加：",
        "5.第八届执委会第一次会议，11:15，新当选的执委参加；",
        "6.第二次全体会议（闭幕），12:10，全体代表参加：",
    ]
    assert [words for words in told if words not in course] == []
    assert "选举第八届执行委员会委员" in course


def test_the_chair_just_elected_is_named_where_she_speaks(before: Congress, after: Congress) -> None:
    early = before.workspace.scripts.compose(before.session(MeetingKind.CLOSING))
    assert "让我们以掌声，欢迎新当选的主席____讲话。" in [line.text for line in early.lines]
    chair = next(one for one in after.workspace.seats.board().holders() if one.post is Post.CHAIR)
    session = after.session(MeetingKind.CLOSING)
    speech = [one for one in after.workspace.meetings.facts(session).agenda if "新当选" in one.title]
    assert [one.presenter for one in speech] == [chair.person_name]
    said = after.words(MeetingKind.CLOSING, PaperKind.SCRIPT)
    assert f"欢迎新当选的主席{chair.person_name}同志讲话" in said
    assert f"{chair.person_name}讲话。" in after.words(MeetingKind.CLOSING, PaperKind.MINUTES)


def test_no_verb_is_said_twice_in_scripts_and_minutes_of_the_congress(after: Congress) -> None:
    for kind in MeetingKind:
        if kind is MeetingKind.COMMITTEE:
            continue
        for paper in (PaperKind.SCRIPT, PaperKind.MINUTES):
            words = after.words(kind, paper)
            assert "通过了通过" not in words
            assert "通过了讨论" not in words
            assert "通过了审议" not in words


@pytest.mark.parametrize("session", [MeetingKind.ELECTION, MeetingKind.COMMITTEE_FIRST])
def test_papers_of_those_elected_by_ballot_agree_with_the_record(
    after: Congress, session: MeetingKind
) -> None:
    register, meeting = after.workspace.register, after.session(session)
    elected = (PaperKind.ELECTED_LIST, PaperKind.ELECTION_REPORT, PaperKind.ELECTION_ANNOUNCEMENT)
    for kind in (*elected, PaperKind.CERTIFICATES, PaperKind.MINUTES, PaperKind.SUMMARY):
        assert not register.disagreements_of(meeting, kind, Edition.PUBLIC), kind


def test_no_session_of_a_congress_has_a_paper_that_disagrees_with_the_record(after: Congress) -> None:
    for session in after.workspace.congress.sessions(after.id):
        assert list(after.workspace.register.gate(session.id)) == [], session.title


def test_officers_are_said_to_stand_by_post_and_members_by_strokes(after: Congress) -> None:
    assert "姓氏笔画" in after.words(MeetingKind.ELECTION, PaperKind.ELECTED_LIST)
    assert "姓氏笔画" not in after.words(MeetingKind.COMMITTEE_FIRST, PaperKind.ELECTED_LIST)


def test_the_rules_give_every_share_as_a_whole_number(after: Congress) -> None:
    words = after.words(MeetingKind.PLENARY, PaperKind.ELECTION_RULES)
    assert "应到36人，至少24人到会" in words
    assert "应到36人，至少19票" in words
    assert "委员应选15名，提名候选人17名，差额2名" in words
    assert "多于15名的无效" in words
    officers = after.words(MeetingKind.COMMITTEE_FIRST, PaperKind.ELECTION_RULES)
    assert "应到15人，至少8票" in officers


def test_the_ballot_is_the_list_as_passed_with_its_legend_and_nothing_to_tell_it_by(after: Congress) -> None:
    words = after.words(MeetingKind.ELECTION, PaperKind.BALLOT)
    names = [one.name for one in after.workspace.elections.elections()[-1].candidates if not one.withdrawal]
    places = [words.index(name) for name in names if name in words]
    assert len(places) >= 16
    assert places == sorted(places)
    assert "赞成的，在姓名上方的空格内画“○”；不赞成的画“×”；弃权的不画任何符号" in words
    assert "多于15名的为无效票" in words
    content = after.workspace.papers.compose(after.session(MeetingKind.ELECTION), PaperKind.BALLOT)
    assert not content.page_numbers
    assert not content.running_mark
    pages = render_pdf(content)[1]
    assert (pages.pages, pages.missing_characters) == (1, ())


def test_a_ballot_is_never_issued_with_number_and_code(after: Congress) -> None:
    session = after.session(MeetingKind.ELECTION)
    content = after.workspace.papers.compose(session, PaperKind.BALLOT)
    for kind in (PaperKind.BALLOT, PaperKind.BALLOT_AGAIN):
        order = IssueOrder(kind, Edition.PUBLIC, None, "", None, qr=True)
        with pytest.raises(UserFacingError, match="不由本会定稿"):
            require_issuable(order, content)


def test_the_second_ballot_lists_only_the_tied(after: Congress) -> None:
    words = after.words(MeetingKind.ELECTION, PaperKind.BALLOT_AGAIN)
    assert "同票者重新投票" in words
    assert "许文静谢春燕" in words
    assert "丁巧云" not in words
    assert "应选1名，候选人2名，差额1名" in words


def test_the_officers_stand_on_one_ballot_counted_apart(after: Congress) -> None:
    words = after.words(MeetingKind.COMMITTEE_FIRST, PaperKind.BALLOT)
    assert "主席（应选1名）" in words
    assert "副主席（应选2名）" in words


def test_the_slips_are_filled_after_the_count_and_blank_before_it(before: Congress, after: Congress) -> None:
    filled = after.words(MeetingKind.ELECTION, PaperKind.COUNT_SLIPS)
    assert "应到代表36人，实到31人" in filled
    assert "共印制选票36张，实际发出31张，剩余5张，作废0张" in filled
    assert "收回的选票等于发出的选票，本次选举有效" in filled
    assert "有效票29张，无效票2张" in filled
    assert "许文静2270同票待定" in filled
    assert "卢碧云12170未达到规定票数" in filled
    assert "罗小妹1——" in filled, "a name written in has approvals only"
    blank = before.words(MeetingKind.ELECTION, PaperKind.COUNT_SLIPS)
    assert "应到代表36人，实到人" in blank
    assert "共发出选票张，收回选票张" in blank
    assert "当选" not in blank


def test_the_tally_tells_everybody_the_write_in_and_why_ballots_are_void(after: Congress) -> None:
    words = after.words(MeetingKind.ELECTION, PaperKind.BALLOT_TALLY)
    assert "应到36人，过半数即19票" in words
    assert "无效票2张：" in words
    assert "罗小妹1———另选他人" in words
    assert "就同票的候选人重新投票，以得票多的当选" in words, "the second round is on it too"


def test_the_custody_page_tells_each_step_with_time_and_names(after: Congress) -> None:
    words = after.words(MeetingKind.ELECTION, PaperKind.BALLOT_CUSTODY)
    for step in ("印制选票", "检查票箱", "票箱加封", "开启票箱", "封存选票", "销毁剩余选票"):
        assert step in words
    assert "印制36张=发出31张+剩余5张+作废0张；发出31张=收回31张+没有收回0张" in words
    assert "收回31张=有效29张+无效2张" in words


def test_the_elected_stand_by_strokes_and_officers_in_their_order(after: Congress) -> None:
    words = after.words(MeetingKind.ELECTION, PaperKind.ELECTED_LIST)
    names = ["丁巧云", "马晓燕", "王秀英", "许文静", "沈丽华", "赵小云"]
    assert [words.index(name) for name in names] == sorted(words.index(name) for name in names)
    assert "谢春燕" not in words
    officers = after.words(MeetingKind.COMMITTEE_FIRST, PaperKind.ELECTED_LIST)
    assert "主席沈丽华副主席马晓燕、方瑶" in officers


def test_the_report_for_filing_tells_both_rounds(after: Congress) -> None:
    words = after.words(MeetingKind.ELECTION, PaperKind.ELECTION_REPORT)
    assert "第1轮（正式选举）：应到代表36人，实到31人" in words
    assert "卢碧云12票、罗小妹（另选人）1票" in words
    assert "第2轮（同票者重新投票）：许文静19票、谢春燕11票" in words
    assert "选举产生第八届执行委员会委员15名，名单如下：丁巧云、马晓燕" in words
    assert "特此报告，请予备案。" in words
    assert "当选名单" in words


def test_the_comparison_sets_both_committees_side_by_side_and_says_why_each_left(after: Congress) -> None:
    words = after.words(MeetingKind.COMMITTEE_FIRST, PaperKind.TERM_COMPARISON)
    assert "第七届届满时15人，第八届选出15人：连任10人，新任5人，离任5人。" in words
    assert "按换届当天登记的人员资料统计。" in words
    assert "本科213.3%640.0%+4" in words
    assert "离任5人覃玉兰副主席—届满，没有列为候选人" in words
    other = after.workspace.papers.catalogue(after.session(MeetingKind.CLOSING))
    assert PaperKind.TERM_COMPARISON not in {state.kind for state in other}


def test_scrutineers_and_tellers_stand_by_surname_strokes(after: Congress) -> None:
    words = after.words(MeetingKind.ELECTION, PaperKind.ELECTION_OFFICIALS)
    assert words.index("冯丽") < words.index("蒋芳")


def test_the_roll_call_slip_bears_the_moment_it_was_taken(after: Congress) -> None:
    words = after.words(MeetingKind.ELECTION, PaperKind.COUNT_SLIPS)
    assert "特此报告。时间：2028年11月18日10:20" in words
    committee = after.words(MeetingKind.COMMITTEE_FIRST, PaperKind.COUNT_SLIPS)
    assert "没有剩余的选票。" in committee
    assert "三合村妇女联合会第八届执行委员会第一次会议到会人数报告单" in committee


def test_what_is_asked_before_the_congress_is_not_dated_after_it(after: Congress) -> None:
    for kind in (PaperKind.ELECTION_REQUEST, PaperKind.TERM_PLAN):
        assert "2028年月日" in after.words(MeetingKind.PREPARATORY, kind)


def test_everybody_elected_has_a_certificate_on_a_page_of_her_own(after: Congress) -> None:
    session = after.session(MeetingKind.ELECTION)
    content = after.workspace.papers.compose(session, PaperKind.CERTIFICATES)
    assert render_pdf(content)[1].pages == 15
    assert "您当选为三合村妇女联合会第八届执行委员会委员" in "".join(texts_of_paper(content))
    assert "执行委员会副主席，任期" in after.words(MeetingKind.COMMITTEE_FIRST, PaperKind.CERTIFICATES)


def test_the_closing_session_passes_the_resolution_on_the_report(after: Congress) -> None:
    words = after.words(MeetingKind.CLOSING, PaperKind.RESOLUTION)
    assert "2028年11月18日三合村第八次妇女代表大会通过" in words
    kinds = {one.kind for one in after.workspace.papers.catalogue(after.session(MeetingKind.PLENARY))}
    assert PaperKind.RESOLUTION not in kinds


def test_the_minutes_tell_all_votes_of_both_rounds(after: Congress) -> None:
    words = after.words(MeetingKind.ELECTION, PaperKind.MINUTES)
    assert "发出选票31张，收回31张，其中有效票29张、无效票2张" in words
    assert "许文静19票、谢春燕11票" in words
    assert "选举产生第八届执行委员会委员15名" in words


@pytest.mark.parametrize("kind", [one for one in MeetingKind if one is not MeetingKind.COMMITTEE])
def test_every_session_has_its_agenda_schedule_and_script(after: Congress, kind: MeetingKind) -> None:
    for paper in (PaperKind.AGENDA, PaperKind.SCHEDULE, PaperKind.SCRIPT, PaperKind.SIGN_IN):
        words = after.words(kind, paper)
        assert "第八" in words
        assert "None" not in words
    wanted = "执委" if kind is MeetingKind.COMMITTEE_FIRST else "代表"
    assert wanted in after.words(kind, PaperKind.SCRIPT)


def test_the_plan_and_the_request_are_written_from_the_record_of_the_congress(after: Congress) -> None:
    plan = after.words(MeetingKind.PREPARATORY, PaperKind.TERM_PLAN)
    assert "三合村第八次妇女代表大会代表名额为36名" in plan
    assert "一组6名，二组6名" in plan
    request = after.words(MeetingKind.PREPARATORY, PaperKind.ELECTION_REQUEST)
    assert "大会拟于2028年11月18日召开，代表名额36名" in request


def test_results_are_not_printed_before_they_are_announced(before: Congress) -> None:
    session = before.session(MeetingKind.ELECTION)
    for kind in (PaperKind.ELECTED_LIST, PaperKind.ELECTION_REPORT, PaperKind.BALLOT_TALLY):
        with pytest.raises(PaperNotReady):
            before.workspace.papers.compose(session, kind)
    states = {one.kind: one for one in before.workspace.papers.catalogue(session)}
    assert states[PaperKind.ELECTED_LIST].status_phrase == "会后生成"
    assert any("简历没有填" in said for said in states[PaperKind.CANDIDATES].missing)
    assert any("名单还没有通过" in said for said in states[PaperKind.BALLOT].missing)


def test_the_count_printed_goes_into_the_custody_record_when_the_user_says_so(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    folder = tmp_path_factory.mktemp("printed")
    with create_congress(folder / "village.fulian", clock) as workspace:
        congress = Congress(workspace, workspace.congress.congresses()[0].id)
        session = congress.session(MeetingKind.ELECTION)
        (ballots,) = sheets_of(workspace.papers, session, PaperKind.BALLOT)
        with pytest.raises(UserFacingError, match="还没有定样"):
            record_printed(workspace.elections, ballots, 36)
        election = workspace.elections.elections()[0]
        workspace.elections.officials.pass_list(election.id)
        workspace.elections.pass_list(election.id)
        workspace.elections.rounds.open_first(election.id)
        (ballots,) = sheets_of(workspace.papers, session, PaperKind.BALLOT)
        assert (ballots.per_sheet, ballots.wanted, ballots.sheets_wanted) == (1, 36, 36)
        record_printed(workspace.elections, ballots, 38, names=("韩淑珍",))
        assert ballots.round_id is not None
        events = workspace.elections.custody.page(ballots.round_id).events
        assert [(one.kind, one.number) for one in events] == [(CustodyKind.PRINTED, 38)]
