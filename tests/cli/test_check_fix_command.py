"""``sipforms check --fix``: the changes are shown, somebody says yes, and files are written whole."""

import io
import os
import shutil
import sys
from pathlib import Path

import pytest

from sipforms.actions import mending
from sipforms.engine.shelf import shipped
from tests.cli.conftest import Run


class Terminal(io.StringIO):
    """Standard input of somebody who types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def slipped(tmp_path: Path) -> Path:
    """SIP-voksen with a misspelt keyword and a misspelt scale, lines ending as on Windows."""
    folder = Path(shutil.copytree(shipped() / "voksen", tmp_path / "voksen"))
    file = folder / "indicators.yaml"
    text = file.read_bytes().decode().replace("scorer: mean", "scorrer: mean", 1).replace("\n", "\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_without_a_terminal_the_changes_are_shown_and_nothing_is_written(run: Run, slipped: Path) -> None:
    before = content(slipped)
    ended = run("check", "--fix", slipped)
    assert ended.code == 1
    assert "-  scorrer: mean" in ended.out.splitlines()
    assert "+  scorer: mean" in ended.out.splitlines()
    assert "Nothing was changed; add --yes to write this." in ended.out
    assert content(slipped) == before


def test_with_yes_only_the_mended_line_changes(run: Run, slipped: Path) -> None:
    before = content(slipped)
    ended = run("check", "--fix", "--yes", slipped)
    assert (ended.code, ended.out.splitlines()[-2:]) == (0, ["1 mended.", "1 programme checked: nothing to mend."])
    before["indicators.yaml"] = before["indicators.yaml"].replace(b"scorrer", b"scorer")
    assert content(slipped) == before


@pytest.mark.parametrize(("typed", "written"), [("y", True), ("ja", True), ("n", False), ("", False)])
def test_somebody_at_the_keyboard_is_asked(
    run: Run, slipped: Path, monkeypatch: pytest.MonkeyPatch, typed: str, *, written: bool
) -> None:
    before = content(slipped)
    monkeypatch.setattr(sys, "stdin", Terminal(f"{typed}\n" if typed else ""))
    ended = run("check", "--fix", slipped)
    assert "Mend it? [y/n]" in ended.err
    assert (content(slipped) != before) is written
    assert ended.code == (0 if written else 1)


def test_a_file_with_the_ending_yml_gets_its_name(run: Run, slipped: Path) -> None:
    (slipped / "reports.yaml").rename(slipped / "reports.yml")
    ended = run("check", "--fix", "--yes", slipped)
    assert ended.code == 0
    assert f"rename to {slipped / 'reports.yaml'}" in ended.out.splitlines()
    assert not (slipped / "reports.yml").exists()
    assert (slipped / "reports.yaml").read_bytes() == (shipped() / "voksen" / "reports.yaml").read_bytes()


def test_what_only_the_author_knows_is_left(run: Run, slipped: Path) -> None:
    file = slipped / "indicators.yaml"
    file.write_bytes(file.read_bytes().replace(b"scorrer: mean", b"scorer: opfundet"))
    ended = run("check", "--fix", "--yes", slipped)
    assert ended.code == 1
    assert "Nothing here can be mended without you." in ended.out


def test_a_file_that_was_saved_meanwhile_is_not_written_over(
    run: Run, slipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = slipped / "indicators.yaml"
    written = mending.write

    def write(every: object) -> None:
        file.write_bytes(b"saved in an editor")
        written(every)  # type: ignore[arg-type]

    monkeypatch.setattr("sipforms.cli.check_fix.write", write)
    ended = run("check", "--fix", "--yes", slipped)
    assert ended.code == 1
    assert "was changed meanwhile" in ended.err
    assert file.read_bytes() == b"saved in an editor"


def test_a_full_disk_leaves_every_file_as_it_was(run: Run, slipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(slipped)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sipforms.actions.whole_files.os.fsync", full)
    ended = run("check", "--fix", "--yes", slipped)
    assert ended.code == 1
    assert ended.err.splitlines()[0] == "Nothing was written. The disk is full."
    assert content(slipped) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_mended_file_keeps_its_permissions(run: Run, slipped: Path) -> None:
    (slipped / "indicators.yaml").chmod(0o640)
    run("check", "--fix", "--yes", slipped)
    assert (slipped / "indicators.yaml").stat().st_mode & 0o777 == 0o640


def test_the_changes_do_not_stand_in_a_report_for_programs(run: Run, slipped: Path) -> None:
    ended = run("check", "--fix", "--yes", "--format", "json", slipped)
    assert ended.code == 0
    assert ended.out.startswith("{")
    assert "+  scorer: mean" in ended.err


def test_yes_alone_is_wrong_use(run: Run, slipped: Path) -> None:
    assert run("check", "--yes", slipped).code == 2
