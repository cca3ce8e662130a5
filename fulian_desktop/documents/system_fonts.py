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
from dataclasses import dataclass
from pathlib import Path

from fulian_desktop.documents.content import TextStyle

WINDOWS_FILES: dict[TextStyle, tuple[str, ...]] = {
    TextStyle.BODY: ("simfang.ttf", "仿宋_GB2312.ttf"),
    TextStyle.HEADING: ("simhei.ttf",),
    TextStyle.KAI: ("simkai.ttf", "楷体_GB2312.ttf"),
    TextStyle.SONG: ("simsun.ttc", "simsun.ttf"),
    TextStyle.TITLE: ("FZXBSJW.TTF", "方正小标宋简体.ttf", "FZXiaoBiaoSong-B05S.ttf"),
}
FAMILIES: dict[TextStyle, tuple[str, ...]] = {
    TextStyle.BODY: ("FangSong", "仿宋", "FangSong_GB2312"),
    TextStyle.HEADING: ("SimHei", "黑体"),
    TextStyle.KAI: ("KaiTi", "楷体", "AR PL UKai CN"),
    TextStyle.SONG: ("SimSun", "宋体", "AR PL UMing CN"),
    TextStyle.TITLE: ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05"),
}
RARE_WINDOWS_FILES = ("simsunb.ttf", "SimsunExtG.ttf")
RARE_FAMILIES = ("BabelStone Han", "HanaMinA", "HanaMinB", "SimSun-ExtB")
FC_LIST_SECONDS = 10


@dataclass(frozen=True)
class FontFile:
    """A font file, and which font of it when it is a collection."""

    path: Path
    index: int = 0


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


def _first_usable(names: tuple[str, ...], folders: list[Path]) -> FontFile | None:
    for name in names:
        for folder in folders:
            font = FontFile(folder / name)
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


def find_style_fonts() -> dict[TextStyle, FontFile]:
    """Return the installed font for each style that has one."""
    chosen: dict[TextStyle, FontFile] = {}
    if sys.platform == "win32":
        folders = _windows_folders()
        for style, names in WINDOWS_FILES.items():
            font = _first_usable(names, folders)
            if font is not None:
                chosen[style] = font
        return chosen
    installed = _installed_by_family()
    for style, families in FAMILIES.items():
        for family in families:
            font = installed.get(family)
            if font is not None and has_truetype_outlines(font):
                chosen[style] = font
                break
    return chosen


def find_rare_fonts() -> tuple[FontFile, ...]:
    """Return installed fonts with characters beyond the bundled ones, for the end of the fallback chain."""
    if sys.platform == "win32":
        folders = _windows_folders()
        candidates = [_first_usable((name,), folders) for name in RARE_WINDOWS_FILES]
    else:
        installed = _installed_by_family()
        candidates = [installed.get(family) for family in RARE_FAMILIES]
    return tuple(font for font in candidates if font is not None and has_truetype_outlines(font))
