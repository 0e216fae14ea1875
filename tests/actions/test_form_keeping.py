"""What the disk refuses stays in order, is said to be unsafe, and is tried again before anything newer."""

from collections.abc import Callable

import pytest

from sipforms.actions.fill import Way, resume, start
from sipforms.actions.form.keeping import Keeper, Kept
from sipforms.actions.form.model import FormModel
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.memory import MemoryStore
from tests.actions.conftest import TestClock

Admitted = Callable[..., CaseFile]
FIRST, SECOND = ("psykisk_velbefindende", "humoer", "vigtighed"), ("psykisk_velbefindende", "humoer", "tilfredshed")


class Disk:
    """Refuses while it is full."""

    def __init__(self, store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = False
        append = store.append

        def refusing(draft: str, entry: object) -> None:
            if self.is_full:
                raise StoreUnavailable(reason=Reason.FULL, doing="saving an answer")
            append(draft, entry)  # type: ignore[arg-type]

        monkeypatch.setattr(store, "append", refusing)


def test_refused_answers_wait_in_order_and_are_kept_later(
    workplace: Workplace,
    store: MemoryStore,
    admitted: Admitted,
    voksen: Programme,
    clock: TestClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disk = Disk(store, monkeypatch)
    file = admitted()
    filling = start(
        workplace, file, voksen, "livskvalitet", Way(mode="interview", informant="borger"), file.episodes[0]
    )
    keeper, form = Keeper(workplace, filling), FormModel(filling.draft)

    def press(key: str) -> Kept:
        entry = form.press(key).entry
        assert entry is not None
        return keeper.keep([entry])

    disk.is_full = True
    first, second = press("4"), press("2")
    assert (first.waiting, second.waiting) == (1, 2)
    assert second.unsafe == {FIRST, SECOND}
    assert isinstance(second.fault, StoreUnavailable)
    assert second.at is None
    disk.is_full = False
    clock.passes(minutes=3)
    kept = press("5")
    assert (kept.waiting, kept.unsafe, kept.fault, kept.at) == (0, frozenset(), None, clock.moment)
    again = resume(workplace, filling.id)
    assert again.draft.answers == form.draft.answers
    assert [entry["path"] for entry in store.read_draft(filling.id).entries][:2] == [".".join(FIRST), ".".join(SECOND)]
