"""PDF/A-2b: what ISO 19005-2 asks of a file and can be seen in it; a validator is no dependency."""

from __future__ import annotations

import base64
import io
import re
import xml.etree.ElementTree as ET
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from fontTools.ttLib import TTFont

from fulian_desktop.documents.archival import srgb_profile
from fulian_desktop.documents.content import PaperContent, Paragraph, Title
from fulian_desktop.documents.page_flow import PaperFoot
from fulian_desktop.documents.pdf_writer import render_pdf
from tools.every_block import every_block

if TYPE_CHECKING:
    from collections.abc import Iterator

DC, PDFAID = "{http://purl.org/dc/elements/1.1/}", "{http://www.aiim.org/pdfa/ns/id/}"
XMP, PDF = "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/pdf/1.3/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


@pytest.fixture(scope="module")
def every() -> bytes:
    """A paper with every kind of block, in all styles of letters, with red."""
    return render_pdf(every_block())[0]


def objects_of(data: bytes) -> dict[int, bytes]:
    found = re.finditer(rb"(?<=\n)(\d+) 0 obj\n(.*?)endobj\n", data, re.DOTALL)
    return {int(one[1]): one[2] for one in found}


def stream_of(body: bytes) -> bytes:
    head, _, rest = body.partition(b"stream\n")
    length = re.search(rb"/Length (\d+)", head)
    assert length is not None
    data = rest[: int(length[1])]
    if b"/ASCII85Decode" in head:
        data = base64.a85decode(data.strip().removesuffix(b"~>"))
    return zlib.decompress(data) if b"/FlateDecode" in head else data


def metadata_of(data: bytes) -> ET.Element:
    (body,) = [one for one in objects_of(data).values() if b"/Type /Metadata" in one]
    assert b"/Filter" not in body, "metadata must be readable without unpacking"
    return ET.fromstring(stream_of(body).decode().replace("\ufeff", ""))


def told(metadata: ET.Element, tag: str) -> str:
    element = next(metadata.iter(tag), None)
    return "" if element is None else "".join(element.itertext())


def fonts_of(data: bytes) -> Iterator[tuple[bytes, Any]]:
    """Yield the dictionary of each font and the font itself."""
    objects = objects_of(data)
    for body in objects.values():
        if b"/Type /Font\n" in body or b"/Type /Font " in body:
            descriptor = re.search(rb"/FontDescriptor (\d+) 0 R", body)
            assert descriptor is not None, body[:200]
            file = re.search(rb"/FontFile2 (\d+) 0 R", objects[int(descriptor[1])])
            assert file is not None, "a font that is not embedded"
            yield body, TTFont(io.BytesIO(stream_of(objects[int(file[1])])), lazy=False)


def test_the_metadata_claim_part_2_level_b_and_say_the_same_as_the_document_itself() -> None:
    data = render_pdf(PaperContent("李祎 & <公告>", (Title("公告"),), author="三合村妇女联合会"))[0]
    metadata = metadata_of(data)
    assert (told(metadata, f"{PDFAID}part"), told(metadata, f"{PDFAID}conformance")) == ("2", "B")
    assert told(metadata, f"{DC}title").strip() == "李祎 & <公告>"
    assert told(metadata, f"{DC}creator").strip() == "三合村妇女联合会"
    assert told(metadata, f"{PDF}Producer") == told(metadata, f"{XMP}CreatorTool") == "妇联会议助手"
    assert b"D:20000101000000+00'00'" in data
    assert told(metadata, f"{XMP}CreateDate") == "2000-01-01T00:00:00+00:00"


def test_a_paper_without_author_tells_of_none() -> None:
    data = render_pdf(PaperContent("公告", (Title("公告"),)))[0]
    assert next(metadata_of(data).iter(f"{DC}creator"), None) is None
    assert b"/Author" not in data
    assert b"anonymous" not in data


def test_a_title_of_signs_that_xml_cannot_hold_is_still_a_title() -> None:
    metadata = metadata_of(render_pdf(PaperContent("甲\x00\ufffe乙", (Title("甲"),)))[0])
    assert told(metadata, f"{DC}title").strip() == "甲\ufffd乙"


def test_the_colours_are_those_of_srgb(every: bytes) -> None:
    intent = re.search(rb"/OutputIntents \[ <<(.*?)>>", every, re.DOTALL)
    assert intent is not None
    assert b"/S /GTS_PDFA1" in intent[1]
    profile = re.search(rb"/DestOutputProfile (\d+) 0 R", intent[1])
    assert profile is not None
    body = objects_of(every)[int(profile[1])]
    assert b"/N 3" in body
    assert stream_of(body) == srgb_profile()


