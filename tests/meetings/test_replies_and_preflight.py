"""Who answered the notice, what that promises, and 可以开会吗."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.pdf_writer import render_pdf
from fulian_desktop.documents.preview import extract_text
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.preflight import ROOM_LEAST, ROOM_NEEDED, CheckLine, Lamp, Surroundings
from fulian_desktop.meetings.records import MeetingPlan
from fulian_desktop.meetings.replies import Answer
from fulian_desktop.storage.backup import daily_backup
from tests.builders import a_by_election, a_workspace, the_sample_committee

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.builders import TickedWorkspace

BEIJING = timedelta(hours=8)


@pytest.fixture
def village(tmp_path: Path) -> Iterator[TickedWorkspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


@pytest.fixture
def ids(village: TickedWorkspace) -> dict[str, int]:
    return the_sample_committee(village)


@pytest.fixture
def meeting(village: TickedWorkspace, ids: dict[str, int]) -> int:
    return a_by_election(village, ids)


def line(village: TickedWorkspace, meeting: int, key: str, around: Surroundings | None = None) -> CheckLine:
    seen = village.preflight.look(meeting, around or Surroundings(utc_offset=BEIJING))
    return next(one for one in seen.lines if one.key == key)


def come(village: TickedWorkspace, meeting: int, number: int) -> None:
    people = [one.person_id for one in village.replies.replies(meeting)][:number]
    village.replies.answer(meeting, people, Answer.COMING)


def test_nine_of_thirteen_who_said_they_come_are_enough(village: TickedWorkspace, meeting: int) -> None:
    assert line(village, meeting, "quorum").lamp is Lamp.UNKNOWN
    come(village, meeting, 8)
    forecast = village.replies.forecast(meeting)
    assert (forecast.entitled, forecast.need, forecast.at_least, forecast.possible) == (13, 9, 8, 13)
    assert line(village, meeting, "quorum").lamp is Lamp.CARE
    come(village, meeting, 9)
    assert line(village, meeting, "quorum").lamp is Lamp.GOOD


def test_when_five_are_on_leave_there_is_no_quorum_any_more(village: TickedWorkspace, meeting: int) -> None:
    people = [one.person_id for one in village.replies.replies(meeting)]
    village.replies.answer(meeting, people[:4], Answer.LEAVE, "外出")
    assert line(village, meeting, "quorum").lamp is Lamp.CARE
    village.replies.answer(meeting, people[:5], Answer.LEAVE, "外出")
    found = line(village, meeting, "quorum")
    assert found.lamp is Lamp.BAD
    assert "全来也差 1 人" in found.sentence


def test_an_answer_can_be_taken_away_and_is_in_the_journal(village: TickedWorkspace, meeting: int) -> None:
    person = village.replies.replies(meeting)[0]
    village.replies.answer(meeting, [person.person_id], Answer.LEAVE, " 家中  有事 ")
    assert village.replies.replies(meeting)[0].reason == "家中 有事"
    village.replies.answer(meeting, [person.person_id], Answer.NONE)
    assert village.replies.replies(meeting)[0].answer is Answer.NONE
    entries = village.journal.entries("meeting_reply")
    assert [entry.new and entry.new["answer"] for entry in entries] == ["未答复", "请假"]
    assert village.check() == []


@pytest.mark.parametrize(
    "pasted",
    [
        "沈丽华\n李祎\n古丽娜尔·艾合买提",
        "1. 沈丽华 2. 李 祎 3. 古丽娜尔艾合买提",
        "沈丽华、李祎，古丽娜尔•艾合买提；沈丽华",
        "（1）沈丽华\r\n（2）李　祎\r\n（3）古丽娜尔.艾合买提\r\n",
    ],
)
def test_pasted_names_are_found_however_they_are_written(
    village: TickedWorkspace, meeting: int, pasted: str
) -> None:
    meant = village.replies.read_names(meeting, pasted)
    assert [one.name for one in meant.found] == ["沈丽华", "李祎", "古丽娜尔·艾合买提"]
    assert meant.unknown == ()


def test_pasted_strangers_are_named_and_nothing_is_written(village: TickedWorkspace, meeting: int) -> None:
    meant = village.replies.read_names(meeting, "沈丽华、张三\n@所有人 收到")
    assert [one.name for one in meant.found] == ["沈丽华"]
    assert meant.unknown == ("张三", "@所有人", "收到")
    assert all(one.answer is Answer.NONE for one in village.replies.replies(meeting))


def test_foreign_people_long_reasons_and_opened_meetings_are_refused(
    village: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    with pytest.raises(UserFacingError, match="不在本次会议"):
        village.replies.answer(meeting, [ids["丁巧云"]], Answer.COMING)
    with pytest.raises(UserFacingError, match="太长"):
        village.replies.answer(meeting, [ids["沈丽华"]], Answer.LEAVE, "事" * 61)
    village.meetings.open(meeting)
    with pytest.raises(UserFacingError, match="不再登记"):
        village.replies.answer(meeting, [ids["沈丽华"]], Answer.COMING)


def test_leave_asked_for_beforehand_becomes_attendance_once(
    village: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    village.replies.answer(meeting, [ids["覃玉兰"]], Answer.LEAVE, "家中有事")
    village.replies.answer(meeting, [ids["陈雪梅"]], Answer.LEAVE)
    village.meetings.open(meeting)
    village.attendance.mark(meeting, AttendanceState.PRESENT, person_id=ids["陈雪梅"])
    for _ in range(2):
        village.replies.take_leave_over(meeting)
    members = {one.name: one for one in village.attendance.attendance(meeting).members}
    assert (members["覃玉兰"].state, members["覃玉兰"].reason) == (AttendanceState.EXCUSED, "家中有事")
    assert members["陈雪梅"].state is AttendanceState.PRESENT
    assert village.check() == []


def test_a_minute_taker_from_outside_is_asked_too_but_not_counted(
    village: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    plan = village.meetings.get(meeting).plan
    outside = MeetingPlan(plan.day, plan.time, plan.place, plan.presiding_chair_id, ids["丁巧云"], plan.basis)
    village.meetings.change_plan(meeting, outside)
    last = village.replies.replies(meeting)[-1]
    assert (last.name, last.counts) == ("丁巧云", False)
    village.replies.answer(meeting, [last.person_id], Answer.LEAVE)
    assert village.replies.forecast(meeting).entitled == 13
    assert line(village, meeting, "officers").lamp is Lamp.BAD


def test_what_nobody_looked_at_is_never_good(village: TickedWorkspace, meeting: int) -> None:
    for key in ("printer", "screen", "quorum", "officers"):
        assert line(village, meeting, key).lamp is Lamp.UNKNOWN
    seen = village.preflight.look(meeting, Surroundings(utc_offset=BEIJING))
    assert seen.lamp is not Lamp.GOOD
    assert "程序看不到" in seen.sentence


def test_printer_screen_and_disk_are_judged_by_what_was_seen(village: TickedWorkspace, meeting: int) -> None:
    for around, key, lamp in (
        (Surroundings(printers=()), "printer", Lamp.CARE),
        (Surroundings(printers=("甲",)), "printer", Lamp.CARE),
        (Surroundings(printers=("甲",), default_printer="甲"), "printer", Lamp.GOOD),
        (Surroundings(screens=1), "screen", Lamp.CARE),
        (Surroundings(screens=2), "screen", Lamp.GOOD),
        (Surroundings(free_bytes=0), "disk", Lamp.BAD),
        (Surroundings(free_bytes=ROOM_LEAST), "disk", Lamp.CARE),
        (Surroundings(free_bytes=ROOM_NEEDED), "disk", Lamp.GOOD),
    ):
        assert line(village, meeting, key, around).lamp is lamp, (key, around)


def test_the_clock_is_held_against_the_last_entry_and_the_day(village: TickedWorkspace, meeting: int) -> None:
    for now, offset, lamp, words in (
        (datetime(2026, 3, 6, 9, 10), BEIJING, Lamp.GOOD, "对得上"),
        (datetime(2026, 3, 6, 8, 0), BEIJING, Lamp.BAD, "倒走"),
        (datetime(2026, 3, 6, 9, 10), timedelta(hours=9), Lamp.CARE, "时区"),
        (datetime(2026, 3, 7, 9, 10), BEIJING, Lamp.CARE, "已经过了 1 天"),
        (datetime(2026, 8, 6, 9, 10), BEIJING, Lamp.CARE, "离上一条记录"),
    ):
        found = line(village, meeting, "clock", Surroundings(utc_offset=offset, now=now))
        assert found.lamp is lamp, now
        assert words in found.sentence


def test_a_backup_is_opened_and_a_broken_one_is_bad(
    village: TickedWorkspace, meeting: int, tmp_path: Path
) -> None:
    assert line(village, meeting, "backup").lamp is Lamp.CARE
    folder = tmp_path / "备份"
    made = daily_backup(village.database, folder, village.journal.now().date())
    assert made is not None
    assert line(village, meeting, "backup").lamp is Lamp.GOOD
    whole = made.read_bytes()
    made.write_bytes(whole[: len(whole) // 2])
    assert line(village, meeting, "backup").lamp is Lamp.BAD


def test_an_unfinished_preparation_leads_to_what_is_missing(village: TickedWorkspace, meeting: int) -> None:
    village.meetings.change_plan(meeting, MeetingPlan())
    found = line(village, meeting, "data")
    assert (found.lamp, found.place) == (Lamp.BAD, "plan")
    assert line(village, meeting, "officers").lamp is Lamp.BAD
    assert village.preflight.look(meeting).sentence.startswith("还不能开会")


def test_a_name_no_font_has_is_told(village: TickedWorkspace, meeting: int) -> None:
    village.meetings.add_observer(meeting, "王\U0003fff0", "来宾")
    assert line(village, meeting, "names").lamp is Lamp.CARE


def test_the_page_for_the_file_is_one_page_with_every_line(
    village: TickedWorkspace, meeting: int, tmp_path: Path
) -> None:
    seen = village.preflight.look(meeting, Surroundings(utc_offset=BEIJING))
    data, result = render_pdf(village.preflight.report(meeting, seen))
    (tmp_path / "page.pdf").write_bytes(data)
    words = extract_text(tmp_path / "page.pdf")
    assert result.pages == 1
    assert all(one.title in words and one.lamp.word in words for one in seen.lines)


def test_looking_writes_nothing(village: TickedWorkspace, meeting: int) -> None:
    before = village.journal.fingerprint()
    village.preflight.look(meeting)
    assert village.journal.fingerprint() == before
