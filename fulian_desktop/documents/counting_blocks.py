"""Blocks for counting by hand with a pen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StrokeBoxes:
    """A row of squares to count in, five votes in each, and room for the sum at the end.

    Args:
        label: what is counted: 同意, 不同意, 弃权.
        boxes: how many squares; they go on in further rows when one row cannot hold them.
        size: of the label, points.
    """

    label: str
    boxes: int
    size: float = 16.0
