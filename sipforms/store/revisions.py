"""The revisions of one case file: every save is a new file under a number that nobody used before.

The order of a save is what makes it safe, and each step is there for a fault that was seen:

1. write a temporary file and flush it: a published name must never point to half a file;
2. tell the access log of the number and checksum that are about to appear: nothing appears that it does not know;
3. publish it as the next number if that number is free: taken means that somebody else saved first;
4. look at what follows: old numbers are pruned and so become free again, and a slow writer could believe that it saved
   when it only reused one. The next number, if there is one, must name ours as the one before it;
5. flush the folder: only then does the name survive a power cut, and only then is it called saved;
6. prune, never before: the new name might still be lost.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sipforms.store.failures import Reason, StoreDamaged, StoreUnavailable
from sipforms.store.filesystem import Filesystem
from sipforms.store.protection import CaseSeal, Seals
from sipforms.store.protocol import CaseData, CaseId, Conflict, Damage, DamageKind, Loaded, Revision, Saved
from sipforms.store.revisionfile import (
    RevisionFile,
    RevisionHeader,
    checksum_of,
    data_of,
    read_revision,
    written_revision,
)
from sipforms.store.uses import NOT_KEPT, Action, Subject, Use, Witness

KEPT = 3
"""How many generations stay at least."""

_REVISION = re.compile(r"r(\d{8,})\.sfc")
_TEMPORARY = re.compile(r"t(\d{8,})-[0-9a-f]+\.tmp")
_RELOADS = 100
_MARK_SIZE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was loaded, and from which file: the newest sound one."""

    loaded: Loaded
    number: int = 0
    checksum: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What all folders of revisions of a store share. ``quarantine`` is the folder where damaged ones are set aside."""

    disk: Filesystem
    new_id: Callable[[], str]
    quarantine: Path
    seals: Seals
    witness: Witness


class RevisionFolder:
    """The folder of one case file's revisions."""

    def __init__(self, *, folder: Path, case: CaseId, around: Surroundings) -> None:
        self._folder = folder
        self._case = case
        self._disk = around.disk
        self._new_id = around.new_id
        self._quarantine = around.quarantine
        self._seals = around.seals
        self._witness = around.witness

    def load(self) -> Found:
        """The newest sound revision, as ``CaseStore.load``; the caller tells the access log."""
        for _ in range(_RELOADS):
            try:
                return self._loaded(self._numbers())
            except FileNotFoundError:
                continue  # pruned between looking and reading: somebody saved in the meantime
        raise StoreUnavailable(reason=Reason.BUSY, doing="loading a case file")

    def save(self, base: int, data: CaseData, *, forgetting: bool = False) -> Saved | Conflict:
        """One more revision, as ``CaseStore.save``."""
        newest = self._newest()
        if newest != base:
            return Conflict(revision=newest)  # the usual conflict, seen before anything is written
        outcome = self._save_after(base, data)
        if forgetting and isinstance(outcome, Saved):
            self.forget_before(outcome.revision)
            self.forget_set_aside()
        return outcome

    def history(self) -> tuple[Revision, ...]:
        """The kept generations, oldest first."""
        found = (self._described(number) for number in self._numbers())
        return tuple(revision for revision in found if revision is not None)

    def forget_before(self, number: int) -> int:
        """Removes every generation before the number, and what was begun up to it; returns when they are gone.

        The answer is how many generations there were. Raises OSError, and can then be done again.
        """
        names = self._disk.names(self._folder)
        old = [found for found in _matching(_REVISION, names) if found < number]
        begun = [name for name in names if (stray := _TEMPORARY.fullmatch(name)) and int(stray[1]) <= number]
        for path in (*map(self._path, old), *(self._folder / name for name in begun)):
            self._disk.remove(path)
        if names:
            self._disk.sync_folder(self._folder)
        return len(old)

    def forget_all(self) -> int:
        """Removes every generation and all beside them; returns when they are gone, and how many there were."""
        names = self._disk.names(self._folder)
        for name in names:
            self._disk.remove(self._folder / name)
        if names:
            self._disk.sync_folder(self._folder)
        with suppress(OSError):  # a folder without a file says nothing about anybody
            self._disk.remove_folder(self._folder)
        return len(_matching(_REVISION, names))

    def forget_set_aside(self) -> int:
        """Removes what was set aside of this case file; returns when it is gone. The answer is how many files."""
        names = [name for name in self._disk.names(self._quarantine) if name.startswith(f"{self._case}-")]
        for name in names:
            self._disk.remove(self._quarantine / name)
        if names:
            self._disk.sync_folder(self._quarantine)
        return len(names)

    def _save_after(self, base: int, data: CaseData) -> Saved | Conflict:
        seal = self._seals.renewed(self._case) if base else self._seals.begin(self._case)
        content = written_revision(self._header_after(base, seal), data, seal)
        if not self._is_published(base + 1, content) or self._is_overtaken(base + 1, checksum_of(content)):
            with suppress(StoreUnavailable):  # then the log tells of a revision that is not there, which is true
                self._tell(base + 1, content, NOT_KEPT)
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
        return self._checked(number, self._disk.read(self._path(number)))

    def _checked(self, number: int, content: bytes) -> RevisionFile:
        return read_revision(content, case=self._case, revision=number, protection=self._seals.protection)

    def _loaded(self, numbers: list[int]) -> Found:
        if not numbers:
            return Found(loaded=Loaded(revision=0, data={}))
        seal, damage = self._seals.of(self._case), list[Damage]()
        for number in reversed(numbers):
            content = self._disk.read(self._path(number))
            try:
                file = self._checked(number, content)
                data = data_of(file, seal)
            except StoreDamaged:
                self._set_aside(number, content)
                damage.append(Damage(kind=DamageKind.REVISION, id=self._case, place=number))
                continue
            loaded = Loaded(revision=numbers[-1], data=data, damage=tuple(damage))
            return Found(loaded=loaded, number=number, checksum=file.checksum)
        raise StoreDamaged(what="case", which=self._case)

    def _described(self, number: int) -> Revision | None:
        try:
            file = self._file(number)
        except FileNotFoundError:
            return None  # pruned since we looked
        except StoreDamaged:
            return Revision(number=number, checksum="", previous="", is_sound=False)
        return Revision(number=number, checksum=file.checksum, previous=file.header.previous, is_sound=True)

    def _header_after(self, base: int, seal: CaseSeal) -> RevisionHeader:
        return RevisionHeader(
            case=self._case,
            revision=base + 1,
            previous=self._checksum_of(base) if base else "",
            protection=self._seals.protection,
            key=seal.key,
        )

    def _checksum_of(self, base: int) -> str:
        try:
            content = self._disk.read(self._path(base))
        except FileNotFoundError:
            return ""  # pruned since we looked: the number after it is taken, and publishing will say so
        try:
            return self._checked(base, content).checksum
        except StoreDamaged:
            self._set_aside(base, content)
            return ""

    def _set_aside(self, number: int, content: bytes) -> None:
        # Named after its content, so that one damaged file is kept once however often it is met.
        mark = hashlib.sha256(content).hexdigest()[:_MARK_SIZE]
        with suppress(OSError):  # keeping the evidence must not stop anybody from reading or keeping answers
            self._disk.make_folder(self._quarantine)
            self._disk.write_new(self._quarantine / f"{self._case}-r{number:08}-{mark}.sfc", content)

    def _is_published(self, number: int, content: bytes) -> bool:
        temporary = self._folder / f"t{number:08}-{self._new_id()}.tmp"
        try:
            self._disk.write_new(temporary, content)
            self._tell(number, content)
            if self._disk.publish(temporary, self._path(number)):
                return True
        except FileNotFoundError:
            if self._newest() < number:
                raise
            return False  # a faster writer has swept our temporary file away with its number
        except (OSError, StoreUnavailable):
            self._remove_if_possible(temporary)
            raise
        self._remove_if_possible(temporary)
        return False

    def _tell(self, number: int, content: bytes, criterion: str = "") -> None:
        self._witness.tell(
            Use(
                action=Action.ADD if number == 1 else Action.CHANGE,
                subject=Subject.CASE,
                id=self._case,
                revision=number,
                checksum=checksum_of(content),
                criterion=criterion,
            )
        )

    def _is_overtaken(self, number: int, checksum: str) -> bool:
        if self._newest() <= number:
            return False
        try:
            if self._file(number + 1).header.previous == checksum:
                return False  # they saved on top of ours
        except FileNotFoundError:
            pass  # they are so far ahead that it was pruned
        except StoreDamaged:
            return True  # nobody knows, and if ours is the one before it then it is needed: it stays
        self._remove_if_possible(self._path(number))
        return True

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
