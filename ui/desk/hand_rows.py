"""The rows of the vote panel: a number to type with what is being asked, and the sum in favour."""

from __future__ import annotations

import unicodedata
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.desk.vote_state import Hand, VoteState
from ui.shell.theme import font
from ui.shell.widgets import (
    CARD,
    GREEN,
    RED,
    Box,
    BoxLook,
    Button,
    NumberField,
    Role,
    StepDisc,
    StepState,
    Tone,
    horizontal,
    label,
    link_button,
    set_tone,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

MOST_HANDS = 9999
_QUIET = BoxLook(None, None, radius=6)
_ASKED_NOW = BoxLook(Tone.TINT, None, radius=6, bar=Tone.ACCENT)
AMBER_SUM = BoxLook(Tone.AMBER_GROUND, Tone.AMBER_EDGE)


def digit_of_text(text: str) -> int | None:
    """Return the digit a key typed, half or full width; None for anything else."""
    if len(text) != 1:
        return None
    return unicodedata.decimal(text, None)


def refusal_of(text: str) -> str:
    """Return what is wrong with a key in a field of hands, empty when the key may belong to the desk."""
    if text in ("-", "−", "－"):
        return "人数不能是负数；没有人就填 0"
    if text in (".", "。", "．", "，", ","):
        return "人数要填整数"
    return "这里只填数字 0-9" if len(text) == 1 and text.isalpha() else ""


class HandField(NumberField):
    """A vote field: digits go in, backspace takes one out, everything else belongs to the desk."""

    typed = Signal(int, bool)
    """The number now, and whether this is its first key since the field got the focus."""
    refused = Signal(str)
    """What was wrong with a key, in words; the number stays as it was."""

    def __init__(self, hand: Hand) -> None:
        """Begin with 0: nobody raised a hand."""
        super().__init__(0, name=f"{hand.phrase}人数")
        self.setObjectName(f"hand_{hand.value}")
        self.setReadOnly(True)  # no caret, no input method: the keys are handled below
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._fresh = True

    def show_number(self, number: int) -> None:
        """Show a number without reporting it."""
        if self.value() != number:
            self.set_value(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, also full-width ones, and backspace; say what is wrong with a letter or a minus."""
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        digit = digit_of_text(event.text()) if plain else None
        now = self.value() or 0
        if digit is not None:
            self._take(digit if self._fresh else now * 10 + digit)
        elif plain and event.key() == Qt.Key.Key_Backspace and now:
            self._report(now // 10)
        elif plain and event.key() == Qt.Key.Key_Delete and now:
            self._report(0)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)
        elif plain and (words := refusal_of(event.text())):
            self.refused.emit(words)
        else:
            event.ignore()

    def _take(self, number: int) -> None:
        if number > MOST_HANDS:
            self.refused.emit(f"最多填到 {MOST_HANDS}，多按的数字没有填进去。填错了按退格")
        else:
            self._report(number)

    def begin_anew(self) -> None:
        """Let the next digit replace what is there."""
        self._fresh = True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the next digit replace what is there, without marking it as selected."""
        super().focusInEvent(event)
        self._fresh = True
        self.deselect()

    def _report(self, number: int) -> None:
        fresh, self._fresh = self._fresh, False
        self.set_value(number)
        self.typed.emit(number, fresh)


class Asked(Enum):
    """Where the asking is with one hand."""

    NOT_YET = "not yet"
    NOW = "now"
    DONE = "done"
    NEVER = "never"


_STATES = {Asked.NOT_YET: StepState.TO_COME, Asked.NOW: StepState.NOW, Asked.DONE: StepState.DONE}


class AskedMark(QWidget):
    """Tick = asked, accent dot = being asked, dot = not asked."""

    def __init__(self) -> None:
        """Start as not asked."""
        super().__init__()
        row = horizontal(self)
        self._disc = StepDisc("", StepState.TO_COME, 20, ring=True)
        row.addWidget(self._disc)

    def set_asked(self, asked: Asked) -> None:
        """Show another state."""
        self._disc.set_state(_STATES.get(asked, StepState.TO_COME))


class HandRow(Box):
    """One hand: mark, word, what is with it, field; 60 high, 54 on a short screen."""

    typed = Signal(object, int, bool)
    refused = Signal(str)

    def __init__(self, hand: Hand) -> None:
        """Name the hand."""
        super().__init__(_QUIET)
        self.hand = hand
        row = horizontal(self, margins=(12, 0, 8, 0), spacing=12)
        self._mark = AskedMark()
        row.addWidget(self._mark)
        words = vertical(spacing=0)
        words.addStretch(1)
        words.addWidget(label(hand.phrase, Role.CARD_TITLE))
        self._what = label("", Role.CAPTION, Tone.TEXT2)
        words.addWidget(self._what)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.field = HandField(hand)
        self.field.typed.connect(self._on_typed)
        self.field.refused.connect(self.refused)
        row.addWidget(self.field)

    def show_hand(self, number: int, asked: Asked, *, marked: bool) -> None:
        """Show number and state; `marked` tints the row that is being asked."""
        self._mark.set_asked(asked)
        self._mark.setVisible(asked is not Asked.NEVER or self.hand is Hand.NOT_VOTING)
        self.set_look(_ASKED_NOW if marked else _QUIET)
        words = {
            Asked.NOW: "正在问",
            Asked.DONE: "已问过",
            Asked.NOT_YET: "还没有问",
            Asked.NEVER: "规则不问弃权",
        }[asked]
        self._what.setText("没有举过手的人" if self.hand is Hand.NOT_VOTING else words)
        self.field.setEnabled(asked is not Asked.NEVER or self.hand is Hand.NOT_VOTING)
        self.field.show_number(number)

    def _on_typed(self, number: int, fresh: bool) -> None:
        self.typed.emit(self.hand, number, fresh)


class InFavourBox(Box):
    """The sum: computed with its working below, or a field when those in favour are counted."""

    typed = Signal(object, int, bool)
    refused = Signal(str)
    directly_wanted = Signal()

    def __init__(self) -> None:
        """Start computed."""
        super().__init__(GREEN)
        row = horizontal(self, margins=(14, 0, 8, 0), spacing=10)
        words = vertical(spacing=0)
        words.addStretch(1)
        head = horizontal(spacing=12)
        self._title = label("同意", Role.PERSON, Tone.GREEN)
        head.addWidget(self._title)
        self.switch: Button = link_button("直接数同意")
        self.switch.setObjectName("count_directly")
        self.switch.setFixedHeight(u(22))
        self.switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        underlined = font(Role.CAPTION)
        underlined.setUnderline(True)
        self.switch.setFont(underlined)
        self.switch.clicked.connect(self.directly_wanted)
        head.addWidget(self.switch)
        head.addStretch(1)
        words.addLayout(head)
        self._working = label("", Role.CAPTION, Tone.TEXT2)
        words.addWidget(self._working)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.number = label("0", Role.VOTE_COMPUTED, Tone.GREEN, align=Qt.AlignmentFlag.AlignCenter)
        self.number.setFixedWidth(u(92))
        self.number.setObjectName("in_favour_computed")
        row.addWidget(self.number)
        self.field = HandField(Hand.IN_FAVOUR)
        self.field.typed.connect(self._on_typed)
        self.field.refused.connect(self.refused)
        row.addWidget(self.field)

    def show_state(self, state: VoteState) -> None:
        """Show what is in favour and how it comes about."""
        direct = state.is_direct
        self.number.setVisible(not direct)
        self.field.setVisible(direct)
        self.switch.setText("改为算出" if direct else "直接数同意")
        entry = state.entry
        tone, look = Tone.GREEN, GREEN
        working = f"自动算出 {state.voters} − {entry.against} − {entry.abstaining} − {entry.not_voting}"
        if direct:
            total = state.in_favour + state.others
            short = state.voters - total
            working = f"合计 {total}，" + (
                f"正好 {state.voters} 人"
                if not short
                else f"少 {short} 人"
                if short > 0
                else f"多 {-short} 人"
            )
            self.field.show_number(state.in_favour)
        if state.problem:
            tone, look = Tone.RED, RED
            if not direct:
                working = f"{state.others} 比 {state.voters} 多，请再数一遍"
        elif state.difference:
            tone, look = Tone.AMBER, AMBER_SUM
        elif not state.quorum.met:
            tone, look = Tone.TEXT2, CARD
        self._working.setText(working)
        self.number.setText("–" if state.problem and not direct else str(state.in_favour))
        for words in (self._title, self.number):
            set_tone(words, tone)
        self.set_look(look)

    def _on_typed(self, number: int, fresh: bool) -> None:
        self.typed.emit(Hand.IN_FAVOUR, number, fresh)
