"""Issuing a paper: what is refused, where a reason is needed, its 文号 on the page, its PDF."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import RedHead, Subtitle, TextStyle, Title
from fulian_desktop.documents.page_flow import PaperFoot
from fulian_desktop.documents.register import (
    LONGEST_BODY_CODE,
    NEVER_ISSUED,
    WITHOUT_QR,
    qr_words,
)
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from fulian_desktop.documents.consistency import Disagreement
    from fulian_desktop.documents.content import Block, PaperContent
    from fulian_desktop.documents.paper_kinds import Edition, PaperKind
    from fulian_desktop.documents.paper_sources import PaperSources
    from fulian_desktop.documents.register import DocumentNumber, IssuedPaper
    from fulian_desktop.documents.register_store import RegisterStore

_NOTHING = "没有定稿，原来的定稿没有改动。"


@dataclass(frozen=True)
class IssueOrder:
    """One paper to be issued.

    Args:
        kind: the paper.
        edition: of the paper.
        number: its 文号, or None for none.
        reason: in the user's words, may be empty.
        former: the issued paper it replaces, or None.
        qr: draw the check code as a QR picture too.
    """

    kind: PaperKind
    edition: Edition
    number: DocumentNumber | None
    reason: str
    former: IssuedPaper | None
    qr: bool = False


class PapersDisagreeError(UserFacingError):
    """A paper that says something else than the record; `disagreements` must be settled or accepted."""

    def __init__(self, disagreements: tuple[Disagreement, ...]) -> None:
        """Keep what is listed in the dialog."""
        first = disagreements[0]
        super().__init__(
            f"{first.name}有 {len(disagreements)} 处和会议资料不一致，还不能定稿：“{first.sentence}”，"
            f"会议资料里的{first.about}是{first.expected}。",
            advice=("请改正文稿或会议资料；确实要这样写的，逐处写明原因再定稿。",),
            safe=_NOTHING,
        )
        self.disagreements = disagreements


def required(reason: str, sentence: str) -> str:
    """Return a reason without the spaces around it.

    Raises:
        UserFacingError: it is empty; `sentence` says what it is for.
    """
    words = reason.strip()
    if not words:
        raise UserFacingError(
            sentence, advice=("请写明原因，原因会记入操作日志。",), safe="定稿的登记没有改动。"
        )
    return words


def refuse_in_rehearsal(*, rehearsing: bool) -> None:
    """Refuse to issue anything in a rehearsal: no number, no check code is ever given there.

    Raises:
        UserFacingError: this is a rehearsal.
    """
    if rehearsing:
        raise UserFacingError(
            "现在是演练，文书不能定稿，也不给文号和校验码。",
            advice=("结束演练，回到真正的会议再定稿。",),
            safe=_NOTHING,
        )


def require_issuable(order: IssueOrder, content: PaperContent) -> None:
    """Refuse what is never issued, and a QR picture where there must be none.

    Raises:
        UserFacingError: saying why.
    """
    refuse_in_rehearsal(rehearsing=bool(content.watermark))
    if order.kind in NEVER_ISSUED:
        raise UserFacingError(
            f"{content.title}不由本会定稿。", advice=("需要时可以直接打印。",), safe=_NOTHING
        )
    if order.qr and order.kind in WITHOUT_QR:
        raise UserFacingError(
            f"{order.kind.title}上不印二维码：表决用的纸上不放机器能认的记号。",
            advice=("请去掉二维码再定稿，校验码照样会印。",),
            safe=_NOTHING,
        )


def require_reasons(order: IssueOrder, sources: PaperSources, store: RegisterStore) -> None:
    """Ask why a paper is issued again, or with gaps, or with a 文号 that leaves others out.

    Raises:
        UserFacingError: a reason is needed and there is none, or the 文号 is taken.
    """
    former = order.former
    if former is not None:
        required(
            order.reason,
            f"《{former.name}》已经有定稿（{former.number_text}），重新定稿的原因没有填。",
        )
    missing = sources.state(order.kind, order.edition).missing
    if missing:
        required(order.reason, f"{order.kind.title}还缺内容：{'；'.join(missing)}。照样定稿要写明原因。")
    if order.number is not None:
        _require_number(order, order.number, sources.figures.meeting.id, store)


def _require_number(order: IssueOrder, number: DocumentNumber, meeting_id: int, store: RegisterStore) -> None:
    code = number.body_code.strip()
    if not code or len(code) > LONGEST_BODY_CODE or number.serial < 1:
        raise UserFacingError(
            f"文号“{number.text}”不对。",
            advice=(f"机关代字写 1 到 {LONGEST_BODY_CODE} 个字，序号从 1 开始。",),
            safe=_NOTHING,
        )
    for other in store.holders_of(number):
        if (other.meeting_id, other.kind, other.edition) != (meeting_id, order.kind, order.edition):
            raise UserFacingError(
                f"文号{number.text}已经给了{other.meeting_title}的{other.name}。",
                advice=("请换一个序号；作废的文号也不再用。",),
                safe=_NOTHING,
            )
    last = store.last_serial(number.year, number.body_code)
    if number.serial > last + 1:
        required(order.reason, f"文号{number.text}前面空了 {number.serial - last - 1} 个号，原因没有填。")


def drawn(order: IssueOrder, line: IssuedPaper, content: PaperContent) -> tuple[IssuedPaper, bytes]:
    """Return the line of the register with what the PDF tells, and the PDF."""
    from fulian_desktop.documents.pdf_writer import render_pdf

    year, number, code = line.year, line.number, line.check_code
    qr = qr_words(year, number, code) if order.qr else ""
    foot = PaperFoot(line.foot, qr, moment=line.at)
    pdf, result = render_pdf(with_number(content, order.number), foot=foot)
    return replace(line, pages=result.pages, pdf_sha256=hashlib.sha256(pdf).hexdigest()), pdf


def with_number(content: PaperContent, number: DocumentNumber | None) -> PaperContent:
    """Return a paper with its 文号: in the red head where there is one, else below the title."""
    if number is None:
        return content
    blocks: list[Block] = []
    is_placed = False
    for block in content.blocks:
        if not is_placed and isinstance(block, RedHead):
            blocks.append(replace(block, document_number=number.text))
            is_placed = True
        elif not is_placed and isinstance(block, Title):
            blocks += [block, Subtitle(number.text, style=TextStyle.BODY)]
            is_placed = True
        else:
            blocks.append(block)
    return replace(content, blocks=tuple(blocks))
