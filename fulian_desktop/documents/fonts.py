"""Which font draws which character.

The chain for each character: the style's font, then Song-Light, then the other bundled fonts, then the
archive of rare characters (with which GB 18030-2022 is complete), then rare-character fonts found on this
computer. What none of them has is written as its code, `[U+2EBF0]`, and reported.
"""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from fulian_desktop.documents.content import TextStyle
from fulian_desktop.documents.rare_fonts import is_rare_font, rare_fonts_for, read_rare_font
from fulian_desktop.documents.system_fonts import OFFICIAL_STYLES, FontFile, find_rare_fonts, style_fonts
from fulian_desktop.errors import UserFacingError
from fulian_desktop.locations import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

FONT_FOLDER = RESOURCES / "fonts"
BUNDLED: dict[TextStyle, str] = {
    TextStyle.BODY: "Fang.ttf",
    TextStyle.TITLE: "Song-Bold.ttf",
    TextStyle.HEADING: "Hei-Regular.ttf",
    TextStyle.KAI: "Kai.ttf",
    TextStyle.SONG: "Song-Light.ttf",
}
OWN_DIGITS_NOT_USED = frozenset(
    FontFile(FONT_FOLDER / BUNDLED[style]) for style in (TextStyle.BODY, TextStyle.KAI)
)
FALLBACK_ORDER = (TextStyle.SONG, TextStyle.HEADING, TextStyle.BODY)
CODES_PER_MAP_BLOCK = 100
FIRST_NOT_ASCII = 0x80
FIRST_HAN = 0x3400
SMALL_FACED = frozenset({TextStyle.BODY, TextStyle.KAI})
STAND_IN_SCALE = 0.93
STAND_IN_STROKES = {TextStyle.TITLE: 0.02, TextStyle.HEADING: 0.012}
"""Ems the outline of a light stand-in is drawn wider among the dark letters of 小标宋 and 黑体."""
NUMBER_OF_WIDTHS_AT = 34
"""Bytes into the table `hhea` (OpenType)."""
CODE_SCALE = 0.6
"""Size of the code that stands for a character no font has."""
FORMERLY_PRIVATE = str.maketrans(
    dict(
        zip(
            "\ue816\ue817\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854\ue855\ue864",
            "\U00020087\U00020089\U000200cc\u9fb4\u9fb5\u9fb6\u9fb7"
            "\U000215d7\u9fb8\U0002298f\u9fb9\u9fba\U000241fe\u9fbb",
            strict=True,
        )
    )
)
"""Characters that GB 18030-2000 kept in Unicode's private area and GB 18030-2022 no longer does."""


@dataclass(frozen=True)
class Glyph:
    """How one character is drawn.

    Args:
        font_name: name under which the font is known to the PDF engine; None means no font has it.
        width: in ems; that of its code when no font has it.
        scale: how much smaller it is drawn inside its width: Song-Light's Han characters fill more of their
            square than 仿宋 and 楷体, and would stand out among them.
        stroke: how much wider its outline is drawn, in ems: a light letter stands in for a dark one.
    """

    font_name: str | None
    width: float
    scale: float = 1.0
    stroke: float = 0.0


def code_of(character: str) -> str:
    """Return what is written for a character no font has: [U+2EBF0]."""
    return f"[U+{ord(character):04X}]"


class Face:
    """One loaded font."""

    def __init__(self, name: str, file: FontFile) -> None:
        """Read the font and make it known to the PDF engine.

        Raises:
            UserFacingError: the file is missing or damaged.
        """
        from reportlab.pdfbase import pdfmetrics, ttfonts

        ttfonts.makeToUnicodeCMap = to_unicode_map
        source: Any = str(file.path)
        if is_rare_font(file.path):
            source = io.BytesIO(read_rare_font(file.path))
        try:
            font = ttfonts.TTFont(name, source, subfontIndex=file.index, asciiReadable=False)
        except (OSError, ttfonts.TTFError) as error:
            raise UserFacingError(
                f"字体文件 {file.path.name} 缺失或已损坏，无法生成文书。",
                advice=("请重新安装本程序，或从安装包里补回 resources/fonts 文件夹。",),
                safe="会议数据没有受到影响。",
            ) from error
        _repair_advances(font.face)
        pdfmetrics.registerFont(font)
        self.name = name
        self._glyphs: Any = font.face.charToGlyph
        self._width_of: Callable[[int], float] = font.face.getCharWidth

    def find(self, code: int) -> Glyph | None:
        """Return how this font draws a code point, or None."""
        if code in self._glyphs:
            return Glyph(self.name, self._width_of(code) / 1000)
        return None


