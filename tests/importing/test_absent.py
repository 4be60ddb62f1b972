"""Records of which a sheet does not speak."""

from t20desk.db.database import Database
from t20desk.importing.absent import find_leaving
from tests.builders import add_record


def test_of_posts_that_can_end_only_the_absent_ones_do(database: Database) -> None:
    person = add_record(database, "person", family_name="Ode")
    member = add_record(database, "member", name="Institute")
    here = {"person": person, "member": member}
    absent, ended, _spoken_of = (
        add_record(database, "affiliation", **here, since=str(year), until=until)
        for year, until in ((2020, None), (2001, "2005"), (2021, None))
    )
    assert find_leaving(database, database.kinds["affiliation"], [absent, ended]) == [absent]
