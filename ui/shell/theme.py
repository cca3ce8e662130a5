"""Colour tokens, type roles and the type scale; the only module with colour values in it.

Everything here is read when a widget is built: a change of theme or type size rebuilds the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from fulian_desktop.locations import RESOURCES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

MINIMUM_SCALE = 100
MAXIMUM_SCALE = 200


class Tone(Enum):
    """Names of colours by what they are used for."""

    BG = "bg"
    NAV = "nav"
    SURFACE = "surface"
    SUNKEN = "sunken"
    LINE = "line"
    LINE2 = "line2"
    CTL = "ctl"
    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    OFF = "off"
    ACCENT = "accent"
    ACCENT_HOVER = "accent_hover"
    ACCENT_PRESSED = "accent_pressed"
    TINT = "tint"
    TINT_LINE = "tint_line"
    GREEN = "green"
    GREEN_GROUND = "green_ground"
    GREEN_EDGE = "green_edge"
    AMBER = "amber"
    AMBER_GROUND = "amber_ground"
    AMBER_EDGE = "amber_edge"
    RED = "red"
    RED_GROUND = "red_ground"
    RED_EDGE = "red_edge"
    INK = "ink"
    TOAST = "toast"
    TOAST_LAMP = "toast_lamp"
    TOAST_ACT = "toast_act"
    ON_DARK = "on_dark"
    HALL = "hall"
    HALL_EDGE = "hall_edge"
    CHAIR = "chair"
    CHAIR_BACK = "chair_back"
    BAR = "bar"
    BAR_OBSERVER = "bar_observer"
    REHEARSAL = "rehearsal"


_LIGHT: dict[Tone, str] = {
    Tone.BG: "#F6F4F0",
    Tone.NAV: "#EEEAE4",
    Tone.SURFACE: "#FFFFFF",
    Tone.SUNKEN: "#FAF8F5",
    Tone.LINE: "#E4DFD7",
    Tone.LINE2: "#CDC5BA",
    Tone.CTL: "#8C8379",
    Tone.TEXT: "#231F1C",
    Tone.TEXT2: "#575049",
    Tone.TEXT3: "#6B635B",
    Tone.OFF: "#6E655D",
    Tone.ACCENT: "#B3261E",
    Tone.ACCENT_HOVER: "#9E2019",
    Tone.ACCENT_PRESSED: "#861A14",
    Tone.TINT: "#FBEFED",
    Tone.TINT_LINE: "#E8C4C0",
    Tone.GREEN: "#1B6B39",
    Tone.GREEN_GROUND: "#E7F2EA",
    Tone.GREEN_EDGE: "#B7D8C1",
    Tone.AMBER: "#845000",
    Tone.AMBER_GROUND: "#FCF2DF",
    Tone.AMBER_EDGE: "#EBD3A2",
    Tone.RED: "#A31515",
    Tone.RED_GROUND: "#FCEBEA",
    Tone.RED_EDGE: "#E9B9B6",
    Tone.INK: "#231F1C",
    Tone.TOAST: "#2E2926",
    Tone.TOAST_LAMP: "#9AD5AE",
    Tone.TOAST_ACT: "#FFD9A8",
    Tone.ON_DARK: "#FFFFFF",
    Tone.HALL: "#FFFCF8",
    Tone.HALL_EDGE: "#E0D8CE",
    Tone.CHAIR: "#DDD5CA",
    Tone.CHAIR_BACK: "#C1B7AA",
    Tone.BAR: "#9FB9A7",
    Tone.BAR_OBSERVER: "#CDC5BA",
    Tone.REHEARSAL: "#FFD24A",
}

_HIGH_CONTRAST: dict[Tone, str] = _LIGHT | {
    Tone.BG: "#FFFFFF",
    Tone.NAV: "#FFFFFF",
    Tone.SUNKEN: "#FFFFFF",
    Tone.LINE: "#000000",
    Tone.LINE2: "#000000",
    Tone.CTL: "#000000",
    Tone.TEXT: "#000000",
    Tone.TEXT2: "#000000",
    Tone.TEXT3: "#1A1A1A",
    Tone.OFF: "#595959",
    Tone.ACCENT: "#8E0B0B",
    Tone.ACCENT_HOVER: "#700808",
    Tone.ACCENT_PRESSED: "#5A0505",
    Tone.TINT: "#FFF6C2",
    Tone.TINT_LINE: "#000000",
    Tone.GREEN: "#00471C",
    Tone.GREEN_GROUND: "#FFFFFF",
    Tone.GREEN_EDGE: "#00471C",
    Tone.AMBER: "#5A3200",
    Tone.AMBER_GROUND: "#FFFFFF",
    Tone.AMBER_EDGE: "#5A3200",
    Tone.RED: "#8E0B0B",
    Tone.RED_GROUND: "#FFFFFF",
    Tone.RED_EDGE: "#8E0B0B",
    Tone.INK: "#000000",
}


_REHEARSAL: dict[Tone, str] = {
    Tone.ACCENT: "#5B2A86",
    Tone.ACCENT_HOVER: "#4C2272",
    Tone.ACCENT_PRESSED: "#3D1A5E",
    Tone.TINT: "#F3ECFA",
    Tone.TINT_LINE: "#D3BFE6",
    Tone.BG: "#EFE7F6",
    Tone.NAV: "#E3D6EF",
    Tone.HALL: "#F5EEFB",
}
"""What looks different in a rehearsal: violet for the official red, so that no page can be mistaken."""


class Role(Enum):
    """Type roles: pixels at 100 % and weight."""

    CAPTION = ("caption", 13, 400)
    CHIP = ("chip", 13, 500)
    SECONDARY = ("secondary", 14, 400)
    BODY = ("body", 15, 400)
    BUTTON = ("button", 15, 500)
    PRIMARY = ("primary", 15, 600)
    NAVIGATION = ("navigation", 16, 400)
    NAME = ("name", 16, 600)
    CARD_TITLE = ("card title", 17, 600)
    PERSON = ("person", 19, 600)
    DIRECTION = ("direction", 19, 400)
    DIALOG_TITLE = ("dialog title", 20, 700)
    PAGE_TITLE = ("page title", 23, 700)
    COUNT = ("count", 24, 700)
    VOTE_FIELD = ("vote field", 28, 700)
    SCRIPT = ("script", 29, 400)
    RESULT = ("result", 34, 700)
    VERDICT = ("verdict", 38, 700)
    VOTE_COMPUTED = ("vote computed", 40, 700)
    CUE = ("cue", 42, 700)

    def __init__(self, label: str, pixels: int, weight: int) -> None:
        """Keep the two numbers readable by name; the label only keeps the values apart."""
        self.label = label
        self.pixels = pixels
        self.weight = weight


@dataclass
class _State:
    """What apply_theme() was told last."""

    scale: int = 100
    high_contrast: bool = False
    rehearsal: bool = False
    sans: tuple[str, ...] = ("Noto Sans CJK SC", "Microsoft YaHei", "Droid Sans Fallback")
    sans_bold: tuple[str, ...] = ()
    serif: tuple[str, ...] = ("Noto Serif CJK SC", "SimSun")
    loaded: bool = False


_state = _State()


def scale_percent() -> int:
    """Return the type scale in percent, 100 to 200."""
    return _state.scale


def is_high_contrast() -> bool:
    """Tell whether the high contrast palette is in use."""
    return _state.high_contrast


def is_rehearsal() -> bool:
    """Tell whether everything is shown in the colours of a rehearsal."""
    return _state.rehearsal


def u(pixels: float) -> int:
    """Scale a length given in px at 100 % type; never less than 1 for a length above 0."""
    scaled = round(pixels * _state.scale / 100)
    return max(1, scaled) if pixels > 0 else scaled


def token(tone: Tone, *, high_contrast: bool | None = None) -> str:
    """Return the colour of a tone as text for a style sheet."""
    contrast = _state.high_contrast if high_contrast is None else high_contrast
    if _state.rehearsal and tone in _REHEARSAL:
        return _REHEARSAL[tone]
    return (_HIGH_CONTRAST if contrast else _LIGHT)[tone]


def color(tone: Tone) -> QColor:
    """Return the colour of a tone in the theme in use."""
    return QColor(token(tone))


def font(role: Role, *, weight: int | None = None, pixels: int | None = None) -> QFont:
    """Return the font of a role; weight 400-700 and pixels (at 100 %) can be asked for apart."""
    asked = role.weight if weight is None else weight
    made = _sans(asked)
    made.setPixelSize(u(role.pixels if pixels is None else pixels))
    return made


def serif_font(pixels: int) -> QFont:
    """Return the type of printed papers, for previews drawn on screen; pixels at 100 %."""
    made = QFont(list(_state.serif))
    made.setPixelSize(u(pixels))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def load_fonts() -> None:
    """Register the bundled fonts once; without them the system's Chinese fonts are used."""
    if _state.loaded:
        return
    _state.loaded = True
    folder = RESOURCES / "fonts"
    for name, slot in (
        ("Hei-Regular.ttf", "sans"),
        ("Hei-Bold.ttf", "sans_bold"),
        ("Song-Light.ttf", "serif"),
    ):
        path = folder / name
        if not path.is_file():
            continue
        families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
        if families:
            setattr(_state, slot, (families[0], *getattr(_state, slot)))


