"""Whether a show of hands may be begun: said before anybody raises a hand, not after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.rules import verdicts
from fulian_desktop.rules.thresholds import Base

if TYPE_CHECKING:
    from fulian_desktop.rules.rule_pack import RulePack
    from fulian_desktop.rules.verdicts import Quorum


@dataclass(frozen=True)
class BeforeVote:
    """How a show of hands stands before it is begun.

    Attributes:
        quorum: whether enough persons are in the room.
        voters: those in the room who may raise a hand.
        need: votes in favour needed, if all of them stay.
        warning: why it should not be begun now, empty when it can.
        note: what to know though it can be begun, empty for nothing.
    """

    quorum: Quorum
    voters: int
    need: int
    warning: str
    note: str

    @property
    def spare(self) -> int:
        """Return how many of the voters need not be in favour, 0 when not even all are enough."""
        return max(0, self.voters - self.need)


def before_vote(pack: RulePack, entitled: int, present: int, voters: int) -> BeforeVote:
    """Say whether a show of hands may be begun, before anybody raises one.

    Args:
        pack: the rules of the meeting.
        entitled: those entitled, present or not.
        present: those of them in the room.
        voters: those of the present who may raise a hand.

    Raises:
        UserFacingError: when the numbers cannot be.
    """
    enough_people = verdicts.quorum(pack, entitled, present)
    need = pack.majority.need(entitled if pack.majority_base is Base.ENTITLED else voters)
    warning, note = "", ""
    if not present:
        warning = "还没有人登记到会，现在不能表决。"
    elif not enough_people.met:
        missing = enough_people.short_by
        warning = f"现在不要表决：法定 {enough_people.need} 人，在场 {present} 人，还差 {missing} 人。"
    elif voters < need:
        warning = (
            f"现在表决不可能通过：需要 {need} 人，在场有表决权 {voters} 人，"
            f"全部同意也还差 {need - voters} 人。"
        )
    elif present == enough_people.need:
        note = f"在场正好 {present} 人，再走一人就不够法定人数。"
    return BeforeVote(enough_people, voters, need, warning, note)
