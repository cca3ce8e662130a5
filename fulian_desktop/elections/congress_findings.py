"""Whether what is recorded of congresses and delegates still says what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.elections.congress_store import CongressStore
from fulian_desktop.people.delegate_operations import journalled
from fulian_desktop.people.delegate_store import DelegateStore
from fulian_desktop.storage.findings import Finding, Severity
from fulian_desktop.storage.journal_comparison import compare_with_journal, recorded_entries

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal


def check_congresses(database: Database, journal: Journal) -> list[Finding]:
    """Compare every decision on a delegate with the journal, and look for paths and steps that do not fit."""
    findings = compare_with_journal(
        "delegate_decision",
        recorded_entries(journal, "delegate_decision"),
        (
            (one.id, f"第 {one.id} 号代表审查记录", journalled(one))
            for one in DelegateStore(database).all_decisions()
        ),
        kind="代表审查记录",
    )
    store = CongressStore(database)
    for congress in store.congresses():
        keys = {step.key for step in congress.path.steps}
        strays = sorted(store.steps(congress.id).keys() - keys)
        findings += [
            Finding(Severity.ERROR, "congress_step", f"{congress.title}的换届路线里没有“{key}”这一步。")
            for key in strays
        ]
    return findings
