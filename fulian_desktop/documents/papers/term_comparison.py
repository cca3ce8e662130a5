"""换届前后对照表: the outgoing and the new committee side by side, then who stayed, came and left."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.chinese.rare_characters import display_name
from fulian_desktop.documents.content import (
    Column,
    Heading,
    Note,
    PageBreak,
    PaperContent,
    Subtitle,
    Table,
    Title,
)
from fulian_desktop.documents.paper_kinds import PaperStatus
from fulian_desktop.documents.papers import phrases
from fulian_desktop.documents.papers.not_ready import PaperNotReady
from fulian_desktop.people.makeup import paired

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.elections.records import BeforeAfter
    from fulian_desktop.people.makeup_records import Share
    from fulian_desktop.seats.records import Post

_TITLE = "换届前后对照表"


def require(figures: MeetingFigures) -> None:
    """Refuse the paper where nothing can be compared, or before the new officers are elected.

    Raises:
        PaperNotReady: saying why, and when it can be made.
    """
    if figures.comparison is None:
        raise PaperNotReady(
            "资料里没有上一届的执委，没有换届前后对照表。", "换届后的第一次执委会议才有这份文书。"
        )
    if not all(one.is_settled for one in figures.elections):
        raise PaperNotReady(
            "主席、副主席还没有选出，不能先印换届前后对照表。",
            "选举结果宣布以后就可以生成。",
            PaperStatus.AFTER_MEETING,
        )


def compose(figures: MeetingFigures) -> PaperContent:
    """Return the comparison; only asked for when both committees are known."""
    change = figures.comparison
    assert change is not None
    federation = figures.facts.federation
    old, new = ordinal(change.term_number - 1, "届"), ordinal(change.term_number, "届")
    day = paper_date(date.fromisoformat(change.day))
    blocks: list[Block] = [
        Title(f"{federation}{_TITLE}", keep=(federation,), lines=(federation, _TITLE)),
        Subtitle(f"（{old}—{new}执行委员会，{day}换届）", size=14.0),
        Heading("一、构成"),
        _makeup(change, old, new),
        Note(f"{_source(change)}年龄算到{day}；百分比保留一位小数，四舍五入，合计可能不等于100%。"),
        PageBreak(),
        Heading("二、人员"),
        Note(
            f"{old}届满时{change.before.total}人，{new}选出{change.after.total}人：连任{len(change.stayers)}人，"
            f"新任{len(change.newcomers)}人，离任{len(change.leavers)}人。",
            size=14.0,
        ),
        _members(change, old, new),
        phrases.signature(federation, figures.date, seal_space=False),
    ]
    return PaperContent(f"{federation}{_TITLE}", tuple(blocks), author=federation)


def _source(change: BeforeAfter) -> str:
    if change.is_kept:
        return "按换届当天登记的人员资料统计。"
    return "换届当天没有留下统计，按现在登记的人员资料统计。"


def _makeup(change: BeforeAfter, old: str, new: str) -> Table:
    columns = (
        Column("项目", 1.7),
        Column("类别", 2.6),
        Column("人数", 1.0, group=f"换届前（{old}）"),
        Column("占比", 1.3, group=f"换届前（{old}）"),
        Column("人数", 1.0, group=f"换届后（{new}）"),
        Column("占比", 1.3, group=f"换届后（{new}）"),
        Column("增减", 1.0),
    )
    before, after = change.before, change.after
    rows = [("执委", "总数", *_cells(before.total, after.total), _signed(after.total - before.total))]
    if before.average_tenths is not None and after.average_tenths is not None:
        tenths = after.average_tenths - before.average_tenths
        shown = f"{'+' if tenths > 0 else '-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"
        rows.append(("年龄", "平均", f"{before.average_age}岁", "", f"{after.average_age}岁", "", shown))
        rows.append(
            (
                "",
                "最小、最大",
                f"{before.youngest}、{before.oldest}岁",
                "",
                f"{after.youngest}、{after.oldest}岁",
                "",
                "",
            )
        )
    told = ""
    for one in paired(before, after):
        topic = one.topic if one.topic != told else ""
        told = one.topic
        rows.append(
            (
                topic,
                one.label,
                *_share(one.before),
                *_share(one.after),
                _signed(one.after.count - one.before.count),
            )
        )
    return Table(columns, tuple(rows), row_height_mm=6.4, size=11.0, bold_rows=(0,))


def _cells(before: int, after: int) -> tuple[str, str, str, str]:
    return str(before), "", str(after), ""


def _share(share: Share) -> tuple[str, str]:
    return str(share.count), share.percent


def _signed(difference: int) -> str:
    return f"{difference:+d}" if difference else "0"


def _members(change: BeforeAfter, old: str, new: str) -> Table:
    columns = (
        Column("类别", 1.6),
        Column("姓名", 3.0, is_name=True),
        Column(f"{old}职务", 1.6),
        Column(f"{new}职务", 1.6),
        Column("说明", 3.6),
    )
    rows: list[tuple[str, ...]] = []
    for word, changes in (("连任", change.stayers), ("新任", change.newcomers), ("离任", change.leavers)):
        rows += [
            (
                f"{word}{len(changes)}人" if number == 0 else "",
                display_name(one.name),
                _post(one.before),
                _post(one.after),
                one.how,
            )
            for number, one in enumerate(changes)
        ]
    return Table(columns, tuple(rows), row_height_mm=6.6, size=12.0)


def _post(post: Post | None) -> str:
    return "—" if post is None else post.phrase
