"""代表资格审查报告: quota, how delegates came about, how they are made up, the finding."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.chinese.rare_characters import display_name
from fulian_desktop.documents.content import (
    AttachmentMark,
    Column,
    Heading,
    NameGrid,
    Note,
    PageBreak,
    PaperContent,
    Run,
    Subtitle,
    Table,
    Title,
)
from fulian_desktop.documents.papers import official_text, phrases, wording_values
from fulian_desktop.elections.congress_facts import structure_sentence
from fulian_desktop.people.delegate_records import DelegateStep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.election_figures import CongressFigures
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers
    from fulian_desktop.people.delegate_records import DelegateStanding
    from fulian_desktop.people.makeup_records import Share

KIND = "qualification_report"
TABLE_TITLE = "代表构成统计表"
LIST_TITLE = "代表名单"
_COLUMNS = (Column("项目", 2.2), Column("类别", 3.4), Column("人数", 1.4), Column("占比", 1.6))


def compose(figures: MeetingFigures, registers: Registers, _order: Order) -> PaperContent:
    """Return the report with its two attachments; only asked for when delegates passed the check."""
    own = figures.congress
    assert own is not None
    passed = tuple(one for one in own.delegates if one.step.passed and one.may_vote)
    text = wording_values.paragraphs_of(KIND, _words(figures, registers, own), registers)
    what = "代表资格审查报告"
    title = own.congress.title
    fits = len(title) <= phrases.CHARACTERS_OF_A_TITLE_LINE
    body = official_text.blocks_of(text, tuple(one.person.name for one in own.delegates))
    day = paper_date(date.fromisoformat(figures.facts.day or own.congress.plan.day))
    blocks: list[Block] = [
        Title(f"{title}{what}", keep=(title, what), lines=(title, what) if fits else ()),
        Subtitle(f"（{day}）"),
        *phrases.with_attachments(body, TABLE_TITLE, LIST_TITLE),
        phrases.signature(f"{own.congress.short_title}代表资格审查委员会", day, seal_space=False),
        PageBreak(),
        AttachmentMark("附件1"),
        Title(TABLE_TITLE),
        _statistics(own),
        PageBreak(),
        _by_work_and_group(own),
        Note(
            f"年龄计算到{paper_date(date.fromisoformat(own.congress.plan.day))}；百分比四舍五入，合计可能不等于100%。"
        ),
        PageBreak(),
        AttachmentMark("附件2"),
        Title(LIST_TITLE),
        *_list(own, passed),
    ]
    return PaperContent(f"{title}{what}", tuple(blocks), author=figures.facts.federation)


def _words(
    figures: MeetingFigures, registers: Registers, own: CongressFigures
) -> wording_values.WordingValues:
    words = wording_values.of_meeting(figures, registers)
    replaced = [one for one in own.delegates if one.replaces]
    failed = sum(one.step is DelegateStep.UNQUALIFIED for one in own.delegates)
    structure = structure_sentence(own.statistics).replace("；", "，")
    values = {
        **words.values,
        "大会": own.congress.title,
        "代表名额": f"{own.congress.plan.delegates_planned}名",
        "名额分配": "，".join(f"{line.group_name}{line.planned}名" for line in own.quota if line.planned),
        "代表人数": f"{own.statistics.total}名",
        "代表构成": structure or "构成见附表",
        "代表更换": "；".join(
            f"{one.group_name}原代表{one.replaces}因故不能出席，更换为{one.person.name}" for one in replaced
        ),
        "未通过": f"{failed}名" if failed else "",
    }
    holds = set(words.conditions)
    for name in ("名额分配", "代表更换", "未通过"):
        if values[name]:
            holds.add(f"有{name}")
    return wording_values.WordingValues(values, frozenset(holds))


def _statistics(own: CongressFigures) -> Table:
    numbers = own.statistics
    rows: list[tuple[str, ...]] = [("代表总数", "有表决权的代表", str(numbers.total), "100.0%")]
    if numbers.average_tenths is not None:
        rows += [
            ("年龄", "平均年龄", f"{numbers.average_age}岁", ""),
            ("", "最小、最大", f"{numbers.youngest}、{numbers.oldest}岁", ""),
        ]
    for label, shares in (
        ("年龄段", numbers.ages),
        ("政治面貌", numbers.parties),
        ("文化程度", numbers.educations),
        ("民族", (numbers.minorities,)),
    ):
        rows += _shares(label, shares)
    return Table(_COLUMNS, tuple(rows), row_height_mm=8.0, bold_rows=(0,))


def _by_work_and_group(own: CongressFigures) -> Table:
    """Return the second part, on a page of its own so that no group of rows is torn."""
    order = [line.group_name for line in own.quota]
    groups = sorted(
        own.statistics.groups, key=lambda one: order.index(one.label) if one.label in order else len(order)
    )
    rows = [*_shares("职业", own.statistics.occupations), *_shares("推选单位", groups)]
    return Table(_COLUMNS, tuple(rows), row_height_mm=8.0)


def _shares(label: str, shares: Sequence[Share]) -> list[tuple[str, ...]]:
    known = [share for share in shares if share.label]
    return [
        (label if not place else "", share.label, str(share.count), share.percent)
        for place, share in enumerate(known)
    ]


def _list(own: CongressFigures, passed: Sequence[DelegateStanding]) -> list[Block]:
    groups = [line.group_name for line in own.quota]
    by_group: dict[str, list[str]] = {}
    for one in passed:
        by_group.setdefault(one.group_name, []).append(display_name(one.person.name))
    blocks: list[Block] = [Subtitle("（各组按姓氏笔画为序）", size=14.0)]
    for group in sorted(
        by_group, key=lambda name: (groups.index(name) if name in groups else len(groups), name)
    ):
        names = by_group[group]
        heading = f"{group or '未分组'}（{len(names)}名）"
        blocks += [
            Heading((Run(heading, unbroken=True),)),
            NameGrid(tuple(names), per_row=6),
        ]
    return blocks
