"""The door of an event: signature sheets as they were printed, line by line."""

from t20desk.db.fields import Record, column, link
from t20desk.db.types import DateTime, Text, Whole
from t20desk.i18n import N_


class SignatureSheet(Record, kind="signature_sheet", words=(N_("Signature sheet"), N_("Signature sheets")), icon="mdi6.clipboard-text", title=("code", "event.title"), order=("-printed_on", "code"), inside=True):
    """One printing of the attendance list; its code stands on every page."""

    code = column(N_("Code of the sheet"), Text(12), "Blattkennung | 签到表编号", required=True, unique=True, listed=True)
    event = link(N_("Event"), "event", "Veranstaltung | 活动", when_gone="along", required=True, listed=True)
    printed_on = column(N_("Printed on"), DateTime(), "Gedruckt am | 打印时间", listed=True)
    printed_by = column(N_("Printed by"), Text(120), "Gedruckt von | 打印人", listed=True)
    guests = column(N_("Numbered lines"), Whole(low=0), "Nummerierte Zeilen | 编号行数", listed=True)
    walk_ins = column(N_("Empty lines for others"), Whole(low=0), "Leere Zeilen | 空白行数", listed=True)
    second_language = column(N_("Second language"), Text(20), hidden=True)


class SignatureLine(Record, kind="signature_line", words=(N_("Line of a signature sheet"), N_("Lines of signature sheets")), icon="mdi6.signature-freehand", title=("number", "name"), order=("sheet.code", "position"), unique=(("sheet", "number"),), inside=True):
    """A number on a sheet and whom it means: as printed, whatever becomes of the guest list."""

    sheet = link(N_("Signature sheet"), "signature_sheet", when_gone="along", required=True, listed=True)
    number = column(N_("Number"), Text(6), "Nr. | 编号", required=True, listed=True)
    position = column(N_("Place in the order"), Whole(low=1), "Position | 顺序", required=True, hidden=True)
    participation = link(N_("Participation"), "participation", when_gone="empty", listed=True)
    name = column(N_("Name"), Text(400), "Name | 姓名", listed=True)
    original_name = column(N_("Original name"), Text(120), "Name in Originalschrift | 原文姓名", listed=True)
    organisation = column(N_("Organisation"), Text(300), "Organisation | 单位", listed=True)
    country = column(N_("Country or region"), Text(120), "Land oder Region | 国家或地区", listed=True)
