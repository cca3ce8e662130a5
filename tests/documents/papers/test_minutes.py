"""Minutes write themselves, own words stay beside the record, corrections and the undecided are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.closing import closing_report
from fulian_desktop.documents.content import texts_of_paper
from fulian_desktop.documents.minutes_numbers import disagreements, numbers_not_in_record, recorded_numbers
from fulian_desktop.documents.paper_kinds import Edition, PaperKind, PaperStatus
from fulian_desktop.documents.papers.minutes_parts import MinutesText, parts_of
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.closing_rule import UndecidedItems
from fulian_desktop.meetings.course import Timed
from fulian_desktop.meetings.minutes_check import check_minutes
from fulian_desktop.meetings.minutes_records import WordsMode, item_part
from fulian_desktop.meetings.records import AgendaKind, MeetingState
from fulian_desktop.scripts.records import CueKind
from fulian_desktop.storage.errors import BugError
from fulian_desktop.votes.records import HandEntry
from fulian_desktop.votes.tallies import ZoneHands
from tests.builders import item_of, the_vote
from tests.documents.papers.the_meeting import (
    TheMeeting,
    close,
    take_attendance,
    the_meeting_held,
    the_meeting_prepared,
    vote,
)

if TYPE_CHECKING:
    from pathlib import Path

OWN = "与会人员对两名人选的情况作了询问。"


def words(meeting: TheMeeting, kind: PaperKind = PaperKind.MINUTES) -> str:
    return "\n".join(texts_of_paper(meeting.workspace.papers.compose(meeting.id, kind)))


def texts(meeting: TheMeeting) -> dict[str, MinutesText]:
    return {text.part: text for text in parts_of(meeting.workspace.papers.figures(meeting.id))}


def by_election_part(meeting: TheMeeting) -> str:
    return item_part(item_of(meeting.workspace, meeting.id, AgendaKind.BY_ELECTION))


def write(meeting: TheMeeting, part: str, text: str, mode: WordsMode = WordsMode.ADDED) -> None:
    facts = texts(meeting)[part].facts_text
    meeting.workspace.minutes.write(meeting.id, part, text, mode=mode, facts=facts)


@pytest.fixture
def held(tmp_path: Path) -> TheMeeting:
    return the_meeting_held(tmp_path)


def test_the_minutes_have_their_standard_parts_in_order(held: TheMeeting) -> None:
    titles = [text.title for text in parts_of(held.workspace.papers.figures(held.id))]
    standard = ["会议名称", "时间", "地点", "主持人", "记录人", "出席", "缺席", "列席", "议题"]
    assert titles[:9] == standard
    assert titles[-3:] == ["其他记录", "决议", "散会"]


def test_a_meeting_over_before_its_planned_start_began_when_it_was_opened(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    meeting.workspace.clock.set(9, 5)
    meeting.workspace.meetings.open(meeting.id)
    meeting.workspace.clock.set(9, 25)
    meeting.workspace.meetings.close(meeting.id, "人没有到齐")
    assert "9:05至9:25" in words(meeting)


def test_own_words_stand_behind_the_record_in_minutes_and_summary(held: TheMeeting) -> None:
    write(held, by_election_part(held), OWN)
    assert words(held).index("当选为第七届") < words(held).index(OWN) < words(held).index("二、听取")
    assert OWN in words(held, PaperKind.SUMMARY)


def test_own_words_may_stand_in_place_of_the_record(held: TheMeeting) -> None:
    write(held, "place", "村文化活动中心", WordsMode.INSTEAD)
    assert "村文化活动中心" in words(held)
    assert "村委会二楼会议室" not in words(held)


def test_every_version_of_own_words_is_kept(held: TheMeeting) -> None:
    part = by_election_part(held)
    write(held, part, "第一稿。")
    write(held, part, "第二稿。")
    write(held, part, "第二稿。")
    write(held, part, "")
    assert [one.text for one in held.workspace.minutes.versions(held.id, part)] == [
        "第一稿。",
        "第二稿。",
        "",
    ]
    assert "稿。" not in words(held)


def test_no_version_can_be_overwritten_behind_the_back(held: TheMeeting) -> None:
    write(held, by_election_part(held), OWN)
    with pytest.raises(BugError, match="never changed"), held.workspace.database.transaction():
        held.workspace.database.execute("UPDATE minutes_words SET text = 'x'")


def test_facts_follow_the_record_while_own_words_stay_and_are_said_to_be_overtaken(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    take_attendance(meeting)
    first = vote(meeting, AgendaKind.BY_ELECTION, HandEntry(abstaining=1))
    part = by_election_part(meeting)
    write(meeting, part, OWN)
    assert not texts(meeting)[part].is_overtaken
    meeting.workspace.votes.correct(first, HandEntry(abstaining=2), "漏看一人")
    text = texts(meeting)[part]
    assert "同意9人，不同意0人，弃权2人" in text.facts_text
    assert text.words is not None
    assert text.words.text == OWN
    assert text.is_overtaken


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ("同意10人，弃权1人。", []),
        ("同意十人，弃权一人。", []),
        ("同意11票。", []),
        ("同意12人。", ["同意12"]),
        ("赞成八票，反对三人。", ["赞成八", "反对三"]),
        ("到会的有37人。", ["37人"]),
        ("赵小云9:42到会。", []),
        ("表决在10:59进行。", ["10:59"]),
        ("六月底前走访三十户。", []),
    ],
)
def test_a_number_that_is_not_in_the_record_is_found(held: TheMeeting, own: str, found: list[str]) -> None:
    known = recorded_numbers(parts_of(held.workspace.papers.figures(held.id)))
    assert [one.words for one in numbers_not_in_record("name", own, known)] == found


def test_own_words_that_disagree_are_named_over_all_parts(held: TheMeeting) -> None:
    write(held, by_election_part(held), "同意12人。")
    wrong = disagreements(parts_of(held.workspace.papers.figures(held.id)))
    assert [one.sentence for one in wrong] == ["“同意12”：记录里同意是 10、11"]


def test_finished_minutes_are_finished_until_something_is_written(held: TheMeeting) -> None:
    minutes = held.workspace.minutes
    assert not minutes.record(held.id).is_finished
    minutes.finish(held.id)
    assert minutes.record(held.id).is_finished
    write(held, by_election_part(held), OWN)
    assert not minutes.record(held.id).is_finished


def test_minutes_of_a_meeting_that_runs_are_written_but_not_finished(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    with pytest.raises(UserFacingError, match="会议还没有开"):
        meeting.workspace.minutes.write(meeting.id, "end", "x")
    take_attendance(meeting)
    meeting.workspace.minutes.write(meeting.id, "end", "全体合影。")
    with pytest.raises(UserFacingError, match="还没有结束"):
        meeting.workspace.minutes.finish(meeting.id)


def test_a_correction_stands_beside_what_was_recorded(held: TheMeeting) -> None:
    held.workspace.clock.advance(days=2)
    held.workspace.minutes.correct(
        held.id, "present", wrong="9:42 到会", correct="9:24 到会", reason="签到册看错一行"
    )
    said = words(held)
    assert "李堃 9:42 到会" in said
    assert "（2026年3月8日更正：原记“9:42 到会”，应为“9:24 到会”，原因：签到册看错一行。）" in said
    assert "应为“9:24 到会”" in words(held, PaperKind.SUMMARY)


@pytest.mark.parametrize(
    ("wrong", "correct", "reason", "sentence"),
    [
        ("", "甲", "乙", "原来记的"),
        ("甲", "", "乙", "应该是什么"),
        ("甲", "乙", " ", "更正的原因"),
        ("甲", "甲", "乙", "更正前后一样"),
    ],
)
def test_a_correction_names_both_and_a_reason(
    held: TheMeeting, wrong: str, correct: str, reason: str, sentence: str
) -> None:
    with pytest.raises(UserFacingError, match=sentence):
        held.workspace.minutes.correct(held.id, "time", wrong=wrong, correct=correct, reason=reason)


def test_an_open_meeting_has_no_corrections(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    take_attendance(meeting)
    with pytest.raises(UserFacingError, match="不用更正"):
        meeting.workspace.minutes.correct(meeting.id, "time", wrong="甲", correct="乙", reason="丙")


def test_a_slip_in_a_count_is_put_right_after_the_meeting_and_shown_with_the_wrong_numbers(
    held: TheMeeting,
) -> None:
    held.workspace.clock.advance(days=1)
    (by_election, _) = held.workspace.votes.counts(held.id)
    held.workspace.votes_after_closing.correct(by_election.id, HandEntry(against=1), "弃权填错了格")
    said = words(held)
    assert "同意10人，不同意1人，弃权0人" in said
    assert "2026年3月7日更正计票：首次登记为同意10人，不同意0人，弃权1人" in said
    assert "2026年3月7日 更正，原因：弃权填错了格" in words(held, PaperKind.VOTE_RECORD)
    assert held.workspace.check() == []


def test_a_decision_is_not_changed_by_a_correction(held: TheMeeting) -> None:
    (by_election, _) = held.workspace.votes.counts(held.id)
    with pytest.raises(UserFacingError, match="不是更正笔误能办的"):
        held.workspace.votes_after_closing.correct(by_election.id, HandEntry(against=9), "看错")
    assert len(held.workspace.votes.counts(held.id)) == 2
    assert held.people["丁巧云"] in held.workspace.seats.living_tenures()


def test_a_paper_made_before_a_correction_is_out_of_date(held: TheMeeting, tmp_path: Path) -> None:
    held.workspace.papers.write(held.id, PaperKind.MINUTES, tmp_path / "记录.pdf")
    held.workspace.minutes.correct(held.id, "place", wrong="二楼", correct="三楼", reason="写错")
    states = {(one.kind, one.edition): one.status for one in held.workspace.papers.catalogue(held.id)}
    assert states[PaperKind.MINUTES, Edition.PUBLIC] is PaperStatus.OUTDATED


def test_a_meeting_with_an_undecided_item_is_closed_only_with_a_reason(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    take_attendance(meeting)
    vote(meeting, AgendaKind.BY_ELECTION, HandEntry(abstaining=1))
    with pytest.raises(UndecidedItems, match="还有 1 项没有表决：工作报告"):
        meeting.workspace.meetings.close(meeting.id)
    assert meeting.workspace.meetings.get(meeting.id).state is MeetingState.OPEN
    meeting.workspace.meetings.close(meeting.id, "报告没有写完")
    assert "没有表决的议项：工作报告。原因：报告没有写完。" in words(meeting)
    assert "工作报告没有表决，原因：报告没有写完。" in words(meeting, PaperKind.SUMMARY)
    assert meeting.workspace.check() == []


def test_a_meeting_with_everything_decided_needs_no_reason(held: TheMeeting) -> None:
    assert held.workspace.minutes.record(held.id).closing is None


def test_what_closing_leaves_behind_is_listed(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    take_attendance(meeting)
    space = meeting.workspace
    report = closing_report(space.database, space.journal, space.meetings, space.papers, meeting.id)
    assert report.undecided == ("增补执委", "工作报告")
    assert report.needs_reason
    assert "签到册" in report.unprinted
    assert "举手表决记录单" in report.unsigned
    space.papers.write(meeting.id, PaperKind.SIGN_IN, tmp_path / "签到册.pdf")
    again = closing_report(space.database, space.journal, space.meetings, space.papers, meeting.id)
    assert "签到册" not in again.unprinted


def test_tampered_words_and_corrections_are_found_by_the_check(held: TheMeeting) -> None:
    write(held, by_election_part(held), OWN)
    held.workspace.minutes.correct(held.id, "place", wrong="二楼", correct="三楼", reason="写错")
    assert held.workspace.check() == []
    database = held.workspace.database
    with database.transaction():
        for trigger in database.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('minutes_words', "
            "'meeting_correction')"
        ):
            database.execute(f"DROP TRIGGER {trigger['name']}")
        database.execute("UPDATE minutes_words SET text = '别的话'")
        database.execute("DELETE FROM meeting_correction")
    found = [one.concerns for one in check_minutes(held.workspace.database, held.workspace.journal)]
    assert found == ["minutes_words:1", "meeting_correction:1"]


def test_someone_absent_without_leave_is_named(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    take_attendance(meeting)
    meeting.workspace.attendance.mark(
        meeting.id, AttendanceState.LEFT, person_id=meeting.people["赵小云"], at="9:41"
    )
    close(meeting)
    assert "早　退" in words(meeting)


def test_roll_calls_speeches_and_a_note_under_a_skipped_item_stand_in_the_minutes(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    take_attendance(meeting)
    space = meeting.workspace
    line = next(one.key for one in space.scripts.compose(meeting.id).lines if one.cue is CueKind.ROLL_CALL)
    space.course.finish_roll_call(meeting.id, line)
    speech = item_of(space, meeting.id, AgendaKind.WORK_REPORT)
    said_at = next(
        one.key for one in space.scripts.compose(meeting.id).of_item(speech) if one.cue is CueKind.SPEECH
    )
    space.course.begin(meeting.id, Timed.SPEECH, said_at)
    began = space.journal.now()
    space.course.end(meeting.id, Timed.SPEECH, said_at)
    skipped = item_of(space, meeting.id, AgendaKind.SPEECH)
    space.meetings.note(meeting.id, "陆明秋来电说路上堵车。", agenda_item_id=skipped)
    space.running.skip(meeting.id, skipped, "领导来不了")
    close(meeting)
    said = words(meeting)
    assert "点名，11人到会，达到法定人数。" in said
    assert f"{began.hour}:{began.minute:02d}至{began.hour}:{began.minute:02d}发言。" in said
    assert "没有进行。原因：领导来不了。" in said
    assert "陆明秋来电说路上堵车。" in said
    assert space.register.gate(meeting.id) == ()


def test_minutes_and_vote_record_tell_how_the_hands_were_counted_when_that_was_taken_down(
    tmp_path: Path,
) -> None:
    meeting = the_meeting_prepared(tmp_path)
    take_attendance(meeting)
    workspace = meeting.workspace
    key = the_vote(workspace, meeting.id)
    rows = (ZoneHands("前排", "张翠萍", None, 0, 1), ZoneHands("后排", "石桂芳", None, 0, 0))
    for counter in ("张翠萍", "赵小云"):
        workspace.votes.counting.take(meeting.id, key, rows, counter=counter)
    workspace.votes.confirm(meeting.id, key, HandEntry(abstaining=1))
    close(meeting)
    told = "清点2遍：两人清点一致；前排：不同意0，弃权1；后排：不同意0，弃权0。"
    assert told in words(meeting)
    assert told in words(meeting, PaperKind.VOTE_RECORD)
    assert meeting.workspace.register.gate(meeting.id) == ()


def test_who_approved_a_leave_stands_behind_its_reason(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    take_attendance(meeting)
    excused = meeting.workspace.papers.figures(meeting.id).excused[0]
    meeting.workspace.attendance.mark(
        meeting.id,
        AttendanceState.EXCUSED,
        person_id=excused.person_id,
        reason="家中有事",
        approved_by="沈丽华",
    )
    close(meeting)
    assert f"{excused.name}（家中有事，沈丽华批准）" in words(meeting)
