"""The log of who used which case file, as a leader sees, checks, prints and shortens it at the command line."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sipforms.cli import opening
from sipforms.store.access.founding import Times
from sipforms.store.opening import create_store
from tests.cli.conftest import Run
from tests.signed_in import NAME, citizen, founded, written_passphrase

DAY = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def leader(signed_in: Run, protected: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A leader at a store with two citizens; each command is run a minute after the one before."""
    clock = [DAY]

    def now() -> datetime:
        return clock[0]

    monkeypatch.setattr(opening, "now", now)
    for code in ("B-1042", "B-1077"):
        citizen(protected, code)

    def command(*arguments: object, **settings: str | None) -> object:
        clock[0] += timedelta(minutes=1)
        return signed_in(*arguments, **settings)

    command.clock = clock  # type: ignore[attr-defined]
    return command  # type: ignore[return-value]


def log_files(store: Path) -> list[Path]:
    return sorted((store / "log").iterdir())


def test_what_was_done_is_shown_in_words(leader: Run) -> None:
    leader("report", "B-1042")
    shown = leader("log", "show")
    assert shown.code == 0
    assert "When" in shown.lines[0]
    assert any(NAME in line and "read the case file" in line for line in shown.lines)
    assert any(NAME in line and "signed out" in line for line in shown.lines)
    assert "read the access log" in shown.lines[-1]  # looking is itself an entry


def test_in_danish_too(leader: Run) -> None:
    assert leader("log", "show", language="da").code == 0
    assert leader("log", "verify", language="da").code == 0


def test_of_one_citizen_by_code_and_by_id(leader: Run, protected: Path) -> None:
    leader("report", "B-1042")
    by_code = json.loads(leader("log", "show", "--citizen", "B-1042", "--format", "json").out)["entries"]
    (case,) = {one["id"] for one in by_code if one["action"] == "add" and one["subject"] == "case"}
    assert all(case == one["id"] or case in one["cases"] for one in by_code)
    by_id = json.loads(leader("log", "show", "--citizen", case, "--format", "json").out)["entries"]
    assert [one["number"] for one in by_id][: len(by_code)] == [one["number"] for one in by_code]
    assert {one["code"] for one in by_code if one["id"] == case} == {"B-1042"}
    shown = leader("log", "show", "--citizen", "B-1042")
    assert "B-1042" in shown.out
    assert "B-1077" not in shown.out
    by_number = leader("log", "show", "--citizen", "B-1042", "--ids")
    assert "B-1042" not in by_number.out
    assert case[:8] in by_number.out


def test_of_whoever_was_erased_only_the_number_is_left(leader: Run, protected: Path) -> None:
    entries = json.loads(leader("log", "show", "--citizen", "B-1042", "--format", "json").out)["entries"]
    (case,) = {one["id"] for one in entries if one["code"] == "B-1042"}
    assert leader("erase", "B-1042", "--confirm", "B-1042").code == 0
    shown = leader("log", "show")
    assert shown.code == 0
    assert "B-1042" not in shown.out
    assert case[:8] in shown.out
    assert "B-1077" in shown.out


def test_a_citizen_that_nobody_knows_is_wrong_use(leader: Run) -> None:
    ended = leader("log", "show", "--citizen", "B-1043")
    assert ended.code == 2
    assert "B-1042" in ended.err


def test_of_one_user_of_one_kind_of_some_days(leader: Run) -> None:
    def entries(*options: str) -> list[dict[str, str]]:
        found = leader("log", "show", "--format", "json", *options)
        assert found.code == 0
        listed: list[dict[str, str]] = json.loads(found.out)["entries"]
        return listed

    everything = entries()
    assert {one["user"] for one in everything} == {NAME}
    assert {one["action"] for one in entries("--action", "sign-in")} == {"sign-in"}
    assert len(entries("--by", NAME.lower())) >= len(everything)
    assert len(entries("--since", "2026-11-22", "--until", "22-11-2026")) >= len(everything)
    assert entries("--until", "2026-10-01") == []
    assert entries("--since", "2026-11-24") == []
    assert len(entries("--last", "3")) == 3


def test_names_days_and_kinds_that_cannot_be_are_wrong_use(leader: Run) -> None:
    for options in (
        ["--by", "QQ"],
        ["--action", "raed"],
        ["--since", "2026-11-24", "--until", "2026-11-20"],
        ["--since", "yesterday"],
    ):
        ended = leader("log", "show", *options)
        assert (ended.code, ended.out) == (2, "")


def test_csv_is_a_row_an_entry(leader: Run) -> None:
    shown = leader("log", "show", "--format", "csv", "--separator", ";")
    rows = list(csv.DictReader(io.StringIO(shown.out), delimiter=";"))
    assert rows[0]["action"] == "sign-in"
    assert rows[-1]["said"] == "read the access log"
    assert all(len(row) == 18 for row in rows)


def test_only_the_newest_are_shown_and_it_is_said_that_there_are_others(leader: Run) -> None:
    for _ in range(3):
        leader("log", "show", "--last", "1")
    shown = leader("log", "show", "--last", "2")
    assert len(shown.out.splitlines()) == 4
    assert "Earlier entries are not shown" in shown.out


