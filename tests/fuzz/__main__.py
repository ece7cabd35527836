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
SECONDS_EACH = 20


def main(name: str, seconds: str, folder: str) -> None:
    """Run for a time, from what is in the corpus."""
    with atheris.instrument_imports(include=["ingest", "zipfile", "gzip", "csv"]):
        targets = importlib.import_module("tests.fuzz.targets").TARGETS
    found = Path(folder)
    found.mkdir(parents=True, exist_ok=True)
    options = (
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={SECONDS_EACH}",
        f"-artifact_prefix={found / 'defect-'}",
        "-print_final_stats=1",
    )
    atheris.Setup([sys.argv[0], *options, str(found), str(CORPUS / name)], targets[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
