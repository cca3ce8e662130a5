"""Cards, inset boxes, rows of facts, empty states."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.shell.icons import Icon, IconLabel
from ui.shell.theme import Role, Tone, u
from ui.shell.widgets.box import CARD, INSET, Box, BoxLook, ClickableBox, Line
from ui.shell.widgets.buttons import Button, link_button, primary_button
from ui.shell.widgets.chairs import ChairsPicture
from ui.shell.widgets.labels import ElidedLabel, WrapLabel, label
from ui.shell.widgets.layouts import Margins, horizontal, vertical


class Card(Box):
    """A white card: title left, count beside it, one link right; put content into `body`.

    Without a title it is a bare card.
    """

    link_clicked = Signal()

    def __init__(
        self,
        title: str = "",
        count: str = "",
        link: str = "",
        *,
        margins: Margins | int = 14,
        spacing: int = 8,
    ) -> None:
        """Margins and spacing in px at 100 % type."""
        super().__init__(CARD)
        self.body: QVBoxLayout = vertical(self, margins=margins, spacing=spacing)
        self.title_label: QLabel | None = None
        self.count_label: QLabel | None = None
        self.head = horizontal(spacing=10)
        if not title:
            return
        self.title_label = label(title, Role.CARD_TITLE)
        self.count_label = label(count, Role.SECONDARY, Tone.TEXT2)
        self.head.addWidget(self.title_label)
        self.head.addWidget(self.count_label)
        self.head.addStretch(1)
        if link:
            self.add_link(link).clicked.connect(self.link_clicked)
        self.body.addLayout(self.head)

    def add_link(self, words: str) -> Button:
        """Add a link at the right end of the head and return it."""
        made = link_button(words)
        self.head.addWidget(made)
        return made

    def set_count(self, count: str) -> None:
        """Change the words beside the title."""
        if self.count_label is not None:
            self.count_label.setText(count)


class InsetBox(Box):
    """A sunken box inside a card; put content into `body`."""

    def __init__(
        self, look: BoxLook = INSET, *, margins: Margins | int = (14, 10, 14, 10), spacing: int = 6
    ) -> None:
        """Take another look for a verdict: widgets.GREEN, AMBER or RED."""
        super().__init__(look)
        self.body: QVBoxLayout = vertical(self, margins=margins, spacing=spacing)


class FactRow(QWidget):
    """Label left, value after it or right-aligned; 34 high, hairline below."""

    def __init__(
        self,
        name: str,
        value: str,
        *,
        name_width: int = 82,
        right: bool = False,
        line: bool = True,
        strong: bool = False,
    ) -> None:
        """`right` puts the value at the right end; `name_width` in px at 100 % holds the column."""
        super().__init__()
        column = vertical(self)
        row = horizontal()
        self.setFixedHeight(u(34))
        self.name_label = label(name, Role.SECONDARY, Tone.TEXT2)
        self.value_label = ElidedLabel(value, Role.BODY, weight=600 if strong else 500)
        if right:
            self.value_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        else:
            self.name_label.setMinimumWidth(u(name_width))
        row.addWidget(self.name_label)
        row.addWidget(self.value_label, 1)
        column.addLayout(row, 1)
        if line:
            column.addWidget(Line())

    def set_value(self, value: str) -> None:
        """Show another value."""
        self.value_label.setText(value)


class InfoRow(ClickableBox):
    """A row of a list: icon, title, optional second line, something at the right; hairline below.

    40 high with one line, 50 with two. It is a target: `activated` is emitted.
    """

    def __init__(
        self,
        title: str,
        second: str = "",
        *,
        icon: Icon | None = None,
        trailing: QWidget | None = None,
        lead: QWidget | None = None,
        operable: bool = True,
        strong: bool = False,
    ) -> None:
        """`lead` replaces the icon (a date, a disc); `trailing` is a chip, a lamp, a time or a link."""
        super().__init__(BoxLook(sides="b", radius=0))
        self._operable = operable
        row = horizontal(self, margins=(4, 0, 4, 0), spacing=10)
        self.setFixedHeight(u(52 if second else 40))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if lead is not None:
            row.addWidget(lead)
        elif icon is not None:
            row.addWidget(IconLabel(icon, Tone.TEXT3))
        words = vertical(spacing=1)
        words.addStretch(1)
        self.title_label = ElidedLabel(title, Role.BODY, weight=600 if strong else 500 if second else 400)
        words.addWidget(self.title_label)
        self.second_label = ElidedLabel(second, Role.CAPTION, Tone.TEXT2)
        self.second_label.setVisible(bool(second))
        words.addWidget(self.second_label)
        words.addStretch(1)
        row.addLayout(words, 1)
        if trailing is not None:
            row.addWidget(trailing)
        if not operable:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.unsetCursor()


class EmptyState(QWidget):
    """The drawing of chairs, one sentence, one button: for a page or panel with nothing on it yet."""

    activated = Signal()

    def __init__(self, sentence: str, button: str = "", *, picture: Icon | None = None) -> None:
        """Without `button` there is nothing to press; `picture` goes into the button."""
        super().__init__()
        column = vertical(self, margins=24, spacing=16)
        column.addStretch(2)
        column.addWidget(ChairsPicture(240, simple=True), 0, Qt.AlignmentFlag.AlignHCenter)
        words = WrapLabel(sentence, Role.BODY, Tone.TEXT2)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        self.button: Button | None = None
        if button:
            self.button = primary_button(button, picture)
            self.button.clicked.connect(self.activated)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


def empty_row(sentence: str) -> QWidget:
    """Make the 56-px sentence of an empty list inside a card."""
    box = QWidget()
    row = horizontal(box)
    row.addWidget(label(sentence, Role.SECONDARY, Tone.TEXT2))
    row.addStretch(1)
    box.setFixedHeight(u(56))
    return box
