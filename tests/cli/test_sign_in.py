"""Signing in on the command line: who comes in, what the others are told, and that no passphrase is ever shown."""

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sipforms.actions.access_log import listed
from sipforms.actions.signing_in import leave
from sipforms.cli import sign_in
from sipforms.cli.opening import workplace_from
from sipforms.store.access.founding import Times
from sipforms.store.log.reading import Wanted
from sipforms.store.uses import Action
from tests.cli.conftest import Run
from tests.cli.typed import Answer, Typing, typing
from tests.signed_in import NAME, PASSPHRASE, entered, founded, written_passphrase

NOBODY = "There is no citizen `B-1`."
REFUSED = "Name and passphrase do not belong together."


def sits_there(monkeypatch: pytest.MonkeyPatch, *answers: Answer) -> Typing:
    """Somebody at the terminal who types these answers."""
    at = typing(answers)
    monkeypatch.setattr(sign_in, "this_terminal", lambda: at)
    return at


def test_with_name_and_passphrase_a_command_does_its_work(signed_in: Run) -> None:
    ended = signed_in("report", "B-1")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(NOBODY)


@pytest.mark.parametrize("arguments", [["report", "B-1"], ["user", "list"], ["user", "add", "AB", "Anna"]])
def test_whoever_signed_in_is_signed_out_when_the_command_has_ended(
    signed_in: Run, protected: Path, arguments: list[str]
) -> None:
    signed_in(*arguments)  # however it ended
    with entered(protected) as workplace:
        ways = [one.use.action for one in listed(workplace, Wanted()).entries if one.use and one.user]
    assert [one for one in ways if one in {Action.SIGN_IN, Action.SIGN_OUT}] == [
        Action.SIGN_IN,
        Action.SIGN_OUT,
        Action.SIGN_IN,
    ]


def test_the_screens_are_signed_in_to_in_a_thread_beside_the_command(run: Run, protected: Path, tmp_path: Path) -> None:
    chosen = {"store": protected, "user": NAME, "passphrase_file": written_passphrase(tmp_path / "p")}
    with ThreadPoolExecutor(1) as beside:
        workplace = beside.submit(workplace_from, chosen).result()
    assert workplace.user == NAME
    leave(workplace)


def test_the_name_may_be_written_in_any_letters(run: Run, protected: Path, tmp_path: Path) -> None:
    file = written_passphrase(tmp_path / "p")
    assert NOBODY in run("--store", protected, "--user", "ab ", "--passphrase-file", file, "report", "B-1").err


@pytest.mark.parametrize("name", [NAME, "KHO", PASSPHRASE])
def test_a_wrong_name_and_a_wrong_passphrase_are_told_alike(
    run: Run, protected: Path, tmp_path: Path, name: str
) -> None:
    file = written_passphrase(tmp_path / "p", "noget helt andet end det")
    ended = run("--store", protected, "--user", name, "--passphrase-file", file, "report", "B-1")
    assert ended.code == 1
    assert ended.err.startswith(REFUSED)
    assert "noget helt andet" not in ended.err
    assert PASSPHRASE not in ended.err


