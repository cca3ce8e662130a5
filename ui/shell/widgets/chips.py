"""Chips: the state of a paper, a post, a method; and key caps."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shell.theme import Role, Tone, color, font, u
from ui.shell.widgets.box import BoxLook, draw_box


class ChipKind(Enum):
    """Ground, edge and words of a chip."""

    NEUTRAL = (Tone.NAV, Tone.LINE2, Tone.TEXT2)
    PLAIN = (Tone.SURFACE, Tone.LINE2, Tone.TEXT2)
    POST = (Tone.TINT, Tone.TINT_LINE, Tone.ACCENT)
    GREEN = (Tone.GREEN_GROUND, Tone.GREEN_EDGE, Tone.GREEN)
    AMBER = (Tone.AMBER_GROUND, Tone.AMBER_EDGE, Tone.AMBER)
    RED = (Tone.RED_GROUND, Tone.RED_EDGE, Tone.RED)
    KEY = (Tone.SURFACE, Tone.LINE2, Tone.TEXT)
    DARK_KEY = (Tone.TOAST, Tone.CTL, Tone.ON_DARK)


PAPER_CHIPS = {
    "草稿": ChipKind.NEUTRAL,
    "定稿": ChipKind.GREEN,
    "已过期": ChipKind.AMBER,
    "缺资料": ChipKind.RED,
    "未生成": ChipKind.PLAIN,
    "会后生成": ChipKind.PLAIN,
    "作废": ChipKind.PLAIN,
}


class Chip(QWidget):
    """A word in a rounded box, 26 high."""

    def __init__(
        self,
        text: str,
        kind: ChipKind = ChipKind.PLAIN,
        *,
        width: int = 0,
        struck: bool = False,
        height: int = 26,
    ) -> None:
        """`width` in px at 100 % is a least width; `struck` draws a line through the word."""
        super().__init__()
        self._kind = kind
        self._least = width
        self._height = height
        self._text = ""
        chosen = font(Role.CHIP)
        chosen.setStrikeOut(struck)
        self.setFont(chosen)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """Return the word."""
        return self._text

    def set_text(self, text: str, kind: ChipKind | None = None) -> None:
        """Show another word, in the same colours unless a kind is given."""
        self._text = text
        self._kind = self._kind if kind is None else kind
        self.setAccessibleName(text)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Be wide enough for the word and 8 px on both sides."""
        words = QFontMetrics(self.font()).horizontalAdvance(self._text)
        return QSize(max(u(self._least), words + u(18)), u(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and word."""
        fill, edge, words = self._kind.value
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), BoxLook(fill, edge, radius=5))
        painter.setFont(self.font())
        painter.setPen(color(words))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


def paper_chip(state: str) -> Chip:
    """Make the chip of a paper's state: 草稿 定稿 已过期 缺资料 未生成 会后生成 作废."""
    return Chip(state, PAPER_CHIPS.get(state, ChipKind.PLAIN), width=62, struck=state == "作废")


def post_chip(post: str) -> Chip:
    """Make the tint chip of an officer's post."""
    return Chip(post, ChipKind.POST)


class KeyCap(Chip):
    """A key as it is named on the keyboard: 空格, 退格, 回车, 上下, F8, Ctrl+Z."""

    def __init__(self, key: str, *, dark: bool = False) -> None:
        """Be at least 32 px wide; `dark` for the ground of a toast."""
        super().__init__(key, ChipKind.DARK_KEY if dark else ChipKind.KEY, width=32)
