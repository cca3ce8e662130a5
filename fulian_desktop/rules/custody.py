"""Where the ballots are: equations that must close, each with both its sides and the number to look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fulian_desktop.rules.ballot_tally import Tally
    from fulian_desktop.rules.ballots import Contest

WORDS = {
    "printed": "印制",
    "spoiled": "作废",
    "issued": "发出",
    "unused": "剩余",
    "returned": "收回",
    "not_returned": "未收回",
    "present": "实到",
    "valid": "有效",
    "invalid": "无效",
    "entered": "已录入",
}


class Light(Enum):
    """How an equation stands."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class Figures:
    """The numbers of one round; None: not entered yet. `present` are those who may vote and are there."""

    present: int | None
    printed: int | None = None
    spoiled: int | None = None
    issued: int | None = None
    unused: int | None = None
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None


@dataclass(frozen=True)
class Term:
    """One number of an equation with its key and word; None: not entered yet."""

    key: str
    word: str
    number: int | None


@dataclass(frozen=True)
class Lamp:
    """One equation: the left side, the terms of the right side, how it stands, and the number to look at.

    `sign` is "=" or "≤". `fix` is the key of the number to look at first, empty when it holds.
    """

    key: str
    light: Light
    left: Term
    sign: str
    right: tuple[Term, ...]
    sentence: str
    fix: str = ""

    @property
    def right_sum(self) -> int | None:
        """Return the sum of the right side, None while a number is missing."""
        numbers = [term.number for term in self.right]
        return None if any(number is None for number in numbers) else sum(n for n in numbers if n is not None)

    @property
    def relation(self) -> str:
        """Return the sign that is true of the numbers: `sign`, or ≠ or > when they break it.

        With a number missing nothing is broken yet.
        """
        left, right = self.left.number, self.right_sum
        if left is None or right is None:
            return self.sign
        if self.sign == "=":
            return "=" if left == right else "≠"
        return "≤" if left <= right else ">"


def lamps(figures: Figures) -> tuple[Lamp, ...]:
    """Return the custody equations: printed, issued against present, issued against returned, returned."""
    gone = (
        None
        if figures.issued is None or figures.returned is None
        else max(0, figures.issued - figures.returned)
    )
    printed = _equation(
        "printed",
        _term("printed", figures.printed),
        (
            _term("issued", figures.issued),
            _term("spoiled", 0 if figures.spoiled is None else figures.spoiled),
            _term("unused", figures.unused),
        ),
        suspect="issued"
        if figures.present is not None and (figures.issued or 0) > figures.present
        else "unused",
    )
    issued = _limit("issued", figures.issued, "present", figures.present, "每人只能领一张选票")
    returned = _returned(figures, gone)
    counted = _equation(
        "returned",
        _term("returned", figures.returned),
        (_term("valid", figures.valid), _term("invalid", figures.invalid)),
        suspect="valid",
    )
    return (printed, issued, returned, counted)


def entry_lamp(entered: int | None, returned: int | None) -> Lamp:
    """Return the lamp of ballots entered against ballots returned; None: nobody said how many."""
    left, right = _term("returned", returned), (_term("entered", entered),)
    if returned is None:
        return Lamp("entered", Light.AMBER, left, "=", right, "还没有登记收回的选票数", "returned")
    if entered is None:
        return Lamp("entered", Light.AMBER, left, "=", right, "还没有填有效票和无效票的张数", "entered")
    if entered < returned:
        return Lamp(
            "entered", Light.AMBER, left, "=", right, f"还有 {returned - entered} 张没有录入", "entered"
        )
    if entered > returned:
        return Lamp(
            "entered", Light.RED, left, "=", right, f"比收回的选票多录了 {entered - returned} 张", "entered"
        )
    return Lamp("entered", Light.GREEN, left, "=", right, f"收回的 {returned} 张都录入了")


def tally_lamps(contest: Contest, tally: Tally) -> tuple[Lamp, ...]:
    """Return the equations of a tally that do not close: each candidate's sum, and all approvals."""
    found = []
    for line in tally.lines:
        total = line.total
        if total != tally.valid:
            more = f"多 {total - tally.valid}" if total > tally.valid else f"少 {tally.valid - total}"
            found.append(
                Lamp(
                    f"candidate:{line.number}",
                    Light.RED,
                    _term("valid", tally.valid),
                    "=",
                    (
                        Term("in_favour", "赞成", line.in_favour),
                        Term("against", "不赞成", line.against),
                        Term("abstaining", "弃权", line.abstaining),
                        Term("partly_invalid", "部分无效", line.partly_invalid),
                        *((Term("not_voting", "未表态", line.not_voting),) if line.not_voting else ()),
                    ),
                    f"{line.name}各栏合计 {total}，比有效票 {tally.valid} {more}",
                    f"candidate:{line.number}",
                )
            )
    if contest.limited:
        found += [_approvals(contest, tally, part.post, part.seats) for part in contest.parts]
    return tuple(one for one in found if one.light is not Light.GREEN)


