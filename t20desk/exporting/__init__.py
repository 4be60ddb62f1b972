"""Lists as files: workbooks, CSV, JSON, put in place in one step."""

from t20desk.exporting.placing import place_file
from t20desk.exporting.sheet_frame import Origin
from t20desk.exporting.text_files import (
    ENGLISH_EXCEL,
    GERMAN_EXCEL,
    MACHINE,
    CsvForm,
    excel_form,
    write_csv,
    write_json,
)
from t20desk.exporting.workbook import Written, write_workbook

__all__ = [
    "ENGLISH_EXCEL",
    "GERMAN_EXCEL",
    "MACHINE",
    "CsvForm",
    "Origin",
    "Written",
    "excel_form",
    "place_file",
    "write_csv",
    "write_json",
    "write_workbook",
]
