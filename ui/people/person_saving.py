"""Saving the person form: facts and the delegates' list in one step, and how it is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet
from fulian_desktop.chinese.rare_characters import clean_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.people.records import Person, PersonDetails
    from fulian_desktop.workspace import Workspace

WHY = "在人员表里改动"


@dataclass(frozen=True)
class Saved:
    """What was saved: the change set (with the person's id), the words of the toast, and the undo."""

    change_set: ChangeSet
    words: str
    undo: Callable[[], ChangeSet] | None


def save(
    workspace: Workspace,
    person: Person | None,
    details: PersonDetails,
    *,
    namesake_allowed: bool,
    term_number: int | None,
    delegate: tuple[bool, bool],
) -> Saved:
    """Add or change a person and put her on the delegates' list or take her off it.

    `delegate` tells whether she was on the list and whether she is to be.

    Raises:
        PossibleDuplicate: a new person may be recorded already.
        UserFacingError: the facts are refused; nothing is saved then.
    """
    was, wanted = delegate
    with workspace.database.transaction():
        if person is None:
            done = workspace.people.add(details, namesake_allowed=namesake_allowed)
        else:
            done = workspace.people.change(person.id, details)
        person_id = done.record_id
        assert person_id is not None
        done |= _move_on_list(workspace, person_id, term_number, was, wanted)
    name = clean_name(details.name)[0]
    if person is None:
        return Saved(done, f"已新增{name}", lambda: _take_out(workspace, person_id, term_number, wanted))
    before = person
    return Saved(
        done,
        f"已修改{name}的资料",
        lambda: _put_back(workspace, before, term_number, was, wanted),
    )


def _move_on_list(
    workspace: Workspace, person_id: int, term_number: int | None, was: bool, wanted: bool
) -> ChangeSet:
    if term_number is None or was == wanted:
        return ChangeSet.of()
    if wanted:
        return workspace.people.put_on_delegate_list(person_id, term_number)
    return workspace.people.take_off_delegate_list(person_id, term_number, WHY)


def _take_out(workspace: Workspace, person_id: int, term_number: int | None, listed: bool) -> ChangeSet:
    with workspace.database.transaction():
        done = _move_on_list(workspace, person_id, term_number, listed, False)
        return done | workspace.people.remove_added_by_mistake(person_id, "撤销新增")


def _put_back(
    workspace: Workspace, person: Person, term_number: int | None, was: bool, wanted: bool
) -> ChangeSet:
    with workspace.database.transaction():
        done = workspace.people.change(person.id, person.details(), reason="撤销修改")
        return done | _move_on_list(workspace, person.id, term_number, wanted, was)
