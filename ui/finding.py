"""What the search of the masthead finds: persons and meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.shell.icons import Icon
from ui.shell.search import SearchHit

if TYPE_CHECKING:
    from fulian_desktop.workspace import Workspace

MOST_PERSONS = 6


def find_everywhere(workspace: Workspace, words: str) -> list[SearchHit]:
    """Find persons by name, pinyin or telephone, and meetings by title or place."""
    persons = [
        SearchHit(
            person.name,
            "·".join(part for part in (person.unit_post, person.group_name) if part),
            page="people",
            arguments={"person_id": person.id},
        )
        for person in workspace.people.find(words)[:MOST_PERSONS]
    ]
    meetings = [
        SearchHit(
            meeting.title,
            meeting.plan.place,
            page="meetings",
            arguments={"meeting_id": meeting.id},
            icon=Icon.CALENDAR,
        )
        for meeting in workspace.meetings.meetings()
        if words in meeting.title or words in meeting.plan.place
    ]
    return [*persons, *meetings]
