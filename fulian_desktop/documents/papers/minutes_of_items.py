"""What the minutes say about one agenda item: what happened, the votes in numbers, the notes taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.papers import phrases
from fulian_desktop.documents.papers.figures import clock_text
from fulian_desktop.meetings.records import AgendaKind

if TYPE_CHECKING:
    from fulian_desktop.documents.papers.figures import MeetingFigures, Question
    from fulian_desktop.meetings.records import AgendaItem, MeetingNote
    from fulian_desktop.votes.records import VoteCount


def item_paragraphs(figures: MeetingFigures, item: AgendaItem) -> tuple[str, ...]:
    """Return the paragraphs of the minutes about one item; at least one."""
    said = [_happened(figures, item)]
    questions = figures.questions_of(item)
    for question in questions:
        said += _vote(question)
    elected = [n for question in questions if question.is_carried for n in question.motion.nominees]
    if elected:
        names = phrases.joined([nominee.name for nominee in elected])
        committee = phrases.committee(figures.facts)
        said.append(f"{names}当选为{committee}委员，自{figures.date}起任职，至本届届满为止。")
    said += [note_text(note) for note in figures.notes if note.agenda_item_id == item.id]
    return tuple(sentence for sentence in said if sentence) or ("本项无记录。",)


def note_text(note: MeetingNote) -> str:
    """Return a note with the time it was taken."""
    return f"{clock_text(note.at)}　{note.text}"


def _happened(figures: MeetingFigures, item: AgendaItem) -> str:
    facts = figures.facts
    speaker = item.presenter
    match item.kind:
        case AgendaKind.BY_ELECTION:
            return _by_election(figures, item)
        case AgendaKind.WORK_REPORT:
            who = f"{speaker}代表" if speaker else "会议听取了"
            return f"{who}{phrases.committee(facts)}{'作工作报告，会议进行了审议' if speaker else '工作报告，进行了审议'}。"
        case AgendaKind.RESOLUTION_READING:
            return f"{speaker or '主持人'}宣读《关于工作报告的决议》。"
        case AgendaKind.SPEECH:
            return f"{speaker}讲话。" if speaker else "领导讲话。"
        case AgendaKind.COMMENDATION:
            listed = f"受表彰的有：{item.details.strip().rstrip('。')}。" if item.details.strip() else ""
            return f"{speaker or '主持人'}宣读表彰名单。{listed}"
        case AgendaKind.DISCUSSION:
            subject = item.details.strip().rstrip("。")
            return f"与会人员围绕“{subject}”座谈。" if subject else "与会人员座谈交流。"
        case AgendaKind.OTHER:
            return f"{speaker}作说明。{item.details.strip()}" if speaker else item.details.strip()


def _by_election(figures: MeetingFigures, item: AgendaItem) -> str:
    facts = figures.facts
    basis = facts.basis.strip().rstrip("。，；")
    reason = f"{basis}。" if basis else ""
    nominees = phrases.joined([nominee.name for nominee in facts.nominees])
    return (
        f"{item.presenter or '主持人'}说明增补事由。{reason}{phrases.committee(facts)}席位 {facts.seat_count} 个，"
        f"空缺 {facts.vacant_count} 个，增补人选 {len(facts.nominees)} 名：{nominees}。"
    )


def _vote(question: Question) -> list[str]:
    motion = question.motion
    together = "一并" if motion.is_bundled else ""
    count = question.standing
    if count is None:
        return [f"“{motion.question}”没有表决。"]
    said = [
        f"会议以举手表决方式，对“{motion.question}”{together}进行表决。表决结果：应到 {count.entitled} 人，"
        f"实到 {count.present} 人，{phrases.hands_in_words(count)}；通过需要 {count.need} 人同意，{_outcome(count)}。"
    ]
    for wrong, right in zip(question.counts, question.counts[1:], strict=False):
        said.append(
            f"（{clock_text(right.at)} 更正计票：首次登记为{phrases.hands_in_words(wrong)}，因{right.reason}，"
            f"更正为{phrases.hands_in_words(right)}。）"
        )
    return said


def _outcome(count: VoteCount) -> str:
    return f"表决{count.outcome.phrase}"
