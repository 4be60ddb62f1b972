"""What a file must have is said before the tables are built, and both say the same."""

from dataclasses import replace
from threading import Barrier, Thread

from sqlalchemy import Table

from t20desk.db.fields import KINDS
from t20desk.db.schema import Schema


def test_the_description_is_that_of_the_tables() -> None:
    schema = Schema(KINDS)
    tables = schema.sorted_tables
    assert {table.name for table in tables} == schema.columns.keys() == set(schema.tables)
    for table in tables:
        rows = schema.tables[table.name]
        said = {name: repr(kind) for name, kind in schema.columns[table.name].items()}
        for form in (table, rows):
            assert {one.name: repr(one.type) for one in form.columns} == said
        assert [*rows.primary_key.columns.keys()] == [*table.primary_key.columns.keys()]
    assert {index.name for table in tables for index in table.indexes} == schema.indexes


def test_a_schema_like_another_describes_what_differs() -> None:
    kinds = {**KINDS, "member": replace(KINDS["member"], fields=KINDS["person"].fields)}
    schema, alone = Schema(kinds, Schema(KINDS)), Schema(kinds)
    assert schema.columns == alone.columns
    assert schema.indexes == alone.indexes
    assert "family_name" in schema.tables["member"].c


def test_threads_that_ask_at_once_get_the_same_table() -> None:
    schema, together = Schema(KINDS), Barrier(4)
    found: list[Table] = []

    def ask() -> None:
        together.wait()
        found.append(schema.tables["member"])

    threads = [Thread(target=ask) for _one in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(table) for table in found}) == 1


def test_tables_in_order_stand_behind_those_they_point_to() -> None:
    schema = Schema(KINDS)
    assert schema.tables["participation"] is not None
    names = [table.name for table in schema.sorted_tables]
    assert names.index("member") < names.index("membership_period")
