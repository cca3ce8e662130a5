"""The same operations without a screen, for tests and for the township's IT person.

Command names, options and JSON keys are a contract others' scripts rely on. Exit codes: 0 done and sound,
1 done but something was found (`check`) or a paper does not hold (`verify`), 2 wrong use or a refusal
explained on the error stream.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import traceback
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from fulian_desktop.chinese.names_order import sort_names
from fulian_desktop.command_line_access import add_user_option, open_workspace
from fulian_desktop.command_line_elections import add_election_commands
from fulian_desktop.command_line_papers import add_paper_commands, list_papers
from fulian_desktop.command_line_safekeeping import add_safekeeping_commands
from fulian_desktop.documents.paper_files import make_folder
from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.preview import RosterPost, RowStatus
from fulian_desktop.exchange.preview_json import preview_as_json
from fulian_desktop.rules.rule_pack import default_pack
from fulian_desktop.rules.thresholds import Base, Threshold
from fulian_desktop.rules.verdicts import HandCount, decide
from fulian_desktop.storage.errors import DamagedFileError, NotOurFileError
from fulian_desktop.storage.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.exchange.preview import RosterPreview

DONE, FOUND_SOMETHING, REFUSED = 0, 1, 2

_TRANSLATED = (
    (r"the following arguments are required: (.*)", r"缺少：\1"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 不能是 \2，只能是 \3"),
    (r"argument (.*?): expected one argument", r"\1 后面要跟一个值"),
    (r"argument (.*?): invalid int value: (.*)", r"\1 要填整数，现在是 \2"),
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"ambiguous option: (.*?) could match (.*)", r"\1 不明确，可能是 \2"),
)


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, allow_abbrev=False, **options)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        for pattern, chinese in _TRANSLATED:
            message = re.sub(pattern, chinese, message)
        self.print_usage(sys.stderr)
        self.exit(REFUSED, f"{message}\n")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = _Parser(prog="main.py", description="妇联会议助手。不带命令时打开窗口。")
    commands = parser.add_subparsers(dest="command", metavar="命令", title="命令")

    sample = commands.add_parser("sample", help="把示例村的会议开一遍，写出资料文件和全部文书")
    sample.add_argument("--out", type=Path, required=True, metavar="文件夹", help="文书写到哪里")
    sample.add_argument(
        "--data", type=Path, metavar="资料.fulian", help="新资料文件，默认在文件夹里叫 sample.fulian"
    )
    sample.add_argument(
        "--scenario",
        choices=["by-election", "congress"],
        default="by-election",
        help="by-election 届中增补的会议（默认），congress 整个换届",
    )
    sample.set_defaults(run=_sample)

    roster = commands.add_parser("import-roster", help="预览或导入一张名册表格")
    roster.add_argument("file", type=Path, metavar="资料.fulian")
    roster.add_argument("sheet", type=Path, metavar="表格", help="xlsx、xls、csv 或 ods")
    roster.add_argument("--post", choices=[post.value for post in RosterPost], help="名册里是什么人")
    roster.add_argument("--apply", action="store_true", help="真正导入；不写就只预览")
    roster.add_argument("--json", action="store_true", help="写成 JSON")
    add_user_option(roster)
    roster.set_defaults(run=_import_roster)

    add_paper_commands(commands)
    add_election_commands(commands)
    add_safekeeping_commands(commands)

    check = commands.add_parser("check", help="检查资料文件是否完整、有没有被改动过")
    check.add_argument("file", type=Path, metavar="资料.fulian")
    check.add_argument("--json", action="store_true", help="写成 JSON")
    check.set_defaults(run=_check)

    names = commands.add_parser("sort-names", help="按姓氏笔画排序：标准输入每行一个姓名")
    names.add_argument("--position-only", action="store_true", help="单名不提前，逐字比较")
    names.set_defaults(run=_sort_names)
    _add_verdict(commands)
    return parser


def _add_verdict(commands: Any) -> None:
    verdict = commands.add_parser("verdict", help="按规则判定一次举手表决，写成 JSON")
    for name, words in (
        ("entitled", "应到"),
        ("present", "实到（有表决权）"),
        ("in-favour", "同意"),
        ("against", "不同意"),
        ("abstaining", "弃权"),
    ):
        verdict.add_argument(f"--{name}", type=int, required=True, metavar="N", help=words)
    thresholds = [threshold.value for threshold in Threshold]
    verdict.add_argument(
        "--majority", choices=thresholds, default=Threshold.MORE_THAN_HALF.value, help="通过的条件"
    )
    verdict.add_argument(
        "--base", choices=[base.value for base in Base], default=Base.ENTITLED.value, help="按谁算"
    )
    verdict.add_argument(
        "--quorum", choices=thresholds, default=Threshold.AT_LEAST_TWO_THIRDS.value, help="法定人数的条件"
    )
    verdict.set_defaults(run=_verdict)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; errors meant for people go to the error stream in Chinese.

    Whoever reads along may have read enough (`| head`): then nothing more is written, and nothing is wrong.
    """
    try:
        try:
            return _run(arguments)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())  # or Python complains when it flushes at its own end
        os.close(nowhere)
        return DONE


