"""What an older file lacks, shown as empty to connections that may not add it.

What it has under an earlier name is shown under that of today.

Each connection gets tables, views and indexes of its own, which SQLite finds before those of the
file; the file itself stays as it is.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Table

from t20desk.db.engines.full_text import INDEX_TOKENS, index_columns
from t20desk.db.engines.renamed_fields import Renamed, select_columns, select_entries
from t20desk.db.schema import Schema

Present = Mapping[str, Mapping[str, str]]
"""The columns of each table that is there."""


def make_stand_ins(
    present: Present, metadata: Schema, renamed: list[Renamed], searched: list[Table]
) -> list[str]:
    """The statements by which a connection sees what is missing as empty."""
    tables = (_stand_in_table(present, table, renamed) for table in metadata.sorted_tables)
    indexes = (one for table in searched for one in _stand_in_indexes(present, table))
    return [*filter(None, tables), *indexes, *_stand_in_journal(renamed)]


def _stand_in_journal(renamed: list[Renamed]) -> Iterator[str]:
    if renamed:
        columns = f"number, sequence, kind, id, verb, {select_entries(renamed)} AS cells"
        yield f"CREATE TEMP VIEW journal AS SELECT {columns} FROM main.journal"


def _stand_in_table(present: Present, table: Table, renamed: list[Renamed]) -> str:
    """A table that is missing, or a view that adds missing columns to one; else nothing."""
    there = present.get(table.name)
    if there is None:
        columns = ", ".join(
            f'"{one.name}" {"INTEGER PRIMARY KEY" if one.primary_key and one.name == "id" else ""}'
            for one in table.columns
        )
        return f'CREATE TEMP TABLE "{table.name}" ({columns})'
    found = {one.name: f'NULL AS "{one.name}"' for one in table.columns if one.name not in there}
    found |= select_columns(table.name, renamed, there)
    if not found:
        return ""
    lacking = ", ".join(found.values())
    return f'CREATE TEMP VIEW "{table.name}" AS SELECT *, {lacking} FROM main."{table.name}"'


def _stand_in_indexes(present: Present, table: Table) -> Iterator[str]:
    """The full-text indexes that are missing, over what keys the file has."""
    for (index, column), tokens in zip(index_columns(table.name), INDEX_TOKENS, strict=True):
        if index in present:
            continue
        yield f"CREATE VIRTUAL TABLE temp.{index} USING fts5({column}, tokenize='{tokens}')"
        if column in present.get(table.name, {}):
            yield (
                f"INSERT INTO temp.{index}(rowid, {column}) "
                f"SELECT id, {column} FROM main.{table.name}"
            )
