"""Issued papers (定稿): what the register keeps of each, and the rules of numbers. Plain records."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.documents.check_codes import code_of, shown
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.storage.journal_anchor import anchor_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.paper_kinds import Edition
    from fulian_desktop.storage.journal_anchor import Anchor

LETTERS = frozenset(
    {
        PaperKind.REQUEST,
        PaperKind.NOTICE,
        PaperKind.COMMENDATION,
        PaperKind.DECISION,
        PaperKind.FILING_REPORT,
        PaperKind.ELECTION_REPORT,
        PaperKind.ELECTION_REQUEST,
    }
)
"""The papers that bear a 文号: what the federation sends out in its own name."""
NEVER_ISSUED = frozenset({PaperKind.APPROVAL, PaperKind.NAME_CARDS, PaperKind.BALLOT, PaperKind.BALLOT_AGAIN})
"""The superior issues 批复 herself; name cards are no papers."""
WITHOUT_QR = frozenset({PaperKind.VOTE_RECORD, PaperKind.BALLOT, PaperKind.BALLOT_AGAIN})
"""What votes are written on bears no picture that a machine can read."""
LONGEST_BODY_CODE = 12
CHANGES_TOLD = 12
MOST_SALTS = 64
"""Codes tried until one is free; with 3 thousand million codes the first one nearly always is."""
_FEDERATION = re.compile(r"(妇女联合会|妇联)$")
_PLACE = re.compile(r"(?<=[\u3400-\U0003ffff]{2})(村|社区|街道|镇|乡|县|区|市)$")


@dataclass(frozen=True)
class DocumentNumber:
    """A 文号 such as 三合妇〔2026〕3号.

    Args:
        body_code: 机关代字, 三合妇.
        year: four digits.
        serial: 1, 2, 3 ... in the year.
    """

    body_code: str
    year: int
    serial: int

    @property
    def text(self) -> str:
        """Return it as it is printed, with the six-cornered brackets of GB/T 9704-2012, 7.2.5."""
        return f"{self.body_code}〔{self.year}〕{self.serial}号"


def usual_body_code(federation: str) -> str:
    """Return the 机关代字 made from a federation's name: 三合妇 for 三合村妇女联合会."""
    place = _PLACE.sub("", _FEDERATION.sub("", federation.strip()))
    return f"{place}妇"[:LONGEST_BODY_CODE]


@dataclass(frozen=True)
class Withdrawal:
    """Why and when an issued paper was withdrawn."""

    reason: str
    at: str
    user: str


@dataclass(frozen=True)
class IssuedPaper:
    """One line of the register.

    Args:
        id: in the data file.
        meeting_id: None when the preparation of the meeting was given up afterwards.
        meeting_title: 第七届执委会第三次会议.
        kind: the paper.
        edition: of the paper.
        title: as it stands on the paper.
        year: of the number.
        number: running number of the year over all papers.
        document_number: 文号, or None for a paper without one.
        check_code: eight characters, see `check_codes`.
        content_hash: SHA-256 of its words.
        words: its words in their order.
        pages: how many.
        pdf_sha256: of the PDF kept.
        journal_hash: the end of the journal when it was issued.
        replaces_id: the issued paper it stands for now, or None.
        reason: why it was issued anew, or although something is missing; may be empty.
        at: ISO moment.
        user: who issued it.
        withdrawal: None while it is in force.
        prints: how many times it was printed.
        journal_entry: number of the journal's last entry when it was issued; 0 when it was not asked for.
        is_readable: False when its words and its PDF are kept encrypted and the key is not at hand.
    """

    id: int
    meeting_id: int | None
    meeting_title: str
    kind: PaperKind
    edition: Edition
    title: str
    year: int
    number: int
    document_number: DocumentNumber | None
    check_code: str
    content_hash: str
    words: tuple[str, ...]
    pages: int
    pdf_sha256: str
    journal_hash: str
    replaces_id: int | None
    reason: str
    at: str
    user: str
    withdrawal: Withdrawal | None = None
    prints: int = 0
    journal_entry: int = field(default=0, compare=False)
    is_readable: bool = field(default=True, compare=False)

    @property
    def name(self) -> str:
        """Return the name of the paper, with its edition where there are several."""
        several = len(self.kind.editions) > 1
        return f"{self.kind.title}（{self.edition.phrase}）" if several else self.kind.title

    @property
    def number_text(self) -> str:
        """Return 2026年第3号, the number in the register."""
        return number_text(self.year, self.number)

    @property
    def code_text(self) -> str:
        """Return the check code as it is printed: ACDE-FHJK."""
        return shown(self.check_code)

    @property
    def anchor(self) -> Anchor:
        """Return the end of the journal at its issue, as it stands on the paper."""
        return anchor_of(self.journal_entry, self.journal_hash)

    @property
    def foot(self) -> str:
        """Return the small words at the foot of the paper: number, check code, end of the journal."""
        return f"{foot_words(self.year, self.number, self.check_code)}　{self.anchor.words}"

    def bears_its_code(self) -> bool:
        """Tell whether the check code is the one that number, words and end of the journal give."""
        facts = (self.year, self.number, self.content_hash, self.journal_hash)
        return any(code_of(*facts, salt) == self.check_code for salt in range(MOST_SALTS))


