"""The command line: the same jobs as in the window, without one."""

from t20desk.cli import (
    attaching,
    comparing,
    demonstrating,
    files,
    follow_ups,
    history,
    mailing,
    papers,
    records,
    returning,
    safety,
    sheets,
)
from t20desk.cli.app import run

__all__ = [
    "attaching",
    "comparing",
    "demonstrating",
    "files",
    "follow_ups",
    "history",
    "mailing",
    "papers",
    "records",
    "returning",
    "run",
    "safety",
    "sheets",
]
