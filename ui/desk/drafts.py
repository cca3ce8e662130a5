"""What is half typed at the cues of the script and not recorded yet; kept with the place of the desk."""

from __future__ import annotations

PREFIX = "cue:"


class Drafts:
    """Words by line and field."""

    def __init__(self) -> None:
        """Start with nothing typed."""
        self._words: dict[tuple[str, str], str] = {}

    def get(self, line_key: str, field: str) -> str:
        """Return what is typed in a field, empty for nothing."""
        return self._words.get((line_key, field), "")

    def put(self, line_key: str, field: str, words: str) -> None:
        """Take what is typed in a field now."""
        self._words[line_key, field] = words

    def drop(self, line_key: str) -> None:
        """Forget what was typed at a line: it was recorded or given up."""
        self._words = {place: words for place, words in self._words.items() if place[0] != line_key}

    def half_typed(self) -> dict[str, str]:
        """Return everything as it is kept with the place of the desk."""
        return {f"{PREFIX}{key}|{field}": words for (key, field), words in self._words.items() if words}

    def read(self, name: str, words: str) -> bool:
        """Take back what was kept under a name; False when the name is of something else."""
        key, mark, field = name.removeprefix(PREFIX).rpartition("|")
        if not (name.startswith(PREFIX) and mark):
            return False
        self._words[key, field] = words
        return True
