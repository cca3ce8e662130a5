"""Adding up ballots, calls and totals into one kind of tally. Exact, and order never matters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fulian_desktop.rules.ballots import Ballot, Contest, Mark, Ruling, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class Line:
    """What one candidate got. `not_voting` occurs in shows of hands only."""

    number: int
    name: str
    post: str
    in_favour: int = 0
    against: int = 0
    abstaining: int = 0
    partly_invalid: int = 0
    not_voting: int = 0

    @property
    def total(self) -> int:
        """Return the sum of all columns; it must equal the valid ballots."""
        return self.in_favour + self.against + self.abstaining + self.partly_invalid + self.not_voting


@dataclass(frozen=True)
class WriteInLine:
    """What someone got whose name was written in; only approvals are counted."""

    name: str
    post: str
    in_favour: int
    may_win: bool = True


@dataclass(frozen=True)
class Tally:
    """A round added up.

    Attributes:
        valid: valid ballots, the wholly blank ones included.
        invalid: invalid ballots.
        blank: valid ballots on which nothing is marked.
        lines: the candidates in the order of the ballot.
        write_ins: names written in, most votes first, then by name.
        reasons: why ballots are invalid, and how many for each reason.
    """

    valid: int
    invalid: int
    blank: int
    lines: tuple[Line, ...]
    write_ins: tuple[WriteInLine, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()

    @property
    def returned(self) -> int:
        """Return all ballots: valid and invalid."""
        return self.valid + self.invalid


class CallOut(NamedTuple):
    """What was called: a candidate's number, or 0 with the name and post written in; and how many times."""

    number: int
    mark: Mark
    write_in: str = ""
    post: str = ""
    times: int = 1


class Total(NamedTuple):
    """The totals of one candidate, or of a name written in (number 0)."""

    number: int
    in_favour: int
    against: int = 0
    abstaining: int = 0
    partly_invalid: int = 0
    not_voting: int = 0
    write_in: str = ""
    post: str = ""


_COLUMNS = (Mark.IN_FAVOUR, Mark.AGAINST, Mark.ABSTAINING, Mark.UNREADABLE)


def tally_ballots(
    contest: Contest,
    entries: Iterable[tuple[Ballot, int]],
    rulings: Mapping[str, Ruling] | None = None,
) -> Tally:
    """Add up ballots; each entry is a ballot and how many are alike.

    Raises:
        UserFacingError: a ballot does not fit the contest.
    """
    running = RunningTally(contest, rulings or {})
    for ballot, copies in entries:
        running.add(ballot, copies)
    return running.tally()


class RunningTally:
    """A tally that grows ballot by ballot; a negative number of copies takes ballots out again."""

    def __init__(self, contest: Contest, rulings: Mapping[str, Ruling]) -> None:
        self.rulings = dict(rulings)
        self.spellings: Counter[str] = Counter()
        self._contest = contest
        self._valid = self._invalid = self._blank = 0
        self._cells = [dict.fromkeys(Mark, 0) for _ in contest.entrants]
        self._written: Counter[tuple[str, str]] = Counter()
        self._reasons: Counter[str] = Counter()

    def add(self, ballot: Ballot, copies: int) -> None:
        """Add so many alike.

        Raises:
            UserFacingError: the ballot does not fit the contest.
        """
        judged = judge(self._contest, ballot, self.rulings)
        for name in ballot.write_ins:
            self.spellings[name.name] += copies
        if not judged.valid:
            self._invalid += copies
            self._reasons[judged.reason] += copies
            return
        self._valid += copies
        self._blank += copies if judged.blank else 0
        for cell, mark in zip(self._cells, judged.marks, strict=True):
            cell[mark] += copies
        for chosen in judged.chosen:
            self._written[chosen] += copies

    def tally(self) -> Tally:
        """Return what the ballots added so far come to."""
        lines = tuple(
            Line(one.number, one.name, one.post, *(cell[mark] for mark in _COLUMNS))
            for one, cell in zip(self._contest.entrants, self._cells, strict=True)
        )
        reasons = tuple(sorted((reason, number) for reason, number in self._reasons.items() if number))
        written = _write_in_lines(self._written, self.rulings)
        return Tally(self._valid, self._invalid, self._blank, lines, written, reasons)


