"""What is refused while counting, each with a clear sentence. Pure rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.elections.count_records import CustodyKind, Way
from fulian_desktop.elections.custody_operations import figures_of
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.ballots import Mark, WriteIn, post_of
from fulian_desktop.rules.custody import returned_too_many
from fulian_desktop.rules.election_pack import Method

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.elections.count_records import BallotCount, CustodyEvent, Round
    from fulian_desktop.rules.ballot_tally import Tally, Total
    from fulian_desktop.rules.ballots import Ballot, Contest

MOST_COPIES = 1000
SAFE = "这一条没有登记，已经录入的都在。"


def check_start(
    one: Round,
    way: Way,
    counter_name: str,
    *,
    events: Sequence[CustodyEvent],
    counts: Sequence[BallotCount],
    settled: bool,
) -> None:
    """Refuse a count that may not begin."""
    name = counter_name.strip()
    if not name:
        raise UserFacingError("没有填由谁计票。", advice=("请选定计票人。",), safe=SAFE)
    if settled:
        raise UserFacingError("这一轮的票数已经认定，不能再计票。", safe=SAFE)
    if one.present is None:
        raise UserFacingError("还没有清点到会人数。", advice=("请先清点人数。",), safe=SAFE)
    running = next((each for each in counts if not each.finished), None)
    if running is not None:
        raise UserFacingError(
            f"{running.counter_name}的第 {running.number} 次计票还没有结束。",
            advice=("请先结束那一次，再开始新的计票。",),
            safe=SAFE,
        )
    if any(each.counter_name == name for each in counts):
        raise UserFacingError(
            f"{name}已经数过一次，第二次要由另一个人数。", advice=("请换一位计票人。",), safe=SAFE
        )
    if one.method is Method.SHOW_OF_HANDS:
        if way is not Way.TOTALS:
            raise UserFacingError("举手表决只能按人录入总数。", advice=("请选“按人录入总数”。",), safe=SAFE)
        return
    figures = figures_of(events, one.present)
    if figures.issued is None or figures.returned is None:
        raise UserFacingError(
            "还没有登记发出和收回的选票数。",
            advice=("开箱清点收回的张数后，再开始计票。",),
            safe=SAFE,
        )
    if returned_too_many(figures):
        raise UserFacingError(
            f"收回选票 {figures.returned} 张，多于发出的 {figures.issued} 张，选举无效，不再计票。",
            advice=("请再清点一遍收回的选票。", "确实多出时，请宣布选举无效，重新发票选举。"),
            safe="已经登记的发票、收票记录都在。",
        )
    if not any(each.kind is CustodyKind.BOX_OPENED and not each.is_withdrawn for each in events):
        raise UserFacingError(
            "还没有登记开启票箱。", advice=("请先登记开箱的时间和在场的监票人。",), safe=SAFE
        )


def check_room(returned: int | None, entered: int, more: int) -> None:
    """Refuse more ballots than were returned."""
    if returned is not None and entered + more > returned:
        raise UserFacingError(
            f"收回选票 {returned} 张，已经录入 {entered} 张，"
            f"再录 {more} 张就多出 {entered + more - returned} 张。",
            advice=("请核对是不是有一张录了两次。", "收回的张数数错了，请先更正收回的登记。"),
            safe=SAFE,
        )


def checked_write_ins(contest: Contest, ballot: Ballot) -> Ballot:
    """Return a ballot whose names written in are trimmed and have their post."""
    checked = []
    for one in ballot.write_ins:
        name = "".join(one.name.split())
        if not name:
            raise UserFacingError(
                "另选人的姓名没有填。", advice=("看不出是谁的，请按疑难票处理。",), safe=SAFE
            )
        checked.append(WriteIn(name, post_of(contest, one), one.marked))
    return replace(ballot, write_ins=tuple(checked))


def check_call(contest: Contest, tally: Tally, called: tuple[int, Mark], write_in: str, post: str) -> str:
    """Refuse a call that cannot be; return the post it is for."""
    number, mark = called
    if number == 0:
        if not write_in.strip() or mark is not Mark.IN_FAVOUR:
            raise UserFacingError(
                "另选人要唱出姓名，并且只计赞成。", advice=("请填写另选人的姓名。",), safe=SAFE
            )
        if not contest.write_ins:
            raise UserFacingError("本轮选举不能另选他人。", advice=("这一格按部分无效处理。",), safe=SAFE)
        return post_of(contest, WriteIn(write_in.strip(), post))
    if not 1 <= number <= len(contest.entrants):
        raise UserFacingError(
            f"选票上没有 {number} 号，号码从 1 到 {len(contest.entrants)}。",
            advice=("请看号码。",),
            safe=SAFE,
        )
    if mark is Mark.ABSTAINING:
        raise UserFacingError("弃权不用唱，由程序算出。", safe=SAFE)
    line = tally.lines[number - 1]
    called_so_far = line.in_favour + line.against + line.partly_invalid
    if called_so_far >= tally.valid:
        raise UserFacingError(
            f"{line.name}已经唱了 {called_so_far} 票，有效票一共 {tally.valid} 张，不能再多。",
            advice=("请与监票人核对，或撤销多唱的一票。",),
            safe=SAFE,
        )
    return contest.entrants[number - 1].post


def check_total(one: Round, total: Total) -> Total:
    """Refuse totals that cannot be; return them with their post."""
    size = len(one.contest.entrants)
    if not 0 <= total.number <= size:
        raise UserFacingError(f"选票上没有 {total.number} 号。", advice=(f"号码从 1 到 {size}。",), safe=SAFE)
    numbers: tuple[int, ...] = total[1:6]
    if any(isinstance(number, bool) or not isinstance(number, int) or number < 0 for number in numbers):
        raise UserFacingError("票数要填 0 或更大的整数。", advice=("没有就填 0，不要空着。",), safe=SAFE)
    if one.method is Method.SECRET_BALLOT and total.not_voting:
        raise UserFacingError("无记名投票没有“未表态”。", advice=("没有划的格是弃权。",), safe=SAFE)
    if total.number:
        return total._replace(write_in="", post=one.contest.entrants[total.number - 1].post)
    name = "".join(total.write_in.split())
    if not name or any(numbers[1:]):
        raise UserFacingError(
            "另选人要填姓名，并且只填赞成票。", advice=("不赞成、弃权一栏留 0。",), safe=SAFE
        )
    return total._replace(write_in=name, post=post_of(one.contest, WriteIn(name, total.post)))
