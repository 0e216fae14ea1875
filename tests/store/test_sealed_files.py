"""Sealed files: whole for their recipient, nothing for anybody else, and nothing where a byte was changed."""

import io
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.store.protection import Unsealable
from sipforms.store.sealing import sealed_files
from sipforms.store.sealing.boxes import BoxKey, new_box_key
from sipforms.store.sealing.passphrases import CHEAP
from sipforms.store.sealing.recipients import (
    NotARecipient,
    Recipient,
    fingerprint_bytes,
    grouped,
    private_file,
    private_in,
    public_file,
    recipient_in,
    unlocked,
)
from sipforms.store.sealing.sealed_files import CHUNK, NotSealed, fingerprint_in, opened, sealed

KEY = new_box_key()
PARTS = [("a.csv", b"x" * 100), ("b æ.csv", b"y" * CHUNK), ("a.csv", b"z" * CHUNK), ("tom.csv", b"")]
NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=10)


def whole(parts: list[tuple[str, bytes]] = PARTS, key: BoxKey = KEY) -> bytes:
    return b"".join(sealed(iter(parts), key.public))


def read(content: bytes, key: BoxKey = KEY) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name, piece in opened(io.BytesIO(content), key):
        found[name] = found.get(name, b"") + piece
    return found


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(NAMES, st.binary(max_size=50) | st.just(b"." * (CHUNK - 7))), max_size=4))
def test_what_was_sealed_comes_out(parts: list[tuple[str, bytes]]) -> None:
    wanted: dict[str, bytes] = {}
    for name, content in parts:
        wanted[name] = wanted.get(name, b"") + content
    assert read(whole(parts)) == wanted


def test_nothing_of_the_content_or_the_names_can_be_seen() -> None:
    content = whole([("Kanariefugl.csv", b"Kanariefugl " * 9000)])
    assert b"Kanariefugl" not in content
    assert whole() != whole()


def chunks(content: bytes) -> list[bytes]:
    head, size = content[: 26 + 80], CHUNK + 16
    return [head, *(content[at : at + size] for at in range(len(head), len(content), size))]


def changed() -> Iterator[tuple[str, bytes]]:
    content = whole()
    for at in (8, 12, 30, 90, 120, len(content) // 2, len(content) - 1):
        yield f"byte {at}", content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    head, first, second, *rest = chunks(content)
    assert rest
    yield "cut at a chunk", b"".join((head, first, second))
    yield "cut in a chunk", content[:-5]
    yield "nothing but the head", head
    yield "a chunk twice", b"".join((head, first, first, second, *rest))
    yield "two chunks exchanged", b"".join((head, second, first, *rest))
    yield "something behind", content + b"x" * (CHUNK + 16)
    yield "a chunk left out", b"".join((head, second, *rest))
    other = chunks(whole())
    yield "another file's chunk", b"".join((head, first, other[2], *rest))


@pytest.mark.parametrize(("what", "content"), changed(), ids=[what for what, _ in changed()])
def test_a_changed_file_does_not_open(what: str, content: bytes) -> None:
    with pytest.raises((Unsealable, NotSealed)):
        read(content)


def test_a_file_for_somebody_else_does_not_open() -> None:
    with pytest.raises(Unsealable):
        read(whole(), new_box_key())
    assert fingerprint_in(io.BytesIO(whole())) == fingerprint_bytes(KEY.public)


@pytest.mark.parametrize(
    ("content", "is_newer"), [(b"", False), (b"PK\3\4" * 20, False), (sealed_files.MAGIC + b"\0\2" + b"\0" * 40, True)]
)
def test_what_is_no_sealed_file_is_told(content: bytes, *, is_newer: bool) -> None:
    with pytest.raises(NotSealed) as found:
        fingerprint_in(io.BytesIO(content))
    assert found.value.is_newer is is_newer


def test_a_forged_length_is_refused_before_memory_is_taken() -> None:
    def forged(_parts: object) -> Iterator[bytes]:
        yield sealed_files._NAME.pack(1, 1) + b"a" + sealed_files._SIZE.pack(0xFFFFFFFF)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sealed_files, "_pieces", forged)
        content = whole()
    with pytest.raises(Unsealable):
        read(content)


def test_a_recipient_is_a_file_to_hand_out_and_one_to_keep() -> None:
    recipient = Recipient(name="Sekretariatet æøå", public=KEY.public)
    assert recipient_in(public_file(recipient)) == recipient
    kept = private_file(recipient.name, KEY, "lange grene", CHEAP)
    assert KEY.private not in kept
    assert private_in(kept).recipient == recipient
    assert unlocked(private_in(kept), "lange grene") == KEY
    with pytest.raises(Unsealable):
        unlocked(private_in(kept), "korte grene")
    assert recipient.fingerprint == grouped(fingerprint_bytes(KEY.public))
    assert len(recipient.fingerprint.split()) == 8


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff", b"[]", b'{"format":"sipforms-recipient-1"}', b"x" * 99_999, b"[" * 9999,
        public_file(Recipient(name="A", public=KEY.public)).replace(b'"key":"', b'"key":"AAAA'),
        public_file(Recipient(name="A", public=KEY.public)).replace(b'"name":"A"', b'"name":" "'),
        public_file(Recipient(name="A", public=new_box_key().public)).replace(b'"fingerprint":"', b'"fingerprint":"0'),
        private_file("A", KEY, "p", CHEAP).replace(b'"memory_kib":8', b'"memory_kib":99999999'),
    ],
    ids=["empty", "no text", "a list", "too little", "too big", "too deep", "key", "name", "fingerprint", "cost"],
)  # fmt: skip
def test_what_is_no_recipients_file_is_refused(content: bytes) -> None:
    with pytest.raises(NotARecipient):
        recipient_in(content)
    with pytest.raises(NotARecipient):
        private_in(content)
