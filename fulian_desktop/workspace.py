"""One open data file and the services of all rooms; it knows every room and does no work itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from fulian_desktop.access.operations import AccessOperations
from fulian_desktop.errors import UserFacingError
from fulian_desktop.locations import RESOURCES
from fulian_desktop.meetings.operations import MeetingOperations
from fulian_desktop.people.operations import PeopleOperations
from fulian_desktop.rules.rule_pack import DEFAULT_PACK_ID
from fulian_desktop.seats.operations import SeatOperations
from fulian_desktop.seats.records import Post
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.errors import BugError, DamagedFileError
from fulian_desktop.storage.journal import Journal
from fulian_desktop.storage.rehearsal_mark import RehearsalFileError, RehearsalMark, rehearsal_mark
from fulian_desktop.storage.table_seal import note_broken_seal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from fulian_desktop.access.device_key import DeviceKeys
    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.documents.blank_pack import BlankPackOperations
    from fulian_desktop.documents.operations import DocumentOperations
    from fulian_desktop.documents.preflight_operations import PreflightOperations
    from fulian_desktop.documents.register_operations import PaperRegister
    from fulian_desktop.elections.congress_operations import CongressOperations
    from fulian_desktop.elections.operations import ElectionOperations
    from fulian_desktop.exchange.operations import ExchangeOperations
    from fulian_desktop.meetings.agenda_course_operations import RunningAgenda
    from fulian_desktop.meetings.agenda_operations import AgendaOperations
    from fulian_desktop.meetings.attendance_operations import AttendanceOperations
    from fulian_desktop.meetings.course_operations import CourseOperations
    from fulian_desktop.meetings.minutes_operations import MinutesOperations
    from fulian_desktop.meetings.records import Meeting, MeetingFacts
    from fulian_desktop.meetings.reply_operations import ReplyOperations
    from fulian_desktop.people.delegate_operations import DelegateOperations
    from fulian_desktop.scripts.operations import ScriptOperations
    from fulian_desktop.seats.term_changes import TermChanges
    from fulian_desktop.storage.findings import Finding
    from fulian_desktop.votes.after_closing import VotesAfterClosing
    from fulian_desktop.votes.late_entry import LateEntry
    from fulian_desktop.votes.operations import VoteOperations

SCHEMA = RESOURCES / "schema"


@dataclass(frozen=True)
class Foundation:
    """What makes a federation's file: names, term (ISO days), number of seats, id of its rules."""

    name: str
    superior: str
    term_number: int
    first_day: str
    last_day: str
    seats: int
    rule_pack: str = DEFAULT_PACK_ID


