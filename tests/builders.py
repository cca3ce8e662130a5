"""The committee of the tests: 三合村 with 15 seats, 13 held, and its meetings, made by real operations."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, MeetingPlan
from fulian_desktop.people.records import PersonDetails, ResumeLine
from fulian_desktop.seats.records import Ending, Post
from fulian_desktop.votes.records import Confirmed, HandEntry, MotionKey
from fulian_desktop.workspace import Foundation, Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fulian_desktop.rules.rule_pack import RulePack

MORNING = datetime(2026, 3, 6, 9, 0)
BASIS = "周美琴同志因工作调离妇女工作岗位，执委职务自行卸免；刘凤霞同志因迁居辞去执委职务"
MEMBERS = (
    ("沈丽华", Post.CHAIR),
    ("马晓燕", Post.VICE_CHAIR),
    ("覃玉兰", Post.VICE_CHAIR),
    ("王秀英", Post.MEMBER),
    ("古丽娜尔·艾合买提", Post.MEMBER),
    ("石桂芳", Post.MEMBER),
    ("李祎", Post.MEMBER),
    ("李堃", Post.MEMBER),
    ("周美琴", Post.MEMBER),
    ("张翠萍", Post.MEMBER),
    ("陈雪梅", Post.MEMBER),
    ("赵小云", Post.MEMBER),
    ("刘凤霞", Post.MEMBER),
    ("黄春桃", Post.MEMBER),
    ("韩淑珍", Post.MEMBER),
)
NOMINEES = (
    PersonDetails(
        name="丁巧云",
        born="1986-01",
        ethnicity="汉族",
        political_status="中共党员",
        education="大专",
        unit_post="村民小组长、三组网格员",
        resume=(
            ResumeLine("2005.07—2015.03", "在清溪镇中心幼儿园任教"),
            ResumeLine("2015.04—", "任三合村三组网格员"),
        ),
    ),
    PersonDetails(
        name="苏晓棠",
        born="1991-10",
        ethnicity="汉族",
        political_status="群众",
        education="本科",
        unit_post="村卫生室医生",
        resume=(ResumeLine("2014.07—", "在三合村卫生室工作"),),
    ),
)
ON_LEAVE = (("覃玉兰", "家中有事"), ("陈雪梅", "外出"))


class SettableClock:
    """A clock that stands still until it is told to move."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def set(self, hour: int, minute: int) -> None:
        self.now = self.now.replace(hour=hour, minute=minute, second=0)

    def advance(self, **step: int) -> None:
        self.now += timedelta(**step)


class TickedWorkspace(Workspace):
    """A workspace whose clock a test moves: `workspace.clock.set(9, 41)`."""

    clock: SettableClock


def a_workspace(tmp_path: Path, *, now: datetime = MORNING, seats: int = 15) -> TickedWorkspace:
    """A new file of 三合村妇女联合会 第七届 with its seats, all of them still empty."""
    clock = SettableClock(now)
    foundation = Foundation("三合村妇女联合会", "清溪镇妇联", 7, "2024-03-08", "2029-03-07", seats)
    workspace = TickedWorkspace.create(tmp_path / "三合村.fulian", foundation, user="李祎", clock=clock)
    assert isinstance(workspace, TickedWorkspace)
    workspace.clock = clock
    return workspace


def the_sample_committee(workspace: Workspace) -> dict[str, int]:
    """Seat the committee; seats 9 and 13 fall vacant again. Returns person ids by name, nominees too."""
    ids: dict[str, int] = {}
    for seat, (name, post) in enumerate(MEMBERS, start=1):
        ids[name] = _added(workspace, PersonDetails(name=name))
        workspace.seats.take_seat(ids[name], post, seat_number=seat)
    tenures = workspace.seats.living_tenures()
    workspace.seats.record_departure(tenures[ids["周美琴"]].id, Ending.LAPSE, "2025-11-20", "调离")
    workspace.seats.record_departure(tenures[ids["刘凤霞"]].id, Ending.RESIGNATION, "2026-01-15", "迁居")
    for details in NOMINEES:
        ids[details.name] = _added(workspace, details)
    return ids


