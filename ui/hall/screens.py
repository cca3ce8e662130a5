"""Which screen the hall looks at: the second one, or the one chosen last; screens come and go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class HallScreen:
    """A screen: what it is remembered by, what the menu calls it, where it lies."""

    identity: str
    words: str
    geometry: QRect


def choose_screen(
    screens: Sequence[HallScreen], own: HallScreen | None, remembered: str
) -> HallScreen | None:
    """Return the screen for the hall, None when there is only the desk's own.

    A screen that shows the same place as the desk (a doubled picture) is the desk's own. The remembered one
    comes first; without it the first other one.

    Args:
        screens: all screens there are.
        own: the screen the desk is on.
        remembered: the identity of the screen chosen last, may be empty.
    """
    others = [
        one
        for one in screens
        if own is None or (one.identity != own.identity and not own.geometry.intersects(one.geometry))
    ]
    return next((one for one in others if one.identity == remembered), others[0] if others else None)


class Screens(QObject):
    """The screens of this PC; `changed` when one comes, goes or is set otherwise."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Watch the screens."""
        super().__init__(parent)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_changed)
            app.screenRemoved.connect(self._on_changed)
            app.primaryScreenChanged.connect(self._on_changed)

    def all(self) -> list[HallScreen]:
        """Return the screens in the order of the system."""
        return [_facts(screen, place) for place, screen in enumerate(QGuiApplication.screens(), start=1)]

    def of(self, widget: QWidget) -> HallScreen | None:
        """Return the screen a widget is on."""
        screen = widget.screen()
        known = QGuiApplication.screens()
        return _facts(screen, known.index(screen) + 1) if screen in known else None

    def _on_changed(self, _screen: QScreen | None) -> None:
        self.changed.emit()


def _facts(screen: QScreen, place: int) -> HallScreen:
    maker = " ".join(filter(None, (screen.manufacturer(), screen.model(), screen.serialNumber())))
    area = screen.geometry()
    ratio = screen.devicePixelRatio()
    size = f"{round(area.width() * ratio)}×{round(area.height() * ratio)}"
    return HallScreen(maker or screen.name(), f"屏幕 {place}（{size}）", area)
