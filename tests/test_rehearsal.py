"""A rehearsal leaves no trace, and can hardly be taken for the meeting, nor the meeting for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fulian_desktop import command_line
from fulian_desktop.documents.content import PaperContent, Paragraph
from fulian_desktop.documents.docx_writer import render_docx
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.documents.pdf_writer import write_pdf
from fulian_desktop.documents.preview import extract_text
from fulian_desktop.documents.rehearsal_papers import mark_all_papers
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import AgendaKind, MeetingState
from fulian_desktop.meetings.start_check import doubt_about_meeting, doubt_about_rehearsal
from fulian_desktop.rehearsal import RehearsalClock, begin_rehearsal, clear_left_over, end_rehearsal, wipe
from fulian_desktop.storage.backup import back_up
from fulian_desktop.storage.errors import BugError
from fulian_desktop.storage.rehearsal_mark import RehearsalFileError
from fulian_desktop.workspace import Workspace
from tests.builders import a_by_election, a_workspace, count, open_with_attendance, the_vote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.builders import TickedWorkspace

MONDAY = datetime(2026, 3, 2, 15, 0)


@pytest.fixture
def village(tmp_path: Path) -> Iterator[TickedWorkspace]:
    with a_workspace(tmp_path, now=MONDAY) as workspace:
        yield workspace


@pytest.fixture
def meeting(village: TickedWorkspace) -> int:
    return a_by_election(village)


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    return tmp_path / "演练"


@pytest.fixture
def rehearsal(village: TickedWorkspace, meeting: int, scratch: Path) -> Iterator[Workspace]:
    copy = begin_rehearsal(village, meeting, scratch, RehearsalClock(village.clock))
    yield copy
    copy.close()


def play(copy: Workspace, meeting: int) -> None:
    open_with_attendance(copy, meeting)
    count(copy, meeting, the_vote(copy, meeting), 0, 1)
    count(copy, meeting, the_vote(copy, meeting, AgendaKind.WORK_REPORT), 0, 0)


def test_a_rehearsed_meeting_leaves_the_real_file_byte_for_byte_as_it_was(
    village: TickedWorkspace, meeting: int, scratch: Path
) -> None:
    path = village.database.path
    village.close()
    before = path.read_bytes()
    with Workspace.open(path, clock=village.clock) as real:
        copy = begin_rehearsal(real, meeting, scratch, RehearsalClock(village.clock))
    play(copy, meeting)
    copy.meetings.close(meeting, "演练")
    end_rehearsal(copy)
    assert path.read_bytes() == before
    assert list(scratch.iterdir()) == []
    with Workspace.open(path) as real:
        assert real.meetings.get(meeting).state is MeetingState.PREPARING
        assert real.check() == []


def test_a_rehearsals_file_is_never_opened_as_the_records(rehearsal: Workspace, tmp_path: Path) -> None:
    path = rehearsal.database.path
    rehearsal.close()
    for read_only in (False, True):
        with pytest.raises(RehearsalFileError, match="演练用的副本"):
            Workspace.open(path, read_only=read_only)
    renamed = tmp_path / "三合村妇女联合会.fulian"
    path.rename(renamed)
    with pytest.raises(RehearsalFileError):
        Workspace.open(renamed)
    assert command_line.main(["check", str(renamed)]) == 2
    assert command_line.main(["papers", str(renamed), "--out", str(tmp_path / "out")]) == 2


def test_the_records_are_never_opened_as_a_rehearsal(village: TickedWorkspace) -> None:
    path = village.database.path
    village.close()
    with pytest.raises(UserFacingError, match="不是演练用的副本"):
        Workspace.open(path, as_rehearsal=True)
    Workspace.open(path).close()


def test_the_mark_cannot_be_taken_off(rehearsal: Workspace) -> None:
    for change in ("DELETE FROM rehearsal", "UPDATE rehearsal SET meeting_id = 7"):
        with pytest.raises(BugError), rehearsal.database.transaction():
            rehearsal.database.execute(change)


def test_the_records_cannot_be_destroyed_as_a_rehearsal(village: TickedWorkspace) -> None:
    with pytest.raises(UserFacingError, match="不是演练"):
        end_rehearsal(village)
    assert village.database.path.exists()


def test_every_paper_of_a_rehearsal_says_so_on_every_page(
    rehearsal: Workspace, meeting: int, tmp_path: Path
) -> None:
    play(rehearsal, meeting)
    rehearsal.meetings.close(meeting, "演练")
    files = rehearsal.papers.write_all(meeting, tmp_path / "out")
    files += rehearsal.blank_pack.write(meeting, tmp_path / "blank")
    assert len(files) > 15
    for file in files:
        pages = extract_text(file.path).split("\f")
        for page in pages:
            assert "演练用，不是正式文书" in page, file.path.name
            assert page.replace("\r", "").replace("\n", "").count("演练") >= 2, file.path.name
    word = rehearsal.papers.write_docx(meeting, PaperKind.MINUTES, tmp_path / "minutes.docx")
    assert word.path.stat().st_size > 0
    seen = rehearsal.preflight.look(meeting)
    assert rehearsal.preflight.report(meeting, seen).watermark == "演练"


def test_a_rehearsal_issues_nothing_and_backs_nothing_up(
    rehearsal: Workspace, meeting: int, tmp_path: Path
) -> None:
    for issue in (rehearsal.register.finalise, lambda m, _k: rehearsal.register.finalise_set(m)):
        with pytest.raises(UserFacingError, match="演练"):
            issue(meeting, PaperKind.AGENDA)
    assert rehearsal.register.issued(meeting) == ()
    with pytest.raises(UserFacingError, match="演练不备份"):
        back_up(rehearsal.database, tmp_path / "backup.fulian")
    assert not (tmp_path / "backup.fulian").exists()


def test_a_paper_really_issued_is_not_to_be_had_unmarked_in_a_rehearsal(
    village: TickedWorkspace, meeting: int, scratch: Path, tmp_path: Path
) -> None:
    issued = village.register.finalise(meeting, PaperKind.AGENDA)
    copy = begin_rehearsal(village, meeting, scratch, RehearsalClock(village.clock))
    written = copy.papers.write(meeting, PaperKind.AGENDA, tmp_path / "agenda.pdf")
    assert "演练用，不是正式文书" in extract_text(written.path)
    with pytest.raises(UserFacingError, match="演练"):
        copy.register.pdf_of(issued.id)
    end_rehearsal(copy)
    assert village.register.pdf_of(issued.id)


def test_the_clock_of_a_rehearsal_stands_before_the_planned_start_and_can_be_set(
    village: TickedWorkspace, meeting: int, scratch: Path
) -> None:
    clock = RehearsalClock(village.clock)
    copy = begin_rehearsal(village, meeting, scratch, clock)
    assert copy.journal.now() == datetime(2026, 3, 6, 9, 25)
    village.clock.advance(minutes=3)
    assert copy.journal.now() == datetime(2026, 3, 6, 9, 28)
    clock.set(datetime(2026, 3, 6, 11, 0))
    assert copy.journal.now() == datetime(2026, 3, 6, 11, 0)
    assert village.journal.now() == MONDAY + timedelta(minutes=3)
    end_rehearsal(copy)


def test_only_a_meeting_in_preparation_is_rehearsed_and_no_rehearsal_inside_one(
    village: TickedWorkspace, meeting: int, rehearsal: Workspace, scratch: Path
) -> None:
    with pytest.raises(UserFacingError, match="已经在演练"):
        begin_rehearsal(rehearsal, meeting, scratch, RehearsalClock())
    village.meetings.open(meeting)
    with pytest.raises(UserFacingError, match="不能再演练"):
        begin_rehearsal(village, meeting, scratch, RehearsalClock())


def test_what_a_killed_rehearsal_leaves_is_cleared_at_the_next_start(
    village: TickedWorkspace, meeting: int, scratch: Path
) -> None:
    path = village.database.path
    village.close()
    program = f"""