def test_the_profile_is_that_of_srgb_as_a_colour_engine_reads_it() -> None:
    from PIL import Image, ImageCms

    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    theirs = ImageCms.createProfile("sRGB")
    colours = [(255, 0, 0), (10, 128, 200), (0, 0, 0), (255, 255, 255), (60, 190, 3)]
    for colour in colours:
        turned = ImageCms.applyTransform(
            Image.new("RGB", (1, 1), colour), ImageCms.buildTransform(ours, theirs, "RGB", "RGB")
        )
        assert turned is not None
        got = turned.getpixel((0, 0))
        assert isinstance(got, tuple)
        assert all(abs(one - other) <= 1 for one, other in zip(got, colour, strict=True))
    assert len(srgb_profile()) == int.from_bytes(srgb_profile()[:4], "big") < 1200


def test_no_other_space_of_colours_and_nothing_transparent_is_used(every: bytes) -> None:
    pages = b"\n".join(
        stream_of(one)
        for one in objects_of(every).values()
        if b"/FlateDecode" in one and b"/Length1" not in one
    )
    assert b"1 0 0 rg" in pages
    for operator in (rb"[\d.]+ k\n", rb"[\d.]+ K\n", rb" gs\n", rb" cs\n"):
        assert not re.search(rb"\n" + operator, pages)
    for word in (
        b"/SMask",
        b"/Group",
        b"/ca ",
        b"/CA ",
        b"/ExtGState",
        b"/JavaScript",
        b"/Encrypt",
        b"/LZWDecode",
    ):
        assert word not in every


def test_every_font_is_embedded_and_drawn_from_its_own_widths(every: bytes) -> None:
    names = names_of_sound_fonts(every)
    assert len(names) == 5
    assert b"/Helvetica" not in every


def test_rare_characters_and_those_without_a_glyph_are_drawn_with_sound_fonts_too() -> None:
    names = "王𠀀、李𪜀、赵𫝀、钱𬺰、孙𮯠、周𰻝、褚\U0002ebf0"
    data = render_pdf(PaperContent("名单", (Title(names), Paragraph(names))))[0]
    # No letter is drawn as .notdef (clause 6.2.11.8), and every font says what its codes mean (6.2.11.7).
    assert {b"FulianSung20000", b"FulianMing2CEB1"} & names_of_sound_fonts(data)
    assert data.count(b"/ToUnicode") == data.count(b"/BaseFont")
    for body, font in fonts_of(data):
        (table,) = font["cmap"].tables
        assert ".notdef" not in {table.cmap[code] for code in codes_used(body, data) if code in table.cmap}


def codes_used(body: bytes, data: bytes) -> set[int]:
    reference = re.search(rb"/ToUnicode (\d+) 0 R", body)
    assert reference is not None
    words = stream_of(objects_of(data)[int(reference[1])]).decode("ascii")
    return {int(code, 16) for code in re.findall(r"^<([0-9A-F]{2})> <", words, re.MULTILINE)}


def test_an_issued_paper_is_dated_with_the_moment_of_its_issue() -> None:
    content = PaperContent("公告", (Title("公告"),))
    foot = PaperFoot("2026年第1号", moment="2026-03-06T11:20:05")
    data, again = (render_pdf(content, foot=foot)[0] for _ in range(2))
    assert data == again
    assert data.count(b"D:20260306112005+08'00'") == 2
    metadata = metadata_of(data)
    assert told(metadata, f"{XMP}CreateDate") == "2026-03-06T11:20:05+08:00"
    assert told(metadata, f"{XMP}ModifyDate") == "2026-03-06T11:20:05+08:00"


def names_of_sound_fonts(data: bytes) -> set[bytes]:
    """Return the names of the fonts of a file, each of which was looked at."""
    names = set()
    for body, font in fonts_of(data):
        name = re.search(rb"/BaseFont /([A-Z]{6})\+(\S+)", body)
        widths = re.search(rb"/Widths \[(.*?)\]", body, re.DOTALL)
        assert name is not None
        assert widths is not None
        names.add(name[2])
        # A font called symbolic has one table from codes to shapes, and no other way to encode.
        assert b"/Encoding" not in body
        assert len(font["cmap"].tables) == 1
        units = font["head"].unitsPerEm
        codes = font["cmap"].tables[0].cmap
        for code, width in enumerate(widths[1].split()):
            if code in codes and codes[code] != ".notdef":
                advance = font["hmtx"][codes[code]][0] * 1000 / units
                assert abs(advance - float(width)) <= 1
    return names


def test_the_file_is_written_as_the_standard_wants_it(every: bytes) -> None:
    assert every.startswith(b"%PDF-1.7\n%")
    assert all(byte > 127 for byte in every[10:14])
    assert re.search(rb"/ID\s+\[<([0-9a-f]{32})><\1>\]", every)
    ends = [one.start() for one in re.finditer(rb"endstream\n", every)]
    assert ends
    for body in objects_of(every).values():
        if b"stream\n" in body:
            head, _, rest = body.partition(b"stream\n")
            length = re.search(rb"/Length (\d+)", head)
            assert length is not None
            assert rest[int(length[1]) :] == b"\nendstream\n"


def test_the_same_paper_gives_the_same_bytes() -> None:
    content = PaperContent("公告", (Title("公告"), Paragraph("周𬱖")), author="三合村妇女联合会")
    assert render_pdf(content)[0] == render_pdf(content)[0]
