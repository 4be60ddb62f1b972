"""Which event a paper is for, as its words say."""

import pytest

from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.printing.guest_rows import choose_event
from tests.builders import add_record


def test_an_event_is_named_by_its_whole_title_before_words_of_it(database: Database) -> None:
    inner = add_record(database, "event", title_en="Forum: opening", starts="2999-01-01")
    forum = add_record(database, "event", title_en="Forum", starts="2999-01-02")
    assert choose_event(database, "Forum") == forum
    assert choose_event(database, "forum: opening") == choose_event(database, "opening") == inner
    assert choose_event(database, "m: open") == inner
    with pytest.raises(UserError, match="No event was found for “nosuch:x”"):
        choose_event(database, "nosuch:x")
