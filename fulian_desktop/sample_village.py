"""The sample village: a fictional federation, its by-election meeting prepared and played through."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from fulian_desktop.locations import RESOURCES
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, MeetingPlan
from fulian_desktop.people.records import PersonDetails, ResumeLine
from fulian_desktop.seats.records import Ending, Engagement, Post
from fulian_desktop.votes.records import HandEntry
from fulian_desktop.workspace import Foundation, Workspace

if TYPE_CHECKING:
    from pathlib import Path

VILLAGE = RESOURCES / "sample" / "village.toml"
MEETING_DAY = date(2026, 3, 6)
_PERSON_FIELDS = (
    "name",
    "born",
    "ethnicity",
    "political_status",
    "education",
    "unit_post",
    "group_name",
    "phone",
)


@dataclass
class StageClock:
    """A clock the player of the meeting sets; it goes on only when told to."""

    moment: datetime

    def __call__(self) -> datetime:
        """Return the moment it was set to."""
        return self.moment

    def set_time(self, clock: str) -> None:
        """Set the time of the same day, "09:33" or "09:33:20"."""
        self.moment = datetime.combine(self.moment.date(), time.fromisoformat(clock))


def build_village(workspace: Workspace, meeting_day: date) -> int:
    """Fill a new, empty file of the sample village and prepare its meeting; return the meeting's id."""
    village = tomllib.loads(VILLAGE.read_text(encoding="utf-8"))
    with workspace.database.transaction():
        ids: dict[str, int] = {}
        for record in village["departed"]:
            tenure_id = _seat(workspace, record, ids)
            workspace.seats.record_departure(
                tenure_id, Ending(record["ended_by"]), record["ended_on"], record["cause"]
            )
        for record in village["members"]:
            _seat(workspace, record, ids)
        for record in village["delegates"]:
            ids[record["name"]] = _add(workspace, record)
        seated = {record["name"] for record in village["members"]}
        for name, person_id in ids.items():
            if name not in seated:
                workspace.people.put_on_delegate_list(person_id, village["term"]["number"])
        return _prepare(workspace, village["meeting"], ids, meeting_day)


def create_village(path: Path, clock: StageClock | None = None, meeting_day: date | None = None) -> Workspace:
    """Make the file of the sample village with its meeting prepared; without a clock it lives in real time.

    Raises:
        UserFacingError: the file exists or cannot be written.
    """
    term = tomllib.loads(VILLAGE.read_text(encoding="utf-8"))
    foundation = Foundation(
        term["federation"]["name"],
        term["federation"]["superior"],
        term["term"]["number"],
        term["term"]["first_day"],
        term["term"]["last_day"],
        term["term"]["seats"],
    )
    now = clock or datetime.now
    workspace = Workspace.create(path, foundation, user="李祎", clock=now)
    build_village(workspace, meeting_day or _next_friday(now().date()))
    return workspace


def play_meeting(workspace: Workspace, meeting_id: int, clock: StageClock) -> None:
    """Hold the prepared meeting from opening to close: 应到 13, 实到 11, one late, one abstaining."""
    clock.set_time("09:10")
    workspace.meetings.open(meeting_id)
    facts = workspace.meetings.facts(meeting_id)
    people = {member.name: member.person_id for member in facts.entitled}
    for minute, name in (
        ("09:12", "沈丽华"),
        ("09:15", "古丽娜尔·艾合买提"),
        ("09:16", "韩淑珍"),
        ("09:17", "李堃"),
        ("09:18", "马晓燕"),
        ("09:19", "黄春桃"),
        ("09:20", "王秀英"),
        ("09:21", "张翠萍"),
        ("09:22", "石桂芳"),
        ("09:25", "李祎"),
    ):
        clock.set_time(minute)
        workspace.attendance.mark(meeting_id, AttendanceState.PRESENT, person_id=people[name])
    clock.set_time("09:26")
    workspace.attendance.mark(meeting_id, AttendanceState.PRESENT, observer_id=facts.observers[0].id)
    for name, reason in (("覃玉兰", "家中有事"), ("陈雪梅", "外出")):
        workspace.attendance.mark(meeting_id, AttendanceState.EXCUSED, person_id=people[name], reason=reason)
    clock.set_time("09:33")
    workspace.attendance.mark(
        meeting_id, AttendanceState.PRESENT, person_id=people["赵小云"], reason="路上堵车"
    )
    by_election, work_report = workspace.votes.motions(meeting_id)
    clock.set_time("09:42")
    workspace.votes.confirm(meeting_id, by_election.key, HandEntry(against=0, abstaining=1))
    clock.set_time("10:18")
    workspace.votes.confirm(meeting_id, work_report.key, HandEntry())
    _write_notes(workspace, meeting_id, clock)
    clock.set_time("11:05")
    workspace.meetings.close(meeting_id)


