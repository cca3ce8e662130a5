"""签到册: the entitled list to sign, the observers, and room for those on leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.rare_characters import display_name
from fulian_desktop.documents.content import (
    Align,
    BlankLine,
    Column,
    Heading,
    PaperContent,
    Paragraph,
    Run,
    Spacer,
    Table,
    Together,
    blank,
)
from fulian_desktop.documents.papers import phrases
from fulian_desktop.documents.papers.agenda import when

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.meetings.records import MeetingFacts

ROW_HEIGHT_MM = 12.0
SPARE_OBSERVER_ROWS = 3
LEAVE_ROWS = 4
SMALL = 14.0
CHARACTERS_OF_A_LINE = 36


def compose(figures: MeetingFigures) -> PaperContent:
    """Return the sign-in sheet; it names who is entitled and who observes, and leaves the rest to the pen."""
    facts = figures.facts
    blocks: list[Block] = [
        phrases.title(facts, f"{phrases.session(facts)}签到册"),
        *_when_and_where(figures),
        BlankLine(
            (
                Run(f"应到{figures.entitled}人，实到"),
                blank(3),
                Run("人，请假"),
                blank(3),
                Run("人，缺席"),
                blank(3),
                Run("人"),
            ),
            size=SMALL,
            indent=0,
        ),
        Spacer(0.3),
        _members(facts),
        Spacer(0.7),
        Together((Heading("列席人员"), _observers(facts))),
        Spacer(0.7),
        Together((Heading("请假人员"), _on_leave())),
    ]
    return PaperContent(f"{facts.full_title}签到册", tuple(blocks), author=facts.federation)


def _when_and_where(figures: MeetingFigures) -> list[Block]:
    """Return time and place on one line, or on two when the place is long."""
    parts = [f"时间：{when(figures)}", f"地点：{figures.facts.place or phrases.NOT_FILLED}"]
    together = "　　".join(parts)
    lines = [together] if len(together) <= CHARACTERS_OF_A_LINE else parts
    return [Paragraph(line, first_line_indent=False, align=Align.LEFT, size=SMALL) for line in lines]


def _signing(role: str, rows: list[tuple[str, str, str]]) -> Table:
    columns = (
        Column("序号", 0.8),
        Column("姓名", 2.0, is_name=True),
        Column(role, 2.2),
        Column("签名", 3.0),
        Column("备注", 2.0),
    )
    return Table(columns, tuple((*row, "", "") for row in rows), row_height_mm=ROW_HEIGHT_MM, size=SMALL)


def _members(facts: MeetingFacts) -> Table:
    return _signing(
        "职务",
        [
            (str(position), display_name(member.name), member.post)
            for position, member in enumerate(facts.entitled, start=1)
        ],
    )


def _observers(facts: MeetingFacts) -> Table:
    named = [(display_name(observer.name), observer.role) for observer in facts.observers]
    named += [("", "")] * SPARE_OBSERVER_ROWS
    return _signing(
        "单位及职务", [(str(position), name, role) for position, (name, role) in enumerate(named, start=1)]
    )


def _on_leave() -> Table:
    columns = (
        Column("序号", 0.8),
        Column("姓名", 2.0),
        Column("请假事由", 3.6),
        Column("批准人", 1.8),
        Column("备注", 1.8),
    )
    rows = tuple((str(number), "", "", "", "") for number in range(1, LEAVE_ROWS + 1))
    return Table(columns, rows, row_height_mm=ROW_HEIGHT_MM, size=SMALL)
