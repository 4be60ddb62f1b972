"""Why a verb cannot be done now, for somebody who pressed its key: what is to be done first."""

from collections.abc import Collection
from typing import Final

from t20desk.i18n import N_, _
from t20desk.ui.actions import ACTIONS, Action
from t20desk.ui.looks.key_words import key_text
from t20desk.ui.shell.key_rules import name_verb

_FIRST: Final = {
    "file": N_("“{verb}”: open a database first."),
    "undo": N_("There is nothing to undo."),
    "redo": N_("There is nothing to redo."),
    "unsaved": N_("There is nothing to save here."),
    "saved_view": N_("“{verb}”: open a view of your own first."),
    "listing": N_("“{verb}”: open a list first."),
    "rows": N_("“{verb}”: open a list first."),
    "selection": N_("“{verb}”: choose records first."),
    "chosen": N_("“{verb}”: choose records first."),
    "changeable": N_("“{verb}”: choose the records that are to be changed first."),
    "two": N_("“{verb}”: choose exactly two records first."),
    "due": N_("“{verb}”: choose follow-ups first."),
    "record": N_("“{verb}”: open a record first."),
    "event": N_("“{verb}”: open an event first."),
}
"""What a word of the state asks for; the first that is missing is told."""


def say_refused(verb: Action, state: Collection[str]) -> str:
    """One sentence: what is to be done before a verb can be; "" where it can be done now."""
    missing = [word for word in verb.needs if word not in state]
    if not missing:
        return ""
    if "taking_back" in state and missing[0] in ("undo", "redo"):
        return _("A large change is at work; wait until it is done, or cancel it below.")
    words = _("“{verb}” cannot be done on this page.")
    told = next((text for word, text in _FIRST.items() if word in missing), "")
    if told:
        words = _(told)
    elif "editing" in missing and "editable" in state and ACTIONS["edit_table"].shortcut:
        words = _("“{verb}”: first switch on “Edit in table” with {key}.")
    return words.format(verb=name_verb(verb.name), key=key_text("edit_table"))
