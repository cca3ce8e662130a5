"""The ballot room: lists, custody, the three ways of counting, the check, the result, their dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from fulian_desktop.elections.count_records import CustodyKind, Way
from fulian_desktop.elections.records import ElectionKind, PostSeats
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.rules.ballots import Mark
from fulian_desktop.seats.records import Post
from tools.pictures.looks import CONTRAST, HUGE_TYPE, SHORT, USUAL
from tools.pictures.scene import Scene
from tools.pictures.states import State
from ui.elections.list_anew_dialog import AnewDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tools.pictures.stage import Stage

BALLOT = (State.BALLOT,)
_CUSTODY = (
    (CustodyKind.PRINTED, 36),
    (CustodyKind.BOX_CHECKED, None),
    (CustodyKind.BOX_SEALED, None),
    (CustodyKind.ISSUED, 31),
    (CustodyKind.UNUSED, 5),
    (CustodyKind.BOX_OPENED, None),
)


def _room(stage: Stage) -> None:
    stage.open_page("elections", section="ballots")


def _lists(stage: Stage) -> None:
    _room(stage)
    stage.shoot()


def _round(stage: Stage, returned: int = 31) -> int:
    elections = stage.workspace.elections
    election_id = elections.elections()[0].id
    round_id = elections.rounds.open_first(election_id).record_id
    assert round_id is not None
    elections.rounds.check_attendance(round_id)
    for kind, number in (*_CUSTODY, (CustodyKind.RETURNED, returned)):
        elections.custody.record(round_id, kind, number, names=("韩淑珍", "石桂芳"))
    return round_id


def _count(stage: Stage, way: Way, name: str = "蒋芳") -> int:
    elections = stage.workspace.elections
    rounds = elections.rounds.rounds(elections.elections()[0].id)
    round_id = rounds[-1].id if rounds else _round(stage)
    count_id = elections.counting.start(round_id, way, name).record_id
    assert count_id is not None
    return count_id


def _by_ballot(stage: Stage, count_id: int, *, other: bool = False) -> None:
    counting = stage.workspace.elections.counting
    counting.enter_code(count_id, "4/15/", copies=24)
    counting.enter_code(count_id, "4/9/12-", copies=4)
    counting.enter_code(count_id, "9/15/" if other else "4/17/", copies=2)
    counting.enter_code(count_id, "0", invalid_reason="多选")


def _custody(stage: Stage) -> None:
    election_id = stage.workspace.elections.elections()[0].id
    stage.workspace.elections.rounds.open_first(election_id)
    _room(stage)
    stage.shoot()


def _invalid(stage: Stage) -> None:
    _round(stage, returned=32)
    stage.open_page("elections", section="ballots", step="ballots")
    stage.shoot()


def _start(stage: Stage) -> None:
    _round(stage)
    _room(stage)
    stage.shoot()


def _ballots(stage: Stage) -> None:
    count_id = _count(stage, Way.BALLOTS)
    stage.workspace.elections.counting.enter_code(count_id, "4/9/", copies=12)
    stage.workspace.elections.counting.enter_code(count_id, "4/15/5*")
    stage.workspace.elections.counting.enter_code(count_id, "0", invalid_reason="无法辨认")
    _room(stage)
    field = stage.find("ballot_code")
    assert isinstance(field, QLineEdit)
    field.setText("4/9/12-")
    stage.shoot()


def _calling(stage: Stage) -> None:
    count_id = _count(stage, Way.CALLING)
    counting = stage.workspace.elections.counting
    for number in range(1, 18):
        for _ in range(7 + number * 5 % 17):
            counting.call(count_id, number)
    counting.call(count_id, 4, Mark.AGAINST)
    _room(stage)
    stage.shoot()


def _totals(stage: Stage) -> None:
    _count(stage, Way.TOTALS)
    _room(stage)
    stage.shoot()


def _check(stage: Stage) -> None:
    counting = stage.workspace.elections.counting
    for name, other in (("蒋芳", False), ("冯丽", True)):
        count_id = _count(stage, Way.BALLOTS, name)
        _by_ballot(stage, count_id, other=other)
        counting.finish(count_id)
    _room(stage)
    stage.shoot()


def _check_once(stage: Stage) -> None:
    count_id = _count(stage, Way.BALLOTS)
    _by_ballot(stage, count_id)
    stage.workspace.elections.counting.finish(count_id)
    _room(stage)
    stage.shoot()


def _result(stage: Stage) -> None:
    elections = stage.workspace.elections
    count_id = _count(stage, Way.BALLOTS)
    _by_ballot(stage, count_id)
    elections.counting.finish(count_id)
    round_id = elections.rounds.rounds(elections.elections()[0].id)[-1].id
    elections.settling.settle(round_id, count_id)
    _room(stage)
    stage.shoot("settled")
    elections.rounds.announce(round_id)
    stage.open_page("elections", section="ballots")
    stage.shoot()


def _tie(stage: Stage) -> None:
    elections = stage.workspace.elections
    count_id = _count(stage, Way.BALLOTS)
    for code, copies in (("15/17/", 10), ("16/17/", 10), ("4/17/", 5), ("5/17/", 5)):
        elections.counting.enter_code(count_id, code, copies=copies)
    elections.counting.enter_code(count_id, "0", invalid_reason="多选")
    elections.counting.finish(count_id)
    round_id = elections.rounds.rounds(elections.elections()[0].id)[-1].id
    elections.settling.settle(round_id, count_id)
    _room(stage)
    stage.shoot_dialog(stage.button("announce").click, "asked")
    elections.rounds.announce(round_id)
    _room(stage)
    stage.shoot()
    stage.button("next_revote").click()
    stage.shoot("again")


def _all_green(stage: Stage) -> None:
    count_id = _count(stage, Way.BALLOTS)
    _by_ballot(stage, count_id)
    stage.workspace.elections.counting.finish(count_id)
    stage.open_page("elections", section="ballots", step="ballots")
    stage.shoot()


def _names(stage: Stage) -> None:
    count_id = _count(stage, Way.CALLING)
    for name in ("欧阳慧", "欧阳惠", "欧阳卉"):
        stage.workspace.elections.counting.call(count_id, 0, write_in=name)
    _room(stage)
    stage.shoot_dialog(stage.button("rule_names").click)


def _packs(stage: Stage) -> None:
    _room(stage)
    stage.shoot_dialog(stage.button("choose_pack").click)


def _add_somebody(dialog: QWidget) -> None:
    """Put a woman on the new list and give the reason, so that the picture shows both."""
    assert isinstance(dialog, AnewDialog)
    dialog.person.setText("卜晓云")
    dialog.add_person()
    reason = dialog.reason_field.editor
    assert isinstance(reason, QLineEdit)
    reason.setText("代表联名补充提名")


def _anew(stage: Stage) -> None:
    elections = stage.workspace.elections
    stage.workspace.people.add(PersonDetails(name="卜晓云", sex="女", born="1990-04"))
    election = elections.elections()[0]
    round_id = elections.rounds.open_first(election.id).record_id
    assert round_id is not None
    elections.custody.record(round_id, CustodyKind.PRINTED, 36)
    elections.candidates.withdraw(election.candidates[3].id, "本人书面提出")
    stage.open_page("elections", section="ballots", step="lists")
    stage.shoot_dialog(stage.button("candidates_anew").click, "candidates", _add_somebody)
    stage.shoot_dialog(stage.button("officials_anew").click, "officials", _add_somebody)


def _addition(stage: Stage) -> None:
    """Prepare a by-election for which one stands, and open its lists."""
    elections = stage.workspace.elections
    pack = elections.packs.pack("county-by-election")
    made = elections.prepare(ElectionKind.ADDITION, [PostSeats(Post.MEMBER, 1)], pack=pack).record_id
    assert made is not None
    person_id = stage.workspace.people.add(PersonDetails(name="卜晓云", sex="女", born="1990-04")).record_id
    assert person_id is not None
    elections.candidates.add(made, person_id)
    stage.open_page("elections", section="ballots", election=made)


def _list_dialogs(stage: Stage) -> None:
    _addition(stage)
    for name in ("add_candidate", "order_candidates", "change_posts", "add_official"):
        stage.shoot_dialog(stage.button(name).click, name.replace("_", "-"))


def _pass_list(stage: Stage) -> None:
    _addition(stage)
    stage.shoot_dialog(stage.button("pass_next").click)


def _print(stage: Stage) -> None:
    elections = stage.workspace.elections
    elections.rounds.open_first(elections.elections()[0].id)
    _room(stage)
    stage.shoot_dialog(stage.button("print_ballots").click)


def _event(stage: Stage) -> None:
    _round(stage)
    stage.open_page("elections", section="ballots", step="ballots")
    stage.shoot_dialog(stage.button("custody_spoiled").click)


def _doubtful(stage: Stage) -> None:
    count_id = _count(stage, Way.BALLOTS)
    stage.workspace.elections.doubtful.set_aside(count_id, "3 号一格涂改过")
    _room(stage)
    stage.shoot_dialog(stage.button("open_doubtful").click)


BALLOT_SCENES = (
    Scene("ballots-lists", _lists, BALLOT, (*USUAL, SHORT)),
    Scene("ballots-custody", _custody, BALLOT, (*USUAL, SHORT)),
    Scene("ballots-invalid", _invalid, BALLOT),
    Scene("ballots-all-green", _all_green, BALLOT, (*USUAL, CONTRAST)),
    Scene("ballots-start", _start, BALLOT),
    Scene("ballots-entry", _ballots, BALLOT, (*USUAL, SHORT, HUGE_TYPE)),
    Scene("ballots-calling", _calling, BALLOT, (*USUAL, SHORT, HUGE_TYPE)),
    Scene("ballots-totals", _totals, BALLOT),
    Scene("ballots-check", _check, BALLOT),
    Scene("ballots-check-once", _check_once, BALLOT),
    Scene("ballots-result", _result, BALLOT, (*USUAL, SHORT)),
    Scene("ballots-tie", _tie, BALLOT, (*USUAL, HUGE_TYPE)),
    Scene("dialog-names", _names, BALLOT),
    Scene("dialog-election-rules", _packs, BALLOT),
    Scene("dialog-lists", _list_dialogs, BALLOT),
    Scene("dialog-pass-list", _pass_list, BALLOT),
    Scene("dialog-list-anew", _anew, BALLOT, (*USUAL, SHORT)),
    Scene("dialog-custody", _event, BALLOT),
    Scene("dialog-print-ballots", _print, BALLOT),
    Scene("dialog-doubtful", _doubtful, BALLOT),
)
