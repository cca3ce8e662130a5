"""Mutated inputs for every door a stranger's words or files come in by: taken, or told in a sentence.

Structure is kept where it carries the damage further in: parts of workbooks are changed inside their zip,
codes and dates are built of their own signs, data files are changed page by page. The growing doors keep what
reaches a line of the program that nothing reached before, and go on from there (covering.py).
"""

from __future__ import annotations

import faulthandler
import io
import os
import resource
import time
import zipfile
from collections import Counter
from contextlib import contextmanager
from datetime import date
from functools import cached_property
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
from tests.trust.covering import Growing, change_bytes, change_text

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from typing import Any

DOORS = {
    "names, dates, numbers": 0.34,
    "short codes": 0.22,
    "wordings": 0.08,
    "spreadsheets": 0.12,
    "data files": 0.04,
    "growing names, dates, numbers": 0.08,
    "growing short codes": 0.06,
    "growing wordings": 0.02,
    "growing spreadsheets": 0.04,
}
"""The doors, and the share of each in the inputs."""
TODAY = date(2026, 11, 22)
DATA = Path(__file__).resolve().parents[1] / "data"
LONGEST = 5.0
"""Seconds of the processor an input may take before it counts as a hang; the machine may be busy."""
WATCHED_EVERY = 100
"""So many inputs may take `WATCHED` seconds together; then the process ends: no library can be stopped."""
WATCHED = 120
MOST_MEMORY = 500
"""MiB the whole process may ever have taken."""
_SIGNS = (
    "0123456789xX-—./,，、+*# \t\n\r\0年月日号岁生（）()[]【】{}<>&;:'\"%\\男女丁巧云·.⺟"
    "\u200b\u202e\ufeff\u0301\U0002a700\ud800"
)
_WORDING_KINDS = ("committee_session", "plenary", "minutes")
_ENDINGS = {b"PK": ".xlsx", b"\xd0\xcf": ".xls"}
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
            "growing names, dates, numbers": lambda: self._grow("person"),
            "growing short codes": lambda: self._grow("code"),
            "growing wordings": lambda: self._grow("wording"),
            "growing spreadsheets": lambda: self._grow("sheet"),
        }

    def feed(self, door: str, times: int) -> None:
        """Feed one door; raises whatever is not a `UserFacingError`, or TimeoutError for a hang."""
        for number in range(times):
            if number % WATCHED_EVERY == 0:
                faulthandler.dump_traceback_later(WATCHED, exit=True)
            began = time.process_time()
            try:
                self.doors[door]()
                self.seen[f"{door}: taken"] += 1
            except UserFacingError:
                self.seen[f"{door}: told"] += 1
            took = time.process_time() - began
            self.slowest = max(self.slowest, took)
            if took > LONGEST:
                raise TimeoutError(f"{door}: {took:.1f} s")
        faulthandler.cancel_dump_traceback_later()

    # ---- the doors

    def _person(self) -> None:
        text = self._text(_SIGNS, 24)
        number = self._dice.choice((text, "".join(self._dice.choices("0123456789X", k=18)), self._number()))
        if self._dice.random() < 0.5:
            self._dice.choice(_TEXT_READERS)(text)
        else:
            self._dice.choice(_NUMBER_READERS)(number)

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
        _read_wording(text, self._dice.choice(_WORDING_KINDS))

    def _sheet(self) -> None:
        ending = self._dice.choice((".xlsx", ".xlsx", ".ods", ".xls", ".csv"))
        content = self._dice.choice(self._books[ending])
        inside = ending in (".xlsx", ".ods") and self._dice.random() < 0.8
        content = self._repacked(content) if inside else self._damaged(content)
        self._read_sheet(content, ending)

    def _read_sheet(self, content: bytes, ending: str = "") -> None:
        path = self._folder / f"名册{ending or _ENDINGS.get(content[:2], '.csv')}"
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

    def _grow(self, kind: str) -> None:
        growing = self._dice.choice(self.growing[kind])
        if not growing.feed():
            raise UserFacingError(kind)

    @cached_property
    def growing(self) -> dict[str, list[Growing[Any]]]:
        """The stores of the growing doors, each beginning with good inputs."""
        dice, signs = self._dice, change_text(_SIGNS)
        births = ("1987/11", "1994.9", "1970-08-24", "19600124", "89年4月", "1990.10", "33010219650307002X")
        texts = (
            "丁巧云",
            "阿依古丽·买买提",
            "汉族",
            "13800001111",
            "0571-8888 6666",
            "流水第12条 1a2b3c4d",
            *births,
        )
        readers: tuple[Callable[[Any], object], ...] = (*_TEXT_READERS, *_NUMBER_READERS)
        books = [one for kind in (".xls", ".csv", ".ods", ".xlsx") for one in self._books[kind]]
        return {
            "person": [Growing(dice, read, (*texts, *births), signs) for read in readers],
            "code": [Growing(dice, _read_code, ("016/17/", "1+3-5", "2全 4,5*3"), change_text(_CODE_SIGNS))],
            "wording": [Growing(dice, _read_wording, self._wordings, change_text(_SIGNS, _WORDS))],
            "sheet": [Growing(dice, self._read_sheet, books, change_bytes)],
        }

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


_TEXT_READERS: tuple[Callable[[str], object], ...] = (clean_name, ETHNICITIES.normalise, read_anchor)
_NUMBER_READERS: tuple[Callable[[object], object], ...] = (parse_birth, read_id_number, normalise_phone)


def _read_code(text: str) -> None:
    names = [f"候选{number}" for number in range(17)]
    styles = tuple(CodeStyle)
    parse_ballot(text[1:], names, styles[ord(text[:1] or "0") % len(styles)])


def _read_wording(text: str, kind: str = "committee_session") -> None:
    wording.check(kind, text)
    for line in text.splitlines()[:1]:
        substitute(line, {"应到": "13人", "结果": "通过"})


@contextmanager
def watched() -> Iterator[None]:
    """Let this process be ended when it is stuck, and swallow the pages a panic of the reader prints."""
    quiet, before = os.open(os.devnull, os.O_WRONLY), os.dup(2)
    os.dup2(quiet, 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(quiet)
        os.close(before)
