"""The desk finds its place again: after closing the program, after a count, after the wording was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.scripts.operations import COMMITTEE_SESSION, shipped_text
from fulian_desktop.workspace import Workspace
from tests.builders import a_by_election, a_workspace, item_of, open_with_attendance

if TYPE_CHECKING:
    from pathlib import Path


def key_of(workspace: Workspace, meeting_id: int, text: str) -> str:
    return next(line.key for line in workspace.scripts.compose(meeting_id).lines if line.text == text)


def test_a_meeting_begins_at_its_first_line(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    place = village.scripts.place(meeting_id)
    assert place.line_key == village.scripts.compose(meeting_id).lines[0].key
    assert place.half_typed == {}


def test_the_place_and_what_was_half_typed_survive_the_program(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        meeting_id = a_by_election(workspace)
        open_with_attendance(workspace, meeting_id)
        key = key_of(workspace, meeting_id, "弃权的请举手。")
        workspace.scripts.keep_place(meeting_id, key, {"against": 0})
        workspace.scripts.keep_place(meeting_id, key, {"against": 0, "abstaining": 1, "where": "弃权"})
        path = workspace.database.path
        entries = len(workspace.journal.entries(limit=9999))
    with Workspace.open(path) as again:
        place = again.scripts.place(meeting_id)
        assert place.line_key == key
        assert place.half_typed == {"against": 0, "abstaining": 1, "where": "弃权"}
        assert len(again.journal.entries(limit=9999)) == entries
        assert again.check() == []


def test_after_a_changed_wording_the_place_is_the_nearest_earlier_line_of_its_step(
    village: Workspace,
) -> None:
    meeting_id = a_by_election(village)
    shipped = shipped_text(COMMITTEE_SESSION)
    village.scripts.keep_place(meeting_id, key_of(village, meeting_id, "（介绍完，稍停）"), {"against": 1})
    village.scripts.save_wording(COMMITTEE_SESSION, shipped.replace("（介绍完，稍停）\n", ""))
    place = village.scripts.place(meeting_id)
    line = village.scripts.compose(meeting_id).line(place.line_key)
    assert line.text.startswith("主要经历：2014年7月至今")
    assert line.step == "介绍简历"
    assert place.half_typed == {}


def test_when_its_step_is_gone_the_place_is_the_beginning_of_its_item(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    shipped = shipped_text(COMMITTEE_SESSION)
    kept = key_of(village, meeting_id, "请受表彰的同志上台领奖。")
    village.scripts.keep_place(meeting_id, kept)
    village.scripts.save_wording(COMMITTEE_SESSION, shipped.replace("[步骤] 颁奖\n", ""))
    line = village.scripts.compose(meeting_id).line(village.scripts.place(meeting_id).line_key)
    assert line.text == "议程之外，接下来进行：表彰先进。"


def test_a_hidden_line_is_never_the_place(village: Workspace) -> None:
    meeting_id = a_by_election(village, bundled=False)
    script = village.scripts.compose(meeting_id)
    hidden = next(line for line in script.lines if line.hidden)
    village.scripts.keep_place(meeting_id, hidden.key)
    place = script.line(village.scripts.place(meeting_id).line_key)
    assert not place.hidden
    assert place.item_id == item_of(village, meeting_id, AgendaKind.BY_ELECTION)


def test_who_comes_back_is_told_where_the_meeting_was_left(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    assert village.scripts.restart_hint(meeting_id) == ""
    village.scripts.keep_place(meeting_id, key_of(village, meeting_id, "弃权的请举手。"))
    assert village.scripts.restart_hint(meeting_id) == "上次停在“增补执委”的表决：弃权的请举手。"
