"""Turns of phrase that several papers share: titles, the passed-note, the numbers of a vote in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fulian_desktop.access.protection import is_sealed
from fulian_desktop.chinese.dates import parse_iso_birth
from fulian_desktop.chinese.numerals import chinese_number, ordinal
from fulian_desktop.documents.content import AttachmentNote, Run, Signature, Subtitle, Title, Together
from fulian_desktop.documents.title_breaking import break_title
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import AgendaKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fulian_desktop.documents.content import Block, Text
    from fulian_desktop.documents.papers.figures import MeetingFigures, Question
    from fulian_desktop.meetings.records import AgendaItem, MeetingFacts
    from fulian_desktop.votes.records import VoteCount

CHARACTERS_OF_A_TITLE_LINE = 20
"""What fits on one line at 22 points between the margins of GB/T 9704-2012."""

_NUMBER_SPACE: Final = re.compile(r"(?<=[\u4e00-\u9fff]) (?=\d)|(?<=\d) (?=[\u4e00-\u9fff])")

NOT_FILLED = "待定"
"""Stands where something is not settled yet; what it is and where to fill it in is told beside the paper."""
NOT_RECORDED = "未登记"
"""Stands in papers of a meeting held where something was never recorded."""
CHARACTERS_OF_AN_ISSUER = 22


def refuse_sealed(phones: Iterable[str]) -> None:
    """Refuse a paper with telephone numbers that are encrypted and cannot be read now.

    Raises:
        UserFacingError: at least one cannot be read; a paper never shows what is kept instead.
    """
    if any(is_sealed(phone) for phone in phones):
        raise UserFacingError(
            "电话已经加密，现在没有钥匙，带电话的名册印不出来。",
            advice=(
                "请主席或记录员登录；换了电脑的，在“设置”里输入恢复码。",
                "公示版不带电话，现在就能印。",
            ),
            safe="没有生成文书，会议资料没有改动。",
        )


def committee(facts: MeetingFacts) -> str:
    """Return 第七届执行委员会."""
    return f"{ordinal(facts.term_number, '届')}执行委员会"


def attending(facts: MeetingFacts) -> str:
    """Return who is entitled: 第七届执行委员会委员, 大会代表, 主席团成员."""
    if not facts.kind.is_of_congress:
        return f"{committee(facts)}委员"
    return "大会代表" if facts.kind.member_word == "代表" else facts.kind.member_word


def session(facts: MeetingFacts) -> str:
    """Return 第七届执行委员会第三次会议."""
    if facts.session is not None:
        return facts.full_title.removeprefix(facts.federation)
    return f"{committee(facts)}{ordinal(facts.session_number, '次')}会议"


def title(facts: MeetingFacts, *lines: str) -> Title:
    """Return a title whose first line is the federation; broken by the page when a line is too long."""
    every = lines if facts.kind.is_of_congress else (facts.federation, *lines)
    keep = (facts.federation, committee(facts), f"{ordinal(facts.session_number, '次')}会议")
    if all(len(line) <= CHARACTERS_OF_A_TITLE_LINE for line in every):
        return Title("".join(every), keep=keep, lines=every)
    return Title("".join(every), keep=keep)


def signature(issuer: str, date: str, *, seal_space: bool = True) -> Signature:
    """Return issuer and date; a very long issuer stands on several lines."""
    return Signature(break_title(issuer, longest=CHARACTERS_OF_AN_ISSUER), date, seal_space=seal_space)


def with_attachments(blocks: Sequence[Block], *titles: str) -> list[Block]:
    """Return a text with its 附件说明, kept with the last paragraph so that no signature stands alone."""
    return [*blocks[:-1], Together((*blocks[-1:], AttachmentNote(titles)))]


def passed_note(figures: MeetingFigures) -> Subtitle:
    """Return the note under a title saying when and by which meeting the text was passed."""
    facts = figures.facts
    first, second = f"（{figures.date}{facts.federation}", f"{session(facts)}通过）"
    if facts.kind.is_of_congress and facts.session is not None:
        first, second = f"（{figures.date}", f"{facts.session.congress_title}通过）"
    return Subtitle((Run(first, unbroken=True), Run(second, unbroken=True)))


def item_title(facts: MeetingFacts, item: AgendaItem) -> str:
    """Return an item's title as papers write it; the two usual short titles are written out."""
    if item.kind is AgendaKind.BY_ELECTION and item.title == item.kind.phrase:
        return f"增补{committee(facts)}委员"
    if item.kind is AgendaKind.WORK_REPORT and item.title == item.kind.phrase:
        return f"听取和审议{committee(facts)}工作报告"
    return item.title


def read_out(item: AgendaItem, who: str) -> str:
    """Return who read what: 主持人宣布选举结果。主持人宣读《倡议书》。."""
    if item.title.startswith("宣布"):
        return f"{who}{item.title}。"
    return f"{who}宣读《{item.title.strip('《》')}》。"


def item_number(item: AgendaItem) -> str:
    """Return 一、 for the first item, nothing for a follow-on item."""
    return f"{chinese_number(item.number)}、" if item.numbered else ""


def name_and_role(name: str, role: str) -> str:
    """Return 陆明秋（清溪镇妇联）."""
    return f"{name}（{role}）" if role else name


def names_text(names: Iterable[str]) -> Text:
    """Return names with 、 between them, none of them torn at a line end."""
    runs: list[Run] = []
    for name in names:
        if runs:
            runs.append(Run("、"))
        runs.append(Run(name, unbroken=True))
    return tuple(runs)


def names_of(facts: MeetingFacts) -> tuple[str, ...]:
    """Return the names of all who have to do with a meeting, for text that must not tear them."""
    people = (*facts.entitled, *facts.nominees, *facts.observers, facts.chair, facts.minute_taker)
    return tuple(dict.fromkeys(one.name for one in people if one is not None))


def with_whole_names(text: str, names: Iterable[str]) -> Text:
    """Return running text in which none of the names is torn at a line end."""
    wanted = sorted({name for name in names if name}, key=len, reverse=True)
    if not wanted:
        return text
    parts = re.split(f"({'|'.join(re.escape(name) for name in wanted)})", text)
    return tuple(Run(part, unbroken=part in wanted) for part in parts if part)


def how_counted(question: Question) -> str:
    """Return how the hands were counted, in one sentence without its full stop; empty if not taken down."""
    return without_number_spaces("；".join(question.how_counted))


def without_number_spaces(text: str) -> str:
    """Return text as official papers set it: no space between figures and Chinese words."""
    return _NUMBER_SPACE.sub("", text)


def joined(parts: Sequence[str]) -> str:
    """Return parts with 、 between them."""
    return "、".join(parts)


def hands_in_words(count: VoteCount) -> str:
    """Return 同意10人，不同意0人，弃权1人; those not voting only when there are any."""
    words = f"同意{count.in_favour}人，不同意{count.against}人，弃权{count.abstaining}人"
    return words + (f"，未表态{count.not_voting}人" if count.not_voting else "")


def birth_text(born: str, *, dotted: bool = True) -> str:
    """Return a stored birth as papers write it: 1985.03 on lists, 1985年3月 in running text."""
    if not born:
        return ""
    birth = parse_iso_birth(born)
    return birth.dotted if dotted else birth.text
