"""No character in any name prints as a box: what draws it, how it looks, and what its copy says."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from fulian_desktop.documents import rare_fonts
from fulian_desktop.documents.content import NameGrid, PaperContent, Paragraph, TextStyle, Title
from fulian_desktop.documents.fonts import BUNDLED, FONT_FOLDER, FontBook, font_book, printable
from fulian_desktop.documents.pdf_writer import write_pdf
from fulian_desktop.documents.preview import extract_text, render_page
from fulian_desktop.documents.system_fonts import FontFile
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from pathlib import Path

OF_EACH_EXTENSION = "㐀鿼𠀀𪛟𪜀𫜹𫝀𫠝𫠠𬺡𬺰𮯠𰻝𱍊\U00031350\U000323af"
NO_GLYPH_ANYWHERE = "\U0002ebf0"
GB_18030_2022 = (
    *((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B739)),
    *((0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0)),
)


def test_every_han_character_of_gb_18030_can_be_drawn() -> None:
    with zipfile.ZipFile(rare_fonts.ARCHIVE) as archive:
        files = [archive.read(name) for name in archive.namelist()]
    files.append((FONT_FOLDER / BUNDLED[TextStyle.SONG]).read_bytes())
    have: set[int] = set()
    for data in files:
        have |= set(TTFont(io.BytesIO(data), lazy=True).getBestCmap())
    wanted = {code for first, last in GB_18030_2022 for code in range(first, last + 1)}
    assert wanted - have == set()
    assert len(wanted) == 20992 + 6592 + 42720 + 4154 + 222 + 5762 + 7473


@pytest.mark.parametrize("style", list(TextStyle))
def test_names_from_every_extension_have_a_font_in_every_style(style: TextStyle) -> None:
    book = font_book()
    assert [one for one in OF_EACH_EXTENSION if book.glyph(one, style).font_name is None] == []


def test_rare_names_are_copied_out_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "rare.pdf"
    names = tuple(f"周{one}" for one in OF_EACH_EXTENSION)
    result = write_pdf(PaperContent("名单", (NameGrid(names), Paragraph("、".join(names)))), path)
    words = "".join(extract_text(path).split())
    assert result.missing_characters == ()
    assert words.count("、".join(names)) == 1
    assert all(words.count(name) == 2 for name in names)


def test_forms_of_the_mainland_come_before_others() -> None:
    assert [font.path.name for font in rare_fonts.rare_fonts_for(0x20000)] == ["Sung-20.ttf", "Ming-20.ttf"]
    assert rare_fonts.rare_fonts_for(0x5987) == ()


def test_a_light_stand_in_is_drawn_darker_in_a_title_and_smaller_in_running_text() -> None:
    book = font_book()
    assert book.glyph("𠀀", TextStyle.TITLE).stroke > book.glyph("𠀀", TextStyle.HEADING).stroke > 0
    running = book.glyph("𠀀", TextStyle.BODY)
    assert running.scale < 1
    assert running.stroke == 0
    assert book.glyph("妇", TextStyle.TITLE).stroke == 0


def test_darker_letters_in_a_title_do_not_darken_what_follows(tmp_path: Path) -> None:
    def ink_below(title: str) -> int:
        path = tmp_path / "ink.pdf"
        write_pdf(PaperContent("文", (Title(title), Paragraph("妇女联合会" * 20))), path)
        page = render_page(path, 0, 144)
        lower = bytes(page.pixels)[page.stride * (page.height // 4) :]
        return sum(255 - shade for shade in lower)

    assert ink_below("增补周𠀀的决定") == ink_below("增补周丽云的决定")


def test_a_character_without_any_glyph_is_written_as_its_code(tmp_path: Path) -> None:
    path = tmp_path / "code.pdf"
    paper = PaperContent(
        "文", (Title(f"周{NO_GLYPH_ANYWHERE}"), Paragraph(f"当选：周{NO_GLYPH_ANYWHERE}云。"))
    )
    result = write_pdf(paper, path)
    assert result.missing_characters == (NO_GLYPH_ANYWHERE,)
    assert "当选：周[U+2EBF0]云。" in "".join(extract_text(path).split())


def test_characters_older_computers_kept_in_the_private_area_are_drawn_as_they_are() -> None:
    assert printable("\ue81e\ue816\ue855") == "龴𠂇𤇾".replace("𠂇", "\U00020087").replace("𤇾", "\U000241fe")


def test_without_the_archive_a_rare_name_is_told_and_not_lost(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(rare_fonts, "ARCHIVE", tmp_path / "absent.zip")
    rare_fonts._members.cache_clear()
    try:
        bundled = {style: FontFile(FONT_FOLDER / name) for style, name in BUNDLED.items()}
        assert FontBook(bundled, tuple).glyph("𠀀", TextStyle.BODY).font_name is None
        with pytest.raises(UserFacingError, match="生僻字的字体文件"):
            rare_fonts.read_rare_font(tmp_path / "absent.zip" / "Sung-20.ttf")
    finally:
        rare_fonts._members.cache_clear()
