"""One congress in the real window by keyboard: from the election session to the two results that agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.elections.count_records import RoundKind
from fulian_desktop.elections.records import ElectionState
from fulian_desktop.elections.recount import recount
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.scripts.records import CueKind
from fulian_desktop.seats.records import Post
from tests.ui.desk.desk_stage import ENTER, DeskStage
from tests.ui.documents.papers_stage import show, wait_for_jobs
from tests.ui.elections.room_stage import RoomStage, begin_count, enter_alike, write
from tests.ui.elections.test_first_session import (
    OFFICERS,
    come_to_the_desk,
    hold_up_to_the_ballot,
    pass_both_lists,
    prepare_lists,
    vote_and_announce,
    walk_custody,
)
from tests.ui.elections.test_messy_ballots import press_in, type_in, type_words, write_in
from tests.ui.structure import problems_of
from ui.desk.desk_keys import PanelKind
from ui.documents.page import PapersPage
from ui.elections.ballot_hall import HallWords, tally_pages
from ui.hall.slides import NamesSlide

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from fulian_desktop.sample_village import StageClock
    from fulian_desktop.workspace import Workspace
    from ui.shell.dialogs import Dialog

WRITTEN_IN = "罗小妹"
AGAINST = (("6/7/", 6), ("6/17/", 6), ("6/1/", 5), ("6/2/", 5), ("6/3/", 4), ("6/2-", 1))
"""Short codes and how many ballots are alike: 许 (7) and 谢 (17) tie at the last seat, 卢 (6) has none."""


@pytest.fixture
def stage(congress: Workspace, opened: Callable[[Workspace], RoomStage]) -> RoomStage:
    return opened(congress)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_congress_from_the_election_session_to_the_results_that_agree(
    stage: RoomStage, clock: StageClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.desk.desk_view.ask_to_close", lambda *_a: "")
    workspace = stage.workspace
    (members,) = workspace.elections.elections()
    desk = DeskStage(stage.window, workspace, clock, session_of(workspace, MeetingKind.ELECTION))
    come_to_the_ballot_room(desk)
    stage.press("pass_next")
    walk_custody(stage, 31)
    count_by_codes(stage)
    count_again_by_totals(stage)
    settle_and_announce(stage)
    vote_again_on_the_tie(stage)
    close_at_the_desk(desk)
    begin_the_term(stage)

    officers = elect_the_officers(stage, clock)
    issue_the_result(stage, qtbot, desk.meeting_id)
    assert problems_of(stage.window) == []
    assert workspace.check() == []
    for election_id in (members.id, officers):
        assert workspace.elections.get(election_id).state is ElectionState.DONE
        assert recount(workspace.database, election_id)["agrees"]


def session_of(workspace: Workspace, kind: MeetingKind) -> int:
    congress = workspace.congress.current()
    assert congress is not None
    return next(one.id for one in workspace.congress.sessions(congress.id) if one.kind is kind)


def come_to_the_ballot_room(desk: DeskStage) -> None:
    """The chair reads up to the ballot; Enter leads to the ballot room."""
    come_to_the_desk(desk)
    desk.space_to_cue(CueKind.BALLOT)
    desk.press(ENTER)
    assert desk.window.current_name() == "elections"


def count_by_codes(stage: RoomStage) -> None:
    """31 ballots: 27 by codes, one with a name written in, two invalid, one set aside and decided."""
    begin_count(stage, Qt.Key.Key_1)
    for code, copies in AGAINST:
        enter_alike(stage, code, copies)
    write_in(stage, "6/7/17/", WRITTEN_IN)
    for reason in (Qt.Key.Key_1, Qt.Key.Key_2):
        stage.type_ballot("0")
        press_focused(stage, reason)
    stage.fills.append(lambda dialog: type_words(dialog.focusWidget(), "一格先画圈又涂掉"))
    press_focused(stage, Qt.Key.Key_F7)
    rule(stage, "open_doubtful", "decide_1", decided_code="6/1*", reason="这一格看不清，按部分无效计")
    rule(stage, "rule_names", f"rule_{WRITTEN_IN}", reason="代表中只有一位罗小妹")
    stage.press("finish_count")
    (count,) = stage.workspace.elections.counting.counts(stage.round.id)
    tally = stage.workspace.elections.counting.tally(count.id)
    assert (tally.valid, tally.invalid) == (29, 2)
    assert [tally.lines[place].in_favour for place in (0, 5, 6, 16)] == [23, 0, 22, 22]
    assert [(one.name, one.in_favour) for one in tally.write_ins] == [(WRITTEN_IN, 1)]


def press_focused(stage: RoomStage, key: Qt.Key) -> None:
    target = stage.window.focusWidget()
    assert target is not None
    QTest.keyClick(target, key)
    QApplication.processEvents()


def rule(stage: RoomStage, link: str, row: str, **words: str) -> None:
    """Open a list of what waits for the scrutineers, its one row, fill the form and save it."""

    def fill(dialog: Dialog) -> None:
        for name, text in words.items():
            type_in(dialog, name, text)

    def open_row(dialog: Dialog) -> None:
        stage.fills.append(fill)
        press_in(dialog, row)

    stage.fills.append(open_row)
    stage.press(link)


def count_again_by_totals(stage: RoomStage) -> None:
    """Another person enters totals from the paper tally; one line of hers is wrong, and only it is shown."""
    counting = stage.workspace.elections.counting
    (first,) = counting.counts(stage.round.id)
    stage.press("count_again")
    begin_count(stage, Qt.Key.Key_3)
    type_number(stage, 2)
    for line in counting.tally(first.id).lines:
        missed = 1 if line.number == 2 else 0
        for number in (
            line.in_favour - missed,
            line.against + missed,
            line.abstaining,
            line.partly_invalid,
        ):
            type_number(stage, number)
    stage.fills.append(lambda dialog: type_words(dialog.focusWidget(), f"{WRITTEN_IN} 1"))
    stage.press("total_write_in")
    stage.press("finish_count")
    first, second = counting.counts(stage.round.id)
    assert second.counter_name != first.counter_name
    found = stage.workspace.elections.settling.differences(first.id, second.id)
    assert {one.line.split()[0] for one in found} == {name_of(stage, 2)}
    assert f"{len(found)} 处不一样" in stage.words("check_sentence")


def name_of(stage: RoomStage, number: int) -> str:
    return next(one.name for one in stage.round.contest.entrants if one.number == number)


def type_number(stage: RoomStage, number: int) -> None:
    """Type over what is in the field that has the keyboard, and go on with Enter."""
    field = stage.window.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, str(number))
    press_focused(stage, Qt.Key.Key_Return)


def settle_and_announce(stage: RoomStage) -> None:
    """The first count holds, for a reason; fourteen are elected, two tie; the hall sees it with F10."""
    stage.fills.append(lambda dialog: write(dialog, "reason", "监票人逐张复核原票，第一次无误"))
    stage.press("settle_1")
    first, second = (
        stage.workspace.elections.counting.view(one.id)
        for one in stage.workspace.elections.counting.counts(stage.round.id)
    )
    words = HallWords(
        stage.workspace.meetings.facts(session_of(stage.workspace, MeetingKind.ELECTION)).full_title,
        "选举执委，应选 15 名",
    )
    assert stage.room.hall.pages == tally_pages(words, first)
    assert stage.room.hall.pages != tally_pages(words, second)
    stage.press("announce")
    assert stage.titles[-1] == "宣布结果？"
    assert "当选 14 名" in stage.words("result_verdict")
    assert "同票" in stage.words("result_verdict")
    show_in_the_hall(stage, 14)


def show_in_the_hall(stage: RoomStage, elected: int) -> None:
    press_focused(stage, Qt.Key.Key_F10)
    slide = stage.room.hall.slide
    assert isinstance(slide, NamesSlide)
    assert slide.total == elected


def vote_again_on_the_tie(stage: RoomStage) -> None:
    """Called out one by one: 19 to 11, one blank; fifteen are elected."""
    stage.press("next_revote")
    assert stage.round.kind is RoundKind.REVOTE
    assert len(stage.round.contest.entrants) == 2
    walk_custody(stage, 31)
    begin_count(stage, Qt.Key.Key_2)
    QTest.keyClicks(stage.field("call_code"), "1" * 19 + "2" * 11)
    blank = stage.field("figure_blank")
    blank.setFocus()
    type_number(stage, 1)
    for name in ("finish_count", "settle", "announce"):
        stage.press(name)
    show_in_the_hall(stage, 15)
    assert len(stage.workspace.elections.seating.elected(stage.round.election_id)) == 15


def close_at_the_desk(desk: DeskStage) -> None:
    come_to_the_desk(desk)
    desk.space_until(lambda: desk.desk.panel.kind is PanelKind.END)
    desk.press(ENTER)
    assert desk.workspace.meetings.get(desk.meeting_id).state is MeetingState.CLOSED


def begin_the_term(stage: RoomStage) -> None:
    stage.window.open_page("elections", section="ballots")
    stage.press("begin_term")
    assert stage.workspace.seats.current_term().number == 8
    assert stage.workspace.seats.board().vacant == ()


def elect_the_officers(stage: RoomStage, clock: StageClock) -> int:
    """The committee's first session, from its lists to its end; return the election's id."""
    workspace = stage.workspace
    clock.set_time("12:05")
    desk = DeskStage(stage.window, workspace, clock, session_of(workspace, MeetingKind.COMMITTEE_FIRST))
    (officers,) = workspace.elections.of_meeting(desk.meeting_id)
    stage.window.open_page("elections", section="ballots", meeting_id=desk.meeting_id)
    prepare_lists(stage, officers.id)
    hold_up_to_the_ballot(desk)
    pass_both_lists(stage, officers.id)
    vote_and_announce(stage)
    close_at_the_desk(desk)
    posts = {one.person_name: one.post for one in workspace.seats.board().holders()}
    assert [posts[who[0]] for who in OFFICERS] == [Post.CHAIR, Post.VICE_CHAIR, Post.VICE_CHAIR]
    return officers.id


def issue_the_result(stage: RoomStage, qtbot: QtBot, meeting_id: int) -> None:
    """定稿 of the report on the result, found in the register."""
    stage.window.open_page("papers", meeting_id=meeting_id)
    page = stage.window.page("papers")
    assert isinstance(page, PapersPage)
    wait_for_jobs(qtbot)
    show(page, qtbot, PaperKind.ELECTION_REPORT)
    QTest.keyClick(page.panel.final_button, Qt.Key.Key_Space)
    wait_for_jobs(qtbot)
    (issued,) = stage.workspace.register.issued(meeting_id)
    assert issued.kind is PaperKind.ELECTION_REPORT
    assert issued.code_text
