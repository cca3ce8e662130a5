"""The window on the projector; on a PC with one screen it is a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QWidget

from ui.hall.painting import paint_slide
from ui.hall.slides import BlankSlide, Slide
from ui.shell.theme import is_rehearsal

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from ui.hall.canvas import Placed
    from ui.hall.screens import HallScreen

PREVIEW_SIZE = QSize(960, 540)


def _mark() -> str:
    return "【演练】" if is_rehearsal() else ""


class HallWindow(QWidget):
    """Shows one slide; it never takes the keyboard from the desk by itself."""

    closed = Signal()
    key_pressed = Signal(object)
    """A key that is none of its own, for the desk: whoever clicked into the preview can go on typing."""

    def __init__(self) -> None:
        """Start hidden with an empty slide."""
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("hall_window")
        self.setWindowTitle("会场大屏")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(480, 270)
        self.slide: Slide = BlankSlide()
        self.placed: tuple[Placed, ...] = ()
        self.screen_shown: HallScreen | None = None

    @property
    def is_preview(self) -> bool:
        """Return whether it is an ordinary window on the desk's own screen."""
        return self.screen_shown is None

    def show_slide(self, slide: Slide) -> None:
        """Show another slide; the hall changes at once."""
        if slide != self.slide:
            self.slide = slide
            self.update()

    def show_on(self, screen: HallScreen) -> None:
        """Fill a screen; the keyboard stays with the desk, whatever the window manager does."""
        self.screen_shown = screen
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, True)
        self.setWindowTitle(f"{_mark()}会场大屏")
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setWindowState(Qt.WindowState.WindowNoState)
        real = QGuiApplication.screenAt(screen.geometry.center())
        if real is not None:
            self.setScreen(real)
        self.setGeometry(screen.geometry)
        # showFullScreen() would ask for the keyboard, too.
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()

    def show_preview(self) -> None:
        """Be an ordinary window."""
        self.screen_shown = None
        self.setWindowTitle(f"{_mark()}会场大屏 预览（只有一块屏幕，按 Esc 关闭）")
        self.unsetCursor()
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, False)
        self.showNormal()
        self.resize(PREVIEW_SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the slide."""
        painter = QPainter(self)
        self.placed = paint_slide(painter, QRectF(self.rect()), self.slide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the preview; every other key belongs to the desk."""
        if event.key() == Qt.Key.Key_Escape and self.is_preview:
            self.close()
            return
        self.key_pressed.emit(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the hall sees nothing any more."""
        super().closeEvent(event)
        self.closed.emit()
