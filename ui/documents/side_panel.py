"""The right of the page: how the paper stands and why, what can be done with it, facts about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from fulian_desktop.documents.paper_kinds import Edition, PaperStatus
from fulian_desktop.documents.register import NEVER_ISSUED
from fulian_desktop.documents.tally_sheets import WORKBOOK_KINDS
from fulian_desktop.documents.wording_trial import wording_of
from ui.documents.choice import moment_words
from ui.documents.state_box import StateBox
from ui.shell.widgets import (
    Button,
    Card,
    FactRow,
    Icon,
    Role,
    Segment,
    Tone,
    WrapLabel,
    clear_layout,
    horizontal,
    link_button,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from fulian_desktop.documents.paper_kinds import PaperIssue, PaperState
    from fulian_desktop.documents.register import IssuedPaper

PANEL_WIDTH = 286
_NO_LIMIT = 16_777_215
_BESIDE_FROM = 490
"""Width (px at 100 %) of the lying panel from which state and buttons stand beside each other."""


@dataclass(frozen=True)
class PaperFacts:
    """What the panel shows of one paper.

    Args:
        state: how it stands.
        issue: when it was last made, or None.
        changes: what changed since then, one sentence each.
        unprintable: sentences about characters no font has.
        pages: of the preview, 0 while it is drawn or when there is none.
        has_folder: whether the folder of the meeting's papers is there.
        issued: the issued paper in force, outdated or not, or None.
        superior: the federation above, for what an edition may be used for.
    """

    state: PaperState
    issue: PaperIssue | None = None
    changes: tuple[str, ...] = ()
    unprintable: tuple[str, ...] = ()
    pages: int = 0
    has_folder: bool = False
    issued: IssuedPaper | None = None
    superior: str = ""


class SidePanel(QWidget):
    """State box, buttons, editions and facts; upright at the right, or lying below the preview."""

    final_wanted = Signal()
    make_wanted = Signal()
    print_wanted = Signal()
    save_wanted = Signal()
    word_wanted = Signal()
    workbook_wanted = Signal()
    folder_wanted = Signal()
    wording_wanted = Signal()
    edition_chosen = Signal(object)

    def __init__(self) -> None:
        """Build everything; show_facts() fills it."""
        super().__init__()
        self.setObjectName("side_panel")
        self._groups = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._groups.setContentsMargins(0, 0, 0, 0)
        self._groups.setSpacing(u(12))
        self.state_box = StateBox()
        self._groups.addWidget(self.state_box)
        self._acts_column = QWidget()
        self._build_acts(vertical(self._acts_column, spacing=10))
        self._groups.addWidget(self._acts_column)
        self.facts_card = Card(margins=(14, 4, 14, 4), spacing=0)
        self.facts_card.setObjectName("facts")
        self._groups.addWidget(self.facts_card)
        self._groups.addStretch(1)
        self._build_facts()
        self._facts: PaperFacts | None = None
        self._is_lying = False
        self.set_lying(False)

    def _build_acts(self, column: QBoxLayout) -> None:
        self.final_button = _act_button(primary_button("定稿", Icon.CHECK), "finalise", self.final_wanted)
        self.make_button = _act_button(primary_button("生成", Icon.DOCUMENT), "make", self.make_wanted)
        self.print_button = _act_button(secondary_button("打印", Icon.PRINTER), "print", self.print_wanted)
        self.print_button.setToolTip("Ctrl+P")
        self.save_button = _act_button(secondary_button("存为 PDF", Icon.DOWNLOAD), "save", self.save_wanted)
        self.save_button.setToolTip("Ctrl+S")
        self.word_button = _act_button(secondary_button("存为 Word"), "save_word", self.word_wanted)
        self.workbook_button = _act_button(
            secondary_button("存为表格"), "save_workbook", self.workbook_wanted
        )
        self.workbook_button.setToolTip("存成 XLSX，数字就是数字，可以接着算")
        self._buttons = vertical(spacing=10)
        self._buttons.addWidget(self.final_button)
        pairs = ((self.make_button, self.print_button), (self.save_button, self.word_button))
        self._rows_of_buttons = [horizontal(spacing=10) for _ in pairs]
        for row, pair in zip(self._rows_of_buttons, pairs, strict=True):
            for button in pair:
                row.addWidget(button, 1)
        self._buttons.addLayout(self._rows_of_buttons[0])
        column.addLayout(self._buttons)
        column.addLayout(self._rows_of_buttons[1])
        self._workbook_place = vertical()
        column.addLayout(self._workbook_place)
        self._editions_place = vertical()
        self._set_editions((Edition.PUBLIC, Edition.INTERNAL))
        self.edition_words = WrapLabel("", Role.SECONDARY, Tone.TEXT2, width=u(PANEL_WIDTH))
        self.edition_words.setObjectName("edition_words")
        column.addLayout(self._editions_place)
        column.addWidget(self.edition_words)

    def _set_editions(self, editions: tuple[Edition, ...]) -> None:
        """Offer other editions; a segment cannot change its parts."""
        clear_layout(self._editions_place)
        self._offered = editions
        self.editions = Segment([(one.phrase, one) for one in editions], wide=True)
        self.editions.setObjectName("editions")
        self.editions.chosen.connect(self.edition_chosen)
        self._editions_place.addWidget(self.editions)

    def _build_facts(self) -> None:
        self._final_row = FactRow("现在的定稿", "", right=True)
        self._code_row = FactRow("校验码", "", right=True)
        self._prints_row = FactRow("打印过", "", right=True)
        self._made_row = FactRow("上次生成", "", right=True)
        self._user_row = FactRow("经手人", "", right=True)
        self._pages_row = FactRow("页数", "", right=True)
        self._archive_row = FactRow("归档", "", right=True)
        for row in (
            self._final_row,
            self._code_row,
            self._prints_row,
            self._made_row,
            self._user_row,
            self._pages_row,
            self._archive_row,
        ):
            self.facts_card.body.addWidget(row)
        foot = horizontal(margins=(0, 3, 0, 3))
        self.folder_button = link_button("打开文件夹")
        self.folder_button.setObjectName("open_folder")
        self.folder_button.clicked.connect(self.folder_wanted)
        foot.addWidget(self.folder_button)
        foot.addStretch(1)
        self.wording_button = link_button("改这份文书的文稿")
        self.wording_button.setObjectName("change_wording")
        self.wording_button.clicked.connect(self.wording_wanted)
        foot.addWidget(self.wording_button)
        self.facts_card.body.addLayout(foot)

    def set_lying(self, lying: bool) -> None:
        """Lie below the preview on narrow screens, without the facts: state left, buttons right."""
        self._is_lying = lying
        least, most = (0, _NO_LIMIT) if lying else (u(PANEL_WIDTH), u(PANEL_WIDTH))
        for widget in (self, self.state_box):
            widget.setMinimumWidth(least)
            widget.setMaximumWidth(most)
        policy = QSizePolicy.Policy
        if lying:
            self.setSizePolicy(policy.Preferred, policy.Minimum)
        else:
            self.setSizePolicy(policy.Fixed, policy.Preferred)
        self.facts_card.setVisible(not lying)
        self._arrange()
        if self._facts is not None:
            self.show_facts(self._facts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the state above the buttons again when there is no room beside each other."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self._is_lying and self.width() >= u(_BESIDE_FROM)
        below = self._is_lying and not beside
        way = QBoxLayout.Direction
        self._groups.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._buttons.setDirection(way.LeftToRight if below else way.TopToBottom)
        self.final_button.setFixedHeight(u(40 if below else 48))
        # A low and wide panel has no height for a row of its own.
        place = self._rows_of_buttons[1] if below else self._workbook_place
        if place.indexOf(self.workbook_button) < 0:
            place.addWidget(self.workbook_button, 1)
        top = Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0)
        self._groups.setAlignment(self.state_box, top)
        self._groups.setAlignment(self._acts_column, top)
        self._groups.setStretchFactor(self.state_box, 1 if beside else 0)
        self._groups.setStretch(self._groups.count() - 1, 0 if self._is_lying else 1)
        self._acts_column.setMinimumWidth(0 if below else u(PANEL_WIDTH))
        self._acts_column.setMaximumWidth(_NO_LIMIT if below else u(PANEL_WIDTH))

    @property
    def is_lying(self) -> bool:
        """Tell whether the panel lies below the preview."""
        return self._is_lying

    def show_facts(self, facts: PaperFacts) -> None:
        """Show how a paper stands and what can be done with it."""
        self._facts = facts
        state = facts.state
        since = "生成" if facts.issued is None else "定稿"
        self.state_box.show_state(state, facts.changes, facts.unprintable, brief=self._is_lying, since=since)
        self._show_make(state)
        self._show_final(state, facts.issued)
        reason = "" if state.can_be_made else "现在还不能生成，原因写在上面。"
        for button in (self.print_button, self.save_button, self.word_button, self.workbook_button):
            button.setEnabled(not reason)
        self.workbook_button.setVisible(state.kind in WORKBOOK_KINDS)
        several = len(state.kind.editions) > 1
        if several and state.kind.editions != self._offered:
            self._set_editions(state.kind.editions)
        self.editions.setVisible(several)
        self.edition_words.setVisible(several and not self._is_lying)
        if several:
            self.editions.set_value(state.edition)
            words, phrase = state.edition.purpose(facts.superior), state.edition.phrase
            words = words if words.startswith(phrase) else f"{phrase}：{words}"
            self.edition_words.setText(words)
            self.editions.setToolTip(words)
        issue = facts.issue
        self._show_issued(facts.issued)
        self._made_row.set_value("还没有生成" if issue is None else moment_words(issue.at))
        self._user_row.set_value("—" if issue is None else issue.user)
        pages = facts.pages or (issue.pages if issue is not None else 0)
        self._pages_row.set_value(f"{pages} 页" if pages else "—")
        retention = getattr(state.kind, "retention", None)
        self._archive_row.set_value(retention.phrase if retention is not None else "不归档")
        self._archive_row.setVisible(hasattr(state.kind, "retention"))
        self.folder_button.set_blocked("" if facts.has_folder else "生成以后才有文件夹。")
        self.wording_button.setVisible(wording_of(state.kind) is not None)

    def _show_make(self, state: PaperState) -> None:
        made = state.made_at is not None
        self.make_button.setText("重新生成" if made else "生成")
        self.make_button.set_blocked("" if state.can_be_made else "现在还不能生成，原因写在上面。")
        primary = wants_making(state) and not wants_issuing(state)
        dress(self.make_button, primary=primary, picture=Icon.REFRESH if made else Icon.DOCUMENT)

    def _show_final(self, state: PaperState, issued: IssuedPaper | None) -> None:
        outdated = issued is not None and state.status is not PaperStatus.FINAL
        self.final_button.setText("按新资料重新定稿" if outdated else "重新定稿" if issued else "定稿")
        self.final_button.set_blocked("" if state.can_be_made else "现在还不能定稿，原因写在上面。")
        self.final_button.setVisible(state.kind not in NEVER_ISSUED)
        dress(self.final_button, primary=wants_issuing(state), picture=Icon.CHECK)

    def _show_issued(self, issued: IssuedPaper | None) -> None:
        """Show number, code and prints of the paper in force in the place of when it was made."""
        for row in (self._final_row, self._code_row, self._prints_row):
            row.setVisible(issued is not None)
        for row in (self._made_row, self._user_row):
            row.setVisible(issued is None)
        if issued is not None:
            number = issued.document_number
            self._final_row.set_value(issued.number_text if number is None else number.text)
            self._code_row.set_value(issued.code_text)
            self._prints_row.set_value(f"{issued.prints} 次")


def wants_making(state: PaperState) -> bool:
    """Tell whether making this paper is the next thing to do."""
    return state.can_be_made and state.status not in (PaperStatus.MADE, PaperStatus.FINAL)


def wants_issuing(state: PaperState) -> bool:
    """Tell whether issuing this paper is the next thing to do: it is complete and not issued."""
    complete = state.can_be_made and not state.missing
    return complete and state.kind not in NEVER_ISSUED and state.status is not PaperStatus.FINAL


def _act_button(button: Button, name: str, wanted: SignalInstance) -> Button:
    button.setObjectName(name)
    button.clicked.connect(wanted)
    return button


def dress(button: Button, *, primary: bool, picture: Icon | None = None) -> None:
    """Give a button the accent or take it away: a page has one primary button, and it moves."""
    kind = "primary" if primary else "secondary"
    if button.kind != kind:
        button.setProperty("kind", kind)
        button.style().unpolish(button)
        button.style().polish(button)
    if picture is not None:
        button.set_picture(picture)
