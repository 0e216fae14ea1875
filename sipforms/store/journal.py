"""One draft journal, held open for adding to it: an answer costs one write and one flush.

Whatever fails, the journal never acknowledges an entry that could be lost and never hides one behind half a frame:
before anything is added after a fault, the file is cut back to what was acknowledged.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sipforms.store.failures import StoreDamaged
from sipforms.store.filesystem import JournalFile
from sipforms.store.frames import START_SIZE, Frame, checked_start, framed, frames_in, start_of_journal
from sipforms.store.protocol import Damage, DamageKind, Draft, DraftEntry, DraftHeader, DraftId


class Journal:
    """A draft that this process adds to. ``file`` must be locked for this process alone."""

    def __init__(self, draft: DraftId, file: JournalFile) -> None:
        self._draft = draft
        self._file = file
        self._end = START_SIZE
        self._count = 0
        self._is_in_doubt = True
        self._find_end()

    def append(self, entry: DraftEntry) -> None:
        """Adds the entry; returns when it is on the disk. Raises OSError, and then the entry is not kept."""
        frame = framed(self._draft, self._count, dict(entry))
        if self._file.size() != self._end:
            self._mend()
        self._is_in_doubt = True
        self._file.append(frame)
        self._is_in_doubt = False
        self._end += len(frame)
        self._count += 1

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()

    def _find_end(self) -> None:
        content = self._file.read()
        checked_start(content, self._draft)
        for frame in frames_in(content, self._draft):
            self._end, self._count = frame.end, frame.number + 1
        if len(content) > self._end:
            self._file.cut(self._end)
        self._is_in_doubt = False

    def _mend(self) -> None:
        if self._is_in_doubt:
            self._file.cut(self._end)
            self._is_in_doubt = False
        else:
            self._find_end()  # grown without us: a disk without locks let a second writer in


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