def test_a_whole_log_is_said_to_be_whole(leader: Run) -> None:
    checked = leader("log", "verify")
    assert checked.code == 0
    assert "nothing was changed" in checked.out


def test_a_log_that_was_changed_is_said_to_be_and_where(leader: Run, protected: Path) -> None:
    (file,) = log_files(protected)
    content = bytearray(file.read_bytes())
    content[700] ^= 1
    file.write_bytes(content)
    checked = leader("log", "verify")
    assert checked.code == 1
    assert f"{file.stem}: entry" in checked.out
    assert "data protection" in checked.out
    shown = leader("log", "show")
    assert shown.code == 1
    assert "log verify" in shown.err


def test_a_printed_head_is_compared_later(leader: Run, protected: Path, tmp_path: Path) -> None:
    printed = leader("log", "head")
    assert printed.code == 0
    paper = tmp_path / "paper.txt"
    paper.write_text(printed.out, encoding="utf-8")
    assert len(printed.out.splitlines()) == 3
    (file,) = log_files(protected)
    before = file.read_bytes()
    leader("report", "B-1042")
    compared = leader("log", "verify", "--against", paper)
    assert compared.code == 0
    assert "still there" in compared.out
    file.write_bytes(before[: len(before) // 3])
    compared = leader("log", "verify", "--against", paper)
    assert compared.code == 1


def test_a_file_that_is_no_printed_head_is_wrong_use(leader: Run, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("intet")
    for name in ("other.txt", "missing.txt"):
        ended = leader("log", "verify", "--against", tmp_path / name)
        assert (ended.code, ended.out) == (2, "")


def test_pruning_shows_what_goes_asks_and_says_so_in_the_log(leader: Run, protected: Path) -> None:
    assert "Nothing in the log is older" in leader("log", "prune").out
    leader.clock[0] += timedelta(days=30 * 30)  # type: ignore[attr-defined]
    asked = leader("log", "prune")
    assert asked.code == 2  # nobody is there to say yes
    assert "would be removed" in asked.out
    assert len(log_files(protected)) == 2
    done = leader("log", "prune", "--yes")
    assert done.code == 0
    assert len(log_files(protected)) == 1
    checked = leader("log", "verify")
    assert checked.code == 0
    assert "removed an older part of the log" in checked.out
    assert "removed the older part of the log" in leader("log", "show").out


@pytest.fixture
def staff(signed_in: Run, run: Run, protected: Path, tmp_path: Path) -> Run:
    """Somebody who may not read the log."""
    file = written_passphrase(tmp_path / "staff.txt", "syv grønne både sejler hjem")
    added = signed_in("user", "add", "KHO", "Kim Holm", "--new-passphrase-file", file)
    assert added.code == 0, added.err
    return lambda *arguments, **settings: run(
        "--store", protected, "--user", "KHO", "--passphrase-file", file, *arguments, **settings
    )


@pytest.mark.parametrize("command", ["show", "head", "prune"])
def test_staff_may_not_read_the_log(staff: Run, command: str) -> None:
    ended = staff("log", command)
    assert (ended.code, ended.out) == (1, "")
    assert "Your role does not allow this" in ended.err


def test_staff_may_learn_whether_the_log_is_whole(staff: Run) -> None:
    ended = staff("log", "verify")
    assert ended.code == 0
    assert "somebody who may read the log" in ended.out


def test_a_failed_sign_in_is_shown_by_the_name_that_was_tried_and_never_as_typed(
    signed_in: Run, run: Run, protected: Path, tmp_path: Path
) -> None:
    wrong = written_passphrase(tmp_path / "wrong.txt", "noget helt andet sludder")
    for name in (NAME, "noget helt andet sludder"):
        assert run("--store", protected, "--user", name, "--passphrase-file", wrong, "log", "show").code == 1
    shown = signed_in("log", "show")
    refused = [line for line in shown.lines if "was refused at signing in" in line]
    assert len(refused) == 2
    assert f"({NAME})" in refused[0]
    assert "sludder" not in signed_in("log", "show", "--format", "json").out


def test_a_store_where_nobody_signs_in_has_no_log(run: Run, tmp_path: Path) -> None:
    create_store(tmp_path / "invented", purpose="demo", created=DAY)
    ended = run("--store", tmp_path / "invented", "log", "show")
    assert (ended.code, ended.out) == (1, "")
    assert "nobody signs in" in ended.err


def test_where_nobody_has_decided_how_long_the_log_is_kept_nothing_is_pruned(run: Run, tmp_path: Path) -> None:
    founded(tmp_path / "undecided", times=Times())
    file = written_passphrase(tmp_path / "p.txt")
    ended = run("--store", tmp_path / "undecided", "--user", NAME, "--passphrase-file", file, "log", "prune", "--yes")
    assert (ended.code, ended.out) == (1, "")
    assert "sipforms retention set --log" in ended.err
