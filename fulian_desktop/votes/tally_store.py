"""SQL of zones, tallies, settlements and releases; all but zones and drafts only grow."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from fulian_desktop.votes.records import MotionKey
from fulian_desktop.votes.tallies import Settlement, Tally, Way, Zone, ZoneHands

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from fulian_desktop.storage.database import Database

_TALLY = "id, meeting_id, agenda_item_id, nominee_id, counter, zones, at, user_name"


def rows_as_data(rows: Sequence[ZoneHands]) -> list[dict[str, object]]:
    """Return the zones of a tally as they are written down."""
    return [asdict(row) for row in rows]


def _tally(row: sqlite3.Row) -> Tally:
    return Tally(
        row["id"],
        row["meeting_id"],
        MotionKey(row["agenda_item_id"], row["nominee_id"]),
        row["counter"],
        tuple(ZoneHands(**one) for one in json.loads(row["zones"])),
        row["at"],
        row["user_name"],
    )


class TallyStore:
    """Reads and writes; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- zones

    def zones(self, meeting_id: int) -> tuple[Zone, ...]:
        """Return the zones of a meeting in their order."""
        rows = self._database.rows(
            "SELECT name, counter, members FROM count_zone WHERE meeting_id = ? ORDER BY position",
            (meeting_id,),
        )
        return tuple(Zone(row["name"], row["counter"], tuple(json.loads(row["members"]))) for row in rows)

    def set_zones(self, meeting_id: int, zones: Sequence[Zone]) -> None:
        """Put these zones in the place of all there were."""
        self._database.execute("DELETE FROM count_zone WHERE meeting_id = ?", (meeting_id,))
        for position, zone in enumerate(zones, start=1):
            self._database.execute(
                "INSERT INTO count_zone (meeting_id, position, name, counter, members)"
                " VALUES (?, ?, ?, ?, ?)",
                (meeting_id, position, zone.name, zone.counter, json.dumps(zone.members)),
            )

    # ---- what is typed

    def draft(self, meeting_id: int, key: MotionKey) -> str:
        """Return what is typed on the sheet of a question, empty for nothing."""
        found = self._database.value(
            "SELECT text FROM tally_draft WHERE meeting_id = ? AND agenda_item_id = ? AND nominee_id = ?",
            (meeting_id, key.item_id, key.nominee_id or 0),
        )
        return "" if found is None else str(found)

    def keep_draft(self, meeting_id: int, key: MotionKey, text: str, at: str) -> None:
        """Keep what is typed; an empty text takes it away."""
        place = (meeting_id, key.item_id, key.nominee_id or 0)
        self._database.execute(
            "DELETE FROM tally_draft WHERE meeting_id = ? AND agenda_item_id = ? AND nominee_id = ?", place
        )
        if text:
            self._database.execute(
                "INSERT INTO tally_draft (meeting_id, agenda_item_id, nominee_id, text, at)"
                " VALUES (?, ?, ?, ?, ?)",
                (*place, text, at),
            )

    # ---- tallies

    def add(self, tally: Tally) -> int:
        """Insert a tally and return its id; the id of `tally` is ignored."""
        return self._database.execute(
            f"INSERT INTO hand_tally ({_TALLY.removeprefix('id, ')}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                tally.meeting_id,
                tally.key.item_id,
                tally.key.nominee_id,
                tally.counter,
                json.dumps(rows_as_data(tally.rows), ensure_ascii=False),
                tally.at,
                tally.user,
            ),
        )

    def tallies_of(self, meeting_id: int, key: MotionKey) -> tuple[Tally, ...]:
        """Return all tallies of a question in the order they were taken."""
        rows = self._database.rows(
            f"""SELECT {_TALLY} FROM hand_tally
                 WHERE meeting_id = ? AND agenda_item_id = ? AND nominee_id IS ? ORDER BY id""",
            (meeting_id, key.item_id, key.nominee_id),
        )
        return tuple(_tally(row) for row in rows)

    def all_tallies(self) -> tuple[Tally, ...]:
        """Return every tally of the file."""
        return tuple(_tally(row) for row in self._database.rows(f"SELECT {_TALLY} FROM hand_tally"))

    def add_settlement(self, settlement: Settlement) -> None:
        """Note how a count came out of its tallies."""
        self._database.execute(
            "INSERT INTO tally_settlement (count_id, last_tally_id, way, reason) VALUES (?, ?, ?, ?)",
            (settlement.count_id, settlement.last_tally_id, settlement.way.value, settlement.reason),
        )

    def settlements(self) -> tuple[Settlement, ...]:
        """Return every settlement of the file, by count."""
        rows = self._database.rows(
            "SELECT count_id, last_tally_id, way, reason FROM tally_settlement ORDER BY count_id"
        )
        return tuple(
            Settlement(row["count_id"], row["last_tally_id"], Way(row["way"]), row["reason"]) for row in rows
        )

    def settled_up_to(self, meeting_id: int, key: MotionKey) -> int:
        """Return the id of the last tally of a question that a count has settled, 0 for none."""
        found = self._database.value(
            """SELECT max(last_tally_id) FROM tally_settlement
                 JOIN hand_tally ON hand_tally.id = last_tally_id
                WHERE meeting_id = ? AND agenda_item_id = ? AND nominee_id IS ?""",
            (meeting_id, key.item_id, key.nominee_id),
        )
        return int(found or 0)

    # ---- releases

    def add_release(self, count_id: int, at: str, user: str) -> int:
        """Note that the hall may see a count."""
        return self._database.execute(
            "INSERT INTO result_release (count_id, at, user_name) VALUES (?, ?, ?)", (count_id, at, user)
        )

    def released(self, meeting_id: int) -> tuple[int, ...]:
        """Return the counts of a meeting the hall may see, in the order they were released."""
        rows = self._database.rows(
            """SELECT count_id FROM result_release JOIN vote_count ON vote_count.id = count_id
                WHERE vote_count.meeting_id = ? ORDER BY result_release.id""",
            (meeting_id,),
        )
        return tuple(row["count_id"] for row in rows)

    def all_releases(self) -> tuple[tuple[int, int], ...]:
        """Return every release: its id and its count."""
        rows = self._database.rows("SELECT id, count_id FROM result_release ORDER BY id")
        return tuple((row["id"], row["count_id"]) for row in rows)
