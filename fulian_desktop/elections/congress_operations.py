"""The door of the congress: plan it, follow its path, prepare its sessions. `workspace.congress`."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.elections import congress_sessions
from fulian_desktop.elections.congress_check import checked_plan, checked_step, plain_day, state_of
from fulian_desktop.elections.congress_day import CongressDay
from fulian_desktop.elections.congress_lacks import Known, lacks_of
from fulian_desktop.elections.congress_path import checked_days, shipped_path
from fulian_desktop.elections.congress_records import (
    Material,
    Office,
    OfficeHolder,
    PathStep,
    Recorded,
    StepMove,
    StepState,
)
from fulian_desktop.elections.congress_store import BallotNamesStore, CongressStore
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.session_kinds import MeetingKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.elections.congress_path import Path, Step
    from fulian_desktop.elections.congress_records import Congress, CongressPlan
    from fulian_desktop.elections.operations import ElectionOperations
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.meetings.records import Meeting, MeetingFacts
    from fulian_desktop.meetings.session_operations import SessionOperations
    from fulian_desktop.people.delegate_operations import DelegateOperations
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.seats.operations import SeatOperations
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_NOTHING = "换届路线没有改动。"


class CongressOperations:
    """Plan a congress and lead along its path; every date follows from its day."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        *,
        people: PeopleOperations,
        seats: SeatOperations,
        delegates: DelegateOperations,
        meetings: MeetingOperations,
        sessions: SessionOperations,
        elections: Callable[[], ElectionOperations],
    ) -> None:
        self._database = database
        self._journal = journal
        self._people = people
        self._seats = seats
        self._delegates = delegates
        self._sessions = sessions
        self._elections = elections
        self._store = CongressStore(database)
        self._day = CongressDay(
            database,
            seats=seats,
            delegates=delegates,
            meetings=meetings,
            sessions=sessions,
            elections=elections,
        )
        self._ballots = BallotNamesStore(database)

    # ---- reading

    def congresses(self) -> list[Congress]:
        """Return all congresses, the newest first."""
        return self._store.congresses()

    def current(self) -> Congress | None:
        """Return the newest congress, or None."""
        return next(iter(self._store.congresses()), None)

    def get(self, congress_id: int) -> Congress:
        """Return one congress.

        Raises:
            UserFacingError: there is none of that id.
        """
        for congress in self._store.congresses():
            if congress.id == congress_id:
                return congress
        raise UserFacingError("这次换届已经不在资料里。", advice=("请回到“选举”页重新选择。",))

    def path(self, congress_id: int) -> tuple[PathStep, ...]:
        """Return the steps of the path as they stand today, in the order of the path."""
        congress = self.get(congress_id)
        known = self._known(congress)
        recorded, ticked = self._store.steps(congress_id), self._store.materials(congress_id)
        return tuple(
            self._path_step(congress.path, step, recorded.get(step.key, Recorded()), ticked, known)
            for step in congress.path.steps
        )

    def next_step(self, congress_id: int) -> PathStep | None:
        """Return the step to be done first: of those not settled the one that is due first."""
        open_steps = [one for one in self.path(congress_id) if not one.state.is_settled]
        return min(open_steps, key=lambda one: one.due, default=None)

    def offices(self, congress_id: int) -> tuple[OfficeHolder, ...]:
        """Return who holds an office of the congress or of its preparation."""
        return self._store.offices(congress_id)

    def sessions(self, congress_id: int) -> tuple[Meeting, ...]:
        """Return the sessions of the congress and the committee's first one, in their order."""
        return self._sessions.of_congress(self.get(congress_id).number)

    def moves(self, congress_id: int, new_day: str) -> tuple[StepMove, ...]:
        """Return what would move if the congress were held on another day; nothing is written.

        Raises:
            UserFacingError: the day is none.
        """
        congress, new = self.get(congress_id), plain_day(new_day, "大会日期")
        return tuple(
            StepMove(
                one.step.title,
                one.due,
                congress.path.due(one.step, new, one.days),
                one.state.is_settled,
            )
            for one in self.path(congress_id)
        )

    # ---- planning

    def plan(self, plan: CongressPlan, path: Path | None = None) -> ChangeSet:
        """Begin the term change: plan the congress that elects the next term; `record_id` is its id.

        Raises:
            UserFacingError: it is planned already, or a day, a time or a number makes no sense.
        """
        with self._database.transaction():
            term = self._seats.current_term()
            number = term.number + 1
            if any(one.number == number for one in self._store.congresses()):
                raise UserFacingError(
                    f"第 {number} 次妇女代表大会已经建立。", advice=("请在“换届路线”里修改。",), safe=_NOTHING
                )
            plan = self._titled(checked_plan(plan), number)
            text = (path or shipped_path()).text
            congress_id = self._store.add(number, term.id, plan, text)
            self._journal.record("建立换届", "congress", congress_id, new={"number": number} | asdict(plan))
        return ChangeSet.of(RecordKind.CONGRESS, record_id=congress_id)

    def change_plan(self, congress_id: int, plan: CongressPlan) -> ChangeSet:
        """Change day, place or numbers of a congress; dates, and sessions in preparation, follow.

        Raises:
            UserFacingError: a session of it was opened, or a day, a time or a number makes no sense.
        """
        with self._database.transaction():
            before = self.get(congress_id)
            plan = self._titled(checked_plan(plan), before.number)
            opened = [one for one in self.sessions(congress_id) if one.opened_at is not None]
            if opened and (plan.day, plan.title) != (before.plan.day, before.plan.title):
                raise UserFacingError(f"{opened[0].title}已经开过，大会日期和名称不能再改。", safe=_NOTHING)
            self._store.write_plan(congress_id, plan)
            self._journal.record(
                "修改换届安排", "congress", congress_id, old=asdict(before.plan), new=asdict(plan)
            )
            changes = ChangeSet.of(RecordKind.CONGRESS, record_id=congress_id)
            return changes | self._day.move_sessions(before, self.get(congress_id))

    # ---- steps

    def record_step(
        self,
        congress_id: int,
        key: str,
        state: StepState,
        *,
        by_whom: str = "",
        on_day: str = "",
        note: str = "",
    ) -> ChangeSet:
        """Record that a step is being done, done, not needed, or open again (WAITING).

        Args:
            congress_id: the congress.
            key: the step.
            state: DOING, DONE, NOT_NEEDED or WAITING.
            by_whom: who did it; default who usually does.
            on_day: ISO day it was done, default today; not in the future.
            note: why it is not needed, or anything worth keeping.

        Raises:
            UserFacingError: the day makes no sense, or no reason why it is not needed.
        """
        with self._database.transaction():
            step = self.get(congress_id).path.step(key)
            before = self._store.steps(congress_id).get(key, Recorded())
            today = self._journal.now().date()
            recorded = checked_step(
                step, before, state, by_whom=by_whom, on_day=on_day, note=note, today=today
            )
            self._write_step(congress_id, step, before, recorded)
        return ChangeSet.of(RecordKind.CONGRESS, record_id=congress_id)

    def set_step_days(self, congress_id: int, key: str, days: int | None) -> ChangeSet:
        """Say by how many days before the congress a step is to be done; None: as the path says.

        Raises:
            UserFacingError: more than 400 days before or after.
        """
        with self._database.transaction():
            step = self.get(congress_id).path.step(key)
            before = self._store.steps(congress_id).get(key, Recorded())
            days = None if days is None else checked_days(days)
            self._write_step(congress_id, step, before, replace(before, days=days))
        return ChangeSet.of(RecordKind.CONGRESS, record_id=congress_id)

    def tick_material(
        self, congress_id: int, key: str, material: str, *, on_day: str = "", note: str = ""
    ) -> ChangeSet:
        """Record that a material of a step is there, since an ISO day (default today).

        Raises:
            UserFacingError: there is no such material, or the day makes no sense.
        """
        with self._database.transaction():
            name = self._material_name(congress_id, key, material)
            today = self._journal.now().date()
            day = plain_day(on_day, "日期", latest=today).isoformat() if on_day else today.isoformat()
            self._store.tick(congress_id, (key, material), day, note.strip(), self._journal.user)
            self._journal.record(
                "材料已备",
                "congress_material",
                congress_id,
                new={"name": name, "on_day": day, "note": note.strip()},
            )
        return ChangeSet.of(RecordKind.CONGRESS, record_id=congress_id)

    def untick_material(self, congress_id: int, key: str, material: str) -> ChangeSet:
        """Record that a material is not there after all."""
        with self._database.transaction():
            name = self._material_name(congress_id, key, material)
            self._store.untick(congress_id, (key, material))
            self._journal.record("撤销材料已备", "congress_material", congress_id, old={"name": name})
        return ChangeSet.of(RecordKind.CONGRESS, record_id=congress_id)

    # ---- offices

    def appoint(
        self,
        congress_id: int,
        office: Office,
        *,
        person_id: int | None = None,
        name: str = "",
        role: str = "",
    ) -> ChangeSet:
        """Name someone for an office: a person of the roster, or anybody by name; `record_id` is the entry.

        Raises:
            UserFacingError: no name, she has the office already, or she is not on the roster but must be.
        """
        with self._database.transaction():
            congress = self.get(congress_id)
            shown = self._people.get(person_id).name if person_id is not None else name.strip()
            if not shown:
                raise UserFacingError("没有选人，也没有填姓名。", advice=("请选一个人。",), safe=_NOTHING)
            if office.needs_a_person and person_id is None:
                raise UserFacingError(
                    f"{office.phrase}要参加主席团会议的表决，{shown}还不在名册里。",
                    advice=("请先在“名册”里新增她。",),
                    safe=_NOTHING,
                )
            if any(one.office is office and one.name == shown for one in self.offices(congress_id)):
                raise UserFacingError(f"{shown}已经是{office.phrase}。", safe=_NOTHING)
            holder = OfficeHolder(0, office, person_id, shown, role.strip())
            holder_id = self._store.add_office(congress_id, holder)
            self._journal.record(
                "定大会人选",
                "congress_office",
                holder_id,
                new={"office": office.value, "name": shown, "role": role.strip()},
            )
            self._day.name_officers(congress)
        return ChangeSet.of(RecordKind.CONGRESS, RecordKind.MEETING, record_id=holder_id)

    def dismiss(self, congress_id: int, holder_id: int) -> ChangeSet:
        """Take someone out of an office."""
        with self._database.transaction():
            holder = next((one for one in self.offices(congress_id) if one.id == holder_id), None)
            if holder is None:
                raise UserFacingError("这个人选已经去掉。", safe=_NOTHING)
            self._store.delete_office(holder_id)
            self._journal.record(
                "去掉大会人选",
                "congress_office",
                holder_id,
                old={"office": holder.office.value, "name": holder.name},
            )
        return ChangeSet.of(RecordKind.CONGRESS, RecordKind.MEETING)

    # ---- sessions

    def prepare_sessions(self, congress_id: int) -> ChangeSet:
        """Make the sessions still missing; the committee's first, with its ballot, once the term began."""
        return self._day.prepare(self.get(congress_id))

    def term_began(self, term_number: int) -> ChangeSet:
        """Let the committee's first session follow the congress that elected a term, if one did."""
        congress = next((one for one in self.congresses() if one.number == term_number), None)
        return ChangeSet.of() if congress is None else self.prepare_sessions(congress.id)

    def session_facts(self, meeting: Meeting, facts: MeetingFacts) -> MeetingFacts:
        """Return the facts of a meeting as those of the session it is; an ordinary meeting stays as it is."""
        if meeting.kind is MeetingKind.COMMITTEE:
            return facts
        return self._day.session_facts(meeting, facts, self.congresses())

    # ---- inside

    def _titled(self, plan: CongressPlan, number: int) -> CongressPlan:
        name = self._seats.federation().name
        return plan if plan.title else replace(plan, title=congress_sessions.congress_title(name, number))

    def _known(self, congress: Congress) -> Known:
        names = self._day.ballot_names(congress, MeetingKind.ELECTION)
        election = self._ballots.latest("term_election", (congress.number, congress.outgoing_number))
        return Known(
            congress=congress,
            offices=self._store.offices(congress.id),
            delegates=self._delegates.all(congress.number),
            quota=self._delegates.quota(congress.number),
            sessions=self._sessions.of_congress(congress.number),
            candidates=len(names.members),
            list_passed=election is not None and self._ballots.is_passed(election),
            officials=len(names.chief) + len(names.scrutineers) + len(names.tellers),
            blocking_conflicts=self._blocking(election),
        )

    def _blocking(self, election: int | None) -> tuple[str, ...]:
        against = () if election is None else self._elections().conflicts(election)
        return tuple(one.sentence for one in against if one.blocks)

    def _path_step(
        self,
        path: Path,
        step: Step,
        recorded: Recorded,
        ticked: dict[tuple[str, str], tuple[str, str]],
        known: Known,
    ) -> PathStep:
        days = step.days if recorded.days is None else recorded.days
        due = path.due(step, date.fromisoformat(known.congress.plan.day), days)
        begin = path.begin(step, due)
        materials = tuple(
            Material(one.key, one.name, one.paper, one.optional, *ticked.get((step.key, one.key), ("", "")))
            for one in step.materials
        )
        state = state_of(recorded, begin, due, self._journal.now().date())
        return PathStep(
            step=step,
            days=days,
            own_days=recorded.days is not None,
            begin=begin,
            due=due,
            state=state,
            done_on=recorded.on_day,
            by_whom=recorded.by_whom,
            note=recorded.note,
            materials=materials,
            lacks=() if state is StepState.NOT_NEEDED else lacks_of(step.check, known),
        )

    def _write_step(self, congress_id: int, step: Step, before: Recorded, recorded: Recorded) -> None:
        self._store.write_step(congress_id, step.key, recorded)
        self._journal.record(
            "换届步骤",
            "congress_step",
            congress_id,
            old={"step": step.title} | asdict(before),
            new={"step": step.title} | asdict(recorded),
        )

    def _material_name(self, congress_id: int, key: str, material: str) -> str:
        step = self.get(congress_id).path.step(key)
        for one in step.materials:
            if one.key == material:
                return f"{step.title}：{one.name}"
        raise UserFacingError("这一步没有这份材料。", advice=("请刷新页面再看。",), safe=_NOTHING)
