"""What goes while the window reads it is simply gone: no box opens, no page breaks."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from t20desk.as_known import is_known
from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.editing import plan_delete
from t20desk.editing.view_plans import plan_view
from t20desk.listing import Listing, list_saved
from t20desk.listing.saved_views import view_id
from t20desk.own_fields import NewField, list_fields, plan_field
from t20desk.ui.desk import Desk
from t20desk.ui.lists.clock_dialog import prepare_known
from t20desk.ui.pictures import wait_for_calm
from t20desk.ui.places import Place, list_place, record_place
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import ids_of


@contextmanager
def held_lanes(desk: Desk) -> Iterator[None]:
    """Whatever is asked for meanwhile waits for its turn."""
    gate = threading.Event()
    for lane in (desk.jobs.read, desk.jobs.read_whole):
        lane(gate.wait, lambda _passed: None)
    try:
        yield
    finally:
        gate.set()


def delete_records(db: Database) -> None:
    for kind in ("participation", "event", "person", "member"):
        assert not db.apply(plan_delete(db, kind, ids_of(db, kind))).is_refused


def delete_view(db: Database) -> None:
    found = [view_id(view) for _kind, view in list_saved(db)]
    assert not db.apply(plan_delete(db, "view", found)).is_refused


def undo_field(db: Database) -> None:
    assert not db.apply(plan_undo(db).change).is_refused


def place_of(db: Database, page: str) -> Place:
    (view,) = [view.name for _kind, view in list_saved(db)]
    own = f"own_{list_fields(db, 'member')[0].id}"
    return {
        "view": list_place("member", view=view),
        "own field": Place("list", "member", search=f"{own}:*", sort=(own,)),
        "member": record_place("member", ids_of(db, "member")[0]),
        "event": record_place("event", ids_of(db, "event")[0]),
    }[page]


@pytest.mark.sampled
@pytest.mark.parametrize("arrives", [True, False], ids=["arriving", "shown"])
@pytest.mark.parametrize(
    ("page", "goes"),
    [
        ("view", delete_view),
        ("own field", undo_field),
        ("member", delete_records),
        ("event", delete_records),
    ],
)
def test_what_goes_while_it_is_read_opens_no_box(
    qtbot: QtBot, window: Window, page: str, goes: Callable[[Database], None], arrives: bool
) -> None:
    desk, broke = window.desk, list[Exception]()
    desk.jobs.broke.connect(broke.append)
    (person, *_others), (event, *_more) = ids_of(desk.db, "person"), ids_of(desk.db, "event")
    add(desk.db, "participation", {"event": event, "person": person})
    desk.db.apply(plan_view(desk.db, "Mine", Listing("member", search="status:active")))
    desk.db.apply(plan_field(desk.db, NewField("member", {"en": "Hall"})))
    place = place_of(desk.db, page)
    if not arrives:
        window.go_to(place)
        qtbot.waitUntil(lambda: not desk.jobs.running)
    with held_lanes(desk):
        if arrives:
            window.go_to(place)
        goes(desk.db)
        window.page().refresh(frozenset(desk.kinds))
    qtbot.waitUntil(lambda: not desk.jobs.running)
    assert broke == []


def test_of_a_record_that_is_gone_one_sentence_is_shown_until_it_is_back(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    (person,) = add(db, "person", {"family_name": "Gone"})
    assert not window.desk.apply(plan_delete(db, "person", [person])).is_refused
    window.go_to(record_place("person", person))
    page = window.page()
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(page.notice.isVisible)
    assert not page.tabs.isVisible()
    assert not window.desk.apply(plan_undo(db).change).is_refused
    qtbot.waitUntil(page.tabs.isVisible)
    qtbot.waitUntil(lambda: "Gone" in page.heading.text())
    assert not page.notice.isVisible()


def test_of_a_copied_event_that_is_undone_no_warning_stays(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    (event,) = add(db, "event", {"title": "Copy", "starts": "2999-01-01", "status": "open"})
    add(db, "participation", {"event": event, "member": ids_of(db, "member")[0]})
    window.go_to(record_place("event", event))
    page = window.page()
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(page.notices.isVisible)
    for _step in range(2):
        assert not window.desk.apply(plan_undo(db).change).is_refused
    qtbot.waitUntil(page.notice.isVisible)
    assert not page.notices.isVisible()


def test_after_a_record_that_is_gone_a_new_one_is_shown_whole(qtbot: QtBot, window: Window) -> None:
    window.go_to(record_place("person", 1))
    page = window.page()
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: not page.tabs.isVisible())
    window.go_to(record_place("person", None))
    assert window.page() is page
    qtbot.waitUntil(page.tabs.isVisible)


def test_a_number_found_for_a_form_that_went_meanwhile_is_let_go(
    window: Window, qtbot: QtBot
) -> None:
    with held_lanes(window.desk):
        window.go_to(record_place("member", None))
        before = window.page()
        window.shown.refresh(frozenset({"own_field"}))
        qtbot.waitUntil(lambda: not isValid(before))
    wait_for_calm(lambda: bool(window.desk.jobs.running))
    assert window.page() is not before


def test_an_earlier_state_is_kept_though_who_asked_for_it_is_gone(
    window: Window, qtbot: QtBot
) -> None:
    day, page = (date.today() - timedelta(days=1)).isoformat(), QWidget()
    prepare_known(window.desk, day, lambda: page.show(), pytest.fail)
    delete(page)
    wait_for_calm(lambda: bool(window.desk.jobs.running))
    assert is_known(window.desk.db, day)
