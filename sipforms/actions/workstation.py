"""Which machine this is: an id drawn once and kept beside the person's other data, and the machine's own name."""

import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from sipforms.store.protocol import fresh_id, is_id

if TYPE_CHECKING:  # who only checks programmes loads no log
    from sipforms.store.log.entries import Workstation

_FILE = "workstation"
_LONGEST_NAME = 64


def this_workstation(folder: Path | None = None) -> "Workstation":
    """The machine that the program runs on. Where nothing can be kept the id is drawn anew each time."""
    from sipforms.store.log.entries import Workstation

    home = folder or Path(platformdirs.user_data_dir("sipforms", appauthor=False))
    return Workstation(id=_kept_id(home / _FILE), name=socket.gethostname()[:_LONGEST_NAME])


def _kept_id(file: Path) -> str:
    """The id in the file; a new one is kept first, unless another process just did the same."""
    from sipforms.store.filesystem import LocalFilesystem

    if found := _read(file):
        return found
    drawn, disk = fresh_id(), LocalFilesystem()
    temporary = file.with_name(f"{_FILE}-{drawn}.tmp")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        disk.write_new(temporary, f"{drawn}\n".encode())
        if not disk.publish(temporary, file):
            disk.remove(temporary)
        disk.sync_folder(file.parent)
    return _read(file) or drawn


def _read(file: Path) -> str:
    try:
        written = file.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return written if is_id(written) else ""
