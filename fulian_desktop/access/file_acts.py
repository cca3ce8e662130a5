"""What is done with the file as a whole leaves a trace in it: saved elsewhere, printed from, replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal


class FileActs:
    """Writes into the journal what leaves the file, and asks the roles before it is replaced."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    def note_export(self, words: str) -> ChangeSet:
        """Write down that a paper with personal data was printed or saved; `words` names it.

        Raises:
            NotAllowed: the acting user only looks, or nobody is signed in.
        """
        return self._note("导出文书", words)

    def note_backup(self, name: str) -> ChangeSet:
        """Write down that a backup goes to a place somebody chose; `name` is the file's name only.

        Raises:
            NotAllowed: the acting user only looks, or nobody is signed in.
        """
        return self._note("另存备份", name)

    def begin_restore(self, name: str, reason: str = "") -> ChangeSet:
        """Write down, before the file is replaced, that a backup takes its place; `name` is the backup's.

        Raises:
            NotAllowed: the acting user is not the chair.
        """
        return self._note("恢复备份", name, reason)

    def _note(self, act: str, words: str, reason: str = "") -> ChangeSet:
        with self._database.transaction():
            self._journal.record(act, "file", None, new={"words": words}, reason=reason)
        return ChangeSet.of(RecordKind.ACCESS)
