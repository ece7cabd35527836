"""What the settings say of who may ask is what the server does."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from lumigraph.admission import admission
from lumigraph.settings import Settings

URL = "https://graph.example"


@pytest.fixture
def said(tmp_path: Path) -> Settings:
    return Settings(store=f"sqlite:///{tmp_path / 'graph.db'}", curator="desk")


def test_by_default_all_may_read_and_nobody_is_trusted(said: Settings) -> None:
    access = admission(said, URL)
    with closing(access.register):
        assert (access.needs_token, access.trusts_here, [*access.proxies]) == (False, False, [])
        assert not access.hosts.known("other.example")
        assert access.register.file == said.tokens_file()


def test_each_setting_is_heeded(said: Settings) -> None:
    proxies = ["10.0.0.1", "10.1.0.0/16"]
    said = replace(said, reading="token", curate=True, proxies=", ".join(proxies))
    access = admission(replace(said, hosts="Other.example", rate="8/day"), URL, workers=4)
    with closing(access.register):
        assert (access.needs_token, access.trusts_here, access.curator) == (True, True, "desk")
        assert [*access.proxies] == proxies
        assert access.hosts.own("https://other.example", "other.example")
        assert access.hosts.own(URL, "graph.example")
        assert access.rates.count("one")["RateLimit"].startswith('"requests";r=1;')
