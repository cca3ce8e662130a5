from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.documents.content import Run, TextStyle, name_run
from fulian_desktop.documents.line_breaking import (
    NOT_AT_END,
    NOT_AT_START,
    Line,
    break_lines,
    gaps_to_stretch,
    make_atoms,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

EM = 10.0


def width_of(character: str, _style: TextStyle) -> float:
    return EM / 2 if character.isascii() else EM


def broken(runs: Sequence[Run], characters: int, *, first_indent: int = 0) -> list[Line]:
    atoms = make_atoms(runs, TextStyle.BODY, width_of)
    return break_lines(atoms, first_width=(characters - first_indent) * EM, width=characters * EM, em=EM)


def words(text: str, characters: int) -> list[str]:
    return [line.text for line in broken([Run(text)], characters)]


def test_a_full_line_holds_as_many_characters_as_it_is_wide() -> None:
    assert words("村" * 60, 28) == ["村" * 28, "村" * 28, "村" * 4]


def test_the_first_line_of_a_paragraph_is_two_characters_shorter() -> None:
    lines = broken([Run("村" * 30)], 28, first_indent=2)
    assert [len(line.text) for line in lines] == [26, 4]


def test_a_comma_hangs_outside_the_edge_instead_of_beginning_a_line() -> None:
    lines = broken([Run("一二三四五，六")], 5)
    assert [line.text for line in lines] == ["一二三四五，", "六"]
    assert lines[0].width == 5 * EM


def test_a_closing_bracket_takes_the_character_before_it_along() -> None:
    assert words("一二三（四）五", 5) == ["一二三", "（四）五"]


def test_a_quotation_that_ends_with_a_full_stop_is_not_torn_from_it() -> None:
    lines = words("一二三四五。”六七", 5)
    assert lines == ["一二三四", "五。”六七"]


def test_an_opening_mark_goes_with_what_follows() -> None:
    assert words("一二三四《五六》", 5) == ["一二三四", "《五六》"]


def test_a_count_keeps_its_unit() -> None:
    assert words("应到执委共计13名", 7) == ["应到执委共计", "13名"]


def test_a_share_keeps_its_sign() -> None:
    assert words("满意率达到98.5%", 6) == ["满意率达到", "98.5%"]


def test_a_date_stays_whole_when_the_line_is_full_enough() -> None:
    assert words("任期从今年起自2026年3月8日起", 10) == ["任期从今年起自", "2026年3月8日起"]


def test_a_date_gives_its_year_to_a_line_that_would_be_too_empty() -> None:
    assert words("任期自2026年12月18日起", 9) == ["任期自2026年", "12月18日起"]


def test_a_dash_and_an_ellipsis_are_not_split() -> None:
    assert words("一二三四——五", 5) == ["一二三", "四——五"]
    assert words("一二三四……五", 5) == ["一二三", "四……五"]


def test_a_name_moves_to_the_next_line_as_a_whole() -> None:
    assert [line.text for line in broken([Run("选举"), name_run("苏晓棠"), Run("为")], 4)] == [
        "选举",
        "苏晓棠为",
    ]


def test_a_minority_name_breaks_after_its_dot() -> None:
    lines = broken([Run("主持"), name_run("阿依古丽·买买提")], 8)
    assert [line.text for line in lines] == ["主持阿依古丽·", "买买提"]


def test_a_name_longer_than_the_line_is_still_printed_whole() -> None:
    lines = broken([name_run("古丽米热阿布都热西提买买提")], 5)
    assert "".join(line.text for line in lines) == "古丽米热阿布都热西提买买提"
    assert max(len(line.text) for line in lines) <= 5


def test_numbers_keep_their_own_spacing_when_a_line_is_justified() -> None:
    (line,) = broken([Run("应到13名")], 9)
    assert list(gaps_to_stretch(line)) == [True, True, False, True, False]


PIECES = st.sampled_from(
    [
        "村",
        "妇女",
        "会议",
        "，",
        "。",
        "、",
        "；",
        "”",
        "“",
        "（",
        "）",
        "《",
        "》",
        "——",
        "……",
        "13名",
        "2026年3月8日",
        "6",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join), st.integers(min_value=8, max_value=28))
def test_nothing_is_lost_or_added(text: str, characters: int) -> None:
    assert "".join(words(text, characters)) == text


@given(st.lists(PIECES, max_size=60).map("".join), st.integers(min_value=8, max_value=28))
def test_no_line_is_wider_than_its_room(text: str, characters: int) -> None:
    assert all(line.width <= characters * EM + 0.01 for line in broken([Run(text)], characters))


ORDINARY = st.lists(
    st.sampled_from(["村里", "妇女", "会议", "同意", "丁巧云", "（章）", "《决议》", "“好”", "45名", "12%"]),
    min_size=1,
    max_size=12,
).map("".join)
SENTENCES = st.lists(
    st.builds(
        lambda body, mark: body + mark,
        ORDINARY,
        st.sampled_from(["，", "。", "；", "、", "——", "……", "！", "。”"]),
    ),
    max_size=12,
).map("".join)


@given(SENTENCES, st.integers(min_value=10, max_value=28))
def test_no_line_begins_with_a_closing_mark(text: str, characters: int) -> None:
    assert all(line[0] not in NOT_AT_START for line in words(text, characters)[1:])


@given(SENTENCES, st.integers(min_value=10, max_value=28))
def test_no_line_ends_with_an_opening_mark(text: str, characters: int) -> None:
    assert all(line[-1] not in NOT_AT_END for line in words(text, characters)[:-1] if line)


@given(SENTENCES, st.integers(min_value=10, max_value=28))
def test_no_number_is_torn_from_its_unit(text: str, characters: int) -> None:
    lines = words(text, characters)
    assert all(not (a[-1:].isdigit() and b[:1] in "名%0123456789") for a, b in pairwise(lines))
