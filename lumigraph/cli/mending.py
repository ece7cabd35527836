"""The command that looks for what is out of order, and mends it: doctor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from graph.doctor.examination import Finding
from lumigraph.cli.app import Alongside, AsJson, Store, command, end, present
from lumigraph.cli.output import print_json, say
from lumigraph.examining import examined


@command("Keep", "doctor --mend")
def doctor(
    mend: Annotated[bool, typer.Option("--mend", help="Mend what can be mended.")] = False,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Look at every fact, not at a thousand by chance.")
    ] = False,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Look for what is out of order: damage, half-written things, what does not follow."""
    findings = examined(present(store), thorough=thorough, mend=mend, alongside=alongside)
    if as_json:
        print_json({"findings": [_shape(one, mend=mend) for one in findings]})
    else:
        _show(findings, mend=mend)
    end(found=all(one.mended for one in findings))


def _show(findings: Sequence[Finding], *, mend: bool) -> None:
    for one in findings:
        say(f"{one.known.harm}: {one.known.what} ({one.number:,}), in {one.store}")
        for place in one.places:
            say(f"  {place}")
        if one.number > len(one.places):
            say(f"  and {one.number - len(one.places):,} more")
        say(f"  {_remedy(one, mend=mend)}")
    left = sum(not one.mended for one in findings)
    if not findings:
        say("Nothing is out of order.")
    elif left:
        say(f"{left} of {len(findings)} ailments are not mended.")
    else:
        say("All is mended.")


def _remedy(one: Finding, *, mend: bool) -> str:
    if one.mended:
        return "Mended."
    if one.mendable and not mend:
        return "`lumigraph doctor --mend` mends it."
    return f"Not mended: {one.why_not or one.known.remedy}."


def _shape(one: Finding, *, mend: bool) -> Mapping[str, Any]:
    return {
        "ailment": one.ailment,
        "harm": one.known.harm,
        "what": one.known.what,
        "where": one.store,
        "places": one.places,
        "number": one.number,
        "mended": one.mended,
        "remedy": _remedy(one, mend=mend),
    }
