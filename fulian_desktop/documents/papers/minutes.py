"""会议记录: who was there, what happened to each item, each vote in numbers, and lines to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.content import (
    Heading,
    LabelledLine,
    PaperContent,
    Paragraph,
    SignatureLines,
    Spacer,
    Together,
)
from fulian_desktop.documents.papers import phrases
from fulian_desktop.documents.papers.figures import clock_text
from fulian_desktop.documents.papers.minutes_of_items import item_paragraphs
from fulian_desktop.documents.runs import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.content import Block, Text
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.meetings.attendance import Attendee
    from fulian_desktop.meetings.records import Officer

SHORT_PARAGRAPH = 75
"""Characters: about three lines, which are better moved to the next page than torn."""


def compose(figures: MeetingFigures) -> PaperContent:
    """Return the minutes of a closed meeting."""
    facts = figures.facts
    blocks: list[Block] = [
        phrases.title(facts, f"{phrases.session(facts)}记录"),
        Spacer(0.5),
        *_head(figures),
        Spacer(0.5),
    ]
    names = phrases.names_of(facts)
    parts: list[tuple[Block, ...]] = [(Paragraph(_opening(figures)),)]
    for item in facts.agenda:
        heading = Heading(f"{phrases.item_number(item)}{phrases.item_title(facts, item)}")
        said = item_paragraphs(figures, item)
        parts.append((heading, *(_paragraph(text, names) for text in said)))
    others = [f"{clock_text(note.at)}　{note.text}" for note in figures.notes if note.agenda_item_id is None]
    if others:
        parts.append((Heading("其他记录"), *(_paragraph(text, names) for text in others)))
    blocks += [block for part in parts[:-1] for block in part]
    *rest, last = parts[-1]
    closing = (Paragraph("散会。"), SignatureLines(("主持人（签字）", "记录人（签字）")))
    # The signatures never stand on a page alone.
    kept = (*rest, last, *closing) if len(rest) == 1 else (last, *closing)
    blocks += [*([] if len(rest) == 1 else rest), Together(kept)]
    return PaperContent(f"{facts.full_title}记录", tuple(blocks), author=facts.federation)


def _paragraph(text: str, names: Sequence[str]) -> Paragraph:
    """Return a paragraph that tears no name, and no page end when it is short."""
    return Paragraph(phrases.with_whole_names(text, names), together=len(text) <= SHORT_PARAGRAPH)


def _head(figures: MeetingFigures) -> list[Block]:
    facts = figures.facts
    lines: list[tuple[str, Text]] = [
        ("时　间", _time(figures)),
        ("地　点", facts.place or phrases.NOT_RECORDED),
        ("主持人", _officer(facts.chair)),
        ("记录人", _officer(facts.minute_taker)),
        ("应　到", f"{figures.entitled}人，法定人数{figures.quorum_need}人"),
        ("实　到", _people(figures.attended)),
        ("请　假", _people(figures.excused, reasons=True)),
        ("缺　席", _people(figures.absent)),
        ("列　席", _observers(figures.observers_present)),
    ]
    if figures.late:
        lines.append(("迟　到", _moments([(one.name, one.late_at, "到会") for one in figures.late])))
    if figures.left_early:
        lines.append(
            ("早　退", _moments([(one.name, one.left_early_at, "离会") for one in figures.left_early]))
        )
    return [LabelledLine(label, text) for label, text in lines]


def _time(figures: MeetingFigures) -> str:
    began, ended = figures.began_at, figures.ended_at
    if began is None or ended is None:
        return figures.date_with_weekday
    if began.date().isoformat() == figures.facts.day == ended.date().isoformat():
        return f"{figures.date_with_weekday}{clock_text(began)}至{clock_text(ended)}"
    return f"{figures.date_with_weekday}（{began:%Y-%m-%d %H:%M}开始登记，{ended:%Y-%m-%d %H:%M}登记结束）"


def _officer(officer: Officer | None) -> str:
    if officer is None:
        return phrases.NOT_RECORDED
    return f"{officer.name}（{officer.post}）" if officer.post else officer.name


def _people(members: Sequence[Attendee], *, reasons: bool = False) -> Text:
    if not members:
        return "无"
    runs = [Run(f"{len(members)}人：", unbroken=True)]
    for position, member in enumerate(members):
        reason = f"（{member.reason}）" if reasons and member.reason else ""
        runs += [Run("、")] if position else []
        runs += [Run(member.name, unbroken=True)]
        runs += [Run(reason)] if reason else []
    return tuple(runs)


def _observers(observers: Sequence[Attendee]) -> Text:
    if not observers:
        return "无"
    return phrases.names_text(f"{one.name}（{one.post}）" if one.post else one.name for one in observers)


def _moments(entries: Sequence[tuple[str, str | None, str]]) -> str:
    return "；".join(f"{name} {clock_text(at)} {what}" for name, at, what in entries if at is not None)


def _opening(figures: MeetingFigures) -> str:
    met = len(figures.attended) >= figures.quorum_need
    return f"到会人数{'达到' if met else '没有达到'}法定人数，会议按议程进行。"
