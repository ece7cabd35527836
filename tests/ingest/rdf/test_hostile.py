"""RDF that means harm: it neither blows up nor reaches out, and the error says what to do."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from ingest.archives import Limits
from ingest.errors import UnreadableSourceError
from ingest.guards import LONGEST
from ingest.rdf import RdfFormat, ends
from ingest.rdf.contexts import CONTEXTS, OWN_CONTEXTS
from tests.ingest.rdf.reading import Read, key, turtle

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x.example/"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
DEEP = 20_000


def xml(body: str, doctype: str = "") -> str:
    return f'<?xml version="1.0"?>{doctype}<rdf:RDF {RDF}>{body}</rdf:RDF>'


def said(text: str) -> str:
    return f'<rdf:Description rdf:about="http://s.example/"><x:p>{text}</x:p></rdf:Description>'


def jsonld(context: str) -> str:
    return f'{{"@context": {context}, "@id": "http://s.example/", "name": "x"}}'


HOSTILE = {
    "laughs.rdf": (
        xml(said("&l8;"), f'<!DOCTYPE rdf:RDF [<!ENTITY l0 "ha">{LAUGHS}]>'),
        "document type .* save it without one",
    ),
    "file.rdf": (
        xml(said("&e;"), '<!DOCTYPE rdf:RDF [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        "document type",
    ),
    "net.rdf": (
        xml(said("x"), '<!DOCTYPE rdf:RDF SYSTEM "http://dtd.example/rdf.dtd">'),
        "document type",
    ),
    "deep.rdf": (
        xml("<rdf:Description><x:p>" * DEEP + "</x:p></rdf:Description>" * DEEP),
        "more than 100 deep .* write it flatter",
    ),
    "torn.rdf": (xml(said("x")).replace("</rdf:RDF>", "</rdf>"), "no well-formed XML"),
    "long.rdf": (xml(said("x" * (LONGEST + (1 << 20)))), "a single text in it has more than"),
    "long.nt": (
        f'<http://s.example/> <http://p.example/> "{"x" * (LONGEST + 1)}" .',
        "a single text in it has more than .* take it out",
    ),
    "deep.jsonld": (
        '{"@id":"http://s.example/","http://p.example/":' * DEEP + "1" + "}" * DEEP,
        "more than 100 deep",
    ),
    "list.jsonld": ('{"@id":"http://s/","p":' + "[" * DEEP + "]" * DEEP + "}", "100 deep"),
    "remote.jsonld": (
        jsonld('"https://context.example/c.jsonld"'),
        "context is at https://context.example/c.jsonld, and nothing is fetched .* Turtle",
    ),
    "second.jsonld": (jsonld('[{"name": "http://n.example/"}, "http://c.example/"]'), "nothing is"),
    "import.jsonld": (
        jsonld('{"@version": 1.1, "@import": "https://context.example/"}'),
        "nothing is fetched",
    ),
    "scoped.jsonld": (
        jsonld('{"name": {"@id": "http://n.example/", "@context": "http://c.example/"}}'),
        "nothing is fetched",
    ),
    "cut.jsonld": ('{"@id": "http://s.example/", "http://p.example/": ', "no JSON-LD"),
    "noise.nt": (
        "<http://s.example/> <http://p.example/> .\n" * 1100,
        "line 1001: it is no N-Quads",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.timeout(60)
def test_what_is_hostile_is_refused(tmp_path: Path, name: str) -> None:
    text, message = HOSTILE[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match=rf"(?s){name}.*{message}"):
        Read(path)


def test_a_bomb_is_refused_while_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.nt.gz"
    line = b'<http://s.example/> <http://p.example/> "x" .\n'
    path.write_bytes(gzip.compress(line * 200_000))
    format_ = RdfFormat(limits=Limits(ratio=20, small=1 << 16))
    with pytest.raises(UnreadableSourceError, match="more than 20 times its packed size"):
        list(format_.read(path))


@pytest.mark.parametrize("address", [*OWN_CONTEXTS, "https://schema.org/", "http://schema.org"])
@pytest.mark.parametrize("shape", ['"{}"', '["{}"]', '[ "{}" , {{"x": "http://x.example/"}} ]'])
def test_known_contexts_are_read_without_a_request(
    tmp_path: Path, address: str, shape: str
) -> None:
    path = tmp_path / "known.jsonld"
    body = '"@id": "https://o.example/", "@type": "Organization", "name": "Optics"'
    if "lumigraph" in address:
        body = '"id": "https://o.example/", "type": "Company", "name": {"en": "Optics"}'
    path.write_text(f'{{"@context": {shape.format(address)}, {body}}}', encoding="utf-8")
    assert Read(path).entity(key("https://o.example/")).properties["name"] in (
        {"en": "Optics"},
        {"und": "Optics"},
    )


@pytest.mark.parametrize("before", [0, 1, 65_500, 65_530, 131_060])
def test_a_context_is_found_wherever_a_chunk_ends(tmp_path: Path, before: int) -> None:
    path = tmp_path / "long.jsonld"
    start = '{"@id": "https://o.example/", "@type": "Organization", "description": "'
    rest = '", "name": "Optics", "@context": "https://schema.org/"}'
    path.write_text(start + 'é\\"{[' * (before // 6) + rest, encoding="utf-8")
    assert Read(path).entity(key("https://o.example/")).properties["name"] == {"und": "Optics"}


def test_words_in_texts_are_no_contexts(tmp_path: Path) -> None:
    path = tmp_path / "text.jsonld"
    text = (
        r'{"@id": "http://s.example/", "http://p.example/": "\"@context\": \"http://c.example/\""}'
    )
    path.write_text(text, encoding="utf-8")
    assert Read(path).uncovered == {"<http://p.example/> of what has no type": 1}


def test_the_contexts_that_are_known_name_no_other(tmp_path: Path) -> None:
    assert '"@import"' not in CONTEXTS.read_text("utf-8")


def test_wrong_statements_are_refused_and_the_others_go_in(tmp_path: Path) -> None:
    path = tmp_path / "a.nt"
    good = "<https://o.example/> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    path.write_text(f"{good}<http://www.w3.org/ns/org#Organization> .\n<http://s> bad .\n")
    read = Read(path)
    assert [one.type for one in read.records] == ["Organisation"]
    assert [(one.file, one.place) for one in read.rejects] == [("a.nt", "line 2")]


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n",
        "<html> <head> <title>x</title></head></html>",
        '<?xml version="1.0"?><graphml/>',
        '{"elements": []}',
        "format: lumigraph/1\n",
        "",
        "\x00\x01\x02",
    ],
)
def test_other_files_are_no_rdf(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file"
    path.write_text(text, encoding="utf-8")
    assert not RdfFormat().detect(path)
    with pytest.raises(UnreadableSourceError, match="no RDF in it that is known here; write"):
        Read(path)


def test_a_path_through_too_many_nodes_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ends, "MOST_STEPS", 3)
    text = """@prefix s: <https://schema.org/> .
    <http://a.example/> a s:Project ; s:name "A" ; s:funding [ ] , [ ] , [ ] , [ ] ."""
    with pytest.raises(UnreadableSourceError, match="of 4 nodes at once, the limit is 3; split"):
        Read(turtle(tmp_path / "a.ttl", text))
