"""Which headings are known, where they are looked for, and what is refused."""

from datetime import date, time

import pytest

from t20desk.db.fields import KINDS, Kind
from t20desk.errors import UserError
from t20desk.importing.arranging import arrange_columns
from t20desk.importing.cuts import WHOLE_FIELDS
from t20desk.importing.fitting import recognise_kind
from t20desk.importing.header_rows import find_header, find_header_at
from t20desk.importing.headings import find_target, known_headings, read_heading
from t20desk.importing.values import ImportOptions, MappedColumn
from t20desk.reading.rows import SheetRow
from t20desk.ui.imports.import_lines import read_lines, write_options
from tests.importing.sheets import Desk, places, tally

MEMBER = {
    "number": "Mitgliedsnummer, Mitglieds-Nr., Nr., Member number, No., ID, 会员编号, 编号, 会员号",
    "name": "Name, Organisation, Firma, Institution, Company, 名称, 单位, 单位名称, 机构名称",
    "short_name": "Kurzname, Kürzel, Abkürzung, Short name, Abbreviation, 简称",
    "areas": "Servicebereiche, Bereiche, Tätigkeitsfelder, Service areas, Areas, 服务领域, 领域",
    "country": "Land oder Region, Land, Staat, Country or region, Country, 国家或地区, 国家, 国别",
    "city": "Ort, Stadt, City, Town, 城市, 市",
    "street": "Straße, Strasse, Anschrift, Street, Address, 地址, 街道",
    "postcode": "PLZ, Postleitzahl, Postcode, ZIP, Postal code, 邮编, 邮政编码",
    "email": "E-Mail, Mail, E-mail, Email, 邮箱, 电子邮箱",
    "website": "Website, Webseite, Internet, Web, URL, 网址, 网站",
    "phone": "Telefon, Tel., Phone, Tel, 电话",
    "mobile": "Mobil, Handy, Mobile, Cell, 手机",
    "status": "Status, Mitgliedsstatus, 状态",
    "joined": "Beitritt, Eintritt, Mitglied seit, Joined, Member since, 入会日期, 加入日期",
    "left": "Austritt, Left, 退会日期",
    "notes": "Bemerkung, Bemerkungen, Notiz, Anmerkung, Remark, Comments, Notes, 备注",
}
PERSON = {
    "title": "Titel, Title, 头衔, 职称",
    "given_name": "Vorname, Given name, First name, 名",
    "family_name": "Nachname, Familienname, Family name, Surname, Last name, 姓",
    "original_name": "Name in Originalschrift, Name in original script, 姓名, 中文名",
    "born": "Geburtsdatum, geboren, Date of birth, Born, 出生日期, 生日",
    "do_not_contact": "Nicht kontaktieren, Do not contact, 请勿联系",
}
OTHERS = {
    ("affiliation", "position"): "Position, Funktion, Job title, 职务, 职位",
    ("event", "starts"): "Beginn, Starts, Begin, 开始",
    ("event", "ends"): "Ende, Ends, 结束",
}
MAILED = {
    "member": "Firmenname Akronym Nation Gemeinde Adresse Zip|code Homepage Telefonnummer "
    "Handynummer Mail|address Beitrittsdatum Member|until Betreuerin Hinweise",
    "person": "Zuname Vornamen geb.|am Country/Region Wohnort Phone|number 手机号码 学位",
    "affiliation": "Mitarbeiterin Arbeitgeber Designation Abt. Start|date Ende",
    "event": "Thema Datum End|date Tagungsort Nation Anmeldeschluss Kurzbeschreibung",
    "participation": "Event|name Attendee 公司 RSVP Attended Sitzplatz",
    "connection": "Organisation|1 Organisation|2 Start|date 结束日期",
    "service": "Anbieter Dienstleistung Offer|or|request Tags",
    "initiative": "Projektname Nation Projektbeginn Projektstatus",
    "contact_note": "Kontaktdatum Thema Firma Gesprächspartner Zusammenfassung",
}
"""What mailed sheets head their columns with, each kind in one sheet."""
ALL = [
    *((("member", name), words) for name, words in MEMBER.items()),
    *((("person", name), words) for name, words in PERSON.items()),
    *OTHERS.items(),
]


