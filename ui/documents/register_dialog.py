"""定稿登记: the papers of a meeting that were issued, and whether a paper in the hand is one of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.documents.choice import moment_words
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    AMBER,
    GREEN,
    INSET,
    ElidedLabel,
    Field,
    Icon,
    InsetBox,
    LampLabel,
    LampState,
    Line,
    LineEdit,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    clear_layout,
    horizontal,
    label,
    link_button,
    paper_chip,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.documents.paper_kinds import PaperKind
    from fulian_desktop.documents.register import IssuedPaper
    from fulian_desktop.meetings.records import Meeting
    from ui.documents.issuing import PaperIssuing

_LIST_HEIGHT = 330
_ROW_HEIGHT = 74


class RegisterDialog(Dialog):
    """A field for a check code above the list of issued papers."""

    def __init__(
        self, owner: QWidget, issuing: PaperIssuing, meeting: Meeting, first: PaperKind | None = None
    ) -> None:
        """The papers of the kind `first` stand above the others."""
        super().__init__("定稿登记", owner, width=860)
        self.setObjectName("register_dialog")
        self._issuing = issuing
        self._meeting = meeting
        self._first = first
        self._build_verifying()
        self.body.addWidget(Line())
        self.head_label = label("", Role.CARD_TITLE)
        self.body.addWidget(self.head_label)
        self.list = ScrollColumn(spacing=8)
        self.list.setFixedHeight(u(_LIST_HEIGHT))
        self.body.addWidget(self.list)
        close = self.add_right(primary_button("关闭"), accepts=True)
        # Enter belongs to the field of the code.
        close.setAutoDefault(False)
        close.setDefault(False)
        self.code_field.editor.setFocus()
        self._fill()

    def _build_verifying(self) -> None:
        row = horizontal(spacing=12)
        self.code_field = Field("校验文书：输入纸上页脚的校验码", LineEdit(placeholder="例如 ACDE-FHJK"))
        self.code_field.editor.setObjectName("check_code")
        self.verify_button = secondary_button("校验", Icon.SEARCH)
        self.verify_button.setObjectName("verify")
        self.verify_button.setAutoDefault(False)
        self.verify_button.clicked.connect(self.verify)
        editor = self.code_field.editor
        assert isinstance(editor, LineEdit)
        editor.returnPressed.connect(self.verify)
        row.addWidget(self.code_field, 1)
        foot = vertical()
        foot.addSpacing(u(26))
        foot.addWidget(self.verify_button)
        foot.addStretch(1)
        row.addLayout(foot)
        self.body.addLayout(row)
        self._answer = vertical()
        self.body.addLayout(self._answer)

    def verify(self) -> None:
        """Say whether the paper of the code typed holds."""
        holds, sentences = self._issuing.verified(self.code_field.text())
        clear_layout(self._answer)
        box = InsetBox(GREEN if holds else AMBER, margins=(14, 10, 14, 12), spacing=4)
        box.setObjectName("verify_answer")
        words = "有效" if holds else "不能用"
        box.body.addWidget(LampLabel(LampState.HOLDS if holds else LampState.WRONG, words, Role.CARD_TITLE))
        for place, sentence in enumerate(sentences):
            tone = Tone.TEXT if place == 0 else Tone.TEXT2
            box.body.addWidget(WrapLabel(sentence, Role.BODY, tone, width=self.inner_width - u(30)))
        self._answer.addWidget(box)

    def _fill(self) -> None:
        papers = self._issuing.issued(self._meeting)
        papers = tuple(sorted(papers, key=lambda one: one.kind is not self._first))
        self.head_label.setText(f"{self._meeting.title}，定稿 {len(papers)} 件")
        self.list.clear()
        if not papers:
            box = InsetBox(INSET)
            box.body.addWidget(WrapLabel("还没有定稿。选好一份文书，点“定稿”。", Role.BODY, Tone.TEXT2))
            self.list.add(box)
        stale = self._issuing.outdated(self._meeting)
        for paper in papers:
            state = "作废" if paper.withdrawal else "已过期" if paper.id in stale else "定稿"
            self.list.add(self._row(paper, state))

    def _row(self, paper: IssuedPaper, state: str) -> QWidget:
        box = InsetBox(INSET, margins=(12, 8, 8, 8), spacing=2)
        box.setObjectName(f"issued_{paper.id}")
        box.setMinimumHeight(u(_ROW_HEIGHT))
        row = horizontal(spacing=12)
        words = vertical(spacing=2)
        words.addWidget(label(f"{paper.number_text}　{paper.name}", Role.PRIMARY))
        number = "" if paper.document_number is None else f"{paper.document_number.text}，"
        done = f"{moment_words(paper.at)} {paper.user}定稿，打印过 {paper.prints} 次"
        told = f"{number}校验码 {paper.code_text}，{done}"
        words.addWidget(ElidedLabel(told, Role.SECONDARY, Tone.TEXT2))
        if paper.withdrawal is not None:
            gone = f"{moment_words(paper.withdrawal.at)}作废：{paper.withdrawal.reason}"
            words.addWidget(ElidedLabel(gone, Role.SECONDARY, Tone.TEXT2))
        row.addLayout(words, 1)
        row.addWidget(paper_chip(state))
        look = link_button("打开")
        look.setObjectName(f"open_{paper.id}")
        look.clicked.connect(partial(self._issuing.open_pdf, paper))
        save = link_button("另存")
        save.clicked.connect(partial(self._issuing.save_pdf, paper))
        row.addWidget(look)
        row.addWidget(save)
        withdraw = link_button("作废这一份")
        withdraw.setObjectName("withdraw_paper")
        withdraw.setObjectName(f"withdraw_{paper.id}")
        withdraw.clicked.connect(partial(self._on_withdraw, paper))
        row.addWidget(withdraw)
        policy = withdraw.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        withdraw.setSizePolicy(policy)
        withdraw.setVisible(paper.withdrawal is None)
        box.body.addLayout(row)
        return box

    def _on_withdraw(self, paper: IssuedPaper) -> None:
        if self._issuing.withdraw(paper):
            self._fill()
