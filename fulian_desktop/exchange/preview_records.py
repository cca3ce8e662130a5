"""What an import would do, as plain records; light to import, unlike the reading of sheets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from fulian_desktop.exchange.recognition import ColumnMap, RosterTable
    from fulian_desktop.exchange.skipped_rows import SkippedRow
    from fulian_desktop.people.records import PersonDetails


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
class FieldChange:
    """One fact that would change: the field's name, its word, what is recorded, what the row says."""

    field: str
    label: str
    old: str
    new: str


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
    """All rows of a roster; nothing has been written.

    Attributes:
        table: the table that was read.
        column_map: the columns as recognised or corrected.
        post: which list the roster is for, or None.
        rows: the rows that hold persons.
        skipped: the rows that do not.
        notes: what concerns the sheet as a whole: doubtful columns, a total that does not agree.
    """

    table: RosterTable
    column_map: ColumnMap
    post: RosterPost | None
    rows: tuple[PreviewRow, ...]
    skipped: tuple[SkippedRow, ...]
    notes: tuple[str, ...] = ()

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
