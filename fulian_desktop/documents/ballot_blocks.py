"""The ballot (选票) as a block: what is printed on it, and how many of it stand on one sheet. Pure.

Nothing on a ballot can tell one from another: no number, no code, no mark; all on a sheet are alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from fulian_desktop.documents.title_breaking import break_title

MM = 72 / 25.4
"""Points in a millimetre."""
SHEET = (210.0, 297.0)
CELL_PADDING = 1.2
NAME_PITCH = 1.25
RULE_PITCH = 1.45
TITLE_PITCH = 1.4
HEADING_MM = 8.0
LEAST_NAME_MM = 10.0
WRITE_IN_MM = 7.0
WRITE_IN_WORDS = "另选他人"
SHARED_ROW_WORDS = "　空格供另选他人填写"


@dataclass(frozen=True)
class BallotPart:
    """One post on a ballot.

    Args:
        heading: 主席（应选1名）; empty when there is only one post.
        names: in the order of the list as it was passed.
        write_ins: how many cells there are for other names.
    """

    heading: str
    names: tuple[str, ...]
    write_ins: int


@dataclass(frozen=True)
class _Form:
    """Measures of one way to cut a sheet; points, lengths in millimetres."""

    per_sheet: int
    columns: int
    margin: float
    title: float
    name: float
    small: float
    mark_mm: float
    least_cell_mm: float

    @property
    def width_mm(self) -> float:
        """Room between the margins of one ballot."""
        return SHEET[0] / self.columns - 2 * self.margin

    @property
    def height_mm(self) -> float:
        """Room from top to bottom of one ballot."""
        return SHEET[1] * self.columns / self.per_sheet - 2 * self.margin


_FORMS = (
    _Form(4, 2, 9.0, 14.0, 14.0, 9.0, 10.0, 26.0),
    _Form(2, 1, 13.0, 18.0, 15.0, 10.5, 10.5, 25.0),
    _Form(1, 1, 18.0, 22.0, 16.0, 12.0, 12.0, 24.5),
    _Form(1, 1, 13.0, 18.0, 14.0, 10.5, 9.0, 22.5),
    _Form(1, 1, 11.0, 16.0, 12.0, 10.0, 8.0, 19.0),
)
"""From four on a sheet to one; the last two set a very long list closer."""


@dataclass(frozen=True)
class BallotCell:
    """One cell: the name printed, or empty for one to be written in."""

    name: str
    is_write_in: bool


@dataclass(frozen=True)
class BallotRows:
    """The rows of one post: each a line of cells, with the height of its names in millimetres."""

    heading: str
    rows: tuple[tuple[BallotCell, ...], ...]
    name_mm: tuple[float, ...]

    def part(self, first: int, end: int) -> BallotRows:
        """Return some of the rows."""
        return BallotRows(self.heading, self.rows[first:end], self.name_mm[first:end])

    @property
    def write_ins_from(self) -> int | None:
        """Return the first row of cells for names written in, None without any."""
        return next((at for at, row in enumerate(self.rows) if row[0].is_write_in), None)


@dataclass(frozen=True)
class BallotPlan:
    """How a ballot is set: the measures of its form, its lines of title, its cells."""

    form: _Form
    title: tuple[str, ...]
    cells_of_a_row: int
    cell_mm: float
    parts: tuple[BallotRows, ...]
    height_mm: float


@dataclass(frozen=True)
class BallotSheet:
    """One sheet of ballots to be copied and cut.

    Args:
        title: whose ballot for what, in one or two lines, broken further where they are too long.
        note: under the title: 按姓氏笔画为序.
        parts: the posts.
        marks_beside: the cell for the mark stands beside the name and not above or below it.
        mark_first: above, or left of, the name.
        rules: 说明, one sentence each.
    """

    title: tuple[str, ...]
    note: str
    parts: tuple[BallotPart, ...]
    marks_beside: bool
    mark_first: bool
    rules: tuple[str, ...]

    @property
    def per_sheet(self) -> int:
        """Return how many stand on a sheet; 0 when not even one does."""
        return 0 if self.plan is None else self.plan.form.per_sheet

    @cached_property
    def plan(self) -> BallotPlan | None:
        """How it is set: as many on a sheet as can be read well; None when a sheet cannot hold it."""
        plans = (self._plan(form) for form in _FORMS)
        return next((plan for plan in plans if plan.height_mm <= plan.form.height_mm), None)

    def _plan(self, form: _Form) -> BallotPlan:
        title = tuple(
            line
            for words in self.title
            for line in break_title(words, longest=max(8, int(form.width_mm * MM / form.title)))
        )
        unit = form.least_cell_mm + (form.mark_mm + 2.0 if self.marks_beside else 0.0)
        shared = len(self.parts) > 1
        most = max(
            len(part.names) + part.write_ins if shared else max(len(part.names), part.write_ins)
            for part in self.parts
        )
        cells = max(1, min(int(form.width_mm / unit), max(most, 3)))
        cell_mm = form.width_mm / cells
        parts = tuple(self._rows(part, form, cells, cell_mm) for part in self.parts)
        height = len(title) * form.title * TITLE_PITCH / MM
        height += (form.small + 2) * RULE_PITCH / MM + 2.0
        for rows in parts:
            height += HEADING_MM if rows.heading else 1.5
            height += WRITE_IN_MM if rows.write_ins_from is not None else 0.0
            height += sum(name + (0.0 if self.marks_beside else form.mark_mm) for name in rows.name_mm)
        height += self.lines_of_rules(form.small, form.width_mm) * form.small * RULE_PITCH / MM + 3.0
        return BallotPlan(form, title, cells, cell_mm, parts, height)

    def lines_of_rules(self, size: float, width_mm: float) -> int:
        """Return how many lines the rules take at most."""
        room = width_mm * MM - 2.0 * size
        return sum(int(-(-len(rule) * size // room)) for rule in self.rules)

    def _rows(self, part: BallotPart, form: _Form, cells: int, cell_mm: float) -> BallotRows:
        listed = [BallotCell(name, False) for name in part.names]
        others = [BallotCell("", True)] * part.write_ins
        heading = part.heading
        groups: tuple[list[BallotCell], ...] = (listed, others)
        if heading and others and len(listed) + len(others) <= cells:
            heading, groups = f"{heading}{SHARED_ROW_WORDS}", ([*listed, *others],)
        # Names to be written in begin a row of their own, below a heading, so that nobody takes them for one.
        rows = tuple(tuple(group[at : at + cells]) for group in groups for at in range(0, len(group), cells))
        room = (cell_mm - (form.mark_mm + 2.0 if self.marks_beside else 0.0) - 2 * CELL_PADDING) * MM
        heights = tuple(
            max(
                form.mark_mm if self.marks_beside else LEAST_NAME_MM,
                max(lines_of_name(cell.name, form.name, room) for cell in row) * form.name * NAME_PITCH / MM
                + 2 * CELL_PADDING,
            )
            for row in rows
        )
        return BallotRows(heading, rows, heights)


def name_size(name: str, size: float, room: float) -> float:
    """Return the size at which a name stands: a little smaller, 12 at least, when one line then holds it."""
    trial = size
    while trial >= 12.0:
        if len(name) * trial <= room:
            return trial
        trial -= 0.5
    return min(size, 12.0)


def name_lines(name: str, size: float, room: float) -> tuple[str, ...]:
    """Return the lines of a name: one where it fits, else broken after the dot of a minority name."""
    size = name_size(name, size, room)
    most = max(1, int(room / size + 0.01))
    if len(name) <= most:
        return (name,)
    lines: list[str] = []
    rest = name
    while len(rest) > most:
        dot = rest.rfind("·", 0, most + 1)
        cut = dot + 1 if dot > 0 else most
        lines.append(rest[:cut])
        rest = rest[cut:]
    return (*lines, rest)


def lines_of_name(name: str, size: float, room: float) -> int:
    """Return how many lines a name takes."""
    return len(name_lines(name, size, room))
