"""The vote panel: one sum from top to bottom, what it means, and how it is confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fulian_desktop.rules.verdicts import Outcome
from ui.desk.hand_rows import Asked, HandField, HandRow, InFavourBox
from ui.desk.hands_bar import HandsBar
from ui.desk.vote_state import Hand, VoteState, typed
from ui.shell.widgets import (
    CARD,
    Chip,
    ChipKind,
    ClickableBox,
    Icon,
    KeyCap,
    LampLabel,
    LampState,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    horizontal,
    label,
    link_button,
    primary_button,
    secondary_button,
    u,
    vertical,
    why_button,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from fulian_desktop.votes.records import Motion

SHORT_PANEL = 620
"""Below this height (px at 100 %) rows are 54 and the base row 48."""


class _Rows(ScrollColumn):
    """Rows that scroll where the panel is too low; the up and down keys belong to the fields."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class VotePanel(QWidget):
    """Fields for what is asked; the rest is computed. Emits what the user wants, records nothing."""

    number_typed = Signal(object, int, bool)
    refused = Signal(str)
    """What was wrong with a key in a field, in words."""
    sheet_wanted = Signal()
    direct_wanted = Signal()
    attendance_wanted = Signal()
    confirm_wanted = Signal()
    unanimous_wanted = Signal()
    correction_dropped = Signal()
    why_wanted = Signal()

    def __init__(self) -> None:
        """Build the rows once; show_state() fills them."""
        super().__init__()
        self.state: VoteState | None = None
        self._asked_before: Hand | None = None
        outer = vertical(self, margins=(18, 12, 18, 10), spacing=6)
        self._rows = _Rows()
        outer.addWidget(self._rows, 1)
        self._column = vertical(spacing=6)
        self._rows.column.insertLayout(0, self._column)
        self._add_head()
        self._add_sum()
        outer.addLayout(self._verdict_row())
        outer.addLayout(self._buttons())
        outer.addLayout(self._reason_row())

    @property
    def fields(self) -> tuple[HandField, ...]:
        """The fields that can be typed into now, from top to bottom."""
        rows = [row.field for row in self.rows.values() if row.field.isEnabled()]
        if self.state is not None and self.state.is_direct:
            rows.append(self.in_favour.field)
        return tuple(rows)

    def field_of(self, hand: Hand) -> HandField:
        """Return the field of a hand."""
        return self.in_favour.field if hand is Hand.IN_FAVOUR else self.rows[hand].field

    def reveal(self, field: HandField) -> None:
        """Scroll to a field where the panel is too low for all rows."""
        self._rows.ensureWidgetVisible(field, 0, u(12))

    def show_state(self, state: VoteState, subject: str) -> None:
        """Show how the question stands; `subject` is what it is about in few words."""
        self.state = state
        correcting = state.corrects is not None
        sheets = f"清点表 {state.tallies}" if state.tallies else "清点表"
        self.sheet_button.setText(sheets)
        self.title.setText("更正结果" if correcting else "举手表决")
        self.method.setVisible(bool(state.motion.nominees) and not correcting)
        self.method.set_text(_method(state.motion))
        self.subject.setText(_earlier(state) if correcting else subject)
        self.voters.setText(str(state.voters))
        self.base_note.setText(
            "第一次表决时的名单"
            if correcting
            else "主持人不参加"
            if state.voters < state.present
            else "名单见考勤"
        )
        for hand, row in self.rows.items():
            row.show_hand(typed(state.entry, hand), _asked(state, hand), marked=hand is state.asking)
        self.in_favour.show_state(state)
        not_voting = max(0, state.voters - state.in_favour - state.entry.against - state.entry.abstaining)
        self.bar.show_hands(
            in_favour=min(state.in_favour, state.voters),
            not_voting=not_voting,
            abstaining=state.entry.abstaining,
            against=state.entry.against,
            need=state.need,
        )
        self._show_verdict(state)
        self._show_buttons(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use lower rows on a short screen: rows are never squeezed."""
        super().resizeEvent(event)
        short = self.height() < u(SHORT_PANEL)
        self._base.setFixedHeight(u(46 if short else 56))
        self.in_favour.setFixedHeight(u(60 if short else 70))
        for row in self.rows.values():
            row.setFixedHeight(u(52 if short else 60))
            row.field.setFixedHeight(u(44 if short else 50))
        self.in_favour.field.setFixedHeight(u(44 if short else 50))
        self._column.setSpacing(u(4 if short else 7))

    # ---- building

    def _add_head(self) -> None:
        head = horizontal(spacing=8)
        self.title = label("举手表决", Role.DIALOG_TITLE)
        self.method = Chip("一并表决", ChipKind.NEUTRAL)
        head.addWidget(self.title)
        head.addStretch(1)
        self.sheet_button = link_button("清点表")
        self.sheet_button.setObjectName("counting_sheet")
        self.sheet_button.setToolTip("分区计票、两人核对、重新清点（按 + 打开）")
        self.sheet_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.sheet_button.setFixedHeight(u(26))
        self.sheet_button.clicked.connect(self.sheet_wanted)
        head.addWidget(self.sheet_button)
        head.addWidget(KeyCap("+"))
        head.addWidget(self.method)
        self._column.addLayout(head)
        self.subject = WrapLabel("", Role.BODY, Tone.TEXT2)
        self._column.addWidget(self.subject)

    def _add_sum(self) -> None:
        self._base = ClickableBox(CARD)
        self._base.setObjectName("vote_base")
        self._base.activated.connect(self.attendance_wanted)
        row = horizontal(self._base, margins=(12, 0, 8, 0), spacing=8)
        words = vertical(spacing=0)
        words.addStretch(1)
        words.addWidget(label("在场有表决权", Role.NAME))
        self.base_note = label("名单见考勤", Role.CAPTION, Tone.TEXT2)
        words.addWidget(self.base_note)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.voters = label("0", Role.VOTE_FIELD, align=Qt.AlignmentFlag.AlignCenter)
        self.voters.setFixedWidth(u(92))
        row.addWidget(self.voters)
        self._column.addWidget(self._base)
        self.rows: dict[Hand, HandRow] = {}
        for hand in (Hand.AGAINST, Hand.ABSTAINING, Hand.NOT_VOTING):
            made = HandRow(hand)
            made.typed.connect(self.number_typed)
            made.refused.connect(self.refused)
            self.rows[hand] = made
            self._column.addWidget(made)
        self.in_favour = InFavourBox()
        self.in_favour.typed.connect(self.number_typed)
        self.in_favour.refused.connect(self.refused)
        self.in_favour.directly_wanted.connect(self.direct_wanted)
        self._column.addWidget(self.in_favour)
        self.bar = HandsBar()
        self._column.addWidget(self.bar)

    def _verdict_row(self) -> QHBoxLayout:
        row = horizontal(spacing=8)
        self.verdict = LampLabel(LampState.NOT_YET, "", Role.CARD_TITLE, size=20)
        self.verdict.setObjectName("verdict_lamp")
        row.addWidget(self.verdict)
        row.addStretch(1)
        self.why = why_button()
        self.why.setObjectName("why_vote")
        self.why.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.why.clicked.connect(self.why_wanted)
        row.addWidget(self.why)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = horizontal(spacing=10)
        self.unanimous_button = secondary_button("一致通过")
        self.unanimous_button.setObjectName("carry_unanimously")
        self.unanimous_button.clicked.connect(self._on_unanimous)
        self.confirm_button = primary_button("确认结果", Icon.CHECK)
        self.confirm_button.setObjectName("confirm_count")
        self.confirm_button.clicked.connect(self.confirm_wanted)
        for button in (self.unanimous_button, self.confirm_button):
            button.setFixedHeight(u(48))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.unanimous_button.setMinimumWidth(u(110))
        row.addWidget(self.unanimous_button)
        row.addWidget(self.confirm_button, 1)
        return row

    def _reason_row(self) -> QHBoxLayout:
        foot = horizontal(spacing=8)
        self.reason = WrapLabel("", Role.SECONDARY, Tone.TEXT2)
        self.reason.setObjectName("vote_reason")
        foot.addWidget(self.reason, 1)
        self.attendance_link = link_button("打开考勤")
        self.attendance_link.setObjectName("open_attendance_link")
        self.attendance_link.setFixedHeight(u(22))
        self.attendance_link.clicked.connect(self.attendance_wanted)
        foot.addWidget(self.attendance_link, 0, Qt.AlignmentFlag.AlignTop)
        return foot

    # ---- showing

    def _show_verdict(self, state: VoteState) -> None:
        lamp, words = LampState.NOT_YET, _needed(state)
        if not state.quorum.met:
            lamp, words = LampState.MISSING, f"人数不够，还差 {state.quorum.short_by} 人"
        elif state.problem:
            lamp, words = LampState.WRONG, "票数对不上"
        elif state.difference and not state.missing_polls:
            lamp, words = LampState.MISSING, "票数没有合上"
        elif state.disagreement:
            lamp, words = LampState.MISSING, "两遍清点不一样"
        elif not state.missing_polls and state.verdict is not None:
            carried = state.verdict.outcome is not Outcome.NOT_CARRIED
            lamp = LampState.HOLDS if carried else LampState.MISSING
            words = f"需要 {state.need}，" + ("已够" if carried else f"还差 {state.verdict.short_by}")
        self.verdict.set_state(lamp, words)

    def _show_buttons(self, state: VoteState) -> None:
        correcting = state.corrects is not None
        self.unanimous_button.setText("不更正" if correcting else "一致通过")
        self.unanimous_button.setEnabled(correcting or not state.unanimous_blocked)
        blocked = state.confirm_blocked
        self.confirm_button.setEnabled(not blocked)
        needs_reason = state.difference or state.disagreement
        words = "写原因，更正" if correcting else "写原因，确认" if needs_reason else "确认结果"
        self.confirm_button.setText(words)
        reason = blocked or ("" if correcting else state.unanimous_blocked)
        if correcting and not blocked:
            reason = "原来的记录会保留"
        self.reason.setText(_short_reason(reason))
        self.reason.setToolTip(reason)
        self.attendance_link.setVisible(not state.quorum.met)

    def _on_unanimous(self) -> None:
        if self.state is not None and self.state.corrects is not None:
            self.correction_dropped.emit()
        else:
            self.unanimous_wanted.emit()


def _needed(state: VoteState) -> str:
    """Return the line before the hands are all counted: what is needed, and what is missing or to spare."""
    if state.is_direct:
        missing = state.need - state.in_favour
        return f"需要 {state.need}，" + (f"还差 {missing} 人" if missing > 0 else "同意已够")
    return f"需要 {state.need}，其余最多 {state.spare} 人"


def _asked(state: VoteState, hand: Hand) -> Asked:
    if hand is Hand.NOT_VOTING:
        return Asked.DONE if state.corrects is not None else Asked.NOT_YET
    if hand not in state.polls:
        return Asked.NEVER
    if hand is state.asking:
        return Asked.NOW
    return Asked.DONE if hand in state.asked else Asked.NOT_YET


def _method(motion: Motion) -> str:
    if motion.is_bundled:
        return "一并表决"
    return "逐人表决" if motion.key.nominee_id is not None else "一名人选"


def _earlier(state: VoteState) -> str:
    count = state.corrects
    if count is None:
        return ""
    return (
        f"原来：同意 {count.in_favour}，不同意 {count.against}，弃权 {count.abstaining}，"
        f"未表态 {count.not_voting}"
    )


def _short_reason(reason: str) -> str:
    """Cut the working out of a sum that cannot be: it stands in the fields already."""
    return f"票数{reason.rpartition('，')[2]}" if reason.startswith("票数对不上：") else reason