def tally_calls(
    contest: Contest,
    calls: Iterable[CallOut],
    valid: int,
    invalid: int,
    *,
    blank: int = 0,
    rulings: Mapping[str, Ruling] | None = None,
) -> Tally:
    """Add up calls; abstentions are what the valid ballots leave over, never fewer than none.

    Calls for more than the valid ballots stay visible: the candidate's sum then exceeds the valid ballots.
    """
    rulings = rulings or {}
    cells: list[Counter[Mark]] = [Counter() for _ in contest.entrants]
    written: Counter[tuple[str, str]] = Counter()
    for call in calls:
        if call.number:
            cells[call.number - 1][call.mark] += call.times
        else:
            _write_in(written, contest, rulings, (call.write_in, call.post), call.times)
    lines = []
    for one, counter in zip(contest.entrants, cells, strict=True):
        called = counter[Mark.IN_FAVOUR] + counter[Mark.AGAINST] + counter[Mark.UNREADABLE]
        abstaining = max(valid - called, counter[Mark.ABSTAINING], 0)
        lines.append(
            Line(
                one.number,
                one.name,
                one.post,
                counter[Mark.IN_FAVOUR],
                counter[Mark.AGAINST],
                abstaining,
                counter[Mark.UNREADABLE],
            )
        )
    return Tally(valid, invalid, blank, tuple(lines), _write_in_lines(written, rulings))


def tally_totals(
    contest: Contest,
    totals: Iterable[Total],
    valid: int,
    invalid: int,
    *,
    blank: int = 0,
    rulings: Mapping[str, Ruling] | None = None,
) -> Tally:
    """Put the totals of a paper tally together; of several totals of one candidate the last holds."""
    rulings = rulings or {}
    of_number: dict[int, Total] = {}
    of_spelling: dict[tuple[str, str], int] = {}
    for total in totals:
        if total.number:
            of_number[total.number] = total
        else:
            of_spelling[(total.post, total.write_in)] = total.in_favour
    written: Counter[tuple[str, str]] = Counter()
    for (post, spelling), votes in of_spelling.items():
        _write_in(written, contest, rulings, (spelling, post), votes)
    lines = []
    for one in contest.entrants:
        found = of_number.get(one.number, Total(one.number, 0))
        lines.append(Line(one.number, one.name, one.post, *found[1:6]))
    return Tally(valid, invalid, blank, tuple(lines), _write_in_lines(written, rulings))


def differences(
    first: Tally, second: Tally, *, in_favour_only: bool = False
) -> tuple[tuple[str, int, int], ...]:
    """Return the lines on which two counts of the same round differ: what, first number, second number.

    `in_favour_only` leaves the other columns out: one of the counts did not call them.
    """
    pairs = [
        ("有效票", first.valid, second.valid),
        ("无效票", first.invalid, second.invalid),
    ]
    for one, other in zip(first.lines, second.lines, strict=True):
        pairs.append((f"{one.name} 赞成", one.in_favour, other.in_favour))
        if in_favour_only:
            continue
        pairs += [
            (f"{one.name} 不赞成", one.against, other.against),
            (f"{one.name} 弃权", one.abstaining, other.abstaining),
            (f"{one.name} 部分无效", one.partly_invalid, other.partly_invalid),
            (f"{one.name} 未表态", one.not_voting, other.not_voting),
        ]
    left = {(line.post, line.name): line.in_favour for line in first.write_ins}
    right = {(line.post, line.name): line.in_favour for line in second.write_ins}
    pairs += [(f"另选人 {key[1]}", left.get(key, 0), right.get(key, 0)) for key in sorted(left | right)]
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def _write_in(
    written: Counter[tuple[str, str]],
    contest: Contest,
    rulings: Mapping[str, Ruling],
    write_in: tuple[str, str],
    votes: int,
) -> None:
    spelling, post = write_in
    ruling = rulings.get(spelling)
    name = spelling if ruling is None else ruling.name
    post = post or contest.parts[0].post
    if name and contest.write_ins and (post, name) not in contest.names:
        written[(post, name)] += votes


def _write_in_lines(
    written: Counter[tuple[str, str]], rulings: Mapping[str, Ruling]
) -> tuple[WriteInLine, ...]:
    barred = {ruling.name for ruling in rulings.values() if not ruling.may_win}
    lines = [
        WriteInLine(name, post, votes, name not in barred) for (post, name), votes in written.items() if votes
    ]
    return tuple(sorted(lines, key=lambda line: (-line.in_favour, line.post, line.name)))