def _write_notes(workspace: Workspace, meeting_id: int, clock: StageClock) -> None:
    items = {item.kind: item.id for item in workspace.agenda.items(meeting_id)}
    for minute, kind, text in (
        (
            "10:32",
            AgendaKind.SPEECH,
            "陆明秋肯定了村妇联一年来的工作，希望新老执委多到各组走走，把妇女的难处带上来。",
        ),
        ("10:45", AgendaKind.COMMENDATION, "宣读表彰决定和名单，共表彰 5 户（人）。"),
        ("11:00", AgendaKind.DISCUSSION, "大家建议“三八”节活动按组分场，行动不便的老人由联系执委上门看望。"),
    ):
        clock.set_time(minute)
        workspace.meetings.note(meeting_id, text, agenda_item_id=items[kind])


def _next_friday(today: date) -> date:
    return today + timedelta(days=(4 - today.weekday()) % 7 or 7)


def _details(record: dict[str, Any]) -> PersonDetails:
    resume = tuple(ResumeLine(period, text) for period, text in record.get("resume", ()))
    return PersonDetails(resume=resume, **{field: record[field] for field in _PERSON_FIELDS})


def _add(workspace: Workspace, record: dict[str, Any]) -> int:
    person_id = workspace.people.add(_details(record)).record_id
    assert person_id is not None
    return person_id


def _seat(workspace: Workspace, record: dict[str, Any], ids: dict[str, int]) -> int:
    ids[record["name"]] = _add(workspace, record)
    tenure_id = workspace.seats.take_seat(
        ids[record["name"]],
        Post(record.get("post", "member")),
        seat_number=record["seat"],
        engagement=Engagement(record.get("engagement", "")),
        duty=record.get("duty", ""),
    ).record_id
    assert tenure_id is not None
    return tenure_id


def _prepare(workspace: Workspace, meeting: dict[str, Any], ids: dict[str, int], day: date) -> int:
    plan = MeetingPlan(
        day.isoformat(),
        meeting["time"],
        meeting["place"],
        ids[meeting["chair"]],
        ids[meeting["minute_taker"]],
        meeting["basis"],
    )
    meeting_id = workspace.meetings.prepare_by_election(plan).record_id
    assert meeting_id is not None
    workspace.meetings.change_plan(meeting_id, plan, session_number=meeting["session_number"])
    for item in workspace.agenda.items(meeting_id):
        workspace.agenda.remove(meeting_id, item.id)
    for item in meeting["agenda"]:
        values = item | {"kind": AgendaKind(item["kind"]), "details": item.get("details", "").strip()}
        workspace.agenda.add(meeting_id, AgendaDraft(**values))
    for observer in meeting["observers"]:
        workspace.meetings.add_observer(meeting_id, observer["name"], observer["role"])
    for nominee in meeting["nominees"]:
        workspace.meetings.add_nominee(meeting_id, ids[nominee["name"]], nominee["seat"])
    return meeting_id