def match_columns(
    kind: Kind, header: SheetRow, mapping: dict[str, str], sheet: str
) -> tuple[list[MappedColumn], list[str]]:
    found = arrange_columns(kind, KINDS, header, [], ImportOptions(mapping=mapping), sheet)
    return found.columns, found.ignored


@pytest.mark.parametrize(("place", "words"), ALL, ids=[f"{k}.{n}" for (k, n), _w in ALL])
def test_a_field_is_known_by_all_its_headings(place: tuple[str, str], words: str) -> None:
    kind, name = place
    for heading in (name, *words.split(", ")):
        columns, ignored = match_columns(KINDS[kind], SheetRow(1, [heading]), {}, "List")
        # Alone it is the whole name of a person, in original script too.
        wanted = list(WHOLE_FIELDS) if name == "original_name" and heading == "姓名" else [name]
        assert [column.field.name for column in columns] == wanted, heading
        assert not ignored


@pytest.mark.parametrize(
    "heading",
    ["COUNTRY", " country ", "Country\nor region", "Country\u00a0or  region", "\ufeffCountry",
     "Ｃｏｕｎｔｒｙ", "Country:", "country_or_region", "Land / Region", "Country*"],
)  # fmt: skip
def test_headings_are_known_whatever_their_dress(heading: str) -> None:
    columns, ignored = match_columns(KINDS["member"], SheetRow(1, [heading]), {}, "List")
    if heading == "Land / Region":
        assert ignored == ["Land / Region"]
        return
    assert [column.field.name for column in columns] == ["country"]


@pytest.mark.parametrize("kind", MAILED)
def test_the_plain_words_of_mailed_sheets_are_known_side_by_side(kind: str) -> None:
    headings: list[object] = [word.replace("|", " ") for word in MAILED[kind].split()]
    columns, ignored = match_columns(KINDS[kind], SheetRow(1, headings), {}, "List")
    assert not ignored
    assert len({column.field.name for column in columns}) == len(headings)


@pytest.mark.parametrize(
    ("headings", "mapping", "used", "ignored"),
    [
        (["Name", "Nation", "Land"], {}, ["name", "country"], ["Nation"]),
        (["Land", "Nation", "Name"], {}, ["country", "name"], ["Nation"]),
        (["Name", "Festnetz", "Rufnummer"], {}, ["name", "phone"], ["Rufnummer"]),
        (["Name", "Nation", "x"], {"x": "country"}, ["name", "country"], ["Nation"]),
        (["Name", "Nation", "x"], {"x": "Land"}, ["name", "country"], ["Nation"]),
        (["Name", "Land"], {"Land": ""}, ["name"], ["Land"]),
        (["Name", "Nation", "Land"], {"Land": ""}, ["name", "country"], ["Land"]),
        (["Firma", "Einrichtung"], {}, ["name"], ["Einrichtung"]),
    ],
)
def test_a_word_that_is_not_sure_gives_way_to_a_surer_heading(
    headings: list[object], mapping: dict[str, str], used: list[str], ignored: list[str]
) -> None:
    header = SheetRow(1, headings)
    columns, left_out = match_columns(KINDS["member"], header, mapping, "List")
    assert [column.field.name for column in columns] == used
    assert left_out == ignored
    chosen = {
        heading: name and find_target(KINDS["member"], name).name
        for heading, name in mapping.items()
    }
    lines = read_lines(KINDS["member"], KINDS, [header], header, ImportOptions(mapping=chosen))
    assert [line.target for line in lines if line.target] == used


