"""Who is commended for what, read from the details of an agenda item. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEPARATORS = re.compile(r"[、，,；;\t]|\s{2,}")
_GROUP = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*)?([^：:]{1,30})[：:]\s*(.*)$")


def honours_of(lines: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read one honour a line (最美家庭：甲家庭、乙家庭); a line without a colon goes on with the last.

    Args:
        lines: the lines that say something, without the spaces around them.
    """
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        group = _GROUP.match(line)
        honour, rest = (group[1].strip(), group[2]) if group else ("", line)
        names = [name for part in _SEPARATORS.split(rest.rstrip("。；;")) if (name := part.strip())]
        if group or not found:
            found.append((honour, names))
        else:
            found[-1][1].extend(names)
    return tuple((honour, tuple(names)) for honour, names in found if names)


def awarded_in(details: str) -> tuple[tuple[str, str], ...]:
    """Return honour and name of everyone who receives an award, in the order they are called."""
    lines = [line.strip() for line in details.splitlines() if line.strip()]
    return tuple((honour, name) for honour, names in honours_of(lines) for name in names)
