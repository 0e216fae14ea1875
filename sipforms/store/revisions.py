"""The revisions of one case file: every save is a new file under a number that nobody used before.

The order of a save is what makes it safe, and each step is there for a fault that was seen:

1. write a temporary file and flush it: a published name must never point to half a file;
2. publish it as the next number if that number is free: taken means that somebody else saved first;
3. look whether anybody is ``KEPT`` or more revisions ahead: old numbers are pruned and so become free again, and a slow
   writer could believe that it saved when it only reused one;
4. flush the folder: only then does the name survive a power cut, and only then is it called saved;
5. prune, never before: the new name might still be lost.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from sipforms.store.failures import Reason, StoreDamaged, StoreUnavailable
from sipforms.store.filesystem import Filesystem
from sipforms.store.protocol import CaseData, CaseId, Conflict, Damage, DamageKind, Loaded, Revision, Saved
from sipforms.store.revisionfile import RevisionFile, RevisionHeader, data_of, read_revision, written_revision

KEPT = 3
"""How many generations stay at least; also how far ahead others may be before a number can no longer be trusted."""

_REVISION = re.compile(r"r(\d{8,})\.sfc")
_TEMPORARY = re.compile(r"t(\d{8,})-[0-9a-f]+\.tmp")
_RELOADS = 100


class RevisionFolder:
    """One folder of revisions. ``quarantine`` is where a damaged revision gets a second name before it is pruned."""

    def __init__(
        self, *, folder: Path, case: CaseId, disk: Filesystem, quarantine: Path, new_id: Callable[[], str]
    ) -> None:
        self._folder = folder
        self._case = case
        self._disk = disk
        self._quarantine = quarantine
        self._new_id = new_id

    def load(self) -> Loaded:
        """The newest sound revision, as ``CaseStore.load``."""
        for _ in range(_RELOADS):
            try:
                return self._loaded(self._numbers())
            except FileNotFoundError:
                continue  # pruned between looking and reading: somebody saved in the meantime
        raise StoreUnavailable(reason=Reason.BUSY, doing="loading a case file")

    def save(self, base: int, data: CaseData) -> Saved | Conflict:
        """One more revision, as ``CaseStore.save``."""
        newest = self._newest()
        if newest != base:
            return Conflict(revision=newest)  # the usual conflict, seen before anything is written
        return self._save_after(base, data)

    def history(self) -> tuple[Revision, ...]:
        """The kept generations, oldest first."""
        found = (self._described(number) for number in self._numbers())
        return tuple(revision for revision in found if revision is not None)

    def _save_after(self, base: int, data: CaseData) -> Saved | Conflict:
        content = written_revision(self._header_after(base), data)
        if not self._is_published(base + 1, content):
            return Conflict(revision=self._newest())
        if self._is_overtaken(base + 1):
            self._remove_if_possible(self._path(base + 1))
            return Conflict(revision=self._newest())
        self._disk.sync_folder(self._folder)
        self._prune(base + 1)
        return Saved(revision=base + 1)

    def _numbers(self) -> list[int]:
        return sorted(_matching(_REVISION, self._disk.names(self._folder)))

    def _newest(self) -> int:
        return max(self._numbers(), default=0)

    def _path(self, number: int) -> Path:
        return self._folder / f"r{number:08}.sfc"

    def _file(self, number: int) -> RevisionFile:
        return read_revision(self._disk.read(self._path(number)), case=self._case, revision=number)

    def _loaded(self, numbers: list[int]) -> Loaded:
        damage: list[Damage] = []
        for number in reversed(numbers):
            try:
                data = data_of(self._file(number))
            except StoreDamaged:
                damage.append(Damage(kind=DamageKind.REVISION, id=self._case, place=number))
                continue
            return Loaded(revision=numbers[-1], data=data, damage=tuple(damage))
        if numbers:
            raise StoreDamaged(what="case", which=self._case)
        return Loaded(revision=0, data={})

    def _described(self, number: int) -> Revision | None:
        try:
            file = self._file(number)
        except FileNotFoundError:
            return None  # pruned since we looked
        except StoreDamaged:
            return Revision(number=number, checksum="", previous="", is_sound=False)
        return Revision(number=number, checksum=file.checksum, previous=file.header.previous, is_sound=True)

    def _header_after(self, base: int) -> RevisionHeader:
        return RevisionHeader(case=self._case, revision=base + 1, previous=self._checksum_of(base) if base else "")

    def _checksum_of(self, base: int) -> str:
        try:
            return self._file(base).checksum
        except StoreDamaged:
            self._set_aside(base)
            return ""
        except FileNotFoundError:
            return ""  # pruned since we looked: the number after it is taken, and publishing will say so

    def _set_aside(self, number: int) -> None:
        path = self._quarantine / f"{self._case}-r{number:08}-{self._new_id()}.sfc"
        with suppress(OSError):  # keeping the evidence must not stop anybody from keeping answers
            self._disk.make_folder(self._quarantine)
            self._disk.write_new(path, self._disk.read(self._path(number)))

    def _is_published(self, number: int, content: bytes) -> bool:
        temporary = self._folder / f"t{number:08}-{self._new_id()}.tmp"
        try:
            self._disk.write_new(temporary, content)
            if self._disk.publish(temporary, self._path(number)):
                return True
        except FileNotFoundError:
            if self._newest() < number:
                raise
            return False  # a faster writer has swept our temporary file away with its number
        except OSError:
            self._remove_if_possible(temporary)
            raise
        self._remove_if_possible(temporary)
        return False

    def _is_overtaken(self, number: int) -> bool:
        return self._newest() >= number + KEPT

    def _prune(self, number: int) -> None:
        try:
            names = self._disk.names(self._folder)
        except OSError:
            return  # the save itself stands; the next one prunes
        for old in _matching(_REVISION, names):
            if old <= number - KEPT:
                self._remove_if_possible(self._path(old))
        for name in names:
            stray = _TEMPORARY.fullmatch(name)
            if stray and int(stray[1]) <= number:
                self._remove_if_possible(self._folder / name)

    def _remove_if_possible(self, path: Path) -> None:
        with suppress(OSError):  # a leftover harms nobody, and the next save tries again
            self._disk.remove(path)


def has_revision(names: Iterable[str]) -> bool:
    """Whether any of the names in a folder is a revision's."""
    return any(map(_REVISION.fullmatch, names))


def _matching(pattern: re.Pattern[str], names: Iterable[str]) -> list[int]:
    return [int(match[1]) for match in map(pattern.fullmatch, names) if match]
