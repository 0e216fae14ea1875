"""The key that signs the register: who holds it, and how it passes on when somebody must no longer hold it."""

from collections.abc import Mapping
from dataclasses import replace

from sipforms.store.access.register import Register
from sipforms.store.access.register_written import next_root
from sipforms.store.protection import Unsealable
from sipforms.store.sealing.boxes import box_for, open_box
from sipforms.store.sealing.ciphers import about
from sipforms.store.sealing.signatures import new_signing_key, signing_key_of


def opened_root(register: Register, recipient: str, private: bytes) -> bytes | None:
    """The register's private signing key, when it was boxed for this recipient; his private box key opens it."""
    box = register.root_wraps.get(recipient)
    if box is None:
        return None
    try:
        root = open_box(private, box, _about(register, recipient))
    except Unsealable:
        return None
    return root if signing_key_of(root).public == register.root else None


def with_root_for(register: Register, root: bytes, recipients: Mapping[str, bytes]) -> Register:
    """The register with its private signing key boxed for these recipients (id -> public box key) beside the others."""
    boxes = {recipient: box_for(public, root, _about(register, recipient)) for recipient, public in recipients.items()}
    return replace(register, root_wraps={**register.root_wraps, **boxes})


def with_new_root(register: Register, root: bytes) -> tuple[Register, bytes]:
    """The register with a new signing key, vouched for by the one so far and boxed for whoever holds it now.

    Whoever had the old key can sign nothing more that anybody believes who has seen the new one. Not promised: that
    somebody who signed in last before the change would notice a register made with the old key.
    """
    pair = new_signing_key()
    link = next_root(register.store, pair.public, root)
    renewed = replace(register, roots=(*register.roots, link), root_wraps={})
    return with_root_for(renewed, pair.private, root_holders(register)), pair.private


def root_holders(register: Register) -> Mapping[str, bytes]:
    """Who holds the signing key by his roles, and every recovery code: id -> public box key."""
    return {user.id: user.box for user in register.users if user.signs_register} | dict(register.recovery_boxes)


def _about(register: Register, recipient: str) -> bytes:
    return about("root-key", register.store, register.root.hex(), recipient)
