"""The card of the rules as whole numbers: who is entitled, how many must come, how many must agree."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.meetings import meeting_words
from ui.meetings.rebuilding import drop_rows
from ui.meetings.rules_dialogs import ChoosePackDialog, RulesWhyDialog
from ui.shell.widgets import (
    Card,
    ElidedLabel,
    Icon,
    IconLabel,
    Line,
    Role,
    Tone,
    horizontal,
    label,
    link_button,
    u,
    vertical,
    why_button,
)

if TYPE_CHECKING:
    from fulian_desktop.meetings.records import MeetingFacts
    from fulian_desktop.rules.rule_pack import RulePack
    from ui.meetings.meeting_picture import MeetingPicture
    from ui.shell.notifier import PageContext

ROW_HEIGHT, LOW_ROW_HEIGHT = 56, 50
"""Px at 100 % type: usual, and where the window is short."""


class RuleRow(QWidget):
    """What is counted, of whom, and the number."""

    def __init__(self, name: str, of: str, number: str, unit: str = "人", *, low: bool = False) -> None:
        """`number` is drawn large at the right end; `low` for a short window."""
        super().__init__()
        self.number = number
        self.setAccessibleName(f"{name} {number} {unit}".strip())
        self.setFixedHeight(u(LOW_ROW_HEIGHT if low else ROW_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = vertical(self)
        row = horizontal(spacing=8)
        words = vertical(spacing=1)
        words.addStretch(1)
        words.addWidget(ElidedLabel(name, Role.BODY, weight=600))
        words.addWidget(ElidedLabel(of, Role.CAPTION, Tone.TEXT2))
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(label(number, Role.COUNT))
        if unit:
            row.addWidget(label(unit, Role.SECONDARY, Tone.TEXT2))
        column.addLayout(row, 1)
        column.addWidget(Line())


class RulesCard(Card):
    """The rules of this meeting at its own number of entitled members."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("议事规则", margins=(14, 12, 14, 10), spacing=0)
        self._context = context
        self._picture: MeetingPicture | None = None
        self._low = False
        self.setObjectName("rules_card")
        self.why = why_button()
        self.why.setObjectName("why_rules")
        self.why.clicked.connect(self._on_why)
        self.head.addWidget(self.why)
        self._column = vertical()
        self.body.addLayout(self._column)
        foot = horizontal(spacing=8)
        foot.addWidget(IconLabel(Icon.BOOK, Tone.TEXT2, 17))
        self._name = ElidedLabel("", Role.SECONDARY, Tone.TEXT2)
        foot.addWidget(self._name, 1)
        self.change_link = link_button("换规则")
        self.change_link.setObjectName("change_rules")
        self.change_link.clicked.connect(self.choose)
        foot.addWidget(self.change_link)
        self.body.addSpacing(u(4))
        self.body.addLayout(foot)
        self.body.addStretch(1)

    def show_picture(self, picture: MeetingPicture) -> None:
        """Show the whole numbers for this meeting."""
        self._picture = picture
        facts, pack, entitled = picture.facts, picture.facts.rule_pack, picture.entitled
        votes, of = meeting_words.majority_words(pack, entitled)
        arrive = str(pack.quorum.need(entitled))
        if not entitled:
            votes = arrive = "—"
        rows = (
            ("应到", _who(facts), str(entitled), "人"),
            ("到多少人才能开会", f"应到的{pack.quorum.phrase}", arrive, "人"),
            ("多少人同意才通过", of, votes, "人"),
            ("写“一致通过”", _unanimous(pack), "0", "人"),
            ("表决办法", meeting_words.poll_words(pack), "举手", ""),
        )
        drop_rows(self._column)
        for row in rows:
            self._column.addWidget(RuleRow(*row, low=self._low))
        self._name.setText(f"《{pack.name}》")
        self.change_link.setVisible(picture.editable)

    def set_low(self, low: bool) -> None:
        """Take low rows in a short window."""
        if low != self._low:
            self._low = low
            if self._picture is not None:
                self.show_picture(self._picture)

    def numbers(self) -> tuple[str, ...]:
        """Return the large numbers from top to bottom."""
        found = (self._column.itemAt(place).widget() for place in range(self._column.count()))
        return tuple(row.number for row in found if isinstance(row, RuleRow))

    def choose(self) -> None:
        """Offer the packs that come with the program."""
        picture = self._picture
        if picture is not None:
            ChoosePackDialog(
                self, picture.facts.rule_pack, picture.entitled, partial(self._write, picture)
            ).ask()

    def _write(self, picture: MeetingPicture, pack: RulePack) -> bool:
        meetings, meeting_id = self._context.workspace.meetings, picture.meeting.id
        done = self._context.run(
            partial(meetings.choose_rule_pack, meeting_id, pack),
            f"已选定《{pack.name}》",
            partial(meetings.choose_rule_pack, meeting_id, picture.facts.rule_pack),
        )
        return done is not None

    def _on_why(self) -> None:
        if self._picture is not None:
            RulesWhyDialog(self, self._picture.facts.rule_pack, self._picture.entitled).ask()


def _unanimous(pack: RulePack) -> str:
    hands = "不同意、弃权和未表态" if pack.unanimous_needs_every_hand else "不同意和弃权"
    return f"{hands}都必须是"


def _who(facts: MeetingFacts) -> str:
    words = facts.entitled_words
    return words if facts.kind.is_of_congress else f"在任执委（{words}）"
