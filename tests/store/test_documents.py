"""TinyDB over a case file: its queries work, and none of its shortcuts lets an old answer through."""

import pytest
from tinydb import where
from tinydb.table import Document

from sipforms.store.documents import CaseDocuments, CaseTable, SaveConflict
from sipforms.store.protocol import CaseStore
from tests.store.samples import CASE


def test_documents_are_found_by_id_and_by_query(store: CaseStore) -> None:
    table = CaseDocuments(store, CASE).named("responses")
    for key, mode in (("a1", "interview"), ("b2", "observed"), ("c3", "interview")):
        table.put(key, {"mode": mode})
    again = CaseDocuments(store, CASE).named("responses")
    assert [str(found.doc_id) for found in again.search(where("mode") == "interview")] == ["a1", "c3"]
    assert again.fetch("b2") == {"mode": "observed"}
    assert again.fetch("d4") is None


def test_each_write_is_one_revision(store: CaseStore) -> None:
    documents = CaseDocuments(store, CASE)
    for number, key in enumerate(("a", "b", "a", "c")):
        documents.named("responses").put(key, {"n": number})
        assert documents.loaded().revision == number + 1
    assert store.load(CASE).data == {"responses": {"a": {"n": 2}, "b": {"n": 1}, "c": {"n": 3}}}


def test_a_document_replaces_the_one_before_it_whole(store: CaseStore) -> None:
    table = CaseDocuments(store, CASE).named("citizen")
    table.put("a", {"old": 1, "both": 1})
    table.put("a", {"both": 2})
    assert table.fetch("a") == {"both": 2}


def test_a_write_over_somebody_elses_save_is_a_conflict(store: CaseStore) -> None:
    ours, theirs = CaseDocuments(store, CASE), CaseDocuments(store, CASE)
    assert ours.named("responses").all() == theirs.named("responses").all() == []
    theirs.named("responses").put("theirs", {})
    with pytest.raises(SaveConflict):
        ours.named("responses").put("ours", {})
    assert store.load(CASE).data == {"responses": {"theirs": {}}}
    ours.named("responses").put("ours", {})
    assert store.load(CASE).data == {"responses": {"theirs": {}, "ours": {}}}


def test_a_query_is_never_answered_from_memory(store: CaseStore) -> None:
    documents = CaseDocuments(store, CASE)
    table = documents.named("responses")
    query = where("n") == 1
    table.put("a", {"n": 1})
    assert len(table.search(query)) == 1
    CaseDocuments(store, CASE).named("responses").put("b", {"n": 1})
    with pytest.raises(SaveConflict):
        table.put("c", {"n": 1})
    assert [str(found.doc_id) for found in table.search(query)] == ["a", "b"]
    assert isinstance(documents.table("responses"), CaseTable)
    assert table._query_cache.capacity == 0


def test_a_document_without_an_id_of_its_own_is_our_own_fault(store: CaseStore) -> None:
    table = CaseDocuments(store, CASE).named("responses")
    with pytest.raises(TypeError):
        table.insert({"n": 1})
    table.insert(Document({"n": 1}, "a"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="exists"):
        table.insert(Document({"n": 2}, "a"))  # type: ignore[arg-type]
    assert store.load(CASE).data == {"responses": {"a": {"n": 1}}}
