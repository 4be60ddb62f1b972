"""What a command line can say about the columns of a sheet."""

from tests.cli.desk import Desk


def test_columns_are_parted_joined_set_and_filled(desk: Desk) -> None:
    path = desk.write("in.csv", "Wer;Weg;Nr;Ort", "Dr. Anna Berg;Ring;7;", "Li, Wei;Gasse;;Bonn")
    desk.done(
        "import", "person", path, "--split", "Wer=title,given_name,family_name",
        "--join", "street=Weg+Nr", "--set", "country=Deutschland", "--default", "city=Köln",
    )  # fmt: skip
    rows = {row["family_name"]: row for row in desk.rows("person", "--columns",
            "family_name,given_name,title,street,city,country")}  # fmt: skip
    assert rows["Berg"]["street"] == "Ring 7"
    assert (rows["Berg"]["title"], rows["Berg"]["city"]) == ("Dr.", "Köln")
    assert (rows["Li"]["given_name"], rows["Li"]["country"]) == ("Wei", "DE")


def test_a_value_said_once_is_known_from_then_on(desk: Desk) -> None:
    path = desk.write("in.csv", "Number;Name;Areas", "1;Alpha;IP", "2;Beta;n/a")
    assert desk.run("import", "member", path).code == 1
    words = ["--value", "areas:IP=intellectual property"]
    assert desk.json("import", "member", path, *words)["new"] == 2
    again = desk.write("more.csv", "Number;Name;Areas", "3;Gamma;ip")
    assert desk.json("import", "member", again)["new"] == 1
    assert desk.rows("member")[2]["areas"] == ["intellectual_property"]


def test_a_layout_is_remembered_and_used(desk: Desk) -> None:
    path = desk.write("in.csv", "Kunde;Stadt;Rest", "Alpha;Bonn;x")
    desk.done("import", "member", path, "--map", "Kunde=name", "--remember", "Bank")
    path = desk.write("more.csv", "Kunde;Stadt;Rest", "Beta;Ulm;x")
    answer = desk.json("import", "member", path, "--profile", "bank", "--dry-run")
    assert (answer["profile"], answer["new"]) == ("Bank", 1)
    assert desk.run("import", "member", path, "--profile", "").code == 1
    ran = desk.run("import", "member", path, "--profile", "none")
    assert ran.code == 1
    assert "Bank" in ran.err


def test_unknown_names_are_made_or_left(desk: Desk) -> None:
    desk.add("person", "family_name=Berg", "given_name=Anna")
    path = desk.write("in.csv", "Person;Organisation", "Anna Berg;Neue GmbH")
    assert desk.run("import", "affiliation", path).code == 1
    desk.done("import", "affiliation", path, "--unknown", "member=create")
    assert [row["name"] for row in desk.rows("member", "--view", "all")] == ["Neue GmbH"]


def test_a_dash_or_a_blank_empties_where_asked(desk: Desk) -> None:
    desk.add("member", "number=1", "name=Alpha", "city=Bonn", "phone=+49 228 1")
    path = desk.write("in.csv", "Number;Name;City;Phone", "1;Alpha;-;")
    assert desk.json("import", "member", path)["same"] == 1
    words = ["--clear", "city:-", "--clear", "phone"]
    assert desk.json("import", "member", path, *words)["changed"] == 1
    row = desk.rows("member", "--columns", "city,phone")[0]
    assert (row["city"], row["phone"]) == (None, None)


def test_members_missing_from_the_file_are_listed_and_leave(desk: Desk) -> None:
    known = desk.add("member", "number=2", "name=Beta", "status=active")
    path = desk.write("in.csv", "Number;Name", "1;Alpha")
    answer = desk.json("import", "member", path, "--missing", "list", "--dry-run")
    assert answer["absent"] == [{"id": known, "text": "Beta"}]
    desk.done("import", "member", path, "--missing", "leave")
    rows = {row["number"]: row["status"] for row in desk.rows("member", "--columns",
            "number,status")}  # fmt: skip
    assert rows["2"] == "left"


def test_what_is_written_wrongly_is_wrong_usage(desk: Desk) -> None:
    path = desk.write("in.csv", "Name", "Alpha")
    for words in (["--map", "Name"], ["--set", "x"], ["--missing", "all"], ["--value", "a=b"]):
        assert desk.run("import", "member", path, *words).code == 2, words
