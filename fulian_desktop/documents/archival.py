"""What makes a PDF file fit for archives: PDF/A-2b (ISO 19005-2) as far as a writer can make it so.

Fonts are embedded by the PDF engine. Added here: metadata in XMP that say the same as the document's own,
the meaning of its colours (sRGB), and a line end before each `endstream`, which the engine leaves out. The
colour profile is written by us from the published numbers of sRGB (IEC 61966-2-1), so it has no owner.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

PART, CONFORMANCE = 2, "B"
HOURS_OF_CHINA = 8
COLOURS = "sRGB IEC61966-2.1"
_CURVE_POINTS = 256
_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.4361, 0.2225, 0.0139),
    b"gXYZ": (0.3851, 0.7169, 0.0971),
    b"bXYZ": (0.1431, 0.0606, 0.7141),
}
"""Of sRGB, adapted to D50 as profiles want them."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEADER_SIZE = 128
_ICC_VERSION = 0x02100000
_FIRST_DAY = (2000, 1, 1, 0, 0, 0)
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{author}<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>{conformance}</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_AUTHOR = "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n"


def make_archival(canvas: Any, *, moment: str = "") -> None:
    """Make what a reportlab canvas writes fit for archives; called when all its properties are set.

    Args:
        canvas: of reportlab.
        moment: of issue, ISO, in the time of China; empty keeps the canvas's own time.
    """
    from reportlab.pdfbase import pdfdoc

    _end_streams_on_their_own_line(pdfdoc)
    document = canvas._doc
    document._pdfVersion = (1, 7)
    if moment:
        document._timeStamp = _Moment(datetime.fromisoformat(moment).timetuple()[:6])
    document.info = info = _archival_info(pdfdoc, document.info)
    metadata = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}),
        _metadata(info, document._timeStamp).encode(),
    )
    profile = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"N": 3}), srgb_profile())
    intent = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString(COLOURS),
            "Info": pdfdoc.PDFString(COLOURS),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    catalog = document.Catalog
    catalog.Metadata = metadata
    catalog.OutputIntents = pdfdoc.PDFArray([intent])
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]


@dataclass(frozen=True)
class _Moment:
    """A moment as the engine wants it: the parts of date and time, and hours and minutes before UTC."""

    YMDhms: tuple[int, ...]
    dhh: int = HOURS_OF_CHINA
    dmm: int = 0


def _archival_info(pdfdoc: Any, info: Any) -> Any:
    """Return the document's own properties without the empty ones, which XMP would have to repeat."""

    class Info(pdfdoc.PDFInfo):  # type: ignore[misc]
        def format(self, document: Any) -> Any:
            words = {"Title": self.title, "Author": self.author, "Creator": self.creator}
            words["Producer"] = self.producer
            told = {name: pdfdoc.PDFString(text) for name, text in words.items() if text}
            moment = pdfdoc.PDFDate(ts=document._timeStamp)
            return pdfdoc.PDFDictionary({**told, "CreationDate": moment, "ModDate": moment}).format(document)

    wanted = Info()
    for name in ("title", "author", "creator", "producer"):
        setattr(wanted, name, getattr(info, name))
    return wanted


def _metadata(info: Any, moment: Any) -> str:
    year, month, day, hour, minute, second = moment.YMDhms
    zone = f"{moment.dhh:+03d}:{abs(moment.dmm):02d}"
    date = f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}{zone}"
    return _XMP.format(
        title=_words(info.title),
        author=_AUTHOR.format(author=_words(info.author)) if info.author else "",
        creator=_words(info.creator),
        producer=_words(info.producer),
        date=date,
        part=PART,
        conformance=CONFORMANCE,
    )


def _words(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _end_streams_on_their_own_line(pdfdoc: Any) -> None:
    """Let the engine put a line end before `endstream`, which does not count in the stream's length."""
    written = pdfdoc.PDFStream.format
    if getattr(written, "ends_on_own_line", False):
        return
    end = b"endstream\n"

    def with_line_end(stream: Any, document: Any) -> bytes:
        data: bytes = written(stream, document)
        return data[: -len(end)] + b"\n" + end

    with_line_end.ends_on_own_line = True  # type: ignore[attr-defined]
    pdfdoc.PDFStream.format = with_line_end


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """Return an ICC profile of sRGB, version 2.1: a matrix and one curve for all three colours."""
    curve = b"curv" + bytes(4) + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *_curve())
    bodies = {
        b"desc": _description(COLOURS),
        b"cprt": b"text" + bytes(4) + b"Public domain\0",
        b"wtpt": _place(_D50),
        **{name: _place(place) for name, place in _PRIMARIES.items()},
    }
    names = [*bodies, b"rTRC", b"gTRC", b"bTRC"]
    table, data = [struct.pack(">I", len(names))], bytearray()
    start = _HEADER_SIZE + 4 + 12 * len(names)
    for name, body in (*bodies.items(), (b"TRC", curve)):
        tags = (b"rTRC", b"gTRC", b"bTRC") if name == b"TRC" else (name,)
        table += [struct.pack(">4sII", tag, start + len(data), len(body)) for tag in tags]
        data += body + bytes(-len(body) % 4)
    size = start + len(data)
    header = struct.pack(
        ">I4xI4s4s4s6H4s4xI", size, _ICC_VERSION, b"mntr", b"RGB ", b"XYZ ", *_FIRST_DAY, b"acsp", 0
    )
    header = header.ljust(68, b"\0") + struct.pack(">3i", *map(_fixed, _D50))
    return header.ljust(_HEADER_SIZE, b"\0") + b"".join(table) + bytes(data)


def _curve() -> list[int]:
    """Return the light of each value, 0 to 65535 (IEC 61966-2-1, 5.2)."""
    values = [number / (_CURVE_POINTS - 1) for number in range(_CURVE_POINTS)]
    light = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in values]
    return [round(one * 65535) for one in light]


def _fixed(value: float) -> int:
    return round(value * 65536)


def _place(place: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *map(_fixed, place))


def _description(words: str) -> bytes:
    text = words.encode("ascii") + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(4 + 4 + 2 + 1 + 67)
