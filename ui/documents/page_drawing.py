"""One page of a paper as a picture: drawn by a job, handed to who asked for it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ui.documents.page_images import POINTS_PER_INCH, render_image

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from ui.documents.page_images import PreparedPaper
    from ui.shell.jobs import JobControl

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PageImage:
    """One page drawn: which, at how many device pixels in width."""

    index: int
    width: int
    image: QImage


def draw_page(paper: PreparedPaper, index: int, width: int, control: JobControl) -> PageImage:
    """Draw a page (0 for the first) at so many device pixels in width; call on the worker.

    Raises:
        UserFacingError: the file is missing or damaged.
        JobCancelledError: nobody wants it any more.
    """
    control.check()
    return PageImage(index, width, render_image(paper.path, index, width / paper.width * POINTS_PER_INCH))


class TakesPages(Protocol):
    """Who asked for a page."""

    def receive(self, paper: PreparedPaper, drawn: PageImage | None) -> None:
        """Take a page that was drawn, or None when it could not be."""


class PageReceiver:
    """Hands a drawn page over together with the paper it was drawn for."""

    def __init__(self, taker: TakesPages, paper: PreparedPaper) -> None:
        """Both are what they were when the page was asked for."""
        self._taker = taker
        self._paper = paper

    def __call__(self, drawn: PageImage) -> None:
        """Hand over a page."""
        self._taker.receive(self._paper, drawn)

    def failed(self, error: Exception) -> None:
        """Leave the sheet blank: the file is gone because the page was closed meanwhile."""
        _log.warning("a page of the preview was not drawn: %s", type(error).__name__)
        self._taker.receive(self._paper, None)
