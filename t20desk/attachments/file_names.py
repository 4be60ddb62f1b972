"""Names of strangers' files: what is left of one that is safe, and which files could run."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 150
_RESERVED: Final = frozenset(
    ["CON", "PRN", "AUX", "NUL"] + [f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³"]
)
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_ENDS: Final = "." + "".join(filter(str.isspace, map(chr, range(0x3001))))
"""What no name ends with: dots, and blanks of every script."""
_RUNNING: Final = (
    "accda accdb accde accdr ade adp app appimage application appref-ms appx bash bat bin chm cmd "
    "com command cpl csh deb desktop dll dmg docm dotm exe gadget hlp hta htm html img inf ins iqy "
    "iso jar jnlp js jse ksh library-ms lnk mam mda mdb mde mht mhtml msc msi msix msp mst ocx one "
    "pif pkg pl potm ppam ppsm pptm prf ps1 ps1xml psc1 psd1 psm1 py pyc pyw pyz rb rdp reg rpm "
    "run scf scr sct search-ms settingcontent-ms sh shb shs sldm slk svg sys terminal theme tmp "
    "url vb vbe vbs vhd vhdx vxd website workflow ws wsc wsf wsh xht xhtml xlam xll xlsb xlsm "
    "xltm zsh"
)


def safe_name(text: str) -> str:
    """The last part of a name, without what a folder or a reader could take for something else.

    Signs that turn the direction of writing go, so that an ending is where it is read.
    """
    name = re.split(r"[/\\]", text)[-1]
    name = unicodedata.normalize("NFC", name)
    name = "".join(sign for sign in name if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    name = _FORBIDDEN.sub("_", name).strip().rstrip(_ENDS)
    stem, dot, ending = name.rpartition(".")
    if dot and len(name) > LONGEST:
        ending = ending[:20]
        name = f"{stem[: LONGEST - len(ending) - 1].rstrip(_ENDS)}.{ending}"
    name = name[:LONGEST].rstrip(_ENDS)
    if name.split(".")[0].strip().upper() in _RESERVED:
        name = f"_{name}"
    return name if name.strip("._ ") else "file"


def can_run(name: str) -> bool:
    """Whether a system might run a file of this name, or let it run something."""
    return safe_name(name).rpartition(".")[2].casefold() in _RUNNING.split()


def rename_safely(name: str, typed: str) -> str:
    """The name typed for a file, with the ending it had where none was typed.

    A number after a dot is a date or a version, not an ending.
    """
    new = safe_name(typed)
    has_ending = re.search(r"[^.]\.(?=\d*[^\W\d])\w{1,10}$", new)
    ending = re.search(r"\.\w{1,10}$", name)
    return new if has_ending or not ending else safe_name(new + ending[0])
