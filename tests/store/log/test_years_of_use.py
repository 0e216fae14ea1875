"""Years of use in whatever order: many machines and people, torn entries, odd clocks, full files, prunings.

Longer: ``python run.py test -m long tests/store/log`` (200 such stories).
"""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest

from sipforms.store.log import writing
from sipforms.store.log.access_log import AccessLog
from sipforms.store.log.chain import Break
from sipforms.store.log.crosschecking import KeptCases
from sipforms.store.log.entries import Anchor
from sipforms.store.log.heads import head_line, heads_in_text, loose_heads
from sipforms.store.log.pruning import propose, prune
from sipforms.store.log.reading import Wanted
from sipforms.store.log.verifying import verify
from sipforms.store.uses import Use
from tests.store.log.logs import (
    READER,
    SIGN_IN,
    SIGN_OUT,
    STORE_FOLDER,
    Clock,
    Person,
    a_log,
    checked,
    entries,
    is_by,
    log_folder,
    person,
    read_case,
)
from tests.store.power import StateDisk


class Story:
    """One facility's log over the years; ``told`` is what was acknowledged and not pruned since."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.disk, self.clock = StateDisk({}), Clock()
        self.logs: dict[str, tuple[AccessLog, Person]] = {}
        self.told: list[Use] = []
        self.count = 0
        self.paper: list[Anchor] = []

    def one(self) -> tuple[AccessLog, Person]:
        at = self.chance.choice("1234")
        if at not in self.logs:
            who = person(self.chance.choice("abe"))
            self.logs[at] = a_log(self.disk, at=at, by=who, clock=self.clock), who
            self.logs[at][0].tell(SIGN_IN)
        return self.logs[at]

    def work(self) -> None:
        log, _ = self.one()
        for _ in range(self.chance.randrange(1, 6)):
            use = read_case(self.count)
            self.count += 1
            log.tell(use)
            self.told.append(use)

    def lock_and_unlock(self) -> None:
        log, who = self.one()
        who.is_locked = True
        log.tell(SIGN_IN)
        who.is_locked = False

    def sign_out(self) -> None:
        log, _ = self.one()
        log.tell(SIGN_OUT)
        log.close()
        self.logs = {at: one for at, one in self.logs.items() if one[0] is not log}

    def lose_power(self) -> None:
        """Everything stops, and half of an entry that nobody was told of is left behind."""
        self.logs.clear()
        path = self.chance.choice(sorted(self.disk.files))
        torn = self.disk.files[path]
        self.disk.files[path] = torn + torn[-self.chance.randrange(5, 200) : -4]

    def let_days_pass(self) -> None:
        self.clock.pass_by(timedelta(days=self.chance.randrange(1, 50)))

    def set_the_clock(self) -> None:
        self.clock.at += timedelta(hours=self.chance.randrange(-100, 100))

    def prune(self) -> None:
        log, who = self.one()
        months = self.chance.randrange(2, 5)
        proposal = propose(log_folder(self.disk), months=months, now=self.clock.at)
        cases = KeptCases(folder=STORE_FOLDER, disk=self.disk)
        before = {entry.use for entry in entries(self.disk) if entry.use}
        log.sign_as(who)
        prune(log_folder(self.disk), proposal, witness=log, readers=(READER.private,), cases=cases)
        gone = before - {entry.use for entry in entries(self.disk) if entry.use}
        limit = proposal.before
        assert all(entry.at < limit for entry in entries(self.disk) if entry.use in gone)
        self.told = [use for use in self.told if use not in gone]

    def print_the_heads(self) -> None:
        printed = "\n".join(map(head_line, loose_heads(log_folder(self.disk))))
        self.paper = list(heads_in_text(printed))

    def holds(self) -> None:
        found = verify(log_folder(self.disk), is_by=is_by, readers=(READER.private,), against=self.paper)
        assert {one.kind for one in found.findings} <= {Break.TORN}
        kept = [entry.use for entry in entries(self.disk, Wanted())]
        assert set(self.told) <= set(kept)


DEEDS: tuple[Callable[[Story], None], ...] = (
    *(Story.work,) * 8,
    *(Story.sign_out,) * 3,
    *(Story.let_days_pass,) * 2,
    Story.lock_and_unlock,
    Story.lose_power,
    Story.set_the_clock,
    Story.prune,
    Story.print_the_heads,
)


@pytest.mark.parametrize("stories", [6, pytest.param(200, marks=pytest.mark.long)])
def test_whatever_happens_nothing_told_is_missing_and_nothing_is_wrong(
    stories: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LARGEST", 20_000)
    pruned = 0
    for seed in range(stories):
        story = Story(seed)
        story.work()
        for _ in range(50):
            deed = story.chance.choice(DEEDS)
            deed(story)
            story.holds()
        for at in "1234":  # everybody signs in once more, which mends what was torn
            a_log(story.disk, at=at, by=person("a"), clock=story.clock).tell(SIGN_IN)
        pruned += any(note.kind == "pruned" for note in checked(story.disk).notes)
    assert pruned > stories / 4
