"""What is known of a returned book, or of one sheet of it, once its rows were looked through."""

from dataclasses import dataclass, field

from t20desk.db.fields import Kind
from t20desk.db.types import Stored
from t20desk.importing.columns import OrderFinder
from t20desk.importing.row_store import RowStore
from t20desk.reading.rows import Cell
from t20desk.round_trip.columns import BookColumns
from t20desk.round_trip.exported_rows import ExportedRows


@dataclass(slots=True)
class ReturnedBook:
    """What is known of a book once its rows were looked through."""

    kind: Kind
    identity: str
    number: int | None
    """The number of the state that the book shows, where the file tells."""
    time: str
    """When the last change was made that the book knows of; empty where the file does not tell."""
    columns: BookColumns
    sheet: str
    """The name of the sheet that holds the rows."""
    exported: ExportedRows | None
    remarks: list[str]
    orders: OrderFinder
    rows: RowStore = field(default_factory=RowStore)
    """The rows that may have been edited."""
    read: int = 0
    same: int = 0
    missing: list[str] = field(default_factory=list)
    """The keys of rows that left and did not come back."""
    lost: int = 0
    """So many rows did not come back, where nobody knows which."""
    unsolved: frozenset[str] = frozenset()
    """The columns with formulas that were never worked out: their cells read as empty."""
    twice: dict[str, list[int]] = field(default_factory=dict)
    """Keys that stand in several rows, with the numbers of those rows."""
    strayed: set[int] = field(default_factory=set)
    """Rows that hold all that another row held when the book left."""
    is_sorted: bool = False
    """Whether what one of them holds no longer stands with its own key, though that is there."""
    is_replaced: bool = False
    """Whether the row that held what one of them holds is gone, with its key."""
    has_keys: bool = True
    """Whether the column of keys is still there."""
    bare: list[int] = field(default_factory=list)
    """Rows that hold nothing but their key."""
    adds: bool = True
    """Whether rows without a key are new records."""
    given: dict[str, Stored] = field(default_factory=dict)
    """What new records hold besides what stands in their row."""
    makes: frozenset[str] = frozenset()
    """Links that make a record of a name that is not there yet."""
    is_counted: bool = True
    """Whether its rows are data; where a reply is signed none are."""
    allowed: frozenset[int] | None = None
    """The records that the book may speak of, where it was sent for some only."""

    @property
    def key_place(self) -> int:
        """Where the keys stand, from 0."""
        place = self.columns.key_place
        assert place is not None
        return place

    def key_cell(self, cells: list[Cell]) -> Cell:
        """The key of a row, as it stands there."""
        cell = cells[self.key_place] if self.key_place < len(cells) else None
        return cell.strip() if isinstance(cell, str) else cell
