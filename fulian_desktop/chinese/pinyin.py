"""Finding people by pinyin: full spelling, initials, or the characters themselves.

Readings come from pypinyin, which is loaded on the first search. Surnames with a reading of their own (单 Shàn,
仇 Qiú, 解 Xiè ...) take that reading in the surname position; a surname with two readings is found by both.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import islice, product
from typing import Final

SURNAME_READINGS: Final[dict[str, tuple[str, ...]]] = {
    "单": ("shan", "dan"), "仇": ("qiu", "chou"), "曾": ("zeng", "ceng"), "覃": ("qin", "tan"), "解": ("xie", "jie"),
    "查": ("zha", "cha"), "区": ("ou", "qu"), "朴": ("piao", "pu"), "任": ("ren",), "盖": ("ge", "gai"),
    "乐": ("yue", "le"), "尉": ("wei", "yu"), "缪": ("miao", "mou"), "洗": ("xian", "xi"), "冼": ("xian",),
    "员": ("yun", "yuan"), "种": ("chong", "zhong"), "翟": ("zhai", "di"), "祭": ("zhai", "ji"), "折": ("she", "zhe"),
    "黑": ("he", "hei"), "秘": ("bi", "mi"), "繁": ("po", "fan"), "召": ("shao", "zhao"), "瞿": ("qu",),
    "葛": ("ge",), "华": ("hua",), "宁": ("ning",), "卜": ("bu",), "晁": ("chao",), "隗": ("kui", "wei"),
    "句": ("gou", "ju"), "牟": ("mu", "mou"), "褚": ("chu",), "长": ("zhang", "chang"), "应": ("ying",),
    "车": ("che",), "曲": ("qu",), "石": ("shi",), "薄": ("bo",), "那": ("na",), "哈": ("ha",), "干": ("gan",),
    "逄": ("pang",), "佴": ("nai",), "令": ("ling",), "訾": ("zi",), "阚": ("kan",), "郗": ("xi", "chi"),
    "阙": ("que",), "纪": ("ji",), "燕": ("yan",), "相": ("xiang",), "盛": ("sheng",), "沈": ("shen",),
    "呙": ("guo",), "谌": ("chen", "shen"), "贾": ("jia",), "殷": ("yin",), "都": ("du",), "谢": ("xie",),
    "万": ("wan",), "柏": ("bai", "bo"), "郇": ("xun", "huan"), "乜": ("nie",), "戚": ("qi",), "粘": ("nian",),
}  # fmt: skip
COMPOUND_SURNAME_READINGS: Final = {
    "尉迟": ("yu", "chi"), "万俟": ("mo", "qi"), "单于": ("chan", "yu"), "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"), "令狐": ("ling", "hu"), "鲜于": ("xian", "yu"), "拓跋": ("tuo", "ba"), "宓": ("mi",),
    "乐正": ("yue", "zheng"), "亓官": ("qi", "guan"), "夏侯": ("xia", "hou"), "宇文": ("yu", "wen"),
}  # fmt: skip

_MOST_SPELLINGS: Final = 24
_MOST_READINGS_PER_CHARACTER: Final = 3


def full_pinyin(name: str) -> str:
    """Return the name's first spelling in small letters without tones and spaces: 单晓红 is shanxiaohong."""
    return "".join(readings[0] for readings in _readings(name))


def initials(name: str) -> str:
    """Return the first letters of the name's first spelling: 沈丽华 is slh."""
    return "".join(readings[0][:1] for readings in _readings(name))


def matches(query: str, name: str) -> bool:
    """Return whether a search text finds a name: by characters, full or partial pinyin, or initials.

    Case, spaces and the middle dot do not matter; an empty query finds everyone. Pinyin may be typed from any
    character of the name on (xiaohong finds 单晓红), and ü as v or u.
    """
    wanted = _squeezed(query)
    if not wanted:
        return True
    if wanted in _squeezed(name):
        return True
    if not wanted.isascii():
        return False
    return any(_found(wanted.replace("ü", "v"), spelling) for spelling in _spellings(name))


def _found(wanted: str, syllables: tuple[str, ...]) -> bool:
    if wanted in "".join(syllable[:1] for syllable in syllables):
        return True
    return any("".join(syllables[start:]).startswith(wanted) for start in range(len(syllables)))


@lru_cache(maxsize=50_000)
def _spellings(name: str) -> tuple[tuple[str, ...], ...]:
    plain = tuple(islice(product(*_readings(name)), _MOST_SPELLINGS))
    without_dots = tuple(
        tuple(syllable.replace("v", "u") for syllable in spelling)
        for spelling in plain
        if any("v" in syllable for syllable in spelling)
    )
    return plain + without_dots


@lru_cache(maxsize=50_000)
def _readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return for each character its readings, the likeliest first."""
    text = _squeezed(name)
    surname_length = 1
    known: list[tuple[str, ...]] = []
    if text[:2] in COMPOUND_SURNAME_READINGS:
        surname_length = 2
        known = [(reading,) for reading in COMPOUND_SURNAME_READINGS[text[:2]]]
    elif text[:1] in SURNAME_READINGS:
        known = [SURNAME_READINGS[text[0]]]
    else:
        surname_length = 0
    given = text[surname_length:]
    return (*known, *(_readings_of(character) for character in given))


@cache
def _readings_of(character: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    if character.isascii():
        return (character.lower(),)
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    if not found:
        return (_RARE_READINGS.get(character, character),)
    return tuple(dict.fromkeys(reading.lower() for reading in found[0]))[:_MOST_READINGS_PER_CHARACTER]


_RARE_READINGS: Final = {"𬱖": "di", "𬱟": "wei", "𫖯": "fu", "𬭎": "hong", "𫍯": "xian"}


def _squeezed(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in plain if not c.isspace() and c not in "·•・.'’")
