"""The one dialog frame: a rounded panel over the dimmed window, title above, buttons below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.shell.tab_order import pass_focus_on
from ui.shell.theme import Role, Tone, is_rehearsal, u
from ui.shell.widgets.box import BoxLook, draw_box
from ui.shell.widgets.chips import Chip, ChipKind
from ui.shell.widgets.labels import WrapLabel, label
from ui.shell.widgets.lamp import Lamp, LampState
from ui.shell.widgets.layouts import ScrollColumn, horizontal, vertical

if TYPE_CHECKING:
    from ui.shell.widgets.buttons import Button

RADIUS = 12
_NO_LIMIT = 16_777_215


class Shade(QWidget):
    """Dims a window while a dialog stands over it."""

    def __init__(self, window: QWidget) -> None:
        """Cover the whole window."""
        super().__init__(window)
        self.setObjectName("shade")
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken what is below."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 95))


class Dialog(QDialog):
    """A modal dialog in the house style; use ask(), then read its values at once.

    Put content into `body` and buttons at the ends with add_left() and add_right(); the last button
    added at the right is the default one. Esc rejects. Width 560-600 for questions, up to 900 for forms.
    """

    def __init__(
        self, title: str, parent: QWidget | None = None, *, width: int = 600, lamp: LampState | None = None
    ) -> None:
        """Width in px at 100 % type; a lamp of 34 px stands before the title when given."""
        super().__init__(parent.window() if parent is not None else None)
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowTitle(title)
        wide = min(u(width), _widest_over(parent))
        self.setFixedWidth(wide)
        self.inner_width = wide - 2 * u(27)
        """Real px between the margins: give it to WrapLabel(width=...)."""
        column = vertical(self, margins=(27, 24, 27, 24), spacing=14)
        head = horizontal(spacing=14)
        if lamp is not None:
            head.addWidget(Lamp(lamp, 34), 0, Qt.AlignmentFlag.AlignTop)
        room = self.inner_width - (u(34) + u(14) if lamp is not None else 0)
        self.title_label: QLabel = WrapLabel(title, Role.DIALOG_TITLE, Tone.TEXT, width=room)
        head.addWidget(self.title_label, 0, Qt.AlignmentFlag.AlignVCenter)
        if is_rehearsal():
            head.addStretch(1)
            chip = Chip("演练", ChipKind.AMBER)
            chip.setObjectName("rehearsal_chip")
            head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
            self.title_label.setFixedWidth(room - u(64))
        column.addLayout(head)
        self.body: QVBoxLayout = vertical(spacing=10)
        column.addLayout(self.body, 1)
        column.addSpacing(u(2))
        foot = horizontal(spacing=14)
        self._left = horizontal(spacing=12)
        self._right = horizontal(spacing=14)
        foot.addLayout(self._left)
        foot.addStretch(1)
        foot.addLayout(self._right)
        column.addLayout(foot)
        self._shade: Shade | None = None
        self._scroll: ScrollColumn | None = None

    def add_text(self, text: str, tone: Tone = Tone.TEXT2, role: Role = Role.BODY) -> QLabel:
        """Add wrapped words over the whole width."""
        made = WrapLabel(text, role, tone, width=self.inner_width)
        self.body.addWidget(made)
        return made

    def add_left(self, button: Button) -> Button:
        """Add a button at the left end of the foot."""
        button.setFixedHeight(u(44))
        self._left.addWidget(button)
        return button

    def add_right(self, button: Button, *, accepts: bool | None = None) -> Button:
        """Add a button at the right end; `accepts` True closes with yes, False with no, None does neither."""
        button.setFixedHeight(u(44))
        button.setMinimumWidth(u(110))
        self._right.addWidget(button)
        if accepts is not None:
            button.clicked.connect(self.accept if accepts else self.reject)
        if button.kind != "danger":
            button.setDefault(True)
        return button

    def add_note(self, words: str) -> QLabel:
        """Add a small line at the left end of the foot."""
        made = label(words, Role.CAPTION, Tone.TEXT3)
        self._left.addWidget(made)
        return made

    def ask(self) -> bool:
        """Show the dialog, wait, and tell whether it was accepted; it is deleted soon after."""
        window = self.parentWidget()
        if window is not None and window.isVisible():
            self._shade = Shade(window)
        try:
            return self.exec() == QDialog.DialogCode.Accepted
        finally:
            self._lift_shade()
            if isValid(self):
                self.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the middle of the window, with the keyboard's place visible."""
        self.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        self.fit()
        super().showEvent(event)
        window = self.parentWidget()
        if window is not None:
            middle = window.mapToGlobal(window.rect().center())
            self.move(middle.x() - self.width() // 2, max(0, middle.y() - self.height() // 2))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go in reading order."""
        return pass_focus_on(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter the button that has the focus, whatever the default one is."""
        button = self.focusWidget()
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and isinstance(button, QAbstractButton) and button.isEnabled():
            button.click()
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Be exactly as high as the content needs at this width."""
        layout = self.layout()
        if layout is None:
            return
        wanted = self._wanted_height(layout)
        room = self._room()
        if wanted > room or self._scroll is not None:
            wanted = self._scroll_body(layout, wanted, room)
        self.resize(self.width(), wanted)

    def event(self, event: QEvent) -> bool:
        """Follow the content when a sentence appears or goes."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the corners where the screen cannot show through them."""
        super().resizeEvent(event)
        if QGuiApplication.platformName() == "xcb":
            outline = QPainterPath()
            outline.addRoundedRect(QRectF(self.rect()), u(RADIUS), u(RADIUS))
            self.setMask(QRegion(outline.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panel."""
        draw_box(QPainter(self), QRectF(self.rect()), BoxLook(Tone.SURFACE, Tone.CTL, radius=RADIUS))

    def _wanted_height(self, layout: QLayout) -> int:
        layout.activate()
        wanted = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else -1
        return wanted if wanted > 0 else layout.totalSizeHint().height()

    def _room(self) -> int:
        """Return how high the dialog may be: as high as the screen or the window it stands over."""
        over = self.parentWidget()
        while isinstance(over, QDialog):
            over = over.parentWidget()
        screen = self.screen().availableGeometry().height()
        return max(screen, over.height() if over is not None else 0) - u(16)

    def _scroll_body(self, layout: QLayout, wanted: int, room: int) -> int:
        """Let the content scroll between title and foot when large type makes it higher than the room."""
        scroll = self._scroll
        if scroll is None:
            scroll = self._scroll = self._put_body_into_scroll(layout)
            wanted = self._wanted_height(layout)
        width = scroll.width() if self.isVisible() else self.width() - 2 * u(27)
        natural = self.body.totalHeightForWidth(width) if self.body.hasHeightForWidth() else -1
        natural = natural if natural > 0 else self.body.totalSizeHint().height()
        height = max(u(40), min(natural, room - (wanted - scroll.minimumHeight())))
        if height != scroll.minimumHeight():
            scroll.setFixedHeight(height)
        return self._wanted_height(layout)

    def _put_body_into_scroll(self, layout: QLayout) -> ScrollColumn:
        assert isinstance(layout, QVBoxLayout)
        focused = self.focusWidget()
        places = range(layout.count())
        place = next(at for at in places if layout.itemAt(at).layout() is self.body)
        layout.takeAt(place)
        self.body.setParent(None)
        inner = QWidget()
        inner.setProperty("scrolled", True)
        self.body.setContentsMargins(u(5), u(4), u(14), u(4))
        inner.setLayout(self.body)
        scroll = ScrollColumn()
        scroll.setWidget(inner)
        scroll.setFixedHeight(u(40))
        layout.insertWidget(place, scroll)
        scroll.show()
        self.setFixedWidth(self.width() + u(20))
        self.title_label.setFixedWidth(self.title_label.width() + u(20))
        if focused is not None:
            focused.setFocus()
        return scroll

    def _lift_shade(self) -> None:
        if self._shade is not None and isValid(self._shade):
            self._shade.hide()
            self._shade.deleteLater()
        self._shade = None


def _widest_over(parent: QWidget | None) -> int:
    """Return how wide a dialog may be: the window it stands over, whatever the type, less a margin."""
    over = parent.window() if parent is not None else None
    while isinstance(over, QDialog):
        over = over.parentWidget()
    if over is None or not over.isVisible():
        return _NO_LIMIT
    return max(u(320), over.width() - u(36))
