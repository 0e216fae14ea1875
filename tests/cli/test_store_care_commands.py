"""``sipforms store doctor|verify|backup|restore|protect``: what they say, what they refuse, and what to do next."""

import shutil
from pathlib import Path

import pytest

from sipforms.store.casefile import keep_response
from sipforms.store.opening import create_store, open_store
from tests.cli.conftest import Run
from tests.signed_in import NAME, PASSPHRASE, TITLE, written_passphrase
from tests.store.care.protected import opened
from tests.store.samples import CASE, NOW, response
from tests.store.test_golden import GOLDEN

FOUNDING = ("--facility", "Solsikken", "--name", TITLE, "--retention", "voksen=60", "--log-retention", "24")


@pytest.fixture
def who(tmp_path: Path) -> list[object]:
    return ["--user", NAME, "--passphrase-file", written_passphrase(tmp_path / "ord.txt")]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(GOLDEN / "format-1", tmp_path / "old"))
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return folder


@pytest.fixture
def kept(protected: Path) -> Path:
    """The protected store with something in it."""
    store, _ = opened(protected)
    keep_response(store, CASE, response())
    store.close()
    return protected


def test_a_folder_without_a_store_is_tried(run: Run, tmp_path: Path) -> None:
    ended = run("--store", tmp_path / "new", "store", "doctor")
    assert (ended.code, ended.out.count("\n  ")) == (0, 11) or "! " not in ended.out
    assert "One can be kept there: `sipforms store init`." in ended.out
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("cases", "`store.json` is gone"),
        ("letter.txt", "something else than a store"),
        ("restoring.tmp", "Begin the same again"),
        ("protecting.tmp", "Begin the same again"),
    ],
)
def test_a_folder_with_something_else_is_not_called_free(run: Run, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "folder" / name).mkdir(parents=True)
    (tmp_path / "folder" / "keys" / "register").mkdir(parents=True)
    ended = run("--store", tmp_path / "folder", "store", "doctor")
    assert (ended.code, said in ended.out) == (1, True)
    assert "store init" not in ended.out


def test_an_unprotected_store_is_told_how_to_be_protected(run: Run, old: Path) -> None:
    ended = run("--store", old, "store", "doctor")
    assert ended.code == 1
    assert "`sipforms store protect FOLDER`" in ended.out
    assert "never shown as saved" in ended.out


def test_the_doctor_finds_a_protected_store_well_and_says_what_is_undecided(run: Run, kept: Path) -> None:
    ended = run("--store", kept, "store", "doctor")
    assert (ended.code, "The store is well." in ended.out) == (0, True)
    assert "how long drafts may lie" in ended.out
    assert "how long the access log is kept" not in ended.out
    assert "The access log ends here" in ended.out


def test_damage_and_leftovers_are_told_and_tidied(run: Run, kept: Path) -> None:
    stray = kept / "cases" / CASE[:2] / CASE / f"t00000002-{'1' * 32}.tmp"
    stray.write_bytes(b"half")
    stray.chmod(0o600)
    assert "left by a save that was interrupted" in run("--store", kept, "store", "doctor").out
    assert "1 left-over file was taken away." in run("--store", kept, "store", "doctor", "--tidy").out
    assert not stray.exists()
    (stray.parent / "r00000001.sfc").write_bytes(b"damaged")
    ended = run("--store", kept, "store", "doctor")
    assert ended.code == 1
    assert "no revision of the case file is sound" in ended.out
    assert "Something is wrong" in ended.out


def test_a_store_is_verified_with_keys_and_without(run: Run, signed_in: Run, kept: Path) -> None:
    with_keys = signed_in("store", "verify")
    assert (with_keys.code, "1 of 1 case files were opened and read." in with_keys.out) == (0, True)
    assert "The log is whole" in with_keys.out
    without = run("--store", kept, "store", "verify", "--without-keys")
    assert (without.code, "Every file is as it was written." in without.out) == (0, True)
    path = next((kept / "cases").rglob("*.sfc"))
    path.write_bytes(path.read_bytes()[:-1])
    for ended in (signed_in("store", "verify"), run("--store", kept, "store", "verify", "--without-keys")):
        assert ended.code == 1
        assert "it is damaged" in ended.out
    assert run("--store", kept / "none", "store", "verify", "--without-keys").code == 1


