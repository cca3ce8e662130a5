"""The home page in the real window: what it shows in each state, and where its buttons lead."""

from __future__ import annotations

import gc
from datetime import datetime
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fulian_desktop.documents.paper_kinds import Stage
from fulian_desktop.meetings.records import MeetingPlan
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.seats.records import Ending
from tests.ui.structure import problems_of, texts_of
from tests.ui.villages import SIZES, STATES, Size, opened_with, settle, widget
from ui.desk.desk_view import DeskView
from ui.shell.theme import apply_theme
from ui.shell.widgets import InfoRow, SeatCard, SeatState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from fulian_desktop.sample_village import StageClock
    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal
    from ui.shell.dialogs import Dialog
    from ui.shell.window import MainWindow


def seats_of(window: MainWindow) -> list[SeatCard]:
    return [card for card in window.findChildren(SeatCard) if card.isVisible()]


def rows_of(window: MainWindow) -> dict[str, InfoRow]:
    return {row.title_label.text(): row for row in window.findChildren(InfoRow) if row.isVisible()}


def click(target: object) -> None:
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    settle()


def test_the_next_meeting_says_when_where_and_what(open_real: OpenReal, village: Workspace) -> None:
    words = set(texts_of(open_real(village, "home")))
    assert {"下一次会议", "还有 4 天", "第七届执委会第三次会议", "09:30  村委会二楼会议室"} <= words
    assert {"议程 4 项·增补执委 2 名", "已经备齐，可以开会"} <= words
    catalogue = village.papers.catalogue(village.meetings.meetings()[0].id)
    before = [paper for paper in catalogue if paper.stage is Stage.BEFORE]
    assert f"会前文书已备 0 / {len(before)}" in words


def test_what_is_missing_is_named_and_leads_to_where_it_is_mended(
    open_real: OpenReal, village: Workspace
) -> None:
    person = next(one for one in village.people.everyone() if one.name == "苏晓棠")
    details = person.details()
    bare = PersonDetails(**{**vars(details), "resume": ()})
    village.people.change(person.id, bare)
    window = open_real(village, "home")
    words = texts_of(window)
    assert "还缺 1 件" in words
    assert "苏晓棠 的简历没有填" in words
    assert "继续筹备" in words
    link = next(
        button
        for button in window.findChildren(type(widget(window, "next_step")))
        if button.text() == "去填写"
    )
    click(link)
    assert opened_with(window, "people") == {"person_id": person.id}


def test_a_meeting_in_the_future_is_looked_at_not_entered(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "home")
    assert widget(window, "next_step").text() == "查看安排"
    click(widget(window, "next_step"))
    assert opened_with(window, "meetings") == {"meeting_id": village.meetings.meetings()[0].id}


def test_on_its_day_the_meeting_is_entered_from_here(
    open_real: OpenReal, village: Workspace, clock: StageClock, user: User
) -> None:
    clock.moment = datetime(2026, 3, 6, 9, 10)
    window = open_real(village, "home")
    assert widget(window, "next_step").text() == "进入会场"
    user.will(lambda dialog: dialog.accept())
    click(widget(window, "next_step"))
    assert window.findChild(DeskView) is not None
    window.leave_full()
    settle()
    assert widget(window, "next_step").text() == "回到会场"


def test_entering_can_be_put_off(
    open_real: OpenReal, village: Workspace, clock: StageClock, user: User
) -> None:
    clock.moment = datetime(2026, 3, 6, 9, 10)
    window = open_real(village, "home")
    user.will(_reject)
    click(widget(window, "next_step"))
    assert window.findChild(DeskView) is None
    assert village.meetings.meetings()[0].opened_at is None


def _reject(dialog: Dialog) -> None:
    dialog.reject()


