"""What every store promises, whatever it is made of."""

from datetime import timedelta

import pytest

from sipforms.engine.read.bundle import digest_of
from sipforms.store.failures import NoSuchBundle, NoSuchDraft
from sipforms.store.group_records import GroupKind
from sipforms.store.protocol import CaseData, CaseStore, Conflict, DraftHeader, DraftList, Saved, fresh_id
from tests.store.samples import CASE, NOW, entry, header, some_data

OTHER = "a" * 32


def test_a_case_that_was_never_saved_is_empty(store: CaseStore) -> None:
    loaded = store.load(CASE)
    assert (loaded.revision, loaded.data, loaded.damage) == (0, {}, ())
    assert store.history(CASE) == ()
    assert store.list_cases() == ()


def test_what_is_saved_is_loaded(store: CaseStore) -> None:
    data: CaseData = {"responses": {"r": {"æøå": ["\ud800", None, True, -7, {"": ""}]}}, "episodes": {}}
    assert store.save(CASE, 0, data) == Saved(revision=1)
    assert (store.load(CASE).revision, store.load(CASE).data) == (1, data)


def test_a_save_on_an_old_base_is_a_conflict_and_changes_nothing(store: CaseStore) -> None:
    for number in range(3):
        assert store.save(CASE, number, some_data(number)) == Saved(revision=number + 1)
    for base in (0, 1, 2, 4, 99):
        assert store.save(CASE, base, some_data("lost")) == Conflict(revision=3)
    assert store.load(CASE).data == some_data(2)


def test_a_slow_writer_whose_number_was_pruned_and_is_free_again_is_told(store: CaseStore) -> None:
    for number in range(9):
        store.save(CASE, number, some_data(number))
    assert store.save(CASE, 1, some_data("slow")) == Conflict(revision=9)
    assert store.load(CASE).data == some_data(8)


def test_cases_do_not_see_each_other(store: CaseStore) -> None:
    store.save(CASE, 0, some_data(1))
    store.save(OTHER, 0, some_data(2))
    store.save(store.facts.facility, 0, some_data(3))
    assert store.list_cases() == (OTHER, CASE)
    assert [store.load(case).data for case in (OTHER, CASE)] == [some_data(2), some_data(1)]


def test_at_least_three_generations_are_kept_and_each_names_the_one_before(store: CaseStore) -> None:
    for number in range(7):
        store.save(CASE, number, some_data(number))
    history = store.history(CASE)
    assert [revision.number for revision in history][-3:] == [5, 6, 7]
    assert [later.previous for later in history[1:]] == [earlier.checksum for earlier in history[:-1]]
    assert all(revision.is_sound for revision in history)


def test_what_was_given_or_got_can_be_changed_without_changing_what_is_kept(store: CaseStore) -> None:
    data = some_data(1)
    store.save(CASE, 0, data)
    data["responses"]["r"]["mark"] = 2
    loaded = store.load(CASE).data
    assert loaded == some_data(1)
    loaded["responses"]["r"]["mark"] = 3  # type: ignore[index]
    assert store.load(CASE).data == some_data(1)


def test_a_draft_keeps_its_entries_in_order(store: CaseStore) -> None:
    draft = store.begin_draft(header())
    for number in range(5):
        store.append(draft, entry(number, "ø" * number))
    found = store.read_draft(draft)
    assert (found.id, found.header, found.damage) == (draft, header(), ())
    assert list(found.entries) == [entry(number, "ø" * number) for number in range(5)]


def test_a_draft_can_be_put_aside_and_gone_on_with(store: CaseStore) -> None:
    draft = store.begin_draft(header())
    store.append(draft, entry(0))
    store.release_draft(draft)
    store.append(draft, entry(1))
    store.close()
    store.append(draft, entry(2))
    assert store.read_draft(draft).entries == (entry(0), entry(1), entry(2))


