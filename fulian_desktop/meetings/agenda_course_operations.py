"""The door of the running agenda: begin, skip, put back, order, insert and return to items."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings import agenda_course, agenda_operations
from fulian_desktop.meetings.agenda_course import AgendaAct, AgendaActKind, AgendaVersion, ItemState
from fulian_desktop.meetings.agenda_course_store import AgendaCourseStore
from fulian_desktop.meetings.agenda_store import AgendaStore
from fulian_desktop.meetings.records import AgendaKind, MeetingState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.meetings.agenda_course import RunningItem
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.meetings.records import AgendaDraft, Meeting
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_SAFE = "议程没有改动。"
_CHANGED = ChangeSet.of(RecordKind.AGENDA, RecordKind.SCRIPT, RecordKind.MEETING, RecordKind.PAPER)
_NEVER_INSERTED = (AgendaKind.BY_ELECTION, AgendaKind.ELECTION)


@dataclass(frozen=True)
class ReturnPreview:
    """What a return to an item would do, by name, before it is done."""

    undone: tuple[str, ...]
    kept: tuple[str, ...]


class RunningAgenda:
    """Change the agenda of an open meeting; the adopted one stays, every change is a record with its time."""

    def __init__(self, database: Database, journal: Journal, meetings: MeetingOperations) -> None:
        self._database = database
        self._journal = journal
        self._meetings = meetings
        self._store = AgendaCourseStore(database)
        self._agenda = AgendaStore(database)

    def items(self, meeting_id: int) -> tuple[RunningItem, ...]:
        """Return the present order and the state of every item."""
        return self._meetings.running_agenda(meeting_id)

    def versions(self, meeting_id: int) -> tuple[AgendaVersion, ...]:
        """Return every agenda that was in force, the adopted one first, each with the moment it held from."""
        meeting = self._meetings.get(meeting_id)
        return agenda_course.versions(
            self._meetings.facts(meeting_id).adopted_agenda,
            self._agenda.spontaneous(meeting_id),
            self._store.acts(meeting_id),
            meeting.opened_at or "",
        )

    def version_at(self, meeting_id: int, moment: str) -> AgendaVersion:
        """Return the agenda that was in force at an ISO moment."""
        return agenda_course.version_at(self.versions(meeting_id), moment)

    def begin(self, meeting_id: int, item_id: int) -> ChangeSet | None:
        """Record that an item begins now; None when it began already, was skipped, or nothing can begin.

        The desk calls this as the script reaches the item, so it never stands in the way.
        """
        if self._meetings.get(meeting_id).state is not MeetingState.OPEN:
            return None
        state = {one.item.id: one.state for one in self.items(meeting_id)}.get(item_id)
        if state is not ItemState.WAITING:
            return None
        with self._database.transaction():
            self._add(meeting_id, AgendaActKind.BEGIN, item_id)
        return ChangeSet.of(RecordKind.AGENDA, record_id=item_id)

    def skip(self, meeting_id: int, item_id: int, reason: str) -> ChangeSet:
        """Skip an item that is not done, with a reason; it can be put back.

        Raises:
            UserFacingError: no reason, it was held or something in it was decided, the meeting is not open.
        """
        with self._database.transaction():
            self._require_open(meeting_id)
            one = self._one(meeting_id, item_id)
            if not reason.strip():
                raise UserFacingError(
                    "跳过的原因没有填。", advice=("请写一句原因，例如“领导临时有事”。",), safe=_SAFE
                )
            if one.state is ItemState.SKIPPED:
                raise UserFacingError(f"“{one.item.title}”已经跳过了。", safe=_SAFE)
            if self._store.decided(meeting_id, item_id):
                raise UserFacingError(
                    f"“{one.item.title}”已经登记过表决结果，不能跳过。",
                    advice=("结果有错请更正。",),
                    safe=_SAFE,
                )
            if one.state is ItemState.DONE:
                raise UserFacingError(f"“{one.item.title}”已经进行过，不能跳过。", safe=_SAFE)
            self._add(meeting_id, AgendaActKind.SKIP, item_id, reason=reason)
        return replace(_CHANGED, record_id=item_id)

    def put_back(self, meeting_id: int, item_id: int, reason: str = "") -> ChangeSet:
        """Put a skipped item back into its place, or behind what is held already if its place has passed.

        Raises:
            UserFacingError: it was not skipped, or the meeting is not open.
        """
        with self._database.transaction():
            self._require_open(meeting_id)
            one = self._one(meeting_id, item_id)
            if one.state is not ItemState.SKIPPED:
                raise UserFacingError(f"“{one.item.title}”没有跳过，不用恢复。", safe=_SAFE)
            self._add(meeting_id, AgendaActKind.PUT_BACK, item_id, reason=reason)
            order = [other.item.id for other in self.items(meeting_id)]
            free = self._first_free(meeting_id, item_id)
            if order.index(item_id) < free:
                order.remove(item_id)
                order.insert(free - 1, item_id)
                self._add(meeting_id, AgendaActKind.ORDER, None, ordering=order)
        return replace(_CHANGED, record_id=item_id)

    def move(self, meeting_id: int, item_id: int, steps: int) -> ChangeSet:
        """Move an item that was not held so many places (negative: earlier) among those not held yet.

        Raises:
            UserFacingError: it was held or is being held, or the meeting is not open.
        """
        with self._database.transaction():
            self._require_open(meeting_id)
            one = self._one(meeting_id, item_id)
            if one.state is not ItemState.WAITING:
                raise UserFacingError(f"“{one.item.title}”{one.state.phrase}，顺序不能再调。", safe=_SAFE)
            running = self.items(meeting_id)
            order = [other.item.id for other in running]
            waiting = [other.item.id for other in running if other.state is ItemState.WAITING]
            place = waiting.index(item_id)
            target = min(max(place + steps, 0), len(waiting) - 1)
            if target != place:
                goal = waiting[target]
                order.remove(item_id)
                order.insert(order.index(goal) + (1 if target > place else 0), item_id)
                self._add(meeting_id, AgendaActKind.ORDER, None, ordering=order)
        return replace(_CHANGED, record_id=item_id)

    def insert(self, meeting_id: int, draft: AgendaDraft, *, after_id: int | None = None) -> ChangeSet:
        """Put in an item the adopted agenda does not have, without a number; `record_id` is its id.

        Args:
            meeting_id: an open meeting.
            draft: the item, with or without a decision.
            after_id: the item it comes after; None is right behind the one being held, or first of all.

        Raises:
            UserFacingError: an election, which nobody can be elected in unprepared; no title; not open.
        """
        agenda_operations.check_draft(draft)
        if draft.kind in _NEVER_INSERTED:
            raise UserFacingError(
                "选举和增补要事先定好人选，不能临时加。",
                advice=("请下次会议再提，或者作为“其他事项”先议一议。",),
                safe=_SAFE,
            )
        with self._database.transaction():
            self._require_open(meeting_id)
            running = self.items(meeting_id)
            order = [one.item.id for one in running]
            place = order.index(after_id) + 1 if after_id in order else 0
            place = max(place, self._first_free(meeting_id))
            item_id = self._agenda.add_item(meeting_id, replace(draft, numbered=False), spontaneous=True)
            self._journal.record(
                "临时加议项", "agenda_item", item_id, new=agenda_operations.journalled(draft)
            )
            order.insert(place, item_id)
            self._add(meeting_id, AgendaActKind.INSERT, item_id, ordering=order)
        return replace(_CHANGED, record_id=item_id)

    def return_preview(self, meeting_id: int, item_id: int | None) -> ReturnPreview:
        """Say what a return to an item (None: to the opening) would undo and what would stay, by name."""
        running = self.items(meeting_id)
        later = self._later(meeting_id, item_id)
        undone = [f"“{one.item.title}”的开始时间 {(one.began_at or '')[11:16]}" for one in later]
        kept = [
            f"“{one.item.title}”登记的结果" for one in running if self._store.decided(meeting_id, one.item.id)
        ]
        return ReturnPreview(tuple(undone), (*kept, "考勤、记事和临时加的话"))

    def return_to(self, meeting_id: int, item_id: int | None) -> ChangeSet:
        """Go back to an item: the later ones are as if they had not begun; counts and notes stay.

        Raises:
            UserFacingError: the meeting is not open.
        """
        with self._database.transaction():
            self._require_open(meeting_id)
            if self._later(meeting_id, item_id):
                self._add(meeting_id, AgendaActKind.RETURN, item_id)
        return replace(_CHANGED, record_id=item_id)

    # ---- inside

    def _later(self, meeting_id: int, item_id: int | None) -> list[RunningItem]:
        """Return the items that began after one (None: the opening), in the order in which they began."""
        began = list(agenda_course.begun(self._store.acts(meeting_id)))
        if item_id is not None and item_id not in began:
            return []
        later = began[began.index(item_id) + 1 :] if item_id is not None else began
        running = {one.item.id: one for one in self.items(meeting_id)}
        return [running[one] for one in later]

    def _first_free(self, meeting_id: int, without: int | None = None) -> int:
        """Return the place behind the last item that is held or being held."""
        held = (ItemState.DONE, ItemState.RUNNING)
        running = self.items(meeting_id)
        last = [place for place, one in enumerate(running) if one.state in held and one.item.id != without]
        return last[-1] + 1 if last else 0

    def _one(self, meeting_id: int, item_id: int) -> RunningItem:
        for one in self.items(meeting_id):
            if one.item.id == item_id:
                return one
        raise UserFacingError("这个议项不在这次会议的议程里。", advice=("请刷新议程再看。",), safe=_SAFE)

    def _add(
        self,
        meeting_id: int,
        kind: AgendaActKind,
        item_id: int | None,
        *,
        reason: str = "",
        ordering: Sequence[int] = (),
    ) -> None:
        act = AgendaAct(
            0, kind, item_id, tuple(ordering), reason.strip(), self._journal.stamp(), self._journal.user
        )
        act_id = self._store.add(meeting_id, act)
        self._journal.record(kind.phrase, "agenda_act", act_id, new=journalled(act), reason=act.reason)

    def _require_open(self, meeting_id: int) -> Meeting:
        meeting = self._meetings.get(meeting_id)
        if meeting.state is not MeetingState.OPEN:
            raise UserFacingError(f"{meeting.title}{meeting.state.phrase}，会上的议程不能改。", safe=_SAFE)
        return meeting


def journalled(act: AgendaAct) -> dict[str, object]:
    """Return what the journal keeps of an act with the agenda."""
    return {"act": act.kind.value, "item": act.item_id, "order": list(act.ordering)}
