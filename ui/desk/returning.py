"""回到这一步: what going back to an item would undo and what stays is said by name before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.shell import prompts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.desk.session import DeskSession


def ask_to_return(parent: QWidget, session: DeskSession) -> bool:
    """Ask, and go back to the item of the current line; True when it was done.

    Where nothing would be undone it is said, and nothing is asked.
    """
    item_id = session.step.item_id
    preview = session.workspace.running.return_preview(session.meeting_id, item_id)
    half_typed = session.half_typed_after_here
    undone = (*preview.undone, *half_typed)
    if not undone:
        prompts.inform(
            parent,
            f"后面没有要撤销的，现在就在“{session.step.title}”",
            "登记过的表决、考勤和记事都照旧。要改登记过的票数，在结果那里按 F2。",
        )
        return False
    agreed = prompts.confirm(
        parent,
        f"回到“{session.step.title}”重新进行？",
        (
            ("会撤销", "；".join(undone)),
            ("不会动", "；".join(preview.kept)),
        ),
        "回到这一步",
        after="回去以后",
        harmless="只是看一看前面的话，不用回去：按退格，或者点左边的议程。",
        keep_word="不回去",
    )
    if not agreed:
        return False
    running = session.workspace.running
    if session.context.run(lambda: running.return_to(session.meeting_id, item_id)) is None:
        return False
    session.forget_half_typed_after_here()
    session.reload()
    return True
