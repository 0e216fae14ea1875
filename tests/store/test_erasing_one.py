"""Erasing one response goes in steps; wherever it is cut off, the next one to look finishes it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from sipforms.engine.response import Deed, Mark
from sipforms.store.casefile import CaseFile, keep_response, new_case, open_case
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.memory import MemoryStore
from sipforms.store.moving import erase_response, finish_moves
from sipforms.store.protocol import Conflict, Saved
from tests.store import samples

MARK = Mark(deed=Deed.ERASING, by="AB", at=datetime(2026, 11, 22, tzinfo=UTC), number=1, reason="forkert")


class Failing(MemoryStore):
    """Saves so many times more, and then the disk is full."""

    left = 1000

    def save(self, *given: Any, **how: Any) -> Saved | Conflict:
        self.left -= 1
        if self.left < 0:
            raise StoreUnavailable(reason=Reason.FULL, doing="saving")
        return super().save(*given, **how)


@pytest.mark.parametrize("saves", range(5))
def test_what_is_cut_off_is_finished_by_the_next_one(saves: int) -> None:
    store, response = Failing(samples.facts()), samples.response()
    assert isinstance(new_case(store, samples.citizen()), CaseFile)
    assert isinstance(keep_response(store, samples.CASE, response), CaseFile)
    store.left = saves
    try:
        erase_response(store, samples.CASE, response, MARK)
    except StoreUnavailable:
        assert saves < 3
    store.left = 1000
    file = open_case(store, samples.CASE)
    if saves == 0:
        assert file.responses == (response,)
        return
    (trace,) = finish_moves(store, file).uncounted
    assert (trace.trace[-1].deed, trace.answers, trace.notes) == (Deed.ERASED, {}, {})
    for revision in store.history(samples.CASE):
        assert revision.number > 2, "an older generation holds the answers"


def test_a_mark_of_another_kind_is_a_fault_of_ours() -> None:
    store, response = Failing(samples.facts()), samples.response()
    with pytest.raises(ValueError, match="why"):
        erase_response(
            store, samples.CASE, response, Mark(deed=Deed.ERASING, by="AB", at=MARK.at, number=1, reason=" ")
        )
