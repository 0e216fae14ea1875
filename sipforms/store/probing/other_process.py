"""A second process that tries to open a draft which the first one holds, because one process cannot lock itself out.

Run as ``python -m sipforms.store.probing.other_process FILE``; its exit code is one of ``Answer``.
"""

import subprocess
import sys
from enum import IntEnum
from pathlib import Path

from sipforms.store.filesystem import LocalFilesystem

_PATIENCE = 10.0


class Answer(IntEnum):
    """What the second process found."""

    LOCKED_OUT = 40
    LET_IN = 41
    REFUSED = 42
    SILENT = 43
    """It never answered: on some shares a lock waits for a service that is not running."""
    NOT_STARTED = 44


def asked(path: Path) -> Answer:
    """What another process meets at the file that this one holds."""
    command = [sys.executable, "-P", "-m", __name__, str(path)]
    try:
        ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 - ourselves
    except subprocess.TimeoutExpired:
        return Answer.SILENT
    except OSError:
        return Answer.NOT_STARTED
    return Answer(ended.returncode) if ended.returncode in tuple(Answer) else Answer.NOT_STARTED


def answer(path: Path) -> Answer:
    """What this process meets."""
    try:
        file = LocalFilesystem().open_journal(path)
    except OSError:
        return Answer.REFUSED
    if file is None:
        return Answer.LOCKED_OUT
    file.close()
    return Answer.LET_IN


if __name__ == "__main__":
    sys.exit(answer(Path(sys.argv[1])))
