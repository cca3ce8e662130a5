"""Forms of the blank pack, filled in by pen: counting hands, counting in 正, slips to report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import chinese_number
from fulian_desktop.documents.content import (
    Align,
    BlankLine,
    Column,
    Heading,
    LabelledLine,
    Note,
    PageBreak,
    Paragraph,
    Run,
    SignatureLines,
    Spacer,
    StrokeBoxes,
    Table,
    TextStyle,
    Together,
    blank,
)
from fulian_desktop.documents.papers import phrases
from fulian_desktop.documents.papers.agenda import when
from fulian_desktop.rules.thresholds import Base
from fulian_desktop.votes.motions import by_election_question
from fulian_desktop.votes.records import Motion, MotionKey

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.rules.rule_pack import RulePack

SIZE = 16.0
SMALL = 14.0
VOTES_OF_A_BOX = 5
_HANDS = {"in_favour": "同意", "against": "不同意", "abstaining": "弃权"}


def questions(figures: MeetingFigures) -> tuple[tuple[Motion, bool], ...]:
    """Return every question that may be put, and whether it is put only when a bundled vote has failed."""
    found: list[tuple[Motion, bool]] = []
    for question in figures.questions:
        motion = question.motion
        found.append((motion, False))
        if motion.is_bundled:
            found += [
                (
                    Motion(
                        MotionKey(motion.key.item_id, nominee.id),
                        by_election_question(figures.facts, (nominee,)),
                        (nominee,),
                    ),
                    True,
                )
                for nominee in motion.nominees
            ]
    return tuple(found)


def need_words(pack: RulePack, entitled: int) -> str:
    """Return how many votes are needed, in words for a form."""
    if pack.majority_base is Base.ENTITLED:
        return f"按应到{entitled}人，{pack.majority.phrase}，同意要{pack.majority.need(entitled)}人以上"
    return f"按实到人数，{pack.majority.phrase}（对照下表）"


def votes(figures: MeetingFigures) -> list[Block]:
    """Return the forms for shows of hands: a page of two questions each, needed numbers printed."""
    facts, pack = figures.facts, figures.facts.rule_pack
    blocks: list[Block] = [
        phrases.title(facts, f"{facts.title}举手表决记录单"),
        LabelledLine("时　间", when(figures), indent=0, size=SMALL),
        LabelledLine("地　点", facts.place or phrases.NOT_FILLED, indent=0, size=SMALL),
        _quorum(figures),
    ]
    if pack.majority_base is Base.PRESENT:
        blocks += [_need_table(pack, figures), Spacer(0.2)]
    for number, (motion, is_later) in enumerate(questions(figures), start=1):
        blocks += [Spacer(0.3), Together(tuple(_vote_form(figures, number, motion, is_later)), framed=True)]
    blocks.append(_signing())
    return blocks


def _quorum(figures: MeetingFigures) -> Paragraph:
    pack = figures.facts.rule_pack
    words = (
        f"应到{figures.entitled}人，{pack.quorum.phrase}即{figures.quorum_need}人到会才能表决；"
        f"{need_words(pack, figures.entitled)}。"
    )
    return Paragraph(words, first_line_indent=False, align=Align.LEFT, style=TextStyle.HEADING, size=SMALL)


def _need_table(pack: RulePack, figures: MeetingFigures) -> Table:
    present = range(figures.quorum_need, figures.entitled + 1)
    chunk = list(present)[-12:]
    columns = (Column("实到", 1.6), *(Column(str(number)) for number in chunk))
    row = ("同意至少", *(str(pack.majority.need(number)) for number in chunk))
    return Table(columns, (row,), row_height_mm=8.0)


def _vote_form(figures: MeetingFigures, number: int, motion: Motion, is_later: bool) -> list[Block]:
    pack = figures.facts.rule_pack
    blocks: list[Block] = [Heading(f"{chinese_number(number)}、{motion.question}")]
    if is_later:
        blocks.append(Note("（一并表决没有通过、改为逐人表决时才填）", size=SMALL))
    elif motion.is_bundled:
        blocks.append(Note("（一并表决）", size=SMALL))
    heads = ["应到", "实到", "同意", "不同意", "弃权", "未表态"]
    if not pack.abstention_polled:
        heads.remove("弃权")
    need = str(pack.majority.need(figures.entitled)) if pack.majority_base is Base.ENTITLED else ""
    numbers = (Column(head, 1.25 if len(head) > 2 else 0.9) for head in heads)
    columns = (*numbers, Column("需要\n同意", 0.95), Column("结果", 3.1))
    row = (str(figures.entitled), *("",) * (len(heads) - 1), need, "□一致通过\n□通过　□未通过")
    blocks += [
        Table(columns, (row,), row_height_mm=14.0, size=SMALL),
        Spacer(0.1),
        BlankLine(
            (Run("时间"), blank(3), Run("时"), blank(2), Run("分　缺数或更正的原因"), blank(9)),
            size=SMALL,
            indent=0,
        ),
    ]
    return blocks


def _signing() -> SignatureLines:
    return SignatureLines(("计票人（签字）", "监票人（签字）", "主持人（签字）", "记录人（签字）"))


def tallies(figures: MeetingFigures) -> list[Block]:
    """Return the tally sheets: for each question squares for 正, enough for everyone entitled."""
    facts, pack = figures.facts, figures.facts.rule_pack
    boxes = -(-max(1, figures.entitled) // VOTES_OF_A_BOX)
    blocks: list[Block] = [
        phrases.title(facts, f"{facts.title}计票正字表"),
        Note("每记一票描一笔，一个“正”字五票，写满再用下一格；记错的一格画×，另起一格。", size=SMALL),
        Note(_sum_words(figures), size=SMALL),
    ]
    for number, (motion, is_later) in enumerate(questions(figures), start=1):
        later = "（逐人表决时用）" if is_later else ""
        inner: list[Block] = [Heading(f"{chinese_number(number)}、{motion.question}{later}")]
        inner += [StrokeBoxes(_HANDS[hand], boxes + 1) for hand in pack.poll_order]
        inner.append(StrokeBoxes("未表态", boxes + 1))
        blocks += [Spacer(0.3), Together(tuple(inner))]
    blocks.append(SignatureLines(("唱票人（签字）", "计票人（签字）", "监票人（签字）")))
    return blocks


def _sum_words(figures: MeetingFigures) -> str:
    hands = " + ".join(_HANDS[hand] for hand in figures.facts.rule_pack.poll_order)
    return f"数完核对：{hands} + 未表态 = 实到人数，不能超过应到{figures.entitled}人；不等就重数。"


def slips(figures: MeetingFigures) -> list[Block]:
    """Return the slips that carry a result to the presiding chair, two on a page with a line to cut."""
    facts, pack = figures.facts, figures.facts.rule_pack
    blocks: list[Block] = []
    for place, (motion, _is_later) in enumerate(questions(figures)):
        if place and place % 2 == 0:
            blocks.append(PageBreak())
        elif place:
            blocks += [
                Spacer(0.4),
                Paragraph("— " * 11 + "沿虚线裁开" + " —" * 11, False, Align.CENTRE, size=12.0),
            ]
        hands = [run for hand in pack.poll_order for run in (Run(f"{_HANDS[hand]}"), blank(3), Run("人　"))]
        blocks.append(
            Together(
                (
                    phrases.title(facts, f"{facts.title}表决结果报告单"),
                    Paragraph(f"表决事项：{motion.question}", first_line_indent=False, size=SIZE),
                    _line(
                        Run(f"应到{figures.entitled}人，实到"),
                        blank(3),
                        Run("人，未表态"),
                        blank(3),
                        Run("人"),
                    ),
                    _line(*hands),
                    Paragraph(
                        f"{need_words(pack, figures.entitled)}。",
                        first_line_indent=False,
                        align=Align.LEFT,
                        style=TextStyle.HEADING,
                        size=SMALL,
                    ),
                    _line(Run("结果：□一致通过　□通过　□未通过，还差"), blank(3), Run("人")),
                    _line(
                        Run("计票人"),
                        blank(5),
                        Run("　监票人"),
                        blank(5),
                        Run("　"),
                        blank(2),
                        Run("时"),
                        blank(2),
                        Run("分"),
                    ),
                )
            )
        )
    return blocks


def _line(*parts: Run) -> BlankLine:
    return BlankLine(parts, size=SIZE, indent=0)
