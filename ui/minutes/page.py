"""The page 会议记录: the record at the left, at the right the text part by part with own words in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from fulian_desktop.changes import RecordKind
from fulian_desktop.documents.minutes_numbers import disagreements, recorded_numbers
from fulian_desktop.documents.papers.minutes_parts import parts_of
from fulian_desktop.meetings.minutes_records import WordsMode, item_of_part
from fulian_desktop.meetings.records import MeetingState
from ui.minutes.dialogs import CorrectionDialog, CountCorrectionDialog, VersionsDialog, paper_date_of
from ui.minutes.part_box import PartBox
from ui.minutes.record_card import RecordCard, recorded
from ui.shell import prompts
from ui.shell.notifier import Page
from ui.shell.widgets import (
    Card,
    EmptyState,
    Icon,
    LampLabel,
    LampState,
    Role,
    ScrollColumn,
    horizontal,
    primary_button,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.minutes_parts import MinutesText
    from fulian_desktop.votes.records import VoteCount
    from ui.shell.notifier import PageContext


class MinutesPage(Page):
    """Finish the minutes of one meeting beside its record."""

    title: ClassVar[str] = "会议记录"
    depends_on: ClassVar[frozenset[RecordKind]] = frozenset(
        {RecordKind.MEETING, RecordKind.ATTENDANCE, RecordKind.VOTE, RecordKind.PAPER}
    )
    navigation_key: ClassVar[str] = "meetings"

    def __init__(self, context: PageContext) -> None:
        """Build the two cards; refresh() fills them."""
        super().__init__(context)
        self.setObjectName("minutes_page")
        self.meeting_id: int | None = None
        self.boxes: dict[str, PartBox] = {}
        self._figures: MeetingFigures | None = None
        self._writing = ""
        self._build_actions()
        self._row = horizontal(spacing=12)
        self.record = RecordCard()
        self.record.quoted.connect(self._on_quoted)
        self.count_button = self.record.add_link("更正票数…")
        self.count_button.setObjectName("minutes_correct_count")
        self.count_button.clicked.connect(self._on_correct_count)
        self.words_card = Card("会议记录的文字", margins=(18, 14, 14, 10), spacing=6)
        self.lamp = LampLabel(LampState.NOT_YET, "", Role.SECONDARY)
        self.words_card.head.addWidget(self.lamp)
        self._scroll = ScrollColumn()
        self.words_card.body.addWidget(self._scroll, 1)
        self._row.addWidget(self.record, 5)
        self._row.addWidget(self.words_card, 8)
        self.content.addLayout(self._row, 1)
        self.empty = EmptyState("还没有开过的会，会后到这里整理会议记录", "去会议页")
        self.empty.activated.connect(self._on_meetings_wanted)
        self.content.addWidget(self.empty, 1)
        self._keys = QShortcut(QKeySequence("Ctrl+S"), self)
        self._keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._keys.activated.connect(self._commit)

    def _build_actions(self) -> None:
        self.back_button = secondary_button("返回会议", Icon.ARROW_LEFT)
        self.back_button.setObjectName("minutes_back")
        self.back_button.clicked.connect(self._on_back)
        self.paper_button = secondary_button("看会议记录", Icon.DOCUMENT)
        self.paper_button.setObjectName("minutes_paper")
        self.paper_button.clicked.connect(self._on_paper)
        self.finish_button = primary_button("整理完毕")
        self.finish_button.setObjectName("minutes_finish")
        self.finish_button.clicked.connect(self._on_finish)
        for button in (self.back_button, self.paper_button, self.finish_button):
            self.add_action(button)

    # ---- showing

    def open_with(self, **arguments: object) -> None:
        """Go to the minutes of a meeting (`meeting_id`)."""
        meeting_id = arguments.get("meeting_id")
        if isinstance(meeting_id, int) and meeting_id != self.meeting_id:
            self._commit()
            self.meeting_id, self._writing = meeting_id, ""
            self.refresh()

    def refresh(self) -> None:
        """Read the meeting anew; the part being written stays as it is typed."""
        held = [
            one
            for one in self.context.workspace.meetings.meetings()
            if one.state is not MeetingState.PREPARING
        ]
        if self.meeting_id not in [one.id for one in held]:
            self.meeting_id = held[0].id if held else None
        cards = (self.record, self.words_card)
        for widget in (*cards, self.count_button, self.paper_button, self.finish_button):
            widget.setVisible(self.meeting_id is not None)
        self.empty.setVisible(self.meeting_id is None)
        if self.meeting_id is None:
            self.set_title(self.title)
            return
        workspace = self.context.workspace
        figures = self._figures = workspace.papers.figures(self.meeting_id)
        self.set_title(self.title, figures.facts.title)
        self.record.show_record(recorded(workspace, figures))
        self.count_button.setVisible(figures.is_closed and bool(self._counts()))
        self.finish_button.set_blocked("" if figures.is_closed else "会议还没有结束")
        self._show_parts(parts_of(figures))

    def may_leave(self) -> bool:
        """Keep what is typed; nothing is lost by leaving."""
        self._commit()
        return True

    def _show_parts(self, texts: tuple[MinutesText, ...]) -> None:
        typed = self.boxes.get(self._writing)
        kept = None if typed is None or typed.editor is None else typed.editor.toPlainText()
        place = self._scroll.verticalScrollBar().value()
        self._scroll.clear()
        self.boxes = {}
        known = recorded_numbers(texts)
        assert self._figures is not None
        for text in texts:
            if not text.lines and text.part == "others":
                continue
            versions = [one for one in self._figures.minutes.words if one.part == text.part]
            box = PartBox(text, known, versions=len(versions), closed=self._figures.is_closed)
            box.edit_wanted.connect(self.write)
            box.saved.connect(self._on_saved)
            box.versions_wanted.connect(self._on_versions)
            box.correction_wanted.connect(self._on_correct)
            self.boxes[text.part] = box
            self._scroll.add(box)
        if kept is not None and self._writing in self.boxes:
            box = self.boxes[self._writing]
            box.begin()
            if box.editor is not None:
                box.editor.setPlainText(kept)
        self._scroll.verticalScrollBar().setValue(place)
        self._show_lamp(texts)

    def _show_lamp(self, texts: tuple[MinutesText, ...]) -> None:
        assert self._figures is not None
        wrong, finish = disagreements(texts), self._figures.minutes.finish
        if wrong:
            self.lamp.set_state(LampState.MISSING, f"有 {len(wrong)} 处与记录对不上")
        elif self._figures.minutes.is_finished and finish is not None:
            when = f"{paper_date_of(finish.at)} {finish.at[11:16]}"
            self.lamp.set_state(LampState.HOLDS, f"{when} 整理完毕")
        elif finish is not None:
            self.lamp.set_state(LampState.MISSING, "整理完以后又改过")
        else:
            self.lamp.set_state(LampState.NOT_YET, "还没有整理完")
        self.finish_button.setText("整理完毕")
        self.finish_button.setVisible(not self._figures.minutes.is_finished)

    # ---- writing

    def write(self, part: str) -> None:
        """Open the editor of a part; what is typed in another one is kept first."""
        if self._writing != part:
            self._commit()
        self._writing = part
        if part in self.boxes:
            self.boxes[part].begin()
            QTimer.singleShot(0, self._scroll_to_editor)

    def _scroll_to_editor(self) -> None:
        box = self.boxes.get(self._writing)
        inner = self._scroll.widget()
        if box is not None and box.editor is not None and inner is not None:
            inner.adjustSize()
            self._scroll.ensureWidgetVisible(box, 0, u(90))
            self._scroll.ensureWidgetVisible(box.editor, 0, u(90))

    def _commit(self) -> None:
        box = self.boxes.get(self._writing)
        if box is not None:
            box.commit()

    def _on_saved(self, part: str, words: str, mode: object) -> None:
        if self.meeting_id is None or not isinstance(mode, WordsMode):
            return
        workspace, text = self.context.workspace, self.boxes[part].text

        def operation() -> ChangeSet:
            assert self.meeting_id is not None
            return workspace.minutes.write(self.meeting_id, part, words, mode=mode, facts=text.facts_text)

        self._writing = ""
        if self.context.run(operation, f"已存好：{text.title}") is None:
            self._writing = part

    def _on_quoted(self, words: str) -> None:
        if not self._writing:
            self.context.say("先在右边点“补充”，再引用记录")
            return
        self.boxes[self._writing].put(words)

    def _on_versions(self, part: str) -> None:
        if self.meeting_id is not None:
            versions = self.context.workspace.minutes.versions(self.meeting_id, part)
            VersionsDialog(self, self.boxes[part].text.title, versions).ask()

    # ---- correcting and finishing

    def _on_correct(self, part: str) -> None:
        dialog = CorrectionDialog(self, self.boxes[part].text)
        if self.meeting_id is None or not dialog.ask():
            return
        operation = partial(
            self.context.workspace.minutes.correct,
            self.meeting_id,
            part,
            wrong=dialog.wrong.text(),
            correct=dialog.correct.text(),
            reason=dialog.reason.text(),
        )
        self.context.run(operation, f"已登记更正：{self.boxes[part].text.title}")

    def _counts(self) -> list[VoteCount]:
        questions = () if self._figures is None else self._figures.questions
        return [one.standing for one in questions if one.standing is not None]

    def _on_correct_count(self) -> None:
        counts = self._counts()
        if not counts:
            return
        dialog = CountCorrectionDialog(self, counts)
        if not dialog.ask():
            return
        count, entry, reason = dialog.count(), dialog.entry(), dialog.reason.text()
        votes = self.context.workspace.votes_after_closing

        def operation() -> ChangeSet:
            return votes.correct(count.id, entry, reason).changes

        self.context.run(operation, "已更正票数，原来的登记保留")

    def _on_finish(self) -> None:
        if self.meeting_id is None or self._figures is None:
            return
        self._commit()
        wrong = disagreements(parts_of(self._figures))
        accepted: str | None = ""
        if wrong:
            said = "；".join(one.sentence for one in wrong)
            accepted = prompts.ask_text(
                self,
                "这些数记录里没有",
                "为什么可以这样写",
                hint=f"{said}。不是笔误的，写明从哪里来。",
                act_word="照这样写",
                check=lambda words: "" if words.strip() else "请写一句，或者先改文字。",
            )
        if accepted is None:
            return
        operation = partial(self.context.workspace.minutes.finish, self.meeting_id, accepted)
        self.context.run(operation, "会议记录整理完毕，可以打印、签字")

    # ---- leaving

    def _on_back(self) -> None:
        self.context.open_page("meetings", meeting_id=self.meeting_id)

    def _on_meetings_wanted(self) -> None:
        self.context.open_page("meetings")

    def _on_paper(self) -> None:
        self._commit()
        self.context.open_page("papers", meeting_id=self.meeting_id, paper="minutes")

    def item_ids(self) -> list[int]:
        """Return the agenda items that have a part, in the order of the paper."""
        return [item for part in self.boxes if (item := item_of_part(part)) is not None]
