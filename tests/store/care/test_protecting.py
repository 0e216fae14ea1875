"""An unprotected store becomes a protected one: everything goes over, the old one stays, and no interruption loses."""

import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sipforms.store.care.copying import Means, Progress
from sipforms.store.care.layout import files_of
from sipforms.store.care.protecting import NotProtected, ProtectedStore, Wish, protect
from sipforms.store.care.sweeping import tidy
from sipforms.store.care.verifying import verify_store
from sipforms.store.casefile import keep_response, open_case
from sipforms.store.failures import Erased, SignInNeeded, StoreUnavailable
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import DamageKind
from tests.signed_in import CODE, PASSPHRASE
from tests.store.care.protected import opened, signed_in, wish
from tests.store.golden.story import ASE, BO, told
from tests.store.samples import CASE, NOW, entry, header, response
from tests.store.test_golden import GOLDEN, story
from tests.store.watched import FailingOs, WatchedOs, watch

DISK = LocalFilesystem()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN / "format-1", tmp_path / "old"))


def contents(folder: Path) -> dict[str, bytes]:
    return {one.path: one.below(folder).read_bytes() for one in files_of(folder, DISK)}


def protected(wanted: Wish) -> ProtectedStore:
    made = protect(wanted)
    assert isinstance(made, ProtectedStore)
    return made


@pytest.mark.parametrize("purpose", ["real", "demo"])
def test_everything_goes_over_and_the_old_store_is_as_it_was(old: Path, tmp_path: Path, purpose: str) -> None:
    facts = json.loads((old / "store.json").read_bytes())
    (old / "store.json").write_text(json.dumps({**facts, "purpose": purpose}))
    before = contents(old)
    steps: list[Progress] = []
    made = protect(wish(old, tmp_path / "new"), Means(tell=steps.append))
    assert isinstance(made, ProtectedStore)
    assert (made.cases, made.drafts, made.bundles, made.late) == (3, 2, 1, ())
    assert [(one.kind, one.place) for one in made.passed_over] == [(DamageKind.TORN_TAIL, 1)]
    assert steps[-1] == Progress(done=5, total=5)
    assert contents(old) == before
    with pytest.raises(SignInNeeded):
        open_store(tmp_path / "new")
    store, session = opened(tmp_path / "new")
    assert told(store) == story()
    assert (store.facts.purpose, store.facts.facility) == ("real", facts["facility"])
    assert store.facts.id != facts["id"]
    keep_response(store, ASE, response())
    store.append(next(one.id for one in store.list_drafts(BO).drafts), entry(1))
    store.close()
    found = verify_store(tmp_path / "new", session)
    assert (found.flaws, found.notes, found.is_whole) == ((), (), True)
    assert found.opened == 3


def test_nothing_of_anybody_stands_readable_in_the_new_store(old: Path, tmp_path: Path) -> None:
    protected(wish(old, tmp_path / "new"))
    secrets = ("Ærø", "B-1042", "livskvalitet", "tilfredshed", "kontaktperson", PASSPHRASE, CODE[:11], "voksen")
    for path, content in contents(tmp_path / "new").items():
        if not path.startswith(("bundles/", "keys/register/")):
            assert not [one for one in secrets if one.encode() in content], path
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "new").rglob("*")} == {0}


def test_the_log_of_the_new_store_begins_with_where_it_came_from(old: Path, tmp_path: Path) -> None:
    protected(wish(old, tmp_path / "new"))
    found = verify_store(tmp_path / "new", signed_in(tmp_path / "new"))
    assert found.log is not None
    assert found.log.opened == found.log.entries == 1 + 3 + 2
    assert found.log.is_whole


def test_what_is_erased_stays_erased(old: Path, tmp_path: Path) -> None:
    store = open_store(old, unprotected=True)
    store.erase(BO, NOW.date())
    store.close()
    made = protected(wish(old, tmp_path / "new"))
    assert (made.cases, made.drafts) == (2, 1)
    new, _ = opened(tmp_path / "new")
    with pytest.raises(Erased):
        new.load(BO)


def test_what_cannot_become_a_protected_store_is_refused(old: Path, tmp_path: Path) -> None:
    protected(wish(old, tmp_path / "new"))
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter").write_text("x")
    before = contents(old)
    assert protect(wish(tmp_path / "new", tmp_path / "more")) is NotProtected.PROTECTED_ALREADY
    assert protect(wish(old, tmp_path / "new")) is NotProtected.TAKEN
    assert protect(wish(old, tmp_path / "taken")) is NotProtected.TAKEN
    assert protect(wish(old, old / "new")) is NotProtected.WITHIN
    assert protect(wish(old, tmp_path)) is NotProtected.WITHIN
    assert contents(old) == before
    assert not (tmp_path / "more").exists()


def test_a_draft_that_somebody_fills_in_stops_it(old: Path, tmp_path: Path) -> None:
    busy = open_store(old, unprotected=True)
    (draft,) = busy.list_drafts(ASE).drafts
    busy.append(draft.id, entry(4))
    assert protect(wish(old, tmp_path / "new")) is NotProtected.IN_USE
    assert not (tmp_path / "new").exists()
    busy.close()
    protected(wish(old, tmp_path / "new"))
    new, _ = opened(tmp_path / "new")
    assert new.read_draft(draft.id).entries == (*draft.entries, entry(4))


