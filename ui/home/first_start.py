"""The first start: make our own file, open one, or try the sample village."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from fulian_desktop import __version__
from ui.shell.masthead import Seal
from ui.shell.theme import font, scale_percent
from ui.shell.widgets import (
    Box,
    BoxLook,
    Button,
    ChairsPicture,
    ElidedLabel,
    Icon,
    IconLabel,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    label,
    link_button,
    primary_button,
    secondary_button,
    u,
    vertical,
)

MUCH_LARGER = 175
"""Type scale (percent) from which the drawing is smaller, so that the words have room."""
HELP = (
    "先新建本村妇联，填村名、届次和席位。",
    "再到“名册”里从电子表格导入人员，看过预览才写入。",
    "到“届次席位”里看谁在任、哪个席位空缺。",
    "到“会议”里准备一次会议，写好的主持词和文书都能打印。",
    "开会时按“进入会场”，照着念，按空格走到下一句。",
)


class FirstStart(QWidget):
    """Shown instead of the pages while no data file is open."""

    create_requested = Signal()
    open_requested = Signal()
    sample_requested = Signal()

    def __init__(self, version: str = __version__) -> None:
        """`version` stands at the foot of the left half."""
        super().__init__()
        self.setObjectName("first_start")
        halves = horizontal(self)
        halves.addWidget(self._left_half(version))
        halves.addLayout(self._right_half(), 1)

    def _left_half(self, version: str) -> QWidget:
        box = Box(BoxLook(Tone.NAV, radius=0, sides="r"))
        box.setFixedWidth(u(500))
        column = vertical(box, margins=(0, 0, 0, 20))
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(5)
        column.addWidget(Seal(64, 8), 0, middle)
        column.addSpacing(u(18))
        name = label("妇联会议助手", Role.RESULT)
        name.setFont(font(Role.RESULT))
        column.addWidget(name, 0, middle)
        column.addSpacing(u(4))
        column.addWidget(label("名册、会议、表决、文书，一处办好", Role.NAVIGATION, Tone.TEXT2), 0, middle)
        column.addSpacing(u(38))
        column.addWidget(ChairsPicture(400 if scale_percent() < MUCH_LARGER else 300), 0, middle)
        column.addStretch(4)
        foot = f"版本 {version}·全部资料只存在这台电脑上，不联网"
        column.addWidget(label(foot, Role.CAPTION, Tone.TEXT3), 0, middle)
        return box

    def _right_half(self) -> QHBoxLayout:
        outer = horizontal(margins=(64, 0, 64, 0))
        inner = QWidget()
        inner.setMaximumWidth(u(738))
        column = vertical(inner, spacing=12)
        column.addStretch(1)
        head = WrapLabel("第一次使用，从哪里开始？", Role.PAGE_TITLE, Tone.TEXT)
        head.setFont(font(Role.PAGE_TITLE, pixels=27))
        column.addWidget(head)
        column.addWidget(WrapLabel("选错了也不要紧，随时可以重来，不会丢失任何东西。", Role.BODY, Tone.TEXT2))
        column.addSpacing(u(14))
        for choice in self._choices():
            column.addWidget(choice)
        column.addSpacing(u(10))
        foot = horizontal(spacing=8)
        foot.addWidget(IconLabel(Icon.SHIELD, Tone.GREEN))
        foot.addWidget(label("每一步都自动保存；备份可以存到 U 盘。", Role.SECONDARY, Tone.TEXT2))
        foot.addStretch(1)
        self.help_link = link_button("使用说明")
        self.help_link.clicked.connect(self._on_help_clicked)
        foot.addWidget(self.help_link)
        column.addLayout(foot)
        column.addStretch(1)
        outer.addWidget(inner, 1)
        return outer

    def _choices(self) -> list[QWidget]:
        """Return what can be done."""
        self.create_button = primary_button("新建")
        self.open_button = secondary_button("打开…")
        self.sample_button = secondary_button("打开示例")
        self.create_button.clicked.connect(self.create_requested)
        self.open_button.clicked.connect(self.open_requested)
        self.sample_button.clicked.connect(self.sample_requested)
        create = ("填写村名、届次和席位，约 3 分钟", "名册可以从电子表格导入")
        new = _choice(Icon.HOME, "新建本村妇联", create, self.create_button)
        sample = ("“三合村”里有一次准备好的会", "随便点，不影响以后的正式资料")
        return [
            new,
            _choice(Icon.FOLDER, "打开已有资料", ("换了电脑，或从备份盘恢复",), self.open_button),
            _choice(Icon.SPARKLE, "先用示例村试一试", sample, self.sample_button),
        ]

    def _on_help_clicked(self) -> None:
        from ui.shell import prompts

        steps = "\n".join(f"{number}　{step}" for number, step in enumerate(HELP, start=1))
        prompts.inform(self, "怎么用，一共五步", steps)


def _choice(picture: Icon, title: str, lines: tuple[str, ...], button: Button) -> QWidget:
    card = Box(BoxLook(Tone.SURFACE, Tone.LINE2, radius=10))
    card.setFixedHeight(u(104))
    card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    row = horizontal(card, margins=(19, 0, 19, 0), spacing=18)
    tile = Box(BoxLook(Tone.TINT, radius=8))
    tile.setFixedSize(u(52), u(52))
    inside = horizontal(tile)
    inside.addWidget(IconLabel(picture, Tone.ACCENT, 24), 0, Qt.AlignmentFlag.AlignCenter)
    row.addWidget(tile)
    words = vertical(spacing=2)
    words.addStretch(1)
    head = label(title, Role.CARD_TITLE)
    head.setFont(font(Role.CARD_TITLE, pixels=18))
    words.addWidget(head)
    for line in lines:
        words.addWidget(ElidedLabel(line, Role.SECONDARY, Tone.TEXT2))
    words.addStretch(1)
    row.addLayout(words, 1)
    button.setFixedSize(u(112), u(42))
    button.setAccessibleDescription(title)
    row.addWidget(button)
    return card
