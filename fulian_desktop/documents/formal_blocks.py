"""What makes a paper an official one: the red head above its text, signatures, attachments, 版记 below it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RedHead:
    """红头: the issuing body in red above the text of an official paper (GB/T 9704-2012, 7.2.4 to 7.2.7).

    Args:
        issuer: 发文机关标志, as it shall stand ("三合村妇女联合会"), or the mark of a summary
            ("三合村妇女联合会会议纪要", 10.3); two lines when it is long.
        document_number: "三妇〔2026〕3号"; empty leaves it out.
        signer: 签发人, on papers to a superior: the number then moves to the left edge; empty leaves it out.
    """

    issuer: str
    document_number: str = ""
    signer: str = ""


@dataclass(frozen=True)
class Signature:
    """署名 and 成文日期.

    Args:
        issuer: lines of the issuing body.
        date: "2026年3月6日".
        seal_space: True leaves 45 mm of room for a round seal over issuer and date; no seal is ever drawn.
    """

    issuer: tuple[str, ...]
    date: str
    seal_space: bool = True


@dataclass(frozen=True)
class SignatureLines:
    """Lines for handwritten signatures: "主持人（签字）：______", side by side when they fit."""

    labels: tuple[str, ...]
    per_row: int = 2


@dataclass(frozen=True)
class AttachmentNote:
    """附件说明 below the text: one title without number, several numbered 1. 2. and so on."""

    titles: tuple[str, ...]


@dataclass(frozen=True)
class AttachmentMark:
    """A mark such as "附件1" at the left edge, 黑体, at the top of the attachment's first page."""

    text: str


@dataclass(frozen=True)
class Imprint:
    """版记 at the foot of the last page, which is an even one: papers are printed on both sides (7.4).

    Args:
        copies_to: 抄送; empty leaves the line out.
        office: 印发机关.
        date: "2026年3月6日印发".
    """

    copies_to: str
    office: str
    date: str
