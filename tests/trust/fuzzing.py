"""Mutated inputs for every door a stranger's words or files come in by: taken, or told in a sentence.

Structure is kept where it carries the damage further in: parts of workbooks are changed inside their zip,
codes and dates are built of their own signs, data files are changed page by page.
"""

from __future__ import annotations

import io
import os
import resource
import time
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fulian_desktop.chinese.codes import ETHNICITIES
from fulian_desktop.chinese.dates import parse_birth
from fulian_desktop.chinese.id_number import normalise_phone, read_id_number
from fulian_desktop.chinese.rare_characters import clean_name
from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.preview import preview_roster
from fulian_desktop.exchange.recognition import most_likely_table
from fulian_desktop.exchange.sheets import read_sheets
from fulian_desktop.locations import RESOURCES
from fulian_desktop.rules.ballot_codes import CodeStyle, parse_ballot
from fulian_desktop.scripts import wording
from fulian_desktop.scripts.placeholders import substitute
from fulian_desktop.storage.journal_anchor import read_anchor
from fulian_desktop.workspace import Workspace
from tests.exchange.hostile_files import ods, ods_cell, xlsx

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

TODAY = date(2026, 11, 22)
DATA = Path(__file__).resolve().parents[1] / "data"
LONGEST = 5.0
"""Seconds an input may take before it counts as a hang."""
MOST_MEMORY = 500
"""MiB the whole process may ever have taken."""
_SIGNS = (
    "0123456789xX-—./,，、+*# \t\n\r\0年月日号岁生（）()[]【】{}<>&;:'\"%\\男女丁巧云·.⺟"
    "\u200b\u202e\ufeff\u0301\U0002a700\ud800"
)
_CODE_SIGNS = "0123456789/+-*.,，;~ 　oO√×弃全1716另"
_WORDS = (
    *"[#\n（）𠮷\u202e",
    "{应到}", "{结果}", "{%", "%}", "{{", "}}", "【开场】", "【举手表决】", "[步骤]", "[完]",
    "[通过时]", "[未通过时]", "[问同意]", "[一人]", "[有列席]", "同意", "\x02%", "{__class__}",
)  # fmt: skip


