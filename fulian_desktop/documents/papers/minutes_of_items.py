"""What the minutes say about one agenda item: what happened, the votes in numbers, the notes taken."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.documents.papers import election_minutes, phrases
from fulian_desktop.documents.papers.figures import clock_text
from fulian_desktop.meetings.course import Course, EventKind, Timed
from fulian_desktop.meetings.minutes_records import LateSubject
from fulian_desktop.meetings.records import AgendaKind

if TYPE_CHECKING:
    from fulian_desktop.documents.papers.figures import MeetingFigures, Question
    from fulian_desktop.meetings.course import Agreement
    from fulian_desktop.meetings.records import AgendaItem, MeetingNote


def item_paragraphs(figures: MeetingFigures, item: AgendaItem) -> tuple[str, ...]:
    """Return the paragraphs of the minutes about one item; at least one."""
    said = [*_happened(figures, item)]
    said += [
        _agreed(agreement) + figures.late_note(LateSubject.AGREEMENT, agreement.id)
        for agreement in figures.agreements_of(item)
    ]
    questions = figures.questions_of(item)
    for question in questions:
        said += _vote(figures, question)
    elected = [nominee.name for one in questions if one.is_carried for nominee in one.motion.nominees]
    if elected:
        committee = phrases.committee(figures.facts)
        said.append(f"{phrases.joined(elected)}当选为{committee}委员，当日起任职。")
    said.append(_times(figures, item))
    said += [note_text(figures, note) for note in figures.notes if note.agenda_item_id == item.id]
    return tuple(sentence for sentence in said if sentence) or ("本项无记录。",)


def note_text(figures: MeetingFigures, note: MeetingNote) -> str:
    """Return a note as papers write it, marked when it was entered later."""
    return phrases.without_number_spaces(note.text) + figures.late_note(LateSubject.NOTE, note.id)


def _happened(figures: MeetingFigures, item: AgendaItem) -> list[str]:
    chair = "主持人"
    match item.kind:
        case AgendaKind.BY_ELECTION:
            said = _by_election(figures, item.presenter or chair)
        case AgendaKind.WORK_REPORT:
            said = _work_report(figures, item.presenter)
        case AgendaKind.RESOLUTION_READING:
            said = _resolution_reading(figures, item.presenter or chair)
        case AgendaKind.SPEECH:
            said = f"{item.presenter}讲话。" if item.presenter else "领导讲话。"
        case AgendaKind.COMMENDATION:
            said = f"{item.presenter or chair}宣读表彰名单。{_sentence(item.details)}"
        case AgendaKind.DISCUSSION:
            subject = item.details.strip().rstrip("。").replace("“", "‘").replace("”", "’")
            said = f"与会人员围绕“{subject}”座谈。" if subject else "与会人员座谈交流。"
        case AgendaKind.ELECTION:
            return election_minutes.in_words(figures, item)
        case AgendaKind.READING:
            said = phrases.read_out(item, item.presenter or chair)
        case AgendaKind.CEREMONY:
            said = f"{item.title}。"
        case AgendaKind.BREAK:
            said = _break(figures, item)
        case AgendaKind.LIST_APPROVAL | AgendaKind.OTHER:
            said = (f"{item.presenter}作说明。" if item.presenter else "") + _sentence(item.details)
    return [said]


def _break(figures: MeetingFigures, item: AgendaItem) -> str:
    """Return when the meeting rested and went on."""
    of_item = [event for event in figures.events if event.item_id == item.id]
    withdrawn = {event.withdraws_id for event in of_item}
    times = {event.kind: clock_text(event.at) for event in of_item if event.id not in withdrawn}
    began, ended = times.get(EventKind.BREAK_BEGAN), times.get(EventKind.BREAK_ENDED)
    if began and ended:
        return f"{began}休息，{ended}继续开会。"
    return f"{began}休息。" if began else "会间休息。"


def _times(figures: MeetingFigures, item: AgendaItem) -> str:
    """Return from when to when there were speeches and readings under an item, in one sentence."""
    withdrawn = {event.withdraws_id for event in figures.events}
    events = [event for event in figures.events if event.item_id == item.id and event.id not in withdrawn]
    said = []
    for one in Course(tuple(events)).timings():
        if one.kind is Timed.BREAK:
            continue
        word = "发言" if one.kind is Timed.SPEECH else "宣读"
        until = f"至{clock_text(one.ended_at)}" if one.ended_at else "起"
        said.append(f"{clock_text(one.began_at)}{until}{word}")
    return f"{'；'.join(said)}。" if said else ""


def _agreed(agreement: Agreement) -> str:
    """Return what came of asking for applause or for objections, with who was in the room."""
    numbers = f"应到{agreement.entitled}人，实到{agreement.present}人"
    asked = f"《{agreement.question.strip('《》')}》" if "《" in agreement.question else agreement.question
    said = f"会议对{asked}以{agreement.method.phrase}方式征求意见（{numbers}）：{agreement.phrase}。"
    return phrases.without_number_spaces(said) + (f"意见：{agreement.text}。" if agreement.text else "")


def _sentence(text: str) -> str:
    lines = (line.strip().rstrip("。；;") for line in text.splitlines())
    stripped = "；".join(line for line in lines if line)
    return f"{stripped}。" if stripped else ""


def _by_election(figures: MeetingFigures, speaker: str) -> str:
    facts = figures.facts
    nominees = phrases.joined([nominee.name for nominee in facts.nominees])
    return (
        f"{speaker}说明增补事由。{_sentence(facts.basis)}{phrases.committee(facts)}席位{facts.seat_count}个，"
        f"空缺{facts.vacant_count}个，增补人选{len(facts.nominees)}名：{nominees}。"
    )


def _work_report(figures: MeetingFigures, speaker: str) -> str:
    committee = phrases.committee(figures.facts)
    if speaker:
        return f"{speaker}代表{committee}作工作报告，会议进行了审议。"
    return f"会议听取和审议了{committee}工作报告。"


def _resolution_reading(figures: MeetingFigures, speaker: str) -> str:
    report = figures.work_report
    if report is not None and report.counts and not report.is_carried:
        return "工作报告表决未通过，没有宣读决议。"
    return f"{speaker}宣读《关于工作报告的决议》。"


def _vote(figures: MeetingFigures, question: Question) -> list[str]:
    motion, count = question.motion, question.standing
    # The heading names the committee in full; here the short word does.
    asked = motion.question.replace(f"{phrases.committee(figures.facts)}委员", "执委")
    if count is None:
        return [f"{asked}，没有表决。"]
    together = "一并" if motion.is_bundled else ""
    numbers = (
        f"表决结果：应到{count.entitled}人，实到{count.present}人；{phrases.hands_in_words(count)}；"
        f"通过需要{count.need}人同意，表决{count.outcome.phrase}。"
        f"{figures.late_note(LateSubject.COUNT, question.counts[0].id)}"
    )
    corrections = [
        f"（{_corrected_at(figures, right.at)}更正计票：首次登记为{phrases.hands_in_words(wrong)}，"
        f"原因：{right.reason}，更正为{phrases.hands_in_words(right)}。）"
        for wrong, right in zip(question.counts, question.counts[1:], strict=False)
    ]
    how = [f"{phrases.how_counted(question)}。"] if question.how_counted else []
    return [f"会议对{asked}{together}进行举手表决。", *how, numbers, *corrections]


def _corrected_at(figures: MeetingFigures, stamp: str) -> str:
    """Return the time of a correction, with its day when the meeting was over by then."""
    moment = datetime.fromisoformat(stamp)
    return clock_text(moment) if stamp[:10] == figures.facts.day else paper_date(moment.date())
