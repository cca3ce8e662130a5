"""What the hall sees from the ballot room: the tally as it grows, and the elected once they are released."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QKeyEvent
from shiboken6 import isValid

from ui.hall.boards import MOST_TALLIED, TallyHeading, tally_slides
from ui.hall.hall_window import HallWindow
from ui.hall.screens import Screens, choose_screen
from ui.hall.slides import (
    MOST_NAMES,
    BlankSlide,
    Frame,
    ItemSlide,
    NamesSlide,
    Page,
    PersonLine,
    Slide,
    SlideKind,
)
from ui.shell.preferences import load_preferences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.elections.count_records import CountView, Round
    from fulian_desktop.elections.records import Election


@dataclass(frozen=True)
class HallWords:
    """What stands over every picture: the meeting and what is elected."""

    meeting: str
    heading: str


class BallotHall(QObject):
    """One window on the projector (or a preview); it lives and ends with the room."""

    changed = Signal()

    def __init__(self, room: QWidget) -> None:
        """Start with nothing shown."""
        super().__init__(room)
        self._room = room
        self._screens = Screens(self)
        self.is_open = False
        self.pages: tuple[Slide, ...] = (BlankSlide(),)
        self._page = 0
        self.window: HallWindow | None = None

    @property
    def slide(self) -> Slide:
        """Return what the hall sees, or would see."""
        return self.pages[min(self._page, len(self.pages) - 1)]

    def toggle(self) -> None:
        """Open the hall's screen or close it (F9)."""
        self.is_open = not self.is_open
        if self.is_open:
            self.resume()
        else:
            self.pause()
        self.changed.emit()

    def pause(self) -> None:
        """Take the picture away while the room is not shown."""
        if self.window is not None and isValid(self.window):
            self.window.hide()

    def resume(self) -> None:
        """Show the picture again when it is wanted."""
        if not self.is_open:
            return
        if self.window is None:
            self.window = HallWindow()
            self.window.closed.connect(self._on_closed)
            self.window.key_pressed.connect(self._on_key)
            self._room.destroyed.connect(self.window.deleteLater)
        self.window.show_slide(self.slide)
        screen = choose_screen(
            self._screens.all(), self._screens.of(self._room), load_preferences().hall_screen
        )
        if screen is not None:
            self.window.show_on(screen)
        else:
            self.window.show_preview()
        self._room.activateWindow()

    def turn(self, pages: int) -> None:
        """Turn to another page."""
        self._page = max(0, min(len(self.pages) - 1, self._page + pages))
        self._paint()

    def show_item(self, words: HallWords, method: str) -> None:
        """Show what is being elected, before anything was counted."""
        self._show((ItemSlide(Frame(words.meeting, "选举", method), words.heading),))

    def show_tally(self, words: HallWords, view: CountView, last: int | None = None) -> None:
        """Show the tally of a count; with more candidates than a page holds the page of the last call."""
        pages = tally_pages(words, view)
        page = (last - 1) // MOST_TALLIED if last else self._page
        self._show(pages, page)

    def show_elected(self, words: HallWords, people: Sequence[PersonLine], foot: str) -> None:
        """Show the elected list, as it is printed; only when the chair releases it."""
        parts = [tuple(people[at : at + MOST_NAMES]) for at in range(0, len(people), MOST_NAMES)] or [()]
        frame_words = list_words(len(people), officers=any(one.post for one in people))
        frame_words = f"共 {frame_words}"
        self._show(
            tuple(
                NamesSlide(
                    SlideKind.ELECTED,
                    Frame(words.meeting, "当选名单", f"{frame_words}{_page_words(number, len(parts))}"),
                    part,
                    len(people),
                    foot,
                    Page(number, len(parts)),
                )
                for number, part in enumerate(parts, start=1)
            )
        )

    def _show(self, pages: tuple[Slide, ...], page: int = 0) -> None:
        self.pages, self._page = pages, page
        self._paint()

    def _paint(self) -> None:
        if self.window is not None and isValid(self.window) and self.is_open:
            self.window.show_slide(self.slide)
        self.changed.emit()

    def _on_closed(self) -> None:
        self.is_open = False
        self.changed.emit()

    def _on_key(self, event: QKeyEvent) -> None:
        target = self._room.window().focusWidget() or self._room
        copy = QKeyEvent(
            event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count()
        )
        QCoreApplication.sendEvent(target, copy)


def list_words(number: int, *, officers: bool) -> str:
    """Return how many were elected and in which order they stand: officers by their posts."""
    order = "按职务排列" if officers else "按姓氏笔画为序"
    return f"{number} 名，{order}" if number > 1 else f"{number} 名"


def _page_words(number: int, of: int) -> str:
    return f"　第 {number} / {of} 页" if of > 1 else ""


def tally_pages(words: HallWords, view: CountView) -> tuple[Slide, ...]:
    """Return the tally board of a count: votes in favour, ballots so far, names written in."""
    lines = view.tally.lines
    written = "　".join(f"{one.name} {one.in_favour}" for one in view.tally.write_ins[:3])
    more = "…" if len(view.tally.write_ins) > 3 else ""
    progress = f"共 {view.returned} 张" if view.returned is not None else ""
    if view.count.way.value == "ballots":
        progress = f"已录 {view.entered} 张，{progress}"
    heading = TallyHeading(words.meeting, words.heading, progress, f"另选他人：{written or '无'}{more}")
    return tally_slides(heading, [one.name for one in lines], [one.in_favour for one in lines])


def hall_words(election: Election, meeting: str, one: Round | None = None) -> HallWords:
    """Return what stands over the pictures of an election, or of a round of it with its own number."""
    posts = "、".join(one.post.phrase for one in election.posts)
    again = one is not None and one.number > 1
    about = one.kind.phrase if one is not None and again else f"选举{posts}"
    seats = one.contest.seats if one is not None else election.seats
    return HallWords(meeting or election.title, f"{about}，应选 {seats} 名")
