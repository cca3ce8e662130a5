"""Build resources/fonts/Rare.zip, the Han characters the styles' fonts lack (by hand; the result is kept).

    .venv/bin/python tools/build_rare_fonts.py --sources DIR [--out resources/fonts/Rare.zip]

DIR receives (or already holds) the sources, fetched with the ordinary client:

    apt-get download fonts-babelstone-han fonts-hanazono

The archive holds TrueType fonts of at most 4096 characters each, so that a paper with one rare name reads
little of it. BabelStone Han comes first: it draws the forms of the mainland's sources; HanaMin the rest.
The same sources give the same bytes. Provenance and licences: resources/fonts/PROVENANCE.md.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

sys.path.insert(0, str(Path(__file__).parent))
from build_fonts import deb_member

FONTS = Path(__file__).parent.parent / "resources" / "fonts"
LIMIT_BYTES = 20_000_000
CODES_PER_FONT = 0x1000
WANTED = (
    (0x2E80, 0x2FD5),  # radicals
    (0x2FF0, 0x2FFB),  # marks describing how a character is built
    (0x31C0, 0x31E3),  # strokes
    (0x3400, 0x4DBF),  # extension A
    (0x4E00, 0x9FFF),  # the basic block
    (0x20000, 0x2EE5D),  # extensions B to F, I
    (0x30000, 0x323AF),  # extensions G, H
)
MUST_BE_COMPLETE = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B739),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)
"""GB 18030-2022, level 3: the basic block and extensions A to F."""


@dataclass(frozen=True)
class Source:
    """A font to draw from: the Debian package, the file in it, the family we call it by."""

    package: str
    member: str
    family: str


SOURCES = (
    Source("fonts-babelstone-han", "BabelStoneHan.ttf", "Sung"),
    Source("fonts-hanazono", "HanaMinB.ttf", "Ming"),
)


def fetch(folder: Path) -> None:
    """Fetch the sources that are not in the folder yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in SOURCES:
        if not list(folder.glob(f"{source.package}_*.deb")):
            subprocess.run(["apt-get", "download", source.package], cwd=folder, check=True)


def wanted_codes() -> list[int]:
    """Return the Han characters our fullest font, Song-Light, does not have."""
    have = TTFont(FONTS / "Song-Light.ttf", lazy=True).getBestCmap()
    return [code for first, last in WANTED for code in range(first, last + 1) if code not in have]


def part(font: TTFont, codes: list[int], source: Source) -> bytes:
    """Return a TrueType font of these characters, without hinting and layout."""
    names, glyph_set, cmap = [".notdef"], font.getGlyphSet(), font.getBestCmap()
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    metrics = {".notdef": (font["head"].unitsPerEm, 0)}
    for code in codes:
        name = f"u{code:X}"
        recording = DecomposingRecordingPen(glyph_set)
        glyph_set[cmap[code]].draw(recording)
        pen = TTGlyphPen(None)
        recording.replay(pen)
        glyphs[name] = pen.glyph(dropImpliedOnCurves=True)
        names.append(name)
        metrics[name] = (font["hmtx"][cmap[code]][0], 0)
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({code: f"u{code:X}" for code in codes})
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {name: (width, getattr(table[name], "xMin", 0)) for name, (width, _) in metrics.items()}
    )
    ascent, descent = font["hhea"].ascent, font["hhea"].descent
    builder.setupHorizontalHeader(ascent=ascent, descent=descent)
    builder.setupOS2(sTypoAscender=ascent, sTypoDescender=descent, usWinAscent=ascent, usWinDescent=-descent)
    builder.setupPost(keepGlyphNames=False)
    label = f"Fulian {source.family} {codes[0]:X}"
    builder.setupNameTable(
        {
            "copyright": "Changed from " + source.member + "; see PROVENANCE.md",
            "familyName": label,
            "styleName": "Regular",
            "fullName": label,
            "psName": label.replace(" ", ""),
            "version": "Version 1.000",
        }
    )
    builder.font["head"].created = builder.font["head"].modified = 3_600_000_000
    builder.font.recalcTimestamp = False
    out = io.BytesIO()
    builder.font.save(out, reorderTables=True)
    return out.getvalue()


def build(sources: Path, out: Path) -> None:
    """Write the archive.

    Raises:
        SystemExit: a character of GB 18030-2022 has no glyph, or the archive is too large.
    """
    lacking = wanted_codes()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        for source in SOURCES:
            font = TTFont(io.BytesIO(deb_member(sources, source.package, source.member)))
            own = [code for code in lacking if code in font.getBestCmap()]
            lacking = [code for code in lacking if code not in font.getBestCmap()]
            for block in sorted({code // CODES_PER_FONT for code in own}):
                codes = [code for code in own if code // CODES_PER_FONT == block]
                entry = zipfile.ZipInfo(f"{source.family}-{block:02X}.ttf", (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_LZMA
                archive.writestr(entry, part(font, codes, source))
                print(f"{entry.filename}: {len(codes)} characters", flush=True)
    without = [c for c in lacking if any(first <= c <= last for first, last in MUST_BE_COMPLETE)]
    size = out.stat().st_size
    print(f"{out.name}: {size:,} bytes; {len(lacking)} code points without a glyph")
    if without or size > LIMIT_BYTES:
        raise SystemExit(
            f"{len(without)} characters of GB 18030-2022 lack a glyph, or the file is too large."
        )


def main() -> None:
    """Build the archive from the sources, fetching what is not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FONTS / "Rare.zip")
    arguments = parser.parse_args()
    fetch(arguments.sources)
    build(arguments.sources, arguments.out)


if __name__ == "__main__":
    main()
