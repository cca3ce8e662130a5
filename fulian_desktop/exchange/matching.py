"""Finding out whom a row is about: someone recorded, someone earlier in the same sheet, or a new person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from fulian_desktop.exchange.headings import Field
from fulian_desktop.exchange.preview_records import FieldChange
from fulian_desktop.people.records import PersonDetails

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.exchange.roster_rows import RowFacts
    from fulian_desktop.people.records import Person

_COMPARED = tuple(one for one in Field if one is not Field.COMMITTEE_POST)
_DUPLICATE_WORDS = ("重复", "重了")


@dataclass(frozen=True)
class Verdict:
    """Whom a row is about.

    Attributes:
        person: the recorded person, or None.
        rejected: why the row cannot be taken at all.
        questions: what the user has to decide.
        notes: what is good to know.
        may_be_taken: whether the row can be taken over as it is understood.
        may_be_new: whether it can be added as another person of the same name.
    """

    person: Person | None = None
    rejected: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    may_be_taken: bool = True
    may_be_new: bool = False


def merged(recorded: PersonDetails, sheet: PersonDetails, *, sex_is_stated: bool) -> PersonDetails:
    """Return the recorded facts with what the sheet knows; an empty cell never erases, a note is added to."""
    values: dict[str, str] = {}
    for one in fields(PersonDetails):
        if one.name == "resume":
            continue
        old, new = getattr(recorded, one.name), getattr(sheet, one.name)
        if not new or new == old or (one.name == "sex" and not sex_is_stated):
            continue
        if one.name == "born" and old.startswith(new):
            continue
        if one.name == "note" and old:
            new = old if new in old else f"{old}；{new}"
        values[one.name] = new
    return replace(PersonDetails(**_plain_values(recorded)), **values)  # type: ignore[arg-type]


def _plain_values(details: PersonDetails) -> dict[str, str]:
    return {one.name: getattr(details, one.name) for one in fields(PersonDetails)}


def changes_between(person: Person, facts: RowFacts) -> tuple[FieldChange, ...]:
    """Return what taking over a row would change of a recorded person."""
    after = merged(person, facts.details, sex_is_stated=facts.sex_is_stated)
    return tuple(
        FieldChange(one.value, one.label, getattr(person, one.value), getattr(after, one.value))
        for one in _COMPARED
        if getattr(person, one.value) != getattr(after, one.value)
    )


class Matcher:
    """Says for each row, in the order of the sheet, whom it is about."""

    def __init__(self, existing: Sequence[Person]) -> None:
        self._by_id_number = {person.id_number: person for person in existing if person.id_number}
        self._by_name: defaultdict[str, list[Person]] = defaultdict(list)
        for person in existing:
            self._by_name[person.name].append(person)
        self._rows_by_id_number: dict[str, RowFacts] = {}
        self._rows_by_name: defaultdict[str, list[RowFacts]] = defaultdict(list)
        self._rows_by_person: dict[int, RowFacts] = {}

    def verdict(self, facts: RowFacts) -> Verdict:
        """Judge the next row and remember it for those that follow."""
        if facts.missing_name:
            return Verdict(rejected=(f"第 {facts.row_number} 行：没有姓名，不能导入。",))
        found = self._twice_in_sheet(facts) or self._recorded(facts)
        if not found.rejected:
            self._remember(facts, found)
        return found

    def _remember(self, facts: RowFacts, verdict: Verdict) -> None:
        self._rows_by_name[facts.details.name].append(facts)
        if facts.details.id_number:
            self._rows_by_id_number.setdefault(facts.details.id_number, facts)
        if verdict.person is not None:
            self._rows_by_person.setdefault(verdict.person.id, facts)

    def _twice_in_sheet(self, facts: RowFacts) -> Verdict | None:
        number, here = facts.details.id_number, f"第 {facts.row_number} 行："
        same_number = self._rows_by_id_number.get(number) if number else None
        if same_number is not None:
            if same_number.details.name == facts.details.name:
                return Verdict(rejected=(f"{here}{_same_person(facts, same_number)}",))
            question = (
                f"{here}身份证号与第 {same_number.row_number} 行的{same_number.details.name}相同，"
                "两行姓名不同，必有一行写错，请在表格里改正。"
            )
            return Verdict(questions=(question,), may_be_taken=False)
        for earlier in self._rows_by_name.get(facts.details.name, ()):
            question = _namesake_in_sheet(facts, earlier)
            if question:
                return Verdict(questions=(here + question,), may_be_taken=False, may_be_new=True)
        if any(word in facts.details.note for word in _DUPLICATE_WORDS):
            return Verdict(questions=(f"{here}备注里写着“{facts.details.note[:20]}”，请确认是不是要导入。",))
        return None

    def _recorded(self, facts: RowFacts) -> Verdict:
        here = f"第 {facts.row_number} 行："
        details = facts.details
        person = self._by_id_number.get(details.id_number) if details.id_number else None
        if person is not None:
            return self._unless_taken(facts, person, self._renamed(facts, person))
        namesakes = self._by_name.get(details.name, [])
        certain = [one for one in namesakes if _certainly_same(one, details)]
        if len(certain) == 1:
            return self._unless_taken(facts, certain[0], Verdict(certain[0]))
        if len(namesakes) > 1:
            question = f"{here}名册里有 {len(namesakes)} 位“{details.name}”，分不清是哪一位。"
            return Verdict(questions=(question,), may_be_taken=False, may_be_new=True)
        if namesakes:
            return self._unless_taken(facts, namesakes[0], _namesake_recorded(facts, namesakes[0]))
        others = [one.row_number for one in self._rows_by_name.get(details.name, ())]
        if others:
            return Verdict(notes=(f"{here}与第 {others[0]} 行同名，出生年月不同，按两个人导入。",))
        return Verdict()

    def _renamed(self, facts: RowFacts, person: Person) -> Verdict:
        if person.name == facts.details.name:
            return Verdict(person)
        question = (
            f"第 {facts.row_number} 行：身份证号与名册里的“{person.name}”相同，姓名不同。"
            f"如果是改了名或写错了字，可以更新为“{facts.details.name}”。"
        )
        return Verdict(person, questions=(question,))

    def _unless_taken(self, facts: RowFacts, person: Person, verdict: Verdict) -> Verdict:
        earlier = self._rows_by_person.get(person.id)
        if earlier is None:
            return verdict
        question = (
            f"第 {facts.row_number} 行：和第 {earlier.row_number} 行一样，都对应名册里的“{person.name}”，"
            "请确认是不是重复。"
        )
        is_other_number = bool(facts.details.id_number) and facts.details.id_number != person.id_number
        return Verdict(
            questions=(question,), may_be_taken=False, may_be_new=is_other_number or not person.id_number
        )


def _certainly_same(person: Person, details: PersonDetails) -> bool:
    if person.id_number and details.id_number:
        return False  # equal numbers were found before this
    if person.born and details.born:
        return _births_agree(person.born, details.born)
    return bool(person.phone) and person.phone == details.phone


def _births_agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _namesake_recorded(facts: RowFacts, person: Person) -> Verdict:
    details = facts.details
    if person.id_number and details.id_number:
        why = "身份证号不同"
    elif person.born and details.born:
        why = f"出生年月不同（名册 {person.born}，表格 {details.born}）"
    else:
        why = "缺少出生年月，看不出是不是同一个人"
    question = f"第 {facts.row_number} 行：名册里已有“{person.name}”，{why}。"
    return Verdict(person, questions=(question,), may_be_new=True)


def _namesake_in_sheet(facts: RowFacts, earlier: RowFacts) -> str:
    """Return why two rows of one name may be one person, or an empty text when they are surely two."""
    one, other = facts.details, earlier.details
    where = f"与第 {earlier.row_number} 行同名"
    if one.id_number and other.id_number:
        if one.born[:7] == other.born[:7]:
            return f"{where}，出生年月也相同，身份证号不同，请核对是不是同一个人。"
        return ""
    if not one.born or not other.born:
        return f"{where}，缺少出生年月，看不出是不是同一个人。"
    if _births_agree(one.born, other.born):
        return f"{where}，出生年月也相同，像是重复登记的同一个人。"
    if one.phone and one.phone == other.phone:
        return f"{where}，电话相同，出生年月不同，像是重复登记的同一个人。"
    return ""


def _same_person(facts: RowFacts, earlier: RowFacts) -> str:
    """Say that a row repeats an earlier one, and in which facts the two differ."""
    different = [
        one.label
        for one in _COMPARED
        if one is not Field.NOTE
        and getattr(facts.details, one.value)
        and getattr(facts.details, one.value) != getattr(earlier.details, one.value)
    ]
    ending = f"两行的{'、'.join(different)}不一样，请核对" if different else "内容也一样"
    where = f"第 {earlier.row_number} 行"
    return f"与{where}是同一个人（身份证号相同），只导入{where}；{ending}。"
