"""The keys of case files, for whoever is signed in: ``keys/cases/<ab>/<case>/r0000000N.sfk``.

A case has a key of its own, boxed for its unit; a restricted one is boxed for some users and the recovery keys. It gets
a new key when it is moved or restricted, and at the next save after somebody lost access: a member left, somebody's
keys were replaced, or the one who wrote its keys is no longer one who may. Older keys stay listed while anything that
is kept was sealed under them. Only the newest file counts, and the older ones go at once: they would open for those who
should no longer.

Not promised: that somebody who could open a case file did not copy it then.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from sipforms.store.access.case_key_file import (
    BoxedKey,
    CaseKeyFile,
    CasePlace,
    about_box,
    boxed,
    read_keys,
    written_keys,
)
from sipforms.store.access.case_places import is_by_one_who_may, recipients_of
from sipforms.store.access.group_keys import GroupKeys
from sipforms.store.access.keyring import Keyring
from sipforms.store.access.keys_in_use import key_ids_in_use
from sipforms.store.access.numbered import NumberedFolder
from sipforms.store.failures import (
    NoAccess,
    NoKey,
    Reason,
    SignInNeeded,
    StoreDamaged,
    StoreUnavailable,
    UnknownFormat,
    outside_world,
)
from sipforms.store.filesystem import Filesystem
from sipforms.store.protection import AES_256_GCM, CaseSeal, Sealed, Unsealable
from sipforms.store.protocol import CaseId, is_id, required_id
from sipforms.store.sealing.boxes import open_box
from sipforms.store.sealing.ciphers import random_key, seal_with, unseal_with

_SUFFIX = ".sfk"
_ATTEMPTS = 50


class CaseKeys:
    """``Seals`` for one user and one store. ``folder`` is the store's, ``facility`` the id of its own case file."""

    protection = AES_256_GCM

    def __init__(
        self, *, folder: Path, facility: CaseId, disk: Filesystem, new_id: Callable[[], str], ring: Keyring
    ) -> None:
        self._store = folder
        self._all = folder / "keys" / "cases"
        self._facility = facility
        self._disk = disk
        self._new_id = new_id
        self._ring = ring
        self.groups = GroupKeys(ring)
        self._files: dict[CaseId, CaseKeyFile] = {}
        self._trusted: set[tuple[str, int]] = set()

    def of(self, case: CaseId) -> CaseSeal:
        """As ``Seals.of``; also raises StoreDamaged when the keys cannot be read."""
        return self._openable(self._file(case))

    def may_open(self, case: CaseId) -> bool:
        """As ``Seals.may_open``; one whose keys are gone or cannot be read is shown, and then says so."""
        self._require_keys()
        try:
            return self._is_openable(self._file(case))
        except (NoKey, StoreDamaged, UnknownFormat):
            return True

    def is_listed(self, case: CaseId, key: str) -> bool:
        """As ``Seals.is_listed``."""
        self._require_keys()
        return any(one.id == key for one in self._file(case).keys)

    def begin(self, case: CaseId) -> CaseSeal:
        """As ``Seals.begin``."""
        self._ring.refresh()
        for _ in range(_ATTEMPTS):
            if self._folder(case).newest():
                return self.renewed(case)
            self._make_folders(case)
            place = self._first_place(case)
            first = self._next(case, None, place, {self._new_id(): random_key()})
            if self._publish(first):
                return _Seal(self, first)
        raise _busy()

    def renewed(self, case: CaseId) -> CaseSeal:
        """As ``Seals.renewed``."""
        self._ring.refresh()
        for _ in range(_ATTEMPTS):
            file = self._file(case)
            seal = self._openable(file)
            wanted = recipients_of(self._ring.register, file.place)
            if self._is_trusted(file) and file.recipients == wanted:
                return seal
            is_anybody_gone = any(wanted.get(to) != public for to, public in file.recipients.items())
            keys = self._kept_keys(file)
            if is_anybody_gone or not self._is_trusted(file):
                keys[self._new_id()] = random_key()
            self._replace(file, file.place, keys)
        raise _busy()

    def forget(self, case: CaseId) -> None:
        """As ``Seals.forget``."""
        self._files.pop(case, None)
        folder = self._folder(case)
        with outside_world("removing the keys of a case file"):
            if self._disk.names(folder.folder):
                folder.remove_all()
            with suppress(OSError):  # a folder without a key opens nothing
                self._disk.remove_folder(folder.folder)

    def place_of(self, case: CaseId) -> CasePlace:
        """Who may open the case file. Raises NoKey when it has no keys, StoreDamaged."""
        return self._file(case).place

    def move(self, case: CaseId, unit: str) -> None:
        """Gives the case file to another unit. Raises ValueError when there is no such unit in use, NoAccess, NoKey."""
        self._put(case, lambda old: replace(old, unit=self._used_unit(unit)))

    def restrict(self, case: CaseId, users: Sequence[str]) -> None:
        """From now on only these users open the case file. Raises ValueError for one who cannot sign in, or none."""
        active = {user.id for user in self._ring.refresh().active_users}
        if not users or not active.issuperset(users):
            raise ValueError("a case file is restricted to users who can sign in")
        self._put(case, lambda old: replace(old, users=tuple(sorted(set(users)))))

    def lift(self, case: CaseId) -> None:
        """From now on all members of its unit open the case file again."""
        self._put(case, lambda old: replace(old, users=()))

    def take_over(self, recovery: str, private: bytes, user: str) -> tuple[CaseId, ...]:
        """Lets a user into every restricted case file, by a recovery key. Raises StoreDamaged, StoreUnavailable."""
        taken = []
        for case in self.cases():
            file = self._file(case)
            if file.place.is_restricted and user not in file.place.users and f"recovery:{recovery}" in file.recipients:
                keys = {key.id: self._unboxed(file, key, f"recovery:{recovery}", private) for key in file.keys}
                self._replace(file, replace(file.place, users=tuple(sorted({*file.place.users, user}))), keys)
                taken.append(case)
        return tuple(taken)

    def key_of(self, file: CaseKeyFile, key: str) -> bytes:
        """One opened key. Raises SignInNeeded while the screen is locked, NoKey, NoAccess, StoreDamaged."""
        self._require_keys()
        found = self._ring.case_keys.get((file.case, key))
        if found is None:
            found = self._ring.case_keys[(file.case, key)] = self._opened(file, key)
        return found

    def _put(self, case: CaseId, new: Callable[[CasePlace], CasePlace]) -> None:
        for _ in range(_ATTEMPTS):
            self._ring.refresh()
            file = self._file(case)
            self._openable(file)
            place = new(file.place)
            if place == file.place:
                return
            if self._replace(file, place, self._kept_keys(file) | {self._new_id(): random_key()}):
                return
        raise _busy()

    def _replace(self, file: CaseKeyFile, place: CasePlace, keys: Mapping[str, bytes]) -> bool:
        return self._publish(self._next(file.case, file, place, keys))

    def _next(
        self, case: CaseId, before: CaseKeyFile | None, place: CasePlace, keys: Mapping[str, bytes]
    ) -> CaseKeyFile:
        recipients = recipients_of(self._ring.register, place)
        return CaseKeyFile(
            case=case,
            number=before.number + 1 if before else 1,
            previous=before.checksum if before else "",
            place=place,
            signer=self._ring.user_id,
            recipients=recipients,
            keys=tuple(boxed(self._ring.store, case, key, content, recipients) for key, content in keys.items()),
        )

    def _publish(self, file: CaseKeyFile) -> bool:
        content, folder = written_keys(self._ring.store, file, self._ring.signed), self._folder(file.case)
        checksum = self._read(content, file.case, file.number).checksum

        def is_built_on_it(after: bytes) -> bool:
            try:
                return self._read(after, file.case, file.number + 1).previous == checksum
            except StoreDamaged:
                return False

        with outside_world("keeping the keys of a case file"):
            if not folder.publish(file.number, content, is_built_on_it):
                return False
            folder.prune(file.number)
        return True

    def _file(self, case: CaseId) -> CaseKeyFile:
        folder = self._folder(case)
        with outside_world("reading the keys of a case file"):
            for _ in range(_ATTEMPTS):
                newest = folder.newest()
                known = self._files.get(case)
                if known is not None and known.number == newest:
                    return known
                self._files.pop(case, None)
                if not newest:
                    raise NoKey(what="case", which=case)
                if found := self._checked(case, newest, folder.contents(newest)):
                    self._files[case] = found
                    return found
        raise _busy()

    def _checked(self, case: CaseId, number: int, contents: Iterator[bytes]) -> CaseKeyFile | None:
        # The copy is read only where the file itself is not what it was. None: pruned, because a newer one came.
        damaged = None
        for content in contents:
            try:
                file = self._read(content, case, number)
            except StoreDamaged as error:
                damaged = error
                continue
            if self._is_signed(file):
                return file
            damaged = StoreDamaged(what="case-keys", which=case)
        if damaged:
            raise damaged
        return None

    def _is_signed(self, file: CaseKeyFile) -> bool:
        signed = (file.signer, file.signed, file.signature)
        return self._ring.register.is_by(*signed) or self._ring.refresh().is_by(*signed)  # by somebody new, perhaps

    def _read(self, content: bytes, case: CaseId, number: int) -> CaseKeyFile:
        return read_keys(self._ring.store, content, case=case, number=number)

    def _is_openable(self, file: CaseKeyFile) -> bool:
        if any(map(self._ring.holds, file.recipients)):
            return True
        seen = self._ring.register.number  # a unit may have got a new key since we looked
        return self._ring.refresh().number != seen and any(map(self._ring.holds, file.recipients))

    def _openable(self, file: CaseKeyFile) -> CaseSeal:
        self._require_keys()
        if not self._is_openable(file):
            raise NoAccess(case=file.case)
        return _Seal(self, file)

    def _opened(self, file: CaseKeyFile, key: str) -> bytes:
        boxed_key = next((one for one in file.keys if one.id == key), None)
        if boxed_key is None:
            raise NoKey(what="case", which=file.case)
        for recipient, box in boxed_key.boxes.items():
            about_it = about_box(self._ring.store, file.case, key, recipient)
            with _damaged_when_unsealable(file.case):
                found = self._ring.opened(recipient, box, about_it)
            if found is not None:
                return found
        raise NoAccess(case=file.case)

    def _unboxed(self, file: CaseKeyFile, key: BoxedKey, recipient: str, private: bytes) -> bytes:
        with _damaged_when_unsealable(file.case):
            return open_box(private, key.boxes[recipient], about_box(self._ring.store, file.case, key.id, recipient))

    def _kept_keys(self, file: CaseKeyFile) -> dict[str, bytes]:
        # The last two stay in any case: a colleague may be saving under the newest one he saw at this very moment.
        with outside_world("looking which keys are in use"):
            used = key_ids_in_use(self._store, file.case, self._disk) | {key.id for key in file.keys[-2:]}
        return {key.id: self.key_of(file, key.id) for key in file.keys if key.id in used}

    def _is_trusted(self, file: CaseKeyFile) -> bool:
        seen = (file.checksum, self._ring.register.number)
        if seen not in self._trusted and is_by_one_who_may(self._ring.register, file):
            self._trusted.add(seen)
        return seen in self._trusted

    def _first_place(self, case: CaseId) -> CasePlace:
        unit = self._ring.register.house.id if case == self._facility else self._ring.home_unit
        if not self._ring.can_open_unit(unit):
            raise NoAccess(case=case)
        return CasePlace(unit=unit)

    def _used_unit(self, unit: str) -> str:
        found = self._ring.register.unit(unit)
        if found is None or found.is_retired:
            raise ValueError("a case file belongs to a unit that is in use")
        return unit

    def _require_keys(self) -> None:
        if self._ring.is_empty:
            raise SignInNeeded("the screen is locked, or nobody is signed in")

    def _folder(self, case: CaseId) -> NumberedFolder:
        folder = self._all / required_id(case)[:2] / case
        return NumberedFolder(folder=folder, suffix=_SUFFIX, disk=self._disk, new_id=self._new_id)

    def _make_folders(self, case: CaseId) -> None:
        folder = self._all / case[:2] / case
        with outside_world("keeping the keys of a case file"):
            for part in (self._all, folder.parent, folder):
                self._disk.make_folder(part)
                self._disk.sync_folder(part.parent)

    def cases(self) -> tuple[CaseId, ...]:
        """Every case file that has keys, also those that are not for the user. Raises StoreUnavailable."""
        with outside_world("looking through the keys of case files"):
            groups = self._disk.names(self._all)
            return tuple(case for group in groups for case in self._disk.names(self._all / group) if is_id(case))


class _Seal:
    """``CaseSeal`` from one file of keys; holds no key itself, so that locking the screen takes them all."""

    def __init__(self, owner: CaseKeys, file: CaseKeyFile) -> None:
        self._owner = owner
        self._file = file

    @property
    def key(self) -> str:
        return self._file.newest

    def seal(self, content: bytes, about: bytes) -> Sealed:
        nonce, body = seal_with(self._owner.key_of(self._file, self.key), content, about)
        return Sealed(key=self.key, nonce=nonce, body=body)

    def unseal(self, sealed: Sealed, about: bytes) -> bytes:
        return unseal_with(self._owner.key_of(self._file, sealed.key), sealed.nonce, sealed.body, about)


@contextmanager
def _damaged_when_unsealable(case: CaseId) -> Iterator[None]:
    try:
        yield
    except Unsealable as error:
        raise StoreDamaged(what="case-keys", which=case) from error


def _busy() -> StoreUnavailable:
    return StoreUnavailable(reason=Reason.BUSY, doing="renewing the keys of a case file")
