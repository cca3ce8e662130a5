from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor

from ui.shell.theme import Role, Tone, apply_theme, color, font, token, u

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

GROUNDS = (Tone.BG, Tone.SURFACE, Tone.SUNKEN, Tone.NAV)
READ_ON = [
    *((words, ground) for words in (Tone.TEXT, Tone.TEXT2, Tone.TEXT3, Tone.ACCENT) for ground in GROUNDS),
    *((words, Tone.TINT) for words in (Tone.TEXT, Tone.TEXT2, Tone.ACCENT)),
    (Tone.OFF, Tone.NAV),
    (Tone.GREEN, Tone.GREEN_GROUND),
    (Tone.AMBER, Tone.AMBER_GROUND),
    (Tone.RED, Tone.RED_GROUND),
    (Tone.TEXT, Tone.AMBER_GROUND),
    (Tone.TEXT2, Tone.AMBER_GROUND),
    (Tone.ON_DARK, Tone.ACCENT),
    (Tone.ON_DARK, Tone.GREEN),
    (Tone.ON_DARK, Tone.TOAST),
    (Tone.TOAST_ACT, Tone.TOAST),
]


def luminance(colour: QColor) -> float:
    parts = [
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("high", [False, True])
@pytest.mark.parametrize(("words", "ground"), READ_ON, ids=lambda tone: tone.value)
def test_words_can_be_read_on_their_ground(words: Tone, ground: Tone, high: bool) -> None:
    assert contrast(token(words, high_contrast=high), token(ground, high_contrast=high)) >= 4.5


@pytest.mark.parametrize("high", [False, True])
def test_the_border_of_what_can_be_operated_is_seen(high: bool) -> None:
    for ground in GROUNDS[:3]:
        assert contrast(token(Tone.CTL, high_contrast=high), token(ground, high_contrast=high)) >= 3.0


def test_lengths_and_type_grow_together(qapp: QApplication, light: None) -> None:
    apply_theme(qapp, 150)
    assert u(40) == 60
    assert font(Role.BODY).pixelSize() == 22
    assert u(0) == 0
    apply_theme(qapp, 300)
    assert u(40) == 80, "never above 200 %"


def test_high_contrast_changes_the_palette(qapp: QApplication, light: None) -> None:
    apply_theme(qapp, 100, high_contrast=True)
    assert color(Tone.TEXT).name() == "#000000"
    assert qapp.palette().window().color().name() == "#ffffff"


def test_hairlines_never_vanish(qapp: QApplication) -> None:
    assert u(0.2) == 1
