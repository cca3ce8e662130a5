"""Short codes for the number pad: one ballot in a few keys. Any text gives a ballot or a clear sentence.

Exceptions only (what is not typed is approved): ``4/`` against, ``12-`` abstaining, ``5*`` unreadable.
Marks only (what is not typed abstains): ``3`` or ``1+4+7`` approved, ``4/`` against, ``5*`` unreadable.
Ranges ``2..5/`` stand for every number from 2 to 5; a sign holds for its own number or range only. A full
stop, a plus or a space only separates. ``0`` alone is a ballot invalid as a whole. Names written in are
entered beside the code, not in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.ballots import Ballot, Mark, WriteIn

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_CODE = 400
INVALID_PRESETS = ("多选", "无法辨认", "另用选票", "做了记号", "其他")

_SAFE = "这一张没有登记，已经录入的都在。"
_SIGNS = {"/": Mark.AGAINST, "-": Mark.ABSTAINING, "*": Mark.UNREADABLE}
_TOKEN = re.compile(r"\s*(?P<first>\d+)(?:\.\.(?P<last>\d+))?(?P<sign>[/*-])?[\s+,，、]*(?:\.(?!\.))?")
_WIDE = str.maketrans("０１２３４５６７８９／－＊＋．×－—–", "0123456789/-*+.*---")


class CodeStyle(Enum):
    """What an untyped number means."""

    EXCEPTIONS = "exceptions"
    MARKS = "marks"

    @property
    def phrase(self) -> str:
        """Return the words on the screen."""
        return "只录例外（没录的是赞成）" if self is CodeStyle.EXCEPTIONS else "只录划了的（没录的是弃权）"


@dataclass(frozen=True)
class _Item:
    first: int
    last: int
    sign: str
    typed: str


def parse_ballot(
    code: str,
    names: Sequence[str],
    style: CodeStyle = CodeStyle.EXCEPTIONS,
    *,
    write_ins: tuple[WriteIn, ...] = (),
    invalid_reason: str = INVALID_PRESETS[-1],
) -> Ballot:
    """Return the ballot a code stands for.

    Args:
        code: what was typed.
        names: the candidates in the order of the ballot.
        style: what an untyped number means.
        write_ins: names written in on this ballot.
        invalid_reason: why the ballot is invalid, used when the code is ``0``.

    Raises:
        UserFacingError: a number that is not on the ballot, one typed twice, a sign nobody knows.
    """
    plain = code.translate(_WIDE).strip()
    if len(plain) > LONGEST_CODE:
        raise UserFacingError(
            f"录入的代码太长（{len(plain)} 个字符）。", advice=("一次只录一张选票。",), safe=_SAFE
        )
    other = Mark.IN_FAVOUR if style is CodeStyle.EXCEPTIONS else Mark.ABSTAINING
    if plain == "0":
        return Ballot((Mark.ABSTAINING,) * len(names), (), invalid_reason or INVALID_PRESETS[-1])
    marks = [other] * len(names)
    typed: dict[int, str] = {}
    for item in _items(plain):
        _check_range(item, len(names))
        mark = _mark(item, style)
        for number in range(item.first, item.last + 1):
            if number in typed:
                raise UserFacingError(
                    f"{number} 号{names[number - 1]}录了两次：“{typed[number]}”和“{item.typed}”。",
                    advice=("请删去其中一次。",),
                    safe=_SAFE,
                )
            typed[number] = item.typed
            marks[number - 1] = mark
    return Ballot(tuple(marks), write_ins)


def shortest_code(marks: Sequence[Mark], style: CodeStyle = CodeStyle.EXCEPTIONS) -> str:
    """Return a short code for these marks: runs of equal marks as ranges, a stop only where it is needed."""
    signs = {mark: sign for sign, mark in _SIGNS.items()} | {Mark.IN_FAVOUR: ""}
    other = Mark.IN_FAVOUR if style is CodeStyle.EXCEPTIONS else Mark.ABSTAINING
    pieces = []
    start = 0
    while start < len(marks):
        end = start
        while end + 1 < len(marks) and marks[end + 1] is marks[start]:
            end += 1
        if marks[start] is not other:
            sign = signs[marks[start]]
            singly = [f"{number}{sign}" for number in range(start + 1, end + 2)]
            pieces += singly if len(singly) < 3 else [f"{start + 1}..{end + 1}{sign}"]
        start = end + 1
    code = ""
    for piece in pieces:
        code += ("." if code and code[-1].isdigit() else "") + piece
    return code


def too_many(marks: Sequence[Mark], chosen: int, seats: int) -> str:
    """Return a warning when a ballot approves of more than there are seats, empty otherwise.

    Such a ballot is not refused: it is a ballot that was cast, and counts as invalid.
    """
    number = sum(1 for mark in marks if mark is Mark.IN_FAVOUR) + chosen
    return (
        f"选了 {number} 人，应选 {seats} 人，多 {number - seats} 人，这一张将计为无效票"
        if number > seats
        else ""
    )


def _items(plain: str) -> list[_Item]:
    items = []
    place = 0
    while place < len(plain):
        match = _TOKEN.match(plain, place)
        if match is None:
            raise UserFacingError(
                f"代码第 {place + 1} 个字符“{plain[place]}”读不懂。",
                advice=("号码后面跟 /（不赞成）、-（弃权）或 *（看不清）；连续号码写 2..5；整张无效录 0。",),
                safe=_SAFE,
            )
        first, last = match["first"], match["last"] or match["first"]
        if len(first) > 3 or len(last) > 3:
            raise UserFacingError(
                f"号码“{first if len(first) > 3 else last}”太大，选票上没有。",
                advice=("号码之间用 + 隔开，例如 4+12-。",),
                safe=_SAFE,
            )
        items.append(_Item(int(first), int(last), match["sign"] or "", match[0].strip(" +,，、.")))
        place = match.end()
    return items


def _check_range(item: _Item, size: int) -> None:
    if item.first == 0 and item.last == 0:
        raise UserFacingError(
            "0 表示整张无效，不能和别的号码一起录。", advice=("整张无效时只录 0。",), safe=_SAFE
        )
    outside = next((number for number in (item.first, item.last) if not 1 <= number <= size), None)
    if outside is not None:
        raise UserFacingError(
            f"选票上没有 {outside} 号，号码从 1 到 {size}。", advice=("请看选票上的号码。",), safe=_SAFE
        )
    if item.last < item.first:
        raise UserFacingError(
            f"“{item.typed}”前后写反了。",
            advice=(f"请写成 {item.last}..{item.first}{item.sign}。",),
            safe=_SAFE,
        )


def _mark(item: _Item, style: CodeStyle) -> Mark:
    if item.sign:
        return _SIGNS[item.sign]
    if style is CodeStyle.MARKS:
        return Mark.IN_FAVOUR
    raise UserFacingError(
        f"“{item.typed}”后面没有符号。",
        advice=("只录例外时，号码后面跟 /（不赞成）、-（弃权）或 *（看不清）；赞成的不用录。",),
        safe=_SAFE,
    )
