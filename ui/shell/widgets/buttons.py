"""Buttons: primary, secondary, danger, link, 为什么, and the small closing cross."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.shell.icons import Icon, icon
from ui.shell.theme import Role, Tone, font, u

BUTTON_HEIGHT = 40
FLAT_KINDS = ("link", "why", "plain", "toast")


class Button(QPushButton):
    """A push button of one kind: primary, secondary, danger, or one of FLAT_KINDS."""

    def __init__(
        self,
        text: str,
        kind: str,
        picture: Icon | None = None,
        *,
        trailing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Use the functions of this module instead; `trailing` puts the icon behind the words."""
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self._reason_label: QLabel | None = None
        flat = kind in FLAT_KINDS
        role = Role.PRIMARY if kind == "primary" else Role.BUTTON
        chosen = font(role)
        if kind == "link":
            chosen.setUnderline(True)
        self.setFont(chosen)
        self.setAutoDefault(False)
        self.setFixedHeight(u(28 if flat else BUTTON_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if flat:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if picture is not None:
            self.set_picture(picture)
        if trailing:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    @property
    def kind(self) -> str:
        """Which kind this is."""
        return str(self.property("kind"))

    def set_picture(self, picture: Icon) -> None:
        """Put another icon beside the words, in their colour."""
        tones = {
            "primary": Tone.ON_DARK,
            "danger": Tone.RED,
            "link": Tone.ACCENT,
            "why": Tone.ACCENT,
            "plain": Tone.TEXT2,
        }
        self.setIcon(icon(picture, tones.get(self.kind, Tone.TEXT), 17))
        self.setIconSize(QSize(u(17), u(17)))

    def attach_reason(self, words: QLabel) -> None:
        """Name the label under the button where set_blocked() writes why it is grey."""
        self._reason_label = words
        words.setVisible(bool(words.text()))

    def set_blocked(self, reason: str) -> None:
        """Grey the button and say why; an empty reason frees it."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        if self._reason_label is not None:
            self._reason_label.setText(reason)
            self._reason_label.setVisible(bool(reason))

    def sizeHint(self) -> QSize:
        """Be at least 72 px wide, so that 打印 is a target too."""
        hint = super().sizeHint()
        if self.kind in FLAT_KINDS:
            extra = self.iconSize().width() + u(6) if not self.icon().isNull() else 0
            words = self.fontMetrics().horizontalAdvance(self.text()) if self.text() else 0
            return QSize(words + extra + 2, self.minimumHeight())
        return QSize(max(hint.width(), u(72)), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()


def primary_button(text: str, picture: Icon | None = None, *, trailing: bool = False) -> Button:
    """Make the one accent button of a page or panel."""
    return Button(text, "primary", picture, trailing=trailing)


def secondary_button(text: str, picture: Icon | None = None, *, trailing: bool = False) -> Button:
    """Make a white button with a ctl edge."""
    return Button(text, "secondary", picture, trailing=trailing)


def danger_button(text: str) -> Button:
    """Make a button for what cannot be taken back; its text names the act."""
    return Button(text, "danger")


def link_button(text: str) -> Button:
    """Make an underlined accent link."""
    return Button(text, "link")


def why_button(text: str = "为什么") -> Button:
    """Make the link that explains a verdict, the same everywhere."""
    return Button(text, "why", Icon.QUESTION)


def icon_button(picture: Icon, name: str) -> Button:
    """Make a bare icon button (40 x 40); the name is its tool tip and what a screen reader says."""
    made = Button("", "plain", picture)
    made.setFixedSize(u(BUTTON_HEIGHT), u(BUTTON_HEIGHT))
    made.setToolTip(name)
    made.setAccessibleName(name)
    return made


def close_button() -> Button:
    """Make the closing cross of a panel."""
    return icon_button(Icon.CLOSE, "关闭")