import sys
from pathlib import Path
from fulian_desktop.rehearsal import RehearsalClock, begin_rehearsal
from fulian_desktop.workspace import Workspace
real = Workspace.open(Path({str(path)!r}))
copy = begin_rehearsal(real, {meeting}, Path({str(scratch)!r}), RehearsalClock())
copy.meetings.open({meeting})
print("open", flush=True)
sys.stdin.readline()
"""
    root = Path(__file__).resolve().parent.parent
    running = subprocess.Popen(
        [sys.executable, "-c", program], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "open\n"
    assert clear_left_over(scratch) == 0, "a rehearsal that runs is left alone"
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    left = sorted(one.name for one in scratch.rglob("*"))
    assert any(name.endswith("-wal") for name in left)
    assert clear_left_over(scratch) == 1
    assert list(scratch.iterdir()) == []
    with Workspace.open(path) as real:
        assert real.meetings.get(meeting).state is MeetingState.PREPARING
        assert real.check() == []
    assert clear_left_over(scratch) == 0


def test_half_made_copies_and_papers_put_beside_them_are_cleared_too(scratch: Path) -> None:
    own = scratch / "演练_7"
    (own / "演练_村文书" / "第三次会议").mkdir(parents=True)
    for name in ("演练_村.fulian.unmarked", ".演练_村.fulian.unmarked.7.new", "演练_村.fulian-wal"):
        (own / name).write_bytes(b"x" * 100)
    (own / "演练_村文书" / "第三次会议" / "会议记录.pdf").write_bytes(b"x")
    (scratch / "别人的文件.txt").write_text("留着", encoding="utf-8")
    assert clear_left_over(scratch) == 1
    assert [one.name for one in scratch.iterdir()] == ["别人的文件.txt"]
    assert clear_left_over(scratch / "没有") == 0


def test_papers_put_beside_the_copy_go_with_it(village: TickedWorkspace, meeting: int, scratch: Path) -> None:
    copy = begin_rehearsal(village, meeting, scratch, RehearsalClock(village.clock))
    copy.papers.write_all(meeting, copy.database.path.parent / "文书")
    end_rehearsal(copy)
    assert list(scratch.iterdir()) == []


def test_when_the_program_rehearses_no_writer_draws_an_unmarked_page(tmp_path: Path) -> None:
    content = PaperContent("通知", (Paragraph("请按时到会。"),))
    mark_all_papers(rehearses=True)
    try:
        write_pdf(content, tmp_path / "one.pdf")
        word = render_docx(content)
    finally:
        mark_all_papers(rehearses=False)
    assert "演练用，不是正式文书" in extract_text(tmp_path / "one.pdf")
    assert word != render_docx(content)
    write_pdf(content, tmp_path / "two.pdf")
    assert "演练" not in extract_text(tmp_path / "two.pdf")


def test_wiping_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    wipe(tmp_path / "nothing.fulian")
    assert list(tmp_path.iterdir()) == []


def test_no_room_for_the_copy_is_said_and_nothing_is_left(
    village: TickedWorkspace, meeting: int, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x", encoding="utf-8")
    with pytest.raises(UserFacingError):
        begin_rehearsal(village, meeting, in_the_way / "演练", RehearsalClock())
    assert village.meetings.get(meeting).state is MeetingState.PREPARING


@pytest.mark.parametrize(
    ("now", "odd"),
    [
        (datetime(2026, 3, 5, 9, 30), True),
        (datetime(2026, 3, 7, 9, 30), True),
        (datetime(2026, 3, 6, 7, 30), True),
        (datetime(2026, 3, 6, 8, 15), False),
        (datetime(2026, 3, 6, 9, 30), False),
        (datetime(2026, 3, 6, 15, 0), False),
    ],
)
def test_the_real_meeting_on_another_day_or_far_too_early_is_asked_about(now: datetime, odd: bool) -> None:
    assert bool(doubt_about_meeting("2026-03-06", "09:30", now)) is odd
    assert doubt_about_meeting("", "", now) == ""


@pytest.mark.parametrize(
    ("now", "odd"),
    [
        (datetime(2026, 3, 5, 9, 30), False),
        (datetime(2026, 3, 6, 8, 59), False),
        (datetime(2026, 3, 6, 9, 0), True),
        (datetime(2026, 3, 6, 9, 29), True),
        (datetime(2026, 3, 6, 9, 31), True),
        (datetime(2026, 3, 6, 15, 0), True),
        (datetime(2026, 3, 7, 9, 30), False),
    ],
)
def test_a_rehearsal_shortly_before_the_meeting_is_asked_about(now: datetime, odd: bool) -> None:
    assert bool(doubt_about_rehearsal("2026-03-06", "09:30", now)) is odd
