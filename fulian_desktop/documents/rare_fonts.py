"""The Han characters the fonts of the four styles lack: an archive of small fonts, read one at a time.

`resources/fonts/Rare.zip` (built by `tools/build_rare_fonts.py`) completes GB 18030-2022, level 3: with it
every character of the basic block and of extensions A to F can be drawn, and the larger half of G and H. Each
font in it holds the characters of one stretch of 4096 code points: a paper with one rare name reads little.
"""

from __future__ import annotations

import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING

from fulian_desktop.documents.system_fonts import FontFile
from fulian_desktop.errors import UserFacingError
from fulian_desktop.locations import RESOURCES

if TYPE_CHECKING:
    from pathlib import Path

ARCHIVE = RESOURCES / "fonts" / "Rare.zip"
CODES_PER_FONT = 0x1000
FAMILIES = ("Sung", "Ming")
"""In the order asked: forms of the mainland's sources first."""


@lru_cache(maxsize=1)
def _members() -> frozenset[str]:
    try:
        with zipfile.ZipFile(ARCHIVE) as archive:
            return frozenset(archive.namelist())
    except (OSError, zipfile.BadZipFile):
        return frozenset()


def rare_fonts_for(code: int) -> tuple[FontFile, ...]:
    """Return the fonts of the archive that may draw a code point; their paths lie inside the archive."""
    names = (f"{family}-{code // CODES_PER_FONT:02X}.ttf" for family in FAMILIES)
    return tuple(FontFile(ARCHIVE / name) for name in names if name in _members())


def is_rare_font(path: Path) -> bool:
    """Return whether a path lies inside the archive."""
    return path.parent == ARCHIVE


def read_rare_font(path: Path) -> bytes:
    """Return a font of the archive.

    Raises:
        UserFacingError: the archive is damaged.
    """
    try:
        with zipfile.ZipFile(ARCHIVE) as archive:
            return archive.read(path.name)
    except (OSError, KeyError, zipfile.BadZipFile, EOFError) as error:
        raise UserFacingError(
            "生僻字的字体文件 Rare.zip 缺失或已损坏，无法生成文书。",
            advice=("请重新安装本程序，或从安装包里补回 resources/fonts 文件夹。",),
            safe="会议数据没有受到影响。",
        ) from error
