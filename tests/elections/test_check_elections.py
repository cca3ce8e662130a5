"""A file edited behind the program's back is found out; the recount agrees or says where it differs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.command_line import main
from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.workspace import Workspace
from tests.elections.election_stage import a_ballot, a_term_election, an_open_round, counted
from tests.tampering import tamper

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import TickedWorkspace


@pytest.fixture
def path(workspace: TickedWorkspace, ids: dict[str, int]) -> Path:
    """A closed file with an announced election of 2 seats and 3 candidates."""
    election_id = a_term_election(workspace, seats=2, candidates=3)
    one = an_open_round(workspace, election_id)
    counted(workspace, one, [(a_ballot(one, against=[3]), 20), (a_ballot(one, against=[2]), 11)])
    workspace.elections.rounds.announce(one.id)
    workspace.elections.custody.record(one.id, CustodyKind.USED_SEALED)
    workspace.close()
    return workspace.database.path


def found(path: Path) -> list[str]:
    with Workspace.open(path, read_only=True) as opened:
        return [one.concerns for one in opened.check()]


def test_a_file_nobody_touched_is_sound(path: Path) -> None:
    assert found(path) == []


@pytest.mark.parametrize(
    ("change", "concerns"),
    [
        ("UPDATE ballot_entry SET marks = 'FAF' WHERE id = 1", "ballot_entry:1"),
        ("UPDATE ballot_entry SET copies = 21 WHERE id = 1", "ballot_entry:1"),
        ("UPDATE custody_event SET number = 30 WHERE kind = 'returned'", "custody_event:7"),
        ("DELETE FROM custody_event WHERE kind = 'used_sealed'", "custody_event:8"),
        ("UPDATE round_attendance SET present = 30", "round_attendance:1"),
        ("UPDATE election SET pack_text = replace(pack_text, 'entitled', 'present')", "election:1"),
        ("UPDATE election_candidate SET name = '别人' WHERE position = 1", "election:1"),
        ("UPDATE election_official SET name = '别人' WHERE id = 1", "election:1"),
        ("UPDATE election_official SET role = 'teller' WHERE role = 'scrutineer'", "election:1"),
        ("DELETE FROM election_official WHERE id = 2", "election:1"),
        ("UPDATE election SET officials_passed_at = NULL", "election:1"),
        ("UPDATE election_result SET outcome = replace(outcome, 'elected', 'outvoted')", "election_result:1"),
        ("""UPDATE election_result SET outcome = replace(outcome, '"against"', '"agqinst"')""", "records"),
        ("UPDATE count_settlement SET reason = '改'", "count_settlement:1"),
        ("UPDATE ballot_count SET counter_name = '别人'", "ballot_count:1"),
    ],
)
def test_what_was_edited_is_found(path: Path, change: str, concerns: str) -> None:
    tamper(path, change)
    assert concerns in found(path)


def test_the_recount_agrees_on_the_command_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", str(path), "--election", "1", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["agrees"] is True
    (one,) = result["rounds"]
    assert (one["valid"], one["invalid"], one["entitled"], one["present"]) == (31, 0, 36, 31)
    assert one["votes"]["1"] == {"F": 31, "A": 0, "B": 0, "X": 0, "N": 0}
    assert sorted(one["elected"]) == sorted(["member 丁选华", "member 万选华"])
    assert main(["tally", str(path), "--election", "1"]) == 0
    assert "与宣布的结果一致" in capsys.readouterr().out


def test_the_recount_says_where_it_differs(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tamper(path, "UPDATE ballot_entry SET marks = 'AFF' WHERE id = 1")
    assert main(["tally", str(path), "--election", "1"]) == 1
    assert "丁选华宣布赞成 31 票，复算 11 票" in capsys.readouterr().out


def test_an_election_that_is_not_there_is_named(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", str(path), "--election", "9"]) == 2
    assert "没有第 9 号选举" in capsys.readouterr().err
