"""Chinese numerals for terms and sessions, and numbers as they are read aloud.

Chinese numerals stand in 届, 次 and other ordinals; Arabic figures stand in dates, counts and votes
(GB/T 15835-2011). Read aloud, a count before a measure word says 两, an ordinal says 二.
"""

from __future__ import annotations

from typing import Final

from fulian_desktop.errors import UserFacingError

LARGEST: Final = 9999

_DIGITS: Final = "零一二三四五六七八九"
_UNITS: Final = ((1000, "千"), (100, "百"), (10, "十"))
_UNIT_VALUES: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_DIGIT_VALUES: Final = {
    **{digit: value for value, digit in enumerate(_DIGITS)},
    "〇": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_ORDINAL_WRAPPING: Final = "第届次项号个位人名 \u3000"


def chinese_number(number: int) -> str:
    """Return 0..9999 in Chinese numerals: 十, 十一, 二十, 一百零五, 一百一十.

    Raises:
        UserFacingError: the number is negative or larger than 9999.
    """
    _require_in_range(number)
    if number < 10:
        return _DIGITS[number]
    written = _written_out(number)
    return written.removeprefix("一") if 10 <= number < 20 else written


def ordinal(number: int, measure: str = "") -> str:
    """Return an ordinal such as 第七届 (number 7, measure 届) or 第三次.

    Raises:
        UserFacingError: the number is less than 1 or larger than 9999.
    """
    if number < 1:
        raise UserFacingError(f"序数要从 1 开始，现在是 {number}。")
    return f"第{chinese_number(number)}{measure}"


def spoken_number(number: int) -> str:
    """Return a count as it is said before a measure word: 两, 十二, 两百, 两千零二.

    Raises:
        UserFacingError: the number is negative or larger than 9999.
    """
    if number == 2:
        return "两"
    written = chinese_number(number)
    return written.replace("二千", "两千").replace("二百", "两百")


def spoken_count(number: int, measure: str = "位") -> str:
    """Return a count with its measure word as it is read aloud: 两位, 十五位, 两名.

    Raises:
        UserFacingError: the number is negative or larger than 9999.
    """
    return spoken_number(number) + measure


def people_count_spoken(number: int) -> str:
    """Return how many people, as the chair says it: 0 is 没有, 1 is 一人, 2 is 两人.

    Raises:
        UserFacingError: the number is negative or larger than 9999.
    """
    if number == 0:
        return "没有"
    return spoken_count(number, "人")


def parse_chinese_number(text: str) -> int:
    """Return the value of a numeral: 十一, 一百零五, 两百, 二〇二六, 12, and 第七届 or 第三次.

    Raises:
        UserFacingError: the text is not a number between 0 and 9999.
    """
    core = text.strip(_ORDINAL_WRAPPING).replace("首", "一")
    value = _parsed(core)
    if value is None or value > LARGEST:
        raise UserFacingError(
            f"“{text}”不是可以识别的数字。", advice=("请写成“七”“十一”这样的中文数字，或者 7、11。",)
        )
    return value


def _require_in_range(number: int) -> None:
    if not 0 <= number <= LARGEST:
        raise UserFacingError(f"中文数字只写 0 到 {LARGEST} 之间的数，现在是 {number}。")


def _written_out(number: int) -> str:
    parts: list[str] = []
    rest = number
    skipped = False
    for value, unit in _UNITS:
        digit, rest = divmod(rest, value)
        if digit:
            parts.append(("零" if skipped else "") + _DIGITS[digit] + unit)
            skipped = False
        elif parts:
            skipped = True
    if rest:
        parts.append(("零" if skipped else "") + _DIGITS[rest])
    return "".join(parts)


def _parsed(core: str) -> int | None:
    if not core:
        return None
    if core.isdecimal():
        return int(core)
    if any(character not in _DIGIT_VALUES and character not in _UNIT_VALUES for character in core):
        return None
    if any(character in _UNIT_VALUES for character in core):
        return _parsed_with_units(core)
    return int("".join(str(_DIGIT_VALUES[character]) for character in core))


def _parsed_with_units(core: str) -> int | None:
    total = 0
    pending: int | None = None
    last_unit = 10 * 1000
    zero_said = False
    for character in core:
        unit = _UNIT_VALUES.get(character)
        if unit is None:
            digit = _DIGIT_VALUES[character]
            if pending is not None:
                return None
            zero_said = zero_said or digit == 0
            pending = None if digit == 0 else digit
            continue
        if unit >= last_unit or (pending is None and (unit != 10 or (total and not zero_said))):
            return None
        total += (1 if pending is None else pending) * unit
        pending, last_unit, zero_said = None, unit, False
    if pending is not None and last_unit > 10 and not zero_said:
        return None  # 一百一 is said for 110 as well as for 101
    return total + (pending or 0)
