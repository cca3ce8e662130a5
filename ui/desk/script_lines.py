"""One line of the script on the desk: said, here or to come; words, direction, cue, result or its waiting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.shell.theme import font
from ui.shell.widgets import (
    HERE,
    WAITING,
    Box,
    BoxLook,
    Icon,
    IconLabel,
    LampLabel,
    LampState,
    Line,
    Role,
    StepDisc,
    StepState,
    Tone,
    WrapLabel,
    horizontal,
    label,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QMouseEvent

INDENT = 22
_WAITING = "确认票数以后，这里自动写出结果，可以照念"
_WAITING_HERE = "核对右边的人数，按回车确认；确认以后，这里自动写出结果"
_NOTHING = BoxLook(None, None)
_PASSED_RESULT = BoxLook(Tone.SURFACE, Tone.LINE)


class Look(Enum):
    """How a line is drawn."""

    SAID = "said"
    HERE = "here"
    COMING = "coming"


class Part(Enum):
    """What a line is on the desk."""

    SPOKEN = "spoken"
    DIRECTION = "direction"
    CUE = "cue"
    POLL = "poll"
    RESULT = "result"
    PENDING = "pending"


@dataclass(frozen=True)
class LineFace:
    """What is drawn for one line; `help_text` says what to do at a cue, `done` what happened."""

    key: str
    text: str
    part: Part
    look: Look
    done: str = ""
    help_text: str = ""
    width: int = 0
    factor: int = 100


class LineWidget(Box):
    """A line; a click on it makes it the current one."""

    wanted = Signal(str)

    def __init__(self, face: LineFace, parent: QWidget) -> None:
        """Draw the face; a new face is a new widget."""
        super().__init__(_look_of(face), parent)
        self.face = face
        self.height_put = 0
        """Its height once it was put in its place, px."""
        self.setObjectName(f"line_{face.look.value}")
        self.setAccessibleName(face.text)
        self.setFixedWidth(face.width)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self._column: QVBoxLayout
        here = face.look is Look.HERE
        if face.part is Part.PENDING:
            self._column = vertical(self, margins=(INDENT, 14, INDENT, 14), spacing=6)
            self._add_pending()
        elif face.part is Part.RESULT:
            self._column = vertical(self, margins=(INDENT, 12, INDENT, 14), spacing=6)
            self._add_result()
        elif face.part is Part.DIRECTION and not here:
            self._column = vertical(self, margins=(INDENT, 7, INDENT, 7), spacing=0)
            self._add_direction(Role.DIRECTION)
        else:
            edge = 18 if here else 6
            self._column = vertical(self, margins=(INDENT, edge, INDENT, edge - 2), spacing=6)
            self._add_words()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to this line."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit(self.face.key)

    @property
    def _room(self) -> int:
        return self.face.width - 2 * u(INDENT)

    def _add_words(self) -> None:
        face = self.face
        here = face.look is Look.HERE
        if face.part is Part.DIRECTION:
            self._add_direction(Role.DIALOG_TITLE)
            return
        side = self._side()
        taken = side.sizeHint().width() + u(16) if side is not None else 0
        tone = Tone.TEXT3 if face.look is Look.SAID else Tone.TEXT
        words = WrapLabel(face.text, Role.SCRIPT, tone)
        words.setFont(_here_font(face) if here else _script_font(face.factor))
        _fix(words, self._room - taken)
        row = horizontal(spacing=16)
        row.addWidget(words)
        row.addStretch(1)
        if side is not None:
            row.addWidget(side, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(row)
        if here and face.help_text:
            self._column.addWidget(_wrapped(face.help_text, Role.NAVIGATION, Tone.TEXT2, self._room))

    def _side(self) -> QWidget | None:
        face = self.face
        if face.look is Look.HERE and face.part is Part.POLL and not face.done:
            box = QWidget()
            row = horizontal(box, spacing=8)
            row.addWidget(IconLabel(Icon.HAND, Tone.ACCENT, 22))
            row.addWidget(label("等候清点", Role.NAME, Tone.ACCENT))
            return box
        if face.done:
            return LampLabel(LampState.HOLDS, face.done, Role.NAME, size=18)
        return None

    def _add_direction(self, role: Role) -> None:
        face = self.face
        tone = Tone.TEXT if face.look is Look.HERE else Tone.TEXT3
        row = horizontal(spacing=14)
        row.addWidget(IconLabel(Icon.SPEECH, tone, 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_wrapped(_bracketed(face.text), role, tone, self._room - u(34)))
        row.addStretch(1)
        self._column.addLayout(row)
        if face.look is Look.HERE and face.help_text:
            self._column.addWidget(_wrapped(face.help_text, Role.NAVIGATION, Tone.TEXT2, self._room))

    def _add_result(self) -> None:
        face = self.face
        head = horizontal(spacing=10)
        here = face.look is Look.HERE
        head.addWidget(label("表决结果", Role.NAME, Tone.ACCENT if here else Tone.TEXT2))
        head.addStretch(1)
        head.addWidget(LampLabel(LampState.HOLDS, "已写入会议记录", Role.NAME, size=18))
        self._column.addLayout(head)
        words = WrapLabel(face.text, Role.RESULT, Tone.TEXT if here else Tone.TEXT3)
        pixels = (34 if here else 29) * face.factor // 100
        words.setFont(font(Role.RESULT, weight=700 if here else 400, pixels=pixels))
        _fix(words, self._room)
        self._column.addWidget(words)

    def _add_pending(self) -> None:
        row = horizontal(spacing=16)
        row.addWidget(IconLabel(Icon.LOCK, Tone.TEXT2, 22), 0, Qt.AlignmentFlag.AlignVCenter)
        words = vertical(spacing=2)
        words.addWidget(label("表决结果", Role.CARD_TITLE, Tone.TEXT2))
        words.addWidget(
            _wrapped(self.face.help_text or _WAITING, Role.NAVIGATION, Tone.TEXT2, self._room - u(40))
        )
        row.addLayout(words, 1)
        self._column.addLayout(row)


class NextItemRow(QWidget):
    """The foot of an item: what comes after it."""

    def __init__(self, number: str, title: str, width: int, parent: QWidget) -> None:
        """`number` is empty for a follow-on item or the end."""
        super().__init__(parent)
        self.setFixedWidth(width)
        column = vertical(self, spacing=0, margins=(0, 10, 0, 0))
        column.addWidget(Line())
        row = horizontal(margins=(INDENT, 12, INDENT, 12), spacing=12)
        row.addWidget(StepDisc(number, StepState.TO_COME))
        row.addWidget(label(f"下一项：{title}", Role.DIRECTION, Tone.TEXT2))
        row.addStretch(1)
        column.addLayout(row)


def _look_of(face: LineFace) -> BoxLook:
    if face.look is Look.HERE:
        return HERE
    if face.part is Part.PENDING:
        return WAITING
    if face.part is Part.RESULT:
        return _PASSED_RESULT
    return _NOTHING


def _script_font(factor: int) -> QFont:
    return font(Role.SCRIPT, pixels=Role.SCRIPT.pixels * factor // 100)


def _here_font(face: LineFace) -> QFont:
    """Return the type of the current line: 42, and smaller for a long paragraph so that it stays in sight."""
    pixels = Role.CUE.pixels
    if len(face.text) > 110:
        pixels = Role.SCRIPT.pixels
    elif len(face.text) > 48:
        pixels = Role.RESULT.pixels
    return font(Role.CUE, pixels=pixels * face.factor // 100)


def _wrapped(text: str, role: Role, tone: Tone, width: int) -> WrapLabel:
    return WrapLabel(text, role, tone, width=width)


def _fix(words: WrapLabel, width: int) -> None:
    """Give wrapped words their width after their type was set, so that the height is right at once."""
    wanted = min(width, words.fontMetrics().horizontalAdvance(words.text()) + u(6))
    if "\n" in words.text():
        lines = words.text().split("\n")
        wanted = min(width, max(words.fontMetrics().horizontalAdvance(line) for line in lines) + u(6))
    words.setFixedWidth(wanted)
    words.setMinimumHeight(words.heightForWidth(wanted))


def _bracketed(text: str) -> str:
    inner = text.strip().strip("（）()")
    return f"（{inner}）"
