"""The panel after a count: outcome, numbers, who is seated, corrections, and where to go next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.desk.desk_words import clock, plain_day
from ui.shell.widgets import (
    CARD,
    GREEN,
    Box,
    BoxLook,
    Button,
    Icon,
    IconLabel,
    LampLabel,
    LampState,
    Line,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    broken_name,
    clear_layout,
    horizontal,
    label,
    link_button,
    primary_button,
    secondary_button,
    u,
    vertical,
    why_button,
)
from ui.shell.widgets.lamp import Lamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.meetings.records import Nominee
    from fulian_desktop.votes.records import VoteCount

_NOT_CARRIED = BoxLook(Tone.TOAST, None)
_INNER = 322


@dataclass(frozen=True)
class ResultFace:
    """What the panel shows: the standing count, the ones it replaced, who is seated, and what comes next."""

    count: VoteCount
    earlier: tuple[VoteCount, ...]
    seated: tuple[Nominee, ...]
    subject: str
    next_words: str
    may_split: bool
    may_correct: bool
    counted: tuple[str, ...] = ()
    """How it came out of the counting sheets, in lines; none when nobody used one."""


class ResultPanel(QWidget):
    """Built anew for each face."""

    why_wanted = Signal()
    correction_wanted = Signal()
    split_wanted = Signal()
    next_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.face: ResultFace | None = None
        column = vertical(self, margins=(18, 12, 18, 14), spacing=8)
        head = horizontal(spacing=8)
        head.addWidget(label("表决结果", Role.DIALOG_TITLE))
        head.addStretch(1)
        self._at = label("", Role.SECONDARY, Tone.TEXT2)
        head.addWidget(self._at)
        column.addLayout(head)
        self._subject = WrapLabel("", Role.BODY, Tone.TEXT2, width=u(_INNER))
        column.addWidget(self._subject)
        self._middle = ScrollColumn(spacing=6)
        column.addWidget(self._middle, 1)
        self._pass_over = secondary_button("")
        self._pass_over.setObjectName("pass_over_split")
        self._pass_over.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pass_over.setFixedHeight(u(44))
        self._pass_over.clicked.connect(self.next_wanted)
        column.addWidget(self._pass_over)
        self.next_button = primary_button("", Icon.CHEVRON_RIGHT, trailing=True)
        self.next_button.setObjectName("next_item")
        self.next_button.setFixedHeight(u(48))
        self.next_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.next_button.clicked.connect(self._on_primary)
        column.addWidget(self.next_button)

    def show_face(self, face: ResultFace) -> None:
        """Show a result."""
        self.next_button.setText("改为逐人表决" if face.may_split else face.next_words)
        self.next_button.setVisible(bool(self.next_button.text()))
        self._pass_over.setText(f"不再表决，{face.next_words}")
        self._pass_over.setVisible(face.may_split and bool(face.next_words))
        if face == self.face:
            return
        self.face = face
        count = face.count
        self._at.setText(f"{clock(count.at)} {'更正' if count.corrects_id is not None else '登记'}")
        self._subject.setText(face.subject)
        clear_layout(self._middle.column)
        self._middle.column.addStretch(1)
        parent = self.parentWidget()  # the panel itself has no height before it is first shown
        short = parent is not None and parent.height() < u(600)
        self._middle.add(_outcome_box(count, short=short))
        self._middle.add(_numbers(count))
        self._middle.add(self._links(face))
        if face.counted:
            self._middle.add(_counted_box(face.counted))
        for earlier in face.earlier:
            self._middle.add(_earlier_box(earlier, face))
        for nominee in face.seated:
            self._middle.add(_seat_box(nominee, count))

    def primary_words(self) -> str:
        """Return what the primary button does, empty when there is nothing to do."""
        return self.next_button.text().partition("：")[0]

    def press_primary(self) -> None:
        """Do what the primary button does."""
        if self.next_button.text():
            self._on_primary()

    def why_anchor(self) -> QWidget:
        """Return what the 为什么 popover points at."""
        found = self.findChild(Button, "why_result")
        return found if found is not None else self

    def _on_primary(self) -> None:
        if self.face is not None and self.face.may_split:
            self.split_wanted.emit()
        else:
            self.next_wanted.emit()

    def _links(self, face: ResultFace) -> QWidget:
        box = QWidget()
        row = horizontal(box)
        why = why_button()
        why.setObjectName("why_result")
        why.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        why.clicked.connect(self.why_wanted)
        row.addWidget(why)
        row.addStretch(1)
        if face.may_correct:
            correct = link_button("更正结果")
            correct.setObjectName("correct_count")
            correct.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            correct.clicked.connect(self.correction_wanted)
            row.addWidget(correct)
        return box


def _outcome_box(count: VoteCount, *, short: bool) -> QWidget:
    """Show the outcome with its sentence; on a short screen the two numbers stand in the sentence only."""
    box = Box(GREEN if count.is_carried else _NOT_CARRIED)
    column = vertical(box, margins=(16, 2, 16, 8), spacing=0)
    row = horizontal(spacing=12)
    tone = Tone.GREEN if count.is_carried else Tone.ON_DARK
    if count.is_carried:
        row.addWidget(Lamp(LampState.HOLDS, 30))
    row.addWidget(label(count.outcome.phrase, Role.VERDICT, tone))
    row.addStretch(1)
    column.addLayout(row)
    words = f"同意 {count.in_favour}，需要 {count.need}"
    tone = Tone.TEXT if count.is_carried else Tone.ON_DARK
    if not short:
        column.addWidget(label(words, Role.NAME, tone))
    why = WrapLabel(count.explanation, Role.CAPTION, Tone.TEXT2 if count.is_carried else tone, width=u(278))
    why.setObjectName("result_explanation")
    column.addWidget(why)
    return box


def _numbers(count: VoteCount) -> QWidget:
    box = QWidget()
    column = vertical(box)
    for word, number in (
        ("在场有表决权", count.voters),
        ("同意", count.in_favour),
        ("不同意", count.against),
        ("弃权", count.abstaining),
        ("未表态", count.not_voting),
    ):
        row = horizontal(margins=(4, 0, 6, 0))
        row.addWidget(label(word, Role.NAVIGATION, Tone.TEXT2))
        row.addStretch(1)
        shown = label(str(number), Role.DIALOG_TITLE, align=Qt.AlignmentFlag.AlignRight)
        shown.setMinimumHeight(u(31))
        row.addWidget(shown)
        column.addLayout(row)
        column.addWidget(Line(Tone.LINE2))
    if count.reason:
        column.addWidget(WrapLabel(f"原因：{count.reason}", Role.SECONDARY, Tone.TEXT2, width=u(300)))
    return box


def _counted_box(lines: Sequence[str]) -> QWidget:
    box = Box(BoxLook(Tone.SURFACE, Tone.LINE, radius=6))
    box.setObjectName("how_counted")
    column = vertical(box, margins=(12, 8, 12, 8), spacing=2)
    column.addWidget(WrapLabel(lines[0], Role.SECONDARY, Tone.TEXT2, width=u(288)))
    for line in lines[1:]:
        column.addWidget(WrapLabel(line, Role.SECONDARY, width=u(288)))
    return box


def _earlier_box(earlier: VoteCount, face: ResultFace) -> QWidget:
    box = Box(BoxLook(Tone.SURFACE, Tone.LINE, radius=6))
    box.setObjectName("earlier_count")
    column = vertical(box, margins=(12, 8, 12, 8), spacing=2)
    column.addWidget(
        label(f"更正前（{clock(earlier.at)} 登记，已保留）", Role.SECONDARY, Tone.TEXT2, weight=600)
    )
    numbers = (
        f"同意 {earlier.in_favour}，不同意 {earlier.against}，弃权 {earlier.abstaining}，"
        f"未表态 {earlier.not_voting}，{earlier.outcome.phrase}"
    )
    column.addWidget(WrapLabel(numbers, Role.SECONDARY, Tone.TEXT2, width=u(288)))
    return box


def _seat_box(nominee: Nominee, count: VoteCount) -> QWidget:
    box = Box(CARD)
    row = horizontal(box, margins=(12, 3, 10, 3), spacing=12)
    row.addWidget(IconLabel(Icon.CHAIR, Tone.GREEN, 20))
    words = vertical(spacing=0)
    words.addWidget(label(broken_name(nominee.name), Role.NAME))
    words.addWidget(label(f"席位 {nominee.seat_number}，{plain_day(count.at)}起", Role.CAPTION, Tone.TEXT2))
    row.addLayout(words, 1)
    row.addWidget(LampLabel(LampState.HOLDS, "任职", Role.PRIMARY, size=17))
    return box


def earlier_counts(counts: Sequence[VoteCount], standing: VoteCount) -> tuple[VoteCount, ...]:
    """Return the counts a standing one replaced, the latest first."""
    by_id = {count.id: count for count in counts}
    found: list[VoteCount] = []
    replaced = standing.corrects_id
    while replaced is not None:
        found.append(by_id[replaced])
        replaced = by_id[replaced].corrects_id
    return tuple(found)
