"""SQL of who saw, exported and deleted personal data: all of it stands in the journal."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.kept_facts import forget_in_imports
from fulian_desktop.people.privacy_records import ERASED, Disclosure, DisclosureKind, Erasure

if TYPE_CHECKING:
    import sqlite3

    from fulian_desktop.storage.database import Database

_SEEN = """SELECT id, at, user_name, act, subject, subject_id, old, new, reason FROM journal
            WHERE (subject = 'person' AND (act LIKE '查看%' OR act = :erased))
               OR (act IN ('生成文书', '定稿') AND new LIKE '%"edition":"%版"%'
                   AND new NOT LIKE '%"edition":"公示版"%')
               OR act IN ('打印定稿', '打开定稿', '导出文书', '另存备份', '恢复备份', '导入名册')
            ORDER BY id DESC LIMIT :limit"""


class PrivacyStore:
    """Reads what the journal says of personal data; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def disclosures(self, limit: int) -> list[Disclosure]:
        """Return who saw and exported personal data, the latest first."""
        rows = self._database.rows(_SEEN, {"erased": ERASED, "limit": limit})
        names = self._names()
        return [_disclosure(row, names) for row in rows]

    def erasures(self) -> list[Erasure]:
        """Return the persons whose data was deleted on request, the latest first."""
        rows = self._database.rows(
            "SELECT * FROM journal WHERE act = ? AND subject = 'person' ORDER BY id DESC", (ERASED,)
        )
        return [_erasure(row) for row in rows]

    def posts(self, person_id: int) -> list[str]:
        """Return where a person stands in lawful records, in words; empty where nothing names her."""
        counts = self._database.row(
            """SELECT (SELECT count(*) FROM tenure WHERE person_id = :id AND withdrawn_at IS NULL) AS tenures,
                      (SELECT count(*) FROM entitled WHERE person_id = :id) AS meetings,
                      (SELECT count(*) FROM nominee WHERE person_id = :id)
                      + (SELECT count(*) FROM election_candidate WHERE person_id = :id) AS candidates,
                      (SELECT count(*) FROM delegate WHERE person_id = :id) AS delegates""",
            {"id": person_id},
        )
        assert counts is not None
        words = {
            "tenures": "任职 {} 次的姓名、职务和起止日期",
            "meetings": "会议名单和考勤 {} 次里的姓名",
            "candidates": "推荐、候选 {} 次的姓名和当时公布的情况",
            "delegates": "代表名单 {} 次里的姓名",
        }
        return [sentence.format(counts[key]) for key, sentence in words.items() if counts[key]]

    def serves(self, person_id: int) -> bool:
        """Tell whether she holds a seat now."""
        return bool(
            self._database.value(
                """SELECT EXISTS (SELECT 1 FROM tenure
                                   WHERE person_id = ? AND ended_on IS NULL AND withdrawn_at IS NULL)""",
                (person_id,),
            )
        )

    def forget_in_imports(self, person_id: int) -> None:
        """Take a person out of what imports could take back."""
        forget_in_imports(self._database, person_id)

    def fold_log(self) -> None:
        """Empty the write-ahead log, in which what was deleted would stand until the file is closed."""
        if not self._database.in_transaction:
            with suppress(UserFacingError):  # it is deleted all the same, and closing folds the log
                self._database.value("PRAGMA wal_checkpoint(TRUNCATE)")

    def _names(self) -> dict[int, str]:
        return {
            int(row["id"]): str(row["name"]) for row in self._database.rows("SELECT id, name FROM person")
        }


def _fields(text: str | None) -> dict[str, object]:
    read = json.loads(text) if text else {}
    return read if isinstance(read, dict) else {}


def _disclosure(row: sqlite3.Row, names: dict[int, str]) -> Disclosure:
    old, new = _fields(row["old"]), _fields(row["new"])
    act, person_id, person, what = str(row["act"]), None, "", ""
    kind = DisclosureKind.EXPORTED
    if row["subject"] == "person":
        person_id = row["subject_id"]
        person = str(new.get("name") or old.get("name") or names.get(person_id or 0, ""))
        kind = DisclosureKind.ERASED if act == ERASED else DisclosureKind.SEEN
        what = row["reason"] if act == ERASED else ""
    elif act == "导入名册":
        kind, what = DisclosureKind.IMPORTED, str(new.get("source") or new.get("source_name") or "")
    else:
        if act == "打开定稿":
            kind = DisclosureKind.SEEN
        paper = str(new.get("paper") or new.get("words") or "")
        edition = str(new.get("edition") or "")
        what = f"{paper}（{edition}）" if edition and edition not in paper else paper
    return Disclosure(
        row["id"], datetime.fromisoformat(row["at"]), row["user_name"], act, kind, person_id, person, what
    )


def _erasure(row: sqlite3.Row) -> Erasure:
    old, new = _fields(row["old"]), _fields(row["new"])
    return Erasure(
        entry_id=row["id"],
        person_id=row["subject_id"],
        name=str(old.get("name", "")),
        removed=tuple(str(one) for one in _list(old.get("fields"))),
        kept=tuple(str(one) for one in _list(new.get("kept"))),
        reason=row["reason"],
        at=datetime.fromisoformat(row["at"]),
        user=row["user_name"],
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
