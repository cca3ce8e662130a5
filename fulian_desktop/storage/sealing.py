"""Files sealed with a passphrase: a backup on a lost USB stick tells nobody anything.

Layout: the eight bytes ``FULSEAL1``, the cost of scrypt (one byte, log2 of N), a salt of 16 bytes, a nonce
prefix of 7 bytes; then chunks of 1 MiB, each AES-256-GCM with a tag of 16 bytes. A chunk's nonce is the
prefix, its number (4 bytes) and 1 for the last one (Hoang, Reyhanitabar, Rogaway, Vizar 2015: STREAM), so
chunks can be neither changed, cut off, doubled nor exchanged. The head is authenticated with the first chunk.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from fulian_desktop.storage.durable_file import sync_folder
from fulian_desktop.storage.errors import FileMissingError, NotSealedError, SealBrokenError, translate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"FULSEAL1"
SEALED_SUFFIX = ".fulian-sealed"
LEAST_PASSPHRASE = 8
"""Characters; a shorter passphrase is not accepted for sealing."""

_COST = 16  # scrypt N = 2**16 with r = 8: 64 MiB and some tenths of a second on an old PC
_HIGHEST_COST = 20  # a file from outside may not ask for more than 1 GiB
_CHUNK = 1024 * 1024
_TAG = 16
_HEAD = len(MAGIC) + 1 + 16 + 7


def seal(source: Path, target: Path, passphrase: str) -> None:
    """Write a sealed copy of a closed file; it appears under its name only when it is complete.

    Raises:
        ValueError: the passphrase is shorter than `LEAST_PASSPHRASE` characters.
        FileError: the source is missing, the disk is full, the folder is read-only.
    """
    if len(passphrase) < LEAST_PASSPHRASE:
        raise ValueError(f"a passphrase has at least {LEAST_PASSPHRASE} characters")
    salt, prefix = os.urandom(16), os.urandom(7)
    head = MAGIC + bytes([_COST]) + salt + prefix
    key = _key(passphrase, salt, _COST)
    with _opened(source) as plain:
        _write_whole(target, _sealed(plain, key, head, prefix))


def unseal(source: Path, target: Path, passphrase: str) -> None:
    """Write the content of a sealed file to ``target``, complete and unchanged or not at all.

    Raises:
        NotSealedError: it is no sealed file.
        SealBrokenError: the passphrase is wrong, or something in the file was changed or cut off.
        FileError: the source is missing, the disk is full, the folder is read-only.
    """
    with _opened(source) as sealed:
        head = sealed.read(_HEAD)
        if len(head) < _HEAD or not head.startswith(MAGIC):
            raise NotSealedError(source)
        cost = head[len(MAGIC)]
        if not 1 <= cost <= _HIGHEST_COST:
            raise SealBrokenError(source)
        salt, prefix = head[len(MAGIC) + 1 : -7], head[-7:]
        key = _key(passphrase, salt, cost)
        _write_whole(target, _unsealed(sealed, key, head, prefix, source))


def is_sealed(path: Path) -> bool:
    """Tell by its first bytes whether a file is a sealed one."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def _key(passphrase: str, salt: bytes, cost: int) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return AESGCM(Scrypt(salt=salt, length=32, n=2**cost, r=8, p=1).derive(passphrase.encode()))


def _opened(path: Path) -> BinaryIO:
    if not path.is_file():
        raise FileMissingError(path)
    try:
        return path.open("rb")
    except OSError as error:
        raise translate(error, path) from error


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


def _sealed(plain: BinaryIO, key: AESGCM, head: bytes, prefix: bytes) -> Iterator[bytes]:
    yield head
    for number, chunk, last in _chunks(plain, _CHUNK):
        yield key.encrypt(_nonce(prefix, number, last), chunk, head if number == 0 else None)


def _unsealed(sealed: BinaryIO, key: AESGCM, head: bytes, prefix: bytes, source: Path) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag

    for number, chunk, last in _chunks(sealed, _CHUNK + _TAG):
        try:
            yield key.decrypt(_nonce(prefix, number, last), chunk, head if number == 0 else None)
        except InvalidTag as error:
            raise SealBrokenError(source) from error


def _chunks(file: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Cut what is left of a file into numbered pieces, and say which is the last; there is always one."""
    number, piece = 0, file.read(size)
    while True:
        following = file.read(size)
        yield number, piece, not following
        if not following:
            return
        number, piece = number + 1, following


def _write_whole(target: Path, pieces: Iterator[bytes]) -> None:
    """Write pieces under a passing name, and give the file its own when all of them are on the disk."""
    passing = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with passing.open("wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        passing.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise translate(error, target) from error
    finally:
        passing.unlink(missing_ok=True)
