"""What is on the ballot of each round, and what may follow a round. Pure rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.elections.count_records import NextStep, RoundKind
from fulian_desktop.elections.records import ElectionKind
from fulian_desktop.rules.ballots import Contest, Entrant, Part
from fulian_desktop.rules.election_pack import Mode, Shortfall
from fulian_desktop.rules.winners import Passing, Standing
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fulian_desktop.elections.count_records import Round, RoundResult
    from fulian_desktop.elections.records import Candidate, Election
    from fulian_desktop.rules.winners import Place


@dataclass(frozen=True)
class Won:
    """Someone elected, or made a formal candidate, in a round."""

    place: Place
    round: Round


@dataclass(frozen=True)
class Progress:
    """How far the rounds have come.

    `won` are those elected; `formal` the winners of a primary; `tied` those waiting for a vote among them by
    post, `seats_left` what is still to be filled by post; `repeat` is set when the last round was invalid.
    """

    won: tuple[Won, ...]
    formal: tuple[Won, ...]
    tied: dict[str, tuple[Won, ...]]
    seats_left: dict[str, int]
    repeat: Round | None
    in_primary: bool


def first_kind(election: Election) -> RoundKind:
    """Return the kind of the first round: a primary where the rules want one for members."""
    primary = election.kind is ElectionKind.TERM_ELECTION and election.pack.mode is Mode.PRIMARY
    return RoundKind.PRIMARY if primary else RoundKind.MAIN


def passing_of(kind: RoundKind, election: Election) -> Passing:
    """Return what a round of this kind demands of its winners."""
    pack = election.pack
    if kind is RoundKind.REVOTE and not pack.revote_needs_majority:
        return Passing.MOST_VOTES
    if kind is RoundKind.SECOND and pack.second_round_floor is not None:
        return Passing.FLOOR
    return Passing.MAJORITY


def first_contest(election: Election) -> Contest:
    """Return the first ballot: the list as passed, without those who withdrew before it was printed."""
    listed = [one for one in election.candidates if one.origin == "nominated" and one.withdrawal is None]
    parts = [Part(one.post.value, one.seats) for one in election.posts]
    return contest_of(election, parts, listed, write_ins=election.pack.write_ins)


def contest_of(
    election: Election, parts: Sequence[Part], listed: Iterable[Candidate], *, write_ins: bool
) -> Contest:
    """Return a ballot of some candidates, numbered in the order of the list."""
    removal = election.kind is ElectionKind.REMOVAL
    entrants = tuple(
        Entrant(number, one.name, one.post.value, one.person_id, one.id)
        for number, one in enumerate(listed, start=1)
    )
    return Contest(
        tuple(parts),
        entrants,
        write_ins=write_ins and not removal,
        write_in_needs_mark=election.pack.write_in_needs_mark,
        write_in_needs_against=election.pack.abstention_blocks_write_in,
        limited=not removal,
    )


def progress(election: Election, rounds: Sequence[tuple[Round, RoundResult]]) -> Progress:
    """Return how far the announced rounds have come."""
    seats = {one.post.value: one.seats for one in election.posts}
    won: list[Won] = []
    formal: list[Won] = []
    left = dict(seats)
    tied: dict[str, tuple[Won, ...]] = {}
    repeat: Round | None = None
    in_primary = False
    for one, result in rounds:
        if one.kind is RoundKind.PRIMARY:
            in_primary = True
        elif one.kind is RoundKind.MAIN and in_primary:
            in_primary, left, tied = False, dict(seats), {}
        repeat = one if not result.valid else None
        if not result.valid:
            continue
        for part in result.outcome.parts:
            (formal if in_primary else won).extend(Won(place, one) for place in part.elected)
            left[part.post] -= len(part.elected)
            tied.pop(part.post, None)
            if part.tied:
                tied[part.post] = tuple(Won(place, one) for place in part.tied)
    return Progress(tuple(won), tuple(formal), tied, left, repeat, in_primary)


def next_steps(election: Election, done: Progress) -> tuple[NextStep, ...]:
    """Return what may follow, the usual step first; empty when every seat is filled."""
    if done.repeat is not None:
        contest = done.repeat.contest
        return (NextStep(RoundKind.REPEAT, "上一轮选举无效，重新发票选举", contest),)
    if done.tied:
        return (_revote(election, done),)
    if done.in_primary:
        return (_main(election, done),)
    vacant = 0 if election.kind is ElectionKind.REMOVAL else sum(done.seats_left.values())
    if not vacant:
        return ()
    again = NextStep(RoundKind.SECOND, f"还差 {vacant} 名，另行选举", second_contest(election, done), vacant)
    leave = NextStep(None, f"还差 {vacant} 名，名额暂缺，选举结束", None, vacant)
    return {
        Shortfall.LEAVE_VACANT: (leave,),
        Shortfall.SECOND_ROUND: (again, leave),
        Shortfall.ASK: (again, leave),
    }[election.pack.shortfall]


def second_contest(election: Election, done: Progress) -> Contest | None:
    """Return the ballot of a second round: those not elected yet and still standing; None: nobody is."""
    winners = {candidate_id_of(election, won) for won in done.won}
    posts = [post for post, number in done.seats_left.items() if number > 0]
    listed = [
        one
        for one in election.candidates
        if one.post.value in posts and one.id not in winners and one.withdrawal is None
    ]
    parts = [Part(post, done.seats_left[post]) for post in posts]
    if not listed:
        return None
    return contest_of(election, parts, listed, write_ins=election.pack.write_ins)


def candidate_id_of(election: Election, won: Won) -> int | None:
    """Return the candidate behind a place: by her number on that ballot, a name written in by name."""
    if won.place.number:
        return won.round.contest.entrants[won.place.number - 1].candidate_id
    found = written_in(election, won.place)
    return None if found is None else found.id


def written_in(election: Election, place: Place) -> Candidate | None:
    """Return the candidate made of a name written in, None where there is none yet."""
    return next(
        (
            one
            for one in election.candidates
            if (one.origin, one.post.value, one.name) == ("write_in", place.post, place.name)
        ),
        None,
    )


def unlisted(election: Election, places: Iterable[Place]) -> tuple[Place, ...]:
    """Return those whose names were written in and who are no candidates on record yet."""
    return tuple(place for place in places if not place.number and written_in(election, place) is None)


def officers(election: Election) -> bool:
    """Return whether chair or vice chairs are elected."""
    return any(one.post is not Post.MEMBER for one in election.posts)


def tied_words(places: Iterable[Place]) -> str:
    """Return the names of those tied, with their votes."""
    return "、".join(f"{one.name}（{one.in_favour} 票）" for one in places if one.standing is Standing.TIED)


def _revote(election: Election, done: Progress) -> NextStep:
    parts = [Part(post, done.seats_left[post]) for post in done.tied]
    ids = {candidate_id_of(election, won) for tied in done.tied.values() for won in tied}
    listed = [one for one in election.candidates if one.id in ids and one.withdrawal is None]
    names = "；".join(tied_words(won.place for won in tied) for tied in done.tied.values())
    seats = sum(part.seats for part in parts)
    contest = contest_of(election, parts, listed, write_ins=False)
    return NextStep(RoundKind.REVOTE, f"{names}同票，剩 {seats} 个名额，就同票者重新投票", contest)


def _main(election: Election, done: Progress) -> NextStep:
    ids = {candidate_id_of(election, won) for won in done.formal}
    listed = [one for one in election.candidates if one.id in ids and one.withdrawal is None]
    parts = [Part(one.post.value, one.seats) for one in election.posts]
    contest = contest_of(election, parts, listed, write_ins=election.pack.write_ins)
    return NextStep(RoundKind.MAIN, f"预选产生正式候选人 {len(listed)} 名，进行正式选举", contest)
