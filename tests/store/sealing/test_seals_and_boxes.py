"""What is sealed or boxed comes back as it was, and nothing comes back when anything was changed."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.store.protection import Unsealable
from sipforms.store.sealing import boxes, ciphers, signatures

CONTENT, ABOUT = b"an invented answer", b"what it is about"


@given(content=st.binary(max_size=500), about=st.binary(max_size=100))
def test_what_is_sealed_comes_back(content: bytes, about: bytes) -> None:
    key = ciphers.random_key()
    nonce, body = ciphers.seal_with(key, content, about)
    assert ciphers.unseal_with(key, nonce, body, about) == content
    assert (len(nonce), len(body)) == (12, len(content) + 16)


@given(content=st.binary(max_size=500), about=st.binary(max_size=100))
def test_what_is_boxed_comes_back(content: bytes, about: bytes) -> None:
    pair = boxes.new_box_key()
    box = boxes.box_for(pair.public, content, about)
    assert boxes.open_box(pair.private, box, about) == content
    assert len(box) == len(content) + 48


def changed(content: bytes) -> list[bytes]:
    """The content with each bit turned, cut and grown."""
    turned = [
        content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]
        for place in range(len(content))
        for bit in range(8)
    ]
    return [*turned, *(content[:size] for size in range(len(content))), content + b"\0", b"\0" + content]


def test_every_changed_bit_of_a_seal_is_refused() -> None:
    key = ciphers.random_key()
    nonce, body = ciphers.seal_with(key, CONTENT, ABOUT)
    tries = [
        *((key, nonce, other, ABOUT) for other in changed(body)),
        *((key, other, body, ABOUT) for other in changed(nonce)),
        *((other, nonce, body, ABOUT) for other in changed(key)),
        *((key, nonce, body, other) for other in changed(ABOUT)),
    ]
    assert len(tries) > 800
    for attempt in tries:
        with pytest.raises(Unsealable):
            ciphers.unseal_with(*attempt)


def test_every_changed_bit_of_a_box_is_refused() -> None:
    pair = boxes.new_box_key()
    box = boxes.box_for(pair.public, CONTENT, ABOUT)
    private = [other for other in changed(pair.private) if not is_same_box_key(other, pair.private)]
    tries = [
        # the last bit of an X25519 public value is ignored on the curve, but stands in what HPKE derives the key from
        *((pair.private, other, ABOUT) for other in changed(box)),
        *((pair.private, box, other) for other in changed(ABOUT)),
        *((other, box, ABOUT) for other in private),
    ]
    assert len(tries) > 900
    for attempt in tries:
        with pytest.raises(Unsealable):
            boxes.open_box(*attempt)


def is_same_box_key(one: bytes, other: bytes) -> bool:
    """Five bits of a private X25519 value are set to what they must be (RFC 7748, section 5)."""
    if len(one) != len(other):
        return False
    inner = one[1:31] == other[1:31]
    return inner and one[0] & 248 == other[0] & 248 and one[31] & 63 == other[31] & 63


def test_every_changed_bit_of_a_signature_is_refused() -> None:
    pair = signatures.new_signing_key()
    signature = signatures.signed(pair.private, CONTENT)
    assert signatures.is_signed(pair.public, CONTENT, signature)
    assert not any(signatures.is_signed(pair.public, CONTENT, other) for other in changed(signature))
    assert not any(signatures.is_signed(pair.public, other, signature) for other in changed(CONTENT))
    assert not any(signatures.is_signed(other, CONTENT, signature) for other in changed(pair.public))


@settings(max_examples=300)
@given(rubbish=st.binary(max_size=200))
def test_rubbish_is_refused_and_nothing_else_happens(rubbish: bytes) -> None:
    with pytest.raises(Unsealable):
        boxes.open_box(boxes.new_box_key().private, rubbish, b"")
    with pytest.raises(Unsealable):
        ciphers.unseal_with(ciphers.random_key(), rubbish[:12], rubbish[12:], b"")
    assert not signatures.is_signed(rubbish, b"", rubbish)
    assert not signatures.is_signed(signatures.new_signing_key().public, b"", rubbish)


def test_a_box_is_for_one_person_alone() -> None:
    for_one, other = boxes.new_box_key(), boxes.new_box_key()
    with pytest.raises(Unsealable):
        boxes.open_box(other.private, boxes.box_for(for_one.public, CONTENT, ABOUT), ABOUT)


def test_nothing_is_ever_sealed_the_same_way_twice() -> None:
    key, pair = ciphers.random_key(), boxes.new_box_key()
    assert len({ciphers.seal_with(key, CONTENT, ABOUT) for _ in range(1000)}) == 1000
    assert len({ciphers.seal_with(key, CONTENT, ABOUT)[0] for _ in range(1000)}) == 1000
    assert len({boxes.box_for(pair.public, CONTENT, ABOUT) for _ in range(100)}) == 100


parts = st.lists(st.text(max_size=5) | st.integers(0, 300), max_size=4)


@given(one=st.tuples(st.text(max_size=5), parts), other=st.tuples(st.text(max_size=5), parts))
def test_no_two_purposes_are_written_alike(one: tuple, other: tuple) -> None:
    assert (ciphers.about(one[0], *one[1]) == ciphers.about(other[0], *other[1])) == (one == other)


@pytest.mark.parametrize(
    "secret",
    [
        lambda: boxes.box_key_of(b"k" * 32),
        lambda: signatures.signing_key_of(b"k" * 32),
    ],
)
def test_a_key_is_not_shown_when_the_pair_is_printed(secret: Callable[[], object]) -> None:
    assert "kkk" not in repr(secret())
