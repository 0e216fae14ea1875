"""A store is made, shown and refused in sentences; what is not a store is left alone."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.store.opening import create_store, read_facts
from sipforms.store.sealing.recovery_codes import is_code
from tests.cli.conftest import Run
from tests.signed_in import NAME, PASSPHRASE, TITLE, founded, written_passphrase

ALL = {
    "--facility": "Solsikken",
    "--name": TITLE,
    "--retention": "voksen=60",
    "--log-retention": "24",
    "--recovery-file": "koder.txt",
}


def options(*but: str, **instead: str) -> list[str]:
    """The options of a script that makes a store, but some, or with other values."""
    given = {name: value for name, value in ALL.items() if name not in but}
    given |= {"--" + name.replace("_", "-"): value for name, value in instead.items()}
    return [word for pair in given.items() for word in pair]


@pytest.fixture
def who(tmp_path: Path) -> list[object]:
    """The options that say who it is."""
    return ["--user", NAME, "--passphrase-file", written_passphrase(tmp_path / "ord.txt")]


@pytest.fixture
def unprotected(tmp_path: Path) -> Path:
    """A store of real people as earlier versions made it."""
    create_store(tmp_path / "store", purpose="real", created=datetime(2026, 1, 5, 9, 0, tzinfo=UTC))
    return tmp_path / "store"


def test_a_script_makes_a_store_once_and_it_is_shown(run: Run, tmp_path: Path, who: list[object]) -> None:
    folder = tmp_path / "deep" / "store"
    made = run(*who, "--store", folder, "store", "init", *options(), "--keeper", "Leder", "--keeper", "Bestyrelse")
    assert (made.code, made.err) == (0, "")
    assert PASSPHRASE not in made.out
    codes = [line for line in (tmp_path / "koder.txt").read_text("utf-8").splitlines() if is_code(line)]
    assert len(codes) == 2
    assert not any(code in made.out for code in codes)
    assert os.name != "posix" or (tmp_path / "koder.txt").stat().st_mode & 0o777 == 0o600
    shown = run("--store", folder, "store", "show")
    assert shown.code == 0
    assert "real people" in shown.out
    assert "Encrypted: yes" in shown.out
    again = run(*who, "--store", folder, "store", "init", *options(recovery_file="andre.txt"))
    assert (again.code, again.out) == (1, "")
    assert "is not empty" in again.err
    assert not (tmp_path / "andre.txt").exists()


@pytest.mark.parametrize("missing", ALL)
def test_a_script_that_leaves_something_open_is_told_what(
    run: Run, tmp_path: Path, who: list[object], missing: str
) -> None:
    ended = run(*who, "--store", tmp_path / "store", "store", "init", *options(missing))
    assert ended.code == 2
    assert f"Missing: {missing}." in ended.err
    assert not (tmp_path / "store").exists()


def test_how_long_can_be_decided_later_but_only_aloud(run: Run, tmp_path: Path, who: list[object]) -> None:
    given = [*options("--retention", "--log-retention"), "--decide-later"]
    ended = run(*who, "--store", tmp_path / "store", "store", "init", *given)
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ({"retention": "voksen"}, "PROGRAMME=MONTHS"),
        ({"retention": "voksen=0"}, "PROGRAMME=MONTHS"),
        ({"retention": "vaksen=60"}, "Did you mean `voksen`?"),
        ({"log_retention": "0"}, "from 1 to 1200"),
    ],
)
def test_a_time_that_is_none_is_refused(
    run: Run, tmp_path: Path, who: list[object], instead: dict[str, str], said: str
) -> None:
    ended = run(*who, "--store", tmp_path / "store", "store", "init", *options(**instead))
    assert ended.code == 2
    assert said in ended.err
    assert not (tmp_path / "store").exists()


def test_codes_are_never_written_over_and_then_there_is_no_store(run: Run, tmp_path: Path, who: list[object]) -> None:
    (tmp_path / "koder.txt").write_text("et brev", "utf-8")
    ended = run(*who, "--store", tmp_path / "store", "store", "init", *options())
    assert ended.code == 2
    assert (tmp_path / "koder.txt").read_text("utf-8") == "et brev"
    assert not (tmp_path / "store").exists()


def test_codes_of_a_store_that_could_not_be_made_are_taken_away(
    run: Run, tmp_path: Path, who: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_all: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sipforms.cli.founding.create_protected_store", full)
    ended = run(*who, "--store", tmp_path / "store", "store", "init", *options())
    assert ended.code == 1
    assert "cannot be written to" in ended.err
    assert not (tmp_path / "koder.txt").exists()


def test_codes_of_a_store_that_was_made_in_the_last_moment_stay(
    run: Run, tmp_path: Path, who: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def made_and_then_interrupted(folder: Path, *_all: object, **_named: object) -> None:
        founded(folder)
        raise KeyboardInterrupt

    monkeypatch.setattr("sipforms.cli.founding.create_protected_store", made_and_then_interrupted)
    assert run(*who, "--store", tmp_path / "store", "store", "init", *options()).code == 130
    assert (tmp_path / "koder.txt").exists()


def test_an_easy_passphrase_is_refused_in_a_file_too(run: Run, tmp_path: Path) -> None:
    who = ["--user", NAME, "--passphrase-file", written_passphrase(tmp_path / "let.txt", "Solsikken123")]
    ended = run(*who, "--store", tmp_path / "store", "store", "init", *options())
    assert ended.code == 2
    assert "Solsikken123" not in ended.err
    assert not (tmp_path / "store").exists()


def test_without_a_terminal_and_without_options_it_is_told_what_is_missing(run: Run, tmp_path: Path) -> None:
    ended = run("--store", tmp_path / "store", "store", "init")
    assert ended.code == 2
    assert "in a conversation at a terminal" in ended.err
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("place", ["usual", "named", "settings"])
def test_a_drive_that_is_not_connected_is_thought_of_where_a_place_was_named(
    run: Run, tmp_path: Path, place: str
) -> None:
    (tmp_path / "sipforms.toml").write_text("store = 'gone/store'\n", "utf-8")
    named = {
        "usual": (),
        "named": ("--store", tmp_path / "gone"),
        "settings": ("--settings", tmp_path / "sipforms.toml"),
    }
    ended = run(*named[place], "report", "B-1")
    assert ended.code == 1
    assert ("may not be connected" in ended.err) is (place != "usual")


def test_without_a_store_it_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    ended = run("--store", tmp_path / "none", "report", "B-1")
    assert ended.code == 1
    assert "store init" in ended.err
    assert "sipforms demo" in ended.err
    assert not (tmp_path / "none").exists()


def test_a_folder_with_something_else_is_no_store_and_stays_as_it_is(
    run: Run, tmp_path: Path, who: list[object]
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "letter.txt").write_text("x")
    for arguments in (["report", "B-1"], ["store", "init", *options()], ["store", "show"]):
        ended = run(*who, "--store", folder, *arguments)
        assert (ended.code, ended.out) == (1, "")
        assert "store init" not in ended.err
    assert [one.name for one in folder.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(run: Run, tmp_path: Path, who: list[object]) -> None:
    (tmp_path / "file").write_text("x")
    for arguments in (["report", "B-1"], ["store", "init", *options()], ["store", "show"]):
        assert run(*who, "--store", tmp_path / "file", *arguments).code == 1


def test_an_unprotected_store_opens_only_when_told_so(run: Run, unprotected: Path) -> None:
    refused = run("--store", unprotected, "report", "B-1")
    assert refused.code == 1
    assert "store protect" in refused.err
    opened = run("--store", unprotected, "--unprotected", "report", "B-1")
    assert opened.code == 2
    assert "There is no citizen `B-1`." in opened.err


def test_the_word_unprotected_opens_no_protected_store(run: Run, tmp_path: Path) -> None:
    founded(tmp_path / "store")
    ended = run("--store", tmp_path / "store", "--unprotected", "report", "B-1")
    assert ended.code == 2
    assert "--passphrase-file" in ended.err


@pytest.mark.parametrize("arguments", [["report", "B-1"], ["store", "show"], ["store", "init"]])
def test_a_store_of_a_newer_version_is_not_touched(run: Run, unprotected: Path, arguments: list[str]) -> None:
    mark = unprotected / "store.json"
    newer = json.dumps({**json.loads(mark.read_text("utf-8")), "format": 99})
    mark.chmod(0o600)
    mark.write_text(newer, "utf-8")
    ended = run("--store", unprotected, "--unprotected", *arguments)
    assert ended.code == 1
    assert arguments[-1] != "B-1" or "newer" in ended.err
    assert mark.read_text("utf-8") == newer


def test_what_an_interrupted_founding_left_does_not_stand_in_the_way(
    run: Run, tmp_path: Path, who: list[object]
) -> None:
    founded(tmp_path / "store")
    (tmp_path / "store" / "store.json").unlink()
    ended = run(*who, "--store", tmp_path / "store", "store", "init", *options())
    assert (ended.code, ended.err) == (0, "")
    assert read_facts(tmp_path / "store").is_protected
