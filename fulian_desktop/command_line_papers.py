"""The commands `papers` and `verify`: writing a meeting's papers, issuing them, telling whether one holds.

Names, options and JSON keys are a contract, see `command_line`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fulian_desktop.command_line_access import add_user_option, open_workspace
from fulian_desktop.documents.paper_files import make_folder
from fulian_desktop.errors import UserFacingError
from fulian_desktop.workspace import Workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from fulian_desktop.documents.paper_kinds import PaperFile, PaperKind
    from fulian_desktop.documents.register import IssuedPaper, VerifyResult
    from fulian_desktop.documents.register_sets import SetResult

DONE, FOUND_SOMETHING = 0, 1
_FORMATS = {"pdf": ("pdf",), "docx": ("docx",), "both": ("pdf", "docx"), "xlsx": ("xlsx",)}
_WITHOUT_PAGES = {".docx": "Word 文档", ".xlsx": "表格"}


def add_paper_commands(commands: Any) -> None:
    """Add `papers`, `preflight` and `verify` to the parsers of commands."""
    papers = commands.add_parser("papers", help="写出一次会议的文书（PDF、Word）")
    papers.add_argument("file", type=Path, metavar="资料.fulian")
    papers.add_argument("--meeting", type=int, metavar="N", help="本届第几次会议，默认最近一次")
    papers.add_argument("--paper", metavar="种类", help="只写一种，例如 minutes；不写就是全部")
    papers.add_argument("--out", type=Path, required=True, metavar="文件夹")
    papers.add_argument(
        "--format",
        choices=tuple(_FORMATS),
        default="pdf",
        help="pdf 用来打印，docx 用来在 WPS 或 Word 里接着改，both 两种都写，"
        "xlsx 只写名册、签到册和表决记录；默认 pdf",
    )
    papers.add_argument(
        "--final", action="store_true", help="先把齐备的文书一次定稿，再写出来；没有定稿的说明原因"
    )
    papers.add_argument("--reason", default="", metavar="原因", help="过期的定稿重新定稿的原因")
    papers.add_argument("--blank", action="store_true", help="写停电备用的一套空白文书，用笔填，会后补录")
    papers.add_argument("--json", action="store_true", help="写成 JSON")
    add_user_option(papers)
    papers.set_defaults(run=_papers)

    preflight = commands.add_parser("preflight", help="看一看可以开会吗；有不行的地方，退出码是 1")
    preflight.add_argument("file", type=Path, metavar="资料.fulian")
    preflight.add_argument("--meeting", type=int, metavar="N", help="本届第几次会议，默认最近一次")
    preflight.add_argument("--json", action="store_true", help="写成 JSON")
    preflight.set_defaults(run=_preflight)

    verify = commands.add_parser("verify", help="凭校验码核对手里的文书是不是发出的那一份")
    verify.add_argument("file", type=Path, metavar="资料.fulian")
    verify.add_argument("code", metavar="校验码", help="印在页脚，例如 ACDE-FHJK")
    verify.add_argument("--json", action="store_true", help="写成 JSON")
    verify.set_defaults(run=_verify)


def list_papers(files: Sequence[PaperFile]) -> None:
    """Print where papers were written, and on the error stream what no font can draw."""
    for file in files:
        what = f"{file.pages} 页" if file.pages else _WITHOUT_PAGES.get(file.path.suffix, "")
        print(f"{file.path}\t{what}")
        for character in file.missing_characters:
            print(f"  注意：没有字体能印出“{character}”", file=sys.stderr)


def _papers(options: argparse.Namespace) -> int:
    from fulian_desktop.documents.paper_kinds import PaperKind

    kinds = {kind.value: kind for kind in PaperKind}
    if options.paper is not None and options.paper not in kinds:
        raise UserFacingError(f"没有“{options.paper}”这种文书。", advice=("可以选：" + "、".join(kinds),))
    if options.reason and not options.final:
        raise UserFacingError("写了 --reason，没有写 --final。", advice=("--reason 是重新定稿的原因。",))
    if options.blank and (options.final or options.paper is not None):
        raise UserFacingError(
            "--blank 写的是停电备用的空白文书，不能和 --final、--paper 一起用。",
            advice=("请分两次写。",),
        )
    make_folder(options.out)
    if options.blank:
        return _blank_papers(options)
    with open_workspace(options.file, options) as workspace:
        meeting_id = _meeting_id(workspace, options.meeting)
        kind = None if options.paper is None else kinds[options.paper]
        final = _finalised(workspace, meeting_id, kind, options.reason) if options.final else None
        files = _written(workspace, meeting_id, kind, options)
        codes = _codes_of(workspace, meeting_id)
    if options.json:
        print(json.dumps(_papers_as_json(files, final, codes), ensure_ascii=False, indent=1))
    else:
        _list_final(final)
        list_papers(files)
    return FOUND_SOMETHING if final is not None and final.disagreeing else DONE


def _blank_papers(options: argparse.Namespace) -> int:
    with Workspace.open(options.file, read_only=True) as workspace:
        files = workspace.blank_pack.write(_meeting_id(workspace, options.meeting), options.out)
    if options.json:
        print(json.dumps(_papers_as_json(files, None, {}), ensure_ascii=False, indent=1))
    else:
        list_papers(files)
    return DONE


def _preflight(options: argparse.Namespace) -> int:
    from fulian_desktop.meetings.preflight import Lamp

    with Workspace.open(options.file, read_only=True) as workspace:
        seen = workspace.preflight.look(_meeting_id(workspace, options.meeting))
    if options.json:
        told = {
            "meeting": seen.title,
            "at": seen.at,
            "verdict": seen.lamp.value,
            "sentence": seen.sentence,
            "lines": [
                {"key": one.key, "title": one.title, "state": one.lamp.value, "sentence": one.sentence}
                for one in seen.lines
            ],
        }
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print(seen.sentence)
        for one in seen.lines:
            print(f"{one.lamp.word}\t{one.title}\t{one.sentence}")
    return FOUND_SOMETHING if seen.lamp is Lamp.BAD else DONE


def _meeting_id(workspace: Workspace, session: int | None) -> int:
    meetings = workspace.meetings.meetings()
    found = [one for one in meetings if session in (None, one.session_number)]
    if not found:
        raise UserFacingError("资料里没有这次会议。", advice=("不写 --meeting 就是最近一次会议。",))
    return found[0].id


def _finalised(workspace: Workspace, meeting_id: int, kind: PaperKind | None, reason: str) -> SetResult:
    wanted = None if kind is None else {(kind, edition) for edition in kind.editions}
    return workspace.register.finalise_set(meeting_id, wanted, reason=reason)


def _written(
    workspace: Workspace, meeting_id: int, kind: PaperKind | None, options: argparse.Namespace
) -> tuple[PaperFile, ...]:
    from fulian_desktop.documents.paper_kinds import PaperFormat

    papers, names = workspace.papers, _FORMATS[options.format]
    if kind is None:
        formats = tuple(PaperFormat(name) for name in names)
        return papers.write_all(meeting_id, options.out, formats=formats)
    writers = {"pdf": papers.write, "docx": papers.write_docx, "xlsx": papers.write_workbook}
    return tuple(writers[name](meeting_id, kind, options.out / f"{kind.title}.{name}") for name in names)


def _codes_of(workspace: Workspace, meeting_id: int) -> dict[str, str]:
    """Return the check codes of the papers in force and not out of date, by file name without its ending."""
    from fulian_desktop.documents.paper_kinds import PaperStatus

    found = {}
    for state in workspace.papers.catalogue(meeting_id):
        paper = workspace.register.in_force(meeting_id, state.kind, state.edition)
        if paper is not None and state.status is PaperStatus.FINAL:
            found[Path(state.kind.file_name(state.edition)).stem] = paper.code_text
            if state.edition is state.kind.editions[0]:
                found[state.kind.title] = paper.code_text
    return found


def _papers_as_json(
    files: Sequence[PaperFile], final: SetResult | None, codes: dict[str, str]
) -> dict[str, Any]:
    made = [
        {
            "path": str(file.path),
            "pages": file.pages,
            "missing_characters": list(file.missing_characters),
            "final": codes.get(file.path.stem) if file.path.suffix == ".pdf" else None,
        }
        for file in files
    ]
    return {"files": made} if final is None else {"files": made, "final": _final_as_json(final)}


def _final_as_json(final: SetResult) -> dict[str, Any]:
    left_out = [
        {
            "paper": one.kind.value,
            "edition": one.edition.value,
            "why": one.verdict.value,
            "reason": one.reason,
        }
        for one in final.left_out
    ]
    return {"issued": [_issued_as_json(one) for one in final.issued], "left_out": left_out}


def _issued_as_json(paper: IssuedPaper) -> dict[str, Any]:
    return {
        "paper": paper.kind.value,
        "edition": paper.edition.value,
        "title": paper.title,
        "number": paper.number_text,
        "document_number": paper.document_number.text if paper.document_number else None,
        "check_code": paper.code_text,
        "pages": paper.pages,
    }


def _list_final(final: SetResult | None) -> None:
    if final is None:
        return
    for paper in final.issued:
        number = f"，{paper.document_number.text}" if paper.document_number else ""
        print(f"已定稿\t{paper.name}\t{paper.number_text}{number}\t校验码 {paper.code_text}")
    for line in final.left_out:
        print(f"没有定稿\t{line.name}\t{line.reason}")
    print(f"定稿 {len(final.issued)} 件，没有定稿 {len(final.left_out)} 件。")


def _verify(options: argparse.Namespace) -> int:
    from fulian_desktop.documents.register import VerifyState

    with open_workspace(options.file, options, read_only=True) as workspace:
        result = workspace.register.verify(options.code)
    if options.json:
        print(json.dumps(_verified_as_json(result), ensure_ascii=False, indent=1))
    else:
        print(result.sentence)
        for change in result.changes:
            print(f"  {change}")
    return DONE if result.state is VerifyState.VALID else FOUND_SOMETHING


def _verified_as_json(result: VerifyResult) -> dict[str, Any]:
    paper, instead = result.issued, result.replaced_by
    issued = paper and {
        "title": paper.title,
        "paper": paper.kind.value,
        "edition": paper.edition.value,
        "number": paper.number_text,
        "document_number": paper.document_number.text if paper.document_number else None,
        "pages": paper.pages,
        "issued_at": paper.at,
        "pdf_sha256": paper.pdf_sha256,
        "withdrawn_at": paper.withdrawal.at if paper.withdrawal else None,
        "withdrawn_reason": paper.withdrawal.reason if paper.withdrawal else None,
    }
    return {
        "state": result.state.value,
        "sentence": result.sentence,
        "changes": list(result.changes),
        "issued": issued,
        "replaced_by": instead.code_text if instead else None,
    }
