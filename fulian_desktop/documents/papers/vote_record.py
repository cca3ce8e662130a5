"""举手表决记录单: each question with all its counts, why it was carried or not, and lines to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import chinese_number
from fulian_desktop.documents.content import (
    Column,
    Heading,
    LabelledLine,
    PaperContent,
    SignatureLines,
    Spacer,
    Table,
    Together,
)
from fulian_desktop.documents.papers import phrases
from fulian_desktop.documents.papers.agenda import when
from fulian_desktop.documents.papers.figures import clock_text
from fulian_desktop.documents.papers.minutes_parts import moment_text
from fulian_desktop.meetings.minutes_records import LateSubject

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures, Question
    from fulian_desktop.votes.records import VoteCount

SMALL = 14.0
_HEADS = ("应到", "实到", "法定\n人数", "同意", "不同意", "弃权", "未表态", "通过\n需要")


def compose(figures: MeetingFigures) -> PaperContent:
    """Return the record of all shows of hands of a meeting."""
    facts = figures.facts
    blocks: list[Block] = [
        phrases.title(
            facts, f"{facts.full_title if facts.kind.is_of_congress else facts.title}举手表决记录单"
        ),
        LabelledLine("时　间", when(figures), indent=0, size=SMALL),
        LabelledLine("地　点", facts.place or phrases.NOT_RECORDED, indent=0, size=SMALL),
        LabelledLine("规　则", _rules(figures), indent=0, size=SMALL),
    ]
    several = len(figures.questions) > 1
    parts = [
        _question(figures, f"{chinese_number(position)}、" if several else "", question)
        for position, question in enumerate(figures.questions, start=1)
    ]
    for part in parts[:-1]:
        blocks += [Spacer(0.2), Together(part)]
    signing = SignatureLines(("计票人（签字）", "监票人（签字）", "主持人（签字）", "记录人（签字）"))
    # The signatures never stand on a page alone.
    blocks += [Spacer(0.2), Together((*parts[-1], signing))]
    return PaperContent(f"{facts.full_title}举手表决记录单", tuple(blocks), author=facts.federation)


def _rules(figures: MeetingFigures) -> str:
    return phrases.without_number_spaces(f"{figures.facts.rule_pack.in_words(figures.entitled)[0]}。")


def _question(figures: MeetingFigures, number: str, question: Question) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading(f"{number}{question.motion.question}"), _table(question), Spacer(0.1)]
    if question.standing is not None:
        first = question.counts[0]
        way = "举手表决，一并表决" if question.motion.is_bundled else "举手表决"
        blocks.append(_said("方　式", f"{clock_text(first.at)} {way}"))
        blocks.append(_said("说　明", phrases.without_number_spaces(question.standing.explanation)))
        if question.how_counted:
            blocks.append(_said("清　点", f"{phrases.how_counted(question)}。"))
        late = figures.late_note(LateSubject.COUNT, first.id)
        if late:
            blocks.append(_said("补　录", late.strip("（）").removeprefix("补录：")))
        if first.reason:
            blocks.append(_said("缺　数", f"举手人数少于在场人数：{first.reason}"))
    blocks += [
        _said("更　正", _correction(figures, wrong, right))
        for wrong, right in zip(question.counts, question.counts[1:], strict=False)
    ]
    return tuple(blocks)


def _said(label: str, text: str) -> LabelledLine:
    return LabelledLine(label, text, indent=0, size=SMALL)


def _correction(figures: MeetingFigures, wrong: VoteCount, right: VoteCount) -> str:
    return (
        f"{moment_text(right.at, figures.facts.day)} 更正，原因：{right.reason}。"
        f"首次登记为{phrases.hands_in_words(wrong)}"
        f"（{wrong.outcome.phrase}），更正为{phrases.hands_in_words(right)}"
        f"（{right.outcome.phrase}）。首次登记保留。"
    )


def _table(question: Question) -> Table:
    chair_abstains = any(count.voters != count.present for count in question.counts)
    heads = [*_HEADS]
    if chair_abstains:
        heads.insert(3, "参加\n表决")
    columns = [Column(head, 1.0) for head in heads] + [Column("结果", 1.4)]
    corrected = len(question.counts) > 1
    if corrected:
        columns.insert(0, Column("登记", 1.4))
    rows = []
    for count in question.counts:
        row = [count.entitled, count.present, count.quorum_need]
        row += [count.voters] if chair_abstains else []
        row += [count.in_favour, count.against, count.abstaining, count.not_voting, count.need]
        cells = [str(number) for number in row] + [count.outcome.phrase]
        if corrected:
            cells.insert(0, "更正" if count.corrects_id else "首次")
        rows.append(tuple(cells))
    if not rows:
        rows.append((*[""] * (len(columns) - 1), "未表决"))
    bold = (len(rows) - 1,) if corrected else ()
    size = 12.0 if corrected or chair_abstains else 14.0
    return Table(tuple(columns), tuple(rows), row_height_mm=9.0, size=size, bold_rows=bold)
