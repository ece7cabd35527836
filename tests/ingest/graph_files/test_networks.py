"""Networks from people's tools: every form says the same, and what is wrong is named."""

from __future__ import annotations

import os
import re
import zipfile
from dataclasses import asdict
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.ledger.writing import ingest
from graph.opening import open_store
from graph.records import EntityRecord, Record, Reject, RelationRecord, Uncovered, Unit, Withheld
from graph.schema import load_schema
from ingest.errors import UnreadableSourceError
from ingest.graph_files import GraphFileFormat
from ingest.graph_files.mapping import read_mapping

GOLDEN = Path(__file__).with_name("golden")
RECORDS = GOLDEN / "records.jsonl"
FORMS = ["network.graphml", "network.gexf", "gephi", "kumu", "kumu.json"]
MAPPING = """\
source: network
licence: CC-BY-4.0
visibility: public
nodes:
  columns: {Region: region}
  types: {Firm: Company}
edges:
  types: {drinks beer with: IN_CONTACT_WITH}
"""


def read(path: Path, mapping: Path | None = None) -> tuple[list[Record], list[Reject]]:
    """Return the records of a network, and what was refused or not covered."""
    records: list[Record] = []
    rejects: list[Reject] = []
    for item in GraphFileFormat(mapping).read(path):
        if isinstance(item, Unit):
            records += item.records()
        else:
            rejects.append(item)
    return records, rejects


def mapped(folder: Path, text: str = MAPPING) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def lines(records: list[Record]) -> bytes:
    plain = [{**asdict(one), "evidence": None} for one in records]
    return b"".join(orjson.dumps(one, option=orjson.OPT_SORT_KEYS) + b"\n" for one in plain)


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_golden_records(tmp_path: Path, name: str) -> None:
    records, rejects = read(GOLDEN / name, mapped(tmp_path))
    found = lines(records)
    if "GOLDEN" in os.environ:
        RECORDS.write_bytes(found)
    assert found == RECORDS.read_bytes(), "GOLDEN=1 writes the golden file anew"
    assert [(one.column, one.value, one.reason) for one in rejects] == [
        ("target", "n9", "no node has this id")
    ]
    assert GraphFileFormat().detect(GOLDEN / name)


@pytest.mark.parametrize("name", FORMS)
def test_words_without_a_meaning_are_refused_with_a_remedy(name: str) -> None:
    _, rejects = read(GOLDEN / name)
    firm, beer, missing = rejects
    assert (firm.column, firm.value) == ("type", "Firm")
    assert firm.remedy == "write what it means under nodes: types: in a mapping"
    assert (beer.value, beer.reason) == ("drinks beer with", "it is no relation and no role word")
    assert missing.column == "target"


@pytest.mark.parametrize("name", FORMS)
def test_the_vocabulary_allows_what_is_read(tmp_path: Path, name: str) -> None:
    store = open_store("sqlite:///:memory:")
    reader = GraphFileFormat(mapped(tmp_path))
    report = ingest(store, load_schema(), reader.info(GOLDEN / name), reader.read(GOLDEN / name))
    again = ingest(store, load_schema(), reader.info(GOLDEN / name), reader.read(GOLDEN / name))
    store.close()
    assert (report.rejected, report.uncovered, again.changed) == (1, {}, False)


def test_evidence_names_the_node_and_the_edge() -> None:
    records, _ = read(GOLDEN / "network.graphml")
    assert {one.evidence.locator for one in records} >= {"node n0", "edge n1 → n0"}


def test_a_pair_may_lie_in_a_zip(tmp_path: Path) -> None:
    archive = tmp_path / "kumu.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for one in (GOLDEN / "kumu").iterdir():
            file.write(one, one.name)
    assert GraphFileFormat().detect(archive)
    assert lines(read(archive)[0]) == lines(read(GOLDEN / "kumu")[0])
    assert len(read(archive)[1]) == len(read(GOLDEN / "kumu")[1])


def test_a_mapping_beside_the_network_is_found(tmp_path: Path) -> None:
    path = tmp_path / "partners.gexf"
    path.write_bytes((GOLDEN / "network.gexf").read_bytes())
    (tmp_path / "partners.mapping.yaml").write_text(MAPPING, encoding="utf-8")
    info = GraphFileFormat().info(path)
    assert (info.name, info.licence, info.visibility) == ("network", "CC-BY-4.0", "public")
    assert GraphFileFormat().info(GOLDEN / "kumu").visibility == "internal"


def graphml(nodes: list[tuple[str, str]], edges: list[tuple[str, str, str]]) -> str:
    """Return GraphML of (id, label) and (source, target, word)."""
    parts = [f"<node id={quoteattr(i)}><data key='l'>{escape(x)}</data></node>" for i, x in nodes]
    parts += [
        f"<edge source={quoteattr(s)} target={quoteattr(t)}><data key='w'>{escape(w)}</data></edge>"
        for s, t, w in edges
    ]
    return (
        "<graphml><key id='l' attr.name='label'/><key id='w' attr.name='relation'/>"
        f"<graph>{''.join(parts)}</graph></graphml>"
    )


