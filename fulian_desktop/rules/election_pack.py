"""The rules an election is held by (选举办法), as dated data with their source.

No two adopted 选举办法 agree, so every choice is data; the text is frozen into the election when the list of
candidates is passed, and printed. Nothing that decides who is elected has a default.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.locations import RESOURCES
from fulian_desktop.rules.pack_text import ARTICLES, FRACTION, PackKeys
from fulian_desktop.rules.thresholds import Threshold

if TYPE_CHECKING:
    from collections.abc import Mapping

ELECTION_PACK_FOLDER = RESOURCES / "election_packs"
DEFAULT_ELECTION_PACK_ID = "congress-general"


class CountBase(Enum):
    """Of what number the majority is taken."""

    ENTITLED = "entitled"
    PRESENT = "present"
    RETURNED = "returned"
    VALID = "valid"

    @property
    def phrase(self) -> str:
        """Return 应到, 实到, 收回选票 or 有效票."""
        return {"entitled": "应到", "present": "实到", "returned": "收回选票", "valid": "有效票"}[self.value]

    @property
    def unit(self) -> str:
        """Return the measure word: persons or ballots."""
        return "人" if self in (CountBase.ENTITLED, CountBase.PRESENT) else "张"


class Mode(Enum):
    """How many candidates stand for the seats."""

    EQUAL = "equal"
    MORE = "more"
    PRIMARY = "primary"

    @property
    def phrase(self) -> str:
        """Return 等额, 差额 or 差额预选、等额正式选举."""
        return {"equal": "等额", "more": "差额", "primary": "差额预选、等额正式选举"}[self.value]


class Method(Enum):
    """How the vote is taken."""

    SECRET_BALLOT = "secret_ballot"
    SHOW_OF_HANDS = "show_of_hands"

    @property
    def phrase(self) -> str:
        """Return 无记名投票 or 举手表决."""
        return "无记名投票" if self is Method.SECRET_BALLOT else "举手表决"


class Tie(Enum):
    """What decides between candidates with equal votes at the last seat."""

    REVOTE = "revote"
    FEWER_AGAINST = "fewer_against"

    @property
    def phrase(self) -> str:
        """Return the rule in words."""
        return {"revote": "同票者重新投票", "fewer_against": "不赞成票少的当选，仍相同时重新投票"}[self.value]


class Shortfall(Enum):
    """What happens when fewer are elected than there are seats."""

    LEAVE_VACANT = "leave_vacant"
    SECOND_ROUND = "second_round"
    ASK = "ask"

    @property
    def phrase(self) -> str:
        """Return the rule in words."""
        return {
            "leave_vacant": "不再进行选举，名额暂缺",
            "second_round": "另行选举",
            "ask": "由会议决定另行选举还是暂缺",
        }[self.value]


class BoxPlace(Enum):
    """Where the cell for the mark stands beside the name."""

    ABOVE = "above"
    RIGHT = "right"
    BELOW = "below"
    LEFT = "left"

    @property
    def phrase(self) -> str:
        """Return the word on the screen."""
        return {"above": "姓名上方", "right": "姓名右方", "below": "姓名下方", "left": "姓名左方"}[self.value]


@dataclass(frozen=True, kw_only=True)
class ElectionPack:
    """The rules of an election.

    Attributes:
        id: lower case letters, digits and hyphens.
        name: what the screen calls it.
        source: where the rules come from, in words.
        dated: the day they were adopted; None: an example nobody adopted.
        adopted_by: the paper or meeting that adopted them.
        method: how committee members are elected; `officer_method` the same for officers.
        mode: equal number, more than seats, or primary; `officer_mode` the same for officers.
        min_difference: how many candidates more than seats there must be at least (差额).
        min_difference_percent: below this share of the seats only a warning is given.
        quorum: the share of those entitled who must be there.
        majority: the share of `majority_base` that must approve.
        tie: what decides at the last seat.
        revote_needs_majority: whether the winner of a vote among the tied needs the majority once more.
        shortfall: what follows when seats stay unfilled.
        second_round_floor: in a second round those with most votes win with this share of the ballots
            returned, instead of the majority; None: the majority holds again.
        write_ins: whether other names may be written in.
        write_in_needs_mark: a name without the mark of approval is void.
        abstention_blocks_write_in: a name may be written in only in place of a candidate voted against.
        candidate_may_count: whether a candidate may be scrutineer or teller.
        relative_may_count: whether a near relative of a candidate may.
        men_allowed: whether a man may stand.
        chiefs: how many chief scrutineers there must be; `scrutineers`, `tellers` likewise at least.
        mark_in_favour: the mark printed in the legend; `mark_against`, `mark_abstaining` (empty: no mark).
        mark_place: where the cell stands.
        officers_on_one_ballot: chair and vice chairs on one ballot, counted apart, or on separate ballots.
        proxy_allowed: whether an absent voter may let another vote for her; never so in what is shipped.
        articles: the clause behind a rule in the words of the adopted text.
        notes: what else to know.

    Raises:
        UserFacingError: when the parts contradict each other.
    """

    id: str
    name: str
    source: str
    dated: date | None = None
    adopted_by: str = ""
    method: Method
    officer_method: Method
    mode: Mode
    officer_mode: Mode
    min_difference: int = 1
    min_difference_percent: int = 10
    quorum: Threshold
    majority: Threshold
    majority_base: CountBase
    tie: Tie
    revote_needs_majority: bool = False
    shortfall: Shortfall
    second_round_floor: tuple[int, int] | None = None
    write_ins: bool
    write_in_needs_mark: bool = True
    abstention_blocks_write_in: bool = False
    candidate_may_count: bool = False
    relative_may_count: bool = False
    men_allowed: bool = False
    chiefs: int = 1
    scrutineers: int = 1
    tellers: int = 1
    mark_in_favour: str
    mark_against: str
    mark_abstaining: str = ""
    mark_place: BoxPlace = BoxPlace.ABOVE
    officers_on_one_ballot: bool
    proxy_allowed: bool = False
    articles: Mapping[str, str] = field(default_factory=dict, hash=False)
    notes: str = ""

    def __post_init__(self) -> None:
        """Refuse rules that cannot be followed, and protect the articles from change."""
        object.__setattr__(self, "articles", MappingProxyType(dict(self.articles)))
        marks = [self.mark_in_favour.strip(), self.mark_against.strip(), self.mark_abstaining.strip()]
        if not marks[0] or not marks[1] or len(set(marks)) != 3:
            raise UserFacingError(
                f"选举办法“{self.name}”的画票符号不对：赞成、不赞成要有符号，三种符号不能相同",
                advice=("例如赞成画 ○，不赞成画 ×，弃权不画",),
            )
        if Mode.EQUAL not in (self.mode, self.officer_mode) and self.min_difference < 1:
            raise UserFacingError(
                f"选举办法“{self.name}”写的是差额选举，差额（min_difference）却是 0",
                advice=("差额至少 1 名；等额选举请把 mode 写成 equal",),
            )

    def to_text(self) -> str:
        """Write the rules as TOML; `from_text` gives back equal rules."""
        return _KEYS.write({part.name: getattr(self, part.name) for part in fields(self)})

    @classmethod
    def from_text(cls, text: str, *, where: str = "这次选举保存的选举办法") -> ElectionPack:
        """Read rules from TOML.

        Raises:
            UserFacingError: for anything unknown, missing or not allowed, naming the key and what is allowed.
        """
        return cls(**_KEYS.read(text, where=where))

    def method_of(self, *, officers: bool) -> Method:
        """Return how officers, or members, are elected."""
        return self.officer_method if officers else self.method

    def mode_of(self, *, officers: bool) -> Mode:
        """Return how many candidates stand for officers' posts, or for seats."""
        return self.officer_mode if officers else self.mode


