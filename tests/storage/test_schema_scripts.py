"""The numbered SQL scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.storage.errors import BugError
from fulian_desktop.storage.schema import read_scripts, split_statements

if TYPE_CHECKING:
    from pathlib import Path


def test_a_trigger_with_semicolons_inside_is_one_statement() -> None:
    text = """
    -- the first; with a semicolon in the note
    CREATE TABLE a (x TEXT DEFAULT 'one; two') STRICT;
    CREATE TRIGGER t AFTER INSERT ON a BEGIN
        UPDATE a SET x = 'y;'; DELETE FROM a WHERE x = 'z';
    END;
    INSERT INTO a VALUES ('end;');
    -- the last note
    """
    statements = split_statements(text)
    assert len(statements) == 3
    assert statements[1].startswith("CREATE TRIGGER")
    assert statements[1].endswith("END;")


def test_a_script_that_ends_inside_a_statement_is_a_fault() -> None:
    with pytest.raises(BugError, match="inside a statement"):
        split_statements("CREATE TABLE a (x); CREATE TABLE b (")


@pytest.mark.parametrize(
    "names", [[], ["0002_a.sql"], ["0001_a.sql", "0003_b.sql"], ["0001_a.sql", "0001_b.sql"]]
)
def test_scripts_are_numbered_without_gaps(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_text("SELECT 1;")
    with pytest.raises(BugError, match="not numbered"):
        read_scripts(tmp_path)


def test_a_script_with_an_odd_name_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "new.sql").write_text("SELECT 1;")
    with pytest.raises(BugError, match="odd name"):
        read_scripts(tmp_path)
