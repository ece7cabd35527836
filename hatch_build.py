"""What a wheel carries besides the sources: the regions' file and the explorer, made here."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MadeFiles(BuildHookInterface[Any]):
    """Makes them before a wheel is packed; the build fails when one of them does."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run for every build; an editable install leaves the making to `run.py`."""
        if version == "editable":
            return
        root = Path(self.root)
        subprocess.run([sys.executable, "-m", "ontology.build_regions"], cwd=root, check=True)
        explorer = root / "viz" / "explorer"
        if (explorer / "package.json").exists():
            npm = shutil.which("npm")
            if npm is None:
                raise RuntimeError("A wheel carries the explorer; building it needs Node 20 (npm).")
            subprocess.run([npm, "ci"], cwd=explorer, check=True)
            subprocess.run([npm, "run", "build"], cwd=explorer, check=True)
