"""What a cell's content looks like, when the heading does not say."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.codes import (
    COMMITTEE_POSTS,
    EDUCATIONS,
    ETHNICITIES,
    POLITICAL_STATUSES,
    SEXES,
    CodeList,
)
from fulian_desktop.exchange.headings import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fulian_desktop.exchange.sheets import Cell

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗"
    "凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛"
    "禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌"
    "霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲封芮羿储靳汲邴"
    "糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀"
    "蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏"
    "柴瞿阎充慕连茹习艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾"
    "辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公闫肖付代覃占佘岳帅苟粟龚税欧上官诸葛司马东方皇甫"
)
_NAME = re.compile(
    r"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]{2,4}|[\u3400-\u9fff]{1,10}(?:·[\u3400-\u9fff]{1,10})+"
)
_PHONE = re.compile(r"(?:\+?86)?1[3-9]\d{9}|0\d{9,11}")
_ID = re.compile(r"[1-9]\d{16}[\dXx]|[1-9]\d{14}")
_BORN = re.compile(
    r"(?:19|20)\d{2}[-/.年]\d{1,2}(?:[-/.月](?:\d{1,2}日?)?)?|(?:19|20)\d{4}(?:\d{2})?|\d{2}年\d{1,2}月"
)
_JUNK = str.maketrans("", "", " \t\r\n\u3000\xa0\u200b\ufeff'’‘`-")


def plain_text(cell: Cell) -> str:
    """Return a cell as text without spaces, apostrophes and dashes; whole numbers without ".0"."""
    if cell is None or isinstance(cell, bool | date):
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e19 else str(cell)
    return unicodedata.normalize("NFKC", str(cell)).translate(_JUNK)


def looks_like_name(cell: Cell) -> bool:
    """Tell whether a cell may be a person's name that begins with a usual surname."""
    text = plain_text(cell) if isinstance(cell, str) else ""
    if not _NAME.fullmatch(text) or text[0] not in _SURNAMES:
        return False
    return not any(
        words.normalise(text) for words in (ETHNICITIES, EDUCATIONS, POLITICAL_STATUSES, COMMITTEE_POSTS)
    )


def looks_like_phone(cell: Cell) -> bool:
    """Tell whether a cell may be a telephone number."""
    return bool(_PHONE.fullmatch(plain_text(cell)))


def looks_like_id(cell: Cell) -> bool:
    """Tell whether a cell has the shape of an ID number; the check digit is not looked at."""
    return bool(_ID.fullmatch(plain_text(cell)))


def looks_like_birth(cell: Cell) -> bool:
    """Tell whether a cell may be a birth month or day."""
    if isinstance(cell, date):
        return 1900 <= cell.year <= 2020
    if isinstance(cell, float) and not cell.is_integer():
        return bool(re.fullmatch(r"19\d{2}\.\d{1,2}", str(cell)))
    text = (
        unicodedata.normalize("NFKC", str(cell)).replace(" ", "")
        if isinstance(cell, str)
        else plain_text(cell)
    )
    return bool(_BORN.fullmatch(text))


def _in(words: CodeList) -> Callable[[Cell], bool]:
    return lambda cell: isinstance(cell, str) and words.normalise(cell) is not None


LOOKS: dict[Field, Callable[[Cell], bool]] = {
    Field.ID_NUMBER: looks_like_id,
    Field.PHONE: looks_like_phone,
    Field.BORN: looks_like_birth,
    Field.SEX: _in(SEXES),
    Field.COMMITTEE_POST: _in(COMMITTEE_POSTS),
    Field.POLITICAL_STATUS: _in(POLITICAL_STATUSES),
    Field.ETHNICITY: _in(ETHNICITIES),
    Field.EDUCATION: _in(EDUCATIONS),
    Field.NAME: looks_like_name,
}


def share(cells: Sequence[Cell], field: Field) -> tuple[int, int]:
    """Return how many of the cells look like the field, in whole per cent, and how many there are."""
    if not cells:
        return (0, 0)
    look = LOOKS[field]
    return (100 * sum(1 for cell in cells if look(cell)) // len(cells), len(cells))