def returned_too_many(figures: Figures) -> bool:
    """Return whether more ballots came back than went out, which makes the election invalid."""
    return figures.issued is not None and figures.returned is not None and figures.returned > figures.issued


def all_green(found: Iterable[Lamp]) -> bool:
    """Return whether every equation holds."""
    return all(lamp.light is Light.GREEN for lamp in found)


def _approvals(contest: Contest, tally: Tally, post: str, seats: int) -> Lamp:
    approvals = sum(line.in_favour for line in tally.lines if line.post == post)
    approvals += sum(line.in_favour for line in tally.write_ins if line.post == post)
    most = tally.valid * seats
    left = Term("approvals", "赞成票合计", approvals)
    right = (Term("most", f"有效票 × 应选（{tally.valid} × {seats}）", most),)
    if approvals <= most:
        return Lamp(f"approvals:{post}", Light.GREEN, left, "≤", right, "赞成票合计没有超过上限")
    return Lamp(
        f"approvals:{post}",
        Light.RED,
        left,
        "≤",
        right,
        f"赞成票合计 {approvals} 超过上限 {most}（有效票 {tally.valid} 张，每张最多选 {seats} 人）",
        "approvals",
    )


def _returned(figures: Figures, gone: int | None) -> Lamp:
    left = _term("issued", figures.issued)
    right = (_term("returned", figures.returned), _term("not_returned", gone))
    if returned_too_many(figures):
        return Lamp(
            "issued",
            Light.RED,
            left,
            "=",
            right,
            f"收回 {figures.returned} 张，多于发出的 {figures.issued} 张：选举无效，应当重新选举",
            "returned",
        )
    if figures.issued is None or figures.returned is None:
        missing = "issued" if figures.issued is None else "returned"
        return Lamp("issued", Light.AMBER, left, "=", right, f"还没有登记{WORDS[missing]}的选票数", missing)
    words = "全部收回" if gone == 0 else f"有 {gone} 张没有收回；收回少于发出，选举有效"
    return Lamp("issued", Light.GREEN, left, "=", right, words)


def _limit(key: str, number: int | None, limit_key: str, limit: int | None, why: str) -> Lamp:
    left, right = _term(key, number), (_term(limit_key, limit),)
    word, limit_word = WORDS[key], WORDS[limit_key]
    if limit is None:
        return Lamp(f"{key}_limit", Light.AMBER, left, "≤", right, f"还没有清点{limit_word}人数", limit_key)
    if number is None:
        return Lamp(f"{key}_limit", Light.AMBER, left, "≤", right, f"还没有登记{word}的选票数", key)
    if number > limit:
        return Lamp(
            f"{key}_limit",
            Light.RED,
            left,
            "≤",
            right,
            f"{word} {number} 张，比{limit_word} {limit} 人多 {number - limit} 张：{why}",
            key,
        )
    return Lamp(f"{key}_limit", Light.GREEN, left, "≤", right, f"没有超过{limit_word} {limit} 人")


def _equation(key: str, left: Term, right: tuple[Term, ...], *, suspect: str) -> Lamp:
    missing = next((term for term in (left, *right) if term.number is None), None)
    if missing is not None:
        return Lamp(key, Light.AMBER, left, "=", right, f"还没有登记{missing.word}的选票数", missing.key)
    total = sum(term.number for term in right if term.number is not None)
    assert left.number is not None
    sum_words = " + ".join(f"{term.word} {term.number}" for term in right)
    if total == left.number:
        return Lamp(key, Light.GREEN, left, "=", right, f"{left.word} {left.number} = {sum_words}")
    difference = f"多 {total - left.number}" if total > left.number else f"少 {left.number - total}"
    return Lamp(
        key,
        Light.RED,
        left,
        "=",
        right,
        f"对不上：{sum_words} = {total}，比{left.word}的 {left.number} 张{difference} 张；"
        f"请先核对{WORDS[suspect]}",
        suspect,
    )


def _term(key: str, number: int | None) -> Term:
    return Term(key, WORDS[key], number)
