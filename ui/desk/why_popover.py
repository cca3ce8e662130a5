"""The 为什么 popover: the verdict, who counts, how it is worked out, a number line, the rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from fulian_desktop.rules.verdicts import Outcome
from ui.desk.number_line import NumberLine
from ui.shell.theme import color
from ui.shell.widgets import (
    Icon,
    IconLabel,
    InsetBox,
    LampLabel,
    LampState,
    Line,
    Role,
    Tone,
    WrapLabel,
    close_button,
    horizontal,
    label,
    link_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.rules.rule_pack import RulePack
    from fulian_desktop.rules.thresholds import Threshold
    from fulian_desktop.rules.verdicts import Verdict, WhyLine

WIDTH = 600
_ARROW = 12
_SHADOW = 10


@dataclass(frozen=True)
class WhyFace:
    """What is explained: a verdict under the rules of the meeting, with seats and vacancies behind 应到."""

    verdict: Verdict
    pack: RulePack
    entitled: int
    seat_count: int
    vacant_count: int
    is_quorum: bool = False
    who: str = ""


class WhyPopover(QWidget):
    """Lies over the desk and points at the verdict; Esc or a click outside closes it."""

    closed = Signal()
    rule_wanted = Signal()

    def __init__(self, desk: QWidget, face: WhyFace, target: QRect, panel: QRect) -> None:
        """Stand left of `panel` and point at `target`, both in the desk's coordinates."""
        super().__init__(desk)
        self.setObjectName("why_popover")
        self.setProperty("overlay", True)
        self.face = face
        self._frame = _Frame(self)
        self._build()
        self.setGeometry(desk.rect())
        self._place(target, panel)
        self.show()
        self.raise_()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close when the click is outside."""
        if not self._frame.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; any other key closes too and is not lost."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)
        else:
            self.dismiss()
            event.ignore()

    def dismiss(self) -> None:
        """Go away."""
        self.hide()
        self.closed.emit()
        self.deleteLater()

    # ---- building

    def _build(self) -> None:
        face, verdict = self.face, self.face.verdict
        column = vertical(
            self._frame, margins=(16 + _SHADOW, 14 + _SHADOW, 16 + _ARROW, 14 + _SHADOW), spacing=8
        )
        head = horizontal()
        need = verdict.quorum.need if face.is_quorum else verdict.need
        head.addWidget(label(f"为什么是 {need}？", Role.DIALOG_TITLE))
        head.addStretch(1)
        close = close_button()
        close.setFixedSize(u(32), u(32))
        close.clicked.connect(self.dismiss)
        head.addWidget(close)
        column.addLayout(head)
        column.addWidget(self._headline())
        for line in self._lines():
            column.addWidget(_why_row(line))
        column.addWidget(self._number_line())
        if not face.is_quorum:
            column.addWidget(self._neighbour())
        column.addWidget(self._source())
        self._frame.setFixedWidth(u(WIDTH + _ARROW + 2 * _SHADOW))
        self._frame.adjustSize()

    def _headline(self) -> QWidget:
        verdict = self.face.verdict
        quorum = verdict.quorum
        if self.face.is_quorum or not quorum.met:
            state = LampState.HOLDS if quorum.met else LampState.MISSING
            words = f"实到 {quorum.have}，" + (
                f"不少于 {quorum.need}，达到法定人数"
                if quorum.met
                else f"比 {quorum.need} 少 {quorum.short_by}，不能表决"
            )
            return LampLabel(state, words, Role.NAVIGATION, weight=600)
        carried = verdict.outcome is not Outcome.NOT_CARRIED
        state = LampState.HOLDS if carried else LampState.MISSING
        words = f"同意 {verdict.have}，" + (
            f"不少于 {verdict.need}，{verdict.outcome.phrase}"
            if carried
            else f"比 {verdict.need} 少 {verdict.short_by}，未通过"
        )
        return LampLabel(state, words, Role.NAVIGATION, weight=600)

    def _lines(self) -> list[tuple[str, str, int]]:
        face, verdict = self.face, self.face.verdict
        who = face.who or f"应到执委（席位 {face.seat_count}，空缺 {face.vacant_count}）"
        if face.is_quorum:
            return [
                ("谁算数", who, face.entitled),
                ("怎么算", _working(face.pack.quorum, face.entitled), verdict.quorum.need),
                ("现在", f"实到 {verdict.quorum.have}", verdict.quorum.have),
            ]
        lines = [self._reworded(line, who) for line in verdict.why]
        return [line for line in lines if line[0] != "到会" or not verdict.quorum.met]

    def _reworded(self, line: WhyLine, who: str) -> tuple[str, str, int]:
        pack = self.face.pack
        if line.label == "谁算数" and pack.majority_base.phrase == "应到":
            return (line.label, who, line.number)
        if line.label == "怎么算":
            return (line.label, _working(pack.majority, self.face.verdict.base_size), line.number)
        return (line.label, line.text, line.number)

    def _number_line(self) -> NumberLine:
        face, verdict = self.face, self.face.verdict
        if face.is_quorum:
            share, base, need, have = (
                face.pack.quorum,
                face.entitled,
                verdict.quorum.need,
                verdict.quorum.have,
            )
            word = "实到"
        else:
            share, base, need, have = face.pack.majority, verdict.base_size, verdict.need, verdict.have
            word = "同意"
        numerator, denominator = share.share
        name = "半数" if denominator == 2 else "三分之二"
        line = (base * numerator, denominator)
        return NumberLine(top=base, need=need, have=have, share=line, words=(name, word))

    def _neighbour(self) -> QWidget:
        verdict = self.face.verdict
        if verdict.outcome is Outcome.CARRIED:
            title, text = "为什么不写“一致通过”？", verdict.not_unanimous_because
        elif verdict.outcome is Outcome.CARRIED_UNANIMOUSLY:
            title, text = "为什么写“一致通过”？", "没有人不同意，也没有人弃权。"
        else:
            title = "没有到会的人算不算？"
            text = (
                "算。按应到人数计算，没有到会的、请假的都在应到里。"
                if verdict.base.phrase == "应到"
                else "不算。按实到人数计算，只看在场参加表决的人。"
            )
        box = InsetBox(margins=(14, 10, 14, 10))
        row = horizontal(spacing=14)
        row.addWidget(IconLabel(Icon.QUESTION, Tone.TEXT2, 18))
        words = vertical(spacing=2)
        words.addWidget(label(title, Role.PRIMARY))
        words.addWidget(WrapLabel(text, Role.BODY, Tone.TEXT2, width=u(490)))
        row.addLayout(words, 1)
        box.body.addLayout(row)
        return box

    def _source(self) -> QWidget:
        pack = self.face.pack
        article = pack.articles.get("quorum" if self.face.is_quorum else "majority", "")
        box = QWidget()
        row = horizontal(box, spacing=12)
        row.addWidget(IconLabel(Icon.BOOK, Tone.TEXT2, 18))
        words = f"《{pack.name}》" + (f"：{article}" if article else "")
        row.addWidget(WrapLabel(words, Role.SECONDARY, Tone.TEXT2, width=u(450)))
        row.addStretch(1)
        link = link_button("看原文")
        link.setObjectName("read_rules")
        link.clicked.connect(self.rule_wanted)
        row.addWidget(link)
        return box

    def _place(self, target: QRect, panel: QRect) -> None:
        frame = self._frame
        left = panel.left() - frame.width() + u(4)
        middle = target.center().y()
        top = max(u(8), min(middle - frame.height() * 7 // 10, self.height() - frame.height() - u(8)))
        frame.move(max(0, left), top)
        frame.point_at(middle - top)


def _working(share: Threshold, base: int) -> str:
    """Return the sum with its rule first: 超过半数：13 ÷ 2 = 6.5，至少要."""
    sum_words, rule, least = share.working(base).split("，")
    return f"{rule}：{sum_words}，{least.rpartition(' ')[0]}"


def _why_row(line: tuple[str, str, int]) -> QWidget:
    word, text, number = line
    box = QWidget()
    column = vertical(box)
    row = horizontal(margins=(0, 0, 4, 0), spacing=10)
    name = label(word, Role.BODY, Tone.TEXT2)
    name.setFixedWidth(u(84))
    row.addWidget(name)
    row.addWidget(WrapLabel(text, Role.BUTTON, Tone.TEXT, width=u(410)))
    row.addStretch(1)
    shown = label(str(number), Role.DIALOG_TITLE, align=Qt.AlignmentFlag.AlignRight)
    shown.setMinimumHeight(u(40))
    row.addWidget(shown)
    column.addLayout(row)
    column.addWidget(Line())
    return box


class _Frame(QWidget):
    """The panel with its shadow and the arrow at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._middle = 0

    def point_at(self, y: int) -> None:
        """Put the arrow at a height."""
        self._middle = max(u(30), min(y, self.height() - u(30)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shadow, arrow = u(_SHADOW), u(_ARROW)
        area = QRectF(self.rect()).adjusted(shadow, shadow, -arrow, -shadow)
        outline = QPainterPath()
        outline.addRoundedRect(area, u(8), u(8))
        tip = QPainterPath(QPointF(area.right() - 1, self._middle - arrow))
        tip.lineTo(QPointF(area.right() + arrow - 1, self._middle))
        tip.lineTo(QPointF(area.right() - 1, self._middle + arrow))
        tip.closeSubpath()
        outline = outline.united(tip)
        shade = color(Tone.TEXT)
        for step in range(shadow, 0, -2):
            shade.setAlpha(5)
            painter.strokePath(outline, QPen(shade, step * 2))
        painter.fillPath(outline, color(Tone.SURFACE))
        painter.strokePath(outline, QPen(color(Tone.CTL), 1.4))
