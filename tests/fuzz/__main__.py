"""Feed a reader with bytes that are bent until they lead somewhere new, by atheris.

python -m tests.fuzz TARGET SECONDS [FOLDER]   what it finds new goes to FOLDER

Ends with another exit code than 0 at the first input that is a defect, which is in FOLDER then.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import atheris

CORPUS = Path(__file__).with_name("corpus")
LONGEST = 4_096
SECONDS_EACH = 60
"""So long may one input take, by the clock on the wall: a busy machine is not a defect."""


def main(name: str, seconds: str, folder: str) -> None:
    """Run for a time, from what is in the corpus.

    What a reader loads late is loaded before: else the first input takes the longest, and on a busy
    machine counts as slow.
    """
    with atheris.instrument_imports(include=["ingest", "zipfile", "gzip", "csv"]):
        targets = importlib.import_module("tests.fuzz.targets")
        targets.read_all(name, CORPUS / name)
    found = Path(folder)
    found.mkdir(parents=True, exist_ok=True)
    options = (
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={SECONDS_EACH}",
        f"-report_slow_units={SECONDS_EACH}",
        f"-artifact_prefix={found / 'defect-'}",
        "-print_final_stats=1",
    )
    atheris.Setup([sys.argv[0], *options, str(found), str(CORPUS / name)], targets.TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
