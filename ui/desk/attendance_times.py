"""The times of the attendance: the axis, the bars from arrival to now, roll calls and votes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from fulian_desktop.meetings.attendance import AttendanceState
from ui.desk.desk_words import short_clock
from ui.shell.theme import color, font
from ui.shell.widgets import BoxLook, Role, Tone, draw_box, u

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.meetings.attendance import Attendee

_TEN = 600
_STEP = 20
"""The line of now moves on by so many seconds: less would not be seen, and every row drawn for it."""
_FLAG_HEIGHT = 22


@dataclass(frozen=True)
class TimeMark:
    """A roll call or a vote: ISO moment and its words, 点名 11; `people` were in the room then.

    `subject` is what was voted on, empty for a roll call.
    """

    at: str
    words: str
    people: frozenset[int] = frozenset()
    subject: str = ""


@dataclass(frozen=True)
class TimeAxis:
    """Seconds of the day from `start` to `end`, both on a full ten minutes; `now` in between."""

    start: int
    end: int
    now: int

    @classmethod
    def of(cls, arrivals: Sequence[str], planned: str, now: datetime) -> TimeAxis:
        """Return an axis that holds all arrivals, the planned start and what is ahead.

        Args:
            arrivals: ISO moments.
            planned: the planned start, "09:30", may be empty.
            now: the time; the axis goes at least 20 minutes on.
        """
        current = seconds_of(now.isoformat()) // _STEP * _STEP
        first = [seconds_of(moment) for moment in arrivals]
        if planned:
            hours, _, minutes = planned.partition(":")
            first.append(int(hours) * 3600 + int(minutes) * 60 - 2 * _TEN)
        earliest = min([*first, current - _TEN])
        if earliest < current - 24 * _TEN:
            earliest = min([*(seconds_of(moment) for moment in arrivals), current - _TEN])
        start = earliest // _TEN * _TEN
        end = max(start + 5 * _TEN, -(-(current + 2 * _TEN) // _TEN) * _TEN)
        return cls(start, end, current)

    def x(self, second: int, left: int, width: int) -> float:
        """Return where a second of the day lies between `left` and `left + width`."""
        held = max(self.start, min(second, self.end))
        return left + width * (held - self.start) / (self.end - self.start)

    def ticks(self) -> list[int]:
        """Return the seconds that are labelled: every 10, 20, 30 or 60 minutes."""
        span = self.end - self.start
        step = next((one for one in (_TEN, 2 * _TEN, 3 * _TEN, 6 * _TEN) if span // one <= 7), 12 * _TEN)
        first = -(-self.start // step) * step
        return list(range(first, self.end + 1, step))


def seconds_of(moment: str) -> int:
    """Return the second of the day of an ISO moment."""
    read = datetime.fromisoformat(moment)
    return read.hour * 3600 + read.minute * 60 + read.second


def clock_of(second: int) -> str:
    """Return 9:30 for a second of the day."""
    return f"{second // 3600}:{second % 3600 // 60:02d}"


def draw_grid(painter: QPainter, axis: TimeAxis, area: QRectF) -> None:
    """Draw the upright lines of the ticks behind the rows."""
    painter.setPen(QPen(color(Tone.LINE), 1))
    for second in axis.ticks():
        x = int(axis.x(second, int(area.left()), int(area.width())))
        painter.drawLine(QLineF(x, area.top(), x, area.bottom()))


def mark_at(axis: TimeAxis, area: QRectF, marks: Sequence[TimeMark], x: float) -> TimeMark | None:
    """Return the roll call or vote whose line is within 8 px of a place, the nearest one."""
    left, width = int(area.left()), int(area.width())
    near = [(abs(axis.x(seconds_of(mark.at), left, width) - x), place) for place, mark in enumerate(marks)]
    distance, place = min(near, default=(u(9) + 1.0, 0))
    return marks[place] if distance <= u(8) else None


def draw_marks(
    painter: QPainter,
    axis: TimeAxis,
    area: QRectF,
    marks: Sequence[TimeMark],
    chosen: TimeMark | None = None,
) -> None:
    """Draw lines for roll calls and votes, the chosen one strong, and the red line for now, over the rows."""
    left, width = int(area.left()), int(area.width())
    painter.setPen(QPen(color(Tone.TEXT2), 1.4, Qt.PenStyle.DashLine))
    for mark in marks:
        x = axis.x(seconds_of(mark.at), left, width)
        if mark == chosen:
            painter.setPen(QPen(color(Tone.TEXT), 3))
        painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        painter.setPen(QPen(color(Tone.TEXT2), 1.4, Qt.PenStyle.DashLine))
    painter.setPen(QPen(color(Tone.ACCENT), 2))
    x = axis.x(axis.now, left, width)
    painter.drawLine(QLineF(x, area.top(), x, area.bottom()))


def draw_head(
    painter: QPainter,
    axis: TimeAxis,
    area: QRectF,
    marks: Sequence[TimeMark],
    chosen: TimeMark | None = None,
) -> None:
    """Draw tick labels and the flags of roll calls, votes and now; flags make room for each other."""
    left, width = int(area.left()), int(area.width())
    painter.setFont(font(Role.SECONDARY))
    painter.setPen(color(Tone.TEXT2))
    free = 0.0
    for second in axis.ticks():
        x = axis.x(second, left, width)
        if x - u(22) < free:
            continue
        free = x + u(26)
        place = QRectF(x - u(30), area.bottom() - u(26), u(60), u(24))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, clock_of(second))
    now_words = f"现在 {axis.now // 3600:02d}:{axis.now % 3600 // 60:02d}"
    flags = [(seconds_of(mark.at), mark.words, Tone.INK if mark == chosen else Tone.TEXT2) for mark in marks]
    flags.sort(key=lambda flag: flag[0])
    flags.append((axis.now, now_words, Tone.ACCENT))
    painter.setFont(font(Role.CHIP))
    metrics = QFontMetrics(painter.font())
    limit = area.right() + u(20)
    for second, words, tone in reversed(flags):
        wide = metrics.horizontalAdvance(words) + u(16)
        x = axis.x(second, left, width)
        flag_left = min(x - wide / 2, limit - wide)
        if flag_left < left - u(30):
            continue
        flag = QRectF(flag_left, area.top() + u(3), wide, u(_FLAG_HEIGHT))
        painter.setPen(QPen(color(tone), 2 if tone is Tone.ACCENT else 1.4))
        painter.drawLine(QLineF(x, flag.bottom(), x, area.bottom()))
        draw_box(painter, flag, BoxLook(tone, radius=4))
        painter.setPen(color(Tone.ON_DARK))
        painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, words)
        limit = flag_left - u(8)


def draw_stays(painter: QPainter, axis: TimeAxis, area: QRectF, attendee: Attendee) -> None:
    """Draw the bars of one row, or why there are none."""
    painter.setFont(font(Role.SECONDARY))
    metrics = QFontMetrics(painter.font())
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    if not attendee.stays:
        painter.setPen(color(Tone.TEXT2))
        words = attendee.state.phrase
        if attendee.state is AttendanceState.EXCUSED:
            words = f"请假：{attendee.leave_words}"
        room = area.adjusted(u(10), 0, 0, 0)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, middle, shown)
        return
    left, width = int(area.left()), int(area.width())
    high = u(18)
    tone = Tone.BAR_OBSERVER if attendee.is_observer else Tone.BAR
    free = 0.0
    for stay in attendee.stays:
        start = axis.x(seconds_of(stay.since), left, width)
        stop = axis.x(axis.now if stay.until is None else seconds_of(stay.until), left, width)
        bar = QRectF(start, area.center().y() - high / 2, max(3.0, stop - start), high)
        draw_box(painter, bar, BoxLook(tone, radius=4))
        late = " 迟到" if stay.since == attendee.late_at else ""
        words = short_clock(stay.since) + late
        wide = metrics.horizontalAdvance(words)
        painter.setPen(color(Tone.TEXT))
        if bar.width() >= wide + u(14):
            painter.drawText(bar.adjusted(u(8), 0, 0, 0), middle, words)
        elif stay.until is None and len(attendee.stays) == 1:
            beside = QRectF(bar.right() + u(10), area.top(), wide + 4, area.height())
            painter.drawText(beside, middle, words)
        free = bar.right()
    last = attendee.stays[-1]
    if last.until is not None:
        painter.setPen(color(Tone.TEXT2))
        place = QRectF(free + u(8), area.top(), max(0.0, area.right() - free), area.height())
        painter.drawText(place, middle, f"{short_clock(last.until)} 离场")
