"""Every file of a store is looked at: what is damaged, moved, put there or left over is found and named."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sipforms.store.care.flaws import Flaw
from sipforms.store.care.layout import Kind, files_of
from sipforms.store.care.sweeping import temporaries, tidy
from sipforms.store.care.verifying import VerifiedStore, verify_store
from sipforms.store.casefile import keep_response
from sipforms.store.failures import NotAStore
from sipforms.store.filesystem import LocalFilesystem
from sipforms.store.revisionfile import RevisionHeader, written_revision
from tests.store.care.protected import opened, signed_in, wish
from tests.store.care.test_protecting import protected
from tests.store.golden import sealed_story
from tests.store.golden.story import ASE, BO, TORN
from tests.store.samples import response
from tests.store.test_golden import GOLDEN

DISK = LocalFilesystem()
ASE_1, ASE_2 = (f"cases/{ASE[:2]}/{ASE}/r0000000{number}.sfc" for number in (1, 2))
BO_1 = f"cases/{BO[:2]}/{BO}/r00000001.sfc"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A protected store with three revisions of one case."""
    folder = tmp_path_factory.mktemp("verified") / "store"
    protected(wish(GOLDEN / "format-1", folder))
    store, _ = opened(folder)
    for _ in range(2):
        keep_response(store, ASE, response())
    store.close()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "store"))


def flaws(folder: Path) -> dict[str, Flaw]:
    """With keys; every path is named once."""
    found = verify_store(folder, signed_in(folder))
    every = (*found.flaws, *found.notes)
    assert len({one.path for one in every}) == len(every)
    return {one.path: one.flaw for one in every}


def keyless(folder: Path) -> VerifiedStore:
    return verify_store(folder)


def test_a_sound_store_is_whole_with_and_without_keys(folder: Path) -> None:
    found = verify_store(folder, signed_in(folder))
    assert (found.is_whole, found.flaws, found.notes) == (True, (), ())
    assert (found.cases, found.opened, found.closed, found.drafts) == (3, 3, 0, 2)
    without = keyless(folder)
    assert (without.is_whole, without.cases, without.opened, without.files) == (True, 3, 0, found.files)
    assert without.log is not None
    assert found.log is not None
    assert (without.log.entries, without.log.opened) == (found.log.entries, 0)


