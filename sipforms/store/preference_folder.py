"""What a user has chosen for himself, kept in the store's folder so that it follows him to every machine.

Nothing here is about a citizen, and nothing is secret or signed: whoever can write to the disk can change how the
screens look to somebody, and no more than that.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from sipforms.store.access.numbered import NumberedFolder
from sipforms.store.failures import outside_world
from sipforms.store.filesystem import Filesystem
from sipforms.store.protocol import required_id

FOLDER, SUFFIX = "preferences", ".toml"
_ATTEMPTS = 20
LARGEST = 100_000
"""Bytes; whatever is longer was not written by us."""


class PreferenceFolder:
    """One user's folder in ``preferences``. Several machines may write at once; the last one counts."""

    def __init__(self, *, store: Path, user: str, disk: Filesystem, new_id: Callable[[], str]) -> None:
        self._all, self._disk = store / FOLDER, disk
        self._files = NumberedFolder(folder=self._all / required_id(user), suffix=SUFFIX, disk=disk, new_id=new_id)

    def newest(self) -> Iterator[str]:
        """What was kept last, then its copy, which stands in where the first is damaged. Raises StoreUnavailable."""
        with outside_world("reading preferences"):
            number = self._files.newest()
            contents = list(self._files.contents(number)) if number else []
        for content in contents:
            yield content[:LARGEST].decode("utf-8", errors="replace")

    def keep(self, text: str) -> None:
        """Keep this from now on. Raises StoreUnavailable."""
        with outside_world("keeping preferences"):
            self._disk.make_folder(self._all)
            self._files.make()
            for _ in range(_ATTEMPTS):
                number = self._files.newest() + 1
                if self._files.publish(number, text.encode(), lambda _content: True):
                    with suppress(OSError):  # what is older counts for nothing, and the next one removes it
                        self._files.prune(number)
                    return
