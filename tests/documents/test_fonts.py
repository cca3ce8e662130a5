from __future__ import annotations

import struct
import subprocess
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents import system_fonts
from fulian_desktop.documents.content import TextStyle
from fulian_desktop.documents.fonts import (
    BUNDLED,
    FONT_FOLDER,
    FontBook,
    FontChoice,
    choose_fonts,
    font_book,
    forget_fonts,
    printable,
    to_unicode_map,
    unprintable_characters,
    uses_system_fonts,
)
from fulian_desktop.documents.system_fonts import FontFile, has_truetype_outlines
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RARE_IN_NAMES = "龑䶮㛃𬱖𫖯堃喆昇翀犇𠅤婳媞彧玥祎"
NOWHERE = "\U0010fffd"


@pytest.mark.parametrize("style", list(TextStyle))
def test_every_style_draws_the_rare_characters_of_names(style: TextStyle) -> None:
    book = font_book()
    assert [character for character in RARE_IN_NAMES if book.glyph(character, style).font_name is None] == []


def test_running_text_is_drawn_in_fangsong_and_falls_back_for_a_rare_name() -> None:
    book = font_book()
    assert book.glyph("妇", TextStyle.BODY).font_name == "Fang"
    stand_in = book.glyph("䶮", TextStyle.BODY)
    assert stand_in.font_name == "Song-Light"
    assert stand_in.scale < 1


def test_digits_in_running_text_look_like_those_of_the_page_numbers() -> None:
    book = font_book()
    assert {book.glyph("6", style).font_name for style in (TextStyle.BODY, TextStyle.KAI)} == {"Song-Light"}


def test_a_title_with_a_character_of_the_general_table_stays_bold() -> None:
    assert font_book().glyph("祎", TextStyle.TITLE).font_name == "Song-Bold"


def test_the_fonts_stay_within_the_size_that_was_agreed() -> None:
    assert sum(path.stat().st_size for path in FONT_FOLDER.glob("*.ttf")) < 36_000_000


def test_every_bundled_font_has_outlines_the_pdf_engine_can_embed() -> None:
    assert all(has_truetype_outlines(FontFile(FONT_FOLDER / name)) for name in BUNDLED.values())


def test_a_character_no_font_has_is_named_with_the_text_it_stands_in() -> None:
    texts = ["丁巧云", f"周{NOWHERE}", "李祎"]
    assert unprintable_characters(texts) == [(f"周{NOWHERE}", NOWHERE)]


def test_the_same_missing_character_in_the_same_name_is_told_once() -> None:
    assert unprintable_characters([NOWHERE * 2, NOWHERE * 2]) == [(NOWHERE * 2, NOWHERE)]


def test_invisible_characters_are_dropped_and_spaces_made_plain() -> None:
    assert printable("\ufeff丁\u200b巧\u00a0云\ufe0f\n") == "丁巧 云 "
    assert printable("丁\u3000云") == "丁\u3000云"


def test_a_duplicate_of_a_han_character_becomes_its_ordinary_twin() -> None:
    assert printable("\uf9b5") == "例"


def test_the_copy_map_writes_surrogate_pairs_above_the_basic_plane() -> None:
    text = to_unicode_map("F", [0x5987, 0x2CC56])
    assert "<00> <5987>" in text
    assert "<01> <D873DC56>" in text


def test_the_copy_map_keeps_its_blocks_within_a_hundred() -> None:
    text = to_unicode_map("F", [0x4E00 + n for n in range(256)])
    assert text.count("100 beginbfchar") == 2
    assert text.count("56 beginbfchar") == 1


def test_a_damaged_font_file_is_said_in_plain_words(tmp_path: Path) -> None:
    damaged = tmp_path / "Fang.ttf"
    damaged.write_bytes(b"not a font")
    book = FontBook({TextStyle.BODY: FontFile(damaged)}, tuple)
    with pytest.raises(UserFacingError, match=r"字体文件 Fang\.ttf 缺失或已损坏"):
        book.first_font_name(TextStyle.BODY)


def test_a_font_with_postscript_outlines_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "cff.otf"
    path.write_bytes(b"OTTO" + struct.pack(">HHHH", 1, 0, 0, 0) + b"CFF " + bytes(12))
    assert not has_truetype_outlines(FontFile(path))
    assert not has_truetype_outlines(FontFile(tmp_path / "absent.ttf"))


def test_the_computers_own_fangsong_is_used_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    own = FontFile(FONT_FOLDER / BUNDLED[TextStyle.KAI])
    monkeypatch.setattr(system_fonts, "find_style_fonts", lambda: {TextStyle.BODY: own})
    forget_fonts()
    try:
        assert font_book(prefer_system=True).glyph("妇", TextStyle.BODY).font_name == "Kai"
        assert font_book().glyph("妇", TextStyle.BODY).font_name == "Fang"
    finally:
        forget_fonts()


def test_without_fontconfig_no_system_font_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_fonts.sys, "platform", "linux")
    monkeypatch.setattr(system_fonts.shutil, "which", lambda _name: None)
    assert system_fonts.find_style_fonts() == {}
    assert system_fonts.find_rare_fonts() == ()


