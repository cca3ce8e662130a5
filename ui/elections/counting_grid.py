"""The ballot as it will count: one painted cell for each candidate, like the printed ballot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from fulian_desktop.rules.ballots import Mark
from ui.shell.theme import color, font
from ui.shell.widgets import AMBER, RED, WAITING, BoxLook, Role, Tone, broken_name, draw_box, u

if TYPE_CHECKING:
    from fulian_desktop.rules.ballots import Ballot, Contest

_PLAIN = BoxLook(Tone.SURFACE, Tone.LINE2, radius=5)
_FACES: dict[Mark, tuple[BoxLook, Tone]] = {
    Mark.IN_FAVOUR: (_PLAIN, Tone.TEXT2),
    Mark.AGAINST: (BoxLook(RED.fill, Tone.RED, radius=5), Tone.RED),
    Mark.ABSTAINING: (BoxLook(AMBER.fill, Tone.AMBER, radius=5), Tone.AMBER),
    Mark.UNREADABLE: (BoxLook(AMBER.fill, Tone.AMBER, radius=5), Tone.AMBER),
}
_GAP = 6
_LEAST, _MOST = 58, 113


class BallotGrid(QWidget):
    """All cells in one widget: a key repaints thirty of them in a few milliseconds."""

    def __init__(self) -> None:
        """Start without a ballot."""
        super().__init__()
        self.contest: Contest | None = None
        self.ballot: Ballot | None = None
        self.invalid = False
        self._usual = Mark.IN_FAVOUR
        self.setObjectName("ballot_grid")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_ballot(self, contest: Contest, ballot: Ballot, usual: Mark, *, invalid: bool) -> None:
        """Show a ballot; `usual` is the mark that is not typed, `invalid` greys the whole ballot."""
        before = (self.contest, self.invalid, self._usual)
        old = self.ballot
        self.contest, self.ballot, self.invalid, self._usual = contest, ballot, invalid, usual
        self.setAccessibleName(words_of(contest, ballot))
        if old is None or before != (contest, invalid, usual) or len(old.write_ins) != len(ballot.write_ins):
            if before[0] is None or len(before[0].entrants) != len(contest.entrants):
                self.updateGeometry()
            self.update()
            return
        for place, (was, now) in enumerate(zip(old.marks, ballot.marks, strict=True)):
            if was is not now:
                self.update(self._area(place).toAlignedRect())
        if old.write_ins != ballot.write_ins:
            self.update()

    @property
    def columns(self) -> int:
        """Return how many cells stand side by side: few and wide, or many and narrow."""
        cells = self._cells()
        wide = self.width() or u(700)
        most = max(2, wide // u(112 if cells > 12 else 134))
        rows = max(1, -(-cells // most))
        fitting = max(1, (self.height() + u(_GAP)) // u(_LEAST + _GAP))
        if rows > fitting:
            most = max(most, min(wide // u(84), -(-cells // fitting)))
            rows = -(-cells // most)
        return max(2, -(-cells // rows))

    def sizeHint(self) -> QSize:
        """Ask for room like the printed ballot."""
        return QSize(u(690), u(350))

    def minimumSizeHint(self) -> QSize:
        """Be content with low cells."""
        rows = -(-self._cells() // 8)
        return QSize(u(400), rows * u(_LEAST) + (rows - 1) * u(_GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every cell."""
        contest, ballot = self.contest, self.ballot
        if contest is None or ballot is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dirty = event.region()
        for place in range(self._cells()):
            area = self._area(place)
            if not dirty.intersects(area.toAlignedRect()):
                continue
            if place < len(contest.entrants):
                one = contest.entrants[place]
                self._draw_cell(painter, area, (str(one.number), one.name), ballot.marks[place])
            else:
                self._draw_written(painter, area, place - len(contest.entrants))

    def _area(self, place: int) -> QRectF:
        """Return where a cell stands."""
        columns = self.columns
        rows = -(-self._cells() // columns)
        gap = u(_GAP)
        wide = (self.width() - gap * (columns - 1)) / columns
        high = min(u(_MOST), (self.height() - gap * (rows - 1)) / rows)
        row, column = divmod(place, columns)
        return QRectF(column * (wide + gap), row * (high + gap), wide, high)

    def _cells(self) -> int:
        if self.contest is None:
            return 18
        written = len(self.ballot.write_ins) if self.ballot is not None else 0
        return len(self.contest.entrants) + (max(1, written) if self.contest.write_ins else written)

    def _draw_cell(self, painter: QPainter, area: QRectF, who: tuple[str, str], mark: Mark) -> None:
        number, name = who
        look, tone = _FACES[mark]
        if self.invalid or (mark is Mark.ABSTAINING and self._usual is Mark.ABSTAINING):
            look, tone = _PLAIN, Tone.TEXT3
        draw_box(painter, area, look)
        inside = area.adjusted(u(8), u(3), -u(8), -u(2))
        painter.setFont(font(Role.CAPTION))
        painter.setPen(color(Tone.TEXT2))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, number)
        painter.setFont(font(Role.CAPTION, weight=400 if tone in (Tone.TEXT2, Tone.TEXT3) else 700))
        painter.setPen(color(tone))
        word = {Mark.UNREADABLE: "看不清"}.get(mark, mark.phrase)
        painter.drawText(
            inside,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop,
            "不计" if self.invalid else word,
        )
        foot = self._draw_name(painter, area, name, Tone.TEXT3 if self.invalid else Tone.TEXT)
        middle = QRectF(area.left(), area.top() + u(20), area.width(), foot - area.top() - u(22))
        self._draw_mark(painter, middle, mark)

    def _draw_name(self, painter: QPainter, area: QRectF, name: str, tone: Tone) -> float:
        """Draw the name at the foot of a cell; return where its line stands."""
        words = broken_name(name)
        lines = words.count("\n") + 1
        pixels = 16 if lines == 1 else 13
        chosen = font(Role.NAME, pixels=pixels)
        longest = max(QFontMetricsF(chosen).horizontalAdvance(part) for part in words.split("\n"))
        if longest > area.width() - u(6):
            chosen = font(Role.NAME, pixels=13)
        room = u(40) if area.height() > u(80) else u(34 if lines > 1 else 27)
        top = area.bottom() - room
        painter.setPen(QPen(color(Tone.LINE2), 1))
        painter.drawLine(QPointF(area.left() + u(8), top), QPointF(area.right() - u(8), top))
        painter.setFont(chosen)
        painter.setPen(color(tone))
        painter.drawText(QRectF(area.left(), top, area.width(), room), Qt.AlignmentFlag.AlignCenter, words)
        return top

    def _draw_mark(self, painter: QPainter, area: QRectF, mark: Mark) -> None:
        side = min(u(24), area.height() - u(4), area.width())
        if side < u(8):
            return
        if mark is Mark.AGAINST:
            side *= 0.8
        box = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
        if mark is Mark.IN_FAVOUR:
            painter.setPen(QPen(color(Tone.TEXT3 if self.invalid else Tone.TEXT), u(1.6)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        elif mark is Mark.AGAINST:
            painter.setPen(QPen(color(Tone.TEXT3 if self.invalid else Tone.RED), u(2.2)))
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomLeft())
        elif mark is Mark.UNREADABLE:
            painter.setFont(font(Role.PERSON))
            painter.setPen(color(Tone.AMBER))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "？")

    def _draw_written(self, painter: QPainter, area: QRectF, place: int) -> None:
        assert self.ballot is not None
        if place >= len(self.ballot.write_ins):
            draw_box(painter, area, BoxLook(WAITING.fill, Tone.CTL, radius=5, dashed=True))
            self._corner(painter, area, "+", "")
            self._draw_name(painter, area, "另选他人", Tone.TEXT2)
            return
        one = self.ballot.write_ins[place]
        draw_box(painter, area, BoxLook(Tone.TINT, Tone.ACCENT, radius=5))
        self._corner(painter, area, "+", "另选" if one.marked else "没有画")
        foot = self._draw_name(painter, area, one.name, Tone.TEXT)
        if one.marked:
            middle = QRectF(area.left(), area.top() + u(20), area.width(), foot - area.top() - u(22))
            self._draw_mark(painter, middle, Mark.IN_FAVOUR)

    def _corner(self, painter: QPainter, area: QRectF, left: str, right: str) -> None:
        inside = area.adjusted(u(8), u(3), -u(8), -u(2))
        painter.setFont(font(Role.CAPTION))
        painter.setPen(color(Tone.TEXT2))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, left)
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, right)


def words_of(contest: Contest, ballot: Ballot) -> str:
    """Return a ballot in words, for a screen reader: what is not approved, names written in."""
    exceptions = [
        f"{one.number} 号{one.name}{mark.phrase}"
        for one, mark in zip(contest.entrants, ballot.marks, strict=True)
        if mark is not Mark.IN_FAVOUR
    ]
    written = [f"另选{one.name}" for one in ballot.write_ins]
    return "，".join([*exceptions, *written]) or "全部赞成"
