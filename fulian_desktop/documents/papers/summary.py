"""会议纪要: what was settled, item by item, and below it who was there (GB/T 9704-2012, 10.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import chinese_number
from fulian_desktop.documents.content import Imprint, LabelledLine, PaperContent, Spacer
from fulian_desktop.documents.papers import (
    commendation,
    election_minutes,
    official_text,
    phrases,
    wording_values,
)
from fulian_desktop.meetings.minutes_records import MinutesPart, WordsMode, item_part
from fulian_desktop.meetings.records import AgendaKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.content import Block, Text
    from fulian_desktop.documents.papers.figures import MeetingFigures, Question
    from fulian_desktop.documents.papers.registers import Order, Registers
    from fulian_desktop.meetings.attendance import Attendee
    from fulian_desktop.meetings.records import AgendaItem


def compose(figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return the summary of a closed meeting."""
    facts = figures.facts
    settled = "\n".join(_settled(figures))
    words = wording_values.of_meeting(figures, registers).with_values(会议议定=settled)
    text = wording_values.paragraphs_of("summary", words, registers)
    blocks: list[Block] = [
        phrases.title(facts, f"{phrases.session(facts)}纪要"),
        *official_text.blocks_of(text, phrases.names_of(facts)),
        Spacer(1.0),
        *_people("出席", figures.attended),
        *_people("请假", figures.excused),
        *_people("缺席", figures.absent),
        *_people("列席", figures.observers_present, with_posts=True),
        Imprint(facts.superior, facts.federation, f"{order.date_after(figures)}印发"),
    ]
    return PaperContent(f"{facts.full_title}纪要", tuple(blocks), author=facts.federation)


def _people(label: str, people: Sequence[Attendee], *, with_posts: bool = False) -> list[Block]:
    if not people:
        return []
    named: Text = phrases.names_text(
        phrases.name_and_role(one.name, one.post) if with_posts else one.name for one in people
    )
    return [LabelledLine(label, named)]


def _settled(figures: MeetingFigures) -> list[str]:
    """Return headings and paragraphs of all items; what follows the agenda stands under one heading."""
    facts = figures.facts
    lines: list[str] = []
    for item in facts.numbered_items:
        lines.append(f"{phrases.item_number(item)}{phrases.item_title(facts, item)}")
        lines += _item(figures, item)
    if facts.follow_on_items:
        lines.append(f"{chinese_number(len(facts.numbered_items) + 1)}、其他事项")
    for item in facts.follow_on_items:
        lines += _item(figures, item)
    return [*lines, *_after_all(figures)]


def _item(figures: MeetingFigures, item: AgendaItem) -> list[str]:
    """Return what was settled under an item, with the minute-taker's own words and what was corrected."""
    part = item_part(item.id)
    words = figures.minutes.words_of(part)
    own = [] if words is None else [line.strip() for line in words.text.splitlines() if line.strip()]
    if words is not None and words.mode is WordsMode.INSTEAD:
        said = own
    else:
        said = [_said(figures, item), *_notes(figures, item), *own]
    return [*said, *_corrections(figures, part)]


def _after_all(figures: MeetingFigures) -> list[str]:
    """Return what was left undecided and why, and what was corrected outside the items."""
    closing = figures.minutes.closing
    undecided = (
        []
        if closing is None
        else [f"{'、'.join(closing.undecided)}没有表决，原因：{closing.reason.rstrip('。')}。"]
    )
    return undecided + [line for part in MinutesPart for line in _corrections(figures, part.value)]


def _corrections(figures: MeetingFigures, part: str) -> list[str]:
    return [
        f"（更正：会议记录原记“{one.wrong}”，应为“{one.correct}”。）"
        for one in figures.minutes.corrections_of(part)
    ]


def _notes(figures: MeetingFigures, item: AgendaItem) -> list[str]:
    said = [note.text for note in figures.notes if note.agenda_item_id == item.id]
    return [phrases.without_number_spaces(" ".join(text.split())) for text in said]


def _said(figures: MeetingFigures, item: AgendaItem) -> str:
    questions = figures.questions_of(item)
    match item.kind:
        case AgendaKind.BY_ELECTION:
            said = _by_election(figures, questions)
        case AgendaKind.WORK_REPORT:
            whose = f"{item.presenter}代表{phrases.committee(figures.facts)}所作的" if item.presenter else ""
            said = f"会议听取和审议了{whose}工作报告。{_votes(questions, '批准这个报告')}"
        case AgendaKind.RESOLUTION_READING:
            report = figures.work_report
            refused = report is not None and bool(report.counts) and not report.is_carried
            said = "会议宣读了《关于工作报告的决议》。"
            said = "工作报告表决未通过，没有宣读决议。" if refused else said
        case AgendaKind.SPEECH:
            said = f"{item.presenter or '有关领导'}到会讲话。"
        case AgendaKind.COMMENDATION:
            awards = commendation.awards_in(figures)
            told = f"，{commendation.in_words(awards)}" if awards else ""
            said = f"会议宣读了关于{item.title}的决定{told}。"
        case AgendaKind.DISCUSSION:
            subject = item.details.strip().rstrip("。").replace("“", "‘").replace("”", "’")
            said = f"与会人员围绕“{subject}”进行了座谈。" if subject else "与会人员进行了座谈。"
        case AgendaKind.ELECTION:
            said = "".join(election_minutes.in_words(figures, item))
        case AgendaKind.READING:
            said = phrases.read_out(item, item.presenter or "主持人")
        case AgendaKind.BREAK | AgendaKind.CEREMONY:
            said = f"{item.title}。"
        case AgendaKind.LIST_APPROVAL | AgendaKind.OTHER:
            said = (
                _agreed(figures, item)
                or _votes(questions, f"通过{item.title}")
                or f"会议就“{item.title}”作了说明。"
            )
    return said


def _agreed(figures: MeetingFigures, item: AgendaItem) -> str:
    """Return that an item was agreed to by applause or without objection, empty when it was not."""
    agreements = figures.agreements_of(item)
    if not agreements or not agreements[-1].agreed:
        return ""
    return f"会议以{agreements[-1].method.phrase}方式通过了{item.title}。"


def _by_election(figures: MeetingFigures, questions: Sequence[Question]) -> str:
    facts = figures.facts
    nominees = phrases.joined([one.name for one in facts.nominees])
    basis = facts.basis.strip().rstrip("。；")
    said = [f"{basis}。" if basis else "", f"会议对增补人选{nominees}进行了审议。"]
    said.append(_votes(questions, ""))
    elected = [one.name for one in figures.elected]
    if elected:
        said.append(
            f"会议决定，增补{phrases.joined(elected)}为{phrases.committee(facts)}委员，自会议通过之日起任职。"
        )
    elif any(question.counts for question in questions):
        said.append("会议没有增补委员，空缺的席位保留。")
    return "".join(said)


def _votes(questions: Sequence[Question], decided: str) -> str:
    """Return the votes of an item in numbers, and what was decided by them."""
    said = []
    for question in questions:
        count = question.standing
        if count is None:
            continue
        whom = phrases.joined([one.name for one in question.motion.nominees]) if len(questions) > 1 else ""
        settled = f"，决定{decided}" if decided and count.is_carried else ""
        said.append(
            f"{whom + '：' if whom else ''}经举手表决，{phrases.hands_in_words(count)}，"
            f"{count.outcome.phrase}{settled}。"
        )
    return "".join(said)
