"""The field a ballot is typed into, and the strips that take its place for a name or a reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fulian_desktop.rules.ballot_codes import INVALID_PRESETS
from fulian_desktop.rules.ballots import WriteIn
from fulian_desktop.seats.records import Post
from ui.shell.theme import font
from ui.shell.widgets import (
    Button,
    CheckBox,
    ComboBox,
    KeyCap,
    LineEdit,
    Role,
    Tone,
    clear_layout,
    horizontal,
    label,
    link_button,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.rules.ballots import Contest

_WIDE = str.maketrans("０１２３４５６７８９／－＊＋．。、，", "0123456789/-*+..++")
MOST_REUSED = 6


class CodeEdit(LineEdit):
    """Takes the keys of the number pad; Enter saves, + writes a name in, counts every key pressed."""

    entered = Signal()
    write_in_wanted = Signal()
    undo_wanted = Signal()
    acted = Signal(str)

    def __init__(self, placeholder: str = "") -> None:
        """Be as high as the picture."""
        super().__init__(placeholder=placeholder)
        self.setFixedHeight(u(56))
        self.setFont(font(Role.VOTE_FIELD, weight=500))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.keys = 0
        """Keys pressed since the last ballot."""
        self.backspace_undoes = False
        self.plus_is_name = True
        """Whether + means a name at once (exceptions only), or only when it is pressed twice."""

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Z for the last ballot when nothing is typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here; the rest types."""
        key = event.key()
        if key not in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt):
            self.keys += 1
        if _is_undo(event):
            if self.text():
                self.clear()
            else:
                self.undo_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.text() in ("+", "＋") and (self.plus_is_name or self.text().endswith("+")):
            self.setText(self.text().rstrip("+"))
            self.write_in_wanted.emit()
        elif key in (Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8):
            self.acted.emit(f"F{key - Qt.Key.Key_F1 + 1}")
        elif key == Qt.Key.Key_Backspace and not self.text() and self.backspace_undoes:
            self.undo_wanted.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.text() and event.text() in "０１２３４５６７８９／－＊．。、， ":
            self.insert(event.text().translate(_WIDE).replace(" ", "+"))
        else:
            super().keyPressEvent(event)


class NameStrip(QWidget):
    """另选他人: a name, or the number of one written in before; Enter takes it, Esc goes back."""

    taken = Signal(object)
    given_up = Signal()

    def __init__(self) -> None:
        """Start without names to reuse."""
        super().__init__()
        self._reused: tuple[str, ...] = ()
        row = horizontal(self, spacing=8)
        row.addWidget(label("另选他人", Role.BUTTON))
        self.name_edit = LineEdit(placeholder="姓名，或前面用过的序号")
        self.name_edit.setObjectName("write_in_name")
        self.name_edit.setAccessibleName("另选他人的姓名")
        self.name_edit.setFixedWidth(u(210))
        self.name_edit.returnPressed.connect(self.take)
        self.name_edit.installEventFilter(self)
        row.addWidget(self.name_edit)
        self.post_box = ComboBox()
        self.post_box.setAccessibleName("另选为")
        self.post_box.setFixedWidth(u(110))
        row.addWidget(self.post_box)
        self.marked = CheckBox("画了赞成", True)
        row.addWidget(self.marked)
        self._names = horizontal(spacing=6)
        row.addLayout(self._names)
        row.addStretch(1)

    def open_for(self, contest: Contest, reused: Sequence[str]) -> None:
        """Ask for a name; `reused` are those written in before."""
        self._reused = tuple(reused[:MOST_REUSED])
        self.post_box.clear()
        for part in contest.parts:
            self.post_box.addItem(Post(part.post).phrase, part.post)
        self.post_box.setVisible(len(contest.parts) > 1)
        self.name_edit.clear()
        self.marked.setChecked(True)
        clear_layout(self._names)
        for number, name in enumerate(self._reused, start=1):
            button = secondary_button(f"{number} {name}")
            button.setFixedHeight(u(36))
            button.clicked.connect(partial(self._take_name, name))
            self._names.addWidget(button)
        self.name_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Take the name, or the one its number stands for; nothing typed goes back."""
        typed = "".join(self.name_edit.text().split())
        if typed.isdecimal() and 1 <= int(typed) <= len(self._reused):
            typed = self._reused[int(typed) - 1]
        if typed and not typed.isdecimal():
            self._take_name(typed)
        elif not typed:
            self.given_up.emit()
        else:
            self.name_edit.selectAll()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Esc goes back to the ballot."""
        typed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if typed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return True
        return False

    def _take_name(self, name: str) -> None:
        post = self.post_box.value()
        self.taken.emit(WriteIn(name, post if isinstance(post, str) else "", self.marked.isChecked()))


class ReasonStrip(QWidget):
    """整张无效: why, by one digit; Esc goes back."""

    taken = Signal(str)
    given_up = Signal()

    def __init__(self) -> None:
        """Offer the usual reasons."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = horizontal(self, spacing=8)
        row.addWidget(label("整张无效，原因", Role.BUTTON, Tone.RED))
        self.buttons: list[Button] = []
        for number, reason in enumerate(INVALID_PRESETS, start=1):
            row.addWidget(KeyCap(str(number)))
            button = link_button(reason)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self.taken.emit, reason))
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit takes its reason."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.text().isdecimal() and 1 <= int(event.text()) <= len(INVALID_PRESETS):
            self.taken.emit(INVALID_PRESETS[int(event.text()) - 1])
        else:
            super().keyPressEvent(event)


def _is_undo(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def key_legend(pairs: Sequence[tuple[str, str]]) -> QWidget:
    """Return a row of key caps, each with what it means."""
    box = QWidget()
    row = horizontal(box, spacing=6)
    for key, word in pairs:
        row.addWidget(KeyCap(key))
        row.addWidget(label(word, Role.SECONDARY, Tone.TEXT2))
        row.addSpacing(u(8))
    row.addStretch(1)
    return box