def _repair_advances(face: Any) -> None:
    """Give the glyphs at the end of a font's table of widths the last width as the font has it.

    The engine writes them scaled to thousandths, which is wrong in fonts of 1024, 2048 or 256 units.
    """
    face.seek_table("hhea")
    face.skip(NUMBER_OF_WIDTHS_AT)
    told = face.read_ushort()
    last = face.hmetrics[told - 1][0]
    face.hmetrics[told:] = [(last, bearing) for _, bearing in face.hmetrics[told:]]


class FontBook:
    """The fonts of one choice (bundled, or the computer's own first), loaded when first needed."""

    def __init__(
        self,
        styles: dict[TextStyle, FontFile],
        rare: Callable[[], tuple[FontFile, ...]],
        stand_ins: Mapping[TextStyle, FontFile] | None = None,
    ) -> None:
        """Remember which files to use; read none of them yet.

        Args:
            styles: the font of each style.
            rare: looks for fonts for the end of the chain.
            stand_ins: take the place of a style's font that turns out to be damaged.
        """
        self._styles = styles
        self._stand_ins = stand_ins or {}
        self._find_rare = rare
        self._faces: dict[FontFile, Face] = {}
        self._known: dict[tuple[TextStyle, str], Glyph] = {}

    def glyph(self, character: str, style: TextStyle) -> Glyph:
        """Return how a character is drawn in a style; without a font's name when no font has it."""
        key = (style, character)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._search(ord(character), style)
        return known

    def first_font_name(self, style: TextStyle) -> str:
        """Return the engine's name of the style's own font."""
        return self._style_face(style).name

    def _style_face(self, style: TextStyle) -> Face:
        own = self._styles[style]
        try:
            return self._face(own)
        except UserFacingError:
            stand_in = self._stand_ins.get(style, own)
            if stand_in == own:
                raise
            self._styles[style] = stand_in
            return self._face(stand_in)

    def _search(self, code: int, style: TextStyle) -> Glyph:
        self._style_face(style)
        tried: set[FontFile] = set()
        for file in self._chain(style, code):
            if file not in tried:
                tried.add(file)
                found = self._face(file).find(code)
                if found is not None:
                    is_stand_in = file != self._styles[style] and code >= FIRST_HAN
                    return self._fitted(found, style) if is_stand_in else found
        song = (self.glyph(one, TextStyle.SONG).width for one in code_of(chr(code)))
        return Glyph(None, sum(song) * CODE_SCALE)

    def _fitted(self, found: Glyph, style: TextStyle) -> Glyph:
        """Return a Han character of another font, made to match the letters of the style."""
        scale = STAND_IN_SCALE if style in SMALL_FACED else 1.0
        return replace(found, scale=scale, stroke=STAND_IN_STROKES.get(style, 0.0))

    def _chain(self, style: TextStyle, code: int) -> Iterable[FontFile]:
        # The digits of the bundled 仿宋 are darker than its Chinese, those of the bundled 楷体 curled.
        if code < FIRST_NOT_ASCII and self._styles[style] in OWN_DIGITS_NOT_USED:
            yield FontFile(FONT_FOLDER / BUNDLED[TextStyle.SONG])
        yield self._styles[style]
        for other in FALLBACK_ORDER:
            yield FontFile(FONT_FOLDER / BUNDLED[other])
        yield from rare_fonts_for(code)
        yield from self._find_rare()

    def _face(self, file: FontFile) -> Face:
        face = self._faces.get(file)
        if face is None:
            name = f"{file.path.stem}-{file.index}" if file.path.parent != FONT_FOLDER else file.path.stem
            face = self._faces[file] = Face(name, file)
        return face


