"""当选名单, 选举结果报告, 选举结果公告, 选举请示: what an election came to, what is asked before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.rare_characters import display_name
from fulian_desktop.documents.content import (
    LabelledLine,
    NameGrid,
    Note,
    PageBreak,
    PaperContent,
    Spacer,
    Subtitle,
    Title,
)
from fulian_desktop.documents.papers import (
    election_lists,
    election_words,
    official_text,
    phrases,
    term_plan,
    wording_values,
)
from fulian_desktop.documents.papers.election_figures import body_of, post_word
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.election_figures import ElectionFigures
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers


def elected_list(figures: MeetingFigures) -> PaperContent:
    """Return the elected: members by strokes, officers in their order; of a removal those removed."""
    return election_lists.paper(figures, "当选名单", _elected)


def _elected(figures: MeetingFigures, one: ElectionFigures) -> list[Block]:
    act = "" if one.act == "选举" else one.act
    what = f"{one.what}罢免名单" if one.is_removal else f"{act}{one.what}当选名单"
    blocks: list[Block] = [election_lists.title_of(figures, one, what)]
    if not one.is_of_officers and not one.is_removal:
        blocks.append(Subtitle("（按姓氏笔画为序）"))
    if one.is_of_officers:
        for post in dict.fromkeys(each.post for each in one.by_strokes):
            names = phrases.joined([display_name(each.name) for each in one.by_strokes if each.post is post])
            blocks.append(LabelledLine(post_word(post), names))
    else:
        blocks += [Spacer(0.5), _grid(one, Post.MEMBER)]
    blocks += [Spacer(0.5), Note(_told(one), size=14.0), Spacer(0.5)]
    date = election_words.date_of(figures, one)
    return [*blocks, phrases.signature(body_of(figures.facts, one), date, seal_space=False)]


def _grid(one: ElectionFigures, post: Post) -> NameGrid:
    names = tuple(display_name(each.name) for each in one.by_strokes if each.post is post)
    longest = max((len(name) for name in names), default=0)
    return NameGrid(names, per_row=5 if longest <= 5 else 4)


def _told(one: ElectionFigures) -> str:
    if one.is_removal:
        return f"共{len(one.elected)}名，自表决通过之日起不再担任。"
    told = f"应选{one.election.seats}名，当选{len(one.elected)}名"
    if one.end and one.end[0]:
        told += f"，空缺{one.end[0]}名（{one.end[1].strip().rstrip('。')}）"
    return f"{told}。"


def report(figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return the report to the superior for her files, with the list of the elected."""
    blocks: list[Block] = []
    facts = figures.facts
    for one in figures.elections:
        words = election_words.values_of(figures, one, registers)
        text = wording_values.paragraphs_of("election_report", words, registers)
        body = official_text.blocks_of(text, election_words.names_of(figures, one))
        what = f"关于{one.what}{one.act}结果的报告"
        attachments = (
            ("当选名单", "计票结果报告单", "计票汇总表")
            if not one.is_removal
            else ("计票结果报告单", "计票汇总表")
        )
        blocks += [PageBreak()] if blocks else []
        blocks += [
            _title(facts.federation, what, one.committee),
            *phrases.with_attachments(body, *attachments),
            phrases.signature(facts.federation, order.date_after(figures)),
        ]
    return PaperContent(f"{facts.federation}关于选举结果的报告", tuple(blocks), author=facts.federation)


def announcement(figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return what is posted: who was elected or removed."""
    blocks: list[Block] = []
    facts = figures.facts
    for one in figures.elections:
        words = election_words.values_of(figures, one, registers)
        text = wording_values.paragraphs_of("election_announcement", words, registers)
        what = f"关于{one.what}{one.act}结果的公告"
        blocks += [PageBreak()] if blocks else []
        blocks += [
            _title(facts.federation, what, one.committee),
            *official_text.blocks_of(text, election_words.names_of(figures, one)),
            phrases.signature(facts.federation, order.date_after(figures)),
        ]
    return PaperContent(f"{facts.federation}选举结果公告", tuple(blocks), author=facts.federation)


def request(figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return the request to the superior: to hold the congress, or a by-election or removal by vote."""
    facts = figures.facts
    own = [one for one in figures.elections if one.election.kind.is_by_election]
    parts: list[tuple[str, wording_values.WordingValues, tuple[str, ...]]] = [
        (
            f"关于{one.election.title}的请示",
            election_words.values_of(figures, one, registers),
            election_words.names_of(figures, one),
        )
        for one in own
    ]
    if not parts:
        plan = term_plan.facts_of(figures, registers)
        meeting = wording_values.of_meeting(figures, registers)
        words = term_plan.values_of(plan)
        parts = [
            (
                f"关于召开{plan.congress}的请示",
                wording_values.WordingValues(
                    {**meeting.values, **words.values},
                    meeting.conditions | words.conditions | {"换届选举"},
                ),
                (),
            )
        ]
    blocks: list[Block] = []
    for what, words, names in parts:
        text = wording_values.paragraphs_of("election_request", words, registers)
        blocks += [PageBreak()] if blocks else []
        blocks += [
            _title(facts.federation, what),
            *official_text.blocks_of(text, names),
            phrases.signature(
                facts.federation, order.date_before(figures) if own else order.date_before_congress(figures)
            ),
        ]
    return PaperContent(f"{facts.federation}{parts[0][0]}", tuple(blocks), author=facts.federation)


def _title(federation: str, what: str, *keep: str) -> Title:
    """Return a title on two lines where both fit, else broken by the page without tearing `keep`."""
    lines = (federation, what)
    fits = all(len(line) <= phrases.CHARACTERS_OF_A_TITLE_LINE for line in lines)
    return Title(f"{federation}{what}", keep=(federation, *keep), lines=lines if fits else ())