class Workspace:
    """Hands out the rooms of one open data file; the acting user and the clock come with it."""

    def __init__(
        self,
        database: Database,
        user: str,
        clock: Callable[[], datetime],
        devices: DeviceKeys | None = None,
    ) -> None:
        self.database = database
        self.journal = Journal(database, user, clock)
        self.database.before_first_change = partial(note_broken_seal, self.journal)
        self.access = AccessOperations(database, self.journal, devices)
        self.people = PeopleOperations(database, self.journal, self.access.protection)
        self.access.protect_everything = self._protect_everything
        self.access.encrypt_papers = self._encrypt_papers
        self.seats = SeatOperations(database, self.journal)
        self.meetings = MeetingOperations(database, self.journal, self.people, self.seats)
        self.meetings.in_session = self._in_session

    # The rooms that are not needed for the first window are entered when they are first asked for.

    @cached_property
    def agenda(self) -> AgendaOperations:
        """The agenda of a meeting, beside the door of the room of meetings."""
        from fulian_desktop.meetings.agenda_operations import AgendaOperations

        return AgendaOperations(self.database, self.journal)

    @cached_property
    def attendance(self) -> AttendanceOperations:
        """The attendance of a meeting, beside the door of the room of meetings."""
        from fulian_desktop.meetings.attendance_operations import AttendanceOperations

        return AttendanceOperations(self.database, self.journal)

    @cached_property
    def replies(self) -> ReplyOperations:
        """Answers to the notice of a meeting, beside the door of the room of meetings."""
        from fulian_desktop.meetings.reply_operations import ReplyOperations

        return ReplyOperations(self.database, self.journal, self.meetings, self.attendance)

    @cached_property
    def preflight(self) -> PreflightOperations:
        """Whether a meeting can be held (可以开会吗), beside the door of the room of documents."""
        from fulian_desktop.documents.preflight_operations import PreflightOperations

        return PreflightOperations(
            self.database,
            self.journal,
            meetings=self.meetings,
            replies=self.replies,
            papers=self.papers,
            register=self.register,
        )

    @cached_property
    def blank_pack(self) -> BlankPackOperations:
        """The papers for a day without power (停电备用), beside the door of the room of documents."""
        from fulian_desktop.documents.blank_pack import BlankPackOperations

        return BlankPackOperations(self.papers, self.scripts)

    @cached_property
    def rehearsal(self) -> RehearsalMark | None:
        """What is rehearsed, when this is a rehearsal's copy; None for the records themselves."""
        return rehearsal_mark(self.database)

    @cached_property
    def running(self) -> RunningAgenda:
        """The agenda of an open meeting as it is run, beside the door of the room of meetings."""
        from fulian_desktop.meetings.agenda_course_operations import RunningAgenda

        return RunningAgenda(self.database, self.journal, self.meetings)

    @cached_property
    def course(self) -> CourseOperations:
        """Roll calls, agreements, speeches, breaks, lines put in, beside the door of the room of meetings."""
        from fulian_desktop.meetings.course_operations import CourseOperations

        return CourseOperations(self.database, self.journal, self.meetings, self.attendance)

    @cached_property
    def votes(self) -> VoteOperations:
        """The door of the room of votes: counting, confirming, correcting."""
        from fulian_desktop.votes.operations import VoteOperations

        return VoteOperations(self.database, self.journal, self.seats, self.meetings, self.attendance)

    @cached_property
    def minutes(self) -> MinutesOperations:
        """The door of minutes: own words, corrections after the close, what was entered later."""
        from fulian_desktop.meetings.minutes_operations import MinutesOperations

        return MinutesOperations(self.database, self.journal)

    @cached_property
    def term_changes(self) -> TermChanges:
        """Putting right the days and seats of the current term, beside the door of the room of seats."""
        from fulian_desktop.seats.term_changes import TermChanges

        return TermChanges(self.database, self.journal, self.seats)

    @cached_property
    def late_entry(self) -> LateEntry:
        """The door of 补录: key in what was held on paper."""
        from fulian_desktop.votes.late_entry import LateEntry

        return LateEntry(self.database, self.journal, self.people, self.seats)

    @cached_property
    def votes_after_closing(self) -> VotesAfterClosing:
        """The door of votes for putting right a count of a closed meeting."""
        from fulian_desktop.votes.after_closing import VotesAfterClosing

        return VotesAfterClosing(self.database, self.journal, self.seats, self.meetings, self.attendance)

    @cached_property
    def elections(self) -> ElectionOperations:
        """The door of the room of elections: rules, candidates, ballots, counts, results."""
        from fulian_desktop.elections.operations import ElectionOperations

        return ElectionOperations(
            self.database,
            self.journal,
            people=self.people,
            seats=self.seats,
            meetings=self.meetings,
            attendance=self.attendance,
            term_began=self._term_began,
        )

    @cached_property
    def exchange(self) -> ExchangeOperations:
        """The door of the room of exchange: spreadsheets in and out."""
        from fulian_desktop.exchange.operations import ExchangeOperations
        from fulian_desktop.storage.backup_shelf import keep_before

        exchange = ExchangeOperations(
            self.database, self.journal, self.people, self._seat_imported, self._unseat_imported
        )
        exchange.before_import = partial(keep_before, self.database, "导入前", self.journal.now)
        return exchange

    @cached_property
    def scripts(self) -> ScriptOperations:
        """The door of the room of scripts: wordings, the composed script, the place of the desk."""
        from fulian_desktop.scripts.operations import ScriptOperations

        scripts = ScriptOperations(self.database, self.journal, self.meetings, self.attendance, self.votes)
        scripts.in_session = self._in_session
        return scripts

    @cached_property
    def delegates(self) -> DelegateOperations:
        """The delegates of congresses, beside the door of the room of people."""
        from fulian_desktop.people.delegate_operations import DelegateOperations

        return DelegateOperations(self.database, self.journal, self.people)

    @cached_property
    def congress(self) -> CongressOperations:
        """The term change: the congress, the path to it, its sessions."""
        from fulian_desktop.elections.congress_operations import CongressOperations
        from fulian_desktop.meetings.session_operations import SessionOperations

        return CongressOperations(
            self.database,
            self.journal,
            people=self.people,
            seats=self.seats,
            delegates=self.delegates,
            meetings=self.meetings,
            sessions=SessionOperations(self.database, self.journal, self.meetings),
            elections=lambda: self.elections,
        )

    @cached_property
    def papers(self) -> DocumentOperations:
        """The door of the room of documents: the papers of a meeting."""
        from fulian_desktop.documents.election_sources import ElectionRooms
        from fulian_desktop.documents.operations import DocumentOperations

        return DocumentOperations(
            self.database,
            self.journal,
            meetings=self.meetings,
            attendance=self.attendance,
            votes=self.votes,
            scripts=self.scripts,
            people=self.people,
            seats=self.seats,
            elections=ElectionRooms(
                self.elections, self.congress, self.delegates, self.people, self.meetings
            ),
            protection=self.access.protection,
            file_acts=self.access.file_acts,
        )

    @cached_property
    def register(self) -> PaperRegister:
        """The register of issued papers, beside the door of the room of documents."""
        from fulian_desktop.documents.register_operations import PaperRegister

        return PaperRegister(self.database, self.journal, self.papers)

    @classmethod
    def create(
        cls,
        path: Path,
        foundation: Foundation,
        *,
        user: str = "记录员",
        clock: Callable[[], datetime] = datetime.now,
        devices: DeviceKeys | None = None,
    ) -> Workspace:
        """Make a new data file for a federation and open it; if anything is wrong, no file is left behind.

        Raises:
            UserFacingError: the file exists, the place cannot be written, or the foundation makes no sense.
        """
        workspace = cls(Database.create(path, SCHEMA), user, clock, devices)
        try:
            with workspace.database.transaction():
                workspace.seats.name_federation(
                    foundation.name, foundation.superior, rule_pack=foundation.rule_pack
                )
                workspace.seats.start_term(
                    foundation.term_number, foundation.first_day, foundation.last_day, foundation.seats
                )
        except BaseException:
            workspace.close()
            path.unlink()
            raise
        return workspace

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        user: str = "记录员",
        clock: Callable[[], datetime] = datetime.now,
        read_only: bool = False,
        as_rehearsal: bool = False,
        devices: DeviceKeys | None = None,
    ) -> Workspace:
        """Open a data file; a rehearsal's copy only `as_rehearsal`, and nothing else that way.

        Raises:
            RehearsalFileError: this is a rehearsal's copy.
            UserFacingError: missing, not ours, damaged, newer than the program, or open elsewhere.
        """
        database = Database.open(path, SCHEMA, read_only=read_only)
        try:
            workspace = cls(database, user, clock, devices)
            if as_rehearsal and workspace.rehearsal is None:
                raise UserFacingError("这个文件不是演练用的副本，不能拿来演练。", safe="文件没有被改动。")
            if not as_rehearsal and workspace.rehearsal is not None:
                raise RehearsalFileError(path)
            if not read_only:
                workspace.access.finish_protection()
        except BaseException as error:
            database.close()
            if isinstance(error, BugError):  # our own questions fail where somebody changed the tables
                raise DamagedFileError(path) from error
            raise
        return workspace

    def act_as(self, user: str) -> None:
        """Say who is working from now on, where nobody signs in; one who signed in has her name already."""
        if not self.access.state().sign_in:
            self.journal.user = user

    def check(self) -> list[Finding]:
        """Check the whole file, from its pages to the issued papers; empty when it is sound."""
        from fulian_desktop.whole_check import check_everything

        return check_everything(self.journal, self.access.protection)

    def close(self) -> None:
        """Close the data file; safe to call twice."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _protect_everything(self) -> None:
        self.people.protect_everyone()
        self._encrypt_papers()

    def _encrypt_papers(self) -> None:
        """Tell the register, a room entered only when it is needed, to encrypt what bears numbers."""
        self.register.encrypt_numbers()

    def _in_session(self, meeting: Meeting, facts: MeetingFacts) -> MeetingFacts:
        """Make the facts of a meeting those of the session of a congress it is; others stay as they are."""
        return self.congress.session_facts(meeting, facts) if meeting.own_title else facts

    def _term_began(self, number: int) -> ChangeSet:
        """Tell the congress, a room entered only when it is needed, that the term it elected began."""
        return self.congress.term_began(number)

    def _seat_imported(self, person_id: int, post: str) -> int | None:
        """Seat someone a committee roster names, unless she holds a seat already; return the new tenure."""
        if person_id in self.seats.living_tenures():
            return None
        word = next((one for one in Post if one.phrase == post), Post.MEMBER)
        return self.seats.take_seat(person_id, word).record_id

    def _unseat_imported(self, tenure_ids: Sequence[int], reason: str) -> None:
        self.seats.withdraw(tenure_ids, reason)
