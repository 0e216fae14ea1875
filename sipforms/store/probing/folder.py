"""Trying a chosen folder: all that a store will do there is done once, in a folder of its own, and taken away again."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from sipforms.store.failures import StoreUnavailable, outside_world
from sipforms.store.filesystem import Filesystem, LocalFilesystem, open_new, write_all
from sipforms.store.probing.findings import Finding, Probe, UnfitFolder, Verdict, refused
from sipforms.store.probing.other_process import Answer, asked
from sipforms.store.probing.place import Place, is_synced, mounts_here, place_of
from sipforms.store.protocol import fresh_id
from sipforms.store.publishing import can_link

__all__ = ["Finding", "Probe", "Surroundings", "UnfitFolder", "Verdict", "examine_folder", "refused"]

MEGABYTE = 1_000_000
_LEAST, _COMFORTABLE = 50, 1000
"""Free space in megabytes: under the first nothing is begun, under the second a person is told."""
_CONTENT = b"sipforms tries this folder\r\n\x1a\n\0" * 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is asked of the machine beside its disk; tests put other answers here."""

    free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free
    other: Callable[[Path], Answer] = asked
    mounts: Callable[[], str] = mounts_here
    clock: Callable[[], float] = perf_counter
    has_rights: bool = os.name != "nt"


HERE = Surroundings()


def examine_folder(
    folder: Path,
    *,
    disk: Filesystem | None = None,
    new_id: Callable[[], str] = fresh_id,
    surroundings: Surroundings = HERE,
) -> tuple[Finding, ...]:
    """Whether a store may be kept in the folder, which need not exist yet: then the one that it will lie in is tried.

    What the disk cannot do is a finding, never an exception. Nothing is left behind, unless the disk refuses that too.
    """
    standing = next((one for one in (folder, *folder.absolute().parents) if one.is_dir()), folder)
    trial = _Trial(standing, disk or LocalFilesystem(), new_id, surroundings)
    return (*trial.findings(), *_of_the_place(folder, standing, surroundings))


def _of_the_place(folder: Path, standing: Path, surroundings: Surroundings) -> tuple[Finding, ...]:
    place = place_of(standing, surroundings.mounts())
    return (
        _space(standing, surroundings),
        Finding(probe=Probe.PLACE, verdict=Verdict.GOOD if place is Place.LOCAL else Verdict.NOTE, fact=place),
        Finding(probe=Probe.SYNCED, verdict=Verdict.NOTE if is_synced(folder) else Verdict.GOOD),
    )


def _space(standing: Path, surroundings: Surroundings) -> Finding:
    try:
        free = surroundings.free(standing) // MEGABYTE
    except OSError:
        return Finding(probe=Probe.SPACE, verdict=Verdict.NOTE, fact="unknown")
    verdict = Verdict.BAD if free < _LEAST else Verdict.NOTE if free < _COMFORTABLE else Verdict.GOOD
    return Finding(probe=Probe.SPACE, verdict=verdict, figure=free)


