"""Papers made, saved and printed from the page: files, what is noted of them, what goes wrong."""

from __future__ import annotations

import errno
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from fulian_desktop.documents import paper_files
from fulian_desktop.documents.paper_kinds import Edition, PaperFormat, PaperKind, Stage
from fulian_desktop.documents.preview import extract_text, page_count
from fulian_desktop.documents.tally_sheets import WORKBOOK_KINDS
from tests.ui.documents.papers_stage import (
    ink,
    meeting_folder,
    meeting_id,
    opened,
    show,
    wait_for_jobs,
)
from tests.ui.structure import texts_of
from ui.documents import page as papers_page
from ui.documents import printing
from ui.documents.choice import Draft, compose_draft
from ui.documents.making import write_drafts
from ui.documents.page_images import render_image
from ui.documents.print_job import PrintOrder, a4_printer
from ui.shell import prompts
from ui.shell.jobs import JobControl

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QUrl
    from pytestqt.qtbot import QtBot

    from fulian_desktop.documents.paper_kinds import PaperIssue
    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal
    from ui.documents.page import PapersPage
    from ui.shell.dialogs import Dialog


def draft_of(page: PapersPage, kind: PaperKind, edition: Edition = Edition.PUBLIC) -> Draft:
    workspace = page.context.workspace
    states = workspace.papers.catalogue(meeting_id(workspace))
    state = next(one for one in states if (one.kind, one.edition) == (kind, edition))
    return compose_draft(workspace, meeting_id(workspace), state)


def pdf_printer(path: Path, *, landscape: bool = False) -> QPrinter:
    printer = a4_printer("会议议程", landscape=landscape)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def note_of_roster(workspace: Workspace) -> PaperIssue | None:
    return workspace.papers.latest_issue(meeting_id(workspace), PaperKind.ROSTER, Edition.INTERNAL)


