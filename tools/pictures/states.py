"""The states a data file is pictured in, each built once and copied for every picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.sample_ballots import play_congress
from fulian_desktop.sample_congress import create_congress, play_to_the_ballot
from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village, play_meeting
from fulian_desktop.workspace import Foundation, Workspace

if TYPE_CHECKING:
    from pathlib import Path

FIRST_DAY = datetime(2026, 3, 2, 9, 12)
DAY_ON_THE_PATH = date(2028, 10, 10)
DAY_OF_MEETING = datetime.combine(MEETING_DAY, datetime.min.time())
EXCUSED = {"覃玉兰": "家中有事", "陈雪梅": "外出"}
LATE = "赵小云"
MANY = 1000
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗"
GIVEN = "秀桂玉春小丽美金凤兰芳英华芬珍梅霞琴翠菊云燕红艳萍敏静娟慧莲"


class State(Enum):
    """What has happened in the pictured file; the value is part of the picture's name."""

    EMPTY = "empty"
    PREPARED = "prepared"
    OPEN = "open"
    HELD = "held"
    THOUSAND = "thousand"
    CONGRESS = "congress"
    NEW_TERM = "new-term"
    BALLOT = "ballot"


@dataclass(frozen=True)
class Village:
    """A built file, the moment it stands at, and its meeting (0: none)."""

    path: Path
    moment: datetime
    meeting_id: int


def build(state: State, folder: Path) -> Village:
    """Build the file of a state in a folder."""
    path = folder / f"{state.value}.fulian"
    clock = StageClock(FIRST_DAY)
    if state is State.EMPTY:
        foundation = Foundation("三合村妇女联合会", "清溪镇妇联", 7, "2021-12-10", "2026-12-09", 15)
        Workspace.create(path, foundation, clock=clock).close()
        return Village(path, clock.moment, 0)
    if state is State.CONGRESS:
        with create_congress(path, clock, until=DAY_ON_THE_PATH) as workspace:
            return Village(path, clock.moment, workspace.meetings.meetings()[0].id)
    if state is State.NEW_TERM:
        with create_congress(path, clock) as workspace:
            play_congress(workspace, 1, clock)
            return Village(path, clock.moment, workspace.meetings.meetings()[0].id)
    if state is State.BALLOT:
        with create_congress(path, clock) as workspace:
            session = play_to_the_ballot(workspace, 1, clock)
            return Village(path, clock.moment, session.id)
    with create_village(path, clock, MEETING_DAY) as workspace:
        meeting_id = workspace.meetings.meetings()[0].id
        if state is State.THOUSAND:
            _add_people(workspace, MANY - len(workspace.people.everyone()))
        _write_first_papers(workspace, meeting_id, clock, folder)
        if state in (State.OPEN, State.HELD):
            clock.moment = DAY_OF_MEETING
        if state is State.OPEN:
            _open(workspace, meeting_id, clock)
        if state is State.HELD:
            play_meeting(workspace, meeting_id, clock)
            clock.set_time("11:20")
            workspace.papers.write_all(meeting_id, folder / "papers")
            clock.set_time("11:24")
    return Village(path, clock.moment, meeting_id)


def _write_first_papers(workspace: Workspace, meeting_id: int, clock: StageClock, folder: Path) -> None:
    for minute, kind in (("08:40", PaperKind.SIGN_IN), ("08:55", PaperKind.SCRIPT)):
        clock.set_time(minute)
        workspace.papers.write(meeting_id, kind, folder / "before" / f"{kind.value}.pdf")
    clock.set_time("09:12")


def _open(workspace: Workspace, meeting_id: int, clock: StageClock) -> None:
    clock.set_time("09:10")
    workspace.meetings.open(meeting_id)
    facts = workspace.meetings.facts(meeting_id)
    for place, member in enumerate(facts.entitled):
        clock.set_time(f"09:{12 + place}")
        if member.name == LATE:
            continue
        excused = EXCUSED.get(member.name)
        workspace.attendance.mark(
            meeting_id,
            AttendanceState.EXCUSED if excused else AttendanceState.PRESENT,
            person_id=member.person_id,
            reason=excused or "",
        )
    clock.set_time("09:27")
    workspace.attendance.mark(meeting_id, AttendanceState.PRESENT, observer_id=facts.observers[0].id)
    late = next(member for member in facts.entitled if member.name == LATE)
    clock.set_time("09:33")
    workspace.attendance.mark(
        meeting_id, AttendanceState.PRESENT, person_id=late.person_id, reason="路上堵车"
    )
    clock.set_time("09:41")


def _add_people(workspace: Workspace, count: int) -> None:
    term = workspace.seats.current_term().number
    with workspace.database.transaction():
        for number in range(count):
            added = workspace.people.add(_someone(number))
            assert added.record_id is not None
            workspace.people.put_on_delegate_list(added.record_id, term)


def _someone(number: int) -> PersonDetails:
    place, family = divmod(number, len(SURNAMES))
    name = SURNAMES[family] + GIVEN[place % len(GIVEN)]
    if number % 3 or place >= len(GIVEN):
        name += GIVEN[(place * 7 + place // len(GIVEN) + family) % len(GIVEN)]
    born = date(1958 + number % 45, 1 + number % 12, 1)
    return PersonDetails(
        name=name,
        born=f"{born:%Y-%m}",
        ethnicity="汉族" if number % 9 else "壮族",
        political_status="群众" if number % 4 else "中共党员",
        education=("初中", "高中", "大专", "本科")[number % 4],
        unit_post="村民",
        group_name=f"{number % 12 + 1}组",
        phone=f"1390000{number:04d}",
    )
