"""The check of a whole data file: its pages, its journal, and what every room says of its own records."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fulian_desktop.documents.check import check_register
from fulian_desktop.elections.check import check_elections
from fulian_desktop.elections.congress_findings import check_congresses
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.check import check_attendance
from fulian_desktop.meetings.course_check import check_course
from fulian_desktop.meetings.minutes_check import check_minutes
from fulian_desktop.seats.check import check_tenures
from fulian_desktop.storage.check import check_file
from fulian_desktop.storage.findings import Finding, Severity
from fulian_desktop.storage.table_seal import former_breaks, verify_seal
from fulian_desktop.votes.check import check_counts

if TYPE_CHECKING:
    from fulian_desktop.access.protection import Protection
    from fulian_desktop.storage.journal import Journal

_LOOKS = (
    check_tenures,
    check_attendance,
    check_course,
    check_minutes,
    check_counts,
    check_elections,
    check_congresses,
)


def check_everything(journal: Journal, protection: Protection) -> list[Finding]:
    """Check the file of a journal, from its pages to the issued papers; empty when it is sound.

    When pages or the journal are damaged, comparing records with them would only repeat that. What the
    records explain themselves is said by them; the seal over all tables finds the rest, and names the table
    of a record that cannot even be read.
    """
    database = journal.database
    findings = check_file(database)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return findings
    unreadable: list[Finding] = []
    for look in (*_LOOKS, partial(check_register, protection=protection)):
        try:
            findings.extend(look(database, journal))
        except UserFacingError as error:
            findings.append(Finding(Severity.ERROR, "records", error.what))
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError) as error:
            fault = f"有记录读不出来，内容被改动过，或者磁盘出了错（{type(error).__name__}）。"
            unreadable.append(Finding(Severity.ERROR, "records", fault))
    if not findings:
        findings.extend(verify_seal(database))
    return [*findings, *unreadable, *former_breaks(journal)]
