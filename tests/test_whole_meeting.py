"""One village does the whole job in the real window: from no file at all to the figures on the papers."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit

from fulian_desktop.documents.preview import extract_text
from fulian_desktop.exchange.preview_records import Decision
from fulian_desktop.meetings.records import AgendaKind, MeetingState
from fulian_desktop.sample_village import StageClock
from fulian_desktop.scripts.records import CueKind
from fulian_desktop.seats.records import Beginning, Ending
from tests.clerk import Clerk
from tests.ui.meetings.meeting_stage import choose_person, write_text
from tests.ui.people.stage import DATA, User, press, write
from ui.application import build_application
from ui.desk.desk_keys import PanelKind
from ui.desk.desk_view import DeskView
from ui.documents.choice import papers_folder
from ui.meetings.agenda_row import AgendaRow
from ui.pages import page_factories
from ui.people.import_table import ChoiceRow
from ui.session import Session
from ui.shell import prompts
from ui.shell.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.access.user_dialogs import SignInQuestion
    from ui.home.create_federation import CreateFederationDialog
    from ui.people.person_form import PersonForm
    from ui.seats.departure import DepartureDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ON_LEAVE = ("谢海燕", "梁红霞")
BASIS = "夏琴同志因工作调离妇女工作岗位，执委职务自行卸免"
REPORT = "一年来，执委会走访妇女家庭二百余户。\n今后一年，继续办好妇女之家。"


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    app = QApplication.instance()
    return app if isinstance(app, QApplication) else build_application(["tests"])


@pytest.fixture
def user(qapp: QApplication) -> Iterator[User]:
    made = User()
    yield made
    made.stop()
    assert not made.unexpected, f"dialogs that went wrong: {made.unexpected}"
    assert made.answers == [], "a dialog that was expected did not come"


@pytest.fixture
def clerk(
    qapp: QApplication, qtbot: QtBot, user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Clerk]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    qapp.setQuitOnLastWindowClosed(False)
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    session = Session(
        qapp,
        page_factories(),
        Preferences(user_name="史海燕"),
        folder=tmp_path / "资料",
        save=lambda _preferences: None,
        clock=clock,
    )
    yield Clerk(session, user, clock, qtbot)
    for window in (session.window, session.first_start):
        if window is not None:
            window.close()
            window.deleteLater()
    session.end()
    session.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_from_an_empty_file_to_printed_papers(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    make_the_file(clerk)
    bring_the_rosters_in(clerk, monkeypatch)
    fill_a_seat_and_record_a_departure(clerk)
    prepare(clerk)
    enter(clerk)
    take_attendance(clerk)
    vote(clerk)
    close(clerk)
    see_the_result(clerk)
    read_the_papers(write_the_papers(clerk))
    assert clerk.workspace.check() == []


def make_the_file(clerk: Clerk) -> None:
    clerk.session.start()
    assert clerk.session.first_start is not None

    def fill(dialog: CreateFederationDialog) -> None:
        dialog.name_field.set_text("三合村妇女联合会")
        dialog.superior_field.set_text("清溪镇妇联")
        dialog.term_field.set_text("7")
        dialog.seats_field.set_text("16")
        for field, day in ((dialog.first_field, date(2024, 3, 8)), (dialog.last_field, date(2029, 3, 7))):
            field.editor.set_day(day)  # type: ignore[attr-defined]
        dialog.create_button.click()

    def need_no_signing_in(dialog: SignInQuestion) -> None:
        button = dialog.findChild(QAbstractButton, "leave_sign_in_off")
        assert button is not None
        button.click()

    clerk.user.will(fill, need_no_signing_in)
    clerk.session.first_start.create_button.click()
    clerk.window.resize(1366, 768)
    assert clerk.window.masthead.federation_label.text() == "三合村妇女联合会"
    assert clerk.window.masthead.term_label.text() == "第七届"


def bring_the_rosters_in(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    files = iter((DATA / "committee-roster.xlsx", DATA / "delegate-roster.csv"))
    monkeypatch.setattr(prompts, "choose_open_file", lambda *_arguments: next(files))

    def decide_and_import(dialog: Any) -> None:
        assert clerk.workspace.people.everyone() == [], "nothing is written before 导入"
        asked = dialog.table.chosen()
        assert asked.details.name == "冯秀英"
        choice = dialog.detail.findChild(ChoiceRow, f"choice_{Decision.TAKE.value}")
        choice.activated.emit()
        assert dialog.import_button.text() == "导入 15 人"
        press(dialog, "apply_import")

    clerk.click("next_step", decide_and_import, lambda summary: summary.accept())
    assert len(clerk.workspace.seats.board().held) == 15
    clerk.click(
        "import_button", lambda dialog: press(dialog, "apply_import"), lambda summary: summary.accept()
    )
    assert len(clerk.workspace.people.delegates(7)) == 36


def fill_a_seat_and_record_a_departure(clerk: Clerk) -> None:
    clerk.go_to("seats")

    def seat(dialog: Any) -> None:
        choose_person(dialog, "person", "zhongzhe")
        press(dialog, "save")

    clerk.click("seat_16")
    clerk.click("seating", seat)
    assert clerk.seat_of("钟喆") == 16

    def leave(dialog: DepartureDialog) -> None:
        dialog.ending_box.set_value(Ending.LAPSE)
        dialog.day_edit.set_day(date(2026, 2, 20))
        dialog.cause_edit.setText("调离")
        press(dialog, "save")

    clerk.click(f"seat_{clerk.seat_of('夏琴')}")
    clerk.click("departure", leave, lambda offer: offer.accept())
    assert clerk.window.current_name() == "meetings"
    assert clerk.workspace.meetings.get(clerk.meeting_id).state is MeetingState.PREPARING


def prepare(clerk: Clerk) -> None:
    def plan(dialog: Any) -> None:
        write(dialog, "plan_number", "3")
        dialog.undecided.setChecked(False)
        dialog.day_edit.set_day(date(2026, 3, 6))
        write(dialog, "plan_time", "09:30")
        write(dialog, "plan_place", "村委会二楼会议室")
        choose_person(dialog, "plan_chair", "汪翀")
        choose_person(dialog, "plan_minute_taker", "shy")
        write_text(dialog, "plan_basis", BASIS)
        press(dialog, "save")

    def nominate(dialog: Any) -> None:
        choose_person(dialog, "nominee_person", "shichunmei")
        press(dialog, "save")

    def invite(dialog: Any) -> None:
        write(dialog, "observer_name", "陆明秋")
        write(dialog, "observer_role", "清溪镇妇联主席")
        press(dialog, "save")

    clerk.click("meeting_plan", plan)
    clerk.click("add_nominee", nominate)
    clerk.click("add_observer", invite)
    edit_item(clerk, AgendaKind.WORK_REPORT, details=REPORT)
    edit_item(clerk, AgendaKind.SPEECH, presenter="陆明秋")
    said = [one.sentence for one in clerk.workspace.meetings.missing(clerk.meeting_id)]
    assert said == ["石春梅 的简历没有填"]
    write_the_resume(clerk)
    assert clerk.workspace.meetings.missing(clerk.meeting_id) == ()
    facts = clerk.workspace.meetings.facts(clerk.meeting_id)
    assert facts.full_title == "三合村妇女联合会第七届执行委员会第三次会议"
    assert facts.rule_pack.in_words(len(facts.entitled))[0].startswith("应到 15 人，三分之二以上即 10 人到会")


def edit_item(clerk: Clerk, kind: AgendaKind, *, presenter: str = "", details: str = "") -> None:
    item = next(one for one in clerk.workspace.agenda.items(clerk.meeting_id) if one.kind is kind)

    def fill(dialog: Any) -> None:
        if presenter:
            write(dialog, "item_presenter", presenter)
        if details:
            editor = dialog.findChild(QPlainTextEdit, "item_details")
            editor.setPlainText(details)
        press(dialog, "save")

    row = clerk.see(f"agenda_row_{item.id}")
    assert isinstance(row, AgendaRow)
    row.activated.emit()
    clerk.click("item_edit", fill)


def write_the_resume(clerk: Clerk) -> None:
    clerk.go_to("people")
    clerk.window.open_page("people", person_id=clerk.person_id("石春梅"))

    def fill(form: PersonForm) -> None:
        for period, words in (("2009.07—2016.12", "在清溪镇卫生院工作"), ("2017.01—", "任三合村妇女小组长")):
            press(form, "add_resume_line")
            row = form.fields.resume.rows[-1]
            row.period_edit.setText(period)
            row.text_edit.setText(words)
        press(form, "save_person")

    clerk.click("edit_button", fill)
    assert len(clerk.workspace.people.get(clerk.person_id("石春梅")).resume) == 2


def enter(clerk: Clerk) -> None:
    clerk.clock.moment = datetime(2026, 3, 6, 9, 15)
    clerk.go_to("home")
    button = clerk.see("next_step")
    assert isinstance(button, QAbstractButton)
    assert button.text() == "进入会场"
    clerk.click("next_step", lambda question: question.accept())
    assert clerk.workspace.meetings.get(clerk.meeting_id).state is MeetingState.OPEN
    assert clerk.desk.isVisible()


def take_attendance(clerk: Clerk) -> None:
    clerk.space_until(lambda: clerk.desk.session.line.cue is CueKind.ROLL_CALL)
    clerk.press(Qt.Key.Key_F8)

    def reason(dialog: Any) -> None:
        dialog.reason.set_text("家中有事")
        dialog.accept()

    for place, member in enumerate(clerk.workspace.attendance.attendance(clerk.meeting_id).members):
        clerk.clock.set_time(f"09:{16 + place % 10}")
        if member.name in ON_LEAVE:
            clerk.user.will(reason)
        clerk.press(Qt.Key.Key_3 if member.name in ON_LEAVE else Qt.Key.Key_1)
    clerk.press(Qt.Key.Key_1, Qt.Key.Key_F8)
    attendance = clerk.workspace.attendance.attendance(clerk.meeting_id)
    assert (attendance.entitled, attendance.present, len(attendance.excused)) == (15, 13, 2)
    assert (attendance.quorum.need, attendance.quorum.met) == (10, True)


def vote(clerk: Clerk) -> None:
    clerk.clock.set_time("09:42")
    clerk.space_until(lambda: clerk.desk.session.line.cue is CueKind.ABSTAINING)
    assert "通过" not in "".join(clerk.desk.script.texts()), "no result word before the count"
    clerk.press(Qt.Key.Key_1, Qt.Key.Key_Return)
    assert "同意十二人" in clerk.desk.session.line.text
    assert "一致" not in clerk.desk.session.line.text
    clerk.clock.set_time("10:18")
    clerk.press(Qt.Key.Key_Return)
    clerk.space_until(lambda: clerk.desk.session.line.cue is CueKind.IN_FAVOUR)
    clerk.press(Qt.Key.Key_Asterisk)
    counts = clerk.workspace.votes.counts(clerk.meeting_id)
    assert [(one.in_favour, one.against, one.abstaining, one.need) for one in counts] == [
        (12, 0, 1, 8),
        (13, 0, 0, 8),
    ]
    assert [one.outcome.phrase for one in counts] == ["通过", "一致通过"]


def close(clerk: Clerk) -> None:
    clerk.clock.set_time("11:05")
    clerk.space_until(lambda: clerk.desk.panel.kind is PanelKind.END)
    clerk.user.will(lambda question: question.accept())
    clerk.press(Qt.Key.Key_Return)
    clerk.settle()
    assert clerk.workspace.meetings.get(clerk.meeting_id).state is MeetingState.CLOSED
    assert clerk.window.findChild(DeskView) is None


def see_the_result(clerk: Clerk) -> None:
    board = clerk.workspace.seats.board()
    tenure = board.of_person(clerk.person_id("石春梅"))
    assert tenure is not None
    assert (tenure.began_on, tenure.began_by) == ("2026-03-06", Beginning.REPLACEMENT)
    assert tenure.source_count_id == clerk.workspace.votes.counts(clerk.meeting_id)[0].id
    assert board.vacant == ()
    clerk.go_to("seats")
    clerk.click(f"seat_{tenure.seat_number}")
    assert clerk.see(f"seat_{tenure.seat_number}").face.name == "石春梅"  # type: ignore[attr-defined]


def write_the_papers(clerk: Clerk) -> dict[str, str]:
    clerk.go_to("papers")
    clerk.click("make_all")
    clerk.settle()
    folder = papers_folder(clerk.workspace, clerk.workspace.meetings.get(clerk.meeting_id))
    papers = {path.stem.split("_", 1)[1]: extract_text(path) for path in folder.glob("*.pdf")}
    return {title: re.sub(r"[\s\f—\-\d]*\f|\s", "", text) for title, text in papers.items()}


def read_the_papers(papers: dict[str, str]) -> None:
    assert {
        "主持词",
        "签到册",
        "举手表决记录单",
        "关于工作报告的决议",
        "增补决定（名单）",
        "会议记录",
    } <= set(papers)
    assert {"执委名册（公示版）", "执委名册（内部版）"} <= set(papers)
    assert "应到十五人，实到十三人，请假两人" in papers["主持词"]
    assert "同意十二人，不同意没有，弃权一人" in papers["主持词"]
    assert "应到15人" in papers["签到册"]
    assert "应到15人，三分之二以上即10人到会" in papers["举手表决记录单"]
    assert "应到15人，过半数需8人；同意12人" in papers["举手表决记录单"]
    assert "有1人弃权，通过" in papers["举手表决记录单"]
    decision = papers["增补决定（名单）"]
    assert "石春梅" in decision
    assert "应到执委15人，实到13人，同意12人，不同意0人，弃权1人" in decision
    minutes = papers["会议记录"]
    for words in ("应到：15人，法定人数10人", "请假：2人", "谢海燕", "梁红霞", "陆明秋", "通过需要8人同意"):
        assert words in minutes
    assert "同意12人，不同意0人，弃权1人" in minutes
    assert "同意13人，不同意0人，弃权0人" in minutes
    public, internal = papers["执委名册（公示版）"], papers["执委名册（内部版）"]
    assert "石春梅" in public
    assert "夏琴" not in public
    assert not re.search(r"1\d{10}", public), "no telephone number in the public edition"
    assert "石春梅" in internal
