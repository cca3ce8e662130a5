"""写法说明: how a wording is written, in plain words with examples, and every marker there is."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fulian_desktop.scripts.wording import markers
from ui.shell.widgets import InsetBox, Role, ScrollColumn, Tone, WrapLabel, label, vertical
from ui.wordings.blanks_list import BlankRow


class Lesson(NamedTuple):
    """One thing to know: a heading, what it is, and an example as it is typed."""

    heading: str
    words: str
    example: str = ""


_BLANKS = Lesson(
    "花括号是填空",
    "程序把它换成会议的实际情况，日期、人数、姓名都不用自己写。能用哪些，看“可用的填空”。",
    "会议定于{日期}在{地点}召开。",
)
_NOTES = Lesson(
    "井号开头的行只给改稿的人看",
    "不会印出来，可以用来记事。空行也不算。",
    "# 这一段去年改过",
)
OF_PAPERS = (
    Lesson(
        "一行就是一段",
        "“一、”“（一）”“1.”开头的行是各级小标题，第一行以冒号结束的是称呼，程序按公文的字体排。"
        "标题和落款由程序写，不用写在这里。",
        "各位执委：\n一、会议时间\n{日期星期}{时间}。",
    ),
    _BLANKS,
    Lesson(
        "表决结果有几种，话就写几种",
        "三种结果各写一段，最后一行写[完]。程序按登记的人数选其中一段，另外两段不印。"
        "“一致通过”这几个字只能写在[一致通过时]下面。",
        "[一致通过时]\n会议一致通过了这个报告。\n[通过时]\n会议通过了这个报告。\n[未通过时]\n会议没有批准这个报告。\n[完]",
    ),
    Lesson(
        "方括号开头的行，合适的时候才印",
        "一名和多名的话不一样，就写两行，程序选一行。没有填的内容也可以这样避开。",
        "[一人] 增补下列同志为委员。\n[多人] 增补下列{当选人数}同志为委员。\n[有列席] 列席：{列席名单}。",
    ),
    _NOTES,
)
OF_SCRIPTS = (
    Lesson(
        "一行就是一句",
        "写在括号里的一行是给主持人看的提示，不念。",
        "请大家发表意见。\n（稍停，看看有没有人发言）",
    ),
    _BLANKS,
    Lesson(
        "【】是一个部分，[步骤]是其中一步",
        "每一种议项各有一个部分，名称不能改，也不能少。步骤可以加减、改名。",
        "【座谈】\n[步骤] 发言\n请各位执委发言。",
    ),
    Lesson(
        "问举手的三句要写全",
        "每句前面加记号。议事规则不问弃权的，程序不念第三句。",
        "[问同意] 同意的请举手。\n[问不同意] 不同意的请举手。\n[问弃权] 弃权的请举手。",
    ),
    Lesson(
        "表决结果有几种，话就写几种",
        "三种结果各写一段，最后一行写[完]，每段要有一行[结果]。登记人数以后，程序选其中一段念。",
        "[一致通过时]\n[结果] {计票}，一致通过。\n[通过时]\n[结果] {计票}。{结论}。\n"
        "[未通过时]\n[结果] {计票}。{结论}。\n[完]",
    ),
    Lesson(
        "方括号开头的行，合适的时候才念",
        "没有列席人员，下面这一句就不出现。",
        "[有列席] 列席今天会议的有：{列席名单}。",
    ),
    _NOTES,
)


class Explanation(QWidget):
    """The lessons and the markers of scripts or of papers; a marker is written into the text by a click."""

    marker_chosen = Signal(str)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        column = vertical(self)
        self._rows = ScrollColumn(spacing=6, margins=(2, 0, 6, 0))
        column.addWidget(self._rows)
        self._paper: bool | None = None

    def show_for(self, *, paper: bool) -> None:
        """Explain scripts or papers."""
        if paper is self._paper:
            return
        self._paper = paper
        self._rows.clear()
        for lesson in OF_PAPERS if paper else OF_SCRIPTS:
            self._rows.add(label(lesson.heading, Role.NAME))
            self._rows.add(WrapLabel(lesson.words, Role.BODY, Tone.TEXT2))
            box = InsetBox(margins=(14, 8, 14, 8))
            box.body.addWidget(WrapLabel(lesson.example, Role.BODY, Tone.TEXT))
            self._rows.add(box)
            self._rows.column.insertSpacing(self._rows.column.count() - 1, 8)
        self._rows.add(label("全部记号", Role.NAME))
        self._rows.add(WrapLabel("点一下，就写进左边光标的地方。", Role.SECONDARY, Tone.TEXT2))
        for name, meaning in markers(paper=paper):
            row = BlankRow(name, meaning, with_value=False)
            row.activated.connect(self._on_activated)
            self._rows.add(row)

    def _on_activated(self) -> None:
        row = self.sender()
        if isinstance(row, BlankRow):
            self.marker_chosen.emit(row.name)
