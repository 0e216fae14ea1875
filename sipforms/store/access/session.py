"""Somebody signed in: who, what he may do, and his keys, which leave when the screen is locked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sipforms.store.access.case_keys import CaseKeys
from sipforms.store.access.keyring import Keyring
from sipforms.store.access.papers import key_of, pair_of
from sipforms.store.access.private_keys import PrivateFolder
from sipforms.store.access.register import Register, User
from sipforms.store.access.register_folder import RegisterFolder
from sipforms.store.access.roles import Right
from sipforms.store.access.screen_lock import WRONG_CODES, LockedKeys, ScreenCode, Unlocked, chosen_code
from sipforms.store.access.tries import Tries
from sipforms.store.failures import NotAllowed, SignInNeeded
from sipforms.store.filesystem import Filesystem
from sipforms.store.protocol import CaseId, StoreFacts
from sipforms.store.sealing.passphrases import Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFolders:
    """Where a store keeps what has to do with keys, and how files are written there."""

    store: Path
    facts: StoreFacts
    disk: Filesystem
    new_id: Callable[[], str]

    @property
    def keys(self) -> Path:
        """All of it."""
        return self.store / "keys"

    @property
    def founding(self) -> bytes:
        """The public root key that store.json names."""
        return bytes.fromhex(self.facts.root)

    @property
    def register(self) -> RegisterFolder:
        """The register's folder."""
        return RegisterFolder(
            folder=self.keys / "register",
            store=self.facts.id,
            founding=self.founding,
            disk=self.disk,
            new_id=self.new_id,
        )

    def tries(self, who: str) -> Tries:
        """The wrong passphrases of a user, by his id."""
        return Tries(folder=self.keys / "tries", who=who, disk=self.disk, new_id=self.new_id)

    def private(self, user: str) -> PrivateFolder:
        """The folder with one user's own keys."""
        return PrivateFolder(
            folder=self.keys / "users", store=self.facts.id, user=user, disk=self.disk, new_id=self.new_id
        )


