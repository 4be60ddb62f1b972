"""The colours that a rule may give to the rows of a listing."""

from typing import Final

from t20desk.i18n import N_

ROW_COLOURS: Final = {
    "red": (N_("Red"), "#fde4e1", "#4a2323"),
    "orange": (N_("Orange"), "#feead2", "#4a3117"),
    "yellow": (N_("Yellow"), "#fdf5c9", "#433c12"),
    "green": (N_("Green"), "#dff3df", "#1d3f28"),
    "blue": (N_("Blue"), "#deecfb", "#1d3650"),
    "violet": (N_("Violet"), "#eee4fa", "#38294c"),
    "grey": (N_("Grey"), "#e8ebef", "#343c46"),
}
"""Their word, their shade in light and in dark."""


def find_shade(name: str) -> str:
    """The shade of a colour on paper and in a workbook, as digits; "" for an unknown name."""
    found = ROW_COLOURS.get(name)
    return found[1].removeprefix("#") if found else ""
