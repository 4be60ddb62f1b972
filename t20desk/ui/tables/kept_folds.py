"""Which groups of a list are folded: this computer remembers it."""

import json

from t20desk.listing import Listing
from t20desk.ui.memory import Memory


def kept_folds(memory: Memory, listing: Listing) -> set[str]:
    """The groups of a listing that were folded when it was left, by what they read."""
    if not listing.group:
        return set()
    try:
        return {str(text) for text in json.loads(memory.text(_fold_key(listing)) or "[]")}
    except (ValueError, TypeError):
        return set()


def keep_folds(memory: Memory, listing: Listing, folded: set[str]) -> None:
    """Remember which groups of a listing are folded, for each view and column by itself."""
    memory.keep_text(_fold_key(listing), json.dumps(sorted(folded)) if folded else "")


def _fold_key(listing: Listing) -> str:
    return f"folded/{listing.kind}.{listing.view}.{listing.group.removeprefix('-')}"