def test_on_windows_the_fonts_folder_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "Fonts"
    folder.mkdir()
    (folder / "simfang.ttf").write_bytes((FONT_FOLDER / "Fang.ttf").read_bytes()[:512])
    monkeypatch.setattr(system_fonts.sys, "platform", "win32")
    monkeypatch.setenv("WINDIR", str(tmp_path))
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    assert system_fonts.find_style_fonts() == {TextStyle.BODY: FontFile(folder / "simfang.ttf")}


@pytest.fixture
def own_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[TextStyle, FontFile]]:
    """The fonts of a computer, to be filled by the test; nothing of it is remembered afterwards."""
    found: dict[TextStyle, FontFile] = {}
    monkeypatch.setattr(system_fonts, "find_style_fonts", lambda: dict(found))
    forget_fonts()
    yield found
    choose_fonts(FontChoice.BUNDLED)
    forget_fonts()


def test_until_the_office_chooses_papers_are_drawn_with_the_bundled_fonts(
    own_fonts: dict[TextStyle, FontFile],
) -> None:
    own_fonts[TextStyle.BODY] = FontFile(FONT_FOLDER / BUNDLED[TextStyle.KAI])
    assert not uses_system_fonts()
    assert font_book().first_font_name(TextStyle.BODY) == "Fang"


def test_the_computers_fonts_are_taken_by_themselves_only_when_all_four_styles_are_there(
    own_fonts: dict[TextStyle, FontFile],
) -> None:
    choose_fonts(FontChoice.AUTOMATIC)
    kai = FontFile(FONT_FOLDER / BUNDLED[TextStyle.KAI])
    own_fonts.update(dict.fromkeys((TextStyle.BODY, TextStyle.HEADING, TextStyle.KAI), kai))
    assert not uses_system_fonts()
    own_fonts[TextStyle.TITLE] = kai
    forget_fonts()
    assert uses_system_fonts()
    assert font_book().first_font_name(TextStyle.TITLE) == "Kai"


def test_the_check_before_printing_asks_the_fonts_that_were_chosen(
    own_fonts: dict[TextStyle, FontFile],
) -> None:
    own_fonts[TextStyle.BODY] = FontFile(FONT_FOLDER / BUNDLED[TextStyle.KAI])
    choose_fonts(FontChoice.SYSTEM)
    assert unprintable_characters(["李祎", "\U0010fffd"]) == [("\U0010fffd", "\U0010fffd")]
    assert font_book().glyph("妇", TextStyle.BODY).font_name == "Kai"


def test_a_damaged_font_of_the_computer_gives_way_to_the_bundled_one(
    own_fonts: dict[TextStyle, FontFile], tmp_path: Path
) -> None:
    damaged = tmp_path / "simfang.ttf"
    damaged.write_bytes(b"not a font")
    own_fonts[TextStyle.BODY] = FontFile(damaged)
    choose_fonts(FontChoice.SYSTEM)
    assert font_book().glyph("妇", TextStyle.BODY).font_name == "Fang"
    assert font_book().first_font_name(TextStyle.BODY) == "Fang"


def test_the_computers_fonts_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def find() -> dict[TextStyle, FontFile]:
        asked.append(1)
        return {}

    monkeypatch.setattr(system_fonts, "find_style_fonts", find)
    forget_fonts()
    try:
        for _ in range(3):
            font_book(prefer_system=True)
            system_fonts.style_fonts()
        assert asked == [1]
    finally:
        forget_fonts()


@pytest.mark.parametrize(
    ("installed", "style", "name"),
    [
        ("/f/FZFSK.TTF\t0\tFZFangSong-Z02,方正仿宋_GBK", TextStyle.BODY, "方正仿宋_GBK"),
        ("/f/FZXBSK.TTF\t0\tFZXiaoBiaoSong-B05,方正小标宋_GBK", TextStyle.TITLE, "方正小标宋_GBK"),
        ("/f/STKAITI.TTF\t0\tSTKaiti,华文楷体", TextStyle.KAI, "华文楷体"),
        ("/f/simhei.ttf\t0\tSimHei", TextStyle.HEADING, "SimHei"),
    ],
)
def test_the_fonts_of_uos_and_kylin_are_known_by_their_names(
    monkeypatch: pytest.MonkeyPatch, installed: str, style: TextStyle, name: str
) -> None:
    answer = subprocess.CompletedProcess([], 0, stdout=installed + "\n")
    monkeypatch.setattr(system_fonts.sys, "platform", "linux")
    monkeypatch.setattr(system_fonts.shutil, "which", lambda _name: "/usr/bin/fc-list")
    monkeypatch.setattr(system_fonts.subprocess, "run", lambda *_args, **_options: answer)
    monkeypatch.setattr(system_fonts, "has_truetype_outlines", lambda _font: True)
    found = system_fonts.find_style_fonts()
    assert {one: font.name for one, font in found.items()} == {style: name}
