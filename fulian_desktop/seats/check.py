"""Whether the tenures in a file still say what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.seats.seat_store import SeatStore
from fulian_desktop.storage.journal_comparison import compare_with_journal, latest_entries, recorded_entries

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.findings import Finding
    from fulian_desktop.storage.journal import Journal, JournalEntry

BEGAN, ENDED, RESTORED, WITHDRAWN = "任职", "登记离任", "撤销离任", "撤回任职"


def check_tenures(database: Database, journal: Journal) -> list[Finding]:
    """Compare how each tenure began, ended or was taken back with the journal."""
    rows = SeatStore(database).tenure_facts()
    findings = compare_with_journal(
        "tenure",
        recorded_entries(journal, "tenure", [BEGAN]),
        (
            (
                row["id"],
                f"第 {row['id']} 号任职",
                {
                    name: row[name]
                    for name in ("person_id", "seat_id", "began_on", "began_by", "source_count_id")
                },
            )
            for row in rows
        ),
        kind="任职",
    )
    findings += compare_with_journal(
        "tenure",
        _standing_departures(journal),
        (
            (
                row["id"],
                f"第 {row['id']} 号任职的离任",
                {name: row[name] for name in ("ended_on", "ended_by", "cause")},
            )
            for row in rows
            if row["ended_on"] is not None
        ),
        kind="离任",
    )
    findings += compare_with_journal(
        "tenure",
        recorded_entries(journal, "tenure", [WITHDRAWN]),
        ((row["id"], f"第 {row['id']} 号任职的撤回", {}) for row in rows if row["withdrawn_at"] is not None),
        kind="撤回",
    )
    return findings


def _standing_departures(journal: Journal) -> dict[int, JournalEntry]:
    """Return the entry of each departure that was not taken back."""
    latest = latest_entries(journal, "tenure", [ENDED, RESTORED])
    return {tenure_id: entry for tenure_id, entry in latest.items() if entry.act == ENDED}
