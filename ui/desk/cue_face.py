"""What the right panel shows at a cue that is not a count: words, numbers, what Enter does. No widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.meetings.agenda_awards import awarded_in
from fulian_desktop.meetings.course import EventKind, Timed
from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.scripts.records import CueKind, LineKind
from ui.desk.desk_words import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.meetings.course import Timing
    from fulian_desktop.meetings.records import Nominee
    from ui.desk.session import DeskSession

OBJECTIONS, OBJECTED, SPEAKER, MINUTES = "objections", "objected", "speaker", "minutes"
CORRECTING = "correcting"
USUAL_BREAK = 10
LONGEST_BREAK = 240


@dataclass(frozen=True)
class CueFace:
    """One cue as the panel shows it.

    Attributes:
        cue: which one; None where a nominee is introduced.
        title: the heading.
        subtitle: a line below it.
        big: the one thing to see from afar: a name, a running clock.
        big_note: what the big thing is.
        calm: the big thing is said in amber: over time, not enough people.
        rows: facts as word and value.
        number: the number to type, None when there is none.
        number_name: what that number counts.
        words: words half typed beside the number; None when there is no such field.
        words_name: what they say.
        enter: what Enter does, empty when only Space goes on.
        note: a sentence above the button.
        blocked: why Enter may not do it now, empty when it may.
        may_correct: F2 corrects what was recorded here.
    """

    cue: CueKind | None
    title: str
    subtitle: str = ""
    big: str = ""
    big_note: str = ""
    calm: bool = False
    rows: tuple[tuple[str, str], ...] = ()
    number: int | None = None
    number_name: str = ""
    words: str | None = None
    words_name: str = ""
    enter: str = ""
    note: str = ""
    blocked: str = ""
    may_correct: bool = False


def face_of(session: DeskSession) -> CueFace | None:
    """Return what the panel shows at the current line, None when it is no cue of this kind."""
    line = session.line
    if line.introduces:
        return _introduction(session, line.introduces)
    if line.cue is not None and line.cue in _FACES:
        return _FACES[line.cue](session)
    if line.agreement and line.kind is LineKind.RESULT:
        return _agreement(session)
    return None


def minutes_and_seconds(seconds: int) -> str:
    """Return 12:05 of 725 seconds, 1:02:05 from an hour on."""
    hours, rest = divmod(seconds, 3600)
    tail = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{hours}:{tail}" if hours else tail


def agreement_line(session: DeskSession) -> str:
    """Return the line of the item at which the meeting is asked to agree, empty when there is none."""
    here = session.step.item_id
    lines = (line for line in session.script.of_item(here) if line.cue is not None and line.cue.is_agreement)
    return next((line.key for line in lines), "")


def _introduction(session: DeskSession, name: str) -> CueFace:
    nominees = session.facts.nominees
    place = next(at for at, one in enumerate(nominees) if one.name == name)
    return CueFace(
        None,
        "介绍人选",
        f"第 {place + 1} 位，共 {len(nominees)} 位",
        big=name,
        big_note=f"席位 {nominees[place].seat_number}",
        rows=_about(nominees[place]),
        note="念完按空格，自动到下一位",
    )


def _about(nominee: Nominee) -> tuple[tuple[str, str], ...]:
    facts = (
        ("性别", nominee.sex),
        ("民族", nominee.ethnicity),
        ("出生", nominee.born),
        ("学历", nominee.education),
        ("面貌", nominee.political_status),
        ("现任", nominee.unit_post),
    )
    return (*((word, value) for word, value in facts if value), *nominee.resume)


def _quorum(session: DeskSession) -> CueFace:
    attendance = session.attendance
    quorum, excused = attendance.quorum, len(attendance.excused)
    rest = attendance.entitled - attendance.present - excused
    taken = session.course.roll_calls[-1] if session.course.roll_calls else None
    return CueFace(
        CueKind.QUORUM,
        "宣布到会人数",
        f"{clock(taken.at)} {taken.counted_by}点名完毕" if taken else "还没有点名",
        big=f"{attendance.present} / {attendance.entitled}",
        big_note=f"法定 {quorum.need}，" + ("已达到" if quorum.met else f"还差 {quorum.short_by} 人"),
        calm=not quorum.met,
        rows=(
            ("应到", f"{attendance.entitled} 人"),
            ("实到", f"{attendance.present} 人"),
            ("请假", f"{excused} 人"),
            ("其他", f"{rest} 人"),
        ),
        note="照念，念完按空格" if quorum.met else "人还不够，现在不能表决；F8 考勤",
    )


def _agreement(session: DeskSession) -> CueFace:
    item = session.items[session.step.item_id or 0]
    line = session.script.line(agreement_line(session))
    by_applause = line.cue is CueKind.ACCLAMATION
    title = "鼓掌通过" if by_applause else "口头表决"
    found = session.course.agreements.get(item.id)
    correcting = bool(session.drafts.get(line.key, CORRECTING))
    attendance = session.attendance
    if found is not None and not correcting:
        rows = [("在场", f"{found.present} 人"), ("不同意见", f"{found.objections} 人")]
        rows += [(word, text) for word, text in (("意见", found.text), ("更正", found.reason)) if text]
        return CueFace(
            line.cue,
            title,
            item.title,
            big=title if found.agreed and by_applause else "通过" if found.agreed else "改为举手表决",
            big_note=f"{clock(found.at)} 登记",
            calm=not found.agreed,
            rows=tuple(rows),
            enter="往下念",
            may_correct=True,
        )
    typed = session.drafts.get(line.key, OBJECTIONS)
    objections = int(typed) if typed.isdecimal() else 0
    enter = (
        f"登记 {objections} 人有意见" if objections else ("登记鼓掌通过" if by_applause else "登记没有意见")
    )
    blocked = ""
    if not attendance.quorum.met and not correcting:
        quorum = attendance.quorum
        blocked = f"在场 {attendance.present} 人，法定 {quorum.need} 人，还差 {quorum.short_by} 人"
    elif objections > attendance.present:
        blocked = f"提意见的 {objections} 人多于在场的 {attendance.present} 人"
    return CueFace(
        line.cue,
        f"更正{title}" if correcting else title,
        item.title,
        rows=(("在场", f"{attendance.present} 人"), ("法定", f"{attendance.quorum.need} 人")),
        number=objections,
        number_name="提出不同意见的",
        words=session.drafts.get(line.key, OBJECTED),
        words_name="意见内容",
        enter=f"更正：{enter}" if correcting else enter,
        note="有一人提出不同意见，就改为举手表决" if objections else "没有人提意见，直接按回车",
        blocked=blocked,
    )


def _ballot(session: DeskSession) -> CueFace:
    key = session.key
    handed = session.course.at_line(key, EventKind.BALLOT_HANDED_OVER)
    return CueFace(
        CueKind.BALLOT,
        "投票选举",
        session.step.title,
        rows=(("方式", "无记名投票"), *((("转入", clock(handed[-1].at)),) if handed else ())),
        enter="再转到选举" if handed else "转到选举",
        note="选举结束后回到会议现场，接着这一句往下念",
    )


def _speech(session: DeskSession) -> CueFace:
    item = session.items.get(session.step.item_id or 0)
    key = session.key
    own = [one for one in session.course.timings() if one.kind is Timed.SPEECH and one.line_key == key]
    last = own[-1] if own else None
    several = item is not None and item.kind is AgendaKind.DISCUSSION
    planned = (item.minutes or 0) * 60 if item is not None and not several else 0
    speaker = session.drafts.get(session.key, SPEAKER) or (
        item.presenter if item is not None and not several else ""
    )
    spoken = own if several else []
    earlier = tuple((one.text or "发言", _duration(session, one)) for one in spoken if not one.runs)
    runs = last is not None and last.runs
    seconds = last.seconds(session.now()) if last is not None else 0
    over = runs and 0 < planned < seconds
    note = "发言完按回车" if runs else ("下一位发言按回车，都讲完按空格" if several and own else "")
    begin = "开始发言" if several else "开始计时"
    enter = "发言结束" if runs else (begin if several or last is None else "")
    return CueFace(
        CueKind.SPEECH,
        "发言计时" if several else session.step.name,
        (last.text if runs and last is not None else speaker) or session.step.title,
        big=minutes_and_seconds(seconds) if last is not None and (runs or not several) else "00:00",
        big_note=_speech_note(seconds, planned, runs=runs, begun=last is not None),
        calm=over,
        rows=((("计划", f"{planned // 60} 分钟"),) if planned else ()) + earlier,
        words=None if runs or not enter else speaker,
        words_name="发言人",
        enter=enter,
        note=note or ("鼓掌以后按回车开始计时；不计时就按空格" if last is None else "按空格往下念"),
    )


def _speech_note(seconds: int, planned: int, *, runs: bool, begun: bool) -> str:
    if not begun:
        return "还没有开始"
    if not runs:
        return "已经讲完"
    if not planned:
        return "正在讲"
    left = planned - seconds
    return f"还有 {minutes_and_seconds(left)}" if left >= 0 else f"已超过 {minutes_and_seconds(-left)}"


def _duration(session: DeskSession, timing: Timing) -> str:
    return minutes_and_seconds(timing.seconds(session.now()))


def _award(session: DeskSession) -> CueFace:
    item = session.items[session.step.item_id or 0]
    awards = awarded_in(item.details)
    lines = [one for one in session.script.of_item(item.id) if one.cue is CueKind.AWARD]
    place = next(at for at, one in enumerate(lines) if one.key == session.key)
    following = awards[place + 1][1] if place + 1 < len(awards) else "没有了"
    return CueFace(
        CueKind.AWARD,
        "颁发",
        f"第 {place + 1} 个，共 {len(awards)} 个",
        big=awards[place][1] if place < len(awards) else session.line.subject,
        big_note=awards[place][0] if place < len(awards) else "",
        rows=(("下一个", following),),
        note="领完按空格，自动到下一个",
    )


def _break(session: DeskSession) -> CueFace:
    item = session.items.get(session.step.item_id or 0)
    timing = session.course.timing_at(Timed.BREAK, session.key)
    typed = session.drafts.get(session.key, MINUTES)
    usual = item.minutes if item is not None and item.minutes else USUAL_BREAK
    minutes = int(typed) if typed.isdecimal() and int(typed) else usual
    if timing is not None and timing.runs:
        minutes = int(timing.text) if timing.text.isdecimal() else usual
        left = minutes * 60 - timing.seconds(session.now())
        return CueFace(
            CueKind.BREAK,
            "正在休息",
            f"{clock(timing.began_at)} 开始，计划 {minutes} 分钟",
            big=minutes_and_seconds(abs(left)),
            big_note="以后恢复开会" if left >= 0 else "超过了计划的时间",
            calm=left < 0,
            rows=(("在场", f"{session.attendance.present} 人（照旧）"),),
            enter="恢复开会",
            note="恢复以后清点人数，再宣布到会",
        )
    if timing is not None:
        return CueFace(
            CueKind.BREAK,
            "休息结束",
            session.step.title,
            big=minutes_and_seconds(timing.seconds(session.now())),
            big_note="休息的时间",
            rows=(("开始", clock(timing.began_at)), ("恢复", clock(timing.ended_at or ""))),
            note="按空格往下念",
        )
    return CueFace(
        CueKind.BREAK,
        "休息",
        session.step.title,
        number=minutes,
        number_name="休息多少分钟",
        enter="开始休息",
        note="会场屏幕显示倒计时；不休息就按空格",
        blocked="" if 1 <= minutes <= LONGEST_BREAK else f"休息时间填 1 到 {LONGEST_BREAK} 分钟",
    )


def _ceremony(session: DeskSession) -> CueFace:
    done = session.course.at_line(session.key, EventKind.PERFORMED)
    return CueFace(
        CueKind.CEREMONY,
        "仪式",
        session.step.title,
        rows=(("完毕", clock(done[-1].at)),) if done else (),
        note="结束以后按空格",
    )


def _reading(session: DeskSession) -> CueFace:
    read = [one for one in session.course.timings() if one.kind is Timed.READING]
    own = [one for one in read if one.line_key == session.key]
    item = session.items.get(session.step.item_id or 0)
    rows = [("宣读", item.presenter)] if item is not None and item.presenter else []
    if own and own[-1].ended_at:
        rows.append(("读完", clock(own[-1].ended_at)))
    return CueFace(
        CueKind.OPEN_PAPER,
        "宣读文书",
        session.step.title,
        rows=tuple(rows),
        enter="打开文书",
        note="大字显示全文，空格翻页，读完自动回来",
    )


_FACES: dict[CueKind, Callable[[DeskSession], CueFace]] = {
    CueKind.QUORUM: _quorum,
    CueKind.ACCLAMATION: _agreement,
    CueKind.ORAL: _agreement,
    CueKind.BALLOT: _ballot,
    CueKind.SPEECH: _speech,
    CueKind.AWARD: _award,
    CueKind.BREAK: _break,
    CueKind.CEREMONY: _ceremony,
    CueKind.OPEN_PAPER: _reading,
}
