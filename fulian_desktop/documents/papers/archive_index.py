"""归档目录: the papers of the meeting in the order of the folder, with pages and how long each is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.documents.content import Align, Column, Note, PaperContent, Table, Title
from fulian_desktop.documents.paper_kinds import Edition, PaperKind, Stage
from fulian_desktop.documents.papers import phrases
from fulian_desktop.documents.papers.registers import Order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.paper_kinds import PaperIssue
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Registers


@dataclass(frozen=True)
class Entry:
    """One paper in the folder."""

    kind: PaperKind
    edition: Edition
    issue: PaperIssue


def entries_of(made: Mapping[tuple[PaperKind, Edition], PaperIssue]) -> tuple[Entry, ...]:
    """Return what was made and is kept, in the order of the catalogue; a roster in its fullest edition."""
    found = []
    for kind in PaperKind:
        if kind.retention is None:
            continue
        editions = [edition for edition in reversed(kind.editions) if (kind, edition) in made]
        found += [Entry(kind, edition, made[kind, edition]) for edition in editions[:1]]
    return tuple(found)


def compose(figures: MeetingFigures, registers: Registers, _order: Order) -> PaperContent:
    """Return the index, lying; only asked for when the papers of the folder were made."""
    facts = figures.facts
    columns = (
        Column("序号", 0.9),
        Column("文号", 1.5),
        Column("责任者", 2.7),
        Column("题名", 9.2, align=Align.LEFT),
        Column("日期", 2.2),
        Column("页数", 0.9),
        Column("保管\n期限", 1.0),
        Column("备注", 1.1),
    )
    entries = entries_of(registers.made)
    rows = tuple(
        (
            str(position),
            registers.document_numbers.get((entry.kind, entry.edition), ""),
            facts.superior if entry.kind is PaperKind.APPROVAL else facts.federation,
            registers.titles.get((entry.kind, entry.edition), entry.kind.title),
            _day(figures, entry),
            str(entry.issue.pages),
            entry.kind.retention.phrase if entry.kind.retention else "",
            entry.edition.phrase if len(entry.kind.editions) > 1 else "",
        )
        for position, entry in enumerate(entries, start=1)
    )
    title = f"{facts.full_title}归档目录"
    keep = (facts.federation, phrases.committee(facts), "归档目录")
    pages = sum(entry.issue.pages for entry in entries)
    blocks: list[Block] = [
        Title(title, keep=keep),
        Table(columns, rows, row_height_mm=8.0, size=11.0),
        Note(
            f"共{len(entries)}件{pages}页。保管期限按乡镇和村级档案管理的有关规定划定，分永久、30年、10年；"
            "没有文号的由档案人员填写。"
        ),
    ]
    return PaperContent(title, tuple(blocks), author=facts.federation, landscape=True)


def _day(figures: MeetingFigures, entry: Entry) -> str:
    """Return the date a paper bears; empty where it was left to the pen."""
    if entry.kind is PaperKind.APPROVAL:
        return ""
    if not entry.kind.is_dated_when_made:
        return figures.date
    made = Order(entry.edition, date.fromisoformat(entry.issue.at[:10]))
    if entry.kind.stage is Stage.AFTER:
        return made.date_after(figures)
    return paper_date(made.day) if made.date_before(figures) == paper_date(made.day) else ""
