"""可以开会吗: what is looked at before a meeting and how it is judged. Pure rules over what was seen.

What nobody looked at is said to be unknown; it is never counted as good.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.meetings.replies import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.meetings.records import MeetingFacts, Missing
    from fulian_desktop.meetings.replies import Forecast, Reply

CHINA = timedelta(hours=8)
ROOM_NEEDED = 200 * 1024 * 1024
ROOM_LEAST = 20 * 1024 * 1024
"""Bytes free: below the first take care, below the second a meeting cannot be recorded."""
LONG_SILENCE = timedelta(days=60)
OLD_BACKUP_DAYS = 7


class Lamp(Enum):
    """How a thing stands; the word is always said with it."""

    GOOD = "good"
    CARE = "care"
    BAD = "bad"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """Return 可以, 注意, 不行 or 不清楚."""
        return {"good": "可以", "care": "注意", "bad": "不行", "unknown": "不清楚"}[self.value]


@dataclass(frozen=True)
class CheckLine:
    """One thing that was looked at.

    Args:
        key: its name in JSON.
        title: a few words.
        lamp: how it stands.
        sentence: what was found, and what to do about it.
        place: where it is mended: "plan", "agenda", "nominees", "seats", "person:12", "replies", "papers",
            "rules", "fonts", "backup", "people", "again", empty when the program cannot lead there.
        button: the words on the button that leads there; empty without one.
    """

    key: str
    title: str
    lamp: Lamp
    sentence: str
    place: str = ""
    button: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What the PC around the program offers; None is not known.

    Args:
        printers: names of the printers there are.
        default_printer: the one the system proposes, empty for none.
        screens: how many screens there are.
        free_bytes: room on the disk of the data file.
        utc_offset: of the PC's time zone.
        now: by the PC's own clock, naive and local.
    """

    printers: tuple[str, ...] | None = None
    default_printer: str = ""
    screens: int | None = None
    free_bytes: int | None = None
    utc_offset: timedelta | None = None
    now: datetime | None = None


@dataclass(frozen=True)
class BackupSeen:
    """The newest backup: its day, whether it could be opened and checked, whether it holds the last entry."""

    day: date
    problem: str
    is_current: bool


@dataclass(frozen=True)
class PapersSeen:
    """Titles of the papers needed before the meeting: printed, only made, outdated, lacking or not made."""

    printed: tuple[str, ...]
    made: tuple[str, ...]
    outdated: tuple[str, ...]
    not_made: tuple[str, ...]


@dataclass(frozen=True)
class Preflight:
    """All lines, and when they were looked at (ISO moment)."""

    title: str
    at: str
    lines: tuple[CheckLine, ...]

    def count(self, lamp: Lamp) -> int:
        """Return how many lines stand so."""
        return sum(1 for line in self.lines if line.lamp is lamp)

    @property
    def lamp(self) -> Lamp:
        """Return the gravest: 不行 before 注意 before 不清楚."""
        order = (Lamp.BAD, Lamp.CARE, Lamp.UNKNOWN)
        return next((lamp for lamp in order if self.count(lamp)), Lamp.GOOD)

    @property
    def sentence(self) -> str:
        """Return the answer to 可以开会吗."""
        care, unknown = self.count(Lamp.CARE), self.count(Lamp.UNKNOWN)
        rest = "，".join(
            words
            for words, number in (
                (f"{care} 处要注意", care),
                (f"{unknown} 处程序看不到，请人看一眼", unknown),
            )
            if number
        )
        if self.count(Lamp.BAD):
            return f"还不能开会：{self.count(Lamp.BAD)} 处不行" + (f"；另有 {rest}。" if rest else "。")
        return f"可以开会；{rest}。" if rest else "可以开会，都备好了。"


def judge_data(missing: Sequence[Missing], opened: str) -> CheckLine:
    """Judge whether the preparation is complete; `opened` is the state of a meeting opened already."""
    key, title = "data", "会议资料"
    if opened:
        return CheckLine(key, title, Lamp.GOOD, f"会议{opened}，资料已经定下来。")
    if not missing:
        return CheckLine(key, title, Lamp.GOOD, "日期、地点、主持人、记录人、议程、人选都填了。")
    first = missing[0]
    words = "；".join(one.sentence for one in missing[:3])
    more = f"；还有 {len(missing) - 3} 件" if len(missing) > 3 else ""
    return CheckLine(
        key, title, Lamp.BAD if first.blocks else Lamp.CARE, f"{words}{more}。", first.place, "去补齐"
    )


def judge_quorum(forecast: Forecast) -> CheckLine:
    """Judge whether enough people will come."""
    key, title, where = "quorum", "到会预计", "replies"
    if not forecast.entitled:
        return CheckLine(key, title, Lamp.BAD, "席位上还没有人，应到是 0。", "seats", "去席位页")
    if forecast.silent == forecast.entitled:
        words = f"还没有登记谁来。应到 {forecast.entitled} 人，法定人数 {forecast.need} 人。"
        return CheckLine(key, title, Lamp.UNKNOWN, words, where, "登记答复")
    lamp = Lamp.GOOD if forecast.is_sure else Lamp.CARE if forecast.is_possible else Lamp.BAD
    return CheckLine(key, title, lamp, forecast.sentence, where, "登记答复")


