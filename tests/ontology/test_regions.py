"""Regions: what a code, a name or a place is understood as."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pycountry
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ontology.fold import fold
from ontology.region import AmbiguousRegion, Region, UnknownRegion
from ontology.regions import load_regions

REGIONS = load_regions()
NUTS = [region for region in REGIONS if region.level.startswith("nuts")]

any_region = st.sampled_from(list(REGIONS))


def held(region: Region, path: str) -> bool:
    return any(low <= path < high for low, high in REGIONS.intervals(region))


# The table


def test_ids_and_paths_are_unique() -> None:
    assert len({region.id for region in REGIONS}) == len(REGIONS)
    assert len({region.path for region in REGIONS}) == len(REGIONS)


def test_path_prefix_is_part_of() -> None:
    """A path begins like another exactly where its region lies in the other's."""
    inside = {(region.id, around.id) for region in REGIONS for around in REGIONS.chain(region)}
    known = {region.path: region.id for region in REGIONS}
    begins = {
        (region.id, known[region.path[:end]])
        for region in REGIONS
        for end in range(1, len(region.path))
        if region.path[:end] in known
    }
    assert begins == inside


@given(any_region)
def test_every_code_finds_its_region(region: Region) -> None:
    assert region.codes[0] == region.id
    for code in region.codes:
        assert REGIONS.get(code) == region
        assert REGIONS.get(f"nuts:{code.lower()}") == region
    assert REGIONS.at(region.path) == region


@given(any_region)
def test_every_name_finds_its_region_or_one_that_is_meant_instead(region: Region) -> None:
    for name in filter(fold, region.names.values()):
        found = REGIONS.resolve(name)
        assert found.regions
        everything = {*found.regions, *found.others}
        same = [*REGIONS.chain(region), *REGIONS.children(region), region]
        assert everything & {*same, *(part for one in same for part in REGIONS.children(one))}


def test_all_countries_have_names_in_four_languages() -> None:
    for country in pycountry.countries:
        region = REGIONS.get(country.alpha_2)
        assert region is not None
        assert region == REGIONS.get(country.alpha_3)
        assert {"en", "lt", "fr", "de"} <= set(region.names), region.id


def test_all_subdivisions_are_there() -> None:
    for subdivision in pycountry.subdivisions:
        region = REGIONS.get(subdivision.code)
        assert region is not None, subdivision.code
        assert region.level != "country" or region.id in subdivision.code or region.id == "XK"


def test_nuts_is_there_in_its_three_versions() -> None:
    """Counts of the annexes of Regulations 2019/1755 and 2023/674, and of NUTS 2018 for the UK."""
    in_force = {"2021": 0, "2024": 0, "2018": 0}
    eu27 = set(REGIONS.get("EU27").members)  # type: ignore[union-attr]
    for region in NUTS:
        for code, years in region.versions.items():
            if set(code[2:]) != {"Z"} and (region.country in eu27 or "2018" in years):
                for year in years:
                    in_force[year] += 1
    assert in_force == {"2021": 92 + 242 + 1166, "2024": 92 + 244 + 1165, "2018": 12 + 41 + 179}


def test_every_nuts_region_lies_in_one_of_the_next_level() -> None:
    above = {"nuts1": "country", "nuts2": "nuts1", "nuts3": "nuts2"}
    for region in NUTS:
        parent = REGIONS.chain(region)[0]
        assert parent.level == above[region.level], region.id
        assert parent.country == region.country


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("EL30", "GR30"),
        ("UKM", "GBM"),
        ("LT011", "LT011"),
        ("CA-QC", "CA-QC"),
        ("LT-57", "LT011-57"),
        ("RU-SA", "RU-SA."),
        ("RU-SAK", "RU-SAK"),
    ],
)
def test_paths(code: str, path: str) -> None:
    region = REGIONS.get(code)
    assert region is not None
    assert (region.id, region.path) == (code, path)


@pytest.mark.parametrize(
    ("code", "region"),
    [
        ("EL", "GR"),
        ("nuts:EL", "GR"),
        ("UK", "GB"),
        ("iso:AT-6", "AT22"),
        ("ES-CT", "ES51"),
        ("FR-PAC", "FRL0"),
        ("DE-TH", "DEG0"),
        ("FR-86", "FRI34"),
        ("BE-VAN", "BE21"),
        ("GR-I", "EL30"),
        ("GR30", "EL30"),
        ("GB-SCT", "UKM"),
        ("US-PR", "PR"),
        ("GP", "FRY10"),
        ("AX", "FI20"),
        ("UKN0C", "UKN12"),
    ],
)
def test_codes_of_one_territory_are_one_region(code: str, region: str) -> None:
    found = REGIONS.get(code)
    assert found is not None
    assert found.id == region


def test_a_code_says_of_which_nuts_it_is() -> None:
    versions = {
        code: region.versions[code]
        for code in ("AT22", "NL31", "NL35", "PT16D", "UKI")
        if (region := REGIONS.get(code))
    }
    assert versions == {
        "AT22": ("2021", "2024"),
        "NL31": ("2021",),
        "NL35": ("2024",),
        "PT16D": ("2021",),
        "UKI": ("2018",),
    }
    aveiro = REGIONS.get("PT16D")
    assert aveiro is not None
    assert aveiro.id == "PT191"
    assert not aveiro.is_former


