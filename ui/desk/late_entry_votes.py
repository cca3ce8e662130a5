"""补录，第三步：the shows of hands, each with the time it was counted and who was in the room by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from fulian_desktop.errors import UserFacingError
from fulian_desktop.votes.records import HandEntry
from ui.shell.widgets import (
    AMBER,
    Box,
    BoxLook,
    Field,
    InsetBox,
    LineEdit,
    NumberField,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    empty_row,
    horizontal,
    label,
    primary_button,
    secondary_button,
    set_tone,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.meetings.records import AgendaItem
    from fulian_desktop.votes.records import Motion, MotionKey, VoteCount
    from fulian_desktop.workspace import Workspace


NO_TIME_YET = "填上时间，就能看到当时在场几人、够不够法定人数。"


class MotionBox(InsetBox):
    """One question: time and numbers, and at once what they come to."""

    entered = Signal(object, object, str)

    def __init__(self, workspace: Workspace, meeting_id: int, motion: Motion, *, is_next: bool) -> None:
        """Start empty; the question that is next has the primary button."""
        super().__init__(spacing=8)
        self._workspace, self._meeting_id, self.key = workspace, meeting_id, motion.key
        self.body.addWidget(WrapLabel(motion.question, Role.NAME, Tone.TEXT))
        row = horizontal(spacing=12)
        self.time = LineEdit("", "例如 09:42")
        self.time.setObjectName("late_vote_time")
        row.addWidget(Field("几点表决", self.time), 2)
        self.numbers: dict[str, NumberField] = {}
        for name, words in (("against", "不同意"), ("abstaining", "弃权"), ("not_voting", "未表态")):
            self.numbers[name] = NumberField(0, name=words)
            self.numbers[name].setObjectName(f"late_{name}")
            row.addWidget(Field(words, self.numbers[name]), 1)
        self.body.addLayout(row)
        below = horizontal(spacing=12)
        self.verdict = WrapLabel(
            "填上时间，就能看到当时在场几人、够不够法定人数。", Role.SECONDARY, Tone.TEXT2
        )
        self.verdict.setObjectName("late_verdict")
        below.addWidget(self.verdict, 1)
        self.save_button = (primary_button if is_next else secondary_button)("登记表决")
        self.save_button.setObjectName("late_save_vote")
        self.save_button.clicked.connect(self._on_save)
        below.addWidget(self.save_button)
        self.body.addLayout(below)
        self.time.textChanged.connect(self._on_typed)
        for field in self.numbers.values():
            field.textChanged.connect(self._on_typed)

    def entry(self) -> HandEntry:
        """Return the numbers typed."""
        return HandEntry(**{name: field.value() or 0 for name, field in self.numbers.items()})

    def _on_typed(self) -> None:
        words, tone = self._come_to()
        self.verdict.setText(words)
        set_tone(self.verdict, tone)

    def _come_to(self) -> tuple[str, Tone]:
        door, at = self._workspace.late_entry, self.time.text().strip()
        if not at:
            return NO_TIME_YET, Tone.TEXT2
        try:
            question = door.question_at(self._meeting_id, self.key, at)
            there = f"{at} 应到 {question.entitled} 人，在场 {question.present} 人。"
            if not question.quorum.met:
                return there + question.quorum.explanation, Tone.RED
            verdict = door.preview(self._meeting_id, self.key, self.entry(), at)
        except UserFacingError as error:
            return error.what, Tone.AMBER
        entry = self.entry()
        favour = question.voters - entry.against - entry.abstaining - entry.not_voting
        return f"{there}同意 {favour} 人，需要 {question.need} 人：{verdict.outcome.phrase}。", Tone.TEXT

    def _on_save(self) -> None:
        self.entered.emit(self.key, self.entry(), self.time.text().strip())


class AgreementBox(InsetBox):
    """One item agreed to by applause or without objection: the time, and how many objected."""

    entered = Signal(int, int, str)

    def __init__(self, item: AgendaItem) -> None:
        """Start empty."""
        super().__init__(spacing=8)
        self._item_id = item.id
        self.body.addWidget(WrapLabel(f"{item.title}（{item.method.phrase}）", Role.NAME, Tone.TEXT))
        row = horizontal(spacing=12)
        self.time = LineEdit("", "例如 10:05")
        self.time.setObjectName("late_agreement_time")
        row.addWidget(Field("几点", self.time), 2)
        self.objections = NumberField(0, name="不同意见")
        self.objections.setObjectName("late_objections")
        row.addWidget(Field("几人有不同意见", self.objections), 1)
        self.save_button = secondary_button("登记")
        self.save_button.setObjectName("late_save_agreement")
        self.save_button.clicked.connect(self._on_save)
        row.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)

    def _on_save(self) -> None:
        self.entered.emit(self._item_id, self.objections.value() or 0, self.time.text().strip())


class VotesPanel(Box):
    """The questions not counted yet; those counted are told, and which no longer agree with attendance."""

    entered = Signal(object, object, str)
    agreed = Signal(int, int, str)

    def __init__(self, workspace: Workspace) -> None:
        """Start empty."""
        super().__init__(BoxLook(radius=0))
        self._workspace = workspace
        column = vertical(self)
        self._scroll = ScrollColumn(spacing=10, margins=(0, 0, 8, 0))
        column.addWidget(self._scroll, 1)
        self.boxes: dict[MotionKey, MotionBox] = {}

    def show_votes(self, meeting_id: int) -> None:
        """Show the questions of a meeting; numbers typed for one not entered yet stay."""
        typed = {key: (box.time.text(), box.entry()) for key, box in self.boxes.items()}
        self._scroll.clear()
        self.boxes = {}
        votes = self._workspace.votes
        counted = votes.standing_counts(meeting_id)
        for count, present in self._workspace.late_entry.disagreeing_counts(meeting_id):
            self._scroll.add(_disagreement(count, present))
        motions = votes.motions(meeting_id)
        for motion in motions:
            if motion.key in counted:
                self._scroll.add(_told(counted[motion.key]))
                continue
            box = MotionBox(self._workspace, meeting_id, motion, is_next=not self.boxes)
            at, entry = typed.get(motion.key, ("", HandEntry()))
            for name, field in box.numbers.items():
                field.set_value(getattr(entry, name))
            box.time.setText(at)
            box.entered.connect(self.entered)
            self.boxes[motion.key] = box
            self._scroll.add(box)
        agreements = self._show_agreements(meeting_id)
        if not motions and not agreements:
            self._scroll.add(empty_row("这次会议没有要举手表决的议项"))

    def _show_agreements(self, meeting_id: int) -> int:
        """Show the items agreed to without counting; return how many there are."""
        answered = {one.item_id for one in self._workspace.course.agreements(meeting_id)}
        items = [one for one in self._workspace.meetings.facts(meeting_id).agenda if one.by_agreement]
        for item in items:
            if item.id not in answered:
                box = AgreementBox(item)
                box.entered.connect(self.agreed)
                self._scroll.add(box)
        return len(items)


def _told(count: VoteCount) -> Box:
    box = Box(BoxLook(radius=0, sides="b"))
    column = vertical(box, margins=(4, 8, 4, 8), spacing=2)
    column.addWidget(WrapLabel(count.question, Role.BODY, Tone.TEXT))
    numbers = f"同意 {count.in_favour}，不同意 {count.against}，弃权 {count.abstaining}"
    column.addWidget(
        label(f"{count.at[11:16]} 已登记：{numbers}，{count.outcome.phrase}", Role.SECONDARY, Tone.TEXT2)
    )
    return box


def _disagreement(count: VoteCount, present: int) -> InsetBox:
    box = InsetBox(AMBER)
    words = (
        f"{count.at[11:16]} 的表决登记时在场 {count.present} 人，照现在的考勤是 {present} 人。"
        "请核对考勤；考勤没错的，进入会场用“更正结果”重新登记这次计票。"
    )
    box.body.addWidget(WrapLabel(words, Role.BODY, Tone.AMBER))
    return box
