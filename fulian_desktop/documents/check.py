"""Whether the register of issued papers still says what was issued, and each PDF kept is the one issued."""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING

from fulian_desktop.documents import check_codes
from fulian_desktop.documents.register import (
    journalled,
    journalled_print,
    journalled_sealing,
    journalled_withdrawal,
)
from fulian_desktop.documents.register_store import RegisterStore
from fulian_desktop.documents.sealing_store import SealingStore
from fulian_desktop.storage.findings import Finding, Severity
from fulian_desktop.storage.journal_comparison import compare_with_journal, recorded_entries

if TYPE_CHECKING:
    from fulian_desktop.access.protection import Protection
    from fulian_desktop.documents.register import IssuedPaper
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal


def check_register(database: Database, journal: Journal, protection: Protection) -> list[Finding]:
    """Compare papers, withdrawals, prints and acceptances with the journal, and each PDF with its hash.

    A paper kept encrypted is compared as it is kept, and what it says only where its key is at hand.
    """
    store = RegisterStore(database, protection)
    papers = store.everything()
    findings = compare_with_journal(
        "paper_final",
        recorded_entries(journal, "paper_final"),
        ((paper.id, _named(paper), journalled(paper)) for paper in papers),
        kind="定稿",
    )
    findings += compare_with_journal(
        "paper_withdrawal",
        recorded_entries(journal, "paper_withdrawal"),
        (
            (paper.id, f"{_named(paper)}的作废登记", journalled_withdrawal(paper.withdrawal))
            for paper in papers
            if paper.withdrawal is not None
        ),
        kind="作废登记",
    )
    findings += compare_with_journal(
        "paper_print",
        recorded_entries(journal, "paper_print"),
        ((row, f"第 {row} 号打印登记", journalled_print(one)) for row, one in store.prints().items()),
        kind="打印登记",
    )
    findings += _check_acceptances(store, journal)
    findings += _check_sealings(SealingStore(database, protection), journal)
    findings += _check_numbers(papers)
    chain = (
        frozenset(str(row[0]) for row in database.rows("SELECT hash FROM journal")) if papers else frozenset()
    )
    for paper in papers:
        content = _content_faults(paper, store.pdf(paper.id)) if paper.is_readable else []
        findings += [
            Finding(Severity.ERROR, f"paper_final:{paper.id}", f"{_named(paper)}{fault}。")
            for fault in [*content, *_code_faults(paper, chain)]
        ]
    return findings


def _check_acceptances(store: RegisterStore, journal: Journal) -> list[Finding]:
    return compare_with_journal(
        "paper_acceptance",
        recorded_entries(journal, "paper_acceptance"),
        (
            (
                row,
                f"第 {row} 号“照这样写”的登记",
                {"disagreement": one.disagreement, "sentence": one.sentence},
            )
            for row, one in store.accepted().items()
        ),
        kind="“照这样写”的登记",
    )


def _check_sealings(store: SealingStore, journal: Journal) -> list[Finding]:
    """Compare papers kept encrypted with the hash written down when they were encrypted."""
    sealings = store.everything()
    findings = compare_with_journal(
        "paper_sealing",
        recorded_entries(journal, "paper_sealing"),
        ((row, f"第 {row} 号定稿的加密登记", journalled_sealing(one)) for row, one in sealings.items()),
        kind="定稿的加密登记",
    )
    return findings + [
        Finding(Severity.ERROR, f"paper_final:{row}", f"第 {row} 号定稿加密存着的内容被改动过。")
        for row, one in sealings.items()
        if store.kept_sha256(row) != one.kept_sha256
    ]


def _content_faults(paper: IssuedPaper, pdf: bytes | None) -> list[str]:
    faults = []
    if pdf is None or hashlib.sha256(pdf).hexdigest() != paper.pdf_sha256:
        faults.append("存的 PDF 与定稿时的 SHA-256 不符，文件被改动过")
    if hashlib.sha256("\x1f".join(paper.words).encode()).hexdigest() != paper.content_hash:
        faults.append("存的文字与定稿时的不符")
    return faults


def _code_faults(paper: IssuedPaper, chain: frozenset[str]) -> list[str]:
    faults = []
    if not check_codes.is_well_formed(paper.check_code):
        faults.append("校验码不合规则")
    elif not paper.bears_its_code():
        faults.append("的校验码和登记的内容、流水对不上，登记或流水被改写过")
    if paper.journal_hash not in chain:
        faults.append("定稿时的流水末尾在这份资料里找不到，流水被改写过")
    return faults


def _check_numbers(papers: tuple[IssuedPaper, ...]) -> list[Finding]:
    """Look for numbers of a year that nobody has."""
    findings = []
    for year, group in groupby(sorted(papers, key=lambda one: one.year), key=lambda one: one.year):
        numbers = {one.number for one in group}
        lost = sorted(set(range(1, max(numbers) + 1)) - numbers)
        if lost:
            words = "、".join(str(one) for one in lost)
            findings.append(
                Finding(Severity.ERROR, f"paper_final:{year}", f"{year}年的定稿缺第 {words} 号，登记被删过。")
            )
    return findings


def _named(paper: IssuedPaper) -> str:
    return f"{paper.number_text}定稿《{paper.name}》"
