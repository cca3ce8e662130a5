"""The page 选举: 换届路线 | 代表 | 投票计票, each a section of its own, built when it is first shown."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from fulian_desktop.changes import RecordKind
from ui.elections.section import Section
from ui.shell.notifier import Page
from ui.shell.widgets import EmptyState, Segment

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from ui.shell.notifier import PageContext

SECTIONS: tuple[tuple[str, str, str, str], ...] = (
    ("path", "换届路线", "ui.elections.congress_path", "CongressPathSection"),
    ("delegates", "代表", "ui.elections.delegates_section", "DelegatesSection"),
    ("ballots", "投票计票", "ui.elections.ballot_room", "BallotSection"),
)
"""Key, word, module and class; a class is built with the context of the page and the page."""


class ElectionsPage(Page):
    """Leads from the first step of a term change to the result."""

    title: ClassVar[str] = "选举"
    depends_on: ClassVar[frozenset[RecordKind]] = frozenset(RecordKind)

    def __init__(self, context: PageContext) -> None:
        """Build the segment; sections come when they are asked for."""
        super().__init__(context)
        self.setObjectName("elections_page")
        self.segment = Segment([(words, key) for key, words, _module, _name in SECTIONS])
        self.segment.setObjectName("elections_segment")
        self.segment.chosen.connect(self._on_chosen)
        self.segment.setToolTip("Alt+1 换届路线　Alt+2 代表　Alt+3 投票计票")
        self._section_keys = [
            QShortcut(QKeySequence(f"Alt+{place}"), self, partial(self._on_section_keys, one[0]))
            for place, one in enumerate(SECTIONS, start=1)
        ]
        self._key = SECTIONS[0][0]
        self._sections: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self.add_action(self.segment)
        self.content.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Read the shown section anew; the others when they are shown."""
        section = self.section(self._key)
        self._stack.setCurrentWidget(section)
        self.segment.set_value(self._key)
        if isinstance(section, Section):
            section.refresh()
            if (
                self.subtitle_label.text() != (words := section.subtitle())
                or self.title_label.text() != self.title
            ):
                self.set_title(self.title, words)

    def open_with(self, **arguments: object) -> None:
        """Go to a section (`section`: path, delegates, ballots); it gets the other arguments."""
        key = arguments.pop("section", self._key)
        if isinstance(key, str) and key in {one[0] for one in SECTIONS}:
            self.show_section(key)
        section = self.section(self._key)
        if arguments and isinstance(section, Section):
            section.open_with(**arguments)

    def show_section(self, key: str) -> None:
        """Show another section."""
        self._key = key
        self.refresh()

    def section(self, key: str) -> QWidget:
        """Return a section, building it on the first visit."""
        found = self._sections.get(key)
        if found is None:
            found = self._sections[key] = self._made(key)
            self._stack.addWidget(found)
        return found

    def may_leave(self) -> bool:
        """Ask the section shown."""
        section = self._sections.get(self._key)
        return section.may_leave() if isinstance(section, Section) else True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the section shown."""
        super().focusInEvent(event)
        self._take_focus()

    def _take_focus(self) -> None:
        section = self.section(self._key)
        if isinstance(section, Section):
            section.take_focus()

    def _on_section_keys(self, key: str) -> None:
        self._on_chosen(key)
        self._take_focus()

    def _made(self, key: str) -> QWidget:
        _key, _words, module, name = next(one for one in SECTIONS if one[0] == key)
        if find_spec(module) is None:
            return EmptyState("投票计票在会议现场的“投票选举”里进行。")
        made: QWidget = getattr(import_module(module), name)(self.context, self)
        return made

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, str) and key != self._key:
            if self.may_leave():
                self.show_section(key)
            else:
                self.segment.set_value(self._key)
