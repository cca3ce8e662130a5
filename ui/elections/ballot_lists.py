"""The step 名单和办法: candidates, scrutineers and tellers, rules, and what stands against passing them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fulian_desktop.elections.records import ElectionState, ListKind
from fulian_desktop.elections.records import Role as Duty
from fulian_desktop.rules.election_examples import examples
from fulian_desktop.seats.records import Post
from ui.elections.ballot_list_dialogs import (
    ask_candidate,
    ask_official,
    ask_order,
    ask_posts,
    ask_relative,
    ask_withdrawal,
)
from ui.elections.ballot_steps import RoomPanel
from ui.elections.list_findings import FindingBox, conflict_box
from ui.elections.list_passings import (
    ask_candidates_anew,
    ask_officials_anew,
    pass_first,
    show_all_lists,
)
from ui.elections.list_vote_box import is_approved
from ui.elections.pack_numbers import numbers_of
from ui.shell.widgets import (
    Button,
    Card,
    Chip,
    ChipKind,
    ElidedLabel,
    InfoRow,
    Lamp,
    LampState,
    Role,
    ScrollColumn,
    StepDisc,
    Tone,
    WrapLabel,
    display_name,
    empty_row,
    horizontal,
    label,
    link_button,
    primary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.elections.records import Candidate, Conflict, Official
    from ui.elections.ballot_room import BallotSection
    from ui.elections.ballot_state import RoomState

RIGHT_WIDTH = 404


class ListsPanel(RoomPanel):
    """Everything that is passed before ballots are printed."""

    def __init__(self, room: BallotSection) -> None:
        """Build three columns."""
        super().__init__(room)
        self.state: RoomState | None = None
        self.links: dict[str, Button] = {}
        row = horizontal(self, spacing=14)
        self.candidates = Card("候选人", margins=(16, 12, 10, 12))
        self._add_links(
            self.candidates,
            (("add_candidate", "加候选人"), ("order_candidates", "排次序"), ("change_posts", "应选名额")),
        )
        self._candidate_rows = ScrollColumn(margins=(0, 0, 8, 0))
        self.candidates.body.addWidget(self._candidate_rows, 1)
        self._add_foot(self.candidates, "candidates")
        row.addWidget(self.candidates, 5)
        self.officials = Card("监票人、计票人", margins=(16, 12, 10, 12))
        self._add_links(self.officials, (("add_official", "加人"), ("add_relative", "申报亲属")))
        self._official_rows = ScrollColumn(margins=(0, 0, 8, 0))
        self.officials.body.addWidget(self._official_rows, 1)
        self._add_foot(self.officials, "officials")
        row.addWidget(self.officials, 4)
        row.addWidget(self._build_side())
        self._connect()

    def _build_side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(u(RIGHT_WIDTH))
        column = vertical(side, spacing=12)
        self.rules = Card("选举办法", margins=(16, 12, 16, 12), spacing=6)
        self._add_links(self.rules, (("choose_pack", "看和改"),))
        self.pack_label = ElidedLabel("", Role.NAME)
        self.rules.body.addWidget(self.pack_label)
        self._rule_rows = vertical(spacing=2)
        self.rules.body.addLayout(self._rule_rows)
        column.addWidget(self.rules)
        self.conflicts = Card("通过以前看一遍", margins=(16, 12, 10, 12), spacing=8)
        self._conflict_rows = ScrollColumn(spacing=6, margins=(0, 0, 8, 0))
        self.conflicts.body.addWidget(self._conflict_rows, 1)
        self.note = WrapLabel("", Role.SECONDARY, Tone.TEXT2, width=u(RIGHT_WIDTH - 40))
        self.conflicts.body.addWidget(self.note)
        self.pass_button = primary_button("登记候选人名单已通过")
        self.pass_button.setObjectName("pass_next")
        self.conflicts.body.addWidget(self.pass_button, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.conflicts, 1)
        return side

    def _connect(self) -> None:
        self.pass_button.clicked.connect(self.pass_next)
        for name, asking in (
            ("add_candidate", ask_candidate),
            ("order_candidates", ask_order),
            ("change_posts", ask_posts),
            ("candidates_anew", ask_candidates_anew),
            ("add_official", ask_official),
            ("add_relative", ask_relative),
            ("officials_anew", ask_officials_anew),
        ):
            self.links[name].clicked.connect(partial(self._ask, asking))
        self.links["old_candidates"].clicked.connect(partial(self._show_old, ListKind.CANDIDATES))
        self.links["old_officials"].clicked.connect(partial(self._show_old, ListKind.OFFICIALS))
        self.links["choose_pack"].clicked.connect(self.open_packs)

    def _add_links(self, card: Card, names: tuple[tuple[str, str], ...]) -> None:
        for name, words in names:
            link = card.add_link(words)
            link.setObjectName(name)
            self.links[name] = link

    def _add_foot(self, card: Card, name: str) -> None:
        """Put below a list what may be done with one that was passed."""
        row = horizontal(spacing=14)
        row.addStretch(1)
        for key, words in ((f"old_{name}", "以前的名单"), (f"{name}_anew", "重新通过…")):
            self.links[key] = link_button(words)
            self.links[key].setObjectName(key)
            row.addWidget(self.links[key])
        card.body.addLayout(row)

    # ---- showing

    def show_state(self, state: RoomState) -> None:
        """Show the lists as they stand."""
        self.state = state
        election = state.election
        open_list, open_officials = election.passed_at is None, election.officials_passed_at is None
        for name in ("add_candidate", "order_candidates", "change_posts"):
            self.links[name].setVisible(open_list)
        self.links["add_official"].setVisible(open_officials)
        free = not self.elections.candidate_passings.fixed_because(election.id)
        self.links["candidates_anew"].setVisible(free)
        self.links["officials_anew"].setVisible(
            not open_list and not self.elections.officials.fixed_because(election.id)
        )
        for name, door in (
            ("old_candidates", self.elections.candidate_passings),
            ("old_officials", self.elections.officials),
        ):
            self.links[name].setVisible(len(door.passings(election.id)) > 1)
        self._show_candidates(state)
        self._show_officials(state)
        self._show_rules(state)
        self._show_conflicts(state)

    def take_focus(self) -> None:
        """Enter passes the next list when nothing stands against it."""
        if self.pass_button.isEnabled():
            self.pass_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_candidates(self, state: RoomState) -> None:
        election = state.election
        self.candidates.set_count(
            f"{len(election.candidates)} 名" + ("　已通过" if election.passed_at else "")
        )
        self._candidate_rows.clear()
        if not election.candidates:
            self._candidate_rows.add(empty_row("还没有候选人。"))
        for one in election.candidates:
            self._candidate_rows.add(self._candidate_row(one, many_posts=len(election.posts) > 1))

    def _candidate_row(self, one: Candidate, *, many_posts: bool) -> QWidget:
        assert self.state is not None
        trailing = QWidget()
        row = horizontal(trailing, spacing=10)
        if one.withdrawal is not None:
            row.addWidget(Chip("已退出", ChipKind.AMBER))
        if one.origin == "write_in":
            row.addWidget(Chip("另选", ChipKind.NEUTRAL))
        elif one.origin == "renominated":
            row.addWidget(Chip("补充提名", ChipKind.NEUTRAL))
        election = self.state.election
        if election.passed_at is None:
            link = link_button("删去")
            link.setObjectName(f"remove_candidate_{one.number}")
            link.clicked.connect(partial(self._remove, one))
            row.addWidget(link)
        elif one.withdrawal is None and election.state is not ElectionState.DONE:
            link = link_button("退出")
            link.setObjectName(f"withdraw_{one.number}")
            link.clicked.connect(partial(self._withdraw, one))
            row.addWidget(link)
        second = one.post.phrase if many_posts or one.post is not Post.MEMBER else ""
        if one.seat_number is not None:
            second = f"第 {one.seat_number} 席"
        if one.withdrawal is not None:
            second = one.withdrawal.consequence
        made = InfoRow(
            display_name(one.name),
            second,
            lead=StepDisc(str(one.number)),
            trailing=trailing,
            operable=False,
            strong=True,
        )
        made.second_label.setToolTip(second)
        made.setObjectName(f"candidate_{one.number}")
        return made

    def _show_officials(self, state: RoomState) -> None:
        election = state.election
        pack = election.pack
        self.officials.set_count("已通过" if election.officials_passed_at else "")
        self._official_rows.clear()
        for duty, least in (
            (Duty.CHIEF, pack.chiefs),
            (Duty.SCRUTINEER, pack.scrutineers),
            (Duty.TELLER, pack.tellers),
        ):
            here = [one for one in election.officials if one.role is duty]
            enough = len(here) >= least
            head = QWidget()
            head.setFixedHeight(u(36))
            row = horizontal(head, spacing=6)
            row.addWidget(Lamp(LampState.HOLDS if enough else LampState.MISSING, 16))
            row.addWidget(
                label(f"{duty.phrase}　{len(here)} 人，至少 {least} 人", Role.SECONDARY, Tone.TEXT2)
            )
            row.addStretch(1)
            self._official_rows.add(head)
            for one in here:
                self._official_rows.add(self._official_row(one))
        relatives = self.elections.officials.relatives(election.id)
        if relatives:
            names = {one.person_id: one.name for one in election.officials}
            names |= {one.person_id: one.name for one in election.candidates if one.person_id is not None}
            told = "；".join(
                f"{names.get(one.person_id, '')}是{names.get(one.candidate_person_id, '')}的{one.relation}"
                for one in relatives
            )
            self._official_rows.add(WrapLabel(f"已申报：{told}", Role.SECONDARY, Tone.TEXT2))

    def _official_row(self, one: Official) -> QWidget:
        trailing = QWidget()
        row = horizontal(trailing)
        assert self.state is not None
        if self.state.election.officials_passed_at is None:
            link = link_button("删去")
            link.setObjectName(f"dismiss_{one.id}")
            link.clicked.connect(partial(self._dismiss, one))
            row.addWidget(link)
        made = InfoRow(display_name(one.name), trailing=trailing, operable=False, strong=True)
        made.setObjectName(f"official_{one.id}")
        return made

    def _show_rules(self, state: RoomState) -> None:
        from ui.shell.widgets import clear_layout

        pack = state.election.pack
        dated = (
            f"　{pack.dated.year}年{pack.dated.month}月{pack.dated.day}日"
            if pack.dated
            else "　示例，没有通过的日期"
        )
        self.pack_label.setText(f"{pack.name}{dated}")
        clear_layout(self._rule_rows)
        numbers = numbers_of(self.context.workspace, state)
        for one in examples(pack, numbers):
            if one.key in ("mode", "quorum", "majority", "tie", "write_ins"):
                row = horizontal(spacing=8)
                name = label(one.heading, Role.SECONDARY, Tone.TEXT2)
                name.setFixedWidth(u(64))
                row.addWidget(name)
                words = "，".join(part for part in (one.rule, one.at_numbers) if part)
                row.addWidget(ElidedLabel(words, Role.SECONDARY), 1)
                self._rule_rows.addLayout(row)

    def _show_conflicts(self, state: RoomState) -> None:
        election = state.election
        self._conflict_rows.clear()
        passed = election.passed_at is not None and election.officials_passed_at is not None
        found = () if passed else self.elections.conflicts(election.id)
        width = u(RIGHT_WIDTH - 46)
        for conflict in found:
            self._conflict_rows.add(conflict_box(conflict, width))
        if not found and not passed:
            words = "没有发现问题：候选人、监票人、计票人都核对过。"
            self._conflict_rows.add(FindingBox(LampState.HOLDS, words, width=width))
        for kind, at in (
            (ListKind.CANDIDATES, election.passed_at),
            (ListKind.OFFICIALS, election.officials_passed_at),
        ):
            if at is not None:
                vote = self.elections.list_votes.holding(election.id, kind)
                told = f"{vote.sentence}。" if vote is not None else "没有登记票数。"
                corrected = self.elections.list_votes.corrected_since(vote) if vote is not None else ""
                lamp = LampState.MISSING if corrected else LampState.HOLDS
                box = FindingBox(lamp, f"{kind.phrase}已通过。", f"{told}{corrected}", width=width)
                box.setObjectName(f"passed_{kind.value}")
                self._conflict_rows.add(box)
        self._show_pass(state, [one for one in found if one.blocks])

    def _show_pass(self, state: RoomState, blocking: list[Conflict]) -> None:
        election = state.election
        against_list = [one for one in blocking if one.place != "officials"]
        if election.passed_at is None:
            self.pass_button.setText("登记候选人名单已通过")
            self.pass_button.setEnabled(not against_list)
            self.note.setText(self._vote_note(ListKind.CANDIDATES))
        elif election.officials_passed_at is None:
            self.pass_button.setText("登记监票人、计票人已通过")
            self.pass_button.setEnabled(not blocking)
            self.note.setText(self._vote_note(ListKind.OFFICIALS))
        elif not state.rounds:
            self.pass_button.setText("定下选票，开始选举")
            self.pass_button.setEnabled(True)
            self.note.setText("选票按通过的名单和次序定样。要加人、换人，发票以前用“重新通过…”。")
        else:
            self.pass_button.setText("看发票收票")
            self.pass_button.setEnabled(True)
            words = "选票已经定样。有人退出，在她那一行登记，票照实清点。"
            if self.links["candidates_anew"].isVisibleTo(self):
                words += "要加人、换人，发票以前用“重新通过…”。"
            self.note.setText(words)

    def _vote_note(self, kind: ListKind) -> str:
        """Say whether the desk has decided on a list, and what the button does then."""
        assert self.state is not None
        motion = self.elections.list_votes.motion(self.state.election.id, kind)
        if motion is None:
            heard = is_approved(self.state.election, kind)
            return f"{kind.phrase}{'宣读或者举手通过以后登记' if heard else '交会议举手通过以后，登记票数'}。"
        if motion.vote is None:
            return f"在{motion.told}表决；表决以后，结果带到这里。"
        verdict = "表决通过" if motion.carried else "表决没有通过"
        return f"{motion.told}{verdict}：同意 {motion.vote.in_favour} 票，不同意 {motion.vote.against} 票。"

    # ---- acting

    def pass_next(self) -> None:
        """Pass the next list, or open the first round."""
        from ui.elections.ballot_state import Step

        if self.state is None:
            return
        election = self.state.election
        if election.passed_at is None:
            pass_first(self, self.context, election, ListKind.CANDIDATES)
        elif election.officials_passed_at is None:
            pass_first(self, self.context, election, ListKind.OFFICIALS)
        elif not self.state.rounds:
            self.context.run(
                partial(self.elections.rounds.open_first, election.id), "选票已定样，可以清点人数、发票"
            )
        else:
            self.room.go(Step.BALLOTS)
        self.take_focus()

    def open_packs(self) -> None:
        """Show the rules, choose others, make her own."""
        from ui.elections.pack_dialog import PacksDialog

        PacksDialog(self, self.context, self.state).ask()

    def _ask(self, asking: object, *_checked: object) -> None:
        if self.state is not None and callable(asking):
            asking(self, self.context, self.state)

    def _show_old(self, kind: ListKind, *_checked: object) -> None:
        if self.state is not None:
            show_all_lists(self, self.context, self.state.election, kind)

    def _remove(self, one: Candidate) -> None:
        self.context.run(partial(self.elections.candidates.remove, one.id), f"已删去候选人{one.name}")

    def _withdraw(self, one: Candidate) -> None:
        ask_withdrawal(self, self.context, one)

    def _dismiss(self, one: Official) -> None:
        assert self.state is not None
        dismiss = partial(self.elections.officials.dismiss, self.state.election.id, one.id)
        self.context.run(dismiss, f"已删去{one.role.phrase}{one.name}")
