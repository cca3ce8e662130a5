"""A data file with the journal and one small table of our own: counts of votes."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.locations import RESOURCES
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTS = """
CREATE TABLE counts (
    id INTEGER PRIMARY KEY,
    item TEXT NOT NULL,
    in_favour INTEGER NOT NULL CHECK (in_favour >= 0),
    corrects INTEGER REFERENCES counts (id)
) STRICT;

CREATE TRIGGER a_count_is_never_deleted BEFORE DELETE ON counts
BEGIN
    SELECT RAISE(ABORT, 'a count is never deleted');
END;
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    folder = tmp_path / "schema"
    shutil.copytree(RESOURCES / "schema", folder)
    number = len(list(folder.glob("*.sql"))) + 1
    (folder / f"{number:04d}_counts.sql").write_text(COUNTS, encoding="utf-8")
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "三合村.fulian"


@pytest.fixture
def database(path: Path, scripts: Path) -> Iterator[Database]:
    with Database.create(path, scripts) as opened:
        yield opened


@pytest.fixture
def journal(database: Database) -> Journal:
    return Journal(database, "李祎", lambda: datetime(2026, 3, 6, 9, 41, 0, 250_000))


@pytest.fixture
def ordinary_user() -> Iterator[Path]:
    """A folder, and no power over permissions: root becomes an ordinary user for the test."""
    folder = Path(tempfile.mkdtemp(prefix="fulian-"))
    folder.chmod(0o777)
    root = os.geteuid() == 0
    if root:
        os.setresuid(65534, 65534, 0)
    try:
        yield folder
    finally:
        if root:
            os.setresuid(0, 0, 0)
        folder.chmod(0o777)
        shutil.rmtree(folder)
