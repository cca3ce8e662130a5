"""Contests, tallies and outcomes as the JSON text that is kept; reading gives back equal ones."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from fulian_desktop.rules.ballot_tally import Line, Tally, WriteInLine
from fulian_desktop.rules.ballots import Contest, Entrant, Part, WriteIn
from fulian_desktop.rules.election_pack import CountBase
from fulian_desktop.rules.winners import Outcome, PartOutcome, Place, Standing


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def contest_to_text(contest: Contest) -> str:
    """Write what was on a ballot."""
    return _text(
        {
            "parts": [asdict(part) for part in contest.parts],
            "entrants": [asdict(one) for one in contest.entrants],
            "write_ins": contest.write_ins,
            "write_in_needs_mark": contest.write_in_needs_mark,
            "write_in_needs_against": contest.write_in_needs_against,
            "limited": contest.limited,
        }
    )


@lru_cache(maxsize=64)
def contest_from_text(text: str) -> Contest:
    """Read what was on a ballot."""
    data = json.loads(text)
    parts = tuple(Part(**part) for part in data.pop("parts"))
    entrants = tuple(Entrant(**one) for one in data.pop("entrants"))
    return Contest(parts, entrants, **data)


def write_ins_to_text(write_ins: tuple[WriteIn, ...]) -> str:
    """Write the names written in on one ballot."""
    return _text([[one.name, one.post, one.marked] for one in write_ins]) if write_ins else ""


def write_ins_from_text(text: str) -> tuple[WriteIn, ...]:
    """Read the names written in on one ballot."""
    return tuple(WriteIn(*one) for one in json.loads(text)) if text else ()


def tally_to_text(tally: Tally) -> str:
    """Write a tally."""
    return _text(asdict(tally))


def tally_from_text(text: str) -> Tally:
    """Read a tally."""
    data = json.loads(text)
    return Tally(
        data["valid"],
        data["invalid"],
        data["blank"],
        tuple(Line(**line) for line in data["lines"]),
        tuple(WriteInLine(**line) for line in data["write_ins"]),
        tuple((reason, number) for reason, number in data["reasons"]),
    )


def outcome_to_text(outcome: Outcome) -> str:
    """Write what a round came to."""
    return _text(
        {
            "valid": outcome.valid,
            "sentence": outcome.sentence,
            "parts": [
                asdict(part)
                | {
                    "base": part.base.value,
                    "places": [_place(one) for one in part.places],
                    "tied": [_place(one) for one in part.tied],
                }
                for part in outcome.parts
            ],
        }
    )


def outcome_from_text(text: str) -> Outcome:
    """Read what a round came to."""
    data = json.loads(text)
    parts = tuple(
        PartOutcome(
            part["post"],
            part["seats"],
            CountBase(part["base"]),
            part["base_size"],
            part["need"],
            tuple(_read_place(one) for one in part["places"]),
            tuple(_read_place(one) for one in part["tied"]),
            part["tied_seats"],
            part["unfilled"],
        )
        for part in data["parts"]
    )
    return Outcome(data["valid"], data["sentence"], parts)


def _place(place: Place) -> dict[str, Any]:
    return asdict(place) | {"standing": place.standing.value}


def _read_place(data: dict[str, Any]) -> Place:
    return Place(**(data | {"standing": Standing(data["standing"])}))