@lru_cache(maxsize=1)
def _rare_fonts() -> tuple[FontFile, ...]:
    return find_rare_fonts()


class FontChoice(Enum):
    """Which fonts the office wants on its papers."""

    BUNDLED = "bundled"
    SYSTEM = "system"
    AUTOMATIC = "automatic"
    """The computer's own when it has all four official styles, else the bundled ones."""


class _Office:
    """What the office chose; papers of a process are all drawn with the same fonts."""

    choice = FontChoice.BUNDLED


def choose_fonts(choice: FontChoice) -> None:
    """Draw all papers of this process from now on with these fonts; until then the bundled ones are used."""
    _Office.choice = choice


def uses_system_fonts() -> bool:
    """Return whether papers are drawn with the computer's own fonts, which are looked for once."""
    if _Office.choice is FontChoice.AUTOMATIC:
        found = style_fonts()
        return all(style in found for style in OFFICIAL_STYLES)
    return _Office.choice is FontChoice.SYSTEM


def font_book(*, prefer_system: bool | None = None) -> FontBook:
    """Return the fonts to draw with, each book made once.

    Args:
        prefer_system: take the computer's own 仿宋, 黑体, 楷体, 宋体, 小标宋 where it has them; otherwise the
            bundled fonts, whose pages look the same on every computer. None: as was chosen.
    """
    return _book(uses_system_fonts() if prefer_system is None else prefer_system)


@lru_cache(maxsize=2)
def _book(from_system: bool) -> FontBook:
    bundled = {style: FontFile(FONT_FOLDER / name) for style, name in BUNDLED.items()}
    styles = bundled | dict(style_fonts()) if from_system else dict(bundled)
    return FontBook(styles, _rare_fonts, bundled)


def forget_fonts() -> None:
    """Look for the computer's fonts anew and load all fonts again when next needed."""
    style_fonts.cache_clear()
    _rare_fonts.cache_clear()
    _book.cache_clear()


def printable(text: str) -> str:
    """Return text ready to draw.

    Invisible characters are dropped, half a character becomes U+FFFD, every space that is not
    full-width becomes a plain one; duplicates of Han characters (U+F900 and on) and those older
    computers kept in the private area become their ordinary twins.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for character in text.translate(FORMERLY_PRIVATE):
        category = unicodedata.category(character)
        if character in "\t\r\n" or (category == "Zs" and character != "\u3000"):
            kept.append(" ")
        elif category == "Cs":
            kept.append("\ufffd")
        elif category not in {"Cc", "Cf", "Zl", "Zp"} and not _is_variation_selector(character):
            duplicate = "\uf900" <= character <= "\ufaff" or "\U0002f800" <= character <= "\U0002fa1f"
            kept.append(unicodedata.normalize("NFC", character) if duplicate else character)
    return "".join(kept)


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def unprintable_characters(
    texts: Iterable[str], *, prefer_system: bool | None = None
) -> list[tuple[str, str]]:
    """Return (text, character) for each character that no font has, each pair once, in the order met.

    Args:
        texts: names and words.
        prefer_system: see `font_book`.
    """
    book = font_book(prefer_system=prefer_system)
    found: dict[tuple[str, str], None] = {}
    for text in texts:
        for character in printable(text):
            if book.glyph(character, TextStyle.BODY).font_name is None:
                found[text, character] = None
    return list(found)


def to_unicode_map(font_name: str, subset: list[int]) -> str:
    """Return the map that lets text be copied and searched, in UTF-16BE.

    Takes the place of the engine's own function, which writes code points above U+FFFF as five digits.
    """
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    entries = [
        f"<{position:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for position, code in enumerate(subset)
    ]
    for start in range(0, len(entries), CODES_PER_MAP_BLOCK):
        block = entries[start : start + CODES_PER_MAP_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
