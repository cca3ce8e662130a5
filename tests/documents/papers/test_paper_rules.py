"""When papers can be made, how they stand in the catalogue, and what later changes do to them."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.content import texts_of_paper
from fulian_desktop.documents.paper_kinds import Edition, PaperKind, PaperStatus, Stage
from fulian_desktop.documents.papers import election_readiness
from fulian_desktop.documents.papers.committee_roster import compose_public
from fulian_desktop.documents.papers.readiness import PaperNotReady
from fulian_desktop.documents.pdf_writer import write_pdf
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.rules.rule_pack import default_pack
from fulian_desktop.votes.records import HandEntry
from tests.builders import a_workspace, item_of
from tests.documents.papers.the_meeting import (
    CORRECTION,
    TheMeeting,
    close,
    take_attendance,
    text_of,
    the_meeting_held,
    the_meeting_prepared,
    vote,
)

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.documents.paper_kinds import PaperState

BEFORE = {
    PaperKind.REQUEST,
    PaperKind.APPROVAL,
    PaperKind.NOTICE,
    PaperKind.AGENDA,
    PaperKind.SCHEDULE,
    PaperKind.SCRIPT,
    PaperKind.NOMINEES,
    PaperKind.WORK_REPORT,
    PaperKind.COMMENDATION,
    PaperKind.SIGN_IN,
    PaperKind.NAME_CARDS,
}
NOT_OF_THIS_MEETING = election_readiness.KINDS | {
    PaperKind.TERM_PLAN,
    PaperKind.APPOINTMENT,
    PaperKind.TERM_COMPARISON,
}
"""It holds no election, appoints nobody, and its term has years to go."""


def words_of(meeting: TheMeeting, kind: PaperKind, edition: Edition = Edition.PUBLIC) -> str:
    content = meeting.workspace.papers.compose(meeting.id, kind, edition)
    return "".join(texts_of_paper(content))


def state_of(meeting: TheMeeting, kind: PaperKind, edition: Edition = Edition.PUBLIC) -> PaperState:
    catalogue = meeting.workspace.papers.catalogue(meeting.id)
    return next(state for state in catalogue if (state.kind, state.edition) == (kind, edition))


def test_before_the_meeting_the_papers_of_its_preparation_can_be_printed(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    catalogue = meeting.workspace.papers.catalogue(meeting.id)

    can = {state.kind for state in catalogue if state.can_be_made}
    assert can == BEFORE | {PaperKind.DELEGATE_ROSTER}
    assert {state.kind for state in catalogue if state.stage is Stage.BEFORE} == BEFORE
    assert {state.kind for state in catalogue} == set(PaperKind) - NOT_OF_THIS_MEETING
    assert len(catalogue) == 28
    files = meeting.workspace.papers.write_all(meeting.id, tmp_path / "文书")
    assert [file.path.name for file in files] == [
        "01_增补执委的请示.pdf",
        "02_批复（参考稿）.pdf",
        "03_会议通知.pdf",
        "04_会议议程.pdf",
        "05_会议日程.pdf",
        "06_主持词.pdf",
        "07_人选名单和简历.pdf",
        "08_工作报告.pdf",
        "09_表彰决定.pdf",
        "10_签到册.pdf",
        "11_桌签.pdf",
        "25_代表名册（公示版）.pdf",
        "26_代表名册（内部版）.pdf",
        "27_代表名册（备案版）.pdf",
    ]


def test_the_catalogue_tells_what_is_needed_and_what_is_made_when_wanted(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    wanted = {one.kind for one in meeting.workspace.papers.catalogue(meeting.id) if not one.is_needed}

    assert {PaperKind.APPROVAL, PaperKind.NAME_CARDS, PaperKind.CERTIFICATES} <= wanted
    assert not wanted & {PaperKind.SCRIPT, PaperKind.MINUTES, PaperKind.DECISION, PaperKind.SIGN_IN}


@pytest.mark.parametrize(
    ("kind", "sentence", "status"),
    [
        (PaperKind.VOTE_RECORD, "还没有登记表决结果", PaperStatus.NOT_YET),
        (PaperKind.RESOLUTION, "工作报告还没有表决", PaperStatus.AFTER_MEETING),
        (PaperKind.DECISION, "增补人选还没有表决", PaperStatus.AFTER_MEETING),
        (PaperKind.MINUTES, "会议还没有开，不能生成会议记录", PaperStatus.AFTER_MEETING),
        (PaperKind.ROSTER, "会议还没有开，不能生成执委名册", PaperStatus.AFTER_MEETING),
    ],
)
def test_what_cannot_be_made_yet_says_why_and_when(
    tmp_path: Path, kind: PaperKind, sentence: str, status: PaperStatus
) -> None:
    meeting = the_meeting_prepared(tmp_path)

    with pytest.raises(PaperNotReady, match=sentence) as refused:
        meeting.workspace.papers.write(meeting.id, kind, tmp_path / "x.pdf")
    assert "就可以生成" in refused.value.advice[0]
    assert not (tmp_path / "x.pdf").exists()
    state = state_of(meeting, kind)
    assert state.status is status
    assert sentence in state.missing[0]


def test_the_printed_script_never_knows_the_result_beforehand(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    words = words_of(meeting, PaperKind.SCRIPT)

    assert "表决结果：" in words
    assert "一致通过" not in words
    assert "同意\u3000" in words


def test_after_the_count_the_script_says_the_result(held: TheMeeting) -> None:
    words = words_of(held, PaperKind.SCRIPT)

    assert "同意十人" in words
    assert "表决结果：\u3000" not in words


def test_a_report_not_carried_gives_no_resolution(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    take_attendance(meeting)
    vote(meeting, AgendaKind.BY_ELECTION, HandEntry())
    vote(meeting, AgendaKind.WORK_REPORT, HandEntry(against=6), at=(10, 20))

    with pytest.raises(PaperNotReady, match="工作报告表决未通过（同意 5 人，需要 7 人）"):
        words_of(meeting, PaperKind.RESOLUTION)
    close(meeting)
    assert "工作报告表决未通过，没有宣读决议。" in words_of(meeting, PaperKind.MINUTES)


def test_nominees_not_carried_give_no_decision(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    take_attendance(meeting)
    vote(meeting, AgendaKind.BY_ELECTION, HandEntry(against=8))

    with pytest.raises(PaperNotReady, match="增补人选表决未通过，没有增补的执委"):
        words_of(meeting, PaperKind.DECISION)


def test_person_by_person_the_decision_lists_only_who_was_carried(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    take_attendance(meeting)
    vote(meeting, AgendaKind.BY_ELECTION, HandEntry(against=8))
    votes = meeting.workspace.votes
    votes.vote_person_by_person(meeting.id, item_of(meeting.workspace, meeting.id, AgendaKind.BY_ELECTION))
    first, second = (motion.key for motion in votes.motions(meeting.id) if motion.key.nominee_id)
    votes.confirm(meeting.id, first, HandEntry(abstaining=1))
    votes.confirm(meeting.id, second, HandEntry(against=9))
    close(meeting)

    decision = words_of(meeting, PaperKind.DECISION)
    assert "丁巧云" in decision
    assert "苏晓棠" not in decision
    assert "席位15个，在任14人" in words_of(meeting, PaperKind.ROSTER)
    minutes = words_of(meeting, PaperKind.MINUTES)
    assert minutes.count("表决结果：") == 3
    assert "同意2人，不同意9人" in minutes


def test_a_corrected_count_shows_both_and_the_reason(tmp_path: Path) -> None:
    meeting = the_meeting_held(tmp_path, corrected=True)
    meeting.workspace.papers.write(meeting.id, PaperKind.VOTE_RECORD, tmp_path / "记录单.pdf")
    record = text_of(tmp_path / "记录单.pdf")

    assert "首次131199110" in record
    assert "更正1311910010" in record
    assert f"9:52更正，原因：{CORRECTION}。首次登记为同意9人，不同意1人，弃权1人" in record
    minutes = words_of(meeting, PaperKind.MINUTES)
    assert "首次登记为同意9人，不同意1人，弃权1人" in minutes
    assert "表决结果：应到13人，实到11人；同意10人，不同意0人，弃权1人" in minutes


def test_a_paper_made_is_made_until_what_it_says_changes(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    papers = meeting.workspace.papers
    assert state_of(meeting, PaperKind.AGENDA).status is PaperStatus.READY

    papers.write(meeting.id, PaperKind.AGENDA, tmp_path / "议程.pdf")
    made = state_of(meeting, PaperKind.AGENDA)
    assert (made.status, made.made_at) == (PaperStatus.MADE, "2026-03-06T09:00:00")
    assert made.status_phrase == "草稿"

    meeting.workspace.agenda.add(meeting.id, AgendaDraft(AgendaKind.OTHER, "通报三八节安排"))
    assert state_of(meeting, PaperKind.AGENDA).status is PaperStatus.OUTDATED
    assert state_of(meeting, PaperKind.SIGN_IN).status is PaperStatus.READY


def test_each_making_is_journalled(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    meeting.workspace.papers.write(meeting.id, PaperKind.SIGN_IN, tmp_path / "签到册.pdf")
    entry = meeting.workspace.journal.entries("paper_issue")[0]

    assert entry.act == "生成文书"
    assert entry.new is not None
    assert (entry.new["paper"], entry.new["edition"]) == ("签到册", "公示版")
    assert meeting.workspace.check() == []


def test_a_later_edit_of_the_roster_changes_no_old_paper(tmp_path: Path) -> None:
    meeting = the_meeting_held(tmp_path)
    workspace = meeting.workspace
    workspace.papers.write_all(meeting.id, tmp_path / "文书")
    chair = workspace.people.get(meeting.people["沈丽华"])
    changed = dataclasses.replace(chair.details(), name="沈丽花", unit_post="已退休", born="1950-01")
    workspace.people.change(chair.id, changed)

    statuses = {state.status for state in workspace.papers.catalogue(meeting.id)}
    assert statuses == {PaperStatus.MADE}
    for kind in set(PaperKind) - NOT_OF_THIS_MEETING | {PaperKind.TERM_PLAN}:
        assert "沈丽花" not in words_of(meeting, kind)


def test_a_nominee_without_resume_is_named_as_missing(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    person = meeting.workspace.people.get(meeting.people["苏晓棠"])
    meeting.workspace.people.change(person.id, dataclasses.replace(person.details(), resume=(), born=""))
    state = state_of(meeting, PaperKind.NOMINEES)

    assert state.status_phrase == "缺资料"
    assert state.missing == ("苏晓棠 的出生年月、简历没有填，在人员里补上",)
    assert state.can_be_made


def test_only_rosters_have_an_internal_edition(held: TheMeeting) -> None:
    with pytest.raises(UserFacingError, match="不分公示版、内部版和备案版"):
        held.workspace.papers.compose(held.id, PaperKind.MINUTES, Edition.INTERNAL)


def test_cancelling_keeps_what_was_written(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    steps: list[tuple[int, int, str]] = []
    files = meeting.workspace.papers.write_all(
        meeting.id,
        tmp_path / "文书",
        on_progress=lambda done, of, title: steps.append((done, of, title)),
        cancelled=lambda: len(steps) == 2,
    )

    assert [file.path.exists() for file in files] == [True, True]
    assert steps == [(0, 14, "增补执委的请示"), (1, 14, "批复（参考稿）")]


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    (tmp_path / "占用").write_text("x")

    with pytest.raises(UserFacingError, match=r"文件夹.*建不了"):
        meeting.workspace.papers.write_all(meeting.id, tmp_path / "占用" / "文书")
    assert state_of(meeting, PaperKind.AGENDA).made_at is None


def test_someone_who_leaves_early_stands_in_the_minutes(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    take_attendance(meeting)
    meeting.workspace.clock.set(10, 30)
    meeting.mark("赵小云", AttendanceState.LEFT)
    close(meeting)
    words = words_of(meeting, PaperKind.MINUTES)

    assert "早　退" in words
    assert "赵小云 10:30 离会" in words
    assert "没有表决" in words


def test_rare_characters_can_be_read_back(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    person = meeting.workspace.people.get(meeting.people["赵小云"])
    meeting.workspace.people.change(person.id, dataclasses.replace(person.details(), name="䶮㛃𬱖"))
    meeting.workspace.papers.write(meeting.id, PaperKind.SIGN_IN, tmp_path / "签到册.pdf")

    assert "䶮㛃𬱖" in text_of(tmp_path / "签到册.pdf")
    assert meeting.workspace.papers.check_characters(meeting.id) == ()


def test_a_character_no_font_has_is_named_before_printing(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    person = meeting.workspace.people.get(meeting.people["赵小云"])
    meeting.workspace.people.change(person.id, dataclasses.replace(person.details(), name="赵\U0002ebf0"))

    assert ("赵\U0002ebf0", "\U0002ebf0") in meeting.workspace.papers.check_characters(meeting.id)


def test_a_committee_of_199_flows_over_pages_with_every_name(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path, seats=199)
    ids = {}
    with workspace.database.transaction():
        for number in range(1, 199):
            name = f"王{chr(0x4E00 + number)}{chr(0x5200 + number)}"
            ids[name] = workspace.people.add(PersonDetails(name, unit_post="网格员")).record_id or 0
            workspace.seats.take_seat(ids[name], seat_number=number)
    meeting_id = workspace.meetings.prepare_by_election().record_id
    assert meeting_id is not None
    file = workspace.papers.write(meeting_id, PaperKind.SIGN_IN, tmp_path / "签到册.pdf")
    words = text_of(file.path)

    assert file.pages >= 12
    assert all(name in words for name in ids)
    assert words.count("序号姓名职务签名备注") >= file.pages - 1


def test_a_roster_of_300_flows_over_pages_and_repeats_its_head(held: TheMeeting, tmp_path: Path) -> None:
    figures = held.workspace.papers.figures(held.id)
    lines = tuple(
        dataclasses.replace(figures.roster[number % 15], name=f"王{chr(0x4E00 + number)}玥")
        for number in range(300)
    )
    content = compose_public(dataclasses.replace(figures, roster=lines))
    result = write_pdf(content, tmp_path / "名册.pdf")
    words = text_of(tmp_path / "名册.pdf")

    assert all(line.name in words for line in lines)
    assert words.count("单位及职务") == result.pages
    assert result.pages >= 12


def test_a_chair_who_does_not_vote_is_told_apart_in_the_record(tmp_path: Path) -> None:
    pack = dataclasses.replace(default_pack(), id="without-chair", name="主持人不表决", chair_votes=False)
    meeting = the_meeting_prepared(tmp_path, rule_pack=pack)
    take_attendance(meeting)
    vote(meeting, AgendaKind.BY_ELECTION, HandEntry(abstaining=1))
    meeting.workspace.papers.write(meeting.id, PaperKind.VOTE_RECORD, tmp_path / "记录单.pdf")
    record = text_of(tmp_path / "记录单.pdf")

    assert "参加表决" in record
    assert "1311910901" in record
    assert "未表决" in record


def test_every_paper_takes_less_than_half_a_second(held: TheMeeting, tmp_path: Path) -> None:
    held.workspace.papers.write(held.id, PaperKind.MINUTES, tmp_path / "warm.pdf")
    for state in held.workspace.papers.catalogue(held.id):
        began = time.perf_counter()
        held.workspace.papers.write(held.id, state.kind, tmp_path / "一份.pdf", state.edition)
        assert time.perf_counter() - began < 0.5, state.kind
