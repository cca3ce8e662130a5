"""The sample village's term change: 36 delegates (31 come), 15 seats, 17 candidates, ready for the ballot."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from fulian_desktop.elections.congress_records import CongressPlan, Office, StepState
from fulian_desktop.elections.records import ElectionKind, PostSeats, Role
from fulian_desktop.locations import RESOURCES
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.people.delegate_records import DelegateStep
from fulian_desktop.people.records import DelegateKind, PersonDetails
from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village, play_meeting
from fulian_desktop.seats.records import Post
from fulian_desktop.votes.records import HandEntry

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.meetings.records import Meeting, MeetingPlan
    from fulian_desktop.workspace import Workspace

CONGRESS = RESOURCES / "sample" / "congress.toml"
CONGRESS_DAY = date(2028, 11, 18)
CHECKERS = "代表资格审查小组"
_BEGUN = datetime(2028, 9, 1, 9, 0)


def create_congress(path: Path, clock: StageClock, *, until: date = CONGRESS_DAY) -> Workspace:
    """Make the sample village, hold its by-election of 2026, and walk the path to the congress up to a day.

    Raises:
        UserFacingError: the file exists or cannot be written.
    """
    clock.moment = datetime.combine(MEETING_DAY - timedelta(days=4), time(9, 0))
    workspace = create_village(path, clock, MEETING_DAY)
    clock.moment = datetime.combine(MEETING_DAY, time(9, 0))
    play_meeting(workspace, workspace.meetings.meetings()[0].id, clock)
    clock.moment = _BEGUN
    build_congress(workspace, clock, until)
    return workspace


def build_congress(workspace: Workspace, clock: StageClock, until: date) -> int:
    """Plan the congress and do what is due up to a day, each on its day; return the congress's id."""
    told = story()
    plan = told["congress"]
    with workspace.database.transaction():
        congress_id = workspace.congress.plan(
            CongressPlan(
                plan["day"],
                plan["time"],
                plan["place"],
                plan["seats"],
                plan["vice_chairs"],
                plan["delegates"],
            )
        ).record_id
        assert congress_id is not None
        for record in told["person"]:
            workspace.people.add(PersonDetails(**record))
        for step in workspace.congress.path(congress_id):
            if step.due > until or step.step.key == "congress_day":
                continue
            clock.moment = datetime.combine(step.due, time(10, 0))
            _do(workspace, congress_id, step.step.key)
            for material in step.materials:
                if not material.optional:
                    workspace.congress.tick_material(congress_id, step.step.key, material.key)
            workspace.congress.record_step(congress_id, step.step.key, StepState.DONE)
    clock.moment = datetime.combine(until, time(8, 0))
    return congress_id


def play_to_the_ballot(workspace: Workspace, congress_id: int, clock: StageClock) -> Meeting:
    """Hold the preparatory meeting, the presidium and the first plenary; open the election and call the roll.

    The lists of candidates and of scrutineers and tellers are passed. Returns the open election session.
    """
    sessions = {one.kind: one for one in workspace.congress.sessions(congress_id)}
    for kind, clock_time in (
        (MeetingKind.PREPARATORY, "08:30"),
        (MeetingKind.PRESIDIUM, "08:50"),
        (MeetingKind.PLENARY, "09:30"),
    ):
        hold(workspace, sessions[kind], clock, clock_time)
    election = workspace.elections.elections()[0]
    workspace.elections.officials.pass_list(election.id)
    workspace.elections.pass_list(election.id)
    session = sessions[MeetingKind.ELECTION]
    open_session(workspace, session, clock, "10:16")
    return workspace.meetings.get(session.id)


def _do(workspace: Workspace, congress_id: int, step: str) -> None:
    """Do what a step of the path is about."""
    told, number = story(), workspace.congress.get(congress_id).number
    delegates = workspace.delegates
    if step == "group":
        _appoint(workspace, congress_id, "group_head", "group_member")
    elif step == "quota":
        delegates.write_quota(number, told["quota"])
    elif step == "nominate_delegates":
        _nominate(workspace, number)
    elif step == "check_delegates":
        _appoint(workspace, congress_id, "qualification")
        bad = told["delegates"]["unqualified"]
        delegates.decide(
            number,
            [person_id(workspace, bad["name"])],
            DelegateStep.UNQUALIFIED,
            by_whom=CHECKERS,
            reason=bad["reason"],
        )
        _decide_all(workspace, number, DelegateStep.NOMINATED, DelegateStep.QUALIFIED)
    elif step == "publish_delegates":
        _decide_all(workspace, number, DelegateStep.QUALIFIED, DelegateStep.PUBLISHED)
    elif step == "confirm_delegates":
        _decide_all(workspace, number, DelegateStep.PUBLISHED, DelegateStep.APPROVED)
        _replace(workspace, number)
    elif step == "nominate_candidates":
        _prepare_election(workspace)
    elif step == "notice":
        _appoint(workspace, congress_id, "executive_chair", "presidium", "secretary")
        _prepare_sessions(workspace, congress_id)
    elif step == "papers":
        _appoint_officials(workspace)


