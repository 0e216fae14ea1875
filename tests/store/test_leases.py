"""Who has a draft open is shown to others, sealed, and never stands in anybody's way."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from sipforms.store.failures import DraftInUse, NoAccess
from sipforms.store.files import FileStore
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.lease import Lease, Watch
from sipforms.store.opening import create_store, open_store, read_facts
from sipforms.store.protection import AES_256_GCM, CaseSeal, Sealed, Unsealed
from sipforms.store.protocol import CaseId, fresh_id
from sipforms.store.sealing.ciphers import random_key, seal_with, unseal_with
from tests.store.samples import CASE, NOW, entry, header
from tests.store.writers import acknowledge, acknowledged, acknowledgements, killed_in_the_middle, start

KHO = Lease(by="KHO", workstation="Vagtstuen", since=NOW, seen=NOW + timedelta(minutes=11))
MJE = Lease(by="MJE", workstation="Kontoret", since=NOW, seen=NOW)


def shown(lease: Lease | None) -> Lease | None:
    """What a person sees of it."""
    return lease and replace(lease, holder="", stamp=0)


@dataclass(frozen=True)
class OneKey:
    """The keys of one case file, of which there is one."""

    secret: bytes
    key: str = "k1"

    def seal(self, content: bytes, about: bytes) -> Sealed:
        nonce, body = seal_with(self.secret, content, about)
        return Sealed(key=self.key, nonce=nonce, body=body)

    def unseal(self, sealed: Sealed, about: bytes) -> bytes:
        return unseal_with(self.secret, sealed.nonce, sealed.body, about)


class KeyOf(Unsealed):
    """Whoever has one key for every case file, or none for any."""

    protection = AES_256_GCM

    def __init__(self, secret: bytes | None) -> None:
        self.secret = secret

    def of(self, case: CaseId) -> CaseSeal:
        if self.secret is None:
            raise NoAccess(case=case)
        return OneKey(self.secret)

    def begin(self, case: CaseId, *, is_house: bool = False) -> CaseSeal:
        return self.of(case)

    renewed = of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_store(tmp_path / "store", purpose="demo", created=NOW)
    return tmp_path / "store"


@pytest.fixture
def program(folder: Path) -> Callable[[], FileStore]:
    """One more program on the same store; two in one process lock each other out as two processes do."""
    return lambda: open_store(folder)


@pytest.fixture
def sealed(folder: Path) -> Callable[[bytes | None], FileStore]:
    facts = replace(read_facts(folder), protection=AES_256_GCM)
    return lambda secret: FileStore(
        folder=folder, facts=facts, disk=LocalFilesystem(), new_id=fresh_id, seals=KeyOf(secret)
    )


def leases_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.lease"))


def test_who_has_a_draft_open_is_told_to_whoever_wants_it(program: Callable[[], FileStore], folder: Path) -> None:
    mine, theirs = program(), program()
    draft = mine.begin_draft(header())
    mine.show_lease(draft, MJE)
    mine.show_lease(draft, KHO)
    assert len(leases_in(folder)) == 1, "a sign of life leaves nothing of the one before"
    with pytest.raises(DraftInUse) as told:
        theirs.hold_draft(draft)
    assert shown(told.value.lease) == KHO
    with pytest.raises(DraftInUse) as told:
        theirs.append(draft, entry(1))
    assert shown(told.value.lease) == KHO
    assert mine.leases(draft) == (), "one's own is nothing to be told"


@pytest.mark.parametrize("leave", [FileStore.release_draft, FileStore.discard_draft, lambda store, _: store.close()])
def test_whoever_leaves_takes_the_lease_along(
    program: Callable[[], FileStore], folder: Path, leave: Callable[[FileStore, str], None]
) -> None:
    mine = program()
    draft = mine.begin_draft(header())
    mine.show_lease(draft, KHO)
    leave(mine, draft)
    assert leases_in(folder) == []


def test_nobody_shows_a_draft_that_is_not_held(program: Callable[[], FileStore], folder: Path) -> None:
    mine, theirs = program(), program()
    draft = mine.begin_draft(header())
    theirs.show_lease(draft, MJE)
    with pytest.raises(DraftInUse):
        theirs.hold_draft(draft)
    theirs.show_lease(draft, MJE)
    assert leases_in(folder) == []
    mine.close()
    theirs.hold_draft(draft)
    theirs.show_lease(draft, MJE)
    assert len(leases_in(folder)) == 1


def open_and_show_without_end(folder: Path, told: Path, draft: str) -> None:
    """Holds a draft and shows it again and again until it is killed."""
    store = open_store(folder)
    store.hold_draft(draft)
    with acknowledgements(told) as handle:
        while True:
            store.show_lease(draft, KHO)
            acknowledge(handle, "shown")


def test_the_lease_of_a_killed_program_does_not_stay_in_the_way(
    program: Callable[[], FileStore], folder: Path, tmp_path: Path
) -> None:
    import random

    mine, chance = program(), random.Random(5)
    draft = mine.begin_draft(header())
    mine.append(draft, entry(0))
    for turn in range(8):
        mine.close()
        process: BaseProcess = start(open_and_show_without_end, folder, tmp_path / f"told{turn}", draft)
        killed_in_the_middle(process, tmp_path / f"told{turn}", chance)
        assert acknowledged(tmp_path / f"told{turn}")
        assert leases_in(folder), "it was killed before it could take its lease away"
        mine.hold_draft(draft)
        mine.append(draft, entry(turn + 1))
        mine.show_lease(draft, MJE)
        assert len(leases_in(folder)) == 1
        assert mine.leases(draft) == ()
    assert len(mine.read_draft(draft).entries) == 9


def test_a_program_that_lives_after_all_shows_itself_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a share without locks, where two can open the same draft."""
    monkeypatch.setattr("sipforms.store.filesystem.is_locked_out", lambda _: False)
    mine, theirs = open_store(folder), open_store(folder)
    draft = mine.begin_draft(header())
    mine.show_lease(draft, KHO)
    theirs.hold_draft(draft)
    theirs.show_lease(draft, MJE)
    assert theirs.leases(draft) == ()
    mine.show_lease(draft, KHO)
    assert [one.by for one in theirs.leases(draft)] == ["KHO"]
    assert [one.by for one in mine.leases(draft)] == ["MJE"]


