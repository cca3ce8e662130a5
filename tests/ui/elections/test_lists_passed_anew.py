"""Facts about passing lists on the screen: the desk's verdict, a vote noted by hand, another list."""

from __future__ import annotations

import shutil
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.elections.records import ListKind
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.sample_congress import create_congress
from fulian_desktop.sample_village import StageClock
from fulian_desktop.workspace import Workspace
from tests.ui.elections.room_stage import write
from tests.ui.structure import problems_of
from ui.elections.ballot_state import Step
from ui.elections.list_anew_dialog import AnewDialog
from ui.elections.list_vote_box import PassDialog
from ui.meetings.person_field import PersonField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.ui.elections.room_stage import RoomStage
    from ui.shell.dialogs import Dialog

    Opened = Callable[[Workspace], RoomStage]

MORNING = datetime(2028, 11, 18, 8, 20)


@pytest.fixture(scope="module")
def at_the_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A congress prepared up to its morning; nothing was voted on."""
    path = tmp_path_factory.mktemp("morning") / "base.fulian"
    with create_congress(path, StageClock(datetime(2026, 3, 2, 9, 0))):
        pass
    return path


@pytest.fixture
def morning(at_the_day: Path, tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "morning.fulian"
    shutil.copyfile(at_the_day, path)
    with Workspace.open(path, user="李祎", clock=StageClock(MORNING)) as workspace:
        yield workspace


def words_of(dialog: Dialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def add_by_keys(dialog: Dialog, name: str) -> None:
    """Name somebody, press the button beside with the space bar."""
    assert isinstance(dialog, AnewDialog)
    field = dialog.findChild(PersonField, "anew_who")
    assert field is not None
    field.setText(name)
    QTest.keyClick(dialog.add_button, Qt.Key.Key_Space)


def note_hands(dialog: Dialog, in_favour: str) -> None:
    field = dialog.findChild(QLineEdit, "vote_in_favour")
    assert field is not None
    QTest.keyClicks(field, in_favour)


def test_a_list_voted_at_the_desk_is_passed_by_one_key_and_says_where(
    congress: Workspace, opened: Opened
) -> None:
    stage = opened(congress)
    election = congress.elections.elections()[0]
    vote = congress.elections.list_votes.holding(election.id, ListKind.CANDIDATES)
    assert vote is not None
    stage.room.go(Step.LISTS)
    stage.show()
    boxes = [one.text() for one in stage.room.findChildren(QLabel) if one.isVisible()]
    assert f"{vote.sentence}。" in boxes
    assert "主席团第一次会议“讨论第八届执行委员会委员候选人建议名单”" in vote.told


def test_before_the_vote_the_button_leads_to_the_desk_or_takes_the_hands(
    morning: Workspace, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = opened(morning)
    went: list[int] = []
    monkeypatch.setattr("ui.desk.open.open_desk", lambda _context, meeting_id, _over: went.append(meeting_id))
    election = morning.elections.elections()[0]
    motion = morning.elections.list_votes.motion(election.id, ListKind.CANDIDATES)
    assert motion is not None

    def go(dialog: Dialog) -> None:
        assert isinstance(dialog, PassDialog)
        assert f"{motion.told}还没有在主持台表决。" in words_of(dialog)
        button = dialog.findChild(QAbstractButton, "go_desk")
        assert button is not None
        monkeypatch.setattr(dialog, "accept", lambda: None)
        QTest.keyClick(button, Qt.Key.Key_Space)

    stage.fills.append(go)
    stage.press("pass_next")
    assert went == [motion.meeting_id]
    assert morning.elections.get(election.id).passed_at is None

    def note(dialog: Dialog) -> None:
        for name, number in (("entitled", "5"), ("present", "5")):
            write(dialog, f"vote_{name}", number)
        note_hands(dialog, "5")

    stage.fills.append(note)
    stage.press("pass_next")
    vote = morning.elections.list_votes.holding(election.id, ListKind.CANDIDATES)
    assert vote is not None
    assert (vote.count_id, vote.told, vote.in_favour) == (None, "妇女代表大会举手表决", 5)
    assert stage.titles == ["登记候选人名单已通过"] * 2


def test_somebody_is_added_after_printing_and_the_ballots_are_printed_again(
    congress: Workspace, opened: Opened
) -> None:
    elections = congress.elections
    congress.people.add(PersonDetails(name="卜晓云", sex="女", born="1990-04"))
    stage = opened(congress)
    stage.press("pass_next")
    elections.custody.record(stage.round.id, CustodyKind.PRINTED, 36)
    before = [one.name for one in stage.round.contest.entrants]
    stage.room.go(Step.LISTS)
    stage.show()

    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, AnewDialog)
        assert "已经印好的 36 张选票全部作废，通过以后要按新名单重印" in words_of(dialog)
        add_by_keys(dialog, "卜晓云")
        assert [one.name for one in dialog.members][1] == "卜晓云", "by surname strokes"
        write(dialog, "anew_reason", "代表联名补充提名")
        note_hands(dialog, "30")
        write(dialog, "vote_against", "1")

    stage.fills.append(fill)
    stage.press("candidates_anew")
    assert [one.name for one in stage.round.contest.entrants] == [before[0], "卜晓云", *before[1:]]
    vote = elections.list_votes.holding(stage.round.election_id, ListKind.CANDIDATES)
    assert vote is not None
    assert (vote.entitled, vote.present, vote.in_favour, vote.against) == (36, 31, 30, 1)
    told: list[str] = []
    stage.fills.append(lambda dialog: told.append(words_of(dialog)))
    stage.press("old_candidates")
    assert "原因：代表联名补充提名" in told[0]
    assert "第 2 份" in told[0]
    stage.room.go(Step.BALLOTS)
    stage.show()
    elections.rounds.check_attendance(stage.round.id)
    stage.show()
    button = next(one for one in stage.room.findChildren(QAbstractButton, "next_custody"))
    assert button.text() == "登记印制选票"
    stage.press("next_custody")
    figures = elections.custody.figures(stage.round.id)
    assert (figures.printed, figures.spoiled) == (72, 36)
    assert button.text() == "登记检查票箱"
    elections.custody.record(stage.round.id, CustodyKind.ISSUED, 31)
    stage.room.go(Step.LISTS)
    stage.show()
    shown = [one.objectName() for one in stage.room.findChildren(QAbstractButton) if one.isVisible()]
    assert "candidates_anew" not in shown
    assert "officials_anew" not in shown
    assert congress.check() == []


def test_a_scrutineer_is_replaced_and_a_candidate_in_her_place_is_refused(
    congress: Workspace, opened: Opened
) -> None:
    elections = congress.elections
    congress.people.add(PersonDetails(name="卜晓云", sex="女", born="1990-04"))
    stage = opened(congress)
    election = elections.elections()[0]
    candidate = election.candidates[0].name

    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, AnewDialog)
        add_by_keys(dialog, candidate)
        assert f"{candidate}是候选人，不能担任监票人。" in words_of(dialog)
        dialog.remove(next(one for one in dialog.members if one.name == candidate))
        dialog.remove(next(one for one in dialog.members if one.name == election.officials[1].name))
        add_by_keys(dialog, "卜晓云")
        write(dialog, "anew_reason", "石桂芳临时请假")
        note_hands(dialog, "31")

    stage.fills.append(fill)
    stage.press("officials_anew")
    names = [one.name for one in elections.get(election.id).officials]
    assert "卜晓云" in names
    assert election.officials[1].name not in names
    passings = elections.officials.passings(election.id)
    assert [one.reason for one in passings] == ["", "石桂芳临时请假"]
    assert congress.check() == []


def test_without_a_reason_or_the_hands_nothing_is_passed(congress: Workspace, opened: Opened) -> None:
    stage = opened(congress)
    election = congress.elections.elections()[0]

    def leave_empty(dialog: Dialog) -> None:
        assert isinstance(dialog, AnewDialog)
        dialog.accept()
        assert dialog.isVisible()
        assert "请写一句原因。" in words_of(dialog)
        assert "请填写。" in words_of(dialog)

    stage.fills.append(leave_empty)
    stage.press("candidates_anew")
    assert len(congress.elections.candidate_passings.passings(election.id)) == 1


@pytest.mark.parametrize("size", [(1366, 768), (1366, 697), (1920, 1080)])
def test_the_lists_and_their_dialog_are_whole_at_every_size(
    congress: Workspace, opened: Opened, size: tuple[int, int]
) -> None:
    stage = opened(congress)
    stage.window.resize(*size)
    stage.room.go(Step.LISTS)
    stage.show()
    assert problems_of(stage.window) == []
    found: list[str] = []
    stage.fills.append(lambda dialog: found.extend(problems_of(dialog)))
    stage.press("candidates_anew")
    assert found == []
