"""One file's bytes as they lie there: no link is followed, no pipe waited for, and no more is read than is wanted."""

import errno
import os
import stat
from pathlib import Path

_AS_IT_IS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def file_bytes(path: Path, most: int) -> bytes:
    """What the file holds, at most one byte more than ``most``, which tells that it is too big.

    Whatever else stands under the name, also when it has just been put there, raises OSError: a link, a pipe, a
    device, a folder. Folders on the way to it are not looked at.
    """
    handle = os.open(path, os.O_RDONLY | _AS_IT_IS)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "no file", str(path))
    with os.fdopen(handle, "rb") as file:
        return file.read(most + 1)
