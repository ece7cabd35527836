"""The command line. ``lumigraph --help`` lists the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

from rich.console import Console
from rich.text import Text

from graph.errors import GraphError, StoreError
from graph.ledger.acting import acting
from ingest.errors import IngestError
from lumigraph.cli.app import PANELS, app
from lumigraph.cli.output import clean, meet_terminal
from lumigraph.stopping import undone_at_stop
from ontology.errors import OntologyError

WRONG_USE = 2
FAILED = 3
NO_MEMORY = "there is not enough memory: close other programs, or ask for less at once"
NO_OUTPUT = "the standard output is closed: send what is not wanted to /dev/null (`> /dev/null`)"
MODULES: Mapping[str, tuple[str, ...]] = {
    "asking": ("who",),
    "reading": ("search", "show", "neighbours", "path"),
    "comparing": ("diff",),
    "taking": ("ingest", "retract", "sources"),
    "extracting": ("extract",),
    "exporting": ("export",),
    "refreshing": ("refresh",),
    "archiving": ("archive",),
    "placing": ("regions",),
    "judging": ("merge", "split", "judgements", "undo"),
    "linking": ("link",),
    "reviewing": ("review", "contradictions"),
    "keeping": ("status", "backup", "restore", "migrate"),
    "mending": ("doctor",),
    "validating": ("validate",),
    "forgetting": ("forget",),
    "auditing": ("audit",),
    "indexing": ("index",),
    "serving": ("serve", "explore"),
    "handing": ("harvest-kit",),
    "tokens": ("tokens",),
}
"""Module of this package → the commands it adds, in the order of the help."""
ALONE = frozenset({"--version", "--show-completion", "--install-completion"})
"""What is asked of the program itself, and of no command."""


def main() -> None:
    """Run the command line; errors end in one sentence and an exit code.

    0: found, 1: nothing found, 2: wrong use or a name that is unknown or ambiguous, 3: the store
    or a source failed.
    """
    if sys.__stdout__ is None:  # nor is the next file that is opened to stand in its place
        sys.exit(_complain(NO_OUTPUT, WRONG_USE))
    meet_terminal()
    load(words())
    try:
        with acting("", "command line"), undone_at_stop():
            app(prog_name="lumigraph")
    except (StoreError, IngestError) as error:
        sys.exit(_complain(str(error), FAILED))
    except (GraphError, OntologyError) as error:
        sys.exit(_complain(str(error), WRONG_USE))
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        sys.exit(_complain(_said(error), FAILED))
    except MemoryError:
        sys.exit(_complain(NO_MEMORY, FAILED))


def load(typed: Sequence[str] = ()) -> None:
    """Import what adds the command that was typed; where none was, what adds any.

    A question does not wait for what only servers or spreadsheets need.
    """
    first = typed[0] if typed else ""
    named = [module for module, commands in MODULES.items() if first in commands]
    for module in () if first in ALONE else named or MODULES:
        import_module(f"{__name__}.{module}")
    app.registered_commands.sort(key=lambda one: PANELS.index(str(one.rich_help_panel)))


def words() -> list[str]:
    """Return what was typed behind the program's name; a shell that completes it says it apart."""
    if "_LUMIGRAPH_COMPLETE" not in os.environ:
        return sys.argv[1:]
    typed = os.environ.get("_TYPER_COMPLETE_ARGS") or os.environ.get("COMP_WORDS", "")
    return typed.split()[1:]


def _said(error: OSError) -> str:
    reason = f"{error.strerror or error}"
    if isinstance(error, PermissionError):
        reason += ": change its rights, or name another"
    return f"{error.filename}: {reason}" if error.filename else reason


def _complain(message: str, code: int) -> int:
    text = Text.assemble(("error: ", "bold red"), clean(message))
    Console(stderr=True, highlight=False).print(text, soft_wrap=True)
    return code
