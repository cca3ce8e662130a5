"""Turn what closes a paper into parts of a Word file: signatures, the seal's room, attachments, imprint."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.documents.docx_parts import (
    WordCell,
    WordParagraph,
    WordRow,
    WordRun,
    WordTable,
    kept_together,
    word_runs,
)
from fulian_desktop.documents.docx_styles import LINE_PITCH
from fulian_desktop.documents.docx_text import SLACK, room
from fulian_desktop.documents.word_widths import BODY_EM, POINTS_PER_MM, characters

if TYPE_CHECKING:
    from fulian_desktop.documents.content import AttachmentNote, Imprint, Signature, SignatureLines
    from fulian_desktop.documents.docx_parts import WordPart
    from fulian_desktop.documents.word_widths import WordPage

SEAL_DIAMETER = 45 * POINTS_PER_MM
LEAST_BLANK = 4.5
"""Characters of rule that a signature by hand needs at least."""
LONGEST_BLANK = 9
LABEL = "附件："
IMPRINT_SIZE = 14.0
OUTER_RULE = 1.0
INNER_RULE = 0.75


def signature_parts(page: WordPage, block: Signature) -> list[WordPart]:
    """Return issuer and date, with room for a seal or without, held by their distance from the right edge."""
    line_width = page.width / BODY_EM
    issuers = [characters(line) for line in block.issuer]
    date = characters(block.date)
    widest = max(issuers, default=0.0)
    if block.seal_space:
        date_right = 4.0
        overhang = max(0.0, (widest - date) / 2 - date_right)
        rights = [date_right + (date - width) / 2 + overhang for width in issuers]
        return _sealed(block, rights, date_right + overhang)
    issuer_left = line_width - 2 - widest
    date_left = issuer_left + 2
    if date_left + date > line_width - 2:
        date_left = line_width - 2 - date
        issuer_left = min(issuer_left, date_left - 2)
    issuer_right = max(line_width - issuer_left - widest, 0.0)
    return kept_together(
        _lines(block, [issuer_right] * len(issuers), line_width - date_left - date, before=LINE_PITCH)
    )


def _sealed(block: Signature, rights: list[float], date_right: float) -> list[WordPart]:
    lines = _lines(block, rights, date_right, before=2 * LINE_PITCH)
    below = SEAL_DIAMETER - (len(lines) + 1) * LINE_PITCH
    if below > 0:  # the seal reaches below the date, and the page must have room for it
        lines.append(room(below))
    return kept_together(lines)


def _lines(block: Signature, rights: list[float], date_right: float, *, before: float) -> list[WordParagraph]:
    lines = [
        WordParagraph("Signature", word_runs(words), right=round(right, 2))
        for words, right in zip(block.issuer, rights, strict=True)
    ]
    lines.append(WordParagraph("Date", word_runs(block.date), right=round(date_right, 2)))
    return [replace(lines[0], before=before), *lines[1:]]


def signature_line_parts(page: WordPage, block: SignatureLines) -> list[WordPart]:
    """Return labels with rules to sign on, several in a row when they leave enough rule."""
    labels = [f"{label}：" for label in block.labels]
    if not labels:
        return []
    line_width = page.width / BODY_EM
    widest = max(characters(label) for label in labels)
    per_row = max(1, block.per_row)
    while per_row > 1 and line_width / per_row - 1 - widest < LEAST_BLANK:
        per_row -= 1
    place = line_width / per_row
    rows = []
    for start in range(0, len(labels), per_row):
        cells = [_signing_cell(label, place) for label in labels[start : start + per_row]]
        cells += [WordCell((WordParagraph("SignHere"),))] * (per_row - len(cells))
        rows.append(WordRow(tuple(cells)))
    table = WordTable("TableNormal", (page.width / per_row,) * per_row, tuple(rows), padding=0, margin=0)
    return kept_together([room(LINE_PITCH - SLACK), table, room(0)])


def _signing_cell(label: str, place: float) -> WordCell:
    free = int(max(LEAST_BLANK, min(LONGEST_BLANK, place - 1 - characters(label))))
    runs = (*word_runs(label), WordRun("\u3000" * free, underline=True))
    return WordCell((WordParagraph("SignHere", runs),))


def attachment_note_parts(_page: WordPage, block: AttachmentNote) -> list[WordPart]:
    """Return 附件说明: an empty line above, the titles aligned behind "附件："."""
    many = len(block.titles) > 1
    parts = []
    for number, title in enumerate(block.titles, start=1):
        marker = f"{number}." if many else ""
        label = LABEL if number == 1 else ""
        left = 2 + characters(LABEL) + characters(marker)
        parts.append(
            WordParagraph(
                "AttachmentNote",
                word_runs(label + marker + title),
                left=left,
                first=-characters(label + marker),
                before=LINE_PITCH if number == 1 else 0.0,
            )
        )
    return kept_together(parts)


def imprint_parts(page: WordPage, block: Imprint) -> list[WordPart]:
    """Return 版记 at the foot of the page: rules, 抄送, issuing office and date.

    Its rules are thin black paragraphs: borders of paragraphs in a frame are lost in LibreOffice.
    """
    copies_label = "抄送："
    hanging = characters(copies_label)
    copies = WordParagraph(
        "Imprint", word_runs(copies_label + block.copies_to), left=1 + hanging, right=1, first=-hanging
    )
    office = WordParagraph(
        "Imprint",
        (*word_runs(block.office), WordRun("\t"), *word_runs(block.date)),
        left=1,
        stop=page.width - IMPRINT_SIZE,
    )
    rule = WordParagraph("ImprintRule", line=OUTER_RULE)
    middle = (copies, WordParagraph("ImprintRule", line=INNER_RULE)) if block.copies_to else ()
    parts = [rule, *middle, office, rule]
    return [*(replace(part, em=IMPRINT_SIZE, foot_width=page.width) for part in parts), room(0)]
