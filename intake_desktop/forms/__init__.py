"""ODK XForms in Python: an XLSForm becomes a running interview. Knows nothing of residents or municipalities; reads only forms.

Where to begin reading: `reading` (XForm to definition), `compiler` (expressions to closures), `graph` and `engine` (what runs
again when), `interview` (what the program uses).
"""

from __future__ import annotations

from intake_desktop.forms.changes import Changes
from intake_desktop.forms.check import check_form
from intake_desktop.forms.choices import Choice
from intake_desktop.forms.convert import convert_xlsform
from intake_desktop.forms.definition import FormDefinition
from intake_desktop.forms.entities import EntityDeclaration
from intake_desktop.forms.errors import ExpressionRefused, FormRefused, NodeIsReadonly, Problem, UnknownNode
from intake_desktop.forms.interview import Interview, NodeState
from intake_desktop.forms.outline import GroupItem, Item, QuestionItem, RepeatItem
from intake_desktop.forms.reading import read_xform
from intake_desktop.forms.scenario import CaseResult, run_case
from intake_desktop.forms.texts import Text
from intake_desktop.forms.translate import Message, messages, with_languages

__all__ = [
    "CaseResult",
    "Changes",
    "Choice",
    "EntityDeclaration",
    "ExpressionRefused",
    "FormDefinition",
    "FormRefused",
    "GroupItem",
    "Interview",
    "Item",
    "Message",
    "NodeIsReadonly",
    "NodeState",
    "Problem",
    "QuestionItem",
    "RepeatItem",
    "Text",
    "UnknownNode",
    "check_form",
    "convert_xlsform",
    "messages",
    "read_xform",
    "run_case",
    "with_languages",
]
