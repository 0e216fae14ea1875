"""Files that appear whole or not at all: written under a temporary name beside their place, then given their name."""

# Flags, flushing and links matter here, and only os has them.
# ruff: noqa: PTH104, PTH105

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from sipforms.store.failures import outside_world
from sipforms.store.filesystem import open_new, write_all

_TOO_LITTLE = 1 << 20
"""Bytes: with less than this free a disk counts as full."""


class FileThere(Exception):
    """There is a file under the name already, and nothing was said about overwriting it, or it is no file."""

    def __init__(self, *, file: Path) -> None:
        super().__init__("a file is there already")
        self.file = file


class UnfinishedFiles:
    """Files being written beside each other; leaving without ``publish`` removes them all."""

    def __init__(self, fresh: str, *, overwrite: bool) -> None:
        """``fresh`` makes the temporary names unlike any other export's."""
        self._fresh = fresh
        self._overwrite = overwrite
        self._open: dict[Path, tuple[Path, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_how: object) -> None:
        for temporary, handle in self._open.values():
            os.close(handle)
            temporary.unlink(missing_ok=True)

    def write(self, final: Path, content: bytes) -> None:
        """Add to the file that will have this name. Only its owner can read it."""
        if final not in self._open:
            self._refuse(final)
            temporary = final.with_name(f".{final.name}.{self._fresh}.part")
            self._open[final] = (temporary, open_new(temporary, 0o600))
        write_all(self._open[final][1], content)

    def publish(self) -> tuple[Path, ...]:
        """Give every file its name, once all are on the disk and every name is still free."""
        for final, (_, handle) in self._open.items():
            os.fsync(handle)
            self._refuse(final)
        names = tuple(self._open)
        for final in names:
            temporary, handle = self._open.pop(final)
            os.close(handle)
            _give_name(temporary, final, overwrite=self._overwrite)
        return names

    def _refuse(self, final: Path) -> None:
        """Whatever is no file (a folder, a pipe, a device) is not replaced either."""
        may_go = self._overwrite and (final.is_file() or final.is_symlink())
        if not may_go and os.path.lexists(final):
            raise FileThere(file=final)


def publish(
    target: Path, ending: str, blocks: Iterable[tuple[str, bytes]], *, fresh: str, overwrite: bool
) -> tuple[Path, ...]:
    """Write the blocks into files named after ``target``, give them their names when all are whole, and return those.

    The file with the usual ``ending`` is ``target`` itself; any other ending takes the place of the target's own
    (``svar.csv``: ``svar.codebook.csv``). Raises FileThere, and StoreUnavailable where the disk refuses; no file that
    was there before has then been changed unless it was to be overwritten.
    """
    with outside_world("exporting"), UnfinishedFiles(fresh, overwrite=overwrite) as unfinished:
        for part, content in blocks:
            unfinished.write(file_named(target, ending, part), content)
        return unfinished.publish()


@contextmanager
def scratch_folder(beside: Path | None) -> Iterator[Path]:
    """An empty folder that only its owner can read; gone afterwards, with all that is in it.

    Libraries say in words of their own that the disk is full; that becomes the system's refusal again.
    """
    with TemporaryDirectory(prefix=".sipforms-", dir=beside) as name:
        try:
            yield Path(name)
        except Exception as fault:
            is_foreign = type(fault).__module__.partition(".")[0] not in ("builtins", __name__.partition(".")[0])
            if is_foreign and shutil.disk_usage(name).free < _TOO_LITTLE:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from fault
            raise


def file_named(target: Path, ending: str, part: str) -> Path:
    """The file beside the target that a part with this ending is written to."""
    return target if part == ending else target.with_name(target.name.removesuffix(target.suffix) + part)


def _give_name(temporary: Path, final: Path, *, overwrite: bool) -> None:
    """A rename, which replaces on POSIX and refuses on Windows; where it must not replace, a link, which refuses."""
    try:
        if overwrite:
            os.replace(temporary, final)
            return
        os.link(temporary, final)
    except FileExistsError:
        raise FileThere(file=final) from None
    except OSError:
        if overwrite or os.path.lexists(final):
            raise
        os.rename(temporary, final)  # a disk without links
        return
    finally:
        temporary.unlink(missing_ok=True)
