"""Commands on records."""

import json

import pytest

from tests.cli.desk import Desk

ANSWER = {
    "operation",
    "new",
    "changed",
    "removed",
    "same",
    "kept",
    "refused",
    "conflicts",
    "problems",
}


def test_kinds_tell_every_field(desk: Desk) -> None:
    kinds = desk.json("kinds")
    member = {one["name"]: one for one in kinds["member"]}
    assert member["name"] == {
        "name": "name",
        "label": "Name",
        "type": "text",
        "required": True,
        "aliases": member["name"]["aliases"],
        "choices": [],
        "labels": {},
        "unique": False,
        "computed": False,
        "inherited": False,
        "target": None,
    }
    assert member["areas"]["choices"] == [
        "technology_transfer",
        "intellectual_property",
        "startup_support",
        "financial_services",
    ]
    assert member["parent"]["target"] == "member"
    assert "status_changes" not in member
    assert kinds["event"][0]["name"] == "title_de"


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (
            "member",
            "number name original_name latin_name short_name kind areas country city street "
            "postcode phone email website languages status joined left founding_member parent "
            "notes",
        ),
        (
            "person",
            "title given_name family_name original_name latin_name street city postcode country "
            "born email phone mobile languages do_not_contact notes",
        ),
        ("affiliation", "person member position main_contact since until"),
        (
            "event",
            "title kind parent starts ends time_zone place city country capacity status "
            "title_de title_en title_zh",
        ),
        ("participation", "event person member roles answer presence title affiliation"),
        ("connection", "member other kind since until status"),
        ("service", "member direction area title"),
        ("initiative", "title city country status since until"),
    ],
)
def test_rows_have_the_promised_fields(desk: Desk, kind: str, names: str) -> None:
    fields = {one["name"] for one in desk.json("kinds")[kind]}
    assert set(names.split()) <= fields


def test_values_are_read_by_code_label_and_usual_name(desk: Desk) -> None:
    desk.add(
        "member", "name=Alpha", "country=Deutschland", "areas=Technologietransfer; startup_support",
        "founding_member=ja", "joined=2001-05", "status=active",
    )  # fmt: skip
    (row,) = desk.rows("member")
    assert row["country"] == "DE"
    assert row["areas"] == ["technology_transfer", "startup_support"]
    assert row["founding_member"] is True
    assert (row["status"], row["joined"], row["left"]) == ("active", "2001-05", None)


def test_ids_are_text_and_links_have_id_and_text(desk: Desk) -> None:
    above = desk.add("member", "name=Above", "number=T-1")
    desk.add("member", "name=Below", "parent=t-1")
    below = desk.rows("member", "--search", "name:=Below")[0]
    assert isinstance(below["id"], str)
    assert below["parent"] == {"id": above, "text": "Above"}


@pytest.mark.parametrize("text", ["Above", "above", "T-1", "ABO"])
def test_a_link_is_given_by_title_number_or_short_name(desk: Desk, text: str) -> None:
    above = desk.add("member", "name=Above", "number=T-1", "short_name=ABO")
    desk.add("member", "name=Below", f"parent={text}")
    assert desk.rows("member", "--search", "name:=Below")[0]["parent"]["id"] == above


def test_a_link_that_means_several_records_is_asked_for(desk: Desk) -> None:
    for _number in range(2):
        desk.add("member", "name=Twin")
    ran = desk.run("add", "member", "name=Below", "parent=Twin", "--json")
    assert ran.code == 1
    assert ran.json["problems"][0]["field"] == "parent"
    assert "2 records" in ran.err


def test_an_answer_has_the_promised_keys(desk: Desk) -> None:
    answer = desk.json("add", "person", "family_name=Yao")
    assert set(answer) >= ANSWER
    assert answer["operation"] == "1"
    assert (answer["new"], answer["changed"], answer["removed"]) == (1, 0, 0)


