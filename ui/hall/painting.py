"""The one painter of slides: it feeds the projector and the mirror on the desk, so they cannot differ."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from ui.hall.boards import paint_award, paint_tally
from ui.hall.canvas import HEIGHT, WIDTH, Canvas, Placed
from ui.hall.lettering import hall_font, name_width, width_of
from ui.hall.slides import (
    AgendaRow,
    AgendaSlide,
    AwardSlide,
    BlankSlide,
    BreakSlide,
    CommendationSlide,
    Figure,
    Frame,
    HandsSlide,
    ItemSlide,
    NamesSlide,
    PersonLine,
    ResultSlide,
    RowState,
    Slide,
    TallySlide,
    WaitingSlide,
)
from ui.shell.rehearsal_band import draw_stripes
from ui.shell.theme import Tone, color, is_rehearsal
from ui.shell.widgets.labels import MIDDLE_DOT, display_name

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

LEFT, RIGHT = 100.0, 1820.0
BAND = 116.0
_ABOVE = 0.35
"""How much of the spare height of a 4:3 projector goes above the picture, into the band."""
TOP, FOOT_TOP, BOTTOM = 296.0, 905.0, 1040.0
_CENTRE, _RIGHT = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
_NAME_SIZES = ((2, 150.0, 110.0), (6, 110.0, 80.0), (10, 80.0, 60.0))
"""Up to so many people: size of a name, and of a name broken at its dot."""


def paint_slide(painter: QPainter, target: QRectF, slide: Slide) -> tuple[Placed, ...]:
    """Paint a slide into an area, scaled from 1920x1080; return where the words stand.

    Above and beside the 16:9 picture (a 4:3 projector) the band or the ground goes on.
    """
    scale = min(target.width() / WIDTH, target.height() / HEIGHT)
    left = target.center().x() - WIDTH * scale / 2
    top = target.top() + (target.height() - HEIGHT * scale) * _ABOVE
    painter.save()
    painter.setClipRect(target)
    painter.fillRect(target, color(Tone.HALL))
    if not isinstance(slide, BlankSlide):
        band = QRectF(target.left(), target.top(), target.width(), top + BAND * scale - target.top())
        painter.fillRect(band, color(Tone.ACCENT))
        rule = QRectF(target.left(), top + (BAND + 6) * scale, target.width(), max(1.0, 4 * scale))
        painter.fillRect(rule, color(Tone.ACCENT))
    painter.translate(left, top)
    painter.scale(scale, scale)
    canvas = Canvas(painter)
    _paint(slide, canvas)
    if is_rehearsal():
        paint_rehearsal(painter)
    painter.restore()
    return tuple(canvas.placed)


def paint_rehearsal(painter: QPainter) -> None:
    """Write 演练 across the picture and in a striped band along its foot; nobody in the hall overlooks it."""
    painter.save()
    painter.setFont(hall_font(420, bold=True))
    ink = color(Tone.ACCENT)
    ink.setAlpha(34)
    painter.setPen(ink)
    painter.translate(WIDTH / 2, HEIGHT / 2)
    painter.rotate(-24)
    painter.drawText(QRectF(-WIDTH, -400, 2 * WIDTH, 800), Qt.AlignmentFlag.AlignCenter, "演练")
    painter.restore()
    foot = QRectF(0, HEIGHT - 74, WIDTH, 74)
    painter.fillRect(foot, color(Tone.REHEARSAL))
    for left in (0.0, WIDTH - 420):
        draw_stripes(painter, QRectF(left, foot.top(), 420, foot.height()))
    painter.setFont(hall_font(52, bold=True))
    painter.setPen(color(Tone.INK))
    painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, "演练　不是正式会议")


@singledispatch
def _paint(_slide: Slide, _canvas: Canvas) -> None:
    """Paint nothing but the ground: the blank page."""


def _band(canvas: Canvas, words: str) -> None:
    canvas.text(QRectF(LEFT, 8, RIGHT - LEFT, BAND - 16), words, 62, Tone.ON_DARK, align=_CENTRE)


def _frame(canvas: Canvas, frame: Frame) -> None:
    _band(canvas, frame.meeting)
    whole = RIGHT - LEFT
    aside = 0.0
    if frame.aside:
        box = QRectF(LEFT + whole * 0.3, 165, whole * 0.7, 94)
        fitted = canvas.text(box, frame.aside, 60, Tone.TEXT2, bold=False, align=_RIGHT)
        aside = max(width_of(line, fitted.pixels, bold=False) for line in fitted.lines) + 60
    canvas.text(QRectF(LEFT, 165, whole - aside, 94), frame.heading, 64)


@_paint.register
def _(slide: WaitingSlide, canvas: Canvas) -> None:
    _band(canvas, slide.federation)
    box = QRectF(LEFT, 190, RIGHT - LEFT, 250)
    canvas.text(box, slide.session, 120, align=_CENTRE, lines=2, floor=80)
    canvas.text(
        QRectF(LEFT, 450, RIGHT - LEFT, 90), slide.when_where, 64, Tone.TEXT2, bold=False, align=_CENTRE
    )
    canvas.fill(QRectF(WIDTH / 2 - 240, 575, 480, 4), Tone.HALL_EDGE)
    if slide.figure:
        canvas.text(QRectF(LEFT, 610, RIGHT - LEFT, 100), slide.caption, 72, Tone.TEXT2, align=_CENTRE)
        canvas.text(QRectF(LEFT, 715, RIGHT - LEFT, 280), slide.figure, 230, Tone.ACCENT, align=_CENTRE)
        return
    canvas.text(QRectF(LEFT, 640, RIGHT - LEFT, 300), slide.caption, 120, Tone.ACCENT, align=_CENTRE)


@_paint.register
def _(slide: BreakSlide, canvas: Canvas) -> None:
    _band(canvas, slide.meeting)
    canvas.text(QRectF(LEFT, 190, RIGHT - LEFT, 290), "休息", 230, align=_CENTRE)
    canvas.text(QRectF(LEFT, 500, RIGHT - LEFT, 140), slide.resumes, 110, Tone.TEXT2, align=_CENTRE)
    if slide.figure:
        canvas.fill(QRectF(WIDTH / 2 - 240, 670, 480, 4), Tone.HALL_EDGE)
        canvas.text(QRectF(LEFT, 700, RIGHT - LEFT, 290), slide.figure, 230, Tone.ACCENT, align=_CENTRE)


@_paint.register
def _(slide: AgendaSlide, canvas: Canvas) -> None:
    _frame(canvas, slide.frame)
    rows = len(slide.rows)
    high = min(112.0, (BOTTOM - TOP + 16) / max(rows, 1))
    top = TOP + max(0.0, min(40.0, (BOTTOM - TOP - high * rows) / 3))
    for place, row in enumerate(slide.rows):
        _agenda_row(canvas, row, QRectF(LEFT, top + place * high, RIGHT - LEFT, high - 8))


def _agenda_row(canvas: Canvas, row: AgendaRow, area: QRectF) -> None:
    tone = Tone.TEXT3 if row.state is RowState.DONE else Tone.TEXT
    now = row.state is RowState.NOW
    if now:
        canvas.card(area, Tone.TINT, Tone.TINT_LINE, Tone.ACCENT)
    inside = area.adjusted(50, 4, -40, -4)
    mark_width = 170.0
    words = {RowState.NOW: "进行中", RowState.DONE: "已进行"}.get(row.state, "")
    canvas.text(
        QRectF(inside.left(), inside.top(), mark_width, inside.height()), row.mark, 66, tone, bold=now
    )
    title = inside.adjusted(mark_width, 0, -260, 0)
    canvas.text(title, row.title, 66, tone, bold=now)
    if words:
        aside = Tone.ACCENT if now else Tone.TEXT3
        canvas.text(inside.adjusted(inside.width() - 250, 0, 0, 0), words, 60, aside, bold=now, align=_RIGHT)


@_paint.register
def _(slide: ItemSlide, canvas: Canvas) -> None:
    _frame(canvas, slide.frame)
    below = bool(slide.presenter) + bool(slide.subject)
    title = QRectF(LEFT, 310, RIGHT - LEFT, (660, 400, 290)[below])
    canvas.text(title, slide.title, 150, align=_CENTRE, lines=3, floor=80)
    top = title.bottom() + 20
    canvas.fill(QRectF(WIDTH / 2 - 240, top, 480, 4), Tone.HALL_EDGE if below else Tone.HALL)
    if slide.subject:
        box = QRectF(LEFT, top + 34, RIGHT - LEFT, 190)
        canvas.text(box, slide.subject, 80, Tone.TEXT2, bold=False, align=_CENTRE, lines=2)
        top = box.bottom()
    if slide.presenter:
        box = QRectF(LEFT, top + 44, RIGHT - LEFT, 110)
        canvas.text(box, slide.presenter, 80, Tone.TEXT2, bold=False, align=_CENTRE)


@_paint.register
def _(slide: NamesSlide, canvas: Canvas) -> None:
    _frame(canvas, slide.frame)
    bottom = FOOT_TOP - 15 if slide.foot and slide.total <= 6 else BOTTOM
    size, smaller = next(
        ((size, small) for most, size, small in _NAME_SIZES if slide.total <= most), _NAME_SIZES[-1][1:]
    )
    columns = 1 if slide.total <= 4 else 2
    rows = max(-(-min(slide.total, 10) // columns), 2)
    gap = 26.0 if slide.total <= 2 else 14.0
    high = min(264.0, (bottom - TOP - gap * (rows - 1)) / rows)
    wide = (RIGHT - LEFT - 30 * (columns - 1)) / columns
    top = TOP + (high + gap) / 2 if slide.total == 1 else TOP
    for place, person in enumerate(slide.people):
        row, column = divmod(place, columns)
        area = QRectF(LEFT + column * (wide + 30), top + row * (high + gap), wide, high)
        _person(canvas, person, area, (size, smaller))
    if slide.foot and bottom < BOTTOM:
        canvas.text(
            QRectF(LEFT, FOOT_TOP + 15, RIGHT - LEFT, 110), slide.foot, 66, Tone.ACCENT, align=_CENTRE
        )


def _person(canvas: Canvas, person: PersonLine, area: QRectF, sizes: tuple[float, float]) -> None:
    size, smaller = sizes
    canvas.card(area, Tone.SURFACE, Tone.HALL_EDGE, Tone.ACCENT)
    one_column = area.width() > 1000
    inside = area.adjusted(76 if one_column else 36, 0, -36 if one_column else -12, 0)
    part = inside.width()
    if person.post:
        wanted = name_width(display_name(person.name), size, smaller) + 10
        least = 3 * size + (50 if size > 120 else 150 if one_column else 10)
        most = 0.55 if one_column else 0.51 if MIDDLE_DOT in person.name else 0.485
        part = min(max(wanted, least), area.width() * most)
    canvas.name(QRectF(inside.left(), inside.top(), part, inside.height()), person.name, size, smaller)
    if person.post:
        post = inside.adjusted(part + (90 if one_column else 22), 0, 0, 0)
        canvas.text(post, person.post, 66 if one_column else 60, Tone.TEXT2, bold=False, lines=2)


@_paint.register
def _(slide: HandsSlide, canvas: Canvas) -> None:
    _frame(canvas, slide.frame)
    top = 300.0
    if slide.raise_hands:
        canvas.hand(QRectF(WIDTH / 2 - 130, top, 260, 260), Tone.ACCENT)
        top += 275
    tone = Tone.ACCENT if slide.raise_hands else Tone.TEXT
    call = QRectF(LEFT, top, RIGHT - LEFT, 190 if slide.raise_hands else 300)
    canvas.text(call, slide.call, 150, tone, align=_CENTRE)
    canvas.fill(QRectF(WIDTH / 2 - 240, call.bottom() + 16, 480, 4), Tone.HALL_EDGE)
    box = QRectF(LEFT, call.bottom() + 36, RIGHT - LEFT, BOTTOM - call.bottom() - 36)
    canvas.text(box, slide.question, 76, Tone.TEXT2, bold=False, align=_CENTRE, lines=3)


@_paint.register
def _(slide: ResultSlide, canvas: Canvas) -> None:
    _frame(canvas, slide.frame)
    panel = QRectF(LEFT, 290, 620, 430)
    canvas.card(panel, Tone.ACCENT if slide.carried else Tone.TEXT)
    word = QRectF(panel.left() + 40, panel.top() + 30, panel.width() - 80, 270)
    canvas.text(word, slide.outcome, 210, Tone.ON_DARK, align=_CENTRE)
    reason = QRectF(panel.left() + 40, panel.top() + 300, panel.width() - 80, 110)
    canvas.text(reason, slide.reason, 66, Tone.ON_DARK, bold=False, align=_CENTRE)
    for place, figure in enumerate(slide.figures):
        row, column = divmod(place, 2)
        _figure(canvas, figure, QRectF(780 + column * 530, 290 + row * 222, 510, 208), slide)
    canvas.fill(QRectF(LEFT, 770, RIGHT - LEFT, 4), Tone.HALL_EDGE)
    decided = QRectF(LEFT, 785, RIGHT - LEFT, 140)
    canvas.text(decided, slide.decided, 84, align=_CENTRE, lines=2)
    canvas.text(
        QRectF(LEFT, 930, RIGHT - LEFT, 100), slide.attendance, 60, Tone.TEXT2, bold=False, align=_CENTRE
    )


def _figure(canvas: Canvas, figure: Figure, area: QRectF, slide: ResultSlide) -> None:
    """Draw a number over its bar; in the first bar a notch stands where it was enough."""
    canvas.card(area, Tone.SURFACE, Tone.HALL_EDGE)
    inside = area.adjusted(40, 10, -40, -50)
    tone = Tone.ACCENT if figure.is_main else Tone.TEXT
    canvas.text(inside.adjusted(0, 0, -190, 0), figure.word, 66)
    canvas.text(inside.adjusted(inside.width() - 200, 0, 0, 0), str(figure.number), 124, tone, align=_RIGHT)
    track = QRectF(area.left() + 40, area.bottom() - 42, area.width() - 80, 18)
    canvas.fill(track, Tone.HALL_EDGE)
    canvas.fill(
        QRectF(track.left(), track.top(), track.width() * figure.number / slide.scale, track.height()), tone
    )
    if figure is slide.figures[0]:
        at = track.left() + track.width() * slide.need / slide.scale
        canvas.line(((at, track.top() - 8), (at, track.bottom() + 8)), Tone.TEXT, 5)


@_paint.register
def _(slide: AwardSlide, canvas: Canvas) -> None:
    _frame(canvas, slide.frame)
    paint_award(slide, canvas)


@_paint.register
def _(slide: TallySlide, canvas: Canvas) -> None:
    _band(canvas, slide.frame.meeting)
    paint_tally(slide, canvas)


@_paint.register
def _(slide: CommendationSlide, canvas: Canvas) -> None:
    _frame(canvas, slide.frame)
    canvas.text(QRectF(LEFT, 285, RIGHT - LEFT, 130), slide.honour, 96, Tone.ACCENT, align=_CENTRE, lines=2)
    many = len(slide.names) > 3
    columns = 2 if many else 1
    rows = max(-(-len(slide.names) // columns), 3)
    top, gap = 430.0, 14.0
    high = (BOTTOM - top - gap * (rows - 1)) / rows
    wide = (RIGHT - LEFT - 30 * (columns - 1)) / columns
    for place, name in enumerate(slide.names):
        row, column = divmod(place, columns)
        area = QRectF(LEFT + column * (wide + 30), top + row * (high + gap), wide, high)
        canvas.card(area, Tone.SURFACE, Tone.HALL_EDGE, Tone.ACCENT)
        inside = area.adjusted(50, 4, -30, -4)
        canvas.name(inside, name, 110 if not many else 80, 80 if not many else 60, align=_CENTRE)
