"""Why a change was not written, in sentences."""

from t20desk.db.change import Applied
from t20desk.db.fields import Kinds
from t20desk.i18n import _
from t20desk.ui.looks.words import field_text, value_text


def describe_refusal(kinds: Kinds, applied: Applied) -> list[str]:
    """Why nothing was written, one sentence each."""
    said = [problem.message for problem in applied.problems]
    for one in applied.conflicts:
        if one.field is None:
            said.append(_("A record was changed or deleted meanwhile; read the list again."))
        else:
            said.append(
                _("{field} was changed meanwhile from “{base}” to “{mine}”; look again.").format(
                    field=field_text(kinds, one.kind, one.field),
                    base=value_text(kinds, one.kind, one.field, one.base),
                    mine=value_text(kinds, one.kind, one.field, one.mine),
                )
            )
    return said
