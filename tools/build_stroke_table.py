"""Build the stroke-order table of resources/strokes/ from MIT and Unicode data.

Sources, fetched beforehand with the ordinary package tools and given as paths:
    cnchar-order 3.2.6 (MIT; what `npm pack cnchar-order` makes): stroke sequences of 6,939 characters;
    cn-sort 0.14.0 (MIT; what `pip download --no-deps cn-sort` makes): a ranking of 20,902 characters;
    Unihan 15.0 (Unicode licence; folder of the Debian package unicode-data): kTGH, kTotalStrokes, kRSUnicode.

How they are merged: characters with a sequence stand by count, sequence and, when equal, their number in the
official table (kTGH, 通用规范汉字表). Within each of the three levels of the official table its own order
wins. Every other ranked character is put between the neighbours that cn-sort gives it; an official character
that nothing else ranks stands between its official neighbours, near the others of its radical. What no source
ranks has only a stroke count and is placed when the program runs. No data under the GPL is used.

Run: python tools/build_stroke_table.py CNCHAR_ORDER.tgz CN_SORT.whl UNIHAN_FOLDER resources/strokes
"""

from __future__ import annotations

import bz2
import json
import re
import sys
import tarfile
import zipfile
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

STROKE_TYPE: Final = {"j": "1", "i": "1", "f": "2", "g": "2", "s": "3", "k": "4", "l": "4", "d": "4"}
FOLDED: Final = "5"  # every other shape is a bend or a hook
LEVELS: Final = ((1, 3500), (3501, 6500), (6501, 8105))
COUNT_BASE: Final = 33  # one printable character per stroke count; 33 itself means "no count"
COUNT_RANGES: Final = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2EBE0),
    (0x30000, 0x323AF),
)


@dataclass(frozen=True)
class Sources:
    """What the three sources say.

    Attributes:
        sequences: character to its stroke types, 1 横 2 竖 3 撇 4 点 5 折.
        ranks: character to its rank in cn-sort.
        official: characters of the official table, level by level, in its order.
        totals: character to its stroke count in Unihan (the first value: mainland).
        radicals: character to its radical in Unihan, with a mark for the simplified form.
    """

    sequences: dict[str, str]
    ranks: dict[str, int]
    official: tuple[tuple[str, ...], ...]
    totals: dict[str, int]
    radicals: dict[str, str]


@dataclass(frozen=True)
class Placed:
    """One character at its place: slot in the backbone, count, effective rank, official number, opening."""

    character: str
    slot: int
    count: int
    rank: float
    official: int
    opening: str

    @property
    def order(self) -> tuple[int, int, float, int, str]:
        """Return what the characters of one table are sorted by."""
        return (self.slot, self.count, self.rank, self.official, self.character)


def longest_sorted_run(values: Sequence[Any]) -> list[int]:
    """Return the positions of one longest strictly increasing subsequence."""
    tails: list[Any] = []
    tail_at: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(tail_at[place - 1] if place else -1)
        tails[place : place + 1] = [value]
        tail_at[place : place + 1] = [position]
    run: list[int] = []
    position = tail_at[-1] if tail_at else -1
    while position >= 0:
        run.append(position)
        position = before[position]
    return run[::-1]


def read_sources(cnchar_archive: Path, cn_sort_wheel: Path, unihan: Path) -> Sources:
    """Read the four facts out of the packages as they were downloaded."""
    with tarfile.open(cnchar_archive) as archive:
        member = archive.extractfile("package/cnchar.order.min.js")
        if member is None:
            raise SystemExit("cnchar-order: cnchar.order.min.js is missing")
        script = member.read().decode("utf-8")
    letters: dict[str, str] = json.loads(re.findall(r"JSON\.parse\('(.*?)'\)", script)[0])
    sequences = {
        character: "".join(STROKE_TYPE.get(letter, FOLDED) for letter in shape)
        for character, shape in letters.items()
        if is_han(character)
    }
    with zipfile.ZipFile(cn_sort_wheel) as wheel:
        entries = json.loads(wheel.read("cn_sort/res/all_word.json"))["all_word"]
    ranks = {
        entry["chinese"]: int(entry["stroke_increment_level"])
        for entry in entries
        if is_han(entry["chinese"])
    }
    numbers: dict[int, str] = {}
    totals: dict[str, int] = {}
    radicals: dict[str, str] = {}
    for path in sorted(unihan.glob("Unihan_*.txt.bz2")):
        for line in bz2.decompress(path.read_bytes()).decode("utf-8").splitlines():
            if line.startswith("U+"):
                code, name, value = line.split("\t")
                if name == "kTGH":
                    numbers[int(value.split(":")[1])] = chr(int(code[2:], 16))
                elif name == "kTotalStrokes":
                    totals[chr(int(code[2:], 16))] = int(value.split()[0])
                elif name == "kRSUnicode":
                    radicals[chr(int(code[2:], 16))] = value.split()[0].split(".")[0]
    official = tuple(tuple(numbers[n] for n in range(first, last + 1)) for first, last in LEVELS)
    return Sources(sequences, ranks, official, totals, radicals)


