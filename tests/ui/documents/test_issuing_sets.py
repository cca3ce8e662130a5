"""全部定稿 from the page: the gate, what is chosen, what came of it, and stopping halfway."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fulian_desktop.documents.paper_kinds import Edition, PaperKind, PaperStatus
from fulian_desktop.errors import UserFacingError
from tests.documents.papers.the_meeting import the_meeting_held
from tests.ui.documents.papers_stage import meeting_id, opened, show, wait_for_jobs
from tests.ui.documents.test_issuing import issued, move_meeting, no_problems
from tests.ui.documents.test_papers_page import chip_of
from tests.ui.structure import texts_of
from tests.ui.villages import Size, widget
from ui.documents import set_issuing
from ui.documents.changes_since import SUBJECTS, changes_since
from ui.documents.disagreements import DisagreementDialog
from ui.documents.finalise_set_dialog import FinaliseSetDialog, SetResultDialog
from ui.shell.jobs import JobCancelledError
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal
    from ui.documents.page import PapersPage
    from ui.shell.dialogs import Dialog


def choose(dialog: Dialog) -> None:
    assert isinstance(dialog, FinaliseSetDialog)
    no_problems(dialog)
    dialog.act_button.click()


def state_of(workspace: Workspace, kind: PaperKind) -> PaperStatus:
    states = workspace.papers.catalogue(meeting_id(workspace))
    return next(one.status for one in states if one.kind is kind)


def finalise_all(page: PapersPage, qtbot: QtBot) -> None:
    widget(page, "finalise_all").click()
    wait_for_jobs(qtbot)


def test_the_ready_papers_are_issued_at_once_and_the_result_is_listed(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User
) -> None:
    page = opened(open_real, village, qtbot)
    words: list[str] = []

    def read(dialog: Dialog) -> None:
        assert isinstance(dialog, SetResultDialog)
        no_problems(dialog)
        words.extend(texts_of(dialog))
        dialog.accept()

    user.will(choose, read)
    finalise_all(page, qtbot)
    papers = issued(village)
    assert len(papers) >= 6
    assert f"已定稿 {len(papers)} 件" in words
    assert {f"校验码 {one.code_text}" for one in papers} <= set(words)
    assert any("不能生成会议记录" in one for one in words)
    assert chip_of(page, PaperKind.NOTICE) == "定稿"
    assert chip_of(page, PaperKind.MINUTES) == "会后生成"


def test_a_paper_taken_out_of_the_choice_is_not_issued(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User
) -> None:
    page = opened(open_real, village, qtbot)

    def without_the_script(dialog: Dialog) -> None:
        assert isinstance(dialog, FinaliseSetDialog)
        count = len(dialog.wanted)
        widget(dialog, "set_chairing_script_public").click()
        assert dialog.act_button.text() == f"定稿 {count - 1} 件"
        dialog.act_button.click()

    user.will(without_the_script, lambda dialog: dialog.accept())
    finalise_all(page, qtbot)
    assert PaperKind.SCRIPT not in {one.kind for one in issued(village)}
    assert chip_of(page, PaperKind.SCRIPT) == "未生成"


def test_each_sentence_that_disagrees_has_a_reason_of_its_own(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User
) -> None:
    for name in ("notice", "request"):
        text = village.scripts.wording(name).text
        village.scripts.save_wording(name, f"{text}\n沈丽花同志主持会议，应到15人。")
    page = opened(open_real, village, qtbot)
    sentences: list[str] = []

    def settle_some(dialog: Dialog) -> None:
        assert isinstance(dialog, DisagreementDialog)
        no_problems(dialog)
        assert len(dialog.reason_fields) >= 2
        for place, field in enumerate(dialog.reason_fields):
            if dialog._disagreements[place].kind is PaperKind.NOTICE:
                field.editor.setText(f"第 {place + 1} 处照原话")  # type: ignore[attr-defined]
                sentences.append(f"第 {place + 1} 处照原话")
        dialog.accept_button.click()

    user.will(settle_some, choose, lambda dialog: dialog.accept())
    finalise_all(page, qtbot)
    kinds = {one.kind for one in issued(village)}
    assert PaperKind.NOTICE in kinds
    assert PaperKind.REQUEST not in kinds
    kept = [entry.reason for entry in village.journal.entries("paper_acceptance")]
    assert sorted(str(one) for one in kept) == sorted(sentences)


def test_one_reason_can_be_taken_over_for_the_others(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User
) -> None:
    text = village.scripts.wording("notice").text
    village.scripts.save_wording("notice", f"{text}\n沈丽花同志主持会议，应到15人。")
    page = opened(open_real, village, qtbot)

    def same(dialog: Dialog) -> None:
        assert isinstance(dialog, DisagreementDialog)
        dialog.same_button.click()
        assert "请先写一处的原因。" in texts_of(dialog)
        dialog.reason_fields[0].editor.setText("按原话")  # type: ignore[attr-defined]
        dialog.same_button.click()
        assert {why for _, why in dialog.accepted_sentences} == {"按原话"}
        dialog.back_button.click()

    user.will(same)
    finalise_all(page, qtbot)
    assert issued(village) == ()
    assert list(village.journal.entries("paper_acceptance")) == []


def test_papers_out_of_date_want_a_reason_and_are_not_chosen_by_themselves(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User
) -> None:
    page = opened(open_real, village, qtbot)
    user.will(choose, lambda dialog: dialog.accept())
    finalise_all(page, qtbot)
    move_meeting(page, qtbot)
    assert chip_of(page, PaperKind.NOTICE) == "已过期"

    def with_a_reason(dialog: Dialog) -> None:
        assert isinstance(dialog, FinaliseSetDialog)
        assert (PaperKind.NOTICE, Edition.PUBLIC) not in dialog.wanted
        widget(dialog, "set_notice_public").click()
        dialog.act_button.click()
        assert "请写明原因，原因会记入操作日志。" in texts_of(dialog)
        dialog.reason_field.editor.setText("换了地点")  # type: ignore[attr-defined]
        dialog.act_button.click()

    user.will(with_a_reason, lambda dialog: dialog.accept())
    finalise_all(page, qtbot)
    assert issued(village)[-1].reason == "换了地点"
    assert chip_of(page, PaperKind.NOTICE) == "定稿"


@pytest.mark.parametrize("error", [JobCancelledError(), UserFacingError("磁盘空间不足，没有定稿。")])
def test_stopped_or_broken_halfway_nothing_is_issued(
    *,
    open_real: OpenReal,
    village: Workspace,
    qtbot: QtBot,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    page = opened(open_real, village, qtbot)
    drawn: list[object] = []

    def break_off(prepared: object, _on_progress: object) -> tuple[()]:
        drawn.append(prepared)
        raise error

    monkeypatch.setattr(set_issuing, "draw_set", break_off)
    answers = [choose]
    if isinstance(error, UserFacingError):
        answers.append(lambda dialog: dialog.accept())
    user.will(*answers)
    finalise_all(page, qtbot)
    assert len(drawn) == 1
    assert issued(village) == ()
    assert chip_of(page, PaperKind.NOTICE) == "未生成"


def test_at_the_largest_type_no_dialog_is_wider_than_the_window(
    *,
    open_real: OpenReal,
    village: Workspace,
    qtbot: QtBot,
    qapp: QApplication,
    light: None,
    user: User,
) -> None:
    apply_theme(qapp, 200)
    page = opened(open_real, village, qtbot, Size(1366, 697, 200))
    wide: list[int] = []

    def measure(dialog: Dialog) -> None:
        wide.append(dialog.width())
        dialog.reject()

    user.will(measure, measure)
    widget(page, "finalise_all").click()
    widget(page, "register").click()
    assert len(wide) == 2
    assert max(wide) <= 1366
    window = page.window()
    for name in ("meeting_chip", "register", "print_queue"):
        button = widget(page, name)
        assert button.width() >= button.minimumSizeHint().width(), name
        right = button.mapTo(window, button.rect().bottomRight()).x()
        assert right <= window.width(), name


# --- the index of the archive -------------------------------------------------------------------------------


def test_the_index_is_made_last_and_holds_after_everything_was_made(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, held_village, qtbot)
    page.make_all_button.click()
    wait_for_jobs(qtbot)
    assert state_of(held_village, PaperKind.ARCHIVE_INDEX) is PaperStatus.MADE
    page.make_all_button.click()
    wait_for_jobs(qtbot)
    assert state_of(held_village, PaperKind.ARCHIVE_INDEX) is PaperStatus.MADE


def test_issuing_a_set_makes_the_index_anew_with_the_numbers(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot, user: User
) -> None:
    page = opened(open_real, held_village, qtbot)
    page.make_all_button.click()
    wait_for_jobs(qtbot)
    user.will(choose, lambda dialog: dialog.accept())
    finalise_all(page, qtbot)
    assert state_of(held_village, PaperKind.ARCHIVE_INDEX) is PaperStatus.MADE
    show(page, qtbot, PaperKind.ARCHIVE_INDEX)
    assert page.loader.draft is not None
    assert "三合妇〔2026〕1号" in str(page.loader.draft.content)


def test_the_index_out_of_date_says_what_became_of_the_folder(tmp_path: Path) -> None:
    meeting = the_meeting_held(tmp_path)
    papers, register = meeting.workspace.papers, meeting.workspace.register
    papers.write(meeting.id, PaperKind.MINUTES, tmp_path / "记录.pdf")
    papers.write(meeting.id, PaperKind.NOTICE, tmp_path / "通知.pdf")
    papers.write(meeting.id, PaperKind.ARCHIVE_INDEX, tmp_path / "目录.pdf")
    assert state_of(meeting.workspace, PaperKind.ARCHIVE_INDEX) is not PaperStatus.OUTDATED
    papers.write(meeting.id, PaperKind.MINUTES, tmp_path / "记录.pdf")
    papers.write(meeting.id, PaperKind.CERTIFICATES, tmp_path / "证书.pdf")
    assert state_of(meeting.workspace, PaperKind.ARCHIVE_INDEX) is not PaperStatus.OUTDATED
    papers.write(meeting.id, PaperKind.SUMMARY, tmp_path / "纪要.pdf")
    register.finalise(meeting.id, PaperKind.NOTICE)
    assert state_of(meeting.workspace, PaperKind.ARCHIVE_INDEX) is PaperStatus.OUTDATED
    told = changes_since(meeting.workspace, meeting.id, PaperKind.ARCHIVE_INDEX, Edition.PUBLIC)
    assert told == ("加了《会议纪要》", "《会议通知》编了文号 三合妇〔2026〕1号")
    meeting.workspace.close()


def test_enter_on_the_button_issues_as_space_does(
    open_real: OpenReal, village: Workspace, qtbot: QtBot, user: User
) -> None:
    page = opened(open_real, village, qtbot)
    button = widget(page, "finalise_all")
    asked: list[Dialog] = []

    def decline(dialog: Dialog) -> None:
        asked.append(dialog)
        dialog.reject()

    user.will(decline)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    wait_for_jobs(qtbot)
    assert len(asked) == 1
    assert not issued(village)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert page.window().focusWidget() is page.preview.view


def test_what_changed_is_known_for_every_kind_of_paper() -> None:
    assert set(SUBJECTS) == set(PaperKind)
