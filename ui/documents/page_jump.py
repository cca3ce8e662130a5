"""第 3 / 12 页: which page is read, and a field to go to another."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.shell.widgets import LineEdit, Role, Tone, horizontal, label, u

_FIELD_WIDTH = 52


class _PageEdit(LineEdit):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class PageJump(QWidget):
    """Shows the page in view; a number and Enter go to a page, Esc takes the number back."""

    page_chosen = Signal(int)

    def __init__(self) -> None:
        """Start without a paper."""
        super().__init__()
        self.setObjectName("page_jump")
        row = horizontal(self, spacing=6)
        self._page, self._pages = 0, 0
        self._before = label("第", Role.BODY, Tone.TEXT2)
        self.edit = _PageEdit()
        self.edit.setObjectName("page_number")
        self.edit.setAccessibleName("到第几页")
        self.edit.setToolTip("填页码，按回车")
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.edit.setFixedWidth(u(_FIELD_WIDTH))
        self.edit.setFixedHeight(u(34))
        self.edit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.edit.returnPressed.connect(self._on_return)
        self.edit.left.connect(self._show)
        self._after = label("", Role.BODY, Tone.TEXT2)
        self._after.setObjectName("page_label")
        for widget in (self._before, self.edit, self._after):
            row.addWidget(widget)
        self.set_place(0, 0)

    def set_place(self, page: int, pages: int) -> None:
        """Show which of so many pages is in view; nothing at all without a paper."""
        changed = (page, pages) != (self._page, self._pages)
        self._page, self._pages = page, pages
        self.setVisible(pages > 0)
        if pages:
            self.edit.setValidator(QIntValidator(1, 9999, self.edit))
            self.edit.setEnabled(pages > 1)
        if changed and not (self.edit.hasFocus() and self.edit.isModified()):
            self._show()

    def text(self) -> str:
        """Return what is shown: 第 3 / 12 页."""
        return f"第 {self.edit.text()} {self._after.text()}" if self._pages else ""

    def _show(self) -> None:
        self.edit.setText(str(self._page) if self._pages else "")
        self.edit.setModified(False)
        self._after.setText(f"/ {self._pages} 页")

    def _on_return(self) -> None:
        wanted = self.edit.text().strip()
        if wanted.isdecimal():
            page = min(max(int(wanted), 1), self._pages)
            self.edit.setModified(False)
            self.page_chosen.emit(page)
        self._show()
        self.edit.selectAll()
