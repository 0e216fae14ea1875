"""Wrong passphrases are counted, and after some in a row the next one has to wait.

Only the names of the files count: ``keys/tries/<user>/f<how many>-<when>``. A try is written down as wrong before it is
looked at, so that ending the program does not undo it. Names of nobody share sixteen counters, chosen by the name.

Not promised: protection from whoever has the disk itself. He can remove the files, or try elsewhere, and then only the
passphrase stands against him. The clock decides how long, never whether, somebody may try; set back, it makes nobody
wait longer than the longest pause.
"""

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sipforms.store.access.register import folded
from sipforms.store.failures import SignInPaused, outside_world
from sipforms.store.filesystem import Filesystem

FREE = 3
"""How many wrong ones in a row cost nothing."""
FIRST_PAUSE = 5
LONGEST_PAUSE = 15 * 60
_TRY = re.compile(r"f(\d{1,9})-(\d{1,12})")
_ATTEMPTS = 100


class Tries:
    """The wrong tries of one name. ``who`` is the user's id, or ``of_nobody``."""

    def __init__(self, *, folder: Path, who: str, disk: Filesystem, new_id: Callable[[], str]) -> None:
        self._folder = folder / who
        self._disk = disk
        self._new_id = new_id

    def begin(self, now: datetime) -> None:
        """Writes one more try down, as wrong. Raises SignInPaused when it is not yet time, StoreUnavailable."""
        seconds = int(now.timestamp())
        with outside_world("signing in"):
            for folder in (self._folder.parent, self._folder):
                self._disk.make_folder(folder)
            for _ in range(_ATTEMPTS):
                count, last = self._last()
                if last > seconds:  # the clock was set back
                    self._write(count, seconds)
                    last = seconds
                left = pause_after(count) - (seconds - last)
                if left > 0:
                    raise SignInPaused(seconds=left)
                if self._write(count + 1, seconds):
                    return
        raise SignInPaused(seconds=FIRST_PAUSE)

    def forget(self) -> None:
        """The last try was right: the count begins anew."""
        with outside_world("signing in"):
            self._remove(lambda _: True)

    def _last(self) -> tuple[int, int]:
        found = (_TRY.fullmatch(name) for name in self._disk.names(self._folder))
        tries = [(int(match[1]), -int(match[2])) for match in found if match]
        count, last = max(tries, default=(0, 0))
        return count, -last

    def _write(self, count: int, seconds: int) -> bool:
        name = f"f{count}-{seconds}"
        try:
            self._disk.write_new(self._folder / name, b"")
        except FileExistsError:
            return False  # somebody else tried in the same second
        self._disk.sync_folder(self._folder)
        self._remove(lambda other: other != name and _number(other) <= count)
        return True

    def _remove(self, is_chosen: Callable[[str], bool]) -> None:
        for name in self._disk.names(self._folder):
            if is_chosen(name):
                with suppress(OSError):  # an old count that stays makes nobody wait longer
                    self._disk.remove(self._folder / name)


def pause_after(wrong: int) -> int:
    """Seconds to wait after so many wrong ones in a row: 0 up to the third, then 5, 10, 20 ... at most 900."""
    if wrong <= FREE:
        return 0
    return min(FIRST_PAUSE << min(wrong - FREE - 1, 20), LONGEST_PAUSE)


def of_nobody(store: str, name: str) -> str:
    """The counter for a name that nobody has. Four bits of it, as people type passphrases where names belong."""
    return f"nobody-{hashlib.sha256(f'{store} {folded(name)}'.encode(errors='surrogatepass')).hexdigest()[0]}"


def _number(name: str) -> int:
    match = _TRY.fullmatch(name)
    return int(match[1]) if match else 0
