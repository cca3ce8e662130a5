"""Adding and changing a person through the real form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from fulian_desktop.chinese.codes import ETHNICITIES
from fulian_desktop.people.records import PersonDetails, ResumeLine
from tests.ui.people.stage import people_page, press, shown_names, write
from tests.ui.structure import problems_of
from ui.people.form_fields import CodeCombo
from ui.people.person_checks import parse_resume, remark_on_birth, remark_on_id_number, remark_on_name
from ui.people.person_form import PersonForm
from ui.people.resume_editor import ResumeEditor
from ui.shell.theme import apply_theme
from ui.shell.widgets import CheckBox, LampState

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import OpenWindow, User
    from ui.shell.dialogs import Dialog


def fields_of(dialog: Dialog) -> PersonForm:
    assert isinstance(dialog, PersonForm)
    return dialog


def id_of(workspace: Workspace, name: str) -> int:
    return next(person.id for person in workspace.people.everyone() if person.name == name)


def test_a_new_person_is_added_shown_and_taken_back(
    open_window: OpenWindow, village: Workspace, user: User
) -> None:
    window = open_window(village)
    page = people_page(window)

    def fill(dialog: Dialog) -> None:
        form = fields_of(dialog)
        write(form, "form_name", "罗 欢")
        write(form, "form_born", "89年4月")
        write(form, "form_phone", "138 0000 0001")
        write(form, "form_group", "三组")
        form.fields.ethnicity.setCurrentText("汉")
        form.fields.delegate_box.setChecked(True)
        form.fields.resume.add_lines(parse_resume("2008.09-2012.06 在外务工\n2012年7月至今 三组妇女小组长"))
        press(form, "save_person")

    user.will(fill)
    page.tasks.new_button.click()
    assert page.panel.person_id is not None
    person = village.people.get(page.panel.person_id)
    assert (person.name, person.born, person.phone, person.ethnicity) == (
        "罗欢",
        "1989-04",
        "13800000001",
        "汉族",
    )
    assert person.resume == (
        ResumeLine("2008.09—2012.06", "在外务工"),
        ResumeLine("2012.07至今", "三组妇女小组长"),
    )
    assert person.id in {delegate.person_id for delegate in village.people.delegates(7)}
    window.toast.take_back()
    assert "罗欢" not in shown_names(page)
    assert person.id not in {delegate.person_id for delegate in village.people.delegates(7)}


def test_nothing_is_saved_while_a_field_is_wrong(
    open_window: OpenWindow, village: Workspace, user: User
) -> None:
    page = people_page(open_window(village))
    said: list[str] = []

    def fill(dialog: Dialog) -> None:
        form = fields_of(dialog)
        press(form, "save_person")
        said.append(form.fields.name_field.error())
        write(form, "form_name", "罗欢")
        write(form, "form_born", "大约四十岁")
        write(form, "form_phone", "1380000")
        form.fields.ethnicity.setCurrentText("火星族")
        press(form, "save_person")
        said.append(form.fields.born_field.error())
        said.append(form.fields.phone_field.error())
        wrong = form.fields.first_wrong()
        assert wrong is not None
        said.append(wrong.name_label.text())
        dialog.reject()

    user.will(fill, lambda asked: asked.accept())
    page.tasks.new_button.click()
    assert said[0] == "姓名没有填。"
    assert said[1]
    assert said[2] == "手机号码应为 11 位，这里是 7 位。"
    assert said[3] == "出生年月"
    assert len(village.people.everyone()) == 36


def test_closing_does_not_lose_what_was_written(
    open_window: OpenWindow, village: Workspace, user: User
) -> None:
    page = people_page(open_window(village))
    kept: list[bool] = []

    def fill(dialog: Dialog) -> None:
        write(dialog, "form_name", "罗欢")
        dialog.reject()
        kept.append(dialog.isVisible())
        press(dialog, "save_person")

    user.will(fill, lambda asked: asked.reject())
    page.tasks.new_button.click()
    assert kept == [True]
    assert "罗欢" in shown_names(page)


def test_a_namesake_is_shown_and_opened(open_window: OpenWindow, village: Workspace, user: User) -> None:
    page = people_page(open_window(village))

    def fill(dialog: Dialog) -> None:
        write(dialog, "form_name", "金玥")
        press(dialog, "save_person")

    user.will(fill, lambda dialog: press(dialog, "open_existing"))
    page.tasks.new_button.click()
    assert page.panel.person_id == id_of(village, "金玥")
    assert len(village.people.everyone()) == 36


def test_a_namesake_can_be_added_as_another_person(
    open_window: OpenWindow, village: Workspace, user: User
) -> None:
    page = people_page(open_window(village))

    def fill(dialog: Dialog) -> None:
        write(dialog, "form_name", "金玥")
        press(dialog, "save_person")

    user.will(fill, lambda dialog: press(dialog, "add_namesake"))
    page.tasks.new_button.click()
    assert [person.name for person in village.people.everyone()].count("金玥") == 2


def test_numbers_stay_masked_and_unchanged_while_editing(
    open_window: OpenWindow, village: Workspace, user: User
) -> None:
    window = open_window(village)
    page = people_page(window)
    person_id = id_of(village, "沈丽华")
    phone = village.people.get(person_id).phone
    page.show_person(person_id)

    def fill(dialog: Dialog) -> None:
        form = fields_of(dialog)
        assert form.fields.phone_edit.text() == "138****2601"
        write(form, "form_unit", "村党总支副书记")
        press(form, "save_person")

    user.will(fill)
    press(page.panel, "edit_button")
    changed = village.people.get(person_id)
    assert (changed.unit_post, changed.phone) == ("村党总支副书记", phone)
    window.toast.take_back()
    assert village.people.get(person_id).unit_post == "村党总支委员"


def test_showing_a_number_in_the_form_is_journalled(
    open_window: OpenWindow, village: Workspace, user: User
) -> None:
    page = people_page(open_window(village))
    person_id = id_of(village, "沈丽华")

    def look(dialog: Dialog) -> None:
        form = fields_of(dialog)
        form.fields.phone_edit.reveal_link.click()
        assert form.fields.phone_edit.text() == village.people.get(person_id).phone
        dialog.reject()

    user.will(look)
    before = village.database.value("SELECT count(*) FROM journal")
    page.tasks.edit_person(person_id)
    assert village.database.value("SELECT count(*) FROM journal") == before + 1


def test_typing_into_a_hidden_number_says_what_to_press_first(
    open_window: OpenWindow, village: Workspace, user: User
) -> None:
    page = people_page(open_window(village))

    def look(dialog: Dialog) -> None:
        form = fields_of(dialog)
        before = form.fields.phone_edit.text()
        QTest.keyClicks(form.fields.phone_edit, "1")
        assert form.fields.phone_edit.text() == before
        assert form.fields.phone_field.message_label.text() == "要看全或者修改，先按右边的“显示”。"
        dialog.reject()

    user.will(look)
    page.tasks.edit_person(id_of(village, "沈丽华"))


def test_a_person_added_by_mistake_is_deleted_after_asking(
    open_window: OpenWindow, village: Workspace, user: User
) -> None:
    page = people_page(open_window(village))
    person_id = village.people.add(PersonDetails("误录一")).record_id
    assert person_id is not None
    page.refresh()
    user.will(lambda dialog: press(dialog, "remove_person"), lambda dialog: dialog.accept())
    page.tasks.edit_person(person_id)
    assert "误录一" not in shown_names(page)


def test_a_member_cannot_be_deleted_and_it_says_why(
    open_window: OpenWindow, village: Workspace, user: User
) -> None:
    page = people_page(open_window(village))
    said: list[str] = []

    def read(dialog: Dialog) -> None:
        said.append(dialog.windowTitle())
        dialog.accept()

    def ask_for_it(dialog: Dialog) -> None:
        press(dialog, "remove_person")
        dialog.reject()

    user.will(ask_for_it, lambda dialog: dialog.accept(), read)
    page.tasks.edit_person(id_of(village, "沈丽华"))
    assert said == ["沈丽华有任职、会议或代表名单的记录，不能从名册里删除。"]
    assert "沈丽华" in shown_names(page)


def test_she_is_taken_off_the_delegates_list(open_window: OpenWindow, village: Workspace, user: User) -> None:
    page = people_page(open_window(village))
    person_id = id_of(village, "金玥")

    def fill(dialog: Dialog) -> None:
        box = dialog.findChild(CheckBox, "form_delegate")
        assert isinstance(box, CheckBox)
        box.setChecked(False)
        press(dialog, "save_person")

    user.will(fill)
    page.tasks.edit_person(person_id)
    assert person_id not in {delegate.person_id for delegate in village.people.delegates(7)}


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_code_list_is_found_by_pinyin(qtbot: QtBot) -> None:
    combo = CodeCombo(ETHNICITIES, "")
    qtbot.addWidget(combo)
    combo.show()
    line = combo.lineEdit()
    assert line is not None
    qtbot.keyClicks(line, "wwez")
    combo.settle()
    assert combo.text() == "维吾尔族"


def test_resume_lines_are_moved_removed_and_pasted(qtbot: QtBot) -> None:
    editor = ResumeEditor((ResumeLine("2001", "甲"), ResumeLine("2002", "乙"), ResumeLine("2003", "丙")))
    qtbot.addWidget(editor)
    editor.show()
    editor.rows[2].up_button.click()
    editor.rows[0].remove_button.click()
    assert [line.text for line in editor.lines()] == ["丙", "乙"]
    editor.add_button.click()
    QGuiApplication.clipboard().setText("2004.01-2005.02 丁\n2005.03— 戊")
    qtbot.keyClick(editor.rows[2].period_edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.lines()[2:] == (ResumeLine("2004.01—2005.02", "丁"), ResumeLine("2005.03至今", "戊"))


@pytest.mark.parametrize(
    ("line", "period", "text"),
    [
        ("2008.09-2012.06 清溪镇中学教师", "2008.09—2012.06", "清溪镇中学教师"),
        ("2008年9月至2012年6月，在外务工", "2008.09—2012.06", "在外务工"),
        ("2021.02至今 网格员", "2021.02至今", "网格员"),
        ("2010/9 ~ 2012/3\t大学", "2010.09—2012.03", "大学"),
        ("中专毕业后在家务农", "", "中专毕业后在家务农"),
    ],
)
def test_a_resume_line_is_read_as_offices_write_it(line: str, period: str, text: str) -> None:
    assert parse_resume(line) == (ResumeLine(period, text),)


def test_remarks_say_how_things_are_read(village: Workspace) -> None:
    today = village.journal.now().date()
    assert remark_on_birth("89年4月", today).words == "读作 1989年4月（36 岁）"
    assert "生僻字" in remark_on_name("李𬱖").words
    assert remark_on_name("⺼静").state is LampState.MISSING
    good = remark_on_id_number("430111198904045684", None, "女", today)
    assert good.state is LampState.HOLDS
    wrong = remark_on_id_number("430111198904045683", None, "女", today)
    assert wrong.state is LampState.MISSING
    assert "校验码不对" in wrong.words
    assert "性别一栏" in remark_on_id_number("430111198904045684", None, "男", today).words


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize(("scale", "size"), [(100, (1366, 697)), (150, (1366, 697))])
def test_the_form_cuts_nothing(
    qapp: QApplication, open_window: OpenWindow, village: Workspace, scale: int, size: tuple[int, int]
) -> None:
    apply_theme(qapp, scale)
    window = open_window(village)
    window.resize(*size)
    form = PersonForm(window, window.context, village.people.get(id_of(village, "丁巧云")))
    form.show()
    assert form.height() <= size[1]
    assert problems_of(form, form.width(), form.height()) == []
    form.reject()


@pytest.mark.usefixtures("light")
def test_the_form_has_the_room_of_the_window_when_a_small_dialog_opens_it(
    open_window: OpenWindow, village: Workspace
) -> None:
    window = open_window(village)
    small = QDialog(window)
    small.resize(600, 300)
    form = PersonForm(small, window.context, None)
    assert form.width() == PersonForm(window, window.context, None).width()
    assert form.fields.height() >= 300
