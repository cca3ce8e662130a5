"""How a person is found: by name, pinyin, initials, telephone tail or group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese import pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fulian_desktop.people.records import Person

_SHORTEST_PHONE_TAIL = 3


def matches(person: Person, query: str) -> bool:
    """Return whether a person is meant by a query; several words must all match.

    A word matches the name (also in pinyin or initials), the group, the unit and post, or, with three
    digits or more, the end of the telephone number. The ID number is never searched by its parts.
    """
    return all(_matches_word(person, word) for word in query.replace("　", " ").split())


def _matches_word(person: Person, word: str) -> bool:
    if (
        word.isascii()
        and word.isdigit()
        and len(word) >= _SHORTEST_PHONE_TAIL
        and person.phone.endswith(word)
    ):
        return True
    folded = word.casefold()
    return (
        folded in person.group_name.casefold()
        or folded in person.unit_post.casefold()
        or pinyin.matches(word, person.name)
    )


def find(people: Iterable[Person], query: str) -> list[Person]:
    """Return the persons a query means, in the order given; an empty query means everyone."""
    return [person for person in people if matches(person, query)]
