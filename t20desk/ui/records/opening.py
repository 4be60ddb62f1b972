"""Attachments given to other programs: opened after asking, never run; saved where one wants."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from t20desk.attachments import Attached, free_path, lay_open, save_attached
from t20desk.attachments.file_names import can_run, safe_name
from t20desk.db.database import Database
from t20desk.i18n import _, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_before, choose_folder, choose_target, show_problem, tell_error


def open_attached(parent: QWidget, desk: Desk, one: Attached) -> None:
    """Open an attachment with the system's program; what could run is only saved."""
    name = safe_name(one.name)
    if can_run(one.name) or can_run(one.path):
        text = _(
            "{name} could run on this computer and is not opened. Save it only if you know who "
            "sent it and why."
        )
        if ask_before(parent, text.format(name=name), _("Save as …")):
            save_files(parent, desk, [one])
        return
    question = _("Open {name} with the program this computer has for it?").format(name=name)
    if not ask_before(parent, question, _("Open")):
        return
    folder = desk.make_folder()
    desk.jobs.write(
        lambda: lay_open(desk.db, one, folder),
        lambda path: _hand_over(parent, path),
        lambda error: tell_error(parent, error),
        _("Opening {name}").format(name=name),
    )


def _hand_over(parent: QWidget, path: Path) -> None:
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        text = _("This computer has no program for {name}; save it and open it elsewhere.")
        show_problem(parent, text.format(name=path.name))


def save_files(parent: QWidget, desk: Desk, files: list[Attached]) -> None:
    """Save one attachment under a name, several into a folder."""
    if len(files) == 1:
        every = _("All files") + " (*)"
        target = choose_target(parent, _("Save attachment"), safe_name(files[0].name), every)
    else:
        target = choose_folder(parent, _("Save attachments"))
    if target:
        desk.jobs.write(
            lambda: _write_all(desk.db, files, target),
            lambda count: desk.tell(_say_saved(count)),
            lambda error: tell_error(parent, error),
            _("Saving attachments"),
        )


def _write_all(db: Database, files: list[Attached], target: Path) -> int:
    for one in files:
        path = free_path(target, one.name) if target.is_dir() else target
        save_attached(db, one, path)
    return len(files)


def _say_saved(count: int) -> str:
    return ngettext("{number} file saved.", "{number} files saved.", count).format(number=count)
