"""The project's own YAML format: entries become records, what is wrong is refused alone."""

import re
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.records import EntityRecord
from ingest.errors import UnreadableSourceError
from tests.ingest.starter_reading import FORMAT, ROOT, links, records, rejects, said_of, units

GUIDE = ROOT / "docs" / "data-format.md"


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """The example of the guide, as a file."""
    found = re.search(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    path = tmp_path / "example.yaml"
    path.write_text(found[1], encoding="utf-8")
    return path


def write(folder: Path, *entries: str, name: str = "facts.yaml") -> Path:
    path = folder / name
    path.write_text("\n".join(("format: lumigraph/1", "entries:", *entries)), encoding="utf-8")
    return path


# --- the guide's example


def test_the_example_of_the_guide_is_read_whole(guide: Path) -> None:
    assert FORMAT.detect(guide)
    assert rejects(guide) == []
    assert links(records(guide)) == {
        ("example-cluster", "LOCATED_IN", "LT011", ""),
        ("example-cluster", "WORKS_ON", "lasers", ""),
        ("example-cluster", "WORKS_ON", "photonics", ""),
        ("example-company", "MEMBER_OF", "example-cluster", "member"),
        ("example-project", "FUNDED_BY", "example-programme", ""),
        ("example-project", "ABOUT", "lasers", ""),
        ("example-cluster", "PARTICIPATES_IN", "example-project", "coordinator"),
        ("pic:999643492", "PARTICIPATES_IN", "example-project", "partner"),
        ("example-cluster", "PARTY_TO", "example-memorandum", "party"),
        ("example-company", "PARTY_TO", "example-memorandum", "party"),
        ("example-memorandum", "TARGETS", "CA", ""),
        ("example-memorandum", "TARGETS", "EUROPE", ""),
        ("example-memorandum", "RESULTS_FROM", "example-project", ""),
    }


def test_what_the_header_says(guide: Path) -> None:
    info = FORMAT.info(guide)
    assert (info.name, info.title, info.licence) == ("example", "An example", "CC-BY-4.0")


def test_identifiers_are_keys_too(guide: Path) -> None:
    found = [r for r in records(guide) if isinstance(r, EntityRecord) and r.identifiers]
    assert [(r.key, r.identifiers) for r in found] == [("example-project", ("cordis:101000000",))]


def test_evidence_is_the_nearest(guide: Path) -> None:
    found = {r.evidence.locator: r.evidence for r in records(guide)}
    member = found["example.yaml: example-company.links[example-cluster member_of]"]
    assert member.urls == ("https://example.org/members",)
    partner = found["example.yaml: example-project.partners[pic:999643492 partner]"]
    assert (partner.urls, partner.confidence) == (("https://example.org/project",), 0.7)


def test_a_stage_is_kept_with_its_date(guide: Path) -> None:
    said = said_of(records(guide), "example-memorandum")
    assert (said["stage"], said["stageChange"]) == ("unknown", ["2022-03-01 signed"])


@given(seed=st.randoms(use_true_random=False))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_order_has_no_meaning(guide: Path, seed: Random) -> None:
    before = {unit.key: unit.digest for unit in units(guide)}
    shuffled = guide.with_name("shuffled") / guide.name
    shuffled.parent.mkdir(exist_ok=True)
    content = _shuffled(yaml.safe_load(guide.read_text(encoding="utf-8")), seed)
    shuffled.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    assert {unit.key: unit.digest for unit in units(shuffled)} == before
    assert FORMAT.info(shuffled) == FORMAT.info(guide)


def _shuffled(value: object, seed: Random) -> object:
    if isinstance(value, dict):
        pairs = [(key, _shuffled(part, seed)) for key, part in value.items()]
        seed.shuffle(pairs)
        return dict(pairs)
    if isinstance(value, list):
        parts = [_shuffled(part, seed) for part in value]
        seed.shuffle(parts)
        return parts
    return value


# --- units


def test_one_changed_link_changes_one_unit(guide: Path) -> None:
    before = {unit.key: unit.digest for unit in units(guide)}
    text = guide.read_text(encoding="utf-8").replace("role: coordinator", "role: partner")
    guide.write_text(text, encoding="utf-8")
    after = {unit.key: unit.digest for unit in units(guide)}
    assert {key for key in before if before[key] != after[key]} == {"example:example-project"}
    assert before.keys() == after.keys()


def test_a_target_of_another_class_changes_what_a_word_means(tmp_path: Path) -> None:
    link = "- {id: a, type: Company, links: [{id: b, role: coordinator_of}]}"
    first = units(write(tmp_path, link, "- {id: b, type: Project}"))
    second = units(write(tmp_path, link, "- {id: b, type: Cluster}"))
    assert first[0].key == second[0].key
    assert first[0].digest != second[0].digest


def test_a_folder_is_one_set(tmp_path: Path) -> None:
    write(tmp_path, "- {id: a, type: Company, links: [{id: b, role: member_of}]}", name="a.yaml")
    write(tmp_path, "- {id: b, type: Cluster}", name="b.yaml")
    (tmp_path / "other.yaml").write_text("- not: ours\n", encoding="utf-8")
    assert rejects(tmp_path) == []
    assert links(records(tmp_path)) == {("a", "MEMBER_OF", "b", "member")}


def test_files_of_other_formats_are_not_recognised(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("entries: []\n", encoding="utf-8")
    assert not FORMAT.detect(other)
    assert not FORMAT.detect(tmp_path)


# --- places


@pytest.mark.parametrize(
    ("location", "region"),
    [
        ("{country: LT}", "LT"),
        ("{country: LT, nuts: LT011, city: Vilnius}", "LT011"),
        ("{country: AT, nuts: AT22, city: Graz}", "AT221"),
        ("{country: AT, city: Graz}", "AT221"),
        ("{country: CA, region: Québec, city: Québec}", "CA-QC"),
        ("{country: DE, region: Hessen}", "DE7"),
        ("{country: GR, nuts: EL43}", "EL43"),
        ("{country: NO, city: Bergen}", "NO"),
    ],
)
def test_the_smallest_region_stated(tmp_path: Path, location: str, region: str) -> None:
    places = "- {country: AT, city: Graz, region: AT221}\n"
    (tmp_path / "places.yaml").write_text(places, encoding="utf-8")
    path = write(tmp_path, f"- {{id: a, type: Company, locations: [{location}]}}")
    assert rejects(path) == []
    assert links(records(path)) == {("a", "LOCATED_IN", region, "")}


def test_a_newly_placed_city_changes_the_source(tmp_path: Path) -> None:
    path = write(tmp_path, "- {id: a, type: Company, locations: [{country: AT, city: Bad Aussee}]}")
    before = FORMAT.info(path).digest
    places = "- {country: AT, city: Bad Aussee, region: AT222}\n"
    (tmp_path / "places.yaml").write_text(places, encoding="utf-8")
    assert FORMAT.info(path).digest != before


# --- what is refused


@pytest.mark.parametrize(
    ("entry", "column", "value", "remedy"),
    [
        ("{id: a, type: Company, technologies: [lasers, laserz]}", "a.technologies[1]", "laserz",
         "use an id of ontology/technologies.ttl"),
        ("{id: a, type: Company, links: [{id: nobody, role: member_of}]}", "a.links[0]", "nobody",
         "correct it, add the entry"),
        ("{id: a, type: Company, links: [{id: a, role: memberof}]}", "a.links[0].role", "memberof",
         "roles.yaml"),
        ("{id: a, type: Company, links: [{id: a, role: merged_into}]}", "a.links[0].role",
         "merged_into", "ChangeEvent"),
        ("{id: a, type: Company, links: [7]}", "a.links[0]", "7", "write {id: …}"),
        ("{id: a, type: Company, locations: [{country: XX}]}", "a.locations[0]", "XX", "as in LT"),
        ("{id: a, type: Company, locations: [{country: DE, region: Hesen}]}", "a.locations[0]",
         "Hesen", "DE7"),
        ("{id: a, type: Company, locations: [{country: AT, nuts: DE7}]}", "a.locations[0]", "DE7",
         "correct one of them"),
        ("{id: a, type: Company, founded: last year}", "a.founded", "last year", "write 2016"),
        ("{id: a, type: Company, name: {en: [A, B]}}", "a.name", "A", "keep one"),
        ("{id: a, type: Company, colour: red}", "a.colour", "red", "use one of"),
        ("{id: a, type: Agreement, expectedEnd: '2030'}", "a.expectedEnd", "2030", "use one of"),
        ("{id: a, type: Agreement, resultFrom: b}", "a.resultFrom", "b", "resultsFrom"),
        ("{id: a, type: Company, signed: '2016'}", "a.signed", "2016", "remove it"),
        ("{id: a, type: Project, identifier: [688904]}", "a.identifier", "688904", "pic:"),
        ("{id: a, type: Agreement, scope: [joint-r]}", "a.scope", "joint-r", "joint-rd"),
        ("{id: a, type: Company, source: 'see the web'}", "a.source", "see the web", "https://"),
        ("{id: a, type: Company, confidence: 7}", "a.confidence", "7", "0.0 to 1.0"),
        ("{id: a, type: Project, follows: lasers}", "a.follows", "lasers", "correct it"),
        ("{id: A b, type: Company}", "A b.id", "A b", "lower-case letters"),
        ("{id: a, type: Firm}", "a.type", "Firm", "Company"),
        ("just text", ".id", "just text", "lower-case letters"),
        ("{id: a, type: Company, name: A}", "a.name", "A", "under its tag"),
        ("{id: a, type: Cluster, links: [{id: a, role: member_of}]}", "a.links[0]", "a", "another"),
        ("{id: a, type: Company, links: [{id: good, role: spin_off_of, colour: red}]}",
         "a.links[0]", "red", "knows"),
        ("{id: a, type: Agreement, stages: [{stage: bogus}]}", "a.stages[0]", "bogus", "signed"),
        ("{id: a, type: Agreement, stages: [{stage: ended, date: '2019-13'}]}", "a.stages[0]",
         "2019-13", "write 2016"),
        ("{id: a, type: Agreement, stages: [{date: '2019'}]}", "a.stages[0]", "2019", "leave"),
        ("{id: a, type: Agreement, stages: [{stage: signed, place: Riga}]}", "a.stages[0].place",
         "Riga", "use one of stage, date"),
        ("{id: a, type: Company, memberCounts: [{count: 4, of: x}]}", "a.memberCounts[0].of", "x",
         "use one of count, unit, asOf"),
        ("{id: a, type: Project, start: '2021', end: '2020-12'}", "a.end", "2020-12",
         "correct one of the two"),
        ("{id: a, type: Company, links: [{id: good, role: spin_off_of, since: '2020-05', "
         "until: '2019'}]}", "a.links[0].until", "2019", "correct one of the two"),
    ],
)  # fmt: skip
def test_refused_with_its_place(
    tmp_path: Path, entry: str, column: str, value: str, remedy: str
) -> None:
    path = write(tmp_path, "- {id: good, type: Company, name: {en: Good}}", f"- {entry}")
    refused = rejects(path)
    assert [(r.file, r.place, r.column) for r in refused] == [("facts.yaml", "line 4", column)]
    assert value in refused[0].value
    assert remedy in refused[0].remedy
    assert refused[0].reason
    assert units(path)[0].key == "facts:good"


def test_the_rest_of_an_entry_goes_in(tmp_path: Path) -> None:
    path = write(tmp_path, "- {id: a, type: Company, colour: red, technologies: [lasers, laserz]}")
    assert len(rejects(path)) == 2
    assert links(records(path)) == {("a", "WORKS_ON", "lasers", "")}


def test_an_id_used_twice(tmp_path: Path) -> None:
    write(tmp_path, "- {id: a, type: Company}", name="a.yaml")
    write(tmp_path, "- {id: a, type: Cluster}", name="b.yaml")
    refused = rejects(tmp_path)
    assert [(r.file, r.place, r.value) for r in refused] == [("b.yaml", "line 3", "a")]
    assert "a.yaml, line 3" in refused[0].reason
    assert [unit.key for unit in units(tmp_path)] == ["a:a"]


def test_a_heading_that_is_none_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("format: lumigraph/1\norganisations:\n- {id: a}\n", encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match=r"facts\.yaml.*organisations.*entries"):
        list(FORMAT.read(path))


def test_the_header_may_say_who_may_see_it_and_whom_to_name(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(
        "format: lumigraph/1\nattribution: Example Cluster\nvisibility: Internal\n",
        encoding="utf-8",
    )
    info = FORMAT.info(path)
    assert (info.attribution, info.visibility) == ("Example Cluster", "internal")


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("visibility: secret", r"'secret' is no visibility: write public, internal or"),
        ("date: yesterday", r"'yesterday', no date; write 2016"),
        ("priority: high", r"'high'; write a whole number"),
        ("priority: 99999999999999999999", r"99999999999999999999; write a whole number under"),
        ("title: {en: A title}", r"which is no text; write one text"),
    ],
)
def test_a_header_that_cannot_be_is_refused_with_its_place(
    tmp_path: Path, line: str, remedy: str
) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(f"format: lumigraph/1\n{line}\nentries: []\n", encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match=rf"facts\.yaml, line 2: `\w+`.*{remedy}"):
        FORMAT.info(path)


def test_files_of_a_folder_do_not_contradict_each_other_in_who_may_see_them(tmp_path: Path) -> None:
    for name, visibility in (("a.yaml", "internal"), ("b.yaml", "public")):
        text = f"format: lumigraph/1\nvisibility: {visibility}\nentries: []\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match=r"b\.yaml, line 2.*'internal' in .*a\.yaml"):
        FORMAT.info(tmp_path)


def test_a_file_of_a_folder_that_lacks_its_format_is_told(tmp_path: Path) -> None:
    write(tmp_path, "- {id: a, type: Company}", name="a.yaml")
    (tmp_path / "b.yaml").write_text("entries: [{id: b, type: Company}]\n", encoding="utf-8")
    (refused,) = rejects(tmp_path)
    assert (refused.file, refused.remedy) == ("b.yaml", "begin with format: lumigraph/1")


def test_entries_must_be_a_list(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("format: lumigraph/1\nentries: {id: a}\n", encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match="is no list"):
        list(FORMAT.read(path))
