"""Characters that make trouble in names (rare, look-alike, invisible), and names made clean and even.

A name is stored without inner spaces, with the middle dot U+00B7, in Unicode form NFC. The full-width space
that makes two-character names as wide as three is put in when a list is drawn, never stored.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MIDDLE_DOT: Final = "·"
FULL_WIDTH_SPACE: Final = "\u3000"

_DOT_VARIANTS: Final = re.compile(r"\s*[·•･・．.‧∙⋅᛫●]\s*")
_HAN_BLOCKS: Final = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2FA1F),
    (0x30000, 0x3FFFD),
)
_COMPATIBILITY: Final = ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
_UNIFIED_AMONG_COMPATIBILITY: Final = frozenset("﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩")
_RADICALS: Final = ((0x2E80, 0x2FD5),)
_VARIATION_SELECTORS: Final = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_DIRECTION_MARKS: Final = ((0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069), (0x061C, 0x061C))
_NO_WIDTH: Final = ((0x200B, 0x200D), (0x2060, 0x2064), (0xFEFF, 0xFEFF), (0x00AD, 0x00AD))
_TROUBLED_RANGES: Final = (
    (((0x31C0, 0x31EF),), "{character} 是笔画符号，不是汉字（{code}）。"),
    (
        ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD)),
        "有一个自造字码位（{code}），换一台电脑就可能变成别的字或空白，请重新输入。",
    ),
    (_VARIATION_SELECTORS, "有一个看不见的异体选择符（{code}）。"),
    (_DIRECTION_MARKS, "有一个看不见的方向控制符（{code}）。"),
    (_NO_WIDTH, "有一个看不见的零宽字符（{code}）。"),
    (((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F)), "有一个看不见的控制字符（{code}）。"),
    (((0xD800, 0xDFFF),), "有一个损坏的字符（{code}）。"),
)

Ranges = tuple[tuple[int, int], ...]


def characters(text: str) -> list[str]:
    """Return the code points with a code name each as the user may quote it: “𬱖 U+2CC56”."""
    return [f"{character} U+{ord(character):04X}" for character in text]


def is_han(character: str) -> bool:
    """Return whether one character is a Chinese character proper, not a radical or a compatibility form."""
    return _within(character, _HAN_BLOCKS) and not _is_compatibility(character)


def outside_gb2312(text: str) -> list[str]:
    """Return the Chinese characters of a text that GB 2312 does not have: the ones to check on paper."""
    return [character for character in dict.fromkeys(text) if is_han(character) and not _in_gb2312(character)]


def troubles(text: str) -> tuple[str, ...]:
    """Return in words every character that must not be in a name, each once, in order of appearance."""
    told = (_trouble_of(character) for character in dict.fromkeys(text))
    return tuple(sentence for sentence in told if sentence)


def clean_name(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a name as it is stored, and notes in words on what was changed or is still suspicious.

    Spaces of every kind inside and around the name go; middle dots of every kind become “·”; look-alike
    radical and compatibility forms become the characters they stand for; invisible characters go. A
    private-use character stays, because nobody can tell what it was meant to be, and is noted. A name in
    Latin letters keeps single spaces.
    """
    notes = list(troubles(text.strip()))
    plain = "".join(_plain_form(character) for character in text)
    plain = unicodedata.normalize("NFC", plain)
    flat = _without_piled_marks(plain)
    if flat != plain:
        notes.append("叠在字上的多余符号已去掉。")
    dotted = _DOT_VARIANTS.sub(MIDDLE_DOT, flat).strip(MIDDLE_DOT + " \t\r\n\u3000\u00a0")
    if MIDDLE_DOT in plain.strip() and dotted.count(MIDDLE_DOT) != plain.strip().count(MIDDLE_DOT):
        notes.append("姓名首尾多余的间隔号已去掉。")
    elif dotted.count(MIDDLE_DOT) and plain.count(MIDDLE_DOT) == 0:
        notes.append(f"间隔号已统一写成“{MIDDLE_DOT}”。")
    if any(is_han(character) for character in dotted):
        name = re.sub(r"\s+", "", dotted)
        if name != dotted:
            notes.append("姓名中间的空格已去掉。")
    else:
        name = re.sub(r"\s+", " ", dotted)
    return name, tuple(notes)


def _without_piled_marks(text: str) -> str:
    """Return a text with at most one combining mark on each character."""
    kept: list[str] = []
    for character in text:
        if unicodedata.category(character) in ("Mn", "Me", "Mc") and (
            not kept or unicodedata.category(kept[-1]) in ("Mn", "Me", "Mc")
        ):
            continue
        kept.append(character)
    return "".join(kept)


def display_name(name: str) -> str:
    """Return a name for lists and seat boards: two Chinese characters get one full-width space, 李　堃."""
    if len(name) == 2 and all(is_han(character) for character in name):
        return name[0] + FULL_WIDTH_SPACE + name[1]
    return name


def split_at_dot(name: str) -> tuple[str, ...]:
    """Return the lines of a long name: cut after the first middle dot, which stays on the first line."""
    before, dot, after = name.partition(MIDDLE_DOT)
    return (before + dot, after) if dot and after else (name,)


def _trouble_of(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if _within(character, _RADICALS):
        plain = _plain_form(character)
        meant = f"，不是汉字“{plain}”" if plain != character else ""
        return f"{character} 是部首码位{meant}（{code}）。"
    if _is_compatibility(character):
        return f"{character} 是兼容汉字码位（{code}），应为“{_plain_form(character)}”。"
    if character in "\ufffd?？□■〓":
        return f"“{character}”可能是没有保存下来的生僻字，请核对。"
    for ranges, sentence in _TROUBLED_RANGES:
        if _within(character, ranges):
            return sentence.format(character=character, code=code)
    return ""


def _plain_form(character: str) -> str:
    if _within(character, (*_VARIATION_SELECTORS, *_DIRECTION_MARKS, *_NO_WIDTH)):
        return ""
    if _within(character, _RADICALS) or _is_compatibility(character):
        return _RADICAL_MEANINGS.get(character) or unicodedata.normalize("NFKC", character)
    category = unicodedata.category(character)
    if category in ("Zs", "Zl", "Zp") or character in "\t\r\n":
        return " "
    return "" if category in ("Cc", "Cs") else character


# The CJK Radicals Supplement has almost no compatibility mappings of its own; these may be met in names.
_RADICAL_MEANINGS: Final = dict(
    re.findall(
        "(.)(.)",
        "⺀冫⺈刀⺌小⺍小⺎兀⺐尢⺒巳⺓幺⺟母⺠民⺡氵⺢水⺮竹⺯糸⺰纟⺼肉⺾艹⻁虎⻄西⻅见"
        "⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻰龙"
        "⻳龟",
    )
)


def _within(character: str, ranges: Ranges) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in ranges)


def _is_compatibility(character: str) -> bool:
    return _within(character, _COMPATIBILITY) and character not in _UNIFIED_AMONG_COMPATIBILITY


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
