"""The commands about elections: the independent recount."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fulian_desktop.workspace import Workspace

if TYPE_CHECKING:
    import argparse

_DONE, _FOUND_SOMETHING = 0, 1


def add_election_commands(commands: Any) -> None:
    """Add the commands to a parser's subparsers."""
    tally = commands.add_parser(
        "tally", help="按记录重新计一次票，与宣布的结果核对；不用程序计票的那部分代码"
    )
    tally.add_argument("file", type=Path, metavar="资料.fulian")
    tally.add_argument("--election", type=int, required=True, metavar="N", help="选举的编号")
    tally.add_argument("--json", action="store_true", help="写成 JSON")
    tally.set_defaults(run=_tally)


def _tally(options: argparse.Namespace) -> int:
    from fulian_desktop.elections.recount import recount

    with Workspace.open(options.file, read_only=True) as workspace:
        result = recount(workspace.database, options.election)
    code = _DONE if result["agrees"] else _FOUND_SOMETHING
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
        return code
    for one in result["rounds"]:
        print(f"第 {one['number']} 轮：应到 {one['entitled']}，实到 {one['present']}")
        if "votes" in one:
            print(f"  有效票 {one['valid']}，无效票 {one['invalid']}")
            for number, cell in one["votes"].items():
                votes = f"赞成 {cell['F']}\t不赞成 {cell['A']}\t弃权 {cell['B']}\t部分无效 {cell['X']}"
                print(f"  {number}\t{one['names'][number]}\t{votes}")
            for name, votes in one["write_ins"].items():
                print(f"  另选人 {name.split(' ', 1)[1]}\t赞成 {votes}")
            print("  当选：" + ("、".join(name.split(" ", 1)[1] for name in one["elected"]) or "没有"))
    print(
        "与宣布的结果一致。"
        if result["agrees"]
        else "与宣布的结果不一致：" + "；".join(result["differences"])
    )
    return code
