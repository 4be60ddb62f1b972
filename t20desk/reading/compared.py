"""A sheet that the reading child keeps, and what another sheet of the same book has otherwise."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from t20desk.reading.batches import unpack_cell, unpack_rows
from t20desk.reading.rows import Cell, SheetRemarks, SheetRow, read_remarks

Answers = Callable[[dict[str, object]], Iterator[dict[str, Any]]]


class Comparison(NamedTuple):
    """What is to be compared: a sheet from a row on, its columns, and where the keys of rows are.

    `pairs` are places from 0, in the compared sheet and in the kept one. `keys` are those of all
    rows that are compared, where they do not stand in the sheet.
    """

    sheet: str
    after: int
    pairs: Sequence[tuple[int, int]]
    key: int
    keys: Sequence[str] | None = None


class ComparedRows(NamedTuple):
    """Some rows of a compared sheet: those that are as they were, and all others."""

    same: Sequence[tuple[int, int]]
    """The place of each in the kept sheet, and the number of its row."""
    others: Sequence[SheetRow]
    before: Sequence[dict[int, Cell] | None]
    """What those cells of each of the others held that differ, by the columns of the kept sheet;
    None where no row of it is known by that key, or another one stands before with it."""
    strayed: Sequence[int]
    """The numbers of rows among the others that hold all that another kept row holds."""
    is_sorted: bool = False
    """Whether what one of those holds no longer stands with its own key, though that is there; as
    is known at the end."""
    is_replaced: bool = False
    """Whether the row that held what one of those holds is gone, with its key."""


class SheetChanges(Iterator[ComparedRows]):
    """What became of a sheet as it arrives; `remarks` is complete once it is through."""

    def __init__(self, answers: Iterator[dict[str, Any]]) -> None:
        self.remarks = SheetRemarks()
        self._answers = answers

    def __next__(self) -> ComparedRows:
        answer = next(self._answers)
        if "ended" in answer:
            self.remarks = read_remarks(answer["ended"])
            # Its end frees the child for the next request.
            answer = next(self._answers)
        same = list(zip(*answer.pop("same"), strict=True))
        strayed = answer.pop("strayed")
        before = [held and _read_held(held) for held in answer.pop("before")]
        known = {f"is_{name}": answer.pop(name, False) for name in ("sorted", "replaced")}
        return ComparedRows(same, list(unpack_rows(answer)), before, strayed, **known)


def _read_held(held: list[Any]) -> dict[int, Cell]:
    return dict(zip(held[::2], map(unpack_cell, held[1::2]), strict=True))


class EarlierRows:
    """The rows of a kept sheet: their keys are known here, their cells are asked for."""

    def __init__(
        self,
        number: int,
        told: dict[str, Any],
        find_sheet: Callable[[str], int],
        answers: Answers,
    ) -> None:
        self.headings: list[str] = told["headings"]
        self.keys: list[str] = told["keys"]
        self._number = number
        self._find_sheet = find_sheet
        self._answers = answers

    def read_cells(self, places: Sequence[int]) -> list[list[Cell]]:
        """The cells of some rows."""
        if not places:
            return []
        told, _ended = self._answers({"base": self._number, "cells": list(places)})
        return [row.cells for row in unpack_rows(told)]

    def compare(self, wanted: Comparison) -> SheetChanges:
        """Compare a sheet with this one."""
        pairs = sorted(wanted.pairs, key=lambda pair: pair[1])
        asked: dict[str, object] = {
            "base": self._number,
            "sheet": self._find_sheet(wanted.sheet),
            "after": wanted.after,
            "pairs": [[now for now, _ in pairs], [then for _, then in pairs], wanted.key],
            "keys": None if wanted.keys is None else list(wanted.keys),
        }
        return SheetChanges(self._answers(asked))
