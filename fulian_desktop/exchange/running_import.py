"""One import while it runs: takes over row after row and keeps book of what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.headings import Field
from fulian_desktop.exchange.import_records import ImportEffects, fingerprint
from fulian_desktop.exchange.matching import merged
from fulian_desktop.exchange.preview_records import Decision, PreviewRow, RosterPost, RowAction

if TYPE_CHECKING:
    from fulian_desktop.exchange.operations import SeatPerson
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.people.records import PersonDetails


class RunningImport:
    """Takes over the rows of one preview; the caller holds the transaction."""

    def __init__(
        self,
        people: PeopleOperations,
        seat_person: SeatPerson,
        post: RosterPost | None,
        term_number: int,
        source_name: str,
    ) -> None:
        self._people = people
        self._seat_person = seat_person
        self._post = post
        self._term_number = term_number
        self._source_name = source_name
        self._recorded = {person.id: person for person in people.everyone()}
        self._on_list = {one.person_id for one in people.delegates(term_number)}
        self._added: dict[int, str] = {}
        self._changed: dict[int, dict[str, tuple[str, str]]] = {}
        self._delegates: list[int] = []
        self._tenures: list[int] = []
        self._same = self._left_out = 0

    def take(self, row: PreviewRow) -> None:
        """Do with a row what was decided.

        Raises:
            UserFacingError: the person was changed since the preview, or cannot be added, changed or seated.
        """
        if row.action is RowAction.LEAVE_OUT:
            self._left_out += 1
            return
        person_id = self._add(row) if row.action is RowAction.ADD else self._update(row)
        self._give_post(person_id, row.committee_post)

    def effects(self) -> ImportEffects:
        """Return what was done so far."""
        return ImportEffects(
            term_number=self._term_number,
            added=self._added,
            changed=self._changed,
            delegates=tuple(self._delegates),
            tenures=tuple(self._tenures),
            counts={
                "added": len(self._added),
                "changed": len(self._changed),
                "same": self._same,
                "left_out": self._left_out,
            },
        )

    def _add(self, row: PreviewRow) -> int:
        done = self._people.add(row.details_to_write, namesake_allowed=row.decision is Decision.AS_NEW)
        assert done.record_id is not None
        self._added[done.record_id] = fingerprint(self._people.get(done.record_id).details())
        return done.record_id

    def _update(self, row: PreviewRow) -> int:
        person = self._recorded.get(row.matched_person_id or 0)
        if person is None or person.details() != row.matched_details:
            raise UserFacingError(
                f"预览以后，{row.details.name}的资料被改过（第 {row.row_number} 行）。",
                advice=("请重新预览，再导入。",),
                safe="名册没有改动。",
            )
        before = person.details()
        sex_is_stated = any(change.field == Field.SEX.value for change in row.changes)
        after = merged(before, row.details_to_write, sex_is_stated=sex_is_stated)
        if after == before:
            self._same += 1
        else:
            reason = f"导入“{self._source_name}”第 {row.row_number} 行"
            self._people.change(person.id, after, reason=reason)
            self._changed[person.id] = _differences(before, after)
        return person.id

    def _give_post(self, person_id: int, committee_post: str | None) -> None:
        if self._post is RosterPost.DELEGATE and person_id not in self._on_list:
            self._people.put_on_delegate_list(person_id, self._term_number)
            self._on_list.add(person_id)
            self._delegates.append(person_id)
        elif self._post is RosterPost.COMMITTEE:
            tenure_id = self._seat_person(person_id, committee_post or RosterPost.COMMITTEE.value)
            if tenure_id is not None:
                self._tenures.append(tenure_id)


def _differences(before: PersonDetails, after: PersonDetails) -> dict[str, tuple[str, str]]:
    return {
        one.value: (getattr(before, one.value), getattr(after, one.value))
        for one in Field
        if one is not Field.COMMITTEE_POST and getattr(before, one.value) != getattr(after, one.value)
    }
