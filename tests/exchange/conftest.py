"""Builders for the rosters that the facts below speak of."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pytest

from fulian_desktop.exchange.operations import ExchangeOperations
from fulian_desktop.exchange.preview import RosterPost, RosterPreview, preview_roster
from fulian_desktop.exchange.recognition import recognise
from fulian_desktop.exchange.sheets import Cell, Sheet
from fulian_desktop.locations import RESOURCES
from fulian_desktop.people.operations import PeopleOperations
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fulian_desktop.people.records import Person

DATA = Path(__file__).resolve().parent.parent / "data"
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30)


@pytest.fixture
def data_folder() -> Path:
    return DATA


@pytest.fixture
def a_sheet() -> Callable[..., Sheet]:
    """Return a sheet whose first row holds the headings."""

    def make(headings: str, *rows: Sequence[Cell]) -> Sheet:
        return Sheet("名册", (tuple(headings.split()), *(tuple(row) for row in rows)))

    return make


@pytest.fixture
def preview_of(a_sheet: Callable[..., Sheet]) -> Callable[..., RosterPreview]:
    """Return the preview of a small sheet against the persons recorded already."""

    def make(
        headings: str,
        *rows: Sequence[Cell],
        existing: Sequence[Person] = (),
        post: RosterPost | None = None,
    ) -> RosterPreview:
        table = recognise(a_sheet(headings, *rows))
        return preview_roster(table, table.column_map, existing, post, TODAY)

    return make


@pytest.fixture
def an_ods(tmp_path: Path) -> Callable[..., Path]:
    """Write an OpenDocument spreadsheet by hand: each row a list of texts, or ready-made cells as XML."""

    def make(*rows: Sequence[Any], name: str = "名册.ods", manifest: str = "") -> Path:
        def cell(value: Any) -> str:
            text = str(value)
            if text.startswith("<"):
                return text
            if not text:
                return "<table:table-cell/>"
            return (
                '<table:table-cell office:value-type="string">'
                f"<text:p>{escape(text)}</text:p></table:table-cell>"
            )

        body = "".join(
            row if isinstance(row, str) else f"<table:table-row>{''.join(map(cell, row))}</table:table-row>"
            for row in rows
        )
        content = (
            '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
            'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
            f'<office:body><office:spreadsheet><table:table table:name="名册">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>"
        )
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            packed.writestr("content.xml", content)
            packed.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
        return path

    return make


class SeatsInMemory:
    """Stands in for the room of seats, which is beside this one: fifteen seats, one chair."""

    def __init__(self) -> None:
        self.tenures: dict[int, tuple[int, str]] = {}
        self.withdrawn: list[int] = []

    def seat(self, person_id: int, post: str) -> int | None:
        if any(holder == person_id for holder, _ in self.tenures.values()):
            return None
        tenure_id = len(self.tenures) + len(self.withdrawn) + 1
        self.tenures[tenure_id] = (person_id, post)
        return tenure_id

    def unseat(self, tenure_ids: Sequence[int], reason: str) -> None:
        assert reason
        for tenure_id in tenure_ids:
            del self.tenures[tenure_id]
            self.withdrawn.append(tenure_id)


class Office:
    """One data file with the rooms that an import needs."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.journal = Journal(database, "李祎", lambda: NOW)
        self.people = PeopleOperations(database, self.journal)
        self.seats = SeatsInMemory()
        self.exchange = ExchangeOperations(
            database, self.journal, self.people, self.seats.seat, self.seats.unseat
        )


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Database.create(tmp_path / "三合村.fulian", RESOURCES / "schema") as database:
        yield Office(database)
