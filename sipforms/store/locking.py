"""Locks between processes, taken on open files so that the system lets go of them when a process dies."""

import errno
import importlib
import os

_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)
_FAR_BEYOND_ANY_CONTENT = 1 << 62


def is_locked_out(handle: int) -> bool:
    """Takes the lock of an open file; True when somebody else has it.

    A disk without locks counts as free: correctness never rests on a lock, only politeness does.
    """
    try:
        take_lock(handle, waits=False)
    except (BlockingIOError, PermissionError):
        return True
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return False
        raise
    return False


def take_lock(handle: int, *, waits: bool) -> None:
    """Takes the lock of an open file until it is closed. Raises OSError when it cannot."""
    if os.name == "nt":
        _lock_on_windows(handle, waits=waits)
    else:
        fcntl = importlib.import_module("fcntl")
        fcntl.flock(handle, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)


def _lock_on_windows(handle: int, *, waits: bool) -> None:
    # Locks are mandatory there: a lock on the content itself would keep others from reading it.
    msvcrt = importlib.import_module("msvcrt")
    os.lseek(handle, _FAR_BEYOND_ANY_CONTENT, os.SEEK_SET)
    msvcrt.locking(handle, msvcrt.LK_LOCK if waits else msvcrt.LK_NBLCK, 1)
    os.lseek(handle, 0, os.SEEK_SET)