def test_drafts_are_listed_oldest_first_and_by_case(store: CaseStore) -> None:
    late = store.begin_draft(DraftHeader(case=CASE, created=NOW + timedelta(days=1), about={}))
    other = store.begin_draft(header(OTHER))
    early = store.begin_draft(DraftHeader(case=CASE, created=NOW - timedelta(days=1), about={}))
    assert [draft.id for draft in store.list_drafts().drafts] == [early, other, late]
    assert [draft.id for draft in store.list_drafts(CASE).drafts] == [early, late]
    assert store.list_drafts(fresh_id()) == DraftList(drafts=())


def test_a_discarded_draft_is_gone(store: CaseStore) -> None:
    draft, kept = store.begin_draft(header()), store.begin_draft(header())
    store.append(draft, entry(0))
    store.discard_draft(draft)
    store.discard_draft(draft)
    assert [found.id for found in store.list_drafts().drafts] == [kept]
    with pytest.raises(NoSuchDraft):
        store.read_draft(draft)
    with pytest.raises(NoSuchDraft):
        store.append(draft, entry(1))


def test_a_bundle_is_kept_under_its_digest(store: CaseStore) -> None:
    files = {"programme.yaml": b"id: voksen\r\n", "questionnaires/a.yaml": "æ".encode() * 9999, "empty.yaml": b""}
    digest = digest_of(files)
    store.keep_bundle(digest, files)
    store.keep_bundle(digest, files)
    assert dict(store.bundle(digest)) == files
    assert store.bundles() == (digest,)


def test_a_bundle_under_a_wrong_digest_is_our_own_fault(store: CaseStore) -> None:
    with pytest.raises(ValueError, match="digest"):
        store.keep_bundle("0" * 64, {"programme.yaml": b""})
    assert store.bundles() == ()
    with pytest.raises(NoSuchBundle):
        store.bundle("0" * 64)


@pytest.mark.parametrize("wrong", ["", "..", "C" * 32, "c" * 31, "../" + "c" * 29, CASE + "\n"])
def test_what_is_no_id_never_becomes_a_file_name(store: CaseStore, wrong: str) -> None:
    for action in (
        lambda: store.load(wrong),
        lambda: store.save(wrong, 0, {}),
        lambda: store.history(wrong),
        lambda: store.begin_draft(header(wrong)),
        lambda: store.read_draft(wrong),
        lambda: store.append(wrong, entry(0)),
        lambda: store.discard_draft(wrong),
    ):
        with pytest.raises(ValueError, match="hexadecimal"):
            action()


def test_a_draft_held_can_be_read_and_added_to_and_one_that_is_not_there_cannot_be_held(store: CaseStore) -> None:
    draft = store.begin_draft(header())
    store.release_draft(draft)
    store.hold_draft(draft)
    store.append(draft, entry(0))
    assert store.read_draft(draft).entries == (entry(0),)
    with pytest.raises(NoSuchDraft):
        store.hold_draft(fresh_id())


def test_what_is_kept_about_groups_is_found_again_by_its_kind(store: CaseStore) -> None:
    first = store.keep_group_record(GroupKind.AUDIT, {"text": "Følgeskab æøå \ud800", "done": None})
    store.keep_group_record(GroupKind.RELEASED, {"cells": [1, 2, {"a": 5}]})
    second = store.keep_group_record(GroupKind.AUDIT, {"text": ""})
    found = store.group_records(GroupKind.AUDIT)
    assert {one.id: dict(one.content) for one in found.records} == {
        first: {"text": "Følgeskab æøå \ud800", "done": None},
        second: {"text": ""},
    }
    assert (found.damaged, found.closed) == ((), ())
    assert [dict(one.content) for one in store.group_records(GroupKind.RELEASED).records] == [
        {"cells": [1, 2, {"a": 5}]}
    ]


def test_a_record_about_a_group_can_be_forgotten_twice(store: CaseStore) -> None:
    gone, kept = (store.keep_group_record(GroupKind.AUDIT, {"n": number}) for number in range(2))
    store.forget_group_record(GroupKind.AUDIT, gone)
    store.forget_group_record(GroupKind.AUDIT, gone)
    assert [one.id for one in store.group_records(GroupKind.AUDIT).records] == [kept]
