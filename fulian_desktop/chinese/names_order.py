"""Order by surname strokes, 按姓氏笔画为序.

Names are compared character by character in the standard order of characters. By default a single given
name comes before all double ones of the same surname (高富 before 高大富), as national lists do; with
position_only the positions alone are compared (高大富 before 高富). Offices differ, so both are offered, and
a list may be overridden by hand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from fulian_desktop.chinese.strokes import PLACES, STROKE_NAMES, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

COMPOUND_SURNAMES: Final = frozenset(
    re.findall(
        "..",
        "欧阳司马诸葛上官司徒东方独孤南宫夏侯皇甫尉迟公孙慕容令狐长孙宇文"
        "司空端木轩辕百里呼延闻人东郭南郭公羊澹台公冶宗政濮阳淳于单于太叔"
        "申屠仲孙钟离鲜于闾丘亓官巫马公西乐正拓跋夹谷谷梁梁丘左丘东门西门"
        "第五达奚完颜纳兰赫连万俟歐陽",
    )
)

_NOT_COMPARED: Final = re.compile(r"[\s\u3000·•･．.‧・\u200b-\u200f\ufe00-\ufe0f\U000e0100-\U000e01ef]+")

SortKey = tuple[int, ...]
Item = TypeVar("Item")


def sort_key(name: str, *, position_only: bool = False) -> SortKey:
    """Return what a name is sorted by; spaces and the middle dot are not compared.

    Args:
        name: the whole name, with or without spaces inside.
        position_only: compare position by position only; otherwise single given names come first.
    """
    characters = _compared_characters(name)
    ranks = [PLACES[character].rank for character in characters]
    if position_only or not ranks:
        return tuple(ranks)
    key = [ranks[0], 1 if len(ranks) > 2 else 0, *ranks[1:]]
    if characters[:2] in COMPOUND_SURNAMES:
        key.insert(3, 1 if len(ranks) > 3 else 0)
    return tuple(key)


def sort_names(names: Iterable[str], *, position_only: bool = False) -> list[str]:
    """Return the names by surname strokes; equal names keep their order."""
    return sorted(names, key=lambda name: sort_key(name, position_only=position_only))


def sorted_by_name(
    items: Iterable[Item],
    name_of: Callable[[Item], str],
    *,
    position_only: bool = False,
    override: Mapping[str, int] | None = None,
) -> list[Item]:
    """Return anything that has a name by surname strokes, with the places set by hand honoured.

    Args:
        items: persons, seats, rows; equal names keep their order.
        name_of: returns the name of one item.
        position_only: see sort_key.
        override: name to its place in the finished list, counted from 1; places beyond the end mean last.
    """
    places = override or {}
    ordered = sorted(items, key=lambda item: sort_key(name_of(item), position_only=position_only))
    finished = [item for item in ordered if name_of(item) not in places]
    set_by_hand = [item for item in ordered if name_of(item) in places]
    for item in sorted(set_by_hand, key=lambda item: places[name_of(item)]):
        finished.insert(max(places[name_of(item)] - 1, 0), item)
    return finished


def placed_by_fallback(name: str) -> list[str]:
    """Return the characters of a name whose place is only a guess: no source gives their stroke order."""
    return [character for character in _compared_characters(name) if place_of(character).is_guess]


def explain(text: str) -> str:
    """Return why a character or a name stands where it stands: “王：4 画，起笔横”, one clause a character."""
    return "；".join(_explain_character(character) for character in _compared_characters(text))


def _explain_character(character: str) -> str:
    place = place_of(character)
    if place.count is None:
        what = "没有笔画资料，排在最后" if place.is_guess else "不是汉字，排在汉字之后"
        return f"{character}：{what}"
    if place.is_guess:
        return f"{character}：{place.count} 画，没有笔顺资料，排在同画数字的最后，请人工核对"
    if not place.opening:
        return f"{character}：{place.count} 画"
    return f"{character}：{place.count} 画，起笔{STROKE_NAMES[place.opening[0]]}"


def _compared_characters(name: str) -> str:
    return _NOT_COMPARED.sub("", name)
