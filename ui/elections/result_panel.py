"""The step 结果: everybody's votes with the reason, announcing, what follows, the elected, the hall."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from fulian_desktop.seats.records import Post
from ui.elections.ballot_hall import hall_words
from ui.elections.ballot_steps import RoomPanel
from ui.elections.result_rows import HEAD_HEIGHT, PlaceTable
from ui.elections.result_side import ResultSide
from ui.shell import prompts
from ui.shell.widgets import (
    AMBER,
    CARD,
    GREEN,
    RED,
    Box,
    Lamp,
    LampState,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    horizontal,
    primary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from fulian_desktop.rules.winners import Outcome
    from ui.elections.ballot_room import BallotSection
    from ui.elections.ballot_state import RoomState

SIDE_WIDTH = 376
NARROW_WINDOW = 1100
"""Below this a reason stands under its line: beside it there is no room for a sentence."""
MOST_TIED_NAMED = 4


class ResultPanel(RoomPanel):
    """One round's result; the side leads on."""

    def __init__(self, room: BallotSection) -> None:
        """Build the table and the side."""
        super().__init__(room)
        self.state: RoomState | None = None
        self.outcome: Outcome | None = None
        row = horizontal(self, spacing=14)
        left = Box(CARD)
        column = vertical(left, margins=(18, 14, 12, 14), spacing=10)
        self.verdict_box = Box(GREEN)
        verdict = horizontal(self.verdict_box, margins=(14, 8, 14, 8), spacing=10)
        self._lamp = Lamp(LampState.HOLDS, 24)
        verdict.addWidget(self._lamp, 0, Qt.AlignmentFlag.AlignVCenter)
        words = vertical(spacing=2)
        self.verdict = WrapLabel("", Role.DIALOG_TITLE, Tone.TEXT)
        self.verdict.setObjectName("result_verdict")
        self.sentence = WrapLabel("", Role.SECONDARY, Tone.TEXT)
        self.sentence.setObjectName("result_sentence")
        words.addWidget(self.verdict)
        words.addWidget(self.sentence)
        verdict.addLayout(words, 1)
        self.announce_button = primary_button("宣布结果")
        self.announce_button.setObjectName("announce")
        self.announce_button.clicked.connect(self.announce)
        verdict.addWidget(self.announce_button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self.verdict_box)
        self._tables = ScrollColumn(spacing=12, margins=(0, 0, 8, 0))
        column.addWidget(self._tables, 1)
        row.addWidget(left, 1)
        self.side = ResultSide(self)
        self.side.setFixedWidth(u(SIDE_WIDTH))
        row.addWidget(self.side)

    def show_state(self, state: RoomState) -> None:
        """Show what the round came to, or comes to once it is announced."""
        self.state = state
        self.outcome = None if state.round is None else self.elections.rounds.outcome(state.round.id)
        self._show_verdict(state)
        self._tables.clear()
        narrow = self.room.window().width() < u(NARROW_WINDOW)
        if self.outcome is not None:
            for part in self.outcome.parts:
                many = len(self.outcome.parts) > 1
                self._tables.add(PlaceTable(part, Post(part.post).phrase if many else "", narrow=narrow))
        if self.outcome is None:
            words = "票数认定以后，这里按得票多少列出每个人，并写明当选或没有当选的原因。"
            waiting = WrapLabel(words, Role.BODY, Tone.TEXT2)
            waiting.setMinimumHeight(u(HEAD_HEIGHT))
            self._tables.add(waiting)
        self.side.show_state(state)
        self._show_hall(state)

    def _show_hall(self, state: RoomState) -> None:
        """Let the hall see the count that holds, whichever was made last, until the result is announced."""
        if state.settlement is None or state.result is not None or not self.room.isVisible():
            return
        meeting_id = state.election.meeting_id
        meeting = "" if meeting_id is None else self.context.workspace.meetings.facts(meeting_id).full_title
        view = self.elections.counting.view(state.settlement.count_id)
        self.room.hall.show_tally(hall_words(state.election, meeting, state.round), view)

    def take_focus(self) -> None:
        """Enter announces."""
        if self.announce_button.isVisible():
            self.announce_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.side.take_focus()

    def _show_verdict(self, state: RoomState) -> None:
        outcome = self.outcome
        self.announce_button.setVisible(outcome is not None and state.result is None)
        if outcome is None:
            self._set(AMBER, LampState.NOT_YET, "还没有结果", "先计票，再核对认定。")
            return
        if not outcome.valid:
            self.announce_button.setText("宣布选举无效")
            self._set(RED, LampState.WRONG, "选举无效", f"{outcome.sentence}。已经登记的都在。")
            return
        self.announce_button.setText("宣布结果")
        tied = [place.name for part in outcome.parts for place in part.tied]
        short = sum(part.unfilled for part in outcome.parts)
        told = f"当选 {len(outcome.elected)} 名，应选 {state.round.contest.seats if state.round else 0} 名"
        if tied:
            named = len(tied) <= MOST_TIED_NAMED
            told += f"，{'、'.join(tied)}同票" if named else f"，{len(tied)} 人同票"
        if short:
            told += f"，还差 {short} 名"
        head = "已宣布：" if state.result is not None else "可以宣布："
        look, lamp = (AMBER, LampState.MISSING) if tied or short else (GREEN, LampState.HOLDS)
        self._set(look, lamp, head + told, f"{outcome.sentence}。{_need(outcome)}")

    def _set(self, look: object, lamp: LampState, word: str, sentence: str) -> None:
        from ui.shell.widgets import BoxLook

        if isinstance(look, BoxLook):
            self.verdict_box.set_look(look)
        self._lamp.set_state(lamp)
        self.verdict.setText(word)
        self.sentence.setText(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F10 lets the hall see the elected list."""
        if event.key() == Qt.Key.Key_F10 and self.side.elected_card.isVisible():
            self.side.release()
            return
        super().keyPressEvent(event)

    # ---- acting

    def announce(self) -> None:
        """Announce what the round came to; it is frozen then, and asked before."""
        if self.state is None or self.state.round is None or self.outcome is None:
            return
        outcome, one = self.outcome, self.state.round
        names = "、".join(place.name for place in outcome.elected) or "没有人当选"
        rows = [("当选", names)] if outcome.valid else [("这一轮", "无效，重新发票选举")]
        tied = [place.name for part in outcome.parts for place in part.tied]
        if tied:
            rows.append(("同票", f"{'、'.join(tied)}，接着就同票者重新投票"))
        rows.append(("票数", "固定下来，不能再改"))
        act = "宣布结果" if outcome.valid else "宣布选举无效"
        if prompts.confirm(
            self, f"{act}？", rows, act, harmless="还有疑问，先回“核对认定”再数一遍。", keep_word="先不宣布"
        ):
            said = "结果已宣布" if outcome.valid else "已宣布选举无效"
            self.context.run(partial(self.elections.rounds.announce, one.id), said)
            self.take_focus()


def _need(outcome: Outcome) -> str:
    parts = []
    for part in outcome.parts:
        post = f"{Post(part.post).phrase}" if len(outcome.parts) > 1 else ""
        if part.need <= 1:  # a vote among the tied: the most votes win
            parts.append(f"{post}得票多的当选")
            continue
        parts.append(f"{post}当选要 {part.need} 票（{part.base.phrase} {part.base_size} {part.base.unit}）")
    return "，".join(parts) + "。" if parts else ""
