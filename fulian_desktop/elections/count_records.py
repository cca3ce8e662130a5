"""Plain records of rounds: custody of the ballots, counts, rulings, results. Moments are ISO seconds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fulian_desktop.rules.ballot_tally import Tally
    from fulian_desktop.rules.ballots import Ballot, Contest, Judged, Mark
    from fulian_desktop.rules.custody import Lamp
    from fulian_desktop.rules.election_pack import Method
    from fulian_desktop.rules.winners import Outcome
    from fulian_desktop.seats.records import Post


class RoundKind(Enum):
    """Why a round is held."""

    PRIMARY = "primary"
    MAIN = "main"
    REVOTE = "revote"
    SECOND = "second"
    REPEAT = "repeat"

    @property
    def phrase(self) -> str:
        """Return the word on the screen and on paper."""
        return {
            "primary": "差额预选",
            "main": "正式选举",
            "revote": "同票者重新投票",
            "second": "另行选举",
            "repeat": "重新选举",
        }[self.value]


class CustodyKind(Enum):
    """What happened to the ballots or the box."""

    PRINTED = "printed"
    SPOILED = "spoiled"
    ISSUED = "issued"
    UNUSED = "unused"
    RETURNED = "returned"
    BOX_CHECKED = "box_checked"
    BOX_SEALED = "box_sealed"
    BOX_OPENED = "box_opened"
    UNUSED_DESTROYED = "unused_destroyed"
    USED_SEALED = "used_sealed"
    SEAL_USED = "seal_used"

    @property
    def phrase(self) -> str:
        """Return the word on the screen and on paper."""
        return {
            "printed": "印制选票",
            "spoiled": "作废选票",
            "issued": "发出选票",
            "unused": "剩余选票",
            "returned": "收回选票",
            "box_checked": "检查票箱",
            "box_sealed": "票箱加封",
            "box_opened": "开启票箱",
            "unused_destroyed": "销毁剩余选票",
            "used_sealed": "封存选票",
            "seal_used": "选票加盖印章",
        }[self.value]

    @property
    def has_number(self) -> bool:
        """Return whether it is a number of ballots that enters the equations."""
        return self.value in ("printed", "spoiled", "issued", "unused", "returned")


class Way(Enum):
    """How a count is entered."""

    CALLING = "calling"
    BALLOTS = "ballots"
    TOTALS = "totals"

    @property
    def phrase(self) -> str:
        """Return the word on the screen."""
        return {"calling": "唱票画“正”字", "ballots": "逐张录入", "totals": "按人录入总数"}[self.value]


class RulingKind(Enum):
    """What scrutineers may decide about a name written in."""

    SAME_PERSON = "same_person"
    UNIDENTIFIABLE = "unidentifiable"
    NOT_ELIGIBLE = "not_eligible"

    @property
    def phrase(self) -> str:
        """Return the word on the screen."""
        return {"same_person": "是同一个人", "unidentifiable": "看不出是谁", "not_eligible": "不能当选"}[
            self.value
        ]


class Effect(Enum):
    """What an election did to a tenure."""

    SEATED = "seated"
    OFFICER = "officer"
    REMOVED = "removed"


@dataclass(frozen=True)
class CustodyEvent:
    """Something that happened to the ballots; numbers of one kind are added up, those taken back left out."""

    id: int
    round_id: int
    kind: CustodyKind
    number: int | None
    happened_at: str
    names: tuple[str, ...]
    note: str
    withdraws_id: int | None
    at: str
    user: str
    is_withdrawn: bool = False


@dataclass(frozen=True)
class CustodyPage:
    """All that happened to a round's ballots, and the equations as they stand."""

    events: tuple[CustodyEvent, ...]
    lamps: tuple[Lamp, ...]
    election_valid: bool
    sentence: str


@dataclass(frozen=True)
class Entry:
    """One entry of a count by ballots; `copies` ballots alike; `withdraws_id`: it undoes another entry."""

    id: int
    count_id: int
    copies: int
    ballot: Ballot
    code: str
    doubtful_id: int | None
    withdraws_id: int | None
    at: str
    user: str
    is_withdrawn: bool = False
    judged: Judged | None = None


@dataclass(frozen=True)
class Call:
    """One call: a candidate's number (0 for a write-in) and what was called for her."""

    id: int
    count_id: int
    number: int
    write_in: str
    post: str
    mark: Mark
    withdraws_id: int | None
    at: str
    user: str
    is_withdrawn: bool = False
    name: str = ""


@dataclass(frozen=True)
class Doubtful:
    """A ballot set aside for the scrutineers; `counted` is None until they decided."""

    id: int
    count_id: int
    description: str
    at: str
    counted: bool | None = None
    reason: str = ""
    names: tuple[str, ...] = ()
    decided_at: str = ""


@dataclass(frozen=True)
class BallotCount:
    """One counting of a round: who counts, how, and how far it is."""

    id: int
    round_id: int
    number: int
    way: Way
    counter_name: str
    finished: bool
    paused: bool
    at: str
    user: str


@dataclass(frozen=True)
class CountView:
    """A count as the screen shows it: the running tally, the lamps, the last entries, what is still open."""

    count: BallotCount
    contest: Contest
    tally: Tally
    lamps: tuple[Lamp, ...]
    last_entries: tuple[Entry, ...]
    last_calls: tuple[Call, ...]
    doubtful: tuple[Doubtful, ...]
    write_in_names: tuple[str, ...]
    entered: int
    returned: int | None
    open_points: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """A line on which two counts differ: what it is about and the two numbers."""

    line: str
    first: int
    second: int


@dataclass(frozen=True)
class RulingRecord:
    """What the scrutineers decided about a spelling."""

    id: int
    spelling: str
    kind: RulingKind
    name: str
    person_id: int | None
    reason: str
    names: tuple[str, ...]
    at: str


@dataclass(frozen=True)
class Settlement:
    """Which count of a round holds, and what differed."""

    round_id: int
    count_id: int
    differences: tuple[Difference, ...]
    reason: str
    names: tuple[str, ...]
    at: str


@dataclass(frozen=True)
class Round:
    """One round of an election; earlier rounds are kept for ever.

    `entitled` and `present` are None until those there were counted for this round, at `roll_called_at`.
    """

    id: int
    election_id: int
    number: int
    kind: RoundKind
    method: Method
    contest: Contest
    reason: str
    at: str
    entitled: int | None = None
    present: int | None = None
    roll_called_at: str | None = None


@dataclass(frozen=True)
class RoundResult:
    """What a round came to, as announced."""

    round_id: int
    valid: bool
    outcome: Outcome
    at: str
    user: str


@dataclass(frozen=True)
class NextStep:
    """What may be done after a round: a key for the operation and the sentence of the button.

    `kind` is None when the step is to end with seats vacant.
    """

    kind: RoundKind | None
    sentence: str
    contest: Contest | None
    vacant: int = 0


@dataclass(frozen=True)
class Elected:
    """Someone elected in the whole election: the round and votes that made her so."""

    person_id: int | None
    candidate_id: int | None
    name: str
    post: Post
    votes: int
    round_id: int
    reason: str


@dataclass(frozen=True)
class SeatEffect:
    """What an election did to a tenure."""

    tenure_id: int
    election_id: int
    round_id: int
    effect: Effect
    post: Post
    votes: int
    at: str