class Session:
    """Made by ``sign_in``. ``unlock_with`` and the others may be called from any thread, one at a time.

    ``has_given_passphrase``: somebody else chose the passphrase, and the user should now choose one. ``folders`` and
    ``cost`` are for the other modules of this package.
    """

    def __init__(
        self,
        *,
        folders: KeyFolders,
        keyring: Keyring,
        workstation: str,
        cost: Cost,
        is_given: bool,
        sign_in_again: Callable[[Keyring, str, datetime], None],
    ) -> None:
        self.folders = folders
        self.keyring = keyring
        self.workstation = workstation
        self.cost = cost
        self.has_given_passphrase = is_given
        self._sign_in_again = sign_in_again
        self._code: ScreenCode | None = None
        self._locked: LockedKeys | None = None
        self._wrong = 0

    @property
    def store_id(self) -> str:
        """The id of the store."""
        return self.keyring.store

    @property
    def user(self) -> User:
        """Who is signed in, as the newest register seen has him."""
        return self.keyring.user

    @property
    def register(self) -> Register:
        """The newest register seen."""
        return self.keyring.register

    @property
    def home_unit(self) -> str:
        """The id of the unit that new cases go to; empty when the user is in none."""
        return self.keyring.home_unit

    def choose_unit(self, unit: str) -> None:
        """New cases go to this unit from now on. Raises NoKey when the user is no member of it."""
        self.keyring.choose_unit(unit)

    def refresh(self) -> Register:
        """The newest register there is; raises as ``Keyring.refresh``."""
        return self.keyring.refresh()

    def may(self, right: Right) -> bool:
        """Whether the user's roles hold the right. Says nothing of single case files; for them it takes a key."""
        return right in self.user.rights

    def require(self, right: Right) -> None:
        """Raises NotAllowed unless the user may, by the newest register there is; and as ``refresh``."""
        self.keyring.refresh()
        if not self.user.is_active:
            raise SignInNeeded("the user has left")
        if not self.may(right):
            raise NotAllowed(right=right)

    @property
    def seals(self) -> CaseKeys:
        """The keys of the case files that the user may open, for a store."""
        return self._case_keys()

    def take_over(self, code: str) -> tuple[CaseId, ...] | None:
        """Lets the user into every restricted case file with a recovery code; which those were, None for a wrong code.

        For when none of those can sign in any more whom a case file was restricted to. Raises NotAllowed, StoreDamaged.
        """
        self.require(Right.RESTRICT)
        pair = pair_of(code)
        key = key_of(self.refresh(), pair)
        if pair is None or key is None:
            return None
        return self._case_keys().take_over(key.id, pair.private, self.keyring.user_id)

    @property
    def log_readers(self) -> Mapping[int, bytes]:
        """The private halves of the log's key by generation; empty when the user may not read the log."""
        return self.keyring.logs if self.may(Right.READ_LOG) else {}

    @property
    def is_locked(self) -> bool:
        """Whether the keys have left."""
        return self.keyring.is_empty

    @property
    def has_code(self) -> bool:
        """Whether a short code will open, or opens, the locked screen."""
        return self._code is not None or self._locked is not None

    def choose_code(self, code: str) -> None:
        """A short code opens the screen from the next locking on. Raises ValueError when it is too short."""
        self._code, self._wrong = chosen_code(code, self.cost), 0

    def is_code(self, code: str) -> Unlocked:
        """Whether it is the short code, while nothing is locked: whoever signs shows that it is still the same person.

        A wrong one is WRONG; the third in a row is GONE, and from then on only the passphrase helps.
        """
        if self._code is None:
            return Unlocked.GONE
        if self._code.is_it(code):
            self._wrong = 0
            return Unlocked.OPEN
        self._wrong += 1
        if self._wrong < WRONG_CODES:
            return Unlocked.WRONG
        self._code, self._wrong = None, 0
        return Unlocked.GONE

    def prove_with(self, passphrase: str, now: datetime) -> None:
        """Nothing where it is the user's passphrase; raises as ``sign_in``, SignInRefused and SignInPaused too."""
        self._sign_in_again(self.keyring, passphrase, now)

    def lock(self, code: str | None = None) -> None:
        """All keys leave the keyring; with a code, given now or chosen before, it brings them back."""
        if self.keyring.is_empty:
            return
        if code is not None:
            self.choose_code(code)
        self._locked = LockedKeys(self.keyring.own, self._code) if self._code else None
        self.keyring.empty()
        self._code = None

    def unlock(self, code: str) -> Unlocked:
        """Brings the keys back when the code is right. Raises SignInNeeded when the user left in the meantime.

        A wrong one is WRONG, the third one GONE: then only ``unlock_with`` helps.
        """
        if self._locked is None:
            return Unlocked.GONE
        self.keyring.refresh()  # before the code is tried, so that a share that is away costs no try
        answer, keys = self._locked.opened(code)
        if answer is Unlocked.GONE:
            self._locked = None
        if keys is not None:
            self._locked = None
            self.keyring.fill(keys)
            self.choose_code(code)
        return answer

    def unlock_with(self, passphrase: str, now: datetime) -> None:
        """Brings the keys back with the user's passphrase; raises as ``sign_in``. The code chosen before is dropped."""
        self._sign_in_again(self.keyring, passphrase, now)
        self._locked = None

    def end(self) -> None:
        """Lets go of everything; nothing brings it back."""
        self.keyring.empty()
        self._locked = self._code = None

    def required_root(self, right: Right) -> bytes:
        """The private key that signs the register. Raises NotAllowed when the user may not do this."""
        self.require(right)
        root = self.keyring.root
        if root is None:
            raise SignInNeeded("the register's key was not boxed for this user")
        return root

    def _case_keys(self) -> CaseKeys:
        return CaseKeys(
            folder=self.folders.store,
            facility=self.folders.facts.facility,
            disk=self.folders.disk,
            new_id=self.folders.new_id,
            ring=self.keyring,
        )
