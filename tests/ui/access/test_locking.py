"""Locking: by key, after idle time, with wrong tries and waiting; what was open is open again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from fulian_desktop.access.records import Role
from tests.ui.structure import problems_of, texts_of
from tests.ui.villages import SIZES, settle
from ui.access.guarding import WindowGuard, guard_window
from ui.access.keeper import Cover
from ui.people.person_form import PersonForm
from ui.shell.widgets import LineEdit

if TYPE_CHECKING:
    from fulian_desktop.sample_village import StageClock
    from fulian_desktop.workspace import Workspace
    from tests.ui.villages import OpenReal
    from ui.access.lock_page import LockPage
    from ui.shell.window import MainWindow

SECRETS = {"沈丽华": "三合村沈主席的口令", "李祎": "记录员李祎的口令", "王芳": "我只看一看的口令"}


class Seconds:
    """A clock that only goes forward."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def staffed(village: Workspace) -> Workspace:
    """The chair is signed in; there are a recorder and a viewer."""
    village.access.start_signing_in("沈丽华", SECRETS["沈丽华"])
    village.access.add_user("李祎", Role.RECORDER, SECRETS["李祎"])
    village.access.add_user("王芳", Role.VIEWER, SECRETS["王芳"])
    return village


def guarded(open_real: OpenReal, village: Workspace, page: str = "people") -> tuple[MainWindow, WindowGuard]:
    window = open_real(village, page)
    guard = guard_window(window)
    settle()
    return window, guard


def lock_page(guard: WindowGuard) -> LockPage:
    page = guard.keeper.page
    assert page is not None
    return page


def type_secret(page: LockPage, name: str, secret: str) -> None:
    names = [page.names.item(place).text().split("　")[0] for place in range(page.names.count())]
    page.names.setCurrentRow(names.index(name))
    page.secret_edit.setFocus()
    page.secret_edit.setText(secret)
    QTest.keyClick(page.secret_edit, Qt.Key.Key_Return)
    settle()


def press_lock_key(window: MainWindow) -> None:
    focus = QApplication.focusWidget() or window
    modifier = Qt.KeyboardModifier.ControlModifier
    QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_L, modifier))
    settle()


def test_the_key_locks_and_the_keyboard_alone_unlocks(open_real: OpenReal, staffed: Workspace) -> None:
    window, guard = guarded(open_real, staffed)
    press_lock_key(window)
    page = lock_page(guard)
    assert staffed.access.state().user is None
    assert staffed.access.field_key is None
    assert [one.split("　")[0] for one in (page.names.item(at).text() for at in range(3))] == list(SECRETS)
    assert page.names.currentItem().text().startswith("沈丽华")
    type_secret(page, "沈丽华", SECRETS["沈丽华"])
    assert not guard.keeper.is_locked
    assert window.findChildren(Cover) == []
    assert window.current_name() == "people"


def test_half_typed_words_in_an_open_form_are_there_again(open_real: OpenReal, staffed: Workspace) -> None:
    window, guard = guarded(open_real, staffed)
    form = PersonForm(window, window.context, None)
    form.open()
    name = form.fields.name_field.editor
    assert isinstance(name, LineEdit)
    name.setText("苗春")
    guard.keeper.lock()
    settle()
    assert [one.objectName() for one in form.children() if isinstance(one, Cover)] == ["lock_cover"]
    type_secret(lock_page(guard), "沈丽华", SECRETS["沈丽华"])
    assert form.isVisible()
    assert name.text() == "苗春"
    QDialog.reject(form)


def test_neither_escape_nor_closing_gets_past_the_lock(open_real: OpenReal, staffed: Workspace) -> None:
    _, guard = guarded(open_real, staffed)
    guard.keeper.lock()
    page = lock_page(guard)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    page.close()
    assert page.isVisible()
    guard.keeper.forget()


def test_wrong_tries_are_counted_and_the_wait_is_shown(
    open_real: OpenReal, staffed: Workspace, clock: StageClock
) -> None:
    _, guard = guarded(open_real, staffed)
    guard.keeper.lock()
    page = lock_page(guard)
    type_secret(page, "李祎", "猜一猜这个口令啊")
    assert page.message.text() == "姓名或口令不对。还可以试 4 次，以后要等。"
    for _ in range(4):
        type_secret(page, "李祎", "猜一猜这个口令啊")
    assert page.message.text() == "口令连续输错，还要等 30 秒。"
    assert not page.secret_edit.isEnabled()
    clock.moment += timedelta(seconds=25)
    page.show_wait()
    assert page.message.text() == "口令连续输错，还要等 5 秒。"
    clock.moment += timedelta(seconds=5)
    page.show_wait()
    assert page.secret_edit.isEnabled()
    type_secret(page, "李祎", SECRETS["李祎"])
    assert not guard.keeper.is_locked


