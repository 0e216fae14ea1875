"""Our own faults and interruptions: a sentence, an exit code, and a log that holds types and lines only."""

from pathlib import Path

import click
import pytest

from sipforms.cli import check, door, faults
from tests.cli.conftest import Run

SECRET = "jeg er ked af det"


def failing(fault: BaseException) -> object:
    def command(*_arguments: object, **_more: object) -> object:
        answer = SECRET
        assert answer
        raise fault

    return command


def logs(home: Path) -> list[Path]:
    return sorted(home.rglob("fault-*.log"))


def test_a_fault_of_ours_is_told_without_what_was_at_hand(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cause = ValueError(SECRET)
    fault = RuntimeError(f"could not keep {SECRET}")
    fault.__cause__ = cause
    fault.add_note(SECRET)
    monkeypatch.setattr(check, "check_folders", failing(fault))
    ended = run("check", ".")
    assert ended.code == 3
    assert "our fault" in ended.err
    assert "Traceback" not in ended.err
    (log,) = logs(home)
    written = log.read_text("utf-8")
    assert str(log) in ended.err
    for text in (ended.out, ended.err, written, log.name):
        assert SECRET not in text
    assert "RuntimeError" in written
    assert "ValueError" in written
    assert "sipforms/cli/check.py:" in written
    assert str(home) not in written


def test_a_fault_without_a_place_for_a_log_is_told_by_its_type(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_log_dir", lambda *_a, **_k: str(home / "file" / "x"))
    (home / "file").write_text("x")
    monkeypatch.setattr(check, "check_folders", failing(KeyError(SECRET)))
    ended = run("check", ".")
    assert ended.code == 3
    assert "KeyError" in ended.err
    assert SECRET not in ended.err


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), click.Abort()])
def test_interrupted(run: Run, monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    monkeypatch.setattr(check, "check_folders", failing(fault))
    ended = run("check", ".")
    assert ended.code == 130
    assert ended.err == "Interrupted. Nothing is half-written.\n"


def test_the_door_leaves_with_the_code(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(door, "_run", lambda _arguments: 1)
    with pytest.raises(SystemExit) as left:
        door.main(["check"])
    assert left.value.code == 1


def test_a_fault_inside_another_is_described_to_its_root() -> None:
    fault = LookupError(SECRET)
    fault.__context__ = ValueError(SECRET)
    assert faults.described(fault) == ("LookupError", "ValueError")
