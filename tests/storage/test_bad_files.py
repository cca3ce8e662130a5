"""Everything that can be wrong with a file the user picks: a clear sentence, and nothing changed."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.storage import errors, opening
from fulian_desktop.storage.check import check_file
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.schema import expected_objects, expected_triggers

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.storage.journal import Journal

ADD = "INSERT INTO counts (item, in_favour) VALUES (?, 10)"


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.is_file()
    }


def refused(
    path: Path, scripts: Path, kind: type[errors.FileError], *, read_only: bool = False
) -> errors.FileError:
    """Open the file, see it refused with a Chinese sentence that names it, and see the folder untouched."""
    before = fingerprints(path.parent)
    with pytest.raises(kind) as caught:
        Database.open(path, scripts, read_only=read_only)
    assert fingerprints(path.parent) == before
    assert path.name in caught.value.what
    assert caught.value.what.endswith("。")
    assert caught.value.advice
    return caught.value


@pytest.fixture
def filled(database: Database, journal: Journal, path: Path) -> Path:
    with database.transaction():
        for number in range(400):
            database.execute(ADD, (f"第{number}项" * 8,))
            journal.record("记录表决", "vote", number, new={"in_favour": 10})
    database.close()
    return path


@pytest.mark.parametrize("read_only", [False, True])
def test_a_text_file_with_our_ending(path: Path, scripts: Path, read_only: bool) -> None:
    path.write_text("三合村妇联执委名单\n" * 50, encoding="utf-8")
    error = refused(path, scripts, errors.NotOurFileError, read_only=read_only)
    assert "不是妇联会议助手的资料文件" in error.what


@pytest.mark.parametrize("read_only", [False, True])
def test_an_empty_file(path: Path, scripts: Path, read_only: bool) -> None:
    path.touch()
    refused(path, scripts, errors.NotOurFileError, read_only=read_only)


def test_a_folder_with_our_ending(path: Path, scripts: Path) -> None:
    path.mkdir()
    refused(path, scripts, errors.NotOurFileError)


@pytest.mark.parametrize("application_id", [0, 0x12345678])
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_another_programs_database(path: Path, scripts: Path, application_id: int, mode: str) -> None:
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA journal_mode = {mode}")
    other.execute(f"PRAGMA application_id = {application_id}")
    other.execute("CREATE TABLE photos (id INTEGER)")
    other.commit()
    other.close()
    refused(path, scripts, errors.NotOurFileError)
    refused(path, scripts, errors.NotOurFileError, read_only=True)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_from_a_newer_version(filled: Path, scripts: Path, read_only: bool) -> None:
    raw = sqlite3.connect(filled)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    error = refused(filled, scripts, errors.NewerFileError, read_only=read_only)
    assert "更新版本的程序" in error.what
    assert "99" in error.what


def test_a_newer_version_that_still_stands_in_the_log_only(filled: Path, scripts: Path) -> None:
    raw = sqlite3.connect(filled, isolation_level=None)
    raw.execute("PRAGMA wal_autocheckpoint = 0")
    raw.execute("PRAGMA user_version = 99")
    with pytest.raises(errors.NewerFileError):
        Database.open(filled, scripts)
    raw.close()


def test_an_older_file_cannot_be_upgraded_by_looking(filled: Path, scripts: Path) -> None:
    number = len(list(scripts.glob("*.sql"))) + 1
    (scripts / f"{number:04d}_more.sql").write_text("CREATE TABLE more (id INTEGER) STRICT;")
    error = refused(filled, scripts, errors.OlderFileError, read_only=True)
    assert "升级" in error.what


def test_a_truncated_file(filled: Path, scripts: Path) -> None:
    os.truncate(filled, filled.stat().st_size // 2)
    error = refused(filled, scripts, errors.DamagedFileError)
    assert "损坏" in error.what
    assert any("备份" in step for step in error.advice)
    assert error.safe


@pytest.mark.parametrize("page", [1, 2, 3, 5, 8])
def test_an_overwritten_page(filled: Path, scripts: Path, page: int) -> None:
    with filled.open("r+b") as file:
        file.seek((page - 1) * 4096 + (100 if page == 1 else 0))
        file.write(b"\xa5" * 2000)
    refused(filled, scripts, errors.DamagedFileError)


def test_the_check_of_a_damaged_file_names_the_damage(filled: Path, scripts: Path) -> None:
    with filled.open("r+b") as file:
        file.seek(7 * 4096)
        file.write(b"\xa5" * 4096)
    with Database.open(filled, scripts, read_only=True) as damaged:
        findings = check_file(damaged)
    assert findings
    assert any("损坏" in finding.sentence for finding in findings)


def test_a_missing_file(path: Path, scripts: Path) -> None:
    error = refused(path, scripts, errors.FileMissingError)
    assert "找不到文件" in error.what
    with pytest.raises(errors.FileMissingError, match="找不到文件夹"):
        Database.open(path.parent / "没有" / path.name, scripts)


def test_a_new_file_never_takes_the_place_of_another(filled: Path, scripts: Path) -> None:
    before = fingerprints(filled.parent)
    with pytest.raises(errors.FileAlreadyThereError, match="已经有"):
        Database.create(filled, scripts)
    assert fingerprints(filled.parent) == before


def test_a_new_file_is_not_made_beside_the_log_of_a_lost_one(path: Path, scripts: Path) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"x")
    with pytest.raises(errors.FileAlreadyThereError, match="-wal"):
        Database.create(path, scripts)


def test_a_new_file_in_a_missing_folder(path: Path, scripts: Path) -> None:
    with pytest.raises(errors.FileMissingError, match="找不到文件夹"):
        Database.create(path.parent / "没有" / path.name, scripts)


def test_a_script_that_fails_leaves_no_new_file(path: Path, scripts: Path) -> None:
    number = len(list(scripts.glob("*.sql"))) + 1
    (scripts / f"{number:04d}_bad.sql").write_text("INSERT INTO nowhere VALUES (1);")
    with pytest.raises(errors.BugError):
        Database.create(path, scripts)
    assert fingerprints(path.parent) == {}


def test_a_disk_that_fills_up_at_the_last_moment_leaves_no_new_file(
    path: Path, scripts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_up(path: Path, scripts: Path) -> sqlite3.Connection:
        assert path.exists()
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(opening, "connect_for_writing", fill_up)
    with pytest.raises(errors.DiskFullError, match="磁盘已满"):
        Database.create(path, scripts)
    assert fingerprints(path.parent) == {}


def test_a_read_only_folder(ordinary_user: Path) -> None:
    folder = ordinary_user / "写保护"
    folder.mkdir()
    folder.chmod(0o555)
    schema = _readable_copy(ordinary_user)
    with pytest.raises(errors.FolderReadOnlyError) as caught:
        Database.create(folder / "新.fulian", schema)
    assert "不允许写入" in caught.value.what
    assert list(folder.iterdir()) == []


def test_a_file_in_a_folder_that_became_read_only_can_still_be_read(ordinary_user: Path) -> None:
    folder = ordinary_user / "写保护"
    folder.mkdir()
    schema = _readable_copy(ordinary_user)
    Database.create(folder / "村.fulian", schema).close()
    folder.chmod(0o555)
    refused(folder / "村.fulian", schema, errors.FolderReadOnlyError)
    with Database.open(folder / "村.fulian", schema, read_only=True) as seen:
        assert check_file(seen) == []
    folder.chmod(0o755)


def test_a_read_only_file(ordinary_user: Path) -> None:
    schema = _readable_copy(ordinary_user)
    file = ordinary_user / "村.fulian"
    Database.create(file, schema).close()
    file.chmod(0o444)
    error = refused(file, schema, errors.FileReadOnlyError)
    assert "只读" in error.what
    with Database.open(file, schema, read_only=True) as seen:
        assert check_file(seen) == []


def _readable_copy(folder: Path) -> Path:
    schema = folder / "schema"
    schema.mkdir()
    (schema / "0001_only.sql").write_text("CREATE TABLE counts (id INTEGER PRIMARY KEY) STRICT;")
    journal = "CREATE TABLE journal (id INTEGER PRIMARY KEY) STRICT;"
    head = "CREATE TABLE journal_head (id INTEGER PRIMARY KEY, entries INTEGER, hash TEXT) STRICT;"
    first = f"INSERT INTO journal_head VALUES (1, 0, '{'0' * 64}');"
    (schema / "0002_journal.sql").write_text("\n".join((journal, head, first)))
    return schema


def test_the_same_file_is_not_opened_twice_in_one_window(
    database: Database, path: Path, scripts: Path
) -> None:
    with pytest.raises(errors.FileInUseError) as caught:
        Database.open(path, scripts)
    assert "资料已经在另一个窗口打开（从 " in caught.value.what
    with Database.open(path, scripts, read_only=True) as reader:
        assert reader.rows("SELECT * FROM counts") == []
    with database.transaction():
        database.execute(ADD, ("决议",))


HOLD = """
import sys
from pathlib import Path
from fulian_desktop.storage.database import Database
database = Database.open(Path(sys.argv[1]), Path(sys.argv[2]))
print("open", flush=True)
sys.stdin.read()
"""


def test_the_same_file_is_not_opened_twice_by_two_programs(filled: Path, scripts: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(filled), str(scripts)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(errors.FileInUseError):
            Database.open(filled, scripts)
        with Database.open(filled, scripts, read_only=True) as reader:
            assert reader.value("SELECT count(*) FROM counts") == 400
        other.kill()
    with Database.open(filled, scripts) as after_the_crash:
        assert check_file(after_the_crash) == []


@pytest.mark.parametrize(
    "left_over", ["", "{", '{"since": 5}', '{"pid": 1, "host": "x", "since": "2026-03-06T09:12:00"}']
)
def test_what_a_crash_left_in_the_lock_file_is_no_obstacle(
    filled: Path, scripts: Path, left_over: str
) -> None:
    side_file = filled.with_name(filled.name + ".lock")
    side_file.write_text(left_over)
    with Database.open(filled, scripts) as opened:
        assert opened.value("SELECT count(*) FROM counts") == 400
        assert '"since"' in side_file.read_text()
    assert not side_file.exists()


def test_a_refused_file_keeps_no_lock(path: Path, scripts: Path) -> None:
    path.write_text("x" * 200)
    refused(path, scripts, errors.NotOurFileError)
    path.unlink()
    Database.create(path, scripts).close()


def test_a_link_to_an_open_file_is_the_same_file(database: Database, path: Path, scripts: Path) -> None:
    link = path.with_name("快捷方式.fulian")
    link.symlink_to(path)
    with pytest.raises(errors.FileInUseError):
        Database.open(link, scripts)


def test_reading_never_writes(filled: Path, scripts: Path) -> None:
    with Database.open(filled, scripts, read_only=True) as seen:
        with pytest.raises(errors.BugError, match="reading only"), seen.transaction():
            seen.execute(ADD, ("决议",))
        assert seen.value("SELECT count(*) FROM counts") == 400


LOOK = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1])
other.execute("SELECT * FROM counts").fetchone()
other.close()
"""


