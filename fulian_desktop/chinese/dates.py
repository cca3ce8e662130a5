"""Dates on paper, on the screen and read aloud; birth months out of every way in which offices keep them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Final

from fulian_desktop.chinese.numerals import chinese_number, spoken_number
from fulian_desktop.errors import UserFacingError

_WEEKDAYS: Final = "一二三四五六日"
_EXCEL_DAY_ZERO: Final = date(1899, 12, 30)
_EXCEL_SERIALS: Final = range(3654, 54789)  # 1910-01-01 .. 2049-12-31
_YOUNGEST: Final = 14  # a two-digit year is never read as a child's
_OLDEST: Final = 100
EARLIEST_YEAR: Final = 1900
_PIVOT_WITHOUT_CLOCK: Final = 30  # 30..99 are 19xx and 00..29 are 20xx when no clock is given

_SEPARATED: Final = re.compile(
    r"(?P<year>\d{4}|\d{2})\s*[-/.年]\s*(?P<month>\d{1,2})\s*(?:[-/.月]\s*(?:(?P<day>\d{1,2})\s*日?)?)?"
    r"(?:\s*T?0{1,2}:00(?::00(?:\.0+)?)?)?"
)
_RUN_TOGETHER: Final = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})?")
_YEAR_ONLY: Final = re.compile(r"\d{4}年?")


@dataclass(frozen=True, order=True)
class Birth:
    """A birth month, with the day when it is known.

    Attributes:
        year: four digits. month: 1..12. day: 1..31, or None when only the month is known.
    """

    year: int
    month: int
    day: int | None = None

    @property
    def dotted(self) -> str:
        """Return the roster form, 1985.03 (the day is never shown on lists)."""
        return f"{self.year:04d}.{self.month:02d}"

    @property
    def text(self) -> str:
        """Return the form for running text, 1985年3月."""
        return f"{self.year}年{self.month}月"

    @property
    def iso(self) -> str:
        """Return the stored form, 1985-03 or 1985-03-04."""
        month = f"{self.year:04d}-{self.month:02d}"
        return month if self.day is None else f"{month}-{self.day:02d}"

    def age_on(self, day: date) -> int:
        """Return the completed years on a day; with only a month known, the first is the birthday."""
        reached = (day.month, day.day) >= (self.month, self.day or 1)
        return day.year - self.year - (0 if reached else 1)

    def agrees_with(self, other: Birth) -> bool:
        """Return whether both may be the same birth: same month, and same day where both know it."""
        same_month = (self.year, self.month) == (other.year, other.month)
        return same_month and (self.day is None or other.day is None or self.day == other.day)


class AmbiguousBirthError(UserFacingError):
    """A birth that can be read in more than one way, or only by a guess: a question, not a mistake.

    Attributes:
        choices: the possible readings, the likeliest first.
    """

    def __init__(self, what: str, choices: tuple[Birth, ...]) -> None:
        """Keep the readings so that the preview can offer them."""
        offered = "还是".join(choice.text for choice in choices)
        super().__init__(what, advice=(f"请核对后确认：{offered}。",))
        self.choices = choices


def paper_date(day: date) -> str:
    """Return the date as papers write it (GB/T 9704): 2026年3月6日."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """Return the day of the week: 星期五."""
    return "星期" + _WEEKDAYS[day.weekday()]


def with_weekday(day: date) -> str:
    """Return date and day of the week: 2026年3月6日（星期五）."""
    return f"{paper_date(day)}（{weekday(day)}）"


def screen_date(day: date) -> str:
    """Return the short form for the screen: 3月6日 星期五."""
    return f"{day.month}月{day.day}日 {weekday(day)}"


def paper_time(moment: time) -> str:
    """Return the time as papers write it: 9:30."""
    return f"{moment.hour}:{moment.minute:02d}"


def spoken_time(moment: time) -> str:
    """Return the time as the chair says it: 上午九点半, 下午两点十五分, 上午十点零五分."""
    hour, minute = moment.hour, moment.minute
    part = "凌晨" if hour < 5 else "上午" if hour < 12 else "中午" if hour == 12 else ""
    part = part or ("下午" if hour < 18 else "晚上")
    clock_hour = hour - 12 if hour > 12 else hour
    spoken = f"{part}{spoken_number(clock_hour)}点"
    if minute == 0:
        return spoken
    if minute == 30:
        return spoken + "半"
    return f"{spoken}{'零' if minute < 10 else ''}{chinese_number(minute)}分"


def spoken_date(day: date) -> str:
    """Return the date as the chair says it: 二〇二六年三月六日."""
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


def parse_iso_birth(text: str) -> Birth:
    """Return the birth out of its stored form, the inverse of Birth.iso.

    Raises:
        UserFacingError: the text is not of the form 1985-03 or 1985-03-04.
    """
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text)
    if found is None:
        raise UserFacingError(f"出生年月“{text}”不是 1985-03 或 1985-03-04 的样子。")
    year, month, day = found.groups()
    return _checked(Birth(int(year), int(month), None if day is None else int(day)), text, None)


def parse_birth(value: object, *, today: date | None = None) -> Birth:
    """Return the birth that a cell of a roster means.

    Text may be 1987/11, 1994.9, 1970-08-24, 19600124, 198711, 89年4月, 1990.10 (October; a text ending in .1
    is January), with spaces and full-width digits. Dates and date-times are taken as they are.

    Args:
        value: the cell: text, date, datetime, int or float.
        today: resolves two-digit years and refuses the future; without it 30..99 are read as 19xx.

    Raises:
        AmbiguousBirthError: a number such as 1990.1 (January or October?), or a bare Excel day number.
        UserFacingError: anything else that is not a birth month, in words.
    """
    if isinstance(value, datetime):
        return _checked(Birth(value.year, value.month, value.day), value, today)
    if isinstance(value, date):
        return _checked(Birth(value.year, value.month, value.day), value, today)
    if isinstance(value, bool) or value is None:
        raise _unreadable(value)
    if isinstance(value, float):
        return _from_float(value, today)
    if isinstance(value, int):
        return _from_digits(str(value), value, today)
    return _from_text(str(value), today)


def _from_float(value: float, today: date | None) -> Birth:
    if not isfinite(value):
        raise _unreadable(value)
    if value == int(value):
        return _from_digits(str(int(value)), value, today)
    shown = repr(round(value, 6))
    found = re.fullmatch(r"(\d{4})\.(\d{1,2})", shown)
    if found is None:
        raise _unreadable(value)
    year, month = int(found[1]), int(found[2])
    if found[2] == "1":
        readings = (Birth(year, 10), Birth(year, 1))
        raise AmbiguousBirthError(
            f"出生年月“{shown}”在表格里是数字，末尾的 0 会丢失，看不出是 1 月还是 10 月。", readings
        )
    return _checked(Birth(year, month), shown, today)


def _from_digits(digits: str, value: object, today: date | None) -> Birth:
    found = _RUN_TOGETHER.fullmatch(digits)
    if found is not None:
        return _from_parts(found, value, today)
    if digits.isdecimal() and len(digits) <= 5 and int(digits) in _EXCEL_SERIALS:
        day = _EXCEL_DAY_ZERO + timedelta(days=int(digits))
        raise AmbiguousBirthError(
            f"出生年月“{digits}”像是表格软件的日期序号，对应 {paper_date(day)}。",
            (Birth(day.year, day.month, day.day),),
        )
    raise _unreadable(value)


def _from_text(raw: str, today: date | None) -> Birth:
    plain = unicodedata.normalize("NFKC", raw).strip(" '‘’`\t\r\n")
    plain = re.sub(r"(出生|生)$", "", plain).replace("。", ".").replace("、", ".").replace("—", "-")
    plain = re.sub(r"\s*([-/.年月日])\s*", r"\1", plain).strip()
    if not plain:
        raise UserFacingError("出生年月是空的。", advice=("请填写出生年月，例如 1985.03。",))
    if _YEAR_ONLY.fullmatch(plain):
        if not 1850 <= int(plain[:4]) <= 2100:
            return _from_digits(plain[:4], raw, today)
        raise UserFacingError(
            f"出生年月“{raw.strip()}”只有年份，没有月份。", advice=("请补上月份，例如 1985.03。",)
        )
    if plain.isdecimal():
        return _from_digits(plain, raw, today)
    found = _SEPARATED.fullmatch(plain)
    if found is None:
        raise _unreadable(raw)
    return _from_parts(found, raw, today)


def _from_parts(found: re.Match[str], value: object, today: date | None) -> Birth:
    month = int(found["month"])
    day = None if found["day"] is None else int(found["day"])
    year = int(found["year"])
    if len(found["year"]) == 2:
        year = _full_year(year, value, today)
    return _checked(Birth(year, month, day), value, today)


def _full_year(two_digits: int, value: object, today: date | None) -> int:
    if today is None:
        return (1900 if two_digits >= _PIVOT_WITHOUT_CLOCK else 2000) + two_digits
    year = 2000 + two_digits
    if today.year - year < _YOUNGEST:
        year -= 100
    if today.year - year > _OLDEST:
        raise UserFacingError(
            f"出生年月“{_shown(value)}”的年份只有两位，看不出是 {year} 年还是 {year + 100} 年。",
            advice=("请写成四位年份，例如 1985.03。",),
        )
    return year


def _checked(birth: Birth, value: object, today: date | None) -> Birth:
    shown = _shown(value)
    if not 1 <= birth.month <= 12:
        raise UserFacingError(f"出生年月“{shown}”里的月份是 {birth.month}，月份只有 1 到 12。")
    if birth.year < EARLIEST_YEAR:
        raise UserFacingError(f"出生年月“{shown}”里的年份 {birth.year} 太早，请核对。")
    try:
        first_possible = date(birth.year, birth.month, birth.day or 1)
    except ValueError:
        raise UserFacingError(
            f"出生年月“{shown}”里的日期不存在：{birth.year}年{birth.month}月没有 {birth.day} 日。"
        ) from None
    if today is not None and first_possible > today:
        raise UserFacingError(f"出生年月“{shown}”在今天（{paper_date(today)}）之后，请核对。")
    return birth


def _unreadable(value: object) -> UserFacingError:
    return UserFacingError(
        f"看不懂出生年月“{_shown(value)}”。", advice=("请写成 1985.03、1985年3月 或 1985-03-04。",)
    )


def _shown(value: object) -> str:
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d")
    return "" if value is None else str(value).strip()
