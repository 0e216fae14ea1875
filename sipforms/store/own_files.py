"""Small files of whoever uses this login at this machine: a whole one, or the one that was there before."""

from pathlib import Path

from sipforms.store.failures import outside_world
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.protocol import fresh_id


def begin_own_file(file: Path, text: str) -> bool:
    """Writes the file where there is none; whether it did. Raises StoreUnavailable."""
    with outside_world("writing a file of one's own"):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            LocalFilesystem().write_new(file, text.encode())
        except FileExistsError:
            return False
    return True


def replace_own_file(file: Path, text: str) -> None:
    """Writes the file in the place of the one there is. Raises StoreUnavailable; then that one is as it was."""
    disk = LocalFilesystem()
    temporary = file.with_name(f"{file.name}-{fresh_id()}.tmp")
    with outside_world("writing a file of one's own"):
        file.parent.mkdir(parents=True, exist_ok=True)
        disk.write_new(temporary, text.encode())
        try:
            disk.patience.insist(lambda: temporary.replace(file))
        except OSError:
            disk.remove(temporary)
            raise
