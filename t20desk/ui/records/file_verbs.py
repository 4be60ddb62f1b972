"""What menus and keys do with the files of a record, as the tab of its files does."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from t20desk.ui.records.attachments_tab import AttachmentsTab
    from t20desk.ui.records.record_tabs import RecordTabs


class FileVerbs:
    """The verbs for the files of the record shown."""

    def __init__(self, tabs: "RecordTabs") -> None:
        self._tabs = tabs

    def words(self) -> set[str]:
        """Words of the state: that the record may have files, and that some are chosen."""
        if self._tabs.files is None:
            return set()
        return {"filed", "chosen_files"} if self.at_hand() else {"filed"}

    def at_hand(self) -> "AttachmentsTab | None":
        """The tab of the files, if it is shown and files on it are chosen."""
        files = self._tabs.files
        is_shown = files is not None and self._tabs.currentWidget() is files
        return files if files is not None and is_shown and files.list.chosen() else None

    def add_files(self) -> None:
        """Show the files of the record and ask for more."""
        if files := self._turn_to():
            files.add_files()

    def paste_files(self) -> None:
        """Show the files of the record and attach what lies on the clipboard."""
        if files := self._turn_to():
            files.paste_files()

    def open_attachment(self) -> None:
        """Open the chosen file."""
        if files := self.at_hand():
            files.open_file()

    def save_files(self) -> None:
        """Save the chosen files elsewhere."""
        if files := self.at_hand():
            files.save_files()

    def rename_file(self) -> None:
        """Type another name of the chosen file in place."""
        if files := self.at_hand():
            files.rename_file()

    def _turn_to(self) -> "AttachmentsTab | None":
        files = self._tabs.files
        if files is not None:
            self._tabs.setCurrentWidget(files)
        return files
