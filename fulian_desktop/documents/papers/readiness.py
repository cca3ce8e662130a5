"""Which papers a meeting has, which can be made now, and what they still lack. Pure rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.paper_kinds import Edition, PaperKind, PaperStatus, Stage
from fulian_desktop.documents.papers import (
    appointment,
    commendation,
    election_readiness,
    schedule,
    term_comparison,
    term_plan,
    work_report,
)
from fulian_desktop.documents.papers.not_ready import PaperNotReady
from fulian_desktop.meetings.records import AgendaKind, MeetingState
from fulian_desktop.meetings.session_kinds import MeetingKind

__all__ = ["PaperNotReady", "gaps", "kinds_of", "require_ready"]

if TYPE_CHECKING:
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Registers
    from fulian_desktop.meetings.records import Nominee

_OF_A_BY_ELECTION = {
    PaperKind.REQUEST,
    PaperKind.APPROVAL,
    PaperKind.NOMINEES,
    PaperKind.DECISION,
    PaperKind.FILING_REPORT,
    PaperKind.ANNOUNCEMENT,
    PaperKind.PUBLIC_NOTICE,
    PaperKind.CERTIFICATES,
}
_WITH_NOTICE = (MeetingKind.COMMITTEE, MeetingKind.PREPARATORY, MeetingKind.COMMITTEE_FIRST)
"""Meetings people are called to; the other sessions of a congress follow one another on its day."""
_IN_PREPARATION = "在会议筹备里填"


def kinds_of(figures: MeetingFigures, registers: Registers) -> tuple[PaperKind, ...]:
    """Return the kinds of papers this meeting has: no resolution without a report, and so on."""
    left_out = set()
    if figures.item_of_kind(AgendaKind.BY_ELECTION) is None and not figures.facts.nominees:
        left_out |= _OF_A_BY_ELECTION - ({PaperKind.CERTIFICATES} if figures.elections else set())
    if figures.item_of_kind(AgendaKind.WORK_REPORT) is None:
        left_out |= {PaperKind.WORK_REPORT, PaperKind.RESOLUTION}
    if figures.facts.kind.is_of_congress and figures.resolution_item is None:
        left_out.add(PaperKind.RESOLUTION)
    elif figures.resolution_item is not None:
        left_out.discard(PaperKind.RESOLUTION)
    if figures.facts.kind not in _WITH_NOTICE:
        left_out.add(PaperKind.NOTICE)
    if figures.item_of_kind(AgendaKind.COMMENDATION) is None:
        left_out.add(PaperKind.COMMENDATION)
    if not any(item.show_of_hands for item in figures.facts.agenda):
        left_out.add(PaperKind.VOTE_RECORD)
    if not registers.delegates:
        left_out.add(PaperKind.DELEGATE_ROSTER)
    if not term_plan.is_due(figures, registers):
        left_out.add(PaperKind.TERM_PLAN)
    if not appointment.appointments_in(figures):
        left_out.add(PaperKind.APPOINTMENT)
    if figures.comparison is None:
        left_out.add(PaperKind.TERM_COMPARISON)
    left_out |= election_readiness.left_out(figures)
    held = [kind for kind in PaperKind if kind not in left_out]
    return tuple(sorted(held, key=lambda kind: list(Stage).index(kind.stage)))


def require_ready(kind: PaperKind, figures: MeetingFigures, registers: Registers) -> None:
    """Refuse a paper that cannot be made now.

    Raises:
        PaperNotReady: saying why, and when it can be made.
    """
    if kind in election_readiness.KINDS or (kind is PaperKind.CERTIFICATES and figures.elections):
        election_readiness.require(kind, figures)
    elif kind is PaperKind.APPOINTMENT:
        appointment.require(figures)
    elif kind is PaperKind.TERM_COMPARISON:
        term_comparison.require(figures)
    elif kind.stage is Stage.BEFORE:
        _require_prepared(kind, figures)
    else:
        _require_held(kind, figures, registers)


def _require_prepared(kind: PaperKind, figures: MeetingFigures) -> None:
    match kind:
        case PaperKind.SCRIPT | PaperKind.AGENDA | PaperKind.NOTICE:
            _require_agenda(kind, figures)
        case PaperKind.SCHEDULE:
            _require_agenda(kind, figures)
            _require_times(figures)
        case PaperKind.SIGN_IN | PaperKind.NAME_CARDS:
            _require_entitled(kind, figures)
        case PaperKind.REQUEST | PaperKind.APPROVAL | PaperKind.NOMINEES:
            _require_nominees(kind, figures)
        case PaperKind.WORK_REPORT:
            _require_report_text(figures)
        case PaperKind.COMMENDATION:
            _require_awards(figures)


def _require_held(kind: PaperKind, figures: MeetingFigures, registers: Registers) -> None:
    match kind:
        case PaperKind.VOTE_RECORD:
            _require_counts(figures)
        case PaperKind.RESOLUTION:
            _require_carried_report(figures)
        case PaperKind.DECISION | PaperKind.ANNOUNCEMENT | PaperKind.PUBLIC_NOTICE | PaperKind.CERTIFICATES:
            _require_elected(kind, figures)
        case PaperKind.FILING_REPORT:
            _require_elected(kind, figures)
            _require_closed(kind, figures)
        case PaperKind.MINUTES | PaperKind.SUMMARY | PaperKind.ROSTER | PaperKind.NOTICE_BOARD:
            _require_closed(kind, figures)
        case PaperKind.ARCHIVE_INDEX:
            _require_closed(kind, figures)
            _require_minutes_made(registers)


_TELLS_THE_DAY = {
    PaperKind.SCRIPT,
    PaperKind.AGENDA,
    PaperKind.SIGN_IN,
    PaperKind.NOMINEES,
    PaperKind.WORK_REPORT,
}


def gaps(kind: PaperKind, figures: MeetingFigures, registers: Registers) -> tuple[str, ...]:
    """Return what a paper that can be made still lacks, one sentence each, and where it is filled in."""
    if kind in election_readiness.KINDS:
        return election_readiness.gaps(kind, figures)
    facts = figures.facts
    found: list[str] = []
    if kind in _TELLS_THE_DAY and not facts.day:
        found.append(f"开会日期没有填，{_IN_PREPARATION}")
    if kind in (PaperKind.AGENDA, PaperKind.SIGN_IN) and not facts.time:
        found.append(f"开会时间没有填，{_IN_PREPARATION}")
    if kind in (PaperKind.AGENDA, PaperKind.SIGN_IN, PaperKind.SCHEDULE) and not facts.place:
        found.append(f"会议地点没有填，{_IN_PREPARATION}")
    if kind in (PaperKind.SCRIPT, PaperKind.AGENDA, PaperKind.SCHEDULE) and facts.chair is None:
        found.append(f"主持人没有定，{_IN_PREPARATION}")
    match kind:
        case PaperKind.SCHEDULE:
            untimed = "、".join(f"“{item.title}”" for item in schedule.without_minutes(facts))
            found += [f"{untimed}没有填预计用时，后面的时间推算不出来，在议程里填"] if untimed else []
        case PaperKind.NOMINEES | PaperKind.REQUEST:
            resume = kind is PaperKind.NOMINEES
            found += [one for nominee in facts.nominees for one in _gaps_of_nominee(nominee, resume=resume)]
            if not resume and not facts.basis.strip():
                found.append(f"增补的缘由没有填，{_IN_PREPARATION}；开会以后不能再填")
        case PaperKind.DECISION | PaperKind.ANNOUNCEMENT | PaperKind.PUBLIC_NOTICE | PaperKind.FILING_REPORT:
            found += [one for nominee in figures.elected for one in _gaps_of_nominee(nominee, resume=False)]
        case PaperKind.MINUTES | PaperKind.SUMMARY:
            unmarked = [member.name for member in figures.absent if member.state.value == "unmarked"]
            found += [f"{name} 没有登记到会、请假或缺席，按缺席记" for name in unmarked]
        case PaperKind.TERM_PLAN:
            found += term_plan.missing(term_plan.facts_of(figures, registers))
        case PaperKind.ARCHIVE_INDEX:
            found += _papers_not_made(figures, registers)
    return tuple(found)


def _papers_not_made(figures: MeetingFigures, registers: Registers) -> list[str]:
    """Return a sentence naming the papers that are needed and can be made, but were not."""
    made = {kind for kind, _ in registers.made}
    lacking = []
    for kind in kinds_of(figures, registers):
        if not kind.is_needed or kind in made:
            continue
        try:
            require_ready(kind, figures, registers)
        except PaperNotReady:
            continue
        lacking.append(f"《{kind.title}》")
    return [f"{'、'.join(lacking)}还没有生成，目录里没有列入"] if lacking else []


def _gaps_of_nominee(nominee: Nominee, *, resume: bool = True) -> list[str]:
    fields = {
        "出生年月": nominee.born,
        "民族": nominee.ethnicity,
        "政治面貌": nominee.political_status,
        "单位及职务": nominee.unit_post,
    }
    empty = [label for label, value in fields.items() if not value]
    if resume and not nominee.resume:
        empty.append("简历")
    return [f"{nominee.name} 的{'、'.join(empty)}没有填，在人员里补上"] if empty else []


def _require_agenda(kind: PaperKind, figures: MeetingFigures) -> None:
    if not figures.facts.numbered_items:
        raise PaperNotReady(
            f"议程里还没有编号的议项，写不出{kind.title}。",
            "请先在会议筹备里排好议程。",
            PaperStatus.INCOMPLETE,
        )


def _require_times(figures: MeetingFigures) -> None:
    lacking = [
        word for word, known in (("日期", figures.facts.day), ("时间", figures.facts.time)) if not known
    ]
    if lacking:
        raise PaperNotReady(
            f"开会的{'和'.join(lacking)}没有填，排不出会议日程。",
            f"请{_IN_PREPARATION}。",
            PaperStatus.INCOMPLETE,
        )


def _require_report_text(figures: MeetingFigures) -> None:
    if work_report.text_of(figures):
        return
    if figures.meeting.state is MeetingState.PREPARING:
        advice = "请在会议筹备的议程里打开“工作报告”这一项，把报告全文粘贴到“内容”里。"
    else:
        advice = "开会以后议程不能再改，请使用已经印好的报告。下次可以在筹备时把全文粘贴到“内容”里。"
    raise PaperNotReady("没有工作报告的正文，排不出工作报告。", advice, PaperStatus.INCOMPLETE)


def _require_awards(figures: MeetingFigures) -> None:
    if not commendation.awards_in(figures):
        raise PaperNotReady(
            "表彰名单是空的，写不出表彰决定。",
            "请在会议筹备的议程里打开表彰这一项，在“内容”里一行写一类，例如“最美家庭：甲家庭、乙家庭”。",
            PaperStatus.INCOMPLETE,
        )
    if not figures.facts.day:
        raise PaperNotReady(
            "开会日期没有填，表彰决定没有成文日期。", f"请{_IN_PREPARATION}。", PaperStatus.INCOMPLETE
        )


def _require_minutes_made(registers: Registers) -> None:
    if (PaperKind.MINUTES, Edition.PUBLIC) not in registers.made:
        raise PaperNotReady(
            "会议记录还没有生成，归档目录没有可列的文书。", "请先生成要归档的文书，再生成归档目录。"
        )


def _require_entitled(kind: PaperKind, figures: MeetingFigures) -> None:
    if not figures.facts.entitled:
        raise PaperNotReady(
            f"席位上还没有人，应到是 0，印不出{kind.title}。", "请先登记本届执委。", PaperStatus.INCOMPLETE
        )


def _require_nominees(kind: PaperKind, figures: MeetingFigures) -> None:
    if not figures.facts.nominees:
        raise PaperNotReady(
            f"还没有增补人选，印不出{kind.title}。", "请先在会议筹备里加入人选。", PaperStatus.INCOMPLETE
        )


def _require_counts(figures: MeetingFigures) -> None:
    if figures.counted:
        return
    if figures.is_closed:
        raise PaperNotReady("这次会议没有登记过表决，没有表决记录。", "请核对会议。")
    raise PaperNotReady("还没有登记表决结果，不能生成举手表决记录单。", "会上登记第一项表决后就可以生成。")


def _require_carried_report(figures: MeetingFigures) -> None:
    question = figures.work_report
    if question is None:
        raise PaperNotReady("工作报告没有安排举手表决，不能写成通过的决议。", "请核对议程。")
    if question.is_carried:
        return
    if question.standing is not None:
        raise PaperNotReady(
            f"工作报告表决未通过（同意 {question.standing.in_favour} 人，需要 {question.standing.need} 人），"
            "没有通过的决议可以印发。",
            "经过写在会议记录里；工作报告修改后另行提请审议。",
        )
    if figures.is_closed:
        raise PaperNotReady("这次会议没有表决工作报告，没有决议。", "请核对会议。")
    raise PaperNotReady(
        "工作报告还没有表决，不能先印“通过”的决议。",
        "会上登记工作报告的表决结果后就可以生成。",
        PaperStatus.AFTER_MEETING,
    )


def _require_elected(kind: PaperKind, figures: MeetingFigures) -> None:
    if figures.elected:
        return
    name = kind.title.replace("（名单）", "")
    if any(question.counts for question in figures.by_election):
        raise PaperNotReady(f"增补人选表决未通过，没有增补的执委，不能生成{name}。", "经过写在会议记录里。")
    if figures.is_closed:
        raise PaperNotReady(f"这次会议没有表决增补人选，没有{name}。", "请核对会议。")
    raise PaperNotReady(
        f"增补人选还没有表决，不能先印{name}。",
        "会上登记增补的表决结果后就可以生成。",
        PaperStatus.AFTER_MEETING,
    )


def _require_closed(kind: PaperKind, figures: MeetingFigures) -> None:
    if figures.is_closed:
        return
    when = "会议正在开" if figures.meeting.state is MeetingState.OPEN else "会议还没有开"
    raise PaperNotReady(
        f"{when}，不能生成{kind.title}。", "宣布散会、结束会议后就可以生成。", PaperStatus.AFTER_MEETING
    )
