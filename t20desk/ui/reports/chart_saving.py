"""Saving a chart as a picture, to be put into a letter or onto a slide."""

from PySide6.QtWidgets import QWidget

from t20desk.attachments.file_names import safe_name
from t20desk.charts import Chart
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.printing.bar_chart import PICTURES, write_picture
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import choose_target, show_problem

CHART_FILTER = "PNG (*.png);;SVG (*.svg)"


def save_chart(parent: QWidget, desk: Desk, chart: Chart) -> None:
    """Ask where to, then save the bars as PNG or SVG."""
    name = f"{safe_name(chart.title)}.png"
    target = choose_target(parent, _("Save picture"), name, CHART_FILTER)
    if target is None:
        return
    if target.suffix.lower() not in PICTURES:
        target = target.with_name(f"{target.name}.png")
    try:
        write_picture(chart, target)
        desk.tell(_("{file} was written.").format(file=target.name))
    except UserError as error:
        show_problem(parent, error.message)
