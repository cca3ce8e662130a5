"""选举报告单: four slips the chief scrutineer reports with, filled where recorded, blank where not."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.chinese.rare_characters import display_name
from fulian_desktop.documents.content import (
    Addressee,
    BlankLine,
    Column,
    Note,
    PageBreak,
    PaperContent,
    Paragraph,
    Run,
    SignatureLines,
    Spacer,
    Subtitle,
    Table,
    Text,
    blank,
)
from fulian_desktop.documents.papers import election_lists, election_words
from fulian_desktop.documents.papers.election_figures import post_word
from fulian_desktop.documents.papers.figures import clock_text
from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.rules.winners import Standing
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.election_figures import ElectionFigures, RoundFigures
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.rules.ballot_tally import Tally
    from fulian_desktop.rules.ballots import Contest

SIZE = 16.0
_SIGNING = ("总监票人（签字）", "监票人（签字）", "计票人（签字）")
ROWS_IN_LARGE_LETTERS = 16


def compose(figures: MeetingFigures) -> PaperContent:
    """Return the four slips of each round of each election; blank ones before the first round."""
    blocks: list[Block] = []
    for one in figures.elections:
        rounds: tuple[RoundFigures | None, ...] = one.rounds or (None,)
        for each in rounds:
            for slip in (_roll, _issued, _returned, _result):
                blocks += [PageBreak()] if blocks else []
                blocks += slip(figures, one, each)
    return PaperContent(
        f"{figures.facts.full_title}选举报告单", tuple(blocks), author=figures.facts.federation
    )


def _head(figures: MeetingFigures, one: ElectionFigures, each: RoundFigures | None, what: str) -> list[Block]:
    own = one.election.title
    name = f"（{own}·{each.name}）" if each is not None and each.name else f"（{own}）"
    return [
        election_lists.title_of(figures, one, what),
        Subtitle(name, size=14.0),
        Addressee("大会主持人" if one.electors == "代表" else "会议主持人"),
    ]


def _foot(each: RoundFigures | None, figures: MeetingFigures, at: str = "") -> list[Block]:
    day = figures.date
    moment: Block
    if at:
        told = f"{paper_date(date.fromisoformat(at[:10]))}{clock_text(datetime.fromisoformat(at))}"
        moment = Paragraph((Run(f"时间：{told}"),), size=SIZE)
    else:
        moment = BlankLine((Run(f"时间：{day}"), blank(3), Run("时"), blank(3), Run("分")), size=SIZE)
    return [Paragraph("特此报告。", size=SIZE), Spacer(0.5), moment, SignatureLines(_SIGNING, per_row=1)]


def _filled(*parts: str | int | None) -> BlankLine:
    """Return a line of words and numbers; a number that is not known is a blank to write on."""
    runs: list[Run] = []
    for part in parts:
        if part is None:
            runs.append(blank(4))
        else:
            runs.append(Run(str(part), underline=isinstance(part, int)))
    return BlankLine(tuple(runs), size=SIZE)


def _roll(figures: MeetingFigures, one: ElectionFigures, each: RoundFigures | None) -> list[Block]:
    entitled = (each.round.entitled if each else None) or one.entitled or None
    present = each.round.present if each else None
    away = None if present is None or entitled is None else entitled - present
    pack = one.election.pack
    need = pack.quorum.need(entitled) if entitled else None
    enough = None if present is None or need is None else present >= need
    said = "□达到法定人数，可以进行选举　□没有达到法定人数"
    if enough is not None:
        said = "达到法定人数，可以进行选举。" if enough else "没有达到法定人数，不能进行选举。"
    return [
        *_head(figures, one, each, "到会人数报告单"),
        _filled(f"本次会议应到{one.electors}", entitled, "人，实到", present, "人，"),
        _filled("因事、因病请假和缺席", away, "人。"),
        _filled("按照选举办法，到会", pack.quorum.phrase, "即", need, "人方可选举。"),
        Paragraph(said, size=SIZE),
        *_foot(each, figures, (each.round.roll_called_at or "") if each else ""),
    ]


def _issued(figures: MeetingFigures, one: ElectionFigures, each: RoundFigures | None) -> list[Block]:
    ballots = each.custody if each else None
    event = each.event(CustodyKind.ISSUED) if each else None
    destroyed = each.event(CustodyKind.UNUSED_DESTROYED) if each else None
    what = "剩余的选票已经当众剪角作废。" if destroyed else "剩余的选票：□剪角作废　□当众销毁"
    if ballots is not None and ballots.unused == 0:
        what = "没有剩余的选票。"
    return [
        *_head(figures, one, each, "选票印制和分发情况报告单"),
        _filled("共印制选票", ballots.printed if ballots else None, "张，"),
        _filled("实际发出", ballots.issued if ballots else None, "张，"),
        _filled(
            "剩余",
            ballots.unused if ballots else None,
            "张，作废",
            (ballots.spoiled or 0) if ballots and ballots.issued is not None else None,
            "张。",
        ),
        Paragraph("印制的张数等于发出、剩余、作废的张数之和；发出的张数不多于实到人数。", size=SIZE),
        Paragraph(what, size=SIZE),
        *_foot(each, figures, event.happened_at if event else ""),
    ]


def _returned(figures: MeetingFigures, one: ElectionFigures, each: RoundFigures | None) -> list[Block]:
    ballots = each.custody if each else None
    issued, back = (ballots.issued, ballots.returned) if ballots else (None, None)
    event = each.event(CustodyKind.RETURNED) if each else None
    if issued is None or back is None:
        said = "□收回等于或少于发出，选举有效　□收回多于发出，选举无效，重新选举"
    elif back > issued:
        said = "收回的选票多于发出的选票，本次选举无效，应当重新选举。"
    else:
        said = f"收回的选票{'等于' if back == issued else '少于'}发出的选票，本次选举有效。"
    missing = None if issued is None or back is None else max(0, issued - back)
    return [
        *_head(figures, one, each, "选票收回情况报告单"),
        _filled("共发出选票", issued, "张，收回选票", back, "张，"),
        _filled("没有收回", missing, "张。"),
        Paragraph(said, size=SIZE),
        *_foot(each, figures, event.happened_at if event else ""),
    ]


def _result(figures: MeetingFigures, one: ElectionFigures, each: RoundFigures | None) -> list[Block]:
    contest = each.round.contest if each else one.first
    tally = each.tally if each else None
    ballots = each.custody if each else None
    entitled = (each.round.entitled if each else None) or one.entitled or None
    present = each.round.present if each else None
    blocks: list[Block] = [
        *_head(figures, one, each, "计票结果报告单"),
        _filled("应到", entitled, "人，实到", present, "人；"),
        _filled(
            "发出选票",
            ballots.issued if ballots else None,
            "张，收回",
            ballots.returned if ballots else None,
            "张；",
        ),
        _filled(
            "有效票",
            tally.valid if tally else None,
            "张，无效票",
            tally.invalid if tally else None,
            "张。",
        ),
        Spacer(0.2),
        _votes(contest, each, tally),
    ]
    need = _need(one, each, entitled)
    blocks += [Note(need, size=14.0)] if need else []
    at = each.result.at if each and each.result else ""
    return [*blocks, Spacer(0.2), *_foot(each, figures, at)]


def _need(one: ElectionFigures, each: RoundFigures | None, entitled: int | None) -> str:
    if each is not None and each.outcome is not None and each.outcome.parts:
        return f"{election_words.need_in_words(one, each)}。"
    if one.election.pack.majority_base.value == "entitled" and entitled:
        pack = one.election.pack
        return f"应到{entitled}人，{pack.majority.phrase}即{pack.majority.need(entitled)}票。"
    return ""


def _votes(contest: Contest, each: RoundFigures | None, tally: Tally | None) -> Table:
    several = len(contest.parts) > 1
    columns = [Column("姓名", 2.4, is_name=True), Column("赞成", 1.1), Column("不赞成", 1.1)]
    columns += [Column("弃权", 1.1), Column("结果", 1.9)]
    if several:
        columns.insert(1, Column("职务", 1.3))
    rows: list[tuple[Text, ...]] = []
    if each is not None and tally is not None and each.outcome is not None and each.outcome.parts:
        rows = _ranked(each, tally, several=several)
    else:
        for entrant in contest.entrants:
            post = (post_word(Post(entrant.post)),) if several else ()
            rows.append((display_name(entrant.name), *post, "", "", "", ""))
        rows += [("",) * len(columns)] * (3 if contest.write_ins else 0)
    large = len(rows) <= ROWS_IN_LARGE_LETTERS
    return Table(
        tuple(columns), tuple(rows), row_height_mm=9.0 if large else 7.0, size=14.0 if large else 12.0
    )


def _ranked(each: RoundFigures, tally: Tally, *, several: bool) -> list[tuple[Text, ...]]:
    lines = {line.number: line for line in tally.lines}
    rows: list[tuple[Text, ...]] = []
    assert each.outcome is not None
    for part in each.outcome.parts:
        for place in part.places:
            post = (post_word(Post(part.post)),) if several else ()
            line = lines.get(place.number)
            rest = ("—", "—") if line is None else (str(line.against), str(line.abstaining))
            word = place.standing.phrase if place.standing is not Standing.OUTVOTED else "未当选"
            rows.append((display_name(place.name), *post, str(place.in_favour), *rest, word))
    return rows
