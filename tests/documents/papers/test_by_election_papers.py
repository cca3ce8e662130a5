"""Papers of by-elections and removals by ballot, of letters of appointment, and of very large congresses."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.content import texts_of_paper
from fulian_desktop.documents.paper_kinds import Edition, PaperKind, Stage
from fulian_desktop.documents.papers.readiness import PaperNotReady
from fulian_desktop.documents.pdf_writer import render_pdf
from fulian_desktop.elections.congress_records import CongressPlan
from fulian_desktop.elections.count_records import CustodyKind, Way
from fulian_desktop.elections.records import ElectionKind, PostSeats, Role
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.people.delegate_records import DelegateStep
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.rules.ballots import Ballot, Mark
from fulian_desktop.seats.records import Post
from tests.documents.papers.the_meeting import TheMeeting, the_meeting_prepared

if TYPE_CHECKING:
    from pathlib import Path

YES, NO = Mark.IN_FAVOUR, Mark.AGAINST


def words_of(meeting: TheMeeting, kind: PaperKind) -> str:
    return "".join("".join(texts_of_paper(meeting.workspace.papers.compose(meeting.id, kind))).split())


def an_election(meeting: TheMeeting, kind: ElectionKind, who: dict[str, int | None]) -> int:
    """A by-election at the meeting with its lists passed, by the names and seats of its candidates."""
    elections = meeting.workspace.elections
    pack = elections.packs.pack("county-by-election")
    made = elections.prepare(kind, [PostSeats(Post.MEMBER, len(who))], pack=pack, meeting_id=meeting.id)
    assert made.record_id is not None
    for name, seat in who.items():
        elections.candidates.add(made.record_id, meeting.people[name], Post.MEMBER, seat_number=seat)
    for number, role in enumerate((Role.CHIEF, Role.SCRUTINEER, Role.SCRUTINEER, Role.TELLER, Role.TELLER)):
        person = meeting.workspace.people.add(PersonDetails(name=f"姚监{'一二三四五'[number]}", sex="女"))
        assert person.record_id is not None
        elections.officials.appoint(made.record_id, person.record_id, role)
    elections.pass_list(made.record_id)
    elections.officials.pass_list(made.record_id)
    return made.record_id


def vote_on(meeting: TheMeeting, election_id: int, ballots: list[tuple[tuple[Mark, ...], int]]) -> None:
    """Issue 11 ballots to 13 entitled, count them, announce."""
    elections = meeting.workspace.elections
    elections.rounds.open_first(election_id)
    (one,) = elections.rounds.rounds(election_id)
    elections.rounds.check_attendance(one.id, entitled=13, present=11)
    for kind, number in (
        (CustodyKind.PRINTED, 13),
        (CustodyKind.ISSUED, 11),
        (CustodyKind.UNUSED, 2),
        (CustodyKind.BOX_OPENED, None),
        (CustodyKind.RETURNED, 11),
    ):
        elections.custody.record(one.id, kind, number, names=("姚监一",))
    count_id = elections.counting.start(one.id, Way.BALLOTS, "姚监四").record_id
    assert count_id is not None
    for marks, copies in ballots:
        elections.counting.enter_ballot(count_id, Ballot(marks), copies=copies)
    elections.counting.finish(count_id)
    elections.settling.settle(one.id, count_id)
    elections.rounds.announce(one.id)


def test_a_replacement_has_its_request_ballot_announcement_and_report(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    election_id = an_election(meeting, ElectionKind.REPLACEMENT, {"丁巧云": 9, "苏晓棠": 13})
    request = words_of(meeting, PaperKind.ELECTION_REQUEST)
    assert "关于替补第七届执行委员会委员的请示" in request
    assert "替补第七届执行委员会委员2名，候选人：丁巧云、苏晓棠" in request
    assert "替补第七届执行委员会委员选票" in words_of(meeting, PaperKind.BALLOT)
    assert "应到13人，至少9人到会" in words_of(meeting, PaperKind.ELECTION_RULES)
    vote_on(meeting, election_id, [((YES, YES), 10), ((YES, NO), 1)])
    announced = words_of(meeting, PaperKind.ELECTION_ANNOUNCEMENT)
    assert "替补下列同志为第七届执行委员会委员，任期到本届届满为止" in announced
    assert "丁巧云、苏晓棠" in announced
    report = words_of(meeting, PaperKind.ELECTION_REPORT)
    assert "丁巧云11票、苏晓棠10票" in report
    catalogue = meeting.workspace.papers.catalogue(meeting.id)
    stages = {one.stage for one in catalogue if one.kind in (PaperKind.BALLOT, PaperKind.COUNT_SLIPS)}
    assert stages == {Stage.BEFORE, Stage.DURING}


def test_a_removal_is_worded_as_one_everywhere(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    election_id = an_election(meeting, ElectionKind.REMOVAL, {"黄春桃": None})
    ballot = words_of(meeting, PaperKind.BALLOT)
    assert "罢免第七届执行委员会委员表决票" in ballot
    assert "赞成罢免的" in ballot
    assert "另选" not in ballot
    rules = words_of(meeting, PaperKind.ELECTION_RULES)
    assert "就罢免黄春桃的执委职务进行表决" in rules
    assert "得票相同" not in rules
    assert "有提议罢免黄春桃的第七届执行委员会委员职务" in words_of(meeting, PaperKind.ELECTION_REQUEST)
    vote_on(meeting, election_id, [((YES,), 9), ((NO,), 2)])
    announced = words_of(meeting, PaperKind.ELECTION_ANNOUNCEMENT)
    assert "决定罢免黄春桃的第七届执行委员会委员职务，自表决通过之日起生效" in announced
    assert "当选" not in announced
    assert "罢免名单" in words_of(meeting, PaperKind.ELECTED_LIST)


def test_a_removal_that_failed_has_no_announcement(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    election_id = an_election(meeting, ElectionKind.REMOVAL, {"黄春桃": None})
    vote_on(meeting, election_id, [((YES,), 3), ((NO,), 8)])
    with pytest.raises(PaperNotReady):
        words_of(meeting, PaperKind.ELECTION_ANNOUNCEMENT)
    assert "黄春桃38" in words_of(meeting, PaperKind.COUNT_SLIPS)


def test_letters_of_appointment_come_from_the_agenda(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    details = "巾帼维权顾问：丁巧云、古丽娜尔·艾合买提\n家庭教育指导员：苏晓棠"
    draft = AgendaDraft(AgendaKind.OTHER, "颁发聘书", details=details)
    meeting.workspace.agenda.add(meeting.id, draft)
    words = words_of(meeting, PaperKind.APPOINTMENT)
    assert "丁巧云同志：兹聘请您担任三合村妇女联合会巾帼维权顾问" in words
    assert "苏晓棠同志：兹聘请您担任三合村妇女联合会家庭教育指导员" in words
    content = meeting.workspace.papers.compose(meeting.id, PaperKind.APPOINTMENT)
    assert render_pdf(content)[1].pages == 3


def test_an_appointment_without_names_says_where_to_write_them(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    meeting.workspace.agenda.add(meeting.id, AgendaDraft(AgendaKind.OTHER, "颁发聘书"))
    states = {one.kind: one for one in meeting.workspace.papers.catalogue(meeting.id)}
    assert not states[PaperKind.APPOINTMENT].can_be_made
    assert any("一行写一种职务" in said for said in states[PaperKind.APPOINTMENT].missing)


def test_a_congress_of_three_hundred_delegates_and_thirty_candidates(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    workspace = meeting.workspace
    plan = CongressPlan("2026-11-18", "09:00", "镇政府大礼堂", 29, 2, 300)
    congress_id = workspace.congress.plan(plan).record_id
    assert congress_id is not None
    people = []
    for number in range(300):
        long = number % 60 == 0
        name = f"阿依古丽·买买提艾力{'甲乙丙丁戊'[number // 60]}" if long else _name(number)
        added = workspace.people.add(
            PersonDetails(name=name, sex="女", born="1980-05", group_name=f"{number % 12 + 1}组")
        )
        assert added.record_id is not None
        people.append(added.record_id)
        workspace.delegates.nominate(8, added.record_id)
    for step in (DelegateStep.QUALIFIED, DelegateStep.PUBLISHED, DelegateStep.APPROVED):
        workspace.delegates.decide(8, people, step, by_whom="代表资格审查委员会")
    election_id = workspace.elections.prepare(
        ElectionKind.TERM_ELECTION, [PostSeats(Post.MEMBER, 29)]
    ).record_id
    assert election_id is not None
    for person in people[:30]:
        workspace.elections.candidates.add(election_id, person)
    workspace.elections.candidates.order(election_id)
    workspace.congress.prepare_sessions(congress_id)
    session = next(
        one.id for one in workspace.congress.sessions(congress_id) if one.kind is MeetingKind.ELECTION
    )
    big = dataclasses.replace(meeting, id=session)
    names = [one.name for one in workspace.elections.get(election_id).candidates]
    for kind in (PaperKind.BALLOT, PaperKind.CANDIDATES, PaperKind.COUNT_SLIPS, PaperKind.TALLY_SHEET):
        began = time.perf_counter()
        content = workspace.papers.compose(session, kind)
        pages = render_pdf(content)[1]
        assert pages.missing_characters == ()
        assert time.perf_counter() - began < 5
        words = words_of(big, kind).replace("　", "")
        assert all(name in words for name in names), kind
    assert render_pdf(workspace.papers.compose(session, PaperKind.BALLOT))[1].pages == 1
    first = next(
        one.id for one in workspace.congress.sessions(congress_id) if one.kind is MeetingKind.PREPARATORY
    )
    report = workspace.papers.compose(first, PaperKind.QUALIFICATION_REPORT, Edition.PUBLIC)
    told = "".join(texts_of_paper(report)).replace("　", "")
    assert all(workspace.people.get(person).name in told for person in people)


def _name(number: int) -> str:
    surname = "丁万王韦牛方邓石卢田白冯吕朱任华刘许孙李"[number % 20]
    return f"{surname}{'芳英秀兰桂'[number // 20 % 5]}{'一二三'[number // 100]}"