class _Trial:
    """One trial of one folder, at the depth at which a store keeps its files."""

    def __init__(self, standing: Path, disk: Filesystem, new_id: Callable[[], str], surroundings: Surroundings) -> None:
        self._disk = disk
        self._surroundings = surroundings
        top = standing / f"{new_id()}.tmp"
        self._folders = (top, top / "cases", top / "cases" / "00", top / "cases" / "00" / ("0" * 32))
        self._in = self._folders[-1]
        self._standing = standing

    def findings(self) -> tuple[Finding, ...]:
        """Everything that can be tried; only the first where nothing can be written."""
        try:
            first = self._tried(Probe.WRITES, self._writes)
            if first.verdict is Verdict.BAD:
                return (first,)
            return (first, *(self._tried(probe, try_) for probe, try_ in self._others()))
        finally:
            self._clear()

    def _others(self) -> tuple[tuple[Probe, Callable[[], Finding]], ...]:
        return (
            (Probe.EXCLUSIVE, self._exclusive),
            (Probe.FLUSHES, self._flushes),
            (Probe.FLUSHES_NAMES, self._flushes_names),
            (Probe.PUBLISHES, self._publishes),
            (Probe.APPENDS, self._appends),
            (Probe.LOCKS, self._locks),
            (Probe.NAMES, self._names),
            (Probe.RIGHTS, self._rights),
        )

    def _tried(self, probe: Probe, try_: Callable[[], Finding]) -> Finding:
        try:
            with outside_world("trying a folder"):
                return try_()
        except StoreUnavailable as refusal:
            return Finding(probe=probe, verdict=Verdict.BAD, fact=refusal.reason)

    def _writes(self) -> Finding:
        for folder in self._folders:
            self._disk.make_folder(folder)
        self._write_quickly("quick")
        return Finding(probe=Probe.WRITES, verdict=Verdict.GOOD)

    def _write_quickly(self, name: str) -> None:
        handle = open_new(self._in / name, 0o600)
        try:
            write_all(handle, _CONTENT)
        finally:
            os.close(handle)

    def _exclusive(self) -> Finding:
        try:
            self._disk.write_new(self._in / "quick", b"")
        except FileExistsError:
            return _verdict(Probe.EXCLUSIVE, is_good=self._disk.read(self._in / "quick") == _CONTENT)
        return Finding(probe=Probe.EXCLUSIVE, verdict=Verdict.BAD)

    def _flushes(self) -> Finding:
        begun = self._surroundings.clock()
        self._disk.write_new(self._in / "flushed", _CONTENT)
        took = round((self._surroundings.clock() - begun) * 1000)
        is_whole = self._disk.read(self._in / "flushed") == _CONTENT
        return Finding(
            probe=Probe.FLUSHES, verdict=Verdict.GOOD if is_whole else Verdict.BAD,
            fact="" if is_whole else "changed", figure=took,
        )  # fmt: skip

    def _flushes_names(self) -> Finding:
        for folder in reversed(self._folders):
            self._disk.sync_folder(folder)
        self._disk.sync_folder(self._standing)
        return Finding(probe=Probe.FLUSHES_NAMES, verdict=Verdict.GOOD)

    def _publishes(self) -> Finding:
        final = self._in / "r00000001.sfc"
        for name, content in (("one.tmp", b"one"), ("two.tmp", b"two")):
            self._disk.write_new(self._in / name, content)
        is_published = self._disk.publish(self._in / "one.tmp", final)
        is_refused = not self._disk.publish(self._in / "two.tmp", final)
        is_first = self._disk.read(final) == b"one" and self._disk.read(self._in / "two.tmp") == b"two"
        is_good = is_published and is_refused and is_first
        return Finding(probe=Probe.PUBLISHES, verdict=Verdict.GOOD if is_good else Verdict.BAD, fact=self._way())

    def _way(self) -> str:
        # On Windows a rename refuses a taken name, and is used; elsewhere it would replace what has the name.
        if os.name == "nt":
            return "rename"
        second = self._in / "second"
        self._disk.remove(second)
        return "link" if can_link(self._in / "quick", second) else "lock"

    def _appends(self) -> Finding:
        self._disk.write_new(self._in / "draft.sfj", b"begun")
        file = self._disk.open_journal(self._in / "draft.sfj")
        if file is None:
            return Finding(probe=Probe.APPENDS, verdict=Verdict.BAD, fact="locked")
        try:
            file.append(b" and continued")
            is_longer = (file.read(), file.size()) == (b"begun and continued", 19)
            file.cut(5)
            file.append(b"!")
            return _verdict(Probe.APPENDS, is_good=is_longer and file.read() == b"begun!")
        finally:
            file.close()

    def _locks(self) -> Finding:
        self._disk.write_new(self._in / "held.sfj", b"")
        held = self._disk.open_journal(self._in / "held.sfj")
        if held is None:
            return Finding(probe=Probe.LOCKS, verdict=Verdict.BAD, fact="locked")
        try:
            answer = self._surroundings.other(self._in / "held.sfj")
        finally:
            held.close()
        verdict = {Answer.LOCKED_OUT: Verdict.GOOD, Answer.SILENT: Verdict.BAD}.get(answer, Verdict.NOTE)
        if answer is Answer.LET_IN and self._way() == "lock":
            verdict = Verdict.BAD  # without links it is the lock that keeps two saves apart
        return Finding(probe=Probe.LOCKS, verdict=verdict, fact=answer.name.lower())

    def _names(self) -> Finding:
        folds = os.path.lexists(self._in / "QUICK")
        return Finding(probe=Probe.NAMES, verdict=Verdict.GOOD, fact="same" if folds else "")

    def _rights(self) -> Finding:
        if not self._surroundings.has_rights:
            return Finding(probe=Probe.RIGHTS, verdict=Verdict.NOTE, fact="windows")
        modes = {path.stat().st_mode & 0o777 for path in (self._in / "quick", self._in / "flushed")}
        folders = {path.stat().st_mode & 0o777 for path in self._folders}
        is_kept = (modes, folders) == ({0o600}, {0o700})
        return Finding(
            probe=Probe.RIGHTS, verdict=Verdict.GOOD if is_kept else Verdict.NOTE, fact="" if is_kept else "wider"
        )

    def _clear(self) -> None:
        for folder in reversed(self._folders):
            with suppress(OSError):  # what cannot be taken away is named .tmp, and doctor finds it
                for name in self._disk.names(folder):
                    self._disk.remove(folder / name)
                self._disk.remove_folder(folder)


def _verdict(probe: Probe, *, is_good: bool) -> Finding:
    return Finding(probe=probe, verdict=Verdict.GOOD if is_good else Verdict.BAD)
