"""`sources.toml`: what may stand in it, and how what is wrong is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import UsageError
from ingest.fetching import Limits
from ingest.ror import Rest
from lumigraph.listing import Listed, Listing, read_listing

WHOLE = """
[limits]
megabytes = 500
tries = 2

[[source]]
name = "members 2026"
file = "tables/members.xlsx"
format = "table"
mapping = "tables/members.yaml"
licence = "CC-BY-4.0"
visibility = "embargoed until 2027-01"

[[source]]
name = "facts"
folder = "facts"
every = "2 weeks"

[[source]]
name = "cordis"
address = "https://example.org/cordis.zip"
every = "month"
"""


A = "[[source]]\nname = 'a'\nfile = 'a'\n"


def read(folder: Path, text: str) -> Listing:
    file = folder / "sources.toml"
    file.write_text(text, encoding="utf-8")
    return read_listing(file)


def test_a_tilde_is_the_home_of_who_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    text = A.replace("file = 'a'", "file = '~/a.xlsx'\nmapping = '~/a.yaml'")
    (one,) = read(tmp_path, text).sources
    assert (one.path, one.mapping) == (tmp_path / "home/a.xlsx", tmp_path / "home/a.yaml")
    with pytest.raises(UsageError, match=r"sources.toml, source 'a': '~nobody-there/a': no home"):
        read(tmp_path, A.replace("file = 'a'", "file = '~nobody-there/a'"))


def test_a_whole_list(tmp_path: Path) -> None:
    members, facts, cordis = read(tmp_path, WHOLE).sources
    assert members == Listed(
        name="members 2026",
        path=tmp_path / "tables/members.xlsx",
        format="table",
        mapping=tmp_path / "tables/members.yaml",
        licence="CC-BY-4.0",
        visibility="embargoed until 2027-01",
    )
    assert (facts.path, facts.every) == (tmp_path / "facts", 14 * 86_400)
    assert cordis == Listed("cordis", address="https://example.org/cordis.zip", every=30 * 86_400)
    assert read_listing(tmp_path / "sources.toml").limits == Limits(megabytes=500, tries=2)


def test_what_is_taken_of_a_register(tmp_path: Path) -> None:
    (one,) = read(tmp_path, f"{A}add_unmatched = true\ncountries = ['LT', 'Austria']").sources
    assert one.rest == Rest.of(["LT", "AT"])
    (other,) = read(tmp_path, A).sources
    assert other.rest is None


def test_cities_place_when_told_to(tmp_path: Path) -> None:
    assert read(tmp_path, f"[regions]\ncities = true\n{A}").cities
    assert not read(tmp_path, A).cities


def test_an_empty_list(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Listing((), Limits())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[source", "cannot be read"),
        ("[sources]", "sources is unknown; there are limits, regions, source"),
        ("source = 1", "source is no list"),
        ("[[source]]\nfile = 'a'", "source 1: name is ''"),
        ("[[source]]\nname = 'a/b'\nfile = 'a'", "source 1: name is 'a/b'"),
        ("[[source]]\nname = 'a'", "'a': file, folder or address is none of them"),
        ("[[source]]\nname = 'a'\nfile = 'a'\nfolder = 'b'", "is file and folder"),
        ("[[source]]\nname = 'a'\nfile = 'a'\npath = 'b'", "path is unknown"),
        ("[[source]]\nname = 'a'\nfile = 'a'\nvisible = 'b'", "visible is unknown; there are"),
        ("[[source]]\nname = 'a'\nfile = 7", "file is 7; write it as text"),
        ("[[source]]\nname = 'a'\nfile = ''", "file is ''; write it as text"),
        ("[[source]]\nname = 'a'\naddress = 'file:///etc/passwd'", "no address on the web"),
        ("[[source]]\nname = 'a'\naddress = 'members.xlsx'", "no address on the web"),
        ("[[source]]\nname = 'a'\nfile = 'a'\nvisibility = 'secret'", "'a': 'secret' is no"),
        ("[[source]]\nname = 'a'\nfile = 'a'\nevery = 'now and then'", "every is 'now and then'"),
        ("[[source]]\nname = 'a'\nfile = 'a'\n[[source]]\nname = 'a'\nfile = 'b'", "there twice"),
        (f"{A}add_unmatched = 'yes'", "add_unmatched is 'yes'; write true or false"),
        (f"{A}countries = 'LT'", "countries is 'LT'; write a list"),
        (f"{A}countries = ['LT']", "countries is without effect"),
        (f"{A}add_unmatched = true\ncountries = ['Atlantis']", "'a': 'Atlantis'"),
        ("[limits]\nsize = 1", "size is unknown; there are megabytes, seconds, silence, tries"),
        ("[limits]\ntries = 0", "tries is 0; write a number"),
        ("[limits]\ntries = true", "tries is True"),
        ("limits = 1", "limits is 1"),
        ("regions = true", "regions is True; write a table [regions]"),
        ("[regions]\ncity = true", "regions: city is unknown; there are cities"),
        ("[regions]\ncities = 'yes'", "regions: cities is 'yes'; write true or false"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(tmp_path, text)
    assert message in str(refused.value)
    assert str(refused.value).startswith(str(tmp_path / "sources.toml"))


def test_a_list_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeff[[source]]\r\nname = 'a'\r\nfile = 'a.csv'\r\n").sources


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no .*sources\.toml: write one"):
        read_listing(tmp_path / "sources.toml")
