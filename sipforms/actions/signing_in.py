"""Signing in through a door, locking the screen, coming back, and signing out; each told to the access log."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from sipforms.actions.doors import Door, Parts, Standing, alone, door_to, furnished, parts_of
from sipforms.actions.short_codes import might_be_code
from sipforms.actions.workplace import Workplace
from sipforms.store.failures import SignInNeeded, SignInPaused, SignInRefused, StoreError
from sipforms.store.protocol import StoreFacts
from sipforms.store.uses import Action, Subject, Use

if TYPE_CHECKING:  # only who opens a protected store loads what it is made of
    from sipforms.store.access.register import Register
    from sipforms.store.access.screen_lock import Unlocked
    from sipforms.store.access.session import Session
    from sipforms.store.log.access_log import AccessLog
    from sipforms.store.protocol import CaseStore

__all__ = [
    "Door", "Parts", "Standing", "alone", "door_to", "enter", "furnished", "leave", "lock", "log_for",
    "newest_register", "prove", "unlock", "unlock_with", "workplace_over",
]  # fmt: skip


def enter(door: Door, name: str = "", passphrase: str = "", *, unprotected: bool = False) -> Workplace:
    """The workplace behind the door, signed in where the store is protected.

    A demonstration wants no name, and a store of real people without encryption only the word ``unprotected``. Every
    signing in, also one that is refused, stands in the access log. Raises SignInRefused, SignInPaused, SignInNeeded,
    NotAStore, UnknownFormat, Unprotected, NoKey, StoreDamaged, StoreUnavailable.
    """
    if door.needs_sign_in:
        if not (name.strip() and passphrase):
            raise SignInNeeded("a name and a passphrase are needed")
        return _signed_in(door, name.strip(), passphrase)
    from sipforms.store.opening import open_store

    return _workplace(door, open_store(door.folder, unprotected=unprotected))


def workplace_over(door: Door, store: "CaseStore") -> Workplace:
    """The workplace over a store that was opened elsewhere, such as a plug-in's."""
    return _workplace(door, store)


def _workplace(door: Door, store: "CaseStore") -> Workplace:
    parts = parts_of(door)
    return Workplace(
        programmes=parts.programmes,
        store=store,
        vocabulary=parts.vocabulary,
        now=door.now,
        user=door.settings.user,
        language=door.settings.language,
        parameters=door.settings.parameters,
    )


def _signed_in(door: Door, name: str, passphrase: str) -> Workplace:
    from sipforms.actions.workstation import this_workstation
    from sipforms.store.access.signing_in import sign_in
    from sipforms.store.opening import open_store

    here = this_workstation()
    try:
        session = sign_in(door.folder, name=name, passphrase=passphrase, now=door.now(), workstation=here.id)
    except (SignInRefused, SignInPaused) as refused:
        with suppress(StoreError):  # that the log cannot be written must not become a way to tell a name from none
            _tell_refused(door, name, is_paused=isinstance(refused, SignInPaused))
        raise
    log = log_for(door, session.register.log.box)
    log.sign_as(session.keyring)
    try:
        log.tell(Use(action=Action.SIGN_IN, subject=Subject.STORE, id=session.user.id))
        store = open_store(door.folder, session=session, witness=log)
        workplace = _workplace(door, store)
    except BaseException:
        session.end()
        log.close()
        raise
    return replace(workplace, user=session.user.name, session=session, witness=log)


def log_for(door: Door, log_key: bytes) -> "AccessLog":
    """The access log of the store behind the door, as this workstation writes it, signed by nobody yet."""
    from sipforms.actions.workstation import this_workstation
    from sipforms.store.filesystem import LocalFilesystem
    from sipforms.store.log.access_log import AccessLog

    return AccessLog(
        folder=door.folder / "log",
        disk=LocalFilesystem(),
        store=_facts(door).id,
        log_key=log_key,
        workstation=this_workstation(),
        clock=door.now,
    )