def test_leases_expire_by_being_watched_and_not_by_any_clock() -> None:
    time = [0.0]
    watch = Watch(ticking=lambda: time[0], patience=100)
    dead = replace(KHO, holder="a", stamp=7, seen=NOW + timedelta(days=4000))
    alive = replace(MJE, holder="b", stamp=1, seen=NOW - timedelta(days=4000))
    found = watch.living([dead, alive])
    assert found == (dead, alive)
    for stamp in range(2, 10):
        time[0] += 30
        alive = replace(alive, stamp=stamp)
        found = watch.living([dead, alive])
    assert found == (alive,)
    again = replace(dead, stamp=8)
    assert watch.living([again, alive]) == (again, alive)


def test_a_lease_is_sealed_and_told_only_to_those_with_the_key(
    sealed: Callable[[bytes | None], FileStore], folder: Path
) -> None:
    secret = random_key()
    mine, theirs, strangers = sealed(secret), sealed(secret), sealed(None)
    draft = mine.begin_draft(header())
    mine.show_lease(draft, KHO)
    content = leases_in(folder)[0].read_bytes()
    assert b"KHO" not in content
    assert b"Vagtstuen" not in content
    assert [shown(one) for one in theirs.leases(draft)] == [KHO]
    assert strangers.leases(draft) == ()
    assert sealed(random_key()).leases(draft) == ()


def test_a_lease_that_is_damaged_moved_or_put_there_is_none(
    sealed: Callable[[bytes | None], FileStore], folder: Path
) -> None:
    secret = random_key()
    mine, theirs = sealed(secret), sealed(secret)
    draft, other = mine.begin_draft(header()), mine.begin_draft(header())
    mine.show_lease(draft, KHO)
    lease = leases_in(folder)[0]
    content = lease.read_bytes()
    for place in range(len(content)):
        lease.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert theirs.leases(draft) == ()
        lease.write_bytes(content[:place])
        assert theirs.leases(draft) == ()
    lease.write_bytes(content)
    lease.with_name(lease.name.replace(draft, other)).write_bytes(content)
    for name in ("x", f"{draft}.lease", f"{draft}.a.b.lease", f"{draft}.abc.00000009.lease"):
        lease.with_name(name).write_bytes(b'\n{"by":"X","workstation":"Y","since":"2026-01-01","seen":"2026-01-01"}')
    assert theirs.leases(other) == ()
    assert [one.by for one in theirs.leases(draft)] == ["KHO"]
    mine.discard_draft(draft)
    assert [one.name for one in leases_in(folder)] == [lease.name.replace(draft, other)]


def test_what_the_disk_refuses_is_not_told_and_costs_no_answer(
    program: Callable[[], FileStore], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = program()
    draft = mine.begin_draft(header())

    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    for name in ("write_new", "remove", "names", "read"):
        with monkeypatch.context() as broken:
            broken.setattr(LocalFilesystem, name, refuse)
            mine.show_lease(draft, KHO)
            assert mine.leases(draft) == ()
    mine.append(draft, entry(1))
    assert mine.read_draft(draft).entries == (entry(1),)


def test_erasing_a_case_file_leaves_no_lease(program: Callable[[], FileStore], folder: Path) -> None:
    mine = program()
    draft = mine.begin_draft(header())
    mine.show_lease(draft, KHO)
    mine.erase(CASE, NOW.date())
    assert leases_in(folder) == []
