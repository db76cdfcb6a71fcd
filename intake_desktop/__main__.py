"""`python -m intake_desktop` is the same program as `intake-desktop`."""

from __future__ import annotations

import sys

from intake_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
