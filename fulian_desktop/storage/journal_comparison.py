"""Comparing records with what the journal says was recorded: what was edited, slipped in or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fulian_desktop.storage.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from fulian_desktop.storage.journal import Journal, JournalEntry

_ALL_ENTRIES = 100_000_000


def recorded_entries(journal: Journal, subject: str, acts: Collection[str] = ()) -> dict[int, JournalEntry]:
    """Return the first entry about each thing of a kind, by its id.

    Args:
        journal: the journal of the file.
        subject: the kind of thing.
        acts: only entries of these acts; empty means all.
    """
    return {
        entry.subject_id: entry
        for entry in journal.entries(subject=subject, limit=_ALL_ENTRIES)
        if entry.subject_id is not None and (not acts or entry.act in acts)
    }


def latest_entries(journal: Journal, subject: str, acts: Collection[str]) -> dict[int, JournalEntry]:
    """Return the last entry of these acts about each thing of a kind, by its id."""
    found: dict[int, JournalEntry] = {}
    for entry in journal.entries(subject=subject, limit=_ALL_ENTRIES):
        if entry.subject_id is not None and entry.act in acts:
            found.setdefault(entry.subject_id, entry)
    return found


def compare_with_journal(
    subject: str,
    entries: Mapping[int, JournalEntry],
    records: Iterable[tuple[int, str, Mapping[str, Any]]],
    *,
    kind: str,
) -> list[Finding]:
    """Find records that differ from their journal entry, lack one, or are missing.

    Args:
        subject: names the kind in a finding, for machines: ``vote_count``.
        entries: the entry that tells how each record was made.
        records: id, name for people, and the fields as the journal would have them now.
        kind: names the kind for people: 计票.
    """
    findings = []
    seen = set()
    for record_id, named, fields in records:
        seen.add(record_id)
        entry = entries.get(record_id)
        concerns = f"{subject}:{record_id}"
        if entry is None:
            findings.append(Finding(Severity.ERROR, concerns, f"{named}在操作日志里没有对应的一条。"))
            continue
        written = entry.new or {}
        wrong = [key for key, value in fields.items() if written.get(key) != value]
        if wrong:
            findings.append(
                Finding(
                    Severity.ERROR,
                    concerns,
                    f"{named}与操作日志不一致（{'、'.join(wrong)}），记录被改动过。",
                )
            )
    findings.extend(
        Finding(
            Severity.ERROR,
            f"{subject}:{record_id}",
            f"第 {record_id} 号{kind}操作日志里有，记录却不见了。",
        )
        for record_id in sorted(entries.keys() - seen)
    )
    return findings
