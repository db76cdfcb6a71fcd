"""What every screen is built from: text in two directions, drawings, buttons, cards, messages. One hand, one set of tokens."""

from intake_desktop.ui.widgets.bars import Bar
from intake_desktop.ui.widgets.buttons import Button, Tile, button
from intake_desktop.ui.widgets.columns import Columns
from intake_desktop.ui.widgets.fields import Field
from intake_desktop.ui.widgets.focus import FocusRings
from intake_desktop.ui.widgets.frames import Card, Flow, Rule, body, column, frame, row
from intake_desktop.ui.widgets.glyphs import Icon, glyph_icon, icon
from intake_desktop.ui.widgets.messages import MessageBar
from intake_desktop.ui.widgets.order import in_reading_order
from intake_desktop.ui.widgets.text import Badge, KeyChip, in_own_order, label, may_break

__all__ = [
    "Badge",
    "Bar",
    "Button",
    "Card",
    "Columns",
    "Field",
    "Flow",
    "FocusRings",
    "Icon",
    "KeyChip",
    "MessageBar",
    "Rule",
    "Tile",
    "body",
    "button",
    "column",
    "frame",
    "glyph_icon",
    "icon",
    "in_own_order",
    "in_reading_order",
    "label",
    "may_break",
    "row",
]