def a_by_election(
    workspace: Workspace,
    ids: dict[str, int] | None = None,
    *,
    nominees: Sequence[str] = ("丁巧云", "苏晓棠"),
    rule_pack: RulePack | None = None,
    bundled: bool = True,
    session_number: int = 3,
) -> int:
    """Prepare 第七届执委会第三次会议 of 2026-03-06 with its usual agenda; returns its id.

    Seats the sample committee first when `ids` is left out.
    """
    ids = ids if ids is not None else the_sample_committee(workspace)
    plan = MeetingPlan("2026-03-06", "09:30", "村委会二楼会议室", ids["沈丽华"], ids["李祎"], BASIS)
    meeting_id = workspace.meetings.prepare_by_election(plan, rule_pack).record_id
    assert meeting_id is not None
    workspace.meetings.change_plan(meeting_id, plan, session_number=session_number)
    for name in nominees:
        workspace.meetings.add_nominee(meeting_id, ids[name])
    workspace.meetings.add_observer(meeting_id, "陆明秋", "清溪镇妇联")
    for item in workspace.agenda.items(meeting_id):
        presenter, details = _PRESENTED.get(item.kind, (item.presenter, item.details))
        workspace.agenda.change(
            meeting_id,
            item.id,
            AgendaDraft(
                item.kind,
                item.title,
                numbered=item.numbered,
                presenter=presenter,
                show_of_hands=item.show_of_hands,
                bundled=bundled,
                minutes=item.minutes,
                details=details,
            ),
        )
    return meeting_id


_PRESENTED = {
    AgendaKind.RESOLUTION_READING: ("马晓燕", ""),
    AgendaKind.SPEECH: ("清溪镇妇联陆明秋", ""),
    AgendaKind.COMMENDATION: ("马晓燕", "最美家庭：石桂芳家庭"),
    AgendaKind.DISCUSSION: ("", "怎样把“三八”节活动办到各组去"),
}


def open_with_attendance(
    workspace: Workspace, meeting_id: int, *, on_leave: Sequence[tuple[str, str]] = ON_LEAVE
) -> None:
    """Open the meeting; those named are on leave with their reason, everybody else is in the room."""
    workspace.meetings.open(meeting_id)
    reasons = dict(on_leave)
    for member in workspace.meetings.facts(meeting_id).entitled:
        if member.name in reasons:
            workspace.attendance.mark(
                meeting_id, AttendanceState.EXCUSED, person_id=member.person_id, reason=reasons[member.name]
            )
    workspace.attendance.mark_everyone_present(meeting_id)


def item_of(workspace: Workspace, meeting_id: int, kind: AgendaKind) -> int:
    """The id of the first agenda item of a kind."""
    return next(item.id for item in workspace.meetings.facts(meeting_id).agenda if item.kind is kind)


def the_vote(workspace: Workspace, meeting_id: int, kind: AgendaKind = AgendaKind.BY_ELECTION) -> MotionKey:
    """The key of the first question of an agenda item: of the bundled vote, for a by-election."""
    item_id = item_of(workspace, meeting_id, kind)
    return next(one.key for one in workspace.votes.motions(meeting_id) if one.key.item_id == item_id)


def count(workspace: Workspace, meeting_id: int, key: MotionKey, against: int, abstaining: int) -> Confirmed:
    """Confirm a show of hands; everybody else in the room is in favour."""
    return workspace.votes.confirm(meeting_id, key, HandEntry(against=against, abstaining=abstaining))


def the_sample_meeting(workspace: Workspace) -> int:
    """The sample's meeting, open: 13 entitled, 11 present, 2 on leave, the members added with 10, 0 and 1."""
    meeting_id = a_by_election(workspace)
    open_with_attendance(workspace, meeting_id)
    count(workspace, meeting_id, the_vote(workspace, meeting_id), 0, 1)
    return meeting_id


def _added(workspace: Workspace, details: PersonDetails) -> int:
    person_id = workspace.people.add(details).record_id
    assert person_id is not None
    return person_id
