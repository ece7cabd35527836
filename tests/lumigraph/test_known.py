"""Official downloads: what `lumigraph sources --known` says of them."""

from __future__ import annotations

import shlex

import pytest

from ingest.addresses import check_address
from lumigraph.known import Known, known_sources
from ontology.errors import UnknownLicenceError
from ontology.licences import licence_named
from tests.command_line import Run, all_commands


@pytest.mark.parametrize("one", known_sources(), ids=lambda one: one.name)
def test_every_one_is_complete(one: Known) -> None:
    for address in filter(None, (one.address, one.page, one.seen)):
        check_address(address)
        assert address.startswith("https://")
    assert one.size
    program, command, *_ = shlex.split(one.command)
    assert program == "lumigraph"
    assert command in all_commands()


def test_what_may_not_be_used_for_all_has_no_licence_of_the_table() -> None:
    for one in known_sources():
        if "not for commercial use" in one.licence:
            with pytest.raises(UnknownLicenceError):
                licence_named(one.licence)
        else:
            assert licence_named(one.licence).open


def test_the_four_registers_are_there() -> None:
    names = " ".join(one.name for one in known_sources())
    assert all(name in names for name in ("CORDIS", "ROR", "NUTS", "EuroSciVoc"))


def test_people_and_programs_can_read_it(run: Run) -> None:
    ran = run("sources", "--known")
    assert ran.code == 0
    assert "  command: lumigraph ingest cordis-HORIZONprojects-csv.zip" in ran.out.splitlines()
    found = run("sources", "--known", "--json").json["known"]
    assert [one["name"] for one in found] == [one.name for one in known_sources()]
