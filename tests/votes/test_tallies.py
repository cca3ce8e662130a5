"""Counting help: hands counted in zones, by two counters and again; nothing typed twice, nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage.errors import BugError
from fulian_desktop.votes.check import check_counts
from fulian_desktop.votes.records import HandEntry
from fulian_desktop.votes.tallies import TalliesDiffer, Way, Zone, ZoneHands, sum_of
from fulian_desktop.workspace import Workspace
from tests.builders import the_vote

if TYPE_CHECKING:
    from fulian_desktop.votes.tallies import Tally
    from tests.builders import TickedWorkspace

FRONT, BACK = "前排", "后排"


def in_zones(front: tuple[int, int], back: tuple[int, int]) -> tuple[ZoneHands, ...]:
    """Sheets of two zones: against and abstaining in each; those in favour are derived."""
    return (
        ZoneHands(FRONT, "张翠萍", None, front[0], front[1]),
        ZoneHands(BACK, "石桂芳", None, back[0], back[1]),
    )


def take(workspace: TickedWorkspace, meeting: int, *rows: ZoneHands, counter: str = "") -> Tally:
    key = the_vote(workspace, meeting)
    return workspace.votes.counting.take(meeting, key, rows, counter=counter)[1]


def test_the_zones_of_a_hall_grow_into_one_sum_and_stay_with_the_count(
    workspace: TickedWorkspace, meeting: int
) -> None:
    tally = take(workspace, meeting, *in_zones((0, 1), (1, 0)))
    assert tally.entry == HandEntry(against=1, abstaining=1)
    count = workspace.votes.confirm(meeting, tally.key, tally.entry).count
    assert (count.in_favour, count.against, count.abstaining) == (9, 1, 1)
    kept = workspace.votes.counting.tallies_of_count(count)
    assert [(row.zone, row.counter, row.against, row.abstaining) for row in kept[0].rows] == [
        (FRONT, "张翠萍", 0, 1),
        (BACK, "石桂芳", 1, 0),
    ]
    settlement = workspace.votes.counting.settlement_of(count.id)
    assert settlement is not None
    assert settlement.way is Way.SINGLE


def test_two_counters_who_agree_need_no_reason(workspace: TickedWorkspace, meeting: int) -> None:
    take(workspace, meeting, *in_zones((0, 1), (0, 0)), counter="张翠萍")
    last = take(workspace, meeting, *in_zones((0, 1), (0, 0)), counter="赵小云")
    count = workspace.votes.confirm(meeting, last.key, last.entry).count
    assert workspace.votes.counting.how_counted(count) == (
        "清点 2 遍：两人清点一致",
        "前排：不同意 0，弃权 1",
        "后排：不同意 0，弃权 0",
    )


def test_only_the_numbers_that_differ_are_named_and_a_recount_settles_them(
    workspace: TickedWorkspace, meeting: int
) -> None:
    take(workspace, meeting, *in_zones((2, 1), (0, 0)))
    second = take(workspace, meeting, *in_zones((2, 0), (0, 0)))
    with pytest.raises(TalliesDiffer) as caught:
        workspace.votes.confirm(meeting, second.key, second.entry)
    assert caught.value.what == "两遍清点有 1 个数不一样：前排 弃权：前一遍 1，后一遍 0。"
    assert workspace.votes.counts(meeting) == ()
    third = take(workspace, meeting, *in_zones((2, 1), (0, 0)))
    count = workspace.votes.confirm(meeting, third.key, third.entry).count
    assert len(workspace.votes.counting.tallies_of_count(count)) == 3
    settlement = workspace.votes.counting.settlement_of(count.id)
    assert settlement is not None
    assert settlement.way is Way.RECOUNTED


def test_counters_who_do_not_agree_are_settled_by_a_reason_and_both_are_kept(
    workspace: TickedWorkspace, meeting: int
) -> None:
    take(workspace, meeting, *in_zones((0, 1), (0, 0)))
    second = take(workspace, meeting, *in_zones((0, 2), (0, 0)))
    reason = "第一遍漏数一人，监票人复核以第二遍为准"
    count = workspace.votes.confirm(meeting, second.key, second.entry, settlement=reason).count
    assert count.abstaining == 2
    assert [one.entry.abstaining for one in workspace.votes.counting.tallies_of_count(count)] == [1, 2]
    settlement = workspace.votes.counting.settlement_of(count.id)
    assert settlement is not None
    assert (settlement.way, settlement.reason) == (Way.REASON, reason)


def test_a_number_changed_after_the_sheet_needs_a_reason(workspace: TickedWorkspace, meeting: int) -> None:
    tally = take(workspace, meeting, *in_zones((0, 1), (0, 0)))
    with pytest.raises(TalliesDiffer) as caught:
        workspace.votes.confirm(meeting, tally.key, HandEntry(against=9))
    assert "要登记的票数（同意 2，不同意 9，弃权 0，未表态 0）" in caught.value.what


def test_a_zone_cannot_raise_more_hands_than_sit_in_it(workspace: TickedWorkspace, meeting: int) -> None:
    people = workspace.attendance.attendance(meeting).present_ids
    workspace.votes.counting.set_zones(meeting, (Zone(FRONT, "", people[:5]), Zone(BACK, "", people[5:])))
    question = workspace.votes.open_question(meeting, the_vote(workspace, meeting))
    rows = workspace.votes.counting.blank_rows(meeting, question)
    assert [(row.zone, row.people) for row in rows] == [(FRONT, 5), (BACK, 6)]
    with pytest.raises(UserFacingError) as caught:
        take(workspace, meeting, ZoneHands(FRONT, "", 5, against=6), rows[1])
    assert caught.value.what == "前排只有 5 人有表决权，数出来 6 只手，多 1。"
    assert caught.value.safe
    assert workspace.votes.counting.open_tallies(meeting, question.motion.key) == ()


def test_who_sits_in_no_zone_is_found(workspace: TickedWorkspace, meeting: int) -> None:
    people = workspace.attendance.attendance(meeting).present_ids
    workspace.votes.counting.set_zones(meeting, (Zone(FRONT, "", people[:5]), Zone(BACK, "", people[6:])))
    assert workspace.votes.counting.outside_zones(meeting, people) == (people[5],)


@pytest.mark.parametrize(
    ("zones", "what"),
    [
        ((Zone(""),), "第 1 个分区没有名称。"),
        ((Zone(FRONT), Zone(FRONT)), "有两个分区都叫“前排”。"),
        ((Zone(FRONT, "", (1,)), Zone(BACK, "", (1,))), "同一个人既在“前排”，又在“后排”。"),
    ],
)
def test_zones_that_cannot_be_are_refused_and_the_old_ones_stay(
    workspace: TickedWorkspace, meeting: int, zones: tuple[Zone, ...], what: str
) -> None:
    workspace.votes.counting.set_zones(meeting, (Zone("全体"),))
    with pytest.raises(UserFacingError) as caught:
        workspace.votes.counting.set_zones(meeting, zones)
    assert caught.value.what == what
    assert [zone.name for zone in workspace.votes.counting.zones(meeting)] == ["全体"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ZoneHands(FRONT, against=-1), "前排的不同意人数不能是负数，现在是 -1。"),
        (ZoneHands(abstaining=1234567890), "弃权人数填了 1234567890，太大了。"),
    ],
)
def test_negative_and_ten_digit_numbers_are_refused_in_words(row: ZoneHands, words: str) -> None:
    with pytest.raises(UserFacingError) as caught:
        sum_of((row,))
    assert caught.value.what == words


def test_those_in_favour_are_counted_in_every_zone_or_in_none() -> None:
    with pytest.raises(UserFacingError) as caught:
        sum_of((ZoneHands(FRONT, in_favour=5), ZoneHands(BACK)))
    assert caught.value.what == "同意人数只数了一部分：后排没有填。"
    assert sum_of((ZoneHands(FRONT, in_favour=5), ZoneHands(BACK, in_favour=4))).in_favour == 9
    back = ZoneHands(BACK, people=5, against=1)
    assert sum_of((ZoneHands(FRONT, people=6, in_favour=5), back)).in_favour == 9


def test_what_is_half_typed_on_the_sheet_is_there_after_a_restart(
    workspace: TickedWorkspace, meeting: int
) -> None:
    key = the_vote(workspace, meeting)
    rows = in_zones((0, 1), (3, 0))
    workspace.votes.counting.keep_draft(meeting, key, rows)
    path = workspace.database.path
    workspace.close()
    with Workspace.open(path) as again:
        assert again.votes.counting.draft(meeting, key) == rows


def test_a_tally_and_a_release_are_never_changed(workspace: TickedWorkspace, meeting: int) -> None:
    tally = take(workspace, meeting, *in_zones((0, 1), (0, 0)))
    count = workspace.votes.confirm(meeting, tally.key, tally.entry).count
    workspace.votes.counting.release(count)
    for table in ("hand_tally", "tally_settlement", "result_release"):
        for words in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = rowid + 7"):
            with pytest.raises(BugError), workspace.database.transaction():
                workspace.database.execute(words)
    assert check_counts(workspace.database, workspace.journal) == []


def test_the_file_check_finds_a_tally_edited_behind_the_programs_back(
    workspace: TickedWorkspace, meeting: int
) -> None:
    tally = take(workspace, meeting, *in_zones((0, 1), (0, 0)))
    workspace.votes.confirm(meeting, tally.key, tally.entry)
    with workspace.database.transaction():
        workspace.database.execute("DROP TRIGGER hand_tally_is_never_changed")
        workspace.database.execute("UPDATE hand_tally SET counter = '别人'")
    assert [one.concerns for one in check_counts(workspace.database, workspace.journal)] == [
        f"hand_tally:{tally.id}"
    ]


def test_a_correction_is_counted_on_sheets_of_its_own(workspace: TickedWorkspace, meeting: int) -> None:
    first = take(workspace, meeting, *in_zones((0, 1), (0, 0)))
    wrong = workspace.votes.confirm(meeting, first.key, first.entry).count
    again = take(workspace, meeting, *in_zones((0, 2), (0, 0)))
    right = workspace.votes.correct(wrong.id, again.entry, "后排漏数一人").count
    assert [one.id for one in workspace.votes.counting.tallies_of_count(wrong)] == [first.id]
    assert [one.id for one in workspace.votes.counting.tallies_of_count(right)] == [again.id]


def test_what_the_hall_was_shown_is_known_after_a_restart(workspace: TickedWorkspace, meeting: int) -> None:
    key = the_vote(workspace, meeting)
    count = workspace.votes.confirm(meeting, key, HandEntry(abstaining=1)).count
    assert workspace.votes.released(meeting) == {}
    workspace.votes.counting.release(count)
    path = workspace.database.path
    workspace.close()
    with Workspace.open(path) as again:
        assert again.votes.released(meeting) == {key: count}


def test_a_corrected_count_is_shown_as_it_was_until_it_is_released_again(
    workspace: TickedWorkspace, meeting: int
) -> None:
    key = the_vote(workspace, meeting)
    wrong = workspace.votes.confirm(meeting, key, HandEntry(abstaining=1)).count
    workspace.votes.counting.release(wrong)
    right = workspace.votes.correct(wrong.id, HandEntry(abstaining=2), "漏数一人").count
    assert workspace.votes.released(meeting) == {key: wrong}
    workspace.votes.counting.release(right)
    assert workspace.votes.released(meeting) == {key: right}
