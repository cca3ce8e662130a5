"""The rows of the attendance: who, in what post, how she stands, and her times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fulian_desktop.chinese import pinyin
from fulian_desktop.meetings.attendance import AttendanceState
from ui.desk.attendance_times import (
    TimeAxis,
    TimeMark,
    draw_grid,
    draw_head,
    draw_marks,
    draw_stays,
    mark_at,
)
from ui.shell.theme import color, font
from ui.shell.widgets import BoxLook, LampState, Role, Tone, display_name, draw_box, draw_lamp, u

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.meetings.attendance import Attendee

ROW = 38
HEAD = 50
NAME_LEFT, POST_LEFT, STATE_LEFT = 16, 178, 304
CELL, CELL_PITCH = 54, 58
TIMES_LEFT = 512
_SEARCH_MILLISECONDS = 1500
_KEYS = {
    Qt.Key.Key_1: AttendanceState.PRESENT,
    Qt.Key.Key_2: AttendanceState.LEFT,
    Qt.Key.Key_3: AttendanceState.EXCUSED,
}


def second_state(attendee: Attendee) -> AttendanceState:
    """Return what the second cell stands for: 离场 for who was here, 缺席 for who never came."""
    return AttendanceState.LEFT if attendee.stays else AttendanceState.ABSENT


def states_of(attendee: Attendee) -> tuple[AttendanceState, ...]:
    """Return the cells of a row; observers are never on leave."""
    states = (AttendanceState.PRESENT, second_state(attendee), AttendanceState.EXCUSED)
    return states[:2] if attendee.is_observer else states


class AttendanceHead(QWidget):
    """The fixed head of the table: column names, time labels, flags; a click on a flag chooses it."""

    mark_chosen = Signal(object)

    def __init__(self, table: AttendanceTable) -> None:
        """Stand over a table and take its width, with or without a scroll bar."""
        super().__init__()
        self.setFixedHeight(u(HEAD))
        self._table = table
        table.resized.connect(self.update)
        self._axis: TimeAxis | None = None
        self._marks: tuple[TimeMark, ...] = ()
        self._chosen: TimeMark | None = None

    def show_axis(self, axis: TimeAxis, marks: Sequence[TimeMark]) -> None:
        """Show the times of the rows below."""
        self._axis, self._marks = axis, tuple(marks)
        self.update()

    def choose_mark(self, mark: TimeMark | None) -> None:
        """Show a roll call or vote as the chosen one."""
        self._chosen = mark
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the roll call or vote that is hit; a second click lets it go."""
        if self._axis is not None:
            area = times_area(self._table.width(), self.height())
            found = mark_at(self._axis, area, self._marks, event.position().x())
            if found is not None:
                self.mark_chosen.emit(None if found == self._chosen else found)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the head."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, QRectF(self.rect()), BoxLook(Tone.SUNKEN, radius=0, sides="tb"))
        painter.setFont(font(Role.SECONDARY, weight=600))
        painter.setPen(color(Tone.TEXT2))
        for left, word in ((NAME_LEFT, "姓名"), (POST_LEFT, "职务"), (STATE_LEFT, "状态")):
            place = QRect(u(left), 0, u(100), self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
        if self._axis is not None:
            area = times_area(self._table.width(), self.height())
            draw_head(painter, self._axis, area, self._marks, self._chosen)


def times_area(width: int, height: int) -> QRectF:
    """Return where the times are drawn in a table of a width."""
    left = u(TIMES_LEFT) + u(20)
    room = width - left
    return QRectF(left, 0, max(u(50), room - (u(46) if room > u(300) else u(20))), height)


class AttendanceTable(QWidget):
    """Painted rows; a click on a cell or a digit marks, letters find a person by her initials."""

    mark_wanted = Signal(int, object)
    time_wanted = Signal()
    selection_changed = Signal()
    mark_chosen = Signal(object)
    """A roll call or vote whose presence is wanted, None for now."""
    order_wanted = Signal()
    resized = Signal()

    def __init__(self) -> None:
        """Start without rows."""
        super().__init__()
        self.setObjectName("attendance_table")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("到会情况")
        self._rows: tuple[Attendee, ...] = ()
        self._axis: TimeAxis | None = None
        self._marks: tuple[TimeMark, ...] = ()
        self.selected = 0
        self.chosen: TimeMark | None = None
        """The roll call or vote whose presence is shown, None for now."""
        self._initials: dict[str, str] = {}
        self._typed = ""
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(_SEARCH_MILLISECONDS)
        self._forget.timeout.connect(self._on_forget)

    @property
    def rows(self) -> tuple[Attendee, ...]:
        """The rows shown, observers last."""
        return self._rows

    def show_rows(self, rows: Sequence[Attendee], axis: TimeAxis, marks: Sequence[TimeMark]) -> None:
        """Show how everybody stands; only rows that changed are drawn again where the times are the same."""
        before, drawn = self._rows, (self._axis, self._marks)
        self._rows, self._axis, self._marks = tuple(rows), axis, tuple(marks)
        if self.chosen not in self._marks:
            self.chosen = None
        if drawn != (self._axis, self._marks) or len(before) != len(self._rows):
            self.selected = max(0, min(self.selected, len(rows) - 1))
            self.setFixedHeight(max(1, len(rows)) * u(ROW))
            self.update()
            return
        for row, (old, new) in enumerate(zip(before, self._rows, strict=True)):
            if old != new:
                self.update(self.row_rect(row))

    def choose_mark(self, mark: TimeMark | None) -> None:
        """Show who was in the room at a roll call or vote; None shows the present again."""
        self.chosen = mark
        self.update()

    def learn_names(self) -> None:
        """Read the initials of all names beforehand, so that the first letter is as quick as any other."""
        for attendee in self._rows:
            if attendee.name not in self._initials:
                self._initials[attendee.name] = pinyin.initials(attendee.name)

    def cell_rect(self, row: int, place: int) -> QRect:
        """Return where a cell of a row is; place 0 在场, 1 离场, 2 请假."""
        top = row * u(ROW) + (u(ROW) - u(30)) // 2
        return QRect(u(STATE_LEFT + place * CELL_PITCH), top, u(CELL), u(30))

    def row_rect(self, row: int) -> QRect:
        """Return where a row is."""
        return QRect(0, row * u(ROW), self.width(), u(ROW))

    def select(self, row: int) -> None:
        """Make a row the current one."""
        if self._rows:
            self.update(self.row_rect(self.selected))
            self.selected = max(0, min(row, len(self._rows) - 1))
            self.update(self.row_rect(self.selected))
            self.selection_changed.emit()

    def sizeHint(self) -> QSize:
        """Be as high as the rows."""
        return QSize(u(700), max(1, len(self._rows)) * u(ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the head."""
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark when a cell is hit, else only choose the row."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = event.position().toPoint()
        row = point.y() // u(ROW)
        if not 0 <= row < len(self._rows):
            return
        self.select(row)
        for place, state in enumerate(states_of(self._rows[row])):
            if self._hit(row, place).contains(point):
                self.mark_wanted.emit(row, state)
                return
        if self._axis is not None:
            area = times_area(self.width(), self.height())
            found = mark_at(self._axis, area, self._marks, event.position().x())
            if found is not None:
                self.mark_chosen.emit(None if found == self.chosen else found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, mark, find; leave all other keys to the desk."""
        key = Qt.Key(event.key())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.select(self.selected + (1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.select(0 if key == Qt.Key.Key_Home else len(self._rows) - 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step_to_mark(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Escape and self.chosen is not None:
            self.mark_chosen.emit(None)
        elif key == Qt.Key.Key_9:
            self.order_wanted.emit()
        elif key in _KEYS and self._rows:
            self._mark_by_key(_KEYS[key])
        elif key == Qt.Key.Key_0:
            self.time_wanted.emit()
        elif event.text().isascii() and event.text().isalpha():
            self._find(event.text().lower())
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), color(Tone.SURFACE))
        if self._axis is None:
            return
        area = times_area(self.width(), self.height())
        first, last = event.rect().top() // u(ROW), event.rect().bottom() // u(ROW)
        shown = range(max(0, first), min(len(self._rows), last + 1))
        for row in shown:
            self._draw_ground(painter, row)
        draw_grid(painter, self._axis, area)
        for row in shown:
            self._draw_row(painter, row, area)
        draw_marks(painter, self._axis, area, self._marks, self.chosen)

    # ---- inside

    def _step_to_mark(self, direction: int) -> None:
        """Go to the roll call or vote before or behind the chosen one; behind the last one is now."""
        marks = sorted(self._marks, key=lambda mark: mark.at)
        here = marks.index(self.chosen) if self.chosen is not None else len(marks)
        place = max(0, min(here + direction, len(marks)))
        if marks:
            self.mark_chosen.emit(marks[place] if place < len(marks) else None)

    def _hit(self, row: int, place: int) -> QRect:
        """Return the target of a cell: the whole height of its row."""
        cell = self.cell_rect(row, place)
        return QRect(cell.left() - u(2), row * u(ROW), cell.width() + u(4), u(ROW))

    def _mark_by_key(self, state: AttendanceState) -> None:
        attendee = self._rows[self.selected]
        if state is AttendanceState.LEFT:
            state = second_state(attendee)
        if state in states_of(attendee):
            self.mark_wanted.emit(self.selected, state)

    def _find(self, letter: str) -> None:
        self._typed += letter
        self._forget.start()
        self.learn_names()
        names = [self._initials[attendee.name] for attendee in self._rows]
        order = [(self.selected + step) % len(names) for step in range(len(names))] if names else []
        if len(self._typed) == 1:
            order = order[1:] + order[:1]
        found = next((row for row in order if names[row].startswith(self._typed)), None)
        if found is None and len(self._typed) > 1:
            self._typed = ""
            self._find(letter)
        elif found is not None:
            self.select(found)

    def _on_forget(self) -> None:
        self._typed = ""

    def _draw_ground(self, painter: QPainter, row: int) -> None:
        area = QRectF(self.row_rect(row))
        here = row == self.selected
        fill = Tone.TINT if here else Tone.NAV if self._rows[row].is_observer else None
        bar = Tone.ACCENT if here else None
        draw_box(painter, area, BoxLook(fill, radius=0, bar=bar, sides="b"))

    def _draw_row(self, painter: QPainter, row: int, times: QRectF) -> None:
        attendee = self._rows[row]
        area = self.row_rect(row)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(color(Tone.TEXT))
        painter.setFont(font(Role.NAME))
        name = display_name(attendee.name)
        room = u(POST_LEFT - NAME_LEFT - 8)
        if QFontMetrics(painter.font()).horizontalAdvance(name) > room:
            painter.setFont(font(Role.SECONDARY, weight=600))
        painter.drawText(QRect(u(NAME_LEFT), area.top(), room, u(ROW)), middle, name)
        painter.setFont(font(Role.CAPTION if attendee.is_observer else Role.SECONDARY))
        painter.setPen(color(Tone.TEXT2))
        post = f"列席·{attendee.post}" if attendee.is_observer and attendee.post else attendee.post or "列席"
        wide = u(STATE_LEFT - POST_LEFT - 8)
        post = painter.fontMetrics().elidedText(post, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(QRect(u(POST_LEFT), area.top(), wide, u(ROW)), middle, post)
        if self.chosen is None:
            for place, state in enumerate(states_of(attendee)):
                self._draw_cell(painter, self.cell_rect(row, place), state, chosen=attendee.state is state)
        else:
            self._draw_then(painter, row, attendee)
        if self._axis is not None:
            inside = QRectF(times.left(), area.top(), times.width(), area.height())
            draw_stays(painter, self._axis, inside, attendee)

    def _draw_then(self, painter: QPainter, row: int, attendee: Attendee) -> None:
        """Draw in the place of the cells whether she was in the room at the chosen moment."""
        if self.chosen is None:
            return
        if attendee.is_observer:
            here, words = attendee.was_here(self.chosen.at), "列席，不计入"
        else:
            here = attendee.person_id in self.chosen.people
            words = "当时在场" if here else "当时不在"
        cell = self.cell_rect(row, 0)
        lamp = LampState.HOLDS if here and not attendee.is_observer else LampState.NOT_YET
        draw_lamp(painter, QRectF(cell.left(), cell.center().y() - u(9), u(18), u(18)), lamp)
        painter.setFont(font(Role.BODY, weight=600 if here else 400))
        painter.setPen(color(Tone.TEXT if here else Tone.TEXT2))
        place = cell.adjusted(u(26), 0, u(110), 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    @staticmethod
    def _draw_cell(painter: QPainter, cell: QRect, state: AttendanceState, *, chosen: bool) -> None:
        fill, edge, words = Tone.SURFACE, Tone.LINE2, Tone.TEXT2
        if chosen:
            fill = Tone.GREEN if state is AttendanceState.PRESENT else Tone.TEXT2
            edge, words = fill, Tone.ON_DARK
        draw_box(painter, QRectF(cell), BoxLook(fill, edge, radius=5))
        painter.setFont(font(Role.SECONDARY, weight=600 if chosen else 400))
        painter.setPen(color(words))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, state.phrase)

    def visible_point(self) -> QPoint:
        """Return a point of the current row, to scroll to."""
        return self.row_rect(self.selected).center()
