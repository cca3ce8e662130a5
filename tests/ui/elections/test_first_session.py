"""The committee's first session by keyboard: lists, sign-in, votes at the desk, officers' ballots, result."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.elections.records import ElectionState, ListKind
from fulian_desktop.elections.recount import recount
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.sample_ballots import play_to_the_first_session
from fulian_desktop.sample_congress import create_congress
from fulian_desktop.sample_village import StageClock
from fulian_desktop.scripts.records import CueKind
from fulian_desktop.seats.records import Post
from tests.ui.desk.desk_stage import DIGITS, ENTER, DeskStage
from tests.ui.elections.room_stage import RoomStage, begin_count, enter_alike, write
from tests.ui.structure import problems_of
from ui.desk.desk_keys import PanelKind
from ui.desk.desk_view import DeskView
from ui.desk.open import open_desk
from ui.elections.ballot_list_dialogs import WhoDialog
from ui.elections.ballot_state import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fulian_desktop.workspace import Workspace
    from ui.shell.dialogs import Dialog

    FirstSession = tuple[Workspace, int, StageClock]

OFFICERS = (("沈丽华", "slh", 0), ("马晓燕", "mxy", 1), ("方瑶", "fangyao", 1))
"""Who stands, what is typed for her, the place of her post in the list of posts: chair, vice chair."""
OFFICIALS = (
    ("王秀英", "wxy", 0),
    ("李堃", "likun", 0),
    ("张翠萍", "zcp", 0),
    ("赵小云", "zxy", 0),
    ("金玥", "jinyue", 0),
)
"""Who watches and counts, and what is typed; the role that is still lacking is proposed."""


@pytest.fixture
def elected(tmp_path: Path) -> Iterator[FirstSession]:
    """The members are elected, the eighth term began; the committee's first session is prepared."""
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_congress(tmp_path / "congress.fulian", clock) as workspace:
        congress = workspace.congress.current()
        assert congress is not None
        first = play_to_the_first_session(workspace, congress.id, clock)
        clock.set_time("12:05")
        yield workspace, first.id, clock


def name_by_keys(stage: RoomStage, link: str, who: tuple[str, str, int]) -> None:
    """Open a dialog, type pinyin, take her from the list with Enter, choose with the arrow key, save."""
    name, typed, place = who

    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, WhoDialog)
        QTest.keyClicks(dialog.person, typed)
        QTest.keyClick(dialog.person, Qt.Key.Key_Return)
        assert dialog.person.text() == name
        dialog.choice_box.setFocus()
        for _ in range(place):
            QTest.keyClick(dialog.choice_box, Qt.Key.Key_Down)

    stage.fills.append(fill)
    stage.press(link)


def note_hands(dialog: Dialog) -> None:
    """All fifteen members raise their hands; those entitled and there are known already."""
    field = dialog.findChild(QLineEdit, "vote_in_favour")
    assert field is not None
    assert field.hasFocus() or field.text() == ""
    QTest.keyClicks(field, "15")


def walk_custody(stage: RoomStage, returned: int) -> None:
    """Press the one button until the ballots are counted back."""
    for _ in range(8):
        stage.press("next_custody")
        state = stage.room.state
        assert state is not None
        if state.due is Step.COUNT:
            return
        done = {one.kind for one in state.custody.events} if state.custody is not None else set()
        if CustodyKind.BOX_OPENED in done:
            stage.fills.append(lambda dialog: write(dialog, "custody_number", str(returned)))


def prepare_lists(stage: RoomStage, election_id: int) -> None:
    """Before the session: who stands, who watches and counts."""
    for who in OFFICERS:
        name_by_keys(stage, "add_candidate", who)
    for who in OFFICIALS:
        name_by_keys(stage, "add_official", who)
    ready = stage.workspace.elections.get(election_id)
    assert [(one.name, one.post) for one in ready.candidates] == [
        ("沈丽华", Post.CHAIR),
        ("马晓燕", Post.VICE_CHAIR),
        ("方瑶", Post.VICE_CHAIR),
    ]
    assert [one.name for one in ready.officials] == ["王秀英", "李堃", "张翠萍", "赵小云", "金玥"]


