"""Plain records of persons and of the delegates' list."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum


@dataclass(frozen=True)
class ResumeLine:
    """One line of a résumé: the period as it is printed ("2008.09—2012.06") and what it was."""

    period: str
    text: str


@dataclass(frozen=True)
class PersonDetails:
    """What is known of a person; an empty text means not filled in.

    `born` is ISO, "1985-03" or "1985-03-04". `name` is stored without inner spaces. `ethnicity`,
    `political_status` and `education` hold the words of the code lists in `chinese.codes`.
    """

    name: str
    sex: str = "女"
    born: str = ""
    ethnicity: str = ""
    political_status: str = ""
    education: str = ""
    unit_post: str = ""
    group_name: str = ""
    phone: str = ""
    id_number: str = ""
    address: str = ""
    note: str = ""
    resume: tuple[ResumeLine, ...] = ()


@dataclass(frozen=True)
class Person(PersonDetails):
    """A person as recorded."""

    id: int = 0

    def details(self) -> PersonDetails:
        """Return the same facts without the id, for an edit form or a comparison."""
        return PersonDetails(**{field.name: getattr(self, field.name) for field in fields(PersonDetails)})


class DelegateKind(Enum):
    """The three kinds of delegates; whether one may vote is a flag of its own."""

    FULL = "full"
    SPECIALLY_INVITED = "specially_invited"
    OBSERVER = "observer"

    @property
    def phrase(self) -> str:
        """Return the word that is printed."""
        return {"full": "正式代表", "specially_invited": "特邀代表", "observer": "列席代表"}[self.value]


@dataclass(frozen=True)
class Delegate:
    """One person on the delegates' list of a congress (numbered like the term it elects)."""

    id: int
    person_id: int
    term_number: int
    kind: DelegateKind
    may_vote: bool