def test_names_in_four_languages_and_the_local_one() -> None:
    for code, names in {
        "AT22": {"en": "Styria", "lt": "Štirija", "fr": "Styrie", "de": "Steiermark"},
        "ES51": {"en": "Catalonia", "lt": "Katalonija", "es": "Cataluña", "ca": "Catalunya"},
        "EL30": {"en": "Attica", "el": "Aττική"},
        "CA-QC": {"en": "Quebec", "lt": "Kvebekas", "fr": "Québec", "de": "Québec"},
    }.items():
        region = REGIONS.get(code)
        assert region is not None
        assert names.items() <= region.names.items()


# Around a region


def test_chain_and_children() -> None:
    graz = REGIONS.get("AT221")
    assert graz is not None
    assert [region.id for region in REGIONS.chain(graz)] == ["AT22", "AT2", "AT"]
    styria = REGIONS.chain(graz)[0]
    assert [region.id for region in REGIONS.children(styria)] == [f"AT22{n}" for n in range(1, 7)]
    assert {"EU27", "DACH", "EEA", "EUROPE"} <= {group.id for group in REGIONS.groups(styria)}


@given(any_region, any_region)
def test_intervals_hold_the_regions_inside_and_no_other(one: Region, other: Region) -> None:
    if one.level == "group" or one.members:
        return
    assert held(one, other.path) == (other == one or one in REGIONS.chain(other))


@given(any_region)
def test_intervals_hold_everything_around_a_random_region(region: Region) -> None:
    for around in REGIONS.chain(region):
        assert held(around, region.path)
        assert held(around, f"{region.path}:somewhere")


def test_a_group_is_its_members() -> None:
    dach = REGIONS.get("DACH")
    assert dach is not None
    assert REGIONS.intervals(dach) == [("AT", "AU"), ("CH", "CI"), ("DE", "DF")]
    assert len(REGIONS.get("EU27").members) == 27  # type: ignore[union-attr]
    assert len(REGIONS.get("EEA").members) == 30  # type: ignore[union-attr]


def test_a_former_region_keeps_the_parts_that_moved() -> None:
    centro, aveiro, england = (REGIONS.get(code) for code in ("PT16", "PT191", "GB-ENG"))
    assert centro
    assert aveiro
    assert england
    assert held(centro, aveiro.path)
    assert held(england, "GBJ14:oxford")
    assert not held(england, "GBM75:edinburgh")


def test_a_city_has_exactly_its_own_paths() -> None:
    wien = REGIONS.get("city-at-wien")
    assert wien is not None
    for path in ("AT:wien", "AT13:wien", "AT130:wien"):
        assert held(wien, path)
    for path in ("AT130", "AT112:wiener neustadt", "AT130:wien a", "AT130:wiem", "DE:wien"):
        assert not held(wien, path)


# By name


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Styria", "AT22"),
        ("STYRIE", "AT22"),
        ("stirija", "AT22"),
        ("Provence Alpes Cote d'Azur", "FRL0"),
        ("Catalunya", "ES51"),
        ("Thüringen", "DEG0"),
        ("Hamburg", "DE60"),
        ("Antwerpen", "BE21"),
        ("Kebekas", "CA-QC"),
        ("Lublin region", "PL81"),
        ("Vilnius county", "LT011"),
        ("Vilnius", "city-lt-vilnius"),
        ("Land Hessen", "DE7"),
        ("Luxembourg", "LU"),
        ("Georgia", "GE"),
        ("Georgia, US", "US-GA"),
        ("Limburg (NL)", "NL42"),
        ("München, Germany", "city-de-munchen"),
        ("München, Deutschland", "city-de-munchen"),
        ("Munich, Allemagne", "city-de-munchen"),
        ("Miunchenas, Vokietija", "city-de-munchen"),
        ("Monachium, Niemcy", "city-de-munchen"),
        ("Мюнхен, Германия", "city-de-munchen"),
        ("München (DE)", "city-de-munchen"),
        ("Augsburg, Germany", "city-de-augsburg"),
        ("Leipzig, Germany", "DED5"),
        ("Wien, Österreich", "AT13"),
        ("Vilnius, Lietuva", "LT011"),
        ("Vienne, France", "FRI34"),
        ("Utrecht", "NL35"),
        ("Ελλάδα", "GR"),
        ("Κρήτη", "EL43"),
        ("Ranska", "FR"),
        ("Liettua", "LT"),
        ("EU", "EU27"),
        ("Baltijos šalys", "BALTIC"),
        ("North America", "NORTH-AMERICA"),
        ("Warsaw", "city-pl-warszawa"),
        ("Frankfurt", "city-de-frankfurt-am-main"),
        ("nuts:AT22", "AT22"),
        ("el30", "EL30"),
    ],
)
def test_understood(text: str, region: str) -> None:
    assert REGIONS.understand(text).region.id == region


