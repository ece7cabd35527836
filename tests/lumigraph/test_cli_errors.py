"""What goes wrong: one sentence that says what, where and what to do, and the exit code."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import lumigraph
from lumigraph.bundled import bundled_data
from lumigraph.configuration import read_configuration
from tests.command_line import Ran, Run

USE, FAILED = 2, 3


def sentence(ran: Ran) -> str:
    """Return the error, which is all that is printed."""
    assert ran.out == ""
    assert ran.err.startswith("error: ")
    assert ran.err.count("\n") == 1
    return ran.err.removeprefix("error: ").strip()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("who -x medical_photonics -y ES", "may mean biophotonics (biophotonics) or photonics for"),
        ("who -x zzzz -y LT", "no technology is called 'zzzz'. Nearest: "),
        ("who -x OCT -y Steyermurck", "did you mean Styria (AT22)?"),
        ("who -x OCT -y Zzzzz", "write a name in any language, or a code such as LT or nuts:AT22"),
        ("who -x euroscivoc:/1 -y LT", "no technology has the code 'euroscivoc:/1'"),
        ("who", "name one technology and one region"),
        ("who lasers", "name one technology and one region"),
        ("who fibre lasers Lithuania", "what has several words in quotes"),
        ("who LT -x lasers -y LT", "name one technology and one region"),
        ("who -x lasers -y LT --valid-on yesterday", "write 2016, 2016-05, 2016-05-31 or A..B"),
        ("who -x lasers -y LT --period 2018..2016", "ends before it begins"),
        ("who -x lasers -y LT --valid-on 2016 --period 2017", "not both"),
        ("who -x lasers -y LT --as-of never", "write 2026, 2026-05 or 2026-05-31"),
        ("who -x lasers -y LT --as-of 2001", "the graph is empty"),
        ("who -x lasers -y LT --cursor abc", "pass the `next` of the answer before"),
        ("who -x lasers -y LT --kind Firm", "give one of Association, Cluster, Company"),
        ("who -x lasers -y LT --role boss", "'boss' is no role"),
        ("who -x lasers -y LT --programme litek", "'litek' is no programme"),
        ("search ekspla --kind Firm", "'Firm' is no kind: give one of Agreement"),
        ("show nobody-of-this-name", "no entity is called 'nobody-of-this-name'. "),
        ("neighbours litek --via Cluster", "give one of Programme, Region, Technology"),
        ("path litek LITEK", "both names mean Laser and Engineering Technologies Cluster"),
        ("path litek nobody-of-this-name", "no entity is called"),
        ("retract nothing", "`lumigraph sources` lists them"),
        ("retract technologies", "Retract the sources that you took in"),
        ("retract technologies --purge", "comes with Lumigraph"),
        ("undo 99", "`lumigraph judgements` lists them"),
        ("judgements --import a.csv --output b.csv", "give one of them"),
        ("judgements --output b.csv --json", "a file and nothing else"),
        ("merge litek litek", "name two"),
        ("merge litek nobody-of-this-name", "no record names 'nobody-of-this-name'"),
        ("export --output graph.txt", "write one of .jsonl, .csv"),
        ("export --output nowhere/graph.csv", "there is no folder nowhere"),
        ("export --output - --format nt", "'-' stands for no file: name one"),
        ("export --output . --format nt", "is a folder: name a file in it"),
    ],
)
def test_wrong_use_and_names(run: Run, command: str, says: str) -> None:
    words = [word.replace("medical_photonics", "medical photonics") for word in command.split()]
    ran = run(*words)
    assert says in sentence(ran)
    assert ran.code == USE


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("status --store graph.db", "write sqlite:///file.db, bolt://host:7687"),
        ("status --store sqlite:///none.db", "`lumigraph ingest PATH` makes one"),
        ("serve --store sqlite:///none.db", "`lumigraph ingest PATH` makes one"),
        ("status --store sqlite:text.db", "write sqlite:///file.db"),
        ("status --store sqlite:/text.db", "write sqlite:///file.db"),
        ("status --store sqlite:///text.db", "text.db is no SQLite file: name another"),
        ("status --store sqlite:///torn.db", "torn.db is damaged: bring back a copy of it"),
        ("status --store sqlite:///other.db", "other.db holds something else: name another file"),
        ("status --store sqlite:///newer.db", "of layout 99, not"),
        ("ingest none", "there is no such file or folder; check the path"),
        ("ingest none --store sqlite:///none.db", "there is no such file or folder"),
        ("ingest text.db", "name one with --format"),
        ("ingest empty", "empty: the folder is empty; name the files or the folder that you mean"),
        ("ingest text.db --format xls", "There is no format 'xls'; use one of: cordis"),
    ],
)
def test_the_store_or_a_source_fails(run: Run, command: str, says: str) -> None:
    Path("text.db").write_text("This is no database, and no source either.\n" * 100)
    Path("empty").mkdir()
    lay_out_bad_stores()
    ran = run(*command.split())
    assert says in sentence(ran)
    assert ran.code == FAILED
    assert not Path("none.db").exists()


@pytest.mark.parametrize(
    "name", ["technologies", "hand/entry", "geometry/members", "cities/members"]
)
def test_no_file_takes_the_place_of_a_source_of_our_own(run: Run, name: str) -> None:
    head = f"format: lumigraph/1\nname: {name}\n"
    Path("facts.yaml").write_text(f"{head}entries: [{{id: a, type: Company}}]\n")
    before = run("sources", "--json").out
    ran = run("ingest", "facts.yaml")
    assert "is what a source of our own is called: give facts.yaml another name" in sentence(ran)
    assert (ran.code, run("sources", "--json").out) == (FAILED, before)


def test_a_file_of_another_sort_does_not_take_the_place_of_a_source(
    run: Run, tmp_path: Path
) -> None:
    store = f"sqlite:///{tmp_path}/two.db"
    Path("members.yaml").write_text("format: lumigraph/1\nentries: [{id: a, type: Company}]\n")
    Path("members.csv").write_text("Name,Website\nAlfa,https://alfa.example\n")
    run("ingest", "members.yaml", "--store", store)
    ran = run("ingest", "members.csv", "--store", store)
    assert "was not read from a table" in sentence(ran)
    assert "give this file another name, or retract that source first" in ran.err
    assert ran.code == FAILED
    assert run("show", "a", "--store", store).code == 0


def lay_out_bad_stores() -> None:
    """Make files of SQLite that are torn, of another program, and of a later layout."""
    for name in ("torn", "newer"):
        lumigraph.open(f"sqlite:///{name}.db").close()
    whole = Path("torn.db").read_bytes()
    Path("torn.db").write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])
    with closing(sqlite3.connect("newer.db")) as newer:
        newer.execute("UPDATE meta SET value = '99' WHERE name = 'layout'")
        newer.commit()
    with closing(sqlite3.connect("other.db")) as other:
        other.execute("CREATE TABLE meta (title)")


def test_a_file_that_may_not_be_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "graph.db")

    monkeypatch.setattr("lumigraph.cli.keeping.opened", refuse)
    ran = run("status")
    assert ran.code == FAILED
    assert sentence(ran) == "graph.db: Permission denied: change its rights, or name another"


def test_a_machine_without_enough_memory(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("lumigraph.cli.keeping.opened", fill)
    ran = run("status")
    assert ran.code == FAILED
    assert sentence(ran).startswith("there is not enough memory: ")


@pytest.mark.parametrize(
    "command",
    [
        "serve --port 70000",
        "serve --port -1",
        "who -x OCT",
        "who -x OCT -y LT --limit 0",
        "neighbours litek --depth 7",
        "undo three",
        "status --colour",
        "dance",
    ],
)
def test_what_the_parser_refuses(run: Run, command: str) -> None:
    ran = run(*command.split())
    assert ran.code == USE
    assert ran.out == ""


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("search zzzzzqqqqq", "Nothing has a name like 'zzzzzqqqqq'."),
        ("judgements", "No judgement stands"),
        ("who -x lasers -y LT --min-score 9999", "Nobody is known to work on lasers in Lithuania"),
    ],
)
def test_nothing_found(run: Run, command: str, says: str) -> None:
    ran = run(*command.split())
    assert (ran.code, ran.err) == (1, "")
    assert says in ran.out


def test_what_went_in_before_an_error_is_told(run: Run, own: str) -> None:
    Path("text").write_text("This is no source.\n" * 100)
    ran = run("ingest", str(bundled_data()), "text", "--store", own, "--json")
    assert ran.code == FAILED
    assert [one["source"] for one in ran.json] == ["lumigraph-starter"]
    assert "text: its content is of no known format" in ran.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("port = 'x'", "port is 'x': set a number"),
        ("port = 70000", "up to 65535"),
        ("colour = 'red'", "there is no setting 'colour'; there are archive_depth"),
        ("store = 5", "store is 5: write it as text in quotes"),
        ("store", "lumigraph.toml cannot be read"),
        ("public_url = 'example.org'", "public_url is 'example.org': set a web address"),
        ("public_url = 'https://example.org/?a'", "without query, such as https://w3id.org"),
        ("base_uri = 'javascript:alert(1)'", "base_uri is 'javascript:alert(1)': set a web"),
        ("rate = 'fast'", "lumigraph.toml: rate is 'fast': write none, or so many a time"),
        ("hosts = 'a.example, *'", "lumigraph.toml: hosts has '*': set names without ports"),
        ("proxies = '10.0.0.5/24'", "lumigraph.toml: proxies has '10.0.0.5/24': set addresses"),
        ("reading = 'closed'", "lumigraph.toml: reading is 'closed': set open or token"),
        (
            "tokens = '~nobody-of-that-name/keys'",
            "lumigraph.toml: tokens is '~nobody-of-that-name/keys': no home is known for "
            "~nobody-of-that-name, write the whole path",
        ),
    ],
)
def test_a_wrong_settings_file(run: Run, text: str, says: str) -> None:
    Path("lumigraph.toml").write_text(text)
    ran = run("status")
    assert says in sentence(ran)
    assert ran.code == USE


@pytest.mark.parametrize(
    ("host", "place"),
    [
        ("192.0.2.1", "192.0.2.1:8000"),
        ("2001:db8::1", "[2001:db8::1]:8000"),
        ("no host", "no host:8000"),
    ],
)
def test_a_host_that_is_not_of_this_machine(
    run: Run, monkeypatch: pytest.MonkeyPatch, host: str, place: str
) -> None:
    monkeypatch.setenv("LUMIGRAPH_HOST", host)
    ran = run("serve")
    assert sentence(ran).startswith(f"cannot listen at {place} (")
    assert ran.code == FAILED


def test_a_wrong_variable_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMIGRAPH_RATE", "0/minute")
    ran = run("status")
    assert sentence(ran).startswith("LUMIGRAPH_RATE: rate is '0/minute', which lets nobody ask")


HOME = "sqlite:///~/graph.db"


@pytest.mark.parametrize("way", ["file", "environment", "command line", "server's flag", "python"])
def test_a_tilde_is_the_home_of_who_asks_wherever_it_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    settings = f"store = '{HOME}'\n" if way == "file" else ""
    (tmp_path / "lumigraph.toml").write_text(settings + "tokens = '~/keys'", encoding="utf-8")
    said = read_configuration({"LUMIGRAPH_STORE": HOME} if way == "environment" else {}, tmp_path)
    if way == "command line":
        said = replace(said, settings=said.settings.at(HOME))
    elif way == "server's flag":
        said = said.flagged(store=HOME, port=5)
    elif way == "python":
        with lumigraph.open(HOME, said.settings) as graph:
            assert graph.store.url == f"sqlite:///{tmp_path}/graph.db"
        return
    assert said.settings.store == f"sqlite:///{tmp_path}/graph.db"
    assert said.settings.tokens == str(tmp_path / "keys")


def test_a_store_from_the_settings_file(
    run: Run, bundled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LUMIGRAPH_STORE")
    Path("lumigraph.toml").write_text(f"store = '{bundled}'")
    assert run("status").code == 0
