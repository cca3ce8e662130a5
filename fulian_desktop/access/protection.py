"""The protected fields of persons: encrypted in the file, readable while their key is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.access.secret_keys import WrongSecretError
from fulian_desktop.chinese.id_number import ENCRYPTED as MARK
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from fulian_desktop.access.secret_keys import FieldKey

PHONE, ID_NUMBER = "person.phone", "person.id_number"


class KeyMissing(UserFacingError):
    """A protected field cannot be read or written without its key."""

    def __init__(self) -> None:
        """Say how to get at the key."""
        super().__init__(
            "身份证号和电话已经加密，这台电脑上现在没有钥匙。",
            advice=("请主席或记录员登录；换了电脑的，请在“设置”里输入上级保管的恢复码。",),
            safe="没有改动。",
        )


class Protection:
    """Encrypts and decrypts for the rooms that keep personal data; without a key it passes on what is kept.

    `active` tells that the file is protected, so that nothing may be written in plain text any more.
    """

    def __init__(self) -> None:
        self.key: FieldKey | None = None
        self.active = False

    def kept(self, text: str, place: str) -> str:
        """Return what is to be written into the file; what is encrypted already stays as it is.

        Raises:
            KeyMissing: the file is protected and the key is not at hand.
        """
        if not text or text.startswith(MARK) or not self.active:
            return text
        if self.key is None:
            raise KeyMissing
        return self.key.protect(text, place)

    def shown(self, kept: str, place: str) -> str:
        """Return the plain text, or what is kept when it cannot be read now."""
        if self.key is None:
            return kept
        try:
            return self.key.reveal(kept, place)
        except WrongSecretError:
            return kept

    def kept_bytes(self, raw: bytes, place: str) -> bytes:
        """Return what is to be written of a whole file into ours.

        Raises:
            KeyMissing: the file is protected and the key is not at hand.
        """
        if not self.active:
            return raw
        if self.key is None:
            raise KeyMissing
        return self.key.protect_bytes(raw, place)

    def shown_bytes(self, kept: bytes, place: str) -> bytes:
        """Return a whole file that is kept encrypted.

        Raises:
            KeyMissing: its key is not at hand.
            WrongSecretError: it was changed or moved.
        """
        if self.key is None:
            raise KeyMissing
        return self.key.reveal_bytes(kept, place)

    def search_mark(self, text: str, place: str) -> str:
        """Return by what an equal text is found; empty where nothing is protected or nothing is known."""
        if self.key is None or text.startswith(MARK):
            return ""
        return self.key.search_mark(text, place)


def is_sealed(text: str) -> bool:
    """Tell whether a field is shown as it is kept, because its key is not at hand."""
    return text.startswith(MARK)