def hold_up_to_the_ballot(desk: DeskStage) -> None:
    """At the desk: the meeting is opened, everybody signs in, two votes, the ballot handed over."""
    workspace, meeting_id = desk.workspace, desk.meeting_id
    come_to_the_desk(desk)
    assert workspace.meetings.get(meeting_id).state is MeetingState.OPEN
    desk.space_to_cue(CueKind.ROLL_CALL)
    desk.press(Qt.Key.Key_F8)
    for _member in workspace.attendance.attendance(meeting_id).members:
        desk.press(DIGITS[1])
    desk.press(Qt.Key.Key_F8)
    for _motion in range(2):
        desk.space_to_cue(CueKind.IN_FAVOUR)
        desk.press(Qt.Key.Key_Asterisk)
        desk.press(ENTER)
    desk.space_to_cue(CueKind.BALLOT)
    desk.press(ENTER)
    assert desk.window.current_name() == "elections"


def come_to_the_desk(desk: DeskStage) -> None:
    open_desk(desk.window.context, desk.meeting_id, desk.window)
    desk.settle()
    desk.desk = desk.window.findChild(DeskView)


def pass_both_lists(stage: RoomStage, election_id: int) -> None:
    """The candidates' list by hands noted here, the officials' by the vote of the desk."""
    votes = stage.workspace.elections.list_votes
    stage.fills.append(note_hands)
    stage.press("pass_next")
    stage.press("pass_next")
    candidates = votes.holding(election_id, ListKind.CANDIDATES)
    watching = votes.holding(election_id, ListKind.OFFICIALS)
    assert candidates is not None
    assert watching is not None
    assert (candidates.count_id, candidates.told) == (None, "执委会举手表决")
    assert watching.told == "第八届执委会第一次会议“通过监票人、计票人名单”"
    assert (watching.entitled, watching.in_favour) == (15, 15)


def vote_and_announce(stage: RoomStage) -> None:
    """Ballots go out and come back, fifteen are counted, the result is announced."""
    stage.press("pass_next")
    walk_custody(stage, 15)
    begin_count(stage, Qt.Key.Key_1)
    enter_alike(stage, "", 13)
    enter_alike(stage, "3/", 2)
    for name in ("finish_count", "settle", "announce"):
        stage.press(name)
    assert "当选 3 名" in stage.words("result_verdict")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_officers_are_elected_from_the_first_line_to_the_result_by_keyboard(
    elected: FirstSession,
    opened: Callable[[Workspace], RoomStage],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace, meeting_id, clock = elected
    monkeypatch.setattr("ui.desk.desk_view.ask_to_close", lambda *_a: "")
    elections = workspace.elections
    stage = opened(workspace)
    desk = DeskStage(stage.window, workspace, clock, meeting_id)
    stage.window.open_page("elections", section="ballots", meeting_id=meeting_id)
    (officers,) = elections.of_meeting(meeting_id)
    assert officers.term_number == 8
    assert stage.room.state is not None
    assert stage.room.state.election.id == officers.id

    prepare_lists(stage, officers.id)
    hold_up_to_the_ballot(desk)
    pass_both_lists(stage, officers.id)
    vote_and_announce(stage)
    assert elections.get(officers.id).state is ElectionState.DONE
    posts = {one.person_name: one.post for one in workspace.seats.board().holders()}
    assert [posts[who[0]] for who in OFFICERS] == [Post.CHAIR, Post.VICE_CHAIR, Post.VICE_CHAIR]
    assert problems_of(stage.window) == []
    assert recount(workspace.database, officers.id)["agrees"]

    come_to_the_desk(desk)
    desk.space_until(lambda: desk.desk.panel.kind is PanelKind.END)
    desk.press(ENTER)
    assert workspace.meetings.get(meeting_id).state is MeetingState.CLOSED
    assert workspace.check() == []
