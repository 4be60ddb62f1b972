"""The command line: the same jobs as in the window, without one."""

from t20desk.cli.app import run

__all__ = ["run"]
