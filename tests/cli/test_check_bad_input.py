"""Whatever is handed to ``sipforms check``: a sentence and the right exit code."""

import os
import shutil
from pathlib import Path

import pytest

from sipforms.actions import checking
from sipforms.engine.shelf import shipped
from tests.cli.conftest import Run
from tests.engine.checking import SMALL

PULS = "questionnaires/puls.yaml"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The smallest good programme on a disk."""
    for name, text in SMALL.items():
        (tmp_path / "lille" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "lille" / name).write_bytes(text.encode())
    return tmp_path / "lille"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"\n# kun en bem\xc3\xa6rkning\n", "empty-file"),
        (b"title: \xe6ble\n", "not-utf-8"),
        ("title: Æble\n".encode("utf-16"), "not-utf-8"),
        (bytes(range(256)) * 8, "not-utf-8"),
        (b"title: \x00\n", "control-character"),
        (b"x" * (10 * 1024 * 1024), "file-too-big"),
        (b"- en\n- liste\n", "wrong-type"),
        (b"bare tekst", "wrong-type"),
        (b"title: [\n", "yaml-unclosed-bracket"),
    ],
    ids=["empty", "comment", "latin", "utf-16", "binary", "nul", "10-MB", "list", "text", "bracket"],
)
def test_a_file_that_is_no_questionnaire_is_a_problem(run: Run, small: Path, content: bytes, code: str) -> None:
    (small / PULS).write_bytes(content)
    ended = run("check", small)
    assert ended.code == 1
    assert f"error: {code}" in ended.out
    assert ended.err == ""


@pytest.mark.parametrize(
    ("before", "after"), [("\n", "\r\n"), ("title: Puls", "\ufefftitle: Puls"), ("Er du glad?", "Æblegrød, går du?")]
)
def test_line_ends_byte_order_marks_and_letters_are_no_problem(run: Run, small: Path, before: str, after: str) -> None:
    text = SMALL[PULS].replace("{title: Er du glad?", "{title: 'Er du glad?'")
    (small / PULS).write_bytes(text.replace(before, after).encode())
    ended = run("check", small)
    assert (ended.code, ended.err) == (0, "")


def test_an_empty_folder_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    ended = run("check", tmp_path / "tom")
    assert ended.code == 1
    assert "no-programme-file" in ended.out


def test_a_file_where_a_folder_is_wanted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("Kære du")
    ended = run("check", tmp_path / "brev.txt")
    assert ended.code == 1
    assert "not-a-folder" in ended.out


def test_nothing_at_all_is_wrong_use(run: Run, home: Path) -> None:
    assert run("check").code == 2


def test_a_folder_that_may_not_be_read_is_a_problem(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(checking, "read", refuse)
    ended = run("check", small)
    assert ended.code == 1
    assert "error: unreadable-file" in ended.out


def test_a_folder_in_a_tree_that_may_not_be_looked_into_is_told(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = small.parent / "lukket"
    closed.mkdir()
    scan = os.scandir

    def scandir(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    ended = run("check", small.parent)
    assert ended.code == 1
    assert f"{closed}:1:1  error: unreadable-file" in ended.out
    assert ended.out.splitlines()[-1] == "2 programmes checked: 1 problem, 1 must be mended."


def test_a_tree_is_searched_in_order_past_what_is_not_ours(run: Run, small: Path) -> None:
    top = small.parent
    for name in ("b/lille", ".skjult/lille", ".venv/lille", "node_modules/lille", "env/lib/lille", "a/lille"):
        shutil.copytree(small, top / name)
    (top / "env" / "pyvenv.cfg").write_text("")
    (top / "a" / "lille" / PULS).write_text("title: [\n")
    (top / "b" / "lille" / PULS).write_text("title: [\n")
    ended = run("check", top)
    heads = [line for line in ended.out.splitlines() if "error: " in line]
    assert [line.split(":")[0] for line in heads] == [str(top / name / "lille" / PULS) for name in ("a", "b")]
    assert ended.out.splitlines()[-1] == "3 programmes checked: 2 problems, 2 must be mended."


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_that_lead_in_a_circle_are_harmless(run: Run, small: Path) -> None:
    (small.parent / "ring").mkdir()
    (small.parent / "ring" / "op").symlink_to(small.parent, target_is_directory=True)
    (small.parent / "sig-selv").symlink_to("sig-selv")
    ended = run("check", small.parent)
    assert ended.out == "1 programme checked: nothing to mend.\n"


def test_the_programmes_of_the_package_are_all_found_and_good(run: Run) -> None:
    folders = [path for path in shipped().iterdir() if (path / "programme.yaml").is_file()]
    ended = run("check", shipped())
    assert (ended.code, ended.out.split()[0]) == (0, str(len(folders)))
