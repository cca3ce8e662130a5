"""An equation as a lamp: both sides large, the number to look at coloured, one sentence below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fulian_desktop.rules.custody import Lamp as Equation
from fulian_desktop.rules.custody import Light
from ui.shell.theme import color, font
from ui.shell.widgets import AMBER, GREEN, RED, BoxLook, LampState, Role, Tone, draw_box, draw_lamp, u

if TYPE_CHECKING:
    from fulian_desktop.rules.custody import Term

LOOKS: dict[Light, tuple[BoxLook, LampState, Tone]] = {
    Light.GREEN: (GREEN, LampState.HOLDS, Tone.GREEN),
    Light.AMBER: (AMBER, LampState.MISSING, Tone.AMBER),
    Light.RED: (RED, LampState.WRONG, Tone.RED),
}
_TOP, _NUMBERS, _FOOT = 8, 56, 8


class EquationLamp(QWidget):
    """a = b + c with what it means; painted, so that it can change at every key."""

    def __init__(self, equation: Equation | None = None) -> None:
        """Start empty; show_equation() fills it."""
        super().__init__()
        self.equation: Equation | None = None
        self._heights: dict[tuple[int, str], int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if equation is not None:
            self.show_equation(equation)

    def show_equation(self, equation: Equation) -> None:
        """Show an equation as it stands."""
        if equation == self.equation:
            return
        wide = max(self.width(), u(200))
        before = self.heightForWidth(wide) if self.equation is not None else 0
        self.equation = equation
        self.setAccessibleName(words_of(equation))
        if self.heightForWidth(wide) != before:
            self.setMinimumHeight(self.heightForWidth(wide))
            self.updateGeometry()
        self.update()

    def resizeEvent(self, event: object) -> None:
        """Take the height the sentence needs."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """The sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height the sentence needs."""
        return u(_TOP + _NUMBERS + _FOOT) + self._sentence_height(width) + u(4)

    def sizeHint(self) -> QSize:
        """Ask for a column's width."""
        return QSize(u(360), self.heightForWidth(max(self.width(), u(200))))

    def minimumSizeHint(self) -> QSize:
        """Never cut the sentence."""
        return QSize(u(200), self.heightForWidth(max(self.width(), u(200))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, terms, signs, lamp and sentence."""
        if self.equation is None:
            return
        painter = QPainter(self)
        look, state, tone = LOOKS[self.equation.light]
        draw_box(painter, QRectF(self.rect()), look)
        terms = (self.equation.left, *self.equation.right)
        part = self.width() / len(terms)
        for place, term in enumerate(terms):
            area = QRectF(place * part, u(_TOP), part, u(_NUMBERS))
            self._draw_term(painter, area, term, tone)
            if place:
                sign = self.equation.relation if place == 1 else "+"
                painter.setFont(font(Role.PERSON, weight=400))
                painter.setPen(color(Tone.TEXT2))
                painter.drawText(
                    QRectF(place * part - u(20), u(_TOP), u(40), u(34)), Qt.AlignmentFlag.AlignCenter, sign
                )
        self._draw_sentence(painter, state, tone)

    def _draw_term(self, painter: QPainter, area: QRectF, term: Term, tone: Tone) -> None:
        equation = self.equation
        assert equation is not None
        marked = bool(equation.fix) and equation.fix == term.key and equation.light is not Light.GREEN
        painter.setFont(font(Role.COUNT, pixels=26))
        painter.setPen(color(tone if marked else Tone.TEXT))
        number = "？" if term.number is None else str(term.number)
        painter.drawText(
            QRectF(area.left(), area.top(), area.width(), u(34)), Qt.AlignmentFlag.AlignCenter, number
        )
        painter.setFont(font(Role.CAPTION, weight=700 if marked else 400))
        painter.setPen(color(tone if marked else Tone.TEXT2))
        words = painter.fontMetrics().elidedText(term.word, Qt.TextElideMode.ElideRight, int(area.width()))
        below = QRectF(area.left(), area.top() + u(34), area.width(), u(20))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_sentence(self, painter: QPainter, state: LampState, tone: Tone) -> None:
        assert self.equation is not None
        words = self.equation.sentence
        chosen = font(Role.SECONDARY, weight=600)
        top = u(_TOP + _NUMBERS + 2)
        room = self.width() - u(56)
        wide = min(room, QFontMetrics(chosen).horizontalAdvance(words) + 2)
        left = (self.width() - wide - u(24)) / 2
        draw_lamp(painter, QRectF(left, top + u(2), u(16), u(16)), state)
        painter.setFont(chosen)
        painter.setPen(color(tone))
        area = QRectF(left + u(24), top, wide, self._sentence_height(self.width()))
        painter.drawText(area, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, words)

    def _sentence_height(self, width: int) -> int:
        if self.equation is None:
            return u(22)
        known = self._heights.get((width, self.equation.sentence))
        if known is not None:
            return known
        metrics = QFontMetrics(font(Role.SECONDARY, weight=600))
        area = metrics.boundingRect(
            0, 0, max(u(80), width - u(56)), 4000, int(Qt.TextFlag.TextWordWrap), self.equation.sentence
        )
        self._heights = {(width, self.equation.sentence): max(u(20), area.height())}
        return max(u(20), area.height())


def words_of(equation: Equation) -> str:
    """Return an equation in words, for a screen reader: 收回 41 = 有效 30 + 无效 1 and its sentence."""

    def term(one: Term) -> str:
        return f"{one.word} {'没有登记' if one.number is None else one.number}"

    right = " + ".join(term(one) for one in equation.right)
    return f"{term(equation.left)} {equation.relation} {right}：{equation.sentence}"
