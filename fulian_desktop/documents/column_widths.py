"""How wide the columns of a table are: as the paper wants them, and fitted where words would not find room.

Both writers ask here, so that a table has the same columns in the PDF and in Word. Widths of words are
reckoned without a font (`word_widths`). Columns left empty to write on by hand keep what they were given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.content import Align, plain_text
from fulian_desktop.documents.word_widths import characters

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Column, Table

ROWS_LOOKED_AT = 400
LEAST_NAME_SIZE = 12.0
NAME_WIDTH = 3
ROOM_BESIDE_WORDS = 10.0
"""Points: padding on both sides, and what real letters are wider than reckoned."""
SHARE_GIVEN_AWAY = 0.75
"""Of the room a column has to spare."""
MOST_GAINED_BY_TEXT = 0.5
"""Running text has more lines; its column grows by this part at most."""


def column_widths(table: Table, width: float) -> tuple[float, ...]:
    """Return the width of each column in points; together they are the width of the text.

    Args:
        table: whose columns name their shares.
        width: of the text, in points.
    """
    total = sum(column.width for column in table.columns)
    given = [width * column.width / total for column in table.columns]
    step = max(1, len(table.rows) // ROWS_LOOKED_AT)
    rows = table.rows[::step]
    lacks, spares = [], []
    for index, (column, own) in enumerate(zip(table.columns, given, strict=True)):
        words = [plain_text(row[index]) for row in rows]
        need = _need(column, words, table.size)
        most = own * MOST_GAINED_BY_TEXT if column.align is Align.LEFT else own
        lacks.append(min(max(0.0, need - own), most))
        is_for_the_pen = not any(word.strip() for word in words)
        spares.append(0.0 if is_for_the_pen else max(0.0, own - need) * SHARE_GIVEN_AWAY)
    lacking, spare = sum(lacks), sum(spares)
    if not lacking or not spare:
        return tuple(given)
    moved = min(lacking, spare)
    return tuple(
        own + lack * moved / lacking - free * moved / spare
        for own, lack, free in zip(given, lacks, spares, strict=True)
    )


def _need(column: Column, words: list[str], size: float) -> float:
    """Return the room a column's longest line needs, in points."""
    own_size = max(size, LEAST_NAME_SIZE) if column.is_name else size
    least = NAME_WIDTH if column.is_name else 0
    cells = max((characters(line) for word in words for line in word.split("\n")), default=0.0)
    head = max(characters(line) for line in column.header.split("\n"))
    return max(max(cells, least) * own_size, head * size) + ROOM_BESIDE_WORDS
