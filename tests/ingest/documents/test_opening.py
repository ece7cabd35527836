"""Documents come from files of several forms, and nothing in a file can do harm."""

from __future__ import annotations

from pathlib import Path

import pytest
import trafilatura  # noqa: F401 - imported while there are sockets, which it names

from ingest.archives import Limits
from ingest.documents.heading import date_of, title_of
from ingest.documents.opening import is_document, open_document
from ingest.errors import UnreadableSourceError
from tests.ingest.documents.files import BODY, WORD, odt, page, paragraphs, pdf, word
from tests.ingest.offline import offline

__all__ = ["offline"]


def written(file: Path, content: bytes | str) -> Path:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_a_text_stays_as_it_is(tmp_path: Path) -> None:
    text = (
        "\ufeff\r\nŽinia apie LITEK™\r\n\r\nVilnius, 2021 m. kovo 9 d.\r\n\r\nKlasteris auga.\r\n"
    )
    document = open_document(written(tmp_path / "a.txt", text))
    assert document.text == text
    assert (document.language, document.title) == ("lt", "Žinia apie LITEK™")
    assert (document.name, document.date) == ("a.txt", "2021-03-09")


def test_a_text_in_an_older_encoding_is_read(tmp_path: Path) -> None:
    text = "Klasterio nariai susitiko Šiauliuose ir aptarė būsimus lazerių ir šviesos projektus."
    assert open_document(written(tmp_path / "a.txt", text.encode("cp1257"))).text == text


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    document = open_document(written(tmp_path / "a.html", page()))
    assert document.text.startswith("Two clusters sign\n")
    assert "memorandum on photonics for health" in document.text
    assert "privacy" not in document.text
    assert (document.title, document.date) == ("Two clusters sign", "2019-06-26")
    assert document.publisher == "Example News"
    assert document.address == "https://news.example.org/two-clusters-sign"


def test_a_page_fetches_nothing_and_expands_nothing(tmp_path: Path) -> None:
    body = f'<p>{BODY * 5}</p><img src="http://127.0.0.1:9/x.png"><p>&secret;</p>'
    hostile = '<!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/hostname">]>' + page(body)
    document = open_document(written(tmp_path / "a.htm", hostile))
    assert "memorandum" in document.text
    assert Path("/etc/hostname").read_text().strip() not in document.text


def test_a_pdf_gives_the_text_of_its_pages(tmp_path: Path) -> None:
    content = pdf(
        "Ein Cluster für Licht", "12. September 2022", "Die Partner forschen an Bio-", "photonik."
    )
    document = open_document(written(tmp_path / "a.pdf", content))
    assert (document.title, document.date) == ("Ein Cluster für Licht", "2022-09-12")
    assert document.language == "de"
    assert document.text.replace("\n", " ").split()[-1] == "Biophotonik."


def test_a_word_document_gives_its_paragraphs_and_not_its_macros(tmp_path: Path) -> None:
    body = paragraphs("Notice of the board", "3 June 2019", "The cluster has four members.")
    document = open_document(word(tmp_path / "a.docx", body, word__vbaProject="Sub X"))
    assert document.text == "Notice of the board\n\n3 June 2019\n\nThe cluster has four members."
    assert document.date == "2019-06-03"


def test_a_box_of_text_is_read_once_and_after_its_paragraph(tmp_path: Path) -> None:
    again = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:p><w:r><w:t>In a box</w:t></w:r></w:p>"
    body = (
        f'<w:document xmlns:w="{WORD}" xmlns:mc="{again}"><w:body><w:p>'
        "<w:r><w:t>Before, </w:t></w:r>"
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent><w:r><w:t>after</w:t></w:r></w:p></w:body></w:document>"
    )
    assert open_document(word(tmp_path / "a.docx", body)).text == "Before, after\n\nIn a box"


