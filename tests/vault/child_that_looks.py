"""Run as a process: looks at the path given as an account without rights, and says how that went."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from intake_desktop.vault import CannotLook
from intake_desktop.vault.files import is_file

if os.geteuid() == 0:
    os.setuid(65534)
try:
    print(is_file(Path(sys.argv[1])))
except CannotLook as error:
    print(type(error).__name__)
