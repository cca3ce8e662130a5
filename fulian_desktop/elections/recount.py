"""An independent recount: from the record alone, with arithmetic of its own.

It shares no rule, no reading and no record type with the way the program counts; where the two agree, two
programs agree. Only the record, and the rules text kept with the election, are common to both.
"""

from __future__ import annotations

import tomllib
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from fulian_desktop.elections.recount_store import RecountStore
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database

_SHARES = {
    "more_than_half": (Fraction(1, 2), False),
    "at_least_half": (Fraction(1, 2), True),
    "more_than_two_thirds": (Fraction(2, 3), False),
    "at_least_two_thirds": (Fraction(2, 3), True),
}
_EMPTY = {"F": 0, "A": 0, "B": 0, "X": 0, "N": 0}


def recount(database: Database, election_id: int) -> dict[str, Any]:
    """Count an election once more and compare it with what was announced.

    Returns:
        A mapping for JSON: `agrees` (every announced round equals the recount), `rounds` with the votes and
        those elected, and `differences` in words.

    Raises:
        UserFacingError: there is no such election.
    """
    store = RecountStore(database)
    election = store.election(election_id)
    if election is None:
        known = "、".join(str(number) for number in store.election_ids()) or "没有"
        raise UserFacingError(f"资料里没有第 {election_id} 号选举。", advice=(f"资料里的选举：{known}",))
    pack = tomllib.loads(election["pack_text"])
    withdrawn = store.withdrawn(election_id)
    rounds = [_round(store, pack, one, withdrawn) for one in store.rounds(election_id)]
    differences = [f"第 {one['number']} 轮：{what}" for one in rounds for what in one.pop("differences")]
    return {
        "election": election_id,
        "kind": election["kind"],
        "agrees": not differences,
        "differences": differences,
        "rounds": rounds,
    }


def _round(
    store: RecountStore, pack: dict[str, Any], one: dict[str, Any], withdrawn: dict[int, str]
) -> dict[str, Any]:
    moved = store.ballots_moved(one["id"])
    announced = store.announced(one["id"])
    result: dict[str, Any] = {
        "number": one["number"],
        "kind": one["kind"],
        "entitled": one["roll"] and one["roll"]["entitled"],
        "present": one["roll"] and one["roll"]["present"],
        "ballots": moved,
        "announced": announced is not None,
        "differences": [],
    }
    count = store.settled_count(one["id"])
    if count is not None:
        rulings = store.rulings(one["id"])
        votes = _votes(store, one, count, rulings)
        result |= votes
        gone = _gone(one["contest"], withdrawn, announced)
        result["elected"], result["tied"] = elected_in(pack, one, votes, moved, (rulings, gone))
    if announced is not None:
        result["differences"] = _compare(result, announced, moved)
    return result


def _gone(contest: dict[str, Any], withdrawn: dict[int, str], announced: dict[str, Any] | None) -> set[int]:
    """Return the candidates who had withdrawn; within the second of the result, as the result tells."""
    if announced is None:
        return set(withdrawn)
    told = {
        contest["entrants"][place["number"] - 1]["candidate_id"]
        for part in announced["outcome"]["parts"]
        for place in part["places"]
        if place["standing"] == "withdrawn"
    }
    at = announced["at"]
    return {number for number, when in withdrawn.items() if when < at or (when == at and number in told)}


