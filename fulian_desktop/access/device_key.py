"""The secret this computer keeps for a data file, so that a copy on a lost stick cannot be read elsewhere.

On Windows the secret is bound to the Windows account (CryptProtectData). Elsewhere it is a file only its
owner may read, in the program's data folder and never beside the data file.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from fulian_desktop.storage.durable_file import write_durably

FOLDER = "keys"


def keys_of_this_computer() -> DeviceKeys:
    """Return the secrets this computer keeps, in the program's data folder of this account."""
    import platformdirs

    return DeviceKeys(Path(platformdirs.user_data_dir("fulian-desktop", appauthor=False)) / FOLDER)


class DeviceKeys:
    """Keeps one secret for every data file in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, file_id: str) -> bytes | None:
        """Return the secret kept for a file, None when this computer has none (or the account is another)."""
        try:
            kept = self._path(file_id).read_bytes()
        except OSError:
            return None
        return _unbound(kept)

    def new(self, file_id: str) -> bytes:
        """Make and keep a secret of 32 bytes for a file.

        Raises:
            FileError: the folder cannot be written.
        """
        secret = os.urandom(32)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(file_id)
        write_durably(path, _bound(secret))
        path.chmod(0o600)
        return secret

    def forget(self, file_id: str) -> None:
        """Remove the secret of a file."""
        self._path(file_id).unlink(missing_ok=True)

    def _path(self, file_id: str) -> Path:
        return self._folder / f"{file_id}.key"


if sys.platform == "win32":  # pragma: no cover
    import ctypes
    from ctypes import wintypes

    class _Blob(ctypes.Structure):
        _fields_ = (("size", wintypes.DWORD), ("data", ctypes.POINTER(ctypes.c_char)))

    def _through(function: str, raw: bytes) -> bytes | None:
        given, made = (
            _Blob(len(raw), ctypes.cast(ctypes.create_string_buffer(raw), _Blob._fields_[1][1])),
            _Blob(),
        )
        call = getattr(ctypes.windll.crypt32, function)
        if not call(ctypes.byref(given), None, None, None, None, 0, ctypes.byref(made)):
            return None
        try:
            return ctypes.string_at(made.data, made.size)
        finally:
            ctypes.windll.kernel32.LocalFree(made.data)

    def _bound(secret: bytes) -> bytes:
        made = _through("CryptProtectData", secret)
        if made is None:
            raise OSError("CryptProtectData failed")
        return made

    def _unbound(kept: bytes) -> bytes | None:
        return _through("CryptUnprotectData", kept)

else:

    def _bound(secret: bytes) -> bytes:
        return secret

    def _unbound(kept: bytes) -> bytes | None:
        return kept
