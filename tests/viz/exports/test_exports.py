"""Each form says what is shown and whom it is owed to, and runs nothing that a source calls so."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from functools import partial
from html.parser import HTMLParser
from xml.etree import ElementTree

import networkx as nx
import openpyxl
import pyoxigraph
import pytest
import resvg_py

from graph.errors import UsageError
from graph.export import cell
from tests.conformance.builders import tell, tie
from tests.viz.exports.conftest import HOSTILE
from viz.exports.exporting import Wish, export
from viz.exports.forms import FORMS
from viz.exports.png import has_font
from viz.exports.wording import colours, words
from viz.network.atlas import Atlas
from viz.network.selection import Selection

EVERYTHING = Selection()
SVG = "{http://www.w3.org/2000/svg}"
NAMES = {" ".join(text.split()) for text in HOSTILE.values()}


def written(atlas: Atlas, form: str, asked: Selection = EVERYTHING, title: str = "") -> bytes:
    file = io.BytesIO()
    assert export(atlas, asked, form, file, Wish(title=title)).nodes
    return file.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_graph_gives_the_same_file(hostile: Atlas, form: str) -> None:
    assert written(hostile, form) == written(hostile, form)


@pytest.mark.parametrize(
    "form", [one for one in FORMS if one not in ("png", "xlsx", "csv", "jsonld")]
)
def test_every_form_says_whom_it_is_owed_to(hostile: Atlas, form: str) -> None:
    text = written(hostile, form, title="What we show").decode()
    assert "hostile, no licence stated" in text
    assert "What we show" in text
    assert hostile.reader.store.revision().at[:10] in text


# Pages and pictures


def test_what_nobody_dates_is_dashed_unless_its_project_is_dated(hostile: Atlas) -> None:
    assert "stroke-dasharray" not in written(hostile, "svg").decode()
    tell(hostile.reader.store, "later", tie("script", "SPIN_OFF_OF", "plus"))
    assert written(hostile, "svg").decode().count("stroke-dasharray") == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_leaves_the_prefixes_of_other_documents_alone(hostile: Atlas, form: str) -> None:
    other = ElementTree.Element("{http://www.openarchives.org/OAI/2.0/}OAI-PMH")
    before = ElementTree.tostring(other)
    written(hostile, form)
    assert ElementTree.tostring(other) == before
    assert ElementTree.tostring(ElementTree.Element(f"{SVG}g")).startswith(b"<ns0:g")


class Page(HTMLParser):
    """The elements of a page, the attributes of each, and the text of those that run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] == "script":
            self.scripts.append(data)


def test_the_page_holds_no_element_of_a_source(hostile: Atlas) -> None:
    page = Page(written(hostile, "pyvis").decode())
    tags = [tag for tag, _ in page.elements]
    assert tags.count("script") == 3
    assert not {"img", "b"} & set(tags)
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")], tag
        assert not {"src", "href"} & set(attributes), tag


def test_the_page_has_all_names_as_text(hostile: Atlas) -> None:
    text = written(hostile, "pyvis").decode()
    data = re.search(r'<script type="application/json" id="network">(.*?)</script>', text, re.S)
    assert data
    names = {node["name"] for node in json.loads(data[1])["nodes"]}
    assert set(HOSTILE.values()) <= names
    assert "<" not in data[1]


def test_the_page_loads_nothing(hostile: Atlas) -> None:
    text = written(hostile, "pyvis").decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert "@import" not in text
    assert "url(" not in text.partition("</style>")[0]


def test_the_picture_holds_no_element_of_a_source(hostile: Atlas) -> None:
    root = ElementTree.fromstring(written(hostile, "svg"))  # noqa: S314 - our own file
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags == {"svg", "title", "desc", "rect", "text", "g", "line", "circle"}
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name]


def test_the_picture_is_a_table_too(hostile: Atlas) -> None:
    root = ElementTree.fromstring(written(hostile, "svg"))  # noqa: S314 - our own file
    (table,) = root.findall(f"{SVG}g[@role='table']")
    cells = [cell.text or "" for cell in table.iter(f"{SVG}text")]
    assert {" ".join(text.split()) for text in cells} >= NAMES
    assert any(text.endswith(", Austria") for text in cells)
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None


def test_png_is_a_picture(hostile: Atlas) -> None:
    assert written(hostile, "png").startswith(b"\x89PNG\r\n")


