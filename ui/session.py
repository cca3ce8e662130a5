"""From the first start to an open data file and back: which window is shown, and what opens a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fulian_desktop.access.device_key import DeviceKeys
from fulian_desktop.documents.rehearsal_papers import mark_all_papers
from fulian_desktop.errors import UserFacingError
from ui.access.guarding import ask_after_creating, guard_window
from ui.rehearsing import CLEARED, Rehearsing
from ui.safekeeping.backup_keeper import BackupKeeper
from ui.safekeeping.opening_words import said_after_opening
from ui.shell.after_paint import AfterPaint
from ui.shell.preferences import Preferences, load_preferences, save_preferences, user_data_folder
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QApplication

    from fulian_desktop.documents.fonts import FontChoice
    from fulian_desktop.workspace import Workspace
    from ui.home.first_start import FirstStart
    from ui.safekeeping.trouble_page import TroublePage
    from ui.safekeeping.way_back import WayBack
    from ui.shell.search import SearchHit
    from ui.shell.widgets.lamp import LampState
    from ui.shell.window import MainWindow, PageFactory

SAMPLE_FILE = "三合村示例.fulian"
DEFAULT_SIZE = (1366, 768)


class Session(QObject):
    """Owns the open data file and the window that shows it."""

    def __init__(
        self,
        app: QApplication,
        pages: Mapping[str, PageFactory],
        preferences: Preferences,
        *,
        folder: Path | None = None,
        save: Callable[[Preferences], None] = save_preferences,
        load: Callable[[], Preferences] = load_preferences,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        """`folder` is where new files are made (default: the user's data folder)."""
        super().__init__(app)
        self._app = app
        self._pages = pages
        self._folder = folder or user_data_folder()
        self._save = save
        self._load = load
        self._clock = clock
        self.rehearsing = Rehearsing(self._folder, clock)
        self._devices = DeviceKeys(self._folder / "keys")
        self.preferences = preferences
        self.backups = BackupKeeper(self._own_preferences, self._remember, clock, self)
        self.backups.said.connect(self._say_backup)
        self.workspace: Workspace | None = None
        self.window: MainWindow | None = None
        self.first_start: FirstStart | None = None
        self.trouble: TroublePage | None = None

    def start(self, data_file: Path | None = None) -> None:
        """Open the named file, or the one opened last, or show the first start."""
        cleared = self.rehearsing.clear()
        path = data_file or (Path(self.preferences.last_file) if self.preferences.last_file else None)
        if path is None:
            self.show_first_start()
        else:
            self.open_file(path)
        if cleared and self.window is not None:
            self.window.say(CLEARED)
        elif cleared:
            from ui.shell import prompts

            prompts.inform(self.shown(), CLEARED)

    def show_first_start(self) -> None:
        """Close the file, if any, and offer new, open and sample."""
        from ui.home.first_start import FirstStart

        page = FirstStart()
        page.setWindowTitle("妇联会议助手")
        page.create_requested.connect(self.create)
        page.open_requested.connect(self.choose_file)
        page.sample_requested.connect(self.open_sample)
        self._close_file()
        self._show(page)
        self.first_start = page

    def create(self) -> None:
        """Ask for a new federation, make its file and open it."""
        from fulian_desktop.rules.rule_pack import shipped_packs
        from fulian_desktop.workspace import Foundation, Workspace
        from ui.home.create_federation import ask_federation

        packs = [(pack.name, pack.id) for pack in shipped_packs()]
        draft = ask_federation(self.shown(), packs, today=self._clock().date())
        if draft is None:
            return
        foundation = Foundation(
            draft.name,
            draft.superior,
            draft.term_number,
            draft.first_day.isoformat(),
            draft.last_day.isoformat(),
            draft.seats,
            draft.rule_pack,
        )
        path = self._free_path(draft.name)
        if self._enter(lambda: Workspace.create(path, foundation, clock=self._clock, devices=self._devices)):
            ask_after_creating(self.window)

    def choose_file(self) -> None:
        """Ask for a data file and open it."""
        from ui.shell import prompts

        path = prompts.choose_open_file(self.shown(), "打开妇联资料", folder=self._existing_folder())
        if path is not None:
            self.open_file(path)

    def open_sample(self) -> None:
        """Open the sample village, made on the first time."""
        path = self._folder / SAMPLE_FILE
        if path.exists():
            self.open_file(path)
            return
        from fulian_desktop.sample_village import create_village

        self._enter(lambda: self._in_folder(create_village, path))

    def open_file(self, path: Path) -> bool:
        """Open a data file; False after an error was shown."""
        from fulian_desktop.workspace import Workspace

        if self.workspace is not None and self.workspace.database.path == path.resolve():
            return True
        try:
            workspace = Workspace.open(path, clock=self._clock, devices=self._devices)
        except UserFacingError as error:
            self._way_back().show(path, error)
            return False
        return self._enter(lambda: workspace)

    def show_trouble(self, page: TroublePage) -> None:
        """Close the file, if any, and show what can be done about one that did not open."""
        self._close_file()
        self._show(page)
        self.trouble = page

    def go_back_to(self, backup: Path, passphrase: str) -> None:
        """Put a backup in the place of the open file, which is kept, right after this event."""
        if self.workspace is not None:
            path = self.workspace.database.path
            QTimer.singleShot(0, self, partial(self._way_back().restore, path, backup, passphrase))

    def change_look(self, scale: int, high_contrast: bool) -> None:
        """Set type size (percent) and contrast for good; the window is built anew right after this event."""
        self._remember(scale=scale, high_contrast=high_contrast)
        QTimer.singleShot(0, self, self._rebuild)

    def choose_paper_fonts(self, choice: FontChoice) -> None:
        """Draw papers with these fonts from now on, for good."""
        from fulian_desktop.documents.fonts import choose_fonts

        self._remember(paper_fonts=choice.value)
        choose_fonts(choice)

    def end(self) -> None:
        """Back up and close the file; safe to call when none is open."""
        self._close_file()

    def name_user(self, name: str) -> None:
        """Remember who works here and act in her name."""
        self._remember(user_name=name)
        if self.workspace is not None:
            self.workspace.act_as(name)

    def begin_rehearsal(self, meeting_id: int) -> None:
        """Rehearse a meeting with a copy of the file, right after this event; asks first."""
        QTimer.singleShot(0, self, partial(self._begin_rehearsal, meeting_id))

    def end_rehearsal(self) -> None:
        """Destroy the copy and go back to the file, right after this event; asks first."""
        QTimer.singleShot(0, self, self._end_rehearsal)

    def leave_file(self) -> None:
        """Go back to the first start, right after this event."""
        QTimer.singleShot(0, self, self.show_first_start)

    def _enter(self, opening: Callable[[], Workspace]) -> bool:
        try:
            workspace = opening()
        except UserFacingError as error:
            from ui.shell import prompts

            prompts.show_error(self.shown(), error)
            return False
        self._close_file()
        self.workspace = workspace
        self._apply_theme()
        if self.preferences.user_name:
            workspace.act_as(self.preferences.user_name)
        self._remember(last_file=str(workspace.database.path))
        self.choose_paper_fonts(self._wanted_fonts())
        self._build_window(workspace, "home")
        said = said_after_opening(workspace.database)
        if said and self.window is not None:
            self.window.say(said)
        return True

    def _begin_rehearsal(self, meeting_id: int) -> None:
        if self.workspace is None or self.window is None:
            return
        wanted = self.rehearsing.wants(self.window, self.workspace, meeting_id)
        if wanted == "real":
            from ui.desk.open import open_desk

            open_desk(self.window.context, meeting_id, self.window)
        if wanted != "rehearsal":
            return
        copy = self.rehearsing.begin(self.window, self.workspace, meeting_id)
        if copy is None:
            return
        self._close_file()
        self.workspace = copy
        self._apply_theme()
        self._build_window(copy, "meetings")
        self._go_to_meeting(meeting_id)

    def _end_rehearsal(self) -> None:
        if self.workspace is None or self.workspace.rehearsal is None or self.window is None:
            return
        if not self.rehearsing.wants_to_end(self.window, self.workspace):
            return
        source, meeting_id = self.rehearsing.source, self.rehearsing.meeting_id
        self._close_file()
        if source is None or not self.open_file(source):
            self.show_first_start()
            return
        self._go_to_meeting(meeting_id)
        if self.window is not None:
            self.window.say("演练结束，演练里做的都已清除")

    def _go_to_meeting(self, meeting_id: int) -> None:
        if self.window is not None and "meetings" in self._pages:
            self.window.open_page("meetings", meeting_id=meeting_id)

    def _set_rehearsal_clock(self) -> None:
        if self.window is not None and self.rehearsing.set_clock(self.window):
            self.window.refresh_rehearsal(self._today())

    def _apply_theme(self) -> None:
        rehearses = self.workspace is not None and self.workspace.rehearsal is not None
        mark_all_papers(rehearses=rehearses)
        apply_theme(self._app, self.preferences.scale, self.preferences.high_contrast, rehearsal=rehearses)

    def _wanted_fonts(self) -> FontChoice:
        from fulian_desktop.documents.fonts import FontChoice

        known = {choice.value: choice for choice in FontChoice}
        return known.get(self.preferences.paper_fonts, FontChoice.AUTOMATIC)

    def _build_window(self, workspace: Workspace, page: str) -> None:
        from ui.shell.window import MainWindow

        window = MainWindow(workspace, self._pages, today=self._today, program=self)
        window.set_search_provider(self._search)
        window.heading_wanted.connect(self._on_changed)
        window.closed.connect(self._on_window_closed)
        if window.rehearsal_band is not None:
            window.rehearsal_band.end_wanted.connect(self.end_rehearsal)
            window.rehearsal_band.clock_wanted.connect(self._set_rehearsal_clock)
        window.asks_before_closing = True
        self.backups.attend(workspace, window)
        window.open_page(page)
        self._show(window)
        self.window = window
        guard_window(window).leave_wanted.connect(self.leave_file)
        self._show_heading()
        AfterPaint(window, self.backups.begin).request()

    def _rebuild(self) -> None:
        self._apply_theme()
        if self.window is not None and self.workspace is not None:
            page = self.window.current_name()
            self._build_window(self.workspace, page)
            if page == "settings":
                self.window.open_page(page, show="look")
        elif self.first_start is not None:
            self.show_first_start()

    def _show(self, shown: MainWindow | FirstStart | TroublePage) -> None:
        """Show it in the place of what is shown, which is closed; the caller keeps it."""
        old = self.shown()
        if self.window is not None:
            self.window.asks_before_closing = False
        if old is not None:
            self._remember(window_width=old.width(), window_height=old.height())
        width = self.preferences.window_width or DEFAULT_SIZE[0]
        height = self.preferences.window_height or DEFAULT_SIZE[1]
        screen = shown.screen().availableGeometry()
        shown.resize(min(width, screen.width()), min(height, screen.height()))
        self.window = self.first_start = self.trouble = None
        shown.show()
        if old is not None:
            old.close()
            old.deleteLater()

    def shown(self) -> MainWindow | FirstStart | TroublePage | None:
        """Return what is on the screen."""
        return self.window or self.first_start or self.trouble

    def _on_window_closed(self) -> None:
        if self.window is None or self.sender() is not self.window:
            return
        self._remember(window_width=self.window.width(), window_height=self.window.height())
        self._close_file()

    def _close_file(self) -> None:
        if self.workspace is None:
            return
        if self.workspace.rehearsal is not None:
            self.backups.close()
            Rehearsing.destroy(self.workspace)
            self.workspace = None
            return
        self.backups.close()
        self.workspace.close()
        self.workspace = None

    def _on_changed(self) -> None:
        self._show_heading()
        self.backups.after_change()

    def _show_heading(self) -> None:
        from fulian_desktop.chinese.numerals import ordinal

        if self.window is None or self.workspace is None:
            return
        seats = self.workspace.seats
        self.window.set_heading(seats.federation().name, ordinal(seats.current_term().number, "届"))

    def _say_backup(self, state: LampState, words: str) -> None:
        if self.window is not None:
            self.window.set_backup(state, words)

    def _way_back(self) -> WayBack:
        """Return the way back from a file that did not open; its modules are read when it is needed."""
        from ui.safekeeping.way_back import WayBack

        return WayBack(self, self._clock, self)

    def _own_preferences(self) -> Preferences:
        return self.preferences

    def _search(self, words: str) -> Sequence[SearchHit]:
        from ui.finding import find_everywhere

        return find_everywhere(self.workspace, words) if self.workspace is not None else ()

    def _today(self) -> date:
        rehearses = self.workspace is not None and self.workspace.rehearsal is not None
        return (self.rehearsing.clock if rehearses else self._clock)().date()

    def _remember(self, **changes: object) -> None:
        """Keep choices of the session; what pages have saved meanwhile (printer, script size) stays."""
        changed = replace(self.preferences, **changes)  # type: ignore[arg-type]
        if changed != self.preferences:
            self.preferences = changed
            self._save(replace(self._load(), **changes))  # type: ignore[arg-type]

    def _existing_folder(self) -> Path:
        return self._folder if self._folder.is_dir() else Path.home()

    def _in_folder(self, make: Callable[[Path], Workspace], path: Path) -> Workspace:
        path.parent.mkdir(parents=True, exist_ok=True)
        return make(path)

    def _free_path(self, name: str) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        stem = "".join("_" if sign in '\\/:*?"<>|' else sign for sign in name)
        path = self._folder / f"{stem}.fulian"
        number = 2
        while path.exists():
            path = self._folder / f"{stem}-{number}.fulian"
            number += 1
        return path
