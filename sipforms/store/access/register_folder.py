"""The folder of the register: its newest sound revision counts, and a change is the next one or none.

Three revisions stay, so that it can be looked up what was changed; where something was taken from somebody, what was
before goes at once. A revision is kept twice, and an older one never stands in for a damaged one, as it might let in
somebody who has left.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sipforms.store.access.numbered import NumberedFolder
from sipforms.store.access.register import Register
from sipforms.store.access.register_written import read_register, written_register
from sipforms.store.failures import NoKey, Reason, StoreDamaged, StoreUnavailable, outside_world
from sipforms.store.filesystem import Filesystem
from sipforms.store.protocol import Conflict, Saved

KEPT = 3
_RELOADS = 100
_LOOKS = 5


class RegisterFolder:
    """The folder ``keys/register`` of a store. ``founding`` is the public root key that store.json names."""

    def __init__(
        self, *, folder: Path, store: str, founding: bytes, disk: Filesystem, new_id: Callable[[], str]
    ) -> None:
        self._files = NumberedFolder(folder=folder, suffix=".sfr", disk=disk, new_id=new_id)
        self._store = store
        self._founding = founding

    def make(self) -> None:
        """Makes the folder, in one that is there."""
        with outside_world("making the register"):
            self._files.make()

    def number(self, seen: int = 1) -> int:
        """The number of the newest revision, without reading it; 0 when there is none.

        Looks again when it is less than what was ``seen`` before: a listing that is made while somebody publishes one
        name and removes another may show neither.
        """
        found = 0
        with outside_world("looking for the register"):
            for _ in range(_LOOKS):
                found = self._files.newest()
                if found >= seen:
                    break
        return found

    def newest(self) -> Register:
        """The newest revision. Raises NoKey when there is none, StoreDamaged, UnknownFormat, StoreUnavailable."""
        with outside_world("reading the register"):
            for _ in range(_RELOADS):
                number = self.number()
                if number == 0:
                    raise NoKey(what="register", which="")
                register = self._read(number)
                if register is not None:
                    return register
        raise StoreUnavailable(reason=Reason.BUSY, doing="reading the register")

    def newest_sound(self) -> tuple[Register, int]:
        """The newest revision that can be read, and the newest number there is: for a recovery, and for it alone.

        Raises as ``newest``.
        """
        number = self.number()
        sound = self.revisions()
        if sound and sound[-1].number < number:
            return sound[-1], number
        newest = self.newest()
        return newest, newest.number

    def revisions(self) -> tuple[Register, ...]:
        """The sound revisions that are still kept, oldest first."""
        found = []
        with outside_world("reading the register"):
            for number in sorted(self._files.numbers()):
                try:
                    register = self._read(number)
                except StoreDamaged:
                    continue
                found += [register] if register else []
        return tuple(found)

    def save(
        self, base: Register | None, register: Register, root_private: bytes, *, newest: int = 0, ahead: int = 0
    ) -> Saved | Conflict:
        """Keeps the register as the revision after ``base``, or none where that is no longer the newest.

        Its ``number`` and ``previous`` are set here; ``ahead`` numbers are left out. ``newest`` is given where the
        newest revision is damaged and ``base`` an older one. Returns when it survives a power cut.
        """
        before = newest or (base.number if base else 0)
        previous = base.checksum if base else ""
        number = before + 1 + ahead
        content = written_register(replace(register, number=number, previous=previous), root_private)
        mine = self._sound(content, number).checksum
        with outside_world("saving the register"):
            if self._files.newest() != before:
                return Conflict(revision=self._files.newest())
            if not self._files.publish(number, content, lambda after: self._follows(after, number + 1, mine)):
                return Conflict(revision=self._files.newest())
            with suppress(OSError):  # the change itself stands; the next one prunes
                self._files.prune(max(number - KEPT + 1, min(register.oldest, number)))
        return Saved(revision=number)

    def forget_before(self, number: int) -> None:
        """Removes all revisions before this one; safe once this returns."""
        with outside_world("saving the register"):
            if min(self._files.numbers(), default=number) < number:
                self._files.prune(number)

    def _read(self, number: int) -> Register | None:
        damage = None
        for content in self._files.contents(number):
            try:
                return self._sound(content, number)
            except StoreDamaged as error:
                damage = error
        if damage:
            raise damage
        return None  # pruned since we looked

    def _follows(self, content: bytes, number: int, mine: str) -> bool:
        try:
            return self._sound(content, number).previous == mine
        except StoreDamaged:
            return False

    def _sound(self, content: bytes, number: int) -> Register:
        return read_register(content, store=self._store, number=number, founding=self._founding)
