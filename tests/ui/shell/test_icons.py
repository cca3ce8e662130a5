from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QIcon

from fulian_desktop.locations import RESOURCES
from ui.shell.icons import Icon, icon, pixmap
from ui.shell.theme import Tone, color

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.mark.parametrize("name", Icon)
def test_every_icon_has_a_drawing_in_one_colour(qapp: QApplication, name: Icon) -> None:
    image = pixmap(name, Tone.ACCENT, 24, 2.0).toImage()
    colours = {
        image.pixelColor(x, y).rgb()
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {color(Tone.ACCENT).rgb()}


def test_no_drawing_lies_there_unused() -> None:
    files = {path.stem for path in (RESOURCES / "icons").glob("*.svg")}
    assert files == {name.value for name in Icon}


def test_a_disabled_icon_has_the_colour_of_disabled_words(qapp: QApplication) -> None:
    image = icon(Icon.PLUS, Tone.ON_DARK, 24).pixmap(24, QIcon.Mode.Disabled).toImage()
    assert image.pixelColor(12, 12).rgb() == color(Tone.OFF).rgb()


def test_icons_are_drawn_once(qapp: QApplication) -> None:
    assert pixmap(Icon.HOME, Tone.TEXT).cacheKey() == pixmap(Icon.HOME, Tone.TEXT).cacheKey()
