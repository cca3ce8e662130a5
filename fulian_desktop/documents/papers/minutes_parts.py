"""The minutes part by part: what the record says of each, and the minute-taker's own words beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.documents.papers import election_minutes, phrases
from fulian_desktop.documents.papers.figures import clock_text
from fulian_desktop.documents.papers.minutes_of_items import item_paragraphs, note_text
from fulian_desktop.meetings.minutes_records import LateSubject, MinutesPart, WordsMode, item_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.papers.figures import MeetingFigures, Question
    from fulian_desktop.meetings.attendance import Attendee
    from fulian_desktop.meetings.minutes_records import MinutesWords
    from fulian_desktop.meetings.records import AgendaItem, Officer

Lines = tuple[tuple[str, str], ...]

_HEAD = frozenset(
    {
        MinutesPart.NAME,
        MinutesPart.TIME,
        MinutesPart.PLACE,
        MinutesPart.CHAIR,
        MinutesPart.TAKER,
        MinutesPart.PRESENT,
        MinutesPart.ABSENT,
        MinutesPart.OBSERVERS,
    }
)


@dataclass(frozen=True)
class MinutesText:
    """One part of the minutes.

    Args:
        part: a standard part, or an item of the agenda (`item_part`).
        title: its heading, or the word before its first line.
        facts: what the record says, line by line: label (empty in running text) and words.
        words: the minute-taker's own, or None.
        corrections: what was put right after the meeting, one sentence each.
        in_head: whether it stands in the head, as labelled lines.
    """

    part: str
    title: str
    facts: Lines
    words: MinutesWords | None = None
    corrections: tuple[str, ...] = ()
    in_head: bool = False

    @property
    def facts_text(self) -> str:
        """Return what the record says as plain text; own words are kept together with it."""
        return "\n".join(f"{label}：{text}" if label else text for label, text in self.facts)

    @property
    def is_overtaken(self) -> bool:
        """Return whether the record says something else now than when own words were written."""
        return self.words is not None and self.words.facts != self.facts_text

    @property
    def lines(self) -> Lines:
        """Return the part as the paper has it: the record or own words in its place, then corrections."""
        own: Lines = ()
        if self.words is not None:
            own = tuple(("", line.strip()) for line in self.words.text.splitlines() if line.strip())
        kept = () if self.words is not None and self.words.mode is WordsMode.INSTEAD else self.facts
        if not kept and own and self.in_head:
            own = ((self.title, own[0][1]), *own[1:])
        return (*kept, *own, *(("", sentence) for sentence in self.corrections))


def parts_of(figures: MeetingFigures) -> tuple[MinutesText, ...]:
    """Return the parts of the minutes in the order of the paper."""
    facts = figures.facts
    found = [
        _part(figures, part, _head_lines(figures, part), part.phrase) for part in MinutesPart if part in _HEAD
    ]
    found.append(_part(figures, MinutesPart.TOPICS, _running(_topics(figures)), MinutesPart.TOPICS.phrase))
    held = {item.id: item for item in facts.agenda}
    skipped = [one.item for one in facts.skipped]
    for item in (*held.values(), *skipped):
        title = f"{phrases.item_number(item)}{phrases.item_title(facts, item)}"
        said = item_paragraphs(figures, item) if item.id in held else _not_held(figures, item)
        found.append(_text(figures, item_part(item.id), title, _running(said)))
    for part, said in (
        (MinutesPart.OTHERS, _others(figures)),
        (MinutesPart.DECISIONS, _decisions(figures)),
        (MinutesPart.END, ("散会。", *_late_words(figures, LateSubject.CLOSING))),
    ):
        found.append(_part(figures, part, _running(said), part.phrase))
    return tuple(found)


def _not_held(figures: MeetingFigures, item: AgendaItem) -> tuple[str, ...]:
    """Return why an item was skipped, and what was written down under it all the same."""
    reasons = [one.reason.rstrip("。") for one in figures.facts.skipped if one.item == item]
    notes = [note_text(figures, note) for note in figures.notes if note.agenda_item_id == item.id]
    return (*(f"没有进行。原因：{reason}。" for reason in reasons), *notes)


def _part(figures: MeetingFigures, part: MinutesPart, lines: Lines, title: str) -> MinutesText:
    return _text(figures, part.value, title, lines, in_head=part in _HEAD)


def _text(
    figures: MeetingFigures, part: str, title: str, lines: Lines, *, in_head: bool = False
) -> MinutesText:
    record = figures.minutes
    corrections = tuple(
        f"（{moment_text(one.at, figures.facts.day)}更正：原记“{one.wrong}”，应为“{one.correct}”，"
        f"原因：{one.reason.rstrip('。')}。）"
        for one in record.corrections_of(part)
    )
    return MinutesText(part, title, lines, record.words_of(part), corrections, in_head)


def moment_text(stamp: str, day: str) -> str:
    """Return the time of day of a moment, with its date when that is not the day of the meeting."""
    moment = datetime.fromisoformat(stamp)
    if stamp[:10] == day:
        return clock_text(moment)
    return f"{moment.year}年{moment.month}月{moment.day}日"


def _running(sentences: Sequence[str]) -> Lines:
    return tuple(("", sentence) for sentence in sentences)


# ---- the head


def _head_lines(figures: MeetingFigures, part: MinutesPart) -> Lines:
    facts = figures.facts
    match part:
        case MinutesPart.NAME:
            lines = [("会议名称", facts.full_title)]
        case MinutesPart.TIME:
            lines = [("时　间", _time(figures))]
        case MinutesPart.PLACE:
            lines = [("地　点", facts.place or phrases.NOT_RECORDED)]
        case MinutesPart.CHAIR:
            lines = [("主持人", _officer(facts.chair))]
        case MinutesPart.TAKER:
            lines = [("记录人", _officer(facts.minute_taker))]
        case MinutesPart.PRESENT:
            lines = _present(figures)
        case MinutesPart.ABSENT:
            lines = [
                ("请　假", _people(figures.excused, reasons=True)),
                ("缺　席", _people(figures.absent)),
            ]
        case _:
            lines = [("列　席", _observers(figures.observers_present))]
    return tuple(lines)


def _present(figures: MeetingFigures) -> list[tuple[str, str]]:
    lines = [
        ("应　到", f"{figures.entitled}人，法定人数{figures.quorum_need}人"),
        ("实　到", _people(figures.attended) + _late_attendance(figures)),
    ]
    if figures.late:
        lines.append(("迟　到", _moments([(one.name, one.late_at, "到会") for one in figures.late])))
    if figures.left_early:
        lines.append(
            ("早　退", _moments([(one.name, one.left_early_at, "离会") for one in figures.left_early]))
        )
    return lines


def _time(figures: MeetingFigures) -> str:
    began, ended = figures.began_at, figures.ended_at
    if began is None or ended is None:
        return figures.date_with_weekday
    late = "".join(_late_words(figures, LateSubject.OPENING))
    if began.date().isoformat() == figures.facts.day == ended.date().isoformat():
        return f"{figures.date_with_weekday}{clock_text(began)}至{clock_text(ended)}{late}"
    return (
        f"{figures.date_with_weekday}（{began:%Y-%m-%d %H:%M}开始登记，{ended:%Y-%m-%d %H:%M}登记结束）{late}"
    )


def _officer(officer: Officer | None) -> str:
    if officer is None:
        return phrases.NOT_RECORDED
    return f"{officer.name}（{officer.post}）" if officer.post else officer.name


def _people(members: Sequence[Attendee], *, reasons: bool = False) -> str:
    if not members:
        return "无"
    named = (
        f"{one.name}（{one.leave_words}）" if reasons and one.leave_words else one.name for one in members
    )
    return f"{len(members)}人：{'、'.join(named)}"


def _observers(observers: Sequence[Attendee]) -> str:
    if not observers:
        return "无"
    return "、".join(phrases.name_and_role(one.name, one.post) for one in observers)


def _moments(entries: Sequence[tuple[str, str | None, str]]) -> str:
    return "；".join(f"{name} {clock_text(at)} {what}" for name, at, what in entries if at is not None)


# ---- what was entered later


def _late_attendance(figures: MeetingFigures) -> str:
    marks = [one for one in figures.minutes.late if one.subject is LateSubject.ATTENDANCE]
    if not marks:
        return ""
    day = moment_text(marks[-1].at, figures.facts.day)
    sources = "、".join(dict.fromkeys(f"《{one.source}》" for one in marks))
    return f"（其中考勤{len(marks)}条为补录，{day}由{marks[-1].user}据{sources}录入）"


def _late_words(figures: MeetingFigures, subject: LateSubject) -> tuple[str, ...]:
    mark = figures.minutes.late_mark(subject, figures.meeting.id)
    return () if mark is None else (figures.late_note(subject, figures.meeting.id),)


# ---- the body


def _topics(figures: MeetingFigures) -> tuple[str, ...]:
    facts = figures.facts
    titles = [phrases.item_title(facts, item) for item in facts.agenda]
    met = len(figures.attended) >= figures.quorum_need
    opening = f"到会人数{'达到' if met else '没有达到'}法定人数，会议按议程进行。"
    calls = [
        f"{clock_text(one.at)}点名，{one.present}人到会，{'达到' if one.quorum_met else '没有达到'}法定人数。"
        for one in figures.roll_calls
    ]
    return (*((f"{'；'.join(titles)}。",) if titles else ()), opening, *calls)


def _others(figures: MeetingFigures) -> tuple[str, ...]:
    return tuple(
        f"{clock_text(note.at)}　{note_text(figures, note)}"
        for note in figures.notes
        if note.agenda_item_id is None
    )


def _decisions(figures: MeetingFigures) -> tuple[str, ...]:
    said = [_decision(question) for question in figures.questions if question.counts]
    agreed = {one.item_id: one for one in figures.agreements}
    said += [f"{one.question}，{one.phrase.replace(' ', '')}。" for one in agreed.values() if one.agreed]
    said += election_minutes.decisions(figures)
    closing = figures.minutes.closing
    if closing is not None:
        said.append(f"没有表决的议项：{'、'.join(closing.undecided)}。原因：{closing.reason.rstrip('。')}。")
    return tuple(said) or ("本次会议没有表决事项。",)


def _decision(question: Question) -> str:
    count = question.standing
    assert count is not None
    numbers = phrases.hands_in_words(count)
    return f"{question.motion.question}，{count.outcome.phrase}（{numbers}）。"
