"""Put strips of a paper onto pages: what stays together, what is repeated, what stands at the foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import TextStyle
from fulian_desktop.documents.typesetting import POINTS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fulian_desktop.documents.typesetting import Geometry, Pen

PAGE_NUMBER_SIZE = 14.0
PAGE_NUMBER_DROP = 7 * POINTS_PER_MM
MARK_SIZE = 12.0
MARK_RISE = 8 * POINTS_PER_MM
FRAME_RISE = 12 * POINTS_PER_MM
FRAME_GAP = 1.6 * POINTS_PER_MM
TOLERANCE = 0.05
FOOT_SIZE = 9.0
QR_SIDE = 14 * POINTS_PER_MM
QR_DROP = 4 * POINTS_PER_MM


@dataclass(frozen=True)
class PaperFoot:
    """What an issued paper bears at the inner foot of each page.

    Args:
        words: number and check code, small.
        qr: what a QR picture beside them says, on the first page only; empty draws none.
        moment: when it was issued, ISO; the file's own dates say so too.
    """

    words: str
    qr: str = ""
    moment: str = ""


@dataclass(frozen=True)
class Slab:
    """A strip of the page as wide as the text block: a line of text, a row of a table, a framed group.

    Args:
        height: in points.
        draw: draws it, given the pen and the upper edge.
        keep_with_next: the next strip comes on the same page.
        head: drawn first when this strip begins a page (a table's head).
        is_gap: empty; left out at the top of a page.
        new_page: begins a page.
        closes_paper: stands at the foot of the last page, which is an even one (版记).
    """

    height: float
    draw: Callable[[Pen, float], None]
    keep_with_next: bool = False
    head: Slab | None = None
    is_gap: bool = False
    new_page: bool = False
    closes_paper: bool = False


def gap(height: float, *, keep_with_next: bool = False) -> Slab:
    """Return an empty strip."""
    return Slab(height, lambda _pen, _top: None, keep_with_next=keep_with_next, is_gap=True)


def keep_together(slabs: list[Slab]) -> list[Slab]:
    """Return the strips bound to one another."""
    return [replace(slab, keep_with_next=True) for slab in slabs[:-1]] + slabs[-1:]


class PageFlow:
    """Draws strips down one page after another."""

    def __init__(
        self,
        pen: Pen,
        page: Geometry,
        *,
        page_numbers: bool,
        running_mark: str,
        page_frame: bool = False,
        foot: PaperFoot | None = None,
        watermark: str = "",
    ) -> None:
        """Begin with the first page."""
        self._watermark = watermark
        self.pages = 1
        self._pen = pen
        self._page = page
        self._numbers = page_numbers
        self._mark = running_mark
        self._frame = page_frame
        self._foot = foot
        self._top = page.top_edge
        self._empty = True
        self._cluster: list[Slab] = []
        self.pages_for_imprint = 0
        self._is_blank = False
        self._begin_page()

    def add(self, slabs: Iterable[Slab]) -> None:
        """Draw strips, holding back those that wait for the next one."""
        for slab in slabs:
            self._cluster.append(slab)
            if not slab.keep_with_next:
                self._place_cluster()

    def finish(self) -> None:
        """Draw what is held back and finish the last page."""
        self._place_cluster()
        self._finish_page()

    def _place_cluster(self) -> None:
        cluster, self._cluster = self._cluster, []
        if not cluster:
            return
        height = sum(slab.height for slab in cluster if not slab.closes_paper)
        needs_next_page = not self._fits(height) and height <= self._page.height + TOLERANCE
        if not self._empty and (cluster[0].new_page or needs_next_page):
            self._turn()
        for slab in cluster:
            if slab.closes_paper:
                self._turn_to_even_page(slab.height)
            self._place(slab)

    def _turn_to_even_page(self, height: float) -> None:
        """Go to the page of the imprint: this one when it is even and has room, else the next even one.

        Where a blank page comes before it, neither bears a number (GB/T 9704-2012, 7.5).
        """
        is_even = self.pages % 2 == 0
        if is_even and (self._empty or self._fits(height)):
            return
        self._turn()
        self.pages_for_imprint = 1
        if is_even:
            self._numbers, self._is_blank = False, True
            self._turn()
            self._is_blank = False
            self.pages_for_imprint = 2

    def _fits(self, height: float) -> bool:
        return self._top - height >= self._page.bottom_edge - TOLERANCE

    def _place(self, slab: Slab) -> None:
        if not self._fits(slab.height) and not self._empty:
            self._turn()
        if self._empty and slab.is_gap:
            return
        if self._empty and slab.head is not None:
            slab.head.draw(self._pen, self._top)
            self._top -= slab.head.height
        top = self._page.bottom_edge + slab.height if slab.closes_paper else self._top
        slab.draw(self._pen, top)
        self._top = top - slab.height
        if slab.height:
            self._empty = False

    def _turn(self) -> None:
        self._finish_page()
        self._pen.next_page()
        self._begin_page()
        self.pages += 1
        self._top = self._page.top_edge
        self._empty = True

    def _begin_page(self) -> None:
        if self._watermark:
            self._pen.watermark(self._watermark, self._page)

    def _finish_page(self) -> None:
        if self._is_blank:
            return
        setter = self._pen.typesetter
        page = self._page
        if self._frame:
            for rise, width in ((FRAME_RISE, 2.0), (FRAME_RISE - FRAME_GAP, 0.6)):
                x, y = page.left - rise, page.bottom_edge - rise
                self._pen.frame(x, y, page.width + 2 * rise, page.height + 2 * rise, line=width)
        if self._mark:
            line = setter.one_line(self._mark, TextStyle.HEADING, MARK_SIZE)
            self._pen.line_of_text(
                line, page.left, page.top_edge + MARK_RISE, size=MARK_SIZE, pitch=MARK_SIZE
            )
        if self._foot is not None:
            self._draw_foot(self._foot)
        if not self._numbers:
            return
        line = setter.one_line(f"— {self.pages} —", TextStyle.SONG, PAGE_NUMBER_SIZE)
        inset = PAGE_NUMBER_SIZE
        is_odd = self.pages % 2 == 1
        x = page.left + (page.width - line.width - inset if is_odd else inset)
        top = page.bottom_edge - PAGE_NUMBER_DROP
        self._pen.line_of_text(line, x, top, size=PAGE_NUMBER_SIZE, pitch=PAGE_NUMBER_SIZE)

    def _draw_foot(self, foot: PaperFoot) -> None:
        """Draw number and check code across from the page number; below the rule of a framed page."""
        page = self._page
        line = self._pen.typesetter.one_line(foot.words, TextStyle.SONG, FOOT_SIZE)
        is_odd = self.pages % 2 == 1
        drop = FRAME_RISE + FOOT_SIZE if self._frame else PAGE_NUMBER_DROP + (PAGE_NUMBER_SIZE - FOOT_SIZE)
        inset = 0.0
        if foot.qr and self.pages == 1:
            self._pen.qr_picture(foot.qr, page.left, page.bottom_edge - QR_DROP - QR_SIDE, QR_SIDE)
            inset = QR_SIDE + FOOT_SIZE
        x = page.left + (inset if is_odd else page.width - line.width)
        self._pen.line_of_text(line, x, page.bottom_edge - drop, size=FOOT_SIZE, pitch=FOOT_SIZE)
