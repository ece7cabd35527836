"""How far long work is, shown where a person looks on."""

from __future__ import annotations

import io

from rich.console import Console
from rich.progress import Progress

from lumigraph.cli.progress import COLUMNS


def test_only_a_long_name_is_cut_in_a_narrow_terminal() -> None:
    out = io.StringIO()
    console = Console(file=out, width=80, force_terminal=True, color_system=None)
    with Progress(*COLUMNS, console=console) as shown:
        name = "cordis-horizon-photonics-health-csv.zip"
        shown.add_task(name, total=119_242, completed=102_250, rate="1,490 a second")
    lines = out.getvalue().splitlines()
    last = next(line for line in reversed(lines) if "units" in line)
    assert "… 102,250 units 1,490 a second 0:00:0" in last
    assert last.count("…") == 1
