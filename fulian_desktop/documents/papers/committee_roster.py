"""执委名册: the committee as it stood when the meeting closed, for the notice board or for the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.rare_characters import display_name
from fulian_desktop.documents.content import Align, Column, Note, PaperContent, Subtitle, Table, Title
from fulian_desktop.documents.papers import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.meetings.records import RosterLine

INTERNAL_MARK = "内部使用，不得公示"
_COLUMNS = (
    Column("序号", 0.8),
    Column("姓名", 2.0, is_name=True),
    Column("出生年月", 1.5),
    Column("民族", 1.5),
    Column("政治面貌", 1.8),
    Column("学历", 1.2),
    Column("单位及职务", 4.2, align=Align.LEFT),
    Column("妇联职务", 1.7),
    Column("任职时间", 1.5),
)


def compose_public(figures: MeetingFigures) -> PaperContent:
    """Return the public edition: without ID number, telephone and address."""
    rows = tuple(_row(position, line) for position, line in enumerate(figures.roster, start=1))
    note = "本册供公示，不含公民身份号码、联系电话和住址。"
    return _paper(figures, _COLUMNS, rows, note, "")


def compose_internal(figures: MeetingFigures, phones: Mapping[int, str]) -> PaperContent:
    """Return the internal edition, which adds telephone numbers and nothing else.

    Args:
        figures: of the meeting.
        phones: telephone numbers by person id, as they are now.
    """
    columns = (*_COLUMNS, Column("联系电话", 2.1))
    rows = tuple(
        (*_row(position, line), phones.get(line.person_id, ""))
        for position, line in enumerate(figures.roster, start=1)
    )
    note = "本册含联系电话，仅供妇联工作联系使用，用后妥善保管，不得公示、转发；不含公民身份号码和住址。"
    return _paper(figures, columns, rows, note, INTERNAL_MARK)


def _row(position: int, line: RosterLine) -> tuple[str, ...]:
    post = f"{line.post}（{line.engagement}）" if line.engagement else line.post
    return (
        str(position),
        display_name(line.name),
        phrases.birth_text(line.born),
        line.ethnicity,
        line.political_status,
        line.education,
        line.unit_post,
        post,
        phrases.birth_text(line.began_on),
    )


def _paper(
    figures: MeetingFigures,
    columns: tuple[Column, ...],
    rows: tuple[tuple[str, ...], ...],
    note: str,
    mark: str,
) -> PaperContent:
    facts = figures.facts
    what = f"{facts.federation}{phrases.committee(facts)}委员名册"
    size = 12.0
    blocks: list[Block] = [
        Title(what, keep=(facts.federation, f"{phrases.committee(facts)}委员名册")),
        Subtitle(f"（截至{figures.date}，席位 {facts.seat_count} 个，在任 {len(rows)} 人）", size=14.0),
        Table(columns, rows, row_height_mm=9.0, size=size),
        Note(f"主席、副主席在前，执委按姓氏笔画为序。{note}"),
    ]
    return PaperContent(what, tuple(blocks), author=facts.federation, landscape=True, running_mark=mark)
