"""Compiles the translation catalogs while a wheel is built: an installed program reads .mo files, the tree keeps only .po."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildCatalogs(BuildHookInterface[Any]):
    """Calls the same tool that `make` calls."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before the files are gathered. An editable install needs nothing: `make` compiles when a catalog changed."""
        del build_data
        if version != "editable":
            subprocess.run([sys.executable, str(Path(self.root) / "translations" / "tool.py"), "compile"], check=True)
