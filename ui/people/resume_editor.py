"""The résumé in the person form: rows of period and words, added, removed, moved, pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from fulian_desktop.people.records import ResumeLine
from ui.people.person_checks import parse_resume
from ui.shell import prompts
from ui.shell.widgets import (
    Icon,
    LineEdit,
    Role,
    Tone,
    horizontal,
    icon_button,
    label,
    link_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QKeyEvent

EMPTY_WORDS = "还没有简历。候选人介绍和增补名单会用到，可以以后再填。"


class ResumeRow(QWidget):
    """One line: period, words, and the three things one can do with it."""

    up_wanted = Signal()
    down_wanted = Signal()
    removal_wanted = Signal()
    lines_pasted = Signal(str)

    def __init__(self, line: ResumeLine) -> None:
        """Show a line; an empty one is for filling in."""
        super().__init__()
        row = horizontal(self, spacing=8)
        self.period_edit = PastingEdit(line.period, "2008.09—2012.06")
        self.period_edit.setAccessibleName("简历起止时间")
        self.period_edit.setFixedWidth(u(170))
        self.text_edit = PastingEdit(line.text, "在哪里，做什么")
        self.text_edit.setAccessibleName("简历内容")
        for edit in (self.period_edit, self.text_edit):
            edit.lines_pasted.connect(self.lines_pasted)
        row.addWidget(self.period_edit)
        row.addWidget(self.text_edit, 1)
        self.up_button = icon_button(Icon.CHEVRON_UP, "上移一行")
        self.down_button = icon_button(Icon.CHEVRON_DOWN, "下移一行")
        self.remove_button = icon_button(Icon.TRASH, "删去这一行")
        for button, signal in (
            (self.up_button, self.up_wanted),
            (self.down_button, self.down_wanted),
            (self.remove_button, self.removal_wanted),
        ):
            button.setFixedWidth(u(32))
            button.clicked.connect(signal)
            row.addWidget(button)

    def line(self) -> ResumeLine:
        """Return what is written."""
        return ResumeLine(self.period_edit.text().strip(), self.text_edit.text().strip())


class PastingEdit(LineEdit):
    """A line that hands several pasted lines on instead of gluing them together."""

    lines_pasted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look into the clipboard before pasting."""
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if len(text.strip().splitlines()) > 1:
                self.lines_pasted.emit(text)
                return
        super().keyPressEvent(event)


class ResumeEditor(QWidget):
    """All lines of a résumé."""

    def __init__(self, lines: Sequence[ResumeLine]) -> None:
        """Start with the recorded lines."""
        super().__init__()
        column = vertical(self, spacing=6)
        head = horizontal(spacing=14)
        head.addWidget(label("简历", Role.SECONDARY, Tone.TEXT2, weight=500))
        head.addStretch(1)
        self.add_button = link_button("加一行")
        self.add_button.setObjectName("add_resume_line")
        self.add_button.clicked.connect(self._on_add)
        self.paste_button = link_button("粘贴多行…")
        self.paste_button.setObjectName("paste_resume")
        self.paste_button.clicked.connect(self._on_paste)
        head.addWidget(self.paste_button)
        head.addWidget(self.add_button)
        column.addLayout(head)
        self._empty = label(EMPTY_WORDS, Role.SECONDARY, Tone.TEXT3)
        column.addWidget(self._empty)
        self._column = vertical(spacing=6)
        column.addLayout(self._column)
        self._rows: list[ResumeRow] = []
        for line in lines:
            self._append(line)
        self._settle()

    @property
    def rows(self) -> tuple[ResumeRow, ...]:
        """Return the rows in their order."""
        return tuple(self._rows)

    def lines(self) -> tuple[ResumeLine, ...]:
        """Return what is written, empty rows left out."""
        found = (row.line() for row in self._rows)
        return tuple(line for line in found if line.period or line.text)

    def add_lines(self, lines: Iterable[ResumeLine]) -> None:
        """Add lines at the end; rows that are still empty go."""
        for row in [row for row in self._rows if row.line() == ResumeLine("", "")]:
            self._drop(row)
        for line in lines:
            self._append(line)
        self._settle()

    def _append(self, line: ResumeLine) -> ResumeRow:
        row = ResumeRow(line)
        row.up_wanted.connect(self._on_up)
        row.down_wanted.connect(self._on_down)
        row.removal_wanted.connect(self._on_removal)
        row.lines_pasted.connect(self._on_lines_pasted)
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def _drop(self, row: ResumeRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _settle(self) -> None:
        self._empty.setVisible(not self._rows)
        for place, row in enumerate(self._rows):
            row.up_button.setEnabled(place > 0)
            row.down_button.setEnabled(place < len(self._rows) - 1)

    def _move(self, row: object, step: int) -> None:
        if not isinstance(row, ResumeRow):
            return
        place = self._rows.index(row) + step
        if 0 <= place < len(self._rows):
            self._rows.remove(row)
            self._rows.insert(place, row)
            self._column.removeWidget(row)
            self._column.insertWidget(place, row)
            self._settle()

    def _on_add(self) -> None:
        row = self._append(ResumeLine("", ""))
        self._settle()
        row.period_edit.setFocus()

    def _on_up(self) -> None:
        self._move(self.sender(), -1)

    def _on_down(self) -> None:
        self._move(self.sender(), 1)

    def _on_removal(self) -> None:
        row = self.sender()
        if isinstance(row, ResumeRow):
            self._drop(row)
            self._settle()

    def _on_lines_pasted(self, text: str) -> None:
        self.add_lines(parse_resume(text))

    def _on_paste(self) -> None:
        text = prompts.ask_text(
            self,
            "粘贴简历",
            "每行一段，时间写在前面",
            placeholder="2008.09—2012.06 在清溪镇中学任教\n2012.07至今 三合村妇女小组长",
            act_word="加到简历里",
            rows=8,
        )
        if text:
            self.add_lines(parse_resume(text))
