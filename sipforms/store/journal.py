"""One draft journal, held open for adding to it: an answer costs one write and one flush.

Whatever fails, the journal never acknowledges an entry that could be lost and never hides one behind half a frame:
before anything is added after a fault, the file is cut back to what was acknowledged.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sipforms.store.entries import read_entry, read_header, written_entry, written_header
from sipforms.store.failures import StoreDamaged, StoreError
from sipforms.store.filesystem import JournalFile
from sipforms.store.frames import START_SIZE, Frame, checked_start, framed, frames_in, start_of_journal
from sipforms.store.protection import NONE, OPEN, CaseSeal
from sipforms.store.protocol import Damage, DamageKind, Draft, DraftEntry, DraftHeader, DraftId


class Journal:
    """A draft that this process adds to. ``open_file`` opens and locks its file, at first and again after a fault.

    ``renew`` gives the seal for the next entry, by the last one: a draft stays open for hours, and a key under which
    nothing was sealed yet is dropped once two newer ones are there. Whoever lost access meanwhile goes on under his key
    as long as others open it; then it raises, and nothing is taken that nobody could read.
    """

    def __init__(
        self,
        draft: DraftId,
        open_file: Callable[[], JournalFile],
        *,
        seal: CaseSeal = OPEN,
        renew: Callable[[CaseSeal], CaseSeal] = lambda last: last,
        protection: str = NONE,
    ) -> None:
        self._draft = draft
        self._open_file = open_file
        self._seal = seal
        self._renew = renew
        self._protection = protection
        self._file: JournalFile | None = None
        self._end = START_SIZE
        self._count = 0
        self._unsure = b""

    def append(self, entry: DraftEntry) -> None:
        """Adds the entry; returns when it is on the disk.

        Raises OSError, and what ``renew`` raises; then the entry is not kept.
        """
        try:
            self._seal = self._renew(self._seal)
            self._add(dict(entry))
        except (OSError, StoreError):  # a share that went away gives the file another handle when it comes back
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
        payload = written_entry(self._draft, self._count, value, self._seal, self._protection)
        self._unsure = framed(self._draft, self._count, payload)
        file.append(self._unsure)
        end = self._end + len(self._unsure)
        if file.size() == end:  # as long as this is not known the entry may have to be taken back
            self._end, self._count = end, self._count + 1
        elif not self._stands(file, self._count, payload):
            self._unsure = b""
            self._add(value)  # whoever wrote at the same instant has our place, so that ours would not be read
        self._unsure = b""

    def _find_end(self) -> JournalFile:
        file = self._file = self._file or self._open_file()
        content = file.read()
        checked_start(content, self._draft, self._protection)
        if not self._is_ours(content[self._end :]):
            for frame in frames_in(content, self._draft):
                self._end, self._count = frame.end, frame.number + 1
        if len(content) > self._end:
            file.cut(self._end)
        return file

    def _stands(self, file: JournalFile, number: int, payload: bytes) -> bool:
        """Whether the frame is read where it was written; on a disk without locks a second writer may be before it."""
        content, is_there = file.read(), False
        self._end, self._count = START_SIZE, 0
        for frame in frames_in(content, self._draft):
            is_there = is_there or (frame.number == number and frame.payload == payload)
            self._end, self._count = frame.end, frame.number + 1
        return is_there

    def _is_ours(self, tail: bytes) -> bool:
        # What a failed write left behind was never acknowledged, so it goes, even if all of it arrived.
        return bool(tail) and self._unsure.startswith(tail)


def new_journal(draft: DraftId, header: DraftHeader, *, seal: CaseSeal = OPEN, protection: str = NONE) -> bytes:
    """The whole file of a draft without entries."""
    return start_of_journal(protection) + framed(draft, 0, written_header(draft, header, seal, protection))


def read_journal(content: bytes, draft: DraftId, *, seal: CaseSeal = OPEN, protection: str = NONE) -> Draft:
    """The draft as far as it is safe.

    Raises StoreDamaged without a readable header, UnknownFormat, NoKey when a key of it is gone, SignInNeeded.
    """
    checked_start(content, draft, protection)
    frames = tuple(_opened(frame, draft, seal, protection) for frame in frames_in(content, draft))
    if not frames or frames[0].value is None:
        raise StoreDamaged(what="draft", which=draft)
    return Draft(
        id=draft,
        header=frames[0].value,
        entries=tuple(frame.value for frame in frames[1:] if frame.value is not None),
        damage=_damage(content, draft, frames),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    number: int
    end: int
    value: Any


def _opened(frame: Frame, draft: DraftId, seal: CaseSeal, protection: str) -> _Opened:
    """The frame with its header or entry; None where that is not what was written."""
    value = None
    if frame.payload is not None:
        read = read_entry if frame.number else _read_header
        with suppress(ValueError, KeyError, TypeError):  # whole to its end, and yet put there by somebody else
            value = read(draft, frame.number, frame.payload, seal, protection)
    return _Opened(number=frame.number, end=frame.end, value=value)


def _read_header(draft: DraftId, _: int, payload: bytes, seal: CaseSeal, protection: str) -> DraftHeader:
    return read_header(draft, payload, seal, protection)


def _damage(content: bytes, draft: DraftId, frames: tuple[_Opened, ...]) -> tuple[Damage, ...]:
    found = [
        Damage(kind=DamageKind.ENTRY, id=draft, place=frame.number - 1) for frame in frames[1:] if frame.value is None
    ]
    if len(content) > frames[-1].end:
        found.append(Damage(kind=DamageKind.TORN_TAIL, id=draft, place=len(frames) - 1))
    return tuple(found)
