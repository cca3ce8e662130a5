"""The right of the page: how the paper stands and why, what can be done with it, facts about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from fulian_desktop.documents.paper_kinds import Edition, PaperStatus
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

PANEL_WIDTH = 286
_NO_LIMIT = 16_777_215
_BESIDE_FROM = 490
"""Width (px at 100 %) of the lying panel from which state and buttons stand beside each other."""
EDITION_WORDS = {
    "public": "公示版不含电话、身份证号和住址。",
    "internal": "内部版有电话，只在本会内部用。",
    "filing": "备案版只报上级妇联，不得公示。",
}
"""What each edition leaves out, or whom it is for."""


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
    """

    state: PaperState
    issue: PaperIssue | None = None
    changes: tuple[str, ...] = ()
    unprintable: tuple[str, ...] = ()
    pages: int = 0
    has_folder: bool = False


class SidePanel(QWidget):
    """State box, buttons, editions and facts; upright at the right, or lying below the preview."""

    make_wanted = Signal()
    print_wanted = Signal()
    save_wanted = Signal()
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
        self.make_button = primary_button("生成", Icon.DOCUMENT)
        self.make_button.setFixedHeight(u(48))
        self.make_button.setObjectName("make")
        self.make_button.clicked.connect(self.make_wanted)
        self._buttons = vertical(spacing=10)
        self._buttons.addWidget(self.make_button)
        pair = horizontal(spacing=10)
        self.print_button = secondary_button("打印", Icon.PRINTER)
        self.print_button.setObjectName("print")
        self.print_button.setToolTip("Ctrl+P")
        self.print_button.clicked.connect(self.print_wanted)
        self.save_button = secondary_button("存为 PDF", Icon.DOWNLOAD)
        self.save_button.setObjectName("save")
        self.save_button.setToolTip("Ctrl+S")
        self.save_button.clicked.connect(self.save_wanted)
        pair.addWidget(self.print_button, 1)
        pair.addWidget(self.save_button, 1)
        self._buttons.addLayout(pair)
        column.addLayout(self._buttons)
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
        self._made_row = FactRow("上次生成", "", right=True)
        self._user_row = FactRow("经手人", "", right=True)
        self._pages_row = FactRow("页数", "", right=True)
        self._archive_row = FactRow("归档", "", right=True)
        for row in (self._made_row, self._user_row, self._pages_row, self._archive_row):
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
        self.make_button.setFixedHeight(u(40 if below else 48))
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
        self.state_box.show_state(state, facts.changes, facts.unprintable, brief=self._is_lying)
        self._show_make(state)
        reason = "" if state.can_be_made else "现在还不能生成，原因写在上面。"
        for button in (self.print_button, self.save_button):
            button.setEnabled(not reason)
        several = len(state.kind.editions) > 1
        if several and state.kind.editions != self._offered:
            self._set_editions(state.kind.editions)
        self.editions.setVisible(several)
        self.edition_words.setVisible(several and not self._is_lying)
        if several:
            self.editions.set_value(state.edition)
            words = EDITION_WORDS[state.edition.value]
            self.edition_words.setText(words)
            self.editions.setToolTip(words)
        issue = facts.issue
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
        outdated, made = state.status is PaperStatus.OUTDATED, state.made_at is not None
        words = "按新资料重新生成" if outdated else "重新生成" if made else "生成"
        self.make_button.setText(words)
        self.make_button.set_blocked("" if state.can_be_made else "现在还不能生成，原因写在上面。")
        dress(self.make_button, primary=wants_making(state), picture=Icon.REFRESH if made else Icon.DOCUMENT)


def wants_making(state: PaperState) -> bool:
    """Tell whether making this paper is the next thing to do."""
    return state.can_be_made and state.status is not PaperStatus.MADE


def dress(button: Button, *, primary: bool, picture: Icon) -> None:
    """Give a button the accent or take it away: a page has one primary button, and it moves."""
    kind = "primary" if primary else "secondary"
    if button.kind != kind:
        button.setProperty("kind", kind)
        button.style().unpolish(button)
        button.style().polish(button)
    button.set_picture(picture)
