"""人选名单和简历: who is nominated for the vacant seats, by 姓氏笔画, with résumés."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import chinese_number
from fulian_desktop.chinese.rare_characters import display_name
from fulian_desktop.documents.content import (
    Align,
    Column,
    Heading,
    Note,
    PaperContent,
    Paragraph,
    Spacer,
    Subtitle,
    Table,
    Together,
)
from fulian_desktop.documents.papers import phrases

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.meetings.records import Nominee

SIZE_OF_RESUME = 14.0
LINES_KEPT_TOGETHER = 4


def compose(figures: MeetingFigures) -> PaperContent:
    """Return the list of nominees and their résumés; never ID number, telephone or address."""
    facts = figures.facts
    what = title_of(figures)
    blocks: list[Block] = [
        phrases.title(facts, what),
        Subtitle("（按姓氏笔画为序）"),
        name_list(facts.nominees, with_education=True),
        Note(
            f"本届席位{facts.seat_count}个，现有空缺{facts.vacant_count}个，"
            f"增补人选{len(facts.nominees)}名。",
            size=14.0,
        ),
    ]
    for position, nominee in enumerate(facts.nominees, start=1):
        resume = _resume(position, nominee)
        short = len(nominee.resume) <= LINES_KEPT_TOGETHER
        blocks += [Spacer(0.5), *((Together(resume),) if short else resume)]
    return PaperContent(f"{facts.federation}{what}", tuple(blocks), author=facts.federation)


def title_of(figures: MeetingFigures) -> str:
    """Return 增补第七届执行委员会委员人选名单和简历."""
    return f"增补{phrases.committee(figures.facts)}委员人选名单和简历"


def name_list(nominees: tuple[Nominee, ...], *, with_education: bool = False) -> Table:
    """Return a table of nominees or members added: what may be published of them and no more."""
    columns = [
        Column("序号", 0.9),
        Column("姓名", 2.0, is_name=True),
        Column("出生年月", 1.6),
        Column("民族", 1.4),
        Column("政治面貌", 1.9),
        Column("单位及职务", 3.8, align=Align.LEFT),
    ]
    if with_education:
        columns.insert(5, Column("学历", 1.2))
    rows = []
    for position, nominee in enumerate(nominees, start=1):
        row = [
            str(position),
            display_name(nominee.name),
            phrases.birth_text(nominee.born),
            nominee.ethnicity,
            nominee.political_status,
            nominee.unit_post,
        ]
        if with_education:
            row.insert(5, nominee.education)
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows), row_height_mm=11.0, size=12.0)


def _resume(position: int, nominee: Nominee) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Heading(f"{chinese_number(position)}、{nominee.name}"),
        Paragraph(_in_words(nominee)),
    ]
    if nominee.resume:
        columns = (Column("起止年月", 2.2), Column("学习和工作经历", 6.0, align=Align.LEFT))
        blocks.append(Table(columns, nominee.resume, row_height_mm=9.5, size=SIZE_OF_RESUME))
    return tuple(blocks)


def _in_words(nominee: Nominee) -> str:
    facts = [
        nominee.name,
        nominee.sex,
        nominee.ethnicity,
        f"{phrases.birth_text(nominee.born, dotted=False)}生" if nominee.born else "",
        nominee.political_status,
        f"{nominee.education}学历" if nominee.education else "",
        f"现任{nominee.unit_post}" if nominee.unit_post else "",
    ]
    return "，".join(fact for fact in facts if fact) + "。"