def test_after_the_meeting_its_results_stand_here(open_real: OpenReal, held_village: Workspace) -> None:
    window = open_real(held_village, "home")
    words = set(texts_of(window))
    assert {"上一次会议", "增补执委：通过", "工作报告：一致通过"} <= words
    click(widget(window, "next_step"))
    assert opened_with(window, "papers") == {"meeting_id": held_village.meetings.meetings()[0].id}


def test_the_board_counts_seats_and_names_why_one_is_vacant(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "home")
    cards = seats_of(window)
    assert len(cards) == 15
    vacant = {
        card.face.number: (card.face.name, card.face.detail)
        for card in cards
        if card.face.state is SeatState.VACANT
    }
    assert vacant == {9: ("周美琴", "调离·自行卸免"), 13: ("刘凤霞", "迁居·辞去")}


def test_members_elected_today_are_marked(open_real: OpenReal, held_village: Workspace) -> None:
    today = [
        card.face
        for card in seats_of(open_real(held_village, "home"))
        if card.face.state is SeatState.FILLED_TODAY
    ]
    assert [(face.number, face.name) for face in today] == [(9, "丁巧云"), (13, "苏晓棠")]


def test_a_seat_leads_to_its_holder_and_an_empty_one_to_the_seats(
    open_real: OpenReal, village: Workspace
) -> None:
    window = open_real(village, "home")
    holder = village.seats.board().seats[0].holder
    assert holder is not None
    click(widget(window, "seat_1"))
    assert opened_with(window, "people") == {"person_id": holder.person_id}
    window.open_page("home")
    click(widget(window, "seat_9"))
    assert opened_with(window, "seats") == {"seat_number": 9}


def test_what_is_due_leads_to_the_meeting(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "home")
    rows = rows_of(window)
    assert "通知各位执委开会" in rows
    click(rows["通知各位执委开会"])
    assert opened_with(window, "meetings") == {"meeting_id": village.meetings.meetings()[0].id}


def test_a_short_window_shows_one_due_less(open_real: OpenReal, village: Workspace) -> None:
    village.meetings.prepare_by_election(MeetingPlan(day="2026-03-20"))
    assert len(village.meetings.meetings()) == 2
    tall, short = (rows_of(open_real(village, "home", size)) for size in (SIZES[0], SIZES[1]))
    assert len(short) == len(tall) - 1


def test_the_last_papers_say_when_and_how_they_stand(open_real: OpenReal, held_village: Workspace) -> None:
    window = open_real(held_village, "home")
    words = texts_of(window)
    assert "今天 11:20" in words
    assert "草稿" in words
    last = held_village.papers.recent(1)[0]
    click(rows_of(window)[last.title])
    assert opened_with(window, "papers") == {"meeting_id": last.meeting_id, "paper": last.kind.value}


def test_an_empty_file_asks_for_the_roster(open_real: OpenReal, empty_file: Workspace) -> None:
    window = open_real(empty_file, "home")
    assert {"先把名册放进来", "还没有做过文书。", "还没有人任职"} <= set(texts_of(window))
    click(widget(window, "next_step"))
    assert opened_with(window, "people") == {"start": "import"}


def test_the_page_follows_what_happens_elsewhere(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "home")
    tenure = village.seats.board().seats[3].holder
    assert tenure is not None
    window.run(lambda: village.seats.record_departure(tenure.id, Ending.TRANSFER, "2026-03-01", "随迁"))
    settle()
    face = next(card.face for card in seats_of(window) if card.face.number == 4)
    assert face.state is SeatState.VACANT


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_cut_or_overlaps(
    open_real: OpenReal, request: pytest.FixtureRequest, qapp: QApplication, state: str, size: Size
) -> None:
    apply_theme(qapp, size.scale)
    window = open_real(request.getfixturevalue(state), "home", size)
    assert problems_of(window, size.width, size.height) == []


def test_the_page_is_freed_with_its_window(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "home")
    page = ref(window.page("home"))
    window.close()
    window.deleteLater()
    del window
    settle()
    gc.collect()
    assert page() is None
