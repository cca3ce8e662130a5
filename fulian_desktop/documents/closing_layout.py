"""Turn what closes a paper into strips: signatures, seals' room, attachments, imprint."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import (
    BODY_SIZE,
    AttachmentNote,
    Imprint,
    Signature,
    SignatureLines,
    TextStyle,
)
from fulian_desktop.documents.page_flow import Slab, gap, keep_together
from fulian_desktop.documents.text_layout import Shape, Sheet, text_slabs
from fulian_desktop.documents.typesetting import LINE_PITCH, POINTS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.documents.line_breaking import Line
    from fulian_desktop.documents.typesetting import Pen

SEAL_DIAMETER = 45 * POINTS_PER_MM
IMPRINT_SIZE = 14.0
IMPRINT_PITCH = 24.0
LEAST_BLANK = 4.5
"""Characters of rule that a signature by hand needs at least."""


def _line_at(sheet: Sheet, line: Line, left: float, height: float = LINE_PITCH) -> Slab:
    x = sheet.page.left + left
    return Slab(
        height,
        lambda pen, top: pen.line_of_text(line, x, top, size=BODY_SIZE, pitch=height),
        keep_with_next=True,
    )


def signature_slabs(sheet: Sheet, block: Signature) -> list[Slab]:
    """Return issuer and date, with room for a seal or without.

    With a seal: the date four characters from the right edge, the issuer centred above it, the seal's upper
    edge within one line of the text. Without: the issuer two characters from the right edge, the date
    beginning two characters further right; a longer date stands two characters from the edge itself.
    """
    em = sheet.em(BODY_SIZE)
    setter = sheet.setter
    issuers = [setter.one_line(text, TextStyle.BODY, BODY_SIZE) for text in block.issuer]
    date = setter.one_line(block.date, TextStyle.BODY, BODY_SIZE)
    width = sheet.page.width
    widest = max((line.width for line in issuers), default=0.0)
    if block.seal_space:
        date_left = width - 4 * em - date.width
        centre = date_left + date.width / 2
        overhang = max(0.0, centre + widest / 2 - width)
        slabs = [
            gap(LINE_PITCH * 2, keep_with_next=True),
            *(_line_at(sheet, line, centre - line.width / 2 - overhang) for line in issuers),
            _line_at(sheet, date, date_left - overhang),
        ]
        below = SEAL_DIAMETER - sum(slab.height for slab in slabs[1:]) - LINE_PITCH
        return [*slabs, gap(max(below, 0.0))]
    issuer_left = width - 2 * em - widest
    date_left = issuer_left + 2 * em
    if date_left + date.width > width - 2 * em:
        date_left = width - 2 * em - date.width
        issuer_left = min(issuer_left, date_left - 2 * em)
    lines = [_line_at(sheet, line, issuer_left + (widest - line.width)) for line in issuers]
    last = replace(_line_at(sheet, date, date_left), keep_with_next=False)
    return keep_together([gap(LINE_PITCH), *lines, last])


def signature_line_slabs(sheet: Sheet, block: SignatureLines) -> list[Slab]:
    """Return labels with rules to sign on, several in a row when they leave enough rule."""
    em = sheet.em(BODY_SIZE)
    per_row = max(1, block.per_row)
    labels = [sheet.setter.one_line(f"{label}：", TextStyle.BODY, BODY_SIZE) for label in block.labels]
    widest = max((line.width for line in labels), default=0.0)
    while per_row > 1 and sheet.page.width / per_row - em - widest < LEAST_BLANK * em:
        per_row -= 1
    cell = sheet.page.width / per_row
    height = LINE_PITCH * 1.35
    starts = range(0, len(labels), per_row)
    rows = [_signing_row(sheet, labels[start : start + per_row], cell, height) for start in starts]
    return keep_together([gap(LINE_PITCH), *rows])


def _signing_row(sheet: Sheet, labels: list[Line], cell: float, height: float) -> Slab:
    em = sheet.em(BODY_SIZE)

    def draw(pen: Pen, top: float) -> None:
        for number, label in enumerate(labels):
            x = sheet.page.left + number * cell
            pen.line_of_text(label, x, top, size=BODY_SIZE, pitch=height)
            low = top - (height + BODY_SIZE) / 2 - 1
            end = min(x + cell - em, x + label.width + 9 * em)
            pen.rule(x + label.width, low, end, low)

    return Slab(height, draw)


def attachment_note_slabs(sheet: Sheet, block: AttachmentNote) -> list[Slab]:
    """Return 附件说明: an empty line, then the titles aligned behind "附件："."""
    em = sheet.em(BODY_SIZE)
    label = sheet.setter.one_line("附件：", TextStyle.BODY, BODY_SIZE)
    left = 2 * em + label.width
    shape = Shape(TextStyle.BODY, BODY_SIZE)
    slabs: list[Slab] = []
    many = len(block.titles) > 1
    for number, title in enumerate(block.titles, start=1):
        marker = f"{number}." if many else ""
        line = sheet.setter.one_line(marker or " ", TextStyle.BODY, BODY_SIZE)
        indent = line.width if many else 0.0
        lines = text_slabs(sheet, title, replace(shape, left=left + indent))
        first = lines[0]
        if many:
            lines[0] = replace(first, draw=_with_line(sheet, line, left, first))
        slabs += lines
    if slabs:
        slabs[0] = replace(slabs[0], draw=_with_line(sheet, label, 2 * em, slabs[0]))
    return keep_together([gap(LINE_PITCH), *slabs])


def _with_line(sheet: Sheet, line: Line, left: float, slab: Slab) -> Callable[[Pen, float], None]:
    x = sheet.page.left + left

    def draw(pen: Pen, top: float) -> None:
        pen.line_of_text(line, x, top, size=BODY_SIZE, pitch=slab.height)
        slab.draw(pen, top)

    return draw


def imprint_slabs(sheet: Sheet, block: Imprint) -> list[Slab]:
    """Return 版记 for the foot of the last, even page: rules, 抄送, issuing office and date in 14 pt."""
    setter = sheet.setter
    inner = IMPRINT_SIZE
    width = sheet.page.width - 2 * inner
    copies: list[Line] = []
    label = setter.one_line("抄送：", TextStyle.BODY, IMPRINT_SIZE)
    if block.copies_to:
        copies = setter.lines(block.copies_to, TextStyle.BODY, IMPRINT_SIZE, width=width - label.width)
    date = setter.one_line(block.date, TextStyle.BODY, IMPRINT_SIZE)
    beside_date = width - date.width - IMPRINT_SIZE
    offices = setter.lines(block.office, TextStyle.BODY, IMPRINT_SIZE, width=beside_date)
    height = IMPRINT_PITCH * (len(copies) + len(offices))
    left, right = sheet.page.left, sheet.page.left + sheet.page.width

    def draw(pen: Pen, top: float) -> None:
        pen.rule(left, top, right, top, width=1.0)
        pen.rule(left, top - height, right, top - height, width=1.0)
        y = top
        if copies:
            pen.line_of_text(label, left + inner, y, size=IMPRINT_SIZE, pitch=IMPRINT_PITCH)
        for line in copies:
            pen.line_of_text(line, left + inner + label.width, y, size=IMPRINT_SIZE, pitch=IMPRINT_PITCH)
            y -= IMPRINT_PITCH
        if copies:
            pen.rule(left, y, right, y, width=0.7)
        for line in offices:
            pen.line_of_text(line, left + inner, y, size=IMPRINT_SIZE, pitch=IMPRINT_PITCH)
            y -= IMPRINT_PITCH
        y += IMPRINT_PITCH
        pen.line_of_text(date, right - inner - date.width, y, size=IMPRINT_SIZE, pitch=IMPRINT_PITCH)

    return [Slab(height, draw, closes_paper=True)]