def test_a_png_needs_no_default_font(hostile: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a machine's settings name as default may not be installed."""
    drawing = partial(resvg_py.svg_to_bytes, font_family="Nowhere", serif_family="Nowhere")
    monkeypatch.setattr(resvg_py, "svg_to_bytes", drawing)
    has_font.cache_clear()
    assert written(hostile, "png").startswith(b"\x89PNG\r\n")


# Graph files


def test_graphml_is_read_as_it_was_written(hostile: Atlas) -> None:
    graph = nx.read_graphml(io.BytesIO(written(hostile, "graphml")))
    assert {graph.nodes[key]["label"] for key in HOSTILE} == set(HOSTILE.values())
    assert graph.number_of_edges() == len(HOSTILE)
    assert "hostile" in graph.graph["sources"]


def test_regions_of_one_name_are_named_once(hostile: Atlas) -> None:
    """AT130 and AT13 are both Vienna, as LT0 and LT are both Lithuania."""
    graph = nx.read_graphml(io.BytesIO(written(hostile, "graphml")))
    places = graph.nodes["script"]["places"].split("; ")
    assert {"Vienna", "Austria"} < {*places}
    assert len(places) == len({*places})


def test_gexf_has_places_and_colours(hostile: Atlas) -> None:
    graph = nx.read_gexf(io.BytesIO(written(hostile, "gexf")))
    assert {" ".join(graph.nodes[key]["label"].split()) for key in HOSTILE} == NAMES
    assert graph.nodes["project"]["viz"]["position"]["x"] == pytest.approx(
        graph.nodes["project"]["x"]
    )


# Tables


def test_no_cell_of_csv_is_a_formula(hostile: Atlas) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(hostile, "csv")))
    assert archive.namelist() == ["nodes.csv", "links.csv", "sources.csv"]
    rows = list(csv.DictReader(io.StringIO(archive.read("nodes.csv").decode())))
    labels = {row["id"]: row["label"] for row in rows}
    assert labels["formula"] == "'" + HOSTILE["formula"]
    assert labels["plus"] == "'+1+1"
    assert "hostile, no licence stated" in archive.read("sources.csv").decode()


def test_no_cell_of_xlsx_is_a_formula(hostile: Atlas) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(hostile, "xlsx")))
    assert book.sheetnames == ["nodes", "links", "sources"]
    cells = [one for sheet in book for row in sheet.iter_rows() for one in row]
    assert {one.data_type for one in cells if one.value is not None} == {"s", "n"}
    assert {one.value for one in cells} >= {HOSTILE["formula"], "+1+1"}
    risky = [one for one in cells if isinstance(one.value, str) and cell(one.value) != one.value]
    assert risky
    assert all(one.quotePrefix for one in risky)
    assert not any(one.hyperlink for one in cells)


# Exactly what is shown


def test_only_what_is_shown_is_written(hostile: Atlas) -> None:
    link = ("script", "PARTICIPATES_IN", "project", "partner")
    asked = Selection(ids=("script", "formula", "project"), links=frozenset([link]))
    graph = nx.read_graphml(io.BytesIO(written(hostile, "graphml", asked)))
    assert sorted(graph) == ["formula", "project", "script"]
    assert list(graph.edges()) == [("script", "project")]


def test_json_ld_says_what_is_shown(hostile: Atlas) -> None:
    asked = Selection(ids=("script", "project"))
    triples = list(
        pyoxigraph.parse(written(hostile, "jsonld", asked), pyoxigraph.RdfFormat.JSON_LD)
    )
    subjects = {str(one.subject) for one in triples}
    assert "<https://w3id.org/lumigraph/id/organisation/script>" in subjects
    assert "<https://w3id.org/lumigraph/id/organisation/formula>" not in subjects
    assert any(str(one.predicate).endswith("participatesIn>") for one in triples)


def test_nodes_lie_where_the_reader_put_them(hostile: Atlas) -> None:
    file = io.BytesIO()
    export(hostile, EVERYTHING, "graphml", file, Wish(places={"script": (12.5, -3.0)}))
    node = nx.read_graphml(io.BytesIO(file.getvalue())).nodes["script"]
    assert (node["x"], node["y"]) == (12.5, -3.0)


def test_another_form_is_refused(hostile: Atlas) -> None:
    with pytest.raises(UsageError, match="'docx' is no form: give one of pyvis, graphml"):
        export(hostile, EVERYTHING, "docx", io.BytesIO(), Wish())


# Words


def test_all_languages_have_all_words() -> None:
    english = words("en")
    for language in ("lt", "fr", "de"):
        assert words(language).keys() == english.keys()
        for name, text in english.items():
            assert re.findall(r"{\w+}", text) == re.findall(r"{\w+}", words(language)[name])
    assert words("xx") == english


def test_all_kinds_have_a_colour() -> None:
    from ontology.model import load_model

    tops = {load_model().top(name) for name in load_model().kinds}
    assert tops <= colours().keys()
    assert len(set(colours().values())) == len(colours())
