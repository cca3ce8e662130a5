"""Files somebody made to harm: bombs of every kind, one builder each. None of them holds anything real."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).resolve().parent.parent / "data"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
_BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="名册" sheetId="1" r:id="r1"/></sheets></workbook>'
)
LAUGHS = (
    "<!DOCTYPE l [<!ENTITY a0 '哈哈哈哈哈哈哈哈哈哈'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)
OUTSIDE = '<!DOCTYPE l [<!ENTITY out SYSTEM "file:///etc/passwd">]>'


def text_cell(place: str, words: str) -> str:
    """Return a cell with its own words."""
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


HEADINGS = f'<row r="1">{text_cell("A1", "姓名")}{text_cell("B1", "电话")}</row>'
PERSON = f'<row r="2">{text_cell("A2", "丁巧云")}{text_cell("B2", "13812340001")}</row>'


def xlsx(
    rows: str = HEADINGS + PERSON,
    *,
    before: str = "",
    shared: str = "",
    after: str = "",
    also: dict[str, str | bytes] | None = None,
) -> bytes:
    """Return a workbook of one sheet with these rows as XML."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _TYPES)
        book.writestr("_rels/.rels", _RELS)
        book.writestr("xl/workbook.xml", _BOOK)
        book.writestr("xl/_rels/workbook.xml.rels", _BOOK_RELS)
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<?xml version="1.0"?>{before}<worksheet xmlns="{_MAIN}">'
            f"<sheetData>{rows}</sheetData>{after}</worksheet>",
        )
        book.writestr(
            "xl/sharedStrings.xml", f'<?xml version="1.0"?>{before}<sst xmlns="{_MAIN}">{shared}</sst>'
        )
        for name, content in (also or {}).items():
            book.writestr(name, content)
    return packed.getvalue()


