"""The composed script to read: items as headings, words, stage directions, cues, results to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from fulian_desktop.scripts.records import CueKind, LineKind
from ui.shell.theme import Role, Tone, color, font, u

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from fulian_desktop.scripts.records import Script, ScriptLine

PENDING = "（确认票数以后，这里自动写出结果）"
_POLLS = (CueKind.IN_FAVOUR, CueKind.AGAINST, CueKind.ABSTAINING)


class ScriptPaper(QTextBrowser):
    """Shows a script read-only; the place is kept when it is shown again."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("script_paper")
        self.setAccessibleName("主持词")
        self.setOpenLinks(False)
        self.document().setDocumentMargin(u(10))

    def show_script(self, script: Script) -> None:
        """Write the whole script, results to come included."""
        place = self.verticalScrollBar().value()
        self.setUpdatesEnabled(False)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        heading = step = ""
        first = True
        for line in script.lines:
            part = script.step_of(line.key)
            if part.title != heading:
                heading, step = part.title, ""
                _write(cursor, heading, font(Role.NAME), Tone.ACCENT, above=0 if first else 16)
                first = False
            if part.name != step:
                step = part.name
                _write(cursor, step, font(Role.CAPTION, weight=600), Tone.TEXT3, above=6)
            _write_line(cursor, line)
        cursor.endEditBlock()
        self.setUpdatesEnabled(True)
        self.verticalScrollBar().setValue(place)


def _write_line(cursor: QTextCursor, line: ScriptLine) -> None:
    if line.kind is LineKind.RESULT:
        words = line.text or PENDING
        tone = Tone.TEXT if line.text else Tone.TEXT3
        _write(cursor, words, font(Role.NAME if line.text else Role.SECONDARY), tone, indent=18)
    elif line.kind is LineKind.DIRECTION or line.text.startswith("（"):
        _write(cursor, line.text, font(Role.SECONDARY), Tone.TEXT3, indent=18)
    elif line.cue in _POLLS:
        _write(cursor, line.text, font(Role.NAME), Tone.TEXT, indent=18, ground=True)
    else:
        _write(cursor, line.text, font(Role.NAVIGATION), Tone.TEXT, indent=18)


def _write(
    cursor: QTextCursor,
    words: str,
    shape: QFont,
    tone: Tone,
    *,
    above: int = 3,
    indent: int = 0,
    ground: bool = False,
) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(u(above) if above else 0)
    block.setBottomMargin(u(2))
    block.setLeftMargin(u(indent) if indent else 0)
    block.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if ground:
        block.setBackground(color(Tone.TINT))
    letters = QTextCharFormat()
    letters.setFont(shape)
    letters.setForeground(color(tone))
    if cursor.position():
        cursor.insertBlock(block, letters)
    else:
        cursor.setBlockFormat(block)
    cursor.insertText(words, letters)
