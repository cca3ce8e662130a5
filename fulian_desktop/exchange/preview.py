"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.headings import Field
from fulian_desktop.exchange.matching import FieldChange, Matcher, Verdict, changes_between
from fulian_desktop.exchange.roster_rows import RowFacts, RowReader
from fulian_desktop.exchange.sheets import is_filled
from fulian_desktop.exchange.skipped_rows import SkippedRow, reason_to_skip, stated_total

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fulian_desktop.exchange.recognition import ColumnMap, RosterTable
    from fulian_desktop.people.records import Person, PersonDetails


class RosterPost(Enum):
    """Which list a roster is for; the value is the word on the command line."""

    COMMITTEE = "执委"
    DELEGATE = "代表"


class RowStatus(Enum):
    """What a row is; the value is the word of the JSON form."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    QUESTION = "question"
    REJECTED = "rejected"

    @property
    def phrase(self) -> str:
        """Return the word that is shown."""
        return _STATUS_PHRASES[self.value]


_STATUS_PHRASES = {
    "new": "新增",
    "changed": "有变化",
    "same": "相同",
    "question": "待确认",
    "rejected": "不导入",
}


class Decision(Enum):
    """What the user decides about a row."""

    TAKE = "take"
    TAKE_WITH_ID = "take_with_id"
    AS_NEW = "as_new"
    SKIP = "skip"


class RowAction(Enum):
    """What will be done with a row as things are decided now."""

    ADD = "add"
    CHANGE = "change"
    KEEP = "keep"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True)
class Choice:
    """One way to decide about a row, with the words on its button."""

    decision: Decision
    label: str


@dataclass(frozen=True)
class PreviewRow:
    """One row of the sheet and what importing it would do.

    Attributes:
        row_number: 1-based row of the sheet.
        status: what the row is.
        details: the facts that would be taken over; an empty text takes over nothing.
        committee_post: the post the row names (主席, 副主席, 执委) or 代表; None when it names none.
        problems: sentences with the place, about what is doubtful or was left out.
        notes: sentences about what was tidied up and needs no attention.
        matched_person_id: the recorded person this row is about, or None.
        matched_details: what was recorded of her when the preview was made.
        changes: what would change of her.
        choices: the ways to decide; only these are accepted.
        decision: what the user decided, or None.
        id_as_written: an ID number that is formally wrong and would be left out.
    """

    row_number: int
    status: RowStatus
    details: PersonDetails
    committee_post: str | None
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    matched_person_id: int | None = None
    matched_details: PersonDetails | None = None
    changes: tuple[FieldChange, ...] = ()
    choices: tuple[Choice, ...] = ()
    decision: Decision | None = None
    id_as_written: str = ""

    @property
    def details_to_write(self) -> PersonDetails:
        """Return the facts with the doubtful ID number when the user wants it."""
        if self.decision is Decision.TAKE_WITH_ID:
            return replace(self.details, id_number=self.id_as_written)
        return self.details

    @property
    def action(self) -> RowAction:
        """Return what will be done with the row."""
        if self.status is RowStatus.REJECTED or self.decision is Decision.SKIP:
            return RowAction.LEAVE_OUT
        if self.status is RowStatus.QUESTION and self.decision is None:
            return RowAction.LEAVE_OUT
        if self.matched_person_id is None or self.decision is Decision.AS_NEW:
            return RowAction.ADD
        return RowAction.CHANGE if self.changes or self.decision is Decision.TAKE_WITH_ID else RowAction.KEEP


@dataclass(frozen=True)
class RosterPreview:
    """All rows of a roster; nothing has been written."""

    table: RosterTable
    column_map: ColumnMap
    post: RosterPost | None
    rows: tuple[PreviewRow, ...]
    skipped: tuple[SkippedRow, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what concerns the sheet as a whole: doubtful columns, a total that does not agree."""
        people = sum(1 for row in self.rows if row.status is not RowStatus.REJECTED)
        totals = (
            f"第 {row.row_number} 行写着“{row.text}”，实际读到 {people} 人，请核对。"
            for row in self.skipped
            if (stated := stated_total(row)) is not None and stated != people
        )
        return (*self.table.notes, *totals)

    @property
    def counts(self) -> dict[RowStatus, int]:
        """Return how many rows there are of each status, every status named."""
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in RowStatus}

    @property
    def undecided(self) -> int:
        """Return how many questions have no answer yet; these rows are left out."""
        return sum(1 for row in self.rows if row.status is RowStatus.QUESTION and row.decision is None)

    def row(self, row_number: int) -> PreviewRow:
        """Return the row with this 1-based number.

        Raises:
            UserFacingError: there is no such row in the preview.
        """
        for row in self.rows:
            if row.row_number == row_number:
                return row
        raise UserFacingError(f"预览里没有第 {row_number} 行。", advice=("请重新预览。",))

    def decide(self, row_number: int, decision: Decision | None) -> RosterPreview:
        """Return the preview after the user's decision about one row; None takes a decision back.

        Raises:
            UserFacingError: this row cannot be decided so.
        """
        row = self.row(row_number)
        if decision is not None and decision not in {choice.decision for choice in row.choices}:
            raise UserFacingError(
                f"第 {row_number} 行不能这样处理。",
                advice=tuple(choice.label for choice in row.choices) or ("请在表格里改正以后重新导入。",),
            )
        decided = replace(row, decision=decision)
        return replace(self, rows=tuple(decided if one is row else one for one in self.rows))