def _votes(
    store: RecountStore, one: dict[str, Any], count: dict[str, Any], rulings: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """Count by the way the count was made; candidates by number, names written in by name."""
    contest = one["contest"]
    names = {each["number"]: each["name"] for each in contest["entrants"]}
    if count["way"] == "ballots":
        return {"names": names, **add_up(contest, store.ballots(count["id"]), rulings)}
    cells = {number: dict(_EMPTY) for number in names}
    written: dict[str, int] = {}
    figures = store.figures(count["id"])
    valid = figures["valid"] if figures else (one["roll"] or {}).get("present", 0)
    invalid = figures["invalid"] if figures else 0
    _add_called(store, contest, count, valid, (cells, written, rulings))
    return {"valid": valid, "invalid": invalid, "names": names, "votes": cells, "write_ins": written}


def add_up(
    contest: dict[str, Any], ballots: list[dict[str, Any]], rulings: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """Add up ballots as the record gives them: letters, names written in, copies."""
    cells = {each["number"]: dict(_EMPTY) for each in contest["entrants"]}
    written: dict[str, int] = {}
    valid = invalid = 0
    for ballot in ballots:
        counted = _read(contest, ballot, rulings)
        if counted is None:
            invalid += ballot["copies"]
            continue
        valid += ballot["copies"]
        for number, letter in enumerate(counted[0], start=1):
            cells[number][letter] += ballot["copies"]
        for name in counted[1]:
            written[name] = written.get(name, 0) + ballot["copies"]
    return {"valid": valid, "invalid": invalid, "votes": cells, "write_ins": written}


def _add_called(
    store: RecountStore,
    contest: dict[str, Any],
    count: dict[str, Any],
    valid: int,
    into: tuple[dict[int, dict[str, int]], dict[str, int], dict[str, dict[str, Any]]],
) -> None:
    cells, written, rulings = into
    if count["way"] == "calling":
        for call in store.calls(count["id"]):
            if call["number"]:
                cells[call["number"]][call["mark"]] += 1
            else:
                _add_name(contest, written, rulings, (call["post"], call["write_in"]), 1)
        for cell in cells.values():
            cell["B"] = valid - cell["F"] - cell["A"] - cell["X"]
        return
    for total in store.totals(count["id"]):
        if total["number"]:
            cells[total["number"]] = {
                "F": total["in_favour"],
                "A": total["against"],
                "B": total["abstaining"],
                "X": total["partly_invalid"],
                "N": total["not_voting"],
            }
        else:
            _add_name(contest, written, rulings, (total["post"], total["write_in"]), total["in_favour"])


def _add_name(
    contest: dict[str, Any],
    written: dict[str, int],
    rulings: dict[str, dict[str, Any]],
    who: tuple[str, str],
    votes: int,
) -> None:
    key = _meant(contest, rulings, *who)
    if key is not None and votes:
        written[key] = written.get(key, 0) + votes


def _meant(
    contest: dict[str, Any], rulings: dict[str, dict[str, Any]], post: str, spelling: str
) -> str | None:
    """Return "post name" of whom a spelling means, None where it does not count."""
    post = post or contest["parts"][0]["post"]
    ruling = rulings.get(spelling)
    name = spelling if ruling is None else ruling["name"]
    if not name or not contest["write_ins"]:
        return None
    if any(one["post"] == post and one["name"] == name for one in contest["entrants"]):
        return None
    return f"{post} {name}"


def _read(
    contest: dict[str, Any], ballot: dict[str, Any], rulings: dict[str, dict[str, Any]]
) -> tuple[str, list[str]] | None:
    """Return the letters and names that count on one ballot, None when it is invalid."""
    letters = ballot["marks"]
    if ballot["invalid_reason"] or (letters and set(letters) == {"X"} and not ballot["write_ins"]):
        return None
    names: list[str] = []
    for spelling, post, marked in ballot["write_ins"]:
        key = _meant(contest, rulings, post, spelling)
        if key is not None and key not in names and (marked or not contest["write_in_needs_mark"]):
            names.append(key)
    spoiled = []
    for part in contest["parts"]:
        post, seats = part["post"], part["seats"]
        here = [one["number"] for one in contest["entrants"] if one["post"] == post]
        mine = [name for name in names if name.split(" ", 1)[0] == post]
        if contest["write_in_needs_against"] and len(mine) > sum(letters[n - 1] == "A" for n in here):
            names = [name for name in names if name not in mine]
            mine = []
        if contest["limited"] and len(mine) + sum(letters[n - 1] == "F" for n in here) > seats:
            spoiled.append(post)
    if spoiled and len(spoiled) == len(contest["parts"]):
        return None
    numbers = {one["number"]: one["post"] for one in contest["entrants"]}
    read = "".join("X" if numbers[n] in spoiled else letter for n, letter in enumerate(letters, start=1))
    return read, [name for name in names if name.split(" ", 1)[0] not in spoiled]


def elected_in(
    pack: dict[str, Any],
    one: dict[str, Any],
    votes: dict[str, Any],
    moved: dict[str, int],
    known: tuple[dict[str, dict[str, Any]], set[int]],
) -> tuple[list[str], list[str]]:
    """Return the keys ("post name") of those elected and of those tied at the last seat."""
    if not _is_valid(pack, one, moved, votes["valid"] + votes["invalid"]):
        return [], []
    rulings, gone = known
    barred = {row["name"] for row in rulings.values() if row["ruling"] == "not_eligible"}
    line, enough = _line(pack, one, votes)
    elected: list[str] = []
    tied: list[str] = []
    for part in one["contest"]["parts"]:
        runners = [
            (
                votes["votes"][each["number"]]["F"],
                votes["votes"][each["number"]]["A"],
                f"{part['post']} {each['name']}",
            )
            for each in one["contest"]["entrants"]
            if each["post"] == part["post"] and each["candidate_id"] not in gone
        ]
        runners += [
            (number, None, key)
            for key, number in votes["write_ins"].items()
            if key.split(" ", 1)[0] == part["post"] and key.split(" ", 1)[1] not in barred
        ]
        pool = [each for each in runners if each[0] >= line and (each[0] > line or enough)]
        in_, level = _cut(pool, part["seats"], pack["tie"] == "fewer_against")
        elected += in_
        tied += level
    return sorted(elected), sorted(tied)


def _is_valid(pack: dict[str, Any], one: dict[str, Any], moved: dict[str, int], returned: int) -> bool:
    share, reached = _SHARES[pack["quorum"]]
    there, all_of_them = one["roll"]["present"], one["roll"]["entitled"]
    exact = share * all_of_them
    if not (there > exact or (reached and there == exact)):
        return False
    return one["method"] != "secret_ballot" or max(returned, moved.get("returned", 0)) <= moved.get(
        "issued", 0
    )


def _line(pack: dict[str, Any], one: dict[str, Any], votes: dict[str, Any]) -> tuple[Fraction, bool]:
    """Return the line votes are held against, and whether the line itself is enough."""
    returned = votes["valid"] + votes["invalid"]
    if one["kind"] == "revote" and not pack.get("revote_needs_majority", False):
        return Fraction(1), True
    if one["kind"] == "second" and pack.get("second_round_floor"):
        return max(Fraction(pack["second_round_floor"]) * returned, Fraction(1)), True
    share, reached = _SHARES[pack["majority"]]
    base = {
        "entitled": one["roll"]["entitled"],
        "present": one["roll"]["present"],
        "returned": returned,
        "valid": votes["valid"],
    }[pack["majority_base"]]
    return (share * base, reached) if base else (Fraction(1), True)


def _cut(
    pool: list[tuple[int, int | None, str]], seats: int, by_against: bool
) -> tuple[list[str], list[str]]:
    """Fill the seats from the top; whoever cannot be told apart at the last seat is tied."""
    elected: list[str] = []
    for votes in sorted({each[0] for each in pool}, reverse=True):
        level = [each for each in pool if each[0] == votes]
        left = seats - len(elected)
        if len(level) <= left:
            elected += [each[2] for each in level]
            continue
        if left <= 0:
            break
        if not by_against or any(each[1] is None for each in level):
            return elected, [each[2] for each in level]
        for against in sorted({each[1] or 0 for each in level}):
            same = [each[2] for each in level if each[1] == against]
            if len(elected) + len(same) > seats:
                tied = same if len(elected) < seats else []
                return elected, tied
            elected += same
        break
    return elected, []


def _compare(result: dict[str, Any], announced: dict[str, Any], moved: dict[str, int]) -> list[str]:
    """Say where the recount and the announcement differ."""
    outcome = announced["outcome"]
    if not outcome["valid"]:
        too_many = moved.get("returned", 0) > moved.get("issued", 0)
        return [] if too_many or not result.get("elected") else ["宣布无效，复算有效"]
    if "votes" not in result:
        return ["没有认定的计票，却宣布了结果"]
    found = []
    elected, tied = [], []
    for part in outcome["parts"]:
        for place in part["places"]:
            key = f"{place['post']} {place['name']}"
            own = (
                result["votes"][place["number"]]["F"] if place["number"] else result["write_ins"].get(key, 0)
            )
            if own != place["in_favour"]:
                found.append(f"{place['name']}宣布赞成 {place['in_favour']} 票，复算 {own} 票")
            if place["standing"] == "elected":
                elected.append(key)
            if place["standing"] == "tied":
                tied.append(key)
    if sorted(elected) != result["elected"]:
        found.append(f"宣布当选 {sorted(elected)}，复算 {result['elected']}")
    if sorted(tied) != result["tied"]:
        found.append(f"宣布同票 {sorted(tied)}，复算 {result['tied']}")
    return found
