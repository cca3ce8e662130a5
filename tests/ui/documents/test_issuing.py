"""定稿 from the page: what is asked, what is shown of an issued paper, the gate, the register, reprints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from fulian_desktop.documents.preview import extract_text
from tests.ui.documents.papers_stage import meeting_id, opened, show, wait_for_jobs
from tests.ui.documents.test_paper_making import pdf_printer, saved_at
from tests.ui.documents.test_papers_page import chip_of, plan_of
from tests.ui.structure import problems_of, texts_of
from tests.ui.villages import settle, widget
from ui.documents import printing
from ui.documents.disagreements import DisagreementDialog
from ui.documents.finalise_dialog import FinaliseDialog
from ui.documents.making import PaperMaking
from ui.documents.register_dialog import RegisterDialog
from ui.shell.prompts import TextDialog

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from fulian_desktop.documents.register import IssuedPaper
    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal
    from ui.documents.page import PapersPage
    from ui.shell.dialogs import Dialog


def issue(dialog: Dialog) -> None:
    assert isinstance(dialog, FinaliseDialog)
    dialog.act_button.click()


def issued(workspace: Workspace) -> tuple[IssuedPaper, ...]:
    return workspace.register.issued(meeting_id(workspace))


def issue_notice(page: PapersPage, qtbot: QtBot, user: User) -> IssuedPaper:
    show(page, qtbot, PaperKind.NOTICE)
    user.will(issue)
    page.panel.final_button.click()
    wait_for_jobs(qtbot)
    return issued(page.context.workspace)[-1]


def move_meeting(page: PapersPage, qtbot: QtBot) -> None:
    workspace = page.context.workspace
    later = plan_of(workspace, place="文化活动室")
    page.context.run(lambda: workspace.meetings.change_plan(meeting_id(workspace), later))
    wait_for_jobs(qtbot)


def no_problems(dialog: QWidget) -> None:
    assert problems_of(dialog, dialog.width(), dialog.height()) == []


# --- issuing ------------------------------------------------------------------------------------------------


def test_issuing_a_paper_shows_its_number_its_code_and_the_pdf_that_is_kept(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User
) -> None:
    page = opened(open_real, village, qtbot)
    paper = issue_notice(page, qtbot, user)
    assert chip_of(page, PaperKind.NOTICE) == "定稿"
    assert {"三合妇〔2026〕1号", paper.code_text, "0 次"} <= set(texts_of(page.panel))
    assert page.loader.prepared is not None
    assert page.loader.prepared.path.read_bytes() == village.register.pdf_of(paper.id)
    assert page.panel.final_button.text() == "重新定稿"
    assert (page.panel.final_button.kind, page.make_all_button.kind) == ("secondary", "primary")


def test_the_number_may_be_changed_or_left_out_before_issuing(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User
) -> None:
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.NOTICE)

    def change(dialog: Dialog) -> None:
        assert isinstance(dialog, FinaliseDialog)
        no_problems(dialog)
        dialog.code_edit.setText("三妇联")
        dialog.serial_edit.setText("4")
        dialog.reason_field.editor.setPlainText("前三号是手写的")  # type: ignore[attr-defined]
        dialog.act_button.click()

    def leave_out(dialog: Dialog) -> None:
        assert isinstance(dialog, FinaliseDialog)
        assert dialog.serial_edit.text() == "5"
        dialog.numbered_box.click()
        assert not dialog.serial_edit.isEnabled()
        dialog.act_button.click()

    user.will(change, leave_out)
    page.finalise()
    wait_for_jobs(qtbot)
    show(page, qtbot, PaperKind.REQUEST)
    page.finalise()
    wait_for_jobs(qtbot)
    numbers = [one.document_number.text if one.document_number else "" for one in issued(village)]
    assert numbers == ["三妇联〔2026〕4号", ""]


def test_a_letter_is_issued_under_a_red_head_when_asked(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User
) -> None:
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.REQUEST)

    def with_red_head(dialog: Dialog) -> None:
        assert isinstance(dialog, FinaliseDialog)
        dialog.red_head_box.click()
        dialog.act_button.click()

    user.will(with_red_head)
    page.finalise()
    wait_for_jobs(qtbot)
    assert page.loader.prepared is not None
    words = extract_text(page.loader.prepared.path)
    assert "三合妇〔2026〕1号" in words
    assert "签发人" in "".join(words.split())
    assert chip_of(page, PaperKind.REQUEST) == "定稿"


def test_going_back_issues_nothing(open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User) -> None:
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.NOTICE)
    user.will(lambda dialog: dialog.reject())
    page.finalise()
    assert issued(village) == ()


def test_a_change_makes_it_outdated_and_issuing_again_asks_why(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User
) -> None:
    page = opened(open_real, village, qtbot)
    issue_notice(page, qtbot, user)
    move_meeting(page, qtbot)
    assert chip_of(page, PaperKind.NOTICE) == "已过期"
    assert page.panel.state_box.sentences() == (
        "定稿以后，会议资料改过 1 处：",
        "1  “村委会二楼会议室。”改为“文化活动室。”",
    )
    assert page.panel.final_button.text() == "按新资料重新定稿"

    def without_and_with_reason(dialog: Dialog) -> None:
        assert isinstance(dialog, FinaliseDialog)
        no_problems(dialog)
        dialog.act_button.click()
        assert dialog.isVisible()
        assert "请写明原因，原因会记入操作日志。" in texts_of(dialog)
        dialog.reason_field.editor.setPlainText("换了地点")  # type: ignore[attr-defined]
        dialog.act_button.click()

    user.will(without_and_with_reason)
    page.finalise()
    wait_for_jobs(qtbot)
    first, second = issued(village)
    assert first.withdrawal is not None
    assert (second.reason, second.replaces_id) == ("换了地点", first.id)
    assert chip_of(page, PaperKind.NOTICE) == "定稿"


def test_disagreements_are_listed_before_anything_is_issued(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User
) -> None:
    text = village.scripts.wording("notice").text
    village.scripts.save_wording("notice", text.replace("{出席范围}（{应到}）", "全体委员，应到15人"))
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.NOTICE)

    def go_back(dialog: Dialog) -> None:
        assert isinstance(dialog, DisagreementDialog)
        no_problems(dialog)
        assert {"会议通知　应到", "会议资料：13"} <= set(texts_of(dialog))
        dialog.back_button.click()

    def accept(dialog: Dialog) -> None:
        assert isinstance(dialog, DisagreementDialog)
        dialog.accept_button.click()
        assert dialog.isVisible()
        for field in dialog.reason_fields:
            field.editor.setText("含两个空缺")  # type: ignore[attr-defined]
        dialog.accept_button.click()

    user.will(issue, go_back)
    page.finalise()
    assert issued(village) == ()
    user.will(issue, accept)
    page.finalise()
    wait_for_jobs(qtbot)
    assert len(issued(village)) == 1
    assert village.journal.entries("paper_acceptance")[0].reason == "含两个空缺"


def test_a_set_is_not_printed_before_disagreements_are_settled(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(printing, "has_printer", lambda: True)
    monkeypatch.setattr(printing, "ask_printer", lambda *_all: bool(asked.append(1)))
    page = opened(open_real, village, qtbot)
    issue_notice(page, qtbot, user)
    move_meeting(page, qtbot)
    user.will(lambda dialog: dialog.reject())
    page.print_set()
    assert asked == []


# --- printing -----------------------------------------------------------------------------------------------


def test_an_issued_paper_is_printed_as_it_is_kept_and_a_reprint_asks_why(
    *,
    open_real: OpenReal,
    village: Workspace,
    qtbot: QtBot,
    user: User,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copies = iter((15, 2))

    def set_copies(_owner: object, printer: QPrinter, _pages: int) -> bool:
        printer.setCopyCount(next(copies))
        return True

    monkeypatch.setattr(printing, "has_printer", lambda: True)
    monkeypatch.setattr(printing, "ask_printer", set_copies)
    monkeypatch.setattr(
        printing, "a4_printer", lambda _name, landscape=False: pdf_printer(tmp_path / "out.pdf")
    )
    page = opened(open_real, village, qtbot)
    paper = issue_notice(page, qtbot, user)
    page.print_paper()
    wait_for_jobs(qtbot)
    (first,) = village.register.prints(paper.id)
    assert first.reason == ""
    assert "1 次" in texts_of(page.panel)

    def say_why(dialog: Dialog) -> None:
        assert isinstance(dialog, TextDialog)
        dialog.field.editor.setText("多发两份")  # type: ignore[attr-defined]
        dialog.accept()

    user.will(say_why)
    page.print_paper()
    wait_for_jobs(qtbot)
    assert [one.reason for one in village.register.prints(paper.id)] == ["", "多发两份"]
    user.will(lambda dialog: dialog.reject())
    page.print_paper()
    wait_for_jobs(qtbot)
    assert len(village.register.prints(paper.id)) == 2


def test_of_a_meeting_held_the_whole_set_is_printed_in_order(
    *,
    open_real: OpenReal,
    held_village: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printed: list[PaperKind] = []
    monkeypatch.setattr(printing, "has_printer", lambda: True)
    monkeypatch.setattr(printing, "ask_printer", lambda *_all: True)
    page = opened(open_real, held_village, qtbot)
    monkeypatch.setattr(
        page.printing, "start", lambda _printer, order: printed.extend(one.kind for one in order.drafts)
    )
    assert page.print_before_button.text() == "全部打印"
    page.print_before_button.click()
    assert printed == sorted(printed, key=list(PaperKind).index)
    assert {PaperKind.NOTICE, PaperKind.VOTE_RECORD, PaperKind.MINUTES, PaperKind.ROSTER} <= set(printed)
    assert len(set(printed)) == len(printed)


# --- the register -------------------------------------------------------------------------------------------


def test_the_register_lists_opens_and_withdraws(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []
    monkeypatch.setattr(PaperMaking, "open_path", lambda _self, path: seen.append(path))
    page = opened(open_real, village, qtbot)
    paper = issue_notice(page, qtbot, user)
    words: list[str] = []

    def use(dialog: Dialog) -> None:
        assert isinstance(dialog, RegisterDialog)
        no_problems(dialog)
        words.extend(texts_of(dialog))
        widget(dialog, f"open_{paper.id}").click()
        user.will(say_why)
        widget(dialog, f"withdraw_{paper.id}").click()
        settle()
        words.extend(texts_of(dialog))
        dialog.accept()

    def say_why(dialog: Dialog) -> None:
        assert isinstance(dialog, TextDialog)
        dialog.field.editor.setPlainText("会议推迟")  # type: ignore[attr-defined]
        dialog.accept()

    user.will(use)
    widget(page, "register").click()
    wait_for_jobs(qtbot)
    assert "2026年第1号　会议通知" in words
    assert any("会议推迟" in one for one in words)
    assert [path.read_bytes() for path in seen] == [village.register.pdf_of(paper.id)]
    assert chip_of(page, PaperKind.NOTICE) == "作废"
    assert page.panel.state_box.sentences() == ("定稿已经作废，发出的请收回。要用就重新定稿。",)


def test_a_code_is_verified_with_the_keyboard(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User
) -> None:
    page = opened(open_real, village, qtbot)
    paper = issue_notice(page, qtbot, user)
    answers: list[list[str]] = []

    def verify(dialog: Dialog) -> None:
        assert isinstance(dialog, RegisterDialog)
        for code in (paper.code_text.lower(), "ACDE-0000"):
            editor = dialog.code_field.editor
            editor.clear()  # type: ignore[attr-defined]
            qtbot.keyClicks(editor, code)
            qtbot.keyClick(editor, Qt.Key.Key_Return)
            settle()
            assert dialog.isVisible()
            answers.append(texts_of(widget(dialog, "verify_answer")))
        no_problems(dialog)
        dialog.accept()

    user.will(verify)
    page.show_register()
    assert answers[0][0] == "有效"
    assert "现在有效" in answers[0][1]
    assert answers[1][:2] == ["不能用", "校验码里没有“0”，请再看一遍纸上的字。"]


# --- Word ---------------------------------------------------------------------------------------------------


def test_a_paper_is_saved_as_a_word_file(
    *,
    open_real: OpenReal,
    held_village: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import zipfile

    page = opened(open_real, held_village, qtbot)
    show(page, qtbot, PaperKind.DECISION)
    target = tmp_path / "决定.docx"
    proposals = saved_at(monkeypatch, target)
    widget(page, "save_word").click()
    wait_for_jobs(qtbot)
    assert [path.name for path in proposals] == [PaperKind.DECISION.file_name().replace(".pdf", ".docx")]
    with zipfile.ZipFile(target) as package:
        assert "丁巧云" in package.read("word/document.xml").decode()


def test_the_issued_paper_is_what_is_saved_and_made(
    *,
    open_real: OpenReal,
    village: Workspace,
    qtbot: QtBot,
    user: User,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(open_real, village, qtbot)
    paper = issue_notice(page, qtbot, user)
    saved_at(monkeypatch, tmp_path / "通知.pdf")
    page.save()
    wait_for_jobs(qtbot)
    assert (tmp_path / "通知.pdf").read_bytes() == village.register.pdf_of(paper.id)
    assert paper.code_text in extract_text(tmp_path / "通知.pdf")
    state = village.papers.latest_issue(meeting_id(village), PaperKind.NOTICE, Edition.PUBLIC)
    assert state is not None
    assert len(village.journal.entries("paper_issue")) == 1
