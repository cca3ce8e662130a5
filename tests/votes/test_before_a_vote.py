"""Before a show of hands: the quorum is looked at anew, and what stands in the way is said in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.rules.before_vote import before_vote
from fulian_desktop.rules.rule_pack import default_pack
from fulian_desktop.votes.operations import NoQuorum
from fulian_desktop.votes.records import HandEntry
from tests.builders import the_vote

if TYPE_CHECKING:
    from tests.builders import TickedWorkspace


@pytest.mark.parametrize(
    ("present", "warning", "note"),
    [
        (0, "还没有人登记到会，现在不能表决。", ""),
        (8, "现在不要表决：法定 9 人，在场 8 人，还差 1 人。", ""),
        (9, "", "在场正好 9 人，再走一人就不够法定人数。"),
        (11, "", ""),
    ],
)
def test_it_is_said_before_the_vote_whether_it_can_be_held(present: int, warning: str, note: str) -> None:
    standing = before_vote(default_pack(), 13, present, present)
    assert (standing.warning, standing.note, standing.need) == (warning, note, 7)


def test_a_vote_that_cannot_be_carried_by_all_in_the_room_is_warned_of() -> None:
    standing = before_vote(default_pack(), 13, 9, 6)
    assert standing.warning == "现在表决不可能通过：需要 7 人，在场有表决权 6 人，全部同意也还差 1 人。"
    assert standing.spare == 0


def test_the_quorum_is_looked_at_anew_at_every_vote(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry())
    assert workspace.votes.before_vote(meeting).warning == ""
    for name in ("王秀英", "石桂芳", "张翠萍"):
        workspace.attendance.mark(meeting, AttendanceState.LEFT, person_id=ids[name])
    assert workspace.votes.before_vote(meeting).warning.startswith("现在不要表决")
    with pytest.raises(NoQuorum):
        workspace.votes.confirm(meeting, the_vote(workspace, meeting, AgendaKind.WORK_REPORT), HandEntry())


def test_absent_for_one_vote_is_no_abstention_and_stands_in_no_number_of_it(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    first = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry()).count
    workspace.clock.set(9, 50)
    workspace.attendance.mark(meeting, AttendanceState.LEFT, person_id=ids["李祎"])
    workspace.clock.set(9, 55)
    key = the_vote(workspace, meeting, AgendaKind.WORK_REPORT)
    second = workspace.votes.confirm(meeting, key, HandEntry()).count
    assert (first.voters, second.voters, second.abstaining, second.not_voting) == (11, 10, 0, 0)
    assert ids["李祎"] in first.present_people
    assert ids["李祎"] not in second.present_people
    workspace.clock.set(10, 5)
    workspace.attendance.mark(meeting, AttendanceState.PRESENT, person_id=ids["李祎"])
    assert workspace.votes.counts(meeting)[1].present_people == second.present_people


def test_observers_in_the_room_change_no_number_of_a_vote(workspace: TickedWorkspace, meeting: int) -> None:
    observer = workspace.meetings.facts(meeting).observers[0]
    before = workspace.votes.before_vote(meeting)
    workspace.attendance.mark(meeting, AttendanceState.LEFT, observer_id=observer.id)
    assert workspace.votes.before_vote(meeting) == before
