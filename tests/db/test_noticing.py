"""What one opened database learns of what another one of the same file or server wrote."""

from collections.abc import Iterator
from contextlib import contextmanager

from t20desk.db.database import Database
from t20desk.db.noticing import Announcement
from t20desk.editing import plan_edit
from t20desk.own_fields import NewField, plan_field
from tests.builders import add_record


@contextmanager
def opened_again(database: Database) -> Iterator[tuple[Database, list[Announcement]]]:
    """The same database as another program has it, and what it announces."""
    url = database.engine.url.render_as_string(hide_password=False)
    other = Database.open(database.path or url)
    said: list[Announcement] = []
    other.listeners.append(said.append)
    yield other, said
    other.close()


def test_what_others_wrote_is_announced_once(database: Database) -> None:
    with opened_again(database) as (other, said):
        add_record(database, "member", name="One")
        add_record(database, "person", family_name="Two")
        other.take_notice()
        other.take_notice()
        ((_sequence, kinds, counts, elsewhere),) = said
        assert (kinds, counts.new, elsewhere) == ({"member", "person"}, 2, True)


def test_own_changes_between_those_of_others_are_not_announced_again(database: Database) -> None:
    with opened_again(database) as (other, said):
        add_record(database, "member", name="Theirs")
        add_record(other, "person", family_name="Ours")
        other.take_notice()
        add_record(other, "person", family_name="Ours again")
        other.take_notice()
        assert [(one.kinds, one.elsewhere) for one in said] == [
            ({"person"}, False),
            ({"member"}, True),
            ({"person"}, False),
        ]


def test_an_own_field_of_others_is_known_before_anything_is_written(database: Database) -> None:
    with opened_again(database) as (other, said):
        member = add_record(database, "member", name="One")
        assert not database.apply(
            plan_field(database, NewField("member", {"en": "Hall"}))
        ).is_refused
        (hall,) = [one.name for one in database.kinds["member"].fields.values() if one.own]
        add_record(other, "person", family_name="Two")
        assert hall in other.kinds["member"].fields
        assert not other.apply(plan_edit(other, "member", {member: {hall: "Blue"}})).is_refused
        assert said[0].kinds == {"person"}
