"""Backups sealed with a passphrase."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fulian_desktop.storage import sealing
from fulian_desktop.storage.errors import FileMissingError, NotSealedError, SealBrokenError
from fulian_desktop.storage.sealing import is_sealed, seal, unseal

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "三合村 2026 春天"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cheaper key and smaller chunks, so that many files can be tried."""
    monkeypatch.setattr(sealing, "_COST", 4)
    monkeypatch.setattr(sealing, "_CHUNK", 64)


def sealed(folder: Path, content: bytes) -> Path:
    plain, target = folder / "plain", folder / "out.fulian-sealed"
    plain.write_bytes(content)
    seal(plain, target, PASSPHRASE)
    return target


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 128, 1000])
def test_what_was_sealed_comes_out_the_same(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    file = sealed(tmp_path, content)
    assert is_sealed(file)
    unseal(file, tmp_path / "back", PASSPHRASE)
    assert (tmp_path / "back").read_bytes() == content


def test_a_sealed_file_shows_nothing_of_its_content(tmp_path: Path) -> None:
    file = sealed(tmp_path, "沈丽华 13800000000 ".encode() * 50)
    assert "沈丽华".encode() not in file.read_bytes()
    assert b"13800000000" not in file.read_bytes()


def test_another_passphrase_does_not_open_it_and_leaves_nothing(tmp_path: Path) -> None:
    file = sealed(tmp_path, b"content")
    with pytest.raises(SealBrokenError, match="口令不对"):
        unseal(file, tmp_path / "back", PASSPHRASE + "。")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.fulian-sealed", "plain"]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_every_changed_byte_is_found(tmp_path: Path, data: st.DataObject) -> None:
    file = sealed(tmp_path, bytes(range(200)))
    content = bytearray(file.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    changed = tmp_path / "changed"
    changed.write_bytes(content)
    if content[8] > 10 and place == 8:  # a dearer key is also a wrong key, but slow to find out
        return
    with pytest.raises((SealBrokenError, NotSealedError)):
        unseal(changed, tmp_path / "back", PASSPHRASE)
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize("rest", [0, 5, 31, 32, 33, 47, 112, 192, 300])
def test_a_file_cut_short_is_found(tmp_path: Path, rest: int) -> None:
    file = sealed(tmp_path, bytes(range(250)))
    file.write_bytes(file.read_bytes()[:rest])
    with pytest.raises((SealBrokenError, NotSealedError)):
        unseal(file, tmp_path / "back", PASSPHRASE)


def test_chunks_cannot_change_places(tmp_path: Path) -> None:
    file = sealed(tmp_path, bytes(320))
    content = file.read_bytes()
    first, second = content[32:112], content[112:192]
    file.write_bytes(content[:32] + second + first + content[192:])
    with pytest.raises(SealBrokenError):
        unseal(file, tmp_path / "back", PASSPHRASE)


def test_a_stranger_may_not_ask_for_all_memory(tmp_path: Path) -> None:
    file = sealed(tmp_path, b"content")
    content = bytearray(file.read_bytes())
    content[8] = 63
    file.write_bytes(content)
    with pytest.raises(SealBrokenError):
        unseal(file, tmp_path / "back", PASSPHRASE)


def test_a_short_passphrase_is_not_accepted(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"x")
    with pytest.raises(ValueError, match="at least 8"):
        seal(tmp_path / "plain", tmp_path / "out", "1234567")


def test_a_file_that_is_not_there_or_not_sealed(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        unseal(tmp_path / "none", tmp_path / "back", PASSPHRASE)
    (tmp_path / "text").write_text("一份普通的文件，不是加密的备份，但也不短" * 3)
    with pytest.raises(NotSealedError):
        unseal(tmp_path / "text", tmp_path / "back", PASSPHRASE)
