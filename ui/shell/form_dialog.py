"""A form that stays open until what it holds was checked and written."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from ui.shell.dialogs import Dialog
from ui.shell.tab_order import tab_stops
from ui.shell.widgets import horizontal, primary_button, secondary_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from ui.shell.widgets import Field


class FormDialog(Dialog):
    """Fields, 取消 and one button that writes; override checks() and result_of_form()."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        write: Callable[[Any], bool],
        *,
        act_word: str = "保存",
        width: int = 640,
    ) -> None:
        """`write` gets result_of_form() and tells whether it worked; the form stays open when it did not."""
        super().__init__(title, parent, width=width)
        self._write = write
        self.cancel_button = self.add_left(secondary_button("取消"))
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = self.add_right(primary_button(act_word))
        self.save_button.setObjectName("save")
        self.save_button.clicked.connect(self.accept)

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """Return what may be wrong, field by field; an empty sentence is right."""
        return ()

    @abstractmethod
    def result_of_form(self) -> object:
        """Return what the fields hold, ready to be written; mypy refuses to build a form without it."""

    def accept(self) -> None:
        """Show what is wrong, or write; close only after it was written."""
        wrong = [(field, sentence) for field, sentence in self.checks() if sentence]
        for field, sentence in wrong:
            field.set_error(sentence)
        if wrong:
            wrong[0][0].editor.setFocus()
            return
        if self._write(self.result_of_form()):
            super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field, unless the form has put the keyboard somewhere itself."""
        super().showEvent(event)
        if self.focusWidget() is None:
            fields = (one for one in tab_stops(self) if not isinstance(one, QAbstractButton))
            first = next(fields, None)
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)

    def add_row(self, *fields: QWidget) -> None:
        """Put fields side by side with equal shares, their names on one line."""
        row = horizontal(spacing=14)
        for field in fields:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
