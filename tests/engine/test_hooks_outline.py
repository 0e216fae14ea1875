"""What a hooks.py offers is seen without running it, however hostile its text is."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.engine import hookspecs
from sipforms.engine.check import check
from sipforms.engine.hooks.loading import HooksFailed, loaded
from sipforms.engine.hooks.outline import hooks_in, outlined
from sipforms.engine.read.bundle import bundle_from, read
from tests.engine.checking import SMALL, words

HOSTILE = {
    "brackets": "(" * 200_000,
    "minuses": "-" * 200_000 + "1",
    "attributes": "a" + ".a" * 80_000,
    "sums": "1" + "+1" * 100_000,
    "calls": "f" + "()" * 100_000,
    "lambdas": "lambda:" * 30_000 + "1",
    "else-ifs": "if x: pass\n" + "elif x: pass\n" * 15_000,
    "indents": "".join(" " * depth + "if x:\n" for depth in range(400)),
    "digits": "9" * 250_000,
    "nul": "a = 1\0",
    "formats": 'f"{' * 60_000,
    "decorators": "@hookimpl\n" * 20_000 + "def f(): pass",
}


def hooks(text: str) -> bytes:
    return text.encode()


def test_marked_functions_are_seen_however_they_are_marked() -> None:
    outline = outlined(
        hooks(
            "@hookimpl\ndef scorers(): ...\n"
            "@hookspecs.hookimpl(tryfirst=True)\ndef programmes(): ...\n"
            "@hookimpl(specname='stores')\ndef mine(): ...\n"
            "@other\ndef export_formats(): ...\n"
            "def bundle_checks(): ...\n"
        )
    )
    assert outline.offered == ("scorers", "programmes", "stores")


def test_the_list_of_hooks_is_that_of_the_specifications() -> None:
    specified = {name for name, one in vars(hookspecs).items() if hasattr(one, f"{hookspecs.PROJECT}_spec")}
    assert specified == set(hookspecs.HOOKS)


def test_a_hostile_text_is_one_problem_and_no_crash(tmp_path: Path) -> None:
    """In a process of its own: what would kill Python could not be caught."""
    for kind, text in HOSTILE.items():
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "hooks.py").write_text(text[: 256 * 1024], encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from sipforms.engine.hooks.outline import outlined, hooks_in\n"
        "for folder in Path(sys.argv[1]).iterdir():\n"
        "    print(folder.name, outlined(hooks_in(folder)).fault_line >= 0, flush=True)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert set(ended.stdout.splitlines()) == {f"{kind} True" for kind in HOSTILE}, ended.stderr[-300:]
    assert ended.returncode == 0


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_the_bytes_there_is_an_outline(content: bytes) -> None:
    files = {name: text.encode() for name, text in SMALL.items()}
    codes = {one.code for one in check(bundle_from("lille", files, hooks=content), words())}
    assert codes <= {"carries-hooks", "hooks-not-python", "unknown-hook"}
    assert codes


@pytest.mark.parametrize("content", [b"\xff\xfeh\x00", b"x = 1\ny = '\xe6'\n"])
def test_only_utf_8_is_read(content: bytes) -> None:
    assert outlined(content).fault_line == content.count(b"\n", 0, 10) + 1 or outlined(content).fault_line == 1


def test_a_large_file_a_link_and_a_folder_are_no_code(tmp_path: Path) -> None:
    for name, text in SMALL.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "hooks.py").write_bytes(b"#" * (256 * 1024 + 1))
    assert hooks_in(tmp_path) is None
    assert "file-too-big" in {one.code for one in read(tmp_path).problems}
    (tmp_path / "hooks.py").unlink()
    (tmp_path / "hooks.py").symlink_to(tmp_path / "programme.yaml")
    assert hooks_in(tmp_path) is None
    assert [one.code for one in read(tmp_path).problems] == ["symbolic-link"]
    (tmp_path / "hooks.py").unlink()
    (tmp_path / "hooks.py").mkdir()
    assert hooks_in(tmp_path) is None


def test_what_runs_are_the_bytes_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "hooks.py").write_text("value = 'changed since'\n", encoding="utf-8")
    module = loaded("lille", b"value = 'as compared'\n")
    assert module.value == "as compared"
    assert [one.name for one in tmp_path.iterdir()] == ["hooks.py"]


@pytest.mark.parametrize("text", ["raise SystemExit", "1/0", "import nowhere_at_all", "def", "raise KeyError"])
def test_what_fails_is_an_exception_of_ours_and_no_module_stays(text: str) -> None:
    before = set(sys.modules)
    with pytest.raises(HooksFailed):
        loaded("lille", text.encode())
    assert {name for name in set(sys.modules) - before if name.startswith("sipforms_hooks")} == set()
