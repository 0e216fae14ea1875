"""One draft journal, held open for adding to it: an answer costs one write and one flush.

Whatever fails, the journal never acknowledges an entry that could be lost and never hides one behind half a frame:
before anything is added after a fault, the file is cut back to what was acknowledged.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from sipforms.store.failures import StoreDamaged
from sipforms.store.filesystem import JournalFile
from sipforms.store.frames import START_SIZE, Frame, checked_start, framed, frames_in, start_of_journal
from sipforms.store.protocol import Damage, DamageKind, Draft, DraftEntry, DraftHeader, DraftId


class Journal:
    """A draft that this process adds to. ``open_file`` opens and locks its file, at first and again after a fault."""

    def __init__(self, draft: DraftId, open_file: Callable[[], JournalFile]) -> None:
        self._draft = draft
        self._open_file = open_file
        self._file: JournalFile | None = None
        self._end = START_SIZE
        self._count = 0
        self._unsure = b""

    def append(self, entry: DraftEntry) -> None:
        """Adds the entry; returns when it is on the disk. Raises OSError, and then the entry is not kept."""
        try:
            self._add(dict(entry))
        except OSError:
            with suppress(OSError):  # the first fault is the one to tell
                self.close()
            raise

    def hold(self) -> None:
        """Opens the file if it is not open, and so keeps others from adding to the draft."""
        if self._file is None:
            self._find_end()

    def close(self) -> None:
        """Lets go of the file; the next entry opens it again."""
        file, self._file = self._file, None
        if file:
            file.close()

    def _add(self, value: Mapping[str, Any]) -> None:
        file = self._file
        if file is None or file.size() != self._end:  # on a disk without locks a second writer may have come in
            file = self._find_end()
        self._unsure = framed(self._draft, self._count, value)
        file.append(self._unsure)
        self._end += len(self._unsure)
        self._count += 1
        self._unsure = b""

    def _find_end(self) -> JournalFile:
        file = self._file = self._file or self._open_file()
        content = file.read()
        checked_start(content, self._draft)
        if not self._is_ours(content[self._end :]):
            for frame in frames_in(content, self._draft):
                self._end, self._count = frame.end, frame.number + 1
        if len(content) > self._end:
            file.cut(self._end)
        return file

    def _is_ours(self, tail: bytes) -> bool:
        # What a failed write left behind was never acknowledged, so it goes, even if all of it arrived.
        return bool(tail) and self._unsure.startswith(tail)


def new_journal(draft: DraftId, header: DraftHeader) -> bytes:
    """The whole file of a draft without entries."""
    written = {
        "case": header.case,
        "created": header.created.isoformat(),
        "protection": "none",
        "key": "",
        "about": dict(header.about),
    }
    return start_of_journal() + framed(draft, 0, written)


def read_journal(content: bytes, draft: DraftId) -> Draft:
    """The draft as far as it is safe. Raises StoreDamaged without a readable header, UnknownFormat."""
    checked_start(content, draft)
    frames = tuple(frames_in(content, draft))
    if not frames or frames[0].value is None:
        raise StoreDamaged(what="draft", which=draft)
    return Draft(
        id=draft,
        header=_header(frames[0].value),
        entries=tuple(frame.value for frame in frames[1:] if frame.value is not None),
        damage=_damage(content, draft, frames),
    )


def _header(written: Mapping[str, Any]) -> DraftHeader:
    return DraftHeader(case=written["case"], created=datetime.fromisoformat(written["created"]), about=written["about"])


def _damage(content: bytes, draft: DraftId, frames: tuple[Frame, ...]) -> tuple[Damage, ...]:
    found = [
        Damage(kind=DamageKind.ENTRY, id=draft, place=frame.number - 1) for frame in frames[1:] if frame.value is None
    ]
    if len(content) > frames[-1].end:
        found.append(Damage(kind=DamageKind.TORN_TAIL, id=draft, place=len(frames) - 1))
    return tuple(found)
