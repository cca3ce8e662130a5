"""The door of counting: zones, the sheets of counters, how they are settled, what the hall may see."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.votes import tallies as rules
from fulian_desktop.votes.tallies import NOTHING_LOST, Settlement, Tally, Zone, ZoneHands
from fulian_desktop.votes.tally_store import TallyStore, rows_as_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.meetings.attendance_operations import AttendanceOperations
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal
    from fulian_desktop.votes.records import HandEntry, MotionKey, OpenQuestion, VoteCount


class CountingOperations:
    """Set up zones, take tallies, compare them; VoteOperations settles them when a count is confirmed."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        meetings: MeetingOperations,
        attendance: AttendanceOperations,
    ) -> None:
        self._database = database
        self._journal = journal
        self._meetings = meetings
        self._attendance = attendance
        self._store = TallyStore(database)

    # ---- zones

    def zones(self, meeting_id: int) -> tuple[Zone, ...]:
        """Return the zones of a meeting, none when the hall is counted as a whole."""
        return self._store.zones(meeting_id)

    def set_zones(self, meeting_id: int, zones: Sequence[Zone]) -> ChangeSet:
        """Set up the zones anew; tallies taken before keep theirs. An empty list: the hall as a whole.

        Raises:
            UserFacingError: a zone has no name, two have the same, or a person sits in two.
        """
        named = [replace(zone, name=zone.name.strip(), counter=zone.counter.strip()) for zone in zones]
        _check_zones(named)
        with self._database.transaction():
            before = self._store.zones(meeting_id)
            self._store.set_zones(meeting_id, named)
            self._journal.record(
                "设分区计票",
                "count_zone",
                meeting_id,
                old={"zones": _zones_as_data(before)},
                new={"zones": _zones_as_data(named)},
            )
        return ChangeSet.of(RecordKind.VOTE)

    def outside_zones(self, meeting_id: int, present: Sequence[int]) -> tuple[int, ...]:
        """Return who is in the room and in no zone; nobody when no zone has its members noted."""
        seated = {person for zone in self.zones(meeting_id) for person in zone.members}
        return tuple(person for person in present if person not in seated) if seated else ()

    def blank_rows(self, meeting_id: int, question: OpenQuestion) -> tuple[ZoneHands, ...]:
        """Return an empty sheet for a question: a row for each zone, one for the hall without zones."""
        voters = self._voters(meeting_id, question)
        zones = self.zones(meeting_id)
        if not zones:
            return (ZoneHands(people=question.voters),)
        return tuple(
            ZoneHands(
                zone.name,
                zone.counter,
                len(voters & set(zone.members)) if zone.members else None,
            )
            for zone in zones
        )

    # ---- what is typed

    def draft(self, meeting_id: int, key: MotionKey) -> tuple[ZoneHands, ...]:
        """Return what is typed on the sheet of a question, empty for nothing."""
        text = self._store.draft(meeting_id, key)
        return tuple(ZoneHands(**row) for row in json.loads(text)) if text else ()

    def keep_draft(self, meeting_id: int, key: MotionKey, rows: Sequence[ZoneHands]) -> ChangeSet:
        """Keep what is typed on the sheet; durable when this returns. No rows: forget it."""
        text = json.dumps(rows_as_data(rows), ensure_ascii=False) if rows else ""
        with self._database.transaction():
            self._store.keep_draft(meeting_id, key, text, self._journal.stamp())
        return ChangeSet(frozenset())

    # ---- tallies

    def take(
        self, meeting_id: int, key: MotionKey, rows: Sequence[ZoneHands], *, counter: str = ""
    ) -> tuple[ChangeSet, Tally]:
        """Take down one counter's numbers; they stay, whatever is counted later.

        Raises:
            UserFacingError: the meeting is not open, or the numbers cannot be.
        """
        rules.sum_of(rows)
        with self._database.transaction():
            self._require_open(meeting_id)
            tally = Tally(
                0,
                meeting_id,
                key,
                counter.strip(),
                tuple(rows),
                self._attendance.stamp(meeting_id),
                self._journal.user,
            )
            tally = replace(tally, id=self._store.add(tally))
            self._store.keep_draft(meeting_id, key, "", "")
            self._journal.record("登记清点", "hand_tally", tally.id, new=journalled_tally(tally))
        return ChangeSet.of(RecordKind.VOTE, record_id=tally.id), tally

    def open_tallies(self, meeting_id: int, key: MotionKey) -> tuple[Tally, ...]:
        """Return the tallies of a question that no count has settled yet, in the order they were taken."""
        settled = self._store.settled_up_to(meeting_id, key)
        return tuple(one for one in self._store.tallies_of(meeting_id, key) if one.id > settled)

    def disagreement(self, meeting_id: int, key: MotionKey, entry: HandEntry, voters: int) -> str:
        """Return why confirming an entry needs a reason because of its tallies, empty when it does not."""
        return rules.disagreement(self.open_tallies(meeting_id, key), entry, voters)

    def tallies_of_count(self, count: VoteCount) -> tuple[Tally, ...]:
        """Return all tallies a count came out of, for the record and its paper."""
        settlement = self.settlement_of(count.id)
        if settlement is None:
            return ()
        earlier = [
            one.last_tally_id
            for one in self._store.settlements()
            if one.last_tally_id < settlement.last_tally_id
        ]
        own = self._store.tallies_of(count.meeting_id, count.key)
        first = max((one.id for one in own if one.id in earlier), default=0)
        return tuple(one for one in own if first < one.id <= settlement.last_tally_id)

    def settlement_of(self, count_id: int) -> Settlement | None:
        """Return how a count came out of its tallies, None when there were none."""
        return next((one for one in self._store.settlements() if one.count_id == count_id), None)

    def how_counted(self, count: VoteCount) -> tuple[str, ...]:
        """Return in words how a count came out of its tallies: how often, how settled, zone by zone."""
        settlement, tallies = self.settlement_of(count.id), self.tallies_of_count(count)
        if settlement is None or not tallies:
            return ()
        head = f"清点 {len(tallies)} 遍"
        if settlement.way is not rules.Way.SINGLE:
            head = f"{head}：{settlement.way.phrase}"
        lines = [f"{head}（{settlement.reason}）" if settlement.reason else head]
        for row in tallies[-1].rows if tallies[-1].in_zones else ():
            in_favour = row.derived_in_favour
            hands = [] if in_favour is None else [f"同意 {in_favour}"]
            hands += [f"不同意 {row.against}", f"弃权 {row.abstaining}"]
            hands += [f"未表态 {row.not_voting}"] if row.not_voting else []
            lines.append(f"{row.zone}：{'，'.join(hands)}")
        return tuple(lines)

    def settle(self, count: VoteCount, tallies: Sequence[Tally], settled: tuple[rules.Way, str]) -> None:
        """Note in the count's own transaction how it came out of its tallies."""
        way, reason = settled
        settlement = Settlement(count.id, tallies[-1].id, way, reason)
        self._store.add_settlement(settlement)
        self._store.keep_draft(count.meeting_id, count.key, "", "")
        self._journal.record(
            "核对清点",
            "tally_settlement",
            count.id,
            new={"last_tally_id": settlement.last_tally_id, "way": way.value},
            reason=reason,
        )

    # ---- what the hall may see

    def release(self, count: VoteCount) -> ChangeSet:
        """Let the hall see a count; kept, so that it is seen again after a restart."""
        with self._database.transaction():
            if self.released(count.meeting_id)[-1:] != (count.id,):
                at = self._journal.stamp()
                release_id = self._store.add_release(count.id, at, self._journal.user)
                self._journal.record("公布结果", "result_release", release_id, new={"count_id": count.id})
        return ChangeSet(frozenset())

    def released(self, meeting_id: int) -> tuple[int, ...]:
        """Return the ids of the counts the hall may see, in the order they were released."""
        return self._store.released(meeting_id)

    # ---- inside

    def _voters(self, meeting_id: int, question: OpenQuestion) -> set[int]:
        facts = self._meetings.facts(meeting_id)
        voters = set(question.present_people)
        if not facts.rule_pack.chair_votes and facts.chair is not None:
            voters.discard(facts.chair.person_id)
        return voters

    def _require_open(self, meeting_id: int) -> None:
        meeting = self._meetings.get(meeting_id)
        if meeting.state is not MeetingState.OPEN:
            raise UserFacingError(f"{meeting.title}{meeting.state.phrase}，不能登记清点。", safe=NOTHING_LOST)


