"""Cut and convert the fonts in resources/fonts (run by hand, rarely; the results are committed).

    .venv/bin/python tools/build_fonts.py --sources DIR [--out resources/fonts]

DIR receives (or already holds) the sources, fetched with the ordinary clients:

    npm pack @expo-google-fonts/noto-serif-sc@0.4.3 @expo-google-fonts/noto-sans-sc@0.4.3
    apt-get download texlive-lang-chinese unicode-data

The same sources give the same bytes: nothing here depends on the clock or on the order of a set.
Needs fonttools (a development dependency), npm, apt-get and dpkg-deb.

What is made, and why, stands in resources/fonts/PROVENANCE.md.
"""

from __future__ import annotations

import argparse
import bz2
import io
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

SERIF, SANS = "noto-serif-sc", "noto-sans-sc"
NPM_VERSION = "0.4.3"
LIMIT_BYTES = 36_000_000
MAX_ERROR = 3.5
"""Thousandths of an em a converted curve may lie off: 0.02 mm at 16 pt: below half a printer dot."""

SCREEN_FAMILY = "Fulian Hei"
HAN = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
DUPLICATES = ((0xF900, 0xFA0D), (0xFA2A, 0xFAFF), (0x2F800, 0x2FA1F))
"""Compatibility characters; the program turns them into their ordinary twins before drawing."""
HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
NOT_ON_PAPER = (
    (0x0400, 0x052F),  # Cyrillic
    (0x2E80, 0x2FDF),  # radicals
    (0x3040, 0x312F),  # kana, bopomofo
    (0x31A0, 0x31FF),
    (0x3260, 0x327F),
    (0x32C0, 0x338D),
    (0x33C5, 0x33FF),
    (0xFE10, 0xFE4F),  # forms for vertical lines
    (0xFF61, 0xFFDF),  # narrow kana and Hangul
    (0x1F000, 0x1FFFF),
)
"""What Chinese papers never show; leaving it out pays for the second screen weight."""

NAMES_OUTSIDE_TABLES = "龑䶮㛃𬱖𫖯堃喆昇翀犇𠅤婳媞彧玥祎燊甯燚淼鑫垚焱囍喆陞甦嬅瑢媗嫚姮"
"""Characters found in living people's names; some are in neither GB 2312 nor the table of 8105."""


@dataclass(frozen=True)
class Recipe:
    """One font to make: source file, family and style written into it, how much of it to keep."""

    target: str
    family: str
    bold: bool
    package: str
    member: str
    everything: bool


RECIPES = (
    Recipe("Song-Light.ttf", "Fulian Song", False, SERIF, "300Light/NotoSerifSC_300Light.ttf", True),
    Recipe("Song-Bold.ttf", "Fulian Song", True, SERIF, "800ExtraBold/NotoSerifSC_800ExtraBold.ttf", False),
    Recipe("Hei-Regular.ttf", "Fulian Hei", False, SANS, "400Regular/NotoSansSC_400Regular.ttf", False),
    Recipe("Hei-Bold.ttf", "Fulian Hei", True, SANS, "700Bold/NotoSansSC_700Bold.ttf", False),
    Recipe("Fang.ttf", "Fulian Fang", False, "fandol", "FandolFang-Regular.otf", False),
    Recipe("Kai.ttf", "Fulian Kai", False, "fandol", "FandolKai-Regular.otf", False),
)


