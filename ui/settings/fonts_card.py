"""Which fonts papers are drawn with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.content import TextStyle
from fulian_desktop.documents.fonts import FontChoice, uses_system_fonts
from fulian_desktop.documents.system_fonts import style_fonts
from ui.shell.widgets import Card, FactRow, Role, Segment, Tone, WrapLabel, u, vertical

if TYPE_CHECKING:
    from ui.shell.notifier import PageContext

WORDS_WIDTH = 500
STYLES = (
    (TextStyle.BODY, "仿宋"),
    (TextStyle.HEADING, "黑体"),
    (TextStyle.KAI, "楷体"),
    (TextStyle.TITLE, "小标宋"),
)
OWN = "程序自带的字体"
NOT_FOUND = "这台电脑没有，用程序自带的"


class FontsCard(Card):
    """文书字体: the computer's own official fonts, or those that come with the program."""

    def __init__(self, context: PageContext) -> None:
        """Show what was chosen when the page is first read."""
        super().__init__("文书字体", margins=(17, 14, 17, 16), spacing=8)
        self._context = context
        self.choice_segment = Segment(
            [("用系统的公文字体", FontChoice.SYSTEM), ("用程序自带的字体", FontChoice.BUNDLED)],
            FontChoice.BUNDLED,
            wide=True,
        )
        self.choice_segment.setObjectName("paper_fonts")
        self.choice_segment.chosen.connect(self._on_chosen)
        self.body.addWidget(self.choice_segment)
        self.rows = {
            style: FactRow(words, "", line=number < len(STYLES))
            for number, (style, words) in enumerate(STYLES, start=1)
        }
        rows = vertical()
        for row in self.rows.values():
            rows.addWidget(row)
        self.body.addLayout(rows)
        self.body.addWidget(
            WrapLabel(
                "换了字体，以后生成的文书用新字体；已经定稿的不变。人名里的生僻字，字体没有的会自动补上。",
                Role.CAPTION,
                Tone.TEXT2,
                width=u(WORDS_WIDTH),
            )
        )

    def show_fonts(self) -> None:
        """Show the choice and which font stands for each style."""
        from_system = uses_system_fonts()
        self.choice_segment.set_value(FontChoice.SYSTEM if from_system else FontChoice.BUNDLED)
        self._show_rows(from_system=from_system)

    def _show_rows(self, *, from_system: bool) -> None:
        found = style_fonts()
        for style, row in self.rows.items():
            font = found.get(style)
            if font is None:
                row.set_value(NOT_FOUND)
            elif from_system:
                row.set_value(font.name)
            else:
                row.set_value(f"{OWN}（系统里有{font.name}）")

    def _on_chosen(self) -> None:
        choice = self.choice_segment.value()
        if self._context.program is not None and isinstance(choice, FontChoice):
            self._context.program.choose_paper_fonts(choice)
            self._show_rows(from_system=choice is FontChoice.SYSTEM)
