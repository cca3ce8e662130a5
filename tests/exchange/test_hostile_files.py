"""Files made to harm are refused with a sentence, in bounded time and memory; harmless ones are read."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.preview import preview_roster
from fulian_desktop.exchange.recognition import most_likely_table
from fulian_desktop.exchange.sheet_limits import LARGEST_FILE
from fulian_desktop.exchange.sheets import read_sheets
from tests.exchange.hostile_files import HARMLESS, REFUSED, xlsx

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS = 5
MOST_MEMORY = 500 << 20
_READ = """
import sys
from pathlib import Path
from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.sheets import read_sheets
try:
    read_sheets(Path(sys.argv[1]))
    print("read")
except UserFacingError as error:
    print(error.what)
print(next(line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line).split()[1])
"""


def written(folder: Path, name: str) -> Path:
    ending, make = (REFUSED | HARMLESS)[name]
    path = folder / f"名册{ending}"
    path.write_bytes(make())
    return path


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_a_sentence_in_time(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name)
    began = time.process_time()
    with pytest.raises(UserFacingError) as refusal:
        read_sheets(path)
    assert refusal.value.what.endswith("。")
    assert "passwd" not in str(refusal.value)
    assert "root:" not in str(refusal.value)
    assert time.process_time() - began < MOST_SECONDS


@pytest.mark.parametrize(
    "name",
    [
        "1,048,576 rows",
        "one shared text of 90 MB",
        "one long shared text in 500,000 cells",
        "a far-away cell in xls",
        "commas only",
        "an open quote before 19 MB",
    ],
)
def test_the_heaviest_of_them_stay_under_500_mb(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name)
    told = subprocess.run(
        [sys.executable, "-c", _READ, str(path)],
        cwd=ROOT,
        env=dict(os.environ, PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert told[0] != "read"
    assert int(told[-1]) * 1024 < MOST_MEMORY


@pytest.mark.parametrize("name", HARMLESS)
def test_what_cannot_harm_is_read_and_nothing_in_it_runs(tmp_path: Path, name: str) -> None:
    table = most_likely_table(read_sheets(written(tmp_path, name)))
    preview = preview_roster(table, table.column_map, (), None, date(2026, 11, 21))
    assert "丁巧云" in [row.details.name for row in preview.rows]


def test_a_workbook_cut_off_at_any_length_gives_a_sentence(tmp_path: Path) -> None:
    whole, path = xlsx(), tmp_path / "名册.xlsx"
    for length in range(0, len(whole), 37):
        path.write_bytes(whole[:length])
        with pytest.raises(UserFacingError):
            read_sheets(path)


def test_a_line_of_one_gigabyte_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)  # a hole: takes no room on the disk
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UserFacingError, match=re.escape("1024 MB，太大了，最多 20 MB")):
        read_sheets(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < LARGEST_FILE
