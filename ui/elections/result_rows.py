"""The table of a result: rank, name, votes, and the reason in words, most votes first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fulian_desktop.rules.winners import Standing
from ui.shell.widgets import (
    Box,
    BoxLook,
    Chip,
    ChipKind,
    Role,
    Tone,
    WrapLabel,
    display_name,
    horizontal,
    label,
    u,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.rules.winners import PartOutcome, Place

HEAD_HEIGHT = 36
_CHIPS = {
    Standing.ELECTED: ChipKind.GREEN,
    Standing.TIED: ChipKind.AMBER,
    Standing.OUTVOTED: ChipKind.PLAIN,
    Standing.NO_MAJORITY: ChipKind.PLAIN,
    Standing.WITHDRAWN: ChipKind.NEUTRAL,
    Standing.NOT_ELIGIBLE: ChipKind.NEUTRAL,
}
_RANK = re.compile(r"第 (\d+) 名")  # stays on one line
_WIDTHS = (("名次", 34), ("姓名", 90), ("赞成", 44), ("不赞成", 48))


class PlaceTable(QWidget):
    """Everybody who got votes for one post."""

    def __init__(self, part: PartOutcome, post: str, *, narrow: bool = False) -> None:
        """`post` stands over the table when there are several; `narrow` puts each reason under its line."""
        super().__init__()
        column = vertical(self)
        if post:
            column.addWidget(label(f"{post}　应选 {part.seats} 名", Role.CARD_TITLE))
        column.addWidget(self._head())
        for place in part.places:
            column.addWidget(_row(place, narrow=narrow))

    def _head(self) -> QWidget:
        box = Box(BoxLook(sides="b", radius=0, side_tone=Tone.LINE2))
        box.setFixedHeight(u(HEAD_HEIGHT))
        row = horizontal(box, margins=(4, 0, 4, 0), spacing=8)
        for words, width in _WIDTHS:
            made = label(words, Role.SECONDARY, Tone.TEXT2)
            made.setFixedWidth(u(width))
            if words != "姓名":
                made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(made)
        row.addSpacing(u(8))
        row.addWidget(label("结果和原因", Role.SECONDARY, Tone.TEXT2), 1)
        return box


def _row(place: Place, *, narrow: bool) -> QWidget:
    box = Box(BoxLook(sides="b", radius=0))
    box.setObjectName(f"place_{place.name}")
    column = vertical(box, margins=(4, 6, 4, 6), spacing=2)
    row = horizontal(spacing=8)
    column.addLayout(row)
    row.addWidget(_number(str(place.rank), _WIDTHS[0][1], Tone.TEXT2))
    name = label(display_name(place.name), Role.NAME)
    if "·" in place.name:
        name = WrapLabel(place.name, Role.NAME, Tone.TEXT, width=u(_WIDTHS[1][1]))
    name.setFixedWidth(u(_WIDTHS[1][1]))
    row.addWidget(name)
    row.addWidget(_number(str(place.in_favour), _WIDTHS[2][1], Tone.TEXT, strong=True))
    row.addWidget(_number("—" if place.against is None else str(place.against), _WIDTHS[3][1], Tone.TEXT2))
    row.addSpacing(u(8))
    row.addWidget(
        Chip(place.standing.phrase, _CHIPS[place.standing], width=66), 0, Qt.AlignmentFlag.AlignVCenter
    )
    reason = f"另选；{place.reason}" if not place.number else place.reason
    words = WrapLabel(_RANK.sub("第\u00a0\\1\u00a0名", reason), Role.SECONDARY, Tone.TEXT2)
    if narrow:
        row.addStretch(1)
        column.addWidget(words)
    else:
        row.addWidget(words, 1)
    return box


def _number(words: str, width: int, tone: Tone, *, strong: bool = False) -> QWidget:
    made = label(words, Role.NAME if strong else Role.BODY, tone, align=Qt.AlignmentFlag.AlignRight)
    made.setFixedWidth(u(width))
    return made
