"""A programme's Python code runs only after somebody here has read it and said yes to exactly those bytes."""

import hashlib
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sipforms.engine.shelf import shipped
from tests.cli.conftest import Run

HOOKS = '''"""A scorer of the programme's own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.score.scorer import Scorer
from sipforms.plugins.scorers.averages import MEAN

Path({canary!r}).write_text("run", encoding="utf-8")


@dataclass(frozen=True)
class Kept:
    """Looks up its own module."""

    value: "int"


@hookimpl
def scorers() -> Iterable[Scorer]:
    return (replace(MEAN, name="egenGennemsnit"),)
'''


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that the code writes when it is run."""
    return tmp_path / "canary.txt"


@pytest.fixture
def carrier(tmp_path: Path, canary: Path) -> Path:
    """A programme on a shelf of its own, with code that one of its indicators needs."""
    folder = Path(shutil.copytree(shipped() / "voksen", tmp_path / "shelf" / "voksen"))
    (folder / "hooks.py").write_text(HOOKS.format(canary=str(canary)), encoding="utf-8")
    indicators = (folder / "indicators.yaml").read_text("utf-8")
    (folder / "indicators.yaml").write_text(indicators.replace("scorer: mean", "scorer: egenGennemsnit", 1), "utf-8")
    return folder


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Somebody sits there and types this."""

    class Typed(io.StringIO):
        def isatty(self) -> bool:
            return True

    return lambda text: monkeypatch.setattr(sys, "stdin", Typed(text))


def digest(folder: Path) -> str:
    return hashlib.sha256((folder / "hooks.py").read_bytes()).hexdigest()


def every_command_that_meets_it(run: Run, folder: Path) -> list[str]:
    shelf = ("--programmes", folder.parent)
    ended = [
        run(*shelf, "check", folder),
        run("check", folder.parent),
        run(*shelf, "programmes", "list"),
        run(*shelf, "plugins"),
        run(*shelf, "schema", "voksen", "livskvalitet"),
        run(*shelf, "trust", "voksen"),
        run("programmes", "add", folder),
    ]
    return [f"{one.out}{one.err}" for one in ended]


def test_nothing_runs_untrusted_code(run: Run, carrier: Path, canary: Path) -> None:
    said = every_command_that_meets_it(run, carrier)
    assert not canary.exists()
    assert "word-in-hooks" in said[0]
    assert "import" in said[5]
    assert list(carrier.rglob("__pycache__")) == []


def test_trusted_code_runs_and_its_words_are_known(run: Run, carrier: Path, canary: Path) -> None:
    assert run("trust", carrier, "--yes", digest(carrier)).code == 0
    assert not canary.exists()
    assert run("--programmes", carrier.parent, "check", carrier).code == 0
    assert not canary.exists()
    ended = run("--programmes", carrier.parent, "test", carrier)
    assert ended.code == 0, ended.out
    assert canary.read_text("utf-8") == "run"
    assert list(carrier.rglob("__pycache__")) == []
    listed = run("--programmes", carrier.parent, "plugins")
    assert any(line.split()[:2] == ["egenGennemsnit", "hooks:voksen"] for line in listed.lines)


def test_one_changed_byte_is_not_trusted(run: Run, carrier: Path, canary: Path) -> None:
    assert run("trust", carrier, "--yes", digest(carrier)).code == 0
    with (carrier / "hooks.py").open("a", encoding="utf-8") as file:
        file.write("\n")
    ended = run("check", carrier)
    assert ended.out.count("hooks-changed") == 1
    assert run("test", carrier).code == 1
    assert "is not the file that was trusted here" in ended.out
    listed = run("--programmes", carrier.parent, "plugins")
    assert "is not the file that was trusted here" in listed.out
    assert not canary.exists()


def test_a_file_without_an_indicator_that_needs_it_says_once_that_it_changed(run: Run, carrier: Path) -> None:
    shutil.copy(shipped() / "voksen" / "indicators.yaml", carrier)
    assert run("trust", carrier, "--yes", digest(carrier)).code == 0
    (carrier / "hooks.py").write_bytes((carrier / "hooks.py").read_bytes() + b"#")
    ended = run("check", carrier)
    assert (ended.code, ended.out.count("hooks")) == (0, ended.out.count("hooks.py") + ended.out.count("hooks-changed"))


def test_code_that_fails_is_one_problem_with_its_name(run: Run, carrier: Path) -> None:
    for wrong in ("raise SystemExit(0)", "import nowhere_at_all", "1 / 0", "raise KeyError('x')"):
        (carrier / "hooks.py").write_text(wrong, encoding="utf-8")
        assert run("trust", carrier, "--yes", digest(carrier)).code == 0
        ended = run("--programmes", carrier.parent, "plugins")
        assert ended.code == 1
        assert ended.out.count("could not be loaded") == 1, wrong
        assert "hooks:voksen" in ended.out
        assert any(line.split()[:1] == ["mean"] for line in ended.lines)


