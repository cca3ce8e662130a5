"""Secrets and the key they guard: Argon2id, AES-256-GCM and HMAC-SHA-256 of the library `cryptography`.

A secret (a PIN or a passphrase) is stretched by Argon2id (RFC 9106) to 64 bytes: the first half is kept to
know the secret again, the second half wraps the key of protected fields and is never kept.
"""

from __future__ import annotations

import base64
import hmac
import os
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from fulian_desktop.chinese.id_number import ENCRYPTED as MARK

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MEMORY_KIB = 64 * 1024
PASSES = 3
LEAST_PIN = 6
"""Digits of a PIN; a passphrase with letters has at least `LEAST_PASSPHRASE` characters."""

LEAST_PASSPHRASE = 8
_RECOVERY_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read as something else
_RECOVERY_GROUPS, _RECOVERY_GROUP = 8, 4
_FORBIDDEN = frozenset({"123456", "654321", "12345678", "87654321", "password", "123123123"})


class WrongSecretError(Exception):
    """The secret does not fit what is kept of it."""


@dataclass(frozen=True)
class KeptSecret:
    """What is kept of a secret, and the key wrapped with it."""

    verifier: str
    wrapped_key: str


def weakness(secret: str) -> str:
    """Say what is wrong with a new secret, empty when it may be used."""
    if secret != secret.strip() or not secret:
        return "口令前后不能有空格，也不能空着"
    if secret in _FORBIDDEN or len(set(secret)) < 3:
        return "这个口令太容易猜到"
    if secret.isdecimal() and len(secret) < LEAST_PIN:
        return f"数字口令至少要 {LEAST_PIN} 位"
    if not secret.isdecimal() and len(secret) < LEAST_PASSPHRASE:
        return f"口令至少要 {LEAST_PASSPHRASE} 个字"
    return ""


def keep(secret: str, key: bytes) -> KeptSecret:
    """Return what to keep of a secret, with the key of protected fields wrapped in it."""
    salt = os.urandom(16)
    known, wrapping = _stretched(secret, salt, PASSES, MEMORY_KIB)
    verifier = f"argon2id${PASSES}${MEMORY_KIB}${_text(salt)}${_text(known)}"
    return KeptSecret(verifier, wrap(key, wrapping))


def open_with(secret: str, kept: KeptSecret) -> bytes:
    """Return the key of protected fields.

    Raises:
        WrongSecretError: the secret is another one, or what is kept of it was changed.
    """
    try:
        name, passes, memory, salt, known = kept.verifier.split("$")
        if name != "argon2id" or not (1 <= int(passes) <= 10 and 8 <= int(memory) <= 1024 * 1024):
            raise WrongSecretError
        expected, salt_bytes = base64.b64decode(known), base64.b64decode(salt)
        found, wrapping = _stretched(secret, salt_bytes, int(passes), int(memory))
    except ValueError as error:
        raise WrongSecretError from error
    if not hmac.compare_digest(found, expected):
        raise WrongSecretError
    return unwrap(kept.wrapped_key, wrapping)


def wrap(key: bytes, wrapping: bytes) -> str:
    """Wrap a key with another one of 32 bytes."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    return _text(nonce + AESGCM(wrapping).encrypt(nonce, key, b"fulian key"))


def unwrap(wrapped: str, wrapping: bytes) -> bytes:
    """Return a wrapped key; raises WrongSecretError when the wrapping key is another one."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        raw = base64.b64decode(wrapped)
        return AESGCM(wrapping).decrypt(raw[:12], raw[12:], b"fulian key")
    except (InvalidTag, ValueError) as error:
        raise WrongSecretError from error


def new_key() -> bytes:
    """Return a new key of 32 bytes."""
    return os.urandom(32)


def new_recovery_code() -> str:
    """Return a new recovery code of 8 groups of 4 signs (7KQ2-MX9D-...), some 158 bits."""
    import secrets

    groups = (
        "".join(secrets.choice(_RECOVERY_LETTERS) for _ in range(_RECOVERY_GROUP))
        for _ in range(_RECOVERY_GROUPS)
    )
    return "-".join(groups)


def plain_recovery_code(typed: str) -> str:
    """Return a typed recovery code as it was made: capitals, without spaces, hyphens and full-width signs."""
    import unicodedata

    narrow = unicodedata.normalize("NFKC", typed).upper()
    signs = "".join(sign for sign in narrow if sign in _RECOVERY_LETTERS)
    return "-".join(signs[at : at + _RECOVERY_GROUP] for at in range(0, len(signs), _RECOVERY_GROUP))


class FieldKey:
    """Protects single fields: encrypts, decrypts, and makes them searchable by a keyed hash."""

    def __init__(self, key: bytes) -> None:
        self.key = key
        self._searching = hmac.new(key, b"fulian search", sha256).digest()
        self._encrypting = hmac.new(key, b"fulian fields", sha256).digest()
        self._cipher: AESGCM | None = None

    def protect(self, text: str, place: str) -> str:
        """Encrypt a field; empty text stays empty.

        `place` says where it belongs (`person.phone`), so that fields cannot change places.
        """
        return MARK + _text(self.protect_bytes(text.encode(), place)) if text else ""

    def reveal(self, kept: str, place: str) -> str:
        """Decrypt a field; text that was never protected comes back as it is.

        Raises:
            WrongSecretError: the key is another one, or the field was changed or moved.
        """
        if not kept.startswith(MARK):
            return kept
        try:
            return self.reveal_bytes(base64.b64decode(kept.removeprefix(MARK)), place).decode()
        except ValueError as error:
            raise WrongSecretError from error

    def protect_bytes(self, raw: bytes, place: str) -> bytes:
        """Encrypt a whole file; `place` as in protect()."""
        nonce = os.urandom(12)
        return nonce + self._gcm().encrypt(nonce, raw, place.encode())

    def reveal_bytes(self, kept: bytes, place: str) -> bytes:
        """Decrypt a whole file.

        Raises:
            WrongSecretError: the key is another one, or the file was changed or moved.
        """
        from cryptography.exceptions import InvalidTag

        try:
            return self._gcm().decrypt(kept[:12], kept[12:], place.encode())
        except (InvalidTag, ValueError) as error:
            raise WrongSecretError from error

    def _gcm(self) -> AESGCM:
        if self._cipher is None:
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM

            self._cipher = AESGCM(self._encrypting)
        return self._cipher

    def search_mark(self, text: str, place: str) -> str:
        """Return a keyed hash by which equal texts of one place are found again; empty for empty text."""
        if not text:
            return ""
        return hmac.new(self._searching, f"{place}\0{text}".encode(), sha256).hexdigest()


def _stretched(secret: str, salt: bytes, passes: int, memory: int) -> tuple[bytes, bytes]:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    made = Argon2id(salt=salt, length=64, iterations=passes, lanes=1, memory_cost=memory).derive(
        secret.encode()
    )
    return made[:32], made[32:]


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
