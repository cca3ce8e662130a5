"""The card of one seat on the seat board."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from ui.shell.icons import Icon, IconLabel
from ui.shell.theme import Role, Tone, u
from ui.shell.widgets.box import BoxLook, ClickableBox
from ui.shell.widgets.chips import post_chip
from ui.shell.widgets.labels import MIDDLE_DOT, ElidedLabel, broken_name, label
from ui.shell.widgets.lamp import LampLabel, LampState
from ui.shell.widgets.layouts import horizontal, vertical

LEAST_HEIGHT, LEAST_HEIGHT_OF_LONG = 92, 110
"""A name with a middle dot stands on two lines."""


class SeatState(Enum):
    """What the card says about the seat."""

    HELD = "held"
    OFFICER = "officer"
    VACANT = "vacant"
    FILLED_TODAY = "filled today"
    UNFILLED = "unfilled"
    """Nobody held it in this term yet: nothing is amiss."""
    ENDS_SOON = "ends soon"


@dataclass(frozen=True)
class SeatFace:
    """What is written on a seat card.

    For a vacant seat `name` is who left (may be empty) and `detail` why; for the others `detail` is
    the contact group or duty. `post` is 主席, 副主席 or 执委.
    """

    number: int
    state: SeatState
    post: str = "执委"
    name: str = ""
    detail: str = ""


_LOOKS = {
    SeatState.HELD: BoxLook(Tone.SURFACE, Tone.LINE),
    SeatState.OFFICER: BoxLook(Tone.SURFACE, Tone.LINE2),
    SeatState.VACANT: BoxLook(Tone.AMBER_GROUND, Tone.AMBER, dashed=True),
    SeatState.UNFILLED: BoxLook(Tone.SUNKEN, Tone.CTL, dashed=True),
    SeatState.FILLED_TODAY: BoxLook(Tone.SURFACE, Tone.GREEN),
    SeatState.ENDS_SOON: BoxLook(Tone.SURFACE, Tone.LINE),
}


class SeatCard(ClickableBox):
    """One seat: post and number above, name below; at least 92 high, five in a row."""

    def __init__(self, face: SeatFace) -> None:
        """Draw the face; a new face is a new card."""
        super().__init__(_LOOKS[face.state])
        self.face = face
        self.setMinimumHeight(u(LEAST_HEIGHT_OF_LONG if MIDDLE_DOT in face.name else LEAST_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._column = vertical(self, margins=(12, 8, 12, 8), spacing=0)
        self._add_head()
        self._column.addStretch(1)
        if face.state in (SeatState.VACANT, SeatState.UNFILLED):
            self._add_vacancy()
        else:
            self._add_holder()
        holder = "空缺" if face.state in (SeatState.VACANT, SeatState.UNFILLED) else face.name
        self.setAccessibleName(f"席位 {face.number} {face.post} {holder}")

    def set_chosen(self, chosen: bool) -> None:
        """Tint the card of the seat that is shown beside the board."""
        look = _LOOKS[self.face.state]
        self.set_look(replace(look, fill=Tone.TINT, bar=Tone.ACCENT) if chosen else look)

    def _add_head(self) -> None:
        face = self.face
        head = horizontal(spacing=6)
        if face.state is SeatState.VACANT:
            head.addWidget(IconLabel(Icon.CHAIR, Tone.AMBER, 18))
            head.addWidget(label("空缺", Role.BODY, Tone.AMBER, weight=600))
        elif face.state is SeatState.UNFILLED:
            head.addWidget(IconLabel(Icon.CHAIR, Tone.TEXT3, 18))
        elif face.state is SeatState.OFFICER:
            head.addWidget(post_chip(face.post))
        elif face.state is SeatState.FILLED_TODAY:
            head.addWidget(LampLabel(LampState.HOLDS, "今日任职", Role.CHIP, size=16))
        else:
            head.addWidget(label(face.post, Role.SECONDARY, Tone.TEXT2))
        head.addStretch(1)
        head.addWidget(label(str(face.number), Role.SECONDARY, Tone.TEXT2, align=Qt.AlignmentFlag.AlignRight))
        self._column.addLayout(head)

    def _add_vacancy(self) -> None:
        face = self.face
        if face.name:
            self._column.addWidget(label(f"原 {face.name}", Role.CAPTION, Tone.TEXT2))
        tone = Tone.TEXT if face.state is SeatState.VACANT else Tone.TEXT2
        self._column.addWidget(ElidedLabel(face.detail, Role.CHIP, tone))

    def _add_holder(self) -> None:
        face = self.face
        role = Role.NAME if MIDDLE_DOT in face.name else Role.PERSON
        self._column.addWidget(label(broken_name(face.name), role))
        if face.state is SeatState.ENDS_SOON:
            self._column.addWidget(LampLabel(LampState.MISSING, face.detail, Role.CAPTION, size=16))
        else:
            self._column.addWidget(ElidedLabel(face.detail, Role.CAPTION, Tone.TEXT2))
