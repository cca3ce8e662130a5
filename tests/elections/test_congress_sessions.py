"""Facts about the day of the congress: its sessions, who is entitled, what is said, what is frozen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.elections.congress_records import Office
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import AgendaKind, MeetingState
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.people.delegate_records import DelegateStep
from fulian_desktop.sample_congress import CONGRESS_DAY, create_congress, person_id, play_to_the_ballot
from fulian_desktop.sample_village import StageClock
from fulian_desktop.scripts.operations import shipped_text
from fulian_desktop.scripts.session_wordings import PARTS, SESSION_KINDS
from fulian_desktop.scripts.wording import check
from fulian_desktop.seats.records import Ending

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fulian_desktop.meetings.records import Meeting, MeetingFacts
    from fulian_desktop.workspace import Workspace


@pytest.fixture
def clock() -> StageClock:
    return StageClock(datetime(2026, 3, 2, 9, 0))


@pytest.fixture
def village(tmp_path: Path, clock: StageClock) -> Iterator[Workspace]:
    with create_congress(tmp_path / "village.fulian", clock) as workspace:
        yield workspace


def session(village: Workspace, kind: MeetingKind) -> Meeting:
    return next(one for one in village.congress.sessions(1) if one.kind is kind)


def facts_of(village: Workspace, kind: MeetingKind) -> MeetingFacts:
    return village.meetings.facts(session(village, kind).id)


def said(village: Workspace, kind: MeetingKind) -> str:
    return "\n".join(one.text for one in village.scripts.compose(session(village, kind).id).lines)


def test_the_sessions_follow_each_other_with_titles_by_rule(village: Workspace) -> None:
    titles = [(one.title, one.plan.time) for one in village.congress.sessions(1)]
    assert titles == [
        ("第八次妇女代表大会预备会议", "08:30"),
        ("第八次妇女代表大会主席团第一次会议", "08:50"),
        ("第八次妇女代表大会第一次全体会议", "09:30"),
        ("第八次妇女代表大会第一次全体会议（选举）", "10:15"),
        ("第八次妇女代表大会第二次全体会议（闭幕）", "12:10"),
    ]
    assert facts_of(village, MeetingKind.PLENARY).full_title == "三合村第八次妇女代表大会第一次全体会议"


def test_the_approved_delegates_with_a_vote_are_entitled_and_the_presidium_is_its_members(
    village: Workspace,
) -> None:
    delegates = facts_of(village, MeetingKind.ELECTION).entitled
    assert len(delegates) == 36
    assert "田小满" not in {one.name for one in delegates}  # found unqualified
    assert {"潘秀珠"} <= {one.name for one in delegates}  # took 钟桂兰's place
    assert {one.name for one in facts_of(village, MeetingKind.PRESIDIUM).entitled} == {
        "沈丽华",
        "马晓燕",
        "韩淑珍",
        "龚素珍",
        "邓雪英",
    }


def test_delegates_sign_in_group_by_group(village: Workspace) -> None:
    posts = [one.post for one in facts_of(village, MeetingKind.PLENARY).entitled]
    assert list(dict.fromkeys(posts)) == [
        f"{group}代表" for group in ("一组", "二组", "三组", "四组", "五组", "六组")
    ]


def test_invited_delegates_and_observers_attend_without_a_vote(village: Workspace) -> None:
    observers = facts_of(village, MeetingKind.PLENARY).observers
    assert {(one.name, one.role) for one in observers} == {("莫凤仪", "特邀代表"), ("白露", "列席代表")}


def test_the_outgoing_committee_reports_and_the_next_one_is_elected(village: Workspace) -> None:
    plenary = facts_of(village, MeetingKind.PLENARY)
    [report] = [one for one in plenary.agenda if one.kind is AgendaKind.WORK_REPORT]
    assert report.title == "听取和审议第七届执行委员会工作报告"
    assert "由我代表三合村妇联第七届执行委员会，向大会作工作报告" in said(village, MeetingKind.PLENARY)
    [election] = [
        one for one in facts_of(village, MeetingKind.ELECTION).agenda if one.kind is AgendaKind.ELECTION
    ]
    assert election.title == "选举第八届执行委员会委员"


def test_the_anthem_is_sung_and_the_micro_steps_of_voting_come_in_their_order(village: Workspace) -> None:
    assert "奏唱《中华人民共和国国歌》" in said(village, MeetingKind.PLENARY)
    words = said(village, MeetingKind.ELECTION)
    order = [
        "清点",
        "候选人十七名，应选十五名，实行差额选举",
        "检查票箱",
        "分发",
        "剪角作废",
        "填写",
        "监票人先投",
        "开启票箱",
        "宣布这次选举是不是有效",
        "当选名单",
        "封存",
    ]
    places = [words.index(one) for one in order]
    assert places == sorted(places)


def test_seventeen_candidates_stand_by_strokes_and_thirty_six_delegates_are_a_quorum_at_twenty_four(
    village: Workspace,
) -> None:
    words = said(village, MeetingKind.ELECTION)
    assert "丁巧云、马晓燕、王秀英、方瑶" in words
    assert "至少到二十四人" in words


@pytest.mark.parametrize("kind", sorted(SESSION_KINDS))
def test_every_script_of_a_session_is_right_and_has_all_its_parts(kind: str) -> None:
    text = shipped_text(kind)
    assert check(kind, text) == ()
    assert all(f"【{part}】" in text for part in PARTS[kind])


def test_a_script_of_a_session_can_be_changed_and_a_missing_part_is_told(village: Workspace) -> None:
    text = shipped_text("congress_plenary")
    village.scripts.save_wording("congress_plenary", text.replace("现在开幕！", "开幕了！"))
    assert "开幕了！" in said(village, MeetingKind.PLENARY)
    found = village.scripts.problems("congress_plenary", text.replace("【通过选举办法】", "【领导讲话】"))
    assert any("缺少【通过选举办法】" in one.sentence for one in found)


def test_blanks_of_a_congress_have_no_place_in_a_committee_script(village: Workspace) -> None:
    text = shipped_text("committee_session").replace("大家好！", "大家好！{主席团名单}", 1)
    [problem] = village.scripts.problems("committee_session", text)
    assert "只能用在大会各次会议的主持词" in problem.sentence


def test_the_congress_runs_to_the_ballot_with_thirty_one_of_thirty_six(
    village: Workspace, clock: StageClock
) -> None:
    open_session = play_to_the_ballot(village, 1, clock)
    assert (open_session.kind, open_session.state) == (MeetingKind.ELECTION, MeetingState.OPEN)
    attendance = village.attendance.attendance(open_session.id)
    assert (attendance.entitled, len(attendance.present_ids), len(attendance.excused)) == (36, 31, 5)
    counts = village.votes.counts(session(village, MeetingKind.PREPARATORY).id)
    assert [(one.entitled, one.present, one.need) for one in counts] == [(36, 31, 19)] * 3
    assert "同意人数超过应到代表的半数" in said(village, MeetingKind.PREPARATORY)
    assert village.check() == []


def test_the_list_of_delegates_is_frozen_when_the_first_session_opens(
    village: Workspace, clock: StageClock
) -> None:
    meeting = session(village, MeetingKind.PREPARATORY)
    clock.moment = datetime.combine(CONGRESS_DAY, datetime.min.time()).replace(hour=8, minute=30)
    village.meetings.open(meeting.id)
    person = village.delegates.entitled(8)[0].person.id
    for refused in (
        lambda: village.delegates.take_off(8, person, "误录"),
        lambda: village.delegates.replace(8, person, None, by_whom="一组", reason="外出"),
        lambda: village.delegates.decide(8, [person], DelegateStep.UNQUALIFIED, by_whom="组", reason="x"),
    ):
        with pytest.raises(UserFacingError, match="代表名单定下来了"):
            refused()
    assert len(village.meetings.facts(meeting.id).entitled) == 36


def test_what_was_true_at_a_session_stays_when_the_offices_change(
    village: Workspace, clock: StageClock
) -> None:
    play_to_the_ballot(village, 1, clock)
    before = facts_of(village, MeetingKind.PRESIDIUM)
    holder = next(one for one in village.congress.offices(1) if one.office is Office.PRESIDIUM)
    village.congress.dismiss(1, holder.id)
    village.people.change(
        before.entitled[0].person_id, village.people.get(before.entitled[0].person_id).details()
    )
    assert facts_of(village, MeetingKind.PRESIDIUM) == before


def test_the_day_cannot_move_once_a_session_was_opened(village: Workspace, clock: StageClock) -> None:
    play_to_the_ballot(village, 1, clock)
    plan = village.congress.get(1).plan
    with pytest.raises(UserFacingError, match="不能再改"):
        village.congress.change_plan(1, replace(plan, day="2028-12-02"))


def test_a_session_without_delegates_cannot_be_opened(tmp_path: Path, clock: StageClock) -> None:
    with create_congress(tmp_path / "early.fulian", clock, until=date(2028, 9, 20)) as village:
        village.congress.prepare_sessions(1)
        meeting = session(village, MeetingKind.PREPARATORY)
        assert "还没有确认的代表，应到是 0" in {one.sentence for one in village.meetings.missing(meeting.id)}
        with pytest.raises(UserFacingError, match="还不能开会"):
            village.meetings.open(meeting.id)


def test_sessions_made_before_the_offices_were_named_are_presided_over_and_minuted(
    tmp_path: Path, clock: StageClock
) -> None:
    with create_congress(tmp_path / "early.fulian", clock, until=date(2028, 11, 9)) as village:
        village.congress.prepare_sessions(1)
        plenary = session(village, MeetingKind.PLENARY)
        by_hand = person_id(village, "方瑶")
        village.meetings.change_plan(plenary.id, replace(plenary.plan, minute_taker_id=by_hand))
        village.congress.appoint(1, Office.EXECUTIVE_CHAIR, person_id=person_id(village, "沈丽华"))
        village.congress.appoint(1, Office.SECRETARY, person_id=person_id(village, "马晓燕"))
        plans = {one.kind: one.plan for one in village.congress.sessions(1)}
        assert {one.presiding_chair_id for one in plans.values()} == {person_id(village, "沈丽华")}
        assert plans[MeetingKind.CLOSING].minute_taker_id == person_id(village, "马晓燕")
        assert plans[MeetingKind.PLENARY].minute_taker_id == by_hand, "what was put in by hand stays"


def test_the_election_that_is_prepared_is_held_at_the_session_with_the_ballot(village: Workspace) -> None:
    meeting = session(village, MeetingKind.ELECTION)
    [election] = village.elections.of_meeting(meeting.id)
    assert election.term_number == 8
    assert village.meetings.facts(meeting.id).item(election.agenda_item_id or 0).kind is AgendaKind.ELECTION


def test_preparing_twice_makes_no_second_session_and_the_committee_waits_for_its_term(
    village: Workspace,
) -> None:
    village.congress.prepare_sessions(1)
    kinds = [one.kind for one in village.congress.sessions(1)]
    assert len(kinds) == len(set(kinds)) == 5
    assert MeetingKind.COMMITTEE_FIRST not in kinds


def test_the_committee_meets_first_when_the_new_term_has_begun(village: Workspace, clock: StageClock) -> None:
    clock.moment = datetime(2028, 11, 18, 12, 0)
    village.seats.start_term(8, "2028-11-18", "2033-11-17", 15)
    village.congress.prepare_sessions(1)
    first = session(village, MeetingKind.COMMITTEE_FIRST)
    assert (first.title, first.session_number) == ("第八届执委会第一次会议", 1)
    words = said(village, MeetingKind.COMMITTEE_FIRST)
    assert "受大会主席团的委托" in words
    assert "主席应选一名，副主席应选两名" in words


def test_committee_meetings_are_numbered_as_before(village: Workspace) -> None:
    village.seats.record_departure(village.seats.board().holders()[4].id, Ending.RESIGNATION, "2028-11-01")
    made = village.meetings.prepare_by_election().record_id
    assert made is not None
    assert village.meetings.get(made).title == "第七届执委会第四次会议"


def test_the_congress_closes_after_the_new_term_has_begun(village: Workspace, clock: StageClock) -> None:
    running = play_to_the_ballot(village, 1, clock)
    clock.moment = datetime(2028, 11, 18, 12, 0)
    village.meetings.close(running.id, "计票在别处进行")
    village.seats.start_term(8, "2028-11-18", "2033-11-17", 15)
    closing = session(village, MeetingKind.CLOSING)
    village.meetings.open(closing.id)
    assert len(village.meetings.facts(closing.id).entitled) == 36
    assert "第七届执行委员会的工作报告，各小组已经审议" in said(village, MeetingKind.CLOSING)


def test_a_session_votes_by_rules_named_after_who_votes_there(village: Workspace) -> None:
    rules = {one.kind: one.rule_pack for one in village.congress.sessions(1)}
    assert rules[MeetingKind.ELECTION].name == "代表大会表决规则"
    assert "代表" in rules[MeetingKind.ELECTION].notes
    assert rules[MeetingKind.PRESIDIUM].name == "主席团会议表决规则"
    assert not any("执委会" in pack.name + pack.notes for pack in rules.values())
