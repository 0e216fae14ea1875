"""Opening what was sealed for a recipient: all of its files or none; and making a recipient's two files."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sipforms.actions.export_files import UnfinishedFiles
from sipforms.engine.read.bundle import is_device
from sipforms.store.failures import outside_world
from sipforms.store.protocol import fresh_id
from sipforms.store.sealing.boxes import BoxKey, new_box_key
from sipforms.store.sealing.passphrases import USUAL, Cost
from sipforms.store.sealing.recipients import PRIVATE, PUBLIC, Recipient, private_file, public_file
from sipforms.store.sealing.sealed_files import opened

MOST_FILES = 500
"""In one sealed file: more than any export writes, fewer than a program may hold open."""

_PLAIN = re.compile(r"[^\x00-\x1f\x7f-\x9f\\/:*?\"<>|.][^\x00-\x1f\x7f-\x9f\\/:*?\"<>|]*")
_LONGEST = 200


class BadName(Exception):
    """A sealed file holds a file whose name leads elsewhere, or too many files: it is none of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecipient:
    """A recipient that was made, and the two files."""

    recipient: Recipient
    public: Path
    private: Path


def open_sealed(file: Path, key: BoxKey, folder: Path, *, overwrite: bool) -> tuple[Path, ...]:
    """Write the files in it to the folder, which is made where there is none; the names of all that were written.

    Raises NotSealed, Unsealable, BadName, FileThere, StoreUnavailable; then nothing of them is in the folder.
    """
    with outside_world("opening"), file.open("rb") as whole:
        is_new = not folder.exists()
        folder.mkdir(mode=0o700, exist_ok=True)
        try:
            return _write(whole, key, folder, overwrite=overwrite)
        except BaseException:
            if is_new:
                folder.rmdir()
            raise


def _write(whole: BinaryIO, key: BoxKey, folder: Path, *, overwrite: bool) -> tuple[Path, ...]:
    names: dict[str, Path] = {}
    with UnfinishedFiles(fresh_id(), overwrite=overwrite) as unfinished:
        for name, content in opened(whole, key):
            if name not in names:
                _must_be_plain(name, names)
                names[name] = folder / name
            unfinished.write(names[name], content)
        return unfinished.publish()


def _must_be_plain(name: str, names: Mapping[str, Path]) -> None:
    """Raises BadName for a name that is not one of a file in the folder, on whatever system."""
    is_there = name.casefold() in {one.casefold() for one in names}
    is_plain = _PLAIN.fullmatch(name) and name[-1] not in ". " and len(name) <= _LONGEST and not is_device(name)
    if is_there or not is_plain or len(names) >= MOST_FILES:
        raise BadName


def make_recipient(name: str, target: Path, passphrase: str, cost: Cost = USUAL) -> NewRecipient:
    """Make a new key pair and write its two files, ``target.recipient`` and ``target.private``.

    Raises FileThere, StoreUnavailable; then neither is there.
    """
    key = new_box_key()
    recipient = Recipient(name=name, public=key.public)
    contents = ((PUBLIC, public_file(recipient)), (PRIVATE, private_file(name, key, passphrase, cost)))
    with outside_world("writing"), UnfinishedFiles(fresh_id(), overwrite=False) as unfinished:
        for ending, content in contents:
            unfinished.write(target.with_name(f"{target.name}{ending}"), content)
        public, private = unfinished.publish()
    return NewRecipient(recipient=recipient, public=public, private=private)
