"""执委公示牌（三亮）: who the members are and which group each looks after; never a telephone number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.rare_characters import display_name
from fulian_desktop.documents.content import Align, Column, LabelledLine, PaperContent, Spacer, Table
from fulian_desktop.documents.papers import official_text, phrases, wording_values

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers

LONGEST_LABEL = 6
LIST_FOLLOWS = "亮身份"


def compose(figures: MeetingFigures, registers: Registers, _order: Order) -> PaperContent:
    """Return the board, upright, to be hung at the women's home."""
    facts = figures.facts
    words = wording_values.of_meeting(figures, registers)
    blocks: list[Block] = [phrases.title(facts, f"{phrases.committee(facts)}委员公示牌")]
    listed = False
    for text in wording_values.paragraphs_of("notice_board", words, registers):
        label, colon, rest = text.partition("：")
        if colon and len(label) <= LONGEST_LABEL:
            blocks.append(LabelledLine(label, rest, indent=0))
        else:
            blocks += official_text.blocks_of((text,))
        if label == LIST_FOLLOWS:
            blocks += [Spacer(0.3), _listing(figures, registers), Spacer(0.5)]
            listed = True
    if not listed:
        blocks += [Spacer(0.3), _listing(figures, registers)]
    what = f"{facts.federation}{phrases.committee(facts)}委员公示牌"
    return PaperContent(what, tuple(blocks), author=facts.federation, page_numbers=False)


def _listing(figures: MeetingFigures, registers: Registers) -> Table:
    columns = (
        Column("姓名", 3.7, is_name=True),
        Column("妇联职务", 1.9),
        Column("分工", 2.4),
        Column("单位及职务", 4.4, align=Align.LEFT),
        Column("所在组", 1.5),
    )
    persons = registers.persons
    rows = tuple(
        (
            display_name(line.name),
            line.post,
            line.duty,
            line.unit_post,
            persons[line.person_id].group_name if line.person_id in persons else "",
        )
        for line in figures.roster
    )
    return Table(columns, rows, row_height_mm=8.0)
