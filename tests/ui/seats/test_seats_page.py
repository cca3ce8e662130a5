"""The page of the seats in the real window: departures, by-elections, seating, posts."""

from __future__ import annotations

import gc
from datetime import date
from typing import TYPE_CHECKING, Any
from weakref import ref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fulian_desktop.seats.records import Beginning, Ending, Engagement, Post
from tests.ui.meetings.meeting_stage import choose_person
from tests.ui.structure import problems_of, texts_of
from tests.ui.villages import SIZES, STATES, Size, application, opened_with, settle, widget
from ui.seats.departure import day_problem
from ui.seats.page import SeatsPage
from ui.shell.theme import apply_theme
from ui.shell.widgets import ComboBox, DateEdit, SeatCard, SeatState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from fulian_desktop.sample_village import StageClock
    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal
    from ui.shell.window import MainWindow


def page_of(window: MainWindow) -> SeatsPage:
    page = window.page("seats")
    assert isinstance(page, SeatsPage)
    return page


def click(target: QWidget) -> None:
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    settle()


def choose_seat(window: MainWindow, number: int) -> None:
    click(widget(window, f"seat_{number}"))


def part(dialog: QWidget, kind: type, name: str) -> Any:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


class Departure:
    """Fills the dialog of a departure and saves it."""

    def __init__(self, ending: Ending, day: date, cause: str) -> None:
        self._ending, self._day, self._cause = ending, day, cause
        self.said = ""

    def __call__(self, dialog: Any) -> None:
        part(dialog, ComboBox, "ending").set_value(self._ending)
        part(dialog, DateEdit, "ended_on").set_day(self._day)
        dialog.cause_edit.insert(self._cause)
        click(dialog.save_button)
        self.said = dialog.day_field.error()
        if self.said:
            dialog.reject()


def test_the_term_and_its_days_stand_under_the_title(open_real: OpenReal, village: Workspace) -> None:
    page = page_of(open_real(village, "seats"))
    assert page.subtitle_label.text() == "第七届执行委员会  2024年3月8日—2029年3月7日"


def test_the_first_vacancy_is_shown_first_with_its_reason(open_real: OpenReal, village: Workspace) -> None:
    words = texts_of(page_of(open_real(village, "seats")).panel)
    assert "席位 9 空缺" in words
    assert "原 周美琴，2025年12月20日调离·自行卸免。" in words


def test_a_departure_empties_the_seat_keeps_the_history_and_offers_the_by_election(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    window = open_real(village, "seats")
    choose_seat(window, 4)
    offered: list[str] = []

    def accept_offer(dialog: Any) -> None:
        offered.append(dialog.windowTitle())
        offered.extend(texts_of(dialog))
        dialog.accept()

    user.will(Departure(Ending.RESIGNATION, date(2026, 2, 28), "迁居"), accept_offer)
    click(widget(window, "departure"))
    seat = village.seats.board().seats[3]
    assert seat.holder is None
    assert seat.former is not None
    assert (seat.former.person_name, seat.former.ending_phrase) == ("王秀英", "迁居·辞去")
    assert seat.former.ended_on == "2026-02-28"
    assert offered[0] == "席位 4 空缺，现在筹备替补执委吗？"
    assert "第 4 席原执委王秀英迁居·辞去" in offered
    assert "应到执委 12 人，三分之二以上即 8 人到会" in offered
    assert opened_with(window, "meetings") == {"create": True}


def test_the_offer_can_wait(open_real: OpenReal, village: Workspace, user: User) -> None:
    window = open_real(village, "seats")
    choose_seat(window, 4)
    user.will(Departure(Ending.LAPSE, date(2026, 3, 1), "调离"), lambda dialog: dialog.reject())
    click(widget(window, "departure"))
    assert window.current_name() == "seats"
    words = texts_of(page_of(window).panel)
    assert "席位 4 空缺" in words
    assert "王秀英  执委" in words, "her time in the seat stays readable"


@pytest.mark.parametrize(
    "ending", [Ending.LAPSE, Ending.RESIGNATION, Ending.REMOVAL, Ending.TRANSFER, Ending.DEATH]
)
def test_every_way_to_leave_can_be_recorded(
    open_real: OpenReal, village: Workspace, user: User, ending: Ending
) -> None:
    window = open_real(village, "seats")
    choose_seat(window, 6)
    user.will(Departure(ending, date(2026, 3, 2), ""), lambda dialog: dialog.reject())
    click(widget(window, "departure"))
    former = village.seats.board().seats[5].former
    assert former is not None
    assert former.ended_by is ending


def test_a_departure_recorded_by_mistake_is_taken_back_by_key(
    open_real: OpenReal, village: Workspace, user: User, qtbot: QtBot
) -> None:
    window = open_real(village, "seats")
    choose_seat(window, 4)
    user.will(Departure(Ending.TRANSFER, date(2026, 3, 2), ""), lambda dialog: dialog.reject())
    click(widget(window, "departure"))
    assert village.seats.board().seats[3].holder is None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    holder = village.seats.board().seats[3].holder
    assert holder is not None
    assert holder.person_name == "王秀英"
    assert village.check() == []


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(2020, 1, 1)])
def test_an_impossible_day_keeps_the_form_open_and_says_why(
    open_real: OpenReal, village: Workspace, user: User, day: date
) -> None:
    window = open_real(village, "seats")
    choose_seat(window, 4)
    departure = Departure(Ending.TRANSFER, day, "")
    user.will(departure)
    click(widget(window, "departure"))
    assert departure.said == day_problem(day, date(2024, 3, 8), date(2026, 3, 2)) != ""
    assert village.seats.board().seats[3].holder is not None


