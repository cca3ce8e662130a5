"""The door of the room: look at a roster, import it, take an import back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.import_records import ImportEffects, ImportSummary, fingerprint
from fulian_desktop.exchange.import_store import ImportStore
from fulian_desktop.exchange.preview_records import RosterPost, RosterPreview, RowAction

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from fulian_desktop.exchange.recognition import ColumnMap, RosterTable
    from fulian_desktop.exchange.sheets import Sheet
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.people.records import Person, PersonDetails
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

SeatPerson = Callable[[int, str], int | None]
"""Gives a person (id) a seat with a post (主席, 副主席, 执委); returns the new tenure's id or None."""
Unseat = Callable[[Sequence[int], str], None]
"""Takes back tenures (ids) for a reason."""

UNTOUCHED = "名册没有改动。"


class ExchangeOperations:
    """Bring rosters in, and take an import back as one step."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        people: PeopleOperations,
        seat_person: SeatPerson,
        unseat: Unseat,
    ) -> None:
        self._database = database
        self._journal = journal
        self._people = people
        self._seat_person = seat_person
        self._unseat = unseat
        self._store = ImportStore(database, people.protection)
        self.before_import: Callable[[], object] | None = None
        """Keeps the file as it is before an import; what it raises stops the import."""

    def read(self, path: Path) -> list[Sheet]:
        """Return the visible sheets of a file. Raises UserFacingError as `read_sheets` does."""
        from fulian_desktop.exchange.sheets import read_sheets

        return read_sheets(path)

    def table(self, source: Path | Sheet | RosterTable) -> RosterTable:
        """Return the table in a file (its most likely sheet) or a sheet, with the recognised columns."""
        from fulian_desktop.exchange import recognition, sheets

        if isinstance(source, recognition.RosterTable):
            return source
        if isinstance(source, sheets.Sheet):
            return recognition.recognise(source)
        return recognition.most_likely_table(sheets.read_sheets(source))

    def preview(
        self,
        source: Path | Sheet | RosterTable,
        post: RosterPost | None = None,
        column_map: ColumnMap | None = None,
    ) -> RosterPreview:
        """Show what importing would do; nothing is written.

        Without `column_map` the recognised columns are used.

        Raises:
            UserFacingError: the file cannot be read, has no column of names, or names nobody.
        """
        from fulian_desktop.exchange.preview import preview_roster

        table = self.table(source)
        columns = table.column_map if column_map is None else column_map
        return preview_roster(table, columns, self._people.everyone(), post, self._journal.now().date())

    def apply(self, preview: RosterPreview, *, source_name: str, term_number: int) -> ChangeSet:
        """Import what the preview shows, completely or not at all; `record_id` is the import's id.

        Rows without a decision and rejected rows are left out and counted. If nothing had to be changed, no
        import is recorded and `record_id` is None.

        Raises:
            UserFacingError: no row can be imported, the roster was changed since the preview, or a person
                cannot be added, changed or seated.
        """
        from fulian_desktop.exchange.running_import import RunningImport

        if all(row.action is RowAction.LEAVE_OUT for row in preview.rows):
            raise UserFacingError(
                "没有可以导入的行。",
                advice=("请先处理待确认的行，或在表格里改正后重新预览。",),
                safe=UNTOUCHED,
            )
        if self.before_import is not None and not self._database.in_transaction:
            self.before_import()
        with self._database.transaction():
            running = RunningImport(self._people, self._seat_person, preview.post, term_number, source_name)
            for row in preview.rows:
                running.take(row)
            effects = running.effects()
            if effects.is_nothing():
                return ChangeSet.of()
            import_id = self._record(preview.post, source_name, effects)
        return replace(_changes(effects), record_id=import_id)

    def _record(self, post: RosterPost | None, source_name: str, effects: ImportEffects) -> int:
        word = post.value if post else ""
        import_id = self._store.add(self._journal.stamp(), self._journal.user, source_name, word, effects)
        self._journal.record(
            "导入名册",
            "roster_import",
            import_id,
            new={
                "source_name": source_name,
                "post": word,
                **effects.counts,
                "delegates": len(effects.delegates),
                "tenures": len(effects.tenures),
            },
        )
        return import_id

    def undo_import(self, import_id: int, reason: str = "") -> ChangeSet:
        """Take an import back: what it added goes, what it changed is as before, posts it gave are withdrawn.

        Raises:
            UserFacingError: it was undone already, or somebody it brought in was changed or used since; the
                sentence says who, and nothing is changed.
        """
        with self._database.transaction():
            record = self._store.get(import_id)
            if record is None or record.undone_at is not None:
                raise UserFacingError(
                    "这次导入已经撤销过，或者不存在。", advice=("请刷新页面再看。",), safe=UNTOUCHED
                )
            effects = record.effects
            why = reason or f"撤销导入“{record.source_name}”"
            people = {person.id: person for person in self._people.everyone()}
            self._refuse_changed(effects, people)
            if effects.tenures:
                self._unseat(effects.tenures, why)
            for person_id in effects.delegates:
                self._people.take_off_delegate_list(person_id, effects.term_number, why)
            for person_id, facts in effects.changed.items():
                self._people.change(person_id, _restored(people[person_id].details(), facts), reason=why)
            for person_id in effects.added:
                self._people.remove_added_by_mistake(person_id, why)
            self._store.mark_undone(import_id, self._journal.stamp(), effects.without_personal_data())
            self._journal.record(
                "撤销导入", "roster_import", import_id, old={"source_name": record.source_name}, reason=why
            )
        return replace(_changes(effects), record_id=import_id)

    def _refuse_changed(self, effects: ImportEffects, people: dict[int, Person]) -> None:
        names = [
            people[person_id].name if person_id in people else "已删除的人"
            for person_id, mark in effects.added.items()
            if person_id not in people or fingerprint(people[person_id].details()) != mark
        ]
        names += [
            people[person_id].name if person_id in people else "已删除的人"
            for person_id, facts in effects.changed.items()
            if person_id not in people
            or any(getattr(people[person_id], name) != new for name, (_, new) in facts.items())
        ]
        if names:
            shown = "、".join(names[:10]) + (f"等 {len(names)} 人" if len(names) > 10 else "")
            raise UserFacingError(
                f"不能撤销：导入以后，{shown}的资料又改过。",
                advice=("请在名册里直接修改。",),
                safe=UNTOUCHED,
            )

    def imports(self) -> list[ImportSummary]:
        """Return all imports, the newest first."""
        return [record.summary() for record in self._store.all()]

    def last_import(self) -> ImportSummary | None:
        """Return the newest import that has not been undone, or None."""
        return next((one for one in self.imports() if not one.is_undone), None)


def _changes(effects: ImportEffects) -> ChangeSet:
    kinds = {RecordKind.PERSON}
    if effects.delegates:
        kinds.add(RecordKind.DELEGATE)
    if effects.tenures:
        kinds.add(RecordKind.SEAT)
    return ChangeSet(frozenset(kinds))


def _restored(details: PersonDetails, facts: Mapping[str, tuple[str, str]]) -> PersonDetails:
    before: dict[str, Any] = {name: old for name, (old, _) in facts.items()}
    return replace(details, **before)
