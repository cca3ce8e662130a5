"""The right panel at a cue that is not a count: one big thing, facts, what is typed, what Enter does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.shell.theme import font
from ui.shell.widgets import (
    AMBER,
    CARD,
    Box,
    LineEdit,
    NumberField,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    clear_layout,
    horizontal,
    label,
    primary_button,
    set_tone,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.desk.cue_face import CueFace

_INNER = 322
_WORD = 66
_SHORT_NAME = 6


class CueWords(LineEdit):
    """Words at a cue: Enter does what the panel says, Esc goes back to the script."""

    entered = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take two keys; the others write, or go on to the desk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Up):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CuePanel(QWidget):
    """Shows a CueFace; what its button and fields do is the desk's."""

    enter_wanted = Signal()
    words_typed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        column = vertical(self, margins=(18, 12, 18, 14), spacing=8)
        self._title = WrapLabel("", Role.DIALOG_TITLE, Tone.TEXT, width=u(_INNER))
        self._subtitle = WrapLabel("", Role.BODY, Tone.TEXT2, width=u(_INNER))
        column.addWidget(self._title)
        column.addWidget(self._subtitle)
        column.addWidget(self._make_big())
        self._rows = ScrollColumn(spacing=6)
        column.addWidget(self._rows, 1)
        column.addWidget(self._make_number())
        self._words_name = label("", Role.PRIMARY)
        self.words = CueWords()
        self.words.setObjectName("cue_words")
        self.words.entered.connect(self.enter_wanted)
        self.words.left.connect(self.left)
        self.words.textEdited.connect(self.words_typed)
        column.addWidget(self._words_name)
        column.addWidget(self.words)
        self._note = WrapLabel("", Role.SECONDARY, Tone.TEXT2, width=u(_INNER))
        column.addWidget(self._note)
        self.button = primary_button("")
        self.button.setObjectName("cue_enter")
        self.button.setFixedHeight(u(48))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.enter_wanted)
        column.addWidget(self.button)
        self.face: CueFace | None = None

    def show_face(self, face: CueFace) -> None:
        """Show a face; a running clock changes only its own words."""
        before, self.face = self.face, face
        if face == before:
            return
        self._title.setText(face.title)
        self._show_text(self._subtitle, face.subtitle)
        self._show_big(face)
        if before is None or before.rows != face.rows or before.title != face.title:
            self._show_rows(face)
        self._number_box.setVisible(face.number is not None)
        self._number_name.setText(face.number_name)
        self.number.set_value(face.number)
        self._words_name.setVisible(face.words is not None)
        self.words.setVisible(face.words is not None)
        self._words_name.setText(face.words_name)
        self.words.setAccessibleName(face.words_name)
        if face.words is not None and face.words != self.words.text():
            self.words.setText(face.words)
        self._show_text(self._note, face.blocked or face.note)
        set_tone(self._note, Tone.AMBER if face.blocked else Tone.TEXT2)
        self.button.setVisible(bool(face.enter))
        self.button.setText(face.enter)
        self.button.setEnabled(not face.blocked)

    # ---- inside

    def _make_big(self) -> QWidget:
        self._big_box = Box(CARD)
        inner = vertical(self._big_box, margins=(14, 12, 14, 12), spacing=2)
        self._big = WrapLabel("", Role.VOTE_COMPUTED, Tone.TEXT, width=u(_INNER - 28))
        self._big.setObjectName("cue_big")
        self._big.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._big_note = WrapLabel("", Role.NAME, Tone.TEXT2, width=u(_INNER - 28))
        self._big_note.setObjectName("cue_big_note")
        self._big_note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner.addWidget(self._big)
        inner.addWidget(self._big_note)
        return self._big_box

    def _make_number(self) -> QWidget:
        self._number_box = Box(CARD)
        row = horizontal(self._number_box, margins=(14, 8, 8, 8), spacing=10)
        self._number_name = WrapLabel("", Role.NAME, Tone.TEXT, width=u(_INNER - 130))
        self.number = NumberField(0, name="人数")
        self.number.setObjectName("cue_number")
        self.number.setReadOnly(True)  # the desk takes the digits wherever the focus is
        self.number.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self._number_name, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.number)
        return self._number_box

    def _show_big(self, face: CueFace) -> None:
        self._big_box.setVisible(bool(face.big))
        self._big_box.set_look(AMBER if face.calm else CARD)
        role = Role.VOTE_COMPUTED if len(face.big) <= _SHORT_NAME + 2 else Role.SCRIPT
        self._big.setFont(font(role, weight=700))
        self._big.setText(face.big)
        self._show_text(self._big_note, face.big_note)

    def _show_rows(self, face: CueFace) -> None:
        clear_layout(self._rows.column)
        self._rows.column.addStretch(1)
        for word, value in face.rows:
            self._rows.add(_fact(word, value))

    @staticmethod
    def _show_text(words: WrapLabel, text: str) -> None:
        words.setText(text)
        words.setVisible(bool(text))


def _fact(word: str, value: str) -> QWidget:
    box = QWidget()
    long_word = len(word) > 4
    if long_word:
        column = vertical(box, spacing=0)
        column.addWidget(label(word, Role.CAPTION, Tone.TEXT2))
        column.addWidget(WrapLabel(value, Role.BODY, Tone.TEXT, width=u(_INNER - 16)))
        return box
    row = horizontal(box, spacing=10)
    name = label(word, Role.BODY, Tone.TEXT2)
    name.setFixedWidth(u(_WORD))
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(WrapLabel(value, Role.BODY, Tone.TEXT, width=u(_INNER - 16 - _WORD - 10)), 1)
    return box
