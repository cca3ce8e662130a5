"""The articles of 选举办法 written from the rules of an election, every share with its whole number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import chinese_number
from fulian_desktop.documents.papers.election_figures import body_of, post_word, session_of
from fulian_desktop.elections.records import Role
from fulian_desktop.rules.election_pack import CountBase, Mode, Shortfall, Tie

if TYPE_CHECKING:
    from fulian_desktop.documents.papers.election_figures import ElectionFigures
    from fulian_desktop.meetings.records import MeetingFacts
    from fulian_desktop.rules.election_pack import ElectionPack


def articles(facts: MeetingFacts, one: ElectionFigures) -> list[tuple[str, str]]:
    """Return heading and text of each article; what the adopted text words itself is quoted from it."""
    found = [
        ("依据", _basis(facts, one)),
        ("名额和候选人", _seats(one)),
        ("选举方式", _method(one)),
        ("到会人数", _quorum(one)),
        ("选票的填写", _marks(one)),
        ("选票的效力", _validity(one)),
        ("当选", _majority(one)),
        ("得票相同", _tie(one)),
        ("名额没有选足", _shortfall(one.election.pack, one)),
        ("监票和计票", _officials(one)),
        ("宣布结果", _announcing(one)),
        ("生效", f"本办法经{'大会' if one.electors == '代表' else '会议'}通过后生效。"),
    ]
    return [(heading, text) for heading, text in found if text]


def _basis(facts: MeetingFacts, one: ElectionFigures) -> str:
    where = f"{body_of(facts, one)}{session_of(facts, one)}"
    act = "" if one.act == "选举" else one.act
    what = f"{where}{act}{'表决' if one.is_removal else '选举'}办法"
    return f"根据《中华全国妇女联合会章程》和妇联组织选举工作的有关规定，结合实际，制定{what}。"


def _seats(one: ElectionFigures) -> str:
    if one.is_removal:
        names = "、".join(each.name for each in one.listed)
        return f"就罢免{names or '提出罢免的人员'}的执委职务进行表决，每人分别计票。"
    told = []
    for part in one.election.posts:
        standing = sum(1 for each in one.listed if each.post is part.post)
        words = f"{post_word(part.post)}应选{part.seats}名"
        if standing:
            more = standing - part.seats
            words += f"，提名候选人{standing}名，" + (f"差额{more}名" if more > 0 else "等额选举")
        told.append(words)
    order = "候选人名单按通过的次序排列。" if one.is_of_officers else "候选人名单按姓氏笔画为序排列。"
    return f"选举{one.committee}，{'；'.join(told)}。{order}"


def _method(one: ElectionFigures) -> str:
    way = "无记名投票" if one.is_secret else "举手表决"
    act = "表决" if one.is_removal else "选举"
    mode = {
        Mode.EQUAL: "等额选举",
        Mode.MORE: "差额选举",
        Mode.PRIMARY: "先差额预选产生正式候选人，再进行等额正式选举",
    }[one.mode]
    words = f"{act}采用{way}的方式" + ("。" if one.is_removal else f"，实行{mode}。")
    if one.is_secret and not one.election.pack.proxy_allowed:
        who = one.electors
        words += f"{who}必须到会投票，不能委托他人代投；填写有困难的，可以委托不是候选人的{who}代写。"
    return words


def _quorum(one: ElectionFigures) -> str:
    pack, entitled = one.election.pack, one.entitled
    words = f"到会有选举权的{one.electors}达到应到人数的{pack.quorum.phrase}，方可进行选举。"
    if pack.quorum.phrase.startswith("超过") or pack.quorum.phrase.startswith("过"):
        words = f"到会有选举权的{one.electors}{_over(pack.quorum.phrase, '应到人数')}，方可进行选举。"
    if entitled:
        words += f"应到{entitled}人，至少{pack.quorum.need(entitled)}人到会。"
    return words + "应到人数包括请假的人员。"


def _over(phrase: str, base: str) -> str:
    """Return 超过应到人数的三分之二, 超过应到人数的半数."""
    share = phrase.removeprefix("超过").removeprefix("过")
    return f"超过{base}的{share}"


def _marks(one: ElectionFigures) -> str:
    if not one.is_secret:
        return "依次请赞成的、不赞成的、弃权的举手，每名候选人分别表决，当场清点。"
    pack = one.election.pack
    blank = f"弃权的画“{pack.mark_abstaining}”" if pack.mark_abstaining else "弃权的不画任何符号"
    whom, mark = "罢免对象" if one.is_removal else "候选人", pack.mark_in_favour
    words = (
        f"对选票上的每名{whom}，可以赞成、不赞成或者弃权。"
        f"赞成的，在{pack.mark_place.phrase}的空格内画“{mark}”；"
        f"不赞成的画“{pack.mark_against}”；{blank}。"
    )
    if one.is_removal:
        return words
    if not pack.write_ins:
        return words + "不能另选他人。"
    words += f"另选他人的，写上姓名并画“{pack.mark_in_favour}”"
    words += f"，只写姓名不画“{pack.mark_in_favour}”的无效" if pack.write_in_needs_mark else ""
    words += "；对候选人不赞成几名，才能另选几名" if pack.abstention_blocks_write_in else ""
    return words + "。"


def _validity(one: ElectionFigures) -> str:
    if not one.is_secret:
        return ""
    words = "收回的选票等于或少于发出的选票，选举有效；多于发出的选票，选举无效，应当重新选举。"
    if one.is_removal:
        return words + "无法辨认的部分无效。"
    if len(one.election.posts) > 1:
        return (
            words
            + "每项职务所选人数等于或少于应选名额的有效，多于应选名额的，这一项无效。无法辨认的部分无效。"
        )
    seats = one.election.seats
    return words + f"每张选票所选人数等于或少于{seats}名的有效，多于{seats}名的无效。无法辨认的部分无效。"


_BASES = {
    CountBase.ENTITLED: "应到{who}",
    CountBase.PRESENT: "实到{who}",
    CountBase.RETURNED: "收回选票",
    CountBase.VALID: "有效选票",
}


def _majority(one: ElectionFigures) -> str:
    pack = one.election.pack
    base = _BASES[pack.majority_base].format(who=one.electors)
    over = pack.majority.phrase.startswith(("超过", "过"))
    share = _over(pack.majority.phrase, base) if over else f"达到{base}的{pack.majority.phrase}"
    if one.is_removal:
        words = f"赞成罢免的票数{share}，罢免始得通过。"
    else:
        words = f"候选人{'和另选人' if pack.write_ins else ''}获得的赞成票{share}，始得当选。"
        words += "获得规定票数的人数多于应选名额时，以得票多的当选。"
    if pack.majority_base is CountBase.ENTITLED and one.entitled:
        words += f"应到{one.entitled}人，至少{pack.majority.need(one.entitled)}票。"
    elif pack.majority_base is CountBase.PRESENT and one.entitled:
        quorum = pack.quorum.need(one.entitled)
        words += (
            f"实到{quorum}人时至少{pack.majority.need(quorum)}票，"
            f"{one.entitled}人全部到会时至少{pack.majority.need(one.entitled)}票。"
        )
    return words


def _tie(one: ElectionFigures) -> str:
    if one.is_removal:
        return ""
    pack = one.election.pack
    again = "重新投票时仍须达到规定的票数" if pack.revote_needs_majority else "重新投票时以得票多的当选"
    if pack.tie is Tie.FEWER_AGAINST:
        return f"票数相同、不能确定当选人时，不赞成票少的当选；仍然相同的，就票数相同的人重新投票，{again}。"
    return f"票数相同、不能确定当选人时，就票数相同的人重新投票，{again}。"


def _shortfall(pack: ElectionPack, one: ElectionFigures) -> str:
    if one.is_removal:
        return ""
    meeting = "大会" if one.electors == "代表" else "会议"
    again = ""
    if pack.second_round_floor is not None:
        share, of = pack.second_round_floor
        fraction = f"{chinese_number(of)}分之{chinese_number(share)}"
        again = f"另行选举时以得票多的当选，但得票不得少于收回选票的{fraction}。"
    return {
        Shortfall.LEAVE_VACANT: "当选人数少于应选名额时，不再进行选举，名额暂缺。",
        Shortfall.SECOND_ROUND: f"当选人数少于应选名额时，不足的名额另行选举。{again}",
        Shortfall.ASK: f"当选人数少于应选名额时，由{meeting}决定另行选举还是名额暂缺。{again}",
    }[pack.shortfall]


def _officials(one: ElectionFigures) -> str:
    pack = one.election.pack
    numbers = (
        (Role.CHIEF, pack.chiefs),
        (Role.SCRUTINEER, pack.scrutineers),
        (Role.TELLER, pack.tellers),
    )
    told = "、".join(
        f"{role.phrase}{len(one.officials(role)) or least}名" for role, least in numbers if least
    )
    barred = [] if pack.candidate_may_count else ["候选人"]
    barred += [] if pack.relative_may_count else ["候选人的近亲属"]
    words = f"设{told}，名单由{'大会' if one.electors == '代表' else '会议'}举手表决通过。"
    words += f"{'、'.join(barred)}不得担任监票人、计票人。" if barred else ""
    return words + ("投票前监票人当众检查票箱并加封，投票后当众开箱，清点选票。" if one.is_secret else "")


def _announcing(one: ElectionFigures) -> str:
    words = "计票结束后，由总监票人报告得票情况，所有候选人"
    words += "和另选人" if one.election.pack.write_ins and not one.is_removal else ""
    words += "的得票都要公布；由主持人宣布结果。"
    if one.is_removal:
        return words
    order = "主席、副主席按通过的次序" if one.is_of_officers else "当选名单按姓氏笔画为序"
    return f"{words}{order}公布。"
