"""Whether the counts in a file still say what was confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings import facts_text
from fulian_desktop.meetings.meeting_store import MeetingStore
from fulian_desktop.rules import verdicts
from fulian_desktop.storage.findings import Finding, Severity
from fulian_desktop.votes.operations import journalled
from fulian_desktop.votes.vote_store import VoteStore

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal


def check_counts(database: Database, journal: Journal) -> list[Finding]:
    """Compare each count with its journal entry and with what the rules make of its numbers."""
    findings = []
    recorded = {
        entry.subject_id: entry.new
        for entry in journal.entries(subject="vote_count", limit=1_000_000)
        if entry.subject_id is not None
    }
    meetings = MeetingStore(database)
    for count in VoteStore(database).all_counts():
        concerns = f"vote_count:{count.id}"
        named = f"表决“{count.question}”（{count.at.replace('T', ' ')} 登记）"
        entry = recorded.pop(count.id, None)
        if entry is None:
            findings.append(Finding(Severity.ERROR, concerns, f"{named}在操作日志里没有对应的一条。"))
        elif entry != journalled(count):
            wrong = "、".join(key for key, value in journalled(count).items() if entry.get(key) != value)
            findings.append(
                Finding(Severity.ERROR, concerns, f"{named}与操作日志不一致（{wrong}），记录被改动过。")
            )
        frozen = meetings.frozen_facts(count.meeting_id)
        if frozen is None:
            findings.append(Finding(Severity.ERROR, concerns, f"{named}所在的会议没有开会时的记录。"))
            continue
        pack = facts_text.facts_from_text(frozen).rule_pack
        if verdicts.decide(pack, count.hands, persons_present=count.present).outcome is not count.outcome:
            findings.append(
                Finding(Severity.ERROR, concerns, f"{named}按当时的规则算出的结果，与记录的结果不一致。")
            )
    for count_id in recorded:
        findings.append(
            Finding(
                Severity.ERROR,
                f"vote_count:{count_id}",
                f"第 {count_id} 次计票操作日志里有，计票记录却不见了。",
            )
        )
    return findings