def _tell_refused(door: Door, name: str, *, is_paused: bool) -> None:
    """A refused signing in, by the user's id where there is such a user; the name typed may be a passphrase."""
    register = newest_register(door)
    user = register.user_named(name)
    log = log_for(door, register.log.box)
    try:
        log.tell(
            Use(
                action=Action.FAILED_SIGN_IN,
                subject=Subject.STORE,
                id="" if user is None else user.id,
                criterion="paused" if is_paused else "",
            )
        )
    finally:
        log.close()


def newest_register(door: Door) -> "Register":
    """The register as it stands, read by somebody who has not signed in. Raises StoreDamaged, StoreUnavailable."""
    from sipforms.store.access.signing_in import key_folders

    return key_folders(door.folder).register.newest()


def _facts(door: Door) -> StoreFacts:
    if door.facts is None:
        raise ValueError("there is no store behind this door")
    return door.facts


def leave(workplace: Workplace) -> None:
    """Sign out: told to the log, drafts let go of, and all keys forgotten. Never raises for what cannot be written."""
    session = workplace.session
    if session is not None and not session.is_locked:
        with suppress(StoreError):
            workplace.witness.tell(Use(action=Action.SIGN_OUT, subject=Subject.STORE, id=session.user.id))
    with suppress(StoreError):
        workplace.store.close()
    if session is not None:
        session.end()
    _close_log(workplace)


def lock(workplace: Workplace, code: str | None = None) -> None:
    """Take all keys out of memory in the clear; with a short code the same user may come back by it."""
    session = _session(workplace)
    with suppress(StoreError):  # a screen is locked also when the disk is full
        workplace.witness.tell(Use(action=Action.LOCK, subject=Subject.STORE, id=session.user.id))
    session.lock(code)


def unlock(workplace: Workplace, code: str) -> "Unlocked":
    """Come back by the short code. Raises StoreUnavailable when that cannot be written down: then all stays locked."""
    from sipforms.store.access.screen_lock import Unlocked

    session = _session(workplace)
    outcome = session.unlock(code)
    if outcome is Unlocked.OPEN:
        _tell_unlocked(workplace)
    else:
        _tell_failed_again(workplace)
    return outcome


def unlock_with(workplace: Workplace, passphrase: str) -> None:
    """Come back by the passphrase. Raises SignInRefused, SignInPaused, StoreUnavailable, and as signing in does."""
    try:
        _session(workplace).unlock_with(passphrase, workplace.now())
    except (SignInRefused, SignInPaused):
        _tell_failed_again(workplace)
        raise
    _tell_unlocked(workplace)


def prove(workplace: Workplace, typed: str) -> bool:
    """Whether what was typed is the short code or the passphrase of whoever is signed in: asked before signing.

    Raises SignInRefused and SignInPaused for a wrong passphrase. A wrong one of either stands in the log.
    """
    session = _session(workplace)
    if session.has_code and might_be_code(typed):
        is_right = session.is_code(typed).value == "open"
        if not is_right:
            _tell_failed_again(workplace, "sign")
        return is_right
    try:
        session.prove_with(typed, workplace.now())
    except (SignInRefused, SignInPaused):
        _tell_failed_again(workplace, "sign")
        raise
    return True


def _tell_unlocked(workplace: Workplace) -> None:
    session = _session(workplace)
    try:
        workplace.witness.tell(Use(action=Action.UNLOCK, subject=Subject.STORE, id=session.user.id))
    except StoreError:
        session.lock()
        raise


def _tell_failed_again(workplace: Workplace, where: str = "unlock") -> None:
    failed = Use(action=Action.FAILED_SIGN_IN, subject=Subject.STORE, id=_session(workplace).user.id, criterion=where)
    with suppress(StoreError):
        workplace.witness.tell(failed)


def _session(workplace: Workplace) -> "Session":
    if workplace.session is None:
        raise SignInNeeded("nobody is signed in")
    return workplace.session


def _close_log(workplace: Workplace) -> None:
    close = getattr(workplace.witness, "close", None)
    if close is not None:
        close()
