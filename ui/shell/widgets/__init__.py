"""The building blocks of every page; import them from here."""

from __future__ import annotations

from ui.shell.icons import Icon, IconLabel
from ui.shell.theme import Role, Tone, u
from ui.shell.widgets.box import (
    AMBER,
    CARD,
    GREEN,
    HERE,
    INSET,
    RED,
    WAITING,
    Box,
    BoxLook,
    ClickableBox,
    Line,
    draw_box,
)
from ui.shell.widgets.buttons import (
    Button,
    close_button,
    danger_button,
    icon_button,
    link_button,
    primary_button,
    secondary_button,
    why_button,
)
from ui.shell.widgets.cards import Card, EmptyState, FactRow, InfoRow, InsetBox, empty_row
from ui.shell.widgets.chairs import ChairsPicture
from ui.shell.widgets.chips import Chip, ChipKind, KeyCap, paper_chip, post_chip
from ui.shell.widgets.choices import CheckBox, FilterChip, Segment
from ui.shell.widgets.fields import (
    ComboBox,
    DateEdit,
    Field,
    LineEdit,
    NumberField,
    SearchEdit,
    TextEdit,
)
from ui.shell.widgets.labels import ElidedLabel, WrapLabel, broken_name, display_name, label, set_tone
from ui.shell.widgets.lamp import Lamp, LampLabel, LampState, draw_lamp
from ui.shell.widgets.layouts import ScrollColumn, clear_layout, horizontal, scrolled, vertical
from ui.shell.widgets.seat_card import SeatCard, SeatFace, SeatState
from ui.shell.widgets.steps import StepDisc, StepItem, StepRow, StepState
from ui.shell.widgets.toast import Toast

__all__ = [
    "AMBER", "CARD", "GREEN", "HERE", "INSET", "RED", "WAITING", "Box", "BoxLook", "Button", "Card",
    "ChairsPicture", "CheckBox", "Chip", "ChipKind", "ClickableBox", "ComboBox", "DateEdit", "ElidedLabel",
    "EmptyState", "FactRow", "Field", "FilterChip", "Icon", "IconLabel", "InfoRow", "InsetBox", "KeyCap",
    "Lamp", "LampLabel", "LampState", "Line", "LineEdit", "NumberField", "Role", "ScrollColumn",
    "SearchEdit", "SeatCard", "SeatFace", "SeatState", "Segment", "StepDisc", "StepItem", "StepRow",
    "StepState", "TextEdit", "Toast", "Tone", "WrapLabel", "broken_name", "clear_layout", "close_button",
    "danger_button", "display_name", "draw_box", "draw_lamp", "empty_row", "horizontal", "icon_button",
    "label", "link_button", "paper_chip", "post_chip", "primary_button", "scrolled", "secondary_button",
    "set_tone", "u", "vertical", "why_button",
]  # fmt: skip
