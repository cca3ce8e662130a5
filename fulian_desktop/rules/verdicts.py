"""What a count means: quorum, outcome, and one sentence that says why.

Nothing here is typed by hand. Those who raised no hand (未表态) are a number of their own, never folded into
those abstaining; 一致通过 needs nobody against and nobody abstaining.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.thresholds import Base, Threshold

if TYPE_CHECKING:
    from fulian_desktop.rules.rule_pack import RulePack

_NOTHING_RECORDED = "这次计票没有登记，原来的记录没有改动。"


class Outcome(Enum):
    """What was decided."""

    CARRIED_UNANIMOUSLY = "carried_unanimously"
    CARRIED = "carried"
    NOT_CARRIED = "not_carried"

    @property
    def phrase(self) -> str:
        """Return 一致通过, 通过 or 未通过."""
        return _OUTCOME_PHRASES[self]


_OUTCOME_PHRASES = {
    Outcome.CARRIED_UNANIMOUSLY: "一致通过",
    Outcome.CARRIED: "通过",
    Outcome.NOT_CARRIED: "未通过",
}


@dataclass(frozen=True)
class Quorum:
    """Whether enough people are in the room: needed and present persons, and a sentence saying so."""

    need: int
    have: int
    met: bool
    explanation: str

    @property
    def short_by(self) -> int:
        """Return how many people are missing, 0 when there is a quorum."""
        return max(0, self.need - self.have)


class WhyLine(NamedTuple):
    """One line of the answer to 为什么: a label, the working in words, and the number it leads to."""

    label: str
    text: str
    number: int


@dataclass(frozen=True)
class HandCount:
    """One show of hands: persons, all whole numbers of 0 or more.

    Attributes:
        entitled: those entitled to vote at this meeting, present or not (应到).
        present: those in the room who may vote in this count; not the presiding chair if she does not vote.
        in_favour: hands for 同意.
        against: hands for 不同意.
        abstaining: hands for 弃权.

    Raises:
        UserFacingError: for numbers which cannot be, with both sides of the sum and what to look at.
    """

    entitled: int
    present: int
    in_favour: int
    against: int
    abstaining: int

    def __post_init__(self) -> None:
        """Refuse a count that cannot have happened."""
        for label, number in (
            ("应到", self.entitled),
            ("实到", self.present),
            ("同意", self.in_favour),
            ("不同意", self.against),
            ("弃权", self.abstaining),
        ):
            _check_whole(label, number)
        _check_present(self.entitled, self.present)
        total = self.in_favour + self.against + self.abstaining
        if total > self.present:
            hands = f"同意 {self.in_favour} + 不同意 {self.against} + 弃权 {self.abstaining} = {total}"
            raise UserFacingError(
                f"票数对不上：{hands}，比在场有表决权的 {self.present} 人多 {total - self.present}",
                advice=(
                    "再数一遍举手的人，改正数错的那一项",
                    "如果有人是后来到会的，先在考勤里登记到会，再登记票数",
                ),
                safe=_NOTHING_RECORDED,
            )

    @property
    def not_voting(self) -> int:
        """Return those present who raised no hand at all (未表态)."""
        return self.present - self.in_favour - self.against - self.abstaining

    @classmethod
    def closing(
        cls, *, entitled: int, present: int, in_favour: int, against: int, abstaining: int, not_voting: int
    ) -> HandCount:
        """Make a count of which all four numbers were taken down, so that the sum must come out exactly.

        Raises:
            UserFacingError: when it does not, or when the numbers cannot be.
        """
        _check_whole("未表态", not_voting)
        count = cls(entitled, present, in_favour, against, abstaining)
        if not_voting != count.not_voting:
            total = in_favour + against + abstaining + not_voting
            difference = f"多 {total - present}" if total > present else f"少 {present - total}"
            hands = f"同意 {in_favour} + 不同意 {against} + 弃权 {abstaining} + 未表态 {not_voting} = {total}"
            raise UserFacingError(
                f"票数对不上：{hands}，比在场有表决权的 {present} 人{difference}",
                advice=("再数一遍，改正数错的那一项", "没有举过手的人记在“未表态”里，不记在“弃权”里"),
                safe=_NOTHING_RECORDED,
            )
        return count


@dataclass(frozen=True)
class Verdict:
    """What a count means under a rule pack.

    Attributes:
        quorum: whether enough persons were there.
        base: of whom the majority is taken.
        base_size: how many those are.
        need: votes in favour needed.
        have: votes in favour.
        outcome: what was decided.
        unanimous: whether the result may be called 一致通过.
        short_by: votes in favour missing, 0 when there are enough.
        explanation: one sentence with base, need and have.
        why: the same as lines with their numbers.
        not_unanimous_because: why a carried vote is not 一致通过, empty otherwise.
    """

    quorum: Quorum
    base: Base
    base_size: int
    need: int
    have: int
    outcome: Outcome
    unanimous: bool
    short_by: int
    explanation: str
    why: tuple[WhyLine, ...]
    not_unanimous_because: str = ""


def quorum(pack: RulePack, entitled: int, present: int) -> Quorum:
    """Say whether `present` of `entitled` persons are a quorum under the pack.

    Raises:
        UserFacingError: when the numbers cannot be.
    """
    _check_whole("应到", entitled)
    _check_whole("实到", present)
    _check_present(entitled, present)
    need = pack.quorum.need(entitled)
    met = present >= need
    rule = f"应到 {entitled} 人，{pack.quorum.phrase}即 {need} 人，实到 {present} 人"
    if met:
        return Quorum(need, present, met, f"{rule}，达到法定人数。")
    line = "，正好在线上不算够" if pack.quorum.exactly_on_the_line(present, entitled) else ""
    return Quorum(need, present, met, f"{rule}{line}，还差 {need - present} 人，没有达到法定人数。")


def decide(pack: RulePack, count: HandCount, *, persons_present: int | None = None) -> Verdict:
    """Say what a count means.

    Args:
        pack: the rules of the meeting.
        count: the hands; `count.present` are those who could vote.
        persons_present: the entitled persons in the room for the quorum, when they are more than those who
            could vote, as when the presiding chair does not vote. Defaults to `count.present`.

    Raises:
        UserFacingError: when the numbers cannot be, or abstentions are given though the pack asks for none.
    """
    persons = count.present if persons_present is None else persons_present
    if persons < count.present:
        raise UserFacingError(
            f"人数对不上：参加表决的 {count.present} 人比实到的 {persons} 人多",
            advice=("核对考勤里的实到人数",),
            safe=_NOTHING_RECORDED,
        )
    if count.abstaining and not pack.abstention_polled:
        raise UserFacingError(
            f"表决规则“{pack.name}”不问弃权，但登记了弃权 {count.abstaining} 人",
            advice=("把没有举手的人记在“未表态”里",),
            safe=_NOTHING_RECORDED,
        )
    enough_people = quorum(pack, count.entitled, persons)
    base_size = count.entitled if pack.majority_base is Base.ENTITLED else count.present
    need = pack.majority.need(base_size)
    enough_votes = count.in_favour >= need
    carried = enough_people.met and enough_votes
    unanimous = carried and not _against_unanimity(pack, count)
    outcome = Outcome.NOT_CARRIED
    if carried:
        outcome = Outcome.CARRIED_UNANIMOUSLY if unanimous else Outcome.CARRIED
    return Verdict(
        quorum=enough_people,
        base=pack.majority_base,
        base_size=base_size,
        need=need,
        have=count.in_favour,
        outcome=outcome,
        unanimous=unanimous,
        short_by=max(0, need - count.in_favour),
        explanation=_explanation(pack, count, enough_people, base_size, outcome),
        why=_why(pack, count, enough_people, base_size),
        not_unanimous_because=_not_unanimous_because(pack, count) if outcome is Outcome.CARRIED else "",
    )


def derive_in_favour(present: int, against: int, abstaining: int, not_voting: int) -> int:
    """Return those in favour when the others were counted: present less against, abstaining and not voting.

    Raises:
        UserFacingError: when more hands were counted than there are people.
    """
    for label, number in (
        ("实到", present),
        ("不同意", against),
        ("弃权", abstaining),
        ("未表态", not_voting),
    ):
        _check_whole(label, number)
    others = against + abstaining + not_voting
    if others > present:
        raise UserFacingError(
            f"票数对不上：不同意 {against} + 弃权 {abstaining} + 未表态 {not_voting} = {others}，"
            f"比在场有表决权的 {present} 人多 {others - present}",
            advice=("再数一遍举手的人，改正数错的那一项", "核对考勤里的实到人数"),
            safe=_NOTHING_RECORDED,
        )
    return present - others


def _check_whole(label: str, number: int) -> None:
    """Refuse anything but a whole number of 0 or more; text and fractions are never compared as numbers."""
    if isinstance(number, bool) or not isinstance(number, int):
        raise UserFacingError(
            f"{label}人数要填整数，现在是“{number}”",
            advice=("填 0、1、2 这样的数字",),
            safe=_NOTHING_RECORDED,
        )
    if number < 0:
        raise UserFacingError(
            f"{label}人数不能是负数，现在是 {number}", advice=("没有人就填 0",), safe=_NOTHING_RECORDED
        )


def _check_present(entitled: int, present: int) -> None:
    if present > entitled:
        raise UserFacingError(
            f"人数对不上：实到 {present} 人，比应到 {entitled} 人多 {present - entitled} 人",
            advice=("列席的人不计入实到", "核对考勤，看看是不是有人记了两次"),
            safe=_NOTHING_RECORDED,
        )


def _against_unanimity(pack: RulePack, count: HandCount) -> tuple[str, ...]:
    """Return what stands against 一致通过, in words, empty when nothing does."""
    found = [
        f"{number} 人{word}"
        for number, word in ((count.against, "不同意"), (count.abstaining, "弃权"))
        if number
    ]
    if pack.unanimous_needs_every_hand and count.not_voting:
        found.append(f"{count.not_voting} 人未表态")
    return tuple(found)


def _not_unanimous_because(pack: RulePack, count: HandCount) -> str:
    zero = "不同意、弃权和未表态" if pack.unanimous_needs_every_hand else "不同意和弃权"
    return f"有 {'、'.join(_against_unanimity(pack, count))}。{zero}都是 0，才写“一致通过”。"


def _standing(pack: RulePack, count: HandCount, base_size: int) -> str:
    """Compare the votes in favour with the votes needed."""
    have, need = count.in_favour, pack.majority.need(base_size)
    if have > need:
        return f"同意 {have} 人，比需要的多 {have - need} 人"
    if have == need:
        return f"同意 {have} 人，正好够"
    if pack.majority.exactly_on_the_line(have, base_size):
        line = (
            "正好一半，不算过半数" if pack.majority is Threshold.MORE_THAN_HALF else "正好三分之二，不算超过"
        )
        return f"同意 {have} 人，{line}，还差 {need - have} 人"
    return f"同意 {have} 人，还差 {need - have} 人"


def _explanation(
    pack: RulePack, count: HandCount, enough_people: Quorum, base_size: int, outcome: Outcome
) -> str:
    """Return the one sentence; without a quorum it says that first, because nothing else matters then."""
    need = pack.majority.need(base_size)
    if not enough_people.met:
        base = "" if pack.majority_base is Base.ENTITLED else f"按实到 {base_size} 人，"
        return (
            f"没有达到法定人数，表决没有效力：应到 {count.entitled} 人，"
            f"{pack.quorum.phrase}即 {enough_people.need} 人，"
            f"实到 {enough_people.have} 人，还差 {enough_people.short_by} 人；"
            f"同意 {count.in_favour} 人（{base}{pack.majority.phrase}需 {need} 人），未通过。"
        )
    rule = f"{_base_words(pack, enough_people)} {base_size} 人，{pack.majority.phrase}需 {need} 人"
    hands = list(_against_unanimity(pack, count))
    if count.not_voting and not pack.unanimous_needs_every_hand:
        hands.append(f"{count.not_voting} 人未表态")
    remark = f"有 {'、'.join(hands)}，" if hands else ""
    if outcome is Outcome.CARRIED_UNANIMOUSLY:
        remark = "没有人不同意和弃权" + (f"（{hands[0]}）" if hands else "") + "，"
    return f"{rule}；{_standing(pack, count, base_size)}；{remark}{outcome.phrase}。"


def _base_words(pack: RulePack, enough_people: Quorum) -> str:
    """Name the people the majority is taken of."""
    if pack.majority_base is Base.ENTITLED:
        return "应到"
    return "实到" if pack.chair_votes else "实到并参加表决"


def _why(pack: RulePack, count: HandCount, enough_people: Quorum, base_size: int) -> tuple[WhyLine, ...]:
    """Return who counts, how it is worked out, where it stands, and the quorum (first when it is missing)."""
    who = (
        "应到的人，没有到会的也算在内" if pack.majority_base is Base.ENTITLED else "实到的人，没有到会的不算"
    )
    working = pack.majority.working(base_size).rpartition(" ")[0]
    votes = (
        WhyLine("谁算数", who, base_size),
        WhyLine("怎么算", working, pack.majority.need(base_size)),
        WhyLine("现在", _standing(pack, count, base_size), count.in_favour),
    )
    short = "已够" if enough_people.met else f"还差 {enough_people.short_by} 人，表决没有效力"
    people = WhyLine(
        "到会",
        f"应到 {count.entitled} 人，{pack.quorum.phrase}即 {enough_people.need} 人，{short}",
        enough_people.have,
    )
    return (*votes, people) if enough_people.met else (people, *votes)
