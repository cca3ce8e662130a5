"""The agenda of a meeting in preparation: add, change, order and remove items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.agenda_store import AgendaStore
from fulian_desktop.meetings.meeting_store import MeetingStore
from fulian_desktop.meetings.records import AgendaDraft, AgendaItem, AgendaKind, MeetingState

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

LONGEST_MINUTES = 600


class AgendaOperations:
    """Keep the agenda; numbered items come first and their numbers follow from their order."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal
        self._store = AgendaStore(database)
        self._meetings = MeetingStore(database)

    def items(self, meeting_id: int) -> tuple[AgendaItem, ...]:
        """Return the agenda in order."""
        return self._store.agenda(meeting_id)

    def add(self, meeting_id: int, draft: AgendaDraft) -> ChangeSet:
        """Append an item; `record_id` is its id.

        Raises:
            UserFacingError: no title, minutes out of 1 to 600, a second by-election, or the meeting was
                opened.
        """
        with self._database.transaction():
            self._check(meeting_id, draft, None)
            item_id = self._store.add_item(meeting_id, draft)
            self._journal.record("加议项", "agenda_item", item_id, new=journalled(draft))
        return ChangeSet.of(RecordKind.AGENDA, record_id=item_id)

    def change(self, meeting_id: int, item_id: int, draft: AgendaDraft) -> ChangeSet:
        """Change an item; its place stays.

        Raises:
            UserFacingError: as for `add`.
        """
        with self._database.transaction():
            self._check(meeting_id, draft, item_id)
            before = self._item(meeting_id, item_id)
            self._store.write_item(item_id, draft)
            self._journal.record(
                "改议项",
                "agenda_item",
                item_id,
                old={"title": before.title, "presenter": before.presenter, "numbered": before.numbered},
                new=journalled(draft),
            )
        return ChangeSet.of(RecordKind.AGENDA, record_id=item_id)

    def move(self, meeting_id: int, item_id: int, steps: int) -> ChangeSet:
        """Move an item so many places (negative: earlier) among the numbered or among the follow-on items."""
        with self._database.transaction():
            self._require_preparing(meeting_id)
            items = list(self._store.agenda(meeting_id))
            item = self._item(meeting_id, item_id)
            group = [one for one in items if one.numbered == item.numbered]
            place = next(index for index, one in enumerate(group) if one.id == item_id)
            target = min(max(place + steps, 0), len(group) - 1)
            group.insert(target, group.pop(place))
            others = [one for one in items if one.numbered != item.numbered]
            self._store.write_order([one.id for one in (group + others if item.numbered else others + group)])
            self._journal.record(
                "移动议项", "agenda_item", item_id, old={"place": place + 1}, new={"place": target + 1}
            )
        return ChangeSet.of(RecordKind.AGENDA, record_id=item_id)

    def remove(self, meeting_id: int, item_id: int) -> ChangeSet:
        """Take an item off the agenda."""
        with self._database.transaction():
            self._require_preparing(meeting_id)
            item = self._item(meeting_id, item_id)
            self._store.delete_item(item_id)
            self._journal.record("去掉议项", "agenda_item", item_id, old={"title": item.title})
        return ChangeSet.of(RecordKind.AGENDA)

    def _item(self, meeting_id: int, item_id: int) -> AgendaItem:
        for item in self._store.agenda(meeting_id):
            if item.id == item_id:
                return item
        raise UserFacingError("这个议项已经不在议程里。", advice=("请刷新议程再看。",))

    def _require_preparing(self, meeting_id: int) -> None:
        meeting = self._meetings.meeting(meeting_id)
        if meeting is None or meeting.state is not MeetingState.PREPARING:
            raise UserFacingError("会议已经开过或正在开，通过的议程不能再改。", safe="议程没有改动。")

    def _check(self, meeting_id: int, draft: AgendaDraft, item_id: int | None) -> None:
        self._require_preparing(meeting_id)
        check_draft(draft)
        if draft.kind is AgendaKind.BY_ELECTION and any(
            item.kind is AgendaKind.BY_ELECTION and item.id != item_id
            for item in self._store.agenda(meeting_id)
        ):
            raise UserFacingError(
                "议程里已经有“增补执委”。", advice=("人选都放在同一项里表决。",), safe="议程没有改动。"
            )


def check_draft(draft: AgendaDraft) -> None:
    """Refuse an item without a name, with minutes out of 1 to 600, or decided as such an item never is.

    Raises:
        UserFacingError: with what to enter.
    """
    if not draft.title.strip():
        raise UserFacingError("议项名称没有填。", advice=("请填写名称。",), safe="议程没有改动。")
    if draft.minutes is not None and not 1 <= draft.minutes <= LONGEST_MINUTES:
        raise UserFacingError(
            f"时间 {draft.minutes} 分钟不对。",
            advice=(f"请填 1 到 {LONGEST_MINUTES} 分钟，或者不填。",),
            safe="议程没有改动。",
        )
    if draft.decided_by not in draft.kind.methods:
        allowed = "、".join(method.phrase for method in draft.kind.methods)
        raise UserFacingError(
            f"“{draft.title.strip()}”不能用“{draft.decided_by.phrase}”来决定。",
            advice=(f"这样的议项可以选：{allowed}。",),
            safe="议程没有改动。",
        )


def journalled(draft: AgendaDraft) -> dict[str, object]:
    """Return what the journal keeps of an item."""
    return {
        "kind": draft.kind.value,
        "title": draft.title,
        "presenter": draft.presenter,
        "numbered": draft.numbered,
        "method": draft.decided_by.value,
        "bundled": draft.bundled,
        "minutes": draft.minutes,
    }
