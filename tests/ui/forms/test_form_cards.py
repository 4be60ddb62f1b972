"""How the cards of a record stand in columns."""

from pytestqt.qtbot import QtBot

from t20desk.ui.forms.field_form import FieldForm
from t20desk.ui.window import Window


def columns(form: FieldForm) -> list[list[str]]:
    """The cards that stand in each column, from the left; those with nothing to show count not."""
    form.resize(900, 700)
    form.show()
    shown = {name: card for name, card in form.cards.cards.items() if card.isVisible()}
    places = sorted({card.x() for card in shown.values()})
    return [[name for name, card in shown.items() if card.x() == place] for place in places]


def test_the_first_record_shares_out_its_cards_by_what_it_has(qtbot: QtBot, window: Window) -> None:
    kind = window.desk.db.kinds["person"]
    form = FieldForm(kind, window.desk, folds=True)
    qtbot.addWidget(form)
    form.show_cells({name: "x" for name, one in kind.fields.items() if one.section == "Letters"})
    assert columns(form)[1] == ["Letters", "Office"]
