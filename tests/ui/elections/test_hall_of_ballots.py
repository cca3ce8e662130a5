"""What the hall sees from the ballot room, and how the desk leads there, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fulian_desktop.meetings.session_kinds import MeetingKind
from tests.ui.desk.desk_stage import ENTER, DeskStage
from tests.ui.elections.test_first_session import come_to_the_desk
from ui.desk.desk_keys import PanelKind
from ui.elections.ballot_hall import HallWords
from ui.hall.slides import NamesSlide, PersonLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.sample_village import StageClock
    from fulian_desktop.workspace import Workspace
    from tests.ui.elections.room_stage import RoomStage

WORDS = HallWords("三合村第八次妇女代表大会第一次全体会议（选举）", "选举执委，应选 15 名")


def names_in_the_hall(stage: RoomStage) -> list[str]:
    slide = stage.room.hall.slide
    assert isinstance(slide, NamesSlide)
    return [one.name for one in slide.people]


def test_the_page_keys_turn_the_elected_list_in_the_hall(
    congress: Workspace, opened: Callable[[Workspace], RoomStage]
) -> None:
    stage = opened(congress)
    people = [PersonLine(one.name, "") for one in congress.people.everyone()[:15]]
    stage.room.hall.show_elected(WORDS, people, "")
    stage.room.hall.toggle()
    stage.window.activateWindow()
    QApplication.processEvents()
    assert names_in_the_hall(stage) == [one.name for one in people[:10]]
    QTest.keyClick(stage.window, Qt.Key.Key_PageDown)
    assert names_in_the_hall(stage) == [one.name for one in people[10:]]
    QTest.keyClick(stage.window, Qt.Key.Key_PageUp)
    assert names_in_the_hall(stage) == [one.name for one in people[:10]]
    stage.room.hall.toggle()


def test_officers_stand_by_post_in_the_hall_and_members_by_strokes(
    congress: Workspace, opened: Callable[[Workspace], RoomStage]
) -> None:
    hall = opened(congress).room.hall
    hall.show_elected(WORDS, [PersonLine("沈丽华", "主席"), PersonLine("方瑶", "副主席")], "")
    assert isinstance(hall.slide, NamesSlide)
    assert hall.slide.frame.aside == "共 2 名，按职务排列"
    hall.show_elected(WORDS, [PersonLine("丁巧云", ""), PersonLine("方瑶", "")], "")
    assert hall.slide.frame.aside == "共 2 名，按姓氏笔画为序"


def test_enter_at_the_item_with_the_ballot_leads_from_the_desk_to_the_ballots(
    congress: Workspace, opened: Callable[[Workspace], RoomStage], clock: StageClock
) -> None:
    stage = opened(congress)
    session = next(one for one in congress.congress.sessions(1) if one.kind is MeetingKind.ELECTION)
    desk = DeskStage(stage.window, congress, clock, session.id)
    come_to_the_desk(desk)
    panel = desk.desk.panel
    desk.space_until(lambda: panel.kind is PanelKind.ITEM and panel.item.leads_to_ballot)
    assert desk.widget("go_to_ballots").isVisible()
    desk.press(ENTER)
    assert stage.window.current_name() == "elections"