def test_leaving_the_form_changes_nothing(open_real: OpenReal, village: Workspace, user: User) -> None:
    window = open_real(village, "seats")
    choose_seat(window, 4)
    user.will(lambda dialog: dialog.reject())
    click(widget(window, "departure"))
    assert len(village.seats.board().vacant) == 2


def test_the_hint_follows_the_way_of_leaving(open_real: OpenReal, village: Workspace, user: User) -> None:
    window = open_real(village, "seats")
    choose_seat(window, 4)
    hints: list[str] = []

    def look(dialog: Any) -> None:
        for ending in (Ending.LAPSE, Ending.REMOVAL):
            part(dialog, ComboBox, "ending").set_value(ending)
            hints.append(dialog.cause_field.message_label.text())
        dialog.reject()

    user.will(look)
    click(widget(window, "departure"))
    assert hints[0] != hints[1]
    assert "罢免" in hints[1]


def test_someone_already_serving_is_seated_by_name(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    window = open_real(village, "seats")
    choose_seat(window, 13)

    def seat(dialog: Any) -> None:
        choose_person(dialog, "person", "sxt")
        assert dialog.person_edit.text() == "苏晓棠"
        dialog.duty_edit.insert("联系五组")
        assert dialog.day_edit.day() == date(2026, 1, 15), "the seat is free since then"
        dialog.day_edit.set_day(date(2026, 2, 1))
        click(dialog.save_button)

    user.will(seat)
    click(widget(window, "seating"))
    holder = village.seats.board().seats[12].holder
    assert holder is not None
    assert (holder.person_name, holder.duty, holder.began_on) == ("苏晓棠", "联系五组", "2026-02-01")
    assert holder.began_by is Beginning.REPLACEMENT
    assert "苏晓棠" in texts_of(page_of(window).panel)


def test_seating_without_a_name_is_not_saved(open_real: OpenReal, village: Workspace, user: User) -> None:
    window = open_real(village, "seats")
    said: list[str] = []

    def save(dialog: Any) -> None:
        click(dialog.save_button)
        said.append(dialog.person_field.error())
        dialog.reject()

    user.will(save)
    click(widget(window, "seating"))
    assert said == ["请从名册里选一个人，写姓名或拼音首字母就能找到。"]


def test_a_member_is_not_offered_a_second_seat(open_real: OpenReal, village: Workspace, user: User) -> None:
    window = open_real(village, "seats")
    found: list[object] = []

    def look(dialog: Any) -> None:
        choose_person(dialog, "person", "shenlihua")
        found.append(dialog.person_edit.person_id())
        dialog.reject()

    user.will(look)
    click(widget(window, "seating"))
    assert found == [None]


def test_nobody_to_seat_is_said_at_once(open_real: OpenReal, empty_file: Workspace, user: User) -> None:
    window = open_real(empty_file, "seats")
    titles: list[str] = []

    def read(dialog: Any) -> None:
        titles.append(dialog.windowTitle())
        dialog.accept()

    user.will(read)
    click(widget(window, "seating"))
    assert titles == ["名册里没有可以任职的人。"]


def test_duty_and_post_are_changed_in_place(open_real: OpenReal, village: Workspace, user: User) -> None:
    window = open_real(village, "seats")
    choose_seat(window, 4)

    def change(dialog: Any) -> None:
        dialog.post_box.set_value(Post.VICE_CHAIR)
        dialog.engagement_box.set_value(Engagement.PART_TIME)
        dialog.duty_edit.setText("妇儿维权")
        dialog.accept()

    user.will(change)
    click(widget(window, "change_post"))
    holder = village.seats.board().seats[3].holder
    assert holder is not None
    assert (holder.post, holder.engagement, holder.duty) == (
        Post.VICE_CHAIR,
        Engagement.PART_TIME,
        "妇儿维权",
    )
    assert "兼职·妇儿维权" in texts_of(page_of(window).panel)


def test_a_second_chair_is_refused_in_words(open_real: OpenReal, village: Workspace, user: User) -> None:
    window = open_real(village, "seats")
    choose_seat(window, 4)
    said: list[str] = []

    def change(dialog: Any) -> None:
        dialog.post_box.set_value(Post.CHAIR)
        dialog.accept()

    def read(dialog: Any) -> None:
        said.append(dialog.windowTitle())
        dialog.accept()

    user.will(change, read)
    click(widget(window, "change_post"))
    assert said == ["沈丽华现在是主席，不能有两位主席。"]


def test_the_buttons_lead_to_person_import_and_meeting(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "seats")
    choose_seat(window, 1)
    holder = village.seats.board().seats[0].holder
    assert holder is not None
    click(widget(window, "person"))
    assert opened_with(window, "people") == {"person_id": holder.person_id}
    window.open_page("seats")
    click(widget(window, "by_election"))
    assert opened_with(window, "meetings") == {"create": True}
    window.open_page("seats")
    click(page_of(window).import_button)
    assert opened_with(window, "people") == {"start": "import"}


def test_the_page_opens_at_the_seat_of_a_person(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "seats")
    holder = village.seats.board().seats[14].holder
    assert holder is not None
    window.open_page("seats", person_id=holder.person_id)
    settle()
    assert "韩淑珍" in texts_of(page_of(window).panel)
    assert page_of(window).findChild(SeatCard, "seat_15").look.bar is not None


def test_without_vacancies_no_by_election_is_offered(open_real: OpenReal, held_village: Workspace) -> None:
    page = page_of(open_real(held_village, "seats"))
    assert not page.by_election_button.isVisible()
    holder = held_village.seats.board().seats[8].holder
    assert holder is not None
    page.open_with(seat_number=9)
    settle()
    words = texts_of(page.panel)
    assert "丁巧云" in words
    assert holder.beginning_phrase in words
    assert "周美琴  执委" in words


def test_an_empty_file_has_one_primary_button_and_calm_seats(
    open_real: OpenReal, empty_file: Workspace
) -> None:
    window = open_real(empty_file, "seats")
    page = page_of(window)
    assert not page.by_election_button.isVisible()
    assert {card.face.state for card in page.findChildren(SeatCard)} == {SeatState.UNFILLED}
    click(widget(window, "first_import"))
    assert opened_with(window, "people") == {"start": "import"}


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_cut_or_overlaps(
    open_real: OpenReal, request: pytest.FixtureRequest, qapp: QApplication, state: str, size: Size
) -> None:
    apply_theme(qapp, size.scale)
    window = open_real(request.getfixturevalue(state), "seats", size)
    assert problems_of(window, size.width, size.height) == []
    choose_seat(window, 5)
    assert problems_of(window, size.width, size.height) == []


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("form", [(4, "departure"), (4, "change_post"), (9, "seating")])
def test_no_form_is_cut(
    open_real: OpenReal, village: Workspace, user: User, scale: int, form: tuple[int, str]
) -> None:
    seat, button = form
    apply_theme(application(), scale)
    window = open_real(village, "seats", Size(1920, 1080, scale))
    choose_seat(window, seat)
    problems: list[str] = []

    def look(dialog: Any) -> None:
        problems.extend(problems_of(dialog, dialog.width(), dialog.height()))
        dialog.reject()

    user.will(look)
    click(widget(window, button))
    assert problems == []


def test_the_page_is_freed_with_its_window(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "seats")
    page = ref(window.page("seats"))
    window.close()
    window.deleteLater()
    del window
    settle()
    gc.collect()
    assert page() is None


def test_the_clock_of_the_file_says_what_today_is(
    open_real: OpenReal, village: Workspace, clock: StageClock, user: User
) -> None:
    window = open_real(village, "seats")
    choose_seat(window, 4)
    days: list[date] = []

    def look(dialog: Any) -> None:
        days.append(part(dialog, DateEdit, "ended_on").day())
        dialog.reject()

    user.will(look)
    click(widget(window, "departure"))
    assert days == [clock().date()]
