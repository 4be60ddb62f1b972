"""Layouts of senders, recognised by the set of their headings."""

from hypothesis import given
from hypothesis import strategies as st

from t20desk.db.fields import KINDS
from t20desk.importing.profiles import (
    Profile,
    keep_choices,
    read_choices,
    recall_layout,
    recognise_profile,
)
from t20desk.importing.values import ImportOptions, Join, Split
from t20desk.reading.rows import SheetRow

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=9)
HEADINGS = st.lists(WORDS, min_size=7, max_size=14, unique=True)


def rows(*headings: str) -> list[SheetRow]:
    return [SheetRow(1, ["A title"]), SheetRow(3, list(headings))]


@given(HEADINGS, st.data())
def test_a_layout_is_known_though_two_columns_moved_one_was_renamed_and_one_added(
    headings: list[str], data: st.DataObject
) -> None:
    *own, fresh, renamed = headings
    profile = Profile("Bank", "member", tuple(own))
    changed = list(own)
    for _time in range(2):
        moved = changed.pop(data.draw(st.integers(0, len(changed) - 1)))
        changed.insert(data.draw(st.integers(0, len(changed))), moved)
    changed[data.draw(st.integers(0, len(changed) - 1))] = renamed
    changed.insert(data.draw(st.integers(0, len(changed))), fresh)
    assert recognise_profile([profile], rows(*changed)) == profile


@given(HEADINGS, HEADINGS)
def test_another_layout_is_not_taken_for_it(own: list[str], other: list[str]) -> None:
    strangers = [text for text in other if text not in own]
    assert recognise_profile([Profile("Bank", "member", tuple(own))], rows(*strangers)) is None


def test_the_likest_of_several_layouts_is_chosen() -> None:
    first = Profile("A", "member", ("Name", "Land", "Ort", "Tel", "Web"))
    second = Profile("B", "member", ("Name", "Land", "Ort", "Fax", "Post"))
    assert recognise_profile([first, second], rows("Name", "Land", "Ort", "Fax", "Web")) in (
        first, second,
    )  # fmt: skip
    assert recognise_profile([first, second], rows("Ort", "Name", "Land", "Post", "Fax")) == second


def test_what_was_chosen_goes_on_to_moved_and_renamed_columns() -> None:
    chosen = ImportOptions(
        splits=(Split("Ansprechpartner", ("notes",), ";"),),
        joins=(Join("street", ("Weg", "Nr"), " "),),
        constants={"status": "active"},
        key=("name",),
    )
    mapping = {"Firma": "name", "Ländercode": "country", "Rufnummer": "phone", "Farbe": ""}
    profile = Profile(
        "Bank", "member",
        ("Firma", "Ländercode", "Rufnummer", "Farbe", "Ansprechpartner", "Weg", "Nr"),
        keep_choices(chosen, mapping),
    )  # fmt: skip
    sheet = rows("Weg", "Nr", "Rufnummern", "Firma", "Ländercode", "Farbe", "Ansprechpartner",
                 "Telefon")  # fmt: skip
    recall = recall_layout(KINDS["member"], [profile], sheet, ImportOptions())
    assert recall.renamed == {"Rufnummer": "Rufnummern"}
    assert recall.fresh == ("Telefon",)
    assert recall.options.mapping == {
        "Firma": "name", "Ländercode": "country", "Rufnummern": "phone", "Farbe": "",
        "Telefon": "",
    }  # fmt: skip
    assert recall.options.splits == chosen.splits
    assert recall.options.joins == chosen.joins
    assert (recall.options.constants, recall.options.key) == ({"status": "active"}, ("name",))
    assert len(recall.sentences()) == 3


def table(*lines: str) -> list[SheetRow]:
    """Rows of a sheet, each a line with its cells parted by strokes."""
    return [
        SheetRow(number, [cell.strip() or None for cell in line.split("|")])
        for number, line in enumerate(lines, 1)
    ]


SENDER = Profile(
    "Bank", "member", ("Firma", "Sitz", "Staat", "Elektropost", "Schlagwort", "Nr"),
    keep_choices(
        ImportOptions(),
        {"Firma": "name", "Sitz": "city", "Staat": "country", "Elektropost": "email",
         "Schlagwort": "", "Nr": "number"},
    ),
)  # fmt: skip


def renamed_in(*lines: str) -> dict[str, str]:
    return dict(recall_layout(KINDS["member"], [SENDER], table(*lines), ImportOptions()).renamed)


