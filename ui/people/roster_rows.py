"""The rows of the roster table: who is who in the term, and in which order they stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import parse_iso_birth
from fulian_desktop.chinese.names_order import explain, placed_by_fallback, sort_key
from fulian_desktop.errors import UserFacingError
from fulian_desktop.people import search
from fulian_desktop.people.records import Delegate, DelegateKind, Person
from fulian_desktop.seats.records import Post, SeatBoard, Tenure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from fulian_desktop.chinese.dates import Birth
    from fulian_desktop.workspace import Workspace

_DELEGATE_RANK = len(Post)
_FORMER_RANK = _DELEGATE_RANK + len(DelegateKind)
_NOBODY_RANK = _FORMER_RANK + 1
NO_POST = "—"
_BORN_UNKNOWN = (9999, 12, 31)


class PersonGroup(Enum):
    """Which part of the roster is shown."""

    ALL = "全部"
    COMMITTEE = "执委"
    DELEGATES = "代表"


class RosterOrder(Enum):
    """The orders offered; the value is the word of the menu."""

    POST = "按职务"
    STROKES = "按姓氏笔画"
    AGE = "按年龄"

    @property
    def sentence(self) -> str:
        """Return how the foot of the table says it."""
        return {
            RosterOrder.POST: "按职务，同职务按姓氏笔画为序",
            RosterOrder.STROKES: "按姓氏笔画为序",
            RosterOrder.AGE: "按年龄从大到小，同岁按姓氏笔画为序",
        }[self]


@dataclass(frozen=True)
class RosterRow:
    """One person with her place in the term.

    Attributes:
        person: the facts as recorded.
        tenure: the seat she holds now, or None.
        delegate: how she stands on the delegates' list of the newest term, or None.
        has_left: whether she held a seat of this term and left it.
    """

    person: Person
    tenure: Tenure | None
    delegate: Delegate | None
    has_left: bool

    @property
    def identity(self) -> str:
        """Return the word of the column 身份: 主席, 副主席, 执委, 代表, 特邀代表, 列席代表, 原执委."""
        if self.tenure is not None:
            return self.tenure.post.phrase
        if self.delegate is not None:
            return "代表" if self.delegate.kind is DelegateKind.FULL else self.delegate.kind.phrase
        return "原执委" if self.has_left else NO_POST

    @property
    def is_officer(self) -> bool:
        """Return whether she is chair or vice chair."""
        return self.tenure is not None and self.tenure.post is not Post.MEMBER

    @cached_property
    def birth(self) -> Birth | None:
        """Return her birth, or None when it is not filled in."""
        try:
            return parse_iso_birth(self.person.born) if self.person.born else None
        except UserFacingError:
            return None

    @cached_property
    def guessed_characters(self) -> tuple[str, ...]:
        """Return the characters of her name whose place in the order is only a guess."""
        return tuple(placed_by_fallback(self.person.name))

    @property
    def place_explained(self) -> str:
        """Return why her name stands where it stands: “王：4 画，起笔横；…”."""
        return explain(self.person.name)

    @cached_property
    def strokes_key(self) -> tuple[object, ...]:
        """Return what pure 姓氏笔画 sorts by; the name first, then who was recorded first."""
        return (sort_key(self.person.name), self.person.id)

    @property
    def post_key(self) -> tuple[object, ...]:
        """Return what 按职务 sorts by: rank, then strokes."""
        return (self._rank, self.strokes_key)

    @property
    def age_key(self) -> tuple[object, ...]:
        """Return what 按年龄 sorts by: the oldest first, unknown births last."""
        birth = self.birth
        day = _BORN_UNKNOWN if birth is None else (birth.year, birth.month, birth.day or 0)
        return (day, self.strokes_key)

    def is_in(self, group: PersonGroup) -> bool:
        """Tell whether she belongs to a part of the roster."""
        if group is PersonGroup.COMMITTEE:
            return self.tenure is not None
        return group is PersonGroup.ALL or self.delegate is not None

    @property
    def _rank(self) -> int:
        if self.tenure is not None:
            return self.tenure.post.rank
        if self.delegate is not None:
            return _DELEGATE_RANK + list(DelegateKind).index(self.delegate.kind)
        return _FORMER_RANK if self.has_left else _NOBODY_RANK


@dataclass(frozen=True)
class RosterFilter:
    """What the user asked to see; an empty text asks for everybody."""

    group: PersonGroup = PersonGroup.ALL
    query: str = ""
    political_status: str = ""
    ethnicity: str = ""
    group_name: str = ""

    @property
    def narrows(self) -> bool:
        """Tell whether anything but the part of the roster was asked for."""
        return bool(self.query.strip() or self.political_status or self.ethnicity or self.group_name)

    def keeps(self, row: RosterRow) -> bool:
        """Tell whether a row is to be shown."""
        person = row.person
        return (
            row.is_in(self.group)
            and (not self.political_status or person.political_status == self.political_status)
            and (not self.ethnicity or person.ethnicity == self.ethnicity)
            and (not self.group_name or person.group_name == self.group_name)
            and search.matches(person, self.query)
        )


def read_rows(workspace: Workspace) -> list[RosterRow]:
    """Read everyone with her place in the newest term; a file without a term has only persons."""
    people = workspace.people.everyone()
    terms = workspace.seats.terms()
    if not terms:
        return [RosterRow(person, None, None, has_left=False) for person in people]
    return rows_of(people, workspace.seats.board(terms[0]), workspace.people.delegates(terms[0].number))


def rows_of(people: Sequence[Person], board: SeatBoard, delegates: Sequence[Delegate]) -> list[RosterRow]:
    """Join persons, seats and the delegates' list."""
    tenures: Mapping[int, Tenure] = {tenure.person_id: tenure for tenure in board.holders()}
    listed = {delegate.person_id: delegate for delegate in delegates}
    left = {seat.former.person_id for seat in board.seats if seat.former is not None}
    return [
        RosterRow(person, tenures.get(person.id), listed.get(person.id), has_left=person.id in left)
        for person in people
    ]


def in_order(rows: Sequence[RosterRow], order: RosterOrder) -> list[RosterRow]:
    """Return the rows in one of the orders offered."""
    keys = {
        RosterOrder.POST: lambda row: row.post_key,
        RosterOrder.STROKES: lambda row: row.strokes_key,
        RosterOrder.AGE: lambda row: row.age_key,
    }
    return sorted(rows, key=keys[order])


def age_words(birth: Birth | None, today: date) -> str:
    """Return birth and age for the person panel: 1988年6月（37 岁）."""
    return "没有填" if birth is None else f"{birth.text}（{birth.age_on(today)} 岁）"
