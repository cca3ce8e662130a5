"""Compare the Word files of the sample meeting with their PDF files, as LibreOffice opens them.

Run it as `python -m tools.compare_docx [--out FOLDER] [--pictures]` after a change to a writer. LibreOffice
is an oracle beside the test suite and no dependency: without it the script says so and ends with 2. It ends
with 1 when a paper has another number of pages or other words. The bundled fonts stand in for those an office
has, under the offices' names, in a font folder of their own.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from datetime import time as clock_time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fulian_desktop.documents.docx_styles import FAMILIES
from fulian_desktop.documents.docx_writer import write_docx
from fulian_desktop.documents.fonts import BUNDLED, FONT_FOLDER
from fulian_desktop.documents.letterhead import RED_HEADED
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.documents.pdf_writer import write_pdf
from fulian_desktop.documents.preview import extract_text
from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village, play_meeting
from tools.every_block import every_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fulian_desktop.documents.content import PaperContent

AGREES, DIFFERS, NO_ORACLE = 0, 1, 2
PROGRAMS = ("soffice", "libreoffice")
CONVERSION_SECONDS = 600
PICTURE_DPI = 60
_PAGE_NUMBER = re.compile(r"—\s*\d+\s*—")


@dataclass(frozen=True)
class Pair:
    """One paper in both forms.

    Args:
        name: of the files, without suffix.
        pages: of the PDF file.
        word_pages: of the Word file as LibreOffice lays it out.
        same_words: whether both say the same, white space and page numbers left out.
        pdf_seconds: to write the PDF file.
        word_seconds: to write the Word file.
    """

    name: str
    pages: int
    word_pages: int
    same_words: bool
    pdf_seconds: float
    word_seconds: float

    @property
    def agrees(self) -> bool:
        """Whether pages and words are the same."""
        return self.same_words and self.pages == self.word_pages


def main(arguments: list[str] | None = None) -> int:
    """Compare and print one line for each paper."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="keep the files here")
    parser.add_argument("--pictures", action="store_true", help="draw both forms side by side, page by page")
    options = parser.parse_args(arguments)
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        print(
            "LibreOffice is not installed, nothing was compared. Debian: apt-get install libreoffice-writer"
        )
        return NO_ORACLE
    with tempfile.TemporaryDirectory() as scratch:
        out = options.out or Path(scratch) / "out"
        pairs = compare(program, out, Path(scratch))
        if options.pictures:
            for pair in pairs:
                draw_side_by_side(out, pair.name)
    for pair in pairs:
        words = "same words" if pair.same_words else "OTHER WORDS"
        mark = "" if pair.pages == pair.word_pages else "  OTHER PAGES"
        times = f"{pair.pdf_seconds * 1000:.0f} / {pair.word_seconds * 1000:.0f} ms"
        print(f"{pair.name}: PDF {pair.pages}, Word {pair.word_pages} pages{mark}, {words}, {times}")
    return AGREES if all(pair.agrees for pair in pairs) else DIFFERS


def papers() -> Iterator[tuple[str, PaperContent]]:
    """Yield the papers of the sample meeting before it is held and after, and one of every kind of block."""
    yield "every_block", every_block()
    yield "every_block_lying", every_block(landscape=True)
    with tempfile.TemporaryDirectory() as folder:
        clock = StageClock(datetime.combine(MEETING_DAY, clock_time(9, 0)))
        with create_village(Path(folder) / "sample.fulian", clock, MEETING_DAY) as workspace:
            (meeting,) = workspace.meetings.meetings()
            plan = workspace.papers.compose(meeting.id, PaperKind.TERM_PLAN)
            yield "before_term_plan_public", plan
            for stage in ("before", "after"):
                if stage == "after":
                    play_meeting(workspace, meeting.id, clock)
                for state in workspace.papers.catalogue(meeting.id):
                    if state.can_be_made:
                        content = workspace.papers.compose(meeting.id, state.kind, state.edition)
                        name = f"{stage}_{state.kind.value}_{state.edition.value}"
                        yield name, content
                        if state.kind in RED_HEADED:
                            headed = workspace.papers.compose(meeting.id, state.kind, red_head=True)
                            yield f"{name}_red", headed


def compare(program: str, out: Path, scratch: Path) -> list[Pair]:
    """Write all papers in both forms, let LibreOffice lay out the Word files, and compare."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in papers():
        started = time.perf_counter()
        pages = write_pdf(content, out / f"{name}.pdf").pages
        between = time.perf_counter()
        write_docx(content, out / f"{name}.docx")
        ended = time.perf_counter()
        written.append((name, pages, between - started, ended - between))
    convert(program, sorted(out.glob("*.docx")), out / "by_libreoffice", scratch)
    pairs = []
    for name, pages, pdf_seconds, word_seconds in written:
        by_word = extract_text(out / "by_libreoffice" / f"{name}.pdf")
        same = squeezed(extract_text(out / f"{name}.pdf")) == squeezed(by_word)
        pairs.append(Pair(name, pages, by_word.count("\f") + 1, same, pdf_seconds, word_seconds))
    return pairs


def squeezed(text: str) -> str:
    """Return the letters without white space and page numbers, sorted: their order does not count."""
    return "".join(sorted(re.sub(r"\s", "", _PAGE_NUMBER.sub("", text))))


def convert(program: str, files: list[Path], out: Path, scratch: Path) -> None:
    """Turn Word files into PDF files.

    Raises:
        subprocess.CalledProcessError: LibreOffice refuses.
    """
    environment = {**os.environ, "FONTCONFIG_FILE": str(office_fonts(scratch / "fonts"))}
    command = [program, f"-env:UserInstallation={(scratch / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
    subprocess.run(
        command, check=True, env=environment, timeout=CONVERSION_SECONDS, stdout=subprocess.DEVNULL
    )


def office_fonts(folder: Path) -> Path:
    """Put the bundled fonts under the names offices know into a folder; return its fontconfig file."""
    from fontTools.ttLib import TTFont

    folder.mkdir(parents=True)
    for style, family in FAMILIES.items():
        font: Any = TTFont(FONT_FOLDER / BUNDLED[style])
        font["name"].names = []
        for number, words in ((1, family), (2, "Regular"), (4, family), (6, f"Office-{style.value}")):
            font["name"].setName(words, number, 3, 1, 0x409)
        font["OS/2"].usWeightClass = 400
        font["OS/2"].fsSelection = 0x40
        font["head"].macStyle = 0
        font.save(folder / f"{style.value}.ttf")
    configuration = folder / "fonts.conf"
    configuration.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{folder}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return configuration


def draw_side_by_side(out: Path, name: str) -> None:
    """Draw each page of both forms beside one another: ours left, LibreOffice's of the Word file right."""
    import pypdfium2
    from PIL import Image

    documents = [
        pypdfium2.PdfDocument(out / f"{name}.pdf"),
        pypdfium2.PdfDocument(out / "by_libreoffice" / f"{name}.pdf"),
    ]
    for number in range(max(map(len, documents))):
        pages = [
            document[number].render(scale=PICTURE_DPI / 72).to_pil() if number < len(document) else None
            for document in documents
        ]
        size = next(page.size for page in pages if page is not None)
        sheet = Image.new("RGB", (2 * size[0] + 10, size[1]), "gray")
        for place, page in enumerate(pages):
            if page is not None:
                sheet.paste(page, (place * (size[0] + 10), 0))
        sheet.save(out / f"{name}_{number + 1}.png")


if __name__ == "__main__":
    sys.exit(main())
