"""The sample village's congress from the ballot to the filed result, without a screen.

31 of 36 delegates vote for 15 of 17 candidates: one ballot is doubtful, two are invalid, one names somebody
else, two candidates tie at the last seat and are voted on again; a second count differs in one line. The
committee then meets for the first time and elects its officers, and the congress closes.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from fulian_desktop.elections.congress_records import StepState
from fulian_desktop.elections.count_records import CustodyKind, RoundKind, RulingKind, Way
from fulian_desktop.elections.records import Role
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.rules.ballot_tally import Total
from fulian_desktop.rules.ballots import Ballot, Mark, WriteIn
from fulian_desktop.sample_congress import hold, open_session, person_id, play_to_the_ballot, story
from fulian_desktop.seats.records import Post
from fulian_desktop.votes.records import HandEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.elections.count_records import Round
    from fulian_desktop.elections.records import Election
    from fulian_desktop.meetings.records import Meeting
    from fulian_desktop.rules.ballot_tally import Line
    from fulian_desktop.sample_village import StageClock
    from fulian_desktop.workspace import Workspace

_SCRUTINEERS = ("韩淑珍", "石桂芳", "欧阳慧")
_WRITTEN_IN = "罗小妹"


def play_congress(workspace: Workspace, congress_id: int, clock: StageClock) -> None:
    """Play the congress from its first session to the filed result; the path to it must have been walked.

    Raises:
        UserFacingError: something of the path is missing.
    """
    first = play_to_the_first_session(workspace, congress_id, clock)
    _hold_committee(workspace, first, clock)
    closing = _session(workspace, congress_id, MeetingKind.CLOSING)
    hold(workspace, workspace.meetings.get(closing), clock, "13:00")
    _finish_path(workspace, congress_id, clock)


def play_to_the_first_session(workspace: Workspace, congress_id: int, clock: StageClock) -> Meeting:
    """Play the congress until its members are elected and the new term began.

    Returns the committee's first session, prepared with the officers' election; nobody stands in it yet.
    """
    session = play_to_the_ballot(workspace, congress_id, clock)
    election = workspace.elections.of_meeting(session.id)[0]
    _elect_members(workspace, election, clock)
    clock.set_time("12:00")
    workspace.meetings.close(session.id)
    workspace.elections.seating.begin_term(election.id, *congress_days(workspace, congress_id))
    return workspace.meetings.get(_session(workspace, congress_id, MeetingKind.COMMITTEE_FIRST))


def congress_days(workspace: Workspace, congress_id: int) -> tuple[str, str]:
    """Return the first and the last day of the term a congress elects: five years from its day."""
    first = date.fromisoformat(workspace.congress.get(congress_id).plan.day)
    last = first.replace(year=first.year + 5) - timedelta(days=1)
    return first.isoformat(), last.isoformat()


# ---- the congress


def _elect_members(workspace: Workspace, election: Election, clock: StageClock) -> None:
    """Hold the main round, count it twice, and vote again on the two who tie."""
    rounds, settling = workspace.elections.rounds, workspace.elections.settling
    rounds.open_first(election.id)
    main = _ballots_out_and_back(workspace, rounds.rounds(election.id)[-1], clock, "10:20")
    first = _count_ballots(workspace, main, clock)
    _count_again(workspace, main, first)
    clock.set_time("11:12")
    settling.settle(
        main.id,
        first,
        reason="监票人逐张复核原票，第一次计票无误；第二次把一张不赞成误记为赞成",
        names=_SCRUTINEERS,
    )
    clock.set_time("11:15")
    rounds.announce(main.id)
    clock.set_time("11:20")
    rounds.open_next(election.id, RoundKind.REVOTE)
    again = _ballots_out_and_back(workspace, rounds.rounds(election.id)[-1], clock, "11:22")
    _count_revote(workspace, again)
    clock.set_time("11:50")
    rounds.announce(again.id)
    for one in (main, again):
        workspace.elections.custody.record(one.id, CustodyKind.USED_SEALED, names=_SCRUTINEERS)


def _ballots_out_and_back(workspace: Workspace, one: Round, clock: StageClock, at: str) -> Round:
    """Count those there, give out the ballots, collect them; every equation closes."""
    elections = workspace.elections
    clock.set_time(at)
    elections.rounds.check_attendance(one.id)
    there = elections.rounds.get(one.id)
    present, printed = there.present or 0, there.entitled or 0
    officials = elections.get(one.election_id).officials
    watching = tuple(each.name for each in officials if each.role is not Role.TELLER)
    for kind, number in (
        (CustodyKind.PRINTED, printed),
        (CustodyKind.SEAL_USED, None),
        (CustodyKind.BOX_CHECKED, None),
        (CustodyKind.BOX_SEALED, None),
        (CustodyKind.ISSUED, present),
        (CustodyKind.UNUSED, printed - present),
        (CustodyKind.BOX_OPENED, None),
        (CustodyKind.RETURNED, present),
    ):
        clock.moment += timedelta(minutes=1)
        elections.custody.record(one.id, kind, number, names=watching)
        if kind is CustodyKind.UNUSED and number:
            elections.custody.record(one.id, CustodyKind.UNUSED_DESTROYED, names=watching)
    return elections.rounds.get(one.id)


def _count_ballots(workspace: Workspace, one: Round, clock: StageClock) -> int:
    """Enter the 31 ballots by short codes; return the finished count."""
    counting, doubtful = workspace.elections.counting, workspace.elections.doubtful
    count_id = _made(counting.start(one.id, Way.BALLOTS, "蒋芳").record_id)
    for code in _codes(one):
        clock.moment += timedelta(seconds=20)
        counting.enter_code(count_id, code)
    first, second, loser = (_number(one, name) for name in _close_race())
    counting.enter_code(count_id, f"{first}/{second}/{loser}/", write_ins=(WriteIn(_WRITTEN_IN),))
    counting.enter_code(count_id, "0", invalid_reason="多选")
    counting.enter_code(count_id, "0", invalid_reason="无法辨认")
    aside = doubtful.set_aside(count_id, "一格先画圈又涂掉，看不清是不是赞成")
    marks = [Mark.IN_FAVOUR] * len(one.contest.entrants)
    marks[loser - 1] = Mark.AGAINST
    marks[_others(one)[0] - 1] = Mark.UNREADABLE
    doubtful.decide(
        _made(aside.record_id),
        counted=True,
        reason="其余各格清楚，这一格按部分无效计",
        names=_SCRUTINEERS,
        ballot=Ballot(tuple(marks)),
    )
    workspace.elections.settling.rule_write_in(
        one.id,
        _WRITTEN_IN,
        RulingKind.SAME_PERSON,
        name=_WRITTEN_IN,
        person_id=person_id(workspace, _WRITTEN_IN),
        reason="代表中只有一位罗小妹",
        names=_SCRUTINEERS,
    )
    counting.finish(count_id)
    return count_id


def _codes(one: Round) -> list[str]:
    """Return 27 ballots as short codes: 15 name both who tie, 12 one of them and the one who loses."""
    first, second, loser = (_number(one, name) for name in _close_race())
    others = _others(one)
    against_other = [f"{loser}/{others[turn % len(others)]}/" for turn in range(1, 15)]
    blank_cell = [f"{loser}/{others[3]}-{others[4]}-"]
    for_one = [f"{second if turn < 6 else first}/{others[2 + turn * 2 % 11]}-" for turn in range(12)]
    return [*against_other, *blank_cell, *for_one]


def _count_again(workspace: Workspace, one: Round, first: int) -> None:
    """Let another teller enter totals from the paper tally; she has one vote of one candidate wrong."""
    counting = workspace.elections.counting
    tally = counting.tally(first)
    again = _made(counting.start(one.id, Way.TOTALS, "冯丽").record_id)
    counting.set_figures(again, tally.valid, tally.invalid, tally.blank)
    wrong = _others(one)[1]
    for line in tally.lines:
        counting.enter_total(again, _as_total(line, 1 if line.number == wrong else 0))
    for write_in in tally.write_ins:
        counting.enter_total(again, Total(0, write_in.in_favour, write_in=write_in.name, post=write_in.post))
    counting.finish(again)


def _as_total(line: Line, shifted: int) -> Total:
    return Total(
        line.number,
        line.in_favour + shifted,
        line.against - shifted,
        line.abstaining,
        line.partly_invalid,
        post=line.post,
    )


def _count_revote(workspace: Workspace, one: Round) -> None:
    """Count the vote among the tied by calling: 19 to 11, one abstaining on both."""
    counting = workspace.elections.counting
    count_id = _made(counting.start(one.id, Way.CALLING, "蒋芳").record_id)
    for number, votes in ((1, 19), (2, 11)):
        for _ in range(votes):
            counting.call(count_id, number)
        for _ in range(30 - votes):
            counting.call(count_id, number, Mark.AGAINST)
    counting.set_figures(count_id, 31, 0, 1)
    counting.finish(count_id)
    workspace.elections.settling.settle(one.id, count_id)


def _close_race() -> tuple[str, str, str]:
    """Return the two who tie at the last seat and the one who is not elected."""
    race = story()["ballot"]
    first, second = race["tied"]
    return first, second, race["loser"]


def _number(one: Round, name: str) -> int:
    return next(each.number for each in one.contest.entrants if each.name == name)


def _others(one: Round) -> list[int]:
    return [each.number for each in one.contest.entrants if each.name not in _close_race()]


# ---- the committee and the end


def _hold_committee(workspace: Workspace, first: Meeting, clock: StageClock) -> None:
    """Hold the committee's first session: fifteen members, chair and vice chairs by ballot."""
    meeting_id = first.id
    officers, lists = workspace.elections.of_meeting(meeting_id)[0], story()["officers"]
    for post, names in ((Post.CHAIR, lists["chair"]), (Post.VICE_CHAIR, lists["vice_chairs"])):
        for name in names:
            workspace.elections.candidates.add(officers.id, person_id(workspace, name), post)
    for key, role in (("chief", Role.CHIEF), ("scrutineers", Role.SCRUTINEER), ("tellers", Role.TELLER)):
        for name in lists[key]:
            workspace.elections.officials.appoint(officers.id, person_id(workspace, name), role)
    open_session(workspace, first, clock, "12:10")
    for motion in workspace.votes.motions(meeting_id):
        clock.moment += timedelta(minutes=2)
        workspace.votes.confirm(meeting_id, motion.key, HandEntry())
    workspace.elections.officials.pass_list(officers.id)
    workspace.elections.pass_list(officers.id)
    _elect_officers(workspace, workspace.elections.get(officers.id), clock, tuple(lists["scrutineers"]))
    note = story()["officers"]["duties"]
    workspace.meetings.note(meeting_id, note, agenda_item_id=workspace.agenda.items(meeting_id)[-1].id)
    clock.set_time("12:55")
    workspace.meetings.close(meeting_id)


