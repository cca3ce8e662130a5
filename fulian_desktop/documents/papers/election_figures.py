"""The figures of elections and of a congress, gathered once from the records; their papers count nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.chinese.names_order import sorted_by_name
from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.elections.count_records import CustodyKind, RoundKind
from fulian_desktop.elections.records import ElectionKind, Role
from fulian_desktop.rules.election_pack import Method, Mode
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fulian_desktop.elections.congress_records import Congress, OfficeHolder
    from fulian_desktop.elections.congress_schedule import PlannedSession
    from fulian_desktop.elections.count_records import (
        CustodyEvent,
        Elected,
        Round,
        RoundResult,
        RulingRecord,
        Settlement,
    )
    from fulian_desktop.elections.records import Candidate, Election
    from fulian_desktop.meetings.records import MeetingFacts
    from fulian_desktop.people.delegate_records import DelegateStanding, DelegateStatistics, QuotaLine
    from fulian_desktop.people.records import Person
    from fulian_desktop.rules.ballot_tally import Tally
    from fulian_desktop.rules.ballots import Contest
    from fulian_desktop.rules.custody import Figures
    from fulian_desktop.rules.winners import Outcome


@dataclass(frozen=True)
class RoundFigures:
    """One round: its ballots, the count that holds, what it came to. None: not recorded yet."""

    round: Round
    custody: Figures
    events: tuple[CustodyEvent, ...]
    tally: Tally | None
    outcome: Outcome | None
    result: RoundResult | None
    rulings: tuple[RulingRecord, ...] = ()
    settlement: Settlement | None = None

    @property
    def is_first(self) -> bool:
        """Return whether it is the first round."""
        return self.round.number == 1

    @property
    def name(self) -> str:
        """Return what sets its papers apart: empty for a usual first round, else 同票者重新投票."""
        return "" if self.round.kind is RoundKind.MAIN and self.is_first else self.round.kind.phrase

    def event(self, kind: CustodyKind) -> CustodyEvent | None:
        """Return what was recorded last of a kind and not taken back, or None."""
        return next((one for one in reversed(self.standing_events) if one.kind is kind), None)

    @property
    def standing_events(self) -> tuple[CustodyEvent, ...]:
        """Return what was recorded and not taken back."""
        return tuple(one for one in self.events if not one.is_withdrawn and one.withdraws_id is None)

    def post_name(self, post: str) -> str:
        """Return 委员, 主席 or 副主席."""
        return post_word(Post(post))


@dataclass(frozen=True)
class ElectionFigures:
    """One election with its rounds; `first` is the first ballot, `persons` the candidates by person id."""

    election: Election
    first: Contest
    rounds: tuple[RoundFigures, ...]
    elected: tuple[Elected, ...]
    by_strokes: tuple[Elected, ...]
    persons: Mapping[int, Person]
    end: tuple[int, str] | None
    is_settled: bool
    entitled: int

    @property
    def is_of_officers(self) -> bool:
        """Return whether chair or vice chairs are elected."""
        return any(one.post is not Post.MEMBER for one in self.election.posts)

    @property
    def is_secret(self) -> bool:
        """Return whether it is held by ballot."""
        return self.election.pack.method_of(officers=self.is_of_officers) is Method.SECRET_BALLOT

    @property
    def mode(self) -> Mode:
        """Return 差额, 等额 or a primary."""
        return self.election.pack.mode_of(officers=self.is_of_officers)

    @property
    def electors(self) -> str:
        """Return what those are called who vote."""
        return "代表" if self.election.kind is ElectionKind.TERM_ELECTION else "执委"

    @property
    def committee(self) -> str:
        """Return 第八届执行委员会."""
        return f"{ordinal(self.election.term_number, '届')}执行委员会"

    @property
    def what(self) -> str:
        """Return what is elected: 第八届执行委员会委员, 第八届执行委员会主席、副主席."""
        posts = "、".join(post_word(one.post) for one in self.election.posts)
        return f"{self.committee}{posts}"

    @property
    def act(self) -> str:
        """Return the word of what is done: 选举, 替补, 增补, 增选, 罢免."""
        return {
            ElectionKind.REPLACEMENT: "替补",
            ElectionKind.ADDITION: "增补",
            ElectionKind.OFFICER_ADDITION: "增选",
            ElectionKind.REMOVAL: "罢免",
        }.get(self.election.kind, "选举")

    @property
    def is_removal(self) -> bool:
        """Return whether holders are voted out."""
        return self.election.kind is ElectionKind.REMOVAL

    @property
    def listed(self) -> tuple[Candidate, ...]:
        """Return the candidates on the list as passed, without those who withdrew."""
        return tuple(
            one for one in self.election.candidates if one.origin == "nominated" and one.withdrawal is None
        )

    @property
    def latest(self) -> RoundFigures | None:
        """Return the round opened last."""
        return self.rounds[-1] if self.rounds else None

    @property
    def deciding(self) -> RoundFigures | None:
        """Return the round announced last."""
        return next((one for one in reversed(self.rounds) if one.result is not None), None)

    def officials(self, role: Role) -> tuple[str, ...]:
        """Return the names of those in a role, by surname strokes."""
        held = [one.name for one in self.election.officials if one.role is role]
        return tuple(sorted_by_name(held, lambda name: name))


@dataclass(frozen=True)
class CongressFigures:
    """A congress with its offices, delegates, how they are made up on its day, and its course."""

    congress: Congress
    offices: tuple[OfficeHolder, ...]
    delegates: tuple[DelegateStanding, ...]
    entitled: tuple[DelegateStanding, ...]
    quota: tuple[QuotaLine, ...]
    statistics: DelegateStatistics
    sessions: tuple[PlannedSession, ...] = ()


def post_word(post: Post) -> str:
    """Return what a post is called in titles: a member of the committee is 委员."""
    return "委员" if post is Post.MEMBER else post.phrase


def body_of(facts: MeetingFacts, one: ElectionFigures) -> str:
    """Return who votes, as titles begin: 三合村第八次妇女代表大会, 三合村妇女联合会第八届执行委员会."""
    if one.election.kind is ElectionKind.TERM_ELECTION:
        if facts.session is not None:
            return facts.session.congress_title
        place = facts.federation.removesuffix("妇女联合会").removesuffix("妇联")
        return f"{place}{ordinal(one.election.term_number, '次')}妇女代表大会"
    return facts.federation


def session_of(facts: MeetingFacts, one: ElectionFigures) -> str:
    """Return where the vote is taken, as it follows the body in a title: empty at a congress."""
    if one.election.kind is ElectionKind.TERM_ELECTION:
        return ""
    return facts.full_title.removeprefix(facts.federation)


def with_number(names: Sequence[str]) -> str:
    """Return 3名."""
    return f"{len(names)}名"
