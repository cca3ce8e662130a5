"""Boards of the hall: the tally with its growing 正, and one honoured name after another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from ui.hall.canvas import HEIGHT, WIDTH, Canvas
from ui.hall.slides import AwardSlide, Frame, Page, TallyRow, TallySlide
from ui.shell.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_TALLIED = 18
"""Candidates on one page, in two columns of nine."""
_LEFT, _RIGHT = 70.0, 1850.0
_TOP, _BOTTOM = 240.0, 1050.0
_CENTRE, _ALIGN_RIGHT = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
_MARK, _PITCH = 56.0, 70.0
_STROKES = (
    ((0.02, 0.05), (0.98, 0.05)),
    ((0.5, 0.05), (0.5, 0.95)),
    ((0.5, 0.48), (0.92, 0.48)),
    ((0.18, 0.42), (0.18, 0.95)),
    ((0.0, 0.95), (1.0, 0.95)),
)
"""The five strokes of 正 in the order they are written, in its square."""


@dataclass(frozen=True)
class TallyHeading:
    """What stands over a tally: the meeting, what is elected, how far it is (已唱 31 张，共 41 张)."""

    meeting: str
    heading: str
    progress: str = ""
    note: str = ""


def tally_slides(
    heading: TallyHeading, candidates: Sequence[str], counts: Sequence[int]
) -> tuple[TallySlide, ...]:
    """Return the tally board of so many candidates with the votes each has now, at most 18 a page.

    Args:
        heading: what stands over it.
        candidates: the names in the order of the ballot.
        counts: the votes of each, in the same order, each 0 or more.

    Raises:
        ValueError: there are not as many counts as candidates, or one is negative.
    """
    if len(candidates) != len(counts) or any(count < 0 for count in counts):
        raise ValueError("a tally has one count of 0 or more for each candidate")
    rows = [
        TallyRow(number, name, count)
        for number, (name, count) in enumerate(zip(candidates, counts, strict=True), start=1)
    ]
    parts = [tuple(rows[at : at + MOST_TALLIED]) for at in range(0, len(rows), MOST_TALLIED)] or [()]
    frame = Frame(heading.meeting, heading.heading, heading.progress)
    return tuple(
        TallySlide(frame, part, heading.note if number == len(parts) else "", Page(number, len(parts)))
        for number, part in enumerate(parts, start=1)
    )


def paint_tally(slide: TallySlide, canvas: Canvas) -> None:
    """Paint the board below the band: two columns of nine, the running 正 in the accent colour."""
    aside = "　".join(part for part in (slide.frame.aside, slide.page.words) if part)
    room = 760.0 if aside else 0.0
    canvas.text(QRectF(_LEFT + 10, 140, _RIGHT - _LEFT - room, 94), slide.frame.heading, 62)
    if aside:
        box = QRectF(_RIGHT - room, 140, room - 10, 94)
        canvas.text(box, aside, 62, Tone.ACCENT, align=_ALIGN_RIGHT)
    high = (_BOTTOM - _TOP) / (MOST_TALLIED // 2)
    half = MOST_TALLIED // 2 if len(slide.rows) > MOST_TALLIED // 2 else max(1, len(slide.rows))
    wide = (_RIGHT - _LEFT - 80) / 2 if len(slide.rows) > half else _RIGHT - _LEFT
    for place, row in enumerate(slide.rows):
        column, line = divmod(place, half)
        area = QRectF(_LEFT + column * (wide + 80), _TOP + line * high, wide, high)
        _paint_row(canvas, row, area)
    if len(slide.rows) > half:
        canvas.fill(QRectF(WIDTH / 2 - 1, _TOP, 2, _BOTTOM - _TOP), Tone.HALL_EDGE)
    if slide.note:
        lines = len(slide.rows) - half if len(slide.rows) > half else len(slide.rows)
        left = WIDTH / 2 + 40 if len(slide.rows) > half else _LEFT
        if lines < MOST_TALLIED // 2:
            box = QRectF(left + 10, _TOP + lines * high, wide - 20, high)
            canvas.text(box, slide.note, 60, Tone.TEXT2, bold=False)


def _paint_row(canvas: Canvas, row: TallyRow, area: QRectF) -> None:
    number = QRectF(area.left() - 8, area.top(), 76, area.height())
    canvas.text(number, str(row.number), 60, Tone.TEXT2, bold=False, align=_ALIGN_RIGHT, floor=40)
    canvas.name(QRectF(area.left() + 84, area.top() + 2, 180, area.height() - 4), row.name, 60, 40)
    votes = QRectF(area.right() - 130, area.top(), 120, area.height())
    canvas.text(votes, str(row.votes), 64, align=_ALIGN_RIGHT)
    most = int((area.width() - 430) // _PITCH)
    _paint_marks(canvas, row.votes, area.left() + 280, area.center().y() - _MARK / 2, most)
    canvas.fill(QRectF(area.left(), area.bottom() - 2, area.width(), 2), Tone.HALL_EDGE)


def _paint_marks(canvas: Canvas, votes: int, left: float, top: float, most: int) -> None:
    """Draw the 正; more than fit are one with their number: 正 ×12 and the running one."""
    whole, rest = divmod(votes, 5)
    if whole + bool(rest) <= most:
        for place in range(whole):
            _paint_mark(canvas, 5, left + place * _PITCH, top, Tone.TEXT)
        place = whole
    else:
        _paint_mark(canvas, 5, left, top, Tone.TEXT)
        times = QRectF(left + _PITCH, top - 14, 200, _MARK + 28)
        canvas.text(times, f"×{whole}", 60, Tone.TEXT2)
        place = 3
    if rest:
        _paint_mark(canvas, rest, left + place * _PITCH, top, Tone.ACCENT)


def _paint_mark(canvas: Canvas, strokes: int, left: float, top: float, tone: Tone) -> None:
    for stroke in _STROKES[:strokes]:
        canvas.line([(left + x * _MARK, top + y * _MARK) for x, y in stroke], tone, 6)


def paint_award(slide: AwardSlide, canvas: Canvas) -> None:
    """Paint one honoured name as large as it gets, under its honour."""
    box = QRectF(100, 290, WIDTH - 200, 150)
    canvas.text(box, slide.honour, 104, Tone.ACCENT, align=_CENTRE, lines=2)
    canvas.fill(QRectF(WIDTH / 2 - 240, 470, 480, 4), Tone.HALL_EDGE)
    name = QRectF(100, 500, WIDTH - 200, HEIGHT - 500 - 190)
    if len(slide.name) <= 6:
        canvas.name(name, slide.name, 260, 170, align=_CENTRE)
    else:
        canvas.text(name, slide.name, 170, align=_CENTRE, lines=2, floor=80)
    place = QRectF(100, HEIGHT - 170, WIDTH - 200, 110)
    canvas.text(place, slide.place, 66, Tone.TEXT2, bold=False, align=_CENTRE)
