"""The tally board, one honoured name after another, results over a restart, a PC that slept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.scripts.records import CueKind
from tests.ui.desk.desk_stage import ENTER, DeskStage
from tests.ui.hall.hall_meeting import open_meeting
from tests.ui.hall.hall_screens import PROJECTOR, FakeScreens
from tests.ui.hall.test_painting_slides import has, painted
from ui.hall.boards import TallyHeading, tally_slides
from ui.hall.direction import HallDirector
from ui.hall.hall_control import ASLEEP
from ui.hall.slides import AwardSlide, Choice, ResultSlide, SlideKind, TallySlide
from ui.shell.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from tests.ui.hall.hall_meeting import HallMeeting

HEADING = TallyHeading(
    "三合村妇女第八次代表大会", "选举第八届执委会委员，应选 15 名", "已唱 31 张，共 41 张", "另选他人：无"
)
NAMES = (
    *("丁巧云", "马晓燕", "王秀英", "方瑶", "古丽娜尔·艾合买提", "石桂芳", "苏晓棠", "李祎", "李堃"),
    *("沈丽华", "张翠萍", "陈雪梅", "赵小云", "黄春桃", "龚素珍", "韩淑珍", "覃玉兰"),
)
F9, F10 = Qt.Key.Key_F9, Qt.Key.Key_F10


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[HallMeeting]:
    made = open_meeting(tmp_path / "hall.fulian")
    yield made
    made.workspace.close()


# ---- the tally board


def test_seventeen_candidates_stand_on_one_board_with_their_numbers() -> None:
    (board,) = tally_slides(HEADING, NAMES, [28] * 17)
    assert [(row.number, row.name, row.votes) for row in board.rows][4] == (5, "古丽娜尔·艾合买提", 28)
    assert board.note == "另选他人：无"


def test_more_than_eighteen_go_on_the_next_page() -> None:
    pages = tally_slides(HEADING, NAMES * 2, [1] * 34)
    assert [len(page.rows) for page in pages] == [18, 16]
    assert pages[1].rows[0].number == 19
    assert [page.page.words for page in pages] == ["第 1 / 2 页", "第 2 / 2 页"]


def test_a_tally_with_a_count_too_few_or_below_zero_is_refused() -> None:
    for counts in ([1], [1, -1]):
        with pytest.raises(ValueError, match="one count"):
            tally_slides(HEADING, NAMES[:2], counts)


@pytest.mark.parametrize("votes", [0, 1, 4, 5, 29, 30, 31, 300])
@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768)])
def test_every_name_and_number_of_the_board_is_whole_and_in_its_box(
    qapp: QApplication, votes: int, size: tuple[int, int]
) -> None:
    for names in (NAMES, NAMES[:4]):
        (board,) = tally_slides(HEADING, names, [votes] * len(names))
        image, placed = painted(board, size)
        assert [one.words for one in placed if not one.whole] == []
        assert has(image, Tone.ACCENT)
        assert sum(1 for one in placed if one.words == str(votes)) >= len(names)
        for one in placed:
            assert one.box.adjusted(-6, -6, 6, 6).contains(one.ink), one.words


def test_the_board_stays_while_it_grows_and_goes_when_it_is_let_go(meeting: HallMeeting) -> None:
    director = meeting.director()
    director.show_tally(tally_slides(HEADING, NAMES * 2, [1] * 34))
    assert director.turn(1)
    director.show_tally(tally_slides(HEADING, NAMES * 2, [2] * 34))
    slide = director.slide
    assert isinstance(slide, TallySlide)
    assert (slide.page.number, slide.rows[0].votes) == (2, 2)
    director.show(meeting.next_line())
    assert director.slide.kind is SlideKind.TALLY
    director.let_go()
    assert director.slide.kind is not SlideKind.TALLY


# ---- honours


def test_honoured_names_come_one_after_another_with_the_script(meeting: HallMeeting) -> None:
    director = HallDirector(meeting.go_to_cue(CueKind.AWARD))
    first = director.slide
    assert isinstance(first, AwardSlide)
    director.show(meeting.go_to_cue(CueKind.AWARD, 1))
    second = director.slide
    assert isinstance(second, AwardSlide)
    assert first.name != second.name
    assert first.place.startswith("第 1 个，共 ")
    assert second.place.startswith("第 2 个，共 ")


def test_honoured_names_can_be_turned_by_hand(meeting: HallMeeting) -> None:
    director = meeting.director()
    item = next(one for one in meeting.scene().facts.agenda if one.kind is AgendaKind.COMMENDATION)
    assert Choice(SlideKind.AWARD, item.id) in director.choices()
    director.choose(Choice(SlideKind.AWARD, item.id))
    assert director.turn(1)
    assert isinstance(director.slide, AwardSlide)
    assert director.slide.page.number == 2


# ---- releases


def test_a_released_result_is_still_released_after_a_restart(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER, F10)
    stage.window.leave_full()
    desk = stage.show_desk()
    assert isinstance(desk.hall.director.slide, ResultSlide)
    assert desk.hall.director.to_release is None


def test_a_result_not_released_is_not_shown_after_a_restart(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER)
    stage.window.leave_full()
    desk = stage.show_desk()
    assert not isinstance(desk.hall.director.slide, ResultSlide)
    assert desk.hall.director.to_release is not None


def test_a_release_that_cannot_be_kept_is_not_shown(
    stage: DeskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER)
    monkeypatch.setattr(stage.desk.hall, "_record", lambda _count: False)
    stage.press(F10)
    assert not isinstance(stage.desk.hall.director.slide, ResultSlide)


# ---- sleep


def asleep(stage: DeskStage) -> None:
    """Let the PC's own clock stand as after a sleep of some minutes, and tick once."""
    hall = stage.desk.hall
    now = hall.wall_clock()
    hall.wall_clock = lambda: now + 10 * ASLEEP
    hall.tick()


def test_after_a_sleep_the_hall_is_back_and_it_is_said(stage: DeskStage, screens: FakeScreens) -> None:
    screens.plug(PROJECTOR)
    stage.press(F9)
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    asleep(stage)
    assert stage.toast() == "电脑刚从睡眠中醒来。记录都在，请核对时间；投影已恢复"
    assert stage.desk.hall.window.isFullScreen()
    state = stage.desk.session.vote_state()
    assert state is not None
    assert state.entry.abstaining == 1


def test_a_projector_gone_during_the_sleep_is_said_and_comes_back_when_plugged_in(
    stage: DeskStage, screens: FakeScreens
) -> None:
    screens.plug(PROJECTOR)
    stage.press(F9)
    screens.plugged = screens.plugged[:1]
    asleep(stage)
    assert stage.toast() == "电脑刚从睡眠中醒来。记录都在，请核对时间；投影没有接上，接上以后自动恢复"
    assert not stage.desk.hall.window.isVisible()
    screens.plug(PROJECTOR)
    assert stage.desk.hall.window.isFullScreen()


def test_a_preview_is_still_a_preview_after_a_sleep(stage: DeskStage) -> None:
    stage.press(F9)
    asleep(stage)
    assert stage.desk.hall.window.isVisible()
    assert stage.desk.hall.window.is_preview


def test_a_usual_tick_says_nothing(stage: DeskStage) -> None:
    before = stage.toast()
    stage.desk.hall.tick()
    assert stage.toast() == before