@dataclass(frozen=True)
class PaperPrint:
    """One print of an issued paper; `reason` is empty only for the first."""

    final_id: int
    copies: int
    first_page: int
    last_page: int
    reason: str
    at: str
    user: str


@dataclass(frozen=True)
class PaperSealing:
    """An issued paper whose words and PDF are kept encrypted; the hash is of what is kept."""

    final_id: int
    kept_sha256: str
    at: str
    user: str


@dataclass(frozen=True)
class Acceptance:
    """A disagreement between papers that was accepted, named by its key."""

    disagreement: str
    sentence: str
    reason: str
    at: str
    user: str


class VerifyState(Enum):
    """What came of looking up a check code."""

    MISTYPED = "mistyped"
    UNKNOWN = "unknown"
    VALID = "valid"
    OUTDATED = "outdated"
    WITHDRAWN = "withdrawn"
    DAMAGED = "damaged"
    REWRITTEN = "rewritten"
    """The journal of this file is not the one the paper was issued from."""


@dataclass(frozen=True)
class VerifyResult:
    """Whether a paper in the hand is one that was issued and still holds.

    Args:
        state: of the paper.
        sentence: the same for people.
        issued: the paper of that code, or None.
        changes: what the records say differently now, one sentence each.
        replaced_by: the paper that was issued instead, or None.
    """

    state: VerifyState
    sentence: str
    issued: IssuedPaper | None = None
    changes: tuple[str, ...] = ()
    replaced_by: IssuedPaper | None = None


def number_text(year: int, number: int) -> str:
    """Return 2026年第3号."""
    return f"{year}年第{number}号"


def foot_words(year: int, number: int, check_code: str) -> str:
    """Return the small words at the foot of an issued paper."""
    return f"定稿{number_text(year, number)}　校验码 {shown(check_code)}"


def qr_words(year: int, number: int, check_code: str) -> str:
    """Return what the QR picture says; no name and no personal data."""
    return f"FULIAN {year}-{number} {shown(check_code)}"


def differences(before: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """Say what a paper says differently now, one sentence each; the first dozen.

    Args:
        before: the words of the paper issued.
        now: the words it would have now.
    """
    old = [" ".join(one.split()) for one in before if one.strip()]
    new = [" ".join(one.split()) for one in now if one.strip()]
    told: list[str] = []
    for act, start, end, first, last in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if act == "equal":
            continue
        gone, come = _clip("，".join(old[start:end])), _clip("，".join(new[first:last]))
        if gone and come:
            told.append(f"“{gone}”改为“{come}”")
        else:
            told.append(f"去掉了“{gone}”" if gone else f"加了“{come}”")
    told = list(dict.fromkeys(told))
    more = len(told) - CHANGES_TOLD
    return (*told[:CHANGES_TOLD], *([f"另有 {more} 处不同"] if more > 0 else []))


def _clip(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def journalled(paper: IssuedPaper) -> dict[str, object]:
    """Return an issued paper as the journal keeps it; the file check compares the two."""
    return {
        "meeting": paper.meeting_title,
        "paper": paper.kind.title,
        "edition": paper.edition.phrase,
        "title": paper.title,
        "number": paper.number_text,
        "document_number": "" if paper.document_number is None else paper.document_number.text,
        "check_code": paper.check_code,
        "content_hash": paper.content_hash,
        "pages": paper.pages,
        "pdf_sha256": paper.pdf_sha256,
        "journal_hash": paper.journal_hash,
        "replaces_id": paper.replaces_id,
        "reason": paper.reason,
        "at": paper.at,
        "user": paper.user,
    }


def journalled_print(one: PaperPrint) -> dict[str, object]:
    """Return a print as the journal keeps it."""
    return {
        "final_id": one.final_id,
        "copies": one.copies,
        "first_page": one.first_page,
        "last_page": one.last_page,
        "reason": one.reason,
        "at": one.at,
        "user": one.user,
    }


def journalled_sealing(one: PaperSealing) -> dict[str, object]:
    """Return an encryption as the journal keeps it."""
    return {"final_id": one.final_id, "kept_sha256": one.kept_sha256, "at": one.at, "user": one.user}


def journalled_withdrawal(one: Withdrawal) -> dict[str, object]:
    """Return a withdrawal as the journal keeps it."""
    return {"reason": one.reason, "at": one.at, "user": one.user}


def journalled_acceptance(one: Acceptance) -> dict[str, object]:
    """Return an accepted disagreement as the journal keeps it."""
    return {"disagreement": one.disagreement, "sentence": one.sentence, "reason": one.reason, "at": one.at}