def test_an_unprotected_store_is_looked_at_too(tmp_path: Path) -> None:
    old = Path(shutil.copytree(GOLDEN / "format-1", tmp_path / "old"))
    for path in (old, *old.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    found = verify_store(old)
    assert (found.flaws, found.log, found.cases, found.opened, found.drafts) == ((), None, 3, 3, 2)
    assert [(one.flaw, one.case) for one in found.notes] == [(Flaw.TORN, BO)]
    with pytest.raises(NotAStore):
        verify_store(tmp_path)


def flip(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


@pytest.mark.parametrize("change", [flip, lambda content: content[:-1], lambda _: b"", lambda content: content + b"x"])
def test_every_damaged_revision_is_named(folder: Path, change: Callable[[bytes], bytes]) -> None:
    revisions = [file for file in files_of(folder, DISK) if file.kind is Kind.REVISION]
    assert len(revisions) == 5
    for one in revisions:
        path = one.below(folder)
        content = path.read_bytes()
        path.write_bytes(change(content))
        named = {found.path: found.flaw for found in keyless(folder).flaws}
        assert named.pop(one.path) is Flaw.DAMAGED
        assert set(named.values()) <= {Flaw.LOST}
        path.write_bytes(content)


def test_a_bundle_that_does_not_say_what_it_said_is_named(folder: Path) -> None:
    (bundle,) = (folder / "bundles").iterdir()
    content = bundle.read_bytes()
    for place in range(30, 200, 17):
        bundle.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        named = {found.path: found.flaw for found in keyless(folder).flaws}
        assert named in ({}, {f"bundles/{bundle.name}": Flaw.DAMAGED})  # dates and the like say nothing
    bundle.write_bytes(content[: len(content) // 2])
    assert [found.flaw for found in keyless(folder).flaws] == [Flaw.DAMAGED]


def test_a_damaged_register_and_damaged_keys_are_found(folder: Path) -> None:
    for letter in "rc":
        for path in (folder / "keys" / "register").glob(f"{letter}*"):
            path.write_bytes(flip(path.read_bytes()))
    named = {one.path: one.flaw for one in keyless(folder).flaws}
    assert set(named.values()) == {Flaw.DAMAGED}
    assert {Path(path).parent.as_posix() for path in named} == {"keys/register"}
    for path in (folder / "keys" / "users").rglob("*.sfu"):
        path.write_bytes(flip(path.read_bytes()))
    assert {one.flaw for one in keyless(folder).flaws if one.path.startswith("keys/users/")} == {Flaw.DAMAGED}


def test_each_copy_of_the_keys_of_a_case_is_looked_at_without_keys(folder: Path) -> None:
    files = [file for file in files_of(folder, DISK) if file.kind is Kind.CASE_KEYS]
    assert {Path(one.path).name[0] for one in files} == {"c", "r"}
    for one in files:
        path = one.below(folder)
        content = path.read_bytes()
        for place in range(0, len(content), 97):
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            (found,) = keyless(folder).flaws
            assert (found.path, found.flaw in (Flaw.DAMAGED, Flaw.CLOSED, Flaw.NEWER)) == (one.path, True), place
        path.write_bytes(content)


def test_a_case_file_without_a_sound_revision_is_lost(folder: Path) -> None:
    (folder / BO_1).write_bytes(b"")
    named = {one.path: one.flaw for one in keyless(folder).flaws}
    assert named == {BO_1: Flaw.DAMAGED, f"cases/{BO[:2]}/{BO}": Flaw.LOST}


def test_a_revision_in_another_place_or_a_gap_is_found(folder: Path) -> None:
    shutil.copy(folder / ASE_1, folder / ASE_2)
    assert flaws(folder)[ASE_2] is Flaw.DAMAGED
    (folder / ASE_2).unlink()
    assert flaws(folder) == {}


def test_a_revision_that_another_was_not_built_on_is_found(tmp_path: Path) -> None:
    old = Path(shutil.copytree(GOLDEN / "format-1", tmp_path / "old"))
    path = old / f"cases/{ASE[:2]}/{ASE}/r00000005.sfc"
    header = RevisionHeader(case=ASE, revision=5, previous="")
    path.write_bytes(written_revision(header, {"responses": {}}))
    assert {one.path: one.flaw for one in verify_store(old).flaws} == {f"cases/{ASE[:2]}/{ASE}/r00000006.sfc": Flaw.GAP}


def test_who_may_open_only_some_is_told_how_many_were_left_closed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(GOLDEN / "format-2", tmp_path / "store"))
    found = verify_store(folder, sealed_story.signed_in(folder, "CD", sealed_story.FOUNDED))
    assert (found.cases, found.opened, found.closed, found.flaws) == (3, 1, 2, ())


def test_a_case_whose_keys_are_gone_opens_for_nobody(folder: Path) -> None:
    shutil.rmtree(folder / "keys" / "cases" / BO[:2] / BO)
    found = flaws(folder)
    assert found[BO_1] is Flaw.NO_KEYS
    assert [(one.flaw, one.case) for one in keyless(folder).flaws] == [(Flaw.NO_KEYS, BO)]


def test_keys_of_another_case_open_nothing(folder: Path) -> None:
    keys = folder / "keys" / "cases"
    for name in ("r00000001.sfk", "c00000001.sfk"):
        shutil.copy(keys / ASE[:2] / ASE / name, keys / BO[:2] / BO / name)
    assert flaws(folder)[BO_1] in (Flaw.NO_KEYS, Flaw.CLOSED)


def test_an_answer_damaged_in_the_middle_of_a_draft_and_a_torn_end_are_told_apart(folder: Path) -> None:
    (draft,) = (folder / "drafts" / ASE).glob("*.sfj")
    content = draft.read_bytes()
    path = draft.relative_to(folder).as_posix()
    draft.write_bytes(content + TORN)
    assert flaws(folder) == {path: Flaw.TORN}
    assert keyless(folder).is_whole
    place = len(content) // 2
    draft.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    assert flaws(folder) == {path: Flaw.ENTRY}
    draft.write_bytes(content[:40])
    assert flaws(folder) == {path: Flaw.DAMAGED}


def test_a_draft_of_another_case_does_not_open(folder: Path) -> None:
    (draft,) = (folder / "drafts" / ASE).glob("*.sfj")
    moved = folder / "drafts" / BO / draft.name
    draft.rename(moved)
    assert flaws(folder)[moved.relative_to(folder).as_posix()] is Flaw.CLOSED


def test_what_is_left_over_or_none_of_ours_is_told_and_is_no_fault(folder: Path) -> None:
    strays = ("3" * 32 + ".tmp", f"cases/{ASE[:2]}/{ASE}/t00000009-{'3' * 32}.tmp", "keys/register/t00000002-ab.tmp")
    probe = "5" * 32 + ".tmp"
    for path in strays:
        (folder / path).write_bytes(b"half")
    (folder / probe / "cases").mkdir(parents=True)
    (folder / probe / "cases" / "quick").write_bytes(b"")
    (folder / "letter.docx").write_bytes(b"")
    (folder / "quarantine").mkdir()
    aside = f"quarantine/{ASE}-r00000001-{'4' * 32}.sfc"
    (folder / aside).write_bytes(b"")
    for path in (*strays, f"{probe}/cases/quick", "letter.docx", aside):
        (folder / path).chmod(0o600)
    found = flaws(folder)
    assert found.pop("letter.docx") is Flaw.STRANGE
    assert found.pop(aside) is Flaw.SET_ASIDE
    assert found == dict.fromkeys((*strays, f"{probe}/cases/quick"), Flaw.LEFT_OVER)
    assert keyless(folder).is_whole
    assert set(temporaries(folder, DISK)) == set(found)
    assert set(tidy(folder, DISK)) == set(found)
    assert set(flaws(folder)) == {"letter.docx", aside}
    assert not (folder / probe).exists()


def test_files_that_others_may_read_are_told(folder: Path) -> None:
    (folder / BO_1).chmod(0o640)
    assert flaws(folder) == {BO_1: Flaw.WIDE}


def test_a_log_that_was_cut_is_found_without_keys(folder: Path) -> None:
    (chain,) = (folder / "log").iterdir()
    content = chain.read_bytes()
    place = len(content) // 2
    chain.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    found = keyless(folder)
    assert not found.is_whole
    assert found.flaws == ()


def test_an_older_revision_put_back_is_found_by_the_log(folder: Path) -> None:
    newest = max((folder / "cases" / ASE[:2] / ASE).glob("r*.sfc"))
    newest.unlink()
    assert keyless(folder).is_whole
    found = verify_store(folder, signed_in(folder))
    assert found.log is not None
    assert [one.case for one in found.log.findings] == [ASE]