@pytest.mark.parametrize("what", ["case", "draft"])
def test_what_cannot_be_read_stops_it_or_stays_behind(old: Path, tmp_path: Path, what: str) -> None:
    folder = old / ("cases/bb" if what == "case" else "drafts") / BO
    for path in folder.iterdir():
        path.write_bytes(b"damaged")
    assert protect(wish(old, tmp_path / "new")) is NotProtected.DAMAGED
    assert not (tmp_path / "new" / "store.json").exists()
    made = protected(wish(old, tmp_path / "new", leaving_out=True))
    assert (made.cases, made.drafts) == ((2, 2) if what == "case" else (3, 1))
    assert {one.kind for one in made.passed_over} >= {DamageKind.REVISION if what == "case" else DamageKind.DRAFT}


@pytest.mark.parametrize("ending", [".sfc", ".sfj", ".zip", ".sfk"])
def test_a_disk_that_keeps_something_else_is_found_out_before_there_is_a_store(
    old: Path, tmp_path: Path, ending: str
) -> None:
    class Lying(LocalFilesystem):
        def publish(self, temporary: Path, final: Path) -> bool:
            is_published = LocalFilesystem.publish(self, temporary, final)
            if final.name.endswith(ending):
                content = final.read_bytes()
                final.write_bytes(content[: len(content) // 2] + b"?" + content[len(content) // 2 + 1 :])
            return is_published

    before = contents(old)
    with pytest.raises(StoreUnavailable):
        protect(wish(old, tmp_path / "new"), Means(disk=Lying()))
    assert not (tmp_path / "new" / "store.json").exists()
    assert contents(old) == before


class Colleague(WatchedOs):
    """Saves in the old store twice while the program is busy making the new one."""

    def __init__(self, act: Callable[[], object], times: int) -> None:
        self.act, self.times, self.done, self.is_acting = act, times, 0, False

    def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        if not self.is_acting and self.times:
            self.done += 1
            if self.done % 150 == 0:
                self.times, self.is_acting = self.times - 1, True
                self.act()
                self.is_acting = False
        return real(*arguments, **named)


def test_what_colleagues_save_meanwhile_goes_over_too(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_store(old, unprotected=True)
    kept = [response() for _ in range(2)]
    left = iter(kept)

    def act() -> None:
        keep_response(other, CASE, next(left))
        draft = other.begin_draft(header(CASE))
        other.append(draft, entry(0))
        other.close()

    watch(monkeypatch, Colleague(act, 2))
    made = protected(wish(old, tmp_path / "new"))
    assert (made.cases, made.drafts, made.late) == (4, 4, ())
    new, _ = opened(tmp_path / "new")
    assert open_case(new, CASE).responses == tuple(kept)
    assert [draft.entries for draft in new.list_drafts(CASE).drafts] == [(entry(0),)] * 2


class Killed(BaseException):
    """The process is gone; nothing it would still have done is done."""


class Kill(WatchedOs):
    """The process dies before the operation with this number; locks go with it, nothing else is done."""

    def __init__(self, number: int) -> None:
        self.left = number

    def called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        self.left -= 1
        if self.left <= 0 and name != "close":
            raise Killed
        return real(*arguments, **named)


def interrupted(wanted: Wish, watched: Any) -> bool:
    """Protects while that happens; whether it came to an end all the same."""
    with pytest.MonkeyPatch.context() as patch:
        watch(patch, watched)
        try:
            protect(wanted)
        except (Killed, StoreUnavailable):
            return False
    return True


def operations(old: Path, new: Path) -> int:
    """How many operations it takes in all."""
    count = Kill(10**9)
    assert interrupted(wish(old, new), count)
    return 10**9 - count.left


every_so_many = pytest.mark.parametrize("times", [8, pytest.param(100, marks=pytest.mark.long)])
"""How many places it is interrupted at; longer: ``python run.py test -m long tests/store`` (100)."""


@every_so_many
@pytest.mark.parametrize("kind", ["kill", errno.EIO, errno.ENOSPC])
def test_interrupted_anywhere_nothing_is_lost(old: Path, tmp_path: Path, times: int, kind: Any) -> None:
    before = contents(old)
    total = operations(old, tmp_path / "whole")
    assert total > 300
    for place in (1 + number * (total - 1) // (times - 1) for number in range(times)):
        new = tmp_path / f"{place}"
        watched = Kill(place) if kind == "kill" else FailingOs(place, kind, lasts=True)
        came_to_an_end = interrupted(wish(old, new), watched)
        assert contents(old) == before
        if not (new / "store.json").exists():
            assert not came_to_an_end
            protected(wish(old, new))
        store, session = opened(new)
        assert told(store) == story()
        store.close()
        assert verify_store(new, session).flaws == ()
        tidy(new, DISK)  # between the last name and the end a file that says nothing may be left
        assert list(new.rglob("*.tmp")) == []
        shutil.rmtree(new)


def test_an_empty_store_can_be_protected(tmp_path: Path) -> None:
    create_store(tmp_path / "old", purpose="real", created=NOW)
    made = protected(wish(tmp_path / "old", tmp_path / "new"))
    assert (made.cases, made.drafts, made.bundles) == (0, 0, 0)
    store, _ = opened(tmp_path / "new")
    assert store.list_cases() == ()
