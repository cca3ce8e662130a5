"""The door of the delegates of a congress: quota, nomination, check, publication, approval, replacement.

A congress is numbered like the term it elects; `term_number` is that number everywhere here.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.chinese.names_order import sorted_by_name
from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.delegate_records import (
    DelegateDecision,
    DelegateStanding,
    DelegateStatistics,
    DelegateStep,
    QuotaLine,
)
from fulian_desktop.people.delegate_statistics import statistics_of
from fulian_desktop.people.delegate_store import DelegateStore
from fulian_desktop.people.records import DelegateKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

MOST_OF_A_GROUP = 2000
_NOTHING = "代表名单没有改动。"
# From which standings a decision may be made; the way is 提名 → 审查 → 公示 → 确认.
_MAY_FOLLOW: Mapping[DelegateStep, frozenset[DelegateStep]] = {
    DelegateStep.QUALIFIED: frozenset({DelegateStep.NOMINATED, DelegateStep.UNQUALIFIED}),
    DelegateStep.UNQUALIFIED: frozenset(
        {DelegateStep.NOMINATED, DelegateStep.QUALIFIED, DelegateStep.PUBLISHED}
    ),
    DelegateStep.PUBLISHED: frozenset({DelegateStep.QUALIFIED}),
    DelegateStep.APPROVED: frozenset({DelegateStep.QUALIFIED, DelegateStep.PUBLISHED}),
}
_WHY_NOT = {
    DelegateStep.QUALIFIED: "只有已提名或审查不合格的代表，才登记审查合格",
    DelegateStep.UNQUALIFIED: "已确认的代表不能再登记审查不合格，请用“更换代表”",
    DelegateStep.PUBLISHED: "审查合格以后才公示",
    DelegateStep.APPROVED: "审查合格以后才确认",
}


class DelegateOperations:
    """Keep who is sent to a congress, by what quota, and what was decided on each."""

    def __init__(self, database: Database, journal: Journal, people: PeopleOperations) -> None:
        self._database = database
        self._journal = journal
        self._people = people
        self._store = DelegateStore(database)
        self._listed_last: tuple[int, int, tuple[DelegateStanding, ...]] | None = None

    # ---- reading

    def all(self, term_number: int) -> tuple[DelegateStanding, ...]:
        """Return everybody on the list by 姓氏笔画, those replaced or found unqualified included."""
        # Reading all people takes long at a thousand, and a page asks several times before anything changes.
        revision, last = self._database.revision, self._listed_last
        if revision is not None and last is not None and last[:2] == (term_number, revision):
            return last[2]
        found = self._read(term_number)
        self._listed_last = None if revision is None else (term_number, revision, found)
        return found

    def _read(self, term_number: int) -> tuple[DelegateStanding, ...]:
        people = {person.id: person for person in self._people.everyone()}
        places = self._store.places(term_number)
        last = {one.person_id: one for one in self._store.decisions(term_number)}
        standings = []
        for delegate in self._people.delegates(term_number):
            person = people[delegate.person_id]
            group, replaces_id = places.get(person.id, (person.group_name, None))
            decision = last.get(person.id)
            step = decision.step if decision is not None else DelegateStep.NOMINATED
            if step is DelegateStep.TAKEN_OFF:  # put on the list again since
                step, decision = DelegateStep.NOMINATED, None
            standings.append(
                DelegateStanding(
                    person=person,
                    kind=delegate.kind,
                    may_vote=delegate.may_vote,
                    group_name=group,
                    step=step,
                    decided_on=decision.on_day if decision else "",
                    by_whom=decision.by_whom if decision else "",
                    reason=decision.reason if decision else "",
                    replaces=people[replaces_id].name if replaces_id in people else "",
                )
            )
        return tuple(sorted_by_name(standings, lambda one: one.person.name))

    def entitled(self, term_number: int) -> tuple[DelegateStanding, ...]:
        """Return the approved delegates with a vote, group by group in the order of the quota."""
        order = {group: place for place, group in enumerate(self._store.quota(term_number))}
        approved = [one for one in self.all(term_number) if one.votes_at_congress]
        return tuple(
            sorted(approved, key=lambda one: (order.get(one.group_name, len(order)), one.group_name))
        )

    def decisions(self, term_number: int, person_id: int) -> tuple[DelegateDecision, ...]:
        """Return what was decided on one delegate, in order."""
        return tuple(one for one in self._store.decisions(term_number) if one.person_id == person_id)

    def quota(self, term_number: int) -> tuple[QuotaLine, ...]:
        """Return the quota table: the planned groups in order, then groups without a quota.

        Only delegates with a vote count against it.
        """
        voting = [one for one in self.all(term_number) if one.may_vote and one.step.counts]
        proposed = Counter(one.group_name for one in voting)
        passed = Counter(one.group_name for one in voting if one.step.passed)
        approved = Counter(one.group_name for one in voting if one.step is DelegateStep.APPROVED)
        planned = self._store.quota(term_number)
        groups = [
            *planned,
            *sorted((group for group in proposed if group not in planned), key=lambda one: (len(one), one)),
        ]
        return tuple(
            QuotaLine(group, planned.get(group), proposed[group], passed[group], approved[group])
            for group in groups
        )

    def statistics(self, term_number: int, on: date) -> DelegateStatistics:
        """Return how the voting delegates who passed the check are made up on a day; until one did, all."""
        counting = [one for one in self.all(term_number) if one.step.counts and one.may_vote]
        passed = [one for one in counting if one.step.passed]
        return statistics_of(passed or counting, on)

    def group_names(self, term_number: int) -> tuple[str, ...]:
        """Return the groups of the quota and those of the roster, for choosing one."""
        known = dict.fromkeys(self._store.quota(term_number))
        known |= dict.fromkeys(sorted({one.group_name for one in self._people.everyone() if one.group_name}))
        return tuple(known)

    # ---- the quota

    def write_quota(self, term_number: int, quota: Mapping[str, int]) -> ChangeSet:
        """Write how many delegates each group sends, in this order; groups not named are taken off.

        Raises:
            UserFacingError: a group without a name, or a number that is negative or over 2000.
        """
        cleaned = {group.strip(): planned for group, planned in quota.items()}
        if "" in cleaned or len(cleaned) != len(quota):
            raise UserFacingError(
                "名额分配表里有没写名称的小组，或者同名的小组。",
                advice=("请给每个小组一个名称。",),
                safe=_NOTHING,
            )
        for group, planned in cleaned.items():
            if not 0 <= planned <= MOST_OF_A_GROUP:
                raise UserFacingError(
                    f"{group}的名额 {planned} 不对。",
                    advice=(f"请填 0 到 {MOST_OF_A_GROUP} 之间的数。",),
                    safe=_NOTHING,
                )
        with self._database.transaction():
            before = self._store.quota(term_number)
            self._store.write_quota(term_number, cleaned)
            self._journal.record(
                "分配代表名额",
                "delegate_quota",
                None,
                old={"term_number": term_number} | {"quota": before},
                new={"term_number": term_number} | {"quota": cleaned},
            )
        return ChangeSet.of(RecordKind.DELEGATE)

    # ---- delegates

    def nominate(
        self,
        term_number: int,
        person_id: int,
        group_name: str = "",
        kind: DelegateKind = DelegateKind.FULL,
        *,
        may_vote: bool | None = None,
    ) -> ChangeSet:
        """Put a person on the list for a group (default: her own); `record_id` is her id.

        Without `may_vote` a full delegate has a vote, the others have none.

        Raises:
            UserFacingError: she is on the list already, or a session of the congress was opened.
        """
        with self._database.transaction():
            self._refuse_after_opening(term_number)
            person = self._people.get(person_id)
            if any(one.person.id == person_id for one in self.all(term_number)):
                raise UserFacingError(
                    f"{person.name}已经在代表名单里。", advice=("请在名单里查看她的情况。",), safe=_NOTHING
                )
            vote = kind is DelegateKind.FULL if may_vote is None else may_vote
            self._people.put_on_delegate_list(person_id, term_number, kind, may_vote=vote)
            self._store.write_place(person_id, term_number, group_name.strip() or person.group_name, None)
            self._decide(term_number, person_id, DelegateStep.NOMINATED)
        return ChangeSet.of(RecordKind.DELEGATE, record_id=person_id)

    def describe(
        self, term_number: int, person_id: int, kind: DelegateKind, group_name: str, *, may_vote: bool
    ) -> ChangeSet:
        """Change the kind, the vote and the group of a delegate."""
        with self._database.transaction():
            self._refuse_after_opening(term_number)
            self._standing(term_number, person_id)
            self._people.put_on_delegate_list(person_id, term_number, kind, may_vote=may_vote)
            self._store.write_place(person_id, term_number, group_name.strip(), None)
            self._journal.record(
                "改代表小组",
                "delegate_place",
                person_id,
                new={"term_number": term_number, "group_name": group_name.strip()},
            )
        return ChangeSet.of(RecordKind.DELEGATE, record_id=person_id)

    def decide(
        self,
        term_number: int,
        person_ids: Sequence[int],
        step: DelegateStep,
        *,
        by_whom: str = "",
        reason: str = "",
        on_day: str = "",
    ) -> ChangeSet:
        """Record a decision on one or several delegates: check, publication, approval. All or none.

        Args:
            term_number: the congress.
            person_ids: delegates on its list.
            step: QUALIFIED, UNQUALIFIED, PUBLISHED or APPROVED.
            by_whom: who decided; needed for the check and the approval.
            reason: needed for UNQUALIFIED.
            on_day: ISO day, default today; not in the future.

        Raises:
            UserFacingError: nobody chosen, the step cannot follow how one of them stands, who decided or the
                reason is missing, or the day makes no sense.
        """
        if step not in _MAY_FOLLOW:
            raise ValueError(f"{step} is not decided here")
        if not person_ids:
            raise UserFacingError("没有选代表。", advice=("请先在名单里选一名或几名代表。",), safe=_NOTHING)
        if step is not DelegateStep.PUBLISHED and not by_whom.strip():
            raise UserFacingError(
                f"登记“{step.phrase}”要写明由谁决定。", advice=("例如 代表资格审查小组。",), safe=_NOTHING
            )
        if step is DelegateStep.UNQUALIFIED and not reason.strip():
            raise UserFacingError(
                "登记审查不合格要写明理由。", advice=("例如 户口已经迁出本村。",), safe=_NOTHING
            )
        with self._database.transaction():
            self._refuse_after_opening(term_number)
            for person_id in person_ids:
                standing = self._standing(term_number, person_id)
                if standing.step not in _MAY_FOLLOW[step]:
                    raise UserFacingError(
                        f"{standing.person.name}现在是“{standing.step.phrase}”，不能登记“{step.phrase}”。",
                        advice=(f"{_WHY_NOT[step]}。",),
                        safe=_NOTHING,
                    )
                self._decide(term_number, person_id, step, by_whom, reason, on_day=on_day)
        return ChangeSet.of(RecordKind.DELEGATE, record_id=person_ids[0])

    def replace(
        self, term_number: int, leaving_id: int, coming_id: int | None, *, by_whom: str, reason: str
    ) -> ChangeSet:
        """Replace a delegate before the congress; the one who comes takes her group and must be checked too.

        `coming_id` None only takes the other one's place away. `record_id` is the new delegate.

        Raises:
            UserFacingError: no reason, the leaving one no longer counts, the coming one is on the list, or a
                session of the congress was opened.
        """
        if not reason.strip():
            raise UserFacingError(
                "更换代表要写明理由。", advice=("例如 外出务工，不能到会。",), safe=_NOTHING
            )
        with self._database.transaction():
            self._refuse_after_opening(term_number)
            leaving = self._standing(term_number, leaving_id)
            if not leaving.step.counts:
                raise UserFacingError(
                    f"{leaving.person.name}已经不是代表人选（{leaving.step.phrase}），不用再更换。",
                    safe=_NOTHING,
                )
            self._decide(term_number, leaving_id, DelegateStep.REPLACED, by_whom, reason)
            if coming_id is not None:
                self.nominate(
                    term_number, coming_id, leaving.group_name, leaving.kind, may_vote=leaving.may_vote
                )
                self._store.write_place(coming_id, term_number, leaving.group_name, leaving_id)
        return ChangeSet.of(RecordKind.DELEGATE, record_id=coming_id)

    def take_off(self, term_number: int, person_id: int, reason: str) -> ChangeSet:
        """Take someone off the list who was put on it by mistake; the decisions on her stay recorded."""
        with self._database.transaction():
            self._refuse_after_opening(term_number)
            self._standing(term_number, person_id)
            self._decide(term_number, person_id, DelegateStep.TAKEN_OFF, "", reason)
            return self._people.take_off_delegate_list(person_id, term_number, reason)

    # ---- inside

    def _standing(self, term_number: int, person_id: int) -> DelegateStanding:
        for one in self.all(term_number):
            if one.person.id == person_id:
                return one
        raise UserFacingError("这个人不在这次大会的代表名单里。", advice=("请先提名她。",), safe=_NOTHING)

    def _refuse_after_opening(self, term_number: int) -> None:
        if self._store.was_opened(term_number):
            raise UserFacingError(
                "大会已经开过会，代表名单定下来了，不能再改。",
                advice=("没有到会的代表，在考勤里登记请假或缺席。",),
                safe=_NOTHING,
            )

    def _decide(
        self,
        term_number: int,
        person_id: int,
        step: DelegateStep,
        by_whom: str = "",
        reason: str = "",
        *,
        on_day: str = "",
    ) -> None:
        today = self._journal.now().date().isoformat()
        decision = DelegateDecision(
            0,
            person_id,
            term_number,
            step,
            _day(on_day, today) if on_day else today,
            by_whom.strip(),
            reason.strip(),
            self._journal.stamp(),
            self._journal.user,
        )
        decision_id = self._store.add_decision(decision)
        self._journal.record(
            f"代表{step.phrase}",
            "delegate_decision",
            decision_id,
            new=journalled(decision),
            reason=decision.reason,
        )


def journalled(decision: DelegateDecision) -> dict[str, object]:
    """Return a decision as the journal keeps it; the file check compares the two."""
    return {
        "person_id": decision.person_id,
        "term_number": decision.term_number,
        "decision": decision.step.value,
        "on_day": decision.on_day,
        "by_whom": decision.by_whom,
        "reason": decision.reason,
    }


def _day(text: str, today: str) -> str:
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        raise UserFacingError(
            f"日期“{text}”不是日期。", advice=("请写成 2026-03-06 这样的日期。",), safe=_NOTHING
        ) from None
    if day > today:
        raise UserFacingError(f"日期 {day} 还没有到。", advice=("请填当天或以前的日子。",), safe=_NOTHING)
    return day
