"""Facts about the list of chair and vice chairs: it is heard as approved, its order moved by keyboard."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from fulian_desktop.elections.records import ListKind
from fulian_desktop.sample_ballots import play_to_the_first_session
from fulian_desktop.sample_congress import create_congress
from fulian_desktop.sample_village import StageClock
from fulian_desktop.seats.records import Post
from tests.ui.elections.room_stage import write
from ui.elections.ballot_list_dialogs import PostsDialog
from ui.elections.list_anew_dialog import AnewDialog
from ui.elections.list_vote_box import PassDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fulian_desktop.workspace import Workspace
    from tests.ui.elections.room_stage import RoomStage
    from ui.shell.dialogs import Dialog

APPROVED = (("沈丽华", Post.CHAIR), ("马晓燕", Post.VICE_CHAIR), ("方瑶", Post.VICE_CHAIR))


@pytest.fixture
def first_session(tmp_path: Path) -> Iterator[tuple[Workspace, int, int]]:
    """The committee's first session is prepared; three stand as they were approved."""
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_congress(tmp_path / "congress.fulian", clock) as workspace:
        congress = workspace.congress.current()
        assert congress is not None
        meeting = play_to_the_first_session(workspace, congress.id, clock)
        (officers,) = workspace.elections.of_meeting(meeting.id)
        ids = {one.name: one.id for one in workspace.people.everyone()}
        for name, post in APPROVED:
            workspace.elections.candidates.add(officers.id, ids[name], post)
        yield workspace, meeting.id, officers.id


def test_the_approved_list_is_heard_and_passed_without_a_vote_that_nobody_took(
    first_session: tuple[Workspace, int, int], opened: Callable[[Workspace], RoomStage]
) -> None:
    workspace, meeting_id, officers_id = first_session
    stage = opened(workspace)
    stage.window.open_page("elections", section="ballots", meeting_id=meeting_id)

    def look(dialog: Dialog) -> None:
        assert isinstance(dialog, PassDialog)
        told = [one.text() for one in dialog.findChildren(QLabel)]
        assert "主席、副主席候选人按批复的名单宣读，没有举手表决的，“同意”留空。" in told

    stage.fills.append(look)
    stage.press("pass_next")
    assert workspace.elections.get(officers_id).passed_at is not None
    assert workspace.elections.list_votes.holding(officers_id, ListKind.CANDIDATES) is None


def test_hands_that_were_raised_must_be_noted_in_full(
    first_session: tuple[Workspace, int, int], opened: Callable[[Workspace], RoomStage]
) -> None:
    workspace, meeting_id, officers_id = first_session
    stage = opened(workspace)
    stage.window.open_page("elections", section="ballots", meeting_id=meeting_id)

    def note(dialog: Dialog) -> None:
        assert isinstance(dialog, PassDialog)
        write(dialog, "vote_in_favour", "15")
        wrong = {field.name_label.text() for field, sentence in dialog.checks() if sentence}
        assert wrong == {"应到", "实到"}
        dialog.accept()
        QApplication.processEvents()
        fields = dialog.vote_box.fields.values()
        assert len({field.editor.mapTo(dialog, QPoint()).y() for field in fields}) == 1
        write(dialog, "vote_entitled", "15")
        write(dialog, "vote_present", "15")

    stage.fills.append(note)
    stage.press("pass_next")
    vote = workspace.elections.list_votes.holding(officers_id, ListKind.CANDIDATES)
    assert vote is not None
    assert (vote.entitled, vote.in_favour) == (15, 15)


def test_vice_chairs_change_places_by_keyboard_which_goes_with_her_who_moved(
    first_session: tuple[Workspace, int, int], opened: Callable[[Workspace], RoomStage]
) -> None:
    workspace, meeting_id, officers_id = first_session
    workspace.elections.pass_list(officers_id)
    stage = opened(workspace)
    stage.window.open_page("elections", section="ballots", meeting_id=meeting_id)

    def move(dialog: Dialog) -> None:
        assert isinstance(dialog, AnewDialog)
        names = {one.objectName() for one in dialog.findChildren(QAbstractButton)}
        assert names & {"anew_up_1", "anew_down_1", "anew_up_2", "anew_down_3"} == set()
        link = dialog.findChild(QAbstractButton, "anew_up_3")
        assert link is not None
        QTest.keyClick(link, Qt.Key.Key_Space)
        assert [one.name for one in dialog.members] == ["沈丽华", "方瑶", "马晓燕"]
        QApplication.processEvents()
        focused = dialog.focusWidget()
        assert focused is not None
        assert focused.accessibleName() == "下移方瑶"
        write(dialog, "anew_reason", "按批复更正次序")

    stage.fills.append(move)
    stage.press("candidates_anew")
    anew = workspace.elections.get(officers_id).candidates
    assert [(one.number, one.name) for one in anew] == [(1, "沈丽华"), (2, "方瑶"), (3, "马晓燕")]


def test_a_form_begins_in_its_first_field_with_the_number_selected(
    first_session: tuple[Workspace, int, int], opened: Callable[[Workspace], RoomStage]
) -> None:
    stage = opened(first_session[0])
    dialog = PostsDialog(stage.window, [(Post.CHAIR, 1), (Post.VICE_CHAIR, 2)], lambda _entry: True)
    dialog.show()
    QApplication.processEvents()
    field = dialog.focusWidget()
    assert isinstance(field, QLineEdit)
    assert (field.objectName(), field.selectedText()) == ("seats_chair", "1")
    dialog.reject()
