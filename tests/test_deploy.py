"""The files for operators: they are well formed, and what they name exists."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.document import document
from lumigraph.answering import TIDYING
from lumigraph.configuration import KINDS, PREFIX, read_configuration
from lumigraph.settings import DEFAULT_PORT, SECRETS, Settings
from tests.test_docs import ROOT, assert_parses

FOLDER = ROOT / "docs" / "deploy"
FILES = sorted(FOLDER.iterdir())
UNITS = sorted(FOLDER.glob("*.service"))
PROGRAM = "/opt/lumigraph/bin/lumigraph"
DEFAULTS = Settings()
INSTRUCTIONS = {
    *("FROM", "COPY", "WORKDIR", "RUN", "USER", "VOLUME", "ENV"),
    *("EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"),
}
Compose = dict[str, Any]


@pytest.fixture(scope="module")
def paths() -> set[str]:
    """The paths that the server answers."""
    return set(json.loads(document())["paths"])


@pytest.fixture(scope="module")
def compose() -> Compose:
    loaded: Compose = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_variable_is_a_setting(file: Path) -> None:
    named = re.findall(rf"{PREFIX}([A-Z0-9_]+)", file.read_text(encoding="utf-8"))
    assert {name.lower() for name in named} <= KINDS.keys()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_file_holds_a_secret(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for name in SECRETS:
        set_to = rf"^\s*(?:{PREFIX})?{name}\s*[:=](.*)$"
        said = re.findall(set_to, text, re.MULTILINE | re.IGNORECASE)
        assert all(one.strip().startswith("${") for one in said)


def test_the_settings_are_read(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "lumigraph.toml", tmp_path)
    settings = read_configuration({}, tmp_path).settings
    assert settings.publication(settings.public_url).publisher_name
    assert settings.workers <= settings.sparql_queries


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_start_commands_that_exist(unit: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    commands = re.findall(r"^ExecStart(?:Pre)?=(.*)$", text, re.MULTILINE)
    assert commands
    for command in commands:
        program, *words = shlex.split(command)
        assert program == PROGRAM
        assert_parses(words)


def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    """Where there is no systemd, the tests above have to do."""
    for file in (*UNITS, *FOLDER.glob("*.timer")):
        text = file.read_text(encoding="utf-8").replace(PROGRAM, "/bin/true")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    if shutil.which("systemd-analyze"):
        command = ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stderr) == (0, "")


def test_who_ends_the_server_waits_for_it(compose: Compose) -> None:
    needed = DEFAULTS.stop_seconds + 3 * TIDYING
    unit = (FOLDER / "lumigraph.service").read_text(encoding="utf-8")
    patience = re.findall(r"TimeoutStopSec=(\d+)", unit)
    patience += re.findall(r"(\d+)s", compose["services"]["lumigraph"]["stop_grace_period"])
    assert all(int(one) >= needed for one in patience)
    assert len(patience) == 2


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the container file and what they say, in one line each."""
    text = (FOLDER / "Containerfile").read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line.strip()]
    return [(line[0], line[1]) for line in lines]


def test_the_container_runs_as_nobody_in_particular() -> None:
    said = instructions()
    assert {name for name, _ in said} <= INSTRUCTIONS
    assert [value for name, value in said if name == "USER"] == ["lumigraph"]
    assert dict(said)["EXPOSE"] == str(DEFAULT_PORT)
    assert_parses(json.loads(dict(said)["CMD"]))
    assert json.loads(dict(said)["ENTRYPOINT"]) == ["lumigraph"]


def test_the_container_is_made_of_files_that_exist() -> None:
    copied = [value.split()[:-1] for name, value in instructions() if name == "COPY"]
    own = [one for words in copied if not words[0].startswith("--") for one in words]
    assert own
    assert all((ROOT / one).exists() for one in own)


def test_health_is_asked_where_it_is_told(paths: set[str]) -> None:
    asked = {
        address
        for name in ("Containerfile", "Caddyfile")
        for address in re.findall(r"(/api/v1/[a-z/]+)", (FOLDER / name).read_text(encoding="utf-8"))
    }
    assert asked
    assert asked <= paths


def test_the_proxy_hands_on_the_server_and_not_its_figures() -> None:
    text = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
    assert text.count("{") == text.count("}")
    assert re.findall(r"reverse_proxy \S+:(\d+)", text) == [str(DEFAULT_PORT)]


def test_services_name_what_there_is(compose: Compose) -> None:
    services = compose["services"]
    for one in services.values():
        assert one.get("depends_on", {}).keys() <= services.keys()
        assert set(one["networks"]) <= compose["networks"].keys()
        own = {name for name, _, _ in (volume.partition(":") for volume in one["volumes"])}
        assert own <= compose["volumes"].keys()
    build = services["lumigraph"]["build"]
    assert (FOLDER / build["context"]).resolve() == ROOT
    assert (ROOT / build["dockerfile"]).is_file()


def test_only_the_proxy_is_seen_from_outside(compose: Compose) -> None:
    assert [name for name, one in compose["services"].items() if "ports" in one] == ["proxy"]


def test_the_server_believes_its_proxy_alone(compose: Compose) -> None:
    (network,) = compose["networks"]["inside"]["ipam"]["config"]
    server = compose["services"]["lumigraph"]["environment"]
    assert server["LUMIGRAPH_PROXIES"] == network["subnet"]
    assert int(server["LUMIGRAPH_WORKERS"]) <= DEFAULTS.sparql_queries
