"""表彰决定: what is awarded to whom, with the list as its attachment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import chinese_number
from fulian_desktop.documents.content import (
    AttachmentMark,
    Heading,
    NameGrid,
    PageBreak,
    PaperContent,
    Title,
    Together,
)
from fulian_desktop.documents.papers import official_text, phrases, wording_values
from fulian_desktop.meetings.agenda_awards import honours_of
from fulian_desktop.meetings.records import AgendaKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers

LIST_TITLE = "受表彰名单"
NAMES_OF_A_SHORT_GROUP = 40


@dataclass(frozen=True)
class Award:
    """One honour and who receives it."""

    honour: str
    names: tuple[str, ...]

    @property
    def measure(self) -> str:
        """Return 户 for families, 个 for groups, 名 for persons."""
        if "家庭" in self.honour or all(name.endswith(("家庭", "户")) for name in self.names):
            return "户"
        return "个" if re.search("集体|组织|单位|团队|队伍|之家", self.honour) else "名"


def awards_of(text: str) -> tuple[Award, ...]:
    """Read one honour a line (最美家庭：甲家庭、乙家庭); a line without a colon goes on with the last."""
    return tuple(Award(honour, names) for honour, names in honours_of(official_text.paragraphs_of(text)))


def awards_in(figures: MeetingFigures) -> tuple[Award, ...]:
    """Return the awards of the meeting's commendation."""
    item = figures.item_of_kind(AgendaKind.COMMENDATION)
    return () if item is None else awards_of(item.details)


def in_words(awards: Sequence[Award]) -> str:
    """Return 授予石桂芳家庭等2户“最美家庭”称号，授予……; one alone is named without 等."""
    said = []
    for award in awards:
        whom = award.names[0]
        if len(award.names) > 1:
            whom = f"{award.names[0]}等{len(award.names)}{award.measure}"
        said.append(f"授予{whom}“{award.honour}”称号" if award.honour else f"对{whom}予以表彰")
    return "，".join(said)


def compose(figures: MeetingFigures, registers: Registers, _order: Order) -> PaperContent:
    """Return the decision with its list; only asked for when the list has names."""
    facts = figures.facts
    awards = awards_in(figures)
    item = figures.item_of_kind(AgendaKind.COMMENDATION)
    what = f"关于{item.title if item else AgendaKind.COMMENDATION.phrase}的决定"
    honours = phrases.joined([award.honour for award in awards if award.honour])
    words = wording_values.of_meeting(figures, registers).with_values(
        表彰内容=in_words(awards), 表彰类别=honours
    )
    text = wording_values.paragraphs_of("commendation", words, registers)
    names = (*phrases.names_of(facts), *(name for award in awards for name in award.names))
    blocks: list[Block] = [
        phrases.title(facts, what),
        *phrases.with_attachments(official_text.blocks_of(text, names), LIST_TITLE),
        phrases.signature(facts.federation, figures.date),
        PageBreak(),
        AttachmentMark("附件"),
        Title(LIST_TITLE),
        *_listing(awards),
    ]
    return PaperContent(f"{facts.federation}{what}", tuple(blocks), author=facts.federation)


def _listing(awards: Sequence[Award]) -> list[Block]:
    blocks: list[Block] = []
    for number, award in enumerate(awards, start=1):
        honour = award.honour or "受表彰人员"
        count = f"（{len(award.names)}{award.measure}）"
        heading = Heading(
            f"{chinese_number(number)}、{honour}{count}" if len(awards) > 1 else f"{honour}{count}"
        )
        longest = max(len(name) for name in award.names)
        grid = NameGrid(award.names, per_row=4 if longest <= 5 else 3 if longest <= 7 else 2)
        if len(award.names) <= NAMES_OF_A_SHORT_GROUP:
            blocks.append(Together((heading, grid)))
        else:
            blocks += [heading, grid]
    return blocks
