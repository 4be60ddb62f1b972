"""What members are asked to confirm, round by round, and what came back."""

from t20desk.db.fields import Record, column, link
from t20desk.db.models.choices import CONFIRMATION_STATES
from t20desk.db.types import Choice, Date, LongText, Text, YesNo
from t20desk.i18n import N_


class Confirmation(Record, kind="confirmation", words=(N_("Confirmation"), N_("Confirmations")), icon="mdi6.clipboard-check-outline", title=("member.name", "round"), order=("-round", "member.name"), unique=(("member", "round"),)):
    """The workbook in which a member confirms its data in a round, usually once a year."""

    member = link(N_("Organisation"), "member", "Organisation | Mitglied | 机构", when_gone="along", required=True, listed=True)
    round = column(N_("Round"), Text(20), "Runde | Jahr | 轮次 | 年度", required=True, indexed=True, listed=True)
    state = column(N_("State of the reply"), Choice(CONFIRMATION_STATES), "Stand | 回复状态", indexed=True, listed=True)
    sent_on = column(N_("Sent on"), Date(), "Verschickt am | 发送日期", listed=True)
    due_on = column(N_("Due on"), Date(), "Fällig am | 截止日期", indexed=True, listed=True)
    reminded_on = column(N_("Reminded on"), Date(), "Erinnert am | 提醒日期", listed=True)
    back_on = column(N_("Back on"), Date(), "Zurück am | 收回日期", listed=True)
    unchanged = column(N_("Everything is right as it stands"), YesNo(), "Alles stimmt | 全部无误")
    confirmed_by = column(N_("Confirmed by"), Text(200), "Bestätigt von | 确认人", searched=True, listed=True)
    confirmed_on = column(N_("Confirmed on"), Date(), "Bestätigt am | 确认日期")
    remark = column(N_("Remark to the office"), LongText(5000), "Bemerkung | 备注", searched=True)
