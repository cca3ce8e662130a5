"""The menu behind 换画面: which slide the hall sees, break, hold, release, and where the projector is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui.hall.composing import public_words
from ui.hall.slides import Choice, SlideKind, page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.hall.hall_control import HallControl

_OF_ITEMS = (SlideKind.ELECTED, SlideKind.COMMENDATION, SlideKind.AWARD)
BREAKS = (5, 10, 15, 20, 30)


def hall_menu(control: HallControl, parent: QWidget) -> QMenu:
    """Make the menu as things stand; the caller shows it."""
    menu = QMenu(parent)
    menu.setObjectName("hall_menu")
    director = control.director
    _add(menu, "跟着会议走", control.follow, checked=director.follows)
    _add(menu, "停在这一页", control.hold, checked=director.is_held)
    page = page_of(director.slide)
    if page.of > 1 and not director.is_held:
        _add(menu, f"下一页　PgDn（{page.words}）", lambda: control.turn(1), enabled=page.number < page.of)
        _add(menu, "上一页　PgUp", lambda: control.turn(-1), enabled=page.number > 1)
    menu.addSeparator()
    for choice in director.choices():
        _add_choice(menu, control, choice)
    pause = menu.addMenu(SlideKind.BREAK.phrase)
    pause.setObjectName("hall_breaks")
    for minutes in BREAKS:
        _add(pause, f"{minutes} 分钟", _begin_break(control, minutes))
    menu.addSeparator()
    _add(menu, "关掉投影　F9" if control.is_open else "打开投影　F9", control.toggle)
    others = control.other_screens()
    if len(others) > 1:
        where = menu.addMenu("投影到")
        for screen in others:
            _add(
                where,
                screen.words,
                _show_on(control, screen.identity),
                checked=screen == control.window_screen,
            )
    _add(menu, "确认后马上公布结果", control.toggle_release_on_confirm, checked=control.releases_on_confirm)
    return menu


def words_of(control: HallControl, choice: Choice) -> str:
    """Return what the menu calls a choice; a result not released yet says that picking it releases it."""
    scene = control.director.scene
    words = choice.kind.phrase
    if choice.kind is SlideKind.RESULT and choice.motion is not None:
        count = scene.counts[choice.motion]
        motion = scene.motions.get(choice.motion)
        title = public_words(scene.facts.item(count.key.item_id).title)
        single = motion.nominees[0].name if motion is not None and len(motion.nominees) == 1 else ""
        what = "结果" if control.director.is_released(count) else "公布结果"
        words = f"{what}：{title}{f'·{single}' if single else ''}"
    elif (
        choice.kind in (SlideKind.ELECTED, SlideKind.COMMENDATION, SlideKind.AWARD)
        and choice.item_id is not None
    ):
        words = f"{words}：{public_words(scene.facts.item(choice.item_id).title)}"
    return words


def _add_choice(menu: QMenu, control: HallControl, choice: Choice) -> None:
    def pick() -> None:
        control.choose(choice)

    _add(menu, words_of(control, choice), pick, checked=control.director.choice == choice)


def _begin_break(control: HallControl, minutes: int) -> Callable[[], None]:
    return lambda: control.begin_break(minutes)


def _show_on(control: HallControl, identity: str) -> Callable[[], None]:
    return lambda: control.show_on(identity)


def _add(
    menu: QMenu, words: str, act: Callable[[], object], *, checked: bool | None = None, enabled: bool = True
) -> None:
    action = QAction(words.replace("&", "&&"), menu)
    if checked is not None:
        action.setCheckable(True)
        action.setChecked(checked)
    action.setEnabled(enabled)
    action.triggered.connect(lambda _checked=False: act())
    menu.addAction(action)
