"""Rosters of 1,000 and 50,000 rows as PDF: time and memory, beside LibreOffice converting the same rows.

Run as `python -m benchmarks.rosters [--libreoffice]`; each size in a process of its own. LibreOffice gets
the Word file of the same roster, one of 1,000 rows (`--all`: all sizes), on the same machine in the same run.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.pairs import Single

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 5_000, 50_000)
ROUNDS = 3
CONVERSION_SECONDS = 3600
LINEAR_WITHIN = 1.5
"""A row of the longest roster may take so many times as long as one of the shortest, not more."""
WRITE = """
import resource, sys, time
from pathlib import Path
from benchmarks.rosters import roster
from fulian_desktop.documents.pdf_writer import write_pdf
write_pdf(roster(20), Path(sys.argv[2]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
content = roster(int(sys.argv[1]))
started = time.perf_counter()
pages = write_pdf(content, Path(sys.argv[2])).pages
seconds = time.perf_counter() - started
print(seconds, pages, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def roster(rows: int) -> object:
    """Return a delegates' list of so many rows."""
    from fulian_desktop.documents.content import Align, Column, PaperContent, Table, Title

    columns = (
        Column("序号", 0.8),
        Column("姓名", 2.0, is_name=True),
        Column("民族", 1.2),
        Column("单位及职务", 4.0, align=Align.LEFT),
        Column("签名", 2.0),
    )
    names = ("沈丽华", "李祎", "古丽娜尔·艾合买提", "韩淑珍", "周𬱖", "马晓燕")
    units = ("第三网格网格员", "村民委员会委员", "清溪镇第二小学教师", "")
    body = tuple(
        (str(number), names[number % 6], "汉族", units[number % 4], "") for number in range(1, rows + 1)
    )
    return PaperContent("代表名册", (Title("代表名册"), Table(columns, body)), author="三合村妇女联合会")


def measure(folder: Path) -> list[Single]:
    """Measure the shortest and the longest roster; the fastest of the rounds counts."""
    return [
        Single(f"roster of {rows} rows as PDF", tuple(_written(rows, folder)[0] for _ in range(rounds)))
        for rows, rounds in ((SIZES[0], ROUNDS), (SIZES[-1], 1))
    ]


def _written(rows: int, folder: Path) -> tuple[float, int, float]:
    """Return seconds, pages and the most memory it took (MiB), in a process of its own."""
    command = [sys.executable, "-c", WRITE, str(rows), str(folder / f"roster-{rows}.pdf")]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), int(told[1]), int(told[3]) / 1024


def _converted(program: str, rows: int, folder: Path) -> tuple[float, float]:
    """Return seconds and the most memory (MiB) LibreOffice takes for the Word file of the same roster."""
    from fulian_desktop.documents.docx_writer import write_docx

    source = folder / f"word-{rows}.docx"
    write_docx(roster(rows), source)  # type: ignore[arg-type]
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder / "by_libreoffice"), str(source)]
    started = time.perf_counter()
    subprocess.run(
        command, check=True, timeout=CONVERSION_SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main(arguments: list[str] | None = None) -> int:
    """Print one line for each size; 1 when time does not grow in step with the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--libreoffice", action="store_true", help="compare with LibreOffice, 1,000 rows")
    parser.add_argument("--all", action="store_true", help="and 50,000 rows, which takes minutes")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        each = []
        for rows in SIZES:
            seconds, pages, memory = _written(rows, folder)
            each.append(seconds / rows)
            print(f"{rows} rows: {seconds:.2f} s, {pages} pages, {memory:.0f} MiB at most", flush=True)
        if options.libreoffice or options.all:
            _compare(folder, SIZES if options.all else SIZES[:1])
    return 0 if each[-1] <= LINEAR_WITHIN * each[0] else 1


def _compare(folder: Path, sizes: tuple[int, ...]) -> None:
    program = shutil.which("soffice")
    if program is None:
        print("LibreOffice is not installed, nothing was compared.")
        return
    for rows in sizes:
        seconds, memory = _converted(program, rows, folder)
        print(f"LibreOffice, {rows} rows: {seconds:.2f} s, {memory:.0f} MiB at most", flush=True)


if __name__ == "__main__":
    sys.exit(main())
