"""The right column of a count: how the equations stand, the last 20 entries, what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fulian_desktop.rules.ballots import Mark
from ui.elections.custody_lamp import EquationLamp
from ui.shell.theme import color, font
from ui.shell.widgets import Card, Role, Tone, WrapLabel, link_button, u

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel, QPushButton

    from fulian_desktop.elections.count_records import Call, CountView, Entry
    from fulian_desktop.rules.custody import Lamp

MOST_LAMPS = 3
_FONTS = ((Role.SECONDARY, 400), (Role.CAPTION, 600), (Role.SECONDARY, 500), (Role.SECONDARY, 600))
_ROW, _LOWEST = 25, 20
_NARROWEST = 70
"""A long name or code is set narrower, down to this percentage, before it is cut."""


class LampsCard(Card):
    """The equations of a count; those that do not hold come first."""

    def __init__(self) -> None:
        """Start with one lamp."""
        super().__init__("票数核对", spacing=10)
        self.lamps: list[EquationLamp] = []
        self._more = WrapLabel("", Role.SECONDARY, Tone.RED)
        self._more.setVisible(False)
        self.body.addWidget(self._more)

    def show_lamps(self, equations: Sequence[Lamp]) -> None:
        """Show the first of them, and how many more do not hold."""
        shown = equations[:MOST_LAMPS]
        while len(self.lamps) < len(shown):
            lamp = EquationLamp()
            self.lamps.append(lamp)
            self.body.insertWidget(self.body.count() - 1, lamp)
        for place, lamp in enumerate(self.lamps):
            lamp.setVisible(place < len(shown))
            if place < len(shown):
                lamp.show_equation(shown[place])
        more = len(equations) - len(shown)
        say(self._more, f"另有 {more} 处对不上" if more > 0 else "")
        self._more.setVisible(more > 0)


@dataclass(frozen=True)
class Row:
    """One line of the last entries: number, words, a note, something at the right."""

    key: int
    number: str
    words: str
    right: str = ""
    note: str = ""
    tone: Tone = Tone.TEXT


class LastRows(QWidget):
    """The last 20 entries in two columns, newest first, painted; a click on a line names it."""

    chosen = Signal(int)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self.setObjectName("last_rows")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these lines."""
        if self.rows == tuple(rows):
            return
        self.rows = tuple(rows)
        self.setAccessibleName("；".join(f"{one.number} {one.words} {one.note}" for one in rows[:5]))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for ten lines."""
        return QSize(u(380), u(_ROW) * 10)

    def minimumSizeHint(self) -> QSize:
        """Be content with four lines."""
        return QSize(u(240), u(_LOWEST) * 4)

    def row_at(self, x: float, y: float) -> Row | None:
        """Return the line at a place."""
        column, line = int(x // (self.width() / self._columns())), int(y // self._high())
        place = column * self._lines() + line
        return self.rows[place] if line < self._lines() and place < len(self.rows) else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Name the line."""
        row = self.row_at(event.position().x(), event.position().y())
        if row is not None:
            self.chosen.emit(row.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw two columns."""
        painter = QPainter(self)
        fonts = [font(role, weight=weight) for role, weight in _FONTS]
        lines, high, wide = self._lines(), self._high(), self.width() / self._columns()
        for place, row in enumerate(self.rows[: 2 * lines]):
            column, line = divmod(place, lines)
            left = column * wide + (u(10) if column else 0)
            area = QRectF(left, line * high, wide - u(10), high)
            _draw(painter, area, row, fonts)
        if len(self.rows) > lines:
            painter.fillRect(QRectF(wide - 1, 0, 1, lines * high), color(Tone.LINE))

    def _columns(self) -> int:
        """One wide column while all lines fit into it."""
        return 1 if len(self.rows) <= self._lines() else 2

    def _high(self) -> int:
        """Return how high a line is: ten of them fit where the place allows it."""
        return max(u(_LOWEST), min(u(_ROW), self.height() // 10))

    def _lines(self) -> int:
        return max(1, min(10, self.height() // self._high()))


def _draw(painter: QPainter, area: QRectF, row: Row, fonts: Sequence[QFont]) -> None:
    plain, note, medium, strong = fonts
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(plain)
    painter.setPen(color(Tone.TEXT2))
    painter.drawText(
        QRectF(area.left(), area.top(), u(28), area.height()),
        middle | Qt.AlignmentFlag.AlignRight,
        row.number,
    )
    painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, row.right)
    right = painter.fontMetrics().horizontalAdvance(row.right) + u(8)
    inside = area.adjusted(u(36), 0, -right, 0)
    if row.note:
        painter.setFont(note)
        painter.setPen(color(Tone.AMBER))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, row.note)
        inside.setRight(inside.right() - painter.fontMetrics().horizontalAdvance(row.note) - u(6))
    painter.setFont(strong if row.tone is Tone.RED else medium)
    painter.setPen(color(row.tone))
    wanted = painter.fontMetrics().horizontalAdvance(row.words)
    if wanted > inside.width():
        narrow = QFont(painter.font())
        narrow.setStretch(max(_NARROWEST, int(100 * inside.width() / wanted)))
        painter.setFont(narrow)
    words = painter.fontMetrics().elidedText(row.words, Qt.TextElideMode.ElideRight, int(inside.width()) + 1)
    painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, words)
    painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), color(Tone.LINE))


def say(shown: QLabel | QPushButton, words: str) -> None:
    """Show other words; the same words again would lay the whole page out anew."""
    if shown.text() != words:
        shown.setText(words)


class LastCard(Card):
    """最近 20 张 or 最近 20 票."""

    def __init__(self, title: str, hint: str) -> None:
        """The hint says what a click does."""
        super().__init__(title, spacing=6)
        assert self.count_label is not None
        self.count_label.setText(hint)
        self.rows = LastRows()
        self.body.addWidget(self.rows, 1)
        self.open_link = link_button("")
        self.open_link.setObjectName("open_points")
        self.open_link.setVisible(False)
        self.head.addWidget(self.open_link)


def entry_rows(view: CountView, total: int) -> list[Row]:
    """Return the last ballots as lines; `total` is how many ballots stand."""
    rows = []
    number = total
    for one in view.last_entries:
        if one.withdraws_id is not None:
            continue
        rows.append(_entry_row(one, number))
        if not one.is_withdrawn:
            number -= one.copies
    return rows


def _entry_row(one: Entry, number: int) -> Row:
    judged = one.judged
    if one.is_withdrawn:
        return Row(one.id, "撤", one.code or "全部赞成", "—", "已撤销", Tone.TEXT3)
    words = one.code or ("疑难票" if one.doubtful_id is not None else "全部赞成")
    if one.ballot.write_ins:
        words += " +" + "、".join(each.name for each in one.ballot.write_ins)
    if judged is not None and not judged.valid:
        return Row(one.id, str(number), judged.reason or "整张无效", _copies(one), "", Tone.RED)
    marks = judged.marks if judged is not None else one.ballot.marks
    favour = sum(1 for mark in marks if mark is Mark.IN_FAVOUR) + (len(judged.chosen) if judged else 0)
    partly = any(mark is Mark.UNREADABLE for mark in marks) or bool(judged and judged.remarks)
    note = "部分无效" if partly else ""
    return Row(one.id, str(number), words, f"{_copies(one)}○ {favour}", note)


def _copies(one: Entry) -> str:
    return f"{one.copies} 张 " if one.copies > 1 else ""


def call_rows(calls: Sequence[Call]) -> list[Row]:
    """Return the last calls as lines."""
    rows = []
    for one in calls:
        if one.withdraws_id is not None:
            continue
        number = str(one.number) if one.number else "+"
        gone = one.is_withdrawn
        tone = Tone.TEXT3 if gone else Tone.RED if one.mark is Mark.AGAINST else Tone.TEXT
        rows.append(Row(one.id, number, one.name, one.mark.phrase, "已撤销" if gone else "", tone))
    return rows