def _elect_officers(
    workspace: Workspace, election: Election, clock: StageClock, names: Sequence[str]
) -> None:
    rounds, counting = workspace.elections.rounds, workspace.elections.counting
    rounds.open_first(election.id)
    one = _ballots_out_and_back(workspace, rounds.rounds(election.id)[-1], clock, "12:18")
    count_id = _made(counting.start(one.id, Way.BALLOTS, story()["officers"]["tellers"][0]).record_id)
    counting.enter_code(count_id, "", copies=13)
    counting.enter_code(count_id, "3/")
    counting.enter_code(count_id, "2-")
    counting.finish(count_id)
    workspace.elections.settling.settle(one.id, count_id)
    clock.set_time("12:45")
    rounds.announce(one.id)
    workspace.elections.custody.record(one.id, CustodyKind.USED_SEALED, names=tuple(names))


def _finish_path(workspace: Workspace, congress_id: int, clock: StageClock) -> None:
    """Do the rest of the path, each step on its day: report the result, file it."""
    for step in workspace.congress.path(congress_id):
        if step.state.is_settled:
            continue
        clock.moment = max(clock.moment, datetime.combine(step.due, time(16, 0)))
        for material in step.materials:
            if not material.optional:
                workspace.congress.tick_material(congress_id, step.step.key, material.key)
        workspace.congress.record_step(congress_id, step.step.key, StepState.DONE)


def _session(workspace: Workspace, congress_id: int, kind: MeetingKind) -> int:
    return next(one.id for one in workspace.congress.sessions(congress_id) if one.kind is kind)


def _made(record_id: int | None) -> int:
    assert record_id is not None
    return record_id
