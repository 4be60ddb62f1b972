# ruff: noqa: E501 - one line a row of a sheet
"""The sheets of the demonstration, as they were built: `python -m tests.demo_sheets` writes them.

A tidy list in five formats, and one as offices really send them; PROBLEMS is what is wrong in it.
"""

import csv
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from t20desk.paths import resource

FOLDER: Final = resource("demo")
CLEAN: Final = "members-clean.xlsx"
DIRTY: Final = "members-dirty.xlsx"
CLEAN_FORMS: Final = (CLEAN, "members-clean.csv", "members-clean.ods", "members-clean.xls")

Cell = str | int | float | date | None

CLEAN_HEADINGS: Final = (
    "Member number", "Name", "Name in original script", "Country or region", "City", "Street",
    "Postcode", "Phone", "E-mail", "Website", "Service areas", "Status", "Joined", "Languages",
    "Notes",
)  # fmt: skip
ORIGINAL: Final = CLEAN_HEADINGS.index("Name in original script")

NOTE: Final = "Sample record of the tidy list."
TECH, RIGHTS = "technology transfer", "intellectual property"
START, MONEY = "start-up support", "financial services"
# fmt: off
CLEAN_ROWS: Final[tuple[tuple[Cell, ...], ...]] = (
    ("0101", "Sample Lisboa Inovação", None, "Portugal", "Lisboa", "Rua da Amostra 4", "1000-001", "+351 21 555 0101", "lisboa@example.org", "https://example.org/lisboa", START, "active", date(2024, 1, 15), "Portuguese; English", NOTE),
    ("0102", "Sample Guangzhou Patent House", "样例广州专利之家", "China", "Guangzhou", "Sample Road 8", "510000", "+86 20 5550 0102", "guangzhou@example.org", "https://example.org/guangzhou", RIGHTS, "active", date(2024, 2, 29), "Chinese", NOTE),
    ("0103", "Beispiel Technologiepark Jena", None, "Germany", "Jena", "Beispielweg 3", "07743", "+49 30 23125 203", "jena@example.org", "https://example.org/jena", f"{TECH}; {START}", "active", date(2023, 11, 1), "German; English", NOTE),
    ("0104", "Sample Dublin Seed Capital", None, "Ireland", "Dublin", "4 Sample Quay", "D02 X285", "+353 1 555 0104", "dublin@example.org", "https://example.org/dublin", MONEY, "active", date(2024, 5, 6), "English", NOTE),
    ("0105", "Sample København Innovation", None, "Denmark", "København", "Eksempelgade 5", "1050", "+45 55 55 01 05", "kobenhavn@example.org", None, f"{TECH}; {RIGHTS}", "applied", None, "Danish; English", NOTE),
    ("0106", "Sample Tallinn Start-up Lab", None, "Estonia", "Tallinn", "Näidise 6", "10111", "+372 555 0106", "tallinn@example.org", "https://example.org/tallinn", START, "active", date(2022, 9, 30), "English", NOTE),
    ("0107", "Sample Praha Technologie", None, "Czechia", "Praha", "Ukázková 7", "110 00", "+420 555 010 107", "praha@example.org", "https://example.org/praha", TECH, "active", date(2021, 4, 12), "English", NOTE),
    ("0108", "Sample Melbourne Licensing", None, "Australia", "Melbourne", "8 Sample Street", "3000", "+61 3 5550 0108", "melbourne@example.org", "https://example.org/melbourne", RIGHTS, "active", date(2024, 8, 19), "English", NOTE),
    ("0109", "Sample Cape Town Hub", None, "South Africa", "Cape Town", "9 Sample Avenue", "8001", "+27 21 555 0109", "capetown@example.org", None, f"{START}; {MONEY}", "active", date(2023, 3, 3), "English", NOTE),
    ("0110", "Sample Hanoi Technology Exchange", None, "Vietnam", "Hanoi", "10 Sample Lane", "100000", "+84 24 5550 0110", "hanoi@example.org", "https://example.org/hanoi", TECH, "prospect", None, "English", NOTE),
    ("0111", "Sample Bruxelles Capital", None, "Belgium", "Bruxelles", "Rue de l’Exemple 11", "1000", "+32 2 555 01 11", "bruxelles@example.org", "https://example.org/bruxelles", MONEY, "active", date(2020, 12, 24), "French; English", NOTE),
    ("0112", "Sample Mexico City Incubator", None, "Mexico", "Mexico City", "Calle Ejemplo 12", "06000", "+52 55 5550 0112", "mexico@example.org", "https://example.org/mexico", START, "active", date(2024, 10, 1), "Spanish; English", NOTE),
)
# fmt: on

