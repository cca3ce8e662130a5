"""Which papers a meeting has, which can be made now, and what they still lack. Pure rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.paper_kinds import PaperKind, PaperStatus
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import AgendaKind, MeetingState

if TYPE_CHECKING:
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.meetings.records import Nominee

_SAFE = "没有生成文书，会议资料没有改动。"


class PaperNotReady(UserFacingError):
    """A paper that cannot be made now; `status` tells whether it will come in the meeting or after it."""

    def __init__(self, what: str, advice: str, status: PaperStatus = PaperStatus.NOT_YET) -> None:
        """Keep the sentence, the one step to take, and the status for the catalogue."""
        super().__init__(what, advice=(advice,), safe=_SAFE)
        self.status = status


def kinds_of(figures: MeetingFigures) -> tuple[PaperKind, ...]:
    """Return the kinds of papers this meeting has: no resolution without a report, and so on."""
    left_out = set()
    if figures.item_of_kind(AgendaKind.BY_ELECTION) is None and not figures.facts.nominees:
        left_out |= {PaperKind.NOMINEES, PaperKind.DECISION}
    if figures.item_of_kind(AgendaKind.WORK_REPORT) is None:
        left_out.add(PaperKind.RESOLUTION)
    if not any(item.show_of_hands for item in figures.facts.agenda):
        left_out.add(PaperKind.VOTE_RECORD)
    return tuple(kind for kind in PaperKind if kind not in left_out)


def require_ready(kind: PaperKind, figures: MeetingFigures) -> None:
    """Refuse a paper that cannot be made now.

    Raises:
        PaperNotReady: saying why, and when it can be made.
    """
    match kind:
        case PaperKind.SCRIPT | PaperKind.AGENDA:
            _require_agenda(kind, figures)
        case PaperKind.SIGN_IN:
            _require_entitled(figures)
        case PaperKind.NOMINEES:
            _require_nominees(figures)
        case PaperKind.VOTE_RECORD:
            _require_counts(figures)
        case PaperKind.RESOLUTION:
            _require_carried_report(figures)
        case PaperKind.DECISION:
            _require_elected(figures)
        case PaperKind.MINUTES | PaperKind.ROSTER:
            _require_closed(kind, figures)


def gaps(kind: PaperKind, figures: MeetingFigures) -> tuple[str, ...]:
    """Return what a paper that can be made still lacks, one sentence each."""
    facts = figures.facts
    found: list[str] = []
    if kind in (PaperKind.SCRIPT, PaperKind.AGENDA, PaperKind.SIGN_IN, PaperKind.NOMINEES) and not facts.day:
        found.append("开会日期没有填")
    if kind in (PaperKind.AGENDA, PaperKind.SIGN_IN):
        found += [] if facts.time else ["开会时间没有填"]
        found += [] if facts.place else ["会议地点没有填"]
    if kind in (PaperKind.SCRIPT, PaperKind.AGENDA) and facts.chair is None:
        found.append("主持人没有定")
    if kind is PaperKind.NOMINEES:
        found += [sentence for nominee in facts.nominees for sentence in _gaps_of_nominee(nominee)]
    if kind is PaperKind.DECISION:
        found += [
            sentence for nominee in figures.elected for sentence in _gaps_of_nominee(nominee, resume=False)
        ]
    if kind is PaperKind.MINUTES:
        unmarked = [member.name for member in figures.absent if member.state.value == "unmarked"]
        found += [f"{name} 没有登记到会、请假或缺席，按缺席记" for name in unmarked]
    return tuple(found)


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
    return [f"{nominee.name} 的{'、'.join(empty)}没有填"] if empty else []


def _require_agenda(kind: PaperKind, figures: MeetingFigures) -> None:
    if not figures.facts.numbered_items:
        raise PaperNotReady(
            f"议程里还没有编号的议项，写不出{kind.title}。",
            "请先在会议筹备里排好议程。",
            PaperStatus.INCOMPLETE,
        )


def _require_entitled(figures: MeetingFigures) -> None:
    if not figures.facts.entitled:
        raise PaperNotReady(
            "席位上还没有人，应到是 0，印不出签到册。", "请先登记本届执委。", PaperStatus.INCOMPLETE
        )


def _require_nominees(figures: MeetingFigures) -> None:
    if not figures.facts.nominees:
        raise PaperNotReady(
            "还没有增补人选，印不出人选名单。", "请先在会议筹备里加入人选。", PaperStatus.INCOMPLETE
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


def _require_elected(figures: MeetingFigures) -> None:
    if figures.elected:
        return
    if any(question.counts for question in figures.by_election):
        raise PaperNotReady("增补人选表决未通过，没有增补的执委，不能生成增补决定。", "经过写在会议记录里。")
    if figures.is_closed:
        raise PaperNotReady("这次会议没有表决增补人选，没有增补决定。", "请核对会议。")
    raise PaperNotReady(
        "增补人选还没有表决，不能先印增补决定。",
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
