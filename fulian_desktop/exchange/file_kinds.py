"""What kind of file this is, told by its bytes; and a look into packed files before anything unpacks them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from enum import Enum
from typing import TYPE_CHECKING
from xml.parsers import expat

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.sheet_limits import (
    LARGEST_TEXT,
    LARGEST_UNPACKED,
    MOST_CHARACTERS,
    check_size,
    encrypted,
    too_large,
    unreadable,
)
from fulian_desktop.exchange.xls_measure import check_xls

if TYPE_CHECKING:
    from pathlib import Path

_SAVE_AS_XLSX = "请在 WPS 中打开它，另存为 .xlsx，再导入。"
_SHEET_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".et"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_OTHERS = (
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "Word 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"SQLite format 3", "数据库文件"),
)
# A cell with something in it; empty styled cells are written as <c .../> and take no room.
_XLSX_CELL = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{1,4})([0-9]{1,8})"[^<>]*?(?<!/)>')
_XLSX_VALUE = re.compile(rb"<(?:\w+:)?v>([0-9]{1,7})</")
_SHARED = re.compile(rb"<(?:\w+:)?si[\s/>]")
_BYTES_IN_CHARACTER = 3
_HEARTS = frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml"})
_CHUNK = 1 << 20
_WORKBOOK_BEGINS = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
_FILEPASS = 0x002F
_RECORDS_LOOKED_AT = 4


class FileKind(Enum):
    """The kinds of files that can be read; the value is the word shown to the user."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "csv"


def kind_of_file(content: bytes, path: Path) -> FileKind:
    """Tell the kind of a file by its content.

    Raises:
        UserFacingError: empty, encrypted, damaged, or no sheet at all.
    """
    if not content.strip():
        raise UserFacingError(
            f"“{path.name}”是空文件，里面没有任何内容。",
            advice=("请在 WPS 里打开看一看，确认名册已经保存。",),
        )
    if content.startswith(b"PK"):
        return _kind_of_packed(content, path.name)
    if content.startswith(_OLE):
        return _kind_of_ole(content, path.name)
    for beginning, word in _OTHERS:
        if content.startswith(beginning):
            raise _not_a_sheet(path.name, word)
    if content.startswith(_BARE_BIFF) and path.suffix.lower() in _SHEET_SUFFIXES:
        return _measured_xls(content, path.name)
    return _kind_of_text(content, path)


def _kind_of_text(content: bytes, path: Path) -> FileKind:
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in content and not is_utf16:
        raise _not_a_sheet(path.name, "别的程序的文件")
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta")):
        raise UserFacingError(f"“{path.name}”其实是网页文件，只是借了表格的名字。", advice=(_SAVE_AS_XLSX,))
    if path.suffix.lower() in _SHEET_SUFFIXES:
        raise UserFacingError(
            f"“{path.name}”的文件名说它是表格，内容却只是文本，不是 {path.suffix.lower()} 表格。",
            advice=(
                "如果内容是用逗号隔开的名册，请把文件名的结尾改成 .csv 再导入。",
                "否则请向交表的人要原来的表格。",
            ),
        )
    return FileKind.TEXT


def _kind_of_ole(content: bytes, file_name: str) -> FileKind:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo") or _has_password_record(content):
        raise encrypted(file_name)
    if holds("Workbook") or holds("Book"):
        return _measured_xls(content, file_name)
    if holds("WordDocument"):
        raise _not_a_sheet(file_name, "Word 文件")
    if holds("PowerPoint Document"):
        raise _not_a_sheet(file_name, "演示文件")
    raise unreadable(file_name, FileKind.XLS.value)


def _measured_xls(content: bytes, file_name: str) -> FileKind:
    try:
        check_xls(content, file_name)
    except (ValueError, IndexError, struct.error):
        raise unreadable(file_name, FileKind.XLS.value) from None
    return FileKind.XLS


def _has_password_record(content: bytes) -> bool:
    """Tell whether a FILEPASS record follows the beginning of an xls workbook ([MS-XLS] 2.4.117)."""
    for beginning in _WORKBOOK_BEGINS:
        place = content.find(beginning)
        for _ in range(_RECORDS_LOOKED_AT):
            if place < 0 or place + 4 > len(content):
                break
            record, length = struct.unpack_from("<HH", content, place)
            if record == _FILEPASS:
                return True
            place += 4 + length
    return False


def _kind_of_packed(content: bytes, file_name: str) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _look_into(packed, file_name)
    except UserFacingError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        OSError,
        EOFError,
        ValueError,
        KeyError,
        RuntimeError,
        OverflowError,
        IndexError,
    ):
        is_ods = file_name.lower().endswith(".ods")
        raise unreadable(file_name, (FileKind.ODS if is_ods else FileKind.XLSX).value) from None


