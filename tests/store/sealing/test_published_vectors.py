"""What we call by our own names computes what the standards print."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from sipforms.store.sealing.boxes import box_for, box_key_of, new_box_key
from sipforms.store.sealing.ciphers import unseal_with
from sipforms.store.sealing.passphrases import Cost, key_from
from sipforms.store.sealing.signatures import is_signed, signed, signing_key_of
from tests.store.sealing.hpke_by_hand import open_by_hand, receiver

# RFC 8032, section 7.1: secret key, public key, message, signature
SIGNATURES = {
    "empty": (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    "one-byte": (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            "387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    "two-bytes": (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
            "4a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
}

# The reference implementation's own tests of Argon2id version 19: passes, memory in KiB, lanes, passphrase, salt, key
PASSPHRASES = [
    (2, 65536, 1, "password", b"somesalt", "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"),
    (2, 256, 1, "password", b"somesalt", "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"),
    (2, 256, 2, "password", b"somesalt", "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"),
]


@pytest.mark.parametrize(("private", "public", "message", "signature"), SIGNATURES.values(), ids=SIGNATURES)
def test_signatures_are_those_of_rfc_8032(private: str, public: str, message: str, signature: str) -> None:
    assert signing_key_of(bytes.fromhex(private)).public.hex() == public
    assert signed(bytes.fromhex(private), bytes.fromhex(message)).hex() == signature
    assert is_signed(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))


@pytest.mark.parametrize(("passes", "memory", "lanes", "passphrase", "salt", "key"), PASSPHRASES)
def test_keys_from_passphrases_are_those_of_the_reference(
    passes: int, memory: int, lanes: int, passphrase: str, salt: bytes, key: str
) -> None:
    assert key_from(passphrase, salt, Cost(memory_kib=memory, iterations=passes, lanes=lanes)).hex() == key


def test_seals_are_those_of_the_specification_of_gcm() -> None:
    """McGrew and Viega, The Galois/Counter Mode of Operation, test case 16 (AES-256)."""
    key = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
    nonce = bytes.fromhex("cafebabefacedbaddecaf888")
    about = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    body = bytes.fromhex(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )
    assert unseal_with(key, nonce, body, about).hex() == (
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )


def test_the_steps_by_hand_are_those_of_rfc_9180() -> None:
    """Appendix A.1.1, which has AES-128-GCM; the RFC prints no example with X25519 and AES-256-GCM."""
    private = bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
    enc = bytes.fromhex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431")
    info = bytes.fromhex("4f6465206f6e2061204772656369616e2055726e")
    found = receiver(private, enc, info, aead=1, key_size=16)
    assert box_key_of(private).public.hex() == "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"
    assert found.shared_secret.hex() == "fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc"
    assert found.key.hex() == "4531685d41d65f03dc48f6b8302c05b0"
    assert found.base_nonce.hex() == "56d890e5accaaf011cff4b7d"
    ciphertext = bytes.fromhex(
        "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"
    )
    assert AESGCM(found.key).decrypt(found.base_nonce, ciphertext, b"Count-0") == b"Beauty is truth, truth beauty"


@given(content=st.binary(max_size=200), about=st.binary(max_size=100))
def test_our_boxes_are_opened_by_those_same_steps(content: bytes, about: bytes) -> None:
    pair = new_box_key()
    assert open_by_hand(pair.private, box_for(pair.public, content, about), about) == content
