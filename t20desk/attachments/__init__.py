"""Files of records: kept with them, given out again; portraits, and mails that become notes."""

from t20desk.attachments.keeping import (
    Attached,
    Incoming,
    can_attach,
    drop_opened,
    find_owner,
    free_path,
    give_blocks,
    lay_open,
    list_attached,
    look_outside,
    plan_attach,
    save_attached,
    take_files,
)

__all__ = [
    "Attached",
    "Incoming",
    "can_attach",
    "drop_opened",
    "find_owner",
    "free_path",
    "give_blocks",
    "lay_open",
    "list_attached",
    "look_outside",
    "plan_attach",
    "save_attached",
    "take_files",
]
