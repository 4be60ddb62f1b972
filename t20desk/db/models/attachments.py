"""Files that belong to a record."""

from t20desk.db.fields import Record, column, link
from t20desk.db.types import Date, LongText, Text, Whole
from t20desk.i18n import N_

OWNERS = ("member", "person", "event", "contact_note", "connection", "service", "initiative", "venue", "participation", "affiliation")
"""The kinds whose records may have attachments: the link has the name of the kind."""


class Attachment(Record, kind="attachment", words=(N_("Attachment"), N_("Attachments")), icon="mdi6.paperclip", title=("name",), order=("name",), one_of=(OWNERS,)):
    """A file of a record, kept in the database, or a checked link to one that is too large."""

    name = column(N_("File name"), Text(200), "Dateiname | 文件名", required=True, searched=True, listed=True)
    size = column(N_("Size in bytes"), Whole(low=0), "Größe in Bytes | 大小（字节）", required=True, listed=True)
    added_on = column(N_("Added on"), Date(), "Hinzugefügt am | 添加日期", listed=True)
    note = column(N_("Remark"), LongText(5000), "Bemerkung | 备注", searched=True, listed=True)
    media_type = column(N_("Type of file"), Text(120), "Dateityp | 文件类型", hidden=True)
    hash = column(N_("Content (SHA-256)"), Text(64), "Content | Inhalt | 内容", required=True, hidden=True, indexed=True)
    path = column(N_("Kept outside at"), Text(2000), "Liegt außerhalb unter | 外部路径", hidden=True)
    member = link(N_("Organisation"), "member", when_gone="along")
    person = link(N_("Person"), "person", when_gone="along")
    event = link(N_("Event"), "event", when_gone="along")
    contact_note = link(N_("Contact note"), "contact_note", when_gone="along")
    connection = link(N_("Connection"), "connection", when_gone="along")
    service = link(N_("Service"), "service", when_gone="along")
    initiative = link(N_("Initiative"), "initiative", when_gone="along")
    venue = link(N_("Venue"), "venue", when_gone="along")
    participation = link(N_("Participation"), "participation", when_gone="along")
    affiliation = link(N_("Affiliation"), "affiliation", when_gone="along")
