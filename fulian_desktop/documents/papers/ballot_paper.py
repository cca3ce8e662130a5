"""选票: ballots of the first round and of later ones, in the order passed; nothing tells one apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.rare_characters import display_name
from fulian_desktop.documents.content import BallotPart, BallotSheet, PageBreak, PaperContent
from fulian_desktop.documents.papers.election_figures import body_of, post_word, session_of
from fulian_desktop.rules.election_pack import BoxPlace
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.election_figures import ElectionFigures
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.rules.ballots import Contest

BY_STROKES = "（候选人按姓氏笔画为序）"
AS_APPROVED = "（候选人按通过的名单为序）"


def compose(figures: MeetingFigures) -> PaperContent:
    """Return the ballots of each election's first round: one sheet each, to be copied."""
    sheets = []
    for one in figures.elections:
        contest = one.rounds[0].round.contest if one.rounds else one.first
        name = one.rounds[0].name if one.rounds else ""
        sheets.append(sheet_of(contest, one, title_of(figures, one, name)))
    return _paper(figures, sheets, "选票")


def compose_again(figures: MeetingFigures) -> PaperContent:
    """Return the ballot of the round opened last: of the tied, or of those not elected yet."""
    sheets = [
        sheet_of(one.rounds[-1].round.contest, one, title_of(figures, one, one.rounds[-1].name))
        for one in figures.elections
        if len(one.rounds) > 1
    ]
    return _paper(figures, sheets, "再次投票的选票")


def _paper(figures: MeetingFigures, sheets: Sequence[BallotSheet], what: str) -> PaperContent:
    blocks: list[Block] = []
    for sheet in sheets:
        blocks += [PageBreak(), sheet] if blocks else [sheet]
    return PaperContent(
        f"{figures.facts.full_title}{what}",
        tuple(blocks),
        author=figures.facts.federation,
        page_numbers=False,
        narrow=True,
    )


def title_of(figures: MeetingFigures, one: ElectionFigures, round_name: str) -> tuple[str, ...]:
    """Return the lines of a ballot's title."""
    act = "" if one.act == "选举" else one.act
    tail = f"（{round_name}）" if round_name else ""
    ballot = "表决票" if one.is_removal else "选票"
    head = f"{body_of(figures.facts, one)}{session_of(figures.facts, one)}"
    return (head, f"{act}{one.what}{ballot}{tail}")


def sheet_of(contest: Contest, one: ElectionFigures, title: tuple[str, ...]) -> BallotSheet:
    """Return a sheet of ballots of one contest."""
    place = one.election.pack.mark_place
    several = len(contest.parts) > 1
    parts = []
    for part in contest.parts:
        names = tuple(display_name(each.name) for each in contest.entrants if each.post == part.post)
        heading = f"{post_word(Post(part.post))}（应选{part.seats}名）" if several else ""
        parts.append(BallotPart(heading, names, part.seats if contest.write_ins else 0))
    return BallotSheet(
        title,
        AS_APPROVED if one.is_of_officers else BY_STROKES,
        tuple(parts),
        marks_beside=place in (BoxPlace.LEFT, BoxPlace.RIGHT),
        mark_first=place in (BoxPlace.LEFT, BoxPlace.ABOVE),
        rules=rules_of(contest, one),
    )


def rules_of(contest: Contest, one: ElectionFigures) -> tuple[str, ...]:
    """Return 说明: how many, the marks, other names, the pen."""
    pack = one.election.pack
    where = pack.mark_place.phrase
    blank = f"弃权的画“{pack.mark_abstaining}”" if pack.mark_abstaining else "弃权的不画任何符号"
    in_favour, against = pack.mark_in_favour, pack.mark_against
    object_ = "罢免" if one.is_removal else ""
    rules = [
        _numbers(contest, one),
        f"赞成{object_}的，在{where}的空格内画“{in_favour}”；不赞成{object_}的画“{against}”；{blank}。",
    ]
    if contest.write_ins:
        rules.append(_write_ins(contest, pack.mark_in_favour, where))
    elif not one.is_removal:
        rules.append("本次投票不能另选他人。")
    rules.append("请用钢笔、签字笔或圆珠笔填写，符号准确，字迹清楚；无法辨认的部分无效。")
    numbered = [f"{number}.{rule}" for number, rule in enumerate(rules, start=1)]
    return (f"说明：{numbered[0]}", *numbered[1:])


def _numbers(contest: Contest, one: ElectionFigures) -> str:
    if one.is_removal:
        return f"本票就罢免{'、'.join(each.name for each in contest.entrants)}的执委职务进行表决。"
    told = []
    for part in contest.parts:
        standing = sum(1 for each in contest.entrants if each.post == part.post)
        word = post_word(Post(part.post)) if len(contest.parts) > 1 else ""
        more = f"，差额{standing - part.seats}名" if standing > part.seats else ""
        told.append(f"{word}应选{part.seats}名，候选人{standing}名{more}")
    if len(contest.parts) > 1:
        return f"{'；'.join(told)}。各项所选人数等于或少于应选名额的有效，多于应选名额的，这一项无效。"
    seats = contest.seats
    return f"{told[0]}。所选人数等于或少于{seats}名的为有效票，多于{seats}名的为无效票。"


def _write_ins(contest: Contest, mark: str, where: str) -> str:
    words = f"另选他人的，把姓名写在“另选他人”的空格内，并在{where}的空格内画“{mark}”"
    if contest.write_in_needs_mark:
        words += f"；只写姓名不画“{mark}”的无效"
    if contest.write_in_needs_against:
        words += "；对候选人不赞成几名，才能另选几名，弃权的不能另选"
    return f"{words}。"
