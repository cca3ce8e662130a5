"""The shipped stroke table against the official table of 2013 and against itself."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

import pytest

from fulian_desktop.chinese.strokes import first_stroke, place_of, stroke_count
from fulian_desktop.locations import RESOURCES

TABLE = RESOURCES / "strokes"
OFFICIAL_LEVELS = (TABLE / "official_levels.txt").read_text(encoding="utf-8").split()


def table_characters() -> list[str]:
    lines = (TABLE / "order.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [character for line in lines for character in line.split("\t")[2]]


def out_of_place(characters: str) -> int:
    """Return how many characters would have to move: all minus the longest run that is in order."""
    tails: list[int] = []
    for character in characters:
        rank = place_of(character).rank
        place = bisect_left(tails, rank)
        tails[place : place + 1] = [rank]
    return len(characters) - len(tails)


@pytest.mark.parametrize(("level", "size"), [(0, 3500), (1, 3000), (2, 1605)])
def test_every_level_of_the_official_table_stands_in_its_official_order(level: int, size: int) -> None:
    assert len(OFFICIAL_LEVELS[level]) == size
    assert out_of_place(OFFICIAL_LEVELS[level]) == 0


def test_the_measure_itself_sees_a_character_out_of_place() -> None:
    assert out_of_place("一王十") == 1


def test_stroke_types_decide_between_characters_of_equal_count_in_the_whole_table() -> None:
    rows = [line.split("\t") for line in (TABLE / "order.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    complete = [(int(count), opening) for count, opening, _ in rows if not opening.endswith("*")]
    assert all(len(opening) == count for count, opening in complete)
    assert all(earlier <= later for earlier, later in pairwise(complete))
    assert len(complete) > 5000


def test_no_character_stands_twice_and_no_two_share_a_rank() -> None:
    characters = table_characters()
    assert len(characters) == len(set(characters)) == 21_173
    assert len({place_of(character).rank for character in characters}) == len(characters)


@pytest.mark.parametrize(
    ("character", "count", "first"),
    [
        ("王", 4, "横"),
        ("冯", 5, "点"),
        ("兰", 5, "点"),
        ("陈", 7, "折"),
        ("沈", 7, "点"),
        ("周", 8, "撇"),
        ("欧", 8, "横"),
        ("堃", 11, "点"),
        ("𬱖", 11, "竖"),
        ("䶮", 9, "横"),
        ("皙", 13, "横"),
        ("黄", 11, "横"),
    ],
)
def test_count_and_first_stroke_of_characters_met_in_names(character: str, count: int, first: str) -> None:
    assert stroke_count(character) == count
    assert first_stroke(character) == first


def test_stroke_types_are_those_of_the_standard() -> None:
    assert place_of("万").opening == "153"
    assert place_of("陈").opening == "5215234"
    assert place_of("冯").opening == "41551"
    assert place_of("兰").opening == "43111"


def test_compatibility_forms_stand_where_their_plain_form_stands() -> None:
    assert place_of("⼥").rank == place_of("女").rank
    assert place_of("\uf9e1").rank == place_of("李").rank


def test_extension_characters_have_a_count_and_are_marked_as_a_guess() -> None:
    place = place_of("𠀀")
    assert (place.count, place.is_guess) == (2, True)
    assert place_of("一").is_guess is False


def test_a_character_newer_than_the_table_comes_after_all_others_and_is_marked() -> None:
    newer = place_of("\U000323b0")
    assert newer.count is None
    assert newer.is_guess
    assert newer.rank > max(place_of(character).rank for character in table_characters())


def test_what_is_no_chinese_character_has_no_strokes() -> None:
    assert stroke_count("A") is None
    assert first_stroke("A") is None
    assert not place_of("A").is_guess