SHEET: Final = "Mitglieder"
PEOPLE_SHEET: Final = "Personen"
HEADER_ROW: Final = 5
DIRTY_HEADINGS: Final = {
    "B": "Mitglieds-Nr.", "C": "Organisation", "D": "Land", "E": "Ort", "F": "PLZ",
    "G": "Telefon", "H": "E-Mail", "I": "Mitglied seit", "J": "Austritt", "K": "Servicebereiche",
    "L": "Farbe im Plan",
}  # fmt: skip
LONG_CITY: Final = "Beispielstadt am sehr langen Beispielfluss " * 4
# fmt: off
DIRTY_ROWS: Final[dict[int, dict[str, Cell]]] = {
    6: {"B": 201, "C": "Beispiel Nordlicht GmbH", "D": "Deutschland", "E": "Hamburg", "F": "20095", "G": "+49 30 23125 301", "H": "nordlicht@example.org", "I": datetime(2021, 3, 15), "K": "Technologietransfer", "L": "rot"},
    7: {"B": 202, "C": "Beispiel Handelskammer Süd", "D": "VR China", "E": "Nanjing", "F": "210000", "G": "+86 25 5550 0302", "H": "kammer@example.org", "I": "31/12/2023", "K": "geistiges Eigentum; Finanzdienstleistungen"},
    8: {"B": 203, "C": "Beispiel Doppelt AG", "D": "Schweiz", "E": "Zürich", "I": "15. Mai 2022"},
    9: {"B": 203, "C": "Beispiel Doppelt AG", "D": "CH", "E": "Zuerich", "I": "15.05.2022"},
    10: {"B": 204, "C": "Beispiel Versunkene Stadt", "D": "Atlantis", "E": "Poseidonis", "I": "06.2020"},
    11: {"B": 205, "C": "Beispiel Kalenderhaus", "D": "Österreich", "E": "Wien", "I": "31.04.2024"},
    12: {"B": 206, "C": "Beispiel Postlos eG", "D": "Deutschland", "E": "Köln", "F": "50667", "H": "info.postlos.example.org", "I": "24.06.2021"},
    13: {"B": 207, "C": "Beispiel Formelfehler", "D": "Frankreich", "E": "Lyon", "F": "69001", "G": "#N/A", "I": "20240131"},
    14: {"B": 208, "C": "Beispiel Postleitzahl Dresden", "D": "Deutschland", "E": "Dresden", "F": 1067, "G": "siehe Sekretariat", "I": "2024年5月6日"},
    17: {"B": 209, "C": "Beispiel Ausgeblendet", "D": "Italien", "E": "Torino", "F": "10121", "I": datetime(2019, 6, 26), "K": "Start-up-Förderung"},
    18: {"B": 210, "C": "Beispiel Zwei Kongos", "D": "Kongo", "E": "Beispielort", "I": "2021-07-01"},
    19: {"B": 211, "D": "Polen", "E": "Kraków", "F": "30-001", "H": "ohne-namen@example.org"},
    20: {"B": 212, "C": "Beispiel Langer Ort", "D": "Spanien", "E": LONG_CITY.strip()},
    21: {"B": 213, "C": "Beispiel Rückwärts", "D": "Finnland", "E": "Helsinki", "F": "00100", "I": "01.02.2023", "J": "31.01.2022"},
    22: {"B": 214, "C": "Beispiel Fremder Bereich", "D": "Niederlande", "E": "Eindhoven", "K": "Blumenhandel"},
    23: {"B": 215, "C": "  Beispiel  Leerzeichen e.V. ", "D": "uk", "E": "Cambridge", "F": "CB1 1AA", "I": "31.12.2022"},
    24: {"B": "Summe", "C": 16},
    26: {"C": "Quelle: Beispielerhebung, Angaben ohne Gewähr"},
}
PEOPLE_HEADINGS: Final = ("Titel", "Vorname", "Nachname", "Name in Originalschrift", "E-Mail", "Geburtsdatum")
PEOPLE_ROWS: Final[tuple[tuple[Cell, ...], ...]] = (
    ("Dr.", "Hanna", "Beispiel-Nord", None, "hanna@example.org", "24/03/1975"),
    (None, "Ming (Sample)", "Zhao", "赵明（样例）", "ming@example.org", datetime(1980, 11, 2)),
    (None, "Otto", "Beispiel-Kalender", None, "otto@example.org", "30.02.1980"),
    (None, None, None, None, "niemand@example.org", None),
    (None, "Sam", "Sample-Month", None, "sam@example.org", "12/31/1971"),
    (None, "Ida", "Beispiel-Post", None, "ida.example.org", "31/12/1969"),
)
# fmt: on


