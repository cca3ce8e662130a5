"""Commands that keep the data file safe: back it up, go back to a backup, save what a damaged one holds."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fulian_desktop.command_line_access import add_user_option, open_workspace
from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage.findings import Finding, Severity

if TYPE_CHECKING:
    import argparse

DONE, FOUND_SOMETHING = 0, 1
_TOO_LITTLE = (
    "读出的部分太少，程序打不开新文件，也没有能补的备份。请用 restore 恢复最近的备份，再照纸上的记录补录。"
)
_FIRST_LINE = "文件的第一行是口令；写 - 就从标准输入读"


def add_safekeeping_commands(commands: Any) -> None:
    """Add `backup`, `restore` and `salvage`."""
    backup = commands.add_parser("backup", help="备份资料文件；备份打开核对过才算数")
    backup.add_argument("file", type=Path, metavar="资料.fulian")
    backup.add_argument("--to", type=Path, metavar="文件夹", help="存到第二处，例如 U 盘；不写就存到“备份”")
    backup.add_argument("--passphrase-file", metavar="文件", help=f"给 --to 的备份加密：{_FIRST_LINE}")
    backup.add_argument("--json", action="store_true", help="写成 JSON")
    add_user_option(backup)
    backup.set_defaults(run=_backup)

    restore = commands.add_parser("restore", help="演练恢复一份备份，或真正恢复")
    restore.add_argument(
        "file", type=Path, metavar="资料.fulian", help="恢复到哪个文件；损坏了、不在了都可以"
    )
    restore.add_argument("backup", type=Path, metavar="备份")
    restore.add_argument("--apply", action="store_true", help="真正恢复，现在的文件另外留一份；不写就只演练")
    restore.add_argument("--passphrase-file", metavar="文件", help=f"打开加密的备份：{_FIRST_LINE}")
    restore.add_argument("--json", action="store_true", help="写成 JSON")
    add_user_option(restore)
    restore.set_defaults(run=_restore)

    salvage = commands.add_parser("salvage", help="从损坏的资料文件里读出还能读的，存成新文件")
    salvage.add_argument("file", type=Path, metavar="损坏的.fulian")
    salvage.add_argument("--out", type=Path, required=True, metavar="新文件.fulian")
    salvage.add_argument("--json", action="store_true", help="写成 JSON")
    salvage.set_defaults(run=_salvage)


def _backup(options: argparse.Namespace) -> int:
    from fulian_desktop.storage.backup_shelf import backup_folder, look_at
    from fulian_desktop.storage.sealing import LEAST_PASSPHRASE
    from fulian_desktop.storage.second_place import copy_to_second_place

    passphrase = _passphrase(options)
    if passphrase and options.to is None:
        raise UserFacingError("加密的备份要写明存到哪里。", advice=("加上 --to 文件夹。",))
    if passphrase and len(passphrase) < LEAST_PASSPHRASE:
        raise UserFacingError(f"口令至少要 {LEAST_PASSPHRASE} 个字。", safe="没有备份。")
    elsewhere = options.to is not None
    with open_workspace(options.file, options, read_only=not elsewhere) as workspace:
        today = datetime.now().date()
        if elsewhere:
            workspace.access.file_acts.note_backup(f"命令行存到“{options.to.name}”")
            made = copy_to_second_place(workspace.database, options.to, today, passphrase=passphrase)
        else:
            from fulian_desktop.storage.backup import occasion_backup

            folder = backup_folder(workspace.database.path)
            made = occasion_backup(workspace.database, folder, "另存", datetime.now())
    seen = look_at(made)
    said = {"backup": str(made), "bytes": seen.size, "sealed": seen.sealed, "entries": seen.entries}
    _say(options, said, f"备份好了，也核对过了：{made}")
    return DONE


def _restore(options: argparse.Namespace) -> int:
    from fulian_desktop.storage.backup_shelf import look_at, loss_of
    from fulian_desktop.storage.restoring import rehearse, restore
    from fulian_desktop.workspace import SCHEMA

    passphrase = _passphrase(options)
    done = rehearse(options.backup, SCHEMA, passphrase=passphrase, check=check_as_the_program)
    loss = loss_of(options.file, look_at(options.backup)) if options.file.exists() else None
    kept = None
    if options.apply and done.sound:
        _ask_who_restores(options)
        kept = restore(options.file, options.backup, SCHEMA, now=datetime.now(), passphrase=passphrase)
    applied = bool(options.apply and done.sound)
    said = {
        "sound": done.sound,
        "entries": done.entries,
        "last_act": done.last_act,
        "last_at": done.last_at,
        "milliseconds": done.milliseconds,
        "findings": [_finding(one) for one in done.findings],
        "lost": None if loss is None or not loss.known else len(loss.entries),
        "same_course": None if loss is None or not loss.known else loss.same_course,
        "applied": applied,
        "kept": None if kept is None else str(kept),
    }
    lines = [one.sentence for one in done.findings]
    if not done.sound:
        lines.append("这份备份没有通过检查，没有恢复。")
    else:
        lines.append(f"备份完整：{done.entries} 条记录，最后一条是“{done.last_act}”（{done.last_at}）。")
        if loss is not None and loss.known and loss.same_course:
            lines.append(f"备份以后的 {len(loss.entries)} 步不在里面。")
        if applied:
            lines.append(f"已经恢复到：{options.file}")
            lines += [f"原来的文件留在：{kept}"] if kept is not None else []
        else:
            lines.append("这是演练，什么都没有改动。加 --apply 才恢复。")
    _say(options, said, "\n".join(lines))
    return DONE if done.sound else FOUND_SOMETHING


def _ask_who_restores(options: argparse.Namespace) -> None:
    """Write into the file that it is going to be replaced; only the chair may, where people sign in.

    A file that is missing or does not open has nobody to ask: the backup takes its place, and who opens
    it signs in there.

    Raises:
        NotAllowed: the acting user is not the chair.
        UserFacingError: people sign in here, and --user is missing or the secret is another one.
    """
    from fulian_desktop.storage.errors import FileError

    try:
        workspace = open_workspace(options.file, options)
    except FileError:  # one that is open elsewhere is refused by restore() itself
        return
    with workspace:
        workspace.access.file_acts.begin_restore(options.backup.name, "命令行")


def _salvage(options: argparse.Namespace) -> int:
    from fulian_desktop.saved_file import try_file
    from fulian_desktop.storage.backup_shelf import kept_backups
    from fulian_desktop.storage.salvage import salvage
    from fulian_desktop.storage.salvage_filling import fill_from_backup
    from fulian_desktop.storage.salvage_report import saved_by_subject
    from fulian_desktop.workspace import SCHEMA

    report = salvage(options.file, options.out, SCHEMA)
    filled_from = fill_from_backup(report, kept_backups(options.file), SCHEMA, datetime.now)
    tried = try_file(options.out)
    findings = [Finding(Severity.ERROR, "file", _TOO_LITTLE)] if tried is None else tried
    subjects = saved_by_subject(report)
    said = {
        "target": str(options.out),
        "saved": report.saved,
        "whole": report.whole,
        "filled_from": None if filled_from is None else str(filled_from),
        "subjects": [
            {
                "name": one.name,
                "saved": one.saved,
                "lost": one.lost,
                "perhaps_lost": one.perhaps_lost,
                "whole": one.whole,
            }
            for one in subjects
        ],
        "findings": [_finding(one) for one in findings],
    }
    lines = [f"{one.name}\t{one.saved} 条\t{one.sentence}" for one in subjects]
    lines += [one.sentence for one in findings]
    if filled_from is not None:
        lines.append(f"妇联名称、届次和席位没有读全，已从备份里补上：{filled_from}")
    lines.append(f"读出的内容存在：{options.out}。损坏的文件没有动。")
    _say(options, said, "\n".join(lines))
    return DONE if report.whole and not findings else FOUND_SOMETHING


def check_as_the_program(path: Path) -> list[Finding]:
    """Check a closed file with the records of all rooms, as `check` does."""
    from fulian_desktop.workspace import Workspace

    with Workspace.open(path, read_only=True) as workspace:
        return workspace.check()


def _finding(one: Finding) -> dict[str, str]:
    return {"severity": Severity(one.severity).value, "concerns": one.concerns, "sentence": one.sentence}


def _say(options: argparse.Namespace, said: dict[str, Any], words: str) -> None:
    print(json.dumps(said, ensure_ascii=False, indent=1) if options.json else words)


def _passphrase(options: argparse.Namespace) -> str:
    """Return the passphrase of the file named; never an argument, which every user of the PC could see."""
    if options.passphrase_file is None:
        return ""
    if options.passphrase_file == "-":
        return sys.stdin.readline().rstrip("\r\n")
    try:
        words = Path(options.passphrase_file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserFacingError(
            f"读不出口令文件“{options.passphrase_file}”。", advice=("请看看文件在不在，是不是 UTF-8 文字。",)
        ) from error
    return words.splitlines()[0] if words.strip() else ""