def _nominate(workspace: Workspace, number: int) -> None:
    lists = story()["delegates"]
    for name in lists["nominated"]:
        workspace.delegates.nominate(number, person_id(workspace, name))
    for name in lists["specially_invited"]:
        workspace.delegates.nominate(number, person_id(workspace, name), kind=DelegateKind.SPECIALLY_INVITED)
    for name in lists["observers"]:
        workspace.delegates.nominate(number, person_id(workspace, name), kind=DelegateKind.OBSERVER)


def _replace(workspace: Workspace, number: int) -> None:
    change = story()["delegates"]["replaced"]
    leaving, coming = person_id(workspace, change["name"]), person_id(workspace, change["by"])
    workspace.delegates.replace(number, leaving, coming, by_whom="四组", reason=change["reason"])
    workspace.delegates.decide(number, [coming], DelegateStep.QUALIFIED, by_whom=CHECKERS)
    workspace.delegates.decide(number, [coming], DelegateStep.APPROVED, by_whom="筹备组")


def _decide_all(workspace: Workspace, number: int, standing: DelegateStep, step: DelegateStep) -> None:
    people = [one.person.id for one in workspace.delegates.all(number) if one.step is standing]
    by_whom = "筹备组" if step is DelegateStep.APPROVED else CHECKERS
    workspace.delegates.decide(number, people, step, by_whom=by_whom)


def _prepare_election(workspace: Workspace) -> None:
    seats = story()["congress"]["seats"]
    election_id = workspace.elections.prepare(
        ElectionKind.TERM_ELECTION, [PostSeats(Post.MEMBER, seats)]
    ).record_id
    assert election_id is not None
    for name in story()["election"]["candidates"]:
        workspace.elections.candidates.add(election_id, person_id(workspace, name))
    workspace.elections.candidates.order(election_id)


def _prepare_sessions(workspace: Workspace, congress_id: int) -> None:
    workspace.congress.prepare_sessions(congress_id)
    minute_taker = person_id(workspace, "李祎")
    for meeting in workspace.congress.sessions(congress_id):
        workspace.meetings.change_plan(meeting.id, _with_minute_taker(meeting, minute_taker))


def _with_minute_taker(meeting: Meeting, person_id: int) -> MeetingPlan:
    return replace(meeting.plan, minute_taker_id=person_id)


def _appoint_officials(workspace: Workspace) -> None:
    election = workspace.elections.elections()[0]
    lists = story()["election"]
    for key, role in (("chief", Role.CHIEF), ("scrutineers", Role.SCRUTINEER), ("tellers", Role.TELLER)):
        for name in lists[key]:
            workspace.elections.officials.appoint(election.id, person_id(workspace, name), role)


def _appoint(workspace: Workspace, congress_id: int, *offices: str) -> None:
    for office in offices:
        for name in story()["offices"][office]:
            workspace.congress.appoint(congress_id, Office(office), person_id=person_id(workspace, name))


def hold(workspace: Workspace, session: Meeting, clock: StageClock, at: str) -> None:
    """Hold a session to its end; every show of hands is unanimous."""
    open_session(workspace, session, clock, at)
    for motion in workspace.votes.motions(session.id):
        clock.moment += timedelta(minutes=3)
        workspace.votes.confirm(session.id, motion.key, HandEntry())
    clock.moment += timedelta(minutes=2)
    workspace.meetings.close(session.id)


def open_session(workspace: Workspace, session: Meeting, clock: StageClock, at: str) -> None:
    """Open a session and mark who is there: everybody but those on leave."""
    clock.moment = datetime.combine(date.fromisoformat(session.plan.day), time.fromisoformat(at))
    workspace.meetings.open(session.id)
    away = story()["delegates"]["excused"]
    facts = workspace.meetings.facts(session.id)
    for member in facts.entitled:
        if member.name in away:
            workspace.attendance.mark(
                session.id, AttendanceState.EXCUSED, person_id=member.person_id, reason=away[member.name]
            )
        else:
            workspace.attendance.mark(session.id, AttendanceState.PRESENT, person_id=member.person_id)
    for observer in facts.observers:
        workspace.attendance.mark(session.id, AttendanceState.PRESENT, observer_id=observer.id)


def person_id(workspace: Workspace, name: str) -> int:
    """Return the id of the person of this name."""
    return next(one.id for one in workspace.people.everyone() if one.name == name)


@cache
def story() -> dict[str, Any]:
    """Return the story of the sample congress as it is written in resources/sample."""
    return tomllib.loads(CONGRESS.read_text(encoding="utf-8"))
