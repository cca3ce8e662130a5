from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from fulian_desktop.changes import RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.preview import Decision, RosterPost, RowAction, RowStatus
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.storage.journal import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fulian_desktop.exchange.sheets import Sheet

SEVENTH = 7


def imported(office: Any, source: Path | Sheet, post: RosterPost | None, name: str = "名册.xlsx") -> int:
    preview = office.exchange.preview(source, post)
    import_id = office.exchange.apply(preview, source_name=name, term_number=SEVENTH).record_id
    assert import_id is not None
    return int(import_id)


def names(office: Any) -> list[str]:
    return [person.name for person in office.people.everyone()]


def test_a_preview_writes_nothing(office: Any, data_folder: Path) -> None:
    office.exchange.preview(data_folder / "committee-roster.xlsx", RosterPost.COMMITTEE)
    assert names(office) == []
    assert office.journal.entries() == []


def test_the_committee_roster_brings_fourteen_persons_and_seats_them(office: Any, data_folder: Path) -> None:
    imported(office, data_folder / "committee-roster.xlsx", RosterPost.COMMITTEE)
    assert len(names(office)) == 14
    posts = sorted(post for _, post in office.seats.tenures.values())
    assert posts == sorted(["主席", "副主席", "副主席", *["执委"] * 11])
    summary = office.exchange.last_import()
    assert summary.sentence == "“名册.xlsx”：新增 14 人，更新 0 人，相同 0 人，未导入 2 行。"


def test_a_question_that_was_answered_is_imported_with_the_others(office: Any, data_folder: Path) -> None:
    preview = office.exchange.preview(data_folder / "committee-roster.xlsx", RosterPost.COMMITTEE)
    decided = preview.decide(10, Decision.TAKE)
    office.exchange.apply(decided, source_name="名册.xlsx", term_number=SEVENTH)
    feng = next(person for person in office.people.everyone() if person.name == "冯秀英")
    assert (feng.id_number, feng.born) == ("", "1994-01-15")
    assert len(office.seats.tenures) == 15


def test_the_delegate_roster_fills_the_delegates_list(office: Any, data_folder: Path) -> None:
    preview = office.exchange.preview(data_folder / "delegate-roster.csv", RosterPost.DELEGATE)
    changes = office.exchange.apply(preview, source_name="代表.csv", term_number=SEVENTH)
    assert changes.kinds == {RecordKind.PERSON, RecordKind.DELEGATE}
    assert len(office.people.delegates(SEVENTH)) == 36
    assert office.seats.tenures == {}


def test_without_a_post_only_persons_come_in(office: Any, data_folder: Path) -> None:
    imported(office, data_folder / "committee-roster.xlsx", None)
    assert len(names(office)) == 14
    assert office.seats.tenures == {}
    assert office.people.delegates(SEVENTH) == []


def test_the_same_roster_again_changes_nothing_and_makes_no_import(office: Any, data_folder: Path) -> None:
    path = data_folder / "delegate-roster.csv"
    imported(office, path, RosterPost.DELEGATE)
    entries = len(office.journal.entries(limit=1000))
    preview = office.exchange.preview(path, RosterPost.DELEGATE)
    assert preview.counts[RowStatus.SAME] == 36
    assert office.exchange.apply(preview, source_name="代表.csv", term_number=SEVENTH).record_id is None
    assert len(office.journal.entries(limit=1000)) == entries
    assert len(office.exchange.imports()) == 1


def test_the_journal_says_how_many_and_holds_no_numbers_of_persons(office: Any, data_folder: Path) -> None:
    imported(office, data_folder / "committee-roster.xlsx", RosterPost.COMMITTEE)
    entry = office.journal.entries("roster_import")[0]
    assert (entry.act, entry.new["added"], entry.new["left_out"], entry.new["tenures"]) == (
        "导入名册",
        14,
        2,
        14,
    )
    everything = json.dumps([str(one.new) for one in office.journal.entries(limit=1000)], ensure_ascii=False)
    assert "431224199301164628" not in everything
    assert "18921742180" not in everything
    assert verify(office.database) == []


def test_an_import_that_fails_in_the_middle_leaves_nothing(office: Any, data_folder: Path) -> None:
    preview = office.exchange.preview(data_folder / "committee-roster.xlsx", RosterPost.COMMITTEE)
    seat = office.exchange._seat_person

    def no_more_than_ten(person_id: int, post: str) -> int | None:
        if len(office.seats.tenures) == 10:
            raise UserFacingError("10 个席位都已有人。")
        result: int | None = seat(person_id, post)
        return result

    office.exchange._seat_person = no_more_than_ten
    with pytest.raises(UserFacingError, match="10 个席位"):
        office.exchange.apply(preview, source_name="名册.xlsx", term_number=SEVENTH)
    assert names(office) == []
    assert office.exchange.imports() == []
    assert office.journal.entries() == []


def test_an_import_is_undone_in_one_step(
    office: Any, data_folder: Path, a_sheet: Callable[..., Sheet]
) -> None:
    office.people.add(PersonDetails(name="石春梅", born="1987-11", phone="13800000000", note="网格员"))
    import_id = imported(office, data_folder / "delegate-roster.csv", RosterPost.DELEGATE)
    assert len(names(office)) == 36
    office.exchange.undo_import(import_id)
    (shi,) = office.people.everyone()
    assert (shi.name, shi.phone, shi.note, shi.id_number) == ("石春梅", "13800000000", "网格员", "")
    assert office.people.delegates(SEVENTH) == []
    assert office.exchange.last_import() is None
    assert office.exchange.imports()[0].is_undone
    assert verify(office.database) == []


