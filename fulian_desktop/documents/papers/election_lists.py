"""选举办法（草案）, 候选人名单和简历, 监票人计票人名单: the lists that are passed before the vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import chinese_number
from fulian_desktop.chinese.rare_characters import display_name
from fulian_desktop.documents.content import (
    Align,
    Column,
    Heading,
    Note,
    PageBreak,
    PaperContent,
    Paragraph,
    Run,
    Spacer,
    Subtitle,
    Table,
    TextStyle,
    Title,
    Together,
)
from fulian_desktop.documents.papers import election_rules, phrases
from fulian_desktop.documents.papers.election_figures import body_of, post_word, session_of
from fulian_desktop.elections.records import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.election_figures import ElectionFigures
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.elections.records import Candidate
    from fulian_desktop.people.records import Person

SIZE_OF_RESUME = 14.0
LINES_KEPT_TOGETHER = 6


def paper(
    figures: MeetingFigures, what: str, part: Callable[[MeetingFigures, ElectionFigures], list[Block]]
) -> PaperContent:
    """Return a paper that tells of each election of a meeting in turn, each on its own page."""
    blocks: list[Block] = []
    for one in figures.elections:
        blocks += [PageBreak()] if blocks else []
        blocks += part(figures, one)
    return PaperContent(f"{figures.facts.full_title}{what}", tuple(blocks), author=figures.facts.federation)


def title_of(figures: MeetingFigures, one: ElectionFigures, what: str) -> Title:
    """Return a title: body and session first, then what is elected and the paper's name."""
    body = body_of(figures.facts, one)
    session = session_of(figures.facts, one)
    first = f"{body}{session}"
    if len(first) <= phrases.CHARACTERS_OF_A_TITLE_LINE >= len(what):
        return Title(f"{first}{what}", keep=(body, one.committee), lines=(first, what))
    if session.startswith(one.committee) and not what.startswith(one.committee):
        lines = (f"{body}{one.committee}", f"{session.removeprefix(one.committee)}{what}")
        if max(map(len, lines)) <= phrases.CHARACTERS_OF_A_TITLE_LINE:
            return Title(f"{first}{what}", keep=(body, one.committee), lines=lines)
    if session and max(len(body), len(what)) <= phrases.CHARACTERS_OF_A_TITLE_LINE:
        return Title(f"{body}{what}", keep=(body, one.committee), lines=(body, what))
    return Title(f"{body}{what}", keep=(body, one.committee))


def rules(figures: MeetingFigures) -> PaperContent:
    """Return the rules as they are adopted, written from the rules of the election."""
    return paper(figures, "选举办法（草案）", _rules)


def _rules(figures: MeetingFigures, one: ElectionFigures) -> list[Block]:
    adopted = one.election.pack.dated is not None
    what = "表决办法" if one.is_removal else "选举办法"
    act = "" if one.act == "选举" else one.act
    own = f"{act}{one.what}" if one.is_of_officers or one.election.kind.is_by_election else ""
    blocks: list[Block] = [title_of(figures, one, f"{own}{what}（草案）")]
    if adopted:
        blocks.append(Subtitle(f"（依{one.election.pack.adopted_by}的办法）", size=14.0))
    for number, (heading, text) in enumerate(election_rules.articles(figures.facts, one), start=1):
        words = (Run(f"{chinese_number(number)}、{heading}。", TextStyle.HEADING), Run(text))
        blocks.append(Paragraph(words))
    return blocks


def candidates(figures: MeetingFigures) -> PaperContent:
    """Return the candidates in the order of the ballot, with résumés; never number, phone or address."""
    return paper(figures, "候选人名单", _candidates)


def _candidates(figures: MeetingFigures, one: ElectionFigures) -> list[Block]:
    act = "" if one.act == "选举" else one.act
    who = "对象" if one.is_removal else "候选人"
    order = "（按通过的名单为序）" if one.is_of_officers else "（按姓氏笔画为序）"
    blocks: list[Block] = [
        title_of(figures, one, f"{act}{one.what}{who}名单"),
        Subtitle(order),
        _list(one),
    ]
    told = f"应选{one.election.seats}名，候选人{len(one.listed)}名"
    more = len(one.listed) - one.election.seats
    if not one.is_removal:
        blocks.append(Note(f"{told}，差额{more}名。" if more > 0 else f"{told}，等额选举。", size=14.0))
    else:
        blocks.append(Note(f"共{len(one.listed)}名。", size=14.0))
    for position, each in enumerate(one.listed, start=1):
        person = one.persons.get(each.person_id or 0)
        if person is not None and person.resume:
            resume = _resume(position, each, person)
            short = len(person.resume) <= LINES_KEPT_TOGETHER
            blocks += [Spacer(0.4), *((Together(resume),) if short else resume)]
    return blocks


def _list(one: ElectionFigures) -> Table:
    columns = [
        Column("序号", 0.9),
        Column("姓名", 2.4, is_name=True),
        Column("出生年月", 1.6),
        Column("民族", 1.4),
        Column("政治面貌", 1.9),
        Column("学历", 1.3),
        Column("单位及职务", 4.0, align=Align.LEFT),
    ]
    if one.is_of_officers:
        columns.insert(2, Column("职务", 1.5))
    rows = []
    for position, each in enumerate(one.listed, start=1):
        person = one.persons.get(each.person_id or 0)
        row = [str(position), display_name(each.name)]
        row += [post_word(each.post)] if one.is_of_officers else []
        row += (
            [""] * 5
            if person is None
            else [
                phrases.birth_text(person.born),
                person.ethnicity,
                person.political_status,
                person.education,
                person.unit_post,
            ]
        )
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows), row_height_mm=8.4)


def _resume(position: int, candidate: Candidate, person: Person) -> tuple[Block, ...]:
    heading = Heading((Run(f"{position}.{display_name(candidate.name)}", unbroken=True),))
    rows = tuple((line.period, line.text) for line in person.resume)
    columns = (Column("起止年月", 2.2), Column("经历", 6.0, align=Align.LEFT))
    return heading, Table(columns, rows, row_height_mm=8.0)


def officials(figures: MeetingFigures) -> PaperContent:
    """Return the chief scrutineer, scrutineers and tellers as they are passed by a show of hands."""
    return paper(figures, "总监票人、监票人、计票人名单", _officials)


def _officials(figures: MeetingFigures, one: ElectionFigures) -> list[Block]:
    what = "总监票人、监票人、计票人名单"
    own = one.election.title if one.is_of_officers or one.election.kind.is_by_election else ""
    passed = one.election.officials_passed_at is not None
    blocks: list[Block] = [
        title_of(figures, one, what),
        Subtitle(f"（{own}）" if own else "（建议名单）" if not passed else "（按姓氏笔画为序）"),
    ]
    for role in Role:
        names = one.officials(role)
        if names:
            label = Run(f"{role.phrase}（{len(names)}名）：", TextStyle.HEADING, unbroken=True)
            listed = phrases.names_text(names)
            text = (label, *(listed if isinstance(listed, tuple) else (Run(listed),)))
            blocks += [Paragraph(text), Spacer(0.3)]
    blocks.append(Note(_who_may_not(one), size=14.0, indent=0.0))
    return blocks


def _who_may_not(one: ElectionFigures) -> str:
    pack = one.election.pack
    barred = [] if pack.candidate_may_count else ["候选人"]
    barred += [] if pack.relative_may_count else ["候选人的近亲属"]
    words = f"{'、'.join(barred)}不担任监票人、计票人；" if barred else ""
    return f"{words}名单以举手表决的方式通过，计票人在监票人监督下工作。"
