"""Line icons: plain SVG files, drawn in one colour at the screen's resolution and kept."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from fulian_desktop.locations import RESOURCES
from ui.shell.theme import Tone, token, u


class Icon(Enum):
    """The icons; the value is the file name in resources/icons without .svg."""

    HOME = "home"
    PEOPLE = "people"
    PERSON = "person"
    CHAIR = "chair"
    CALENDAR = "calendar"
    BALLOT_BOX = "ballot_box"
    DOCUMENT = "document"
    SETTINGS = "settings"
    SEARCH = "search"
    CLOCK = "clock"
    PLUS = "plus"
    MINUS = "minus"
    PRINTER = "printer"
    DOWNLOAD = "download"
    UPLOAD = "upload"
    IMPORT = "import"
    PENCIL = "pencil"
    CLOSE = "close"
    CHECK = "check"
    QUESTION = "question"
    LOCK = "lock"
    HAND = "hand"
    SPEECH = "speech"
    MEGAPHONE = "megaphone"
    SCREEN = "screen"
    REFRESH = "refresh"
    UNDO = "undo"
    LIST = "list"
    FOLDER = "folder"
    SPARKLE = "sparkle"
    SHIELD = "shield"
    ARROW_RIGHT = "arrow_right"
    ARROW_LEFT = "arrow_left"
    CHEVRON_RIGHT = "chevron_right"
    CHEVRON_LEFT = "chevron_left"
    CHEVRON_DOWN = "chevron_down"
    CHEVRON_UP = "chevron_up"
    GRIP = "grip"
    BOOK = "book"
    WARNING = "warning"
    PLAY = "play"
    TRASH = "trash"
    EYE = "eye"
    INFO = "info"
    AWARD = "award"
    COPY = "copy"
    FILTER = "filter"
    DOOR = "door"


_drawn: dict[tuple[Icon, str, int, float], QPixmap] = {}


def forget_icons() -> None:
    """Drop every drawn icon: after a change of theme, and before the application ends."""
    _drawn.clear()


def pixmap(name: Icon, tone: Tone, size: int = 18, ratio: float | None = None) -> QPixmap:
    """Draw an icon; size in px at 100 % type, ratio is the screen's (default: the first screen's)."""
    if ratio is None:
        screen = QGuiApplication.primaryScreen()
        ratio = screen.devicePixelRatio() if screen is not None else 1.0
    key = (name, token(tone), u(size), ratio)
    found = _drawn.get(key)
    if found is None:
        found = _drawn[key] = _draw(*key)
    return found


def icon(name: Icon, tone: Tone, size: int = 18) -> QIcon:
    """Return an icon for a button; its disabled picture has the colour of disabled words."""
    made = QIcon()
    made.addPixmap(pixmap(name, tone, size), QIcon.Mode.Normal)
    made.addPixmap(pixmap(name, tone, size), QIcon.Mode.Active)
    made.addPixmap(pixmap(name, tone, size), QIcon.Mode.Selected)
    made.addPixmap(pixmap(name, Tone.OFF, size), QIcon.Mode.Disabled)
    return made


class IconLabel(QWidget):
    """One icon in one tone, centred; decoration beside a word, so it takes no focus."""

    def __init__(
        self, name: Icon, tone: Tone = Tone.TEXT3, size: int = 18, parent: QWidget | None = None
    ) -> None:
        """Take size x size px at 100 % type, drawn one px low because Chinese words sit low."""
        super().__init__(parent)
        self._name = name
        self._tone = tone
        self._size = size
        self.setFixedSize(u(size), u(size) + 2)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: Icon, tone: Tone | None = None) -> None:
        """Show another icon, in the same tone unless another is named."""
        self._name = name
        self._tone = self._tone if tone is None else tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon at the resolution of the screen the window is on."""
        painter = QPainter(self)
        painter.drawPixmap(0, 2, pixmap(self._name, self._tone, self._size, self.devicePixelRatioF()))


def _draw(name: Icon, colour: str, side: int, ratio: float) -> QPixmap:
    text = (RESOURCES / "icons" / f"{name.value}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode("utf-8")))
    real = max(1, round(side * ratio))
    drawn = QPixmap(real, real)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, real, real))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
