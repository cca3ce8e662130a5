"""The print queue: the order of the set, pause, cancel, a printer that goes away, reasons for reprints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.documents.preview import page_count
from fulian_desktop.errors import UserFacingError
from tests.ui.documents.papers_stage import meeting_id, opened, show, wait_for_jobs
from tests.ui.documents.printers import OFFICE_PRINTER, Office
from tests.ui.documents.test_issuing import issue_notice
from tests.ui.structure import problems_of, texts_of
from tests.ui.villages import SIZES, settle, widget
from ui.documents import print_queue
from ui.documents.print_queue import PrintState
from ui.shell.prompts import TextDialog
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal, Size
    from ui.documents.page import PapersPage
    from ui.shell.dialogs import Dialog


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(tmp_path / "印出来的", monkeypatch)


def states(page: PapersPage) -> list[PrintState]:
    return [one.state for one in page.printing.queue.entries()]


def paused_set(page: PapersPage, qtbot: QtBot) -> int:
    """Put the set into the queue with the queue paused after the first paper; return how many there are."""
    queue = page.printing.queue
    page.print_before_button.click()
    queue.pause()
    wait_for_jobs(qtbot)
    return len(queue.entries())


def test_a_set_is_printed_paper_by_paper_in_its_order_and_noted(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, office: Office
) -> None:
    page = opened(open_real, village, qtbot)
    page.print_before_button.click()
    assert page.work.is_queue_shown
    wait_for_jobs(qtbot)
    titles = [kind.title for kind in PaperKind]
    assert office.came_out() == sorted(office.came_out(), key=titles.index)
    assert len(office.came_out()) == len(states(page)) >= 6
    assert set(states(page)) == {PrintState.DONE}
    made = [one for one in village.papers.catalogue(meeting_id(village)) if one.made_at is not None]
    assert {one.kind.title for one in made} >= set(office.came_out())
    assert f"已交给打印机 {len(states(page))} 份" in texts_of(page.work.queue_panel)


def test_the_queue_pauses_after_the_paper_being_printed_and_goes_on(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, office: Office
) -> None:
    page = opened(open_real, village, qtbot)
    count = paused_set(page, qtbot)
    assert states(page) == [PrintState.DONE] + [PrintState.WAITING] * (count - 1)
    assert f"停着，还有 {count - 1} 份等着打印" in texts_of(page.work.queue_panel)
    assert page.queue_button.text() == f"打印队列 {count - 1}"
    button = widget(page, "queue_pause")
    assert button.text() == "接着打印"
    button.click()
    wait_for_jobs(qtbot)
    assert set(states(page)) == {PrintState.DONE}
    assert page.queue_button.text() == "打印队列"


def test_one_paper_is_cancelled_and_printed_after_all(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, office: Office
) -> None:
    page = opened(open_real, village, qtbot)
    count = paused_set(page, qtbot)
    third = page.printing.queue.entries()[2]
    widget(page, f"cancel_{third.number}").click()
    page.printing.queue.resume()
    wait_for_jobs(qtbot)
    assert third.name not in office.came_out()
    assert len(office.came_out()) == count - 1
    widget(page, f"retry_{third.number}").click()
    wait_for_jobs(qtbot)
    assert office.came_out()[-1] == third.name
    widget(page, "queue_clear").click()
    settle()
    assert page.printing.queue.entries() == ()
    assert any(words.startswith("没有要打印的文书") for words in texts_of(page.work.queue_panel))


def test_cancelling_all_stops_what_is_printed_too_and_notes_nothing_of_it(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, office: Office
) -> None:
    page = opened(open_real, village, qtbot)
    page.print_before_button.click()
    widget(page, "queue_cancel_all").click()
    wait_for_jobs(qtbot)
    assert set(states(page)) == {PrintState.CANCELLED}
    assert page.printing.queue.entries()[0].sentence == print_queue.STOPPED
    made = [one for one in village.papers.catalogue(meeting_id(village)) if one.made_at is not None]
    assert made == []


def test_a_printer_that_goes_away_stops_the_queue_and_the_rest_waits_for_another(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, office: Office
) -> None:
    page = opened(open_real, village, qtbot)
    count = paused_set(page, qtbot)
    office.names = ["会议室打印机"]
    page.printing.queue.resume()
    wait_for_jobs(qtbot)
    assert states(page) == [PrintState.DONE, PrintState.FAILED] + [PrintState.WAITING] * (count - 2)
    words = texts_of(page.work.queue_panel)
    assert f"停着，还有 {count - 2} 份等着打印" in words
    assert any(f"打印机“{OFFICE_PRINTER}”找不到了" in one for one in words)
    office.names = [OFFICE_PRINTER]
    widget(page, "queue_printer").click()
    wait_for_jobs(qtbot)
    assert set(states(page)) == {PrintState.DONE}
    assert len(office.came_out()) == count
    assert office.asked == 2


def test_a_printer_that_refuses_fails_with_its_sentence_and_can_be_tried_again(
    *,
    open_real: OpenReal,
    village: Workspace,
    qtbot: QtBot,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.AGENDA)

    def refuse(*_all: object) -> tuple[int, ...]:
        raise UserFacingError("磁盘空间不足，这份文书排不出来。")

    with monkeypatch.context() as broken:
        broken.setattr(print_queue, "print_papers", refuse)
        page.print_paper()
        wait_for_jobs(qtbot)
    (entry,) = page.printing.queue.entries()
    assert (entry.state, entry.sentence) == (PrintState.FAILED, "磁盘空间不足，这份文书排不出来。")
    assert entry.sentence in texts_of(page.work.queue_panel)
    widget(page, f"retry_{entry.number}").click()
    wait_for_jobs(qtbot)
    assert office.came_out() == ["会议议程"]


def test_a_reprint_in_the_queue_shows_its_reason_and_the_register_keeps_it(
    *, open_real: OpenReal, village: Workspace, qtbot: QtBot, office: Office, user: User
) -> None:
    page = opened(open_real, village, qtbot)
    paper = issue_notice(page, qtbot, user)
    office.copies = 15
    page.print_paper()
    wait_for_jobs(qtbot)

    def say_why(dialog: Dialog) -> None:
        assert isinstance(dialog, TextDialog)
        dialog.field.editor.setText("多发两份")  # type: ignore[attr-defined]
        dialog.accept()

    user.will(say_why)
    office.copies = 2
    page.print_paper()
    wait_for_jobs(qtbot)
    kept = [(one.copies, one.reason) for one in village.register.prints(paper.id)]
    assert kept == [(15, ""), (2, "多发两份")]
    page.show_queue()
    assert "已交给打印机，2 份，重印：多发两份" in texts_of(page.work.queue_panel)


def test_a_second_copy_of_what_still_waits_is_a_reprint_too(
    *, open_real: OpenReal, village: Workspace, qtbot: QtBot, office: Office, user: User
) -> None:
    page = opened(open_real, village, qtbot)
    paper = issue_notice(page, qtbot, user)
    page.print_paper()
    hints: list[str] = []

    def say_why(dialog: Dialog) -> None:
        assert isinstance(dialog, TextDialog)
        hints.extend(texts_of(dialog))
        dialog.field.editor.setText("多发两份")  # type: ignore[attr-defined]
        dialog.accept()

    user.will(say_why)
    page.print_paper()
    wait_for_jobs(qtbot)
    assert any("队列里已经有一份" in one for one in hints)
    assert [one.reason for one in village.register.prints(paper.id)] == ["", "多发两份"]


def test_a_paper_withdrawn_while_it_waits_is_not_printed(
    *, open_real: OpenReal, village: Workspace, qtbot: QtBot, office: Office, user: User
) -> None:
    page = opened(open_real, village, qtbot)
    paper = issue_notice(page, qtbot, user)
    notice = page.loader.draft
    assert notice is not None
    show(page, qtbot, PaperKind.AGENDA)
    page.print_paper()
    page.printing.queue.pause()
    page.printing.print_one(notice, 1)
    village.register.withdraw(paper.id, "会议推迟")
    page.printing.queue.resume()
    wait_for_jobs(qtbot)
    assert office.came_out() == ["会议议程"]
    entry = page.printing.queue.entries()[-1]
    assert entry.sentence == "会议通知的这份定稿已经作废，没有打印。"
    assert village.register.prints(paper.id) == ()


def test_a_lying_roster_is_printed_lying(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot, office: Office
) -> None:
    from ui.documents.page_images import render_image

    page = opened(open_real, held_village, qtbot)
    show(page, qtbot, PaperKind.ROSTER, PaperKind.ROSTER.editions[1])
    page.print_paper()
    wait_for_jobs(qtbot)
    (path,) = office.folder.glob("*.pdf")
    image = render_image(path, 0, 40)
    assert image.width() > image.height()
    assert page_count(path) >= 1


def test_choosing_a_paper_puts_the_queue_away_and_the_button_brings_it_back(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, office: Office
) -> None:
    page = opened(open_real, village, qtbot)
    paused_set(page, qtbot)
    assert page.queue_button.isChecked()
    row = page.catalogue.row_of(PaperKind.AGENDA)
    assert row is not None
    row.activated.emit()
    assert not page.work.is_queue_shown
    assert page.panel.isVisible()
    assert not page.queue_button.isChecked()
    page.queue_button.click()
    assert page.work.is_queue_shown
    widget(page, "queue_close").click()
    assert not page.work.is_queue_shown


def test_closing_the_window_asks_while_something_waits(
    *, open_real: OpenReal, village: Workspace, qtbot: QtBot, office: Office, user: User
) -> None:
    page = opened(open_real, village, qtbot)
    assert page.may_close()
    count = paused_set(page, qtbot)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.extend(texts_of(dialog))
        dialog.reject()

    user.will(stay)
    assert not page.may_close()
    assert f"还有 {count - 1} 份文书没有打印，现在关掉吗？" in asked
    page.printing.queue.cancel_all()
    assert page.may_close()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_queue_fits_at_every_size(
    *,
    open_real: OpenReal,
    village: Workspace,
    qtbot: QtBot,
    qapp: QApplication,
    light: None,
    size: Size,
    office: Office,
) -> None:
    apply_theme(qapp, size.scale)
    page = opened(open_real, village, qtbot, size)
    paused_set(page, qtbot)
    office.names = []
    page.printing.queue.resume()
    settle()
    assert problems_of(page.window(), size.width, size.height) == []