def test_capitals_are_noticed(open_real: OpenReal, staffed: Workspace) -> None:
    _, guard = guarded(open_real, staffed)
    guard.keeper.lock()
    page = lock_page(guard)
    QTest.keyClicks(page.secret_edit, "a", Qt.KeyboardModifier.NoModifier)
    assert not page.secret_field.message_label.text().startswith("大写")
    capital = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    QApplication.sendEvent(page.secret_edit, capital)
    assert page.secret_field.message_label.text().startswith("大写锁定开着")
    guard.keeper.forget()


def test_idle_time_locks_after_a_warning(open_real: OpenReal, staffed: Workspace) -> None:
    window, guard = guarded(open_real, staffed)
    seconds = Seconds()
    guard.keeper._seconds = seconds
    guard.keeper._last_sign = 0.0
    minutes = staffed.access.state().idle_minutes
    seconds.now = minutes * 60 - 31
    guard.keeper.look()
    assert "30 秒后锁定" not in window.toast.words()
    seconds.now = minutes * 60 - 30
    guard.keeper.look()
    assert "30 秒后锁定" in window.toast.words()
    QTest.keyClick(window, Qt.Key.Key_Shift)
    seconds.now = minutes * 60
    guard.keeper.look()
    assert not guard.keeper.is_locked
    seconds.now += minutes * 60
    guard.keeper.look()
    assert guard.keeper.is_locked
    guard.keeper.forget()


def test_a_guarded_file_is_locked_when_it_is_opened(open_real: OpenReal, staffed: Workspace) -> None:
    staffed.access.sign_out()
    window, guard = guarded(open_real, staffed, "home")
    assert guard.keeper.is_locked
    type_secret(lock_page(guard), "李祎", SECRETS["李祎"])
    assert window.masthead.user_button.text() == "李祎·记录员"


def test_where_nobody_signs_in_nothing_locks(open_real: OpenReal, village: Workspace) -> None:
    window, guard = guarded(open_real, village)
    press_lock_key(window)
    guard.keeper.lock()
    assert not guard.keeper.is_locked
    assert not window.masthead.user_button.isVisible()


def test_what_a_role_may_not_do_is_grey_and_says_why(open_real: OpenReal, staffed: Workspace) -> None:
    window, guard = guarded(open_real, staffed)
    page = window.page("people")
    button = page.tasks.new_button  # type: ignore[attr-defined]
    assert button.isEnabled()
    guard.keeper.lock()
    type_secret(lock_page(guard), "王芳", SECRETS["王芳"])
    assert not button.isEnabled()
    assert button.toolTip() == "现在是查看用户，只能看，不能改。"
    guard.keeper.lock()
    type_secret(lock_page(guard), "李祎", SECRETS["李祎"])
    assert button.isEnabled()
    assert guard.permission.why_not("finalise_all") == "要由主席来做，请主席登录。"
    assert guard.permission.why_not("new_person_button") == ""


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.usefixtures("light")
def test_the_lock_page_holds_together_at_every_size(
    open_real: OpenReal, staffed: Workspace, size: tuple[int, int, int]
) -> None:
    from ui.shell.theme import apply_theme

    width, height, scale = size
    apply_theme(QApplication.instance(), scale)  # type: ignore[arg-type]
    _, guard = guarded(open_real, staffed)
    guard.keeper.lock()
    page = lock_page(guard)
    assert problems_of(page, width, height) == []
    assert "已锁定，请登录" in texts_of(page)
    guard.keeper.forget()


def test_the_desk_keeps_its_line_and_the_hall_its_screen(open_real: OpenReal, staffed: Workspace) -> None:
    from ui.desk.desk_view import DeskView

    meeting = staffed.meetings.meetings()[0].id
    staffed.meetings.open(meeting)
    staffed.attendance.mark_everyone_present(meeting)
    window, guard = guarded(open_real, staffed, "home")
    desk = DeskView(window.context, meeting)
    window.show_full(desk)
    settle()
    for _ in range(3):
        QTest.keyClick(desk, Qt.Key.Key_Space)
    line = desk.session.key
    desk.hall.toggle()
    settle()
    halls = [one for one in QApplication.topLevelWidgets() if one.objectName() == "hall_window"]
    shown = [one for one in halls if one.isVisible()]
    assert shown
    press_lock_key(window)
    assert guard.keeper.is_locked
    assert all(one.isVisible() and not one.findChildren(Cover) for one in shown)
    type_secret(lock_page(guard), "沈丽华", SECRETS["沈丽华"])
    assert desk.isVisible()
    assert desk.session.key == line
    desk.hall.toggle()
    window.leave_full()
    settle()
