"""Whether the counts in a file still say what was confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings import facts_text
from fulian_desktop.meetings.meeting_store import MeetingStore
from fulian_desktop.rules import verdicts
from fulian_desktop.storage.findings import Finding, Severity
from fulian_desktop.storage.journal_comparison import compare_with_journal, recorded_entries
from fulian_desktop.votes.counting import journalled_tally
from fulian_desktop.votes.records import journalled
from fulian_desktop.votes.tally_store import TallyStore
from fulian_desktop.votes.vote_store import VoteStore

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal
    from fulian_desktop.votes.records import VoteCount


def check_counts(database: Database, journal: Journal) -> list[Finding]:
    """Compare each count with its journal entry and with what the rules make of its numbers."""
    store, meetings = VoteStore(database), MeetingStore(database)
    counts = store.all_counts()
    findings = compare_with_journal(
        "vote_count",
        recorded_entries(journal, "vote_count"),
        ((count.id, _named(count), journalled(count)) for count in counts),
        kind="计票",
    )
    findings += compare_with_journal(
        "vote_split",
        recorded_entries(journal, "vote_split"),
        ((item_id, "改为逐人表决的登记", {}) for item_id in store.all_split_items()),
        kind="改为逐人表决的登记",
    )
    findings += _check_counting(database, journal)
    for count in counts:
        findings.extend(_against_rules(count, meetings.frozen_facts(count.meeting_id)))
    return findings


def _check_counting(database: Database, journal: Journal) -> list[Finding]:
    """Compare tallies, how they were settled, and what was released to the hall, with the journal."""
    store = TallyStore(database)
    findings = compare_with_journal(
        "hand_tally",
        recorded_entries(journal, "hand_tally"),
        ((one.id, f"{_time(one.at)}的清点", journalled_tally(one)) for one in store.all_tallies()),
        kind="清点",
    )
    findings += compare_with_journal(
        "tally_settlement",
        recorded_entries(journal, "tally_settlement"),
        (
            (
                one.count_id,
                f"第 {one.count_id} 号计票的清点核对",
                {"last_tally_id": one.last_tally_id, "way": one.way.value},
            )
            for one in store.settlements()
        ),
        kind="清点核对",
    )
    return findings + compare_with_journal(
        "result_release",
        recorded_entries(journal, "result_release"),
        (
            (release, f"第 {count} 号计票的公布", {"count_id": count})
            for release, count in store.all_releases()
        ),
        kind="公布结果",
    )


def _time(at: str) -> str:
    return at.replace("T", " ")


def _against_rules(count: VoteCount, frozen: str | None) -> list[Finding]:
    """Decide a count once more by the rules frozen with its meeting."""
    if frozen is None:
        fault = "所在的会议没有开会时的记录。"
    else:
        try:
            pack = facts_text.facts_from_text(frozen).rule_pack
            verdict = verdicts.decide(pack, count.hands, persons_present=count.present)
        except UserFacingError as error:
            fault = f"的数字不可能成立：{error.what}"
        else:
            if (verdict.outcome, verdict.need, verdict.base) == (count.outcome, count.need, count.base):
                return []
            fault = "按当时的规则算出的结果，与记录的结果不一致。"
    return [Finding(Severity.ERROR, f"vote_count:{count.id}", f"{_named(count)}{fault}")]


def _named(count: VoteCount) -> str:
    return f"表决“{count.question}”（{count.at.replace('T', ' ')} 登记）"
