"""The screens that pictures are made for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """A window: its size in px, the type scale in percent, the palette."""

    name: str
    width: int
    height: int
    scale: int = 100
    high_contrast: bool = False


SMALL = Look("1366x768", 1366, 768)
"""The office PC that most villages have."""
LARGE = Look("1920x1080-150", 1920, 1080, scale=150)
"""A large screen with larger type."""
SHORT = Look("1366x697", 1366, 697)
"""What title bar and task bar leave of the small screen."""
HUGE_TYPE = Look("1920x1080-200", 1920, 1080, scale=200)
"""The largest type there is."""
CONTRAST = Look("1366x768-contrast", 1366, 768, high_contrast=True)

LOOKS = (SMALL, LARGE, SHORT, HUGE_TYPE, CONTRAST)
USUAL = (SMALL, LARGE)
