"""Reading one row of a roster: cleaned facts, and in words whatever is doubtful about them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fulian_desktop.chinese.codes import (
    COMMITTEE_POSTS,
    EDUCATIONS,
    ETHNICITIES,
    MAN,
    POLITICAL_STATUSES,
    SEXES,
    WOMAN,
    CodeList,
)
from fulian_desktop.chinese.dates import AmbiguousBirthError, Birth, parse_birth
from fulian_desktop.chinese.id_number import IdReading, disagreements, normalise_phone, read_id_number
from fulian_desktop.chinese.rare_characters import clean_name, outside_gb2312, troubles
from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.headings import Field
from fulian_desktop.exchange.sheets import Cell, column_letter, is_filled
from fulian_desktop.people.records import PersonDetails

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fulian_desktop.exchange.recognition import ColumnMap, RosterTable

_NOTHING_MEANT = frozenset({"无", "/", "-", "--", "—", "——", "暂无", "不详", "空", "／", "\\", "N/A", "#N/A"})
_REMARK = re.compile(r"^(?P<name>[^()]+)\((?P<remark>[^()]*)\)$")
_STRANGE_NAME = re.compile(r"[0-9A-Za-z:,;/\\=+@#%&*<>{}\[\]、。]")
_USUAL = frozenset({"姓名中间的空格已去掉。"})  # in every second roster; not worth a remark
_LONGEST_NAME = 40
_LONGEST_TEXT = 500
_PHONE_PARTS = re.compile(r"[/、,;，；|]|\s{2,}|\n")


@dataclass
class _Doubts:
    """What is collected while a row is read."""

    questions: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class RowFacts:
    """What one row says.

    Attributes:
        row_number: 1-based row of the sheet.
        details: the facts as they would be taken over; what cannot be trusted is left empty.
        sex_is_stated: whether the sheet says the sex, in a column or through the ID number.
        committee_post: 主席, 副主席 or 执委, None when the row does not say.
        id_as_written: an ID number that is formally wrong and was left out, else an empty text.
        questions: sentences that need a decision before the row is taken over.
        problems: sentences about facts that were left out, which need none.
        notes: remarks about what was tidied up.
        missing_name: whether there is no name.
    """

    row_number: int
    details: PersonDetails
    sex_is_stated: bool
    committee_post: str | None
    id_as_written: str
    questions: tuple[str, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    missing_name: bool = False


class RowReader:
    """Reads the rows of one table by one column map."""

    def __init__(self, table: RosterTable, column_map: ColumnMap, today: date) -> None:
        self._today = today
        self._columns = dict(column_map.columns)
        self._places = {
            one: f"{column_letter(column)} 列（{table.heading(column) or one.label}）"
            for one, column in self._columns.items()
        }

    def cell(self, row: Sequence[Cell], wanted: Field) -> Cell:
        """Return the cell of a field; None when there is none or nothing is meant by what it holds."""
        column = self._columns.get(wanted)
        if column is None or column >= len(row):
            return None
        cell = row[column]
        if not is_filled(cell) or (isinstance(cell, str) and cell.strip() in _NOTHING_MEANT):
            return None
        return cell

    def read(self, row_number: int, row: Sequence[Cell]) -> RowFacts:
        """Read one row; never fails."""
        doubts = _Doubts()
        name = self._name(row_number, row, doubts)
        number = self._id_reading(row_number, row, doubts)
        sex, sex_is_stated = self._sex(row_number, row, number, doubts)
        born = self._born(row_number, row, number, doubts)
        details = PersonDetails(
            name=name,
            sex=sex,
            born=born,
            ethnicity=self._code(row_number, row, Field.ETHNICITY, ETHNICITIES, doubts),
            political_status=self._code(row_number, row, Field.POLITICAL_STATUS, POLITICAL_STATUSES, doubts),
            education=self._code(row_number, row, Field.EDUCATION, EDUCATIONS, doubts),
            unit_post=self._text(row, Field.UNIT_POST),
            group_name=self._text(row, Field.GROUP_NAME),
            phone=self._phone(row_number, row, doubts),
            id_number=number.number.text if number.number else "",
            address=self._text(row, Field.ADDRESS),
        )
        post = self._committee_post(row_number, row, doubts)
        note = "；".join(dict.fromkeys(filter(None, (self._text(row, Field.NOTE), *doubts.remarks))))
        return RowFacts(
            row_number=row_number,
            details=PersonDetails(**{**details.__dict__, "note": note}),
            sex_is_stated=sex_is_stated,
            committee_post=post,
            id_as_written="" if number.number else number.text,
            questions=tuple(doubts.questions),
            problems=tuple(doubts.problems),
            notes=tuple(doubts.notes),
            missing_name=not name,
        )

    def _place(self, row_number: int, wanted: Field) -> str:
        return f"第 {row_number} 行 {self._places.get(wanted, wanted.label)}："

    def _text(self, row: Sequence[Cell], wanted: Field) -> str:
        cell = self.cell(row, wanted)
        if cell is None:
            return ""
        if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
            cell = int(cell)
        text = "".join(one for one in str(cell) if one.isprintable() or one.isspace())
        return " ".join(text.split())[:_LONGEST_TEXT]

    def _name(self, row_number: int, row: Sequence[Cell], doubts: _Doubts) -> str:
        cell = self.cell(row, Field.NAME)
        if cell is None:
            return ""
        place = self._place(row_number, Field.NAME)
        raw = self._text(row, Field.NAME)
        bracketed = _REMARK.match(raw.replace("（", "(").replace("）", ")"))
        if bracketed:
            raw = bracketed["name"]
            if bracketed["remark"].strip():
                doubts.remarks.append(bracketed["remark"].strip())
                doubts.notes.append(f"{place}括号里的“{bracketed['remark'].strip()}”记到了备注。")
        name, notes = clean_name(raw)
        doubtful = troubles(name)
        doubts.notes.extend(place + note for note in notes if note not in doubtful and note not in _USUAL)
        doubts.questions.extend(f"{place}{sentence}" for sentence in doubtful)
        if not name:
            return ""
        rare = outside_gb2312(name)
        if rare:
            doubts.notes.append(f"{place}有生僻字“{'”“'.join(rare)}”，打印前请核对。")
        if _STRANGE_NAME.search(name) or len(name) == 1 or len(name) > _LONGEST_NAME:
            doubts.questions.append(f"{place}“{name[:20]}”不像姓名。")
        return name[:_LONGEST_NAME]

    def _id_reading(self, row_number: int, row: Sequence[Cell], doubts: _Doubts) -> IdReading:
        cell = self.cell(row, Field.ID_NUMBER)
        if cell is None:
            return IdReading("", None, ())
        reading = read_id_number(cell, today=self._today)
        place = self._place(row_number, Field.ID_NUMBER)
        if reading.number is None:
            doubts.questions.extend(f"{place}{problem}号码先不导入。" for problem in reading.problems)
        else:
            doubts.problems.extend(place + problem for problem in reading.problems)
        return reading

    def _sex(
        self, row_number: int, row: Sequence[Cell], reading: IdReading, doubts: _Doubts
    ) -> tuple[str, bool]:
        cell = self.cell(row, Field.SEX)
        stated = SEXES.normalise(str(cell)) if cell is not None else None
        place = self._place(row_number, Field.SEX)
        if cell is not None and stated is None:
            doubts.problems.append(f"{place}“{self._text(row, Field.SEX)[:10]}”不是“女”或“男”，没有采用。")
        in_number = reading.number.sex if reading.number else None
        if reading.number and stated and stated != in_number:
            place = self._place(row_number, Field.ID_NUMBER)
            doubts.questions.extend(place + text for text in disagreements(reading.number, sex=stated))
        sex = stated or in_number
        if sex == MAN:
            doubts.questions.append(
                f"{place}{'性别是“男”' if stated else '身份证号码表示男性'}，这是妇女的名册，请核对。"
            )
        return sex or WOMAN, sex is not None

    def _born(self, row_number: int, row: Sequence[Cell], reading: IdReading, doubts: _Doubts) -> str:
        in_number = reading.number.birth if reading.number else None
        cell = self.cell(row, Field.BORN)
        place = self._place(row_number, Field.BORN)
        if cell is None:
            if in_number is not None:
                doubts.notes.append(f"第 {row_number} 行：没有出生年月，按身份证号码填为 {in_number.iso}。")
            return in_number.iso if in_number else ""
        try:
            born = parse_birth(cell, today=self._today)
        except AmbiguousBirthError as error:
            return self._settled(error, in_number, place, doubts)
        except UserFacingError as error:
            if in_number is not None:
                doubts.problems.append(f"{place}{error.what}已按身份证号码填为 {in_number.iso}。")
            else:
                doubts.questions.append(f"{place}{error.what}导入的话，出生年月先空着。")
            return in_number.iso if in_number else ""
        if in_number is not None and reading.number is not None and not born.agrees_with(in_number):
            sentences = disagreements(reading.number, birth=born, sex=reading.number.sex)
            doubts.questions.append(f"{place}{sentences[0]}导入的话，以身份证号码为准。")
            return in_number.iso
        return born.iso

    def _settled(
        self, error: AmbiguousBirthError, in_number: Birth | None, place: str, doubts: _Doubts
    ) -> str:
        """Let the ID number decide between the readings; without one it is a question."""
        if in_number is not None:
            agreeing = [choice for choice in error.choices if choice.agrees_with(in_number)]
            if agreeing:
                doubts.notes.append(f"{place}按身份证号码读作 {agreeing[0].text}。")
                return agreeing[0].iso
        likeliest = error.choices[0]
        doubts.questions.append(f"{place}{error.what}导入的话，按 {likeliest.text} 填。")
        return likeliest.iso

    def _code(
        self, row_number: int, row: Sequence[Cell], wanted: Field, words: CodeList, doubts: _Doubts
    ) -> str:
        raw = self._text(row, wanted)
        if not raw:
            return ""
        official = words.normalise(raw)
        if official is None:
            doubts.problems.append(
                f"{self._place(row_number, wanted)}“{raw[:20]}”不在{words.title}的列表里，"
                "这一项空着，原文记到备注。"
            )
            doubts.remarks.append(f"{wanted.label}原写“{raw[:20]}”")
        return official or ""

    def _phone(self, row_number: int, row: Sequence[Cell], doubts: _Doubts) -> str:
        cell = self.cell(row, Field.PHONE)
        if cell is None:
            return ""
        place = self._place(row_number, Field.PHONE)
        parts: list[object] = [cell]
        if isinstance(cell, str):
            parts = [part for part in _PHONE_PARTS.split(cell.strip()) if is_filled(part)] or [cell]
        good: list[str] = []
        for part in parts:
            try:
                number = normalise_phone(part)
            except UserFacingError as error:
                doubts.problems.append(f"{place}{error.what}没有采用。")
                continue
            if number:
                good.append(number)
        if len(good) > 1:
            others = "、".join(good[1:])
            doubts.remarks.append(f"另有电话 {others}")
            doubts.notes.append(f"{place}有 {len(good)} 个号码，第一个作为联系电话，其余记到备注。")
        return good[0] if good else ""

    def _committee_post(self, row_number: int, row: Sequence[Cell], doubts: _Doubts) -> str | None:
        raw = unicodedata.normalize("NFKC", self._text(row, Field.COMMITTEE_POST))
        if not raw:
            return None
        official = COMMITTEE_POSTS.normalise(raw)
        if official is None:
            doubts.problems.append(
                f"{self._place(row_number, Field.COMMITTEE_POST)}"
                f"“{raw[:20]}”不是主席、副主席或执委，没有采用。"
            )
        return official
