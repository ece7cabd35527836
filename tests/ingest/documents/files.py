"""Small files of the forms that documents come in, made for tests."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE = """<html lang="en"><head><title>Two clusters sign - Example News</title>
<meta property="og:title" content="Two clusters sign">
<meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2019-06-26T10:00:00Z">
<link rel="canonical" href="https://news.example.org/two-clusters-sign">
</head><body><nav><a href="/">Home</a> <a href="/about">About us</a></nav>
<article><h1>Two clusters sign</h1>{body}</article>
<footer>Imprint and privacy</footer></body></html>"""
BODY = "The clusters of Graz and Vilnius have signed a memorandum on photonics for health. "


def page(body: str = f"<p>{BODY * 5}</p>") -> str:
    """A web page that says of itself what pages say."""
    return PAGE.replace("{body}", body)


def word(file: Path, body: str, **others: str) -> Path:
    """A Word document whose body is this XML; ``others`` are further members."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
        for name, content in others.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file


def odt(file: Path, body: str) -> Path:
    """A document of LibreOffice whose text is this XML."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table")
    )
    about = (
        f'<office:document-meta{spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        "<dc:title>Notice of the board</dc:title></office:meta></office:document-meta>"
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content{spaces}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
        archive.writestr("meta.xml", about)
    return file


def paragraphs(*texts: str) -> str:
    """The body of a Word document with these paragraphs."""
    inside = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return f'<w:document xmlns:w="{WORD}"><w:body>{inside}</w:body></w:document>'


def pdf(*lines: str, password: str = "") -> bytes:
    """A PDF of one page with these lines of Latin letters."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    content = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode("latin-1")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    body = b"%PDF-1.4\n"
    for number, one in enumerate(objects, 1):
        body += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    writer = PdfWriter(
        PdfReader(BytesIO(body + b"trailer << /Root 1 0 R /Size 6 >>\nstartxref\n0\n%%EOF"))
    )
    if password:
        writer.encrypt(password)
    whole = BytesIO()
    writer.write(whole)
    return whole.getvalue()
