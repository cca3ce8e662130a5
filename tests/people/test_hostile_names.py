"""Names with signs nobody sees, letters piled up, or whole pages in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.records import PersonDetails
from tests.builders import a_workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "typed",
    [
        "丁\u202e巧云",
        "\u2066丁巧云\u2069",
        "丁\u200b巧\u200d云",
        "丁\x07巧\x00云",
        "丁巧云\ud800",
        "丁\ufeff巧云\r\n",
        "丁" + "\u0301" * 5000 + "巧云",
        "丁\u20dd\u20de\u0489巧云",
    ],
)
def test_what_nobody_sees_is_not_kept_in_a_name(tmp_path: Path, typed: str) -> None:
    with a_workspace(tmp_path) as workspace:
        person_id = workspace.people.add(PersonDetails(name=typed)).record_id
        assert person_id is not None
        name = workspace.people.get(person_id).name
        assert name.replace("\u0301", "").replace("\u20dd", "") == "丁巧云"
        assert len(name) <= 4


@pytest.mark.parametrize("typed", ["", "\u200b\u202e", "\x00", " \u3000 "])
def test_a_name_of_nothing_is_no_name(tmp_path: Path, typed: str) -> None:
    with a_workspace(tmp_path) as workspace, pytest.raises(UserFacingError, match="姓名没有填"):
        workspace.people.add(PersonDetails(name=typed))


def test_half_a_character_is_refused_in_words_and_nothing_is_kept(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        with pytest.raises(UserFacingError, match="残缺的符号"):
            workspace.people.add(PersonDetails(name="丁巧云", note="贴进来的\ud800"))
        assert workspace.people.everyone() == []


def test_a_page_is_no_name(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        with pytest.raises(UserFacingError, match="姓名有 5000 个字，最多 50 个"):
            workspace.people.add(PersonDetails(name="丁" * 5000))
        assert workspace.people.everyone() == []


def test_a_long_name_of_a_person_is_kept(tmp_path: Path) -> None:
    name = "阿布都热合曼·买买提依明·吐尔逊江·库尔班尼亚孜"
    with a_workspace(tmp_path) as workspace:
        workspace.people.add(PersonDetails(name=name))
        assert [one.name for one in workspace.people.everyone()] == [name]
