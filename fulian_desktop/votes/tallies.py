"""Tallies: how hands are counted in zones, by two counters, and again. Pure rules.

A tally is one counter's taking of the numbers of one question, zone by zone. A second counter and a recount
are further tallies; none is ever changed. What a count says must come out of its tallies or have a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.votes.records import HandEntry, MotionKey

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING_LOST = "已经登记的都还在，这一次没有登记。"
MOST = 9999
"""More hands than this are a slip of the finger."""
HANDS = (("in_favour", "同意"), ("against", "不同意"), ("abstaining", "弃权"), ("not_voting", "未表态"))


class TalliesDiffer(UserFacingError):
    """What is to be recorded is not what the counters found; it needs a recount or a reason."""


@dataclass(frozen=True)
class Zone:
    """A row or area of the hall with its counter; `members` are the persons who sit there, if noted."""

    name: str
    counter: str = ""
    members: tuple[int, ...] = ()


@dataclass(frozen=True)
class ZoneHands:
    """The hands of one zone; `people` are the voters in it when its members are noted, else None.

    `in_favour` None means that those in favour were not counted here.
    """

    zone: str = ""
    counter: str = ""
    people: int | None = None
    against: int = 0
    abstaining: int = 0
    not_voting: int = 0
    in_favour: int | None = None

    @property
    def counted(self) -> int:
        """Return all hands counted in the zone."""
        return (self.in_favour or 0) + self.against + self.abstaining + self.not_voting

    @property
    def derived_in_favour(self) -> int | None:
        """Return those in favour, counted or as what is left of the people; None when neither is known."""
        if self.in_favour is not None or self.people is None:
            return self.in_favour
        return self.people - self.counted

    def number(self, hand: str) -> int | None:
        """Return one number by its name (`against`); None for those in favour when they were not counted."""
        value = getattr(self, hand)
        return None if value is None else int(value)


@dataclass(frozen=True)
class Tally:
    """One counter's taking; `rows` are its zones, one row without a name for the whole hall."""

    id: int
    meeting_id: int
    key: MotionKey
    counter: str
    rows: tuple[ZoneHands, ...]
    at: str
    user: str

    @property
    def entry(self) -> HandEntry:
        """Return the sums of all zones as they are entered for the question."""
        return sum_of(self.rows)

    @property
    def in_zones(self) -> bool:
        """Return whether it was counted zone by zone."""
        return any(row.zone for row in self.rows)


@dataclass(frozen=True)
class Difference:
    """One number in which two tallies differ; `zone` is empty for the whole hall."""

    zone: str
    hand: str
    first: int
    second: int

    @property
    def words(self) -> str:
        """Return 前排 弃权：第一遍 1，第二遍 2."""
        return f"{self.zone + ' ' if self.zone else ''}{self.hand}：前一遍 {self.first}，后一遍 {self.second}"


class Way(Enum):
    """How the tallies of a count came to its numbers."""

    SINGLE = "single"
    AGREED = "agreed"
    RECOUNTED = "recounted"
    REASON = "reason"

    @property
    def phrase(self) -> str:
        """Return the words on the screen and on paper."""
        return {
            "single": "数了一遍",
            "agreed": "两人清点一致",
            "recounted": "重新清点后一致",
            "reason": "清点不一致，写明原因",
        }[self.value]


@dataclass(frozen=True)
class Settlement:
    """How a count was settled from the tallies up to `last_tally_id`."""

    count_id: int
    last_tally_id: int
    way: Way
    reason: str


def check_row(row: ZoneHands) -> None:
    """Refuse numbers of a zone that cannot be.

    Raises:
        UserFacingError: a number is negative or far too large, or there are more hands than people.
    """
    where = f"{row.zone}的" if row.zone else ""
    for name, word in HANDS:
        number = row.number(name)
        if number is None:
            continue
        if number < 0:
            raise UserFacingError(
                f"{where}{word}人数不能是负数，现在是 {number}。",
                advice=("没有人就填 0。",),
                safe=NOTHING_LOST,
            )
        if number > MOST:
            raise UserFacingError(
                f"{where}{word}人数填了 {number}，太大了。",
                advice=("请核对是不是多按了几个数字。",),
                safe=NOTHING_LOST,
            )
    if row.people is not None and row.counted > row.people:
        raise UserFacingError(
            f"{row.zone or '全场'}只有 {row.people} 人有表决权，数出来 {row.counted} 只手，"
            f"多 {row.counted - row.people}。",
            advice=("请这一区再数一遍。", "有人换了座位，请改这一区的名单，或者把名单清空。"),
            safe=NOTHING_LOST,
        )


