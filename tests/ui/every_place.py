"""The places that every check of all pages goes to."""

from t20desk.ui.places import Place, list_place, record_place

PLACES = (
    Place("today"),
    Place("history"),
    Place("trash"),
    Place("doubles"),
    Place("imports"),
    Place("backups"),
    Place("check"),
    Place("reports"),
    Place("papers"),
    Place("import", "member"),
    Place("office", "office"),
    Place("own_fields", "member"),
    Place("learned"),
    Place("return"),
    Place("in_tray"),
    Place("confirmations"),
    Place("follow_ups", view="all"),
    list_place("member"),
    list_place("person"),
    *(Place("list", "event", view="all", tab=manner) for manner in ("tree", "month", "list")),
    record_place("member", None),
    record_place("person", None),
    record_place("event", None),
)
