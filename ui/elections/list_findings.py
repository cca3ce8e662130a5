"""A lamp and a sentence in a box: what stands against a list, by which vote it was passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.shell.widgets import (
    AMBER,
    RED,
    InsetBox,
    Lamp,
    LampState,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    u,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.elections.records import Conflict

_LOOKS = {LampState.WRONG: RED, LampState.MISSING: AMBER}


class FindingBox(InsetBox):
    """A lamp and a sentence in a box, with what to do below it."""

    def __init__(self, state: LampState, words: str, advice: str = "", *, width: int) -> None:
        """Red and amber for what stands against, plain for what holds; `width` is of the box in real px."""
        margins = (12, 8, 12, 8)
        if state in _LOOKS:
            super().__init__(_LOOKS[state], margins=margins)
        else:
            super().__init__(margins=margins)
        row = horizontal(spacing=8)
        row.addWidget(Lamp(state, 17), 0, Qt.AlignmentFlag.AlignTop)
        inner = width - u(12 + 17 + 8 + 12)
        column = vertical(spacing=2)
        weight = 600 if advice else 400
        column.addWidget(WrapLabel(words, Role.SECONDARY, Tone.TEXT, weight=weight, width=inner))
        if advice:
            column.addWidget(WrapLabel(advice, Role.SECONDARY, Tone.TEXT2, width=inner))
        row.addLayout(column, 1)
        self.body.addLayout(row)


def conflict_box(conflict: Conflict, width: int) -> FindingBox:
    """Return the box of one finding: red when it must be mended first."""
    state = LampState.WRONG if conflict.blocks else LampState.MISSING
    return FindingBox(state, conflict.sentence, conflict.advice, width=width)
