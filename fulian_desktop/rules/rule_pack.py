"""A rule pack (选举办法, 议事规则): what is a quorum and what a majority, as dated data with its source.

No two federations have adopted the same rules, so they are data that a person can read, check and replace.
A pack is copied into a meeting as text when the meeting opens; changing a file later changes no past meeting.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.locations import RESOURCES
from fulian_desktop.rules.pack_text import ARTICLES, HANDS, POLL_ORDER, PackKeys
from fulian_desktop.rules.thresholds import Base, Threshold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DEFAULT_PACK_ID = "committee-default"
PACK_FOLDER = RESOURCES / "rule_packs"
IN_FAVOUR, AGAINST, ABSTAINING = HANDS
POLL_WORDS: Mapping[str, str] = MappingProxyType({IN_FAVOUR: "同意", AGAINST: "不同意", ABSTAINING: "弃权"})


_KEYS = PackKeys(
    kinds={
        "id": str,
        "name": str,
        "source": str,
        "dated": date,
        "quorum": Threshold,
        "quorum_base": Base,
        "majority": Threshold,
        "majority_base": Base,
        "poll_order": POLL_ORDER,
        "chair_votes": bool,
        "abstention_polled": bool,
        "bundled_vote_allowed": bool,
        "added_members_join_at_once": bool,
        "unanimous_needs_every_hand": bool,
        "notes": str,
        "articles": ARTICLES,
    },
    required=(
        "id",
        "name",
        "source",
        "quorum",
        "majority",
        "majority_base",
        "poll_order",
        "chair_votes",
        "abstention_polled",
        "bundled_vote_allowed",
    ),
    articles=("quorum", "majority", "poll", "unanimous", "bundled", "added"),
    purpose="表决",
)


@dataclass(frozen=True, kw_only=True)
class RulePack:
    """The rules one meeting votes by.

    Attributes:
        id: short name of lower case letters, digits and hyphens; names the file too.
        name: what the screen calls it.
        source: where the rules come from, in words.
        dated: the day they were adopted, None when nobody adopted them (general practice).
        quorum: the share that must be in the room; always taken of those entitled.
        majority: the share that must be in favour, taken of `majority_base`.
        chair_votes: whether the presiding chair raises her hand with the others.
        poll_order: the hands in the order they are asked for.
        abstention_polled: whether those abstaining are asked to raise their hands at all.
        added_members_join_at_once: whether members added in a meeting join its entitled list.
        bundled_vote_allowed: whether several persons may be voted on together (一并表决).
        unanimous_needs_every_hand: whether somebody who raised no hand (未表态) prevents 一致通过.
        articles: the clause behind a rule, by the rule's key.
        notes: what else a person should know before choosing it.

    Raises:
        UserFacingError: when the parts contradict each other.
    """

    id: str
    name: str
    source: str
    dated: date | None = None
    quorum: Threshold
    quorum_base: Base = Base.ENTITLED
    majority: Threshold
    majority_base: Base
    chair_votes: bool
    poll_order: tuple[str, ...]
    abstention_polled: bool
    added_members_join_at_once: bool = False
    bundled_vote_allowed: bool
    unanimous_needs_every_hand: bool = False
    articles: Mapping[str, str] = field(default_factory=dict, hash=False)
    notes: str = ""

    def __post_init__(self) -> None:
        """Refuse rules that cannot be followed, and protect the articles from change."""
        object.__setattr__(self, "articles", MappingProxyType(dict(self.articles)))
        if self.quorum_base is not Base.ENTITLED:
            raise UserFacingError(
                f"表决规则“{self.name}”把法定人数算在实到人数上，这样无论来多少人都够数",
                advice=("把 quorum_base 改为 entitled（应到）",),
            )
        expected = {IN_FAVOUR, AGAINST} | ({ABSTAINING} if self.abstention_polled else set())
        if set(self.poll_order) != expected or len(self.poll_order) != len(expected):
            asked = "、".join(POLL_WORDS[hand] for hand in POLL_WORDS if hand in expected)
            raise UserFacingError(
                f"表决规则“{self.name}”的询问顺序（poll_order）不对：应当把 {asked} 各问一次",
                advice=("不问弃权时，请把 abstention_polled 写成 false，并从 poll_order 里去掉 abstaining",),
            )

    def in_words(self, entitled: int) -> tuple[str, ...]:
        """Say the rules with the whole numbers they give for this many entitled, the headline first."""
        asked = "、".join(POLL_WORDS[hand] for hand in self.poll_order)
        lines = [
            self._headline(entitled),
            f"到会：{self.quorum.working(entitled)} 人",
            f"通过：{self._majority_working(entitled)}",
            f"举手时依次问：{asked}" + ("" if self.abstention_polled else "（不问弃权）"),
            "主持人参加表决" if self.chair_votes else "主持人不参加表决",
            "几个人选可以一并表决" if self.bundled_vote_allowed else "人选逐个表决，不一并表决",
            "会上增补的执委当场计入应到人数"
            if self.added_members_join_at_once
            else "会上增补的执委不计入本次会议的应到人数",
            "没有人不同意、弃权和未表态，才写“一致通过”"
            if self.unanimous_needs_every_hand
            else "没有人不同意和弃权，才写“一致通过”",
        ]
        return tuple(lines)

    def warnings(self) -> tuple[str, ...]:
        """Say which choices are unusual for a women's federation, and why that matters."""
        found: list[str] = []
        if self.majority_base is Base.PRESENT:
            found.append(
                "按实到人数计票：来的人越少，通过需要的票也越少；多数选举办法按应到人数计算，请核对。"
            )
        if self.majority is Threshold.AT_LEAST_HALF:
            found.append(
                "“半数以上”包括正好一半：一半同意、一半不同意也算通过；多数选举办法写的是过半数，请核对。"
            )
        if self.majority.share == (2, 3):
            found.append(
                f"通过需要{self.majority.phrase}，比通常的过半数高；请核对这一条确实适用于本次会议。"
            )
        if self.quorum.share == (1, 2):
            found.append(f"{self.quorum.phrase}到会就能表决，比通常的三分之二低；请核对。")
        if not self.chair_votes:
            found.append("主持人不参加表决：执委主持会议时通常也有表决权；请核对。")
        if not self.abstention_polled:
            found.append("不问弃权：没有举手的人只能记为未表态，不能记为弃权。")
        if self.poll_order[0] != IN_FAVOUR:
            found.append("不先问同意：通常的顺序是同意、不同意、弃权；请核对。")
        if self.added_members_join_at_once:
            found.append("会上增补的执委当场计入应到：后面的表决需要的票数会跟着变。")
        if self.unanimous_needs_every_hand:
            found.append("有人未表态就不写“一致通过”：通常只看有没有人不同意和弃权。")
        return tuple(found)

    def to_text(self) -> str:
        """Write the pack as TOML; `from_text` gives back an equal pack."""
        return _KEYS.write({part.name: getattr(self, part.name) for part in fields(self)})

    @classmethod
    def from_text(cls, text: str, *, where: str = "这次会议保存的表决规则") -> RulePack:
        """Read a pack from TOML.

        Args:
            text: the TOML text.
            where: how an error message names the text, usually a file name.

        Raises:
            UserFacingError: for anything unknown, missing or not allowed, naming the key and what is allowed.
        """
        return cls(**_KEYS.read(text, where=where))

    def _headline(self, entitled: int) -> str:
        """Return the one line that stands on the preparation page."""
        quorum = self.quorum.need(entitled)
        arrive = f"应到 {entitled} 人，{self.quorum.phrase}即 {quorum} 人到会"
        if self.majority_base is Base.ENTITLED:
            return f"{arrive}；通过需 {self.majority.need(entitled)} 人"
        fewest, most = self.majority.need(quorum), self.majority.need(entitled)
        return (
            f"{arrive}；通过需实到的{self.majority.phrase}："
            f"到 {quorum} 人需 {fewest} 人，到 {entitled} 人需 {most} 人"
        )

    def _majority_working(self, entitled: int) -> str:
        """Return the sum behind the number of votes needed."""
        if self.majority_base is Base.ENTITLED:
            return f"按应到人数，{self.majority.working(entitled)} 人"
        return f"按实到人数的{self.majority.phrase}；全部到会时 {self.majority.working(entitled)} 人"


