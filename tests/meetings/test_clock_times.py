"""Times of day as people write them."""

from __future__ import annotations

from datetime import time

import pytest

from fulian_desktop.meetings.clock_times import clock_time


@pytest.mark.parametrize("text", ["9:30", "09:30", "9：30", "9.30", "9点30", "9点30分", "9时30分", "0930"])
def test_half_past_nine_is_read_however_it_is_written(text: str) -> None:
    assert clock_time(text) == time(9, 30)


def test_a_full_hour_needs_no_minutes() -> None:
    assert clock_time("14点") == time(14, 0)


@pytest.mark.parametrize("text", ["", "25:80", "24:00", "930", "93", "9:60", "上午九点", "9:30:00", "930分"])
def test_what_is_no_time_of_day_is_not_read(text: str) -> None:
    assert clock_time(text) is None
