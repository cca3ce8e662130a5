"""What is said of a paper that cannot be made now."""

from __future__ import annotations

from fulian_desktop.documents.paper_kinds import PaperStatus
from fulian_desktop.errors import UserFacingError

_SAFE = "没有生成文书，会议资料没有改动。"


class PaperNotReady(UserFacingError):
    """A paper that cannot be made now; `status` tells whether it will come in the meeting or after it."""

    def __init__(self, what: str, advice: str, status: PaperStatus = PaperStatus.NOT_YET) -> None:
        """Keep the sentence, the one step to take, and the status for the catalogue."""
        super().__init__(what, advice=(advice,), safe=_SAFE)
        self.status = status