def apply_theme(
    app: QApplication, scale: int = 100, high_contrast: bool = False, *, rehearsal: bool = False
) -> None:
    """Set scale (percent, held to 100-200), palette, font and style sheet of the whole program.

    Windows that are already built keep their sizes: rebuild them afterwards.
    """
    from ui.shell.icons import forget_icons
    from ui.shell.style import style_sheet

    wanted = (min(MAXIMUM_SCALE, max(MINIMUM_SCALE, scale)), high_contrast, rehearsal)
    if _state.loaded and wanted == (_state.scale, _state.high_contrast, _state.rehearsal):
        return
    _state.scale, _state.high_contrast, _state.rehearsal = wanted
    load_fonts()
    forget_icons()
    app.setFont(font(Role.BODY))
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet())


def _sans(weight: int) -> QFont:
    bold = weight >= QFont.Weight.DemiBold
    families = (*_state.sans_bold, *_state.sans) if bold else _state.sans
    made = QFont(list(families))
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _palette() -> QPalette:
    palette = QPalette()
    group = QPalette.ColorRole
    for role, tone in (
        (group.Window, Tone.BG),
        (group.WindowText, Tone.TEXT),
        (group.Base, Tone.SURFACE),
        (group.AlternateBase, Tone.SUNKEN),
        (group.Text, Tone.TEXT),
        (group.Button, Tone.SURFACE),
        (group.ButtonText, Tone.TEXT),
        (group.BrightText, Tone.ON_DARK),
        (group.Light, Tone.SURFACE),
        (group.Mid, Tone.LINE2),
        (group.Dark, Tone.CTL),
        (group.Highlight, Tone.TINT),
        (group.HighlightedText, Tone.TEXT),
        (group.PlaceholderText, Tone.TEXT3),
        (group.Link, Tone.ACCENT),
        (group.LinkVisited, Tone.ACCENT),
        (group.ToolTipBase, Tone.TOAST),
        (group.ToolTipText, Tone.ON_DARK),
    ):
        palette.setColor(role, color(tone))
    for role in (group.WindowText, group.Text, group.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, color(Tone.OFF))
    return palette
