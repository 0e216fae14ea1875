"""Keys that several people share: a unit's, the access log's. Each generation is boxed once for everybody who has it.

A new generation is made when somebody must no longer have the key. What was sealed under the older ones stays readable
for those who are left, who keep their boxes of them.

Not promised: that somebody who had a key has it no more. He may have copied it, and what it opens, while he could.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sipforms.store.protection import Unsealable
from sipforms.store.sealing.boxes import box_for, new_box_key, open_box
from sipforms.store.sealing.ciphers import about


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """One generation of a shared key: its public half, and its private half boxed for each recipient by id."""

    number: int
    box: bytes
    wraps: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedKey:
    """All generations of a shared key, the newest last. ``store`` and ``name`` say whose it is."""

    store: str
    name: str
    generations: tuple[Generation, ...]

    @property
    def generation(self) -> int:
        """The number of the newest generation."""
        return self.generations[-1].number

    @property
    def box(self) -> bytes:
        """The public half of the newest generation: new content is boxed for it."""
        return self.generations[-1].box

    @property
    def recipients(self) -> frozenset[str]:
        """The ids of those who have the newest generation."""
        return frozenset(self.generations[-1].wraps)

    def public(self, number: int) -> bytes | None:
        """The public half of that generation, when there is one."""
        return next((one.box for one in self.generations if one.number == number), None)


def new_shared_key(store: str, name: str, recipients: Mapping[str, bytes]) -> SharedKey:
    """A first generation for these recipients: id -> public box key."""
    return rotated(SharedKey(store=store, name=name, generations=()), recipients)


def rotated(key: SharedKey, recipients: Mapping[str, bytes]) -> SharedKey:
    """With one generation more, for these recipients alone; all others lose their boxes of the older ones too."""
    number = key.generation + 1 if key.generations else 1
    pair = new_box_key()
    wraps = {
        recipient: box_for(public, pair.private, _about(key, number, recipient))
        for recipient, public in recipients.items()
    }
    kept = without(key, *(recipient for recipient in _everybody(key) if recipient not in recipients))
    return replace(kept, generations=(*kept.generations, Generation(number=number, box=pair.public, wraps=wraps)))


def let_in(key: SharedKey, opened: Mapping[int, bytes], recipient: str, public: bytes) -> SharedKey:
    """With a box for the recipient in each generation that he has none of and whose private half is in ``opened``."""
    generations = (
        replace(one, wraps={**one.wraps, recipient: box_for(public, private, _about(key, one.number, recipient))})
        if recipient not in one.wraps and (private := opened.get(one.number)) is not None
        else one
        for one in key.generations
    )
    return replace(key, generations=tuple(generations))


def without(key: SharedKey, *recipients: str) -> SharedKey:
    """Without the boxes of these recipients."""
    generations = (
        replace(one, wraps={other: box for other, box in one.wraps.items() if other not in recipients})
        for one in key.generations
    )
    return replace(key, generations=tuple(generations))


def opened_key(key: SharedKey, recipient: str, private: bytes) -> Mapping[int, bytes]:
    """The private halves that the recipient has, by generation; what cannot be opened is left out."""
    return dict(_opened(key, recipient, private))


def _opened(key: SharedKey, recipient: str, private: bytes) -> Iterator[tuple[int, bytes]]:
    for one in key.generations:
        if box := one.wraps.get(recipient):
            try:
                yield one.number, open_box(private, box, _about(key, one.number, recipient))
            except Unsealable:
                continue


def _everybody(key: SharedKey) -> frozenset[str]:
    return frozenset(recipient for one in key.generations for recipient in one.wraps)


def _about(key: SharedKey, number: int, recipient: str) -> bytes:
    return about("shared-key", key.store, key.name, number, recipient)
