"""Lists in parts, and the tokens by which they go on (OAI-PMH 2.0, sections 3.5 and 3.5.1)."""

from __future__ import annotations

import base64
import json
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.api.catalogue.harvester import (
    HEADERS,
    ask,
    codes,
    harvest,
    harvested,
    identifiers,
    token,
)
from tests.api.catalogue.synthetic import Synthetic, header, identifier, of_250, repository

WHOLE = of_250()


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
@pytest.mark.parametrize("page", [1, 7, 100, 125, 249, 250, 251])
def test_a_harvest_has_every_record_once(verb: str, page: int) -> None:
    found = harvested(WHOLE, page, verb=verb, metadataPrefix="oai_dc")
    assert found == [identifier(number) for number in range(250)]


def test_the_last_list_has_an_empty_token_and_a_whole_list_none() -> None:
    pages = [token(answer) for answer in harvest(WHOLE, **HEADERS)]
    assert [one is not None and one.attrib for one in pages] == [
        {"completeListSize": "250", "cursor": cursor} for cursor in ("0", "100", "200")
    ]
    assert [bool(one is not None and one.text) for one in pages] == [True, True, False]
    assert token(ask(WHOLE, 250, **HEADERS)) is None


def test_a_token_stands_alone() -> None:
    found = token(ask(WHOLE, **HEADERS))
    assert found is not None
    for more in ({"metadataPrefix": "oai_dc"}, {"from_": "2026-03-01"}, {"set": "odd"}):
        said = {"verb": "ListIdentifiers", "resumptionToken": found.text or "", **more}
        assert codes(ask(WHOLE, **said)) == ["badArgument"]


def test_a_token_is_good_for_its_verb() -> None:
    found = token(ask(WHOLE, **HEADERS))
    assert found is not None
    said = {"verb": "ListRecords", "resumptionToken": found.text or ""}
    assert codes(ask(WHOLE, **said)) == ["badResumptionToken"]


def test_a_token_keeps_what_was_asked() -> None:
    said = {
        **HEADERS,
        "set": "odd",
        "from_": "2026-03-01T01:00:00Z",
        "until": "2026-03-01T02:00:00Z",
    }
    assert harvested(WHOLE, 4, **said) == [identifier(number) for number in range(61, 120, 2)]


def packed(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


BAD_TOKENS = [
    *("", "x", "!!!", "é", "A" * 5000, packed([]), packed({}), packed("x"), packed(7)),
    packed([1, "ListIdentifiers", "oai_dc"]),
    packed([2, "ListIdentifiers", "oai_dc", "", "", "", "", "", 1]),
    packed([1, "ListIdentifiers", "oai_dc", "", "", "", "", "", 0]),
    packed([1, "ListIdentifiers", "oai_dc", "", "", "", "", "", True]),
    packed([1, "ListIdentifiers", "oai_dc", "", "", "", 7, "", 1]),
    packed([1, "ListIdentifiers", "oai_dc", "", "", "", "", "", 1, 2]),
    packed("[" * 3000),
    base64.urlsafe_b64encode(b"[" * 2900).decode(),
    base64.urlsafe_b64encode(b"\xff\xfe").decode(),
]


@pytest.mark.parametrize("bad", BAD_TOKENS)
def test_a_token_that_was_not_given_is_bad(bad: str) -> None:
    answer = ask(WHOLE, verb="ListIdentifiers", resumptionToken=bad)
    assert codes(answer) == ["badResumptionToken"]


# 3.5.1 Idempotency of tokens


def test_a_token_gives_the_same_list_again() -> None:
    found = token(ask(WHOLE, **HEADERS))
    assert found is not None
    said = {"verb": "ListIdentifiers", "resumptionToken": found.text or ""}
    assert identifiers(ask(WHOLE, **said)) == identifiers(ask(WHOLE, **said))


def test_what_changes_meanwhile_comes_at_the_end_and_nothing_is_missed() -> None:
    pages = harvest(WHOLE, **HEADERS)
    first = next(pages)
    found = token(first)
    assert found is not None
    later = repository(
        header(number, "2026-04-01T00:00:00Z" if number in (5, 150) else "", deleted=number == 150)
        for number in range(260)
    )
    rest = harvested(later, verb="ListIdentifiers", resumptionToken=found.text or "")
    unchanged = [identifier(number) for number in range(100, 260) if number != 150]
    assert rest == [*unchanged, identifier(5), identifier(150)]


def test_a_list_that_lost_its_rest_is_begun_again() -> None:
    few = repository(header(number) for number in range(2))
    found = token(ask(few, 1, **HEADERS, until="2026-03-02"))
    assert found is not None
    later = repository([header(0), header(1, "2026-04-01T00:00:00Z")])
    answer = ask(later, 1, verb="ListIdentifiers", resumptionToken=found.text or "")
    assert codes(answer) == ["badResumptionToken"]


@given(
    st.lists(st.integers(0, 5000), max_size=40, unique=True),
    st.integers(1, 12),
    st.sampled_from(["", "odd", "even", "even:four"]),
)
def test_pages_are_the_whole_list(numbers: list[int], page: int, group: str) -> None:
    source: Synthetic = repository(map(header, numbers))
    said = {**HEADERS, **({"set": group} if group else {})}
    assert harvested(source, page, **said) == harvested(source, 1000, **said)
    assert sum(1 for _ in islice(harvest(source, page, **said), 50)) <= 1 + len(numbers) // page
