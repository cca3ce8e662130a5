"""The lines of the pre-flight: lamp and word, what was found, and the link to where it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from fulian_desktop.meetings.preflight import Lamp
from ui.shell.widgets import (
    AMBER,
    GREEN,
    INSET,
    RED,
    Card,
    InsetBox,
    LampLabel,
    LampState,
    Line,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    horizontal,
    label,
    link_button,
    u,
    vertical,
)
from ui.shell.widgets.lamp import LAMP_TONES

if TYPE_CHECKING:
    from fulian_desktop.meetings.preflight import CheckLine, Preflight

STATES = {
    Lamp.GOOD: LampState.HOLDS,
    Lamp.CARE: LampState.MISSING,
    Lamp.BAD: LampState.WRONG,
    Lamp.UNKNOWN: LampState.NOT_YET,
}
_GRAVEST_FIRST = (Lamp.BAD, Lamp.CARE, Lamp.UNKNOWN, Lamp.GOOD)
_BOXES = {Lamp.GOOD: GREEN, Lamp.CARE: AMBER, Lamp.BAD: RED, Lamp.UNKNOWN: INSET}


class CheckRow(QWidget):
    """One thing that was looked at."""

    wanted = Signal(str)

    def __init__(self, line: CheckLine) -> None:
        """The link leads to where it is mended; some things nobody can mend from here."""
        super().__init__()
        self.line = line
        self.setObjectName(f"check_{line.key}")
        self.setAccessibleName(f"{line.title} {line.lamp.word} {line.sentence}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = vertical(self)
        row = horizontal(margins=(4, 6, 4, 6), spacing=10)
        lamp = LampLabel(STATES[line.lamp], line.lamp.word, Role.BUTTON)
        lamp.setFixedWidth(u(78))
        row.addWidget(lamp, 0, Qt.AlignmentFlag.AlignTop)
        title = label(line.title, Role.BODY, weight=600)
        title.setFixedWidth(u(88))
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(WrapLabel(line.sentence, Role.SECONDARY, Tone.TEXT), 1)
        if line.button:
            link = link_button(line.button)
            link.setObjectName(f"mend_{line.key}")
            link.setFixedHeight(u(22))
            link.clicked.connect(self._on_clicked)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(Line())

    def _on_clicked(self) -> None:
        self.wanted.emit(self.line.place)


class PreflightCard(Card):
    """The answer to 可以开会吗 and the lines it comes from."""

    mend_wanted = Signal(str)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(margins=(14, 12, 14, 12), spacing=8)
        self.setObjectName("preflight_card")
        self.rows: list[CheckRow] = []
        self._verdict_place = vertical()
        self.body.addLayout(self._verdict_place)
        self._verdict: QWidget | None = None
        self.verdict_words = ""
        self._list = ScrollColumn()
        self.body.addWidget(self._list, 1)

    def show_preflight(self, seen: Preflight) -> None:
        """Show what was seen, the gravest first."""
        self._show_verdict(seen)
        column = self._list.column
        while column.count():
            item = column.takeAt(0)
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for line in sorted(seen.lines, key=lambda one: _GRAVEST_FIRST.index(one.lamp)):
            row = CheckRow(line)
            row.wanted.connect(self.mend_wanted)
            column.addWidget(row)
            self.rows.append(row)
        column.addStretch(1)

    def _show_verdict(self, seen: Preflight) -> None:
        if self._verdict is not None:
            self._verdict.hide()
            self._verdict.deleteLater()
        box = InsetBox(_BOXES[seen.lamp], margins=(14, 9, 14, 9))
        box.setObjectName("preflight_verdict")
        row = horizontal(spacing=10)
        row.addWidget(LampLabel(STATES[seen.lamp], seen.lamp.word, Role.CARD_TITLE, size=22))
        self.verdict_words = seen.sentence
        row.addWidget(WrapLabel(seen.sentence, Role.NAME, LAMP_TONES[STATES[seen.lamp]]), 1)
        box.body.addLayout(row)
        self._verdict = box
        self._verdict_place.addWidget(box)
