"""Commands about tokens: who may read what is internal, and who may write, over HTTP."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated

import typer

from api.access.register import Register
from api.access.scopes import SCOPES, scopes_of
from graph.errors import UsageError
from lumigraph.admission import register
from lumigraph.cli.app import AsJson, Store, app, end
from lumigraph.cli.output import print_json, say, table
from lumigraph.configuration import load_settings

LASTING = re.compile(r"([1-9]\d{0,3})d", re.ASCII)
COLUMNS = ("id", "name", "scopes", "created", "expires", "state")
tokens = typer.Typer(help="Tokens for HTTP: create, list, revoke.", no_args_is_help=True)
app.add_typer(tokens, name="tokens", rich_help_panel="Serve")


@tokens.command(epilog="Example: lumigraph tokens create --scope read-internal,ingest --name desk")
def create(
    name: Annotated[str, typer.Option("--name", help="Who holds it; what it writes bears it.")],
    scope: Annotated[
        list[str] | None,
        typer.Option("--scope", help=f"With commas: {', '.join(SCOPES)}. None reads only."),
    ] = None,
    expires: Annotated[
        str | None,
        typer.Option("--expires", help="After so many days, such as 90d; never without."),
    ] = None,
    store: Store = "",
    as_json: AsJson = False,
) -> None:
    """Make a token and show it, this once."""
    secret = _register(store).create(name, scopes_of(",".join(scope or ())), _lasting(expires))
    if as_json:
        print_json({"token": secret})
        return
    say(secret)
    say("It is kept nowhere and shown never again. Send it as `Authorization: Bearer TOKEN`,")
    say("or sign in with it at /sign-in.")


@tokens.command("list", epilog="Example: lumigraph tokens list")
def list_(store: Store = "", as_json: AsJson = False) -> None:
    """List the tokens that were made, with what they allow and whether they are in force."""
    found = [
        {
            "id": one.id,
            "name": one.name,
            "scopes": sorted(one.scopes),
            "created": one.created,
            "expires": one.expires,
            "state": state,
        }
        for one, state in _register(store).tokens()
    ]
    if as_json:
        print_json({"tokens": found})
    elif found:
        table(COLUMNS, [[one[name] for name in COLUMNS] for one in found])
    else:
        say("There is no token yet: `lumigraph tokens create` makes one.")
    end(found=bool(found))


@tokens.command(epilog="Example: lumigraph tokens revoke 'data desk'")
def revoke(
    token: Annotated[str, typer.Argument(help="Its id or its name.")], store: Store = ""
) -> None:
    """Let a token, and the browsers that signed in with it, be refused from now on."""
    _register(store).revoke(token)
    say(f"The token '{token}' is refused from now on.")


def _register(store: str) -> Register:
    settings = load_settings()
    return register(settings.at(store) if store else settings)


def _lasting(text: str | None) -> timedelta | None:
    """Return how long a token lasts; an empty variable in a script does not mean for ever."""
    if text is None:
        return None
    found = LASTING.fullmatch(text)
    if not found:
        raise UsageError(f"--expires is '{text}': write a number of days, such as 90d")
    return timedelta(days=int(found[1]))
