"""执委名册: the committee as it stood when the meeting closed, for the notice board or for the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.rare_characters import display_name
from fulian_desktop.documents.content import Align, Column, Note, PaperContent, Table, Title
from fulian_desktop.documents.paper_kinds import Edition
from fulian_desktop.documents.papers import phrases
from fulian_desktop.seats.records import Beginning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers
    from fulian_desktop.meetings.records import RosterLine

_PUBLIC_NOTE = "执委按姓氏笔画为序。"


def compose_public(figures: MeetingFigures) -> PaperContent:
    """Return the public edition, upright: without ID number, telephone and address."""
    columns = (
        Column("序\n号", 22.0),
        Column("姓名", 72.0, is_name=True),
        Column("出生\n年月", 46.0),
        Column("民族", 40.0),
        Column("政治\n面貌", 52.0),
        Column("学历", 30.0),
        Column("单位及职务", 82.0, align=Align.LEFT),
        Column("妇联\n职务", 52.0),
        Column("任职\n时间", 46.0),
    )
    what = _what(figures)
    blocks: list[Block] = [
        phrases.title(figures.facts, f"{phrases.committee(figures.facts)}委员名册"),
        Table(columns, _rows(figures.roster, narrow=True), row_height_mm=8.2, size=11.0),
        Note(f"{_standing(figures)}{_PUBLIC_NOTE}{Edition.PUBLIC.purpose(figures.facts.superior)}"),
    ]
    return PaperContent(what, tuple(blocks), author=figures.facts.federation)


def compose(figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return the roster in the edition wanted; only the public one goes without telephone numbers."""
    if order.edition is Edition.PUBLIC:
        return compose_public(figures)
    phones = {person_id: person.phone for person_id, person in registers.persons.items()}
    phrases.refuse_sealed(phones.get(line.person_id, "") for line in figures.roster)
    return _compose_lying(figures, phones, order.edition)


def _compose_lying(figures: MeetingFigures, phones: Mapping[int, str], edition: Edition) -> PaperContent:
    """Return the internal or the filing edition, lying, which adds telephone numbers and nothing else.

    Args:
        figures: of the meeting.
        phones: telephone numbers by person id, as they are now.
        edition: whose mark and purpose stand on it.
    """
    columns = (
        Column("序号", 32.0),
        Column("姓名", 118.0, is_name=True),
        Column("出生年月", 52.0),
        Column("民族", 52.0),
        Column("政治面貌", 72.0),
        Column("学历", 34.0),
        Column("单位及职务", 124.0, align=Align.LEFT),
        Column("妇联职务", 86.0),
        Column("任职时间", 54.0),
        Column("联系电话", 80.0),
    )
    rows = tuple(
        (*row, phones.get(line.person_id, ""))
        for row, line in zip(_rows(figures.roster), figures.roster, strict=True)
    )
    what = _what(figures)
    keep = (figures.facts.federation, f"{phrases.committee(figures.facts)}委员名册")
    blocks: list[Block] = [
        Title(what, keep=keep),
        Table(columns, rows, row_height_mm=6.4, size=11.0),
        Note(f"{_standing(figures)}{edition.purpose(figures.facts.superior)}"),
    ]
    return PaperContent(
        what, tuple(blocks), author=figures.facts.federation, landscape=True, running_mark=edition.mark
    )


def _what(figures: MeetingFigures) -> str:
    return f"{figures.facts.federation}{phrases.committee(figures.facts)}委员名册"


def _standing(figures: MeetingFigures) -> str:
    added = [line.name for line in figures.roster if line.began_by == Beginning.ADDITION.phrase]
    additions = f"，其中{phrases.joined(added)}为届中增补" if added else ""
    return f"截至{figures.date}，席位{figures.facts.seat_count}个，在任{len(figures.roster)}人{additions}。"


def _rows(lines: Sequence[RosterLine], *, narrow: bool = False) -> tuple[tuple[str, ...], ...]:
    """Return the rows; in a narrow column 专职 and 兼职 stand below the post."""
    between = "\n" if narrow else ""
    return tuple(
        (
            str(position),
            display_name(line.name),
            phrases.birth_text(line.born),
            line.ethnicity,
            line.political_status,
            line.education,
            line.unit_post,
            f"{line.post}{between}（{line.engagement}）" if line.engagement else line.post,
            phrases.birth_text(line.began_on),
        )
        for position, line in enumerate(lines, start=1)
    )
