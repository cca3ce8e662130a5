"""Whether the elections in a file still say what was recorded, and whether their results follow from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.elections import frozen_text
from fulian_desktop.elections.announcing import outcome_of
from fulian_desktop.elections.count_reading import CountReader
from fulian_desktop.elections.journal_fields import as_fields, call_fields, decision_fields, entry_fields
from fulian_desktop.elections.reading import ElectionReader
from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.operations import PeopleOperations
from fulian_desktop.rules.winners import Standing
from fulian_desktop.seats.operations import SeatOperations
from fulian_desktop.storage.findings import Finding, Severity
from fulian_desktop.storage.journal_comparison import compare_with_journal, recorded_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from fulian_desktop.elections.count_records import Round, RoundResult
    from fulian_desktop.elections.records import Election
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

    Lines = Iterable[tuple[int, Mapping[str, Any]]]

PASSED_LIST, PASSED_OFFICIALS, GIVEN_UP = "通过候选人名单", "通过监票计票名单", "放弃筹备的选举"


def check_elections(database: Database, journal: Journal) -> list[Finding]:
    """Compare every record of elections with the journal, and each result with what was counted."""
    reader = ElectionReader(database, PeopleOperations(database, journal), SeatOperations(database, journal))
    counts = CountReader(database, reader)
    findings: list[Finding] = []
    for subject, kind, lines in (*_of_elections(reader), *_of_counts(counts)):
        findings += compare_with_journal(
            subject,
            recorded_entries(journal, subject),
            ((record_id, f"第 {record_id} 号{kind}", fields) for record_id, fields in lines),
            kind=kind,
        )
    findings += _lists(reader, journal)
    findings += _first_officials(reader, journal)
    findings += _ballots_of_lists(reader)
    findings += _results(reader, counts)
    return findings


def _of_elections(reader: ElectionReader) -> Iterator[tuple[str, str, Lines]]:
    rounds, store = reader.rounds, reader.store
    yield "election_pack", "选举办法", _rows(reader.packs.all_packs())
    yield "official_passing", "监票计票名单", _rows(reader.officials.all_passings())
    yield "candidate_passing", "候选人名单", _rows(reader.passings.all_passings())
    yield "list_vote", "名单表决", _rows(reader.passings.all_votes())
    yield (
        "candidate_withdrawal",
        "候选人退出",
        (
            (row["id"], {key: row[key] for key in ("candidate_id", "stage", "consequence")})
            for row in store.all_withdrawals()
        ),
    )
    without = ("entitled", "present")
    opened = ((one.id, as_fields(one, without=without)) for one in rounds.all_rounds(as_opened=True))
    yield "election_round", "选举轮次", opened
    yield "round_attendance", "选举前清点", _rows(rounds.all_attendance())
    yield "custody_event", "选票登记", ((one.id, as_fields(one)) for one in rounds.events())
    yield "write_in_ruling", "另选人认定", ((one.id, as_fields(one)) for one in rounds.rulings())
    yield (
        "count_settlement",
        "票数认定",
        ((record_id, as_fields(one)) for record_id, one in rounds.settlements().items()),
    )
    yield (
        "election_result",
        "选举结果",
        (
            (
                record_id,
                {
                    "valid": one.valid,
                    "outcome": frozen_text.outcome_to_text(one.outcome),
                    "round_id": one.round_id,
                },
            )
            for record_id, one in rounds.results().items()
        ),
    )
    yield "committee_makeup", "换届前后统计", _rows(reader.makeups.all())
    yield "election_end", "选举结束", _rows(rounds.all_ends())
    yield (
        "tenure_election",
        "选举任职",
        ((record_id, as_fields(one)) for record_id, one in rounds.effects().items()),
    )


def _of_counts(counts: CountReader) -> Iterator[tuple[str, str, Lines]]:
    store = counts.store
    yield (
        "ballot_count",
        "计票",
        ((one.id, as_fields(one, without=("finished", "paused"))) for one in store.counts()),
    )
    yield (
        "ballot_count_step",
        "计票步骤",
        ((row["id"], {key: row[key] for key in ("count_id", "step", "tally")}) for row in store.all_steps()),
    )
    yield "ballot_entry", "选票录入", ((one.id, entry_fields(one)) for one in store.entries())
    yield "ballot_call", "唱票", ((one.id, call_fields(one)) for one in store.calls())
    yield (
        "ballot_total",
        "总票数",
        (
            (record_id, as_fields({"count_id": count_id, **total._asdict()}))
            for record_id, (count_id, total) in store.totals().items()
        ),
    )
    yield "ballot_figure", "有效无效票", _rows(store.all_figures())
    doubtful = store.doubtful()
    yield (
        "doubtful_ballot",
        "疑难票",
        ((one.id, {"count_id": one.count_id, "description": one.description}) for one in doubtful),
    )
    yield (
        "doubtful_decision",
        "疑难票认定",
        ((record_id, decision_fields(one)) for record_id, one in store.decisions().items()),
    )


def _rows(rows: Iterable[Any]) -> Lines:
    return [(row["id"], {key: row[key] for key in row.keys() if key != "id"}) for row in rows]  # noqa: SIM118


def _lists(reader: ElectionReader, journal: Journal) -> list[Finding]:
    """Compare lists and rules with how they were passed."""
    return compare_with_journal(
        "election",
        recorded_entries(journal, "election", [PASSED_LIST]),
        (
            (
                one.id,
                one.title,
                {
                    "pack_text": one.pack.to_text(),
                    "list": [list(row) for row in reader.store.frozen_list(one.id)],
                },
            )
            for one in reader.elections()
            if one.passed_at is not None
        ),
        kind="选举",
    )


def _first_officials(reader: ElectionReader, journal: Journal) -> list[Finding]:
    """Compare the first list of scrutineers and tellers with how it was passed; later ones are records."""
    given_up = recorded_entries(journal, "election", [GIVEN_UP])
    passed = recorded_entries(journal, "election", [PASSED_OFFICIALS])
    return compare_with_journal(
        "election",
        {record_id: entry for record_id, entry in passed.items() if record_id not in given_up},
        (
            (
                one.id,
                f"{one.title}的监票人、计票人名单",
                {"names": [f"{each.role.phrase}{each.name}" for each in first]},
            )
            for one, first in ((one, reader.officials.first_officials(one.id)) for one in reader.elections())
            if one.officials_passed_at is not None
        ),
        kind="选举的监票计票名单",
    )


def _ballots_of_lists(reader: ElectionReader) -> list[Finding]:
    """Compare each list passed anew with the candidates on record, and the last one with the ballot."""
    findings = []
    for election in reader.elections():
        known = {one.id: (one.post, one.name, one.person_id) for one in reader.store.candidates(election.id)}
        passings = reader.passings.passings(election.id)
        for passing in passings:
            listed = {one.id: (one.post, one.name, one.person_id) for one in passing.candidates}
            if any(known.get(candidate_id) != told for candidate_id, told in listed.items()):
                sentence = f"{election.title}重新通过的候选人名单与候选人的登记不一致。"
                findings.append(Finding(Severity.ERROR, f"candidate_passing:{passing.id}", sentence))
        first = next(iter(reader.rounds.rounds(election.id)), None)
        on_ballot = [] if first is None else [one.candidate_id for one in first.contest.entrants]
        last = [one.id for one in passings[-1].candidates] if passings else []
        if first is not None and passings and [one for one in last if one in on_ballot] != on_ballot:
            findings.append(_finding(first.id, f"{election.title}的选票与最后通过的候选人名单不一致。"))
    return findings


def _results(reader: ElectionReader, counts: CountReader) -> list[Finding]:
    """Decide each announced round once more from what was counted."""
    findings = []
    for one in reader.rounds.all_rounds():
        result = reader.rounds.result(one.id)
        if result is None:
            continue
        election = reader.get(one.election_id)
        named = f"{election.title}第 {one.number} 轮"
        settled = next(iter(reader.rounds.settlements(one.id).values()), None)
        early = _as_announced(election, one, result)
        try:
            tally = None if settled is None else counts.tally(counts.get(settled.count_id))
            outcome = outcome_of(early, one, reader.rounds.events(one.id), tally)
        except UserFacingError as error:
            findings.append(_finding(one.id, f"{named}的票数不可能成立：{error.what}"))
            continue
        if outcome != result.outcome:
            findings.append(_finding(one.id, f"{named}宣布的结果与票数算出的结果不一致。"))
    return findings


def _as_announced(election: Election, one: Round, result: RoundResult) -> Election:
    """Return the election without withdrawals that came after the result was announced.

    Within one second, those told as withdrawn in the result came before it.
    """
    told = {
        one.contest.entrants[place.number - 1].candidate_id
        for part in result.outcome.parts
        for place in part.places
        if place.standing is Standing.WITHDRAWN
    }
    kept = []
    for each in election.candidates:
        gone = each.withdrawal
        later = gone is not None and (gone.at > result.at or (gone.at == result.at and each.id not in told))
        kept.append(replace(each, withdrawal=None) if later else each)
    return replace(election, candidates=tuple(kept))


def _finding(round_id: int, sentence: str) -> Finding:
    return Finding(Severity.ERROR, f"election_round:{round_id}", sentence)
