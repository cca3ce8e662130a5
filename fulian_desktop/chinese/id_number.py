"""Citizen identity numbers (GB 11643-1999) and telephone numbers: read, checked, and masked.

An identity number is six digits of district, eight of birth, three of sequence (odd for men, even for women)
and a check character. Nothing here ever puts a whole number into an error text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Final

from fulian_desktop.chinese.codes import MAN, WOMAN
from fulian_desktop.chinese.dates import EARLIEST_YEAR, Birth
from fulian_desktop.errors import UserFacingError

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS: Final = "10X98765432"
_NOT_PART_OF_NUMBER: Final = re.compile(r"[\s'\"‘’“”`´′\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\-]+")
_LONG_NUMBER: Final = re.compile(r"\d(?:[ \-]?\d){6,}[Xx]?")
_LARGEST_EXACT: Final = 10**15  # spreadsheets keep fifteen digits of a number
_PROVINCES: Final = frozenset(
    [
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        81,
        82,
        83,
    ]
)
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_LANDLINE: Final = re.compile(r"(?:0\d{2,3})?[2-8]\d{6,7}")


@dataclass(frozen=True)
class IdNumber:
    """One identity number that has been checked.

    Attributes:
        text: 18 characters with a capital X, or 15 digits of the old form.
    """

    text: str

    @property
    def is_old_form(self) -> bool:
        """Return whether this is the 15-digit form without century and check character."""
        return len(self.text) == 15

    @property
    def district(self) -> str:
        """Return the six-digit district code (GB/T 2260), possibly one that no longer exists."""
        return self.text[:6]

    @property
    def birth(self) -> Birth:
        """Return the day of birth; the old form always means 19xx."""
        digits = "19" + self.text[6:12] if self.is_old_form else self.text[6:14]
        return Birth(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))

    @property
    def sex(self) -> str:
        """Return 男 or 女 by the parity of the sequence number."""
        sequence_end = self.text[14] if self.is_old_form else self.text[16]
        return MAN if int(sequence_end) % 2 else WOMAN

    @property
    def masked(self) -> str:
        """Return first six and last four characters with stars between."""
        return mask_id(self.text)


@dataclass(frozen=True)
class IdReading:
    """What a cell with an identity number turned out to be.

    Attributes:
        text: the cleaned text, also when it is wrong; empty when there is none.
        number: the number when it is formally right, else None.
        problems: why it is wrong, or what to look at, in sentences.
    """

    text: str
    number: IdNumber | None
    problems: tuple[str, ...]


def check_character(first_seventeen: str) -> str:
    """Return the check character that 17 digits need (GB 11643, mod 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_seventeen, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def read_id_number(value: object, *, today: date | None = None) -> IdReading:
    """Return what a cell says, never raising: the number if it is right, and every problem in words.

    Args:
        value: text, or a number from a spreadsheet (refused when its digits have been rounded).
        today: refuses births in the future.
    """
    if value is None:
        return IdReading("", None, ())
    if isinstance(value, (int, float)):
        return _read_from_number(value, today)
    text = _cleaned(str(value))
    if not text:
        return IdReading("", None, ())
    problem = _problem_of(text, today)
    if problem:
        return IdReading(text, None, (problem,))
    number = IdNumber(text)
    notes = ("这是 15 位的旧号码，没有校验码，请换成 18 位号码。",) if number.is_old_form else ()
    return IdReading(text, number, notes)


def parse_id_number(value: object, *, today: date | None = None) -> IdNumber:
    """Return the identity number in a text.

    Raises:
        UserFacingError: it is empty or formally wrong, in words.
    """
    reading = read_id_number(value, today=today)
    if reading.number is None:
        what = reading.problems[0] if reading.problems else "身份证号码是空的。"
        raise UserFacingError(what, advice=("请对照身份证核对号码。",))
    return reading.number


def disagreements(number: IdNumber, *, birth: Birth | None = None, sex: str | None = None) -> tuple[str, ...]:
    """Return in words where an identity number contradicts the other columns, or is not a woman's.

    Args:
        number: the checked number.
        birth: what the birth column says.
        sex: what the sex column says; without it the number is still expected to be a woman's.
    """
    found: list[str] = []
    if birth is not None and not birth.agrees_with(number.birth):
        in_number = number.birth.iso if birth.day is not None else number.birth.text
        in_column = birth.iso if birth.day is not None else birth.text
        found.append(f"身份证号码里的出生是 {in_number}，出生年月一栏是 {in_column}。")
    if sex is not None and sex != number.sex:
        found.append(f"身份证号码的顺序码表示{number.sex}性，性别一栏是“{sex}”。")
    elif number.sex == MAN:
        found.append("身份证号码的顺序码是单数，表示男性，请核对。")
    return tuple(found)


ENCRYPTED = "密1:"
"""How an identity or telephone number begins that is kept encrypted and cannot be read now."""
ENCRYPTED_WORD = "已加密"


def mask_id(text: str) -> str:
    """Return an identity number with only the first six and last four characters: 430626********1466.

    Anything that is not 15 or 18 characters long is starred as a whole; one that is kept encrypted and cannot
    be read now says so.
    """
    if text.startswith(ENCRYPTED):
        return ENCRYPTED_WORD
    if len(text) not in (15, 18):
        return "*" * len(text)
    return text[:6] + "*" * (len(text) - 10) + text[-4:]


def mask_phone(text: str) -> str:
    """Return a telephone number with its middle starred, 138****2604; short ones keep two digits."""
    if text.startswith(ENCRYPTED):
        return ENCRYPTED_WORD
    if len(text) == 11:
        return text[:3] + "****" + text[-4:]
    return "*" * max(len(text) - 2, 0) + text[-2:] if len(text) > 4 else "*" * len(text)


def mask_numbers(text: str) -> str:
    """Return free text, such as a remark, with the middle of every number of seven digits or more starred."""
    return _LONG_NUMBER.sub(lambda found: mask_phone(found[0]), text)


def is_mobile(text: str) -> bool:
    """Return whether a normalised number is an 11-digit mobile number."""
    return _MOBILE.fullmatch(text) is not None


def normalise_phone(value: object) -> str:
    """Return a telephone number as bare digits; a number cell such as 18661934514.0 is taken as its digits.

    Returns an empty text for an empty cell. Landlines are accepted with or without an area code.

    Raises:
        UserFacingError: it is neither a mobile number nor a landline, in words.
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = re.sub(r"[\s'’‘\-()\u200b-\u200f\u202a-\u202e]+", "", unicodedata.normalize("NFKC", str(value)))
    text = re.sub(r"^(\+86|0086|86(?=1[3-9]\d{9}$))", "", text)
    if not text or _MOBILE.fullmatch(text) or _LANDLINE.fullmatch(text):
        return text
    if not text.isdecimal():
        raise UserFacingError(
            f"联系电话“{_phone_in_words(text)}”里有数字以外的字。", advice=("请只填一个号码。",)
        )
    if text.startswith("1"):
        what = f"手机号码应为 11 位，这里是 {len(text)} 位。"
        if len(text) == 11:
            what = f"没有以 {text[:2]} 开头的手机号码。"
        raise UserFacingError(what, advice=("请核对联系电话。",))
    raise UserFacingError(
        f"联系电话有 {len(text)} 位，不是手机号码，也不是座机号码。", advice=("请核对联系电话。",)
    )


def _phone_in_words(text: str) -> str:
    return re.sub(r"\d(?=\d{2})", "*", text)


def _cleaned(raw: str) -> str:
    text = _NOT_PART_OF_NUMBER.sub("", unicodedata.normalize("NFKC", raw)).upper()
    return text.replace("Х", "X").replace("×", "X").replace("＊", "X")


def _read_from_number(value: int | float, today: date | None) -> IdReading:
    if not isfinite(value):
        return IdReading("", None, ("身份证号码一栏不是号码。",))
    digits = str(int(value))
    if isinstance(value, float) and abs(value) >= _LARGEST_EXACT:
        reason = (
            "身份证号码在表格里存成了数字，最后几位已经被表格软件改成了近似值，无法恢复；"
            "请把这一栏设为文本格式后重新填写。"
        )
        return IdReading("", None, (reason,))
    return read_id_number(digits, today=today)


def _problem_of(text: str, today: date | None) -> str:
    return _problem_of_form(text) or _problem_of_birth(text, today) or _problem_of_check(text)


def _problem_of_form(text: str) -> str:
    if len(text) not in (15, 18):
        return f"身份证号码应为 18 位，这里是 {len(text)} 位。"
    body = text[:-1] if len(text) == 18 else text
    if not (body.isascii() and body.isdecimal()):
        return "身份证号码里有不是数字的字符。"
    if text[-1] not in "0123456789X":
        return "身份证号码的最后一位应为数字或 X。"
    if int(text[:2]) not in _PROVINCES:
        return f"身份证号码的前两位 {text[:2]} 不是任何省份的代码。"
    return ""


def _problem_of_birth(text: str, today: date | None) -> str:
    birth = IdNumber(text).birth
    written = f"{birth.year}年{birth.month}月{birth.day}日"
    try:
        day = date(birth.year, birth.month, birth.day or 1)
    except ValueError:
        return f"身份证号码里的出生日期不存在：{written}。"
    if birth.year < EARLIEST_YEAR or (today is not None and day > today):
        return f"身份证号码里的出生日期不可能：{written}。"
    return ""


def _problem_of_check(text: str) -> str:
    if len(text) == 15 or check_character(text[:-1]) == text[-1]:
        return ""
    needed = check_character(text[:-1])
    return (
        f"身份证号码的校验码不对：按前 17 位算，最后一位是 {needed}，这里是 {text[-1]}；"
        "任何一位写错都会这样，请对照身份证核对。"
    )
