"""The meeting whose papers the tests read: the sample committee with personal data, held to 11:05."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind
from fulian_desktop.votes.records import HandEntry
from tests.builders import ON_LEAVE, a_by_election, a_workspace, item_of, the_sample_committee, the_vote

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.rules.rule_pack import RulePack
    from tests.builders import TickedWorkspace

REAL_ID = "11010519491231002X"
ADDRESS = "三合村三组二十七号"
LATE = "李堃"
CORRECTION = "漏看后排一人放下了手"
REPORT = """三合村妇女联合会第七届执行委员会工作报告
（2026年3月6日）
各位执委：
现在，我代表第七届执行委员会向会议报告工作，请予审议。
一、过去一年的工作
(一)家庭工作有声有色
1、评选了“最美家庭”。
（二）维权服务做到身边。设立了维权接待点，接待来访二十多人次。
二、今后的工作
以上报告，请予审议。"""


@dataclasses.dataclass(frozen=True)
class TheMeeting:
    """The workspace of the meeting, its id, and the persons by name."""

    workspace: TickedWorkspace
    id: int
    people: dict[str, int]

    def mark(self, name: str, state: AttendanceState, reason: str = "") -> None:
        self.workspace.attendance.mark(self.id, state, person_id=self.people[name], reason=reason)


def the_meeting_prepared(
    folder: Path, *, rule_pack: RulePack | None = None, bundled: bool = True
) -> TheMeeting:
    """The by-election as prepared; everybody has a birth, a phone, an address, the chair an ID number."""
    workspace = a_workspace(folder)
    people = the_sample_committee(workspace)
    for position, person in enumerate(workspace.people.everyone()):
        details = dataclasses.replace(
            person.details(),
            born=person.born or f"{1968 + position}-{1 + position % 12:02d}",
            ethnicity="维吾尔族" if "·" in person.name else "汉族",
            political_status=person.political_status or "群众",
            education=person.education or "高中",
            unit_post=person.unit_post or "三合村网格员",
            phone=f"138{position:04d}2604",
            id_number=REAL_ID if position == 0 else "",
            address=ADDRESS,
        )
        workspace.people.change(person.id, details)
    for name in ("丁巧云", "苏晓棠"):
        workspace.people.put_on_delegate_list(people[name], 7)
    meeting_id = a_by_election(workspace, people, rule_pack=rule_pack, bundled=bundled)
    for item in workspace.agenda.items(meeting_id):
        if item.kind is AgendaKind.WORK_REPORT:
            draft = AgendaDraft(
                item.kind, item.title, show_of_hands=True, bundled=bundled, minutes=30, details=REPORT
            )
            workspace.agenda.change(meeting_id, item.id, draft)
    return TheMeeting(workspace, meeting_id, people)


def take_attendance(meeting: TheMeeting) -> None:
    """Open at 9:10; two are on leave, one comes at 9:42, the others are there."""
    workspace = meeting.workspace
    workspace.clock.set(9, 10)
    workspace.meetings.open(meeting.id)
    for name, reason in ON_LEAVE:
        meeting.mark(name, AttendanceState.EXCUSED, reason)
    away = {LATE, *dict(ON_LEAVE)}
    facts = workspace.meetings.facts(meeting.id)
    for member in facts.entitled:
        if member.name not in away:
            meeting.mark(member.name, AttendanceState.PRESENT)
    workspace.attendance.mark(meeting.id, AttendanceState.PRESENT, observer_id=facts.observers[0].id)
    workspace.clock.set(9, 42)
    meeting.mark(LATE, AttendanceState.PRESENT)


def vote(meeting: TheMeeting, kind: AgendaKind, entry: HandEntry, *, at: tuple[int, int] = (9, 50)) -> int:
    """Count a show of hands; returns the id of the count."""
    meeting.workspace.clock.set(*at)
    key = the_vote(meeting.workspace, meeting.id, kind)
    return meeting.workspace.votes.confirm(meeting.id, key, entry).count.id


def the_meeting_held(folder: Path, *, corrected: bool = False) -> TheMeeting:
    """The meeting closed: 同意 10 弃权 1 for the members, 一致通过 for the report.

    With `corrected`, the first count of the by-election was 9 to 1 with 1 abstaining.
    """
    meeting = the_meeting_prepared(folder)
    take_attendance(meeting)
    first = vote(meeting, AgendaKind.BY_ELECTION, HandEntry(against=int(corrected), abstaining=1))
    if corrected:
        meeting.workspace.clock.set(9, 52)
        meeting.workspace.votes.correct(first, HandEntry(abstaining=1), CORRECTION)
    vote(meeting, AgendaKind.WORK_REPORT, HandEntry(), at=(10, 20))
    report = item_of(meeting.workspace, meeting.id, AgendaKind.WORK_REPORT)
    meeting.workspace.meetings.note(meeting.id, "韩淑珍建议多上门看望独居老人。", agenda_item_id=report)
    meeting.workspace.meetings.note(meeting.id, "停电三分钟，会议未中断。")
    close(meeting)
    return meeting


def close(meeting: TheMeeting) -> None:
    """Close at 11:05; what was not voted on is left for another meeting."""
    meeting.workspace.clock.set(11, 5)
    meeting.workspace.meetings.close(meeting.id, "时间不够，留到下次会议")


def text_of(path: Path) -> str:
    """The words of a PDF as they can be copied, without white space."""
    return "".join(lines_of(path).split())


def lines_of(path: Path) -> str:
    """The words of a PDF with the white space between them."""
    import pypdfium2

    with pypdfium2.PdfDocument(str(path)) as pdf:
        words = []
        for page in pdf:
            text_page = page.get_textpage()
            words.append(text_page.get_text_bounded())
            text_page.close()
            page.close()
    return "\n".join(words)
