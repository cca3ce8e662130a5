"""The check of a whole data file: pages, schema, foreign keys, journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage import journal
from fulian_desktop.storage.errors import BugError
from fulian_desktop.storage.findings import Finding, Severity
from fulian_desktop.storage.schema import APPLICATION_ID, SCHEMA_QUERY, expected_objects

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database

__all__ = ["Finding", "Severity", "check_file"]

_KIND_WORDS = {"table": "表", "index": "索引", "trigger": "保护规则", "view": "视图"}
_SYNCHRONOUS_FULL = 2


def check_file(database: Database) -> list[Finding]:
    """Check that the file is whole and that nobody changed it behind the program's back.

    Returns:
        What was found, the gravest first; empty when the file is sound.
    """
    findings: list[Finding] = []
    for part in (
        _check_pages,
        _check_identity,
        _check_schema,
        _check_references,
        journal.verify,
    ):
        try:
            findings.extend(part(database))
        except UserFacingError as error:
            findings.append(Finding(Severity.ERROR, "pages", error.what))
        except BugError as error:
            findings.append(Finding(Severity.ERROR, "pages", f"检查没有做完，文件结构异常：{error}"))
    return list(dict.fromkeys(findings))


def _check_pages(database: Database) -> list[Finding]:
    """Let SQLite look at every page, index and CHECK."""
    lines = [str(row[0]) for row in database.rows("PRAGMA integrity_check(20)")]
    return [
        Finding(Severity.ERROR, "pages", f"资料文件内部有损坏，请改用最近的备份（{line}）。")
        for line in lines
        if line != "ok"
    ]


def _check_identity(database: Database) -> list[Finding]:
    """Look at whose file it is, and at how safely it is being written."""
    findings = []
    if database.value("PRAGMA application_id") != APPLICATION_ID:
        findings.append(
            Finding(Severity.ERROR, "application_id", "文件头里的程序标记不对，文件被别的程序改写过。")
        )
    if not database.read_only:
        if database.value("PRAGMA journal_mode") != "wal":
            findings.append(
                Finding(
                    Severity.WARNING,
                    "journal_mode",
                    "这个位置不支持安全写入方式（WAL），请把文件放到本机硬盘。",
                )
            )
        if database.value("PRAGMA synchronous") != _SYNCHRONOUS_FULL:
            findings.append(
                Finding(Severity.ERROR, "synchronous", "没有启用“确认即落盘”，断电时可能丢失刚确认的记录。")
            )
        if database.value("PRAGMA foreign_keys") != 1:
            findings.append(Finding(Severity.ERROR, "foreign_keys", "没有启用关联检查。"))
    return findings


def _check_schema(database: Database) -> list[Finding]:
    """Compare every table, index and trigger with what the scripts create."""
    expected = expected_objects(database.scripts, database.schema_version)
    found = {(str(row[0]), str(row[1])): str(row[2]) for row in database.rows(SCHEMA_QUERY)}
    findings = []
    for key in sorted(expected.keys() | found.keys()):
        if expected.get(key) == found.get(key):
            continue
        fault = "不见了" if key not in found else "被改动过" if key in expected else "不是本程序建立的"
        word = _KIND_WORDS.get(key[0], key[0])
        findings.append(
            Finding(
                Severity.ERROR,
                f"schema:{key[0]}:{key[1]}",
                f"资料文件的{word}“{key[1]}”{fault}，文件被别的程序改过。",
            )
        )
    return findings


def _check_references(database: Database) -> list[Finding]:
    """Look for records that point at records that are not there."""
    return [
        Finding(
            Severity.ERROR,
            f"{row[0]}:{row[1]}",
            f"“{row[0]}”第 {row[1]} 号记录指向“{row[2]}”里一条不存在的记录。",
        )
        for row in database.rows("PRAGMA foreign_key_check")
    ]
