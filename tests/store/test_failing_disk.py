"""Every single disk operation fails once: what was kept stays whole, the person hears of it, and trying again works."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sipforms.engine.read.bundle import digest_of
from sipforms.store.casefile import keep_response, open_case
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.files import FileStore
from sipforms.store.opening import create_store, open_store
from tests.store.conftest import FileKind
from tests.store.samples import CASE, NOW, entry, header, response
from tests.store.sealed import ANNA, CARL, EAST, Opener, make_sealed, new_world
from tests.store.watched import FailingOs, watch

ERRORS = {
    errno.EIO: Reason.FAILED,
    errno.ENOSPC: Reason.FULL,
    errno.EACCES: Reason.DENIED,
    errno.EROFS: Reason.READ_ONLY,
    errno.EINTR: Reason.FAILED,
}
BUNDLE = {"programme.yaml": b"id: voksen"}

pytestmark = pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What came of doing something while one operation failed."""

    store: FileStore
    prepared: Any
    was_refused: bool
    failed: str


def fails(action: Callable[[], object], watched: FailingOs) -> bool:
    """Does it while that operation fails; whether it was refused, for the reason that the disk gave."""
    with pytest.MonkeyPatch.context() as patch:
        watch(patch, watched)
        try:
            action()
        except StoreUnavailable as refusal:
            if refusal.reason is not ERRORS[watched.error]:
                raise
            return True
    return False


def attempts(
    kind: FileKind,
    folder: Path,
    error: int,
    *,
    action: Callable[[FileStore, Any], object],
    prepare: Callable[[FileStore], Any] = lambda _: None,
    at_least: int,
) -> Iterator[Attempt]:
    """The action in a fresh store with its first operation failing, then its second, and so on until it has no more."""
    number = 0
    while True:
        number += 1
        store = kind.made(folder / f"{number}")
        prepared = prepare(store)
        watched = FailingOs(number, error)
        was_refused = fails(lambda store=store, prepared=prepared: action(store, prepared), watched)  # type: ignore[misc]
        if watched.has_failed:
            yield Attempt(store=store, prepared=prepared, was_refused=was_refused, failed=watched.failed)
        store.close()
        if not watched.has_failed:
            break
    assert number > at_least, "operations pass the watch by"


def leftovers(store: FileStore) -> list[str]:
    return [path.name for path in store.folder.rglob("*.tmp")]


def begun(store: FileStore) -> str:
    draft = store.begin_draft(header())
    store.append(draft, entry(0))
    return draft


def begun_and_put_aside(store: FileStore) -> str:
    draft = begun(store)
    store.close()
    return draft


def test_keeping_a_response(kind: FileKind, tmp_path: Path, error: int) -> None:
    earlier, one = [response() for _ in range(4)], response()

    def prepare(store: FileStore) -> None:
        for other in earlier:
            keep_response(store, CASE, other)

    for attempt in attempts(
        kind, tmp_path, error, prepare=prepare, action=lambda store, _: keep_response(store, CASE, one), at_least=20
    ):
        found = list(open_case(attempt.store, CASE).responses)
        assert found == [*earlier, one] or (attempt.was_refused and found == earlier)
        assert leftovers(attempt.store) == [] or attempt.failed == "unlink"
        keep_response(attempt.store, CASE, one)
        file = open_case(attempt.store, CASE)
        assert (list(file.responses), file.damage) == ([*earlier, one], ())
        keep_response(attempt.store, CASE, response())
        assert leftovers(attempt.store) == []


def test_the_first_response_of_a_case(kind: FileKind, tmp_path: Path, error: int) -> None:
    one = response()
    for attempt in attempts(
        kind, tmp_path, error, action=lambda store, _: keep_response(store, CASE, one), at_least=20
    ):
        found = open_case(attempt.store, CASE).responses
        assert found == (one,) or (attempt.was_refused and found == ())
        keep_response(attempt.store, CASE, one)
        assert open_case(attempt.store, CASE).responses == (one,)
        assert attempt.store.list_cases() == (CASE,)


