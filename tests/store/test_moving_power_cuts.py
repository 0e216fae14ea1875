"""The power goes after every single step of a move: the response is in one place, whole, and the move is finished."""

from pathlib import Path
from typing import Any

import pytest

from sipforms.engine.versions import versions_of
from sipforms.store import casefile, moving
from sipforms.store.casefile import open_case
from sipforms.store.files import FileStore
from sipforms.store.moving import finish_moves, move_response
from tests.store.conftest import FILE_KINDS
from tests.store.samples import CASE
from tests.store.test_moving import OTHER, SECRET, corrected, going_to, people_of, places
from tests.store.test_power_cuts import Broken, Scene, require

LEAST_STATES = 100
VERSIONS = [SECRET, {"a": {"b": 2}}]


def moved(scene: Scene) -> None:
    """Moves a corrected response to another citizen."""
    store, is_done = scene.store(), False
    with scene.safely():
        people_of(store)
        seen = corrected(store)

    def promise(after: FileStore) -> None:
        (where,) = places(after)
        require(where == OTHER or not is_done)
        file = finish_moves(after, open_case(after, CASE))
        (now,) = places(after)
        require(now == OTHER or where == CASE)
        require([one.answers for one in versions_of(open_case(after, now).responses[0])] == VERSIONS)
        require(now == CASE or not any(one.answers or one.earlier for one in file.uncounted))

    scene.promise = promise
    move_response(store, CASE, seen, going_to(OTHER))
    is_done = True
    scene.promise = promise


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_move_is_never_in_two_places_or_in_none(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene(tmp_path, monkeypatch, kind=FILE_KINDS[kind])
    moved(scene)
    assert scene.states >= LEAST_STATES


MUTANTS: dict[str, tuple[Any, str, Any]] = {
    "nobody looks whether it has arrived": (casefile, "_settled", lambda _store, file: file),
    "it is let go before it is taken in": (moving, "_take_in", lambda _store, _case, _moving: True),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_move_in_the_wrong_order_is_found_out(mutant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, wrong = MUTANTS[mutant]
    monkeypatch.setattr(module, name, wrong)
    with pytest.raises(Broken):
        moved(Scene(tmp_path, monkeypatch))