def ods(body: str, *, before: str = "", also: dict[str, bytes] | None = None) -> bytes:
    """Return an OpenDocument spreadsheet with this table as XML."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(
            "content.xml",
            f'<?xml version="1.0"?>{before}<office:document-content '
            'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="名册">{body}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
        book.writestr("META-INF/manifest.xml", "<manifest/>")
        for name, content in (also or {}).items():
            book.writestr(name, content)
    return packed.getvalue()


def ods_cell(words: str, more: str = "") -> str:
    """Return a cell of an OpenDocument spreadsheet."""
    return f'<table:table-cell office:value-type="string"{more}><text:p>{words}</text:p></table:table-cell>'


def lying_sizes(content: bytes) -> bytes:
    """Return a packed file whose directory says that every entry is one byte long when unpacked."""
    changed = bytearray(content)
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place : at + place + 4] = (1).to_bytes(4, "little")
            at = changed.find(mark, at + 4)
    return bytes(changed)


def _many_rows(number: int) -> str:
    return HEADINGS + "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(2, number + 1))


def _many_columns(number: int) -> str:
    def letters(index: int) -> str:
        made = ""
        while index:
            index, rest = divmod(index - 1, 26)
            made = chr(65 + rest) + made
        return made

    return "<row>" + "".join(f'<c r="{letters(n)}1"><v>1</v></c>' for n in range(1, number + 1)) + "</row>"


def far_away_xls() -> bytes:
    """Return an old workbook whose last text stands in row 65,536, column 256."""
    content = bytearray((DATA / "small-roster.xls").read_bytes())
    place = content.rfind(b"\xfd\x00\x0a\x00")
    struct.pack_into("<HH", content, place + 4, 65_535, 255)
    return bytes(content)


def changed_xls(record: bytes, at: int, number: int) -> bytes:
    """Return an old workbook with a number of four bytes changed behind the beginning of a record."""
    content = bytearray((DATA / "small-roster.xls").read_bytes())
    place = content.find(record)
    assert place > 0
    struct.pack_into("<I", content, place + len(record) + at, number)
    return bytes(content)


def changed_container(at: int, number: int) -> bytes:
    """Return an old workbook with a number of four bytes changed in the head of its container."""
    content = bytearray((DATA / "small-roster.xls").read_bytes())
    struct.pack_into("<I", content, at, number)
    return bytes(content)


def circular_xls() -> bytes:
    """Return an old workbook whose stream of records never ends: one sector follows itself."""
    content = bytearray((DATA / "small-roster.xls").read_bytes())
    links = (struct.unpack_from("<I", content, 76)[0] + 1) << 9
    entry = content.find("Workbook".encode("utf-16-le"))
    start = struct.unpack_from("<I", content, entry + 116)[0]
    struct.pack_into("<I", content, links + 4 * start, start)
    return bytes(content)


ZEROS = "0" * (40 << 20)
REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip bomb in xlsx": (".xlsx", lambda: xlsx(also={f"xl/media/{n}.bin": ZEROS for n in range(6)})),
    "zip bomb in ods": (".ods", lambda: ods("", also={f"{n}.bin": ZEROS.encode() for n in range(6)})),
    "zip bomb that lies about its size": (
        ".xlsx",
        lambda: lying_sizes(xlsx(also={"xl/worksheets/sheet2.xml": "<c>" + ZEROS * 6})),
    ),
    "billion laughs in a sheet": (".xlsx", lambda: xlsx(text_cell("A1", "&a9;"), before=LAUGHS)),
    "billion laughs in shared strings": (
        ".xlsx",
        lambda: xlsx('<row><c r="A1" t="s"><v>0</v></c></row>', before=LAUGHS, shared="<si><t>&a9;</t></si>"),
    ),
    "billion laughs in ods": (
        ".ods",
        lambda: ods(f"<table:table-row>{ods_cell('&a9;')}</table:table-row>", before=LAUGHS),
    ),
    "entity from outside": (".xlsx", lambda: xlsx(text_cell("A1", "&out;"), before=OUTSIDE)),
    "entity from outside in ods": (
        ".ods",
        lambda: ods(f"<table:table-row>{ods_cell('&out;')}</table:table-row>", before=OUTSIDE),
    ),
    "1,048,576 rows": (".xlsx", lambda: xlsx(_many_rows(1_048_576))),
    "a cell in row 1,048,576": (".xlsx", lambda: xlsx(f"<row>{text_cell('A1048576', '丁巧云')}</row>")),
    "a cell in a row that cannot be": (
        ".xlsx",
        lambda: xlsx(f"<row>{text_cell('A99999999', '丁巧云')}</row>"),
    ),
    "16,384 columns": (".xlsx", lambda: xlsx(_many_columns(16_384))),
    "rows repeated without end in ods": (
        ".ods",
        lambda: ods(
            f'<table:table-row table:number-rows-repeated="99999999">{ods_cell("丁巧云")}</table:table-row>'
        ),
    ),
    "columns repeated without end in ods": (
        ".ods",
        lambda: ods(
            "<table:table-row>"
            + ods_cell("丁巧云", ' table:number-columns-repeated="2000000000"')
            + "</table:table-row>"
        ),
    ),
    "shared strings of 150 MB": (
        ".xlsx",
        lambda: xlsx(
            '<row><c r="A1" t="s"><v>0</v></c></row>', shared=f"<si><t>{'丁' * (50 << 20)}</t></si>"
        ),
    ),
    "one shared text of 90 MB": (
        ".xlsx",
        lambda: xlsx(
            '<row><c r="A1" t="s"><v>0</v></c></row>', shared=f"<si><t>{'丁' * (30 << 20)}</t></si>"
        ),
    ),
    "one long shared text in 500,000 cells": (
        ".xlsx",
        lambda: xlsx(
            "".join(
                f'<row r="{n}">'
                + "".join(f'<c r="{one}{n}" t="s"><v>0</v></c>' for one in "ABCDEFGHIJ")
                + "</row>"
                for n in range(1, 49_000)
            ),
            shared=f"<si><t>{'丁' * 30_000}</t></si>",
        ),
    ),
    "a nest of 100,000 elements": (
        ".ods",
        lambda: ods("<table:table-row>" + "<text:span>" * 100_000 + "</text:span>" * 100_000),
    ),
    "a line of 15 MB without a comma": (".csv", lambda: b"\xe4\xb8\x81" * (5 << 20)),
    "zeros with the name of a text": (".csv", lambda: b"\0" * 1000),
    "a text with a zero in a cell": (".csv", "姓名,电话\n丁\0巧云,1\n".encode),
    "a far-away cell in xls": (".xls", far_away_xls),
    "an xls sheet said to have 4,294,967,295 rows": (
        ".xls",
        lambda: changed_xls(b"\x00\x02\x0e\x00", 4, 0xFFFFFFFF),
    ),
    "two thousand million shared texts said to be in xls": (
        ".xls",
        lambda: changed_xls(struct.pack("<H", 0xFC), 6, 0x7FFFFFFF),
    ),
    "an xls sheet said to begin elsewhere": (".xls", lambda: changed_xls(b"\x85\x00", 2, 1)),
    "an xls container in a circle": (".xls", circular_xls),
    "an xls container of 16 TB": (".xls", lambda: changed_container(40, 0xFFFFFFFF)),
    "an xls container whose directory lies far away": (".xls", lambda: changed_container(48, 0x7FFFFFFF)),
    "a workbook of two kinds": (".xlsx", lambda: xlsx(also={"content.xml": "<a/>"})),
    "1,048,576 rows where nobody looks for sheets": (
        ".xlsx",
        lambda: xlsx(also={"somewhere/sheet.bin": f"<row>{text_cell('A1048576', '丁巧云')}</row>"}),
    ),
    "an open quote before 19 MB": (".csv", lambda: b'"' + b"a,b\n" * (4 << 20)),
    "only bad bytes": (".csv", lambda: b"\xff\xfe\xff" * 100 + b"\xff"),
    "commas only": (".csv", lambda: b"," * (10 << 20)),
    "a program with the name of a sheet": (".xlsx", lambda: b"MZ\x90\x00" + b"\0" * 500),
    "a database with the name of a sheet": (".xlsx", lambda: b"SQLite format 3\0" + b"\0" * 500),
    "a packed file with the name of a text": (".csv", lambda: ods("")[:200]),
    "half a workbook": (".xlsx", lambda: xlsx()[:700]),
}
HARMLESS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a formula": (
        ".xlsx",
        lambda: xlsx(
            HEADINGS
            + PERSON
            + '<row r="3"><c r="A3" t="str"><f>HYPERLINK("http://a.invalid")</f><v>苏晓棠</v></c></row>'
        ),
    ),
    "macros": (".xlsm", lambda: xlsx(also={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"\0" * 600})),
    "links to other files": (
        ".xlsx",
        lambda: xlsx(
            also={
                "xl/externalLinks/externalLink1.xml": "<externalLink/>",
                "xl/connections.xml": "<connections/>",
            }
        ),
    ),
    "merged cells without end": (
        ".xlsx",
        lambda: xlsx(
            after="<mergeCells>"
            + "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(1, 2000))
            + '<mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
    ),
    "a text renamed to another text": (".txt", lambda: "姓名,电话\n丁巧云,13812340001\n".encode("gb18030")),
    "an old xls name on a new file": (".xls", xlsx),
}