def _run(arguments: Sequence[str]) -> int:
    options = build_parser().parse_args(arguments)
    if options.command is None:
        build_parser().print_help()
        return REFUSED
    try:
        code: int = options.run(options)
    except UserFacingError as error:
        print(error.as_text(), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        raise
    except Exception:  # an exit code of its own kind must not be mistaken for a finding of `check`
        print("程序出错了，请把下面的内容发给维护程序的人：", file=sys.stderr)
        traceback.print_exc()
        return REFUSED
    return code


def _sample(options: argparse.Namespace) -> int:
    if options.scenario == "congress":
        from fulian_desktop.command_line_sample import play_sample_congress

        return play_sample_congress(options.out, options.data)
    from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village, play_meeting

    data = options.data or options.out / "sample.fulian"
    make_folder(options.out)
    make_folder(data.parent)
    clock = StageClock(datetime.combine(MEETING_DAY, time(9, 0)))
    with create_village(data, clock, MEETING_DAY) as workspace:
        meeting = workspace.meetings.meetings()[0]
        play_meeting(workspace, meeting.id, clock)
        files = workspace.papers.write_all(meeting.id, options.out)
    print(f"资料文件：{data}")
    list_papers(files)
    return DONE


def _import_roster(options: argparse.Namespace) -> int:
    post = None if options.post is None else RosterPost(options.post)
    with open_workspace(options.file, options, read_only=not options.apply) as workspace:
        term = workspace.seats.current_term().number
        preview = workspace.exchange.preview(options.sheet, post)
        applied = False
        if options.apply:
            workspace.exchange.apply(preview, source_name=options.sheet.name, term_number=term)
            applied = True
    if options.json:
        print(json.dumps(preview_as_json(preview) | {"applied": applied}, ensure_ascii=False, indent=1))
    else:
        _print_preview(preview, applied=applied)
    return DONE


def _print_preview(preview: RosterPreview, *, applied: bool) -> None:
    for row in preview.rows:
        problems = "；".join(row.problems)
        print(f"第 {row.row_number} 行\t{row.status.phrase}\t{row.details.name}\t{problems}".rstrip())
    for skipped in preview.skipped:
        print(f"第 {skipped.row_number} 行\t跳过\t{skipped.reason}")
    print("，".join(f"{status.phrase} {preview.counts.get(status, 0)}" for status in RowStatus))
    print("已经导入；要确认的行没有导入。" if applied else "这是预览，什么都没有写入。加 --apply 才导入。")


def _check(options: argparse.Namespace) -> int:
    try:
        with open_workspace(options.file, options, read_only=True) as workspace:
            findings = workspace.check()
    except (DamagedFileError, NotOurFileError) as error:
        findings = [Finding(Severity.ERROR, "file", error.what)]
    sound = all(one.severity is not Severity.ERROR for one in findings)
    if options.json:
        found = [
            {"severity": one.severity.value, "concerns": one.concerns, "sentence": one.sentence}
            for one in findings
        ]
        print(json.dumps({"sound": sound, "findings": found}, ensure_ascii=False, indent=1))
        return DONE if sound else FOUND_SOMETHING
    for one in findings:
        print(one.sentence)
    if sound:
        print("资料文件完整，没有发现改动。")
    return DONE if sound else FOUND_SOMETHING


def _sort_names(options: argparse.Namespace) -> int:
    try:
        names = [line.strip() for line in sys.stdin.buffer.read().decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError as error:
        raise UserFacingError(
            "标准输入不是 UTF-8 文字。", advice=("请把名单存成 UTF-8 再传进来。",)
        ) from error
    for name in sort_names([name for name in names if name], position_only=options.position_only):
        print(name)
    return DONE


def _verdict(options: argparse.Namespace) -> int:
    from dataclasses import replace

    pack = replace(
        default_pack(),
        quorum=Threshold(options.quorum),
        majority=Threshold(options.majority),
        majority_base=Base(options.base),
    )
    count = HandCount(
        options.entitled, options.present, options.in_favour, options.against, options.abstaining
    )
    verdict = decide(pack, count)
    result = {
        "quorum": {"need": verdict.quorum.need, "have": verdict.quorum.have, "met": verdict.quorum.met},
        "need": verdict.need,
        "outcome": verdict.outcome.value,
        "not_voting": count.not_voting,
        "explanation": verdict.explanation,
    }
    print(json.dumps(result, ensure_ascii=False))
    return DONE
