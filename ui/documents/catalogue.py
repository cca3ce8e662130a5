"""The catalogue of a meeting's papers: 会前, 会中, 会后, each paper with how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from fulian_desktop.documents.paper_kinds import PaperStatus, Stage
from ui.shell.widgets import (
    BoxLook,
    Card,
    ClickableBox,
    ElidedLabel,
    Icon,
    IconLabel,
    Role,
    ScrollColumn,
    Tone,
    draw_box,
    horizontal,
    label,
    paper_chip,
    u,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.paper_kinds import PaperKind, PaperState

PAGE_KEYS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_RESTING = BoxLook(radius=0, sides="b")
_CHOSEN = BoxLook(Tone.TINT, radius=6, bar=Tone.ACCENT)


def is_page_key(key: int, focused: QWidget | None) -> bool:
    """Return whether a key is the page's business; Enter presses a button that has the keyboard."""
    return key in PAGE_KEYS and not (key in _ENTER and isinstance(focused, QAbstractButton))


@dataclass(frozen=True)
class _Look:
    """What a row shows; equal looks need no new row."""

    kind: PaperKind
    phrase: str
    made: str


class PaperRow(ClickableBox):
    """One paper of the catalogue, 39 high."""

    key_pressed = Signal(int)
    """A key that is the page's business: the scroll area around would swallow it."""

    def __init__(self, kind: PaperKind, phrase: str) -> None:
        """Show the name and the chip; `activated` is emitted for a click."""
        super().__init__(_RESTING)
        self.kind = kind
        self.setObjectName(f"paper_{kind.value}")
        self.setAccessibleName(f"{kind.title} {phrase}")
        row = horizontal(self, margins=(13, 0, 10, 0), spacing=9)
        self.setFixedHeight(u(39))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = IconLabel(Icon.DOCUMENT, Tone.TEXT3)
        self.title_label = ElidedLabel(kind.title)
        self.chip = paper_chip(phrase)
        row.addWidget(self._icon)
        row.addWidget(self.title_label, 1)
        row.addWidget(self.chip)
        self._is_chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @property
    def is_chosen(self) -> bool:
        """Tell whether this is the paper in the preview."""
        return self._is_chosen

    def set_chosen(self, chosen: bool) -> None:
        """Show this row as the place where the user is; only that row is a stop of the Tab key."""
        self._is_chosen = chosen
        self._icon.set_icon(Icon.DOCUMENT, Tone.ACCENT if chosen else Tone.TEXT3)
        strong = self.title_label.font()
        strong.setWeight(strong.Weight.DemiBold if chosen else strong.Weight.Normal)
        self.title_label.setFont(strong)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows, the page keys and Enter to the page; space chooses."""
        if event.key() == Qt.Key.Key_Space:
            self.activated.emit()
        elif event.key() in PAGE_KEYS:
            self.key_pressed.emit(event.key())
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline, or the tint with the accent bar."""
        area = QRectF(self.rect())
        draw_box(QPainter(self), area, _CHOSEN if self._is_chosen else _RESTING)