def test_looking_at_an_open_file_keeps_its_locks(filled: Path, scripts: Path) -> None:
    """POSIX drops a process's locks when it closes any descriptor of the file: looking must not open one."""
    with Database.open(filled, scripts) as writer:
        with writer.transaction():
            writer.execute(ADD, ("在日志里",))
        with pytest.raises(errors.FileInUseError):
            Database.open(filled, scripts)
        Database.open(filled, scripts, read_only=True).close()
        subprocess.run([sys.executable, "-c", LOOK, str(filled)], check=True)
        assert filled.with_name(filled.name + "-wal").exists(), "another program took itself for the last one"


def test_a_file_open_on_another_computer_says_on_which(filled: Path, scripts: Path) -> None:
    side_file = filled.with_name(filled.name + ".lock")
    side_file.write_text(
        '{"pid": 1, "host": "妇联主席办公室", "since": "2026-03-06T09:12:00"}', encoding="utf-8"
    )
    with side_file.open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with pytest.raises(errors.FileInUseError) as caught:
            Database.open(filled, scripts)
    assert "资料已经在另一台电脑（妇联主席办公室）上打开（从 3月6日 09:12 起）" in caught.value.what


def test_another_program_that_is_writing_the_file(database: Database, path: Path) -> None:
    database.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(errors.FileBusyError, match="正被别的程序占用"), database.transaction():
        database.execute(ADD, ("决议",))
    other.close()
    with database.transaction():
        database.execute(ADD, ("决议",))
    assert database.value("SELECT count(*) FROM counts") == 1


