"""What is asked on the page of minutes: a correction, a wrong count, and what was written before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.votes.records import HandEntry
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    ComboBox,
    Field,
    InsetBox,
    LineEdit,
    NumberField,
    Role,
    ScrollColumn,
    TextEdit,
    Tone,
    WrapLabel,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.documents.papers.minutes_parts import MinutesText
    from fulian_desktop.meetings.minutes_records import MinutesWords
    from fulian_desktop.votes.records import VoteCount

VERSIONS_HEIGHT = 320


class CorrectionDialog(Dialog):
    """Asks what was recorded wrongly in one part, what is right, and why."""

    def __init__(self, parent: QWidget | None, text: MinutesText, selected: str = "") -> None:
        """`selected` is what the user marked as wrong."""
        super().__init__(f"更正：{text.title}", parent, width=620)
        self._facts = text.facts_text
        self.add_text("原来的记录不会抹掉：记录和文书上写明原来记的、应该是的、为什么更正。")
        self.body.addWidget(_quoted(self._facts, self.inner_width))
        self.wrong = Field("原来记的", LineEdit(selected, "照上面的字抄，例如：9:42到会"))
        self.wrong.editor.setObjectName("correction_wrong")
        self.correct = Field("应该是", LineEdit("", "例如：9:24到会"))
        self.correct.editor.setObjectName("correction_right")
        self.reason = Field("更正的原因", LineEdit("", "例如：签到册上看错了一行"))
        self.reason.editor.setObjectName("correction_reason")
        for field in (self.wrong, self.correct, self.reason):
            self.body.addWidget(field)
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        self.save_button = self.add_right(primary_button("登记更正"))
        self.save_button.setObjectName("save")
        self.save_button.clicked.connect(self.accept)

    def accept(self) -> None:
        """Close only when all is filled in and the wrong words stand in the record."""
        wrong = self.wrong.text()
        said = wrong.replace(" ", "") in self._facts.replace(" ", "")
        problems = (
            (self.wrong, "" if wrong and said else "上面的记录里没有这几个字，请照着抄。"),
            (self.correct, "" if self.correct.text() not in ("", wrong) else "请填应该是什么。"),
            (self.reason, "" if self.reason.text() else "请写一句为什么。"),
        )
        for field, sentence in problems:
            field.set_error(sentence)
        if not any(sentence for _, sentence in problems):
            super().accept()


class CountCorrectionDialog(Dialog):
    """Asks for the right numbers of a count of a closed meeting, and why."""

    def __init__(self, parent: QWidget | None, counts: Sequence[VoteCount]) -> None:
        """Start with the numbers recorded."""
        super().__init__("更正票数", parent, width=620)
        self._counts = {count.id: count for count in counts}
        self.add_text("只更正写错的数。表决的结果不能靠更正改变，要改须重新表决。")
        self.which = ComboBox([(count.question, count.id) for count in counts])
        self.body.addWidget(Field("哪一项表决", self.which))
        self.numbers: dict[str, NumberField] = {}
        row = horizontal(spacing=14)
        for name, words in (("against", "不同意"), ("abstaining", "弃权"), ("not_voting", "未表态")):
            self.numbers[name] = NumberField(name=words)
            self.numbers[name].setObjectName(f"count_{name}")
            row.addWidget(Field(words, self.numbers[name]), 1)
        self.body.addLayout(row)
        self._sum = WrapLabel("", Role.PRIMARY, Tone.TEXT, width=self.inner_width)
        self.body.addWidget(self._sum)
        self.reason = Field("更正的原因", TextEdit("", "例如：登记时把弃权填在不同意里", rows=2))
        self.reason.editor.setObjectName("count_reason")
        self.body.addWidget(self.reason)
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        self.save_button = self.add_right(primary_button("登记更正"))
        self.save_button.setObjectName("save")
        self.save_button.clicked.connect(self.accept)
        self.which.currentIndexChanged.connect(self._on_chosen)
        for field in self.numbers.values():
            field.textChanged.connect(self._on_typed)
        self._on_chosen()

    def count(self) -> VoteCount:
        """Return the count that is put right."""
        chosen = self.which.value()
        assert isinstance(chosen, int)
        return self._counts[chosen]

    def entry(self) -> HandEntry:
        """Return the right numbers."""
        values = {name: field.value() or 0 for name, field in self.numbers.items()}
        return HandEntry(**values)

    def accept(self) -> None:
        """Close only with a reason."""
        self.reason.set_error("" if self.reason.text() else "请写一句为什么。")
        if self.reason.text():
            super().accept()

    def _on_chosen(self) -> None:
        count = self.count()
        for name, field in self.numbers.items():
            field.set_value(getattr(count, name))
        self._on_typed()

    def _on_typed(self) -> None:
        count, entry = self.count(), self.entry()
        rest = count.voters - entry.against - entry.abstaining - entry.not_voting
        if rest < 0:
            words = f"加起来比在场有表决权的 {count.voters} 人多 {-rest} 人，请核对。"
        else:
            words = f"在场有表决权 {count.voters} 人，同意算出来是 {rest} 人，原来登记 {count.in_favour} 人。"
        self._sum.setText(words)


class VersionsDialog(Dialog):
    """What was written for one part, the newest first; nothing is ever overwritten."""

    def __init__(self, parent: QWidget | None, title: str, versions: Sequence[MinutesWords]) -> None:
        """Show all versions."""
        super().__init__(f"{title}：写过的话", parent, width=640)
        scroll = ScrollColumn(spacing=8)
        scroll.setFixedHeight(u(VERSIONS_HEIGHT))
        for number in range(len(versions), 0, -1):
            one = versions[number - 1]
            box = InsetBox()
            when = f"{paper_date_of(one.at)} {one.at[11:16]} {one.user}"
            box.body.addWidget(label(f"第 {number} 次　{when}", Role.SECONDARY, Tone.TEXT2))
            box.body.addWidget(WrapLabel(one.text or "（清空了）", Role.BODY, Tone.TEXT))
            scroll.add(box)
        self.body.addWidget(scroll)
        self.add_right(primary_button("知道了"), accepts=True)


def paper_date_of(stamp: str) -> str:
    """Return the day of an ISO moment as papers write it."""
    from datetime import date

    return paper_date(date.fromisoformat(stamp[:10]))


def _quoted(text: str, width: int) -> InsetBox:
    box = InsetBox()
    box.body.addWidget(WrapLabel(text, Role.BODY, Tone.TEXT, width=width - u(30)))
    return box
