from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tools import compare_docx

if TYPE_CHECKING:
    import pytest


def test_without_libreoffice_the_comparison_says_so_and_claims_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert compare_docx.main([]) == compare_docx.NO_ORACLE
    assert "LibreOffice is not installed, nothing was compared" in capsys.readouterr().out


def test_words_are_compared_without_page_numbers_and_white_space() -> None:
    assert compare_docx.squeezed("甲 乙\n— 12 —\f乙甲—1—") == compare_docx.squeezed("乙甲甲乙")
    assert compare_docx.squeezed("应到13名") != compare_docx.squeezed("应到12名")


def test_the_papers_compared_are_those_of_the_meeting_and_one_of_every_block() -> None:
    names = [name for name, _ in compare_docx.papers()]
    assert len(names) == len(set(names)) > 20
    assert {"every_block", "before_chairing_script_public", "after_minutes_public"} <= set(names)