def saved_at(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[Path]:
    proposals: list[Path] = []

    def choose(parent: object, title: str, proposal: Path, pattern: str = "") -> Path | None:
        proposals.append(proposal)
        return path

    monkeypatch.setattr(prompts, "choose_save_file", choose)
    return proposals


def test_making_puts_the_paper_beside_the_data_file_and_notes_it(
    open_real: OpenReal, village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.AGENDA)
    assert not page.panel.folder_button.isEnabled()
    page.panel.make_button.click()
    wait_for_jobs(qtbot)
    path = meeting_folder(village) / PaperKind.AGENDA.file_name()
    assert "第七届执行委员会第三次会议" in extract_text(path)
    issue = village.papers.latest_issue(meeting_id(village), PaperKind.AGENDA, Edition.PUBLIC)
    assert issue is not None
    assert (issue.user, issue.pages, issue.at) == ("李祎", 1, "2026-03-02T09:00:00")
    assert {"3月2日 09:00", "李祎", "1 页", "草稿"} <= set(texts_of(page))
    assert page.panel.folder_button.isEnabled()


def test_everything_of_a_held_meeting_is_made_at_once(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, held_village, qtbot)
    page.make_all_button.click()
    wait_for_jobs(qtbot)
    names = {path.name for path in meeting_folder(held_village).iterdir()}
    states = [one for one in held_village.papers.catalogue(meeting_id(held_village)) if one.can_be_made]
    assert len(states) >= 10
    assert names == {state.kind.file_name(state.edition) for state in states}
    assert {state.status_phrase for state in states} == {"草稿"}


def test_before_the_meeting_only_what_can_be_made_is_made(
    open_real: OpenReal, village: Workspace, qtbot: QtBot
) -> None:
    window = open_real(village, "papers")
    wait_for_jobs(qtbot)
    window.page("papers").make_all()  # type: ignore[attr-defined]
    wait_for_jobs(qtbot)
    states = village.papers.catalogue(meeting_id(village))
    able = sum(1 for state in states if state.can_be_made)
    assert 4 <= able < len(states)
    assert len(list(meeting_folder(village).iterdir())) == able
    later = sum(1 for state in states if not state.can_be_made and state.kind.value != "archive_index")
    assert window.toast.words() == f"已生成 {able} 份文书，另外 {later} 份现在还不能生成"


def test_stopping_keeps_what_was_written_until_then(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(open_real, held_village, qtbot)
    control = JobControl(lambda done, total, words: control.cancel() if done == 1 else None)
    drafts = [draft_of(page, kind) for kind in (PaperKind.AGENDA, PaperKind.SIGN_IN, PaperKind.MINUTES)]
    written = write_drafts([(one, tmp_path / "out" / one.kind.file_name()) for one in drafts], control)
    assert written.is_cancelled
    assert [draft.kind for draft, _pages in written.drafts] == [PaperKind.AGENDA, PaperKind.SIGN_IN]
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_disk_full_in_the_middle_of_a_set_leaves_whole_papers_and_says_so(
    *,
    open_real: OpenReal,
    village: Workspace,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    user: User,
) -> None:
    page = opened(open_real, village, qtbot)
    replace, written, told = paper_files.replace_file, [], []

    def fill(path: Path, data: bytes) -> None:
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        replace(path, data)

    def read_and_close(dialog: Dialog) -> None:
        told.extend(texts_of(dialog))
        dialog.accept()

    monkeypatch.setattr(paper_files, "replace_file", fill)
    user.will(read_and_close)
    page.make_all_button.click()
    wait_for_jobs(qtbot)
    assert any("磁盘空间不足" in words for words in told)
    assert sorted(meeting_folder(village).iterdir()) == sorted(written)
    made = [one for one in village.papers.catalogue(meeting_id(village)) if one.made_at is not None]
    assert len(made) == 2


def test_ctrl_s_saves_the_paper_elsewhere(
    open_real: OpenReal,
    held_village: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(open_real, held_village, qtbot)
    show(page, qtbot, PaperKind.DECISION)
    target = tmp_path / "U盘" / "决定.pdf"
    target.parent.mkdir()
    proposals = saved_at(monkeypatch, target)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    wait_for_jobs(qtbot)
    assert [path.name for path in proposals] == [PaperKind.DECISION.file_name()]
    assert "丁巧云" in extract_text(target)


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_noted(
    *,
    open_real: OpenReal,
    village: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    user: User,
) -> None:
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.AGENDA)
    (tmp_path / "文件").write_text("不是文件夹", encoding="utf-8")
    saved_at(monkeypatch, tmp_path / "文件" / "议程.pdf")
    told: list[str] = []

    def read_and_close(dialog: Dialog) -> None:
        told.extend(texts_of(dialog))
        dialog.accept()

    user.will(read_and_close)
    page.save()
    wait_for_jobs(qtbot)
    assert any("建不了" in words for words in told)
    assert village.papers.latest_issue(meeting_id(village), PaperKind.AGENDA, Edition.PUBLIC) is None


@pytest.mark.parametrize(
    ("kind", "edition"), [(PaperKind.SIGN_IN, Edition.PUBLIC), (PaperKind.ROSTER, Edition.INTERNAL)]
)
def test_a_printed_sheet_is_the_sheet_of_the_preview(
    *,
    open_real: OpenReal,
    held_village: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    temporary: Path,
    kind: PaperKind,
    edition: Edition,
) -> None:
    page = opened(open_real, held_village, qtbot)
    show(page, qtbot, kind, edition)
    draft = draft_of(page, kind, edition)
    out = tmp_path / "printed.pdf"
    page.printing.start(pdf_printer(out, landscape=draft.content.landscape), PrintOrder((draft,)))
    wait_for_jobs(qtbot)
    assert page.loader.prepared is not None
    assert page_count(out) == page.loader.prepared.pages
    for index in range(page_count(out)):
        printed = render_image(out, index, 72)
        seen = render_image(page.loader.prepared.path, index, 72)
        assert abs(printed.width() - seen.width()) <= 2
        assert abs(ink(printed) - ink(seen)) < 0.03
    assert len(list(temporary.rglob("*.pdf"))) == 1


def test_papers_before_the_meeting_are_printed_one_after_the_other_and_noted(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "printed.pdf"

    def accept(owner: object, printer: QPrinter, pages: int) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        return True

    monkeypatch.setattr(printing, "has_printer", lambda: True)
    monkeypatch.setattr(printing, "ask_printer", accept)
    page = opened(open_real, village, qtbot)
    monkeypatch.setattr(papers_page, "ask_despite", lambda _owner, _lacking: True)
    page.print_before_button.click()
    wait_for_jobs(qtbot)
    made = [one for one in village.papers.catalogue(meeting_id(village)) if one.made_at is not None]
    assert {PaperKind.SCRIPT, PaperKind.AGENDA, PaperKind.SIGN_IN} <= {one.kind for one in made}
    assert {one.stage for one in made} == {Stage.BEFORE}
    issues = [village.papers.latest_issue(meeting_id(village), one.kind, one.edition) for one in made]
    assert sum(issue.pages for issue in issues if issue is not None) == page_count(out)


def test_a_range_of_pages_can_be_printed(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(open_real, held_village, qtbot)
    draft = draft_of(page, PaperKind.SCRIPT)
    out = tmp_path / "printed.pdf"
    page.printing.start(pdf_printer(out), PrintOrder((draft,), 2, 3))
    wait_for_jobs(qtbot)
    assert page_count(out) == 2


def test_lying_sheets_among_upright_ones_are_turned(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(open_real, held_village, qtbot)
    drafts = (draft_of(page, PaperKind.AGENDA), draft_of(page, PaperKind.ROSTER, Edition.INTERNAL))
    out = tmp_path / "printed.pdf"
    page.printing.start(pdf_printer(out), PrintOrder(drafts))
    wait_for_jobs(qtbot)
    images = [render_image(out, index, 50) for index in range(page_count(out))]
    assert len(images) >= 2
    assert all(image.height() > image.width() for image in images)
    assert all(ink(image) > 0.002 for image in images)


def test_without_a_printer_the_paper_can_be_saved_instead(
    *,
    open_real: OpenReal,
    village: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    user: User,
) -> None:
    monkeypatch.setattr(printing, "has_printer", lambda: False)
    saved_at(monkeypatch, tmp_path / "议程.pdf")
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.AGENDA)
    told: list[str] = []

    def save(dialog: Dialog) -> None:
        told.extend(texts_of(dialog))
        assert isinstance(dialog, printing.NoPrinterDialog)
        dialog.save_button.click()

    user.will(save)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    wait_for_jobs(qtbot)
    assert "这台电脑上还没有装打印机" in told
    assert page_count(tmp_path / "议程.pdf") == 1


def test_without_a_printer_the_paper_can_be_opened_with_the_systems_program(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, user: User
) -> None:
    from ui.documents import making

    monkeypatch.setattr(printing, "has_printer", lambda: False)
    opened_urls: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened_urls.append(url.toLocalFile())
        return True

    monkeypatch.setattr(making, "QDesktopServices", SimpleNamespace(openUrl=open_url))
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.AGENDA)

    def open_it(dialog: Dialog) -> None:
        assert isinstance(dialog, printing.NoPrinterDialog)
        dialog.open_button.click()

    user.will(open_it)
    page.print_paper()
    wait_for_jobs(qtbot)
    assert opened_urls == [str(meeting_folder(village) / PaperKind.AGENDA.file_name())]


def test_printing_papers_with_gaps_is_asked_first(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, user: User
) -> None:
    from dataclasses import replace

    plan = replace(village.meetings.meetings()[0].plan, place="")
    village.meetings.change_plan(meeting_id(village), plan)
    asked: list[int] = []
    monkeypatch.setattr(printing, "has_printer", lambda: True)
    monkeypatch.setattr(printing, "ask_printer", lambda *_all: bool(asked.append(1)))
    page = opened(open_real, village, qtbot)
    told: list[str] = []

    def go_back(dialog: Dialog) -> None:
        told.extend(texts_of(dialog))
        dialog.reject()

    user.will(go_back)
    page.print_set()
    assert any("会议议程：会议地点没有填" in words for words in told)
    assert asked == []


def test_a_roster_is_saved_as_a_spreadsheet_in_the_edition_shown(
    open_real: OpenReal,
    held_village: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from openpyxl import load_workbook

    page = opened(open_real, held_village, qtbot)
    show(page, qtbot, PaperKind.ROSTER, Edition.INTERNAL)
    target = tmp_path / "名册.xlsx"
    proposals = saved_at(monkeypatch, target)
    assert page.panel.workbook_button.isVisible()
    noted = note_of_roster(held_village)
    page.panel.workbook_button.click()
    wait_for_jobs(qtbot)
    named = PaperKind.ROSTER.file_name(Edition.INTERNAL, PaperFormat.XLSX)
    assert [path.name for path in proposals] == [named]
    phone = next(person.phone for person in held_village.people.everyone() if person.name == "沈丽华")
    cells = [str(cell.value) for row in load_workbook(target).active.iter_rows() for cell in row]
    assert {"沈丽华", phone} <= set(cells)
    assert note_of_roster(held_village) == noted


def test_only_rosters_and_tallies_are_offered_as_spreadsheets(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, held_village, qtbot)
    offered = set()
    catalogue = {state.kind for state in held_village.papers.catalogue(meeting_id(held_village))}
    for kind in catalogue:
        page.show_paper(kind)
        if page.panel.workbook_button.isVisible():
            offered.add(kind)
    wait_for_jobs(qtbot)
    assert offered == catalogue & set(WORKBOOK_KINDS)


def test_whatever_leaves_the_file_with_telephones_is_told_and_public_editions_are_not(
    open_real: OpenReal,
    held_village: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(open_real, held_village, qtbot)
    for edition in (Edition.PUBLIC, Edition.INTERNAL):
        show(page, qtbot, PaperKind.ROSTER, edition)
        for act, name in ((page.save_word, "册.docx"), (page.save_workbook, "册.xlsx")):
            saved_at(monkeypatch, tmp_path / name)
            act()
            wait_for_jobs(qtbot)
        out = pdf_printer(tmp_path / f"{edition.value}.pdf", landscape=True)
        page.printing.start(out, PrintOrder((draft_of(page, PaperKind.ROSTER, edition),)))
        wait_for_jobs(qtbot)
    issued = held_village.register.finalise(meeting_id(held_village), PaperKind.ROSTER, Edition.INTERNAL)
    saved_at(monkeypatch, tmp_path / "册.pdf")
    page.issuing.save_pdf(issued)
    told = [one.what for one in held_village.people.privacy.disclosures() if one.act == "导出文书"]
    assert told == [f"执委名册（内部版），{how}" for how in ("存为PDF", "打印", "存为表格", "存为Word文档")]
