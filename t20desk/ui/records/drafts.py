"""What was typed and not saved, kept on this computer in case the program ends before its time."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from t20desk.i18n import _
from t20desk.paths import data_folder, make_lasting_folder, write_lasting
from t20desk.ui.looks.words import time_text
from t20desk.ui.page import make_button, make_label

EVERY = 10_000
"""Milliseconds between two looks at what was typed."""

Typed = Mapping[str, Mapping[str, Any]]
"""By field: what was typed, the words beside it, and the value it is to replace."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a form, and when (ISO, UTC)."""

    time: str
    typed: Typed = field(default_factory=dict)


class DraftKeeper(QObject):
    """Writes the draft of one form at a time, and finds the one that was left."""

    def __init__(self, address: str, read: Callable[[], Typed], every: int, owner: QObject) -> None:
        super().__init__(owner)
        self._address = address
        self._read = read
        self._path: Path | None = None
        self._written: Typed = {}
        self._timer = QTimer(self)
        self._timer.setInterval(every)
        self._timer.timeout.connect(self._keep)

    def watch(self, kind: str, record_id: int | None) -> Draft | None:
        """Keep the form of this record from now on; the draft that was left of it, if any."""
        self._path = draft_path(self._address, kind, record_id)
        self._written = {}
        self._timer.start()
        return read_draft(self._path)

    def drop(self) -> None:
        """The form was saved or given up: its draft goes."""
        self._written = {}
        if self._path is not None:
            drop_draft(self._path)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _keep(self) -> None:
        typed = self._read()
        if typed == self._written or self._path is None:
            return
        if typed:
            write_draft(self._path, typed)
            self._written = typed
        else:
            self.drop()


class DraftBar(QFrame):
    """Keeps what is typed into a form, and offers what was left of the record shown."""

    wanted = Signal(object)

    def __init__(self, address: str, read: Callable[[], Typed], every: int = EVERY) -> None:
        super().__init__()
        self.keeper = DraftKeeper(address, read, every, self)
        self._draft: Draft | None = None
        self.setProperty("look", "notice")
        self.sentence = make_label(wrap=True, name="draftSentence")
        self.take = make_button(_("Take it over"), "main", "draftTake")
        self.refuse = make_button(_("Throw it away"), "", "draftRefuse")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.refuse)
        row.addWidget(self.take)
        self.take.clicked.connect(self._on_take)
        self.refuse.clicked.connect(self.drop)
        self.hide()

    def watch(self, kind: str, record_id: int | None) -> None:
        """Keep what is typed into this record from now on."""
        self._draft = self.keeper.watch(kind, record_id)
        self.hide()

    def offer(self) -> None:
        """Offer the draft that was left, if there is one; called when the form is filled."""
        if self._draft is not None:
            text = _("What was typed here until {time} was not saved.")
            self.sentence.setText(text.format(time=time_text(self._draft.time)))
            self.show()

    def drop(self) -> None:
        """The form was saved or given up: its draft goes."""
        self._draft = None
        self.keeper.drop()
        self.hide()

    def _on_take(self) -> None:
        draft, self._draft = self._draft, None
        self.hide()
        self.wanted.emit(draft.typed if draft else {})


def draft_path(address: str, kind: str, record_id: int | None) -> Path:
    """Where the draft of a record of a database lies."""
    key = sha256(f"{address}\n{kind}\n{record_id or ''}".encode()).hexdigest()[:24]
    return data_folder() / "drafts" / f"{key}.json"


def write_draft(path: Path, typed: Typed) -> None:
    """Write a draft in one step; a disk that refuses it stops nobody."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        make_lasting_folder(path.parent)
        text = json.dumps({"time": now, "typed": typed}, ensure_ascii=False)
        write_lasting(path, text)
    except OSError as error:
        logging.getLogger(__name__).warning("a draft could not be kept: %s", error)


def read_draft(path: Path) -> Draft | None:
    """The draft of that name; one that cannot be read is no draft."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        typed = {str(name): dict(cell) for name, cell in found["typed"].items()}
        return Draft(str(found["time"]), typed) if typed else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def drop_draft(path: Path) -> None:
    """Remove a draft."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        logging.getLogger(__name__).warning("a draft could not be removed: %s", error)
