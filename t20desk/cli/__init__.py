"""The command line: the same jobs as in the window, without one."""

from t20desk.cli import demonstrating, files, history, papers, records, safety
from t20desk.cli.app import run

__all__ = ["demonstrating", "files", "history", "papers", "records", "run", "safety"]
