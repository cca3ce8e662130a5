"""Facts about the ballot room by keyboard: custody, three ways of counting, check, result, bad input."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.elections.count_records import CustodyKind, RoundKind, RulingKind, Way
from fulian_desktop.elections.records import ElectionKind, ElectionState
from fulian_desktop.rules.ballots import Mark
from fulian_desktop.rules.election_pack import CountBase, Method, shipped_election_packs
from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village
from tests.builders import a_workspace, the_sample_committee
from tests.elections.election_stage import a_term_election, an_open_round
from tests.ui.elections.room_stage import RoomStage, begin_count, enter_alike, write
from tests.ui.structure import problems_of
from ui.documents.page import PapersPage
from ui.elections.ballot_new import offers
from ui.elections.ballot_state import Step
from ui.elections.counting_ballots import BallotEntry
from ui.elections.counting_grid import BallotGrid
from ui.elections.counting_panel import CountingPanel
from ui.elections.custody_printing import PrintBallotsDialog
from ui.hall.slides import NamesSlide, TallySlide
from ui.shell.jobs import running_jobs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace
    from ui.shell.dialogs import Dialog


def test_custody_is_walked_with_one_button(
    congress: Workspace, opened: Callable[[Workspace], RoomStage]
) -> None:
    stage = opened(congress)
    stage.press("pass_next")
    for _ in range(8):
        if stage.room.state is not None and stage.room.state.due is Step.BALLOTS:
            returning = "收回" in next(
                one.text() for one in stage.room.findChildren(QAbstractButton, "next_custody")
            )
            if returning:
                stage.fills.append(lambda dialog: write(dialog, "custody_number", "31"))
            stage.press("next_custody")
    assert stage.titles == [
        "印制选票", "检查票箱", "票箱加封", "发出选票", "剩余选票", "开启票箱", "收回选票"
    ]  # fmt: skip
    page = congress.elections.custody.page(stage.round.id)
    assert page.sentence == "发出 31 张，收回 31 张，选举有效。"
    assert page.events[0].names[0] == "韩淑珍"
    assert stage.room.state is not None
    assert stage.room.state.due is Step.COUNT


def test_ballots_are_entered_with_the_number_pad_and_announced(
    congress: Workspace, opened: Callable[[Workspace], RoomStage]
) -> None:
    stage = opened(congress)
    stage.fill_custody()
    panel = stage.room.panel(Step.COUNT)
    assert isinstance(panel, CountingPanel)
    QTest.keyPress(panel.start, Qt.Key.Key_1)
    QTest.keyPress(panel.start, Qt.Key.Key_Return)
    QApplication.processEvents()
    stage.type_ballot("4/9/12-")
    stage.type_ballot("0")
    reasons = next(one for one in stage.window.findChildren(QWidget, "invalid_reasons") if one.isVisible())
    QTest.keyClicks(reasons, "2")
    code = stage.field("ballot_code")
    QTest.keyClick(code, Qt.Key.Key_F6)
    QTest.keyClicks(stage.field("copies"), "28")
    code.setFocus()
    stage.type_ballot("16/17/")
    code.setFocus()
    QTest.keyClicks(code, "1/2/3/+")
    name = stage.field("write_in_name")
    name.setText("欧阳慧")
    QTest.keyClick(name, Qt.Key.Key_Return)
    stage.type_ballot("")
    count = congress.elections.counting.counts(stage.round.id)[0]
    tally = congress.elections.counting.tally(count.id)
    assert (tally.valid, tally.invalid) == (30, 1)
    assert [(one.name, one.in_favour) for one in tally.write_ins] == [("欧阳慧", 1)]
    assert tally.lines[15].in_favour == 2
    stage.press("finish_count")
    stage.press("settle")
    assert "当选 15 名" in stage.words("result_verdict")
    stage.press("announce")
    assert stage.titles == ["宣布结果？"]
    stage.press("release_elected")
    assert isinstance(stage.room.hall.slide, NamesSlide)
    assert stage.room.hall.slide.total == 15
    stage.press("begin_term")
    assert congress.seats.current_term().number == 8
    kinds = {one.kind: one.state for one in congress.elections.elections()}
    assert kinds[ElectionKind.TERM_ELECTION] is ElectionState.DONE


def test_calling_grows_here_and_in_the_hall_and_is_undone_by_name(
    congress: Workspace, opened: Callable[[Workspace], RoomStage]
) -> None:
    stage = opened(congress)
    counting = congress.elections.counting
    count_id = stage.start_count(Way.CALLING)
    code = stage.field("call_code")
    # 1 may become 10 to 17 and waits for Enter or its second digit; 2 cannot.
    QTest.keyClicks(code, "2")
    QTest.keyClicks(code, "1")
    assert counting.tally(count_id).lines[0].in_favour == 0
    QTest.keyClick(code, Qt.Key.Key_Return)
    QTest.keyClicks(code, "12/4*5")
    QTest.keyClicks(code, "2-2")
    lines = counting.tally(count_id).lines
    assert [lines[place].in_favour for place in (0, 1, 11)] == [1, 1, 1]
    assert (lines[3].against, lines[4].partly_invalid) == (1, 1)
    slide = stage.room.hall.slide
    assert isinstance(slide, TallySlide)
    assert slide.rows[0].votes == 1
    QTest.keyClick(code, Qt.Key.Key_Backspace)
    assert counting.tally(count_id).lines[4].partly_invalid == 0
    QTest.keyClick(code, Qt.Key.Key_F8)
    assert counting.counts(stage.round.id)[0].paused
    QTest.keyClick(stage.room.panel(Step.COUNT), Qt.Key.Key_F8)
    assert not counting.counts(stage.round.id)[0].paused


def test_a_code_out_of_range_says_so_and_loses_nothing(
    congress: Workspace, opened: Callable[[Workspace], RoomStage]
) -> None:
    stage = opened(congress)
    counting = congress.elections.counting
    count_id = stage.start_count(Way.BALLOTS)
    stage.type_ballot("4/18/")
    assert stage.field("ballot_code").text() == "4/18/"
    assert stage.words("verdict") == "没有存"
    assert counting.view(count_id).entered == 0
    stage.field("ballot_code").clear()
    counting.enter_code(count_id, "4/", copies=31)
    stage.show()
    stage.type_ballot("5/")
    assert "再录 1 张就多出 1 张" in stage.titles[-1]
    assert stage.field("ballot_code").text() == "5/"
    assert counting.view(count_id).entered == 31


def test_the_last_ballot_is_undone_and_comes_back_as_its_code(
    congress: Workspace, opened: Callable[[Workspace], RoomStage]
) -> None:
    stage = opened(congress)
    counting = congress.elections.counting
    count_id = stage.start_count(Way.BALLOTS)
    stage.type_ballot("4/9-")
    QTest.keyClick(stage.field("ballot_code"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert counting.view(count_id).entered == 0
    assert stage.field("ballot_code").text() == "4/9-"
    entry = stage.window.findChild(BallotEntry)
    assert entry is not None
    assert entry.has_unsaved


def test_more_ballots_than_issued_make_the_election_invalid_and_it_is_repeated(
    congress: Workspace, opened: Callable[[Workspace], RoomStage]
) -> None:
    stage = opened(congress)
    stage.fill_custody(returned=32)
    stage.room.go(Step.BALLOTS)
    QApplication.processEvents()
    assert "选举无效" in stage.words("invalid_election")
    stage.press("go_announce_invalid")
    assert stage.words("result_verdict") == "选举无效"
    stage.press("announce")
    stage.press("next_repeat")
    assert [one.kind for one in congress.elections.rounds.rounds(stage.round.election_id)] == [
        RoundKind.MAIN,
        RoundKind.REPEAT,
    ]
    stage.press("print_ballots")
    assert stage.titles[-1] == "打印选票"
    (event,) = congress.elections.custody.page(stage.round.id).events
    assert (event.kind, event.number) == (CustodyKind.PRINTED, 36)


def test_nothing_typed_yet_is_not_shown_as_an_invalid_ballot(
    congress: Workspace, opened: Callable[[Workspace], RoomStage]
) -> None:
    stage = opened(congress)
    counting = congress.elections.counting
    count_id = stage.start_count(Way.BALLOTS)
    stage.type_ballot("4/9/")
    grid = stage.window.findChild(BallotGrid)
    assert grid is not None
    assert (stage.words("verdict"), grid.invalid) == ("等着录入", False)
    QTest.keyClicks(stage.field("ballot_code"), "4/")
    assert (stage.words("verdict"), grid.invalid) == ("无效票", True)
    stage.field("ballot_code").clear()
    stage.type_ballot("")
    assert (counting.tally(count_id).valid, counting.tally(count_id).invalid) == (1, 1)


def test_two_counts_that_differ_show_only_the_lines_that_differ(
    congress: Workspace, opened: Callable[[Workspace], RoomStage]
) -> None:
    stage = opened(congress)
    stage.fill_custody()
    counting = congress.elections.counting
    for who, code in (("蒋芳", "1/2/"), ("冯丽", "1/3/")):
        count_id = counting.start(stage.round.id, Way.BALLOTS, who).record_id
        assert count_id is not None
        counting.enter_code(count_id, "16/17/", copies=30)
        counting.enter_code(count_id, code)
        counting.finish(count_id)
    stage.show()
    assert "4 处不一样" in stage.words("check_sentence")
    stage.fills.append(lambda dialog: write(dialog, "reason", "对着选票看过"))
    stage.press("settle_2")
    settled = congress.elections.settling.settlement(stage.round.id)
    assert settled is not None
    assert (settled.reason, len(settled.differences)) == ("对着选票看过", 4)


def test_one_name_written_three_ways_is_merged_by_the_scrutineers(
    congress: Workspace, opened: Callable[[Workspace], RoomStage]
) -> None:
    stage = opened(congress)
    stage.fill_custody()
    elections = congress.elections
    count_id = elections.counting.start(stage.round.id, Way.CALLING, "蒋芳").record_id
    assert count_id is not None
    for name in ("欧阳慧", "欧阳惠", "欧阳卉"):
        elections.counting.call(count_id, 0, write_in=name)
    for name in ("欧阳惠", "欧阳卉"):
        elections.settling.rule_write_in(
            stage.round.id, name, RulingKind.SAME_PERSON, name="欧阳慧", reason="同音", names=("韩淑珍",)
        )
    stage.show()
    assert [(one.name, one.in_favour) for one in elections.counting.tally(count_id).write_ins] == [
        ("欧阳慧", 3)
    ]
    stage.press("rule_names")
    assert stage.titles == ["另选人认定"]


def test_a_vacancy_offers_its_own_by_election(tmp_path: Path) -> None:
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_village(tmp_path / "village.fulian", clock, MEETING_DAY) as village:

        class Context:
            workspace = village

        found = offers(Context())  # type: ignore[arg-type]
    assert found[0].kind is ElectionKind.REPLACEMENT
    assert found[0].posts[0].seats == 2
    assert "周美琴" in found[0].trigger


def test_rules_are_copied_changed_and_adopted(
    congress: Workspace, opened: Callable[[Workspace], RoomStage]
) -> None:
    from ui.elections.pack_dialog import PacksDialog
    from ui.elections.pack_form import PackForm

    stage = opened(congress)
    packs = congress.elections.packs

    def change(dialog: Dialog) -> None:
        assert isinstance(dialog, PackForm)
        dialog.boxes["majority_base"].set_value(CountBase.PRESENT)

    dialog = PacksDialog(stage.room, stage.room.context, stage.room.state)
    stage.fills.append(lambda asked: asked.findChildren(QLineEdit)[0].setText("本村选举办法"))
    dialog.copy()
    stage.fills.append(change)
    dialog.edit()
    stage.fills.append(lambda asked: write(asked, "adopted_by", "第八次妇女代表大会第一次全体会议"))
    dialog.adopt()
    own = packs.own()[0]
    assert (own.name, own.majority_base) == ("本村选举办法", CountBase.PRESENT)
    assert own.adopted_by == "第八次妇女代表大会第一次全体会议"
    # The list was passed with its rules: they cannot be changed any more.
    assert not dialog.use_button.isEnabled()
    dialog.close()


@pytest.mark.parametrize("size", [(1366, 768), (1366, 697), (1920, 1080)])
def test_every_step_is_whole_at_every_size(
    congress: Workspace, opened: Callable[[Workspace], RoomStage], size: tuple[int, int]
) -> None:
    stage = opened(congress)
    stage.fill_custody()
    counting = congress.elections.counting
    found: list[str] = []
    for step in (Step.LISTS, Step.BALLOTS, Step.COUNT, Step.RESULT):
        stage.room.go(step)
        found += problems_of(stage.window, *size)
    for way in (Way.BALLOTS, Way.CALLING, Way.TOTALS):
        count_id = counting.start(stage.round.id, way, way.value).record_id
        assert count_id is not None
        stage.show()
        found += problems_of(stage.window, *size)
        if way is Way.BALLOTS:
            counting.enter_code(count_id, "16/17/", copies=31)
            counting.finish(count_id)
        elif way is Way.CALLING:
            counting.call(count_id, 4, Mark.AGAINST)
            counting.set_figures(count_id, 31, 0)
            counting.finish(count_id)
    assert found == []


def test_ballots_printed_are_recorded_in_sheets_with_those_who_printed_them(
    congress: Workspace, opened: Callable[[Workspace], RoomStage]
) -> None:
    stage = opened(congress)
    stage.press("pass_next")
    said: list[str] = []

    def print_two_more(dialog: Dialog) -> None:
        assert isinstance(dialog, PrintBallotsDialog)
        sheets = dialog.findChild(QLineEdit, "printed_sheets")
        assert sheets is not None
        said.append(sheets.text())
        sheets.selectAll()
        QTest.keyClicks(sheets, "38")
        said.append(dialog.total_label.text())

    stage.fills.append(print_two_more)
    stage.press("print_ballots")
    assert said == ["36", "登记为印制选票 38 张"]
    (event,) = congress.elections.custody.page(stage.round.id).events
    assert (event.kind, event.number, event.note) == (CustodyKind.PRINTED, 38, "38张纸，每张1票")
    assert event.names[0] == "韩淑珍"


def test_the_way_to_the_printer_leads_to_the_ballots_paper(
    congress: Workspace,
    opened: Callable[[Workspace], RoomStage],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    stage = opened(congress)
    stage.press("pass_next")

    def go(dialog: Dialog) -> None:
        assert isinstance(dialog, PrintBallotsDialog)
        QTest.keyClick(dialog.go_button, Qt.Key.Key_Space)
        monkeypatch.setattr(dialog, "accept", dialog.reject)

    stage.fills.append(go)
    round_id = stage.round.id
    stage.press("print_ballots")
    papers = stage.window.page("papers")
    assert isinstance(papers, PapersPage)
    assert stage.window.current_name() == "papers"
    assert papers.catalogue.chosen_kind() is PaperKind.BALLOT
    qtbot.waitUntil(lambda: running_jobs() == 0, timeout=20_000)
    assert congress.elections.custody.page(round_id).events == ()


def test_a_tie_at_the_last_seat_is_voted_on_again(
    tmp_path: Path, opened: Callable[[Workspace], RoomStage]
) -> None:
    with a_workspace(tmp_path) as workspace:
        the_sample_committee(workspace)
        election_id = a_term_election(workspace, seats=2, candidates=3)
        an_open_round(workspace, election_id, present=36)
        stage = opened(workspace)
        begin_count(stage, Qt.Key.Key_1)
        for code, copies in (("3/", 17), ("2/", 17), ("1/", 2)):
            enter_alike(stage, code, copies)
        for name in ("finish_count", "settle", "announce", "next_revote"):
            stage.press(name)
        assert stage.round.kind is RoundKind.REVOTE
        assert [one.name for one in stage.round.contest.entrants] == ["万选华", "王选华"]
        an_open_round(workspace, election_id, present=36)
        begin_count(stage, Qt.Key.Key_1)
        enter_alike(stage, "2/", 20)
        enter_alike(stage, "1/", 16)
        for name in ("finish_count", "settle", "announce"):
            stage.press(name)
        assert "当选 1 名" in stage.words("result_verdict")
        assert {one.name for one in workspace.elections.seating.elected(election_id)} == {"丁选华", "万选华"}
        assert workspace.check() == []
        stage.window.close()


def test_hands_are_entered_as_totals_of_each_person(
    tmp_path: Path, opened: Callable[[Workspace], RoomStage]
) -> None:
    with a_workspace(tmp_path) as workspace:
        the_sample_committee(workspace)
        pack = replace(
            shipped_election_packs()[0], method=Method.SHOW_OF_HANDS, officer_method=Method.SHOW_OF_HANDS
        )
        election_id = a_term_election(workspace, seats=1, candidates=2, pack=pack)
        rounds = workspace.elections.rounds
        rounds.open_first(election_id)
        rounds.check_attendance(rounds.rounds(election_id)[0].id, entitled=36, present=36)
        stage = opened(workspace)
        begin_count(stage)
        for number, numbers in ((1, "30 4 2 0"), (2, "6 30 0 0")):
            for key, value in zip(
                ("in_favour", "against", "abstaining", "not_voting"), numbers.split(), strict=True
            ):
                field = stage.field(f"total_{number}_{key}")
                assert stage.window.focusWidget() is field
                QTest.keyClicks(field, value)
                QTest.keyClick(field, Qt.Key.Key_Return)
        for name in ("finish_count", "settle", "announce"):
            stage.press(name)
        assert stage.round.method is Method.SHOW_OF_HANDS
        (count,) = workspace.elections.counting.counts(stage.round.id)
        assert count.way is Way.TOTALS
        assert [one.name for one in workspace.elections.seating.elected(election_id)] == ["丁选华"]
        assert workspace.check() == []
        stage.window.close()