def test_undoing_takes_the_seats_back(office: Any, data_folder: Path) -> None:
    import_id = imported(office, data_folder / "committee-roster.xlsx", RosterPost.COMMITTEE)
    office.exchange.undo_import(import_id, "拿错了表")
    assert office.seats.tenures == {}
    assert len(office.seats.withdrawn) == 14
    assert names(office) == []
    assert office.journal.entries("roster_import")[0].reason == "拿错了表"


def test_after_undoing_no_personal_data_of_the_import_stays(office: Any, data_folder: Path) -> None:
    import_id = imported(office, data_folder / "delegate-roster.csv", RosterPost.DELEGATE)
    office.exchange.undo_import(import_id)
    effects = office.database.value("SELECT effects FROM roster_import")
    assert json.loads(effects)["added"] == {}
    assert json.loads(effects)["counts"]["added"] == 36


def test_an_import_can_be_made_again_after_it_was_undone(office: Any, data_folder: Path) -> None:
    path = data_folder / "delegate-roster.csv"
    office.exchange.undo_import(imported(office, path, RosterPost.DELEGATE))
    imported(office, path, RosterPost.DELEGATE)
    assert len(office.people.delegates(SEVENTH)) == 36


def test_undoing_is_refused_by_name_when_somebody_was_changed_since(office: Any, data_folder: Path) -> None:
    import_id = imported(office, data_folder / "delegate-roster.csv", RosterPost.DELEGATE)
    person = office.people.everyone()[3]
    office.people.change(person.id, PersonDetails(name=person.name, phone="13900000000"))
    with pytest.raises(UserFacingError, match="贺美玲的资料又改过"):
        office.exchange.undo_import(import_id)
    assert len(office.people.delegates(SEVENTH)) == 36


def test_undoing_is_refused_by_name_when_somebody_is_named_elsewhere(office: Any, data_folder: Path) -> None:
    import_id = imported(office, data_folder / "delegate-roster.csv", RosterPost.DELEGATE)
    person = office.people.everyone()[0]
    office.people.put_on_delegate_list(person.id, SEVENTH + 1)
    with pytest.raises(UserFacingError, match="石春梅有任职、会议或代表名单的记录"):
        office.exchange.undo_import(import_id)
    assert len(names(office)) == 36
    assert len(office.people.delegates(SEVENTH)) == 36


def test_undoing_twice_is_refused(office: Any, data_folder: Path) -> None:
    import_id = imported(office, data_folder / "delegate-roster.csv", RosterPost.DELEGATE)
    office.exchange.undo_import(import_id)
    with pytest.raises(UserFacingError, match="已经撤销过"):
        office.exchange.undo_import(import_id)


def test_a_roster_that_changed_since_the_preview_is_not_written_over(
    office: Any, a_sheet: Callable[..., Sheet]
) -> None:
    added = office.people.add(PersonDetails(name="丁巧云", born="1988-03", phone="13812340001"))
    sheet = a_sheet("姓名 出生年月 电话", ("丁巧云", "1988.03", "13812349999"))
    preview = office.exchange.preview(sheet)
    office.people.change(added.record_id, PersonDetails(name="丁巧云", born="1988-03", phone="13700000000"))
    with pytest.raises(UserFacingError, match="预览以后，丁巧云的资料被改过"):
        office.exchange.apply(preview, source_name="名册.xlsx", term_number=SEVENTH)


def test_a_namesake_is_added_when_the_user_says_she_is_someone_else(
    office: Any, a_sheet: Callable[..., Sheet]
) -> None:
    office.people.add(PersonDetails(name="丁巧云"))
    preview = office.exchange.preview(a_sheet("姓名 出生年月", ("丁巧云", "1990.06")))
    decided = preview.decide(2, Decision.AS_NEW)
    office.exchange.apply(decided, source_name="名册.xlsx", term_number=SEVENTH)
    assert [person.born for person in office.people.everyone()] == ["", "1990-06"]


def test_changing_a_sex_by_import_needs_the_question_answered(
    office: Any, a_sheet: Callable[..., Sheet]
) -> None:
    office.people.add(PersonDetails(name="李建国", born="1980-01"))
    preview = office.exchange.preview(a_sheet("姓名 出生年月 性别", ("李建国", "1980.01", "男")))
    assert preview.row(2).action is RowAction.LEAVE_OUT
    decided = preview.decide(2, Decision.TAKE)
    office.exchange.apply(decided, source_name="名册.xlsx", term_number=SEVENTH)
    assert office.people.everyone()[0].sex == "男"


def test_a_preview_without_a_row_to_import_is_refused(office: Any, a_sheet: Callable[..., Sheet]) -> None:
    preview = office.exchange.preview(a_sheet("姓名 性别", ("李建国", "男")))
    with pytest.raises(UserFacingError, match="没有可以导入的行"):
        office.exchange.apply(preview, source_name="名册.xlsx", term_number=SEVENTH)


def test_the_columns_corrected_by_the_user_are_used(office: Any, a_sheet: Callable[..., Sheet]) -> None:
    sheet = a_sheet("姓名 说法", ("丁巧云", "三组"))
    from fulian_desktop.exchange.headings import Field

    columns = office.exchange.table(sheet).column_map.with_field(1, Field.GROUP_NAME)
    preview = office.exchange.preview(sheet, None, columns)
    office.exchange.apply(preview, source_name="名册.xlsx", term_number=SEVENTH)
    assert office.people.everyone()[0].group_name == "三组"
