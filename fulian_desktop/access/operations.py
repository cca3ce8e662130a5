"""The door of the room of access: signing in and out, users, the recovery code, protected fields."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fulian_desktop.access.access_store import AccessStore
from fulian_desktop.access.file_acts import FileActs
from fulian_desktop.access.gate import DEVICE, RECOVERY, Gate, NotAllowed
from fulian_desktop.access.records import AccessState, Role, User
from fulian_desktop.access.secret_keys import (
    FieldKey,
    KeptSecret,
    keep,
    new_key,
    new_recovery_code,
    weakness,
    wrap,
)
from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fulian_desktop.access.device_key import DeviceKeys
    from fulian_desktop.access.protection import Protection
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

LONGEST_IDLE = 240
IDLE_MINUTES = 10
"""After how long without a key or a click the screen locks, unless chosen otherwise."""


class AccessOperations:
    """Sign in and out, keep users, and hand out the key of protected fields while someone is signed in."""

    def __init__(self, database: Database, journal: Journal, devices: DeviceKeys | None = None) -> None:
        self._database = database
        self._journal = journal
        self._devices = devices
        self._store = AccessStore(database)
        self._gate = Gate(database, journal, self._store, devices)
        self.file_acts = FileActs(database, journal)
        self.protect_everything: Callable[[], None] | None = None
        """Writes every field to be protected anew, in the transaction that is open; set by the workspace."""
        self.encrypt_papers: Callable[[], object] | None = None
        """Encrypts the issued papers with numbers that are not yet; set by the workspace."""

    # ---------------------------------------------------------------- asking

    @property
    def gate(self) -> Gate:
        """Return who stands at the keyboard, and how long she must wait after wrong tries."""
        return self._gate

    @property
    def protection(self) -> Protection:
        """Return what encrypts and decrypts protected fields."""
        return self._gate.protection

    @property
    def field_key(self) -> FieldKey | None:
        """Return the key of protected fields; None while it is not at hand."""
        return self._gate.protection.key

    def state(self) -> AccessState:
        """Return how this file is guarded now."""
        choice = self._store.choice()
        return AccessState(
            decided=choice is not None,
            sign_in=self._gate.signs_in,
            idle_minutes=choice[1] if choice is not None else IDLE_MINUTES,
            user=self._gate.user,
            protected=self.protection.active,
            unlocked=self.field_key is not None,
        )

    def users(self) -> list[User]:
        """Return everyone who may or might sign in here."""
        return self._store.users()

    def may(self, act: str) -> bool:
        """Return whether the acting user may do an act, as the journal names it."""
        return self._gate.may(act)

    # ---------------------------------------------------------------- setting up

    def leave_off(self, *, idle_minutes: int = IDLE_MINUTES) -> ChangeSet:
        """Decide that nobody signs in here: everyone at this computer may do everything.

        Raises:
            NotAllowed: people sign in here, and the acting user is not the chair.
        """
        with self._database.transaction():
            choice_id = self._choose(False, idle_minutes)
            if self.field_key is not None:
                self._keep_on_this_computer(self.field_key.key)
        self._gate.signs_in = False
        return ChangeSet.of(RecordKind.ACCESS, record_id=choice_id)

    def start_signing_in(self, name: str, secret: str, *, idle_minutes: int = IDLE_MINUTES) -> str:
        """Make the first user, a chair, and let people sign in from now on; she is signed in.

        Returns:
            The recovery code for the sheet the superior keeps; it is shown once and kept nowhere.

        Raises:
            UserFacingError: the secret is too weak, or there is no name.
        """
        self._refuse_weak(secret)
        with self._protecting(), self._database.transaction():
            key = self._key_for_protection()
            user_id = self._add(name, Role.CHAIR, secret, key)
            code = self._new_recovery(key)
            self._choose(True, idle_minutes)
            self._store.write_key_wrap(DEVICE, None, self._journal.stamp())
        self._gate.signs_in = True
        self._gate.enter(self._by_id(user_id), key)
        return code

    def protect_on_this_computer(self) -> str:
        """Encrypt ID numbers and telephones with a key this computer keeps; return the recovery code.

        Raises:
            UserFacingError: they are protected already, or the computer cannot keep the key.
        """
        if self.state().protected:
            raise UserFacingError("身份证号和电话已经加密，不用再做一次。")
        with self._protecting(), self._database.transaction():
            key = self._key_for_protection()
            self._keep_on_this_computer(key)
            code = self._new_recovery(key)
        self._gate.protection.key = FieldKey(key)
        return code

    def add_user(self, name: str, role: Role, secret: str) -> ChangeSet:
        """Let someone else sign in.

        Raises:
            NotAllowed: the acting user is not the chair.
            UserFacingError: the name is taken or missing, the secret is too weak.
        """
        self._refuse_weak(secret)
        if self.field_key is None:
            raise NotAllowed("请先登录，再添加用户。")
        with self._database.transaction():
            user_id = self._add(name, role, secret, self.field_key.key)
        return ChangeSet.of(RecordKind.ACCESS, record_id=user_id)

    def change_role(self, user_id: int, role: Role, reason: str) -> ChangeSet:
        """Make a user something else; there is always a chair who can sign in.

        Raises:
            NotAllowed: the acting user is not the chair.
            UserFacingError: she is the last chair.
        """
        return self._change(user_id, role, None, "设用户", reason)

    def retire(self, user_id: int, reason: str) -> ChangeSet:
        """Let a user sign in no longer; her name stays in the journal.

        Raises:
            NotAllowed: the acting user is not the chair.
            UserFacingError: she is the last chair.
        """
        return self._change(user_id, self._by_id(user_id).role, self._journal.stamp(), "停用用户", reason)

    def give_new_secret(self, user_id: int, secret: str, reason: str) -> ChangeSet:
        """Set another user's secret anew, because she forgot it.

        Raises:
            NotAllowed: the acting user is not the chair.
            UserFacingError: the secret is too weak.
        """
        self._refuse_weak(secret)
        user = self._by_id(user_id)
        if self.field_key is None:
            raise NotAllowed("请先登录，再重设口令。")
        with self._database.transaction():
            self._store.change_secret(user_id, keep(secret, self.field_key.key))
            self._store.note_try(user.name, True, self._journal.stamp())  # her waiting time is over
            self._journal.record("设用户", "app_user", user_id, new={"name": user.name}, reason=reason)
        return ChangeSet.of(RecordKind.ACCESS, record_id=user_id)

    def change_own_secret(self, old: str, new: str) -> ChangeSet:
        """Change the acting user's own secret.

        Raises:
            NotAllowed: nobody is signed in, or the old secret is another one.
            UserFacingError: the new one is too weak.
        """
        self._refuse_weak(new)
        if self._gate.user is None:
            raise NotAllowed("请先登录，再换口令。")
        key = self._gate.key_of(self._gate.user, old)
        with self._database.transaction(unguarded=True):
            self._store.change_secret(self._gate.user.id, keep(new, key))
            self._journal.record("换口令", "app_user", self._gate.user.id)
        return ChangeSet.of(RecordKind.ACCESS, record_id=self._gate.user.id)

    # ---------------------------------------------------------------- signing in and out

    def sign_in(self, name: str, secret: str) -> User:
        """Sign in; every try is written down before it is answered.

        Raises:
            MustWait: too many wrong tries.
            NotAllowed: no such user, or another secret; which of the two is not told.
        """
        user = self._store.user(name.strip())
        key = self._gate.key_of(user, secret)
        assert user is not None
        self._gate.enter(user, key)
        with self._database.transaction(unguarded=True):
            self._journal.record("登录", "app_user", user.id)
        self.finish_protection()
        return user

    def sign_out(self) -> None:
        """Lock: nothing can be changed, and protected fields cannot be read, until someone signs in."""
        if self._gate.user is None:
            return
        with self._database.transaction(unguarded=True):
            self._journal.record("退出登录", "app_user", self._gate.user.id)
        self._gate.leave()

    def reset_with_recovery(self, code: str, name: str, secret: str, reason: str) -> str:
        """Make `name` a chair who can sign in, with the recovery code the superior keeps.

        Returns:
            The next recovery code; the used one opens nothing any more.

        Raises:
            MustWait: too many wrong codes.
            NotAllowed: the code is another one.
            UserFacingError: the secret is too weak, or a reason is missing.
        """
        self._refuse_weak(secret)
        if not reason.strip():
            raise UserFacingError("请写明为什么用恢复码重设，例如“主席换人，原口令没有移交”。")
        key = self._gate.key_of_code(code)
        user = self._store.user(name.strip())
        self._gate.enter(User(0, name.strip(), Role.CHAIR, "", None), key)
        try:
            with self._database.transaction(unguarded=True):
                if user is None:
                    user_id = self._add(name, Role.CHAIR, secret, key)
                else:
                    user_id = user.id
                    self._store.change_secret(user_id, keep(secret, key))
                    self._store.change_role(user_id, Role.CHAIR, None)
                    self._store.note_try(user.name, True, self._journal.stamp())
                    self._journal.record("设用户", "app_user", user_id, new={"role": "chair"}, reason=reason)
                following = self._new_recovery(key)
        except BaseException:
            self._gate.leave()
            raise
        self._gate.enter(self._by_id(user_id), key)
        return following

    def recover_key(self, code: str) -> None:
        """Read protected fields on another computer, which keeps the key from then on.

        Raises:
            MustWait: too many wrong codes.
            NotAllowed: the code is another one, or people sign in here and bring the key with them.
        """
        if self._gate.signs_in:
            raise NotAllowed("这份资料要登录，登录以后就能看到，不用输入恢复码。")
        key = self._gate.key_of_code(code)
        with self._database.transaction():
            self._keep_on_this_computer(key)
        self._gate.protection.key = FieldKey(key)
        self.finish_protection()

    def renew_recovery_code(self, reason: str) -> str:
        """Return a new recovery code, because the sheet was lost; the former one opens nothing any more.

        Raises:
            NotAllowed: the acting user is not the chair, or the key is not at hand.
            UserFacingError: a reason is missing.
        """
        if not reason.strip():
            raise UserFacingError("请写明为什么换恢复码，例如“恢复码单找不到了”。")
        if self.field_key is None:
            raise NotAllowed("现在没有钥匙，不能换恢复码。", advice=("请先登录，或输入原来的恢复码。",))
        with self._database.transaction():
            return self._new_recovery(self.field_key.key, reason)

    def choose_idle_minutes(self, idle_minutes: int) -> ChangeSet:
        """Lock after another number of minutes (1 to 240) without a key or a click.

        Raises:
            NotAllowed: the acting user is not the chair.
            UserFacingError: not a number of minutes.
        """
        if not 1 <= idle_minutes <= LONGEST_IDLE:
            raise UserFacingError(f"自动锁定的时间要在 1 分钟到 {LONGEST_IDLE} 分钟之间。")
        with self._database.transaction():
            choice_id = self._choose(self._gate.signs_in, idle_minutes)
        return ChangeSet.of(RecordKind.ACCESS, record_id=choice_id)

    def finish_protection(self) -> None:
        """Encrypt what an earlier version of the program left as it was; its key must be at hand."""
        if self.field_key is not None and self.encrypt_papers is not None and self._store.has_plain_papers():
            self.encrypt_papers()

    # ---------------------------------------------------------------- inside

    def _choose(self, sign_in: bool, idle_minutes: int) -> int:
        choice_id = self._store.choose(sign_in, idle_minutes, self._journal.stamp(), self._journal.user)
        self._journal.record(
            "设置登录", "access_choice", choice_id, new={"sign_in": sign_in, "idle_minutes": idle_minutes}
        )
        return choice_id

    def _add(self, name: str, role: Role, secret: str, key: bytes) -> int:
        name = name.strip()
        if not name:
            raise UserFacingError("请写用户的姓名。")
        if self._store.user(name) is not None:
            raise UserFacingError(f"已经有叫“{name}”的用户。", advice=("同名的人，请在姓名后面加职务区别。",))
        user_id = self._store.add(name, role, keep(secret, key), self._journal.stamp())
        self._journal.record("设用户", "app_user", user_id, new={"name": name, "role": role})
        return user_id

    def _change(self, user_id: int, role: Role, retired_at: str | None, act: str, reason: str) -> ChangeSet:
        user = self._by_id(user_id)
        chairs = [one for one in self.users() if one.role is Role.CHAIR and one.retired_at is None]
        if chairs == [user] and (role is not Role.CHAIR or retired_at is not None):
            raise UserFacingError(
                f"“{user.name}”是唯一的主席用户，不能改。", advice=("请先添加另一位主席用户。",)
            )
        with self._database.transaction():
            self._store.change_role(user_id, role, retired_at)
            self._journal.record(
                act, "app_user", user_id, old={"role": user.role}, new={"role": role}, reason=reason
            )
        return ChangeSet.of(RecordKind.ACCESS, record_id=user_id)

    def _by_id(self, user_id: int) -> User:
        for user in self._store.users():
            if user.id == user_id:
                return user
        raise UserFacingError("这个用户已经不在了。", advice=("请回到设置页重新选择。",))

    def _refuse_weak(self, secret: str) -> None:
        fault = weakness(secret)
        if fault:
            raise UserFacingError(f"{fault}。", advice=("用 6 位以上数字，或 8 个字以上的一句话。",))

    @contextmanager
    def _protecting(self) -> Iterator[None]:
        """Take back that the file is protected when its transaction is undone."""
        before = (self.protection.key, self.protection.active)
        try:
            yield
        except BaseException:
            self.protection.key, self.protection.active = before
            raise

    def _key_for_protection(self) -> bytes:
        """Return the key in use, or make one and encrypt what is there."""
        if self.field_key is not None:
            return self.field_key.key
        key = new_key()
        self.protection.key, self.protection.active = FieldKey(key), True
        if self.protect_everything is not None:
            self.protect_everything()
        return key

    def _keep_on_this_computer(self, key: bytes) -> None:
        """Let this computer open protected fields without a secret; nothing happens where it cannot."""
        if self._devices is None:
            return
        file_id = uuid.uuid4().hex
        kept = KeptSecret(file_id, wrap(key, self._devices.new(file_id)))
        self._store.write_key_wrap(DEVICE, kept, self._journal.stamp())

    def _new_recovery(self, key: bytes, reason: str = "") -> str:
        code = new_recovery_code()
        self._store.write_key_wrap(RECOVERY, keep(code, key), self._journal.stamp())
        self._journal.record("换恢复码", "key_wrap", None, reason=reason)
        return code