def _look_into(packed: zipfile.ZipFile, file_name: str) -> FileKind:
    entries = packed.infolist()
    names = {entry.filename.replace("\\", "/") for entry in entries}
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise too_large(file_name, "解开以后超过 200 MB")
    texts = (
        entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    )
    if sum(texts) > LARGEST_TEXT:
        raise too_large(file_name, f"其中的文字解开以后超过 {LARGEST_TEXT >> 20} MB")
    if any(entry.flag_bits & 1 for entry in entries):
        raise encrypted(file_name)
    hearts = [name for name in names if name.lower() in _HEARTS]
    if len(hearts) > 1:  # several kinds in one: the reader might take another than the one measured here
        raise unreadable(file_name, FileKind.XLSX.value)
    if any(name.lower() == "xl/workbook.xml" for name in hearts):
        lengths = shared_lengths(packed, entries)
        for entry in entries:
            if not entry.is_dir():  # a sheet may lie anywhere: the workbook says where
                _check_xlsx_sheet(packed, entry, file_name, lengths)
        return FileKind.XLSX
    if "content.xml" in names:
        _check_ods(packed, names, file_name)
        return FileKind.ODS
    raise _not_a_sheet(file_name, _word_for_packed(names))


def _word_for_packed(names: set[str]) -> str:
    for beginning, word in (("word/", "Word 文件"), ("ppt/", "演示文件"), ("xl/", "另一种格式的表格")):
        if any(name.startswith(beginning) for name in names):
            return word
    return "压缩包"


def shared_lengths(packed: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> list[int]:
    """Return how many bytes each shared text takes, in their order; a text used a million times counts so."""
    for entry in entries:
        if entry.filename.replace("\\", "/").lower() == "xl/sharedstrings.xml":
            content = packed.read(entry)
            starts = [found.start() for found in _SHARED.finditer(content)]
            ends = [*starts[1:], len(content)]
            return [end - start for start, end in zip(starts, ends, strict=False)]
    return []


def _check_xlsx_sheet(
    packed: zipfile.ZipFile, entry: zipfile.ZipInfo, file_name: str, lengths: list[int]
) -> None:
    """Measure a sheet without building it: one far-away cell would otherwise cost gigabytes."""
    rows = columns = characters = 0
    seen: set[bytes] = set()
    rest = b""
    with packed.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            text = rest + chunk
            for letters, number in _XLSX_CELL.findall(text):
                seen.add(letters)
                rows = max(rows, int(number))
            if lengths:
                numbers = (int(one) for one in _XLSX_VALUE.findall(text))
                characters += sum(lengths[one] for one in numbers if one < len(lengths))
            rest = text[text.rfind(b"<") :] if b"<" in text else b""
    if characters > MOST_CHARACTERS * _BYTES_IN_CHARACTER:
        raise too_large(file_name, f"同样的长文字用了许多遍，合起来超过 {MOST_CHARACTERS} 个字")
    for letters in seen:
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        columns = max(columns, column)
    check_size(rows, columns, entry.filename.rsplit("/", 1)[-1].removesuffix(".xml"), file_name)


def _check_ods(packed: zipfile.ZipFile, names: set[str], file_name: str) -> None:
    if "META-INF/manifest.xml" in names and b"encryption-data" in packed.read("META-INF/manifest.xml"):
        raise encrypted(file_name)
    mimetype = packed.read("mimetype") if "mimetype" in names else b""
    if mimetype and b"spreadsheet" not in mimetype:
        raise _not_a_sheet(file_name, "文字文件" if b"text" in mimetype else "别的程序的文件")
    measure = _OdsMeasure(file_name)
    with packed.open("content.xml") as stream:
        measure.read_all(stream.read(LARGEST_UNPACKED))


class _OdsMeasure:
    """Walks through content.xml and refuses sheets whose repeated rows or columns would fill the memory."""

    def __init__(self, file_name: str) -> None:
        self._file_name = file_name
        self._sheet = ""
        self._row = self._column = self._width = 0

    def read_all(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.Parse(content, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._sheet = attributes.get("table:name", "")
            self._row = self._column = self._width = 0
        elif tag == "table:table-row":
            self._row += max(1, int(attributes.get("table:number-rows-repeated", "1")))
            self._column = 0
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self._column += max(1, int(attributes.get("table:number-columns-repeated", "1")))
            if "office:value-type" in attributes:
                self._width = max(self._width, self._column)
                check_size(self._row, self._width, self._sheet, self._file_name)


def _not_a_sheet(file_name: str, word: str) -> UserFacingError:
    advice: tuple[str, ...]
    if word in {"Word 文件", "文字文件"}:
        advice = ("请在 WPS 里把其中的名册复制到一个新的表格，另存为 .xlsx，再导入。",)
    elif word == "压缩包":
        advice = ("请先解压，再选择里面的表格文件。",)
    else:
        advice = (_SAVE_AS_XLSX, "能导入的格式：xlsx、xls、ods、csv。")
    return UserFacingError(f"“{file_name}”是{word}，不是能导入的表格。", advice=advice)
