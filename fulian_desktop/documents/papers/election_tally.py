"""计票汇总表, 唱票计票单 and 选票保管记录: what was counted, a form to count on, where the ballots were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.rare_characters import display_name
from fulian_desktop.documents.content import (
    Align,
    BlankLine,
    Column,
    LabelledLine,
    Note,
    PageBreak,
    PaperContent,
    Paragraph,
    Run,
    SignatureLines,
    Spacer,
    Subtitle,
    Table,
    blank,
)
from fulian_desktop.documents.papers import election_lists, election_words, phrases
from fulian_desktop.documents.papers.election_figures import post_word
from fulian_desktop.documents.papers.figures import clock_text
from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.documents.content import Block, Text
    from fulian_desktop.documents.papers.election_figures import ElectionFigures, RoundFigures
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.elections.count_records import CustodyEvent
    from fulian_desktop.rules.ballot_tally import Tally
    from fulian_desktop.rules.custody import Figures

SMALL = 14.0
_SIGNING = ("总监票人（签字）", "监票人（签字）", "计票人（签字）")


def tally(figures: MeetingFigures) -> PaperContent:
    """Return the summary of each round that was counted: everybody, write-ins, why ballots are void."""
    return _rounds(figures, "计票汇总表", _tally, only_counted=True)


def custody(figures: MeetingFigures) -> PaperContent:
    """Return where the ballots of each round were: printed, issued, box, returned, sealed, destroyed."""
    return _rounds(figures, "选票保管记录", _custody, only_counted=False)


def _rounds(
    figures: MeetingFigures,
    what: str,
    part: Callable[[MeetingFigures, ElectionFigures, RoundFigures], list[Block]],
    *,
    only_counted: bool,
) -> PaperContent:
    blocks: list[Block] = []
    for one in figures.elections:
        for each in one.rounds:
            if only_counted and each.tally is None:
                continue
            blocks += [PageBreak()] if blocks else []
            blocks += [
                election_lists.title_of(figures, one, what),
                Subtitle(f"（{one.election.title}{'·' + each.name if each.name else ''}）", size=SMALL),
                *part(figures, one, each),
            ]
    return PaperContent(f"{figures.facts.full_title}{what}", tuple(blocks), author=figures.facts.federation)


def _tally(figures: MeetingFigures, one: ElectionFigures, each: RoundFigures) -> list[Block]:
    counted = each.tally
    assert counted is not None
    blocks: list[Block] = [
        _said("时　间", election_words.date_of(figures, one)),
        _said("选　票", f"{election_words.roll_in_words(one, each)}。"),
    ]
    if each.outcome is not None and each.outcome.parts:
        blocks.append(_said("当选票数", f"{election_words.need_in_words(one, each)}。"))
    blocks += [Spacer(0.3), _table(one, each, counted)]
    notes = [f"{counted.blank}张有效票没有画任何符号，按弃权计。"] if counted.blank else []
    if counted.reasons:
        told = "；".join(f"{reason}，{number}张" for reason, number in counted.reasons)
        notes.append(f"无效票{counted.invalid}张：{told}。")
    rulings = [
        f"“{ruling.spelling}”认定为{ruling.name or '看不出是谁'}（{ruling.reason}）"
        for ruling in each.rulings
        if ruling.spelling != ruling.name
    ]
    notes += [f"另选人的认定：{'；'.join(rulings)}。"] if rulings else []
    if each.settlement is not None and each.settlement.differences:
        notes.append(f"两次计票有{len(each.settlement.differences)}处不同，{each.settlement.reason}。")
    blocks += [Note(note) for note in notes]
    return [*blocks, SignatureLines(_SIGNING)]


def _table(one: ElectionFigures, each: RoundFigures, counted: Tally) -> Table:
    several = len(each.round.contest.parts) > 1
    hands = not one.is_secret
    heads = ["赞成", "不赞成", "弃权", "未表态" if hands else "部分\n无效"]
    columns = [Column("序号", 0.9), Column("姓名", 2.4, is_name=True)]
    columns += [Column("职务", 1.3)] if several else []
    columns += [*(Column(head, 1.15) for head in heads), Column("结果", 2.2)]
    standing = {}
    if each.outcome is not None:
        standing = {
            (place.post, place.number, place.name): place.standing.phrase
            for part in each.outcome.parts
            for place in part.places
        }
    rows: list[tuple[str, ...]] = []
    for line in counted.lines:
        post = (post_word(Post(line.post)),) if several else ()
        last = line.not_voting if hands else line.partly_invalid
        numbers = (line.in_favour, line.against, line.abstaining, last)
        result = standing.get((line.post, line.number, line.name), "")
        rows.append((str(line.number), display_name(line.name), *post, *map(str, numbers), result))
    for other in counted.write_ins:
        post = (post_word(Post(other.post)),) if several else ()
        result = standing.get((other.post, 0, other.name), "")
        word = f"另选他人\n{result}" if result else "另选他人"
        rows.append(("另", display_name(other.name), *post, str(other.in_favour), "—", "—", "—", word))
    return Table(tuple(columns), tuple(rows), row_height_mm=8.0)


def _said(label: str, text: str) -> LabelledLine:
    return LabelledLine(label, text, indent=0, size=SMALL)


_STEPS = (
    CustodyKind.PRINTED,
    CustodyKind.SEAL_USED,
    CustodyKind.BOX_CHECKED,
    CustodyKind.BOX_SEALED,
    CustodyKind.ISSUED,
    CustodyKind.SPOILED,
    CustodyKind.UNUSED,
    CustodyKind.UNUSED_DESTROYED,
    CustodyKind.BOX_OPENED,
    CustodyKind.RETURNED,
    CustodyKind.USED_SEALED,
)


def _custody(figures: MeetingFigures, one: ElectionFigures, each: RoundFigures) -> list[Block]:
    columns = (
        Column("环节", 2.1),
        Column("张数", 0.9),
        Column("时间", 1.1),
        Column("经手人", 4.0),
        Column("签名", 2.3),
        Column("说明", 1.7, align=Align.LEFT),
    )
    rows: list[tuple[Text, ...]] = []
    for kind in _STEPS:
        events = [event for event in each.standing_events if event.kind is kind]
        if events:
            rows += [_event_row(event) for event in events]
        else:
            none = kind is CustodyKind.SPOILED and each.custody.issued is not None
            number = "0" if none else "" if kind.has_number else "—"
            rows.append((kind.phrase, number, "", "", "", ""))
    ballots, counted = each.custody, each.tally
    blocks: list[Block] = [
        _said("日　期", election_words.date_of(figures, one)),
        Spacer(0.2),
        Table(columns, tuple(rows), row_height_mm=7.6),
        Note(_equations(ballots, counted)),
    ]
    taken_back = [event for event in each.events if event.is_withdrawn]
    if taken_back:
        told = "；".join(
            f"{event.kind.phrase}{event.number if event.number is not None else ''}"
            f"（{clock_text(event.happened_at)}登记）"
            for event in taken_back
        )
        blocks.append(Note(f"登记后撤回的：{told}。"))
    blocks += [
        Spacer(0.2),
        BlankLine((Run("封存选票存放地点"), blank(9), Run("　保存到"), blank(6)), size=SMALL, indent=0),
        SignatureLines(("总监票人签字", "监票人签字", "封存人签字", "保管人签字")),
    ]
    return blocks


def _event_row(event: CustodyEvent) -> tuple[Text, ...]:
    number = "—" if event.number is None else str(event.number)
    names = phrases.names_text(event.names)
    return (event.kind.phrase, number, clock_text(event.happened_at), names, "", event.note)


def _equations(ballots: Figures, counted: Tally | None) -> str:
    told = []
    if None not in (ballots.printed, ballots.issued, ballots.unused):
        rest = f"剩余{ballots.unused}张 + 作废{ballots.spoiled or 0}张"
        told.append(f"印制{ballots.printed}张 = 发出{ballots.issued}张 + {rest}")
    if ballots.issued is not None and ballots.returned is not None:
        missing = ballots.issued - ballots.returned
        told.append(f"发出{ballots.issued}张 = 收回{ballots.returned}张 + 没有收回{missing}张")
    if ballots.returned is not None and counted is not None:
        told.append(f"收回{ballots.returned}张 = 有效{counted.valid}张 + 无效{counted.invalid}张")
    if not told:
        return "核对：印制 = 发出 + 剩余 + 作废；发出 = 收回 + 没有收回；收回 = 有效 + 无效。"
    return f"核对：{'；'.join(told)}。"


def sheet(figures: MeetingFigures) -> PaperContent:
    """Return a form to count on when ballots are called: a row for each candidate to write 正 in."""
    blocks: list[Block] = []
    for one in figures.elections:
        contest = one.rounds[-1].round.contest if one.rounds else one.first
        several = len(contest.parts) > 1
        columns = (
            Column("序号", 0.8),
            Column("姓名", 2.2, is_name=True),
            *((Column("职务", 1.2),) if several else ()),
            Column("赞成（画“正”字）", 6.0),
            Column("合计", 1.0),
        )
        blanks = ("",) * (len(columns) - 2)
        rows = [
            (
                str(entrant.number),
                display_name(entrant.name),
                *((post_word(Post(entrant.post)), "", "") if several else blanks),
            )
            for entrant in contest.entrants
        ]
        rows += [("另", "", *blanks)] * (4 if contest.write_ins else 0)
        blocks += [PageBreak()] if blocks else []
        blocks += [
            election_lists.title_of(figures, one, "唱票计票单"),
            Subtitle(f"（{one.election.title}）", size=SMALL),
            Table(columns, tuple(rows), row_height_mm=12.0),
            Note("每得一票画一笔，五票画满一个“正”字；另选人写明姓名。画错的划去重画，由监票人签名。"),
            Paragraph(
                (Run("有效票"), blank(4), Run("张，无效票"), blank(4), Run("张，合计"), blank(4), Run("张")),
                first_line_indent=False,
                size=SMALL,
            ),
            SignatureLines(("唱票人（签字）", "计票人（签字）", "监票人（签字）")),
        ]
    return PaperContent(
        f"{figures.facts.full_title}唱票计票单", tuple(blocks), author=figures.facts.federation
    )
