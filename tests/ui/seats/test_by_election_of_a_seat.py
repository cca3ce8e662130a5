"""A vacancy on the board offers exactly the by-election that fits, prepares it and opens its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from fulian_desktop.elections.records import ElectionKind, ElectionState, PostSeats
from fulian_desktop.seats.records import Ending, Post
from tests.ui.structure import texts_of
from tests.ui.villages import opened_with, settle, widget
from ui.seats.page import SeatsPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal


def press(target: QWidget) -> None:
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_Space)
    settle()


def by_ballot(dialog: QWidget) -> None:
    press(widget(dialog, "by_ballot"))


def by_hands(dialog: QWidget) -> None:
    press(widget(dialog, "by_hands"))


def offered_names(window: QWidget) -> set[str]:
    found: list[QAbstractButton] = window.findChildren(QAbstractButton)
    return {one.objectName() for one in found if one.objectName().startswith("hold_") and one.isVisible()}


def leave(village: Workspace, number: int) -> None:
    holder = village.seats.board().seats[number - 1].holder
    assert holder is not None
    village.seats.record_departure(holder.id, Ending.TRANSFER, "2026-03-01", "调往镇里")


def test_a_seat_somebody_left_offers_a_replacement_and_nothing_else(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    window = open_real(village, "seats")
    press(widget(window, "seat_9"))
    assert offered_names(window) == {"hold_replacement"}
    said: list[str] = []

    def one_seat_by_ballot(dialog: QWidget) -> None:
        said.extend(texts_of(dialog))
        widget(dialog, "together").setChecked(False)
        by_ballot(dialog)

    user.will(one_seat_by_ballot)
    press(widget(window, "hold_replacement"))
    (made,) = village.elections.elections()
    assert (made.kind, made.posts) == (ElectionKind.REPLACEMENT, (PostSeats(Post.MEMBER, 1),))
    assert opened_with(window, "elections") == {"section": "ballots", "election": made.id}
    assert "第 9 席原执委周美琴调离·自行卸免" in said
    assert "到本届届满，即 2029年3月7日" in said


def test_the_vacancies_of_one_kind_are_filled_in_one_election_which_is_not_made_twice(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    window = open_real(village, "seats")
    for number in (9, 13):
        press(widget(window, f"seat_{number}"))
        user.will(by_ballot)
        press(widget(window, "hold_replacement"))
        window.open_page("seats")
        settle()
    (made,) = village.elections.elections()
    assert made.state is ElectionState.PREPARING
    assert made.posts == (PostSeats(Post.MEMBER, 2),)


def test_by_show_of_hands_it_is_a_meeting(open_real: OpenReal, village: Workspace, user: User) -> None:
    window = open_real(village, "seats")
    press(widget(window, "seat_13"))
    user.will(by_hands)
    press(widget(window, "hold_replacement"))
    assert opened_with(window, "meetings") == {"create": True}
    assert village.elections.elections() == ()


def test_the_seat_of_a_chair_who_left_offers_the_seat_and_the_post(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    leave(village, 1)
    window = open_real(village, "seats")
    press(widget(window, "seat_1"))
    assert offered_names(window) == {"hold_replacement", "hold_officer_addition"}
    titles: list[str] = []

    def accept(dialog: Any) -> None:
        titles.append(dialog.windowTitle())
        assert dialog.findChild(QAbstractButton, "by_hands") is None
        dialog.accept()

    user.will(accept)
    press(widget(window, "hold_officer_addition"))
    assert titles == ["主席空缺，现在筹备增选主席吗？"]
    (made,) = village.elections.elections()
    assert (made.kind, made.posts) == (ElectionKind.OFFICER_ADDITION, (PostSeats(Post.CHAIR, 1),))
    window.open_page("seats")
    settle()
    press(widget(window, "seat_9"))
    assert offered_names(window) == {"hold_replacement"}, "the post belongs to the seat it left with"


def test_a_seat_never_held_offers_an_addition(open_real: OpenReal, village: Workspace) -> None:
    holder = village.seats.board().seats[3].holder
    assert holder is not None
    village.seats.withdraw([holder.id], "录错了人，这一席没有任过职")
    window = open_real(village, "seats")
    press(widget(window, "seat_4"))
    assert offered_names(window) == {"hold_addition"}
    assert "增补执委…" in texts_of(page_of(window).panel)


def test_the_top_button_and_the_home_card_name_the_kind_that_fits(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    assert page_of(open_real(village, "seats")).by_election_button.text() == "替补执委"
    holder = village.seats.board().seats[3].holder
    assert holder is not None
    village.seats.withdraw([holder.id], "录错了人，这一席没有任过职")
    window = open_real(village, "seats")
    assert page_of(window).by_election_button.text() == "增补、替补执委"
    for meeting in village.meetings.meetings():
        village.meetings.discard(meeting.id)
    window = open_real(village, "home")
    assert "增补、替补执委" in texts_of(window)
    press(widget(window, "next_step"))
    assert opened_with(window, "meetings") == {"create": True}


def test_a_committee_without_officers_is_led_to_its_first_session(
    open_real: OpenReal, village: Workspace
) -> None:
    for holder in village.seats.board().holders():
        if holder.post is not Post.MEMBER:
            village.seats.withdraw([holder.id], "录错了")
    window = open_real(village, "seats")
    assert page_of(window).by_election_button.text() == "选举主席、副主席"
    press(widget(window, "by_election"))
    assert opened_with(window, "elections")["section"] == "ballots"


def test_with_nobody_in_office_no_by_election_is_offered(open_real: OpenReal, empty_file: Workspace) -> None:
    window = open_real(empty_file, "seats")
    press(widget(window, "seat_3"))
    assert offered_names(window) == set()


def page_of(window: Any) -> SeatsPage:
    page = window.page("seats")
    assert isinstance(page, SeatsPage)
    return page