def fetch(folder: Path) -> None:
    """Fetch the sources that are not in the folder yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (SERIF, SANS):
        if not list(folder.glob(f"*{name}-{NPM_VERSION}.tgz")):
            subprocess.run(
                ["npm", "pack", f"@expo-google-fonts/{name}@{NPM_VERSION}"], cwd=folder, check=True
            )
    for name in ("texlive-lang-chinese", "unicode-data"):
        if not list(folder.glob(f"{name}_*.deb")):
            subprocess.run(["apt-get", "download", name], cwd=folder, check=True)


def deb_member(folder: Path, package: str, ending: str) -> bytes:
    """Return one file out of a Debian package."""
    archive = sorted(folder.glob(f"{package}_*.deb"))[0]
    listing = subprocess.run(
        ["dpkg-deb", "--fsys-tarfile", str(archive)], check=True, stdout=subprocess.PIPE
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(listing)) as tar:
        for member in tar:
            if member.name.endswith(ending):
                stream = tar.extractfile(member)
                assert stream is not None
                return stream.read()
    raise FileNotFoundError(f"{ending} is not in {archive.name}")


def npm_member(folder: Path, package: str, name: str) -> bytes:
    """Return one file out of an npm package."""
    archive = sorted(folder.glob(f"*{package}-{NPM_VERSION}.tgz"))[0]
    with tarfile.open(archive) as tar:
        stream = tar.extractfile(f"package/{name}")
        assert stream is not None
        return stream.read()


def common_characters(folder: Path) -> set[int]:
    """Return GB 2312, the 8105 characters of the general table (Unihan kTGH), and the names outside both."""
    text = bz2.decompress(deb_member(folder, "unicode-data", "Unihan_OtherMappings.txt.bz2")).decode()
    wanted = {
        int(line.split("\t")[0][2:], 16)
        for line in text.splitlines()
        if not line.startswith("#") and "\tkTGH\t" in line
    }
    if len(wanted) != 8105:
        raise ValueError(f"the general table should have 8105 characters, not {len(wanted)}")
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            wanted.update(map(ord, bytes((high, low)).decode("gb2312", errors="ignore")))
    return wanted | set(map(ord, NAMES_OUTSIDE_TABLES))


def wanted_characters(font: TTFont, common: set[int], recipe: Recipe) -> list[int]:
    """Return what to keep: the Han asked for, Latin, symbols, punctuation; on screen all but Hangul."""
    keep = []
    for code in sorted(font.getBestCmap()):
        if is_within(code, DUPLICATES):
            wanted = code in common
        elif is_within(code, HAN):
            wanted = recipe.everything or code in common
        elif recipe.family == SCREEN_FAMILY:
            wanted = not is_within(code, HANGUL)
        else:
            wanted = not is_within(code, HANGUL) and not is_within(code, NOT_ON_PAPER)
        if wanted:
            keep.append(code)
    return keep


def is_within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    """Return whether a code point lies in one of the ranges."""
    return any(first <= code <= last for first, last in ranges)


def cut(font: TTFont, codes: list[int]) -> TTFont:
    """Keep only these characters and the tables a PDF and a screen need."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx", "VORG", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return font


def to_truetype(font: TTFont) -> TTFont:
    """Return the font with its cubic CFF outlines turned into quadratic TrueType outlines."""
    order = font.getGlyphOrder()
    source = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        source[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph(dropImpliedOnCurves=True)
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(dict(font.getBestCmap()))
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {name: (font["hmtx"][name][0], getattr(table[name], "xMin", 0)) for name in order}
    )
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupOS2(
        sTypoAscender=font["hhea"].ascent,
        sTypoDescender=font["hhea"].descent,
        usWinAscent=font["hhea"].ascent,
        usWinDescent=-font["hhea"].descent,
    )
    builder.setupPost(keepGlyphNames=False)
    builder.setupNameTable({})
    for record in font["name"].names:
        if record.nameID in (0, 13, 14):
            builder.font["name"].names.append(record)
    return builder.font


def rename(font: TTFont, recipe: Recipe) -> None:
    """Give the changed font a name of its own, as its licence asks, and the weight the screen selects by."""
    style = "Bold" if recipe.bold else "Regular"
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 13, 14)]
    full = f"{recipe.family} {style}"
    texts = {
        1: recipe.family,
        2: style,
        3: f"{full}; changed from {Path(recipe.member).stem}",
        4: full,
        5: "Version 1.000",
        6: full.replace(" ", "-").replace("-", "", 1),
        10: f"Changed from {Path(recipe.member).name}: cut to fewer characters, hinting and layout removed.",
    }
    for name_id, text in texts.items():
        table.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700 if recipe.bold else 400
    font["OS/2"].fsSelection = 0x20 if recipe.bold else 0x40
    font["OS/2"].fsType = 0
    font["head"].macStyle = 1 if recipe.bold else 0
    font["head"].created = font["head"].modified = 3_600_000_000


def build(recipe: Recipe, sources: Path, common: set[int]) -> bytes:
    """Return the finished font file."""
    if recipe.package == "fandol":
        data = deb_member(sources, "texlive-lang-chinese", recipe.member)
    else:
        data = npm_member(sources, recipe.package, recipe.member)
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    cut(font, wanted_characters(font, common, recipe))
    if "CFF " in font:
        font = to_truetype(font)
    rename(font, recipe)
    font.recalcTimestamp = False
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def main() -> None:
    """Build every font, refuse to go over the limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "resources" / "fonts")
    parser.add_argument("--only", action="append", default=[], help="a target's file name")
    arguments = parser.parse_args()
    fetch(arguments.sources)
    common = common_characters(arguments.sources)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for recipe in RECIPES:
        if arguments.only and recipe.target not in arguments.only:
            continue
        data = build(recipe, arguments.sources, common)
        (arguments.out / recipe.target).write_bytes(data)
        print(f"{recipe.target}: {len(data):,} bytes", flush=True)
    total = sum(path.stat().st_size for path in arguments.out.glob("*.ttf"))
    print(f"together: {total:,} bytes")
    if total > LIMIT_BYTES:
        raise SystemExit(f"The fonts are larger than {LIMIT_BYTES:,} bytes.")


if __name__ == "__main__":
    main()
