from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.content import PageBreak, PaperContent, Paragraph
from fulian_desktop.documents.pdf_writer import write_pdf
from fulian_desktop.documents.preview import extract_text, page_count, render_page
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def two_pages(tmp_path: Path) -> Path:
    path = tmp_path / "会议记录.pdf"
    write_pdf(PaperContent("会议记录", (Paragraph("第一页"), PageBreak(), Paragraph("第二页"))), path)
    return path


def test_pages_are_counted(two_pages: Path) -> None:
    assert page_count(two_pages) == 2


def test_a_page_comes_as_rows_of_pixels_with_ink_on_them(two_pages: Path) -> None:
    page = render_page(two_pages, 1, 96)
    assert (page.width, page.height) == (794, 1123)
    assert len(page.pixels) == page.stride * page.height
    assert page.stride >= page.width * 3
    assert page.pixels[:3] == b"\xff\xff\xff"
    assert min(page.pixels) < 60


def test_text_comes_page_by_page(two_pages: Path) -> None:
    first, second = extract_text(two_pages).split("\f")
    assert "第一页" in first
    assert "第二页" in second


def test_the_file_can_be_replaced_while_it_is_looked_at(two_pages: Path) -> None:
    render_page(two_pages, 0, 30)
    write_pdf(PaperContent("会议记录", (Paragraph("改过"),)), two_pages)
    assert "改过" in extract_text(two_pages)


def test_a_page_that_does_not_exist_is_refused(two_pages: Path) -> None:
    with pytest.raises(IndexError):
        render_page(two_pages, 2, 96)


def test_a_damaged_or_missing_file_is_said_in_plain_words(tmp_path: Path) -> None:
    damaged = tmp_path / "坏.pdf"
    damaged.write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(UserFacingError, match=r"打不开文书“坏\.pdf”"):
        page_count(damaged)
    with pytest.raises(UserFacingError, match="打不开"):
        page_count(tmp_path / "无.pdf")
