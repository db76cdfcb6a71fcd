"""Where the bundled program starts."""

import sys

from intake_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
