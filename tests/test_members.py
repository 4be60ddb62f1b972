"""Status, joined and left: written to the membership period of today, counted for any day."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from t20desk.db.change import Batch
from t20desk.db.database import Database
from t20desk.db.membership import Period, find_standing
from t20desk.db.query import Selection
from t20desk.db.standings import STANDING_FIELDS
from t20desk.editing import plan_edit, plan_insert
from t20desk.members import Kept, decide
from tests import builders
from tests.conftest import SORTS
from tests.db.steps import done, make, new_batch, record_of, records_of
from tests.shared import open_shared
from tests.tries import tries

DAY = "2024-06-15"


def add(database: Database, **values: str | None) -> int:
    return builders.add(database, "member", **{"name": "A", **values})


def write(database: Database, key: int, **values: str | None) -> None:
    applied = database.apply(plan_edit(database, "member", {key: values}))
    assert not applied.is_refused, applied.problems


def standing(database: Database, key: int) -> tuple[object, ...]:
    found = record_of(database, "member", key)
    return tuple(found[name] for name in (*STANDING_FIELDS, "status_given"))


def periods(database: Database) -> list[tuple[object, object]]:
    found = records_of(database, "membership_period").values()
    return sorted(((one["since"], one["until"]) for one in found), key=str)


def test_a_new_member_gets_its_first_period(database: Database) -> None:
    key = add(database, joined="2019-06-26")
    assert standing(database, key) == ("active", "2019-06-26", None, None)
    assert periods(database) == [("2019-06-26", None)]


def test_a_member_that_left_has_one_period_that_ended(database: Database) -> None:
    key = add(database, joined="2019", left="2020-12", status="left")
    assert standing(database, key) == ("left", "2019", "2020-12", None)
    assert periods(database) == [("2019", "2020-12")]


def test_a_status_that_the_periods_do_not_give_stands_by_hand(database: Database) -> None:
    key = add(database, joined="2019", status="suspended")
    assert standing(database, key) == ("suspended", "2019", None, "suspended")
    write(database, key, status="active")
    assert standing(database, key) == ("active", "2019", None, None)


def test_a_status_alone_makes_no_period(database: Database) -> None:
    key = add(database, status="contact")
    assert standing(database, key) == ("contact", None, None, "contact")
    assert periods(database) == []


def test_leaving_ends_the_period_of_today(database: Database) -> None:
    key = add(database, joined="2019")
    write(database, key, left="2020-03-31")
    assert standing(database, key)[:3] == ("left", "2019", "2020-03-31")
    assert periods(database) == [("2019", "2020-03-31")]


def test_joining_again_keeps_the_gap(database: Database) -> None:
    key = add(database, joined="2015", left="2017")
    write(database, key, joined="2020")
    assert standing(database, key)[:3] == ("active", "2020", None)
    assert periods(database) == [("2015", "2017"), ("2020", None)]


def test_a_corrected_day_of_joining_corrects_the_period(database: Database) -> None:
    key = add(database, joined="2019")
    write(database, key, joined="2019-06-26")
    assert periods(database) == [("2019-06-26", None)]


def test_emptying_the_end_opens_the_period_again(database: Database) -> None:
    key = add(database, joined="2019", left="2020")
    write(database, key, left=None)
    assert standing(database, key)[:3] == ("active", "2019", None)


def test_periods_that_overlap_are_refused(database: Database) -> None:
    key = add(database, joined="2015", left="2017-12-31")
    make(database, "membership_period", member=key, since="2019", until=None)
    applied = database.apply(
        plan_insert(
            database, "membership_period", [{"member": key, "since": "2017-06", "until": "2018"}]
        )
    )
    assert applied.is_refused
    assert "2017" in applied.problems[0].message
    assert len(periods(database)) == 2


def test_an_edit_of_status_and_name_is_one_change(database: Database) -> None:
    key = add(database, joined="2019")
    change = plan_edit(database, "member", {key: {"name": "B", "status": "suspended"}})
    members = [batch for batch in change.batches if batch.kind == "member"]
    assert [batch.columns for batch in members] == [("name", "status_given")]
    assert not database.apply(change).is_refused
    assert standing(database, key)[0] == "suspended"


def test_writing_what_is_there_changes_nothing(database: Database) -> None:
    key = add(database, joined="2019", status="suspended")
    present = {"joined": "2019", "left": None, "status": "suspended"}
    assert plan_edit(database, "member", {key: present}).is_empty


MONTHS = st.sampled_from([None, "2018", "2019", "2019-06", "2019-06-26", "2020", "2020-12", "2021"])
DAYS = st.sampled_from(["2017-01-01", "2019-06-25", "2019-06-26", "2020-12-31", "2021-06-01"])
STATUS = st.sampled_from([None, "active", "left", "suspended", "contact"])


@given(
    joined=MONTHS, left=MONTHS, status=STATUS, old=st.tuples(MONTHS, MONTHS), given=STATUS, day=DAYS
)
def test_what_was_written_is_what_is_read(
    joined: str | None,
    left: str | None,
    status: str | None,
    old: tuple[str | None, str | None],
    given: str | None,
    day: str,
) -> None:
    kept = [Kept(1, Period(*old))]
    wanted = {"joined": joined, "left": left, "status": status}
    decision = decide(wanted, kept, given, day)
    assert decision.old is not None
    assert decision.new == Period(joined, left)
    found = find_standing([decision.new], decision.given, day)
    if status is not None:
        assert found.status == status
    assert (found.joined, found.left) == (joined, left)


PERIODS = st.lists(
    st.tuples(MONTHS, MONTHS).filter(lambda one: not one[0] or not one[1] or one[0] <= one[1]),
    max_size=4,
    unique_by=lambda one: one[0],
)


@pytest.fixture(scope="module", params=SORTS)
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    with open_shared(request, tmp_path_factory.mktemp("office")) as database:
        yield database


@settings(max_examples=tries(60), deadline=None)
@given(many=st.lists(st.tuples(PERIODS, STATUS), min_size=1, max_size=8), day=DAYS)
def test_the_standing_of_a_day_is_the_same_in_sql_and_in_python(
    office: Database, many: list[tuple[list[tuple[str | None, str | None]], str | None]], day: str
) -> None:
    # Overlapping periods are refused, so each member of its own gets those that do not touch.
    ids = office.new_ids()
    members: dict[int, dict[str, str | None]] = {}
    rows: dict[int, dict[str, int | str | None]] = {}
    wanted = {}
    for spans, status in many:
        key = next(ids)
        apart = _part([Period(*span) for span in spans])
        members[key] = {"name": "A", "status_given": status}
        rows.update({next(ids): {"member": key, **one._asdict()} for one in apart})
        wanted[key] = find_standing(apart, status, day)[:3]
    batches: list[Batch] = [new_batch("member", members)]
    done(office, *batches, *([new_batch("membership_period", rows)] if rows else []))
    selection = Selection(office, "member", day)
    columns = [selection.value(name) for name in STANDING_FIELDS]
    table = selection.table
    with office.read() as connection:
        found = connection.execute(select(table.c.id, *columns).where(table.c.id.in_(members)))
        assert {row[0]: tuple(row[1:]) for row in found} == wanted


def _part(spans: list[Period]) -> list[Period]:
    """Those of the periods that do not overlap the ones before them."""
    from t20desk.db.membership import find_overlap

    apart: list[Period] = []
    for one in spans:
        if not find_overlap([*apart, one]):
            apart.append(one)
    return apart