def test_a_column_with_quite_another_name_elsewhere_is_known_by_its_cells() -> None:
    lines = (
        "Nr | Schlagwort | Firma | Kontaktadresse | Sitz | Belegschaft | Staat",
        "1  | a          | Alpha | info@alpha.de  | Bonn | 12          | DE",
        "2  | b          | Beta  | mail@beta.fr   | Lyon | 7           | FR",
    )
    assert renamed_in(*lines) == {"Elektropost": "Kontaktadresse"}
    recall = recall_layout(KINDS["member"], [SENDER], table(*lines), ImportOptions())
    assert recall.options.mapping["Kontaktadresse"] == "email"
    assert recall.fresh == ("Belegschaft",)
    assert any("Kontaktadresse" in said for said in recall.sentences())


def test_of_new_columns_the_one_with_words_is_the_renamed_place() -> None:
    assert renamed_in(
        "Nr | Belegschaft | Firma | Staat | Wo daheim | Elektropost | Schlagwort",
        "1  | 12          | Alpha | DE    | Bonn      | info@a.de   | x",
        "2  | 7           | Beta  | FR    | Lyon      | mail@b.fr   | y",
    ) == {"Sitz": "Wo daheim"}


def test_where_two_new_columns_would_do_none_is_taken() -> None:
    assert (
        renamed_in(
            "Nr | Laune | Firma | Staat | Wo daheim | Elektropost | Schlagwort",
            "1  | heiter | Alpha | DE    | Bonn      | info@a.de   | x",
            "2  | trüb   | Beta  | FR    | Lyon      | mail@b.fr   | y",
        )
        == {}
    )


def test_a_heading_that_is_known_by_itself_is_the_new_name_and_not_a_second_column() -> None:
    assert renamed_in(
        "Nr | E-Mail    | Firma | Nebenan   | Sitz | Schlagwort | Staat",
        "1  | info@a.de | Alpha | x@a.de    | Bonn | x          | DE",
    ) == {"Elektropost": "E-Mail"}


def test_what_is_chosen_this_time_goes_before_what_was_kept() -> None:
    profile = Profile(
        "Bank", "member", ("Firma", "Ort", "Farbe"),
        keep_choices(ImportOptions(mode="add"), {"Firma": "name", "Ort": "city", "Farbe": ""}),
    )  # fmt: skip
    chosen = ImportOptions(mapping={"Farbe": "notes"}, mode="both", key=("name",))
    recall = recall_layout(KINDS["member"], [profile], rows("Firma", "Ort", "Farbe"), chosen)
    assert recall.options.mapping["Farbe"] == "notes"
    assert recall.options.mode == "both"


def test_no_layout_is_looked_for_where_none_is_wanted() -> None:
    profile = Profile("Bank", "member", ("Name", "Ort"), {"constants": {"country": "DE"}})
    options = ImportOptions(profile="")
    recall = recall_layout(KINDS["member"], [profile], rows("Name", "Ort"), options)
    assert recall.profile is None
    assert recall.options.constants == {}


def test_a_heading_that_one_layout_knows_is_known_in_another_sheet() -> None:
    kept = keep_choices(ImportOptions(), {"Kassenzeichen": "number", "Stern": "notes"})
    profile = Profile("Bank", "member", ("Kassenzeichen", "Stern", "A1", "A2", "A3"), kept)
    sheet = rows("Name", "Kassenzeichen")
    recall = recall_layout(KINDS["member"], [profile], sheet, ImportOptions())
    assert recall.profile is None
    assert recall.options.mapping == {"Kassenzeichen": "number"}


FIELDS = st.sampled_from(("name", "city", "notes", "phone", ""))


@given(
    st.dictionaries(WORDS, FIELDS, max_size=4),
    st.lists(st.builds(Split, WORDS, st.tuples(FIELDS, FIELDS), st.just(";")), max_size=2),
    st.lists(st.builds(Join, FIELDS, st.tuples(WORDS, WORDS), st.just(" ")), max_size=2),
    st.dictionaries(FIELDS, WORDS, max_size=2),
    st.frozensets(FIELDS, max_size=2),
)
def test_what_is_kept_is_read_back(
    mapping: dict[str, str],
    splits: list[Split],
    joins: list[Join],
    constants: dict[str, str],
    blanks: frozenset[str],
) -> None:
    options = ImportOptions(
        mapping=mapping, splits=tuple(splits), joins=tuple(joins), constants=constants,
        blanks=blanks, mode="fill", key=("name",), leave_hidden=True,
    )  # fmt: skip
    assert read_choices(keep_choices(options, mapping)) == options
