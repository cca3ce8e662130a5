"""A journal for what happened at another moment than it is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fulian_desktop.storage.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class MomentJournal(Journal):
    """Gives a typed moment to the records made with it; its entries carry the time they are written."""

    def __init__(self, journal: Journal, moment: datetime) -> None:
        """`moment` is when it happened (naive local time)."""
        super().__init__(journal.database, journal.user, lambda: moment)
        self._journal = journal

    def record(
        self,
        act: str,
        subject: str,
        subject_id: int | None,
        *,
        old: Mapping[str, Any] | None = None,
        new: Mapping[str, Any] | None = None,
        reason: str = "",
    ) -> int:
        """Append one entry with the real time; see `Journal.record`."""
        return self._journal.record(act, subject, subject_id, old=old, new=new, reason=reason)
