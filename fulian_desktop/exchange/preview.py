"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.headings import Field
from fulian_desktop.exchange.matching import Matcher, Verdict, changes_between
from fulian_desktop.exchange.preview_records import (
    Choice,
    Decision,
    FieldChange,
    PreviewRow,
    RosterPost,
    RosterPreview,
    RowAction,
    RowStatus,
)
from fulian_desktop.exchange.roster_rows import RowFacts, RowReader
from fulian_desktop.exchange.sheets import is_filled
from fulian_desktop.exchange.skipped_rows import SkippedRow, reason_to_skip, stated_total

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fulian_desktop.exchange.recognition import ColumnMap, RosterTable
    from fulian_desktop.people.records import Person

__all__ = [
    "Choice",
    "Decision",
    "FieldChange",
    "PreviewRow",
    "RosterPost",
    "RosterPreview",
    "RowAction",
    "RowStatus",
    "preview_roster",
]


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
    notes = (*table.notes, *_wrong_totals(rows, skipped))
    return RosterPreview(table, column_map, post, rows, tuple(skipped), notes)


def _wrong_totals(rows: Sequence[PreviewRow], skipped: Sequence[SkippedRow]) -> list[str]:
    """Say where a total row names another number of persons than were read."""
    people = sum(1 for row in rows if row.status is not RowStatus.REJECTED)
    return [
        f"第 {row.row_number} 行写着“{row.text}”，实际读到 {people} 人，请核对。"
        for row in skipped
        if (stated := stated_total(row)) is not None and stated != people
    ]


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