LABELS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=12)


@example(["NULL"], [])
@example(["–", " "], [(0, 1, "x")])
@given(
    st.lists(LABELS, max_size=6),
    st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(["member_of", "x", ""])),
        max_size=8,
    ),
)
def test_every_node_and_edge_goes_in_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory,
    labels: list[str],
    ties: list[tuple[int, int, str]],
) -> None:
    path = tmp_path_factory.mktemp("network") / "a.graphml"
    nodes = [(f"n{number}", label) for number, label in enumerate(labels)]
    edges = [(f"n{source}", f"n{target}", word) for source, target, word in ties]
    path.write_text(graphml(nodes, edges), encoding="utf-8")
    units, refused = [], []
    for item in GraphFileFormat().read(path):
        if isinstance(item, Unit):
            units.append((item.key, list(item.records())))
        elif not isinstance(item, Uncovered):
            refused.append(item)
    assert len(units) + len(refused) == len(nodes) + len(edges)
    assert len({key for key, _ in units}) == len(units)
    entities = [one for _, records in units for one in records if isinstance(one, EntityRecord)]
    assert len({one.key for one in entities}) == len(entities)


def test_two_nodes_of_one_name_stay_two(tmp_path: Path) -> None:
    path = tmp_path / "a.graphml"
    path.write_text(graphml([("1", "Optics"), ("2", "Optics")], [("1", "2", "works_with")]))
    records, _ = read(path)
    assert [one.key for one in records if isinstance(one, EntityRecord)] == [
        "a:optics-1",
        "a:optics-2",
    ]
    assert [(one.source, one.target) for one in records if isinstance(one, RelationRecord)] == [
        ("a:optics-1", "a:optics-2")
    ]


def test_edges_without_a_type_need_a_default(tmp_path: Path) -> None:
    path = tmp_path / "a.graphml"
    path.write_text(graphml([("1", "Optics"), ("2", "Glass")], [("1", "2", "")]))
    _, (reject,) = read(path)
    assert reject.reason == "the edge has no type"
    assert "default:" in reject.remedy
    records, rejects = read(path, mapped(tmp_path, "edges: {default: COOPERATES_WITH}"))
    assert rejects == []
    assert [one.type for one in records if isinstance(one, RelationRecord)] == ["COOPERATES_WITH"]


def test_columns_that_nothing_covers_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "pair"
    folder.mkdir()
    (folder / "nodes.csv").write_text("Id,Label,Mood,X\n1,Optics,good,0.1\n2,Glass,,0.2\n")
    (folder / "edges.csv").write_text("Source,Target,Label,Warmth\n1,2,works_with,5\n")
    _, found = read(folder)
    assert [(one.what, one.count) for one in found if isinstance(one, Uncovered)] == [
        ("column Mood of nodes", 1),
        ("column Warmth of edges", 1),
    ]


def test_personal_data_are_counted_as_such(tmp_path: Path) -> None:
    folder = tmp_path / "pair"
    folder.mkdir()
    nodes = "Id,Label,E-mail,Contact person\n1,Optics,a@v.example,Not Taken\n2,Glass,,Not Taken\n"
    (folder / "nodes.csv").write_text(nodes)
    (folder / "edges.csv").write_text("Source,Target,Label,Phone\n1,2,works_with,5\n")
    records, found = read(folder)
    counts = [(one.kind, one.count) for one in found if isinstance(one, Withheld)]
    assert counts == [("e-mail", 1), ("person", 2), ("telephone", 1)]
    assert len(found) == len(counts)
    assert "Not Taken" not in repr(records)


