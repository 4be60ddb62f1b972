"""What the office says of itself."""

from t20desk.db.fields import Record, column, translated
from t20desk.db.types import Country, Email, Languages, Phone, Picture, Text, Url
from t20desk.i18n import N_


class Office(Record, kind="office", words=(N_("Office profile"), N_("Office profiles")), icon="mdi6.office-building-cog", title=("name",), inside=True):
    """The office profile: one record that stands in letters and reports."""

    name = translated(N_("Name of the office"), Text(300), required=True, listed=True, section=N_("Office"))
    logo = column(N_("Logo"), Picture(), hidden=True, section=N_("Office"))
    street = column(N_("Street"), Text(300), section=N_("Address"))
    postcode = column(N_("Postcode"), Text(20), section=N_("Address"))
    city = column(N_("City"), Text(120), section=N_("Address"))
    country = column(N_("Home country"), Country(), section=N_("Address"))
    phone = column(N_("Phone"), Phone(), section=N_("Reach"))
    email = column(N_("E-mail"), Email(), section=N_("Reach"))
    website = column(N_("Website"), Url(), section=N_("Reach"))
    number_pattern = column(N_("Pattern of member numbers"), Text(20), section=N_("Office"), help=N_("Zeros stand for the counting number, for instance 0000 or T-0000."))
    languages = column(N_("Languages"), Languages(), section=N_("Office"))