class Trouble(NamedTuple):
    """One cell of the untidy book that an import has to speak of; the value as Excel shows it."""

    sheet: str
    row: int
    column: str
    value: str
    severity: str


PROBLEMS: Final = (
    Trouble(SHEET, 8, "B", "00203", "error"),
    Trouble(SHEET, 9, "B", "00203", "error"),
    Trouble(SHEET, 10, "D", "Atlantis", "error"),
    Trouble(SHEET, 11, "I", "31.04.2024", "error"),
    Trouble(SHEET, 12, "H", "info.postlos.example.org", "error"),
    Trouble(SHEET, 13, "G", "#N/A", "error"),
    Trouble(SHEET, 14, "F", "1067", "note"),
    Trouble(SHEET, 14, "G", "siehe Sekretariat", "note"),
    Trouble(SHEET, 18, "D", "Kongo", "doubt"),
    Trouble(SHEET, 19, "C", "", "error"),
    Trouble(SHEET, 20, "E", LONG_CITY.strip(), "error"),
    Trouble(SHEET, 21, "J", "31.01.2022", "error"),
    Trouble(SHEET, 22, "K", "Blumenhandel", "error"),
    Trouble(PEOPLE_SHEET, 4, "F", "30.02.1980", "error"),
    Trouble(PEOPLE_SHEET, 5, "B", "", "error"),
    Trouble(PEOPLE_SHEET, 6, "F", "12/31/1971", "error"),
    Trouble(PEOPLE_SHEET, 7, "E", "ida.example.org", "error"),
)
LEFT_OUT: Final = ((SHEET, 24), (SHEET, 26))
"""The row of totals and the note below the table: no records, but said."""
IGNORED: Final = ("Farbe im Plan",)
READ_ROWS: Final = 16
BAD_ROWS: Final = 10
DOUBTFUL_ROWS: Final = 1


