"""The settings page in the real window: look, federation, acting user, backup, check."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any
from weakref import ref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fulian_desktop.documents import system_fonts
from fulian_desktop.documents.content import TextStyle
from fulian_desktop.documents.fonts import FONT_FOLDER, FontChoice, forget_fonts
from fulian_desktop.documents.system_fonts import FontFile
from fulian_desktop.rules.rule_pack import shipped_packs
from fulian_desktop.workspace import Workspace
from tests.ui.structure import problems_of, texts_of
from tests.ui.villages import SIZES, STATES, Program, Size, settle, widget
from ui.settings.page import SettingsPage
from ui.settings.term_dialog import TermDialog
from ui.shell import prompts
from ui.shell.jobs import running_jobs
from ui.shell.theme import apply_theme
from ui.shell.widgets import Button

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal
    from ui.shell.dialogs import Dialog
    from ui.shell.window import MainWindow


def page_of(window: MainWindow) -> SettingsPage:
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def program_of(window: MainWindow) -> Program:
    program = window.context.program
    assert isinstance(program, Program)
    return program


def click(target: QWidget) -> None:
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    settle()


def click_words(window: MainWindow, words: str) -> None:
    click(next(button for button in window.findChildren(Button) if button.text() == words))


def test_the_federation_its_term_and_its_rules_are_said_in_words(
    open_real: OpenReal, village: Workspace
) -> None:
    words = texts_of(open_real(village, "settings"))
    assert {"三合村妇女联合会", "清溪镇妇联", "第七届，2024年3月8日至2029年3月7日，15 席"} <= set(words)
    assert "应到 13 人，三分之二以上即 9 人到会；通过需 7 人。" in words


def test_name_superior_and_rules_are_changed_together(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    window = open_real(village, "settings")
    other = next(pack for pack in shipped_packs() if pack.id != village.seats.federation().rule_pack)

    def change(dialog: Any) -> None:
        dialog.name_edit.setText("三合社区妇女联合会")
        dialog.superior_edit.setText("清溪街道妇联")
        dialog.pack_box.set_value(other.id)
        click(dialog.save_button)

    user.will(change)
    click_words(window, "修改")
    federation = village.seats.federation()
    assert (federation.name, federation.superior) == ("三合社区妇女联合会", "清溪街道妇联")
    assert federation.rule_pack == other.id
    assert {"三合社区妇女联合会", other.name} <= set(texts_of(window))


def test_a_meeting_keeps_the_rules_it_was_made_with(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    meeting = village.meetings.meetings()[0]
    window = open_real(village, "settings")
    other = next(pack for pack in shipped_packs() if pack.id != meeting.rule_pack.id)

    def change(dialog: Any) -> None:
        dialog.pack_box.set_value(other.id)
        click(dialog.save_button)

    user.will(change)
    click_words(window, "修改")
    assert village.meetings.get(meeting.id).rule_pack == meeting.rule_pack


def test_a_federation_without_a_name_is_not_saved(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    window = open_real(village, "settings")
    said: list[str] = []

    def change(dialog: Any) -> None:
        dialog.name_edit.setText("  ")
        click(dialog.save_button)
        said.append(dialog.name_field.error())
        dialog.reject()

    user.will(change)
    click_words(window, "修改")
    assert said == ["还没有填妇联名称，例如“三合村妇女联合会”。"]
    assert village.seats.federation().name == "三合村妇女联合会"


def test_the_journal_names_whoever_works_now(open_real: OpenReal, village: Workspace, user: User) -> None:
    window = open_real(village, "settings")

    def name(dialog: Any) -> None:
        dialog.field.set_text("赵小云")
        dialog.accept()

    user.will(name)
    click(widget(window, "change_user"))
    assert village.journal.user == "赵小云"
    assert page_of(window).federation_card.user_row.value_label.text() == "赵小云"


def test_nobody_works_without_a_name(open_real: OpenReal, village: Workspace, user: User) -> None:
    window = open_real(village, "settings")
    before = village.journal.user

    def leave_empty(dialog: Any) -> None:
        dialog.field.set_text(" ")
        dialog.accept()
        assert dialog.field.error() == "请填写姓名。"
        dialog.reject()

    user.will(leave_empty)
    click(widget(window, "change_user"))
    assert village.journal.user == before


def test_type_size_and_contrast_are_asked_of_the_program(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "settings")
    look = page_of(window).look_card
    look.size_segment.set_value(150)
    look.size_segment.chosen.emit(150)
    click(look.contrast_box)
    assert program_of(window).looks == [(150, False), (150, True)]


def test_a_backup_opens_as_a_sound_file(
    open_real: OpenReal, village: Workspace, user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "stick" / "三合村-2026-03-02.fulian"
    target.parent.mkdir()
    proposals: list[Path] = []

    def choose(_parent: object, _title: str, proposal: Path, *_more: object) -> Path:
        proposals.append(proposal)
        return target

    monkeypatch.setattr(prompts, "choose_save_file", choose)
    window = open_real(village, "settings")
    told: list[str] = []

    def read(dialog: Any) -> None:
        told.append(dialog.windowTitle())
        dialog.accept()

    user.will(read)
    click(widget(window, "back_up"))
    wait_for(told)
    assert proposals[0].name == "village-2026-03-02.fulian"
    assert told == ["备份好了，也检查过了"]
    with Workspace.open(target, read_only=True) as copy:
        assert copy.check() == []
        assert len(copy.people.everyone()) == len(village.people.everyone())


def test_a_backup_to_a_place_that_is_gone_is_said_and_harms_nothing(
    open_real: OpenReal, village: Workspace, user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "not there" / "copy.fulian"
    monkeypatch.setattr(prompts, "choose_save_file", lambda *_arguments: target)
    window = open_real(village, "settings")
    told: list[list[str]] = []

    def read(dialog: Any) -> None:
        told.append(texts_of(dialog))
        dialog.accept()

    user.will(read)
    click(widget(window, "back_up"))
    wait_for(told)
    assert not target.exists()
    assert "怎么办" in told[0]
    assert village.check() == []


def test_the_check_says_that_the_file_is_sound(open_real: OpenReal, village: Workspace, user: User) -> None:
    window = open_real(village, "settings")
    told: list[str] = []

    def read(dialog: Any) -> None:
        told.append(dialog.windowTitle())
        dialog.accept()

    user.will(read)
    click(widget(window, "check_file"))
    wait_for(told)
    assert told == ["资料文件完整"]


def test_the_check_finds_a_record_that_was_changed_behind_the_program(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    with village.database.transaction():
        village.database.execute("UPDATE tenure SET cause = '另有原因' WHERE id = 1")
    window = open_real(village, "settings")
    told: list[list[str]] = []

    def read(dialog: Any) -> None:
        told.append([dialog.windowTitle(), *texts_of(dialog)])
        dialog.accept()

    user.will(read)
    click(widget(window, "check_file"))
    wait_for(told)
    assert "检查发现 1 处不对" in told[0]
    assert any("先不要继续登记" in words for words in told[0])


def test_another_file_is_the_programs_business(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "settings")
    click(page_of(window).file_card.leave_button)
    assert program_of(window).left == 1


def wait_for(told: list[Any]) -> None:
    """Let the job end and its dialog be answered."""
    for _ in range(100_000):
        QApplication.processEvents()
        if told and not running_jobs():
            return
    raise AssertionError("no dialog came")


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_cut_or_overlaps(
    open_real: OpenReal, request: pytest.FixtureRequest, qapp: QApplication, state: str, size: Size
) -> None:
    apply_theme(qapp, size.scale)
    window = open_real(request.getfixturevalue(state), "settings", size)
    assert problems_of(window, size.width, size.height) == []


def test_the_page_is_freed_with_its_window(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "settings")
    page = ref(window.page("settings"))
    window.close()
    window.deleteLater()
    del window
    settle()
    gc.collect()
    assert page() is None


def test_the_office_chooses_the_fonts_of_its_papers_and_sees_which_the_computer_has(
    village: Workspace, open_real: OpenReal, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {TextStyle.BODY: FontFile(FONT_FOLDER / "Fang.ttf", name="方正仿宋_GBK")}
    monkeypatch.setattr(system_fonts, "find_style_fonts", lambda: dict(found))
    forget_fonts()
    try:
        window = open_real(village, "settings")
        card = page_of(window).fonts_card
        said = {style: row.value_label.text() for style, row in card.rows.items()}
        assert card.choice_segment.value() is FontChoice.BUNDLED
        assert "方正仿宋_GBK" in said[TextStyle.BODY]
        assert said[TextStyle.TITLE] == "这台电脑没有，用程序自带的"
        card.choice_segment.set_value(FontChoice.SYSTEM)
        card.choice_segment.chosen.emit(FontChoice.SYSTEM)
        assert program_of(window).paper_fonts == [FontChoice.SYSTEM]
        assert card.rows[TextStyle.BODY].value_label.text() == "方正仿宋_GBK"
    finally:
        forget_fonts()


def test_after_a_new_type_size_its_choice_is_still_in_sight(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "settings", Size(1366, 697, 100))
    window.open_page("settings", show="look")
    settle()
    segment = page_of(window).look_card.size_segment
    top = segment.mapTo(window, segment.rect().topLeft()).y()
    assert 0 < top < window.height() - segment.height()


def test_the_term_is_put_right_with_a_reason(open_real: OpenReal, village: Workspace, user: User) -> None:
    window = open_real(village, "settings")

    def answer(dialog: Dialog) -> None:
        assert isinstance(dialog, TermDialog)
        dialog.seats_field.set_text("12")
        dialog.save_button.click()
        assert dialog.seats_field.error() == "在任的有 13 人，席位不能少于这个数。"
        assert dialog.reason_field.error() == "请写一句为什么。"
        dialog.seats_field.set_text("17")
        dialog.reason_field.set_text("大会定了十七名")
        dialog.save_button.click()

    user.will(answer)
    click(widget(window, "change_term"))
    settle()
    assert village.seats.current_term().seat_count == 17
    assert village.journal.entries(subject="term", limit=1)[0].reason == "大会定了十七名"