def test_a_backup_is_made_and_becomes_a_store_again(
    run: Run, signed_in: Run, kept: Path, tmp_path: Path, who: list[object]
) -> None:
    made = signed_in("store", "backup", tmp_path / "copy")
    assert made.code == 0, made.err
    assert "1 case file and 0 drafts" in made.out
    assert "`keys` for a month" in made.out
    again = signed_in("store", "backup", tmp_path / "copy")
    assert (again.code, "Name a new folder" in again.err) == (1, True)
    inside = signed_in("store", "backup", kept / "copy")
    assert (inside.code, "on another disk" in inside.err) == (1, True)
    back = run("store", "restore", tmp_path / "copy", "--into", tmp_path / "again")
    assert back.code == 0, back.err
    assert "`--ledger`" in back.out
    assert run("--store", tmp_path / "again", *who, "store", "verify").code == 0


def test_a_damaged_backup_is_refused_with_the_files_named(run: Run, signed_in: Run, kept: Path, tmp_path: Path) -> None:
    signed_in("store", "backup", tmp_path / "copy")
    path = next((tmp_path / "copy" / "data" / "cases").rglob("*.sfc"))
    path.write_bytes(b"")
    ended = run("store", "restore", tmp_path / "copy", "--into", tmp_path / "again")
    assert (ended.code, f"{CASE}/r00000001.sfc is damaged." in ended.err) == (1, True)
    assert not (tmp_path / "again").exists()
    ended = run("store", "restore", tmp_path / "copy", "--into", tmp_path / "again", "--leave-out-damaged")
    assert (ended.code, "is left out" in ended.out) == (1, True)
    (tmp_path / "copy" / "data" / "manifest.json").write_text("[]")
    ended = run("store", "restore", tmp_path / "copy", "--into", tmp_path / "third")
    assert (ended.code, "Try another copy." in ended.err) == (1, True)


def test_who_may_not_copy_the_store_is_refused(run: Run, signed_in: Run, kept: Path, tmp_path: Path) -> None:
    word = written_passphrase(tmp_path / "andet.txt", "hav og himmel mødes langsomt")
    added = signed_in("user", "add", "CD", "Carl Dam", "--role", "staff", "--new-passphrase-file", word)
    assert added.code == 0, added.err
    ended = run("--store", kept, "--user", "CD", "--passphrase-file", word, "store", "backup", tmp_path / "copy")
    assert (ended.code, "role does not allow" in ended.err) == (1, True)
    assert not (tmp_path / "copy").exists()


def test_an_old_store_is_protected_by_a_script(run: Run, old: Path, tmp_path: Path, who: list[object]) -> None:
    options = (*FOUNDING, "--recovery-file", tmp_path / "koder.txt")
    made = run(*who, "--store", old, "store", "protect", tmp_path / "new", *options)
    assert made.code == 0, made.err
    assert "3 case files and 2 drafts" in made.out
    assert f"The old store still stands in {old}" in made.out
    assert (tmp_path / "koder.txt").exists()
    assert run("--store", tmp_path / "new", *who, "store", "verify").code == 0
    assert run("--store", tmp_path / "new", "report", "B-1042").code != 0
    again = run(*who, "--store", tmp_path / "new", "store", "protect", tmp_path / "more", *options)
    assert (again.code, "encrypted already" in again.err) == (1, True)


def test_what_stops_protecting_is_said_and_leaves_no_codes(
    run: Run, old: Path, tmp_path: Path, who: list[object]
) -> None:
    options = (*FOUNDING, "--recovery-file", tmp_path / "koder.txt")
    busy = open_store(old, unprotected=True)
    busy.hold_draft(busy.list_drafts().drafts[0].id)
    ended = run(*who, "--store", old, "store", "protect", tmp_path / "new", *options)
    assert (ended.code, "Somebody is filling in" in ended.err) == (1, True)
    assert not (tmp_path / "koder.txt").exists()
    busy.close()
    create_store(tmp_path / "demo", purpose="demo", created=NOW)
    ended = run(*who, "--store", tmp_path / "demo", "store", "protect", tmp_path / "new", *options)
    assert (ended.code, "`--invented`" in ended.err) == (1, True)
    ended = run(*who, "--store", tmp_path / "none", "store", "protect", tmp_path / "new", *options)
    assert (ended.code, "There is no store in" in ended.err) == (1, True)
    assert PASSPHRASE not in ended.out + ended.err