def test_only_the_asked_columns_come_with_the_id(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "city=Köln")
    (row,) = desk.rows("member", "--columns", "name,city")
    assert list(row) == ["id", "name", "city"]


def test_columns_and_order_are_named_by_labels_and_headings_too(desk: Desk) -> None:
    for name in ("Antwerp", "Zagreb"):
        desk.run("add", "member", f"name={name}")
    rows = desk.rows("member", "--columns", "Firma, City", "--sort", "-Name")
    assert [row["name"] for row in rows] == ["Zagreb", "Antwerp"]
    assert rows[0].keys() == {"id", "name", "city"}
    refused = desk.run("list", "member", "--columns", "name.city")
    assert "leads to no other record" in refused.err


def test_dotted_columns_follow_links(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "country=CN")
    desk.add("person", "family_name=Yao")
    desk.add("affiliation", "person=Yao", "member=Alpha")
    (row,) = desk.rows("affiliation", "--columns", "member.country")
    assert row["member.country"] == "CN"


def test_members_leave_the_contacts_out_unless_all_are_asked_for(desk: Desk) -> None:
    desk.add("member", "name=Member", "status=active")
    desk.add("member", "name=Contact", "status=contact")
    assert [row["name"] for row in desk.rows("member")] == ["Member"]
    assert len(desk.rows("member", "--view", "all")) == 2


def test_a_list_is_sorted_and_cut(desk: Desk) -> None:
    for name, city in (("A", "Bonn"), ("B", "Ulm"), ("C", "Bonn")):
        desk.add("member", f"name={name}", f"city={city}")
    rows = desk.rows("member", "--sort", "-city,name", "--limit", "2")
    assert [row["name"] for row in rows] == ["B", "A"]
    assert desk.rows("member", "--limit", "0") == []


def test_a_list_for_a_day_counts_with_the_dates_of_the_records(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "joined=2010", "left=2015")
    assert desk.rows("member", "--on", "2012-01-01")[0]["status"] == "active"
    assert desk.rows("member", "--on", "2020-01-01")[0]["status"] == "left"


def test_inherited_values_stay_empty_and_stand_under_shown(desk: Desk) -> None:
    desk.add("event", "title=Week", "place=Nanjing", "starts=2026-05-01")
    desk.add("event", "title=Dinner", "parent=Week")
    (row,) = desk.rows("event", "--search", "title:=Dinner")
    assert (row["place"], row["starts"]) == (None, None)
    assert row["shown"]["place"] == "Nanjing"
    assert row["shown"]["starts"] == "2026-05-01"


def test_a_translated_title_is_written_in_the_language_and_read_in_any(desk: Desk) -> None:
    desk.done("--language", "de", "add", "event", "title=Woche")
    (row,) = desk.rows("event")
    assert (row["title_de"], row["title_en"], row["title"]) == ("Woche", None, "Woche")


def test_a_plain_list_is_tab_separated_with_a_heading(desk: Desk) -> None:
    key = desk.add("member", "name=Alpha", "country=DE", "notes=one\ttwo\nthree")
    lines = desk.done("list", "member", "--columns", "name,country,notes").out.splitlines()
    assert lines[0].split("\t") == ["Id", "Name", "Country or region", "Notes"]
    assert lines[1].split("\t") == [key, "Alpha", "Germany", "one two three"]


def test_an_empty_list_is_an_empty_list(desk: Desk) -> None:
    assert desk.json("list", "venue") == []


def test_show_tells_a_record_with_what_belongs_to_it(desk: Desk) -> None:
    key = desk.add("member", "name=Alpha", "joined=2001")
    desk.add("person", "family_name=Yao")
    desk.add("affiliation", "person=Yao", "member=Alpha")
    shown = desk.json("show", "member", key)
    assert (shown["id"], shown["name"], shown["text"]) == (key, "Alpha", "Alpha")
    assert set(shown["belonging"]) == {"membership_period", "affiliation"}
    assert shown["belonging"]["affiliation"][0]["person"]["text"] == "Yao"
    assert "Yao" in desk.done("show", "member", key).out


