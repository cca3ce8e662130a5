"""Who is elected, and why: the pack applied to a tally. Pure; exact integers only.

Those reach the pool whose approvals meet the majority; more than there are seats are cut by votes. Votes
equal at the last seat are never decided by the order of names: fewer against, or a vote among the tied.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.rules.election_pack import CountBase, Tie

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from fulian_desktop.rules.ballot_tally import Tally
    from fulian_desktop.rules.ballots import Contest, Part
    from fulian_desktop.rules.election_pack import ElectionPack


class Standing(Enum):
    """How someone came out of a round."""

    ELECTED = "elected"
    TIED = "tied"
    OUTVOTED = "outvoted"
    NO_MAJORITY = "no_majority"
    WITHDRAWN = "withdrawn"
    NOT_ELIGIBLE = "not_eligible"

    @property
    def phrase(self) -> str:
        """Return the word on the screen and on paper."""
        return {
            "elected": "当选",
            "tied": "同票待定",
            "outvoted": "未当选",
            "no_majority": "未达到规定票数",
            "withdrawn": "已退出",
            "not_eligible": "不能当选",
        }[self.value]


class Passing(Enum):
    """What a round demands of its winners besides the most votes."""

    MAJORITY = "majority"
    FLOOR = "floor"
    MOST_VOTES = "most_votes"


@dataclass(frozen=True)
class Sizes:
    """The numbers of a round that are not on ballots: entitled, present, and ballots issued (hands: None)."""

    entitled: int
    present: int
    issued: int | None = None


@dataclass(frozen=True)
class Place:
    """How one person came out: `number` is 0 for a name written in, `rank` 1 for most votes for her post."""

    number: int
    name: str
    post: str
    in_favour: int
    against: int | None
    rank: int
    standing: Standing
    reason: str


@dataclass(frozen=True)
class PartOutcome:
    """One post: who is elected, who is tied for how many seats left, how many seats stay unfilled."""

    post: str
    seats: int
    base: CountBase
    base_size: int
    need: int
    places: tuple[Place, ...]
    tied: tuple[Place, ...]
    tied_seats: int
    unfilled: int

    @property
    def elected(self) -> tuple[Place, ...]:
        """Return who is elected, most votes first."""
        return tuple(place for place in self.places if place.standing is Standing.ELECTED)


@dataclass(frozen=True)
class Outcome:
    """What a round came to; when it is invalid nobody is elected, and `sentence` says why."""

    valid: bool
    sentence: str
    parts: tuple[PartOutcome, ...]

    @property
    def elected(self) -> tuple[Place, ...]:
        """Return everybody elected in this round, post by post."""
        return tuple(place for part in self.parts for place in part.elected)


def need_of(pack: ElectionPack, sizes: Sizes, returned: int, valid: int) -> tuple[int, int]:
    """Return the size of the base and the approvals needed."""
    size = {
        CountBase.ENTITLED: sizes.entitled,
        CountBase.PRESENT: sizes.present,
        CountBase.RETURNED: returned,
        CountBase.VALID: valid,
    }[pack.majority_base]
    return size, pack.majority.need(size)


def validity(pack: ElectionPack, sizes: Sizes, returned: int) -> str:
    """Return why the round is invalid as a whole, empty when it is valid."""
    quorum = pack.quorum.need(sizes.entitled)
    if sizes.present < quorum:
        return (
            f"应到 {sizes.entitled} 人，{pack.quorum.phrase}即 {quorum} 人，实到 {sizes.present} 人，"
            f"还差 {quorum - sizes.present} 人，不能进行选举"
        )
    if sizes.issued is not None and returned > sizes.issued:
        return f"发出选票 {sizes.issued} 张，收回 {returned} 张，收回多于发出，选举无效，应当重新选举"
    return ""


def decide_round(
    pack: ElectionPack,
    contest: Contest,
    tally: Tally,
    sizes: Sizes,
    *,
    passing: Passing = Passing.MAJORITY,
    withdrawn: Collection[int] = (),
) -> Outcome:
    """Say who is elected in a round.

    Args:
        pack: the rules in force.
        contest: what was on the ballot.
        tally: the count that holds.
        sizes: entitled, present, issued.
        passing: what is demanded of winners; a vote among the tied goes by most votes.
        withdrawn: numbers of candidates who withdrew; votes for them are told but elect nobody.
    """
    fault = validity(pack, sizes, tally.returned)
    if fault:
        return Outcome(False, fault, ())
    size, need = need_of(pack, sizes, tally.returned, tally.valid)
    base = pack.majority_base
    if passing is Passing.FLOOR and pack.second_round_floor is not None:
        share, of = pack.second_round_floor
        base, size = CountBase.RETURNED, tally.returned
        need = max(1, -(-size * share // of))
    elif passing is Passing.MOST_VOTES:
        need = 1
    rule = _Rule(pack, passing, base, size, need)
    parts = tuple(
        _decide_part(rule, _runners(contest, tally, part.post, frozenset(withdrawn)), part)
        for part in contest.parts
    )
    returned = f"发出选票 {sizes.issued} 张，收回 {tally.returned} 张，" if sizes.issued is not None else ""
    sentence = (
        f"应到 {sizes.entitled} 人，实到 {sizes.present} 人，{returned}"
        f"有效票 {tally.valid} 张，无效票 {tally.invalid} 张，选举有效"
    )
    return Outcome(True, sentence, parts)


@dataclass(frozen=True)
class _Rule:
    pack: ElectionPack
    passing: Passing
    base: CountBase
    size: int
    need: int

    @property
    def words(self) -> str:
        """Name what is demanded: 应到 36 人过半数的 19 票."""
        base = f"{self.base.phrase} {self.size} {self.base.unit}"
        if self.passing is Passing.FLOOR and self.pack.second_round_floor is not None:
            share, of = self.pack.second_round_floor
            return f"{base} {share}/{of} 的 {self.need} 票"
        return f"{base}{self.pack.majority.phrase}的 {self.need} 票"


@dataclass(frozen=True)
class _Runner:
    number: int
    name: str
    votes: int
    against: int | None
    barred: Standing | None = None


def _runners(contest: Contest, tally: Tally, post: str, withdrawn: frozenset[int]) -> list[_Runner]:
    """Return all who got or could get votes, most votes first; equal votes in the order of the ballot."""
    found = [
        _Runner(
            line.number,
            line.name,
            line.in_favour,
            line.against,
            Standing.WITHDRAWN if line.number in withdrawn else None,
        )
        for line in tally.lines
        if line.post == post
    ]
    found += [
        _Runner(0, line.name, line.in_favour, None, None if line.may_win else Standing.NOT_ELIGIBLE)
        for line in tally.write_ins
        if line.post == post
    ]
    return sorted(found, key=lambda one: (-one.votes, one.number == 0, one.number, one.name))


def _decide_part(rule: _Rule, runners: Sequence[_Runner], part: Part) -> PartOutcome:
    post, seats = part.post, part.seats
    pool = [one for one in runners if one.barred is None and one.votes >= rule.need]
    elected, tied = _cut(pool, seats, rule.pack.tie)
    seats_left = seats - len(elected)
    by_against = _went_by_against(pool, elected, tied)
    places = []
    for one in runners:
        rank = 1 + sum(1 for other in runners if other.votes > one.votes)
        standing = _standing(one, rule, elected, tied)
        reason = _reason(one, standing, rank, rule, seats_left if standing is Standing.TIED else 0)
        if one in by_against and standing in (Standing.ELECTED, Standing.OUTVOTED):
            more = "少" if standing is Standing.ELECTED else "多"
            reason += f"；得票相同，不赞成 {one.against} 票较{more}"
        places.append(Place(one.number, one.name, post, one.votes, one.against, rank, standing, reason))
    tied_places = tuple(place for place in places if place.standing is Standing.TIED)
    return PartOutcome(
        post,
        seats,
        rule.base,
        rule.size,
        rule.need,
        tuple(places),
        tied_places,
        seats_left if tied else 0,
        0 if tied else seats_left,
    )


def _cut(pool: Sequence[_Runner], seats: int, tie: Tie) -> tuple[list[_Runner], list[_Runner]]:
    """Return who is elected and who is tied for the seats left."""
    if len(pool) <= seats:
        return list(pool), []
    last = pool[seats - 1].votes
    if pool[seats].votes < last:
        return list(pool[:seats]), []
    above = [one for one in pool if one.votes > last]
    level = [one for one in pool if one.votes == last]
    left = seats - len(above)
    if tie is Tie.REVOTE or any(one.against is None for one in level):
        return above, level
    level.sort(key=lambda one: (one.against or 0, one.number))
    line = level[left - 1].against
    if level[left].against != line:
        return above + level[:left], []
    fewer = [one for one in level if (one.against or 0) < (line or 0)]
    return above + fewer, [one for one in level if one.against == line]


def _went_by_against(
    pool: Sequence[_Runner], elected: Sequence[_Runner], tied: Sequence[_Runner]
) -> list[_Runner]:
    """Return those level in votes at the last seat between whom the votes against decided."""
    out = [one for one in pool if one not in elected and one not in tied]
    votes = {one.votes for one in elected} & {one.votes for one in [*out, *tied]}
    return [one for one in pool if one.votes in votes]


def _standing(one: _Runner, rule: _Rule, elected: Sequence[_Runner], tied: Sequence[_Runner]) -> Standing:
    if one.barred is not None:
        return one.barred
    if one in elected:
        return Standing.ELECTED
    if one in tied:
        return Standing.TIED
    return Standing.OUTVOTED if one.votes >= rule.need else Standing.NO_MAJORITY


def _reason(one: _Runner, standing: Standing, rank: int, rule: _Rule, seats_left: int) -> str:
    votes = f"赞成 {one.votes} 票"
    if standing is Standing.WITHDRAWN:
        return f"{votes}；投票前已退出，不计入当选"
    if standing is Standing.NOT_ELIGIBLE:
        return f"{votes}；监票人认定不能当选"
    if rule.passing is Passing.MOST_VOTES:
        compared = f"{votes}，按得票多少"
    elif standing is Standing.NO_MAJORITY:
        return f"{votes}，没有达到{rule.words}，还差 {rule.need - one.votes} 票"
    else:
        compared = f"{votes}，达到{rule.words}"
    if standing is Standing.TIED:
        return f"{compared}，第 {rank} 名同票，还有 {seats_left} 个名额，需要再定"
    tail = "" if standing is Standing.ELECTED else "，名次在应选名额之后"
    return f"{compared}，第 {rank} 名{tail}"
