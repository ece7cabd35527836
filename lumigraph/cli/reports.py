"""What taking sources in and out did, as people and programs read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.ledger.writing import Report
from graph.records import Unreadable
from ingest.formats import RejectsFile
from lumigraph.cli.output import note, print_json, say, table

DETAILS = ("withheld", "repaired", "uncovered", "unmatched")
COUNTS = (
    "records",
    "entities",
    "relations",
    "created",
    "updated",
    "unchanged",
    "removed",
    "rejected",
    "seconds",
)
LISTED = 20
"""How many terms that no mapping covers, and rows on which it hangs who is there, are listed."""


def print_reports(reports: Sequence[Report], *, as_json: bool) -> None:
    """Print what taking sources in, or out, did."""
    shapes = [
        {"source": one.source, **{name: getattr(one, name) for name in COUNTS}} for one in reports
    ]
    for one in shapes:
        one["seconds"] = round(float(one["seconds"]), 3)
    if as_json:
        print_json([shape | details(one) for shape, one in zip(shapes, reports, strict=True)])
    else:
        table(("source", *COUNTS), [list(one.values()) for one in shapes])
        for report in reports:
            tell_details(report)


def tell_of_rejects(file: RejectsFile, *, as_json: bool) -> None:
    """Name the file of what was set aside; beside what is printed for programs, too."""
    if file.count:
        _tell(
            f"{file.count:,} rows or values were set aside: {file.path} says which and why.",
            as_json,
        )


def settle_rejects(file: RejectsFile, *, read: bool, as_json: bool) -> None:
    """Let no file of an earlier run speak for one that ``read`` something and set nothing aside."""
    if not file.is_former():
        return
    if read:
        file.path.unlink()
        _tell(f"Nothing was set aside: {file.path}, of an earlier run, was removed.", as_json)
    else:
        _tell(f"Nothing new was read: {file.path} is of an earlier run.", as_json)


def _tell(text: str, as_json: bool) -> None:
    (note if as_json else say)(text)


def details(report: Report) -> dict[str, Any]:
    """Return what there is to say of a report beside its counts of records."""
    return {name: getattr(report, name) for name in DETAILS}


def tell_details(report: Report) -> None:
    """Say the same in sentences, where there is something."""
    _tell_of_unreadable(report)
    _tell_of_cleaning(report)
    _tell_of_uncovered(report)
    if report.unmatched:
        say(
            f"{report.source}: entries that match nothing in the graph: {report.unmatched:,}; "
            "--add-unmatched adds those that still stand."
        )


def _tell_of_unreadable(report: Report) -> None:
    """Say of which rows it hangs whether somebody is missing."""
    found = [one for one in report.rejects if isinstance(one, Unreadable)]
    for one in found[:LISTED]:
        say(f"{report.source}: {one.place}: {one.reason}.")
    if len(found) > LISTED:
        say(f"{report.source}: and {len(found) - LISTED:,} more such rows.")


def _tell_of_cleaning(report: Report) -> None:
    """Say what was left out and what was repaired, where there was something."""
    if report.withheld:
        kinds = ", ".join(f"{kind} {number:,}" for kind, number in report.withheld.items())
        say(f"{report.source}: personal data were left out ({kinds}).")
    if report.repaired:
        say(f"{report.source}: {report.repaired:,} wrongly decoded texts were repaired.")


def _tell_of_uncovered(report: Report) -> None:
    """Say what no mapping covers, the most frequent first, where there is something."""
    if not report.uncovered:
        return
    statements = sum(report.uncovered.values())
    say(f"{report.source}: {statements:,} statements say what no mapping covers:")
    ordered = sorted(report.uncovered.items(), key=lambda item: (-item[1], item[0]))
    for what, count in ordered[:LISTED]:
        say(f"  {count:,} × {what}")
    if len(ordered) > LISTED:
        say(f"  and {len(ordered) - LISTED:,} more; --json lists all.")