def high_water() -> int:
    """Return the most memory this process ever had in use, in MiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


class Fuzzing:
    """Feeds mutated inputs to each door; `seen` counts what came of them, `slowest` is in seconds."""

    def __init__(self, dice: random.Random, folder: Path, data_file: Path | None = None) -> None:
        """`data_file` is a sound, closed data file to be damaged."""
        self._dice = dice
        self._folder = folder
        self._sound = b"" if data_file is None else data_file.read_bytes()
        self._books = {
            ".xlsx": [(DATA / "committee-roster.xlsx").read_bytes(), xlsx()],
            ".ods": [ods(f"<table:table-row>{ods_cell('姓名')}{ods_cell('电话')}</table:table-row>" * 3)],
            ".xls": [(DATA / "small-roster.xls").read_bytes()],
            ".csv": ["姓名,出生年月,电话\n丁巧云,1990.6,13812340001\n".encode("gb18030")],
        }
        self._wordings = [one.read_text("utf-8") for one in sorted((RESOURCES / "wordings").glob("*.txt"))]
        self.seen: Counter[str] = Counter()
        self.slowest = 0.0
        self.doors: dict[str, Callable[[], object]] = {
            "names, dates, numbers": self._person,
            "short codes": self._code,
            "wordings": self._wording,
            "spreadsheets": self._sheet,
            "data files": self._data_file,
        }

    def feed(self, door: str, times: int) -> None:
        """Feed one door; raises whatever is not a `UserFacingError`, or TimeoutError for a hang."""
        for _ in range(times):
            began = time.monotonic()
            try:
                self.doors[door]()
                self.seen[f"{door}: taken"] += 1
            except UserFacingError:
                self.seen[f"{door}: told"] += 1
            took = time.monotonic() - began
            self.slowest = max(self.slowest, took)
            if took > LONGEST:
                raise TimeoutError(f"{door}: {took:.1f} s")

    # ---- the doors

    def _person(self) -> None:
        text = self._text(_SIGNS, 24)
        number = self._dice.choice((text, "".join(self._dice.choices("0123456789X", k=18)), self._number()))
        readers: tuple[Callable[[], object], ...] = (
            lambda: clean_name(text),
            lambda: ETHNICITIES.normalise(text),
            lambda: read_anchor(text),
            lambda: parse_birth(number),
            lambda: read_id_number(number),
            lambda: normalise_phone(number),
        )
        self._dice.choice(readers)()

    def _code(self) -> None:
        names = [f"候选{number}" for number in range(self._dice.randrange(1, 40))]
        style = self._dice.choice(tuple(CodeStyle))
        parse_ballot(self._text(_CODE_SIGNS, 30), names, style)

    def _wording(self) -> None:
        text = self._dice.choice(self._wordings)
        for _ in range(self._dice.randrange(1, 6)):
            at = self._dice.randrange(len(text) + 1)
            gone = self._dice.choice((0, 0, 1, 5, 200))
            text = (
                text[:at] + self._dice.choice(_WORDS) * self._dice.choice((1, 1, 1, 50)) + text[at + gone :]
            )
        wording.check(self._dice.choice(("committee_session", "plenary", "minutes")), text)
        line = self._dice.choice(text.splitlines() or [""])
        substitute(line, {"应到": "13人", "结果": "通过"})

    def _sheet(self) -> None:
        ending = self._dice.choice((".xlsx", ".xlsx", ".ods", ".xls", ".csv"))
        content = self._dice.choice(self._books[ending])
        inside = ending in (".xlsx", ".ods") and self._dice.random() < 0.8
        content = self._repacked(content) if inside else self._damaged(content)
        path = self._folder / f"名册{ending}"
        path.write_bytes(content)
        table = most_likely_table(read_sheets(path))
        preview_roster(table, table.column_map, (), None, TODAY)

    def _data_file(self) -> None:
        content = bytearray(self._sound)
        for _ in range(self._dice.randrange(1, 8)):
            page = self._dice.randrange(len(content) // 4096)
            self._hit(content, page * 4096, min(len(content), page * 4096 + self._dice.choice((100, 4096))))
        path = self._folder / "village.fulian"
        for left in self._folder.glob("village.fulian*"):
            left.unlink()
        path.write_bytes(content)
        with Workspace.open(path, read_only=self._dice.random() < 0.5) as workspace:
            workspace.check()
            workspace.people.everyone()

    # ---- damage

    def _text(self, signs: str, most: int) -> str:
        return "".join(self._dice.choices(signs, k=self._dice.randrange(most)))

    def _number(self) -> object:
        return self._dice.choice(
            (
                self._dice.uniform(-1e6, 1e6), self._dice.randrange(-(10**20), 10**20), float("nan"),
                float("inf"), True, None, date(1985, 3, 1), self._dice.randrange(100_000), 1e300,
            )
        )  # fmt: skip

    def _repacked(self, content: bytes) -> bytes:
        """Return a workbook with damage inside one of its parts."""
        packed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
            names = source.namelist()
            hit = self._dice.choice(names)
            for name in names:
                part = source.read(name)
                target.writestr(name, self._damaged_xml(part) if name == hit else part)
        return packed.getvalue()

    def _damaged_xml(self, part: bytes) -> bytes:
        pieces = part.split(b"<")
        for _ in range(self._dice.randrange(1, 5)):
            at = self._dice.randrange(len(pieces))
            kind = self._dice.random()
            if kind < 0.3:
                del pieces[at : at + self._dice.randrange(1, 4)]
                pieces = pieces or [b""]
            elif kind < 0.6:
                pieces.insert(at, self._dice.choice(pieces) * self._dice.choice((1, 1, 300)))
            else:
                digits = bytearray(pieces[at])
                for place, one in enumerate(digits):
                    if 48 <= one <= 57 and self._dice.random() < 0.5:
                        digits[place] = self._dice.randrange(48, 58)
                pieces[at] = bytes(digits)
        return b"<".join(pieces)

    def _damaged(self, content: bytes) -> bytes:
        changed = bytearray(content)
        for _ in range(self._dice.randrange(1, 8)):
            self._hit(changed, 0, len(changed))
        return bytes(
            changed[: self._dice.randrange(1, len(changed) + 1)] if self._dice.random() < 0.2 else changed
        )

    def _hit(self, content: bytearray, first: int, end: int) -> None:
        at = self._dice.randrange(first, max(end, first + 1))
        size = self._dice.choice((1, 1, 2, 4))
        piece = self._dice.choice((self._dice.randbytes(size), b"\xff" * size, bytes(size)))
        content[at : at + size] = piece[: max(0, len(content) - at)]


def cpu_limit(seconds: int) -> None:
    """End this process when it computes on and on: a library that hangs cannot be interrupted otherwise."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    os.nice(5)
