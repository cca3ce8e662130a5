"""What one ballot says: marks, names written in, and whether all or part of it counts. Pure rules.

Three things are kept apart that are often mixed up: an election that is invalid (选举无效), a ballot that is
invalid (废票), and a single cell of a valid ballot that is invalid (部分无效). A ballot on which nothing is
marked is valid: it abstains from everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Mark(Enum):
    """What a voter did in one cell; the values are the letters of the record."""

    IN_FAVOUR = "F"
    AGAINST = "A"
    ABSTAINING = "B"
    UNREADABLE = "X"

    @property
    def phrase(self) -> str:
        """Return the word on the screen and on paper."""
        return {"F": "赞成", "A": "不赞成", "B": "弃权", "X": "部分无效"}[self.value]


@dataclass(frozen=True)
class Part:
    """One post on the ballot and the number to be elected to it (应选), 1 or more."""

    post: str
    seats: int


@dataclass(frozen=True)
class Entrant:
    """A candidate as printed: `number` is her place on the ballot, 1, 2, 3 ..."""

    number: int
    name: str
    post: str
    person_id: int | None = None
    candidate_id: int | None = None


@dataclass(frozen=True)
class Contest:
    """What is on the ballot of one round.

    Attributes:
        parts: the posts with their seats, in the order of the ballot.
        entrants: the candidates in the order of the ballot, numbered from 1 without gaps.
        write_ins: whether other names may be written in (另选他人).
        write_in_needs_mark: whether a name without the mark of approval is void.
        write_in_needs_against: whether a name may be written in only in place of a candidate voted against.
        limited: whether more approvals than seats spoil the part; false when removal is voted on.
    """

    parts: tuple[Part, ...]
    entrants: tuple[Entrant, ...]
    write_ins: bool = True
    write_in_needs_mark: bool = True
    write_in_needs_against: bool = False
    limited: bool = True

    def __post_init__(self) -> None:
        """Refuse a ballot whose numbers could not be pressed without doubt."""
        if [one.number for one in self.entrants] != list(range(1, len(self.entrants) + 1)):
            raise ValueError("candidates are numbered 1, 2, 3 ... in the order of the ballot")
        posts = {part.post for part in self.parts}
        if not posts or any(one.post not in posts for one in self.entrants):
            raise ValueError("a candidate for a post that is not on the ballot")

    @property
    def seats(self) -> int:
        """Return how many are elected in all."""
        return sum(part.seats for part in self.parts)

    @cached_property
    def seats_of(self) -> dict[str, int]:
        """Return the seats of each post."""
        return {part.post: part.seats for part in self.parts}

    @cached_property
    def names(self) -> dict[tuple[str, str], int]:
        """Return the numbers of the candidates by post and name."""
        return {(one.post, one.name): one.number for one in self.entrants}


@dataclass(frozen=True)
class WriteIn:
    """A name written in, as it is spelled; an empty post means the only one on the ballot."""

    name: str
    post: str = ""
    marked: bool = True


@dataclass(frozen=True)
class Ballot:
    """One ballot as it is read: a mark for each candidate in the order of the ballot, and names written in.

    `invalid_reason` is set by hand when the whole ballot is invalid.
    """

    marks: tuple[Mark, ...]
    write_ins: tuple[WriteIn, ...] = ()
    invalid_reason: str = ""


@dataclass(frozen=True)
class Ruling:
    """What the scrutineers decided about a spelling: the name it stands for, empty: nobody can tell."""

    name: str
    may_win: bool = True


@dataclass(frozen=True)
class Judged:
    """A ballot as it counts.

    Attributes:
        valid: whether the ballot counts at all.
        blank: whether nothing is marked on it.
        marks: what counts in each cell.
        chosen: the write-ins that count, as (post, name decided on), each once.
        reason: why the ballot is invalid, empty when it is valid.
        remarks: why single cells do not count.
    """

    valid: bool
    blank: bool
    marks: tuple[Mark, ...]
    chosen: tuple[tuple[str, str], ...]
    reason: str
    remarks: tuple[str, ...]


def judge(contest: Contest, ballot: Ballot, rulings: Mapping[str, Ruling] | None = None) -> Judged:
    """Say what of a ballot counts.

    More approvals than seats make a ballot invalid, fewer never do; where several posts share a ballot, too
    many for one post spoil that part only, unless they spoil every part.

    Raises:
        UserFacingError: the ballot does not have one mark for each candidate.
    """
    if len(ballot.marks) != len(contest.entrants):
        raise UserFacingError(
            f"这张选票录了 {len(ballot.marks)} 格，选票上有 {len(contest.entrants)} 名候选人。",
            advice=("请按选票重录这一张。",),
            safe="这一张没有登记。",
        )
    if ballot.invalid_reason:
        return _invalid(ballot, ballot.invalid_reason)
    unread = [mark is Mark.UNREADABLE for mark in ballot.marks]
    if unread and all(unread) and not ballot.write_ins:
        return _invalid(ballot, "整张无法辨认")
    chosen, remarks = _chosen(contest, ballot, rulings or {})
    marks = list(ballot.marks)
    spoiled = _overmarked(contest, marks, chosen) if contest.limited else {}
    if spoiled and len(spoiled) == len(contest.parts):
        part = contest.parts[0]
        return _invalid(ballot, f"选了 {spoiled[part.post]} 人，应选 {part.seats} 人，多选无效")
    for entrant in contest.entrants:
        if entrant.post in spoiled:
            marks[entrant.number - 1] = Mark.UNREADABLE
    remarks += [
        f"{post}一栏选了 {number} 人，应选 {contest.seats_of[post]} 人，这一栏无效"
        for post, number in spoiled.items()
    ]
    kept = tuple(one for one in chosen if one[0] not in spoiled)
    blank = not ballot.write_ins and all(mark is Mark.ABSTAINING for mark in ballot.marks)
    return Judged(True, blank, tuple(marks), kept, "", tuple(remarks))


def post_of(contest: Contest, write_in: WriteIn) -> str:
    """Return the post a name was written in for.

    Raises:
        UserFacingError: there are several posts on the ballot and none, or an unknown one, is named.
    """
    if not write_in.post and len(contest.parts) == 1:
        return contest.parts[0].post
    if write_in.post not in contest.seats_of:
        raise UserFacingError(
            f"“{write_in.name}”写在哪个职务下面没有说明。",
            advice=("选票上有几个职务时，请选定另选人的职务。",),
            safe="这一张没有登记。",
        )
    return write_in.post


def _invalid(ballot: Ballot, reason: str) -> Judged:
    return Judged(False, False, ballot.marks, (), reason, ())


def _overmarked(contest: Contest, marks: list[Mark], chosen: list[tuple[str, str]]) -> dict[str, int]:
    """Return the posts with more approvals than seats, and how many there are."""
    found = {}
    for part in contest.parts:
        number = sum(
            1 for one in contest.entrants if one.post == part.post and marks[one.number - 1] is Mark.IN_FAVOUR
        ) + sum(1 for post, _ in chosen if post == part.post)
        if number > part.seats:
            found[part.post] = number
    return found


def _chosen(
    contest: Contest, ballot: Ballot, rulings: Mapping[str, Ruling]
) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the write-ins that count and why others do not; a person counts once, however she is spelled."""
    chosen: list[tuple[str, str]] = []
    remarks: list[str] = []
    for write_in in ballot.write_ins:
        post = post_of(contest, write_in)
        ruling = rulings.get(write_in.name)
        name = write_in.name if ruling is None else ruling.name
        if not contest.write_ins:
            remarks.append(f"另选人“{write_in.name}”无效：本次选举不能另选他人")
        elif contest.write_in_needs_mark and not write_in.marked:
            remarks.append(f"另选人“{write_in.name}”无效：只写了姓名，没有画赞成符号")
        elif not name:
            remarks.append(f"另选人“{write_in.name}”无效：监票人认定看不出是谁")
        elif (post, name) in contest.names:
            remarks.append(f"另选人“{write_in.name}”无效：{name}已在候选人名单上，以名单上的符号为准")
        elif (post, name) in chosen:
            remarks.append(f"另选人“{write_in.name}”只计一次：同一张选票上写了两次{name}")
        else:
            chosen.append((post, name))
    if contest.write_in_needs_against:
        for part in contest.parts:
            against = sum(
                1
                for one in contest.entrants
                if one.post == part.post and ballot.marks[one.number - 1] is Mark.AGAINST
            )
            here = [one for one in chosen if one[0] == part.post]
            if len(here) > against:
                chosen = [one for one in chosen if one[0] != part.post]
                remarks.append(
                    f"另选人无效：只有不赞成的候选人才能换人，不赞成 {against} 人，另选了 {len(here)} 人"
                )
    return chosen, remarks
