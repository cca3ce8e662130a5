"""Two years of a federation, act by act: a by-election, its papers, a congress, its count, the new term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from fulian_desktop.elections.count_records import CustodyKind, Way
from fulian_desktop.rules.ballots import Ballot, Mark
from fulian_desktop.sample_congress import CONGRESS_DAY, build_congress, play_to_the_ballot
from fulian_desktop.sample_village import MEETING_DAY, StageClock, build_village, play_meeting
from fulian_desktop.workspace import Foundation, Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.elections.count_records import Round

FOUNDATION = Foundation("三合村妇女联合会", "清溪镇妇联", 7, "2023-11-20", "2028-11-19", 15)
PRESENT, ENTITLED = 31, 36


@dataclass(frozen=True)
class Village:
    """An open, empty federation, its clock, and the folder for what it writes."""

    workspace: Workspace
    clock: StageClock
    folder: Path


def found(folder: Path) -> Village:
    """Make the data file of the federation."""
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    workspace = Workspace.create(folder / "village.fulian", FOUNDATION, user="李祎", clock=clock)
    return Village(workspace, clock, folder)


def play_by_election(village: Workspace, clock: StageClock, folder: Path) -> int:
    """Hold the by-election and write, issue, print and withdraw its papers; return the meeting's id."""
    meeting_id = build_village(village, MEETING_DAY)
    clock.moment = datetime(2026, 3, 6, 9, 0)
    play_meeting(village, meeting_id, clock)
    for state in village.papers.catalogue(meeting_id):
        if state.can_be_made:
            name = state.kind.file_name(state.edition)
            village.papers.write(meeting_id, state.kind, folder / "papers" / name, state.edition)
    village.papers.write_docx(meeting_id, PaperKind.MINUTES, folder / "papers" / "会议记录.docx")
    village.papers.write_workbook(
        meeting_id, PaperKind.ROSTER, folder / "papers" / "名册.xlsx", Edition.PUBLIC
    )
    paper = village.register.finalise(meeting_id, PaperKind.NOTICE)
    village.register.note_printed(paper.id)
    village.register.withdraw(paper.id, "地点换了")
    return meeting_id


def play_congress(village: Workspace, clock: StageClock) -> int:
    """Walk to the ballot, count it twice, announce, begin the term; return the election."""
    clock.moment = datetime(2028, 9, 1, 9, 0)
    congress_id = build_congress(village, clock, CONGRESS_DAY)
    play_to_the_ballot(village, congress_id, clock)
    clock.moment += timedelta(minutes=5)
    election_id = village.elections.elections()[0].id
    village.elections.rounds.open_first(election_id)
    one = village.elections.rounds.rounds(election_id)[-1]
    village.elections.rounds.check_attendance(one.id, entitled=ENTITLED, present=PRESENT)
    _hand_out_and_in(village, one)
    counts = [_counted(village, one, teller) for teller in ("姚计一", "姚计二")]
    village.elections.settling.settle(one.id, counts[0])
    village.elections.rounds.announce(one.id)
    first_day = CONGRESS_DAY.isoformat()
    village.elections.seating.begin_term(election_id, first_day, "2033-11-17")
    return election_id


def _hand_out_and_in(village: Workspace, one: Round) -> None:
    for kind, number in (
        (CustodyKind.PRINTED, ENTITLED),
        (CustodyKind.BOX_CHECKED, None),
        (CustodyKind.BOX_SEALED, None),
        (CustodyKind.ISSUED, PRESENT),
        (CustodyKind.UNUSED, ENTITLED - PRESENT),
        (CustodyKind.BOX_OPENED, None),
        (CustodyKind.RETURNED, PRESENT),
    ):
        village.elections.custody.record(one.id, kind, number, names=("姚监一",))


def _counted(village: Workspace, one: Round, teller: str) -> int:
    """Count by single ballots, with a mistake undone and a doubtful ballot decided; return the count's id."""
    counting = village.elections.counting
    count_id = counting.start(one.id, Way.BALLOTS, teller).record_id
    assert count_id is not None
    for number in range(PRESENT - 2):
        counting.enter_ballot(count_id, _ballot(one, against=(16, 17, *([15] if number == 3 else ()))))
    counting.enter_ballot(count_id, _ballot(one, against=(1, 2)))
    counting.undo_entry(count_id)
    counting.enter_code(count_id, "16/17/")
    doubtful = village.elections.doubtful.set_aside(count_id, "16 号一格涂改过").record_id
    assert doubtful is not None
    village.elections.doubtful.decide(
        doubtful,
        counted=True,
        reason="看得出划的是不赞成",
        names=("姚监一", "姚监二"),
        ballot=_ballot(one, against=(16, 17)),
    )
    counting.pause(count_id)
    counting.resume(count_id)
    counting.finish(count_id)
    return count_id


def _ballot(one: Round, against: tuple[int, ...]) -> Ballot:
    marks = [Mark.IN_FAVOUR] * len(one.contest.entrants)
    for number in against:
        marks[number - 1] = Mark.AGAINST
    return Ballot(tuple(marks))
