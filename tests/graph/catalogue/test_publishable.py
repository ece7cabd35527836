"""What forbids to publish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from graph.catalogue.publication import Publication
from graph.catalogue.publishable import is_placeholder, problems
from graph.errors import UsageError
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from ontology.errors import UnknownLicenceError
from tests.api.catalogue.conftest import BY, tell_licensed
from tests.conformance.builders import take_back, thing


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with closing(SqliteStore(":memory:")) as made:
        yield made


def test_nothing_forbids_it(store: GraphStore) -> None:
    for number, licence in enumerate(["CC0-1.0", "cc by 4.0", "COM-REUSE"]):
        tell_licensed(store, f"s{number}", thing(f"a{number}"), licence=licence)
    assert problems(store, BY) == []


@pytest.mark.parametrize(
    ("licence", "says"),
    [
        ("", "the source members states no licence: write it"),
        ("ours", "the source members is under 'ours', which the table of licences does not have"),
        ("CC-BY-NC-4.0", "the source members is under CC-BY-NC-4.0, which forbids commercial use"),
        ("CC BY-ND 4.0", "is under CC-BY-ND-4.0, which forbids what is made from it"),
        ("CC-BY-SA-4.0", 'asks for the same licence .* set licence = "CC-BY-SA-4.0"'),
        ("ODbL", 'set licence = "ODbL-1.0"'),
    ],
)
def test_a_licence_that_forbids_it(store: GraphStore, licence: str, says: str) -> None:
    tell_licensed(store, "free", thing("a"))
    tell_licensed(store, "members", thing("b"), licence=licence)
    [problem] = problems(store, BY)
    assert re.search(says, problem)
    assert "retract it, or take it in again with `--visibility internal`" in problem
    take_back(store, "members")
    assert problems(store, BY) == []


def test_share_alike_goes_with_itself(store: GraphStore) -> None:
    tell_licensed(store, "members", thing("b"), licence="CC-BY-SA-4.0")
    assert problems(store, replace(BY, licence="CC-BY-SA-4.0")) == []


def test_who_must_be_named_is_not_given_away(store: GraphStore) -> None:
    tell_licensed(store, "members", thing("b"), licence="CC-BY-4.0")
    [problem] = problems(store, replace(BY, licence="CC0-1.0"))
    assert "must be named, which CC0-1.0" in problem


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"publisher_name": ""}, "publisher_name is not set: set it, in lumigraph.toml or as "),
        ({"publisher_name": "TODO"}, "publisher_name is 'TODO', which stands for something else"),
        ({"contact_name": "<name>"}, "contact_name is '<name>'"),
        ({"contact_email": ""}, "contact_email is not set"),
        ({"contact_email": "data@example.org"}, "contact_email is 'data@example.org', which stan"),
        ({"contact_email": "data"}, "contact_email is 'data': set an address such as"),
        ({"publisher_url": "https://www.example.com/"}, "publisher_url is 'https://www.example"),
        ({"public_url": "http://127.0.0.1:8000"}, "public_url is .* where everybody finds the"),
        ({"public_url": "http://localhost"}, "public_url is 'http://localhost'"),
    ],
)
def test_a_setting_that_is_not_real(store: GraphStore, said: dict[str, str], says: str) -> None:
    [problem] = problems(store, replace(BY, **said))
    assert re.search(says, problem)


def test_a_page_alone_is_no_contact_for_harvesters(store: GraphStore) -> None:
    page = replace(BY, contact_email="", contact_url="https://lumigraph.eu/ask")
    [problem] = problems(store, page)
    assert "OAI-PMH" in problem


@pytest.mark.parametrize(
    "real", ["LITEK", "info@litek.lt", "https://litek.lt/en", "Example Photonics UAB", "testing.eu"]
)
def test_real_values_pass(real: str) -> None:
    assert not is_placeholder(real)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"publisher_type": "Cluster"}, UsageError),
        ({"frequency": "often"}, UsageError),
        ({"licence": "mine"}, UnknownLicenceError),
    ],
)
def test_a_word_that_is_not_known(said: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error, match=f"'{next(iter(said.values()))}'"):
        Publication("https://data.lumigraph.eu", **said)