def write_sheets(folder: Path = FOLDER) -> list[Path]:
    """Write all sheets of the demonstration."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / name for name in (*CLEAN_FORMS, DIRTY)]
    workbook, text, document, old, dirty = written
    write_clean_workbook(workbook)
    write_clean_text(text)
    write_clean_document(document)
    write_clean_old_book(old)
    write_dirty_workbook(dirty)
    return written


def write_clean_workbook(path: Path) -> None:
    """The tidy list as .xlsx: texts as text, days as dates."""
    book = Workbook()
    sheet = _first_sheet(book, "Members")
    sheet.append(CLEAN_HEADINGS)
    for row in CLEAN_ROWS:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.font = Font(bold=cell.row == 1)
            cell.number_format = "yyyy-mm-dd" if isinstance(cell.value, date) else "@"
    sheet.freeze_panes = "A2"
    book.save(path)


def write_clean_text(path: Path) -> None:
    """The tidy list as a German Excel writes CSV; Chinese names have no place there."""
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        for row in (CLEAN_HEADINGS, *CLEAN_ROWS):
            cells = (cell for place, cell in enumerate(row) if place != ORIGINAL)
            writer.writerow([_german_text(cell) for cell in cells])


def _german_text(cell: Cell) -> str:
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else str(cell or "")


def write_clean_document(path: Path) -> None:
    """The tidy list as .ods."""
    rows = "".join(map(_document_row, (CLEAN_HEADINGS, *CLEAN_ROWS)))
    office = "urn:oasis:names:tc:opendocument:xmlns"
    rooms = {"office": "office", "table": "table", "text": "text", "style": "style"}
    rooms["number"] = "datastyle"
    spaces = " ".join(f'xmlns:{name}="{office}:{room}:1.0"' for name, room in rooms.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        f'office:version="1.3">{DAY_STYLE}<office:body><office:spreadsheet><table:table table:name="Members">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" '
        f'xmlns:manifest="{office}:manifest:1.0">{entry.format("/", kind)}'
        f"{entry.format('content.xml', 'text/xml')}</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in (
            ("mimetype", kind),
            ("content.xml", content),
            ("META-INF/manifest.xml", manifest),
        ):
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(info, part)


DAY_STYLE: Final = (
    '<office:automatic-styles><number:date-style style:name="iso">'
    '<number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text>'
    '<number:day number:style="long"/></number:date-style><style:style style:name="day" '
    'style:family="table-cell" style:data-style-name="iso"/></office:automatic-styles>'
)


def _document_row(row: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_document_cell, row))}</table:table-row>"


def _document_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    told = 'office:value-type="string"'
    if isinstance(cell, date):
        told = 'table:style-name="day" office:value-type="date" '
        told += f'office:date-value="{cell.isoformat()}"'
    return f"<table:table-cell {told}><text:p>{escape(str(cell))}</text:p></table:table-cell>"


def write_clean_old_book(path: Path) -> None:
    """The tidy list as .xls."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Members")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate((CLEAN_HEADINGS, *CLEAN_ROWS)):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write(number, place, datetime(cell.year, cell.month, cell.day), day)
            elif cell is not None:
                sheet.write(number, place, cell)
    book.save(str(path))


def write_dirty_workbook(path: Path) -> None:
    """The list as offices send it: titles, padded numbers, mixed dates, totals, notes."""
    book = Workbook()
    sheet = _first_sheet(book, SHEET)
    sheet["B1"] = "Beispielverband: Mitglieder und solche, die es werden wollen"
    sheet["B1"].font = Font(bold=True, size=14)
    sheet.merge_cells("B1:H1")
    sheet["B2"] = "Stand: Frühjahr, zusammengestellt aus mehreren Listen"
    for letter, heading in DIRTY_HEADINGS.items():
        sheet[f"{letter}{HEADER_ROW}"] = heading
        sheet[f"{letter}{HEADER_ROW}"].font = Font(bold=True)
    for row, cells in DIRTY_ROWS.items():
        for letter, value in cells.items():
            cell = sheet[f"{letter}{row}"]
            cell.value = value
            if letter == "B" and isinstance(value, int):
                cell.number_format = "00000"
            elif isinstance(value, datetime):
                cell.number_format = "DD.MM.YYYY"
    sheet.row_dimensions[17].hidden = True
    people = book.create_sheet(PEOPLE_SHEET)
    for row_cells in (PEOPLE_HEADINGS, *PEOPLE_ROWS):
        people.append(row_cells)
    book.save(path)


def _first_sheet(book: Workbook, title: str) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    return sheet


if __name__ == "__main__":
    write_sheets()