@pytest.mark.parametrize(
    ("header", "rows", "left_out"),
    [
        (("Datum", "Uhrzeit", "Thema"), [(date(2027, 3, 1), time(9, 30), "A")], []),
        (("Uhrzeit", "Thema", "Datum"), [("9:30", "A", "01.03.2027")], []),
        (("Beginn", "Title", "Time"), [("01.03.2027", "A", "9.30 Uhr")], []),
        (
            ("Beginn", "Titel", "Zeit", "Time"),
            [("01.03.2027 9:30", "A", "x", "y")],
            ["Zeit", "Time"],
        ),
    ],
)
def test_the_time_of_day_in_a_column_of_its_own_goes_with_the_day(
    file_desk: Desk,
    header: tuple[str, ...],
    rows: list[tuple[object, ...]],
    left_out: list[str],
) -> None:
    for remember in ("", "Plan", ""):
        plan = file_desk.take("event", [header, *rows], mode="add", again=True, remember=remember)
        assert plan.ignored == left_out
    assert plan.profile == "Plan"
    assert file_desk.table("event", "starts") == [("2027-03-01T09:30",)] * 3


@pytest.mark.parametrize(
    ("header", "rows", "mapping"),
    [
        (
            ("Titel", "Datum", "Beginn", "Ende"),
            [("A", date(2027, 3, 4), time(9), time(12, 30)), ("B", "05.03.2027", "18:00", "–")],
            {},
        ),
        (
            ("Ende", "Beginn", "Tag", "Titel"),
            [("12:30 Uhr", "9 Uhr", "4.3.2027", "A"), (None, "18.00 Uhr", "5.3.2027", "B")],
            {},
        ),
        (
            ("Titel", "am", "ab", "bis"),
            [("A", date(2027, 3, 4), "9:00", "12:30"), ("B", date(2027, 3, 5), "18:00", None)],
            {"am": "starts.day", "ab": "starts", "bis": "ends"},
        ),
    ],
)
def test_a_day_beside_times_of_beginning_and_end_goes_with_both(
    file_desk: Desk,
    header: tuple[str, ...],
    rows: list[tuple[object, ...]],
    mapping: dict[str, str],
) -> None:
    plan = file_desk.take("event", [header, *rows], mapping=mapping)
    assert (places(plan), plan.ignored) == ([], [])
    assert file_desk.table("event", "starts", "ends") == [
        ("2027-03-04T09:00", "2027-03-04T12:30"),
        ("2027-03-05T18:00", None),
    ]


def test_a_day_beside_whole_moments_is_left_out(file_desk: Desk) -> None:
    rows = [("Titel", "Datum", "Beginn"), ("A", "04.03.2027", "04.03.2027 9:00")]
    plan = file_desk.take("event", rows)
    assert plan.ignored == ["Datum"]
    assert file_desk.table("event", "starts") == [("2027-03-04T09:00",)]


def test_a_layout_with_days_apart_is_known_again(file_desk: Desk) -> None:
    header = ("Titel", "Datum", "Beginn", "Ende")
    file_desk.take("event", [header, ("A", "04.03.2027", "9:00", "12:00")], remember="Plan")
    plan = file_desk.take("event", [header, ("B", "05.03.2027", "9:00", "12:00")])
    assert (plan.profile, plan.ignored) == ("Plan", [])
    starts = [("2027-03-04T09:00",), ("2027-03-05T09:00",)]
    assert file_desk.table("event", "starts") == starts


def test_the_window_says_of_which_times_a_column_is_the_day() -> None:
    rows = [
        SheetRow(1, ["Titel", "Datum", "Beginn", "Ende"]),
        SheetRow(2, ["A", date(2027, 3, 4), "09:00", "12:00"]),
    ]
    lines = read_lines(KINDS["event"], KINDS, rows, rows[0], ImportOptions())
    assert [line.target for line in lines] == ["title", "starts.day", "starts", "ends"]
    told = write_options(lines, ImportOptions()).mapping
    assert told == {"Titel": "title", "Datum": "starts.day", "Beginn": "starts", "Ende": "ends"}


