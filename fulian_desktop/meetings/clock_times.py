"""Times of day as people write them."""

from __future__ import annotations

import re
from datetime import time

_WRITTEN = re.compile(r"(\d{1,2})[:：.](\d{1,2})|(\d{1,2})[点时](?:(\d{1,2})分?)?|(\d{2})(\d{2})")


def clock_time(text: str) -> time | None:
    """Return the time of day written as 9:30, 09：30, 9.30, 9点, 9点30分 or 0930; None for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = next(
        pair for pair in zip(found.groups()[::2], found.groups()[1::2], strict=True) if pair[0]
    )
    whole = int(hour), int(minute or 0)
    return time(*whole) if whole[0] < 24 and whole[1] < 60 else None