@pytest.mark.parametrize("key", ["1", "x", "-1", "99999999999999999999"])
def test_show_says_when_there_is_no_such_record(desk: Desk, key: str) -> None:
    ran = desk.run("show", "member", "--", key)
    assert ran.code == 1
    assert key in ran.err


def test_find_looks_in_all_kinds(desk: Desk) -> None:
    member = desk.add("member", "name=Nanjing Office")
    person = desk.add("person", "family_name=Yao", "city=Nanjing")
    found = desk.json("find", "nanjing")
    assert {(one["kind"], one["id"]) for one in found} == {("member", member), ("person", person)}
    assert {"kind", "id", "text"} == set(found[0])


def test_set_says_that_its_search_finds_nothing(desk: Desk) -> None:
    ran = desk.run("set", "member", "--search", "nobody", "city=Lyon")
    assert ran.code == 0
    assert "“nobody” finds none of Organisations; try the search first" in ran.err


def test_set_changes_what_the_search_finds_over_everything(desk: Desk) -> None:
    for name, status in (("A", "active"), ("B", "contact"), ("C", "active")):
        desk.add("member", f"name={name}", "city=Bonn", f"status={status}")
    desk.add("member", "name=D", "city=Köln")
    answer = desk.json("set", "member", "--search", "city:=Bonn", "country=DE")
    assert (answer["changed"], answer["same"]) == (3, 0)
    again = desk.json("set", "member", "--search", "", "country=DE")
    assert (again["changed"], again["same"]) == (1, 3)


def test_every_value_that_is_refused_is_told_with_what_was_typed(desk: Desk) -> None:
    ran = desk.run("add", "member", "name=A", "country=Nowhere", "email=post", "--json")
    assert ran.code == 1
    told = [(one["field"], one["value"]) for one in ran.json["problems"]]
    assert told == [("country", "Nowhere"), ("email", "post")]


def test_of_several_records_that_are_refused_each_is_named(desk: Desk) -> None:
    for name in "AB":
        desk.add("member", f"name={name}")
    ran = desk.run("set", "member", "--search", "", "name=")
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["A", "B"]


def test_a_change_is_called_after_the_records_it_changes(desk: Desk) -> None:
    for name in "ABC":
        desk.add("member", f"name={name}", "status=contact")
    desk.done("set", "member", "--search", "name:=C", "city=Bonn", "status=active")
    desk.done("set", "member", "--search", "", "city=Bonn")
    desk.done("set", "member", "--search", "", "status=active")
    told = [one["label"] for one in desk.json("history")]
    assert told[:2] == ["Status changed on 2 records", "City changed on 2 records"]


def test_an_empty_value_clears_the_field(desk: Desk) -> None:
    desk.add("member", "name=A", "city=Bonn")
    desk.done("set", "member", "--search", "name:=A", "city=")
    assert desk.rows("member")[0]["city"] is None


def test_writing_a_date_of_leaving_writes_the_period(desk: Desk) -> None:
    desk.add("member", "name=A", "joined=2001")
    answer = desk.json("set", "member", "--search", "name:=A", "left=2005")
    assert (answer["changed"], answer["same"]) == (1, 0)
    assert desk.rows("membership_period")[0]["until"] == "2005"
    assert desk.rows("member")[0]["status"] == "left"


def test_what_is_unusual_about_a_typed_value_is_said_and_written(desk: Desk) -> None:
    ran = desk.run("add", "member", "name=Nord", "email=info@intranet", "--json")
    assert (ran.code, len(ran.json["ids"])) == (0, 1)
    (note,) = ran.json["problems"]
    assert (note["severity"], note["field"]) == ("note", "email")
    assert "info@intranet" in ran.err