def test_a_file_with_odd_characters_in_its_name(path: Path, scripts: Path) -> None:
    odd = path.with_name("三合村 50%?#&备份.fulian")
    Database.create(odd, scripts).close()
    with Database.open(odd, scripts) as opened, Database.open(odd, scripts, read_only=True) as reader:
        assert opened.path == reader.path == odd


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_IOERR_FSYNC, errors.StorageFailureError),
        (sqlite3.SQLITE_FULL, errors.DiskFullError),
        (sqlite3.SQLITE_CORRUPT_VTAB, errors.DamagedFileError),
        (sqlite3.SQLITE_READONLY_DBMOVED, errors.FileMissingError),
        (sqlite3.SQLITE_CONSTRAINT_CHECK, errors.BugError),
        (sqlite3.SQLITE_MISUSE, errors.BugError),
    ],
)
def test_every_error_of_the_store_is_told_in_words(path: Path, code: int, kind: type[Exception]) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    assert type(errors.translate(error, path)) is kind


def test_other_errors_are_left_alone(path: Path) -> None:
    error = LookupError("something else")
    assert errors.translate(error, path) is error


def test_a_planted_trigger_keeps_the_file_closed(
    database: Database, journal: Journal, path: Path, scripts: Path
) -> None:
    database.close()
    raw = sqlite3.connect(path)
    raw.execute(
        "CREATE TRIGGER quiet AFTER INSERT ON counts"
        " BEGIN UPDATE counts SET in_favour = 99 WHERE id = NEW.id; END"
    )
    raw.commit()
    raw.close()
    before = path.read_bytes()
    with pytest.raises(errors.ForeignTriggerError, match="不是本程序建立的规则“quiet”"):
        Database.open(path, scripts)
    assert path.read_bytes() == before
    with Database.open(path, scripts, read_only=True) as opened:  # to look and to save what is there
        assert "schema:trigger:quiet" in {finding.concerns for finding in check_file(opened)}


