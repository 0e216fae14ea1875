"""Files that appear whole or not at all, several at once: written beside their places, then given their names.

Unlike ``export_files`` these are nobody's answers: they may be read by whoever may read the folder, and replace what
was there.
"""

# Descriptors, flags and flushing matter here, and only os has them.
# ruff: noqa: PTH105

import os
from collections.abc import Mapping
from pathlib import Path

from sipforms.store.failures import outside_world
from sipforms.store.filesystem import Patience, open_new, write_all


def leads_away(folder: Path, name: str) -> bool:
    """True when a link stands between the folder and the file of that name in it, or in place of the file itself.

    Nothing that arrived from elsewhere may lead our writing to other places.
    """
    parts = Path(name).parts
    return any(folder.joinpath(*parts[:length]).is_symlink() for length in range(1, len(parts) + 1))


def write_whole(contents: Mapping[Path, bytes]) -> None:
    """Write all the files, then give all of them their names; what was interrupted before that leaves no trace.

    A file that was there keeps its permissions. What is no file (a pipe, a terminal) is written to as it is. Raises
    StoreUnavailable where the disk refuses.
    """
    with outside_world("writing"):
        waiting: dict[Path, Path] = {}
        try:
            for final, content in contents.items():
                if final.exists() and not final.is_file():
                    final.write_bytes(content)
                else:
                    waiting[final] = _written(final, content)
            for final, temporary in waiting.items():
                _give_name(temporary, final)
        finally:
            for temporary in waiting.values():
                temporary.unlink(missing_ok=True)


def _give_name(temporary: Path, final: Path) -> None:
    """Tried again while an editor or a virus scanner on Windows holds on to the file that was there."""
    Patience().insist(lambda: os.replace(temporary, final))


def _written(final: Path, content: bytes) -> Path:
    temporary = final.with_name(f".{final.name}.{os.getpid()}.part")
    temporary.unlink(missing_ok=True)
    handle = open_new(temporary, 0o666)
    try:
        write_all(handle, content)
        os.fsync(handle)
        if final.exists():
            temporary.chmod(final.stat().st_mode & 0o777)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    finally:
        os.close(handle)
    return temporary
