"""What an address card says that no field holds, as headings that are put into words."""

from typing import Final

from t20desk.i18n import N_

DEPARTMENT: Final = N_("department")
FAX: Final = N_("fax")
FURTHER_PHONE: Final = N_("further phone")
FURTHER_MOBILE: Final = N_("further mobile phone")
FURTHER_MAIL: Final = N_("further e-mail")
ORGANISATION: Final = N_("organisation")
CARD_WORDS: Final = frozenset(
    (DEPARTMENT, FAX, FURTHER_PHONE, FURTHER_MOBILE, FURTHER_MAIL, ORGANISATION)
)
