"""The step 发票收票: steps with time and names at the left, the equations as lamps at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.rules.election_pack import Method
from ui.elections.ballot_hall import hall_words
from ui.elections.ballot_state import Step
from ui.elections.ballot_steps import RoomPanel
from ui.elections.custody_dialog import ask_attendance, ask_event, ask_take_back
from ui.elections.custody_lamp import EquationLamp
from ui.elections.custody_printing import ask_printing, can_print
from ui.shell.widgets import (
    RED,
    Card,
    InfoRow,
    InsetBox,
    Lamp,
    LampState,
    Role,
    ScrollColumn,
    StepDisc,
    StepState,
    Tone,
    WrapLabel,
    horizontal,
    label,
    link_button,
    primary_button,
    scrolled,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.elections.count_records import CustodyEvent, CustodyPage
    from ui.elections.ballot_room import BallotSection
    from ui.elections.ballot_state import RoomState

LAMPS_WIDTH = 420
ORDER: tuple[tuple[CustodyKind, str], ...] = (
    (CustodyKind.PRINTED, "点清印好的选票，写下总数"),
    (CustodyKind.BOX_CHECKED, "监票人当众打开票箱，确认是空的"),
    (CustodyKind.BOX_SEALED, "当众加封"),
    (CustodyKind.ISSUED, "按到会有选举权的人数，每人一张"),
    (CustodyKind.UNUSED, "发剩的当众点清、剪角"),
    (CustodyKind.BOX_OPENED, "投票结束，当众开箱"),
    (CustodyKind.RETURNED, "点清箱里的选票，再开始计票"),
)
"""What happens to the ballots, in order, with what to do."""
EXTRA = (CustodyKind.SEAL_USED, CustodyKind.UNUSED_DESTROYED, CustodyKind.USED_SEALED, CustodyKind.SPOILED)


class CustodyPanel(RoomPanel):
    """Where the ballots are."""

    def __init__(self, room: BallotSection) -> None:
        """Build two columns."""
        super().__init__(room)
        self.state: RoomState | None = None
        self._next: CustodyKind | None = None
        row = horizontal(self, spacing=14)
        left = vertical(spacing=12)
        self._alarm = QStackedWidget()
        self._alarm.setVisible(False)
        left.addWidget(self._alarm)
        self.steps = Card("选票和票箱", margins=(18, 14, 12, 12))
        self.print_link = self.steps.add_link("打印选票")
        self.print_link.setObjectName("print_ballots")
        self.print_link.clicked.connect(self.print_ballots)
        self._scroll = ScrollColumn(spacing=0, margins=(0, 0, 8, 0))
        self.steps.body.addWidget(self._scroll, 1)
        foot = horizontal(spacing=10)
        self.extra = [self._extra_link(kind) for kind in EXTRA]
        links = QGridLayout()
        links.setHorizontalSpacing(u(18))
        links.setVerticalSpacing(u(2))
        for place, link in enumerate(self.extra):
            links.addWidget(link, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
        foot.addLayout(links)
        foot.addStretch(1)
        self.next_button = primary_button("")
        self.next_button.setObjectName("next_custody")
        self.next_button.clicked.connect(self.do_next)
        foot.addWidget(self.next_button)
        self.steps.body.addLayout(foot)
        left.addWidget(self.steps, 1)
        row.addLayout(left, 1)
        inner = QWidget()
        lamps_column = vertical(inner, spacing=12)
        self.lamps_card = Card("票数核对", spacing=10)
        self._lamps = [EquationLamp() for _ in range(4)]
        for lamp in self._lamps:
            self.lamps_card.body.addWidget(lamp)
        lamps_column.addWidget(self.lamps_card)
        self.verdict = WrapLabel("", Role.NAME, Tone.TEXT, width=u(LAMPS_WIDTH - 30))
        self.verdict.setObjectName("custody_sentence")
        lamps_column.addWidget(self.verdict)
        lamps_column.addStretch(1)
        side = scrolled(inner)
        side.setFixedWidth(u(LAMPS_WIDTH))
        row.addWidget(side)

    def _extra_link(self, kind: CustodyKind) -> QWidget:
        link = link_button(kind.phrase)
        link.setObjectName(f"custody_{kind.value}")
        link.clicked.connect(partial(self.record, kind))
        return link

    # ---- showing

    def show_state(self, state: RoomState) -> None:
        """Show steps and equations of the round looked at."""
        self.state = state
        self._scroll.clear()
        self.print_link.setVisible(can_print(state))
        one = state.round
        if one is None:
            self._add_waiting("候选人名单和监票人、计票人名单通过以后，才印票、发票。")
            self.next_button.setText("看名单和办法")
            self.lamps_card.setVisible(False)
            return
        secret = one.method is Method.SECRET_BALLOT
        self.lamps_card.setVisible(secret)
        self._add_attendance(state)
        page = state.custody
        done = _done(page.events) if page is not None else {}
        waiting = [kind for kind, _words in ORDER if kind not in done]
        usual = next(iter(waiting), None) if secret else None
        self._next = CustodyKind.PRINTED if state.must_reprint else usual
        if secret:
            for place, (kind, words) in enumerate(ORDER, start=2):
                self._add_step(place, kind, words, done.get(kind, []))
                if kind is CustodyKind.PRINTED and state.must_reprint:
                    self._add_step(place, kind, "印好的全部作废：按现在的名单重印，点清，再登记", [])
            for kind in EXTRA:
                for event in done.get(kind, []):
                    self._scroll.add(self._event_row("", kind.phrase, event))
        self._show_page(state, page)
        self._show_next(state)
        if state.due is Step.BALLOTS and self.room.isVisible():
            self.room.hall.show_item(hall_words(state.election, "", one), one.method.phrase)

    def take_focus(self) -> None:
        """Enter does the next thing; of an invalid round it takes the number back."""
        back = self._alarm.findChild(QPushButton, "take_back_too_many")
        button = back if back is not None and not self.next_button.isVisible() else self.next_button
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_page(self, state: RoomState, page: CustodyPage | None) -> None:
        tally = None
        if page is not None and state.counts and state.counts[-1].finished:
            count_id = state.settlement.count_id if state.settlement is not None else state.counts[-1].id
            tally = self.elections.counting.tally(count_id)
        if page is not None and tally is not None and state.round is not None:
            page = self.elections.custody.page(state.round.id, valid=tally.valid, invalid=tally.invalid)
        if page is not None:
            for lamp, equation in zip(self._lamps, page.lamps, strict=True):
                lamp.show_equation(equation)
        self.verdict.setText(page.sentence if page is not None else "举手选举，没有选票。")
        self._show_alarm(state)

    def _show_alarm(self, state: RoomState) -> None:
        while self._alarm.count():
            old = self._alarm.widget(0)
            self._alarm.removeWidget(old)
            old.deleteLater()
        self._alarm.setVisible(state.invalid)
        if not state.invalid or state.custody is None:
            return
        box = InsetBox(RED, margins=(18, 12, 18, 12), spacing=6)
        head = horizontal(spacing=10)
        head.addWidget(Lamp(LampState.WRONG, 30), 0, Qt.AlignmentFlag.AlignTop)
        words = vertical(spacing=4)
        title = label("选举无效：收回的选票多于发出的", Role.DIALOG_TITLE, Tone.RED)
        title.setObjectName("invalid_election")
        words.addWidget(title)
        advice = (
            "先再点一遍：点错了就撤回收回的张数，重新登记；确实多出，到“结果”宣布这一轮无效，"
            "再重新发票选举。已登记的都在。"
        )
        words.addWidget(WrapLabel(advice, Role.BODY, Tone.TEXT))
        if state.result is None:
            words.addLayout(self._alarm_buttons(state))
        head.addLayout(words, 1)
        box.body.addLayout(head)
        self._alarm.addWidget(box)

    def _alarm_buttons(self, state: RoomState) -> QHBoxLayout:
        row = horizontal(spacing=10)
        returned = _done(state.custody.events if state.custody is not None else ()).get(CustodyKind.RETURNED)
        if returned:
            back = secondary_button("点错了，撤回")
            back.setObjectName("take_back_too_many")
            back.clicked.connect(partial(self.take_back, returned[-1]))
            row.addWidget(back)
        go = secondary_button("到“结果”宣布")
        go.setObjectName("go_announce_invalid")
        go.clicked.connect(partial(self.room.go, Step.RESULT))
        row.addWidget(go)
        row.addStretch(1)
        return row

    def _show_next(self, state: RoomState) -> None:
        assert state.round is not None
        self.next_button.setVisible(state.result is None and not state.invalid)
        for kind, link in zip(EXTRA, self.extra, strict=True):
            link.setVisible(state.round.method is Method.SECRET_BALLOT and not self._is_fixed(kind))
        if state.round.present is None:
            words = "清点人数"
        elif self._next is not None:
            words = f"登记{self._next.phrase}"
        else:
            words = "开始计票" if not state.counts else "看计票"
        self.next_button.setText(words)

    def _add_waiting(self, words: str) -> None:
        self._scroll.add(WrapLabel(words, Role.BODY, Tone.TEXT2))

    def _add_attendance(self, state: RoomState) -> None:
        one = state.round
        assert one is not None
        done = one.present is not None
        disc = StepDisc("1", StepState.DONE if done else StepState.NOW)
        need = state.election.pack.quorum
        told = f"应到 {one.entitled} 人，实到 {one.present} 人" if done else "按签到清点有选举权的到会人数"
        if done and one.entitled is not None:
            told += f"，{need.phrase}即 {need.need(one.entitled)} 人，可以选举"
        link = link_button("重新清点" if done else "清点")
        link.setObjectName("check_attendance")
        link.clicked.connect(self.check_attendance)
        link.setVisible(state.custody is None or CustodyKind.ISSUED not in _done(state.custody.events))
        row = InfoRow("清点人数", told, lead=disc, trailing=link, operable=False, strong=not done)
        row.setObjectName("custody_row_attendance")
        self._scroll.add(row)

    def _add_step(self, place: int, kind: CustodyKind, words: str, events: list[CustodyEvent]) -> None:
        if not events:
            one = self.state.round if self.state is not None else None
            now = kind is self._next and one is not None and one.present is not None
            disc = StepDisc(str(place), StepState.NOW if now else StepState.TO_COME)
            link = link_button("登记")
            link.setObjectName(f"custody_{kind.value}")
            link.clicked.connect(partial(self.record, kind))
            row = InfoRow(kind.phrase, words, lead=disc, trailing=link, operable=False, strong=now)
            row.setObjectName(f"custody_row_{kind.value}")
            self._scroll.add(row)
            return
        for number, event in enumerate(events):
            self._scroll.add(self._event_row(str(place) if number == 0 else "", kind.phrase, event))

    def _event_row(self, place: str, title: str, event: CustodyEvent) -> QWidget:
        disc = StepDisc(place, StepState.DONE)
        numbers = f"　{event.number} 张" if event.number is not None else ""
        people = "、".join(event.names)
        second = "　".join(part for part in (event.happened_at[11:16], people, event.note) if part)
        made = InfoRow(f"{title}{numbers}", second, lead=disc, trailing=self._acts(event), operable=False)
        made.setObjectName(f"custody_row_{event.kind.value}")
        return made

    def _is_fixed(self, kind: CustodyKind) -> bool:
        """Tell whether the number of ballots of this kind is fixed: the result was announced."""
        return kind.has_number and self.state is not None and self.state.result is not None

    def _acts(self, event: CustodyEvent) -> QWidget | None:
        if self._is_fixed(event.kind):
            return None
        link = link_button("撤回")
        link.setObjectName(f"take_back_{event.kind.value}")
        link.clicked.connect(partial(self.take_back, event))
        trailing = QWidget()
        row = horizontal(trailing, spacing=12)
        if event.kind.has_number:
            more = link_button("再登记")
            more.clicked.connect(partial(self.record, event.kind))
            row.addWidget(more)
        row.addWidget(link)
        return trailing

    # ---- acting

    def do_next(self) -> None:
        """Do what comes next."""
        state = self.state
        if state is None:
            return
        if state.round is None:
            self.room.go(Step.LISTS)
        elif state.round.present is None:
            self.check_attendance()
        elif self._next is not None:
            self.record(self._next)
        else:
            self.room.go(Step.COUNT)

    def check_attendance(self) -> None:
        """Count those there, by the meeting's sign-in or by hand."""
        if self.state is not None and self.state.round is not None:
            ask_attendance(self, self.context, self.state)
            self.take_focus()

    def print_ballots(self) -> None:
        """Lead to the ballot's paper, and record the sheets printed."""
        if self.state is not None and can_print(self.state):
            ask_printing(self, self.context, self.state)

    def record(self, kind: CustodyKind) -> None:
        """Ask for number, time and names of an event."""
        if self.state is not None and self.state.round is not None:
            ask_event(self, self.context, self.state, kind)
            self.take_focus()

    def take_back(self, event: CustodyEvent) -> None:
        """Take a wrong record back, with a reason."""
        ask_take_back(self, self.context, event)
        self.take_focus()


def _done(events: tuple[CustodyEvent, ...]) -> dict[CustodyKind, list[CustodyEvent]]:
    found: dict[CustodyKind, list[CustodyEvent]] = {}
    for event in events:
        if not event.is_withdrawn and event.withdraws_id is None:
            found.setdefault(event.kind, []).append(event)
    return found