def test_spans_strokes_and_whole_days_in_a_column_of_times_keep_no_row_back(
    file_desk: Desk,
) -> None:
    times = ("9:30-11:00", "9.30 – 11 Uhr", "–", "ganztägig", None)
    rows = [("01.03.2027", one, f"Meeting {at}") for at, one in enumerate(times)]
    plan = file_desk.take("event", [("Datum", "Uhrzeit", "Thema"), *rows])
    assert places(plan) == []
    assert len(places(plan, "note")) == 2
    days = file_desk.table("event", "starts")
    assert days == [("2027-03-01",)] * 3 + [("2027-03-01T09:30",)] * 2


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Von, An, Seit", "member, other, since"),
        ("An, Von, Bis", "other, member, until"),
        ("From, To", "member, other"),
        ("从, 到, 类型", "member, other, kind"),
        ("Von, Bis", "since, until"),
        ("Organisation, Partner, From, To", "member, other, since, until"),
        ("From, To, Organisation A, Organisation B", "since, until, member, other"),
        ("Mitglied, An, Von", "member, other, since"),
    ],
)
def test_from_and_to_name_the_organisations_only_where_nothing_else_does(
    headings: str, fields: str
) -> None:
    kind = KINDS["connection"]
    columns, ignored = match_columns(kind, SheetRow(1, headings.split(", ")), {}, "List")
    assert ([column.field.name for column in columns], ignored) == (fields.split(", "), [])


def test_own_labels_of_languages_are_known() -> None:
    known = known_headings(KINDS["event"])
    assert known["titleenglish"].name == "title_en"
    assert known["titlede"].name == "title_de"
    assert known["title"].name == "title"


def test_the_headings_are_found_under_titles_and_blank_rows() -> None:
    rows = [
        SheetRow(1, ["List of members", None]),
        SheetRow(2, ["as of today", None]),
        SheetRow(5, [None, "Name", "Land", "Remark by Ada"]),
        SheetRow(6, [None, "Alpha", "DE", None]),
    ]
    header = find_header(KINDS["member"], rows, {})
    assert header is not None
    assert header.number == 5


def test_a_row_of_data_that_looks_like_a_heading_does_not_win() -> None:
    rows = [SheetRow(1, ["Name", "Land", "Stadt"]), SheetRow(2, ["Name", "Land", "x"])]
    header = find_header(KINDS["member"], rows, {})
    assert header is not None
    assert header.number == 1


def test_no_heading_is_found_where_none_is_known() -> None:
    rows = [SheetRow(1, ["foo", "bar"]), SheetRow(2, [1, 2])]
    assert find_header(KINDS["member"], rows, {}) is None


def test_a_text_of_a_page_heads_no_column() -> None:
    long = "Name " * 400
    assert find_header(KINDS["member"], [SheetRow(1, [long, "Land"])], {long}) == SheetRow(
        1, [long, "Land"]
    )
    assert recognise_kind(KINDS, [SheetRow(1, ["Name", "Land", long])]) == "member"
    assert find_header(KINDS["member"], [SheetRow(1, [long])], {long}) is None


def test_a_heading_is_one_line() -> None:
    assert read_heading("Two\nlines\u00a0of  text") == "Two lines of text"
    assert read_heading(None) == ""
    assert read_heading(2024) == "2024"


def columns_of(header: list[object], **mapping: str) -> tuple[list[MappedColumn], list[str]]:
    return match_columns(KINDS["member"], SheetRow(3, header), mapping, "List")


def test_what_is_not_known_is_left_out_and_said() -> None:
    columns, ignored = columns_of(["Name", "Shoe size", None, "Land"])
    assert [(c.letter, c.field.name) for c in columns] == [("A", "name"), ("D", "country")]
    assert ignored == ["Shoe size"]


def test_a_mapping_by_heading_or_letter_goes_before_what_is_known() -> None:
    columns, ignored = columns_of(["Name", "Shoe size", "Land"], **{"shoe SIZE": "short_name"})
    assert [c.field.name for c in columns] == ["name", "short_name", "country"]
    columns, ignored = columns_of(["Name", None, "Land"], B="city", Land="")
    assert [c.field.name for c in columns] == ["name", "city"]
    assert ignored == ["Land"]


@pytest.mark.parametrize(
    ("header", "mapping", "words"),
    [
        (["Name", "Land", "Firma"], {}, ["row 3", "A “Name”", "C “Firma”", "Name"]),
        (["Name", "Name"], {}, ["A “Name”", "B “Name”"]),
        (["Name", "x"], {"x": "name"}, ["A “Name”", "B “x”"]),
        (["Name"], {"Name": "nosuch"}, ["nosuch", "not a field"]),
        (["Name"], {"Gone": "city"}, ["Gone"]),
    ],
)
def test_headings_that_contradict_are_refused_with_their_place(
    header: list[object], mapping: dict[str, str], words: list[str]
) -> None:
    with pytest.raises(UserError) as caught:
        columns_of(header, **mapping)
    for word in words:
        assert word in caught.value.message


