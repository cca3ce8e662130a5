"""Whether the minute-taker's own words say a number that the record does not have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import parse_chinese_number
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fulian_desktop.documents.papers.minutes_parts import MinutesText

_NUMBER = r"\d{1,6}|[零〇一二两三四五六七八九十百千]{1,6}"
_COUNTED = re.compile(rf"({_NUMBER})\s*(?:[人票名位席]|个席位)")
_LABELLED = re.compile(
    rf"(应到|实到|不同意|反对|同意|赞成|弃权|未表态|请假|缺席|列席|法定人数)[^\d，。；、\n]{{0,3}}?({_NUMBER})"
)
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})|(\d{1,2})[时点](?:(\d{1,2})分)?")
_SAME = {"反对": "不同意", "赞成": "同意"}


@dataclass(frozen=True)
class NumberNotInRecord:
    """A number in own words that the record does not have.

    Args:
        part: where it stands (`MinutesText.part`).
        words: the number as written, with what it counts.
        start: characters from the beginning of the own words.
        sentence: what is wrong, for the screen.
    """

    part: str
    words: str
    start: int
    sentence: str


@dataclass(frozen=True)
class RecordedNumbers:
    """The numbers the record has: all of them, those behind a word such as 同意, and times of day."""

    every: frozenset[int]
    labelled: frozenset[tuple[str, int]]
    clocks: frozenset[tuple[int, int]]


def recorded_numbers(parts: Sequence[MinutesText]) -> RecordedNumbers:
    """Return the numbers the record says in any part of the minutes."""
    text = "\n".join(part.facts_text for part in parts)
    return RecordedNumbers(
        frozenset(number for found in re.finditer(_NUMBER, text) for number in _read(found[0])),
        frozenset(_labels(text)),
        frozenset(clock for _, clock in _clocks(text)),
    )


def numbers_not_in_record(part: str, text: str, known: RecordedNumbers) -> tuple[NumberNotInRecord, ...]:
    """Return the numbers of persons and votes, and the times of day, that the record does not have."""
    found: dict[int, NumberNotInRecord] = {}
    for match in _LABELLED.finditer(text):
        label = _SAME.get(match[1], match[1])
        for number in _read(match[2]):
            if (label, number) not in known.labelled:
                said = sorted(value for name, value in known.labelled if name == label)
                has = f"记录里{label}是 {'、'.join(map(str, said))}" if said else f"记录里没有{label}"
                found[match.start(2)] = NumberNotInRecord(
                    part, match[0], match.start(), f"“{match[0]}”：{has}"
                )
    for match in _COUNTED.finditer(text):
        if match.start(1) not in found and not any(one in known.every for one in _read(match[1])):
            found[match.start(1)] = NumberNotInRecord(
                part, match[0], match.start(), f"“{match[0]}”：记录里没有这个数"
            )
    for start, clock in _clocks(text):
        if clock not in known.clocks:
            words = f"{clock[0]}:{clock[1]:02d}"
            found[start] = NumberNotInRecord(part, words, start, f"“{words}”：记录里没有这个时间")
    return tuple(found[start] for start in sorted(found))


def disagreements(parts: Sequence[MinutesText]) -> tuple[NumberNotInRecord, ...]:
    """Return what own words say against the record, over all parts."""
    known = recorded_numbers(parts)
    return tuple(
        one
        for part in parts
        if part.words is not None
        for one in numbers_not_in_record(part.part, part.words.text, known)
    )


def _labels(text: str) -> Iterator[tuple[str, int]]:
    for match in _LABELLED.finditer(text):
        for number in _read(match[2]):
            yield _SAME.get(match[1], match[1]), number
    # 应　到 and 请　假 stand with a full-width space before their colon in the head.
    for match in re.finditer(rf"([应实请缺列])　([到假席])：({_NUMBER})人", text):
        for number in _read(match[3]):
            yield match[1] + match[2], number


def _clocks(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    for match in _CLOCK.finditer(text):
        hour, minute = match[1] or match[3], match[2] or match[4] or "0"
        yield match.start(), (int(hour), int(minute))


def _read(word: str) -> Iterable[int]:
    if word.isascii():
        return (int(word),)
    try:
        return (parse_chinese_number(word),)
    except UserFacingError:
        return ()
