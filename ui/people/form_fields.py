"""Fields of the person form: remarks below, masked numbers, and lists that are found by pinyin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QCompleter

from fulian_desktop.access.protection import is_sealed
from fulian_desktop.chinese import pinyin
from ui.access.clipboard import copy_concealed
from ui.access.words import SEALED_ADVICE
from ui.people.person_checks import Remark, remark_on_code
from ui.shell.widgets import ComboBox, Field, LampState, LineEdit, Tone, link_button, set_tone, u
from ui.shell.widgets.lamp import LAMP_TONES

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from fulian_desktop.chinese.codes import CodeList
    from ui.shell.widgets import Button


HIDDEN_AFTER = 30
"""Seconds after which a number that was shown and not changed is hidden again."""
FIRST_SHOW = "要看全或者修改，先按右边的“显示”。"


class RemarkField(Field):
    """A field whose remark may also be good or doubtful, not only wrong."""

    def show_remark(self, remark: Remark) -> None:
        """Say it below the field; an empty remark shows the hint again."""
        self.set_error(remark.words if remark.forbids else "")
        if remark.forbids or not remark.words:
            self._lamp.set_state(LampState.WRONG)
            return
        self.message_label.setText(remark.words)
        self.message_label.setVisible(True)
        self._lamp.setVisible(remark.state is not None)
        if remark.state is not None:
            self._lamp.set_state(remark.state)
            set_tone(self.message_label, LAMP_TONES[remark.state])
        else:
            set_tone(self.message_label, Tone.TEXT3)

    def ask_to_show_first(self) -> None:
        """Say below the field what comes first: to show a hidden number, or to have its key."""
        editor = self.editor
        sealed = isinstance(editor, SecretEdit) and editor.is_sealed
        self.show_remark(Remark(SEALED_ADVICE if sealed else FIRST_SHOW, LampState.MISSING))


class SecretEdit(LineEdit):
    """A number that is shown with stars until 显示 is pressed; value() is the whole one all the time."""

    revealed = Signal()
    locked = Signal()
    """Somebody types though the number is still hidden: say what to press first."""

    def __init__(self, value: str, masked: str, placeholder: str = "") -> None:
        """An empty value is simply a field to fill in."""
        super().__init__(masked if value else "", placeholder)
        self._hidden = value
        self._masked = masked
        self.is_sealed = is_sealed(value)
        self._link = link_button("显示")
        self._link.setParent(self)
        self._link.setVisible(bool(value) and not self.is_sealed)
        self._hiding = QTimer(self)
        self._hiding.setSingleShot(True)
        self._hiding.setInterval(HIDDEN_AFTER * 1000)
        self._hiding.timeout.connect(self.hide_again)
        self._link.clicked.connect(self.reveal)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        if value:
            self.setReadOnly(True)
            self.setToolTip(FIRST_SHOW)
            self.setTextMargins(0, 0, self._link.sizeHint().width() + u(6), 0)

    @property
    def reveal_link(self) -> Button:
        """Return the link, for tests and for the order of Tab."""
        return self._link

    def value(self) -> str:
        """Return the number as it would be saved."""
        return self._hidden if self.isReadOnly() else self.text().strip()

    def reveal(self) -> None:
        """Show the whole number and let it be changed; one whose key is not at hand stays as it is."""
        if not self.isReadOnly() or self.is_sealed:
            return
        self._link.hide()
        self.setTextMargins(0, 0, 0, 0)
        self.setReadOnly(False)
        self.setToolTip("")
        self.setText(self._hidden)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._hiding.start()
        self.revealed.emit()

    def hide_again(self) -> None:
        """Hide a number that was shown and not changed."""
        if self.isReadOnly() or not self._hidden or self.text().strip() != self._hidden:
            return
        self.setText(self._masked)
        self.setReadOnly(True)
        self.setToolTip(FIRST_SHOW)
        self.setTextMargins(0, 0, self._link.sizeHint().width() + u(6), 0)
        self._link.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do not let typing into a hidden number seem to be lost; keep what is copied out of histories."""
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            if self.hasSelectedText():
                copy_concealed(self.selectedText())
            if event.matches(QKeySequence.StandardKey.Cut) and not self.isReadOnly():
                self.insert("")
            return
        if self.isReadOnly() and event.text() and event.text().isprintable():
            self.locked.emit()
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Say what to press when somebody wants to mark a hidden number."""
        if self.isReadOnly():
            self.locked.emit()
        super().mouseDoubleClickEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the link at the right end."""
        super().resizeEvent(event)
        size = self._link.sizeHint()
        self._link.setGeometry(
            self.width() - size.width() - u(12),
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )


class CodeCombo(ComboBox):
    """A code list: choose from it, or type characters, pinyin or initials."""

    def __init__(self, codes: CodeList, value: str) -> None:
        """A recorded value that is not on the list is kept."""
        names = list(codes.names)
        if value and value not in names:
            names.append(value)
        super().__init__([("", ""), *((name, name) for name in names)])
        self._codes = codes
        self._known = value
        self._names = names
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        self._found = QStringListModel(names, self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(completer)
        self.set_value(value)
        line = self.lineEdit()
        if line is not None:
            line.textEdited.connect(self._on_typed)
            line.editingFinished.connect(self.settle)

    def text(self) -> str:
        """Return the official word, or what was typed when it is none."""
        typed = self.currentText().strip()
        return typed if typed == self._known else self._codes.normalise(typed) or typed

    def remark(self) -> Remark:
        """Say what is wrong with what was typed."""
        return remark_on_code(self.text(), self._codes, self._known)

    def settle(self) -> None:
        """Turn what was typed into the official word: by its loose spellings, or the only one found."""
        typed = self.currentText().strip()
        if not typed or typed in self._names:
            return
        official = self._codes.normalise(typed)
        found = self._matching(typed)
        if official is None and len(found) == 1:
            official = found[0]
        if official is not None:
            self.setCurrentText(official)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Settle before the focus goes."""
        self.settle()
        super().focusOutEvent(event)

    def _on_typed(self, typed: str) -> None:
        self._found.setStringList(self._matching(typed))

    def _matching(self, typed: str) -> list[str]:
        return [name for name in self._names if pinyin.matches(typed, name)]
