"""Signing in on the command line: --user names who, the secret comes from outside of the command."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING

from fulian_desktop.access.device_key import keys_of_this_computer
from fulian_desktop.errors import UserFacingError
from fulian_desktop.workspace import Workspace

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

SECRET_VARIABLE = "FULIAN_SECRET"


def add_user_option(parser: argparse.ArgumentParser) -> None:
    """Let a command that changes a data file say who is working."""
    parser.add_argument(
        "--user",
        metavar="姓名",
        help=f"要登录的资料：谁在用。口令从环境变量 {SECRET_VARIABLE}、标准输入或提示里读，不写在命令里",
    )


def open_workspace(path: Path, options: argparse.Namespace, *, read_only: bool = False) -> Workspace:
    """Open a data file; sign in where the file wants it and something is to be changed.

    With --user it is opened for writing also where reading would do, because signing in is journalled.

    Raises:
        UserFacingError: the file wants signing in and --user is missing, or the secret is another one.
    """
    user: str | None = getattr(options, "user", None)
    reads_only = read_only and user is None
    workspace = Workspace.open(path, read_only=reads_only, devices=keys_of_this_computer())
    try:
        _enter(workspace, user, needed=not reads_only)
    except BaseException:
        workspace.close()
        raise
    return workspace


def _enter(workspace: Workspace, user: str | None, *, needed: bool) -> None:
    state = workspace.access.state()
    if not state.sign_in:
        if user:
            workspace.act_as(user)
        return
    if user is None:
        if needed:
            raise UserFacingError(
                "这份资料要登录才能改。",
                advice=(
                    "请在命令后面加 --user 姓名。",
                    f"口令放在环境变量 {SECRET_VARIABLE} 里，或从标准输入给，或在提示后面输。",
                ),
                safe="资料没有改动。",
            )
        return
    workspace.access.sign_in(user, _secret(user))


def _secret(user: str) -> str:
    given = os.environ.get(SECRET_VARIABLE)
    if given is not None:
        return given
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(f"{user}的口令：")
    line = sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
    if not line:
        raise UserFacingError(
            f"没有给{user}的口令。",
            advice=(f"请放在环境变量 {SECRET_VARIABLE} 里，或从标准输入给。",),
            safe="资料没有改动。",
        )
    return line
