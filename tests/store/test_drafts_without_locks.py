"""A share without locks, where two programs can have one draft open: what either was told is saved can be read."""

import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.store.filesystem import JournalFile
from sipforms.store.frames import START_SIZE
from sipforms.store.journal import Journal, new_journal, read_journal
from tests.store.samples import entry, header

DRAFT = "d" * 32


class Share:
    """A file that several have open. ``between`` is called wherever another program may be faster."""

    def __init__(self) -> None:
        self.content = new_journal(DRAFT, header())
        self.between: Callable[[], None] = lambda: None

    def opened(self) -> JournalFile:
        return Handle(self)


class Handle:
    """One program's handle; everything it adds goes to the end, wherever that is by then."""

    def __init__(self, share: Share) -> None:
        self.share = share

    def read(self) -> bytes:
        return self.share.content

    def size(self) -> int:
        size = len(self.share.content)
        self.share.between()
        return size

    def append(self, content: bytes) -> None:
        self.share.between()
        self.share.content += content
        self.share.between()

    def cut(self, size: int) -> None:
        self.share.content = self.share.content[:size]

    def close(self) -> None:
        return


def test_two_that_write_at_the_same_instant_both_keep_what_they_wrote() -> None:
    share = Share()
    mine, theirs = Journal(DRAFT, share.opened), Journal(DRAFT, share.opened)
    mine.append(entry(0))
    theirs.append(entry(1))

    def once() -> None:
        share.between = lambda: None
        theirs.append(entry(3))

    share.between = once  # after mine has looked at the size, and before it writes
    mine.append(entry(2))
    theirs.append(entry(4))
    mine.append(entry(5))
    found = read_journal(share.content, DRAFT).entries
    assert sorted(one["seq"] for one in found) == [0, 1, 2, 3, 4, 5]  # type: ignore[type-var]


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_whatever_the_interleaving_everything_acknowledged_is_read(seed: int) -> None:
    """Two programs, each faster than the other in the middle of its write now and then."""
    chance, share = random.Random(seed), Share()
    journals = [Journal(DRAFT, share.opened) for _ in range(2)]
    numbers: Iterator[int] = iter(range(10_000))
    acknowledged: list[int] = []

    def write(which: int) -> None:
        number = next(numbers)
        journals[which].append(entry(number))
        acknowledged.append(number)

    for _ in range(12):
        which, budget = chance.randrange(2), [chance.randrange(3)]

        def interrupt(which: int = which, budget: list[int] = budget) -> None:
            if budget[0] and chance.random() < 0.5:
                budget[0] -= 1
                usual, share.between = share.between, lambda: None
                write(1 - which)
                share.between = usual

        share.between = interrupt
        write(which)
        share.between = lambda: None
    found = [one["seq"] for one in read_journal(share.content, DRAFT).entries]
    assert sorted(found) == sorted(acknowledged)  # type: ignore[type-var]


@pytest.mark.parametrize("rubbish", [b"\x00" * 20, b"\xff" * 9])
def test_rubbish_between_two_entries_costs_neither(rubbish: bytes) -> None:
    share = Share()
    journal = Journal(DRAFT, share.opened)
    journal.append(entry(0))
    end = len(share.content)
    journal.append(entry(1))
    share.content = share.content[:end] + rubbish + share.content[end:]
    assert len(share.content) > START_SIZE
    assert [one["seq"] for one in read_journal(share.content, DRAFT).entries] == [0, 1]
