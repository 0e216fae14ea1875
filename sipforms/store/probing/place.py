"""Where a folder lies: on a disk of this machine, on a share, in memory; and whether a program copies it elsewhere."""

import ctypes
import os
import re
from enum import StrEnum
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_ESCAPED = re.compile(r"\\([0-7]{3})")
_WINDOWS_REMOVABLE, _WINDOWS_FIXED, _WINDOWS_REMOTE = 2, 3, 4
_SHARES = frozenset(
    ("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "9p", "afs", "ceph", "glusterfs", "lustre", "davfs")
) | {
    "fuse.sshfs",
    "fuse.gvfsd-fuse",
    "fuse.davfs2",
    "fuse.rclone",
    "fuse.glusterfs",
    "fuse.smbnetfs",
    "vboxsf",
    "drvfs",
}
_MEMORY = frozenset(("tmpfs", "ramfs", "devtmpfs"))
_SIMPLE = frozenset(("vfat", "msdos", "exfat", "fuse.exfat"))
_SYNCED = ("onedrive", "dropbox", "nextcloud", "owncloud", "googledrive", "icloud", "boxsync")


class Place(StrEnum):
    """The kinds of disk that a folder can lie on."""

    LOCAL = "local"
    SHARE = "share"
    MEMORY = "memory"
    """Gone when the machine is switched off."""
    SIMPLE = "simple"
    """A memory stick's file system: no rights, no links, no journal of its own."""
    REMOVABLE = "removable"
    UNKNOWN = "unknown"


def mounts_here() -> str:
    """The system's own list of its disks; empty where it keeps none that can be read."""
    try:
        return _MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return ""


def place_of(folder: Path, mounts: str) -> Place:
    """The kind of disk the folder lies on, by the list of disks (``mounts_here``) or by asking Windows."""
    if os.name == "nt":
        return _place_on_windows(folder)
    kind = _kind_of_disk(folder.resolve(), mounts)
    if kind in _SHARES:
        return Place.SHARE
    if kind in _MEMORY:
        return Place.MEMORY
    if kind in _SIMPLE:
        return Place.SIMPLE
    return Place.UNKNOWN if not kind or kind.startswith("fuse.") else Place.LOCAL


def is_synced(folder: Path) -> bool:
    """Whether a part of the path is named as programs name the folders that they copy to the internet."""
    return any(part.replace(" ", "").casefold().startswith(_SYNCED) for part in folder.absolute().parts)


def _kind_of_disk(folder: Path, mounts: str) -> str:
    found = [(len(point.parts), number, kind) for number, (point, kind) in enumerate(_disks(mounts))
             if folder.is_relative_to(point)]  # fmt: skip
    return max(found)[2] if found else ""  # the deepest; of two in one place the later lies on top


def _disks(mounts: str) -> list[tuple[Path, str]]:
    # "36 35 98:0 /root /mnt/point rw,noatime master:1 - ext3 /dev/root rw": after the lone dash comes the kind
    disks = []
    for line in mounts.splitlines():
        front, dash, back = line.partition(" - ")
        if dash:
            point = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), front.split(" ")[4])
            disks.append((Path(point), back.split(" ")[0]))
    return disks


def _place_on_windows(folder: Path) -> Place:
    anchor = folder.absolute().anchor
    if anchor.startswith("\\\\"):
        return Place.SHARE
    kind = ctypes.windll.kernel32.GetDriveTypeW(anchor)  # type: ignore[attr-defined,unused-ignore]
    places = {_WINDOWS_REMOVABLE: Place.REMOVABLE, _WINDOWS_FIXED: Place.LOCAL, _WINDOWS_REMOTE: Place.SHARE}
    return places.get(kind, Place.UNKNOWN)
