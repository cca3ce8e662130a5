"""The gate: what a wording written by hand, or an older issued paper, says differently from the record."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.consistency import Record
from fulian_desktop.documents.content import PaperContent, Paragraph
from fulian_desktop.documents.issuing import PapersDisagreeError
from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.votes.records import HandEntry
from tests.documents.papers.the_meeting import (
    close,
    take_attendance,
    the_meeting_held,
    the_meeting_prepared,
    vote,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fulian_desktop.documents.consistency import Disagreement
    from tests.documents.papers.the_meeting import TheMeeting


@pytest.fixture
def prepared(tmp_path: Path) -> Iterator[TheMeeting]:
    meeting = the_meeting_prepared(tmp_path)
    yield meeting
    meeting.workspace.close()


@pytest.fixture
def over(tmp_path: Path) -> Iterator[TheMeeting]:
    meeting = the_meeting_held(tmp_path, corrected=True)
    yield meeting
    meeting.workspace.close()


def reword(meeting: TheMeeting, wording: str, before: str, after: str) -> None:
    """Change words of a wording by hand, as a user does."""
    text = meeting.workspace.scripts.wording(wording).text
    assert before in text, f"“{before}” is not in the wording"
    meeting.workspace.scripts.save_wording(wording, text.replace(before, after))


def gate(meeting: TheMeeting) -> list[Disagreement]:
    return list(meeting.workspace.register.gate(meeting.id))


def told(meeting: TheMeeting) -> set[tuple[PaperKind, str, str]]:
    return {(one.kind, one.about, one.expected) for one in gate(meeting)}


def test_papers_as_they_come_from_the_program_agree_before_and_after_the_meeting(
    prepared: TheMeeting,
) -> None:
    assert gate(prepared) == []
    take_attendance(prepared)
    assert gate(prepared) == []
    vote(prepared, AgendaKind.BY_ELECTION, HandEntry(abstaining=1))
    assert gate(prepared) == []
    vote(prepared, AgendaKind.WORK_REPORT, HandEntry(), at=(10, 20))
    close(prepared)
    assert gate(prepared) == []


def test_a_corrected_count_in_the_minutes_is_no_disagreement(over: TheMeeting) -> None:
    assert gate(over) == []


def test_a_list_not_carried_and_votes_one_by_one_agree(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path, bundled=False)
    take_attendance(meeting)
    for entry in (HandEntry(abstaining=1), HandEntry(against=6)):
        waiting = [one for one in meeting.workspace.votes.motions(meeting.id) if one.nominees]
        counted = {count.key for count in meeting.workspace.votes.counts(meeting.id)}
        key = next(one.key for one in waiting if one.key not in counted)
        meeting.workspace.votes.confirm(meeting.id, key, entry)
    close(meeting)
    assert gate(meeting) == []
    meeting.workspace.close()


@pytest.mark.parametrize(
    ("wording", "before", "after", "kind", "about", "expected"),
    [
        ("decision", "{表决情况}", "应到执委15人，实到11人，同意10人", PaperKind.DECISION, "应到", "13"),
        ("decision", "{表决情况}", "实到12人", PaperKind.DECISION, "实到", "11"),
        (
            "decision",
            "{表决情况}",
            "同意十一人，不同意没有，弃权没有",
            PaperKind.DECISION,
            "表决票数",
            "同意10人，不同意0人，弃权1人",
        ),
        ("decision", "{当选人数}", "3名", PaperKind.DECISION, "增补人数", "2"),
        ("request", "{席位数}", "17个", PaperKind.REQUEST, "席位", "15"),
        ("request", "{空缺数}", "三个", PaperKind.REQUEST, "空缺", "2"),
        ("request", "{法定}", "8人", PaperKind.REQUEST, "法定人数", "9"),
        ("request", "{地点}", "镇政府会议室", PaperKind.REQUEST, "会议地点", "村委会二楼会议室"),
        ("request", "{主持人职务}", "副主席马晓燕", PaperKind.REQUEST, "主持人", "沈丽华"),
        ("notice", "{日期}召开", "2026年3月8日召开", PaperKind.NOTICE, "会议日期", "2026年3月6日"),
        ("approval", "{人选名单}", "丁巧芸、苏晓棠", PaperKind.APPROVAL, "姓名", "丁巧云"),
        ("filing_report", "增补人选{人选人数}", "增补人选5名", PaperKind.FILING_REPORT, "人选人数", "2"),
        ("resolution", "会议听取", "到会人数不少于九人。会议听取", PaperKind.RESOLUTION, "", ""),
    ],
)
def test_a_number_or_a_name_written_by_hand_is_found(
    *,
    over: TheMeeting,
    wording: str,
    before: str,
    after: str,
    kind: PaperKind,
    about: str,
    expected: str,
) -> None:
    text = over.workspace.scripts.wording(wording).text
    if before not in text:
        pytest.fail(f"{before} is not in {wording}:\n{text}")
    reword(over, wording, before, after)
    right = {(kind, about, expected)} if about else set()
    assert right <= told(over)
    assert {one[0] for one in told(over)} == {one[0] for one in right}


def test_a_disagreement_names_paper_sentence_and_what_the_record_says(over: TheMeeting) -> None:
    reword(over, "decision", "{表决情况}", "应到执委13人，实到12人，同意10人")
    (found,) = gate(over)
    assert (found.name, found.about, found.expected) == ("增补决定（名单）", "实到", "11")
    assert found.sentence == "表决情况：应到执委13人，实到12人，同意10人。"


def test_an_outcome_the_vote_did_not_have_is_found(over: TheMeeting) -> None:
    figures = over.workspace.papers.figures(over.id)
    words = ("这项决定获得一致通过。", "这项决定没有通过。", "这项决定获得通过。")
    content = PaperContent("决定", tuple(Paragraph(one) for one in words))
    found = list(Record(figures, ()).disagreements(PaperKind.DECISION, Edition.PUBLIC, content))
    assert [(one.sentence, one.expected) for one in found] == [(words[0], "通过"), (words[1], "通过")]
    report = list(Record(figures, ()).disagreements(PaperKind.RESOLUTION, Edition.PUBLIC, content))
    assert [one.sentence for one in report] == [words[1]]


def test_a_paper_that_disagrees_is_not_issued_until_it_is_settled(over: TheMeeting) -> None:
    register = over.workspace.register
    reword(over, "decision", "{表决情况}", "实到12人")
    with pytest.raises(PapersDisagreeError, match="还不能定稿") as refused:
        register.finalise(over.id, PaperKind.DECISION)
    assert [one.about for one in refused.value.disagreements] == ["实到"]
    assert register.issued(over.id) == ()
    assert register.finalise(over.id, PaperKind.RESOLUTION).number == 1
    over.workspace.scripts.restore_wording("decision")
    assert register.finalise(over.id, PaperKind.DECISION).number == 2


def test_a_disagreement_may_be_accepted_with_a_reason_that_the_journal_keeps(over: TheMeeting) -> None:
    register = over.workspace.register
    reword(over, "decision", "{表决情况}", "实到12人（含列席1人）")
    (found,) = gate(over)
    with pytest.raises(UserFacingError, match="原因没有填"):
        register.accept(over.id, found, " ")
    register.accept(over.id, found, "按镇里的统一写法")
    assert gate(over) == []
    entry = over.workspace.journal.entries("paper_acceptance")[0]
    assert (entry.reason, entry.new and entry.new["sentence"]) == ("按镇里的统一写法", found.sentence)
    assert register.finalise(over.id, PaperKind.DECISION).number == 1
    assert over.workspace.check() == []
    reword(over, "decision", "实到12人", "实到14人")
    assert [one.about for one in gate(over)] == ["实到", "定稿"]


def test_an_older_issued_paper_is_a_disagreement_until_it_is_issued_again(prepared: TheMeeting) -> None:
    register = prepared.workspace.register
    register.finalise(prepared.id, PaperKind.NOTICE)
    register.finalise(prepared.id, PaperKind.AGENDA)
    plan = prepared.workspace.meetings.get(prepared.id).plan
    prepared.workspace.meetings.change_plan(prepared.id, dataclasses.replace(plan, place="文化活动室"))
    found = gate(prepared)
    assert {one.kind for one in found} == {PaperKind.NOTICE, PaperKind.AGENDA}
    assert all(one.is_issued for one in found)
    assert "“村委会二楼会议室。”改为“文化活动室。”" in {one.expected for one in found}
    register.finalise(prepared.id, PaperKind.NOTICE, reason="换了地点")
    register.withdraw(register.in_force(prepared.id, PaperKind.AGENDA, Edition.PUBLIC).id, "换了地点")  # type: ignore[union-attr]
    assert gate(prepared) == []