def judge_officers(facts: MeetingFacts, replies: Sequence[Reply]) -> CheckLine:
    """Judge whether the presiding chair and the minute-taker come."""
    key, title = "officers", "主持和记录"
    if facts.chair is None or facts.minute_taker is None:
        lacking = "、".join(
            word for word, one in (("主持人", facts.chair), ("记录人", facts.minute_taker)) if one is None
        )
        return CheckLine(key, title, Lamp.BAD, f"{lacking}没有定。", "plan", "去填写")
    answers = {reply.person_id: reply.answer for reply in replies}
    said = [
        (f"{role}{one.name}", answers.get(one.person_id, Answer.NONE))
        for role, one in (("主持人", facts.chair), ("记录人", facts.minute_taker))
    ]
    words = "，".join(f"{who}{answer.phrase}" for who, answer in said) + "。"
    if any(answer is Answer.LEAVE for _, answer in said):
        return CheckLine(key, title, Lamp.BAD, f"{words}请换人。", "plan", "去换人")
    if any(answer is Answer.NONE for _, answer in said):
        return CheckLine(key, title, Lamp.UNKNOWN, words, "replies", "登记答复")
    return CheckLine(key, title, Lamp.GOOD, words)


def judge_papers(papers: PapersSeen) -> CheckLine:
    """Judge the papers that are needed before the meeting."""
    key, title, where, button = "papers", "会前文书", "papers", "去文书页"
    every = sum(map(len, (papers.printed, papers.made, papers.outdated, papers.not_made)))
    if papers.not_made or papers.outdated:
        parts = []
        if papers.not_made:
            parts.append(f"没有生成：{'、'.join(papers.not_made)}")
        if papers.outdated:
            parts.append(f"生成后内容又变了：{'、'.join(papers.outdated)}")
        words = f"会前要用 {every} 种。{'；'.join(parts)}。"
        return CheckLine(key, title, Lamp.CARE, words, where, button)
    if papers.made:
        words = f"{every} 种都已生成。印没印出来程序不知道：{'、'.join(papers.made)}，请看一眼。"
        return CheckLine(key, title, Lamp.UNKNOWN, words, where, button)
    return CheckLine(key, title, Lamp.GOOD, f"{every} 种都已印好。", where, button)


def judge_rules(facts: MeetingFacts) -> CheckLine:
    """Judge the rules the meeting votes by: adopted when and by whom, and what is unusual in them."""
    key, title, pack = "rules", "表决规则", facts.rule_pack
    warnings = pack.warnings()
    adopted = f"{paper_date(pack.dated)}通过" if pack.dated else "没有写明是哪天通过的"
    words = f"《{pack.name}》，{adopted}，依据：{pack.source.rstrip('。')}。"
    if warnings:
        words += warnings[0] + (f"还有 {len(warnings) - 1} 点要核对。" if len(warnings) > 1 else "")
    lamp = Lamp.GOOD if pack.dated and not warnings else Lamp.CARE
    return CheckLine(key, title, lamp, words, "rules", "看规则")


def judge_names(unprintable: Sequence[tuple[str, str]]) -> CheckLine:
    """Judge the names and words that hold a character no font can draw."""
    key, title = "names", "人名用字"
    if not unprintable:
        return CheckLine(key, title, Lamp.GOOD, "人名、单位里的字都印得出。")
    shown = "；".join(f"“{words}”里的“{sign}”" for words, sign in unprintable[:3])
    return CheckLine(key, title, Lamp.CARE, f"没有字体能印出{shown}，请手写补上。", "people", "去名册")


def judge_printer(around: Surroundings) -> CheckLine:
    """Judge the printer; whether it has paper and ink nobody can see from here."""
    key, title = "printer", "打印机"
    if around.printers is None:
        return CheckLine(key, title, Lamp.UNKNOWN, "没有看打印机，请人看一眼。")
    if not around.printers:
        words = "这台电脑没有装打印机。文书可以存为 PDF 拿到别处印；停电备用的一套请先印好。"
        return CheckLine(key, title, Lamp.CARE, words, "again", "再看一次")
    if not around.default_printer:
        names = "、".join(around.printers[:3])
        return CheckLine(key, title, Lamp.CARE, f"有打印机（{names}），但没有设默认的。", "again", "再看一次")
    words = f"默认打印机“{around.default_printer}”。有没有纸和墨，请印一页试试。"
    return CheckLine(key, title, Lamp.GOOD, words, "papers", "印一页试试")


def judge_screen(around: Surroundings) -> CheckLine:
    """Judge whether there is a second screen for the hall."""
    key, title = "screen", "会场大屏"
    if around.screens is None:
        return CheckLine(key, title, Lamp.UNKNOWN, "没有看屏幕，请人看一眼。")
    if around.screens < 2:
        words = "只有一块屏幕。要用投影，请接好线，把显示方式设为“扩展”；不用投影就不必管。"
        return CheckLine(key, title, Lamp.CARE, words, "again", "再看一次")
    return CheckLine(key, title, Lamp.GOOD, f"接了 {around.screens} 块屏幕，会场大屏可以用。")


