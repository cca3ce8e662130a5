"""Persons and the delegates' list: adding, changing, finding, and what never reaches the journal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.operations import PossibleDuplicate
from fulian_desktop.people.records import DelegateKind, PersonDetails, ResumeLine
from tests.builders import a_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.builders import TickedWorkspace

# Invented: the birthday lies in the future and the region code belongs to no place.
ID_NUMBER, OTHER_ID_NUMBER = "990101208801010026", "990101208801020021"
FANG = PersonDetails(
    name="方瑶",
    born="1995-05",
    group_name="一组",
    phone="13800002618",
    id_number=ID_NUMBER,
    address="三合村一组 8 号",
    resume=(ResumeLine("2018.07至今", "大学生村官"),),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[TickedWorkspace]:
    with a_workspace(tmp_path) as opened:
        yield opened


def added(workspace: TickedWorkspace, details: PersonDetails, *, namesake_allowed: bool = False) -> int:
    person_id = workspace.people.add(details, namesake_allowed=namesake_allowed).record_id
    assert person_id is not None
    return person_id


def names(workspace: TickedWorkspace, query: str) -> list[str]:
    return [person.name for person in workspace.people.find(query)]


def test_a_person_reads_back_as_entered_with_the_spaces_in_her_name_gone(workspace: TickedWorkspace) -> None:
    person = workspace.people.get(added(workspace, replace(FANG, name=" 方　瑶 ")))
    assert person.details() == FANG


def test_a_person_without_a_name_is_refused(workspace: TickedWorkspace) -> None:
    with pytest.raises(UserFacingError, match="姓名没有填"):
        workspace.people.add(PersonDetails(name="　 "))
    assert workspace.people.everyone() == []


def test_the_same_person_is_not_recorded_twice_unknowingly(workspace: TickedWorkspace) -> None:
    added(workspace, FANG)
    for again in (PersonDetails(name="方瑶"), PersonDetails(name="方瑶", born="1995-05-20")):
        with pytest.raises(PossibleDuplicate, match="名册里已经有“方瑶”（1995-05）") as found:
            workspace.people.add(again)
        assert [person.name for person in found.value.people] == ["方瑶"]
    added(workspace, PersonDetails(name="方瑶", born="1970-01"))
    added(workspace, PersonDetails(name="方瑶", born="1995-05"), namesake_allowed=True)
    assert len(workspace.people.everyone()) == 3


def test_one_id_number_belongs_to_one_person(workspace: TickedWorkspace) -> None:
    added(workspace, FANG)
    other = added(workspace, PersonDetails(name="林喆", id_number=OTHER_ID_NUMBER))
    stolen = replace(workspace.people.get(other).details(), id_number=ID_NUMBER)
    with pytest.raises(UserFacingError, match="已经登记在“方瑶”名下") as refused:
        workspace.people.change(other, stolen)
    assert ID_NUMBER not in refused.value.as_text()
    with pytest.raises(UserFacingError, match="已经登记在“方瑶”名下"):
        workspace.people.add(PersonDetails(name="金玥", id_number=ID_NUMBER))


def test_the_journal_holds_no_number_and_no_address(workspace: TickedWorkspace) -> None:
    person = added(workspace, FANG)
    workspace.people.change(person, replace(FANG, phone="13800002699", address="三合村二组 9 号"))
    workspace.people.note_revealed(person, "phone")
    written = "".join(
        str(value)
        for row in workspace.database.rows("SELECT old, new, reason FROM journal")
        for value in tuple(row)
    )
    for secret in (ID_NUMBER, "13800002618", "13800002699", "8 号", "9 号"):
        assert secret not in written


def test_saving_without_a_change_writes_nothing(workspace: TickedWorkspace) -> None:
    person = added(workspace, FANG)
    before = workspace.journal.fingerprint()
    assert workspace.people.change(person, FANG).kinds == frozenset()
    assert workspace.journal.fingerprint() == before


def test_a_changed_resume_is_in_the_journal(workspace: TickedWorkspace) -> None:
    person = added(workspace, FANG)
    workspace.people.change(person, replace(FANG, resume=()), reason="本人要求")
    entry = workspace.journal.entries("person", person)[0]
    assert (entry.act, entry.old, entry.new, entry.reason) == (
        "修改人员",
        {"name": "方瑶", "resume": "1 行"},
        {"name": "方瑶", "resume": "0 行"},
        "本人要求",
    )


def test_people_are_found_by_name_pinyin_initials_telephone_and_group(workspace: TickedWorkspace) -> None:
    added(workspace, FANG)
    added(workspace, PersonDetails(name="古丽娜尔·艾合买提", group_name="二组", phone="13800002604"))
    added(workspace, PersonDetails(name="董𬱖", group_name="一组", unit_post="合作社记账员"))
    assert names(workspace, "方瑶") == names(workspace, "fangyao") == names(workspace, "fy") == ["方瑶"]
    assert names(workspace, "2604") == names(workspace, "古丽") == ["古丽娜尔·艾合买提"]
    assert names(workspace, "一组") == ["方瑶", "董𬱖"]
    assert names(workspace, "一组 记账") == ["董𬱖"]
    assert len(names(workspace, "")) == 3
    assert names(workspace, "04") == []
    assert names(workspace, ID_NUMBER[6:14]) == []


def test_only_someone_named_nowhere_is_deleted(workspace: TickedWorkspace) -> None:
    wrong, seated, delegate = (added(workspace, PersonDetails(name=name)) for name in ("误", "任", "代"))
    workspace.seats.take_seat(seated)
    workspace.people.put_on_delegate_list(delegate, 7)
    workspace.people.remove_added_by_mistake(wrong, "录错")
    for person in (seated, delegate):
        with pytest.raises(UserFacingError, match="不能从名册里删除"):
            workspace.people.remove_added_by_mistake(person, "录错")
    with pytest.raises(UserFacingError, match="已经不在名册里"):
        workspace.people.get(wrong)


def test_the_delegates_list_says_who_may_vote(workspace: TickedWorkspace) -> None:
    person = added(workspace, FANG)
    workspace.people.put_on_delegate_list(person, 7)
    workspace.people.put_on_delegate_list(person, 7, DelegateKind.OBSERVER, may_vote=False)
    assert [(one.kind, one.may_vote) for one in workspace.people.delegates(7)] == [
        (DelegateKind.OBSERVER, False)
    ]
    assert workspace.people.delegates(8) == []
    workspace.people.take_off_delegate_list(person, 7, "放弃")
    assert workspace.people.delegates(7) == []
