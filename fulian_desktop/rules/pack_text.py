"""Rule packs as TOML text: strict reading that says what is wrong where; what is written reads back equal."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.thresholds import Base, Threshold

if TYPE_CHECKING:
    from collections.abc import Mapping

HANDS = ("in_favour", "against", "abstaining")
ARTICLE_KEYS = ("quorum", "majority", "poll", "unanimous", "bundled", "added")

_Choice = TypeVar("_Choice", bound=Enum)

_TEXT_KEYS = ("id", "name", "source")
_CHOICE_KEYS = ("quorum", "quorum_base", "majority", "majority_base")
_FLAG_KEYS = ("chair_votes", "abstention_polled", "bundled_vote_allowed")
_OPTIONAL_FLAG_KEYS = ("added_members_join_at_once", "unanimous_needs_every_hand")
_REQUIRED = (*_TEXT_KEYS, "quorum", "majority", "majority_base", "poll_order", *_FLAG_KEYS)
_OPTIONAL = ("dated", "quorum_base", *_OPTIONAL_FLAG_KEYS, "articles", "notes")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read(text: str, *, where: str) -> dict[str, Any]:
    """Return the checked parts of a rule pack, ready for its constructor.

    Nothing that decides a vote has a default: a pack without a majority is refused.

    Raises:
        UserFacingError: naming `where`, the key and what is allowed.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserFacingError(
            f"{where} 不是有效的 TOML 文字：{_position(error)}",
            advice=("每行写成 名称 = 值，文字放在英文双引号里，是/否写 true/false",),
        ) from error
    allowed = (*_REQUIRED, *_OPTIONAL)
    for key in data:
        if key not in allowed:
            _refuse(where, key, "程序不认识这一项", f"可以写的有：{'、'.join(allowed)}")
    for key in _REQUIRED:
        if key not in data:
            _refuse(where, key, "缺少这一项，不写明就不能用来表决", f"请补上一行 {key} = …")
    parts: dict[str, Any] = {key: _text(data, key, where) for key in _TEXT_KEYS}
    if not _ID.fullmatch(parts["id"]):
        _refuse(
            where, "id", f"“{parts['id']}”不能用作代号", "只用小写英文字母、数字和连字符，例如 our-rules-2026"
        )
    parts["quorum"] = _choice(data, "quorum", Threshold, where)
    parts["majority"] = _choice(data, "majority", Threshold, where)
    parts["majority_base"] = _choice(data, "majority_base", Base, where)
    parts["poll_order"] = _hands(data["poll_order"], where)
    parts.update({key: _flag(data, key, where) for key in _FLAG_KEYS})
    parts.update({key: _flag(data, key, where) for key in _OPTIONAL_FLAG_KEYS if key in data})
    if "quorum_base" in data:
        parts["quorum_base"] = _choice(data, "quorum_base", Base, where)
    if "dated" in data:
        parts["dated"] = _day(data["dated"], where)
    if "articles" in data:
        parts["articles"] = _articles(data["articles"], where)
    if "notes" in data:
        parts["notes"] = _text(data, "notes", where, may_be_empty=True)
    return parts


def write(parts: Mapping[str, Any]) -> str:
    """Return the parts of a pack as TOML, every key written out; `read` gives them back."""
    lines = [f"{key} = {_quoted(parts[key])}" for key in _TEXT_KEYS]
    if parts["dated"] is not None:
        lines.append(f"dated = {parts['dated'].isoformat()}")
    lines += [f"{key} = {_quoted(parts[key].value)}" for key in _CHOICE_KEYS]
    lines.append(f"poll_order = [{', '.join(_quoted(hand) for hand in parts['poll_order'])}]")
    lines += [f"{key} = {'true' if parts[key] else 'false'}" for key in (*_FLAG_KEYS, *_OPTIONAL_FLAG_KEYS)]
    lines.append(f"notes = {_quoted(parts['notes'])}")
    if parts["articles"]:
        lines += ["", "[articles]"]
        lines += [f"{key} = {_quoted(text)}" for key, text in parts["articles"].items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a TOML basic string; JSON escapes are TOML escapes, but TOML also wants DEL escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _position(error: tomllib.TOMLDecodeError) -> str:
    """Turn the parser's English position into Chinese."""
    match = re.search(r"at line (\d+), column (\d+)", str(error))
    return f"第 {match[1]} 行第 {match[2]} 个字附近读不懂" if match else "末尾不完整"


def _refuse(where: str, key: str, problem: str, allowed: str) -> NoReturn:
    raise UserFacingError(f"{where} 里的 {key}：{problem}", advice=(allowed,))


def _text(data: Mapping[str, Any], key: str, where: str, *, may_be_empty: bool = False) -> str:
    value = data[key]
    if not isinstance(value, str):
        _refuse(where, key, f"要写文字，现在是 {value!r}", f'请写成 {key} = "…"')
    if not may_be_empty and not value.strip():
        _refuse(where, key, "不能空着", f'请写成 {key} = "…"')
    return value


def _choice(data: Mapping[str, Any], key: str, kind: type[_Choice], where: str) -> _Choice:
    value = data[key]
    for member in kind:
        if value == member.value:
            return member
    allowed = "、".join(f"{member.value}（{getattr(member, 'phrase')}）" for member in kind)  # noqa: B009
    _refuse(where, key, f"不能是 {value!r}", f"可以写的有：{allowed}")


def _flag(data: Mapping[str, Any], key: str, where: str) -> bool:
    value = data[key]
    if not isinstance(value, bool):
        _refuse(where, key, f"要写 true（是）或 false（否），现在是 {value!r}", "不要加引号")
    return value


def _day(value: Any, where: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    _refuse(
        where,
        "dated",
        f"要写通过这套规则的日期，现在是 {value!r}",
        "例如 dated = 2026-03-06，不加引号；没有就删去这一行",
    )


def _hands(value: Any, where: str) -> tuple[str, ...]:
    if isinstance(value, list) and value and all(hand in HANDS for hand in value):
        return tuple(value)
    _refuse(
        where,
        "poll_order",
        f"不能是 {value!r}",
        f"按询问的先后写，可以写的有：{'、'.join(HANDS)}（同意、不同意、弃权）",
    )


def _articles(value: Any, where: str) -> dict[str, str]:
    if not isinstance(value, dict):
        _refuse(where, "articles", "要写成一节", "以 [articles] 单独一行开头，下面每行写一条")
    for key in value:
        if key not in ARTICLE_KEYS:
            _refuse(where, f"articles.{key}", "程序不认识这一项", f"可以写的有：{'、'.join(ARTICLE_KEYS)}")
    return {key: _text(value, key, f"{where} 的 articles") for key in value}