def test_an_amount_is_told_as_it_is_typed_and_searched_for(desk: Desk) -> None:
    desk.add("initiative", "title=Water", "budget=1.234,56")
    found = desk.rows("initiative", "--search", "budget:=1234.56", "--columns", "budget")
    assert [row["budget"] for row in found] == [1234.56]


def test_an_organisation_is_not_connected_with_itself(desk: Desk) -> None:
    member = desk.add("member", "name=Bonn")
    ran = desk.run("add", "connection", f"member={member}", f"other={member}", "--json")
    assert (ran.code, ran.json["problems"][0]["field"]) == (1, "other")
    other = desk.add("member", "name=Paris")
    desk.done("add", "connection", f"member={member}", f"other={other}")
    assert desk.run("set", "connection", "--search", "", "other=Bonn").code == 1


def test_delete_takes_what_belongs_along(desk: Desk) -> None:
    key = desk.add("member", "name=A", "joined=2001")
    assert desk.json("delete", "member", key)["removed"] == 2
    assert desk.rows("membership_period") == []


def test_delete_is_refused_while_others_point_to_the_record(desk: Desk) -> None:
    key = desk.add("event", "title=Week")
    desk.add("event", "title=Dinner", "parent=Week")
    before = desk.hash()
    ran = desk.run("delete", "event", key, "--json")
    assert ran.code == 1
    assert ran.json["operation"] is None
    assert "Week" in ran.err
    assert desk.hash() == before


def test_delete_leaves_what_others_point_to_where_it_is_told_so(desk: Desk) -> None:
    week, lone = desk.add("event", "title=Week"), desk.add("event", "title=Lone")
    desk.add("event", "title=Dinner", "parent=Week")
    ran = desk.run("delete", "event", week, lone, "--skip-needed", "--json")
    assert (ran.code, ran.json["removed"], ran.json["kept"]) == (3, 1, 1)
    assert "Week" in ran.json["problems"][0]["message"]
    assert {row["title"] for row in desk.rows("event")} == {"Week", "Dinner"}


REFUSED = [
    ["add", "member", "city=Bonn"],
    ["add", "member", "name=B", "number=T-1"],
    ["add", "member", "name=B", "country=Atlantis"],
    ["add", "member", "name=B", "joined=2020", "left=2019"],
    ["add", "member", "name=B", "founding_member=perhaps"],
    ["add", "member", "name=B", "parent=Nobody"],
    ["add", "person", "city=Bonn"],
    ["add", "event", "city=Bonn"],
    ["add", "affiliation", "member=Alpha"],
    ["add", "member", "name=B", "planet=Mars"],
    ["set", "member", "--search", "", "parent=T-1"],
    ["set", "member", "--search", "", "name="],
    ["add", "membership_period", "member=T-1", "since=2002", "until=2004"],
    ["delete", "member", "7"],
]


@pytest.mark.sampled
@pytest.mark.parametrize("words", REFUSED)
def test_what_is_refused_is_refused_in_a_dry_run_too(desk: Desk, words: list[str]) -> None:
    desk.add("member", "name=Alpha", "number=T-1", "joined=2001", "left=2003")
    before = desk.hash()
    dry, real = desk.run(*words, "--dry-run", "--json"), desk.run(*words, "--json")
    assert (dry.code, real.code) == (1, 1)
    assert dry.json["operation"] is None
    assert [one["message"] for one in dry.json["problems"]] == [
        one["message"] for one in real.json["problems"]
    ]
    assert real.json["problems"]
    assert real.err.strip()
    assert desk.hash() == before


def test_a_dry_run_counts_and_changes_no_byte(desk: Desk) -> None:
    desk.add("member", "name=A")
    before = desk.hash()
    for words in (
        ["add", "member", "name=B", "joined=2001"],
        ["set", "member", "--search", "", "city=Bonn"],
        ["delete", "member", desk.rows("member")[0]["id"]],
    ):
        answer = desk.json(*words, "--dry-run")
        assert answer["operation"] is None
        assert answer["new"] + answer["changed"] + answer["removed"] > 0
    assert desk.hash() == before


