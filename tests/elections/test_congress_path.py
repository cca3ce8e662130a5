"""Facts about the path to a congress: dates counted back, working days, materials, what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.elections.congress_path import WorkCalendar, read_path, shipped_path
from fulian_desktop.elections.congress_records import CongressPlan, Office, StepState
from fulian_desktop.errors import UserFacingError
from fulian_desktop.sample_village import StageClock, create_village

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fulian_desktop.elections.congress_records import PathStep
    from fulian_desktop.workspace import Workspace

CONGRESS_DAY = date(2028, 11, 18)
PLAN = CongressPlan(CONGRESS_DAY.isoformat(), "09:00", "村委会大礼堂", 15, 2, 36)


@pytest.fixture
def clock() -> StageClock:
    return StageClock(datetime(2028, 9, 1, 9, 0))


@pytest.fixture
def village(tmp_path: Path, clock: StageClock) -> Iterator[Workspace]:
    with create_village(tmp_path / "village.fulian", clock, date(2028, 9, 8)) as workspace:
        yield workspace


@pytest.fixture
def congress_id(village: Workspace) -> int:
    made = village.congress.plan(PLAN).record_id
    assert made is not None
    return made


def step(village: Workspace, congress_id: int, key: str) -> PathStep:
    return next(one for one in village.congress.path(congress_id) if one.step.key == key)


def test_the_eighth_congress_elects_the_eighth_committee_and_is_named_by_rule(
    village: Workspace, congress_id: int
) -> None:
    congress = village.congress.get(congress_id)
    assert (congress.number, congress.outgoing_number) == (8, 7)
    assert congress.title == "三合村第八次妇女代表大会"
    assert congress.short_title == "第八次妇女代表大会"


def test_the_path_leads_from_the_request_to_the_filing_in_the_order_of_the_issue(
    village: Workspace, congress_id: int
) -> None:
    stages = [one.step.stage for one in village.congress.path(congress_id)]
    assert list(dict.fromkeys(stages)) == ["启动", "代表", "候选人", "会务", "大会", "会后"]
    assert len(stages) == 19


def test_a_step_is_due_so_many_days_before_the_congress(village: Workspace, congress_id: int) -> None:
    quota = step(village, congress_id, "quota")
    assert (quota.days, quota.due) == (52, CONGRESS_DAY - timedelta(days=52))
    assert step(village, congress_id, "congress_day").due == CONGRESS_DAY
    assert step(village, congress_id, "filing").due > CONGRESS_DAY


def test_a_publication_of_five_working_days_begins_before_the_weekend(
    village: Workspace, congress_id: int
) -> None:
    published = step(village, congress_id, "publish_delegates")
    # 26 days before is Monday 23 October: five working days, no Saturday and Sunday among them.
    assert (published.due, published.begin) == (date(2028, 10, 23), date(2028, 10, 17))


def test_a_due_day_on_a_weekend_moves_to_the_friday_before(village: Workspace) -> None:
    path = shipped_path()
    check = path.step("check_delegates")
    assert path.due(check, date(2028, 11, 18)) == date(2028, 10, 13)  # 15 October is a Sunday
    assert date(2028, 10, 15).weekday() == 6


def test_fixed_holidays_and_days_off_are_no_working_days() -> None:
    calendar = WorkCalendar(frozenset({"05-01"}), frozenset({"2028-05-02"}), frozenset({"2028-05-06"}))
    assert not calendar.works(date(2028, 5, 1))
    assert not calendar.works(date(2028, 5, 2))
    assert calendar.works(date(2028, 5, 6))  # a Saturday worked in exchange
    assert calendar.latest_working(date(2028, 5, 2)) == date(2028, 4, 28)


@given(st.dates(date(2025, 1, 1), date(2035, 12, 31)), st.integers(1, 30))
def test_so_many_working_days_end_on_the_last_one_and_hold_exactly_that_many(day: date, count: int) -> None:
    calendar = shipped_path().calendar
    first, last = calendar.before(day, count), calendar.latest_working(day)
    worked = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert sum(calendar.works(one) for one in worked) == count
    assert calendar.works(first)
    assert last <= day


@given(st.dates(date(2025, 1, 1), date(2035, 12, 31)), st.integers(0, 60))
def test_a_later_congress_never_makes_a_step_due_earlier(day: date, later: int) -> None:
    path = shipped_path()
    for one in path.steps:
        assert path.due(one, day) <= path.due(one, day + timedelta(days=later))
        assert path.begin(one, path.due(one, day)) <= path.due(one, day)


def test_moving_the_congress_says_first_what_moves_and_then_moves_it(
    village: Workspace, congress_id: int
) -> None:
    village.congress.record_step(congress_id, "group", StepState.DONE)
    moves = village.congress.moves(congress_id, "2028-12-02")
    assert all(one.new > one.old for one in moves)
    by_title = {one.title: one for one in moves}
    # 60 days before 2 December is 3 October, a holiday: the request is due on the Friday before it.
    assert by_title["请示和批复"].new == date(2028, 9, 29)
    assert by_title["推选代表"].new - by_title["推选代表"].old == timedelta(days=14)
    assert [one.title for one in moves if one.is_done] == ["成立筹备组"]
    assert step(village, congress_id, "quota").due == date(2028, 9, 27)
    village.congress.change_plan(congress_id, replace(PLAN, day="2028-12-02"))
    assert step(village, congress_id, "quota").due == date(2028, 10, 11)
    assert step(village, congress_id, "group").state is StepState.DONE


def test_sessions_in_preparation_move_with_the_congress(village: Workspace, congress_id: int) -> None:
    village.congress.prepare_sessions(congress_id)
    before = [one.plan.time for one in village.congress.sessions(congress_id)]
    assert before[:4] == ["09:00", "09:20", "10:00", "10:45"]
    village.congress.change_plan(congress_id, replace(PLAN, day="2028-11-25", time="08:30", place="村小学"))
    after = village.congress.sessions(congress_id)
    assert {one.plan.day for one in after} == {"2028-11-25"}
    assert {one.plan.place for one in after} == {"村小学"}
    assert [one.plan.time for one in after][:4] == ["08:30", "08:50", "09:30", "10:15"]


def test_a_step_waits_is_due_is_late_is_done(village: Workspace, congress_id: int, clock: StageClock) -> None:
    assert step(village, congress_id, "quota").state is StepState.WAITING
    clock.moment = datetime(2028, 9, 21, 9, 0)
    assert step(village, congress_id, "quota").state is StepState.DUE
    village.congress.record_step(congress_id, "quota", StepState.DOING)
    assert step(village, congress_id, "quota").state is StepState.DOING
    clock.moment = datetime(2028, 9, 28, 9, 0)
    assert step(village, congress_id, "quota").state is StepState.OVERDUE
    village.congress.record_step(congress_id, "quota", StepState.DONE, by_whom="李祎", on_day="2028-09-26")
    done = step(village, congress_id, "quota")
    assert (done.state, done.done_on, done.by_whom) == (StepState.DONE, "2028-09-26", "李祎")


def test_the_next_step_is_the_open_one_that_is_due_first(village: Workspace, congress_id: int) -> None:
    first = village.congress.next_step(congress_id)
    assert first is not None
    assert first.step.key == "group"
    village.congress.record_step(congress_id, "group", StepState.DONE)
    second = village.congress.next_step(congress_id)
    assert second is not None
    assert second.step.key == "plan"


def test_a_material_is_ticked_with_day_and_note_and_taken_back(village: Workspace, congress_id: int) -> None:
    assert [one.name for one in step(village, congress_id, "plan").missing_materials] == ["换届实施方案"]
    village.congress.tick_material(congress_id, "plan", "plan", note="镇里批了")
    [ticked] = [one for one in step(village, congress_id, "plan").materials if one.key == "plan"]
    assert (ticked.ticked_on, ticked.note) == ("2028-09-01", "镇里批了")
    village.congress.untick_material(congress_id, "plan", "plan")
    assert step(village, congress_id, "plan").missing_materials


def test_a_step_says_what_is_missing_and_where(village: Workspace, congress_id: int) -> None:
    group = step(village, congress_id, "group")
    assert [(one.sentence, one.place) for one in group.lacks] == [("筹备组组长没有定", "offices")]
    chair = village.seats.board().holders()[0]
    village.congress.appoint(congress_id, Office.GROUP_HEAD, person_id=chair.person_id)
    village.congress.appoint(congress_id, Office.GROUP_MEMBER, name="镇妇联指导员", role="清溪镇妇联")
    assert step(village, congress_id, "group").lacks == ()
    quota = step(village, congress_id, "quota")
    assert [(one.sentence, one.place) for one in quota.lacks] == [("代表名额还没有分配到小组", "delegates")]


def test_own_days_move_one_step_only_and_can_be_given_up(village: Workspace, congress_id: int) -> None:
    village.congress.set_step_days(congress_id, "notice", 10)
    assert step(village, congress_id, "notice").due == date(2028, 11, 8)
    assert step(village, congress_id, "papers").days == 4
    village.congress.set_step_days(congress_id, "notice", None)
    assert not step(village, congress_id, "notice").own_days


def test_everything_is_in_the_journal_and_the_file_is_sound(village: Workspace, congress_id: int) -> None:
    village.congress.tick_material(congress_id, "plan", "plan")
    village.congress.record_step(congress_id, "plan", StepState.DONE)
    acts = {entry.act for entry in village.journal.entries(limit=50)}
    assert {"建立换届", "材料已备", "换届步骤"} <= acts
    assert village.check() == []


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (replace(PLAN, day="2028-02-30"), "不是日期"),
        (replace(PLAN, time="25:00"), "大会时间"),
        (replace(PLAN, seats=0), "执委职数 0"),
        (replace(PLAN, delegates_planned=10_000_000_000), "代表名额"),
        (replace(PLAN, vice_chairs=15), "副主席职数 15"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_with_a_sentence(
    village: Workspace, plan: CongressPlan, words: str
) -> None:
    with pytest.raises(UserFacingError, match=words):
        village.congress.plan(plan)
    assert village.congress.current() is None


def test_what_cannot_be_on_a_path_is_refused(village: Workspace, congress_id: int) -> None:
    operations = village.congress
    for refused in (
        lambda: operations.plan(PLAN),
        lambda: operations.record_step(congress_id, "quota", StepState.DONE, on_day="2029-01-01"),
        lambda: operations.record_step(congress_id, "quota", StepState.NOT_NEEDED),
        lambda: operations.record_step(congress_id, "no_such_step", StepState.DONE),
        lambda: operations.tick_material(congress_id, "quota", "no_such_material"),
        lambda: operations.tick_material(congress_id, "quota", "quota", on_day="明天"),
        lambda: operations.set_step_days(congress_id, "quota", 401),
        lambda: operations.appoint(congress_id, Office.PRESIDIUM, name="不在名册的人"),
        lambda: operations.appoint(congress_id, Office.SECRETARY, name="  "),
        lambda: operations.get(99),
    ):
        with pytest.raises(UserFacingError):
            refused()


def test_a_path_with_a_doubled_step_or_without_days_cannot_be_used() -> None:
    text = shipped_path().text
    with pytest.raises(UserFacingError, match="两次"):
        read_path(text.replace('key = "plan"\nstage', 'key = "group"\nstage', 1))
    with pytest.raises(UserFacingError, match="读不出来"):
        read_path(text.replace("days = 75\n", "", 1))
