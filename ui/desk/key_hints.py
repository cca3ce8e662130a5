"""The bar at the foot of the desk: which keys do what, here at the left and always at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.shell.widgets import (
    Box,
    BoxLook,
    KeyCap,
    Role,
    Tone,
    horizontal,
    label,
    u,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QHBoxLayout

Hint = tuple[str, str]
ROOM = 34
"""Room between the two halves of the bar that is never given to hints, in px at 100 % type."""


class KeyHintBar(Box):
    """46 high; hints that find no room are left out from the end, never squeezed."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(BoxLook(Tone.NAV, radius=0, sides="t", side_tone=Tone.LINE2))
        self.setFixedHeight(u(46))
        row = horizontal(self, margins=(20, 0, 20, 0))
        self._here = horizontal(spacing=24)
        self._always = horizontal(spacing=24)
        row.addLayout(self._here)
        row.addStretch(1)
        row.addLayout(self._always)
        self._pairs: dict[tuple[QHBoxLayout, Hint], QWidget] = {}
        self._widths: dict[Hint, int] = {}
        self._shown: tuple[tuple[Hint, ...], tuple[Hint, ...]] = ((), ())

    def show_hints(self, here: Sequence[Hint], always: Sequence[Hint]) -> None:
        """Show key and word pairs for this step and for every step."""
        wanted = (tuple(here), tuple(always))
        if wanted == self._shown:
            return
        self._shown = wanted
        self._fill(self._always, always)
        self._fill(self._here, self._fitting(here))

    def words(self) -> tuple[Hint, ...]:
        """Return all hints of this step."""
        return self._shown[0]

    def resizeEvent(self, event: object) -> None:
        """Leave out what finds no room at the new width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fill(self._here, self._fitting(self._shown[0]))

    def _fitting(self, hints: Sequence[Hint]) -> list[Hint]:
        room = self.width() - u(40) - u(ROOM) - sum(self._width(hint) for hint in self._shown[1])
        kept: list[Hint] = []
        for key, word in hints:
            room -= self._width((key, word))
            if room < 0:
                break
            kept.append((key, word))
        return kept

    def _width(self, hint: Hint) -> int:
        found = self._widths.get(hint)
        if found is None:
            found = self._widths[hint] = _width(hint)
        return found

    def _fill(self, layout: QHBoxLayout, hints: Sequence[Hint]) -> None:
        """Put these pairs into a half of the bar; a pair once made is kept for the next time."""
        gone: list[QWidget] = []
        while (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                gone.append(widget)
        wanted: list[QWidget] = []
        for key, word in hints:
            place = (layout, (key, word))
            if place not in self._pairs:
                self._pairs[place] = _pair(key, word)
            wanted.append(self._pairs[place])
            layout.addWidget(wanted[-1])
        for widget in gone:
            if widget not in wanted:
                widget.hide()
        for widget in wanted:
            widget.show()


def _width(hint: Hint) -> int:
    """Return the room a hint takes with the space behind it."""
    key, word = hint
    words = label(word, Role.SECONDARY).sizeHint().width()
    return KeyCap(key).sizeHint().width() + u(8) + words + u(24)


def _pair(key: str, word: str) -> QWidget:
    box = QWidget()
    row = horizontal(box, spacing=8)
    row.addWidget(KeyCap(key))
    row.addWidget(label(word, Role.SECONDARY, Tone.TEXT2))
    return box