_KEYS = PackKeys(
    kinds={
        "id": str,
        "name": str,
        "source": str,
        "dated": date,
        "adopted_by": str,
        "method": Method,
        "officer_method": Method,
        "mode": Mode,
        "officer_mode": Mode,
        "min_difference": int,
        "min_difference_percent": int,
        "quorum": Threshold,
        "majority": Threshold,
        "majority_base": CountBase,
        "tie": Tie,
        "revote_needs_majority": bool,
        "shortfall": Shortfall,
        "second_round_floor": FRACTION,
        "write_ins": bool,
        "write_in_needs_mark": bool,
        "abstention_blocks_write_in": bool,
        "candidate_may_count": bool,
        "relative_may_count": bool,
        "men_allowed": bool,
        "chiefs": int,
        "scrutineers": int,
        "tellers": int,
        "mark_in_favour": str,
        "mark_against": str,
        "mark_abstaining": str,
        "mark_place": BoxPlace,
        "officers_on_one_ballot": bool,
        "proxy_allowed": bool,
        "notes": str,
        "articles": ARTICLES,
    },
    required=(
        "id",
        "name",
        "source",
        "method",
        "officer_method",
        "mode",
        "officer_mode",
        "quorum",
        "majority",
        "majority_base",
        "tie",
        "shortfall",
        "write_ins",
        "mark_in_favour",
        "mark_against",
        "officers_on_one_ballot",
    ),
    articles=(
        "method",
        "mode",
        "quorum",
        "majority",
        "tie",
        "shortfall",
        "write_ins",
        "validity",
        "scrutineers",
        "order",
    ),
    purpose="选举",
)


@cache
def shipped_election_packs() -> tuple[ElectionPack, ...]:
    """Return the examples that come with the program, the general one first.

    Raises:
        UserFacingError: when one of the files was damaged, or the general one is missing.
    """
    packs: dict[str, ElectionPack] = {}
    for path in sorted(ELECTION_PACK_FOLDER.glob("*.toml")):
        pack = ElectionPack.from_text(path.read_text(encoding="utf-8"), where=path.name)
        packs[pack.id] = pack
    if DEFAULT_ELECTION_PACK_ID not in packs:
        raise UserFacingError(
            f"程序自带的选举办法 {DEFAULT_ELECTION_PACK_ID} 不见了，文件夹是 {ELECTION_PACK_FOLDER}",
            advice=("重新放一份完整的程序文件夹",),
        )
    first = packs.pop(DEFAULT_ELECTION_PACK_ID)
    return (first, *packs.values())
