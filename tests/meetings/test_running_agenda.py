"""The agenda while the meeting runs: the adopted one stays, every change is kept with its moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.agenda_course import ItemState
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, DecisionMethod
from fulian_desktop.votes.records import HandEntry, MotionKey
from tests.builders import a_by_election, count, item_of, open_with_attendance, the_vote

if TYPE_CHECKING:
    from fulian_desktop.workspace import Workspace
    from tests.builders import TickedWorkspace

USUAL = ["增补执委", "工作报告", "宣读《关于工作报告的决议》", "领导讲话", "表彰先进", "座谈"]


@pytest.fixture
def meeting_id(village: TickedWorkspace) -> int:
    made = a_by_election(village)
    open_with_attendance(village, made)
    return made


def titles(village: Workspace, meeting_id: int) -> list[str]:
    return [item.title for item in village.meetings.facts(meeting_id).agenda]


def the_item(village: Workspace, meeting_id: int, title: str) -> int:
    return next(one.item.id for one in village.running.items(meeting_id) if one.item.title == title)


def test_a_skipped_item_leaves_script_and_questions_but_not_the_record(
    village: TickedWorkspace, meeting_id: int
) -> None:
    report = item_of(village, meeting_id, AgendaKind.WORK_REPORT)
    village.running.skip(meeting_id, report, "报告还要再核实数字")
    facts = village.meetings.facts(meeting_id)
    assert "工作报告" not in titles(village, meeting_id)
    assert [(one.item.title, one.reason) for one in facts.skipped] == [("工作报告", "报告还要再核实数字")]
    assert [item.title for item in facts.adopted_agenda] == USUAL
    assert {one.key.item_id for one in village.votes.motions(meeting_id)} == {
        item_of(village, meeting_id, AgendaKind.BY_ELECTION)
    }
    (skipped,) = [one for one in village.running.items(meeting_id) if one.state is ItemState.SKIPPED]
    assert skipped.reason == "报告还要再核实数字"
    village.running.put_back(meeting_id, report)
    assert titles(village, meeting_id) == USUAL


def test_skipping_needs_a_reason_and_never_hides_a_decision(
    village: TickedWorkspace, meeting_id: int
) -> None:
    speech = item_of(village, meeting_id, AgendaKind.SPEECH)
    with pytest.raises(UserFacingError, match="原因"):
        village.running.skip(meeting_id, speech, "  ")
    count(village, meeting_id, the_vote(village, meeting_id), 0, 1)
    with pytest.raises(UserFacingError, match="已经登记过表决结果"):
        village.running.skip(meeting_id, item_of(village, meeting_id, AgendaKind.BY_ELECTION), "不想要")


def test_what_is_not_held_yet_is_ordered_anew_and_keeps_its_adopted_number(
    village: TickedWorkspace, meeting_id: int
) -> None:
    village.running.begin(meeting_id, the_item(village, meeting_id, "增补执委"))
    village.running.move(meeting_id, the_item(village, meeting_id, "领导讲话"), -2)
    assert titles(village, meeting_id) == [USUAL[0], USUAL[3], USUAL[1], USUAL[2], USUAL[4], USUAL[5]]
    numbers = [item.number for item in village.meetings.facts(meeting_id).agenda]
    assert numbers == [1, 4, 2, 3, 0, 0]
    with pytest.raises(UserFacingError, match="正在进行"):
        village.running.move(meeting_id, the_item(village, meeting_id, "增补执委"), 1)


def test_an_item_put_in_comes_next_and_can_be_voted_on(village: TickedWorkspace, meeting_id: int) -> None:
    village.running.begin(meeting_id, the_item(village, meeting_id, "增补执委"))
    draft = AgendaDraft(AgendaKind.OTHER, "调整网格分工", method=DecisionMethod.SHOW_OF_HANDS)
    item_id = village.running.insert(meeting_id, draft).record_id
    assert item_id is not None
    assert titles(village, meeting_id)[:3] == ["增补执委", "调整网格分工", "工作报告"]
    item = village.meetings.facts(meeting_id).item(item_id)
    assert item.spontaneous
    assert item.number == 0
    count(village, meeting_id, MotionKey(item_id), 1, 0)
    assert village.votes.standing_counts(meeting_id)[MotionKey(item_id)].in_favour == 10
    assert village.check() == []


def test_nobody_is_elected_without_having_been_announced(village: TickedWorkspace, meeting_id: int) -> None:
    with pytest.raises(UserFacingError, match="不能临时加"):
        village.running.insert(meeting_id, AgendaDraft(AgendaKind.ELECTION, "选举副主席"))
    with pytest.raises(UserFacingError, match="不能用“鼓掌通过”"):
        village.running.insert(
            meeting_id, AgendaDraft(AgendaKind.BREAK, "休息", method=DecisionMethod.ACCLAMATION)
        )


def test_every_agenda_that_was_in_force_can_be_read_with_its_moment(
    village: TickedWorkspace, meeting_id: int
) -> None:
    before = village.journal.stamp()
    village.clock.set(9, 40)
    village.running.skip(meeting_id, the_item(village, meeting_id, "领导讲话"), "领导临时有事")
    between = village.journal.stamp()
    village.clock.set(9, 50)
    village.running.insert(meeting_id, AgendaDraft(AgendaKind.BREAK, "休息", minutes=10))
    known = village.running.versions(meeting_id)
    assert [one.number for one in known] == [1, 2, 3]
    assert known[1].words == "跳过议项“领导讲话”：领导临时有事"
    assert village.running.version_at(meeting_id, before).number == 1
    assert village.running.version_at(meeting_id, between).number == 2
    assert [item.title for item in known[0].items] == USUAL
    assert [item.title for item in known[2].items] == ["休息", *USUAL[:3], *USUAL[4:]]


def test_items_begin_once_and_end_when_the_next_begins(village: TickedWorkspace, meeting_id: int) -> None:
    first, second = the_item(village, meeting_id, "增补执委"), the_item(village, meeting_id, "工作报告")
    assert village.running.begin(meeting_id, first) is not None
    assert village.running.begin(meeting_id, first) is None
    village.running.begin(meeting_id, second)
    one, two, *_ = village.running.items(meeting_id)
    assert (one.state, two.state) == (ItemState.DONE, ItemState.RUNNING)
    assert one.ended_at == two.began_at
    assert village.running.return_preview(meeting_id, first).undone == (
        f"“工作报告”的开始时间 {(two.began_at or '')[11:16]}",
    )


def test_going_back_to_an_item_keeps_counts_and_says_so_before(
    village: TickedWorkspace, meeting_id: int
) -> None:
    first, second = the_item(village, meeting_id, "增补执委"), the_item(village, meeting_id, "工作报告")
    village.running.begin(meeting_id, first)
    count(village, meeting_id, the_vote(village, meeting_id), 0, 1)
    village.running.begin(meeting_id, second)
    preview = village.running.return_preview(meeting_id, first)
    assert "“增补执委”登记的结果" in preview.kept
    village.running.return_to(meeting_id, first)
    states = {one.item.title: one.state for one in village.running.items(meeting_id)}
    assert states["增补执委"] is ItemState.RUNNING
    assert states["工作报告"] is ItemState.WAITING
    assert len(village.votes.standing_counts(meeting_id)) == 1
    assert village.check() == []


def test_the_adopted_agenda_is_refused_any_change_by_the_file_itself(
    village: TickedWorkspace, meeting_id: int
) -> None:
    for sql in (
        "UPDATE agenda_item SET title = '别的' WHERE meeting_id = ?",
        "DELETE FROM agenda_item WHERE meeting_id = ?",
        (
            "INSERT INTO agenda_item (meeting_id, position, numbered, kind, title, presenter, method,"
            " bundled, details) VALUES (?, 9, 1, 'other', '混进来的', '', 'none', 1, '')"
        ),
        "DELETE FROM agenda_act WHERE meeting_id = ?",
    ):
        village.running.begin(meeting_id, the_item(village, meeting_id, "增补执委"))
        with pytest.raises(Exception, match="stays"), village.database.transaction():
            village.database.execute(sql, (meeting_id,))


def test_an_entry_confirmed_for_a_skipped_item_is_refused(village: TickedWorkspace, meeting_id: int) -> None:
    key = the_vote(village, meeting_id, AgendaKind.WORK_REPORT)
    village.running.skip(meeting_id, key.item_id, "下次再议")
    with pytest.raises(UserFacingError, match="没有这一项表决"):
        village.votes.confirm(meeting_id, key, HandEntry())
