"""Backups: verified copies, thinned out by age, and the way back."""

from t20desk.backing_up.comparing import (
    compare_databases,
    list_differences,
    open_backup,
    plan_return,
)
from t20desk.backing_up.copies import back_up, backup_folder, list_backups
from t20desk.backing_up.manifests import Backup, read_backup
from t20desk.backing_up.restoring import restore_backup, restore_to_server

__all__ = [
    "Backup",
    "back_up",
    "backup_folder",
    "compare_databases",
    "list_backups",
    "list_differences",
    "open_backup",
    "plan_return",
    "read_backup",
    "restore_backup",
    "restore_to_server",
]