def test_regions_that_bear_the_name_of_a_city_are_told_beside_it() -> None:
    found = REGIONS.understand("München, Germany")
    assert {one.id for one in found.others} == {"DE212", "DE21H"}


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("München", "write its code or add its country"),
        ("Limburg", "write its code or add its country"),
        ("Pittsburgh, US", "; write its code"),
    ],
)
def test_a_country_is_asked_for_where_it_helps(text: str, remedy: str) -> None:
    with pytest.raises(AmbiguousRegion) as caught:
        REGIONS.understand(text)
    assert str(caught.value).endswith(remedy)


def test_only_readers_of_english_get_the_english_name_of_a_city() -> None:
    wien, brno = REGIONS.get("city-at-wien"), REGIONS.get("city-cz-brno")
    assert wien
    assert brno
    assert [wien.name(language) for language in ("en", "de", "lt")] == ["Vienna", "Wien", "Wien"]
    assert {brno.name(language) for language in ("en", "fr")} == {"Brno"}


def test_the_others_of_a_name_are_shown() -> None:
    found = REGIONS.understand("Vienne")
    assert found.region.id == "AT13"
    assert {"FRI34", "city-at-wien", "city-fr-vienne"} <= {other.id for other in found.others}
    assert "city-ca-quebec" in {other.id for other in REGIONS.understand("Kvebekas").others}


def test_two_of_one_size_are_ambiguous() -> None:
    with pytest.raises(AmbiguousRegion, match=r"BE22.*NL42") as caught:
        REGIONS.understand("Limburg")
    assert {region.id for region in caught.value.candidates} == {"BE22", "NL42"}
    assert REGIONS.understand("Limburg", country="BE").region.id == "BE22"


@pytest.mark.parametrize(
    ("text", "region"),
    [("Lituania", "LT"), ("Steiermrk", "AT22"), ("Austira", "AT"), ("Katalonja", "ES51")],
)
def test_a_misspelling_is_taken_when_one_region_is_clearly_nearest(text: str, region: str) -> None:
    found = REGIONS.understand(text)
    assert found.region.id == region
    assert found.corrected == (text != "Lituania")  # which is Lithuania in Spanish


@pytest.mark.parametrize("text", ["Gunea", "Qx", "", "  ", "xyzzy"])
def test_what_is_near_to_none_or_to_several_is_unknown(text: str) -> None:
    with pytest.raises(UnknownRegion):
        REGIONS.understand(text)


def test_an_unknown_name_gets_suggestions() -> None:
    with pytest.raises(UnknownRegion, match=r"did you mean Guinea \(GN\)") as caught:
        REGIONS.understand("Gunea")
    assert {"GN", "JP-10"} <= {region.id for region in caught.value.candidates}
    likeness = [score for _, score in REGIONS.suggest("Gunea")]
    assert likeness == sorted(likeness, reverse=True)


@given(st.text(max_size=30))
def test_no_text_breaks_the_search(text: str) -> None:
    with suppress(AmbiguousRegion, UnknownRegion):
        assert REGIONS.intervals(REGIONS.understand(text).region)


def test_the_regions_of_the_gold_questions(shared: Path) -> None:
    questions = yaml.safe_load((shared / "gold" / "questions.yaml").read_text("utf-8"))
    assert questions
    understood = {q["y"]: REGIONS.understand(q["y"]).region.id for q in questions}
    assert understood == {q["y"]: q["region"] for q in questions}


# Only a source knows it


def test_a_code_that_only_a_source_knows_is_learnt() -> None:
    region = REGIONS.learn("FR615", "Lot-et-Garonne")
    assert region is not None
    assert (region.level, region.path, region.parent) == ("nuts3", "FR615", "FR")
    assert region.name() == "Lot-et-Garonne"
    assert REGIONS.get("FR615") is None
    assert REGIONS.understand("nuts:FR615").region.path == "FR615"


def test_a_city_may_lie_in_a_learnt_region() -> None:
    agen = REGIONS.place("FR", "FR615", "Agen")
    assert agen is not None
    assert [region.id for region in REGIONS.chain(agen)] == ["FR615", "FR"]
    found = REGIONS.at(agen.path)
    assert found == agen


@pytest.mark.parametrize("code", ["UKK9", "GBK9", "nuts:ukk9"])
def test_a_learnt_code_is_written_as_nuts_does(code: str) -> None:
    region = REGIONS.learn(code)
    assert region is not None
    assert (region.id, region.path, region.parent) == ("UKK9", "GBK9", "UKK")


def test_a_learnt_region_lies_in_the_smallest_known_around_it() -> None:
    region = REGIONS.learn("UKK24", "Bournemouth")
    assert region is not None
    assert (region.parent, region.path) == ("UKK2", "GBK24")


@pytest.mark.parametrize("code", ["", "XH", "ZZ99", "FR-XXX", "FR123456", "fr 1"])
def test_what_is_no_nuts_code_is_not_learnt(code: str) -> None:
    assert REGIONS.learn(code) is None