def load_pack(path: Path) -> RulePack:
    """Read one rule pack file.

    Raises:
        UserFacingError: when the file cannot be read or does not hold a rule pack.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UserFacingError(
            f"表决规则文件 {path.name} 不是 UTF-8 文字，无法读取",
            advice=("用记事本打开，另存为时把编码选为 UTF-8",),
        ) from error
    except OSError as error:
        raise UserFacingError(
            f"打不开表决规则文件 {path.name}：{error.strerror or error}",
            advice=("看看文件是否还在原处、是否允许读取",),
        ) from error
    return RulePack.from_text(text, where=path.name)


@cache
def shipped_packs() -> tuple[RulePack, ...]:
    """Return the packs that come with the program, the default one first.

    Raises:
        UserFacingError: when one of the files was damaged, or the default pack is missing.
    """
    packs: dict[str, RulePack] = {}
    for path in sorted(PACK_FOLDER.glob("*.toml")):
        pack = load_pack(path)
        if pack.id in packs:
            raise UserFacingError(
                f"两个表决规则文件用了同一个 id“{pack.id}”，其中一个是 {path.name}",
                advice=("给其中一个文件换一个 id",),
            )
        packs[pack.id] = pack
    if DEFAULT_PACK_ID not in packs:
        raise UserFacingError(
            f"程序自带的表决规则 {DEFAULT_PACK_ID} 不见了，文件夹是 {PACK_FOLDER}",
            advice=("重新放一份完整的程序文件夹",),
        )
    first = packs.pop(DEFAULT_PACK_ID)
    return (first, *packs.values())


def default_pack() -> RulePack:
    """Return the pack a new federation starts with."""
    return shipped_packs()[0]


def shipped_pack(pack_id: str) -> RulePack:
    """Return one of the packs that come with the program.

    Raises:
        UserFacingError: when there is none of that id.
    """
    for pack in shipped_packs():
        if pack.id == pack_id:
            return pack
    known = "、".join(pack.id for pack in shipped_packs())
    raise UserFacingError(f"没有名为“{pack_id}”的表决规则", advice=(f"可以选：{known}",))
