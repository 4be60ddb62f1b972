"""What we remember: fields, changes, journal, search and the database file."""

from t20desk.db.late_modules import put_off

# SQLAlchemy imports them for coroutines and for what others add to it: 60 modules, 4 % of a start.
put_off("asyncio", "importlib.metadata")

import asyncio.coroutines  # noqa: E402 - this part alone

# All that SQLAlchemy asks for while it is imported.
asyncio.iscoroutine = asyncio.coroutines.iscoroutine
