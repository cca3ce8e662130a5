"""代表名册: the delegates of the congress that elected the committee, by group, in three editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.names_order import sorted_by_name
from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.chinese.rare_characters import display_name
from fulian_desktop.documents.content import Align, Column, Note, PaperContent, Table, Title
from fulian_desktop.documents.paper_kinds import Edition
from fulian_desktop.documents.papers import phrases
from fulian_desktop.people.records import DelegateKind

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers
    from fulian_desktop.people.records import Delegate, Person


def compose(figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return the delegates' list as it is now; the internal and the filing edition add telephones."""
    facts = figures.facts
    number = facts.session.congress_number if facts.session is not None else facts.term_number
    listed = [(one, registers.persons[one.person_id]) for one in registers.delegates_of(number)]
    kinds = list(DelegateKind)
    by_name = sorted_by_name(listed, lambda pair: pair[1].name)
    delegates = sorted(by_name, key=lambda pair: kinds.index(pair[0].kind))
    with_phones = order.edition is not Edition.PUBLIC
    if with_phones:
        phrases.refuse_sealed(person.phone for _, person in listed)
    only_full = all(one.kind is DelegateKind.FULL for one, _ in delegates)
    columns = _columns(with_phones=with_phones, only_full=only_full)
    rows = tuple(
        _row(position, one, person, with_phones=with_phones, only_full=only_full)
        for position, (one, person) in enumerate(delegates, start=1)
    )
    what = f"{ordinal(number, '次')}妇女代表大会代表名册"
    place = facts.federation.removesuffix("妇女联合会").removesuffix("妇联")
    title = f"{place}{what}"
    blocks: list[Block] = [
        Title(
            title,
            keep=(place, what),
            lines=(title,) if len(title) <= phrases.CHARACTERS_OF_A_TITLE_LINE else (),
        ),
        Table(columns, rows, row_height_mm=7.6, size=11.0),
        Note(f"{_count(listed)}{order.edition.purpose(facts.superior)}"),
    ]
    return PaperContent(
        title,
        tuple(blocks),
        author=facts.federation,
        landscape=with_phones,
        running_mark=order.edition.mark,
    )


def _columns(*, with_phones: bool, only_full: bool) -> tuple[Column, ...]:
    columns = [
        Column("序\n号", 0.8),
        Column("姓名", 2.6, is_name=True),
        Column("出生\n年月", 1.7),
        Column("民族", 1.6),
        Column("政治\n面貌", 2.0),
        Column("学历", 1.3),
        Column("单位及职务", 4.4, align=Align.LEFT),
        Column("所在组", 1.5),
    ]
    if not only_full:
        columns.append(Column("类别", 1.6))
    if with_phones:
        columns.append(Column("联系电话", 2.6))
    return tuple(columns)


def _row(
    position: int, delegate: Delegate, person: Person, *, with_phones: bool, only_full: bool
) -> tuple[str, ...]:
    cells = [
        str(position),
        display_name(person.name),
        phrases.birth_text(person.born),
        person.ethnicity,
        person.political_status,
        person.education,
        person.unit_post,
        person.group_name,
    ]
    cells += [] if only_full else [delegate.kind.phrase.removesuffix("代表")]
    cells += [person.phone] if with_phones else []
    return tuple(cells)


def _count(listed: list[tuple[Delegate, Person]]) -> str:
    counts = [(kind.phrase, sum(one.kind is kind for one, _ in listed)) for kind in DelegateKind]
    told = "，".join(f"{phrase}{count}名" for phrase, count in counts if count)
    return f"共{len(listed)}人，其中{told}。按姓氏笔画为序。" if "，" in told else f"{told}。按姓氏笔画为序。"
