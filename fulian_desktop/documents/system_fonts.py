"""Look for the fonts official papers use among those installed on this computer.

Only files with TrueType outlines (a `glyf` table) count: the PDF engine cannot embed others. Fonts of
Microsoft and Founder are used where the user has them and are never shipped.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import TextStyle

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFICIAL_STYLES = (TextStyle.BODY, TextStyle.HEADING, TextStyle.KAI, TextStyle.TITLE)
"""The four styles of letters of GB/T 9704-2012: 仿宋, 黑体, 楷体, 小标宋."""
WINDOWS_FILES: dict[TextStyle, tuple[tuple[str, str], ...]] = {
    TextStyle.BODY: (("simfang.ttf", "仿宋"), ("仿宋_GB2312.ttf", "仿宋_GB2312")),
    TextStyle.HEADING: (("simhei.ttf", "黑体"),),
    TextStyle.KAI: (("simkai.ttf", "楷体"), ("楷体_GB2312.ttf", "楷体_GB2312")),
    TextStyle.SONG: (("simsun.ttc", "宋体"), ("simsun.ttf", "宋体")),
    TextStyle.TITLE: (
        ("FZXBSJW.TTF", "方正小标宋简体"),
        ("方正小标宋简体.ttf", "方正小标宋简体"),
        ("FZXiaoBiaoSong-B05S.ttf", "方正小标宋简体"),
        ("方正小标宋_GBK.ttf", "方正小标宋_GBK"),
    ),
}
"""File and name, the one wanted most first."""
FAMILIES: dict[TextStyle, tuple[str, ...]] = {
    TextStyle.BODY: (
        *("仿宋", "FangSong", "方正仿宋_GBK", "FZFangSong-Z02", "仿宋_GB2312", "FangSong_GB2312"),
        *("方正仿宋简体", "FZFangSong-Z02S", "华文仿宋", "STFangsong"),
    ),
    TextStyle.HEADING: (
        *("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "方正黑体简体", "FZHei-B01S"),
        *("华文黑体", "STHeiti"),
    ),
    TextStyle.KAI: (
        *("楷体", "KaiTi", "方正楷体_GBK", "FZKai-Z03", "楷体_GB2312", "KaiTi_GB2312"),
        *("方正楷体简体", "FZKai-Z03S", "华文楷体", "STKaiti", "AR PL UKai CN"),
    ),
    TextStyle.SONG: (
        *("宋体", "SimSun", "方正书宋_GBK", "FZShuSong-Z01", "方正书宋简体", "FZShuSong-Z01S"),
        *("华文宋体", "STSong", "AR PL UMing CN"),
    ),
    TextStyle.TITLE: (
        *("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
        *("方正小标宋", "文星标宋", "WenXing BiaoSong"),
    ),
}
"""Names under which 统信, 麒麟, WPS and others install them, the one wanted most first."""
RARE_WINDOWS_FILES = ("simsunb.ttf", "SimsunExtG.ttf")
RARE_FAMILIES = ("BabelStone Han", "HanaMinA", "HanaMinB", "SimSun-ExtB")
FC_LIST_SECONDS = 10


@dataclass(frozen=True)
class FontFile:
    """A font file, which font of it when it is a collection, and its name as offices know it."""

    path: Path
    index: int = 0
    name: str = field(default="", compare=False)


def has_truetype_outlines(font: FontFile) -> bool:
    """Return whether the file can be read and holds TrueType outlines."""
    try:
        with font.path.open("rb") as stream:
            if stream.read(4) == b"ttcf":
                stream.seek(12 + 4 * font.index)
                (start,) = struct.unpack(">I", stream.read(4))
                stream.seek(start + 4)
            (count,) = struct.unpack(">H", stream.read(2))
            stream.seek(6, 1)
            return any(stream.read(16)[:4] == b"glyf" for _ in range(count))
    except (OSError, struct.error):
        return False


def _windows_folders() -> list[Path]:
    folders = [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"]
    local = os.environ.get("LOCALAPPDATA")
    if local:
        folders.append(Path(local) / "Microsoft" / "Windows" / "Fonts")
    return folders


def _first_usable(files: tuple[tuple[str, str], ...], folders: list[Path]) -> FontFile | None:
    for file, name in files:
        for folder in folders:
            font = FontFile(folder / file, name=name)
            if has_truetype_outlines(font):
                return font
    return None


def _installed_by_family() -> dict[str, FontFile]:
    """Return family name -> file as fontconfig tells it; empty where there is no fontconfig."""
    program = shutil.which("fc-list")
    if program is None:
        return {}
    try:
        answer = subprocess.run(
            [program, ":lang=zh-cn", "--format", "%{file}\t%{index}\t%{family}\n"],
            capture_output=True,
            text=True,
            timeout=FC_LIST_SECONDS,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return {}
    found: dict[str, FontFile] = {}
    for line in sorted(answer.splitlines()):
        path, _, rest = line.partition("\t")
        index, _, families = rest.partition("\t")
        if index.isdigit():
            for family in families.split(","):
                found.setdefault(family.strip(), FontFile(Path(path), int(index) & 0xFFFF))
    return found


@lru_cache(maxsize=1)
def style_fonts() -> Mapping[TextStyle, FontFile]:
    """Return the installed font for each style that has one, looked for once."""
    return MappingProxyType(find_style_fonts())


def find_style_fonts() -> dict[TextStyle, FontFile]:
    """Look for an installed font for each style."""
    chosen: dict[TextStyle, FontFile] = {}
    if sys.platform == "win32":
        folders = _windows_folders()
        for style, files in WINDOWS_FILES.items():
            font = _first_usable(files, folders)
            if font is not None:
                chosen[style] = font
        return chosen
    installed = _installed_by_family()
    for style, families in FAMILIES.items():
        for family in families:
            font = installed.get(family)
            if font is not None and has_truetype_outlines(font):
                chosen[style] = replace(font, name=family)
                break
    return chosen


def find_rare_fonts() -> tuple[FontFile, ...]:
    """Return installed fonts with characters beyond the bundled ones, for the end of the fallback chain."""
    if sys.platform == "win32":
        folders = _windows_folders()
        candidates = [_first_usable(((name, name),), folders) for name in RARE_WINDOWS_FILES]
    else:
        installed = _installed_by_family()
        candidates = [installed.get(family) for family in RARE_FAMILIES]
    return tuple(font for font in candidates if font is not None and has_truetype_outlines(font))
