"""补录: a meeting held on paper is keyed in with the true times, the same checks, and marked for good."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.content import texts_of_paper
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.minutes_records import LateSubject
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, DecisionMethod, MeetingState
from fulian_desktop.votes.operations import NoQuorum
from fulian_desktop.votes.records import HandEntry
from tests.builders import (
    ON_LEAVE,
    a_by_election,
    a_workspace,
    open_with_attendance,
    the_sample_committee,
    the_vote,
)

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.votes.late_entry import LateEntry
    from tests.builders import TickedWorkspace

SHEET, VOTES = "签到册", "表决记录单"
PRESENT, LEFT, EXCUSED = AttendanceState.PRESENT, AttendanceState.LEFT, AttendanceState.EXCUSED


class Paper:
    """A meeting of 2026-03-06 held on paper, keyed in the day after."""

    def __init__(self, folder: Path) -> None:
        self.workspace: TickedWorkspace = a_workspace(folder)
        self.people = the_sample_committee(self.workspace)
        self.id = a_by_election(self.workspace, self.people)
        self.workspace.clock.advance(days=1)

    @property
    def door(self) -> LateEntry:
        return self.workspace.late_entry

    def arrive(self, name: str, at: str = "9:25") -> None:
        self.door.mark(self.id, PRESENT, person_id=self.people[name], at=at, source=SHEET)

    def everybody_arrives(self, *, late: dict[str, str] | None = None) -> None:
        away = dict(ON_LEAVE)
        for member in self.workspace.meetings.facts(self.id).entitled:
            if member.name in away:
                self.door.mark(
                    self.id, EXCUSED, person_id=member.person_id, source=SHEET, reason=away[member.name]
                )
            else:
                self.arrive(member.name, (late or {}).get(member.name, "9:25"))

    def vote(self, at: str, entry: HandEntry, kind: AgendaKind = AgendaKind.BY_ELECTION) -> int:
        key = the_vote(self.workspace, self.id, kind)
        return self.door.confirm(self.id, key, entry, at=at, source=VOTES).count.id

    def words(self, kind: PaperKind) -> str:
        return "\n".join(texts_of_paper(self.workspace.papers.compose(self.id, kind)))


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path)


def test_a_whole_meeting_held_on_paper_reads_as_it_was_held(paper: Paper) -> None:
    paper.door.open(paper.id, "9:30", "会议记录草稿")
    paper.everybody_arrives(late={"李堃": "9:41"})
    paper.vote("9:50", HandEntry(abstaining=1))
    paper.vote("10:20", HandEntry(), AgendaKind.WORK_REPORT)
    paper.door.note(paper.id, "全程没有电。", at="10:30", source="会议记录草稿")
    paper.door.close(paper.id, "11:05", "会议记录草稿")
    meeting = paper.workspace.meetings.get(paper.id)
    assert (meeting.opened_at, meeting.closed_at) == ("2026-03-06T09:30:00", "2026-03-06T11:05:00")
    said = paper.words(PaperKind.MINUTES)
    assert "2026年3月6日（星期五）9:30至11:05（补录：2026年3月7日由李祎据《会议记录草稿》录入）" in said
    assert "同意10人，不同意0人，弃权1人" in said
    assert "李堃 9:41 到会" in said
    assert "全程没有电。（补录" in said
    assert "2026年3月7日由李祎据《表决记录单》录入" in paper.words(PaperKind.VOTE_RECORD)
    assert paper.workspace.seats.living_tenures()[paper.people["丁巧云"]].began_on == "2026-03-06"
    assert paper.workspace.check() == []


def test_the_journal_says_when_it_was_really_entered(paper: Paper) -> None:
    paper.door.open(paper.id, "9:30", SHEET)
    entries = paper.workspace.journal.entries(limit=2)
    assert [entry.act for entry in entries] == ["补录：开会时间", "开会"]
    assert {entry.at for entry in entries} == {paper.workspace.clock.now}


def test_a_vote_is_counted_among_those_in_the_room_at_its_time(paper: Paper) -> None:
    paper.door.open(paper.id, "9:30", SHEET)
    paper.everybody_arrives(late={"李堃": "9:41", "赵小云": "9:55"})
    paper.door.mark(paper.id, LEFT, person_id=paper.people["马晓燕"], at="10:10", source=SHEET)
    by_election = the_vote(paper.workspace, paper.id)
    present = [
        paper.door.question_at(paper.id, by_election, at).present for at in ("9:40", "9:50", "10:00", "10:20")
    ]
    assert present == [9, 10, 11, 10]


def test_without_a_quorum_at_that_moment_no_vote_is_entered(paper: Paper) -> None:
    paper.door.open(paper.id, "9:30", SHEET)
    paper.everybody_arrives(late={"李堃": "9:41", "赵小云": "9:55", "张翠萍": "9:56"})
    with pytest.raises(NoQuorum):
        paper.vote("9:40", HandEntry())
    assert paper.workspace.votes.counts(paper.id) == ()
    paper.vote("9:45", HandEntry())


def test_more_hands_than_people_of_that_moment_are_refused(paper: Paper) -> None:
    paper.door.open(paper.id, "9:30", SHEET)
    paper.everybody_arrives()
    with pytest.raises(UserFacingError):
        paper.vote("9:50", HandEntry(against=12))
    assert paper.door.entries(paper.id)[-1].subject is LateSubject.ATTENDANCE


def test_half_at_the_desk_and_half_on_paper(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    paper.workspace.clock.advance(days=-1)
    open_with_attendance(paper.workspace, paper.id)
    paper.workspace.clock.set(9, 40)
    by_election = the_vote(paper.workspace, paper.id)
    paper.workspace.votes.confirm(paper.id, by_election, HandEntry(abstaining=1))
    paper.workspace.clock.advance(days=1)
    paper.door.mark(paper.id, LEFT, person_id=paper.people["李堃"], at="10:00", source=SHEET)
    report = paper.vote("10:20", HandEntry(), AgendaKind.WORK_REPORT)
    paper.door.close(paper.id, "11:00", "会议记录草稿")
    first, second = paper.workspace.votes.counts(paper.id)
    assert (first.present, second.present) == (11, 10)
    record = paper.workspace.minutes.record(paper.id)
    assert record.late_mark(LateSubject.COUNT, first.id) is None
    assert record.late_mark(LateSubject.COUNT, report) is not None
    assert paper.words(PaperKind.MINUTES).count("据《表决记录单》录入") == 1
    assert paper.workspace.check() == []


def test_an_arrival_entered_later_for_a_time_before_a_vote_names_that_vote(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    paper.workspace.clock.advance(days=-1)
    paper.workspace.meetings.open(paper.id)
    for name in [member.name for member in paper.workspace.meetings.facts(paper.id).entitled][:10]:
        paper.workspace.attendance.mark(paper.id, PRESENT, person_id=paper.people[name])
    paper.workspace.clock.set(9, 40)
    paper.workspace.votes.confirm(paper.id, the_vote(paper.workspace, paper.id), HandEntry())
    assert paper.door.disagreeing_counts(paper.id) == ()
    paper.workspace.clock.set(12, 0)
    paper.arrive("韩淑珍", "9:30")
    ((count, present),) = paper.door.disagreeing_counts(paper.id)
    assert (count.present, present) == (10, 11)


@pytest.mark.parametrize("at", ["25:00", "", "早上", "9:75", "99999999999"])
def test_a_time_that_is_none_is_refused(paper: Paper, at: str) -> None:
    with pytest.raises(UserFacingError, match="不对"):
        paper.door.open(paper.id, at, SHEET)
    assert paper.workspace.meetings.get(paper.id).state is MeetingState.PREPARING


def test_what_has_not_happened_yet_cannot_be_entered_later(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    paper.workspace.clock.now -= timedelta(days=2)
    with pytest.raises(UserFacingError, match="还没有到"):
        paper.door.open(paper.id, "9:30", SHEET)


def test_the_paper_it_is_taken_from_is_named(paper: Paper) -> None:
    with pytest.raises(UserFacingError, match="从哪张纸上"):
        paper.door.open(paper.id, "9:30", " ")


def test_nobody_leaves_before_she_came_and_no_leave_is_without_a_reason(paper: Paper) -> None:
    paper.door.open(paper.id, "9:30", SHEET)
    paper.arrive("李堃", "9:41")
    with pytest.raises(UserFacingError, match="没有登记在场"):
        paper.door.mark(paper.id, LEFT, person_id=paper.people["李堃"], at="9:40", source=SHEET)
    with pytest.raises(UserFacingError, match="事由没有填"):
        paper.door.mark(paper.id, EXCUSED, person_id=paper.people["赵小云"], source=SHEET)


def test_a_vote_before_the_opening_and_a_close_before_the_last_record_are_refused(paper: Paper) -> None:
    paper.door.open(paper.id, "9:30", SHEET)
    paper.everybody_arrives()
    with pytest.raises(UserFacingError, match="早于开会的时间"):
        paper.vote("9:20", HandEntry())
    paper.vote("9:50", HandEntry())
    paper.vote("10:20", HandEntry(), AgendaKind.WORK_REPORT)
    with pytest.raises(UserFacingError, match="早于最后一条记录"):
        paper.door.close(paper.id, "10:00", SHEET)


def test_a_meeting_on_paper_with_something_undecided_needs_a_reason_too(paper: Paper) -> None:
    paper.door.open(paper.id, "9:30", SHEET)
    paper.everybody_arrives()
    with pytest.raises(UserFacingError, match="还有 2 项没有表决"):
        paper.door.close(paper.id, "11:00", SHEET)
    paper.door.close(paper.id, "11:00", SHEET, "人走散了")
    with pytest.raises(UserFacingError, match="已经结束，不能再补录"):
        paper.arrive("李堃")


def test_seats_that_changed_since_that_day_are_named_before_the_list_is_frozen(paper: Paper) -> None:
    from fulian_desktop.seats.records import Ending

    tenure = paper.workspace.seats.living_tenures()[paper.people["李堃"]]
    paper.workspace.seats.record_departure(tenure.id, Ending.RESIGNATION, "2026-03-07", "迁居")
    with pytest.raises(UserFacingError, match="席位有过变动：李堃"):
        paper.door.open(paper.id, "9:30", SHEET)


def test_an_item_agreed_to_by_applause_is_entered_later_too(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    draft = AgendaDraft(AgendaKind.LIST_APPROVAL, "通过监票人名单", method=DecisionMethod.ACCLAMATION)
    item = paper.workspace.agenda.add(paper.id, draft).record_id
    assert item is not None
    paper.door.open(paper.id, "9:30", SHEET)
    paper.everybody_arrives(late={"李堃": "9:41", "赵小云": "9:55", "张翠萍": "9:56"})
    with pytest.raises(UserFacingError):
        paper.door.agree(paper.id, item, at="9:40", source=VOTES)
    paper.door.agree(paper.id, item, at="9:57", source=VOTES)
    paper.door.close(paper.id, "11:00", SHEET, "人走散了")
    said = paper.words(PaperKind.MINUTES)
    assert "实到11人）：鼓掌通过。（补录：2026年3月7日由李祎据《表决记录单》录入）" in said
    assert "没有表决的议项：增补执委、工作报告。" in said
    assert paper.workspace.check() == []


def test_late_entries_are_told_by_name(paper: Paper) -> None:
    paper.door.open(paper.id, "9:30", SHEET)
    paper.everybody_arrives()
    paper.vote("9:50", HandEntry(abstaining=1))
    told = [words for _, words in paper.door.told(paper.id)]
    assert told[0] == "开会时间"
    assert "沈丽华 在场" in told
    assert told[-1] == "表决：增补丁巧云、苏晓棠为第七届执行委员会委员，通过"