def test_reading_changes_no_byte(desk: Desk) -> None:
    key = desk.add("member", "name=A", "joined=2001")
    before = desk.hash()
    for words in (
        ["list", "member"],
        ["list", "member", "--on", "2020-01-01", "--search", "a or b"],
        ["list", "member", "--as-known", "2020-01-01"],
        ["show", "member", key],
        ["find", "a"],
        ["history"],
        ["history", "member", key],
        ["check"],
        ["kinds"],
        ["backups"],
    ):
        desk.json(*words)
    assert desk.hash() == before


def test_values_with_equals_signs_and_quotes_are_kept(desk: Desk) -> None:
    desk.add("member", "name=a=b \"c\" 'd' <e> [/b]")
    assert desk.rows("member")[0]["name"] == "a=b \"c\" 'd' <e> [/b]"
    assert json.loads(desk.done("list", "member", "--json").out)


def test_a_saved_view_gives_its_columns_and_order_to_a_list(desk: Desk) -> None:
    desk.run("add", "member", "name=Alpha", "country=FR", "status=active")
    desk.run("add", "view", "kind=member", "name=French", "search=country:=FR", "columns=name")
    rows = desk.json("list", "member", "--view", "French", "--json")
    assert [{key: row[key] for key in row if key != "id"} for row in rows] == [{"name": "Alpha"}]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("name=Members",), "already"),
        (("name=former",), "already"),
        (("name=Mine", "search=country:("), "bracket"),
        (("name=Mine", "search=nothing:3"), "no field “nothing”"),
        (("name=Mine", "columns=name, nothing"), "no field “nothing”"),
        (("name=Mine", "sort=-nothing"), "no field “nothing”"),
        (("name=Mine", "grouping=nothing"), "no field “nothing”"),
        (("name=Mine", "colours=red: nothing:3"), "no field “nothing”"),
        (("name=Mine", "totals=name=much"), "no total “much”"),
    ],
)
def test_a_view_nobody_could_open_is_refused_with_one_sentence(
    desk: Desk, words: tuple[str, ...], sentence: str
) -> None:
    before = desk.hash()
    refused = desk.run("add", "view", "kind=member", *words)
    assert refused.code == 1
    assert sentence in refused.err
    assert len(refused.err.strip().splitlines()) == 1
    assert desk.hash() == before


def test_a_view_is_edited_by_hand_but_never_so_that_nobody_can_open_it(desk: Desk) -> None:
    desk.run("add", "view", "kind=member", "name=French", "search=country:=FR")
    assert desk.run("set", "view", "search=country:(", "--search", "name:French").code == 1
    assert desk.run("set", "view", "name=Members", "--search", "name:French").code == 1
    assert desk.run("set", "view", "name=Swiss", "search=country:=CH", "--search", "").code == 0
    assert desk.run("list", "member", "--view", "Swiss").code == 0


@pytest.mark.parametrize("words", ["9" * 5_000, "²" * 17, "9" * 19])
def test_what_is_no_id_is_said_wherever_one_is_typed(desk: Desk, words: str) -> None:
    for command in (
        ["show", "member", words],
        ["history", "member", words],
        ["merge", "person", words, "1"],
        ["add", "member", "name=A", f"parent={words}"],
        ["check-in", words, "1"],
    ):
        done = desk.run(*command)
        assert done.code == 1
        assert words[:15] in done.err
        assert done.err.rstrip().endswith(".")


def test_a_title_given_twice_in_one_language_is_refused(desk: Desk) -> None:
    done = desk.run("add", "event", "title=One", "title_en=Two")
    assert done.code == 1
    said = "Title and Title (English) are one field in this language; give one of them."
    assert said in done.err
    desk.done("add", "event", "title=One", "title_en=One", "title_de=Eins")
