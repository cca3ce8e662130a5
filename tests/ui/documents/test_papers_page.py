"""What the page of papers shows of a meeting before and after it was held."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from fulian_desktop.documents.paper_kinds import Edition, PaperKind, Stage
from fulian_desktop.documents.preview import page_count
from fulian_desktop.people.records import PersonDetails
from tests.ui.documents.papers_stage import (
    add_discussion,
    ink,
    meeting_id,
    opened,
    show,
    wait_for_jobs,
)
from tests.ui.sample_files import paper_of_the_held_village
from tests.ui.structure import problems_of, texts_of
from tests.ui.villages import SIZES, STATES, Size, opened_with, widget
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from fulian_desktop.meetings.records import MeetingPlan
    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal
    from ui.documents.page import PapersPage
    from ui.shell.dialogs import Dialog

PAPERS = [(kind, edition) for kind in PaperKind for edition in kind.editions]


def chip_of(page: PapersPage, kind: PaperKind) -> str:
    row = page.catalogue.row_of(kind)
    assert row is not None
    return row.chip.text()


def plan_of(workspace: Workspace, **changes: str) -> MeetingPlan:
    from dataclasses import replace

    return replace(workspace.meetings.meetings()[0].plan, **changes)


def test_the_catalogue_follows_the_course_of_the_meeting(
    open_real: OpenReal, village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, village, qtbot)
    kinds = page.catalogue.kinds()
    states = village.papers.catalogue(meeting_id(village))
    assert set(kinds) == {state.kind for state in states}
    assert page.subtitle_label.text() == f"第七届执委会第三次会议，共 {len(kinds)} 件"
    order = [list(Stage).index(kind.stage) for kind in kinds]
    assert order == sorted(order)
    assert chip_of(page, PaperKind.AGENDA) == "未生成"
    assert chip_of(page, PaperKind.MINUTES) == "会后生成"
    assert {"会前", "会中", "会后"} <= set(texts_of(page))


@pytest.mark.parametrize(("kind", "edition"), PAPERS, ids=[f"{k.value}-{e.value}" for k, e in PAPERS])
def test_every_paper_of_a_held_meeting_is_shown_as_it_is_printed(
    *,
    open_real: OpenReal,
    held_village: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    kind: PaperKind,
    edition: Edition,
) -> None:
    page = opened(open_real, held_village, qtbot)
    states = held_village.papers.catalogue(meeting_id(held_village))
    state = next((one for one in states if (one.kind, one.edition) == (kind, edition)), None)
    if state is None:
        assert page.catalogue.row_of(kind) is None
        return
    if not state.can_be_made:
        page.show_paper(kind, edition)
        assert page.preview.has_notice
        return
    show(page, qtbot, kind, edition)
    pages = page_count(paper_of_the_held_village(kind.file_name(edition), tmp_path))
    assert page.preview.page_jump.text() == f"第 1 / {pages} 页"
    view = page.preview.view
    for number in range(1, pages + 1):
        view.go_to_page(number)
        qtbot.waitUntil(lambda wanted=number: view.image_of(wanted) is not None, timeout=20_000)
        image = view.image_of(number)
        assert image is not None
        assert 0.002 < ink(image) < 0.4
    wait_for_jobs(qtbot)


def test_a_paper_that_cannot_be_made_yet_says_why_and_when(
    open_real: OpenReal, village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, village, qtbot)
    page.show_paper(PaperKind.MINUTES)
    assert page.preview.has_notice
    sentences = page.panel.state_box.sentences()
    assert sentences == ("会议还没有开，不能生成会议记录。", "宣布散会、结束会议后就可以生成。")
    assert not page.panel.make_button.isEnabled()
    assert not page.panel.print_button.isEnabled()
    assert not page.panel.save_button.isEnabled()


def test_there_is_one_primary_button_and_it_moves(
    open_real: OpenReal, village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, village, qtbot)
    page.show_paper(PaperKind.AGENDA)
    buttons = (page.panel.final_button, page.panel.make_button, page.make_all_button)
    assert [one.kind for one in buttons] == ["primary", "secondary", "secondary"]
    page.show_paper(PaperKind.MINUTES)
    assert [one.kind for one in buttons] == ["secondary", "secondary", "primary"]
    page.show_paper(PaperKind.NAME_CARDS)
    assert not page.panel.final_button.isVisible()
    assert [one.kind for one in buttons[1:]] == ["primary", "secondary"]
    wait_for_jobs(qtbot)


def test_a_change_of_the_meeting_makes_the_paper_out_of_date_and_names_the_change(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User
) -> None:
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.AGENDA)
    page.make()
    wait_for_jobs(qtbot)
    assert chip_of(page, PaperKind.AGENDA) == "草稿"
    add_discussion(page)
    later = plan_of(village, time="14:00")
    page.context.run(lambda: village.meetings.change_plan(meeting_id(village), later))
    wait_for_jobs(qtbot)
    assert chip_of(page, PaperKind.AGENDA) == "已过期"
    assert page.panel.state_box.sentences() == (
        "生成以后，会议资料改过 2 处：",
        "1  加了“座谈发言”",
        "2  会议时间由 09:30 改为 14:00",
    )
    assert page.panel.make_button.text() == "重新生成"
    told: list[str] = []

    def read_and_close(dialog: Dialog) -> None:
        told.extend(texts_of(dialog))
        dialog.accept()

    user.will(read_and_close)
    widget(page, "why").click()
    assert any("会议时间由 09:30 改为 14:00" in words for words in told)
    page.make()
    wait_for_jobs(qtbot)
    assert chip_of(page, PaperKind.AGENDA) == "草稿"


def test_the_preview_follows_a_change_and_stays_where_the_reader_was(
    open_real: OpenReal, village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.SCRIPT)
    before = page.loader.prepared
    page.preview.view.enlarge()
    page.preview.view.go_to_page(3)
    add_discussion(page)
    qtbot.waitUntil(lambda: page.loader.prepared not in (None, before), timeout=20_000)
    wait_for_jobs(qtbot)
    assert page.preview.view.current_page() == 3
    assert not page.preview.view.is_whole_page


def test_only_the_paper_asked_for_last_comes_into_the_preview(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot, temporary: Path
) -> None:
    page = opened(open_real, held_village, qtbot)
    for kind in (PaperKind.SCRIPT, PaperKind.MINUTES, PaperKind.RESOLUTION):
        page.show_paper(kind)
    wait_for_jobs(qtbot)
    assert page.loader.prepared is not None
    assert page.loader.prepared.pages == 1
    assert page.catalogue.chosen_kind() is PaperKind.RESOLUTION
    assert len(list(temporary.rglob("*.pdf"))) == 1


def test_the_internal_edition_lies_and_has_telephones_the_public_one_has_not(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    from fulian_desktop.documents.preview import extract_text

    page = opened(open_real, held_village, qtbot)
    page.show_paper(PaperKind.AGENDA)
    assert not page.panel.editions.isVisible()
    show(page, qtbot, PaperKind.ROSTER)
    assert page.panel.editions.value() is Edition.PUBLIC
    assert page.panel.edition_words.text() == "公示版不含公民身份号码、联系电话和住址。"
    phone = next(person.phone for person in held_village.people.everyone() if person.name == "沈丽华")
    assert page.loader.prepared is not None
    assert phone not in extract_text(page.loader.prepared.path)
    page.panel.editions.chosen.emit(Edition.INTERNAL)
    wait_for_jobs(qtbot)
    assert page.preview.format_label.text() == "A4 横排"
    assert page.loader.prepared is not None
    assert phone in extract_text(page.loader.prepared.path)
    assert "内部版" in page.panel.edition_words.text()


def test_a_character_no_font_has_is_named_with_the_person(
    open_real: OpenReal, village: Workspace, qtbot: QtBot
) -> None:
    facts = village.meetings.facts(meeting_id(village))
    village.meetings.remove_nominee(meeting_id(village), facts.nominees[0].id)
    person = village.people.add(PersonDetails(name="孙小\U000323b0", born="1990-01")).record_id
    assert person is not None
    village.meetings.add_nominee(meeting_id(village), person)
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.NOMINEES)
    assert widget(page, "unprintable")
    assert any("孙小\U000323b0：" in one for one in page.panel.state_box.sentences())


def test_missing_content_is_named_and_leads_to_the_meeting(
    open_real: OpenReal, village: Workspace, qtbot: QtBot
) -> None:
    village.meetings.change_plan(meeting_id(village), plan_of(village, place=""))
    window = open_real(village, "papers")
    page: PapersPage = window.page("papers")  # type: ignore[assignment]
    show(page, qtbot, PaperKind.AGENDA)
    assert chip_of(page, PaperKind.AGENDA) == "缺资料"
    assert any("会议地点没有填" in one for one in page.panel.state_box.sentences())
    widget(page, "repair").click()
    assert opened_with(window, "meetings") == {"meeting_id": meeting_id(village)}
    wait_for_jobs(qtbot)


def test_a_link_opens_the_paper_it_names(open_real: OpenReal, village: Workspace, qtbot: QtBot) -> None:
    window = open_real(village, "papers")
    window.open_page("papers", meeting_id=meeting_id(village), paper="sign_in_sheet")
    page: PapersPage = window.page("papers")  # type: ignore[assignment]
    assert page.catalogue.chosen_kind() is PaperKind.SIGN_IN
    wait_for_jobs(qtbot)


def test_the_chosen_row_is_in_view_in_a_long_catalogue(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, held_village, qtbot, Size(1366, 640, 100))
    show(page, qtbot, PaperKind.ROSTER)
    row = page.catalogue.row_of(PaperKind.ROSTER)
    assert row is not None
    assert row.visibleRegion().boundingRect().height() == row.height()


def test_without_a_meeting_the_page_offers_to_make_one(
    open_real: OpenReal, empty_file: Workspace, qtbot: QtBot
) -> None:
    window = open_real(empty_file, "papers")
    page: PapersPage = window.page("papers")  # type: ignore[assignment]
    assert not page.make_all_button.isVisible()
    empty = widget(page, "empty_papers")
    empty.button.click()
    assert opened_with(window, "meetings") == {"create": True}


def test_papers_are_chosen_and_read_with_the_keyboard(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, held_village, qtbot)
    page.setFocus()
    page.show_paper(PaperKind.SCRIPT)
    qtbot.keyClick(page, Qt.Key.Key_Down)
    below = page.catalogue.kinds()[page.catalogue.kinds().index(PaperKind.SCRIPT) + 1]
    assert page.catalogue.chosen_kind() is below
    row = page.catalogue.row_of(below)
    assert row is not None
    assert row.hasFocus()
    qtbot.keyClick(row, Qt.Key.Key_Up)
    wait_for_jobs(qtbot)
    row = page.catalogue.row_of(PaperKind.SCRIPT)
    assert row is not None
    qtbot.keyClick(row, Qt.Key.Key_Return)
    view = page.preview.view
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.current_page() == 2
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert not view.is_whole_page
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.is_whole_page
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert row.hasFocus()
    wait_for_jobs(qtbot)


def test_a_click_in_the_catalogue_chooses(open_real: OpenReal, village: Workspace, qtbot: QtBot) -> None:
    page = opened(open_real, village, qtbot)
    row = page.catalogue.row_of(PaperKind.SIGN_IN)
    assert row is not None
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert page.catalogue.chosen_kind() is PaperKind.SIGN_IN
    wait_for_jobs(qtbot)
    assert page.preview.view.image_of(1) is not None


def test_zooming_draws_the_page_anew_as_sharp_as_the_screen(
    open_real: OpenReal, village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.AGENDA)
    view = page.preview.view
    small = view.image_of(1)
    assert small is not None
    widget(page, "enlarge").click()
    qtbot.waitUntil(lambda: view.image_of(1).width() > small.width(), timeout=20_000)  # type: ignore[union-attr]
    wait_for_jobs(qtbot)
    large = view.image_of(1)
    assert large is not None
    assert abs(large.width() - round(595.28 * view.zoom())) <= 1
    widget(page, "whole_page").click()
    assert view.is_whole_page
    wait_for_jobs(qtbot)


def test_nothing_stays_in_the_temporary_folder_when_the_page_goes(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot, temporary: Path
) -> None:
    window = open_real(held_village, "papers")
    page: PapersPage = window.page("papers")  # type: ignore[assignment]
    show(page, qtbot, PaperKind.ROSTER, Edition.INTERNAL)
    assert len(list(temporary.rglob("*.pdf"))) == 1
    window.open_page("home")
    assert list(temporary.iterdir()) == []
    window.open_page("papers")
    wait_for_jobs(qtbot)
    assert page.loader.prepared is not None
    page.show_paper(PaperKind.SCRIPT)
    window.close()
    wait_for_jobs(qtbot)
    assert list(temporary.iterdir()) == []


def test_the_page_is_freed_with_its_window(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, qapp: QApplication
) -> None:
    window = open_real(village, "papers")
    wait_for_jobs(qtbot)
    page = ref(window.page("papers"))
    window.close()
    window.deleteLater()
    del window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert page() is None


@pytest.mark.parametrize("size", [*SIZES, Size(1100, 680, 100)], ids=str)
@pytest.mark.parametrize("state", STATES)
def test_the_structure_holds_in_every_state_and_size(
    *,
    request: pytest.FixtureRequest,
    open_real: OpenReal,
    qtbot: QtBot,
    qapp: QApplication,
    light: None,
    state: str,
    size: Size,
) -> None:
    apply_theme(qapp, size.scale)
    workspace: Workspace = request.getfixturevalue(state)
    window = open_real(workspace, "papers", size)
    wait_for_jobs(qtbot)
    assert problems_of(window, size.width, size.height) == []
    page: PapersPage = window.page("papers")  # type: ignore[assignment]
    if state != "empty_file":
        page.show_paper(PaperKind.ROSTER)
        wait_for_jobs(qtbot)
        assert problems_of(window, size.width, size.height) == []
    wait_for_jobs(qtbot)
