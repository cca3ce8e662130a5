"""Rule packs as TOML text: strict reading that says what is wrong where; what is written reads back equal."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, NoReturn

from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Mapping

HANDS = ("in_favour", "against", "abstaining")
LARGEST_NUMBER = 199

ARTICLES = "articles"
FRACTION = "fraction"
POLL_ORDER = "poll order"

_NEVER_EMPTY = ("id", "name", "source")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FRACTION = re.compile(r"([1-9]\d?)/([1-9]\d?)")


@dataclass(frozen=True)
class PackKeys:
    """The keys of one sort of rules.

    Attributes:
        kinds: what each key holds, in the order of writing: an Enum with phrases, bool, int, str, date,
            `FRACTION`, `POLL_ORDER` or `ARTICLES`.
        required: the keys that must be written out: nothing that decides a vote has a default.
        articles: the rules to which a clause can be named.
        purpose: what the rules are for, as a refusal says it: 表决, 选举.
    """

    kinds: Mapping[str, Any]
    required: tuple[str, ...]
    articles: tuple[str, ...]
    purpose: str

    def read(self, text: str, *, where: str) -> dict[str, Any]:
        """Return the checked parts of a pack, ready for its constructor.

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
        for key in data:
            if key not in self.kinds:
                _refuse(where, key, "程序不认识这一项", f"可以写的有：{'、'.join(self.kinds)}")
        for key in self.required:
            if key not in data:
                problem = f"缺少这一项，不写明就不能用来{self.purpose}"
                _refuse(where, key, problem, f"请补上一行 {key} = …")
        parts = {key: self._value(where, key, value) for key, value in data.items()}
        if not _ID.fullmatch(parts["id"]):
            allowed = "只用小写英文字母、数字和连字符，例如 our-rules-2026"
            _refuse(where, "id", f"“{parts['id']}”不能用作代号", allowed)
        return parts

    def write(self, parts: Mapping[str, Any]) -> str:
        """Return the parts as TOML, every key that has a value written out; `read` gives them back."""
        lines = [
            f"{key} = {_written(parts[key])}"
            for key, kind in self.kinds.items()
            if kind != ARTICLES and parts[key] is not None
        ]
        if parts["articles"]:
            lines += ["", "[articles]"]
            lines += [f"{key} = {_quoted(text)}" for key, text in parts["articles"].items()]
        return "\n".join(lines) + "\n"

    def _value(self, where: str, key: str, value: Any) -> Any:
        kind = self.kinds[key]
        if kind == ARTICLES:
            return self._articles(where, value)
        if kind == FRACTION:
            return _fraction(where, key, value)
        if kind == POLL_ORDER:
            return _hands(where, key, value)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return _choice(where, key, value, kind)
        return _plain(where, key, value, kind)

    def _articles(self, where: str, value: Any) -> dict[str, str]:
        if not isinstance(value, dict):
            _refuse(where, "articles", "要写成一节", "以 [articles] 单独一行开头，下面每行写一条")
        for key, text in value.items():
            if key not in self.articles:
                allowed = f"可以写的有：{'、'.join(self.articles)}"
                _refuse(where, f"articles.{key}", "程序不认识这一项", allowed)
            if not isinstance(text, str) or not text.strip():
                _refuse(where, f"articles.{key}", "要写文字", f'请写成 {key} = "…"')
        return dict(value)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return _quoted(str(value.value))
    if isinstance(value, tuple):
        fraction = isinstance(value[0], int)
        return _quoted("/".join(map(str, value))) if fraction else f"[{', '.join(map(_quoted, value))}]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    """Return a TOML basic string; JSON escapes are TOML escapes, but TOML also wants DEL escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _position(error: tomllib.TOMLDecodeError) -> str:
    """Turn the parser's English position into Chinese."""
    match = re.search(r"at line (\d+), column (\d+)", str(error))
    return f"第 {match[1]} 行第 {match[2]} 个字附近读不懂" if match else "末尾不完整"


def _refuse(where: str, key: str, problem: str, allowed: str) -> NoReturn:
    raise UserFacingError(f"{where} 里的 {key}：{problem}", advice=(allowed,))


def _plain(where: str, key: str, value: Any, kind: Any) -> Any:
    if kind is bool:
        if not isinstance(value, bool):
            _refuse(where, key, f"要写 true（是）或 false（否），现在是 {value!r}", "不要加引号")
        return value
    if kind is int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST_NUMBER:
            _refuse(where, key, f"要写 0 到 {LARGEST_NUMBER} 的整数，现在是 {value!r}", "不要加引号")
        return value
    if kind is date:
        if not isinstance(value, date) or isinstance(value, datetime):
            allowed = f"例如 {key} = 2026-03-06，不加引号；没有就删去这一行"
            _refuse(where, key, f"要写通过这套规则的日期，现在是 {value!r}", allowed)
        return value
    if not isinstance(value, str):
        _refuse(where, key, f"要写文字，现在是 {value!r}", f'请写成 {key} = "…"')
    if key in _NEVER_EMPTY and not value.strip():
        _refuse(where, key, "不能空着", f'请写成 {key} = "…"')
    return value


def _choice(where: str, key: str, value: Any, kind: type[Enum]) -> Enum:
    for member in kind:
        if value == member.value:
            return member
    allowed = "、".join(f"{member.value}（{getattr(member, 'phrase')}）" for member in kind)  # noqa: B009
    return _refuse(where, key, f"不能是 {value!r}", f"可以写的有：{allowed}")


def _fraction(where: str, key: str, value: Any) -> tuple[int, int]:
    match = _FRACTION.fullmatch(value) if isinstance(value, str) else None
    if match is None or int(match[1]) >= int(match[2]):
        _refuse(where, key, f"不能是 {value!r}", '写成小于 1 的分数，例如 "1/3"；没有就删去这一行')
    return int(match[1]), int(match[2])


def _hands(where: str, key: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, list) and value and all(hand in HANDS for hand in value):
        return tuple(value)
    allowed = f"按询问的先后写，可以写的有：{'、'.join(HANDS)}（同意、不同意、弃权）"
    return _refuse(where, key, f"不能是 {value!r}", allowed)