def preview_roster(
    table: RosterTable,
    column_map: ColumnMap,
    existing: Sequence[Person],
    post: RosterPost | None,
    today: date,
) -> RosterPreview:
    """Compare a roster with the recorded persons, row by row.

    Raises:
        UserFacingError: no column holds the names, or no row holds a person.
    """
    if column_map.column_of(Field.NAME) is None:
        raise UserFacingError(
            f"工作表“{table.sheet_name}”里找不到“姓名”一栏。",
            advice=("请指定哪一栏是姓名。", "如果名册在另一张工作表里，请换一张。"),
            safe="名册没有改动。",
        )
    reader = RowReader(table, column_map, today)
    facts: list[RowFacts] = []
    skipped: list[SkippedRow] = []
    for row_number, row in enumerate(table.body, start=table.first_body_row + 1):
        reason = reason_to_skip(row, column_map)
        if reason is None:
            facts.append(reader.read(row_number, row))
        else:
            text = " ".join(str(cell).strip() for cell in row if is_filled(cell))
            skipped.append(SkippedRow(row_number, reason, text[:80]))
    if not facts:
        raise UserFacingError(
            f"工作表“{table.sheet_name}”里只有表头，没有人员。",
            advice=("请确认名册已经填写并保存。",),
            safe="名册没有改动。",
        )
    matcher = Matcher(existing)
    rows = tuple(_preview_row(one, matcher.verdict(one), post) for one in facts)
    return RosterPreview(table, column_map, post, rows, tuple(skipped))


def _preview_row(facts: RowFacts, verdict: Verdict, post: RosterPost | None) -> PreviewRow:
    person = verdict.person
    changes = changes_between(person, facts) if person else ()
    questions = facts.questions + verdict.questions
    if verdict.rejected:
        status = RowStatus.REJECTED
    elif questions:
        status = RowStatus.QUESTION
    elif person is None:
        status = RowStatus.NEW
    else:
        status = RowStatus.CHANGED if changes else RowStatus.SAME
    return PreviewRow(
        row_number=facts.row_number,
        status=status,
        details=facts.details,
        committee_post=_post_word(facts, post),
        problems=verdict.rejected + questions + facts.problems,
        notes=facts.notes + verdict.notes,
        matched_person_id=person.id if person else None,
        matched_details=person.details() if person else None,
        changes=changes,
        choices=_choices(facts, verdict, status),
        id_as_written=facts.id_as_written,
    )


def _post_word(facts: RowFacts, post: RosterPost | None) -> str | None:
    if post is RosterPost.DELEGATE:
        return RosterPost.DELEGATE.value
    if post is RosterPost.COMMITTEE:
        return facts.committee_post or RosterPost.COMMITTEE.value
    return facts.committee_post


def _choices(facts: RowFacts, verdict: Verdict, status: RowStatus) -> tuple[Choice, ...]:
    if status is RowStatus.REJECTED:
        return ()
    choices: list[Choice] = []
    if verdict.may_be_taken:
        if verdict.questions and verdict.person is not None:
            label = f"就是名册里的{verdict.person.name}，更新她的资料"
        elif facts.id_as_written:
            label = "导入，身份证号先空着"
        else:
            label = "导入"
        choices.append(Choice(Decision.TAKE, label))
        if facts.id_as_written:
            choices.append(Choice(Decision.TAKE_WITH_ID, "导入，身份证号照原样填"))
    if verdict.may_be_new:
        choices.append(Choice(Decision.AS_NEW, "是同名的另一个人，新增"))
    choices.append(Choice(Decision.SKIP, "不导入这一行"))
    return tuple(choices)