WRONG = [
    ("colour: 1", "line 1: there is no key 'colour'; use"),
    ("nodes: {types: {Firm: Compny}}", "there is no class 'Compny'; use Company"),
    ("nodes: {columns: {Label: nam}}", "there is no field 'nam'; use name"),
    ("edges: {columns: {Year: sinse}}", "there is no field 'sinse'; use since"),
    ("nodes: [1]", "no mapping; write `key: value`"),
    ("source: Our Map", "line 1: 'Our Map' is no name of a source; write our-map"),
    ("visibility: secret", "line 1: 'secret' is no visibility"),
    ("date: yesterday", "line 1: 'yesterday' is no date"),
    ("language: klingonese", "line 1: 'klingonese': it is no language"),
    ("licence: [a]", "licence is .*; write one text"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_is_wrong_in_a_mapping_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnreadableSourceError, match=message):
        read_mapping(mapped(tmp_path, text))


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
HOSTILE = {
    "laughs.graphml": (LAUGHS + graphml([("1", "x")], []), "document type"),
    "file.gexf": (
        '<!DOCTYPE g [<!ENTITY e SYSTEM "file:///etc/passwd">]><gexf><node id="&e;"/></gexf>',
        "document type",
    ),
    "deep.graphml": ("<graphml>" + "<graph>" * 5000 + "</graph>" * 5000 + "</graphml>", "100 deep"),
    "torn.graphml": ("<graphml><graph></graphml>", "no well-formed XML"),
    "deep.json": ('{"elements": ' + "[" * 5000 + "]" * 5000 + "}", "100 deep"),
    "torn.json": ('{"elements": [', "it is no JSON .* export it again"),
    "empty.json": ('{"elements": []}', "no list `elements`"),
    "other.txt": ("hello", "no network that is known here; save it as GraphML"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_or_damaged_is_refused(tmp_path: Path, name: str) -> None:
    text, message = HOSTILE[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match=f"{name}.*{message}"):
        read(path)


def test_the_example_in_the_documentation_is_a_mapping(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "sources.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(source: partners\n.*?)```", page, re.DOTALL)
    mapping = read_mapping(mapped(tmp_path, example))
    assert (mapping.language, mapping.visibility) == ("de", "public")
    assert mapping.edges.default == "ASSOCIATED_WITH"


GRAPHML = """\
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="node" attr.name="type"><default>Company</default></key>
<key id="d1" for="node" attr.name="label"/>
<key id="d2" for="edge" attr.name="type"><default>member of</default></key>
<key id="d3" for="node" attr.name="country"><default> LT </default></key>
<graph edgedefault="directed">
<node id="a"><data key="d1">Alfa</data><data key="d0">Cluster</data><graph>
  <node id="a::b"><data key="d1">Beta</data></node>
  <node id="a::c"><data key="d1">Gamma</data><data key="d3">LV</data></node>
</graph></node>
<edge source="a::b" target="a"/>
<hyperedge><endpoint node="a"/><endpoint node="a::b"/><endpoint node="a::c"/></hyperedge>
</graph></graphml>"""


def test_what_a_graphml_states_once_holds_for_all_that_do_not_state_it(tmp_path: Path) -> None:
    path = tmp_path / "a.graphml"
    path.write_text(GRAPHML, encoding="utf-8")
    records, rejects = read(path)
    types = {one.key: one.type for one in records if isinstance(one, EntityRecord)}
    assert types == {"a:alfa": "Cluster", "a:beta": "Company", "a:gamma": "Company"}
    ties = {
        (one.source, one.type, one.target) for one in records if isinstance(one, RelationRecord)
    }
    assert ties == {
        *(("a:alfa", "LOCATED_IN", "LT"), ("a:beta", "LOCATED_IN", "LT")),
        *(("a:gamma", "LOCATED_IN", "LV"), ("a:beta", "MEMBER_OF", "a:alfa")),
    }
    assert [(one.place, one.reason) for one in rejects] == [
        ("hyperedge a, a::b, a::c", "it joins 3 nodes, and a relation has two ends")
    ]


GEXF = """\
<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph mode="dynamic">
<attributes class="node" mode="static">
  <attribute id="0" title="type"><default>Company</default></attribute>
</attributes>
<attributes class="node" mode="dynamic"><attribute id="1" title="country"/></attributes>
<nodes>
<node id="1" label="Alfa"><attvalues>
  <attvalue for="0" value="Cluster"/>
  <attvalue for="1" value="LV" start="2015-01-01"/>
  <attvalue for="1" value="LT" start="2010-01-01" end="2015-01-01"/>
</attvalues></node>
<node id="2" label="Beta"/>
</nodes>
<edges>
<edge source="2" target="1" label="member of"><spells>
  <spell start="2011-01-01" end="2014-06-30"/></spells></edge>
<edge source="1" target="2" label="cooperates with"><spells>
  <spell start="2011-01-01" end="2012-06-30"/><spell start="2014-01-01"/></spells></edge>
</edges>
</graph></gexf>"""


def test_of_values_that_change_the_last_one_stands_and_the_others_are_counted(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.gexf"
    path.write_text(GEXF, encoding="utf-8")
    records, rejects = read(path)
    types = {one.key: one.type for one in records if isinstance(one, EntityRecord)}
    assert types == {"a:alfa": "Cluster", "a:beta": "Company"}
    ties = [one for one in records if isinstance(one, RelationRecord)]
    assert [(one.source, one.type, one.target, one.properties) for one in ties] == [
        ("a:alfa", "LOCATED_IN", "LV", {}),
        ("a:beta", "MEMBER_OF", "a:alfa", {"since": "2011-01-01", "until": "2014-06-30"}),
        ("a:alfa", "COOPERATES_WITH", "a:beta", {}),
    ]
    assert {(one.what, one.count) for one in rejects if isinstance(one, Uncovered)} == {
        ("column earlier country of nodes", 1),
        ("column spells of edges", 1),
    }
