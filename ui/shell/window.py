"""The main window: masthead, side bar, pages built on first visit, and room for the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QStackedWidget, QWidget

from fulian_desktop.errors import UserFacingError
from ui.shell import prompts
from ui.shell.icons import Icon
from ui.shell.masthead import Masthead, Navigation
from ui.shell.notifier import ChangeNotifier, Page, PageContext, Program
from ui.shell.rehearsal_band import RehearsalBand
from ui.shell.search import SearchHit, SearchProvider, SearchResults
from ui.shell.tab_order import pass_focus_on
from ui.shell.theme import Tone, u
from ui.shell.widgets.box import Line
from ui.shell.widgets.layouts import horizontal, vertical
from ui.shell.widgets.toast import Toast

if TYPE_CHECKING:
    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.workspace import Workspace
    from ui.shell.widgets.lamp import LampState

PageFactory = Callable[[PageContext], Page]

NAVIGATION: tuple[tuple[str, str, Icon], ...] = (
    ("home", "首页", Icon.HOME),
    ("people", "名册", Icon.PEOPLE),
    ("seats", "届次席位", Icon.CHAIR),
    ("meetings", "会议", Icon.CALENDAR),
    ("elections", "选举", Icon.BALLOT_BOX),
    ("papers", "文书", Icon.DOCUMENT),
    ("settings", "设置", Icon.SETTINGS),
)
"""Page key, word, icon; the order of the side bar."""


class MainWindow(QWidget):
    """Shows one open data file.

    Pages are built when first opened. show_full() puts the desk over everything.
    """

    closed = Signal()
    heading_wanted = Signal()
    """Something that may stand in the masthead changed: federation, term or backup."""

    def __init__(
        self,
        workspace: Workspace,
        pages: Mapping[str, PageFactory],
        *,
        today: Callable[[], date] = date.today,
        program: Program | None = None,
    ) -> None:
        """`pages` maps page keys to what builds them; `today` is the workspace's clock."""
        super().__init__()
        self.setWindowTitle("妇联会议助手")
        self.setObjectName("main_window")
        self.notifier = ChangeNotifier(self)
        self._factories = dict(pages)
        self._pages: dict[str, Page] = {}
        self._full: QWidget | None = None
        self.asks_before_closing = False
        """Whether a page may keep the window open over words that are not saved."""
        self.context = PageContext(
            workspace=workspace,
            notifier=self.notifier,
            open_page=self.open_page,
            run=self.run,
            show_full=self.show_full,
            leave_full=self.leave_full,
            say=self.say,
            program=program,
        )
        self.rehearsal_band: RehearsalBand | None = None
        self._build()
        self.toast = Toast(self)
        self.navigation.set_today(today())
        self.results = SearchResults(self.masthead.search_edit, self)
        self.results.hit_chosen.connect(self._on_hit_chosen)
        self._find_keys = QShortcut(QKeySequence("Ctrl+K"), self)
        self._find_keys.activated.connect(self._on_find_keys)
        self._undo_keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        self._undo_keys.activated.connect(self._on_undo_keys)
        self._help_keys = QShortcut(QKeySequence(Qt.Key.Key_F1), self)
        self._help_keys.activated.connect(self._on_help_keys)
        self._page_keys = [
            QShortcut(QKeySequence(f"Ctrl+{place}"), self, partial(self._on_page_keys, key))
            for place, (key, _words, _icon) in enumerate(self._known_pages(), start=1)
        ]
        self.setMinimumSize(1024, 640)

    def _build(self) -> None:
        column = vertical(self)
        if getattr(self.context.workspace, "rehearsal", None) is not None:
            self.rehearsal_band = RehearsalBand(self.context.workspace)
            column.addWidget(self.rehearsal_band)
        self._whole = QStackedWidget()
        column.addWidget(self._whole)
        shell = QWidget()
        rows = vertical(shell)
        self.masthead = Masthead()
        self.masthead.backups_wanted.connect(self._on_backups_wanted)
        rows.addWidget(self.masthead)
        rows.addWidget(Line(Tone.ACCENT, width=u(2)))
        middle = horizontal()
        self.navigation = Navigation(self._known_pages())
        self.navigation.page_wanted.connect(self.open_page)
        self._stack = QStackedWidget()
        middle.addWidget(self.navigation)
        middle.addWidget(self._stack, 1)
        rows.addLayout(middle, 1)
        self._whole.addWidget(shell)

    def set_heading(self, federation: str, term: str) -> None:
        """Show whose file this is and which term."""
        rehearses = self.rehearsal_band is not None
        self.masthead.set_heading(f"演练 · {federation}" if rehearses else federation, term)
        title = f"{federation} {term} · 妇联会议助手" if federation else "妇联会议助手"
        self.setWindowTitle(f"【演练】{title}" if rehearses else title)

    def set_backup(self, state: LampState, words: str) -> None:
        """Show when the file was last backed up."""
        self.masthead.backup_lamp.set_state(state, words)

    def refresh_rehearsal(self, today: date) -> None:
        """Show the clock of a rehearsal after it was set."""
        if self.rehearsal_band is not None:
            self.rehearsal_band.refresh()
            self.navigation.set_today(today)

    def set_search_provider(self, provider: SearchProvider | None) -> None:
        """Name who answers the search of the masthead."""
        self.results.set_provider(provider)

    def page(self, name: str) -> Page:
        """Return a page, building it on the first visit."""
        found = self._pages.get(name)
        if found is None:
            found = self._pages[name] = self._factories[name](self.context)
            self._stack.addWidget(found)
        return found

    def current_page(self) -> Page | None:
        """Return the page shown (also behind the desk)."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def current_name(self) -> str:
        """Return the key of the page shown, or the first one."""
        shown = self.current_page()
        return next(
            (name for name, page in self._pages.items() if page is shown), next(iter(self._factories))
        )

    def open_page(self, name: str, **arguments: object) -> None:
        """Go to a page; with arguments it goes on to what they name. The page shown may ask to stay."""
        shown = self.current_page()
        if shown is not None and shown is not self._pages.get(name) and not shown.may_leave():
            self.navigation.set_current(shown.navigation_key or self.current_name())
            return
        self.leave_full()
        opened = self.page(name)
        self._stack.setCurrentWidget(opened)
        self.navigation.set_current(opened.navigation_key or name)
        opened.bring_up_to_date()
        opened.setFocus(Qt.FocusReason.OtherFocusReason)
        if arguments:
            opened.open_with(**arguments)

    def show_full(self, widget: QWidget) -> None:
        """Put a widget over masthead and side bar; the window owns it from now on."""
        self.leave_full()
        self._full = widget
        self._help_keys.setEnabled(False)
        self._whole.addWidget(widget)
        self._whole.setCurrentWidget(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_full(self) -> None:
        """Take the full widget away and delete it; the page behind it catches up by itself."""
        full, self._full = self._full, None
        if full is None:
            return
        self._help_keys.setEnabled(True)
        self._whole.setCurrentIndex(0)
        self._whole.removeWidget(full)
        full.hide()
        full.setParent(None)
        full.deleteLater()

    def run(
        self,
        operation: Callable[[], ChangeSet],
        done_message: str | None = None,
        undo: Callable[[], ChangeSet] | None = None,
    ) -> ChangeSet | None:
        """Run an operation, tell the pages what changed, show the toast; None after an error shown."""
        try:
            change_set = operation()
        except UserFacingError as error:
            prompts.show_error(self, error)
            return None
        self.notifier.publish(change_set)
        self.heading_wanted.emit()
        if done_message is not None:
            taken_back = None if undo is None else _TakeBack(self, undo, done_message)
            self.toast.show_done(done_message, taken_back, left=self._toast_left())
        return change_set

    def say(self, words: str) -> None:
        """Show a toast without an operation."""
        self.toast.show_done(words, left=self._toast_left())

    def warn(self, words: str) -> None:
        """Show in amber what is about to happen, also over the desk."""
        self.toast.show_refused(words, left=self._toast_left())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the search list away: its place has moved."""
        super().resizeEvent(event)
        self.results.hide()

    def may_close(self) -> bool:
        """Ask every page that holds words not saved whether they may go."""
        return all(page.may_close() for page in self._pages.values())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go in reading order."""
        return pass_focus_on(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter the button of a page that has the keyboard, as in a dialog."""
        button = self.focusWidget()
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self._full is None and isinstance(button, QAbstractButton) and button.isEnabled():
            button.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the window is gone, so that the file can be closed; a page may ask the user to stay."""
        if self.asks_before_closing and not self.may_close():
            event.ignore()
            return
        super().closeEvent(event)
        self.closed.emit()

    def _known_pages(self) -> list[tuple[str, str, Icon]]:
        return [item for item in NAVIGATION if item[0] in self._factories]

    def _toast_left(self) -> int:
        return 0 if self._full is not None else self.navigation.width()

    def _on_backups_wanted(self) -> None:
        if "backups" in self._factories:
            self.open_page("backups")

    def _on_find_keys(self) -> None:
        if self._full is None:
            self.masthead.search_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.masthead.search_edit.selectAll()

    def _on_page_keys(self, name: str) -> None:
        """Ctrl and a digit is the page at that place of the side bar; the desk lies over them all."""
        if self._full is None:
            self.open_page(name)

    def _on_help_keys(self) -> None:
        """F1 is the help on every page; the desk, which lies over them, has its own F1."""
        if "help" in self._factories and self.current_name() != "help":
            self.open_page("help", came_from=self.current_name())

    def _on_undo_keys(self) -> None:
        if self.toast.can_undo() and QApplication.activeModalWidget() is None:
            self.toast.take_back()

    def _on_hit_chosen(self, hit: SearchHit) -> None:
        if hit.page in self._factories:
            self.open_page(hit.page, **dict(hit.arguments))


class _TakeBack:
    """The undo behind a toast: runs like any operation and says so."""

    def __init__(self, window: MainWindow, undo: Callable[[], ChangeSet], words: str) -> None:
        self._window = window
        self._undo = undo
        self._words = words

    def __call__(self) -> None:
        self._window.run(self._undo, f"已撤销：{self._words}")