def journalled_tally(tally: Tally) -> dict[str, object]:
    """Return a tally as the journal keeps it; the file check compares the two."""
    return {
        "meeting_id": tally.meeting_id,
        "item_id": tally.key.item_id,
        "nominee_id": tally.key.nominee_id,
        "counter": tally.counter,
        "zones": rows_as_data(tally.rows),
        "at": tally.at,
        "user": tally.user,
    }


def _zones_as_data(zones: Sequence[Zone]) -> list[dict[str, object]]:
    return [{"name": one.name, "counter": one.counter, "members": list(one.members)} for one in zones]


def _check_zones(zones: Sequence[Zone]) -> None:
    names = [zone.name for zone in zones]
    for place, name in enumerate(names, start=1):
        if not name:
            raise UserFacingError(
                f"第 {place} 个分区没有名称。", advice=("请写一个名称，例如“前排”。",), safe="分区没有改动。"
            )
        if names.count(name) > 1:
            raise UserFacingError(
                f"有两个分区都叫“{name}”。", advice=("请给它们不同的名称。",), safe="分区没有改动。"
            )
    seen: dict[int, str] = {}
    for zone in zones:
        for person in zone.members:
            if person in seen:
                raise UserFacingError(
                    f"同一个人既在“{seen[person]}”，又在“{zone.name}”。",
                    advice=("请从一个分区里去掉。",),
                    safe="分区没有改动。",
                )
            seen[person] = zone.name
