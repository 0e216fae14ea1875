"""What the page about CI says is done: its commands, and the hook as pre-commit runs it, in a scratch repository."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import junitparser
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "en" / "ci.md").read_text("utf-8")
DANISH = (ROOT / "docs" / "da" / "ci.md").read_text("utf-8")
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
READY = {
    "programme.yaml": "id: lille\ntitle: Lille\nversion: 1.0.0\nlanguage: da\nquestionnaires: [puls]\n"
    "translations: [en]\nprovenance: own-wording\nfidelity: inferred\n",
    "questionnaires/puls.yaml": "title: Puls\nproperties:\n  glad: {title: Er du glad?, type: boolean}\n",
    "examples/puls.yaml": "- {example: Glad, questionnaire: puls, answers: {glad: true}, expect: {problems: []}}\n",
    "translations/en.yaml": "programme.title: Small\npuls.title: Pulse\npuls.glad.title: Are you happy?\n",
    "README.md": "# Lille\n",
}
"""A programme that is ready for use."""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two programmes and a file beside them, as somebody would keep it."""
    folder = tmp_path / "repository"
    for id_ in ("en", "anden"):
        for name, text in READY.items():
            file = folder / "programs" / id_ / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.replace("lille", id_), "utf-8")
    (folder / "examples").mkdir()
    (folder / "examples" / "andet.yaml").write_text("a: b\n")
    git(folder, "init", "--quiet")
    git(folder, "config", "user.email", "nobody@example.invalid")
    git(folder, "config", "user.name", "Ingen")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "start")
    return folder


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def break_(folder: Path) -> Path:
    file = folder / "questionnaires" / "puls.yaml"
    file.write_text(file.read_text("utf-8").replace("type: boolean", "tpye: boolean", 1), "utf-8")
    return file


def run(words: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    home = {name: str(folder.parent) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    paths = {"PYTHONPATH": str(ROOT), "SIPFORMS_LANGUAGE": "en"}
    return subprocess.run(
        words, cwd=folder, env={**os.environ, **home, **paths, **more}, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def sipforms(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    name, *words = shlex.split(command)
    assert name == "sipforms"
    return run([sys.executable, "-m", "sipforms", *words], folder)


def fenced(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(one)


COMMANDS = [
    command
    for command in (
        *(line for block in fenced("sh") for line in block.splitlines()),
        *(text for block in fenced("yaml") for text in texts(yaml.safe_load(block))),
    )
    if command.startswith("sipforms ")
]


def test_the_page_shows_a_shell_two_servers_and_mending() -> None:
    assert len(COMMANDS) == 4
    assert all("programs" in command for command in COMMANDS)


def test_the_danish_page_shows_the_same_files_and_commands() -> None:
    block = re.compile(r"```\w+\n.*?```", re.DOTALL)
    assert block.findall(DANISH) == block.findall(PAGE)
    codes = re.compile(r"^\| ([0-9]+) \|", re.MULTILINE)
    assert codes.findall(DANISH) == codes.findall(PAGE) == ["0", "1", "2", "3", "130"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_passes_what_is_good_and_stops_what_is_broken(command: str, repository: Path) -> None:
    good = sipforms(command, repository)
    assert (good.returncode, good.stderr) == (0, "")
    file = break_(repository / "programs" / "anden")
    broken = sipforms(command, repository)
    assert broken.returncode == 1
    assert "programs/anden/questionnaires/puls.yaml" in broken.stdout
    assert "tpye" in file.read_text("utf-8")  # without a terminal nothing is mended unasked


def test_the_reports_that_the_page_hands_to_servers_are_written(repository: Path) -> None:
    break_(repository / "programs" / "anden")
    for command in COMMANDS:
        sipforms(command, repository)
    named = set(re.findall(r"(?:sarif_file|junit): ([\w.]+)", PAGE))
    assert named == {"sipforms.sarif", "sipforms.xml"}
    assert all((repository / name).is_file() for name in named)
    assert junitparser.JUnitXml.fromfile(str(repository / "sipforms.xml")).failures == 1


def test_the_example_of_a_comment_on_the_page_allows(repository: Path) -> None:
    (comment,) = re.findall(r"# sipforms: allow .*", PAGE)
    file = repository / "programs" / "anden" / "translations" / "en.yaml"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("programme.title")]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    told = sipforms("sipforms check --format github programs", repository).stdout
    line = int(re.findall(r"line=(\d+).*missing-texts", told)[0])
    lines[line - 1] += "  " + comment.replace("sentence-too-long", "missing-texts")
    file.write_text("\n".join(lines) + "\n", "utf-8")
    ended = sipforms("sipforms check --profile production programs", repository)
    assert ended.returncode == 0
    assert "borgerne kender teksten udenad" in ended.stdout


@pytest.fixture
def hooked(repository: Path) -> Path:
    """The same with our hook, run by this Python instead of one that pre-commit would install us in."""
    local = {**HOOK, "language": "system", "entry": HOOK["entry"].replace("sipforms", f"{sys.executable} -m sipforms")}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    git(repository, "add", ".")
    return repository


def pre_commit(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    own = str(folder.parent / "pre-commit")
    return run([sys.executable, "-m", "pre_commit", *words], folder, PRE_COMMIT_HOME=own, PRE_COMMIT_COLOR="never")


def test_the_hook_is_one_that_pre_commit_takes() -> None:
    assert pre_commit(ROOT, "validate-manifest", ".pre-commit-hooks.yaml").returncode == 0
    assert f"id: {HOOK['id']}" in PAGE


def test_the_hook_passes_good_programmes_and_stops_a_broken_one(hooked: Path) -> None:
    good = pre_commit(hooked, "run", "--all-files")
    assert good.returncode == 0, good.stdout
    file = break_(hooked / "programs" / "anden")
    git(hooked, "add", str(file))
    broken = pre_commit(hooked, "run")
    assert broken.returncode == 1
    assert "programs/anden/questionnaires/puls.yaml:" in broken.stdout
    assert "1 programme checked: 1 problem, 1 must be mended." in broken.stdout


def test_the_hook_looks_only_at_programmes_that_changed(hooked: Path) -> None:
    break_(hooked / "programs" / "anden")
    file = hooked / "programs" / "en" / "questionnaires" / "puls.yaml"
    file.write_text(file.read_text("utf-8") + "# mere\n", "utf-8")
    git(hooked, "add", str(file))
    ended = pre_commit(hooked, "run")
    assert ended.returncode == 0, ended.stdout


def test_the_hook_does_not_mind_other_peoples_files(hooked: Path) -> None:
    (hooked / "examples" / "andet.yaml").write_text("a: c\n")
    git(hooked, "add", "examples")
    assert pre_commit(hooked, "run").returncode == 0
