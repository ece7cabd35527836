"""The command that says where an archive keeps a page which evidence names."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.curating.archived import Copy, enter_copy
from graph.errors import UnknownNameError
from graph.ledger.holdings import Holdings
from ingest.links.checking import named
from ingest.links.link import Link
from ingest.links.register import opening
from lumigraph.cli.app import Alongside, AsJson, Store, command, opened
from lumigraph.cli.output import note, print_json, say
from lumigraph.settings import Settings


@command(
    "Take in and out",
    "archive https://gone.example/post https://web.archive.org/web/2021/https://gone.example/post",
)
def archive(
    page: Annotated[str, typer.Argument(help="An address that evidence names: `sources --links`.")],
    copy: Annotated[str, typer.Argument(help="The address of the copy in an archive.")],
    reason: Annotated[
        str, typer.Option("--reason", help="Why this one, for who comes after.")
    ] = "",
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Say where an archive keeps a page that was given as evidence and answers no more."""
    with opened(store, alongside=alongside) as graph:
        visibility = _visibility(graph.holdings, page)
        link = _known(graph.settings, page)
        hand = graph.hand(copy, reason, visibility)
        entry = enter_copy(hand, page, Copy(copy, link.seen))
    if as_json:
        print_json({"page": page, "copy": copy, "seen": link.seen, "entry": entry})
        return
    if link.state == "there":
        note(f"The page itself still answered on {link.seen}.")
    say(f"{page} is kept at {copy}.")
    say(f"`lumigraph retract {entry}` takes it back.")


def _visibility(holdings: Holdings, page: str) -> str:
    """Return who may see an entry about a page: the house alone, where only it names the page."""
    if page in named(holdings.public):
        return ""
    if holdings.internal and page in named(holdings.internal):
        return "internal"
    raise UnknownNameError(
        f"no evidence names the page {page}: `lumigraph sources --links` lists those that it does",
        page,
    )


def _known(settings: Settings, page: str) -> Link:
    with opening(settings.links_file()) as register:
        return register.links().get(page, Link(page))
