"""Words: plain, elided and wrapped labels, and how a person's name is drawn."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.shell.theme import Role, Tone, color, font

FULL_WIDTH_SPACE = "\u3000"
MIDDLE_DOT = "·"


def display_name(name: str) -> str:
    """Spread a two-character name over three places (李　堃); made when drawn, never stored."""
    return name[0] + FULL_WIDTH_SPACE + name[1] if len(name) == 2 else name


def broken_name(name: str) -> str:
    """Break a name with a middle dot after the dot, on two lines; others as display_name()."""
    if MIDDLE_DOT in name:
        first, rest = name.split(MIDDLE_DOT, 1)
        return f"{first}{MIDDLE_DOT}\n{rest}"
    return display_name(name)


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Colour the words of a label by palette (a rule in the sheet would override all others)."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.WindowText, color(tone))
    widget.setPalette(palette)


def label(
    text: str,
    role: Role = Role.BODY,
    tone: Tone = Tone.TEXT,
    *,
    weight: int | None = None,
    align: Qt.AlignmentFlag | None = None,
) -> QLabel:
    """Make a one-line plain label that asks for its full width."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(role, weight=weight))
    set_tone(made, tone)
    if align is not None:
        made.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
    return made


class ElidedLabel(QLabel):
    """One line that ends in … when it is too narrow; the whole text is then the tool tip.

    Never use it for a person's name.
    """

    def __init__(
        self, text: str = "", role: Role = Role.BODY, tone: Tone = Tone.TEXT, *, weight: int | None = None
    ) -> None:
        """Take whatever width is left over."""
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(role, weight=weight))
        set_tone(self, tone)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text, cut to the width there is."""
        self._whole = text
        super().setText(text)
        self._set_tip()

    def text(self) -> str:
        """Return the whole text, not what is shown of it."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Ask for the whole text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Be content with two characters."""
        metrics = self.fontMetrics()
        return QSize(min(self.sizeHint().width(), metrics.height() * 2), metrics.height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as tool tip when it does not fit."""
        super().resizeEvent(event)
        self._set_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text that fits."""
        painter = QPainter(self)
        painter.setFont(self.font())
        role = QPalette.ColorRole.WindowText
        painter.setPen(self.palette().color(role))
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self.alignment() | Qt.TextFlag.TextSingleLine, shown)

    def _set_tip(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self._whole) <= self.width()
        self.setToolTip("" if fits else self._whole)


class WrapLabel(QLabel):
    """Words that wrap, with a height that follows the width it is really given."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        tone: Tone = Tone.TEXT2,
        *,
        weight: int | None = None,
        width: int | None = None,
    ) -> None:
        """Give `width` (real px) when the place is of fixed width: the height is then right at once."""
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(font(role, weight=weight))
        set_tone(self, tone)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if width is not None:
            self.setFixedWidth(width)
            self._fit(width)

    def setText(self, text: str) -> None:
        """Show another text and take the height it needs."""
        super().setText(text)
        if self.width() > 0 and self.isVisible():
            self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the new width needs."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        # QLabel answers with its minimum at least: measured with the old one it could only grow.
        self.setMinimumHeight(0)
        needed = self.heightForWidth(width)
        if needed > 0:
            self.setMinimumHeight(needed)
