"""A way in for tests of screens: one person, a passphrase, a store that keeps everything from whoever has no keys."""

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from textual.widgets import Input

from sipforms.actions.workplace import Workplace
from sipforms.store.access.case_key_file import CasePlace
from sipforms.store.access.register import RecoveryKey, Register, Unit, User
from sipforms.store.access.roles import Role
from sipforms.store.access.shared_keys import SharedKey
from sipforms.store.failures import SignInNeeded, SignInPaused, SignInRefused, StoreError
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.memory import MemoryStore
from sipforms.store.protocol import StoreFacts, fresh_id
from sipforms.tui.entrance import A_MINUTE
from tests.signed_in import LONG_AGO
from tests.tui.conftest import Seen

HOUSE = "a" * 32
PASSPHRASE = "tre gule ravne paa taget"
CODE = "4711x"
FIRST_WRONG_CODES = 3
NEEDS_KEYS = frozenset(
    {"load", "load_many", "save", "append", "hold_draft", "read_draft", "list_drafts", "begin_draft", "discard_draft"}
    | {"keep_group_record", "group_records"}
)


class Ticks:
    """Seconds, which pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds


def a_register() -> Register:
    """A leader and a colleague in one unit, one recovery code, nothing decided; no key in it opens anything."""
    key = SharedKey(store="0" * 32, name=HOUSE, generations=())
    users = tuple(
        User(
            id=f"{number:032x}",
            name=name,
            title=title,
            roles=(role,),
            is_active=True,
            box=b"",
            signs=(b"",),
            units=(HOUSE,),
            since=LONG_AGO,
        )
        for number, (name, title, role) in enumerate(
            (("KHO", "Karen Holm", Role.LEADER), ("LNE", "Line Ek", Role.STAFF))
        )
    )
    return Register(
        store="0" * 32,
        number=1,
        previous="",
        roots=(),
        root_wraps={},
        users=users,
        units=(Unit(id=HOUSE, title="Solsikken", is_house=True, is_retired=False, key=key),),
        recovery_keys=(RecoveryKey(id="c" * 32, holder="Leder i safen", box=b"", made=LONG_AGO.date(), proved=None),),
        log=key,
        groups=key,
        retention={},
        log_retention=None,
        draft_retention=None,
        changed=LONG_AGO,
        changed_by="",
    )


class TestSession:
    """What is asked of a session besides keys: a leader, and nothing decided that changes what is shown."""

    __test__ = False
    has_given_passphrase = False

    def __init__(self) -> None:
        self.register = a_register()
        self.user, self.home_unit = self.register.users[0], HOUSE
        self.keyring = SimpleNamespace(can_open_unit=lambda _unit: True)
        nowhere = Path(tempfile.gettempdir()) / f"sipforms-{fresh_id()}"
        self.store_id, self.log_readers = self.register.store, dict[int, bytes]()
        self.folders = SimpleNamespace(store=nowhere, disk=LocalFilesystem(), new_id=fresh_id)
        self.seals = SimpleNamespace(place_of=lambda _case: CasePlace(unit=HOUSE), cases=lambda: ())

    def refresh(self) -> Register:
        return self.register

    def may(self, _right: object) -> bool:
        return True

    def require(self, _right: object) -> None:
        return


class LockableStore:
    """A store whose every method that needs a key raises SignInNeeded while there are none; it counts those tries."""

    def __init__(self, store: MemoryStore) -> None:
        self.store, self.has_keys, self.refused = store, True, 0

    @property
    def facts(self) -> StoreFacts:
        return replace(self.store.facts, purpose="real", protection="aes-256-gcm")

    def __getattr__(self, name: str) -> Any:
        if name in NEEDS_KEYS and not self.has_keys:
            self.refused += 1
            raise SignInNeeded
        return getattr(self.store, name)


@dataclass
class TestEntrance:
    """Lets in who knows the passphrase. ``pauses`` are seconds that the next tries wait; ``done`` is what was done."""

    __test__ = False
    workplace: Workplace
    ticks: Ticks = field(default_factory=Ticks)
    name: str = ""
    lock_after: float = 3 * A_MINUTE
    pauses: list[int] = field(default_factory=list)
    told: tuple[str, ...] = ()
    done: list[str] = field(default_factory=list)
    code: str = ""
    passphrase: str = PASSPHRASE
    wrong: int = 0
    store: LockableStore | None = None

    @property
    def ticking(self) -> tuple[Callable[[], float], ...]:
        return (self.ticks,)

    def enter(self, name: str, passphrase: str) -> Workplace:
        self._check(passphrase if name in ("KHO", "LNE") else "")
        self.done.append(f"in {name}")
        store = self.store = LockableStore(cast("MemoryStore", self.workplace.store))
        return replace(self.workplace, store=cast("Any", store), user=name, session=cast("Any", TestSession()))

    def refused(self, fault: StoreError) -> str:
        return "Initialer og adgangssætning hører ikke sammen." if isinstance(fault, SignInRefused) else str(fault)

    def _check(self, passphrase: str) -> None:
        if self.pauses:
            raise SignInPaused(seconds=self.pauses.pop(0))
        if passphrase != self.passphrase:
            raise SignInRefused

    def leave(self, workplace: Workplace) -> None:
        self._store.has_keys = False
        self._store.store.close()
        self.code = ""
        self.done.append(f"out {workplace.user}")

    def choose_code(self, _workplace: Workplace, code: str) -> None:
        self.code = code

    def lock(self, _workplace: Workplace) -> None:
        self._store.has_keys = False
        self.wrong = 0
        self.done.append("lock")

    def has_code(self, _workplace: Workplace) -> bool:
        return bool(self.code) and self.wrong < FIRST_WRONG_CODES

    def unlock(self, _workplace: Workplace, code: str) -> bool:
        self._store.has_keys = code == self.code
        self.wrong += code != self.code
        self.done.append("unlock" if self._store.has_keys else "wrong code")
        return self._store.has_keys

    def come_back(self, _workplace: Workplace, passphrase: str) -> None:
        self._check(passphrase)
        self._store.has_keys = True
        self.done.append("back")

    def prove(self, _workplace: Workplace, typed: str) -> bool:
        if self.code and len(typed) <= len("12345678"):
            self.wrong += typed != self.code
            self.done.append("signed" if typed == self.code else "wrong code")
            return typed == self.code
        self._check(typed)
        self.done.append("signed")
        return True

    def change_passphrase(self, _workplace: Workplace, old: str, new: str) -> str:
        self._check(old)
        if len(new) < 12:
            return "For kort."
        self.passphrase = new
        return ""

    def reminders(self, _workplace: Workplace) -> tuple[str, ...]:
        return self.told

    @property
    def _store(self) -> LockableStore:
        assert self.store is not None
        return self.store


async def until(holds: Callable[[], bool], what: Callable[[], str] = str) -> None:
    """Wait for something that happens in another thread."""
    for _ in range(20_000):
        if holds():
            return
        await asyncio.sleep(0.0005)
    raise AssertionError(what())


# --- driving the screens --------------------------------------------------------------------------------------------


async def signed_in(seen: Seen, name: str = "KHO", passphrase: str = PASSPHRASE, code: str = "") -> None:
    """Sign in, choose a code, and go on to the list."""
    await try_to_sign_in(seen, name, passphrase)
    await until(lambda: seen.screen == "WelcomeScreen", lambda: seen.text)
    await settled_welcome(seen)
    await seen.write(code)
    await seen.press("enter")
    await until(lambda: seen.screen != "WelcomeScreen" or "Listing" in type(seen.app.focused).__name__)
    await seen.settle()


async def settled_welcome(seen: Seen) -> None:
    await seen.settle()
    await until(lambda: not [one for one in seen.app.workers if one.is_running])
    await seen.settle()


async def try_to_sign_in(seen: Seen, name: str, passphrase: str) -> None:
    field = seen.app.screen.query_one("#name", Input)
    if seen.app.focused is field:
        if not field.value:
            await seen.write(name)
        await seen.press("enter")
    await seen.write(passphrase)
    await seen.press("enter")
    await until(lambda: not [one for one in seen.app.workers if one.is_running], lambda: seen.text)
    await seen.settle()
