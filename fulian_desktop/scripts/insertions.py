"""Lines and incidents put in while the meeting ran, set behind the line they were put in at. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings.course import EventKind
from fulian_desktop.scripts.records import LineKind, ScriptLine

if TYPE_CHECKING:
    from fulian_desktop.meetings.course import Course, CourseEvent

_INSERTED = (EventKind.LINE, EventKind.INCIDENT)


def with_insertions(lines: list[ScriptLine], course: Course, where: str) -> list[ScriptLine]:
    """Return the lines of one part of a script with what was put in there.

    Args:
        lines: the lines of the part as the wording gives them.
        course: what happened so far.
        where: the part as line keys begin with it: the id of an item, or the name of the opening.

    A line whose place the wording no longer has stands at the end of the part.
    """
    found = list(lines)
    for event in course.events:
        if event.kind not in _INSERTED or event.line_key.partition(":")[0] != where or not found:
            continue
        place = next((at for at, line in enumerate(found) if line.key == event.line_key), len(found) - 1)
        base = found[place]
        behind = place + 1
        while behind < len(found) and found[behind].event_id is not None:
            behind += 1
        found.insert(behind, _line_of(event, base))
    return found


def _line_of(event: CourseEvent, base: ScriptLine) -> ScriptLine:
    spoken = event.kind is EventKind.LINE
    text = event.text if spoken else f"（{event.at[11:16]} {event.text}）"
    return ScriptLine(
        key=f"{base.key.partition('@+')[0]}@+{event.id}",
        item_id=base.item_id,
        step=base.step,
        kind=LineKind.SPOKEN if spoken else LineKind.DIRECTION,
        text=text,
        event_id=event.id,
    )
