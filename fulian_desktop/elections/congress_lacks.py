"""What the program itself can find missing for a step of the path. Pure rules over what is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.elections.congress_records import Congress, Lack, Office
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.people.delegate_records import DelegateStep

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fulian_desktop.elections.congress_records import OfficeHolder
    from fulian_desktop.meetings.records import Meeting
    from fulian_desktop.people.delegate_records import DelegateStanding, QuotaLine

MOST_NAMES = 3


@dataclass(frozen=True)
class Known:
    """What is recorded around a congress, looked up once."""

    congress: Congress
    offices: tuple[OfficeHolder, ...]
    delegates: tuple[DelegateStanding, ...]
    quota: tuple[QuotaLine, ...]
    sessions: tuple[Meeting, ...]
    candidates: int
    list_passed: bool
    officials: int
    blocking_conflicts: tuple[str, ...]

    def holders(self, *offices: Office) -> tuple[OfficeHolder, ...]:
        """Return who holds one of these offices."""
        return tuple(one for one in self.offices if one.office in offices)

    @property
    def counting(self) -> tuple[DelegateStanding, ...]:
        """Return the delegates with a vote who still count."""
        return tuple(one for one in self.delegates if one.may_vote and one.step.counts)


def lacks_of(check: str, known: Known) -> tuple[Lack, ...]:
    """Return what is missing for a step; an unknown check finds nothing."""
    look = _CHECKS.get(check)
    return () if look is None else tuple(look(known))


def _group(known: Known) -> list[Lack]:
    if not known.holders(Office.GROUP_HEAD):
        return [Lack("筹备组组长没有定", "offices")]
    if not known.holders(Office.GROUP_MEMBER):
        return [Lack("筹备组成员没有填", "offices")]
    return []


def _plan(known: Known) -> list[Lack]:
    return [] if known.congress.plan.place else [Lack("大会地点没有填", "congress")]


def _quota(known: Known) -> list[Lack]:
    planned = sum(line.planned or 0 for line in known.quota)
    wanted = known.congress.plan.delegates_planned
    if not planned:
        return [Lack("代表名额还没有分配到小组", "delegates")]
    if planned != wanted:
        word = "少" if planned < wanted else "多"
        return [
            Lack(
                f"各组名额合计 {planned}，比代表名额 {wanted} {word} {abs(wanted - planned)} 名", "delegates"
            )
        ]
    return []


def _nominations(known: Known) -> list[Lack]:
    found = []
    for line in known.quota:
        if line.planned is None and line.proposed:
            found.append(
                Lack(
                    f"{line.group_name or '没有分组的代表'}没有分配名额，提了 {line.proposed} 名", "delegates"
                )
            )
        elif line.planned is not None and line.difference:
            word = "还差" if line.difference < 0 else "多出"
            found.append(Lack(f"{line.group_name}{word} {abs(line.difference)} 名代表", "delegates"))
    if not known.counting and not found:
        found.append(Lack("还没有提名代表", "delegates"))
    return found


def _qualification(known: Known) -> list[Lack]:
    waiting = [one for one in known.counting if one.step is DelegateStep.NOMINATED]
    found = [] if known.counting else [Lack("还没有提名代表", "delegates")]
    if waiting:
        found.append(Lack(f"{_names(waiting)}还没有审查", "delegates"))
    if not known.holders(Office.QUALIFICATION):
        found.append(Lack("代表资格审查委员会名单没有填", "offices"))
    return found


def _publicity(known: Known) -> list[Lack]:
    waiting = [one for one in known.counting if one.step is DelegateStep.QUALIFIED]
    if waiting:
        return [Lack(f"{_names(waiting)}审查合格，还没有登记公示", "delegates")]
    return []


def _approved(known: Known) -> list[Lack]:
    waiting = [one for one in known.counting if one.step is not DelegateStep.APPROVED]
    if waiting:
        return [Lack(f"{_names(waiting)}还没有确认", "delegates")]
    if not known.counting:
        return [Lack("还没有确认的代表", "delegates")]
    wanted, have = known.congress.plan.delegates_planned, len(known.counting)
    return [] if have == wanted else [Lack(f"确认了 {have} 名代表，代表名额是 {wanted} 名", "delegates")]


def _candidates(known: Known) -> list[Lack]:
    seats = known.congress.plan.seats
    if not known.candidates:
        return [Lack("还没有登记候选人", "elections")]
    if known.candidates < seats:
        return [Lack(f"候选人 {known.candidates} 名，少于应选的 {seats} 名", "elections")]
    return []


def _candidates_checked(known: Known) -> list[Lack]:
    conflicts = [Lack(sentence, "elections") for sentence in known.blocking_conflicts[:MOST_NAMES]]
    return [*_candidates(known), *conflicts]


def _sessions(known: Known) -> list[Lack]:
    found = []
    if not any(one.kind.is_of_congress for one in known.sessions):
        found.append(Lack("大会的各次会议还没有建立", "sessions"))
    if not known.holders(Office.PRESIDIUM, Office.EXECUTIVE_CHAIR):
        found.append(Lack("大会主席团建议名单没有填", "offices"))
    if not known.holders(Office.SECRETARY):
        found.append(Lack("大会秘书长没有定", "offices"))
    return found


def _election(known: Known) -> list[Lack]:
    found = _candidates(known)
    if not known.officials:
        found.append(Lack("总监票人、监票人、计票人建议名单没有填", "elections"))
    return found


def _held(known: Known) -> list[Lack]:
    congress = [one for one in known.sessions if one.kind.is_of_congress]
    if not congress:
        return [Lack("大会的各次会议还没有建立", "sessions")]
    waiting = [one for one in congress if one.state is not MeetingState.CLOSED]
    return [Lack(f"{len(congress)} 次会议，还有 {len(waiting)} 次没有开完", "sessions")] if waiting else []


def _names(delegates: Sequence[DelegateStanding]) -> str:
    """Return up to three names and how many there are."""
    shown = "、".join(one.person.name for one in delegates[:MOST_NAMES])
    return shown if len(delegates) <= MOST_NAMES else f"{shown}等 {len(delegates)} 名代表"


_CHECKS: Mapping[str, Callable[[Known], list[Lack]]] = {
    "group": _group,
    "plan": _plan,
    "quota": _quota,
    "nominations": _nominations,
    "qualification": _qualification,
    "publicity": _publicity,
    "approved": _approved,
    "candidates": _candidates,
    "candidates_checked": _candidates_checked,
    "candidates_approved": _candidates,
    "sessions": _sessions,
    "election": _election,
    "held": _held,
}


def election_session(sessions: Sequence[Meeting]) -> Meeting | None:
    """Return the session in which the congress votes, or None."""
    return next((one for one in sessions if one.kind is MeetingKind.ELECTION), None)
