"""The right of a page of wordings: what the text gives in a meeting, the blanks there are, how to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from fulian_desktop.documents.paper_kinds import PaperStatus, Stage
from fulian_desktop.documents.papers.readiness import PaperNotReady
from fulian_desktop.documents.wording_trial import WordingTrial, paper_of
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts.wording import has_outcomes
from ui.documents.preview_pane import PreviewPane
from ui.shell.widgets import (
    Card,
    Chip,
    ChipKind,
    ElidedLabel,
    LampState,
    Role,
    Segment,
    Tone,
    clear_layout,
    horizontal,
    vertical,
)
from ui.wordings.blanks_list import BlanksList
from ui.wordings.explanation import Explanation
from ui.wordings.paper_preview import PaperPreview
from ui.wordings.script_paper import ScriptPaper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fulian_desktop.documents.paper_kinds import PaperKind
    from fulian_desktop.scripts.wording import WordingProblem
    from ui.shell.notifier import PageContext

DRAWING_WAIT_MILLISECONDS = 150
"""How long a checked text rests before its paper is drawn; with the wait of the check that is 400 ms."""
PREVIEW, BLANKS, EXPLANATION = range(3)
_SCRIPT, _PAPER = range(2)
_SIDES = (("预览", PREVIEW), ("可用的填空", BLANKS), ("写法说明", EXPLANATION))
AS_IT_STANDS = ("这次会议", None)
NO_MEETING = "还没有会议。新建一次会议，这里就能看到写出来的样子。"
HELD_BACK = "预览停在改错以前"


class ReadingCard(Card):
    """Shows what a wording gives; the numbers are a meeting's, or invented ones to try an outcome."""

    words_chosen = Signal(str)
    """A blank or a marker is to be written into the text."""
    lacking_found = Signal(object)
    """The lines (WordingProblem) whose blanks have no value in this meeting."""

    def __init__(self, context: PageContext) -> None:
        """Start empty; look_at() says at what."""
        super().__init__(margins=(14, 12, 14, 14), spacing=10)
        self._context = context
        self._kind = ""
        self._paper_kind: PaperKind | None = None
        self._meeting_id: int | None = None
        self._outcome: Outcome | None = None
        self._text = ""
        self._is_right = False
        self._trials: tuple[tuple[str, Outcome | None], ...] = ()
        self._build_head()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_previews())
        self.blanks = BlanksList()
        self.blanks.blank_chosen.connect(self.words_chosen)
        self.explanation = Explanation()
        self.explanation.marker_chosen.connect(self.words_chosen)
        self._stack.addWidget(self.blanks)
        self._stack.addWidget(self.explanation)
        self.body.addWidget(self._stack, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAWING_WAIT_MILLISECONDS)
        self._timer.timeout.connect(self.show_now)

    # ---- what the page asks

    def look_at(self, kind: str, meeting_id: int | None) -> None:
        """Look at a wording with the numbers of a meeting; None when there is no meeting yet."""
        if (kind, meeting_id) == (self._kind, self._meeting_id):
            return
        self._kind, self._meeting_id = kind, meeting_id
        self._paper_kind = paper_of(kind)
        self._outcome = None
        self._trials = ()
        self._text = ""
        self.drop()
        self.explanation.show_for(paper=self._paper_kind is not None)

    def take_text(self, text: str, problems: Sequence[WordingProblem]) -> None:
        """Show another text after a moment; one that is wrong leaves the preview as it is."""
        begins = not self._text
        self._text, self._is_right = text, not problems
        if begins:
            self.blanks.show_blanks(text, paper=self._paper_kind is not None)
            self._choose_trial()
        if problems:
            self._timer.stop()
            self._say(HELD_BACK)
        elif begins or self._paper_kind is None:
            self.show_now()
        else:
            self._timer.start()

    def show_now(self) -> None:
        """Show what the text gives; nothing happens while it is wrong."""
        self._timer.stop()
        self._offer_trials()
        if not self._is_right:
            return
        if self._meeting_id is None:
            self.lacking_found.emit(())
            self._show_values({})
            self._refuse(LampState.NOT_YET, "还没有可以看的", (NO_MEETING,))
            return
        self._say("")
        if self._paper_kind is None:
            self._show_script(self._meeting_id)
        else:
            self._show_paper(self._meeting_id, self._paper_kind)

    def drop(self) -> None:
        """Empty the preview and remove its file."""
        self._timer.stop()
        self.preview.drop()

    def choose_outcome(self, outcome: Outcome | None) -> None:
        """Try an outcome with invented counts; None goes back to the meeting as it stands."""
        self._outcome = outcome
        self.show_now()

    def outcome(self) -> Outcome | None:
        """Return the outcome that is tried, None for the meeting as it stands."""
        return self._outcome

    def trials(self) -> tuple[str, ...]:
        """Return the words of the previews there are; empty when there is one only."""
        return tuple(words for words, _ in self._trials)

    # ---- building

    def _build_head(self) -> None:
        self.side = Segment(_SIDES, PREVIEW)
        self.side.setObjectName("reading_side")
        self.side.chosen.connect(self._on_side)
        self.status_label = ElidedLabel("", Role.SECONDARY, Tone.TEXT2)
        head = horizontal(spacing=12)
        head.addWidget(self.side)
        head.addWidget(self.status_label, 1)
        self.body.addLayout(head)

    def _make_previews(self) -> QWidget:
        made = QWidget()
        column = vertical(made, spacing=8)
        self._trial_box = QWidget()
        lines = vertical(self._trial_box, spacing=4)
        self._trial_row = horizontal(spacing=10)
        lines.addLayout(self._trial_row)
        self._trial_line = QWidget()
        line = horizontal(self._trial_line, spacing=8)
        line.addWidget(Chip("试看", ChipKind.AMBER))
        self.trial_label = ElidedLabel("", Role.SECONDARY, Tone.AMBER)
        line.addWidget(self.trial_label, 1)
        lines.addWidget(self._trial_line)
        column.addWidget(self._trial_box)
        self.paper = ScriptPaper()
        self.pane = PreviewPane()
        self.preview = PaperPreview(self, self.pane)
        self._papers = QStackedWidget()
        self._papers.addWidget(self.paper)
        self._papers.addWidget(self.pane)
        column.addWidget(self._papers, 1)
        return made

    # ---- trying outcomes

    def _choose_trial(self) -> None:
        """Begin with the meeting as it stands; with a trial when the paper only comes after the meeting."""
        kind, meeting_id = self._paper_kind, self._meeting_id
        if kind is None or meeting_id is None or not self._choices():
            return
        refusal = self._context.workspace.papers.try_wording(meeting_id, kind, self._text).refusal
        if isinstance(refusal, PaperNotReady) and refusal.status is PaperStatus.AFTER_MEETING:
            self._outcome = Outcome.CARRIED

    def _choices(self) -> tuple[tuple[str, Outcome | None], ...]:
        if has_outcomes(self._text):
            return (AS_IT_STANDS, *((outcome.phrase, outcome) for outcome in Outcome))
        if self._paper_kind is not None and self._paper_kind.stage is Stage.AFTER:
            return (AS_IT_STANDS, ("开过会以后", Outcome.CARRIED))
        return ()

    def _offer_trials(self) -> None:
        """Offer the previews this text has; a segment cannot change its parts."""
        choices = () if self._meeting_id is None else self._choices()
        if self._outcome not in [outcome for _, outcome in choices]:
            self._outcome = None
        if choices != self._trials:
            self._trials = choices
            clear_layout(self._trial_row)
            if choices:
                self.trial_segment = Segment(choices, self._outcome)
                self.trial_segment.setObjectName("trial")
                self.trial_segment.chosen.connect(self._on_trial)
                self._trial_row.addWidget(self.trial_segment)
                self._trial_row.addStretch(1)
        self._trial_box.setVisible(bool(choices))
        if choices:
            self.trial_segment.set_value(self._outcome)
            self._trial_line.setVisible(self._outcome is not None)

    # ---- showing

    def _show_script(self, meeting_id: int) -> None:
        scripts = self._context.workspace.scripts
        try:
            script = scripts.preview(meeting_id, self._text, self._outcome)
            values = scripts.values(meeting_id, self._outcome)
        except UserFacingError as error:
            self._refuse(LampState.WRONG, error.what, error.advice)
            return
        self._papers.setCurrentIndex(_SCRIPT)
        self.paper.show_script(script)
        self._say(f"{script.spoken_count} 句")
        self._show_values(values)
        self.lacking_found.emit(scripts.gaps(meeting_id, self._text))

    def _show_paper(self, meeting_id: int, kind: PaperKind) -> None:
        trial = self._context.workspace.papers.try_wording(meeting_id, kind, self._text, self._outcome)
        self._show_values(trial.values)
        self.lacking_found.emit(trial.problems)
        if trial.content is None:
            self._refuse(*_reason(trial))
            return
        self._papers.setCurrentIndex(_PAPER)
        self.preview.show(trial.content, (kind, meeting_id))

    def _refuse(self, state: LampState, title: str, sentences: tuple[str, ...]) -> None:
        self._papers.setCurrentIndex(_PAPER)
        self.preview.refuse(state, title, sentences)

    def _show_values(self, known: Mapping[str, str]) -> None:
        self.blanks.show_values(known, invented=self._outcome is not None)
        if self._outcome is not None:
            words = ("实到", "同意", "不同意", "弃权")
            numbers = "，".join(f"{word}{known[word]}" for word in words if word in known)
            self.trial_label.setText(f"人数是试看用的：{numbers}")

    def _say(self, words: str) -> None:
        self.status_label.setText(words)

    # ---- doing

    def _on_side(self, side: object) -> None:
        self._stack.setCurrentIndex(int(str(side)))

    def _on_trial(self, outcome: object) -> None:
        self.choose_outcome(outcome if isinstance(outcome, Outcome) else None)


def _reason(trial: WordingTrial) -> tuple[LampState, str, tuple[str, ...]]:
    """Return lamp, title and sentences for a text that gives no paper."""
    if trial.problems:
        lines = tuple(f"第 {one.line} 行：{one.sentence}" for one in trial.problems)
        return LampState.MISSING, "有的填空还没有值", lines
    refusal = trial.refusal
    if refusal is None:
        return LampState.NOT_YET, "没有可以看的", ()
    waits = isinstance(refusal, PaperNotReady)
    return LampState.NOT_YET if waits else LampState.WRONG, refusal.what, refusal.advice
