"""Who stands at the keyboard: the acting user, what she may do, the key she brought, and wrong tries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.access.protection import Protection
from fulian_desktop.access.records import OWN_ACTS, Role, User
from fulian_desktop.access.secret_keys import (
    FieldKey,
    WrongSecretError,
    open_with,
    plain_recovery_code,
    unwrap,
)
from fulian_desktop.access.throttle import FREE_TRIES, still_to_wait
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from datetime import timedelta

    from fulian_desktop.access.access_store import AccessStore
    from fulian_desktop.access.device_key import DeviceKeys
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

RECOVERY, DEVICE = "recovery", "device"


class NotAllowed(UserFacingError):
    """The acting user may not do this."""


class MustWait(UserFacingError):
    """Too many wrong secrets; the next try must wait."""

    def __init__(self, wait: timedelta) -> None:
        """Say how long."""
        seconds = wait.seconds + wait.days * 86400
        spelled = f"{seconds} 秒" if seconds < 60 else f"{-(-seconds // 60)} 分钟"
        super().__init__(
            f"口令连续输错，请过 {spelled}再试。",
            advice=("忘了口令，请主席在“设置”里重设；主席自己忘了，用上级保管的恢复码重设。",),
            safe="资料没有受影响。",
        )
        self.wait = wait


class Gate:
    """Lets nobody change anything her role does not allow, whatever page or command it comes from.

    It stands in the two places every change must pass: the beginning of a transaction and the journal entry.
    """

    def __init__(
        self, database: Database, journal: Journal, store: AccessStore, devices: DeviceKeys | None
    ) -> None:
        self._database = database
        self._journal = journal
        self._store = store
        self.user: User | None = None
        self.protection = Protection()
        self.protection.active = any(store.key_wrap(holder) is not None for holder in (RECOVERY, DEVICE))
        choice = store.choice()
        self.signs_in = choice is not None and choice[0]
        if not self.signs_in and devices is not None:
            self._take_device_key(devices)
        database.guard = self._guard
        journal.permit = self._permit

    def may(self, act: str) -> bool:
        """Return whether the acting user may do an act, as the journal names it."""
        if not self.signs_in or act in OWN_ACTS:
            return True
        return self.user is not None and self.user.role.allows(act)

    def enter(self, user: User, key: bytes) -> None:
        """Let a user in whose secret was right; a viewer is not handed the key, so she reads no number."""
        self.user = user
        self.protection.key = None if user.role is Role.VIEWER else FieldKey(key)
        self._journal.user = user.name

    def leave(self) -> None:
        """Forget the user and the key she brought."""
        self.user = None
        self.protection.key = None

    def wait_for(self, name: str) -> timedelta:
        """Return how long the next try of a user must wait; an empty name means the recovery code."""
        who = name.strip() or RECOVERY
        return still_to_wait(self._store.failures(who), self._journal.now())

    def tries_left(self, name: str) -> int:
        """Return how many wrong tries are free yet, before waiting begins; an empty name as in wait_for()."""
        return max(0, FREE_TRIES - len(self._store.failures(name.strip() or RECOVERY)))

    def carry_over(self, other: Gate) -> None:
        """Let in whoever works in another file, with the key she brought: for a rehearsal's copy of it."""
        if other.user is not None:
            self.user = other.user
            self._journal.user = other.user.name
        self.protection.key = other.protection.key

    def key_of(self, user: User | None, secret: str) -> bytes:
        """Return the key a user's secret opens; every try is written down before it is answered.

        Raises:
            MustWait: too many wrong tries.
            NotAllowed: no such user, or another secret; which of the two is not told.
        """
        who = user.name if user is not None else "（没有这个用户）"
        self._refuse_hurry(who)
        try:
            if user is None or user.retired_at is not None:
                raise WrongSecretError
            key = open_with(secret, self._store.secret(user.id))
        except WrongSecretError:
            self._note_try(who, succeeded=False)
            raise NotAllowed("姓名或口令不对。", advice=("请看看输入法和大小写，再试一次。",)) from None
        self._note_try(who, succeeded=True)
        return key

    def key_of_code(self, code: str) -> bytes:
        """Return the key the recovery code opens; tries are written down as with secrets.

        Raises:
            MustWait: too many wrong codes.
            NotAllowed: the code is another one.
        """
        self._refuse_hurry(RECOVERY)
        kept = self._store.key_wrap(RECOVERY)
        try:
            if kept is None:
                raise WrongSecretError
            key = open_with(plain_recovery_code(code), kept)
        except WrongSecretError:
            self._note_try(RECOVERY, succeeded=False)
            raise NotAllowed("恢复码不对。", advice=("请照恢复码单一组一组地输，再试一次。",)) from None
        self._note_try(RECOVERY, succeeded=True)
        return key

    def _guard(self) -> None:
        if not self.signs_in:
            return
        if self.user is None:
            raise NotAllowed("程序已经锁定，没有登录不能改动资料。", advice=("请先登录。",))
        if self.user.role is Role.VIEWER:
            raise NotAllowed(
                f"“{self.user.name}”是查看用户，只能看，不能改动。", advice=("请换记录员或主席登录。",)
            )

    def _permit(self, act: str) -> None:
        if not self.may(act):
            who = self.user.name if self.user is not None else "没有登录的人"
            raise NotAllowed(
                f"“{act}”要由主席来做，{who}不能做。", advice=("请主席登录以后再做。",), safe="没有改动。"
            )

    def _refuse_hurry(self, who: str) -> None:
        wait = still_to_wait(self._store.failures(who), self._journal.now())
        if wait:
            raise MustWait(wait)

    def _note_try(self, who: str, *, succeeded: bool) -> None:
        with self._database.transaction(unguarded=True):
            self._store.note_try(who, succeeded, self._journal.stamp())

    def _take_device_key(self, devices: DeviceKeys) -> None:
        """Take the key this computer keeps, where nobody signs in."""
        kept = self._store.key_wrap(DEVICE)
        secret = devices.get(kept.verifier) if kept is not None else None
        if kept is None or secret is None:
            return
        try:
            self.protection.key = FieldKey(unwrap(kept.wrapped_key, secret))
        except WrongSecretError:
            self.protection.key = None
