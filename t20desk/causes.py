"""Why the system refused, in words of ours: its own are English whatever the language in use."""

import errno
from typing import Final

from t20desk.i18n import N_, _

NO_PERMISSION: Final = N_("no permission")
NOT_THERE: Final = N_("it is not there")
NO_FOLDER: Final = N_("its folder is a file")
DISK_FULL: Final = N_("the disk is full")
READ_ONLY: Final = N_("the drive can only be read")
DRIVE_FAILED: Final = N_("the drive reports a fault")
NOT_ANSWERING: Final = N_("the drive or the network does not answer")
BAD_NAME: Final = N_("such a name is not possible here")
IN_USE: Final = N_("another program is using it")
NO_MEMORY: Final = N_("the memory is used up")
OTHER: Final = N_("the system refuses it")

_NAMES: Final = {
    "EACCES": NO_PERMISSION,
    "EPERM": NO_PERMISSION,
    "ENOENT": NOT_THERE,
    "ENOTDIR": NO_FOLDER,
    "EISDIR": N_("it is a folder"),
    "EEXIST": N_("the name is taken"),
    "ENOSPC": DISK_FULL,
    "EDQUOT": DISK_FULL,
    "EFBIG": N_("it is too large for this drive"),
    "EROFS": READ_ONLY,
    "EIO": DRIVE_FAILED,
    "ENAMETOOLONG": N_("the name is too long"),
    "EINVAL": BAD_NAME,
    "EILSEQ": BAD_NAME,
    "ELOOP": N_("the links lead in a circle"),
    "EBUSY": IN_USE,
    "ETXTBSY": IN_USE,
    "EAGAIN": IN_USE,
    "ENOLCK": IN_USE,
    "EMFILE": N_("too many files are open"),
    "ENFILE": N_("too many files are open"),
    "ENOMEM": NO_MEMORY,
    "ENODEV": NOT_ANSWERING,
    "ENXIO": NOT_ANSWERING,
    "ESTALE": NOT_ANSWERING,
    "ETIMEDOUT": NOT_ANSWERING,
    "ENETDOWN": NOT_ANSWERING,
    "ENETUNREACH": NOT_ANSWERING,
    "EHOSTDOWN": NOT_ANSWERING,
    "EHOSTUNREACH": NOT_ANSWERING,
    "ECONNREFUSED": NOT_ANSWERING,
    "ECONNRESET": NOT_ANSWERING,
    "ENOTCONN": NOT_ANSWERING,
    "EREMOTEIO": DRIVE_FAILED,
}
_CAUSES: Final = {getattr(errno, name): text for name, text in _NAMES.items() if name in dir(errno)}
_HELD_ON_WINDOWS: Final = (32, 33)
"""Windows calls it "access denied" too when another program holds a file; its own code tells."""


def find_cause(error: BaseException) -> str:
    """Why something was refused, as a message that is translated where it is shown."""
    if getattr(error, "winerror", None) in _HELD_ON_WINDOWS:
        return IN_USE
    if isinstance(error, ValueError):
        return BAD_NAME  # a name with a sign that no file may have
    if not isinstance(error, OSError):
        return OTHER
    return _CAUSES.get(error.errno or 0) or error.strerror or OTHER


def say_cause(error: BaseException) -> str:
    """Why something was refused, in the language in use."""
    return _(find_cause(error))