def test_at_a_terminal_name_and_passphrase_are_asked_for(
    run: Run, protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = sits_there(monkeypatch, NAME, PASSPHRASE)
    assert NOBODY in run("--store", protected, "report", "B-1").err
    assert at.told == ["Your initials:", f"{NAME}'s passphrase:"]


def test_a_slip_of_the_finger_at_a_terminal_can_be_mended(
    run: Run, protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits_there(monkeypatch, "forkert den ene gang", PASSPHRASE)
    ended = run("--store", protected, "--user", NAME, "report", "B-1")
    assert ended.err.startswith(REFUSED)
    assert NOBODY in ended.err


def test_after_too_many_wrong_ones_it_takes_time_even_for_the_right_one(
    run: Run, protected: Path, tmp_path: Path
) -> None:
    wrong = written_passphrase(tmp_path / "w", "noget helt andet end det")
    for _ in range(4):
        ended = run("--store", protected, "--user", NAME, "--passphrase-file", wrong, "report", "B-1")
        assert ended.err.startswith(REFUSED)
    right = written_passphrase(tmp_path / "p")
    ended = run("--store", protected, "--user", NAME, "--passphrase-file", right, "report", "B-1")
    assert ended.code == 1
    assert "There were too many wrong tries. Wait" in ended.err


def test_whoever_goes_away_instead_of_typing_interrupts(
    run: Run, protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits_there(monkeypatch)
    assert run("--store", protected, "report", "B-1").code == 130


def test_without_a_terminal_nobody_is_asked(run: Run, protected: Path) -> None:
    ended = run("--store", protected, "--user", NAME, "report", "B-1")
    assert ended.code == 2
    assert "`--passphrase-file`" in ended.err


def test_a_passphrase_belongs_to_somebody(run: Run, protected: Path, tmp_path: Path) -> None:
    ended = run("--store", protected, "--passphrase-file", written_passphrase(tmp_path / "p"), "report", "B-1")
    assert ended.code == 2
    assert "`--user`" in ended.err


def test_the_settings_may_say_who_it_is(run: Run, protected: Path, tmp_path: Path) -> None:
    settings = tmp_path / "sipforms.toml"
    settings.write_text(f"user = '{NAME}'\nstore = '{protected}'\n", "utf-8")
    file = written_passphrase(tmp_path / "p")
    assert NOBODY in run("--settings", settings, "--passphrase-file", file, "report", "B-1").err


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a file does not say in this way who may read it")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o620])
def test_a_passphrase_that_others_can_reach_is_not_taken(run: Run, protected: Path, tmp_path: Path, mode: int) -> None:
    file = written_passphrase(tmp_path / "p")
    file.chmod(mode)
    ended = run("--store", protected, "--user", NAME, "--passphrase-file", file, "report", "B-1")
    assert ended.code == 2
    assert f"chmod 600 {file}" in ended.err


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\n", b"\n" + PASSPHRASE.encode()])
def test_a_file_without_a_passphrase_on_its_first_line_is_refused(
    run: Run, protected: Path, tmp_path: Path, content: bytes
) -> None:
    file = written_passphrase(tmp_path / "p")
    file.write_bytes(content)
    ended = run("--store", protected, "--user", NAME, "--passphrase-file", file, "report", "B-1")
    assert ended.code == 2
    assert "first line" in ended.err


@pytest.mark.parametrize("ending", [b"\r\n", b"", b"\nmere\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_written_on_windows_is_read_as_well(
    run: Run, protected: Path, tmp_path: Path, mark: bytes, ending: bytes
) -> None:
    file = written_passphrase(tmp_path / "p")
    file.write_bytes(mark + PASSPHRASE.encode() + ending)
    assert NOBODY in run("--store", protected, "--user", NAME, "--passphrase-file", file, "report", "B-1").err


@pytest.mark.parametrize("place", ["nowhere", "."])
def test_a_file_that_is_none_is_refused(run: Run, protected: Path, place: str) -> None:
    ended = run("--store", protected, "--user", NAME, "--passphrase-file", place, "report", "B-1")
    assert ended.code == 2
    assert "cannot be opened" in ended.err


def test_a_leader_is_told_what_is_undecided_each_time(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sipforms.cli.sign_in.is_watched", lambda: True)
    founded(tmp_path / "store", times=Times(), is_proved=False)
    who = ("--user", NAME, "--passphrase-file", written_passphrase(tmp_path / "p"))
    for _ in range(2):
        told = run("--store", tmp_path / "store", *who, "report", "B-1").err.splitlines()
        assert told[:3] == [
            "How long answers are kept is not decided: `sipforms retention set`.",
            "How long the access log is kept is not decided: `sipforms retention set --log`.",
            "Nobody has tried within a year whether the recovery code of Leder i safen works: `sipforms recovery try`.",
        ]


def test_a_script_is_told_nothing_that_is_not_about_its_command(run: Run, tmp_path: Path) -> None:
    founded(tmp_path / "store", times=Times(), is_proved=False)
    who = ("--user", NAME, "--passphrase-file", written_passphrase(tmp_path / "p"))
    ended = run("--store", tmp_path / "store", *who, "user", "list")
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("keys/users", "damaged"),
        ("keys/register", "keys"),
        ("keys", "keys"),
        ("store.json", "its file `store.json` is gone"),
    ],
)
def test_a_store_with_a_part_missing_says_so_and_stays_as_it_is(
    run: Run, protected: Path, tmp_path: Path, gone: str, said: str
) -> None:
    who = ("--user", NAME, "--passphrase-file", written_passphrase(tmp_path / "p"))
    run("--store", protected, *who, "report", "B-1")
    part = protected / gone
    shutil.rmtree(part) if part.is_dir() else part.unlink()
    before = sorted(one for one in protected.rglob("*.sf*"))
    ended = run("--store", protected, *who, "report", "B-1")
    assert ended.code == 1
    assert said in ended.err
    assert sorted(one for one in protected.rglob("*.sf*")) == before


def test_another_stores_users_open_nothing(run: Run, protected: Path, tmp_path: Path) -> None:
    founded(tmp_path / "other")
    shutil.rmtree(protected / "keys")
    shutil.copytree(tmp_path / "other" / "keys", protected / "keys")
    who = ("--user", NAME, "--passphrase-file", written_passphrase(tmp_path / "p"))
    ended = run("--store", protected, *who, "report", "B-1")
    assert ended.code == 1
    assert "damaged" in ended.err


def test_a_store_file_that_says_it_is_open_opens_nothing(run: Run, protected: Path) -> None:
    mark = protected / "store.json"
    open_ = json.loads(mark.read_text("utf-8")) | {"protection": "none", "format": 1}
    mark.chmod(0o600)
    mark.write_text(json.dumps(open_), "utf-8")
    ended = run("--store", protected, "--unprotected", "report", "B-1")
    assert NOBODY in ended.err  # nothing sealed is in it, and nothing sealed can be read without keys