def judge_disk(around: Surroundings) -> CheckLine:
    """Judge the room on the disk of the data file."""
    key, title = "disk", "硬盘空间"
    if around.free_bytes is None:
        return CheckLine(key, title, Lamp.UNKNOWN, "看不到硬盘还剩多少，请人看一眼。", "again", "再看一次")
    left = max(0, around.free_bytes) // (1024 * 1024)
    words = f"还剩 {left // 1024} GB" if left >= 1024 else f"还剩 {left} MB"
    if around.free_bytes < ROOM_LEAST:
        return CheckLine(key, title, Lamp.BAD, f"{words}，记不下会议，请先清理。", "again", "再看一次")
    if around.free_bytes < ROOM_NEEDED:
        return CheckLine(key, title, Lamp.CARE, f"{words}，不多了，请清理一下。", "again", "再看一次")
    return CheckLine(key, title, Lamp.GOOD, f"{words}，够用。")


def judge_backup(backup: BackupSeen | None, today: date) -> CheckLine:
    """Judge the newest backup; it was opened and checked just now."""
    key, title, where, button = "backup", "备份", "backup", "去备份"
    if backup is None:
        return CheckLine(key, title, Lamp.CARE, "还没有备份。", where, button)
    age = (today - backup.day).days
    when = "今天" if age == 0 else f"{paper_date(backup.day)}" + (f"（{age} 天前）" if age > 0 else "")
    if backup.problem:
        words = f"最近的备份是{when}的，打开核对不过关：{backup.problem.rstrip('。')}。"
        return CheckLine(key, title, Lamp.BAD, words, where, button)
    words = f"最近的备份是{when}的，刚刚打开核对过，完好"
    if backup.is_current:
        return CheckLine(key, title, Lamp.GOOD, f"{words}，内容是最新的。")
    if age > OLD_BACKUP_DAYS or age < 0:
        return CheckLine(key, title, Lamp.CARE, f"{words}，但此后的改动不在里面。", where, button)
    return CheckLine(key, title, Lamp.GOOD, f"{words}；此后的改动关闭程序时再备份。")


def judge_fonts(problem: str, system: bool) -> CheckLine:
    """Judge the fonts papers are drawn with; `problem` says what is wrong with the bundled ones."""
    key, title = "fonts", "文书字体"
    if problem:
        return CheckLine(key, title, Lamp.BAD, problem, "fonts", "看字体")
    used = "这台电脑的公文字体" if system else "程序自带的字体，换电脑打印也不变样"
    return CheckLine(key, title, Lamp.GOOD, f"仿宋、黑体、楷体、小标宋都有，用{used}。")


def judge_clock(facts: MeetingFacts, last_entry: datetime | None, around: Surroundings) -> CheckLine:
    """Judge the PC's clock: behind the last entry, far ahead of it, another day, another time zone."""
    key, title, again = "clock", "电脑时钟", "再看一次"
    now = around.now
    if now is None:
        return CheckLine(key, title, Lamp.UNKNOWN, "没有看电脑的时钟。", "again", again)
    lamp, words, place = _clock_found(facts, last_entry, now, around.utc_offset)
    shown = f"现在是{paper_date(now.date())} {now:%H:%M}，{words}。"
    buttons = {"again": again, "plan": "看安排"}
    return CheckLine(key, title, lamp, shown, place, buttons.get(place, ""))


def _clock_found(
    facts: MeetingFacts, last_entry: datetime | None, now: datetime, offset: timedelta | None
) -> tuple[Lamp, str, str]:
    """Return how the clock stands, in words, and where that is mended."""
    found = (Lamp.GOOD, "北京时间，和会议日期对得上", "")
    if last_entry is not None and now < last_entry:
        last = f"{paper_date(last_entry.date())} {last_entry:%H:%M}"
        found = (Lamp.BAD, f"比上一条记录（{last}）还早，电脑的钟倒走了，请先校准", "again")
    elif offset is not None and offset != CHINA:
        found = (Lamp.CARE, "但时区不是北京时间（东八区），请在系统里改过来", "again")
    elif last_entry is not None and now - last_entry > LONG_SILENCE:
        found = (Lamp.CARE, f"离上一条记录 {(now - last_entry).days} 天，请核对日期", "again")
    elif facts.day and date.fromisoformat(facts.day) != now.date():
        days = (date.fromisoformat(facts.day) - now.date()).days
        away = f"会议在 {days} 天以后" if days > 0 else f"会议日期已经过了 {-days} 天"
        found = (Lamp.CARE, away, "plan")
    elif offset is None:
        found = (Lamp.UNKNOWN, "时区看不到，请核对", "again")
    elif not facts.day:
        found = (Lamp.UNKNOWN, "会议日期没有填，对不了", "plan")
    return found
