"""The strip of five steps over the ballot room, and the base of its panels."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.elections.ballot_state import Step
from ui.shell.widgets import (
    Box,
    BoxLook,
    ClickableBox,
    Role,
    StepDisc,
    StepState,
    Tone,
    horizontal,
    label,
    set_tone,
    u,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.elections.ballot_room import BallotSection
    from ui.elections.ballot_state import RoomState

HEIGHT = 44


class RoomPanel(QWidget):
    """One step of the room; it is told how the election stands."""

    def __init__(self, room: BallotSection) -> None:
        """Keep the room; build the widgets here."""
        super().__init__()
        self.room = room
        self.context = room.context
        self.elections = room.context.workspace.elections

    def show_state(self, state: RoomState) -> None:
        """Show how the election stands; override this."""

    def take_focus(self) -> None:
        """Put the keyboard where the next thing is typed; override this where keys are the feature."""

    def may_leave(self) -> bool:
        """Say whether another step may be shown."""
        return True


class StepStrip(Box):
    """Five steps side by side: done, now, to come; a click looks at one."""

    chosen = Signal(object)

    def __init__(self) -> None:
        """Start with everything to come."""
        super().__init__(BoxLook(Tone.NAV, Tone.LINE2, radius=6))
        row = horizontal(self, margins=3)
        self.setFixedHeight(u(HEIGHT))
        self._parts: dict[Step, _Part] = {}
        for step in Step:
            part = _Part(step)
            part.setObjectName(f"room_step_{step.value}")
            part.activated.connect(partial(self.chosen.emit, step))
            row.addWidget(part, 1)
            self._parts[step] = part

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large type beside the name of a round only the step looked at keeps its word."""
        super().resizeEvent(event)
        wanted = sum(part.wanted for part in self._parts.values()) + u(6)
        for part in self._parts.values():
            part.set_narrow(self.width() < wanted)

    def minimumSizeHint(self) -> QSize:
        """Be content with the discs and one word."""
        return QSize(u(5 * 46 + 110), u(HEIGHT))

    def show_steps(self, due: Step, shown: Step, *, finished: bool) -> None:
        """Tick what is behind `due`, mark what is looked at."""
        for step, part in self._parts.items():
            done = step.place < due.place or finished
            part.show_part(done=done, due=step is due and not finished, shown=step is shown)


class _Part(ClickableBox):
    """One step of the strip."""

    def __init__(self, step: Step) -> None:
        super().__init__(BoxLook(radius=5))
        row = horizontal(self, margins=(10, 0, 10, 0), spacing=8)
        self.setFixedHeight(u(HEIGHT - 6))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(step.phrase)
        self._shown: tuple[bool, bool, bool] | None = None
        self._narrow = False
        self._disc = StepDisc(str(step.place + 1), StepState.TO_COME, 24)
        self._word = label(step.phrase, Role.BUTTON)
        row.addStretch(1)
        row.addWidget(self._disc)
        row.addWidget(self._word)
        row.addStretch(1)
        self.wanted = self._word.sizeHint().width() + u(24 + 8 + 20)
        """Width with its word, real px."""
        self.setToolTip(step.phrase)

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._word.setVisible(not narrow or (self._shown is not None and self._shown[2]))

    def show_part(self, *, done: bool, due: bool, shown: bool) -> None:
        if (done, due, shown) == self._shown:
            return
        self._shown = (done, due, shown)
        self.set_narrow(self._narrow)
        self._disc.set_state(StepState.DONE if done else StepState.NOW if due else StepState.TO_COME)
        set_tone(self._word, Tone.TEXT if shown or due else Tone.TEXT2)
        look = BoxLook(Tone.SURFACE, Tone.LINE2, radius=5) if shown else BoxLook(radius=5)
        self.set_look(look)
