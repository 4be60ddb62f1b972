"""The sorts of values that fields hold, each with its manners."""

from t20desk.db.types.choices import Choice, Choices, YesNo, codes_of, join_codes
from t20desk.db.types.contacts import Email, Phone, Url
from t20desk.db.types.countries import Countries, Country, country_names, list_usual_names
from t20desk.db.types.date_text import find_date_order, find_dot_order
from t20desk.db.types.dates import Date, DateTime, PartialDate
from t20desk.db.types.languages import Language, Languages
from t20desk.db.types.links import Link, TimeZone
from t20desk.db.types.number_text import find_decimal_sign
from t20desk.db.types.numbers import Money, Number, Whole
from t20desk.db.types.pictures import Picture
from t20desk.db.types.texts import Code, LongText, Postcode, Text
from t20desk.db.types.values import (
    ANY_READING,
    CellError,
    ExcelValue,
    Parsed,
    Reading,
    Severity,
    Stored,
    Type,
    cut,
    typed_reading,
)

__all__ = [
    "ANY_READING", "CellError", "Choice", "Choices", "Code", "Countries", "Country", "Date",
    "DateTime", "Email", "ExcelValue", "Language", "Languages", "Link", "LongText", "Money",
    "Number", "Parsed", "PartialDate", "Phone", "Picture", "Postcode", "Reading", "Severity",
    "Stored", "Text", "TimeZone", "Type", "Url", "Whole", "YesNo", "codes_of", "country_names",
    "cut", "find_date_order", "find_decimal_sign", "find_dot_order", "join_codes",
    "list_usual_names", "typed_reading",
]  # fmt: skip
