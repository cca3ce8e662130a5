"""Reading whole elections from their records; shared by the doors of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.elections.conflicts import Known
from fulian_desktop.elections.election_store import ElectionStore, OfficialStore, PackStore, pack_from
from fulian_desktop.elections.makeup_store import MakeupStore
from fulian_desktop.elections.passing_store import PassingStore, in_force
from fulian_desktop.elections.records import Body, Election, ElectionKind, ElectionState
from fulian_desktop.elections.round_store import RoundStore
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from fulian_desktop.elections.count_records import Round
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.seats.operations import SeatOperations
    from fulian_desktop.storage.database import Database

NOTHING_CHANGED = "选举的资料没有改动。"


class ElectionReader:
    """Reads elections and rounds."""

    def __init__(self, database: Database, people: PeopleOperations, seats: SeatOperations) -> None:
        self._people = people
        self._seats = seats
        self.store = ElectionStore(database)
        self.officials = OfficialStore(database)
        self.packs = PackStore(database)
        self.passings = PassingStore(database)
        self.rounds = RoundStore(database)
        self.makeups = MakeupStore(database)

    def elections(self) -> tuple[Election, ...]:
        """Return all elections, the newest first."""
        return tuple(self.get(election_id) for election_id in self.store.election_ids())

    def get(self, election_id: int) -> Election:
        """Return one election.

        Raises:
            UserFacingError: there is no such election.
        """
        row = self.store.election_row(election_id)
        if row is None:
            raise UserFacingError("这次选举不在资料里。", advice=("请回到选举页重新选择。",))
        kind, term_number = ElectionKind(row["kind"]), int(row["term_number"])
        anew = self.officials.passings(election_id)
        lists = self.passings.passings(election_id)
        return Election(
            id=row["id"],
            body=Body(row["body"]),
            kind=kind,
            term_number=term_number,
            meeting_id=row["meeting_id"],
            agenda_item_id=row["agenda_item_id"],
            pack=pack_from(row["pack_text"]),
            posts=self.store.posts(election_id),
            candidates=in_force(self.store.candidates(election_id), lists),
            officials=anew[-1].officials if anew else self.officials.first_officials(election_id),
            passed_at=lists[-1].at if lists else row["passed_at"],
            officials_passed_at=anew[-1].at if anew else row["officials_passed_at"],
            state=self._state(election_id, row["passed_at"]),
            title=title_of(kind, term_number),
        )

    def round(self, round_id: int) -> Round:
        """Return one round.

        Raises:
            UserFacingError: there is no such round.
        """
        one = self.rounds.round(round_id)
        if one is None:
            raise UserFacingError("这一轮选举不在资料里。", advice=("请回到选举页重新选择。",))
        return one

    def preparing(self, election_id: int) -> Election:
        """Return an election whose list was not passed.

        Raises:
            UserFacingError: its list was passed.
        """
        election = self.get(election_id)
        if election.passed_at is not None:
            raise UserFacingError(
                f"{election.title}的候选人名单和选举办法已经通过，不能再改。",
                advice=("有人退出，在她那一行登记“退出”；要加人，发票以前用“重新通过…”。原来的名单会保留。",),
                safe=NOTHING_CHANGED,
            )
        return election

    def known(self, election: Election, today: str) -> Known:
        """Return what is known of the persons of an election."""
        return Known(
            {person.id: person for person in self._people.everyone()},
            self._seats.living_tenures(),
            self.officials.relatives(election.id),
            today,
        )

    def _state(self, election_id: int, passed_at: str | None) -> ElectionState:
        if passed_at is None:
            return ElectionState.PREPARING
        rounds = self.rounds.rounds(election_id)
        if not rounds:
            return ElectionState.PASSED
        if self.rounds.end(election_id) is not None:
            return ElectionState.DONE
        waiting = self.rounds.result(rounds[-1].id) is None
        return ElectionState.VOTING if waiting else ElectionState.NEXT_STEP


def title_of(kind: ElectionKind, term_number: int) -> str:
    """Return what an election is called: 选举第八届执委会委员, 替补第七届执委."""
    term = ordinal(term_number, "届")
    return {
        ElectionKind.TERM_ELECTION: f"选举{term}执行委员会委员",
        ElectionKind.OFFICERS: f"选举{term}执行委员会主席、副主席",
        ElectionKind.REPLACEMENT: f"替补{term}执行委员会委员",
        ElectionKind.ADDITION: f"增补{term}执行委员会委员",
        ElectionKind.OFFICER_ADDITION: f"增选{term}执行委员会主席、副主席",
        ElectionKind.REMOVAL: f"罢免{term}执行委员会委员",
    }[kind]
