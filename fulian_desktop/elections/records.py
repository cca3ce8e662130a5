"""Plain records of elections and their preparation. Moments are ISO seconds, days ISO days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fulian_desktop.people.makeup_records import Makeup
    from fulian_desktop.rules.election_pack import ElectionPack
    from fulian_desktop.seats.records import Post


class Body(Enum):
    """Who votes."""

    CONGRESS = "congress"
    COMMITTEE = "committee"

    @property
    def phrase(self) -> str:
        """Return the word on the screen and on paper."""
        return {"congress": "妇女代表大会", "committee": "执委会"}[self.value]


class ElectionKind(Enum):
    """What is elected and why; each has its own competence, papers and wording."""

    TERM_ELECTION = "term_election"
    OFFICERS = "officers"
    REPLACEMENT = "replacement"
    ADDITION = "addition"
    OFFICER_ADDITION = "officer_addition"
    REMOVAL = "removal"

    @property
    def phrase(self) -> str:
        """Return the word on the screen and on paper."""
        return {
            "term_election": "换届选举执委",
            "officers": "选举主席、副主席",
            "replacement": "替补执委",
            "addition": "增补执委",
            "officer_addition": "增选主席、副主席",
            "removal": "罢免",
        }[self.value]

    @property
    def body(self) -> Body:
        """Return who is competent for it between and at congresses."""
        return Body.CONGRESS if self is ElectionKind.TERM_ELECTION else Body.COMMITTEE

    @property
    def is_by_election(self) -> bool:
        """Return whether it is held within a term."""
        return self not in (ElectionKind.TERM_ELECTION, ElectionKind.OFFICERS)

    @property
    def wording(self) -> str:
        """Return the key of its wording: election_replacement, election_removal ..."""
        return f"election_{self.value}"


class ElectionState(Enum):
    """How far an election has come; always computed."""

    PREPARING = "preparing"
    PASSED = "passed"
    VOTING = "voting"
    NEXT_STEP = "next_step"
    DONE = "done"

    @property
    def phrase(self) -> str:
        """Return the word on the screen."""
        return {
            "preparing": "筹备中",
            "passed": "名单已通过",
            "voting": "正在选举",
            "next_step": "等待下一步",
            "done": "已结束",
        }[self.value]


class Role(Enum):
    """What an official of the count does."""

    CHIEF = "chief"
    SCRUTINEER = "scrutineer"
    TELLER = "teller"

    @property
    def phrase(self) -> str:
        """Return the word on the screen and on paper."""
        return {"chief": "总监票人", "scrutineer": "监票人", "teller": "计票人"}[self.value]


@dataclass(frozen=True)
class PostSeats:
    """A post and how many are elected to it (应选)."""

    post: Post
    seats: int


@dataclass(frozen=True)
class Candidate:
    """A candidate; `number` is her place on the ballot; `withdrawal` is set when she withdrew."""

    id: int
    number: int
    post: Post
    person_id: int | None
    name: str
    seat_number: int | None
    origin: str
    withdrawal: Withdrawal | None = None


@dataclass(frozen=True)
class Withdrawal:
    """A candidate withdrew after the list was passed: at what stage, why, and what follows."""

    candidate_id: int
    stage: str
    reason: str
    consequence: str
    at: str


@dataclass(frozen=True)
class Official:
    """A scrutineer or teller."""

    id: int
    person_id: int
    name: str
    role: Role


@dataclass(frozen=True)
class OfficialPassing:
    """A list of scrutineers and tellers passed by hand; `reason` is empty for the first one.

    `at` is empty while the first list was not passed; `id` is 0 for it.
    """

    election_id: int
    officials: tuple[Official, ...]
    reason: str
    at: str
    id: int = 0


@dataclass(frozen=True)
class Nomination:
    """Who is to stand for what on a list passed anew; `seat_number` where a vacant seat is filled."""

    person_id: int
    post: Post
    seat_number: int | None = None


@dataclass(frozen=True)
class CandidatePassing:
    """A list of candidates as it was passed, in the order of the ballot; `reason` is empty for the first one.

    `at` is empty while the first list was not passed; `id` is 0 for it. Withdrawals are not told here.
    """

    election_id: int
    candidates: tuple[Candidate, ...]
    reason: str
    at: str
    id: int = 0


class ListKind(Enum):
    """Which list of an election is put to a vote."""

    CANDIDATES = "candidates"
    OFFICIALS = "officials"

    @property
    def phrase(self) -> str:
        """Return the word on the screen."""
        return {"candidates": "候选人名单", "officials": "监票人、计票人名单"}[self.value]


@dataclass(frozen=True)
class HandVote:
    """A show of hands on a list, noted by hand: who voted, and the numbers."""

    by_whom: str
    entitled: int
    present: int
    in_favour: int
    against: int = 0
    abstaining: int = 0


@dataclass(frozen=True)
class ListVote:
    """The show of hands by which a list was passed.

    `passing_id` is None for the list as it was first passed; `count_id` is the count at the desk it was taken
    from, None where it was noted by hand. `told` says who voted on what.
    """

    kind: ListKind
    passing_id: int | None
    count_id: int | None
    told: str
    entitled: int
    present: int
    in_favour: int
    against: int
    abstaining: int
    at: str

    @property
    def sentence(self) -> str:
        """Return who voted and the numbers in one line."""
        return (
            f"{self.told}：应到 {self.entitled} 人，参加表决 {self.present} 人，同意 {self.in_favour} 票，"
            f"不同意 {self.against} 票，弃权 {self.abstaining} 票"
        )


@dataclass(frozen=True)
class ListMotion:
    """The item of an agenda at which a list is voted on; `vote` is None until it was counted at the desk."""

    kind: ListKind
    meeting_id: int
    item_id: int
    meeting_title: str
    item_title: str
    vote: ListVote | None
    carried: bool

    @property
    def told(self) -> str:
        """Return 主席团第一次会议“讨论候选人建议名单”."""
        return f"{self.meeting_title}“{self.item_title}”"


@dataclass(frozen=True)
class Relative:
    """Someone declared to be a near relative of a candidate."""

    id: int
    person_id: int
    candidate_person_id: int
    relation: str


@dataclass(frozen=True)
class Conflict:
    """Something against the list or the officials; `blocks` tells whether it must be mended first.

    `place` names what to open: "candidates", "officials", "posts", "pack", "person:12".
    """

    sentence: str
    advice: str
    place: str
    blocks: bool


@dataclass(frozen=True)
class Election:
    """An election as recorded; `pack` is frozen when the list is passed."""

    id: int
    body: Body
    kind: ElectionKind
    term_number: int
    meeting_id: int | None
    agenda_item_id: int | None
    pack: ElectionPack
    posts: tuple[PostSeats, ...]
    candidates: tuple[Candidate, ...]
    officials: tuple[Official, ...]
    passed_at: str | None
    officials_passed_at: str | None
    state: ElectionState
    title: str

    @property
    def seats(self) -> int:
        """Return how many are elected in all."""
        return sum(one.seats for one in self.posts)


@dataclass(frozen=True)
class ByElectionChoice:
    """A by-election that fits a vacancy or a holder, with its trigger, competence, quorum and wording."""

    kind: ElectionKind
    body: Body
    post: Post
    seat_number: int | None
    person_id: int | None
    trigger: str
    competence: str
    quorum: str
    wording: str
    runs_until: str


@dataclass(frozen=True)
class MemberChange:
    """One person when a term began: her post before and after (None: no member then), and how or why.

    `how` says what the record knows: 赞成28票; 曾任第六届执委; 届满，没有列为候选人.
    """

    person_id: int
    name: str
    before: Post | None
    after: Post | None
    how: str = ""


@dataclass(frozen=True)
class BeforeAfter:
    """换届前后: who stays, who is new, who left, and how both committees were made up on the day.

    `is_kept` tells whether that was kept when the term began; else it is from the persons as they are now.
    """

    term_number: int
    day: str
    stayers: tuple[MemberChange, ...]
    newcomers: tuple[MemberChange, ...]
    leavers: tuple[MemberChange, ...]
    before: Makeup
    after: Makeup
    is_kept: bool
