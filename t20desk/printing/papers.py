"""Every paper the office prints, by name: menu, preview, PDF and command line read this list."""

from collections.abc import Mapping
from typing import Final

from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.printing import event_papers, record_papers
from t20desk.printing.guests_elsewhere import say_elsewhere
from t20desk.printing.hinted_paper import HintedPaper
from t20desk.printing.paper_kinds import PaperKind
from t20desk.printing.sheets import Paper

_HOMES: Final = (record_papers, event_papers)
PAPERS: Final[dict[str, PaperKind]] = {
    one.name: one for home in _HOMES for one in vars(home).values() if isinstance(one, PaperKind)
}
"""All papers in the order in which they are declared."""


def make_paper(database: Database, name: str, **options: object) -> Paper:
    """A paper by its name; options may come as texts. Raises UserError for unknown names."""
    kind = PAPERS.get(name)
    if kind is None:
        raise UserError(
            _("There is no paper “{name}”; there are {known}.").format(
                name=name, known=", ".join(PAPERS)
            )
        )
    known = kind.options()
    for option in options:
        if option not in known:
            raise UserError(
                _("The paper “{name}” has no option “{option}”; it has {known}.").format(
                    name=name, option=option, known=", ".join(known)
                )
            )
    read = {k: _read_option(k, v, known[k]) for k, v in options.items()}
    _check_kind(database, kind, read)
    made = kind.make(database, **read)
    hint = say_elsewhere(database, known | read) if kind.of_guests else ""
    return HintedPaper(made, hint) if hint else made


def _check_kind(database: Database, asked: PaperKind, options: Mapping[str, object]) -> None:
    """Raise UserError for a paper of a kind of records that it cannot be of."""
    suited = [name for name, one in database.kinds.items() if asked.suits(one)]
    if options.get("kind", suited[0]) not in suited:
        text = _("There is no kind “{name}” for this; choose one of these: {known}.")
        raise UserError(text.format(name=options["kind"], known=", ".join(suited)), "kind")


def _read_option(name: str, value: object, usual: object) -> object:
    """An option as the paper wants it: a whole number where the usual value is one."""
    if not isinstance(usual, int) or isinstance(value, int):
        return value
    text = str(value).strip()
    if text.isdecimal() and len(text) < 6:
        return int(text)
    raise UserError(
        _("The option {name} wants a whole number, not “{value}”.").format(name=name, value=text)
    )
