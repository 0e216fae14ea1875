"""A store is made once, and opened only when it is one, is known, and is protected or knowingly not."""

import json
from pathlib import Path

import pytest

from sipforms.store.failures import (
    NotAStore,
    Reason,
    SignInNeeded,
    StoreExists,
    StoreUnavailable,
    UnknownFormat,
    Unprotected,
)
from sipforms.store.opening import create_store, open_store, read_facts
from tests.store.samples import NOW


def test_a_demonstration_opens_and_says_what_it_is(tmp_path: Path) -> None:
    made = create_store(tmp_path / "store", purpose="demo", created=NOW)
    store = open_store(tmp_path / "store")
    assert store.facts == made == read_facts(tmp_path / "store")
    assert store.facts.is_demo
    assert not store.facts.is_protected
    assert (store.facts.protection, store.facts.created) == ("none", NOW)


def test_real_people_without_protection_are_opened_only_knowingly(tmp_path: Path) -> None:
    create_store(tmp_path / "store", purpose="real", created=NOW)
    with pytest.raises(Unprotected):
        open_store(tmp_path / "store")
    store = open_store(tmp_path / "store", unprotected=True)
    assert not store.facts.is_demo
    assert not store.facts.is_protected


def test_no_store_is_made_over_another_or_beside_other_things(tmp_path: Path) -> None:
    first = create_store(tmp_path / "store", purpose="demo", created=NOW)
    with pytest.raises(StoreExists):
        create_store(tmp_path / "store", purpose="real", created=NOW)
    assert read_facts(tmp_path / "store") == first
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("")
    with pytest.raises(StoreExists):
        create_store(tmp_path / "other", purpose="demo", created=NOW)
    (tmp_path / "empty").mkdir()
    create_store(tmp_path / "empty", purpose="demo", created=NOW)


def test_where_nothing_can_be_made_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable):
        create_store(tmp_path / "file", purpose="demo", created=NOW)
    with pytest.raises(StoreUnavailable) as caught:
        create_store(tmp_path / "no" / "such", purpose="demo", created=NOW)
    assert caught.value.reason is Reason.VANISHED


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "foreign").mkdir()
    for place in ("nowhere", "file", "foreign"):
        with pytest.raises(NotAStore):
            open_store(tmp_path / place)
    for text in ("", "{", "[]", "{}", '{"format": 1}', '{"format": "1"}', "\0", '"x"'):
        (tmp_path / "foreign" / "store.json").write_text(text)
        with pytest.raises(NotAStore):
            open_store(tmp_path / "foreign")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"format": 3}, UnknownFormat),
        ({"protection": "rot-13"}, UnknownFormat),
        ({"protection": "aes-256-gcm"}, NotAStore),
        ({"format": 2}, NotAStore),
        ({"format": 2, "protection": "aes-256-gcm", "root": "f" * 64}, SignInNeeded),
        ({"format": 2, "protection": "aes-256-gcm", "root": "F"}, NotAStore),
        ({"purpose": "other"}, NotAStore),
        ({"created": "yesterday"}, NotAStore),
        ({"id": "../.."}, NotAStore),
        ({"facility": ".."}, NotAStore),
        ({"facility": 7}, NotAStore),
    ],
)
def test_a_store_of_another_kind_is_refused(
    tmp_path: Path, change: dict[str, object], refusal: type[Exception]
) -> None:
    create_store(tmp_path / "store", purpose="demo", created=NOW)
    path = tmp_path / "store" / "store.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(refusal):
        open_store(tmp_path / "store", unprotected=True)
