"""Changing the post, the way of serving and the duty of someone who holds a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.seats.records import Engagement, Post
from ui.shell.dialogs import Dialog
from ui.shell.widgets import ComboBox, Field, LineEdit, horizontal, primary_button, secondary_button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.seats.records import Tenure
    from ui.shell.notifier import PageContext


class PostDialog(Dialog):
    """Asks for post, engagement and duty."""

    def __init__(self, parent: QWidget | None, tenure: Tenure) -> None:
        """Start with what is recorded."""
        super().__init__(f"{tenure.person_name}的职务和分工", parent, width=600)
        self.post_box = ComboBox([(post.phrase, post) for post in Post])
        self.post_box.set_value(tenure.post)
        self.engagement_box = ComboBox([(one.phrase or "不写", one) for one in Engagement])
        self.engagement_box.set_value(tenure.engagement)
        self.duty_edit = LineEdit(tenure.duty, placeholder="例如：联系三组、宣传")
        self.duty_edit.setObjectName("duty")
        row = horizontal(spacing=14)
        row.addWidget(Field("职务", self.post_box), 1)
        row.addWidget(Field("专职、挂职或兼职", self.engagement_box), 1)
        self.body.addLayout(row)
        self.body.addWidget(Field("分工", self.duty_edit))
        self.add_right(secondary_button("不改"), accepts=False)
        self.add_right(primary_button("保存"), accepts=True)


def ask_post(parent: QWidget, context: PageContext, tenure: Tenure) -> bool:
    """Ask for post and duty and record them; True when they were recorded."""
    dialog = PostDialog(parent, tenure)
    if not dialog.ask():
        return False
    post, engagement = dialog.post_box.value(), dialog.engagement_box.value()
    duty = dialog.duty_edit.text()

    def record() -> ChangeSet:
        return context.workspace.seats.describe(
            tenure.id,
            post if isinstance(post, Post) else tenure.post,
            engagement if isinstance(engagement, Engagement) else tenure.engagement,
            duty,
        )

    return context.run(record, f"已修改{tenure.person_name}的职务和分工") is not None