def sum_of(rows: Sequence[ZoneHands]) -> HandEntry:
    """Return the sums of all zones; those in favour only where every zone counted them.

    Raises:
        UserFacingError: numbers that cannot be, or those in favour counted in some zones only.
    """
    for row in rows:
        check_row(row)
    counted = [row for row in rows if row.in_favour is not None]
    in_favour: int | None = None
    if counted:
        known = [row.derived_in_favour for row in rows]
        if None in known:
            missing = "、".join(row.zone for row, number in zip(rows, known, strict=True) if number is None)
            raise UserFacingError(
                f"同意人数只数了一部分：{missing}没有填。",
                advice=("每一区都数同意，或者都不数（不数就自动算出）。",),
                safe=NOTHING_LOST,
            )
        in_favour = sum(number for number in known if number is not None)
    return HandEntry(
        sum(row.against for row in rows),
        sum(row.abstaining for row in rows),
        sum(row.not_voting for row in rows),
        in_favour,
    )


def numbers_of(entry: HandEntry, voters: int) -> tuple[int, int, int, int]:
    """Return in favour, against, abstaining, not voting; those in favour are derived where not counted."""
    rest = entry.against + entry.abstaining + entry.not_voting
    in_favour = voters - rest if entry.in_favour is None else entry.in_favour
    return (in_favour, entry.against, entry.abstaining, entry.not_voting)


def differences(first: Tally, second: Tally) -> tuple[Difference, ...]:
    """Return only the numbers in which two tallies differ, zone by zone where they have the same zones."""
    mine = {row.zone: row for row in first.rows}
    other = {row.zone: row for row in second.rows}
    if set(mine) != set(other):
        mine, other = {"": _whole(first)}, {"": _whole(second)}
    found: list[Difference] = []
    for zone, row in mine.items():
        for name, word in HANDS:
            one, two = row.number(name), other[zone].number(name)
            if one is not None and two is not None and one != two:
                found.append(Difference(zone, word, one, two))
    return tuple(found)


def settle(tallies: Sequence[Tally], entry: HandEntry, voters: int, reason: str) -> tuple[Way, str] | None:
    """Return how the tallies came to an entry, and the reason where one was needed; None without tallies.

    Args:
        tallies: the tallies of the question that no count has settled yet, in the order they were taken.
        entry: what is to be recorded.
        voters: who may raise a hand.
        reason: why the numbers are recorded though the counters do not agree; may be empty.

    Raises:
        TalliesDiffer: the counters do not agree on the entry, and there is no reason.
    """
    if not tallies:
        return None
    fault = disagreement(tallies, entry, voters)
    if not fault:
        if len(tallies) == 1:
            return Way.SINGLE, ""
        return (Way.AGREED if len(tallies) == 2 else Way.RECOUNTED), ""
    if reason.strip():
        return Way.REASON, reason.strip()
    raise TalliesDiffer(fault, advice=("请再数一遍；或者写明原因，两遍的数字都会保留。",), safe=NOTHING_LOST)


def disagreement(tallies: Sequence[Tally], entry: HandEntry, voters: int) -> str:
    """Return in words why the counters do not agree on an entry, empty when they do."""
    if not tallies:
        return ""
    last = tallies[-1]
    wanted = numbers_of(entry, voters)
    if numbers_of(last.entry, voters) != wanted:
        return (
            f"要登记的票数（{_in_words(wanted)}）与最后一遍清点"
            f"（{_in_words(numbers_of(last.entry, voters))}）不同。"
        )
    earlier = tallies[:-1]
    if not earlier or any(not _compared(one, last, voters) for one in earlier):
        return ""
    found = _compared(earlier[-1], last, voters)
    return f"两遍清点有 {len(found)} 个数不一样：{'；'.join(one.words for one in found)}。"


def _compared(first: Tally, second: Tally, voters: int) -> tuple[Difference, ...]:
    """Return the differences, or those of the sums where the one counted what the other derived."""
    found = differences(first, second)
    if found:
        return found
    sums = zip(HANDS, numbers_of(first.entry, voters), numbers_of(second.entry, voters), strict=True)
    return tuple(Difference("", word, one, two) for (_, word), one, two in sums if one != two)


def _whole(tally: Tally) -> ZoneHands:
    entry = tally.entry
    return ZoneHands(
        against=entry.against,
        abstaining=entry.abstaining,
        not_voting=entry.not_voting,
        in_favour=entry.in_favour,
    )


def _in_words(numbers: tuple[int, int, int, int]) -> str:
    return "，".join(f"{word} {number}" for (_, word), number in zip(HANDS, numbers, strict=True))