def is_han(text: str) -> bool:
    """Return whether the text is one unified ideograph."""
    return len(text) == 1 and any(first <= ord(text) <= last for first, last in COUNT_RANGES)


class Table:
    """The merge: a backbone of characters with sequences, and everything else put between them."""

    def __init__(self, sources: Sources) -> None:
        """Drop the sequences that the official order contradicts and line up the backbone."""
        self.sources = sources
        self.sequences = dict(sources.sequences)
        self.overruled: list[list[str]] = []
        for level in sources.official:
            known = [character for character in level if character in self.sequences]
            keys = [(len(self.sequences[c]), self.sequences[c], i) for i, c in enumerate(known)]
            kept = set(longest_sorted_run(keys))
            wrong = [character for position, character in enumerate(known) if position not in kept]
            self.overruled.append(wrong)
            for character in wrong:
                del self.sequences[character]
        self.number = {c: i for i, c in enumerate((c for level in sources.official for c in level), start=1)}
        self.backbone = sorted(self.sequences, key=self._backbone_key)
        self.index = {character: position for position, character in enumerate(self.backbone)}
        self.counts = [len(self.sequences[character]) for character in self.backbone]
        ranked = [c for c in self.backbone if c in sources.ranks]
        anchors = [ranked[i] for i in longest_sorted_run([sources.ranks[c] for c in ranked])]
        self.anchor_ranks = [sources.ranks[character] for character in anchors]
        self.anchor_slots = [self.index[character] for character in anchors]
        self.hints = self._radical_hints()

    def _backbone_key(self, character: str) -> tuple[int, str, int, int]:
        sequence = self.sequences[character]
        rank = self.sources.ranks.get(character, 1 << 30)
        return (len(sequence), sequence, self.number.get(character, 1 << 30), rank)

    def rows(self) -> list[Placed]:
        """Return every character that some source puts in an order, sorted."""
        placed = [
            Placed(c, slot, self.counts[slot], -1.0, 0, self.sequences[c])
            for slot, c in enumerate(self.backbone)
        ]
        for level in self.sources.official:
            placed.extend(self._official_gaps(level))
        done = {row.character for row in placed}
        for character, rank in self.sources.ranks.items():
            if character not in done:
                slot = self._slot_of_rank(rank)
                count = self._count_near(character, slot)
                placed.append(self._between(character, self._clamped(slot, count), count, rank))
        return sorted(placed, key=lambda row: row.order)

    def _official_gaps(self, level: tuple[str, ...]) -> list[Placed]:
        """Place the characters of one level that have no sequence, between those that have one."""
        rows: list[Placed] = []
        for known, run in groupby(enumerate(level), key=lambda numbered: numbered[1] in self.index):
            if not known:
                gap = [character for _, character in run]
                first = self.number[gap[0]] - self.number[level[0]]
                low = self.index[level[first - 1]] if first else 0
                behind = first + len(gap)
                high = self.index[level[behind]] if behind < len(level) else len(self.backbone)
                rows.extend(self._fill_gap(gap, low, high))
        return rows

    def _fill_gap(self, gap: list[str], low: int, high: int) -> list[Placed]:
        """Place one run of official characters after backbone place low and before backbone place high."""
        counts = self._counts_in_gap(gap, self.counts[low], self.counts[min(high, len(self.counts) - 1)])
        slots: dict[str, int] = {}
        ranked = [c for c in gap if c in self.sources.ranks]
        for place in longest_sorted_run([self.sources.ranks[c] for c in ranked]):
            character = ranked[place]
            wanted = self._clamped(self._slot_of_rank(self.sources.ranks[character]), counts[character])
            low_now = max(slots.values(), default=low)
            slots[character] = min(max(wanted, low_now), high - 1)
        rows: list[Placed] = []
        slot, rank = low, 0.0
        for position, character in enumerate(gap):
            limit = next((slots[c] for c in gap[position:] if c in slots), high - 1)
            if character in slots:
                wanted, wanted_rank = slots[character], float(self.sources.ranks[character])
            else:
                wanted, wanted_rank = self._near_radical(character, counts[character], slot, limit), 0.0
            wanted = min(max(wanted, slot), max(limit, slot))
            rank = max(rank, wanted_rank) if wanted == slot else wanted_rank
            slot = wanted
            rows.append(self._between(character, slot, counts[character], rank))
        return [self._with_honest_opening(row, rows, i, low, high) for i, row in enumerate(rows)]

    def _counts_in_gap(self, gap: list[str], low: int, high: int) -> dict[str, int]:
        """Return rising counts; where Unihan contradicts the official order, the neighbour before decides."""
        totals = [(self.sources.totals.get(c, 0), place) for place, c in enumerate(gap)]
        inside = [pair for pair in totals if low <= pair[0] <= high]
        trusted = {inside[place][1] for place in longest_sorted_run(inside)}
        counts: dict[str, int] = {}
        current = low
        for place, character in enumerate(gap):
            current = totals[place][0] if place in trusted else current
            counts[character] = current
        return counts

    def _near_radical(self, character: str, count: int, low: int, high: int) -> int:
        """Return the last place between low and high whose opening is not after that of the radical."""
        low = max(low, self._clamped(low, count))
        hint = self.hints.get(self.sources.radicals.get(character, ""))
        if hint is None:
            return low
        here = takewhile(
            lambda place: self.counts[place] == count and self.sequences[self.backbone[place]] < hint + "3",
            range(low + 1, high + 1),
        )
        return max(here, default=low)

    def _with_honest_opening(self, row: Placed, rows: list[Placed], i: int, low: int, high: int) -> Placed:
        """Claim only the opening strokes that the official neighbours on both sides share."""
        if row.character in self.sources.ranks:
            return row
        before = next((r.slot for r in reversed(rows[:i]) if r.character in self.sources.ranks), low)
        after = next((r.slot + 1 for r in rows[i + 1 :] if r.character in self.sources.ranks), high)
        return replace(row, opening=self._shared_opening(before, after, row.count))

    def _radical_hints(self) -> dict[str, str]:
        """Return for each radical the first three strokes that most of its characters begin with."""
        openings: dict[str, Counter[str]] = defaultdict(Counter)
        for character, sequence in self.sequences.items():
            openings[self.sources.radicals.get(character, "")][sequence[:3]] += 1
        usual = {radical: counter.most_common(1)[0] for radical, counter in openings.items()}
        return {r: hint for r, (hint, times) in usual.items() if 2 * times > openings[r].total()}

    def _slot_of_rank(self, rank: int) -> int:
        place = bisect_right(self.anchor_ranks, rank) - 1
        return self.anchor_slots[max(place, 0)]

    def _count_near(self, character: str, slot: int) -> int:
        here = self.counts[slot]
        return self.sources.totals.get(character, here)

    def _clamped(self, slot: int, count: int) -> int:
        first = max(bisect_left(self.counts, count) - 1, 0)
        last = max(bisect_right(self.counts, count) - 1, 0)
        return min(max(slot, first), last)

    def _between(self, character: str, slot: int, count: int, rank: float) -> Placed:
        opening = self._shared_opening(slot, slot + 1, count)
        return Placed(character, slot, count, rank, self.number.get(character, 1 << 30), opening)

    def _shared_opening(self, before: int, after: int, count: int) -> str:
        """Return the strokes with which both neighbours begin, never a whole sequence no source gives."""
        if after >= len(self.backbone) or not self.counts[before] == self.counts[after] == count:
            return ""
        pairs = zip(self.sequences[self.backbone[before]], self.sequences[self.backbone[after]], strict=True)
        shared = takewhile(lambda pair: pair[0] == pair[1], pairs)
        return "".join(stroke for stroke, _ in shared)[: count - 1]


