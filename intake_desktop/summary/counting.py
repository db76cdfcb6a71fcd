"""How many sides a sheet takes."""

from __future__ import annotations

import re

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def page_count(pdf: bytes) -> int:
    """Pages of a sheet as `render` makes it: its page objects stand in plain sight, whatever the text on them."""
    return len(_PAGE.findall(pdf))
