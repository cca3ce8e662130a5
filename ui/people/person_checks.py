"""What the person form says about a field while one types: how it is read, what is doubtful or wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import Birth, parse_birth, parse_iso_birth
from fulian_desktop.chinese.id_number import disagreements, normalise_phone, read_id_number
from fulian_desktop.chinese.names_order import explain, placed_by_fallback
from fulian_desktop.chinese.rare_characters import clean_name, outside_gb2312, troubles
from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.records import ResumeLine
from ui.shell.widgets import LampState

if TYPE_CHECKING:
    from datetime import date

    from fulian_desktop.chinese.codes import CodeList

_DASHES = "-—–―－~～─"
_MOMENT = r"(?:19|20)\d{2}(?:[.．/年\-]\d{1,2}月?)?年?"
_PERIOD = re.compile(
    rf"^\s*({_MOMENT})\s*(?:([{_DASHES}]+|至|到)\s*({_MOMENT}|今|现在)?)?\s*[ \t\u3000,，:：、;；]*\s*(.*)$"
)
_ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?")


@dataclass(frozen=True)
class Remark:
    """What is said below a field; WRONG means that it cannot be saved like this."""

    words: str = ""
    state: LampState | None = None

    @property
    def forbids(self) -> bool:
        """Tell whether the form must not be saved."""
        return self.state is LampState.WRONG


NOTHING = Remark()


def remark_on_name(text: str) -> Remark:
    """Say what was tidied up in a name, and which characters are rare or have a guessed place."""
    if not text.strip():
        return NOTHING
    name, notes = clean_name(text)
    if troubles(text.strip()):
        return Remark("".join(notes), LampState.MISSING)
    words = list(notes)
    guessed = placed_by_fallback(name)
    if guessed:
        words.append(f"“{'、'.join(guessed)}”没有笔顺资料，名单里的位置请核对。")
    rare = outside_gb2312(name)
    if rare:
        words.append(f"“{'、'.join(rare)}”是生僻字（{explain(rare[0])}），打印前请看一眼。")
    state = LampState.MISSING if guessed else LampState.HOLDS if words else None
    return Remark("".join(words), state)


def read_birth(text: str, today: date) -> Birth | None:
    """Return the birth a field means, or None when it is empty or cannot be read."""
    try:
        return parse_iso_birth(text) if _ISO.fullmatch(text) else parse_birth(text, today=today)
    except UserFacingError:
        return None


def remark_on_birth(text: str, today: date) -> Remark:
    """Say how a birth is read and how old she is."""
    if not text.strip():
        return NOTHING
    try:
        birth = parse_birth(text, today=today)
    except UserFacingError as error:
        return Remark(error.what, LampState.WRONG)
    day = f"{birth.day}日" if birth.day is not None else ""
    return Remark(f"读作 {birth.text}{day}（{birth.age_on(today)} 岁）", LampState.HOLDS)


def remark_on_phone(text: str) -> Remark:
    """Say whether a telephone number can be one."""
    try:
        normalise_phone(text)
    except UserFacingError as error:
        return Remark(error.what, LampState.WRONG)
    return NOTHING


def remark_on_id_number(text: str, birth: Birth | None, sex: str, today: date) -> Remark:
    """Say whether an ID number passes GB 11643 and agrees with birth and sex; it may be saved anyway."""
    if not text.strip():
        return NOTHING
    reading = read_id_number(text, today=today)
    if reading.number is None:
        return Remark("".join(reading.problems), LampState.MISSING)
    doubts = [*reading.problems, *disagreements(reading.number, birth=birth, sex=sex)]
    if doubts:
        return Remark("".join(doubts), LampState.MISSING)
    agrees = "，与出生年月一致" if birth is not None else ""
    return Remark(f"校验码正确{agrees}", LampState.HOLDS)


def remark_on_code(text: str, codes: CodeList, known: str) -> Remark:
    """Say when a word is not on a code list; the word that is recorded already may stay."""
    if not text.strip() or text.strip() == known or codes.normalise(text) is not None:
        return NOTHING
    return Remark(f"{codes.title}里没有“{text.strip()}”，请从列表里选。", LampState.WRONG)


def parse_resume(text: str) -> tuple[ResumeLine, ...]:
    """Return the résumé lines in a pasted text, one a line: period first, then what it was.

    A line without a period belongs to nobody's time and keeps an empty one.
    """
    return tuple(_resume_line(line) for line in text.splitlines() if line.strip())


def _resume_line(line: str) -> ResumeLine:
    found = _PERIOD.match(line)
    if found is None or not found.group(4):
        return ResumeLine("", line.strip())
    begin, joint, end, words = found.groups()
    period = _moment(begin)
    if end in ("今", "现在") or (joint in ("至", "到") and not end):
        period += "至今"
    elif end:
        period += f"—{_moment(end)}"
    elif joint:
        if words.startswith("至今"):
            words = words.removeprefix("至今").lstrip(" \t\u3000,，:：、;；")
        period += "至今"
    return ResumeLine(period, words.strip())


def _moment(text: str) -> str:
    """Return a month as résumés print it: 2008.09."""
    numbers = re.findall(r"\d+", text)
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}.{int(numbers[1]):02d}"
