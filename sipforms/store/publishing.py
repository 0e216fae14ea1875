"""Giving a finished file its final name only if that name is free: the one atomic step that every save rests on."""

# As in filesystem.py, os throughout.
# ruff: noqa: PTH104, PTH108

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from sipforms.store.locking import take_lock

Publisher: TypeAlias = Callable[[Path, Path], bool]
"""Temporary and final path; True when published, False when the final name was taken. May raise OSError."""

LOCK_NAME = "publish.lock"
_LINKS_REFUSED = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL)


def usual_publisher() -> Publisher:
    """The way that suits this operating system."""
    return publish_by_rename if os.name == "nt" else publish_by_link


def publish_by_link(temporary: Path, final: Path) -> bool:
    """A second name for the same file, which the system refuses when the name is taken; then the first name goes."""
    try:
        os.link(temporary, final)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno in _LINKS_REFUSED:
            return publish_under_lock(temporary, final)
        raise
    _remove_quietly(temporary)
    return True


def publish_by_rename(temporary: Path, final: Path) -> bool:
    """A rename, which Windows refuses when the name is taken. Never on POSIX, where it would replace."""
    try:
        os.rename(temporary, final)
    except FileExistsError:
        return False
    return True


def publish_under_lock(temporary: Path, final: Path) -> bool:
    """For disks without links (FAT, some shares): look and rename, one process at a time.

    Here the lock does decide, so a disk with neither links nor locks is refused with the lock's own OSError.
    """
    handle = os.open(final.with_name(LOCK_NAME), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        take_lock(handle, waits=True)
        if os.path.lexists(final):
            return False
        os.rename(temporary, final)
        return True
    finally:
        os.close(handle)


def can_link(path: Path, second: Path) -> bool:
    """Whether the disk gives the file a second name, which stays. False too when that name is taken."""
    try:
        os.link(path, second)
    except OSError:
        return False
    return True


def _remove_quietly(temporary: Path) -> None:
    try:
        os.unlink(temporary)
    except OSError:
        return  # it is published; the next save sweeps the stray name
