"""Election rules in words and at her numbers: what they come to, what is unusual, what a change moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.rules.election_pack import CountBase, Method, Mode, Shortfall
from fulian_desktop.rules.thresholds import Threshold

if TYPE_CHECKING:
    from fulian_desktop.rules.election_pack import ElectionPack


@dataclass(frozen=True)
class Numbers:
    """The numbers an example is told at: entitled, present, seats, candidates, ballots returned and valid.

    `of_officers`: chair and vice-chairs are elected, in the way the rules have for them.
    """

    entitled: int
    present: int
    seats: int
    candidates: int
    returned: int
    valid: int
    of_officers: bool = False

    @classmethod
    def of(
        cls, entitled: int, present: int, seats: int, candidates: int, *, of_officers: bool = False
    ) -> Numbers:
        """Return the numbers when every ballot comes back and one is invalid."""
        valid = max(0, present - 1)
        return cls(entitled, present, seats, candidates, present, valid, of_officers=of_officers)


@dataclass(frozen=True)
class Example:
    """One rule: its heading, what it says, and what it comes to at these numbers."""

    key: str
    heading: str
    rule: str
    at_numbers: str


def examples(pack: ElectionPack, numbers: Numbers) -> tuple[Example, ...]:
    """Return the rules one by one with what they come to at these numbers."""
    return (
        Example("method", "选举方式", _methods(pack), ""),
        Example("mode", "候选人", _modes(pack), _at_mode(pack, numbers)),
        Example("quorum", "到会", f"应到的{pack.quorum.phrase}", _at_quorum(pack, numbers)),
        Example(
            "majority",
            "当选",
            f"{pack.majority_base.phrase}的{pack.majority.phrase}",
            _at_need(pack, numbers),
        ),
        Example("tie", "末位同票", pack.tie.phrase, _revote(pack)),
        Example("shortfall", "名额不足", pack.shortfall.phrase, _second(pack, numbers)),
        Example("write_ins", "另选他人", _write_ins(pack), ""),
        Example(
            "validity", "选票有效", "一张选票所选人数多于应选的无效", f"选了 {numbers.seats + 1} 人的选票无效"
        ),
        Example("scrutineers", "监票计票", _scrutineers(pack), ""),
        Example("legend", "画票符号", legend(pack), ""),
        Example("proxy", "委托投票", "可以委托" if pack.proxy_allowed else "不能委托他人投票", ""),
    )


def compare(
    before: ElectionPack, after: ElectionPack, numbers: Numbers
) -> tuple[tuple[Example, Example], ...]:
    """Return the rules that differ, before and after, at the same numbers."""
    pairs = zip(examples(before, numbers), examples(after, numbers), strict=True)
    return tuple(pair for pair in pairs if pair[0] != pair[1])


def legend(pack: ElectionPack) -> str:
    """Return the legend printed on the ballot: 赞成画○，不赞成画×，弃权不画符号."""
    blank = f"弃权画{pack.mark_abstaining}" if pack.mark_abstaining else "弃权不画符号"
    return f"在{pack.mark_place.phrase}赞成画{pack.mark_in_favour}，不赞成画{pack.mark_against}，{blank}"


def warnings(pack: ElectionPack, numbers: Numbers | None = None) -> tuple[str, ...]:
    """Say which choices are unusual, and why that matters."""
    found: list[str] = []
    if pack.method is Method.SHOW_OF_HANDS:
        found.append(
            "执委用举手表决选举：各地选举办法写的都是无记名投票，代表不便当众表示不赞成；请先问上级妇联。"
        )
    if pack.officer_method is Method.SHOW_OF_HANDS:
        found.append("主席、副主席用举手表决选举：选举办法通常写无记名投票；请核对。")
    found += _majority_warnings(pack)
    if pack.mode is Mode.EQUAL:
        found.append("执委等额选举：选举工作条例要求执委差额选举；补选一两人时才常用等额。")
    if pack.candidate_may_count:
        found.append("候选人可以监票、计票：各地选举办法都不允许；请核对。")
    if pack.relative_may_count:
        found.append("候选人的近亲属可以监票、计票：人大选举法不允许；请核对。")
    if pack.men_allowed:
        found.append("名单里可以有男同志：妇联执委会由妇女组成；请核对。")
    if pack.proxy_allowed:
        found.append("可以委托他人投票：没有见到妇联的选举办法这样规定，党内选举明确不允许；请核对。")
    if "○" in pack.mark_abstaining:
        found.append("“○”在这里表示弃权，多数选票用它表示赞成：请在选票上印明符号，并在会上说明。")
    if numbers is not None:
        found += _number_warnings(pack, numbers)
    return tuple(found)


def _majority_warnings(pack: ElectionPack) -> list[str]:
    found = []
    if pack.majority_base is CountBase.PRESENT:
        found.append("当选票数按实到计算：来的人越少，当选需要的票也越少；妇联的选举办法多按应到计算。")
    if pack.majority_base in (CountBase.RETURNED, CountBase.VALID):
        found.append(
            f"当选票数按{pack.majority_base.phrase}计算：没有投票或投了废票的人不算在内；多数办法按应到计算。"
        )
    if pack.majority is Threshold.AT_LEAST_HALF:
        found.append("“半数以上”包括正好一半；多数选举办法写的是超过半数。")
    if pack.majority.share == (2, 3):
        found.append(f"当选需要{pack.majority.phrase}，比通常的过半数高；请核对。")
    if pack.quorum.share == (1, 2):
        found.append(f"{pack.quorum.phrase}到会就能选举，比通常的三分之二低；请核对。")
    words = "".join(pack.articles.values())
    if "超过" in words and "以上" in words and _mixed(pack):
        found.append(
            "同一条规则的原文里既写“超过”又写“以上”：“超过”不包括本数，“以上”包括本数，正好一半时结果不同；"
            "请先定下一种。"
        )
    return found


def _mixed(pack: ElectionPack) -> bool:
    """Say whether one clause, or the clause and the setting, use both words for the same line."""
    for key, threshold in (("majority", pack.majority), ("quorum", pack.quorum)):
        text = pack.articles.get(key, "")
        if "超过" in text and "以上" in text:
            return True
        word = "以上" if not threshold.includes_exact else "超过"
        if word in text:
            return True
    return False


def _number_warnings(pack: ElectionPack, numbers: Numbers) -> list[str]:
    found = []
    if numbers.seats % 2 == 0:
        found.append(f"应选 {numbers.seats} 人是双数：有的地方要求执委人数为单数，表决时不易出现正反相等。")
    extra = numbers.candidates - numbers.seats
    asked = -(-numbers.seats * pack.min_difference_percent // 100)
    if pack.mode_of(officers=numbers.of_officers) is not Mode.EQUAL and extra < asked:
        found.append(
            f"应选 {numbers.seats} 人，候选人 {numbers.candidates} 人，差额 {extra} 人，"
            f"不到应选的 {pack.min_difference_percent}%（{asked} 人）。"
        )
    other = _sister(pack.majority)
    size = _size(pack, numbers)
    if other.need(size) != pack.majority.need(size):
        found.append(
            f"{pack.majority_base.phrase} {size} 时，"
            f"“{pack.majority.phrase}”要 {pack.majority.need(size)} 票，"
            f"“{other.phrase}”要 {other.need(size)} 票，差一票；请确认用哪一个词。"
        )
    return found


def _sister(threshold: Threshold) -> Threshold:
    """Return the threshold of the same share that treats the line itself the other way."""
    return next(one for one in Threshold if one.share == threshold.share and one is not threshold)


def _size(pack: ElectionPack, numbers: Numbers) -> int:
    return {
        CountBase.ENTITLED: numbers.entitled,
        CountBase.PRESENT: numbers.present,
        CountBase.RETURNED: numbers.returned,
        CountBase.VALID: numbers.valid,
    }[pack.majority_base]


def _methods(pack: ElectionPack) -> str:
    if pack.method is pack.officer_method:
        return f"执委和主席、副主席都用{pack.method.phrase}"
    return f"执委用{pack.method.phrase}，主席、副主席用{pack.officer_method.phrase}"


def _modes(pack: ElectionPack) -> str:
    ballots = "同一张选票分别计票" if pack.officers_on_one_ballot else "各用一种选票"
    return f"执委{pack.mode.phrase}，主席、副主席{pack.officer_mode.phrase}（{ballots}）"


def _at_mode(pack: ElectionPack, numbers: Numbers) -> str:
    if pack.mode_of(officers=numbers.of_officers) is Mode.EQUAL:
        return f"应选 {numbers.seats} 人，候选人也是 {numbers.seats} 人"
    return f"应选 {numbers.seats} 人，候选人至少 {numbers.seats + pack.min_difference} 人"


def _at_quorum(pack: ElectionPack, numbers: Numbers) -> str:
    need = pack.quorum.need(numbers.entitled)
    short = "可以选举" if numbers.present >= need else f"还差 {need - numbers.present} 人，不能选举"
    return f"应到 {numbers.entitled} 人，要到 {need} 人；实到 {numbers.present} 人，{short}"


def _at_need(pack: ElectionPack, numbers: Numbers) -> str:
    size = _size(pack, numbers)
    return f"{pack.majority_base.phrase} {size} {pack.majority_base.unit}，要 {pack.majority.need(size)} 票"


def _revote(pack: ElectionPack) -> str:
    if pack.revote_needs_majority:
        return "重新投票时仍要达到规定票数"
    return "重新投票时得票多的当选"


def _second(pack: ElectionPack, numbers: Numbers) -> str:
    if pack.shortfall is Shortfall.LEAVE_VACANT:
        return ""
    if pack.second_round_floor is None:
        return "另行选举时当选票数不变"
    share, of = pack.second_round_floor
    need = max(1, -(-numbers.returned * share // of))
    return f"另行选举时得票多的当选，但不少于收回选票的 {share}/{of}（{numbers.returned} 张要 {need} 票）"


def _write_ins(pack: ElectionPack) -> str:
    if not pack.write_ins:
        return "不能另选他人"
    words = ["可以另选他人"]
    if pack.write_in_needs_mark:
        words.append("只写姓名不画符号的无效")
    if pack.abstention_blocks_write_in:
        words.append("弃权的不能另选，不赞成几人才能另选几人")
    return "，".join(words)


def _scrutineers(pack: ElectionPack) -> str:
    who = [] if pack.candidate_may_count else ["候选人"]
    who += [] if pack.relative_may_count else ["候选人的近亲属"]
    barred = f"，{'、'.join(who)}不能担任" if who else ""
    return (
        f"总监票人 {pack.chiefs} 人，监票人至少 {pack.scrutineers} 人，计票人至少 {pack.tellers} 人{barred}"
    )
