"""Which key does what at the desk, and what the bar at its foot says about it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ui.desk.key_hints import Hint
    from ui.desk.vote_state import VoteState


class PanelKind(Enum):
    """What stands in the right column."""

    VOTE = "vote"
    CORRECTION = "correction"
    RESULT = "result"
    ROLL_CALL = "roll call"
    CUE = "cue"
    ITEM = "item"
    END = "end"


class Act(Enum):
    """What a key asks for."""

    NEXT = "next"
    BACK = "back"
    ENTER = "enter"
    UP = "up"
    DOWN = "down"
    UNANIMOUS = "unanimous"
    DIRECT = "direct"
    SHEET = "sheet"
    ATTENDANCE = "attendance"
    NOTES = "notes"
    PUT_IN = "put in"
    AGENDA = "agenda"
    RETURN = "return"
    KEYS = "keys"
    WHY = "why"
    CORRECT = "correct"
    COLUMNS = "columns"
    ESCAPE = "escape"
    UNDO = "undo"
    SMALLER = "smaller"
    LARGER = "larger"
    PROJECTOR = "projector"
    RELEASE = "release"
    PAGE_ON = "page on"
    PAGE_BACK = "page back"


_KEYS = {
    Qt.Key.Key_Space: Act.NEXT,
    Qt.Key.Key_Backspace: Act.BACK,
    Qt.Key.Key_Return: Act.ENTER,
    Qt.Key.Key_Enter: Act.ENTER,
    Qt.Key.Key_Up: Act.UP,
    Qt.Key.Key_Down: Act.DOWN,
    Qt.Key.Key_Asterisk: Act.UNANIMOUS,
    Qt.Key.Key_Slash: Act.DIRECT,
    Qt.Key.Key_Plus: Act.SHEET,
    Qt.Key.Key_F8: Act.ATTENDANCE,
    Qt.Key.Key_F1: Act.WHY,
    Qt.Key.Key_F2: Act.CORRECT,
    Qt.Key.Key_F3: Act.RETURN,
    Qt.Key.Key_F4: Act.NOTES,
    Qt.Key.Key_F5: Act.PUT_IN,
    Qt.Key.Key_F7: Act.AGENDA,
    Qt.Key.Key_F12: Act.KEYS,
    Qt.Key.Key_F6: Act.COLUMNS,
    Qt.Key.Key_F9: Act.PROJECTOR,
    Qt.Key.Key_F10: Act.RELEASE,
    Qt.Key.Key_PageDown: Act.PAGE_ON,
    Qt.Key.Key_PageUp: Act.PAGE_BACK,
    Qt.Key.Key_Escape: Act.ESCAPE,
}
_CONTROL_KEYS = {
    Qt.Key.Key_Z: Act.UNDO,
    Qt.Key.Key_Minus: Act.SMALLER,
    Qt.Key.Key_Plus: Act.LARGER,
    Qt.Key.Key_Equal: Act.LARGER,
}
_REPEATING = (Act.UP, Act.DOWN, Act.SMALLER, Act.LARGER)
ALWAYS: tuple[Hint, ...] = (
    ("F4", "记一笔"),
    ("F7", "议程"),
    ("F8", "考勤"),
    ("F9", "投影"),
    ("Ctrl+Z", "撤销"),
    ("F12", "按键"),
)


def act_of(event: QKeyEvent) -> Act | None:
    """Return what a key asks for; a key held down moves on only once."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    act = (_CONTROL_KEYS if control else _KEYS).get(Qt.Key(event.key()))
    if act is not None and event.isAutoRepeat() and act not in _REPEATING:
        return None
    return act


def digit_of(event: QKeyEvent) -> int | None:
    """Return the digit typed, None for any other key."""
    words = event.text()
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return int(words) if plain and len(words) == 1 and words.isascii() and words.isdigit() else None


def hints_of(kind: PanelKind, state: VoteState | None, enter_words: str) -> Sequence[Hint]:
    """Return the hints for a step; `enter_words` is what Enter does there, empty for nothing."""
    hints: list[Hint] = []
    if kind is not PanelKind.CORRECTION:
        hints += [("空格", "下一句"), ("退格", "上一句")]
    if state is not None:
        hints += [("0-9", "填人数"), ("上下", "换一格")]
        if enter_words:
            hints.append(("回车", enter_words))
        if kind is PanelKind.VOTE and not state.unanimous_blocked:
            hints.append(("*", "一致通过"))
        if kind is PanelKind.CORRECTION:
            hints.append(("Esc", "不更正"))
        return [*hints, ("+", "清点表"), ("F1", "为什么")]
    if enter_words:
        hints.append(("回车", enter_words))
    if kind is PanelKind.RESULT:
        hints += [("F1", "为什么"), ("F2", "更正结果")]
    return hints
