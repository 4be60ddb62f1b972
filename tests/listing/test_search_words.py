"""What a search asks for, told in the user's words on paper and in chips."""

from t20desk.db.database import Database
from t20desk.listing import Listing, read_table
from t20desk.listing.search_words import say_search
from tests.builders import add_record


def test_a_record_named_by_its_id_is_called_by_its_title(database: Database) -> None:
    event = add_record(database, "event", title_en="Dinner")
    member = add_record(database, "member", number="7", name="Muster GmbH")
    search = f"event:={event} (member:={member} or roles:speaker) -answer:=invited"
    assert say_search(database, "participation", search) == (
        "Event: Dinner and (Organisation: Muster GmbH or Roles: speaker) and not: Answer: invited"
    )


def test_what_is_no_record_stays_as_it_was_typed(database: Database) -> None:
    assert say_search(database, "participation", "event:=12 Dahl") == "Event: 12 and Dahl"
    assert say_search(database, "participation", "event:((") == "event:(("


def test_a_list_on_paper_says_its_search_in_words(database: Database) -> None:
    event = add_record(database, "event", title_en="Dinner")
    table = read_table(database, Listing("participation", f"event:={event}", "all"))
    assert table.subtitle == "Event: Dinner"
