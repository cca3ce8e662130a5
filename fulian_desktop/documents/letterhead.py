"""Papers with a red head: which there are, and putting it on a paper that was composed without one.

Villages normally issue without; an office that wants it asks for it paper by paper (docs/decisions/0009).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import RedHead
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.papers.figures import MeetingFigures

TO_THE_SUPERIOR = frozenset(
    {
        PaperKind.REQUEST,
        PaperKind.FILING_REPORT,
        PaperKind.ELECTION_REPORT,
        PaperKind.ELECTION_REQUEST,
    }
)
"""上行文, which name who signed them off."""
RED_HEADED = TO_THE_SUPERIOR | {
    PaperKind.NOTICE,
    PaperKind.COMMENDATION,
    PaperKind.RESOLUTION,
    PaperKind.DECISION,
    PaperKind.SUMMARY,
    PaperKind.ANNOUNCEMENT,
    PaperKind.PUBLIC_NOTICE,
    PaperKind.ELECTION_ANNOUNCEMENT,
}
"""What the federation itself issues to others. The superior's answer comes under her own head."""
SUMMARY_MARK = "会议纪要"


def signer_of(kind: PaperKind, figures: MeetingFigures) -> str:
    """Return who signs off a paper to the superior, the chair of the federation; empty for other papers."""
    if kind not in TO_THE_SUPERIOR:
        return ""
    return next((line.name for line in figures.roster if line.post == Post.CHAIR.phrase), "")


def with_red_head(
    content: PaperContent, kind: PaperKind, *, document_number: str = "", signer: str = ""
) -> PaperContent:
    """Return a paper under the red head of the body that issues it.

    Args:
        content: the paper; its author is the issuing body.
        kind: of the paper.
        document_number: "三合妇〔2026〕3号"; empty leaves it out.
        signer: 签发人, only on papers to the superior.

    Raises:
        UserFacingError: such a paper has no red head, a signer is named where none belongs, or nobody
            issues the paper.
    """
    if kind not in RED_HEADED:
        raise UserFacingError(
            f"{kind.title}不是发文，没有红头。",
            advice=("请把“红头”去掉再生成。",),
            safe="没有生成文书。",
        )
    if signer and kind not in TO_THE_SUPERIOR:
        raise UserFacingError(
            f"{kind.title}不写签发人：只有报给上级的请示和报告才写。",
            advice=("请把签发人去掉。",),
            safe="没有生成文书。",
        )
    if not content.author.strip():
        raise UserFacingError(
            "红头要写本会的全称，资料里还没有填。", advice=("请到“设置”里填好全称。",), safe="没有生成文书。"
        )
    mark = f"{content.author}{SUMMARY_MARK}" if kind is PaperKind.SUMMARY else content.author
    head = RedHead(mark, document_number, signer)
    return replace(content, blocks=(head, *content.blocks))