class CatalogueCard(Card):
    """All papers of a meeting in three groups; one is chosen."""

    chosen = Signal(object)
    """A PaperKind the user chose."""
    key_pressed = Signal(int)
    """One of PAGE_KEYS, pressed on a row."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(margins=(5, 6, 5, 6))
        self.setObjectName("catalogue")
        self._list = ScrollColumn()
        self.body.addWidget(self._list)
        self._rows: list[PaperRow] = []
        self._looks: list[_Look] = []

    def show_papers(self, states: Sequence[PaperState], *, is_closed: bool) -> None:
        """Show the papers, one state for each kind; rows are made anew only when something differs."""
        looks = [_Look(one.kind, one.status_phrase, str(is_closed)) for one in states]
        if looks == self._looks:
            return
        chosen, had_focus = self.chosen_kind(), any(row.hasFocus() for row in self._rows)
        self._looks = looks
        self._rows = []
        self._list.clear()
        for stage in Stage:
            group = [one for one in states if one.stage is stage]
            if not group:
                continue
            self._list.add(_group_head(stage, group, is_closed=is_closed))
            needed = [one for one in group if is_needed(one)]
            for place, one in enumerate([*needed, *(one for one in group if not is_needed(one))]):
                if needed and place == len(needed):
                    self._list.add(_optional_head())
                row = PaperRow(one.kind, one.status_phrase)
                row.activated.connect(self._on_row)
                row.key_pressed.connect(self.key_pressed)
                self._rows.append(row)
                self._list.add(row)
        if chosen is not None:
            self.set_chosen(chosen, focus=had_focus)

    def kinds(self) -> tuple[PaperKind, ...]:
        """Return the papers in the order shown."""
        return tuple(row.kind for row in self._rows)

    def chosen_kind(self) -> PaperKind | None:
        """Return the paper chosen."""
        return next((row.kind for row in self._rows if row.is_chosen), None)

    def row_of(self, kind: PaperKind) -> PaperRow | None:
        """Return the row of a paper."""
        return next((row for row in self._rows if row.kind is kind), None)

    def set_chosen(self, kind: PaperKind, *, focus: bool = False) -> None:
        """Choose a paper without a signal."""
        for row in self._rows:
            row.set_chosen(row.kind is kind)
            if row.kind is kind and focus:
                row.setFocus(Qt.FocusReason.TabFocusReason)
        # New rows have their place only after this event.
        QTimer.singleShot(0, self, self._bring_into_view)

    def step(self, by: int) -> None:
        """Choose the paper above (-1) or below (1), as the arrow keys do."""
        kinds = self.kinds()
        if not kinds:
            return
        now = self.chosen_kind()
        place = 0 if now is None else min(max(kinds.index(now) + by, 0), len(kinds) - 1)
        if kinds[place] is not now:
            self.set_chosen(kinds[place], focus=True)
            self.chosen.emit(kinds[place])

    def focus_chosen(self) -> None:
        """Give the keyboard to the chosen row."""
        kind = self.chosen_kind()
        row = None if kind is None else self.row_of(kind)
        if row is not None:
            row.setFocus(Qt.FocusReason.TabFocusReason)

    def _bring_into_view(self) -> None:
        row = next((one for one in self._rows if one.is_chosen), None)
        inner = self._list.widget()
        if row is None or inner is None:
            return
        layout = inner.layout()
        if layout is not None:
            layout.activate()
        self._list.ensureWidgetVisible(row, 0, u(40))

    def _on_row(self) -> None:
        row = self.sender()
        if isinstance(row, PaperRow) and not row.is_chosen:
            self.set_chosen(row.kind)
            self.chosen.emit(row.kind)


def is_needed(state: PaperState) -> bool:
    """Tell whether the meeting needs a paper; the others are made when they are wanted."""
    return bool(getattr(state, "is_needed", True))


def _optional_head() -> QWidget:
    head = QWidget()
    head.setFixedHeight(u(28))
    row = horizontal(head, margins=(13, 4, 10, 0))
    row.addWidget(label("需要时才做", Role.CAPTION, Tone.TEXT3))
    return head


def _group_head(stage: Stage, group: Sequence[PaperState], *, is_closed: bool) -> QWidget:
    head = QWidget()
    head.setFixedHeight(u(32))
    row = horizontal(head, margins=(13, 4, 10, 0), spacing=8)
    row.addWidget(label(stage.phrase, Role.SECONDARY, Tone.TEXT2, weight=600))
    row.addStretch(1)
    later = sum(1 for one in group if one.status in (PaperStatus.AFTER_MEETING, PaperStatus.NOT_YET))
    words = f"{len(group)} 件"
    if stage is not Stage.BEFORE and later == len(group) and not is_closed:
        words += "，会上登记后生成" if stage is Stage.DURING else "，会后生成"
    row.addWidget(label(words, Role.CAPTION, Tone.TEXT2))
    return head