def test_a_rule_of_ours_that_was_rewritten_keeps_the_file_closed(
    database: Database, path: Path, scripts: Path
) -> None:
    database.close()
    raw = sqlite3.connect(path)
    raw.execute("DROP TRIGGER a_count_is_never_deleted")
    raw.execute("CREATE TRIGGER a_count_is_never_deleted BEFORE DELETE ON counts BEGIN SELECT 1; END")
    raw.commit()
    raw.close()
    with pytest.raises(errors.ForeignTriggerError, match="a_count_is_never_deleted"):
        Database.open(path, scripts)


def test_a_strangers_giant_value_is_refused_not_read(database: Database, path: Path, scripts: Path) -> None:
    database.close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA recursive_triggers = OFF")
    raw.execute("INSERT INTO counts (item, in_favour) VALUES (?, 1)", ("票" * (23 * 1024 * 1024),))
    raw.commit()
    raw.close()
    with pytest.raises(errors.FileError), Database.open(path, scripts) as opened:
        opened.rows("SELECT item FROM counts")


def test_what_the_scripts_say_of_triggers_is_what_they_build(scripts: Path) -> None:
    version = len(list(scripts.glob("*.sql")))
    built = {
        name: sql for (kind, name), sql in expected_objects(scripts, version).items() if kind == "trigger"
    }
    assert expected_triggers(scripts, version) == built
