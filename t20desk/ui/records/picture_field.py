"""The logo or photograph at the head of a record: pasted, dropped or chosen."""

from functools import partial

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from t20desk.attachments import Incoming
from t20desk.attachments.portraits import picture_field, plan_picture, read_picture, scale_picture
from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import choose_file, choose_target, show_problem, tell_error
from t20desk.ui.looks.dropping import DropTarget, copied_data, has_files, take_mime
from t20desk.ui.looks.icons import icon
from t20desk.ui.previews.refusals import describe_refusal

SIZE = 56


class PictureField(QToolButton):
    """Shows the picture of one record; a click offers what can be done with it."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self._desk = desk
        self._kind = kind.name
        self._owner: int | None = None
        self.picture = b""
        field = picture_field(kind)
        self._label = field.say() if field is not None else ""
        self.setObjectName("recordPicture")
        self.setFixedSize(SIZE + 8, SIZE + 8)
        self.setIconSize(QSize(SIZE, SIZE))
        self.setAccessibleName(self._label)
        self.setToolTip(_("{field}: paste or drop a picture, or click").format(field=self._label))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._show_menu)
        DropTarget(self, self.take_mime, lambda mime: self._owner is not None and has_files(mime))
        self._paint(b"")

    def show_record(self, record_id: int, _name: str) -> None:
        """Show the picture of a record."""
        if record_id != self._owner:
            self._owner = record_id
            self._paint(b"")
            self.show()
        self._read()

    def forget_record(self) -> None:
        """Belong to no record."""
        self._owner = None
        self._paint(b"")
        self.hide()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again if it may have changed."""
        if self._owner is not None and (not kinds or self._kind in kinds):
            self._read()

    def take_mime(self, mime: QMimeData) -> None:
        """Take the picture that was pasted or dropped."""
        try:
            found = take_mime(mime)
        except UserError as error:
            show_problem(self, error.message)
            return
        if found:
            self.take_picture(found[0])
        else:
            show_problem(self, _("There is no picture on the clipboard; copy one first."))

    def take_picture(self, one: Incoming) -> None:
        """Scale and keep a picture, in turn with other writing."""
        owner = self._owner
        if owner is not None:
            self._desk.jobs.write(
                partial(_plan, self._desk.db, self._kind, owner, one),
                self._apply,
                partial(tell_error, self),
                _("Taking a picture"),
            )

    def choose_picture(self) -> None:
        """Ask for a file."""
        filters = _("Pictures") + " (*.png *.jpg *.jpeg *.gif *.bmp *.webp *.tif *.tiff)"
        path = choose_file(self, self._label, filters)
        if path is not None:
            self.take_picture(Incoming(path.name, path))

    def save_picture(self) -> None:
        """Save the picture as a file."""
        from t20desk.exporting.placing import place_file

        ending = ".png" if self.picture.startswith(b"\x89PNG") else ".jpg"
        target = choose_target(self, self._label, self._label + ending, f"*{ending}")
        if target is None:
            return
        try:
            with place_file(target) as draft:
                draft.write_bytes(self.picture)
        except UserError as error:
            show_problem(self, error.message)

    def remove_picture(self) -> None:
        """Take the picture away; undo brings it back."""
        if self._owner is not None:
            self._apply(plan_picture(self._desk.db, self._kind, self._owner, None))

    def _read(self) -> None:
        owner = self._owner
        if owner is not None:
            self._desk.read(
                lambda: read_picture(self._desk.db, self._kind, owner),
                lambda data: self._paint(data) if owner == self._owner else None,
            )

    def _paint(self, data: bytes) -> None:
        self.picture = data
        pixmap = QPixmap()
        if data and pixmap.loadFromData(data):
            self.setIcon(QIcon(_fit(pixmap, self)))
        else:
            person = self._kind == "person"
            self.setIcon(icon("mdi6.account-outline" if person else "mdi6.image-plus-outline"))

    def _apply(self, change: Change) -> None:
        try:
            applied = self._desk.apply(change)
        except UserError as error:
            show_problem(self, error.message)
            return
        if applied.is_refused:
            said = describe_refusal(self._desk.kinds, applied)
            show_problem(self, "\n".join(said[:3]))

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Choose a file …"), self.choose_picture)
        menu.addAction(_("Paste"), lambda: self.take_mime(copied_data()))
        if self.picture:
            menu.addAction(_("Save as …"), self.save_picture)
            menu.addAction(_("Take away"), self.remove_picture)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_mime(copied_data())
        elif event.matches(QKeySequence.StandardKey.Delete) and self.picture:
            self.remove_picture()
        else:
            super().keyPressEvent(event)


def _plan(db: Database, kind: str, owner: int, one: Incoming) -> Change:
    return plan_picture(db, kind, owner, scale_picture(one))


def _fit(pixmap: QPixmap, widget: QWidget) -> QPixmap:
    """The whole picture in the middle of a square, sharp on any screen."""
    ratio = widget.devicePixelRatioF()
    side = round(SIZE * ratio)
    square = QPixmap(side, side)
    square.fill(Qt.GlobalColor.transparent)
    scaled = pixmap.scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    painter = QPainter(square)
    painter.drawPixmap((side - scaled.width()) // 2, (side - scaled.height()) // 2, scaled)
    painter.end()
    square.setDevicePixelRatio(ratio)
    return square
