from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ui.shell.preferences import Preferences, load_preferences, save_preferences

if TYPE_CHECKING:
    from pathlib import Path


def test_preferences_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "preferences.json"
    kept = Preferences(scale=150, high_contrast=True, last_file="三合村.fulian", window_width=1366)
    save_preferences(kept, path)
    assert load_preferences(path) == kept


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"scale": "big"}', "\x00\x01", '{"unknown": 1}'])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(text, encoding="utf-8")
    assert load_preferences(path) == Preferences()


def test_one_bad_value_does_not_cost_the_others(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text('{"scale": 900, "high_contrast": "yes", "last_file": "a.fulian"}', encoding="utf-8")
    assert load_preferences(path) == Preferences(scale=200, last_file="a.fulian")


def test_a_folder_that_cannot_be_made_is_no_disaster(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    save_preferences(Preferences(), blocked / "preferences.json")
    assert load_preferences(blocked / "preferences.json") == Preferences()
