"""Finding people by pinyin: full spelling, initials, or the characters themselves.

Readings come from pypinyin, which is loaded on the first search. Surnames with a reading of their own
(单 Shàn, 仇 Qiú, 解 Xiè ...) take that reading in the surname position; a surname with two readings is found
by both.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import islice, product
from typing import Final

_SURNAMES: Final = (
    "单shan/dan 仇qiu/chou 曾zeng/ceng 覃qin/tan 解xie/jie 查zha/cha 区ou/qu 朴piao/pu 任ren "
    "盖ge/gai 乐yue/le 尉wei/yu 缪miao/mou 洗xian/xi 冼xian 员yun/yuan 种chong/zhong "
    "翟zhai/di 祭zhai/ji 折she/zhe 黑he/hei 秘bi/mi 繁po/fan 召shao/zhao 瞿qu 葛ge 华hua "
    "宁ning 卜bu 晁chao 隗kui/wei 句gou/ju 牟mu/mou 褚chu 长zhang/chang 应ying 车che 曲qu "
    "石shi 薄bo 那na 哈ha 干gan 逄pang 佴nai 令ling 訾zi 阚kan 郗xi/chi 阙que 纪ji 燕yan "
    "相xiang 盛sheng 沈shen 呙guo 谌chen/shen 贾jia 殷yin 都du 谢xie 万wan 柏bai/bo "
    "郇xun/huan 乜nie 戚qi 粘nian 宓mi/fu"
)
_COMPOUND_SURNAMES: Final = (
    "尉迟yu/chi 万俟mo/qi 单于chan/yu 长孙zhang/sun 澹台tan/tai 令狐ling/hu 鲜于xian/yu "
    "拓跋tuo/ba 乐正yue/zheng 亓官qi/guan 夏侯xia/hou 宇文yu/wen"
)
# The surname and its readings as a surname, the likeliest first.
SURNAME_READINGS: Final = {entry[0]: tuple(entry[1:].split("/")) for entry in _SURNAMES.split()}
# The compound surname and the reading of each of its two characters.
COMPOUND_SURNAME_READINGS: Final = {
    entry[:2]: tuple(entry[2:].split("/")) for entry in _COMPOUND_SURNAMES.split()
}

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


def begins(query: str, name: str) -> bool:
    """Return whether a search text is how a name begins: jf finds 蒋芳 before 吴金凤."""
    wanted = _squeezed(query)
    if _squeezed(name).startswith(wanted):
        return True
    wanted = wanted.replace("ü", "v")
    return any(
        "".join(syllable[:1] for syllable in spelling).startswith(wanted)
        or "".join(spelling).startswith(wanted)
        for spelling in _spellings(name)
    )


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
