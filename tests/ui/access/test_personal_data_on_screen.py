"""Numbers on the screen: shown for half a minute, sealed without a key, copied without a trace; deletion."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from fulian_desktop.access import secret_keys
from fulian_desktop.access.device_key import DeviceKeys
from fulian_desktop.access.records import Role
from fulian_desktop.people.records import PersonDetails
from tests.ui.structure import problems_of, texts_of
from tests.ui.villages import SIZES, Size, settle, widget
from ui.access import permission, printing
from ui.access.clipboard import CONCEALED, _clearing, clear_copied, concealed, copy_concealed
from ui.access.code_dialogs import CodeDialog, KeyDialog, RecoveryDialog
from ui.access.guarding import ask_after_creating
from ui.access.page import DisclosuresPage
from ui.access.user_dialogs import SignInQuestion, UserDialog
from ui.people.person_form import PersonForm
from ui.shell.theme import apply_theme
from ui.shell.widgets import Button

if TYPE_CHECKING:
    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal
    from ui.people.page import PeoplePage
    from ui.shell.window import MainWindow

PHONE, ID_NUMBER = "13800001111", "33010219650307002X"
SECRET = "三合村沈主席的口令"
ROOT = Path(__file__).parents[3]


pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def woman(village: Workspace) -> int:
    added = village.people.add(PersonDetails("钟秀英", phone=PHONE, id_number=ID_NUMBER)).record_id
    assert added is not None
    return added


def roster(window: MainWindow) -> Any:
    return window.page("people")


def shown_at(window: MainWindow, person_id: int) -> PeoplePage:
    page: PeoplePage = roster(window)
    page.show_person(person_id)
    settle()
    return page


def press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(Button, name)
    assert isinstance(button, Button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_shown_is_hidden_after_half_a_minute_and_on_leaving(
    open_real: OpenReal, village: Workspace, woman: int
) -> None:
    window = open_real(village, "people")
    page = shown_at(window, woman)
    assert PHONE not in texts_of(window)
    page._on_reveal(woman)
    assert {PHONE, ID_NUMBER} <= set(texts_of(window))
    assert page.panel._hiding.interval() == 30_000
    page.panel._hiding.timeout.emit()
    assert PHONE not in texts_of(window)
    page._on_reveal(woman)
    window.open_page("home")
    window.open_page("people")
    settle()
    assert PHONE not in texts_of(window)
    assert [one.act for one in village.journal.entries("person", woman)][:4].count("查看电话") == 2


def test_a_number_in_the_remark_is_masked_like_a_telephone(
    open_real: OpenReal, village: Workspace, woman: int
) -> None:
    told = {**vars(village.people.get(woman).details()), "note": "另有电话 13900004444"}
    village.people.change(woman, PersonDetails(**told))
    window = open_real(village, "people")
    page = shown_at(window, woman)
    assert "另有电话 139****4444" in texts_of(window)
    page._on_reveal(woman)
    assert "另有电话 13900004444" in texts_of(window)
    assert "查看备注" in [one.act for one in village.journal.entries("person", woman)]


def test_a_file_from_another_computer_says_that_numbers_are_encrypted(
    open_real: OpenReal, village: Workspace, woman: int, tmp_path: Path, user: User
) -> None:
    village.access._devices = DeviceKeys(tmp_path / "keys")
    code = village.access.protect_on_this_computer()
    village.access.protection.key = None
    window = open_real(village, "people")
    page = shown_at(window, woman)
    words = texts_of(window)
    assert words.count("已加密") == 2
    assert any("输入恢复码" in one for one in words)
    assert not any("密1:" in one for one in words)
    form = PersonForm(window, window.context, village.people.get(woman))
    form.open()
    assert not any("密1:" in one for one in texts_of(form))
    form.fields.unit_field.set_text("第三组组长")
    form.accept()
    settle()
    kept = village.people.get(woman)
    assert kept.unit_post == "第三组组长"
    dialog = KeyDialog(window, village)
    dialog.code_field.set_text(code.lower())
    dialog.accept()
    assert village.people.get(woman).phone == PHONE
    page.refresh()


def test_a_number_is_copied_with_the_marks_that_keep_it_out_of_histories(qapp: QApplication) -> None:
    data = concealed(PHONE)
    assert data.text() == PHONE
    assert {name for name, _ in CONCEALED} <= set(data.formats())
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"
    clipboard = QGuiApplication.clipboard()
    copy_concealed(PHONE)
    assert clipboard.text() == PHONE
    clear_copied()
    assert clipboard.text() == ""
    copy_concealed(PHONE)
    clipboard.setText("别的内容")
    clear_copied()
    assert clipboard.text() == "别的内容"


def test_a_copied_number_leaves_the_clipboard_by_itself_and_with_the_program(qapp: QApplication) -> None:
    clipboard = QGuiApplication.clipboard()
    copy_concealed(PHONE)
    (clearing,) = _clearing
    assert clearing._timer.interval() == 60_000
    clearing._timer.timeout.emit()
    assert clipboard.text() == ""
    copy_concealed(PHONE)
    qapp.aboutToQuit.emit()
    assert clipboard.text() == ""


def test_deleting_on_request_from_the_roster_and_the_receipt_later(
    open_real: OpenReal, village: Workspace, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(
        "ui.access.page.print_or_save", lambda _owner, content, *_more: printed.append(content.title)
    )
    left = village.people.find("周美琴")[0].id
    window = open_real(village, "people")
    page = shown_at(window, left)

    def fill(dialog: Any) -> None:
        dialog.reason_field.set_text("本人 3月2日 书面提出")
        press(dialog, "erase_person")

    user.will(fill, lambda dialog: dialog.reject())
    page.tasks.erase_person()
    settle()
    assert village.people.get(left).born == ""
    seen = open_real(village, "disclosures")
    shown = seen.page("disclosures")
    assert isinstance(shown, DisclosuresPage)
    assert not shown.receipt_button.isEnabled()
    shown.table.choose(shown.shown()[0].entry_id)
    assert shown.receipt_button.isEnabled()
    shown.print_receipt()
    shown.print_list()
    assert printed == ["三合村妇女联合会个人信息删除回执", "三合村妇女联合会个人信息查看和导出登记"]


def test_the_list_is_filtered_by_person(open_real: OpenReal, village: Workspace, woman: int) -> None:
    other = village.people.find("丁巧云")[0].id
    village.people.note_revealed(woman, "phone")
    village.people.note_revealed(other, "phone")
    village.access.file_acts.note_backup("备份.fulian")
    window = open_real(village, "disclosures")
    page = window.page("disclosures")
    assert isinstance(page, DisclosuresPage)
    assert len(page.shown()) == 3
    page.open_with(person_id=woman)
    assert {one.person for one in page.shown()} == {"钟秀英", ""}


def test_the_settings_offer_signing_in_and_then_users(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    window = open_real(village, "settings")
    assert any("还没有选" in one for one in texts_of(window))
    press(window, "leave_sign_in_off")
    settle()
    assert village.access.state().decided
    assert not village.access.state().sign_in

    def name_chair(dialog: Any) -> None:
        dialog.name_field.set_text("沈丽华")
        for field in (dialog.secret_field, dialog.again_field):
            field.set_text(SECRET)
        press(dialog, "user_done")

    def keep_code(dialog: Any) -> None:
        assert not dialog.done_button.isEnabled()
        dialog.kept_box.setChecked(True)
        press(dialog, "code_done")

    user.will(name_chair, keep_code)
    press(window, "change_sign_in")
    settle()
    assert village.access.state().sign_in
    assert "沈丽华（现在登录的）" in texts_of(window)

    def name_recorder(dialog: Any) -> None:
        dialog.name_field.set_text("李祎")
        dialog.secret_field.set_text("123456")
        dialog.again_field.set_text("123456")
        press(dialog, "user_done")
        assert dialog.secret_field.error() == "这个口令太容易猜到。"
        for field in (dialog.secret_field, dialog.again_field):
            field.set_text("记录员李祎的口令")
        press(dialog, "user_done")

    user.will(name_recorder)
    press(window, "add_user")
    settle()
    assert [(one.name, one.role) for one in village.access.users()] == [
        ("沈丽华", Role.CHAIR),
        ("李祎", Role.RECORDER),
    ]


def test_the_question_after_creating_is_asked_once(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    window = open_real(village, "home")
    user.will(lambda dialog: press(dialog, "leave_sign_in_off"))
    ask_after_creating(window)
    assert village.access.state().decided
    ask_after_creating(window)


def test_the_reset_with_the_recovery_code_gives_the_next_code(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    code = village.access.start_signing_in("沈丽华", SECRET)
    village.access.sign_out()
    window = open_real(village, "home")
    dialog = RecoveryDialog(window, village)
    dialog.code_field.set_text(code.replace("-", ""))
    for field in (dialog.secret_field, dialog.again_field):
        field.set_text("我新定的一个口令")
    dialog.accept()
    assert dialog.code_field.error().startswith("请写明为什么用恢复码重设")
    dialog.reason_field.set_text("口令忘了")
    dialog.accept()
    assert dialog.following not in ("", code)
    user_now = village.access.state().user
    assert user_now is not None
    assert user_now.name == "沈丽华"


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.usefixtures("light")
def test_dialogs_and_pages_hold_together_at_every_size(
    open_real: OpenReal, village: Workspace, woman: int, size: Size
) -> None:
    apply_theme(QApplication.instance(), size.scale)  # type: ignore[arg-type]
    code = village.access.start_signing_in("沈丽华", SECRET)
    village.access.add_user("李祎", Role.RECORDER, "记录员李祎的口令")
    village.people.note_revealed(woman, "phone")
    window = open_real(village, "disclosures", size)
    assert problems_of(window, size.width, size.height) == []
    dialogs: list[QDialog] = [
        CodeDialog(window, village, code),
        RecoveryDialog(window, village),
        KeyDialog(window, village),
        SignInQuestion(window),
        UserDialog(window, "添加用户", "添加", print, asks_name=True, role=Role.VIEWER, asks_secret=True),
    ]
    for dialog in dialogs:
        dialog.open()
        settle()
        assert problems_of(dialog, dialog.width(), dialog.height()) == []
        QDialog.reject(dialog)
        dialog.deleteLater()
    settings = open_real(village, "settings", size)
    assert problems_of(settings, size.width, size.height) == []
    assert widget(settings, "access_card").isVisible()


def test_the_names_of_greyed_buttons_exist() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py"))
    own = (ROOT / "ui" / "access" / "permission.py").read_text(encoding="utf-8")
    elsewhere = source.replace(own, "")
    assert [name for name in permission.CHANGING if f'"{name}"' not in elsewhere] == []


def test_printing_without_a_printer_asks_where_to_save(
    open_real: OpenReal, village: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    from fulian_desktop.documents.papers import recovery_sheet
    from ui.shell import prompts
    from ui.shell.jobs import running_jobs

    monkeypatch.setattr("ui.documents.printing.has_printer", lambda: False)
    monkeypatch.setattr(prompts, "choose_save_file", lambda *_all, **_more: tmp_path / "sheet.pdf")
    window = open_real(village, "home")
    done: list[Path] = []
    today = village.journal.now().date()
    sheet = recovery_sheet.compose("三合村妇女联合会", "清溪镇妇联", secret_keys.new_recovery_code(), today)
    printing.print_or_save(window, sheet, "恢复码单", tmp_path / "x.pdf", on_saved=done.append)
    qtbot.waitUntil(lambda: bool(done) and running_jobs() == 0)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_a_crash_report_and_the_log_hold_nothing_personal(caplog: pytest.LogCaptureFixture) -> None:
    from ui.shell.crash import CrashHook, crash_report

    error = ValueError(f"钟秀英 {PHONE} {ID_NUMBER}")
    report = crash_report(error)
    hook = CrashHook()
    hook._telling = True
    hook._on_exception(ValueError, error, None)
    for part in ("钟秀英", PHONE, ID_NUMBER[:17]):
        assert part not in report
        assert part not in caplog.text
