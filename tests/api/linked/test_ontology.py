"""The vocabulary and the technologies: as RDF, and as pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph
import pytest
from fastapi.testclient import TestClient
from pyoxigraph import RdfFormat

import ontology
from api.linked.language import LANGUAGES
from ontology.model import load_model
from ontology.technologies import FILE as TECHNOLOGIES
from ontology.technologies import load_technologies
from ontology.vocabulary import FILE as VOCABULARY

FOLDER = Path(ontology.__file__).parent
FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(
    ("path", "file"),
    [("/ontology", "vocabulary.ttl"), ("/ontology/technologies", "technologies.ttl")],
)
def test_all_of_it_in_each_form(client: TestClient, path: str, file: str, ending: str) -> None:
    answer = client.get(f"{path}.{ending}")
    media_type = answer.headers["content-type"].partition(";")[0]
    negotiated = client.get(path, headers={"Accept": media_type})
    assert negotiated.content == answer.content
    assert negotiated.headers["content-location"].endswith(f"{path}.{ending}")
    found = sum(1 for _ in pyoxigraph.parse(answer.content, format=FORMATS[ending]))
    text = (FOLDER / file).read_bytes()
    assert found == sum(1 for _ in pyoxigraph.parse(text, format=RdfFormat.TURTLE))


DEPRECATED = "<{term}> <http://www.w3.org/2002/07/owl#deprecated> true .\n"


@pytest.mark.parametrize(
    ("read", "term"),
    [
        ("linked.ontology.VOCABULARY", "https://w3id.org/lumigraph/ontology#sme"),
        ("linked.concepts.FILE", "https://w3id.org/lumigraph/id/technology/lasers"),
    ],
)
def test_a_deprecated_term_still_says_what_it_means(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, read: str, term: str
) -> None:
    present = VOCABULARY if "VOCABULARY" in read else TECHNOLOGIES
    later = tmp_path / present.name
    later.write_text(present.read_text("utf-8") + DEPRECATED.format(term=term), "utf-8")
    monkeypatch.setattr(f"api.{read}", later)
    answer = client.get("/ontology.nt" if present == VOCABULARY else "/ontology/technologies.nt")
    said = [line for line in answer.text.splitlines() if line.startswith(f"<{term}> ")]
    assert any("owl#deprecated" in line for line in said)
    assert any(line.endswith("@en .") for line in said)


def test_the_context_is_the_file(client: TestClient) -> None:
    answer = client.get("/ontology/context.jsonld", headers={"Origin": "https://a.example"})
    assert answer.headers["content-type"].startswith("application/ld+json")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json() == json.loads((FOLDER / "context.jsonld").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_has_its_place_on_the_page(client: TestClient, language: str) -> None:
    text = client.get(f"/ontology.html?lang={language}").text
    model = load_model()
    names = {*model.kinds, *model.properties, *(one.property for one in model.relations.values())}
    assert all(text.count(f'id="{name}"') == 1 for name in names)
    ids = re.findall(r'id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert model.kinds["Hospital"].definition[language].split(",")[0] in text


@pytest.mark.parametrize(
    ("accept", "place"),
    [("text/html", "ontology.html#role-coordinator"), ("text/turtle", "ontology.ttl")],
)
def test_a_value_of_a_scheme_leads_to_it(client: TestClient, accept: str, place: str) -> None:
    headers = {"Accept": accept}
    answer = client.get("/ontology/role/coordinator", headers=headers, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"/{place}")
    assert client.get("/ontology/role/king").status_code == 404
    assert 'id="role-coordinator"' in client.get("/ontology.html").text


def test_the_scheme_leads_to_its_page(client: TestClient) -> None:
    headers = {"Accept": "text/html"}
    answer = client.get("/technologies", headers=headers, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("/ontology/technologies.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tree_has_every_concept(client: TestClient, language: str) -> None:
    text = client.get(f"/ontology/technologies.html?lang={language}").text
    for one in load_technologies().concepts.values():
        assert text.count(f'<li id="{one.id}">') == 1
    assert "<script" not in text


def test_technologies_are_found_by_any_name(client: TestClient) -> None:
    concept = load_technologies().concepts["optical-coherence-tomography"]
    asked = {"q": concept.labels["lt"].upper(), "lang": "de"}
    text = client.get("/ontology/technologies.html", params=asked).text
    assert f">{concept.labels['de']}</a>" in text.split('class="tree"')[0]
    evil = client.get("/ontology/technologies.html", params={"q": '"><script>alert(1)</script>'})
    assert "<script" not in evil.text
    nothing = client.get("/ontology/technologies.html", params={"q": "zzzzqqqq", "lang": "lt"})
    assert "Nėra technologijos" in nothing.text


@pytest.mark.parametrize("path", ["/ontology.exe", "/ontology/technologies.exe"])
def test_another_form_is_not_there(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert ".jsonld" in answer.json()["detail"]
