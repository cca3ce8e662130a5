"""From the meeting to its rehearsal and back on the screen: loud, apart, and asked about when in doubt."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.meetings.replies import Answer
from fulian_desktop.rehearsal import RehearsalClock, begin_rehearsal
from fulian_desktop.sample_village import StageClock
from tests.ui.sample_files import MEETING_DAY, NOW, prepared_village
from tests.ui.structure import problems_of
from tests.ui.villages import settle
from ui.desk import rehearsal_dialogs
from ui.desk.desk_view import DeskView
from ui.desk.open import open_desk
from ui.desk.rehearsal_dialogs import Choice, ClockDialog, RealOrRehearsal
from ui.hall.hall_window import HallWindow
from ui.hall.painting import paint_slide
from ui.hall.slides import BlankSlide
from ui.pages import page_factories
from ui.rehearsing import CLEARED
from ui.session import Session
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.preferences import Preferences
from ui.shell.theme import Tone, apply_theme, color, is_rehearsal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace

RED, VIOLET = "#b3261e", "#5b2a86"


@pytest.fixture
def clock() -> StageClock:
    return StageClock(NOW)


@pytest.fixture
def session(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, clock: StageClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    qapp.setQuitOnLastWindowClosed(False)
    path = tmp_path / "三合村.fulian"
    prepared_village(path, clock).close()
    saved: list[Preferences] = [Preferences(last_file=str(path))]
    made = Session(
        qapp,
        page_factories(),
        saved[0],
        folder=tmp_path / "data",
        save=saved.append,
        load=lambda: saved[-1],
        clock=clock,
    )
    monkeypatch.setattr(prompts, "confirm", lambda *_arguments, **_more: True)
    made.start()
    settle()
    yield made
    for window in (made.window, made.first_start):
        if window is not None:
            window.close()
            window.deleteLater()
    made.end()
    made.deleteLater()
    apply_theme(qapp, 100)
    settle()


def meeting_of(session: Session) -> int:
    assert session.workspace is not None
    return session.workspace.meetings.meetings()[0].id


def rehearse(session: Session) -> None:
    session.begin_rehearsal(meeting_of(session))
    settle()


def end(session: Session) -> None:
    session.end_rehearsal()
    settle()


def scratch(session: Session) -> list[Path]:
    return [path for path in session.rehearsing.scratch.rglob("*") if path.is_file()]


def test_a_rehearsal_is_loud_everywhere_and_gone_afterwards(session: Session) -> None:
    assert session.window is not None
    assert session.window.rehearsal_band is None
    assert color(Tone.ACCENT).name() == RED
    rehearse(session)
    assert session.window is not None
    assert session.workspace is not None
    assert session.workspace.rehearsal is not None
    assert color(Tone.ACCENT).name() == VIOLET
    band = session.window.rehearsal_band
    assert band is not None
    assert band.isVisible()
    assert session.window.windowTitle().startswith("【演练】")
    assert "演练" in session.window.masthead.federation_label.text()
    assert session.window.masthead.backup_lamp.word.text() == "演练不备份"
    assert scratch(session)
    open_desk(session.window.context, meeting_of(session), session.window)
    settle()
    assert session.window.findChild(DeskView) is not None
    assert band.isVisible(), "the desk cannot cover the band"
    end(session)
    assert session.workspace.rehearsal is None
    assert session.window.rehearsal_band is None
    assert color(Tone.ACCENT).name() == RED
    assert "演练" not in session.window.windowTitle()
    assert session.workspace.meetings.get(meeting_of(session)).state is MeetingState.PREPARING
    assert scratch(session) == []


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1366, 768, 100), (1366, 697, 100), (1920, 1080, 150)]
)
def test_band_and_desk_fit_the_window(
    session: Session, qapp: QApplication, width: int, height: int, scale: int
) -> None:
    session.change_look(scale, False)
    settle()
    rehearse(session)
    assert session.window is not None
    assert problems_of(session.window, width, height) == []
    open_desk(session.window.context, meeting_of(session), session.window)
    settle()
    assert problems_of(session.window, width, height) == []


def test_a_rehearsal_is_never_remembered_as_the_file_to_open(session: Session) -> None:
    before = session.preferences.last_file
    rehearse(session)
    assert session.preferences.last_file == before
    session.change_look(125, False)
    settle()
    assert is_rehearsal(), "a window built anew is still a rehearsal"
    assert session.preferences.last_file == before


def test_closing_the_window_ends_the_rehearsal_and_leaves_nothing(session: Session) -> None:
    rehearse(session)
    assert session.window is not None
    session.window.close()
    settle()
    assert session.workspace is None
    assert scratch(session) == []


def test_what_a_crash_left_is_cleared_at_the_start_and_said(
    session: Session, clock: StageClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session.workspace is not None
    copy = begin_rehearsal(
        session.workspace, meeting_of(session), session.rehearsing.scratch, RehearsalClock(clock)
    )
    copy.close()
    assert scratch(session)
    assert session.window is not None
    session.window.close()
    said: list[str] = []
    monkeypatch.setattr("ui.shell.window.MainWindow.say", lambda _window, words: said.append(words))
    session.start()
    settle()
    assert said == [CLEARED]
    assert scratch(session) == []


@pytest.mark.parametrize(
    ("moment", "asked"),
    [
        (datetime(2026, 3, 6, 9, 5), True),
        (datetime(2026, 3, 6, 9, 45), True),
        (datetime(2026, 3, 6, 8, 30), False),
        (datetime(2026, 3, 5, 9, 5), False),
    ],
)
def test_half_an_hour_before_the_meeting_it_is_asked_which_is_meant(
    session: Session, clock: StageClock, monkeypatch: pytest.MonkeyPatch, moment: datetime, asked: bool
) -> None:
    doubts: list[str] = []

    def answer(_parent: Any, _title: str, doubt: str) -> Choice:
        doubts.append(doubt)
        return Choice.NOTHING

    monkeypatch.setattr(rehearsal_dialogs, "ask_real_or_rehearsal", answer)
    clock.moment = moment
    rehearse(session)
    assert bool(doubts) is asked
    assert session.workspace is not None
    assert (session.workspace.rehearsal is None) is asked


def test_who_meant_the_real_meeting_is_led_to_it(
    session: Session, clock: StageClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsal_dialogs, "ask_real_or_rehearsal", lambda *_arguments: Choice.REAL)
    clock.moment = datetime(2026, 3, 6, 9, 20)
    rehearse(session)
    assert session.workspace is not None
    assert session.workspace.rehearsal is None
    assert session.workspace.meetings.get(meeting_of(session)).state is MeetingState.OPEN
    assert scratch(session) == []


@pytest.mark.parametrize("choice", list(Choice))
def test_the_real_meeting_on_another_day_is_asked_about_and_not_simply_opened(
    session: Session, monkeypatch: pytest.MonkeyPatch, choice: Choice
) -> None:
    doubts: list[str] = []

    def answer(_parent: Any, _title: str, doubt: str) -> Choice:
        doubts.append(doubt)
        return choice

    monkeypatch.setattr("ui.desk.preflight_opening.ask_real_or_rehearsal", answer)
    assert session.window is not None
    open_desk(session.window.context, meeting_of(session), session.window)
    settle()
    assert doubts == ["会议安排在2026年3月6日，今天是2026年3月2日，还有 4 天。"]
    assert session.workspace is not None
    state = session.workspace.meetings.get(meeting_of(session)).state
    assert (state is MeetingState.OPEN) is (choice is Choice.REAL)
    assert (session.workspace.rehearsal is not None) is (choice is Choice.REHEARSAL)


def test_while_a_rehearsal_runs_into_the_meeting_the_band_says_so(
    session: Session, clock: StageClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.moment = datetime(2026, 3, 6, 8, 30)
    rehearse(session)
    assert session.window is not None
    band = session.window.rehearsal_band
    assert band is not None
    monkeypatch.setattr(band, "_real", clock)
    band.refresh()
    assert "不算数" in band.words_label.text()
    clock.moment = datetime(2026, 3, 6, 9, 12)
    band.refresh()
    assert "还有 18 分钟就要正式开了" in band.words_label.text()
    assert "正式开会请先结束演练" in band.words_label.text()


def test_ending_on_the_day_warns_of_what_would_be_lost(
    session: Session, clock: StageClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.moment = datetime(2026, 3, 6, 8, 30)
    rehearse(session)
    clock.moment = datetime(2026, 3, 6, 10, 0)
    details: list[str] = []

    def refuse(*_arguments: Any, detail: str = "", **_more: Any) -> bool:
        details.append(detail)
        return False

    monkeypatch.setattr(prompts, "confirm", refuse)
    end(session)
    assert "如果刚才开的是正式会议" in details[0]
    assert session.workspace is not None
    assert session.workspace.rehearsal is not None


def test_the_clock_of_the_rehearsal_is_set_and_the_real_one_is_not(
    session: Session, clock: StageClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehearse(session)

    def fill(dialog: ClockDialog) -> bool:
        dialog.time_edit.setText("25:99")
        dialog.accept()
        assert dialog.time_field.error()
        assert dialog.moment is None
        dialog.day_edit.set_day(MEETING_DAY)
        dialog.time_edit.setText("11:05")
        dialog.accept()
        dialog.deleteLater()
        return True

    monkeypatch.setattr(ClockDialog, "ask", fill)
    assert session.window is not None
    assert session.window.rehearsal_band is not None
    session.window.rehearsal_band.clock_wanted.emit()
    settle()
    assert session.workspace is not None
    assert session.workspace.journal.now() == datetime(2026, 3, 6, 11, 5)
    assert "11:05" in session.window.rehearsal_band.clock_button.text()
    assert clock.moment == NOW


def test_neither_answer_is_the_default_and_every_dialog_of_a_rehearsal_says_so(
    session: Session, qtbot: QtBot
) -> None:
    dialog = RealOrRehearsal(session.window, "第七届执委会第三次会议", "会议安排在今天。")
    assert not any(button.isDefault() for button in (dialog.rehearse_button, dialog.real_button))
    dialog.deleteLater()
    rehearse(session)
    inside = Dialog("随便问一句", session.window)
    assert inside.findChild(QWidget, "rehearsal_chip") is not None
    inside.deleteLater()
    settle()


def test_the_halls_screen_says_rehearsal_in_letters_and_colour(session: Session) -> None:
    def picture() -> QImage:
        image = QImage(960, 540, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        paint_slide(painter, QRectF(0, 0, 960, 540), BlankSlide())
        painter.end()
        return image

    real = picture()
    rehearse(session)
    rehearsed = picture()
    foot = rehearsed.pixelColor(480 - 220, 540 - 6).name()
    assert foot == color(Tone.REHEARSAL).name()
    assert real.pixelColor(260, 534).name() != foot
    hall = HallWindow()
    hall.show_preview()
    assert hall.windowTitle().startswith("【演练】")
    hall.close()
    hall.deleteLater()
    settle()


def test_leave_asked_for_beforehand_is_taken_over_with_the_one_question(
    session: Session, clock: StageClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace: Workspace | None = session.workspace
    assert workspace is not None
    assert session.window is not None
    meeting = meeting_of(session)
    person = workspace.replies.replies(meeting)[2]
    workspace.replies.answer(meeting, [person.person_id], Answer.LEAVE, "家中有事")
    clock.moment = datetime(2026, 3, 6, 9, 10)
    asked: list[dict[str, str]] = []

    def answer(_parent: Any, _question: str, consequences: Any, *_more: Any, **_named: Any) -> bool:
        asked.append(dict(consequences))
        return True

    monkeypatch.setattr(prompts, "confirm", answer)
    open_desk(session.window.context, meeting, session.window)
    settle()
    assert len(asked) == 1
    assert asked[0]["请假"] == f"{person.name}（家中有事） 1 人，开会时一并记为请假"
    marked = {one.name: one.state for one in workspace.attendance.attendance(meeting).members}
    assert marked[person.name] is AttendanceState.EXCUSED
    assert list(marked.values()).count(AttendanceState.UNMARKED) == 12