def test_an_open_document_gives_its_paragraphs(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>"
        '<text:h text:outline-level="1">Notice of the board</text:h>'
        "<text:p>3 June<text:s/>2019</text:p>"
        "<text:p>The <text:span>cluster</text:span> has<text:note><text:note-body><text:p>Four?"
        "</text:p></text:note-body></text:note> four<text:tab/>members.<text:line-break/>"
        "More follow."
        "<office:annotation><text:p>Really?</text:p></office:annotation></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>LITEK</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    document = open_document(odt(tmp_path / "a.odt", body))
    assert document.text == (
        "Notice of the board\n\n3 June 2019\n\n"
        "The cluster has four\tmembers.\nMore follow.\n\nLITEK"
    )
    assert (document.title, document.date) == ("Notice of the board", "2019-06-03")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", "  \n", "there is no text in it"),
        ("a.html", "<html><body></body></html>", "there is no article"),
        ("a.pdf", b"%PDF-1.4 nothing", "no PDF that can be read"),
        ("a.pdf", pdf("Secret", password="x"), "encrypted"),
        ("a.docx", "no archive", "it is no Word document"),
        ("a.odt", "no archive", "it is no OpenDocument text"),
        ("a.rtf", "x", r"read from \.txt, \.html, \.htm, \.pdf, \.docx, \.odt"),
    ],
)
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, name: str, content: bytes | str, said: str
) -> None:
    file = written(tmp_path / name, content)
    with pytest.raises(UnreadableSourceError, match=rf"{name}.*{said}"):
        open_document(file)


def test_a_word_document_with_entities_is_refused(tmp_path: Path) -> None:
    body = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + paragraphs("&a;")
    with pytest.raises(UnreadableSourceError, match="document type"):
        open_document(word(tmp_path / "a.docx", body))


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path / "a.txt", "long " * 100)
    with pytest.raises(UnreadableSourceError, match="more than the limit of 100 bytes"):
        open_document(file, Limits(size=100))


def test_the_title_is_the_end_of_a_path_of_pages(tmp_path: Path) -> None:
    text = "Office\n\nA > Posts  > We sign\n\nWe sign\n\nText."
    assert title_of(text) == "We sign"


@pytest.mark.parametrize(
    ("line", "language", "date"),
    [
        ("Vilnius, 9 March 2021", "en", "2021-03-09"),
        ("14/11/2023", "en", "2023-11-14"),
        ("March 9, 2021", "en", "2021-03-09"),
        ("Jena, 12. September 2022 – Am 1. September beginnt es.", "de", "2022-09-12"),
        ("Stand: 5. Februar 2024", "de", "2024-02-05"),
        ("Talence, le 16 janvier 2023", "fr", "2023-01-16"),
        ("2019 m. birželio 26 d.", "lt", "2019-06-26"),
        ("Lublin, dnia 3 maja 2022", "pl", "2022-05-03"),
        ("20 listopada 2020 r.", "pl", "2020-11-20"),
        ("Opublikowano 20 listopada 2020 roku", "pl", "2020-11-20"),
        ("Publié le 3 juin 2021", "fr", "2021-06-03"),
        ("Published on 3 June 2021", "en", "2021-06-03"),
        ("Veröffentlicht am 12. Mai 2023", "de", "2023-05-12"),
        ("Publicado el 15 de octubre de 2022", "es", "2022-10-15"),
        ("Pubblicato il 7 luglio 2023", "it", "2023-07-07"),
        ("Paskelbta 2023 m. gegužės 4 d.", "lt", "2023-05-04"),
        ("Workshop on 3 June 2021", "en", ""),
        ("2019", "en", ""),
        ("We met on 3 June 2019 and went home.", "en", ""),
        ("41 members in 2019", "en", ""),
    ],
)
def test_the_date_is_a_line_near_the_title(line: str, language: str, date: str) -> None:
    assert date_of(f"Title\n\n{line}\n\nText.", "Title", language) == date


def test_only_files_of_known_endings_are_documents(tmp_path: Path) -> None:
    assert is_document(written(tmp_path / "A.TXT", "x"))
    assert not is_document(written(tmp_path / "a.csv", "x"))
    assert not is_document(tmp_path)
