"""A query spoken in a language, and kept so that every language reads the same of it."""

from collections.abc import Iterator

import pytest

from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.editing.view_plans import plan_view
from t20desk.i18n import LANGUAGES, language, use
from t20desk.listing import Listing, count_rows, find_view
from t20desk.listing.views import Colouring
from t20desk.own_fields import NewField, plan_field
from t20desk.searching import read_query, write_query
from t20desk.searching.translating import keep_query, say_query, speak_query
from tests.builders import add

KEPT = (
    ("member", "country:=DE"),
    ("member", "country:DE or Berlin"),
    ("member", "-status:=contact country:=DE,CN (joined:>2019-05-31 or joined:2019)"),
    ("member", 'follow_up:"next week" founding_member:yes areas:technology_transfer'),
    ("member", "person.family_name:Li -person.do_not_contact:yes"),
    ("member", 'follow_up: founding_member:* city: name:~"^B"'),
    ("member", "affiliation:#>1 (country:DE (city:x or name:y))"),
    ("member", "status:act country:Ger"),
    ("event", "capacity:>1500 starts:2019-06..2019-07-31"),
    ("participation", "event.parent:Week answer:=invited"),
)


@pytest.fixture(autouse=True)
def tongue() -> Iterator[None]:
    """The language goes back to what it was."""
    before = language()
    yield
    use(before)


@pytest.mark.parametrize("tongue_name", LANGUAGES)
@pytest.mark.parametrize(("kind", "text"), KEPT)
def test_what_is_spoken_is_kept_as_the_same_query(kind: str, text: str, tongue_name: str) -> None:
    use("en")
    kept = keep_query(KINDS, kind, text)
    use(tongue_name)
    assert keep_query(KINDS, kind, say_query(KINDS, kind, text)) == kept


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("country:=DE", "Land oder Region:=Deutschland"),
        ("Country or region:Germany or x", "Land oder Region:Deutschland oder x"),
        ("joined:2024-12-31", "Beitritt:31.12.2024"),
        ('follow_up:"next week"', 'Wiedervorlage:"nächste Woche"'),
        ("people.do_not_contact:no", "Personen.Nicht kontaktieren:nein"),
        ("nothing_such:x word", "nothing_such:x word"),
        ("(open", "(open"),
    ],
)
def test_a_german_reads_german_names_and_values(text: str, spoken: str) -> None:
    use("de")
    assert say_query(KINDS, "member", text) == spoken


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Land:-CN", "country:-CN"),
        ("Beitritt:12 Beitritt:2024-1", "joined:12 joined:2024-1"),
        ("Mitglieder von:x", "Mitglieder von:x"),
        ('"Land":=Deutschland', "country:=DE"),
        ("Beitritt:>=05.2024", "joined:>=2024-05"),
    ],
)
def test_what_is_no_whole_value_is_kept_as_it_was_typed(text: str, kept: str) -> None:
    use("de")
    assert keep_query(KINDS, "member", text) == kept


def test_words_that_run_into_a_label_do_not_change_what_is_asked() -> None:
    use("de")
    tree = read_query(KINDS, "member", 'Land "oder" city:x country:DE')
    assert keep_query(KINDS, "member", speak_query(KINDS, "member", tree)) == keep_query(
        KINDS, "member", write_query(tree)
    )


def test_a_view_saved_in_german_finds_the_same_in_chinese_and_under_a_new_label(
    database: Database,
) -> None:
    use("de")
    database.apply(plan_field(database, NewField("member", {"de": "Beitrag"}, "money")))
    own = next(one for one in database.kinds["member"].fields.values() if one.own)
    for name, amount in (("A", 160000), ("B", 100000)):
        add(database, "member", name=name, **{own.name: amount})
    red = Colouring("Land:Deutschland", "red")
    asked = Listing("member", "Beitrag:>1.500,5", "all", colours=(red,))
    database.apply(plan_view(database, "Offen", asked))
    view = find_view(database, "member", "Offen")
    assert view.search == f"{own.name}:>1500.5"
    assert view.listing is not None
    assert view.listing.colours == (Colouring("country:DE", "red"),)
    for tongue_name in LANGUAGES:
        use(tongue_name)
        assert count_rows(database, Listing("member", view=view.name)) == 1
