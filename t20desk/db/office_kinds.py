"""The kinds as the office has them: with fields, labels and roles of its own."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from t20desk.db.engines.upgrading import keep_present
from t20desk.db.field_settings import read_settings, settle_fields
from t20desk.db.fields import KINDS, OWN_KINDS, Kinds
from t20desk.db.missing_parts import lacks_parts
from t20desk.db.own_fields import extend_kinds, extend_roles, read_fields, read_roles
from t20desk.db.schema import build_tables


def read_kinds(
    connection: Connection, present: Mapping[str, Mapping[str, str]] | None = None
) -> Kinds:
    """The kinds of a database; the declared ones where the office has nothing of its own.

    A file of an older version may lack what says some of it, or columns of it: `present` holds
    those it has.
    """
    declared = build_tables(KINDS)
    tables: Mapping[str, Any] = declared.tables
    if present is not None and lacks_parts(present, declared):
        tables = keep_present(tables, OWN_KINDS, present)
    own = read_fields(connection, tables)
    roles = read_roles(connection, tables) if "role" in tables else ()
    settings = read_settings(connection, tables) if "field_setting" in tables else []
    if not (own or roles or settings):
        return KINDS
    return settle_fields(extend_roles(extend_kinds(KINDS, own), roles), settings)
