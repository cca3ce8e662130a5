"""What all papers of one meeting are made from, gathered once, and how each of them stands."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import RedHead, texts_of_paper
from fulian_desktop.documents.paper_kinds import PaperKind, PaperState, PaperStatus
from fulian_desktop.documents.papers import composing
from fulian_desktop.documents.papers.readiness import PaperNotReady, gaps, require_ready
from fulian_desktop.documents.papers.registers import Order
from fulian_desktop.documents.rehearsal_papers import marked_as_rehearsal, without_mark
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.paper_kinds import Edition
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Registers
    from fulian_desktop.documents.register import IssuedPaper


@dataclass(frozen=True)
class PaperSources:
    """What all papers of one meeting are made from.

    Args:
        figures: of the meeting.
        registers: of persons, terms, wordings and papers made.
        today: the day on which papers are made.
        issued: the one issued last of each paper.
        is_rehearsal: all papers are marked 演练.
    """

    figures: MeetingFigures
    registers: Registers
    today: date
    issued: Mapping[tuple[PaperKind, Edition], IssuedPaper]
    is_rehearsal: bool = False

    def compose(self, kind: PaperKind, order: Order) -> PaperContent:
        """Return a paper; its title is kept for the index of the archive, which needs those of all made."""
        if kind is PaperKind.ARCHIVE_INDEX:
            self._compose_made(order)
        content = composing.compose(kind, self.figures, self.registers, order)
        self.registers.titles[kind, order.edition] = content.title
        return marked_as_rehearsal(content) if self.is_rehearsal else content

    def composed(self, kind: PaperKind, edition: Edition) -> PaperContent:
        """Return a paper; a dated one keeps the day on which it was made as long as it says the same.

        Raises:
            PaperNotReady: it cannot be made yet, or never in this meeting; says why and when.
            UserFacingError: there is no such edition.
        """
        if edition not in kind.editions:
            raise UserFacingError(
                f"{kind.title}只有一种，不分公示版、内部版和备案版。",
                advice=("请选公示版。",),
                safe="没有生成文书。",
            )
        require_ready(kind, self.figures, self.registers)
        if kind.is_dated_when_made:
            for at, words in self._made_before(kind, edition):
                kept = self.compose(kind, Order(edition, date.fromisoformat(at[:10])))
                if content_hash(kept) == words:
                    return kept
        return self.compose(kind, Order(edition, self.today))

    def in_force(self, kind: PaperKind, edition: Edition, content: PaperContent) -> IssuedPaper | None:
        """Return the issued paper that says just this and was not withdrawn, or None."""
        issued = self.issued.get((kind, edition))
        if issued is None or issued.withdrawal is not None or issued.content_hash != content_hash(content):
            return None
        return issued

    def state(self, kind: PaperKind, edition: Edition) -> PaperState:
        """Return how a paper stands now."""
        made, issued = self.registers.made.get((kind, edition)), self.issued.get((kind, edition))
        missing: tuple[str, ...] = ()
        can_be_made = False
        try:
            content = self.composed(kind, edition)
        except PaperNotReady as reason:
            status, missing = reason.status, (reason.what, *reason.advice)
        except UserFacingError as reason:
            status, missing = PaperStatus.INCOMPLETE, (reason.what, *reason.advice)
        else:
            can_be_made, missing = True, gaps(kind, self.figures, self.registers)
            words = content_hash(content)
            status = PaperStatus.INCOMPLETE if missing else PaperStatus.READY
            if issued is not None and issued.withdrawal is None:
                status = PaperStatus.FINAL if issued.content_hash == words else PaperStatus.OUTDATED
            elif (
                issued is not None
                and issued.withdrawal is not None
                and (made is None or made.at <= issued.withdrawal.at)
            ):
                status = PaperStatus.WITHDRAWN
            elif made is not None:
                status = PaperStatus.MADE if made.content_hash == words else PaperStatus.OUTDATED
        return PaperState(
            kind,
            edition,
            kind.stage,
            status,
            status.phrase,
            made_at=None if made is None else made.at,
            missing=missing,
            can_be_made=can_be_made,
            is_needed=kind.is_needed,
        )

    def _made_before(self, kind: PaperKind, edition: Edition) -> list[tuple[str, str]]:
        """Return (moment, hash of the words) of the paper in force and of the one made last."""
        issued, made = self.issued.get((kind, edition)), self.registers.made.get((kind, edition))
        found = []
        if issued is not None and issued.withdrawal is None:
            found.append((issued.at, issued.content_hash))
        if made is not None:
            found.append((made.at, made.content_hash))
        return found

    def _compose_made(self, order: Order) -> None:
        for kind, edition in self.registers.made:
            if kind is not PaperKind.ARCHIVE_INDEX and (kind, edition) not in self.registers.titles:
                with suppress(UserFacingError):
                    require_ready(kind, self.figures, self.registers)
                    self.compose(kind, Order(edition, order.day))


def content_hash(content: PaperContent) -> str:
    """Return the SHA-256 of a paper's words; how they are laid out, and a red head, do not count."""
    content = without_mark(content)
    blocks = tuple(block for block in content.blocks if not isinstance(block, RedHead))
    words = texts_of_paper(replace(content, blocks=blocks))
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()