@pytest.mark.parametrize(("prepare", "at_least"), [(begun, 3), (begun_and_put_aside, 6)])
def test_saving_an_answer(
    kind: FileKind, tmp_path: Path, error: int, prepare: Callable[[FileStore], str], at_least: int
) -> None:
    for attempt in attempts(
        kind,
        tmp_path,
        error,
        prepare=prepare,
        action=lambda store, draft: store.append(draft, entry(1)),
        at_least=at_least,
    ):
        if attempt.was_refused:
            attempt.store.append(attempt.prepared, entry(1))
        attempt.store.append(attempt.prepared, entry(2))
        found = attempt.store.read_draft(attempt.prepared)
        assert (found.entries, found.damage) == ((entry(0), entry(1), entry(2)), ())


@pytest.mark.parametrize("number", range(1, 6))
def test_saving_answers_while_the_disk_stays_bad(files: FileStore, error: int, number: int) -> None:
    draft = begun(files)
    watched = FailingOs(number, error, lasts=True)
    tries = [entry(tried) for tried in range(1, 6)]
    acknowledged = [one for one in tries if not fails(lambda one=one: files.append(draft, one), watched)]  # type: ignore[misc]
    assert watched.has_failed
    files.append(draft, entry(9))
    found = files.read_draft(draft)
    assert (list(found.entries), found.damage) == ([entry(0), *acknowledged, entry(9)], ())


def test_beginning_a_draft(kind: FileKind, tmp_path: Path, error: int) -> None:
    for attempt in attempts(kind, tmp_path, error, action=lambda store, _: store.begin_draft(header()), at_least=10):
        assert attempt.store.list_drafts().damage == ()
        draft = begun(attempt.store)
        assert attempt.store.read_draft(draft).entries == (entry(0),)
        attempt.store.discard_draft(draft)
        assert leftovers(attempt.store) == []


def test_discarding_a_draft(kind: FileKind, tmp_path: Path, error: int) -> None:
    for attempt in attempts(
        kind, tmp_path, error, prepare=begun, action=lambda store, draft: store.discard_draft(draft), at_least=5
    ):
        attempt.store.discard_draft(attempt.prepared)
        assert attempt.store.list_drafts().drafts == ()


def test_keeping_a_bundle(kind: FileKind, tmp_path: Path, error: int) -> None:
    digest = digest_of(BUNDLE)
    for attempt in attempts(
        kind, tmp_path, error, action=lambda store, _: store.keep_bundle(digest, BUNDLE), at_least=10
    ):
        assert attempt.store.bundles() == (digest,) or attempt.was_refused
        attempt.store.keep_bundle(digest, BUNDLE)
        assert dict(attempt.store.bundle(digest)) == BUNDLE


def test_creating_a_store(tmp_path: Path, error: int) -> None:
    for number in range(1, 99):
        folder, watched = tmp_path / f"{number}", FailingOs(number, error)
        was_refused = fails(lambda folder=folder: create_store(folder, purpose="demo", created=NOW), watched)  # type: ignore[misc]
        if not (folder / "store.json").exists():
            assert was_refused
            create_store(folder, purpose="demo", created=NOW)
        assert open_store(folder).facts.is_demo
        if not watched.has_failed:
            assert number > 8
            return
    raise AssertionError("creating never ended")


def test_saving_when_the_case_needs_a_new_key(tmp_path: Path, error: int) -> None:
    for number in range(1, 99):
        world, folder = new_world(), tmp_path / f"{number}"
        make_sealed(folder)
        store = Opener(world, is_witnessed=False)(folder)
        keep_response(store, CASE, earlier := response())
        world.user_joins_unit(CARL, EAST, ANNA)
        world.user_leaves_unit(CARL, EAST)
        one, watched = response(), FailingOs(number, error)
        was_refused = fails(lambda store=store, one=one: keep_response(store, CASE, one), watched)  # type: ignore[misc]
        found = open_case(store, CASE)
        assert found.responses == (earlier, one) or (was_refused and found.responses == (earlier,))
        keep_response(store, CASE, one)
        assert (open_case(store, CASE).responses, open_case(store, CASE).damage) == ((earlier, one), ())
        assert leftovers(store) == [] or watched.failed == "unlink"
        if not watched.has_failed:
            assert number > 30
            return
    raise AssertionError("saving never ended")
