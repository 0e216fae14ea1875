"""What the screens need of the way into a protected store: entering, leaving, locking and coming back."""

from collections.abc import Callable
from typing import Protocol

from sipforms.actions.doors import Door
from sipforms.actions.reminding import reminders
from sipforms.actions.signing_in import enter, leave, lock, prove, unlock, unlock_with
from sipforms.actions.workplace import Workplace
from sipforms.render.said import fault_said
from sipforms.render.signing_in import refused, reminded_on_screen, weak
from sipforms.store.failures import SignInNeeded, SignInRefused, StoreError
from sipforms.store.sealing.passphrases import weakness

A_MINUTE = 60.0


class Entrance(Protocol):
    """The way in. What takes long because a key is made (all that do something) may run in a thread.

    ``name`` stands in the field already. ``lock_after`` is in seconds without a key. ``ticking`` are the clocks that
    count seconds: the first goes on whatever the time is set to.
    """

    @property
    def name(self) -> str: ...

    @property
    def lock_after(self) -> float: ...

    @property
    def ticking(self) -> tuple[Callable[[], float], ...]: ...

    def enter(self, name: str, passphrase: str) -> Workplace:
        """Sign in. Raises StoreError, SignInRefused and SignInPaused among them."""
        ...

    def refused(self, fault: StoreError) -> str:
        """Why ``enter`` did not let somebody in, and what to do."""
        ...

    def leave(self, workplace: Workplace) -> None:
        """Sign out: the keys and the drafts are let go of. Never raises."""
        ...

    def choose_code(self, workplace: Workplace, code: str) -> None:
        """The short code that opens the locked screen until this person signs out."""
        ...

    def lock(self, workplace: Workplace) -> None:
        """The keys leave. Never raises."""
        ...

    def has_code(self, workplace: Workplace) -> bool:
        """Whether a short code can open it: one was chosen, and it was not wrong too often."""
        ...

    def unlock(self, workplace: Workplace, code: str) -> bool:
        """The keys come back, if it is the code. Raises StoreError where that cannot be written down."""
        ...

    def come_back(self, workplace: Workplace, passphrase: str) -> None:
        """The keys come back by the passphrase of the one who is signed in. Raises as ``enter`` does."""
        ...

    def prove(self, workplace: Workplace, typed: str) -> bool:
        """Whether it is the short code or the passphrase of the one who is signed in. Raises as ``enter`` does."""
        ...

    def change_passphrase(self, workplace: Workplace, old: str, new: str) -> str:
        """From now on the new passphrase; why not, in a sentence, where it cannot be. Raises as ``enter`` does."""
        ...

    def reminders(self, workplace: Workplace) -> tuple[str, ...]:
        """What this person should settle, in whole sentences."""
        ...


class DoorEntrance:
    """The way in through a door; ``lock_after`` is in minutes here, as in the settings."""

    def __init__(self, door: Door, ticking: tuple[Callable[[], float], ...]) -> None:
        self._door = door
        self.name, self.ticking = door.settings.user, ticking
        self.lock_after = door.settings.lock_after * A_MINUTE

    def enter(self, name: str, passphrase: str) -> Workplace:
        """Sign in."""
        return enter(self._door, name, passphrase)

    def refused(self, fault: StoreError) -> str:
        """Why not, and what to do."""
        return refused(fault, self._door.folder)

    def leave(self, workplace: Workplace) -> None:
        """Sign out."""
        leave(workplace)

    def choose_code(self, workplace: Workplace, code: str) -> None:
        """Choose a short code."""
        if workplace.session is not None:
            workplace.session.choose_code(code)

    def lock(self, workplace: Workplace) -> None:
        """Lock, with the code that was chosen, if any."""
        lock(workplace)

    def has_code(self, workplace: Workplace) -> bool:
        """Whether a short code can open it."""
        return workplace.session is not None and workplace.session.has_code

    def unlock(self, workplace: Workplace, code: str) -> bool:
        """Open with the short code."""
        return unlock(workplace, code).value == "open"

    def come_back(self, workplace: Workplace, passphrase: str) -> None:
        """Open with the passphrase."""
        unlock_with(workplace, passphrase)

    def prove(self, workplace: Workplace, typed: str) -> bool:
        """Whether it is the same person still."""
        return prove(workplace, typed)

    def change_passphrase(self, workplace: Workplace, old: str, new: str) -> str:
        """Change it, or say why not."""
        from sipforms.store.access.changes.passphrases import change_passphrase
        from sipforms.store.access.changes.refusals import Refusal

        if workplace.session is None:
            return fault_said(SignInNeeded())
        now, witness = workplace.now(), workplace.witness
        refusal = change_passphrase(workplace.session, old, new, now=now, witness=witness)
        if refusal is None:
            return ""
        found = weakness(new, name=workplace.user) if refusal is Refusal.WEAK else None
        return weak(found) if found is not None else fault_said(SignInRefused())

    def reminders(self, workplace: Workplace) -> tuple[str, ...]:
        """What is to be settled, first of all a passphrase that somebody else knows."""
        return reminded_on_screen(reminders(workplace))
