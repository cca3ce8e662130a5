"""One notifier of changes, what a page is given, and the base of every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.shell.kept_focus import KeptFocus
from ui.shell.theme import Role, Tone
from ui.shell.widgets.labels import ElidedLabel, label
from ui.shell.widgets.layouts import horizontal, vertical

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from fulian_desktop.changes import ChangeSet, RecordKind
    from fulian_desktop.documents.fonts import FontChoice
    from fulian_desktop.workspace import Workspace
    from ui.safekeeping.backup_keeper import BackupKeeper


class ChangeNotifier(QObject):
    """Tells every page what an operation changed."""

    changed = Signal(object)

    def publish(self, change_set: ChangeSet) -> None:
        """Tell everybody; pages that are not on screen only remember it."""
        self.changed.emit(change_set)


class RunOperation(Protocol):
    """How a page does something: `context.run(operation, "已登记…", undo)`."""

    def __call__(
        self,
        operation: Callable[[], ChangeSet],
        done_message: str | None = None,
        undo: Callable[[], ChangeSet] | None = None,
    ) -> ChangeSet | None:
        """Run the operation, publish what changed, show the toast.

        Returns None when a UserFacingError was raised: it has been shown to the user then.
        """


class Program(Protocol):
    """What pages may ask of the program as a whole; it happens right after the event."""

    @property
    def backups(self) -> BackupKeeper | None:
        """Who backs up the open file; None where nothing is backed up."""

    def go_back_to(self, backup: Path, passphrase: str) -> None:
        """Put a backup in the place of the open file, which is kept; the user was asked before."""

    def change_look(self, scale: int, high_contrast: bool) -> None:
        """Set type size (percent) and contrast for good, and build the window anew."""

    def choose_paper_fonts(self, choice: FontChoice) -> None:
        """Draw papers with these fonts from now on, for good."""

    def name_user(self, name: str) -> None:
        """Say who is working; the journal names her from now on."""

    def leave_file(self) -> None:
        """Close the file and go back to the first start."""

    def begin_rehearsal(self, meeting_id: int) -> None:
        """Rehearse a meeting with a copy of the file in the place of the file; asks first."""

    def end_rehearsal(self) -> None:
        """Destroy the copy and go back to the file; asks first."""


@dataclass(frozen=True)
class PageContext:
    """What a page is given by the window.

    `open_page(name, **arguments)` goes to a page and calls its open_with(**arguments);
    `show_full(widget)` puts a widget (the desk) over masthead and navigation, `leave_full()` takes
    it away and deletes it; `say(words)` shows a toast without an operation.
    """

    workspace: Workspace
    notifier: ChangeNotifier
    open_page: Callable[..., None]
    run: RunOperation
    show_full: Callable[[QWidget], None]
    leave_full: Callable[[], None]
    say: Callable[[str], None]
    program: Program | None = None


class Page(QWidget):
    """A page of the window: title row with actions, content below.

    A subclass sets `title` and `depends_on`, builds its widgets into `content` in __init__ (after
    super().__init__(context)) and reads its data in refresh(), which runs when the page is first
    shown and, after a change of what it depends on, at once or when it is shown again.
    """

    title: ClassVar[str] = ""
    depends_on: ClassVar[frozenset[RecordKind]] = frozenset()
    navigation_key: ClassVar[str] = ""
    """Which word of the side bar is marked, for a page that has none of its own."""

    def __init__(self, context: PageContext) -> None:
        """Build the title row and an empty content column."""
        super().__init__()
        self.context = context
        self._dirty = True
        column = vertical(self, margins=(22, 10, 22, 16), spacing=12)
        head = horizontal(spacing=12)
        words = vertical(spacing=0)
        self.title_label = label(self.title, Role.PAGE_TITLE)
        self.subtitle_label = ElidedLabel("", Role.SECONDARY, Tone.TEXT2)
        self.subtitle_label.setVisible(False)
        words.addStretch(1)
        words.addWidget(self.title_label)
        words.addWidget(self.subtitle_label)
        words.addStretch(1)
        head.addLayout(words, 1)
        self._actions = horizontal(spacing=12)
        head.addLayout(self._actions)
        column.addLayout(head)
        self.content = vertical(spacing=12)
        column.addLayout(self.content, 1)
        context.notifier.changed.connect(self._on_changed)

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right of the title row; the primary one comes last."""
        self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Change the title row."""
        self.title_label.setText(title)
        self.subtitle_label.setText(subtitle)
        self.subtitle_label.setVisible(bool(subtitle))

    def refresh(self) -> None:
        """Read the data anew and show it; override this."""

    def open_with(self, **arguments: object) -> None:
        """Go to what open_page() named, for example a record; override this. Called after refresh()."""

    def may_leave(self) -> bool:
        """Say whether another page may be shown; ask first when something typed would be lost."""
        return True

    def may_close(self) -> bool:
        """Say whether the window may be closed; asks what leaving the page asks."""
        return self.may_leave()

    @property
    def is_dirty(self) -> bool:
        """Tell whether something changed that is not shown yet."""
        return self._dirty

    def bring_up_to_date(self) -> None:
        """Refresh if something changed since the last time."""
        if self._dirty:
            self._dirty = False
            with KeptFocus(self):
                self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the page was away."""
        super().showEvent(event)
        self.bring_up_to_date()

    def _on_changed(self, change_set: ChangeSet) -> None:
        if self.depends_on & change_set.kinds:
            self._dirty = True
            if self.isVisible():
                self.bring_up_to_date()
