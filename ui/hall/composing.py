"""Composing slides from what the meeting's rooms know. Pure: no widget, no clock.

Only what `slides` has a place for gets through: of a nominee her name, unit and post; of attendance two
numbers. Long runs of digits in words typed by hand (a telephone behind a post) are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from fulian_desktop.chinese.names_order import sorted_by_name
from fulian_desktop.chinese.numerals import chinese_number, ordinal
from fulian_desktop.meetings.agenda_awards import awarded_in
from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts.records import CueKind
from ui.hall.slides import (
    MOST_COMMENDED,
    MOST_NAMES,
    MOST_ROWS,
    AgendaRow,
    AgendaSlide,
    AwardSlide,
    BlankSlide,
    BreakSlide,
    Choice,
    CommendationSlide,
    Figure,
    Frame,
    HandsSlide,
    ItemSlide,
    NamesSlide,
    Page,
    PersonLine,
    ResultSlide,
    RowState,
    Slide,
    SlideKind,
    WaitingSlide,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fulian_desktop.meetings.records import AgendaItem, MeetingFacts, Nominee
    from fulian_desktop.scripts.records import Script
    from fulian_desktop.votes.records import Motion, MotionKey, VoteCount

ORDER = "按姓氏笔画为序"
T = TypeVar("T")
_NUMBERS = re.compile(
    r"[（(]?(?:电话|手机|联系方式)?[：:\s]*\+?\d(?:[\s-]?\d){5,}[\dXx]?[)）]?"
    r"|[（(，,]?\s*\d{4}[年.]\d{1,2}月?(?:\d{1,2}日)?出?生[)）]?"
)
_PRESENTERS = {
    AgendaKind.WORK_REPORT: "报告人",
    AgendaKind.RESOLUTION_READING: "宣读",
    AgendaKind.COMMENDATION: "宣读",
    AgendaKind.SPEECH: "讲话",
    AgendaKind.BY_ELECTION: "说明",
}


@dataclass(frozen=True)
class HallScene:
    """What the desk knows at a moment; `key` is the current line of the script."""

    facts: MeetingFacts
    script: Script
    key: str
    motions: Mapping[MotionKey, Motion]
    counts: Mapping[MotionKey, VoteCount]
    entitled: int
    present: int
    now: datetime

    @property
    def item(self) -> AgendaItem | None:
        """Return the current agenda item, None in the opening and the closing."""
        item_id = self.script.step_of(self.key).item_id
        return self.facts.item(item_id) if item_id is not None else None


def public_words(text: str) -> str:
    """Return words typed by hand on one line, without telephone or identity numbers."""
    return " ".join(_NUMBERS.sub("", text).split()).strip(" ，、；;,")


def slides_of(choice: Choice, scene: HallScene, released: Mapping[MotionKey, VoteCount]) -> tuple[Slide, ...]:
    """Return the pages of a choice, at least one; what cannot be shown becomes the item or the name."""
    if choice.kind is SlideKind.BLANK:
        return (BlankSlide(),)
    if choice.kind is SlideKind.BREAK:
        return (_pause(choice, scene),)
    if choice.kind is SlideKind.AGENDA:
        return _agenda(scene)
    count = released.get(choice.motion) if choice.motion is not None else None
    if choice.kind is SlideKind.RESULT and count is not None:
        return (_result(scene, count),)
    if choice.item_id is None:
        return (_waiting(scene),)
    item = scene.facts.item(choice.item_id)
    return _of_item(choice, scene, item, released) or (_item(scene, item),)


def _of_item(
    choice: Choice, scene: HallScene, item: AgendaItem, released: Mapping[MotionKey, VoteCount]
) -> tuple[Slide, ...]:
    """Return the pages of a choice that belongs to an agenda item, none when there is nothing to show."""
    facts = scene.facts
    motion = scene.motions.get(choice.motion) if choice.motion is not None else None
    if choice.kind is SlideKind.NOMINEES and facts.nominees:
        return _nominees(scene, item, motion.nominees if motion is not None else facts.nominees)
    if choice.kind is SlideKind.ELECTED and (chosen := elected(scene, item, released)):
        return _elected(facts, item, chosen)
    if choice.kind is SlideKind.HANDS and motion is not None:
        return (_hands(scene, item, motion),)
    if choice.kind is SlideKind.COMMENDATION:
        return _commendation(facts, item)
    if choice.kind is SlideKind.AWARD:
        return _awards(facts, item)
    return ()


def elected(
    scene: HallScene, item: AgendaItem, released: Mapping[MotionKey, VoteCount]
) -> tuple[Nominee, ...]:
    """Return the nominees of an item whose released result was carried, by surname strokes."""
    found: dict[int, Nominee] = {}
    for key, count in released.items():
        motion = scene.motions.get(key)
        if motion is not None and key.item_id == item.id and count.is_carried:
            found |= {one.id: one for one in motion.nominees}
    return tuple(sorted_by_name(found.values(), lambda one: one.name))


def countdown(remaining: timedelta) -> str:
    """Return 12:34 in minutes and seconds, 1:05:09 with hours; 0:00 when it is over."""
    seconds = max(0, -(-int(remaining.total_seconds() * 1000) // 1000))
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def starts_at(facts: MeetingFacts) -> datetime | None:
    """Return the planned start, None while it is not planned."""
    if not (facts.day and facts.time):
        return None
    return datetime.combine(date.fromisoformat(facts.day), time.fromisoformat(facts.time))


def heading_of(item: AgendaItem) -> str:
    """Return 一、增补执委, for a follow-on item its title alone."""
    title = public_words(item.title)
    return f"{chinese_number(item.number)}、{title}" if item.numbered else title


# ---- one function for each kind


def _waiting(scene: HallScene) -> WaitingSlide:
    facts = scene.facts
    name = facts.full_title.removeprefix(facts.federation)
    slide = WaitingSlide(facts.federation, name, _when_where(facts), "现在开会")
    steps = scene.script.steps
    if scene.key == scene.script.nearest(""):
        caption, figure = _until_start(starts_at(facts), scene.now)
        return replace(slide, caption=caption, figure=figure)
    if behind_the_agenda(scene):
        return replace(slide, caption=f"感谢各位{facts.kind.member_word}的支持")
    if scene.script.step_of(scene.key) != steps[0]:
        return replace(slide, caption=_roll_call(scene))
    return slide


def _roll_call(scene: HallScene) -> str:
    """Return what stands under the name while the roll is called, and the numbers once it was."""
    keys = [line.key for line in scene.script.lines]
    calls = [keys.index(line.key) for line in scene.script.lines if line.cue is CueKind.ROLL_CALL]
    if calls and scene.present and keys.index(scene.key) > calls[0]:
        return f"应到 {scene.entitled}　实到 {scene.present}"
    return "清点到会人数"


def _until_start(start: datetime | None, now: datetime) -> tuple[str, str]:
    if start is None or start <= now:
        return "会议即将开始，请就座", ""
    if start - now >= timedelta(hours=12):
        return "欢迎参加会议", ""
    return "距开会还有", countdown(start - now)


def _when_where(facts: MeetingFacts) -> str:
    start = starts_at(facts)
    when = ""
    if start is not None:
        weekday = "一二三四五六日"[start.weekday()]
        when = f"{start.month}月{start.day}日 星期{weekday} {facts.time}"
    return "　".join(part for part in (when, public_words(facts.place)) if part)


def _agenda(scene: HallScene) -> tuple[Slide, ...]:
    facts = scene.facts
    order = scene.script.items
    current = scene.item
    place = order.index(current.id) if current is not None and current.id in order else -1
    over = behind_the_agenda(scene)
    rows: list[AgendaRow] = []
    for item in facts.agenda:
        at = order.index(item.id) if item.id in order else len(order)
        state = RowState.DONE if over or at < place else RowState.TO_COME
        if current is not None and item.id == current.id:
            state = RowState.NOW
        mark = f"{chinese_number(item.number)}、" if item.numbered else "·"
        rows.append(AgendaRow(mark, public_words(item.title), state))
    numbered = len(facts.numbered_items)
    frame = Frame(facts.full_title, "会议议程", f"共 {numbered} 项" if numbered else "")
    pages = _chunks(rows, MOST_ROWS)
    return tuple(
        AgendaSlide(_with_page(frame, page), part, page)
        for part, page in zip(pages, _numbered(len(pages)), strict=True)
    )


def behind_the_agenda(scene: HallScene) -> bool:
    """Tell whether the last agenda item is behind the current line."""
    keys = [line.key for line in scene.script.lines]
    items = [line.key for line in scene.script.lines if line.item_id is not None]
    return bool(items) and keys.index(scene.key) > keys.index(items[-1])


def _item(scene: HallScene, item: AgendaItem) -> ItemSlide:
    order = f"第{chinese_number(item.number)}项议程" if item.numbered else "议程之外"
    presenter = public_words(item.presenter)
    word = _PRESENTERS.get(item.kind, "")
    subject = public_words(item.details) if item.kind is AgendaKind.DISCUSSION else ""
    return ItemSlide(
        Frame(scene.facts.full_title, order, "举手表决" if item.show_of_hands else ""),
        public_words(item.title),
        f"{word}：{presenter}" if presenter and word else presenter,
        subject,
    )


def _nominees(scene: HallScene, item: AgendaItem, nominees: Sequence[Nominee]) -> tuple[Slide, ...]:
    foot = "举手表决" if item.show_of_hands else ""
    frame = Frame(scene.facts.full_title, heading_of(item), _counted("人选", len(nominees)))
    return _names(SlideKind.NOMINEES, frame, nominees, foot)


def _elected(facts: MeetingFacts, item: AgendaItem, chosen: Sequence[Nominee]) -> tuple[Slide, ...]:
    frame = Frame(facts.full_title, "当选名单", _counted("", len(chosen)))
    foot = (
        f"增补为{ordinal(facts.term_number, '届')}执委会委员" if item.kind is AgendaKind.BY_ELECTION else ""
    )
    return _names(SlideKind.ELECTED, frame, chosen, foot)


def _names(kind: SlideKind, frame: Frame, people: Sequence[Nominee], foot: str) -> tuple[Slide, ...]:
    ordered = sorted_by_name(people, lambda one: one.name)
    lines = [PersonLine(public_words(one.name), public_words(one.unit_post)) for one in ordered]
    pages = _chunks(lines, MOST_NAMES)
    return tuple(
        NamesSlide(kind, _with_page(frame, page), part, len(lines), foot, page)
        for part, page in zip(pages, _numbered(len(pages)), strict=True)
    )


def _counted(what: str, people: int) -> str:
    """Return 人选 2 名，按姓氏笔画为序; of one alone no order is said."""
    number = f"{what} {people} 名".strip()
    return f"{number}，{ORDER}" if people > 1 else number


def _hands(scene: HallScene, item: AgendaItem, motion: Motion) -> HandsSlide:
    line = scene.script.line(scene.key)
    asked = line.text if line.motion == motion.key and line.cue is not None and not line.pending else ""
    call = asked.rstrip("。！ ") or ("等候宣布结果" if motion.key in scene.counts else "请举手表决")
    if line.motion == motion.key and line.pending:
        call = "正在清点"
    frame = Frame(scene.facts.full_title, heading_of(item), "举手表决")
    return HandsSlide(frame, public_words(call), public_words(motion.question), raise_hands=bool(asked))


def _result(scene: HallScene, count: VoteCount) -> ResultSlide:
    item = scene.facts.item(count.key.item_id)
    words = "举手表决·更正" if count.corrects_id is not None else "举手表决"
    carried = count.is_carried
    unanimous = count.outcome is Outcome.CARRIED_UNANIMOUSLY
    figures = (
        Figure("同意", count.in_favour, is_main=carried),
        Figure("不同意", count.against),
        Figure("弃权", count.abstaining),
        Figure("未表态", count.not_voting),
    )
    parts = [f"应到 {count.entitled}", f"实到 {count.present}", f"有表决权且在场 {count.voters}"]
    return ResultSlide(
        Frame(scene.facts.full_title, heading_of(item), words),
        count.outcome.phrase,
        carried,
        f"{count.voters} 人全部同意"
        if unanimous and count.in_favour == count.voters
        else f"需要 {count.need}，同意 {count.in_favour}",
        figures,
        count.need,
        max(count.voters, count.need, 1),
        _decided(scene, count),
        "　".join(parts),
    )


def _decided(scene: HallScene, count: VoteCount) -> str:
    if not count.is_carried:
        return "没有达到要求的人数"
    motion = scene.motions.get(count.key)
    if motion is None or not motion.nominees:
        return public_words(count.question)
    names = [public_words(one.name) for one in motion.nominees]
    whom = "、".join(names) if len(names) <= 3 else f"{'、'.join(names[:2])}等 {len(names)} 人"
    return f"{whom} 增补为{ordinal(scene.facts.term_number, '届')}执委会委员"


def _commendation(facts: MeetingFacts, item: AgendaItem) -> tuple[Slide, ...]:
    from fulian_desktop.documents.papers.commendation import awards_of

    if item.kind is not AgendaKind.COMMENDATION:
        return ()
    parts = [
        (public_words(award.honour), award.measure, len(award.names), part)
        for award in awards_of(item.details)
        for part in _chunks([public_words(name) for name in award.names], MOST_COMMENDED)
    ]
    return tuple(
        CommendationSlide(
            Frame(facts.full_title, public_words(item.title), _aside(f"{total} {measure}", page)),
            honour or "受表彰名单",
            names,
            page,
        )
        for (honour, measure, total, names), page in zip(parts, _numbered(len(parts)), strict=True)
    )


def _awards(facts: MeetingFacts, item: AgendaItem) -> tuple[Slide, ...]:
    """Return a page for each honoured name, in the order they are read out."""
    if item.kind is not AgendaKind.COMMENDATION:
        return ()
    found = awarded_in(item.details)
    frame = Frame(facts.full_title, public_words(item.title), "")
    return tuple(
        AwardSlide(
            frame,
            public_words(honour) or "受表彰",
            public_words(name),
            f"第 {number} 个，共 {len(found)} 个",
            page,
        )
        for number, ((honour, name), page) in enumerate(
            zip(found, _numbered(len(found)), strict=True), start=1
        )
    )


def _pause(choice: Choice, scene: HallScene) -> BreakSlide:
    until = choice.resumes_at
    if until is None:
        return BreakSlide(scene.facts.full_title, "", "")
    if until <= scene.now:
        return BreakSlide(scene.facts.full_title, "会议即将继续，请回座", "")
    return BreakSlide(scene.facts.full_title, f"{until:%H:%M} 继续开会", countdown(until - scene.now))


# ---- pages


def _chunks(items: Sequence[T], size: int) -> list[tuple[T, ...]]:
    return [tuple(items[at : at + size]) for at in range(0, len(items), size)] or [()]


def _numbered(pages: int) -> Iterable[Page]:
    return [Page(number, pages) for number in range(1, pages + 1)]


def _with_page(frame: Frame, page: Page) -> Frame:
    return replace(frame, aside=_aside(frame.aside, page))


def _aside(words: str, page: Page) -> str:
    return "　".join(part for part in (words, page.words) if part)
