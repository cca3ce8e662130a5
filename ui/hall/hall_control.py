"""Brings desk, projector and mirror together: one director, one slide, two places where it is painted."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from shiboken6 import isValid

from ui.hall.direction import HallDirector, page_words
from ui.hall.hall_menu import hall_menu
from ui.hall.hall_window import HallWindow
from ui.hall.screens import HallScreen, Screens, choose_screen
from ui.hall.slides import Choice, SlideKind, page_of
from ui.shell.preferences import load_preferences, save_preferences

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QMenu, QWidget

    from fulian_desktop.votes.records import MotionKey, VoteCount
    from ui.hall.composing import HallScene
    from ui.hall.mirror import HallMirror
    from ui.hall.slides import TallySlide

_SECOND = 1000
ASLEEP = 30.0
"""Seconds between two ticks of one second that mean the PC slept."""


class HallControl(QObject):
    """What the desk can do with the hall's screen; it lives and ends with the desk."""

    changed = Signal()
    """The slide or what can be done about it may be another."""

    def __init__(
        self,
        desk: QWidget,
        mirror: HallMirror,
        scene: Callable[[], HallScene],
        say: Callable[[str], None],
        *,
        record: Callable[[VoteCount], bool] | None = None,
        released: Mapping[MotionKey, VoteCount] | None = None,
    ) -> None:
        """`scene` tells how the desk stands now, `say` shows a toast.

        `record` keeps that a result was released and tells whether it is kept; `released` are those kept.
        """
        super().__init__(desk)
        self._desk = desk
        self._mirror = mirror
        self._scene = scene
        self._say = say
        self._record = record
        self._screens = Screens(self)
        self.wall_clock: Callable[[], float] = time.time
        self._ticked = self.wall_clock()
        self._menu: QMenu | None = None
        self.director = HallDirector(scene(), released)
        self.is_open = False
        """Whether the hall's screen is wanted; it may be away while the projector is unplugged."""
        self.window = HallWindow()
        self.window.closed.connect(self._on_closed)
        self.window.key_pressed.connect(self._on_key)
        self._screens.changed.connect(self._on_screens_changed)
        mirror.menu_wanted.connect(self.open_menu)
        mirror.release_wanted.connect(self.release)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_SECOND)
        self._ticker.timeout.connect(self.tick)
        self._ticker.start()
        # The window has no parent (it would be minimised with the desk), so it goes when the desk goes.
        desk.destroyed.connect(self.window.deleteLater)

    # ---- what the desk tells

    def show_scene(self) -> None:
        """Show how the desk stands now."""
        counted = dict(self.director.scene.counts)
        self.director.show(self._scene())
        count = self.director.to_release
        if count is not None and count.key not in counted and self.releases_on_confirm:
            self._release(count)
        self._paint()

    def tick(self) -> None:
        """Let countdowns go on; after a sleep of the PC bring the hall's window back and say so."""
        now, before = self.wall_clock(), self._ticked
        self._ticked = now
        if now - before > ASLEEP:
            self._wake()
        self.show_scene()

    def end(self) -> None:
        """Take the hall's window away: the desk goes. At the end of the program it may be gone already."""
        self.is_open = False
        if isValid(self.window):
            self.window.hide()

    # ---- the projector

    @property
    def window_screen(self) -> HallScreen | None:
        """Return the screen that is filled, None for the preview or when nothing is shown."""
        return self.window.screen_shown if self.window.isVisible() else None

    def other_screens(self) -> list[HallScreen]:
        """Return the screens the hall may look at."""
        own = self._screens.of(self._desk)
        known = self._screens.all()
        return [one for one in known if choose_screen([one], own, "") is not None]

    def toggle(self) -> None:
        """Open the hall's screen or close it (F9)."""
        if self.is_open:
            self.is_open = False
            self.window.hide()
        else:
            self.is_open = True
            self._place(or_preview=True)
        self._paint()

    def show_on(self, identity: str) -> None:
        """Use this screen from now on, also the next time."""
        save_preferences(replace(load_preferences(), hall_screen=identity))
        self.is_open = True
        self._place(or_preview=True)
        self._paint()

    # ---- the slide

    def open_menu(self) -> None:
        """Show the menu of slides over the mirror."""
        self._menu = hall_menu(self, self._desk)
        self._menu.aboutToHide.connect(self._menu.deleteLater)
        button = self._mirror.menu_button
        place = button.mapToGlobal(button.rect().topLeft())
        place.setY(place.y() - self._menu.sizeHint().height())
        self._menu.popup(place)

    def choose(self, choice: Choice) -> None:
        """Show a slide; a result is released by that."""
        count = self.director.scene.counts.get(choice.motion) if choice.motion is not None else None
        if choice.kind is SlideKind.RESULT and count is not None:
            self._release(count)
        else:
            self.director.choose(choice)
        self._paint()

    def show_tally(self, slides: tuple[TallySlide, ...]) -> None:
        """Show a tally board as it stands now; follow() takes it away."""
        self.director.show_tally(slides)
        self._paint()

    def begin_break(self, minutes: int) -> None:
        """Show the break page."""
        self.director.begin_break(minutes)
        self._paint()

    def follow(self) -> None:
        """Let the script decide again."""
        self.director.let_go()
        self._paint()

    def hold(self) -> None:
        """Keep the page, or let it go."""
        if self.director.is_held:
            self.director.let_go()
        else:
            self.director.hold()
        self._paint()

    def turn(self, pages: int) -> None:
        """Turn to another page of the slide."""
        self.director.turn(pages)
        self._paint()

    def release(self) -> None:
        """Let the hall see the result of the question at this line (F10)."""
        count = self.director.to_release
        if count is None:
            self._say("这里没有等着公布的结果")
            return
        if not self._release(count):
            return
        self._paint()
        self._say(
            "已公布，会场正在看表决结果" if self.window.isVisible() else "已公布。投影没有打开，按 F9 打开"
        )

    @property
    def may_turn(self) -> bool:
        """Return whether the slide has more pages."""
        return page_of(self.director.slide).of > 1 and not self.director.is_held

    # ---- the setting

    @property
    def releases_on_confirm(self) -> bool:
        """Return whether a result is released as soon as it is confirmed; off by default."""
        return load_preferences().hall_releases_on_confirm

    def toggle_release_on_confirm(self) -> None:
        """Change that setting."""
        save_preferences(replace(load_preferences(), hall_releases_on_confirm=not self.releases_on_confirm))

    # ---- inside

    def _release(self, count: VoteCount) -> bool:
        """Show a result when it is kept that it was released, so that it is seen again after a restart."""
        if self._record is not None and not self._record(count):
            return False
        self.director.release(count)
        return True

    def _wake(self) -> None:
        words = "电脑刚从睡眠中醒来。记录都在，请核对时间"
        if self.is_open:
            self.window.hide()
            self._place(or_preview=self.window.is_preview)
            if self.window.isVisible():
                words += "；投影已恢复"
            else:
                words += "；投影没有接上，接上以后自动恢复"
        self._say(words)

    def _paint(self) -> None:
        slide = self.director.slide
        self.window.show_slide(slide)
        seen = self.is_open and self.window.isVisible()
        state = "会场正在看"
        if self.is_open and not seen:
            state = "投影断开了"
        elif not seen:
            state = "投影没有打开"
        elif self.director.is_held or not self.director.follows:
            state = "会场停在"
        self._mirror.show_state(
            slide,
            page_words(slide),
            state,
            alarm=self.is_open and not seen,
            may_release=self.director.to_release is not None,
        )
        self.changed.emit()

    def _place(self, *, or_preview: bool) -> None:
        screen = choose_screen(
            self._screens.all(), self._screens.of(self._desk), load_preferences().hall_screen
        )
        if screen is not None:
            if self.window_screen != screen:
                self.window.show_on(screen)
                self._desk.activateWindow()
        elif or_preview:
            self.window.show_preview()
        elif not self.window.is_preview:
            self.window.hide()

    def _on_screens_changed(self) -> None:
        if not self.is_open:
            return
        had = self.window_screen
        self._place(or_preview=False)
        self._paint()
        if had is not None and not self.window.isVisible():
            self._say("投影断开了，会场看不到画面。记录都在，会议可以继续；接上以后自动恢复")
        elif had is None and self.window_screen is not None:
            self._say("投影接上了，会场又能看到画面")

    def _on_closed(self) -> None:
        self.is_open = False
        self._paint()

    def _on_key(self, event: QKeyEvent) -> None:
        target = self._desk.window().focusWidget() or self._desk
        copy = QKeyEvent(
            event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count()
        )
        QCoreApplication.sendEvent(target, copy)
