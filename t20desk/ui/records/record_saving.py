"""Saving a form as one change; what is in the way is said at its field."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from t20desk.db.change import Change, Conflict, Problem
from t20desk.editing import plan_edit, plan_insert
from t20desk.editing.rehearsing import rehearse
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.forms.field_form import FieldForm
from t20desk.ui.previews.preview import preview_and_apply
from t20desk.ui.tables.table_edits import reaches_further


class Saved(NamedTuple):
    """Whether a form was saved, as which record, and what found no field to be said at."""

    done: bool
    record_id: int | None
    sentence: str = ""


def save_form(desk: Desk, form: FieldForm, record_id: int | None) -> Saved:
    """Write what was typed: a new record, or the fields of one that were changed."""
    try:
        return _insert(desk, form) if record_id is None else _update(desk, form, record_id)
    except UserError as error:
        said = form.say_problem(error.field, error.message)
        return Saved(False, record_id, "" if said else error.message)


def _insert(desk: Desk, form: FieldForm) -> Saved:
    values, fine = form.values.read_all()
    if not fine:
        _say_further(desk, form, lambda: plan_insert(desk.db, form.kind.name, [values]))
        return _lead_to_problem(desk, form, None)
    if not values:
        form.focus_first()
        return Saved(False, None, _("Nothing is filled in yet; write down what you know first."))
    change = plan_insert(desk.db, form.kind.name, [values])
    applied = desk.apply(change)
    if applied.is_refused:
        return Saved(False, None, _say_refusal(form, applied.problems, applied.conflicts))
    return Saved(True, change.batches[0].rows[0][0])


def _update(desk: Desk, form: FieldForm, record_id: int) -> Saved:
    values, fine = form.values.read_changes()
    if not fine:
        edits = {record_id: values}
        _say_further(desk, form, lambda: plan_edit(desk.db, form.kind.name, edits))
        return _lead_to_problem(desk, form, record_id)
    if not values:
        return Saved(True, record_id)  # what was typed in other words is what is there
    base = {name: form.rows[name].base.value for name in values}
    change = plan_edit(desk.db, form.kind.name, {record_id: values}, {record_id: base})
    if reaches_further(change, record_id):
        return Saved(preview_and_apply(form.window(), desk, change), record_id)
    applied = desk.apply(change)
    if applied.is_refused:
        return Saved(False, record_id, _say_refusal(form, applied.problems, applied.conflicts))
    return Saved(True, record_id)


def _say_further(desk: Desk, form: FieldForm, plan: Callable[[], Change]) -> None:
    """Say what would refuse the other values too, so that all is put right in one go."""
    try:
        problems = rehearse(desk.db, plan())
    except UserError as error:
        form.add_problem(error.field, error.message)
        return
    for one in problems:
        form.add_problem(one.field, one.message)


def _lead_to_problem(desk: Desk, form: FieldForm, record_id: int | None) -> Saved:
    desk.tell(_("Not saved yet: look at “{field}”.").format(field=form.focus_problem()))
    return Saved(False, record_id)


def _say_refusal(
    form: FieldForm, problems: Sequence[Problem], conflicts: Sequence[Conflict]
) -> str:
    left = [one.message for one in problems if not form.say_problem(one.field, one.message)]
    unshown = [one for one in conflicts if not form.show_conflict(one)]
    if unshown:
        left.append(_("This record was changed or deleted meanwhile; open it again."))
    if conflicts and not left:
        left.append(_("Not saved yet: somebody changed the same fields. Choose, then save."))
    return " ".join(dict.fromkeys(left))