def write_table(sources: Sources, rows: list[Placed], folder: Path) -> None:
    """Write the order, the counts of everything else and the official levels as plain text."""
    lines = ["# strokes<TAB>stroke types, * = the rest is not known<TAB>characters in order"]
    for (count, opening), group in groupby(rows, key=lambda row: (row.count, row.opening)):
        shown = opening if len(opening) == count else opening + "*"
        lines.append(f"{count}\t{shown}\t{''.join(row.character for row in group)}")
    (folder / "order.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    ordered = {row.character for row in rows}
    blocks = []
    for first, last in COUNT_RANGES:
        counts = [0 if chr(c) in ordered else sources.totals.get(chr(c), 0) for c in range(first, last + 1)]
        blocks.append(f"{first:X}\t{''.join(chr(COUNT_BASE + count) for count in counts)}")
    (folder / "counts.tsv").write_text("\n".join(blocks) + "\n", encoding="ascii", newline="\n")
    levels = "\n".join("".join(level) for level in sources.official)
    (folder / "official_levels.txt").write_text(levels + "\n", encoding="utf-8", newline="\n")


def report(sources: Sources, table: Table, rows: list[Placed]) -> None:
    """Say how far the sequences alone and the merged table are from the official order."""
    position = {row.character: place for place, row in enumerate(rows)}
    for number, level in enumerate(sources.official, start=1):
        missing = sum(character not in sources.sequences for character in level)
        moved = len(level) - len(longest_sorted_run([position[character] for character in level]))
        wrong = "".join(table.overruled[number - 1]) or "none"
        print(f"level {number}: {len(level)} characters, {missing} without a sequence,")
        print(
            f"  sequences overruled by the official order: {wrong}; out of place in the merged table: {moved}"
        )
    falls = sum(later.count < earlier.count for earlier, later in pairwise(rows))
    print(f"{len(rows)} characters in order ({falls} steps back in count), {len(sources.totals)} counts")


def main(arguments: list[str]) -> None:
    """Build the table from the paths given on the command line."""
    if len(arguments) != 4:
        raise SystemExit(__doc__)
    cnchar_archive, cn_sort_wheel, unihan, folder = (Path(argument) for argument in arguments)
    sources = read_sources(cnchar_archive, cn_sort_wheel, unihan)
    table = Table(sources)
    rows = table.rows()
    folder.mkdir(parents=True, exist_ok=True)
    write_table(sources, rows, folder)
    report(sources, table, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