def test_yes_is_said_by_typing_the_beginning_of_the_digest(
    run: Run, carrier: Path, at_terminal: Callable[[str], None]
) -> None:
    at_terminal("j\n")
    refused = run("trust", carrier)
    assert (refused.code, "nothing was trusted" in refused.err) == (1, True)
    at_terminal(digest(carrier)[:8] + "\n")
    ended = run("trust", carrier)
    assert ended.code == 0
    assert "there is no sandbox" in ended.out
    assert digest(carrier) in run("trust", "--list").out
    assert "already trusted" in run("trust", carrier).out


def test_where_nobody_can_be_asked_the_way_is_told(run: Run, carrier: Path) -> None:
    ended = run("trust", carrier)
    assert ended.code == 2
    assert f"--yes {digest(carrier)}" in ended.err


@pytest.mark.parametrize("said", ["", "abc", "0" * 64])
def test_another_digest_is_refused(run: Run, carrier: Path, said: str) -> None:
    ended = run("trust", carrier, "--yes", said)
    assert (ended.code, "another digest" in ended.err) == (1, True)
    assert run("trust", "--list").out.startswith("No hooks.py is trusted")


def test_trust_is_taken_back(run: Run, carrier: Path, canary: Path) -> None:
    run("trust", carrier, "--yes", digest(carrier))
    assert run("trust", "--revoke", "00000").code == 1
    assert run("trust", "--revoke", digest(carrier)[:6]).code == 0
    assert run("test", carrier).code == 1
    assert not canary.exists()


def test_who_and_when_are_kept(run: Run, carrier: Path, home: Path) -> None:
    run("trust", carrier, "--yes", digest(carrier).upper())
    (file,) = home.rglob("trusted_hooks.json")
    (entry,) = json.loads(file.read_text("utf-8"))["trusted"]
    assert entry["programme"] == "voksen"
    assert entry["by"]
    assert entry["at"][:2] == "20"


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", '{"format": 2, "trusted": []}', "\x00", '{"format": 1, "trusted": [{}]}']
)
def test_a_damaged_list_trusts_nothing_and_is_told(
    run: Run, carrier: Path, home: Path, canary: Path, content: str
) -> None:
    run("trust", carrier, "--yes", digest(carrier))
    (file,) = home.rglob("trusted_hooks.json")
    file.write_text(content, encoding="utf-8")
    assert run("test", carrier).code == 1
    listed = run("--programmes", carrier.parent, "plugins")
    assert (listed.code, "so no hooks.py is run" in " ".join(listed.out.split())) == (1, True)
    assert run("trust", "--list").code == 1
    assert not canary.exists()


def test_what_could_hide_something_is_written_out(run: Run, carrier: Path) -> None:
    (carrier / "hooks.py").write_bytes("# \u202egnol\x1b[2J \u0430 æ\xad\r# to\x00".encode() + b"\xff")
    ended = run("trust", carrier)
    assert ended.code == 1
    (carrier / "hooks.py").write_bytes("# \u202egnol\x1b[2J \u0430 æ\xad\r# to".encode())
    ended = run("trust", carrier)
    assert "1 | # <U+202E>gnol<U+001B>[2J <U+0430> æ<U+00AD>" in ended.out
    assert "2 | # to" in ended.out


def test_another_encoding_than_the_one_shown_is_never_run(run: Run, carrier: Path, canary: Path) -> None:
    """Where a comment names an encoding Python would read other code than people do; ours is always UTF-8."""
    hidden = f"# coding: utf-7\n# +AAo-open({str(canary)!r}, 'w')\n"
    (carrier / "hooks.py").write_text(hidden, encoding="ascii")
    run("trust", carrier, "--yes", digest(carrier))
    run("--programmes", carrier.parent, "plugins")
    assert not canary.exists()


def test_wrong_use_is_told(run: Run, tmp_path: Path) -> None:
    assert run("trust").code == 2
    assert run("trust", "voksne").code == 2
    assert run("trust", "voksen", "--list").code == 2
    nothing = run("trust", "voksen")
    assert (nothing.code, "nothing to trust" in nothing.err) == (1, True)


def test_a_link_in_its_place_is_not_followed(run: Run, carrier: Path, tmp_path: Path) -> None:
    (carrier / "hooks.py").rename(tmp_path / "elsewhere.py")
    (carrier / "hooks.py").symlink_to(tmp_path / "elsewhere.py")
    assert "nothing to trust" in run("trust", carrier).err


def test_blocked_code_does_not_run(run: Run, carrier: Path, canary: Path, tmp_path: Path) -> None:
    for name in ("hooks:voksen", "bundle:voksen"):
        (tmp_path / "s.toml").write_text(f'blocked = ["{name}"]\n', encoding="utf-8")
        run("--settings", tmp_path / "s.toml", "trust", carrier, "--yes", digest(carrier))
        run("--settings", tmp_path / "s.toml", "--programmes", carrier.parent, "plugins")
        assert not canary.exists()
    run("--programmes", carrier.parent, "plugins")
    assert not canary.exists(), "another settings file has another list"
