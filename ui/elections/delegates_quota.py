"""The cards beside the list: the quota by group with its differences, and how the delegates are made up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.shell.form_dialog import FormDialog
from ui.shell.theme import u
from ui.shell.widgets import (
    Card,
    FactRow,
    Field,
    LampLabel,
    LampState,
    Line,
    Role,
    TextEdit,
    Tone,
    clear_layout,
    empty_row,
    label,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fulian_desktop.elections.congress_records import Congress
    from fulian_desktop.people.delegate_records import DelegateStatistics, QuotaLine
    from ui.shell.notifier import PageContext

_HEADS = ("小组", "名额", "提名", "合格", "确认", "差额")
MOST_SHARES = 4


class QuotaDialog(FormDialog):
    """Asks for the number of delegates of each group, one group a line; writes the table."""

    def __init__(
        self,
        parent: QWidget,
        quota: Mapping[str, int],
        planned: int,
        write: Callable[[Mapping[str, int]], bool],
    ) -> None:
        """`planned` is what the groups are to add up to."""
        super().__init__(parent, "分配代表名额", write, width=560)
        self._planned = planned
        text = "\n".join(f"{group} {number}" for group, number in quota.items())
        self.lines = TextEdit(text, "一组 6\n二组 6", rows=9)
        self.lines.setObjectName("quota_lines")
        self.field = Field("一行一个小组，名称后面空一格写名额", self.lines)
        self.body.addWidget(self.field)
        self.sum_label = self.add_text("", Tone.TEXT2, Role.SECONDARY)
        self.lines.textChanged.connect(self._on_edited)
        self._on_edited()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """Every line must end in a number, and no group may come twice."""
        return ((self.field, _problem(self.lines.toPlainText())),)

    def result_of_form(self) -> Mapping[str, int]:
        """Return the numbers by group."""
        return _read(self.lines.toPlainText())

    def _on_edited(self) -> None:
        text = self.lines.toPlainText()
        if _problem(text):
            self.sum_label.setText(f"代表名额 {self._planned} 名")
            return
        total = sum(_read(text).values())
        rest = self._planned - total
        said = "正好" if not rest else f"还差 {rest} 名" if rest > 0 else f"多出 {-rest} 名"
        self.sum_label.setText(f"合计 {total} 名，代表名额 {self._planned} 名，{said}")


class QuotaCard(Card):
    """The quota table: what is planned, proposed, passed, approved, and the difference."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("名额分配", " ", margins=(14, 10, 14, 12), spacing=6)
        self._context = context
        self._congress: Congress | None = None
        self._quota: tuple[QuotaLine, ...] = ()
        self.change_button = self.add_link("改名额")
        self.change_button.setObjectName("change_quota")
        self.change_button.clicked.connect(self._on_change)
        self._grid_box = QWidget()
        self._grid = QGridLayout(self._grid_box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(u(6))
        self._grid.setVerticalSpacing(0)
        self.body.addWidget(self._grid_box)

    def show_quota(self, congress: Congress, quota: tuple[QuotaLine, ...]) -> None:
        """Show the table of a congress."""
        self._congress, self._quota = congress, quota
        clear_layout(self._grid)
        if not quota:
            self._grid.addWidget(empty_row("还没有分配到小组。"), 0, 0)
            self.set_count(f"代表名额 {congress.plan.delegates_planned} 名")
            return
        for column, words in enumerate(_HEADS):
            self._put(0, column, words, Role.CAPTION, Tone.TEXT2)
        self._grid.addWidget(Line(Tone.LINE2), 1, 0, 1, len(_HEADS))
        for place, line in enumerate(quota, start=2):
            self._show_line(place, line)
        place = len(quota) + 2
        self._grid.addWidget(Line(), place, 0, 1, len(_HEADS))
        sums = [sum(values) for values in zip(*(_numbers(one) for one in quota), strict=True)]
        for column, text in enumerate(("合计", *(str(one) for one in sums))):
            self._put(place + 1, column, text, Role.BODY, Tone.TEXT, weight=600)
        self._put_difference(place + 1, sums[1] - sums[0])
        wanted = congress.plan.delegates_planned
        self.set_count("和代表名额一致" if sums[0] == wanted else f"代表名额是 {wanted} 名")

    def _show_line(self, place: int, line: QuotaLine) -> None:
        planned = "—" if line.planned is None else str(line.planned)
        texts = (line.group_name or "没有分组", planned, line.proposed, line.passed, line.approved)
        for column, text in enumerate(texts):
            self._put(place, column, str(text), Role.BODY, Tone.TEXT)
        self._put_difference(place, line.difference)

    def _put_difference(self, place: int, difference: int) -> None:
        words = "齐" if not difference else f"差 {-difference}" if difference < 0 else f"多 {difference}"
        lamp = LampLabel(
            LampState.HOLDS if not difference else LampState.MISSING, words, Role.SECONDARY, size=15
        )
        self._grid.addWidget(lamp, place, len(_HEADS) - 1, Qt.AlignmentFlag.AlignRight)

    def _put(
        self, row: int, column: int, text: str, role: Role, tone: Tone, *, weight: int | None = None
    ) -> None:
        side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
        made = label(text, role, tone, weight=weight, align=side)
        made.setFixedHeight(u(32))
        self._grid.addWidget(made, row, column)
        self._grid.setColumnStretch(column, 2 if column in (0, 5) else 1)

    def _on_change(self) -> None:
        congress = self._congress
        if congress is None:
            return
        delegates = self._context.workspace.delegates
        planned = {one.group_name: one.planned for one in self._quota if one.planned is not None}
        proposal = planned or dict.fromkeys(delegates.group_names(congress.number), 0)

        def write(quota: Mapping[str, int]) -> bool:
            change = partial(delegates.write_quota, congress.number, quota)
            back = partial(delegates.write_quota, congress.number, planned)
            return self._context.run(change, "已分配代表名额", back) is not None

        QuotaDialog(self, proposal, congress.plan.delegates_planned, write).ask()


class StructureCard(Card):
    """How the delegates are made up: ages, parties, education, ethnicity, occupations."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("代表构成", " ", margins=(14, 10, 14, 8), spacing=0)
        self._rows = QWidget()
        self._column = vertical(self._rows)
        self.body.addWidget(self._rows)

    def show_structure(self, statistics: DelegateStatistics) -> None:
        """Show the statistics; nothing is invented where nothing is known."""
        clear_layout(self._column)
        self.set_count(f"{statistics.total} 名有表决权的代表" if statistics.total else "")
        if not statistics.total:
            self._column.addWidget(empty_row("提名以后在这里统计。"))
            return
        for name, value in _facts(statistics):
            self._column.addWidget(FactRow(name, value, right=True))


def _facts(statistics: DelegateStatistics) -> list[tuple[str, str]]:
    facts = []
    if statistics.average_tenths is not None:
        span = f"{statistics.youngest}—{statistics.oldest} 岁"
        facts.append(("平均年龄", f"{statistics.average_age} 岁（{span}）"))
    facts += [(one.label, f"{one.count} 人　{one.percent}") for one in statistics.ages if one.count]
    for shares in (statistics.parties, statistics.educations, statistics.occupations):
        facts += [(one.label, f"{one.count} 人　{one.percent}") for one in shares[:MOST_SHARES] if one.count]
    facts.append(("少数民族", f"{statistics.minorities.count} 人　{statistics.minorities.percent}"))
    return facts


def _numbers(line: QuotaLine) -> Sequence[int]:
    return line.planned or 0, line.proposed, line.passed, line.approved


def _problem(text: str) -> str:
    seen = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        group, _, last = line.strip().replace("\t", " ").replace("：", " ").rpartition(" ")
        if not group.strip() or not (last.isascii() and last.isdigit()):
            return f"第 {number} 行“{line.strip()}”要写成“一组 6”这样。"
        if group.strip() in seen:
            return f"第 {number} 行的“{group.strip()}”前面已经有了。"
        seen.add(group.strip())
    return "" if seen else "还没有写小组。"


def _read(text: str) -> dict[str, int]:
    lines = (line.strip().replace("\t", " ").replace("：", " ") for line in text.splitlines() if line.strip())
    return {group.strip(): int(number) for group, _, number in (line.rpartition(" ") for line in lines)}
