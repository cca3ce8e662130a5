"""Rosters and tallies as tables for a spreadsheet: the same rows as on paper, figures as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import Table, plain_text
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.documents.papers.figures import clock_text
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.papers.figures import MeetingFigures

WORKBOOK_KINDS = (
    PaperKind.ROSTER,
    PaperKind.DELEGATE_ROSTER,
    PaperKind.SIGN_IN,
    PaperKind.VOTE_RECORD,
    PaperKind.CANDIDATES,
    PaperKind.BALLOT_TALLY,
)
"""The papers that are also written as a spreadsheet."""
_VOTES = (
    *("序号", "表决事项", "登记", "时间", "应到", "实到", "法定人数", "参加表决"),
    *("同意", "不同意", "弃权", "未表态", "通过需要", "结果", "更正原因"),
)
_NUMBERS = frozenset({"序号", "赞成", "不赞成", "弃权", "部分无效", "未表态"})
_SIGNING = ("序号", "类别", "姓名", "职务", "签名", "备注")


@dataclass(frozen=True)
class TallySheet:
    """One table for a spreadsheet.

    Args:
        title: above the table.
        name: of the sheet, at most 31 characters.
        columns: headings.
        rows: one value per column; whole numbers are numbers, everything else is text.
    """

    title: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def tally_sheet(kind: PaperKind, figures: MeetingFigures, content: PaperContent) -> TallySheet:
    """Return a roster or a tally as a table.

    Args:
        kind: of the paper.
        figures: of the meeting.
        content: the paper as it is printed; of rosters its edition decides which columns there are.

    Raises:
        UserFacingError: this paper is no table.
    """
    if kind is PaperKind.SIGN_IN:
        return TallySheet(content.title, "签到册", _SIGNING, _signing_rows(figures))
    if kind is PaperKind.VOTE_RECORD:
        return TallySheet(content.title, "举手表决", _VOTES, _vote_rows(figures))
    if kind in WORKBOOK_KINDS:
        return _roster(content)
    names = "、".join(one.title for one in WORKBOOK_KINDS)
    raise UserFacingError(
        f"{kind.title}不是表格，不能存为 XLSX。",
        advice=(f"能存为表格的是：{names}。", "这一份请存为 PDF 或 Word。"),
        safe="没有写文件。",
    )


def _roster(content: PaperContent) -> TallySheet:
    first = next(block for block in content.blocks if isinstance(block, Table))
    # Further tables of the same columns go on below it: later rounds of a count.
    tables = [
        block for block in content.blocks if isinstance(block, Table) and block.columns == first.columns
    ]
    columns = tuple("".join(column.header.split()) for column in first.columns)
    rows = tuple(
        tuple(_cell(column, plain_text(cell)) for column, cell in zip(columns, row, strict=True))
        for table in tables
        for row in table.rows
    )
    return TallySheet(content.title, "名册", columns, rows)


def _cell(column: str, text: str) -> str | int:
    return int(text) if column in _NUMBERS and text.isdecimal() else text.replace("\n", "")


def _signing_rows(figures: MeetingFigures) -> tuple[tuple[str | int, ...], ...]:
    facts = figures.facts
    people = [("执委", member.name, member.post) for member in facts.entitled]
    people += [("列席", observer.name, observer.role) for observer in facts.observers]
    return tuple((number, *person, "", "") for number, person in enumerate(people, start=1))


def _vote_rows(figures: MeetingFigures) -> tuple[tuple[str | int, ...], ...]:
    rows: list[tuple[str | int, ...]] = []
    for number, question in enumerate(figures.questions, start=1):
        asked = question.motion.question
        for count in question.counts:
            counted = (count.entitled, count.present, count.quorum_need, count.voters)
            hands = (count.in_favour, count.against, count.abstaining, count.not_voting, count.need)
            entry = "更正" if count.corrects_id else "首次"
            reason = count.reason if count.corrects_id else ""
            rows.append(
                (number, asked, entry, clock_text(count.at), *counted, *hands, count.outcome.phrase, reason)
            )
        if not question.counts:
            rows.append((number, asked, *("",) * (len(_VOTES) - 4), "未表决", ""))
    return tuple(rows)
