"""The projector's window and the mirror on the real desk, with screens that come and go."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from fulian_desktop.scripts.records import CueKind
from tests.ui.desk.desk_stage import BACK, ENTER, SPACE, DeskStage, mark_everybody, open_village
from tests.ui.hall.hall_screens import OFFICE, PROJECTOR, SECOND_PROJECTOR, FakeScreens
from tests.ui.structure import problems_of
from ui.hall.mirror import MirrorForm
from ui.hall.screens import HallScreen, Screens, choose_screen
from ui.hall.slides import Choice, ResultSlide, SlideKind, WaitingSlide
from ui.shell.preferences import load_preferences

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.desk.key_hints import Hint
    from ui.hall.hall_window import HallWindow

F9, F10 = Qt.Key.Key_F9, Qt.Key.Key_F10


def hall(stage: DeskStage) -> HallWindow:
    return stage.desk.hall.window


def state(stage: DeskStage) -> str:
    return stage.desk.steps.mirror.state_label.text()


def hints(stage: DeskStage) -> tuple[Hint, ...]:
    return stage.desk.hints.words()


def opened_menu(stage: DeskStage) -> QMenu:
    QTest.mouseClick(stage.desk.steps.mirror.menu_button, Qt.MouseButton.LeftButton)
    found: list[QMenu] = list(stage.desk.findChildren(QMenu, "hall_menu"))
    return found[-1]


def menu_words(stage: DeskStage) -> dict[str, object]:
    menu = opened_menu(stage)
    found = {action.text(): action for action in menu.actions() if action.text()}
    menu.close()
    return dict(found)


def pick(stage: DeskStage, words: str) -> None:
    menu = opened_menu(stage)
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()
    menu.close()
    stage.settle()


# ---- which screen


def test_the_second_screen_is_chosen_and_the_remembered_one_comes_first() -> None:
    both = [OFFICE, PROJECTOR, SECOND_PROJECTOR]
    assert choose_screen(both, OFFICE, "") == PROJECTOR
    assert choose_screen(both, OFFICE, "second projector") == SECOND_PROJECTOR
    assert choose_screen(both, PROJECTOR, "projector") == OFFICE
    assert choose_screen([OFFICE, PROJECTOR], OFFICE, "second projector") == PROJECTOR
    assert choose_screen([OFFICE], OFFICE, "projector") is None


def test_a_doubled_picture_is_the_desk_s_own_screen() -> None:
    doubled = HallScreen("projector", "屏幕 2", QRect(0, 0, 1024, 768))
    assert choose_screen([OFFICE, doubled], OFFICE, "") is None


def test_the_real_screens_know_where_the_desk_is(stage: DeskStage) -> None:
    real = Screens()
    assert real.of(stage.window) in real.all()
    assert choose_screen(real.all(), real.of(stage.window), "") is None


# ---- F9


def test_f9_opens_a_preview_on_one_screen_and_closes_it(stage: DeskStage) -> None:
    assert state(stage) == "投影没有打开"
    stage.press(F9)
    assert hall(stage).isVisible()
    assert hall(stage).is_preview
    assert not hall(stage).isFullScreen()
    assert state(stage) == "会场正在看"
    stage.press(F9)
    assert not hall(stage).isVisible()
    assert ("F9", "投影") in stage.desk.hints._shown[1]


def test_f9_fills_the_second_screen(stage: DeskStage, screens: FakeScreens) -> None:
    screens.plug(PROJECTOR)
    stage.press(F9)
    assert hall(stage).isFullScreen()
    assert not hall(stage).is_preview
    assert stage.desk.hall.window_screen == PROJECTOR


def test_f9_works_in_the_middle_of_typing_and_in_the_attendance(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    stage.press(F9)
    assert hall(stage).isVisible()
    stage.press(Qt.Key.Key_F8, F9)
    assert not hall(stage).isVisible()
    assert stage.desk.in_attendance


def test_esc_closes_the_preview_but_not_the_projector(stage: DeskStage, screens: FakeScreens) -> None:
    stage.press(F9)
    QTest.keyClick(hall(stage), Qt.Key.Key_Escape)
    assert not hall(stage).isVisible()
    assert state(stage) == "投影没有打开"
    screens.plug(PROJECTOR)
    stage.press(F9)
    QTest.keyClick(hall(stage), Qt.Key.Key_Escape)
    assert hall(stage).isVisible()
    QTest.keyClick(hall(stage), F9)
    assert not hall(stage).isVisible()


def test_keys_typed_into_the_hall_window_go_on_with_the_meeting(stage: DeskStage) -> None:
    stage.press(F9)
    first = stage.desk.session.key
    QTest.keyClick(hall(stage), SPACE)
    assert stage.desk.session.key != first
    QTest.keyClick(hall(stage), BACK)
    assert stage.desk.session.key == first


def test_the_chosen_screen_is_remembered(stage: DeskStage, screens: FakeScreens) -> None:
    screens.plug(PROJECTOR, SECOND_PROJECTOR)
    stage.press(F9)
    assert stage.desk.hall.window_screen == PROJECTOR
    stage.desk.hall.show_on(SECOND_PROJECTOR.identity)
    assert stage.desk.hall.window_screen == SECOND_PROJECTOR
    assert load_preferences().hall_screen == "second projector"
    stage.press(F9, F9)
    assert stage.desk.hall.window_screen == SECOND_PROJECTOR


def test_a_projector_unplugged_in_the_meeting_is_said_and_comes_back_by_itself(
    stage: DeskStage, screens: FakeScreens
) -> None:
    screens.plug(PROJECTOR)
    stage.press(F9)
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    screens.plug()
    assert not hall(stage).isVisible()
    assert state(stage) == "投影断开了"
    assert "会场看不到画面" in stage.toast()
    typed = stage.desk.session.vote_state()
    assert typed is not None
    assert typed.entry.abstaining == 1
    stage.press(ENTER)
    assert stage.counts() == [(10, 0, 1, 0, "通过")]
    screens.plug(PROJECTOR)
    assert hall(stage).isFullScreen()
    assert state(stage) == "会场正在看"


def test_a_screen_that_comes_while_nobody_asked_opens_nothing(stage: DeskStage, screens: FakeScreens) -> None:
    screens.plug(PROJECTOR)
    assert not hall(stage).isVisible()


def test_the_preview_moves_to_the_projector_when_one_is_plugged_in(
    stage: DeskStage, screens: FakeScreens
) -> None:
    stage.press(F9)
    assert hall(stage).is_preview
    screens.plug(PROJECTOR)
    assert hall(stage).isFullScreen()


def test_leaving_the_desk_takes_the_hall_s_window_away(stage: DeskStage) -> None:
    stage.press(F9)
    window = hall(stage)
    stage.window.leave_full()
    assert not window.isVisible()


# ---- following, releasing


def test_the_hall_follows_the_keys_of_the_desk(stage: DeskStage) -> None:
    stage.press(F9)
    assert isinstance(hall(stage).slide, WaitingSlide)
    stage.space_to_cue(CueKind.IN_FAVOUR)
    assert hall(stage).slide.kind is SlideKind.HANDS
    assert hall(stage).slide == stage.desk.steps.mirror.picture.slide
    stage.settle()
    assert [one.words for one in hall(stage).placed] == [
        one.words for one in stage.desk.steps.mirror.picture.placed
    ]


def test_a_result_waits_for_f10(stage: DeskStage) -> None:
    stage.press(F9)
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    assert not stage.desk.steps.mirror.release_button.isVisible()
    stage.press(ENTER)
    assert hall(stage).slide.kind is SlideKind.HANDS
    assert stage.desk.steps.mirror.release_button.isVisible()
    assert ("F10", "公布结果") in hints(stage)
    stage.press(F10)
    slide = hall(stage).slide
    assert isinstance(slide, ResultSlide)
    assert slide.outcome == "通过"
    assert not stage.desk.steps.mirror.release_button.isVisible()
    assert ("F10", "公布结果") not in hints(stage)
    assert stage.toast() == "已公布，会场正在看表决结果"


def test_f10_without_a_result_says_so(stage: DeskStage) -> None:
    stage.press(F10)
    assert stage.toast() == "这里没有等着公布的结果"


def test_the_button_under_the_steps_releases_too(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER)
    QTest.mouseClick(stage.desk.steps.mirror.release_button, Qt.MouseButton.LeftButton)
    assert isinstance(stage.desk.steps.mirror.picture.slide, ResultSlide)
    assert stage.toast() == "已公布。投影没有打开，按 F9 打开"


def test_release_on_confirm_is_off_and_can_be_switched_on(stage: DeskStage) -> None:
    assert not load_preferences().hall_releases_on_confirm
    pick(stage, "确认后马上公布结果")
    assert load_preferences().hall_releases_on_confirm
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER)
    assert isinstance(hall(stage).slide, ResultSlide)


def test_the_menu_puts_up_a_slide_holds_it_and_lets_it_go(stage: DeskStage) -> None:
    stage.press(F9)
    stage.space_to_cue(CueKind.IN_FAVOUR)
    pick(stage, "人选名单")
    pick(stage, "停在这一页")
    assert state(stage) == "会场停在"
    stage.press(SPACE)
    assert hall(stage).slide.kind is SlideKind.NOMINEES
    pick(stage, "跟着会议走")
    assert hall(stage).slide.kind is SlideKind.HANDS
    assert state(stage) == "会场正在看"


def test_the_menu_offers_a_result_by_an_act_that_names_it(stage: DeskStage) -> None:
    assert not [words for words in menu_words(stage) if "结果：" in words]
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER)
    assert "公布结果：增补执委" in menu_words(stage)
    pick(stage, "公布结果：")
    assert isinstance(hall(stage).slide, ResultSlide)
    assert "结果：增补执委" in menu_words(stage)
    assert "当选名单：增补执委" in menu_words(stage)


def test_pages_are_turned_by_keys_that_are_shown(stage: DeskStage) -> None:
    item = next(one for one in stage.desk.session.facts.agenda if one.details and not one.numbered)
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.desk.hall.choose(Choice(SlideKind.COMMENDATION, item.id))
    assert ("PgUp PgDn", "会场翻页") in hints(stage)
    first = hall(stage).slide
    stage.press(Qt.Key.Key_PageDown)
    assert hall(stage).slide != first
    stage.press(Qt.Key.Key_PageUp)
    assert hall(stage).slide == first


def test_a_break_is_chosen_in_the_menu(stage: DeskStage) -> None:
    menu = opened_menu(stage)
    breaks: QMenu = next(iter(menu.findChildren(QMenu, "hall_breaks")))
    assert [action.text() for action in breaks.actions()] == [
        "5 分钟",
        "10 分钟",
        "15 分钟",
        "20 分钟",
        "30 分钟",
    ]
    breaks.actions()[1].trigger()
    assert hall(stage).slide.kind is SlideKind.BREAK
    menu.close()


# ---- the mirror's place


@pytest.mark.parametrize(
    ("size", "form"),
    [((1366, 768), MirrorForm.PICTURE), ((1366, 697), MirrorForm.LINE), ((1100, 768), MirrorForm.RAIL)],
)
def test_the_mirror_takes_the_room_there_is(
    tmp_path: Path, qtbot: QtBot, screens: FakeScreens, size: tuple[int, int], form: MirrorForm
) -> None:
    stage = open_village(tmp_path / "sizes.fulian", qtbot)
    mark_everybody(stage)
    stage.window.resize(*size)
    stage.show_desk()
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER, F9)
    assert stage.desk.steps.mirror.form is form
    assert problems_of(stage.window, *size) == []
    picture = stage.desk.steps.mirror.picture
    assert picture.isVisible() is (form is MirrorForm.PICTURE)
    assert (picture.width(), picture.height()) == (214, 120)
    if form is MirrorForm.LINE:
        assert stage.desk.steps.mirror.slide_label.text() == "等候宣布结果"
    stage.close()


def test_on_a_pc_with_two_screens_the_hall_fills_the_second(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[3]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.ui.hall.two_screens", str(tmp_path)],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout)
    assert report["screens"] == 2
    assert (report["desk"], report["hall"], report["full"]) == ("office", "projector", True)
    assert report["place"] == [1366, 0, 1024, 768]
    assert "第七届执行委员会第三次会议" in report["words"]
