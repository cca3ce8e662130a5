"""定稿 of a whole set: which papers are ready for it and why the others are not. Plain records and rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.documents.issuing import drawn
from fulian_desktop.documents.paper_kinds import Edition, PaperKind, PaperStatus
from fulian_desktop.documents.register import NEVER_ISSUED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.consistency import Disagreement
    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.issuing import IssueOrder
    from fulian_desktop.documents.paper_kinds import PaperState
    from fulian_desktop.documents.register import IssuedPaper

PaperKey = tuple[PaperKind, Edition]
OnProgress = Callable[[int, int, str], None]
"""Told (papers done, all papers, name of the next) before each; what it raises stops the drawing."""
_NEVER = {
    PaperKind.APPROVAL: "批复由上级制发，不由本会定稿。",
    PaperKind.NAME_CARDS: "桌签不用定稿，直接打印。",
    PaperKind.BALLOT: "选票不定稿、不编号，上面不印任何记号，直接打印。",
    PaperKind.BALLOT_AGAIN: "选票不定稿、不编号，上面不印任何记号，直接打印。",
}


class SetVerdict(Enum):
    """What becomes of one paper when the set is issued."""

    READY = "ready"
    REISSUE = "reissue"
    """Issued before and out of date: only with a reason."""
    ISSUED = "issued"
    DISAGREES = "disagrees"
    LACKING = "lacking"
    NOT_YET = "not_yet"
    APART = "apart"
    """Never issued, or only by itself."""


@dataclass(frozen=True)
class SetLine:
    """One paper of a set.

    Args:
        kind: the paper.
        edition: of the paper.
        verdict: what becomes of it.
        belongs: whether it is of the set without being asked for: needed, or made before.
        reason: a sentence: why it is not issued; empty for one that is ready.
        paper: the issued paper in force, or None.
    """

    kind: PaperKind
    edition: Edition
    verdict: SetVerdict
    belongs: bool
    reason: str = ""
    paper: IssuedPaper | None = None

    @property
    def key(self) -> PaperKey:
        """Return kind and edition."""
        return self.kind, self.edition

    @property
    def name(self) -> str:
        """Return the name of the paper, with its edition where there are several."""
        several = len(self.kind.editions) > 1
        return f"{self.kind.title}（{self.edition.phrase}）" if several else self.kind.title

    @property
    def can_be_issued(self) -> bool:
        """Tell whether it can be issued with the set, with a reason where one is needed."""
        return self.verdict in (SetVerdict.READY, SetVerdict.REISSUE)


@dataclass(frozen=True)
class SetDraft:
    """One paper on the way into the register: what is asked, its line, its words under number and head."""

    order: IssueOrder
    line: IssuedPaper
    content: PaperContent
    headed: PaperContent

    @property
    def name(self) -> str:
        """Return the name of the paper."""
        return self.line.name


@dataclass(frozen=True)
class PreparedSet:
    """A set numbered and ready to be drawn.

    Args:
        meeting_id: the meeting.
        drafts: the papers to be issued, in the order of the set.
        left_out: the others of the set, with why.
        journal_hash: the end of the journal; nothing may be written until the set is issued.
    """

    meeting_id: int
    drafts: tuple[SetDraft, ...]
    left_out: tuple[SetLine, ...]
    journal_hash: str


@dataclass(frozen=True)
class SetResult:
    """What was issued and what was not."""

    issued: tuple[IssuedPaper, ...]
    left_out: tuple[SetLine, ...]

    @property
    def disagreeing(self) -> tuple[SetLine, ...]:
        """Return the papers that were left out because they say something else than the record."""
        return tuple(one for one in self.left_out if one.verdict is SetVerdict.DISAGREES)


def belongs(state: PaperState) -> bool:
    """Tell whether a paper is of the set unasked: needed, a roster in its public edition, or made before."""
    return state.made_at is not None or (state.is_needed and state.edition is state.kind.editions[0])


def line_of(state: PaperState, former: IssuedPaper | None, found: Sequence[Disagreement]) -> SetLine:
    """Return what becomes of a paper; `former` is the one in force, `found` what disagrees in it."""
    verdict, reason = _judged(state, former, found)
    return SetLine(state.kind, state.edition, verdict, belongs(state), reason, former)


def _judged(
    state: PaperState, former: IssuedPaper | None, found: Sequence[Disagreement]
) -> tuple[SetVerdict, str]:
    verdict, reason = SetVerdict.READY, ""
    if state.kind in NEVER_ISSUED:
        verdict, reason = SetVerdict.APART, _NEVER.get(state.kind, "不由本会定稿。")
    elif state.kind is PaperKind.ARCHIVE_INDEX:
        verdict, reason = SetVerdict.APART, "目录要列出其他文书，等它们都定稿以后再单独定稿。"
    elif state.status is PaperStatus.FINAL and former is not None:
        verdict, reason = SetVerdict.ISSUED, f"已经定稿（{former.number_text}），和会议资料一致。"
    elif not state.can_be_made:
        verdict, reason = SetVerdict.NOT_YET, state.missing[0] if state.missing else "现在还不能生成。"
    elif state.missing:
        verdict, reason = SetVerdict.LACKING, f"还缺内容：{'；'.join(state.missing)}。"
    elif found:
        told = f"“{found[0].sentence}”，会议资料里的{found[0].about}是{found[0].expected}。"
        verdict, reason = SetVerdict.DISAGREES, f"有 {len(found)} 处和会议资料不一致：{told}"
    elif former is not None:
        told = f"原来的定稿（{former.number_text}）已过期，重新定稿要写明原因。"
        verdict, reason = SetVerdict.REISSUE, told
    return verdict, reason


def draw_set(
    prepared: PreparedSet, on_progress: OnProgress | None = None
) -> tuple[tuple[IssuedPaper, bytes], ...]:
    """Draw the PDF files of a set; reads and writes nothing else, so that a job can do it.

    Raises:
        UserFacingError: a bundled font is missing.
        Exception: whatever `on_progress` raises to stop; nothing is issued then.
    """
    files = []
    for place, draft in enumerate(prepared.drafts):
        if on_progress is not None:
            on_progress(place, len(prepared.drafts), draft.name)
        files.append(drawn(draft.order, draft.line, draft.headed))
    return tuple(files)
