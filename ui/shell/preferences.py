"""What the program remembers about this PC and its user: a small JSON file."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

import platformdirs

from ui.shell.theme import MAXIMUM_SCALE, MINIMUM_SCALE

FOLDER_NAME = "fulian-desktop"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Preferences:
    """Type scale and the desk's script size in percent, contrast, last file, who works here, window size.

    `hall_screen` is the screen the projector was put on last; `hall_releases_on_confirm` shows a result in
    the hall as soon as it is confirmed. `printer_name` is the printer chosen last; papers were printed in
    grey or on both sides then.
    """

    scale: int = 100
    high_contrast: bool = False
    last_file: str = ""
    script_size: int = 100
    user_name: str = ""
    window_width: int = 0
    window_height: int = 0
    hall_screen: str = ""
    hall_releases_on_confirm: bool = False
    printer_name: str = ""
    prints_in_grey: bool = False
    prints_both_sides: bool = False
    paper_fonts: str = "automatic"
    """A value of `fulian_desktop.documents.fonts.FontChoice`; a foreign one counts as automatic."""
    second_place: str = ""
    """The folder on a stick or another disk to which backups are copied; empty: none."""
    second_place_sealed: bool = False
    second_place_days: int = 14
    """After so many days a copy there is old."""
    second_place_seen: str = ""
    """When the last copy was made there (ISO), for the days when the stick is away."""


def preferences_path() -> Path:
    """Return where the file lies on this platform."""
    return Path(platformdirs.user_config_dir(FOLDER_NAME, appauthor=False)) / "preferences.json"


def user_data_folder() -> Path:
    """Return the folder for data files and the crash file; it is not made here."""
    return Path(platformdirs.user_data_dir(FOLDER_NAME, appauthor=False))


def load_preferences(path: Path | None = None) -> Preferences:
    """Read the file; a missing, damaged or foreign one gives the defaults, value by value."""
    try:
        read = json.loads((path or preferences_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(read, dict):
        return Preferences()
    known = Preferences()
    for one in fields(Preferences):
        value = read.get(one.name)
        if type(value) is type(getattr(known, one.name)):
            known = Preferences(**(asdict(known) | {one.name: value}))
    return replace(known, scale=min(MAXIMUM_SCALE, max(MINIMUM_SCALE, known.scale)))


def save_preferences(preferences: Preferences, path: Path | None = None) -> None:
    """Write the file in one step; a folder that cannot be written is only logged."""
    target = path or preferences_path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(".new")
        draft.write_text(json.dumps(asdict(preferences), ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(target)
    except OSError as error:
        _log.info("preferences not saved: %s", type(error).__name__)
