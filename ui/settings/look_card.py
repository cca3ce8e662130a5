"""Type size and contrast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.shell.theme import is_high_contrast, scale_percent
from ui.shell.widgets import Card, CheckBox, Role, Segment, Tone, WrapLabel, label, u

if TYPE_CHECKING:
    from ui.shell.notifier import PageContext

SIZES = (100, 110, 125, 150, 175, 200)
WORDS_WIDTH = 500


class LookCard(Card):
    """显示: how large the words are, and whether in high contrast."""

    def __init__(self, context: PageContext) -> None:
        """Show what is in force."""
        super().__init__("显示", margins=(17, 14, 17, 16), spacing=12)
        self._context = context
        self.body.addWidget(label("字的大小", Role.SECONDARY, Tone.TEXT2, weight=500))
        self.size_segment = Segment([(f"{size}%", size) for size in SIZES], scale_percent(), wide=True)
        self.size_segment.setObjectName("type_size")
        self.size_segment.chosen.connect(self._on_changed)
        self.body.addWidget(self.size_segment)
        self.body.addWidget(
            WrapLabel(
                "换了大小，窗口会重新排一遍，正在看的页不变。", Role.CAPTION, Tone.TEXT2, width=u(WORDS_WIDTH)
            )
        )
        self.contrast_box = CheckBox("高对比度（黑字白底，给看不清浅色的人）")
        self.contrast_box.setObjectName("high_contrast")
        self.contrast_box.setChecked(is_high_contrast())
        self.contrast_box.toggled.connect(self._on_changed)
        self.body.addWidget(self.contrast_box)

    def _on_changed(self) -> None:
        size = self.size_segment.value()
        if self._context.program is not None and isinstance(size, int):
            self._context.program.change_look(size, self.contrast_box.isChecked())