def test_a_sheet_is_read_below_titles_and_beside_a_blank_column(file_desk: Desk) -> None:
    rows = [
        ["Members of the alliance"],
        ["printed today"],
        [],
        [],
        [None, "Mitglieds-Nr.", "Organisation", "Schuhgröße", "Land"],
        [None, "0001", "Alpha", 43, "Nowhere"],
        [None, "0002", "Beta", 44, "DE"],
    ]
    plan = file_desk.plan("member", rows)
    assert (plan.sheet, plan.header_row) == ("List", 5)
    assert plan.ignored == ["Schuhgröße"]
    assert tally(plan) == (2, 1, 0, 0, 0, 1)
    assert places(plan) == [(6, "E", "country")]
    assert plan.problems[0].heading == "Land"
    assert plan.problems[0].value == "Nowhere"


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("rows", "options", "words"),
    [
        ([["foo", "bar"], [1, 2]], {}, "no heading is known"),
        ([["Land"], ["DE"]], {}, "Name, which every new record needs"),
        ([["Name"], ["A"]], {"key": ("number",)}, "no column for the key Member number"),
        ([["Name"], ["A"]], {"mode": "update"}, "needs a key"),
        ([["Name"], ["A"]], {"header_row": 9}, "row 9 is blank"),
        ([["Name"], ["A"]], {"key": ("nosuch",)}, "not a field"),
        ([["Name", "Sort key", "ID"], ["A"]], {"mapping": {"Sort key": "status_changes"}}, ""),
    ],
)
def test_a_sheet_that_cannot_be_taken_is_refused_in_a_sentence(
    file_desk: Desk, rows: list[list[object]], options: dict[str, object], words: str
) -> None:
    with pytest.raises(UserError) as caught:
        file_desk.plan("member", rows, **options)
    assert words in caught.value.message
    assert caught.value.message.endswith(".")


def test_the_second_sheet_is_taken_when_the_first_has_no_headings(file_desk: Desk) -> None:
    path = file_desk.write([["Notes only"], ["bla"]], Data=[["Name"], ["Alpha"]])
    plan = file_desk.plan("member", path)
    assert plan.sheet == "Data"
    assert tally(plan)[1] == 1


def test_a_sheet_is_taken_by_name_or_place(file_desk: Desk) -> None:
    path = file_desk.write([["Name"], ["A"]], Data=[["Name"], ["B"], ["C"]])
    assert file_desk.plan("member", path, sheet="Data").counts.new == 2
    assert file_desk.plan("member", path, sheet=1).counts.new == 2
    assert file_desk.plan("member", path).counts.new == 1


def test_the_row_of_headings_can_be_named(file_desk: Desk) -> None:
    rows = [["Name", "Land"], ["Name", "City"], ["Alpha", "Berlin"]]
    plan = file_desk.plan("member", rows, header_row=2)
    assert [column.field.name for column in plan.columns] == ["name", "city"]
    assert plan.counts.new == 1


def test_a_heading_of_what_follows_from_other_fields_is_left_out() -> None:
    header = SheetRow(1, ["Full name", "Given name", "Family name"])
    columns, ignored = match_columns(KINDS["person"], header, {}, "People")
    assert [column.field.name for column in columns] == ["given_name", "family_name"]
    assert ignored == ["Full name"]


def test_headings_in_two_rows_are_one_also_where_their_row_was_chosen() -> None:
    rows = [
        SheetRow(1, ["Member", "Name"]),
        SheetRow(2, ["number", None]),
        SheetRow(3, ["1", "Alpha"]),
    ]
    found = find_header_at(KINDS["member"], rows, 2)
    assert found is not None
    assert found.cells == ["Member number", "Name"]
    alone = find_header_at(KINDS["member"], rows, 3)
    assert alone is not None
    assert alone.number == 3
