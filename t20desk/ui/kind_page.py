"""A page that shows records of a kind, one or many of them chosen."""

from collections.abc import Sequence

from t20desk.db.fields import Kind
from t20desk.kind_ways import CALENDAR_KINDS, LETTER_KINDS, may_invite, ways_of
from t20desk.ui.desk import Desk
from t20desk.ui.page import Page


class KindPage(Page):
    """Says which records the verbs work on that are for records of any kind."""

    kind: Kind
    _desk: Desk

    def chosen_ids(self) -> Sequence[int]:
        """The records to act on."""
        return ()

    def picked_ids(self) -> Sequence[int]:
        """The records that were chosen one by one."""
        return self.chosen_ids()

    def contact_words(self) -> set[str]:
        """Words of the state: whether mail and letters can reach what is shown."""
        words = {"reachable"} if ways_of(self.kind) else set()
        words |= {"invitable"} if may_invite(self.kind) else set()
        words |= {"confirmable"} if self.kind.name == "member" else set()
        words |= {"datable"} if self.kind.name in CALENDAR_KINDS else set()
        words |= {"lettered"} if self.kind.name in LETTER_KINDS else set()
        return words | ({"postal"} if self.kind.name in ("member", "person") else set())
