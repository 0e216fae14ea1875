"""What a programme says is never a command of the build server that shows what we print."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from sipforms.cli.build_logs import is_on_a_build_server, without_commands
from tests.cli.conftest import Run

FORGED = ("::error file=a::forged", "##[error]forged", "##vso[task.complete result=Failed]", "##teamcity[buildStop]")
COMMAND = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")


@pytest.fixture
def forged(tmp_path: Path) -> Path:
    """A programme whose every text is a command, with a mistake that quotes one."""
    folder = tmp_path / "lille"
    (folder / "questionnaires").mkdir(parents=True)
    (folder / "programme.yaml").write_text(
        f"id: lille\ntitle: '{FORGED[0]}'\nversion: 1.0.0\nlanguage: da\nquestionnaires: [puls]\n", "utf-8"
    )
    items = "".join(f"  q{place}: {{title: '{text}', type: boolean}}\n" for place, text in enumerate(FORGED))
    wrong = f"  z: {{title: '{FORGED[1]}', type: '{FORGED[2]}'}}\n"
    questionnaire = f"title: '{FORGED[0]}'\nproperties:\n{items}{wrong}"
    (folder / "questionnaires" / "puls.yaml").write_text(questionnaire, "utf-8")
    return folder


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    "arguments",
    [("check",), ("check", "--resolved"), ("check", "--fix"), ("preview", "--text"), ("test",)]
    + [("check", "--format", name) for name in ("json", "sarif", "junit")],
)
def test_nothing_that_a_programme_says_is_a_command(arguments: tuple[str, ...], run: Run, forged: Path) -> None:
    ended = run(*arguments, forged)
    assert "forged" in ended.out or "task.complete" in ended.out or arguments[-1] in ("test", "--fix", "check")
    assert COMMAND.search(ended.out + ended.err) is None


@pytest.mark.usefixtures("server")
def test_our_own_commands_are_the_only_ones(run: Run, forged: Path) -> None:
    ended = run("check", "--format", "github", forged)
    commands = [line for line in ended.out.splitlines() if COMMAND.search(line)]
    assert commands
    assert all(re.match(r"::(?:error|warning|notice) file=lille/", line) for line in commands)


@pytest.mark.usefixtures("server")
def test_machines_read_what_was_meant(run: Run, forged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = run("check", "--format", "json", forged).out, run("check", "--format", "junit", forged).out
    monkeypatch.delenv("GITHUB_ACTIONS")
    monkeypatch.delenv("CI", raising=False)
    here = run("check", "--format", "json", forged).out, run("check", "--format", "junit", forged).out
    assert json.loads(there[0]) == json.loads(here[0])
    assert ET.tostring(ET.fromstring(there[1])) == ET.tostring(ET.fromstring(here[1]))  # noqa: S314 - our own


@pytest.mark.parametrize("text", FORGED)
@pytest.mark.parametrize("kind", ["text", "json", "xml"])
def test_a_mark_is_taken_apart(text: str, kind: str) -> None:
    assert kind == "json" or COMMAND.search(without_commands(f"  {text}", kind)) is None


@pytest.mark.parametrize("text", ["# heading", "## heading", "a::b", "{item}: x", "C::D at the end", "10:30"])
def test_what_is_none_stays(text: str) -> None:
    assert without_commands(text) == text


def test_a_build_server_is_known_by_what_it_sets() -> None:
    assert is_on_a_build_server({"TF_BUILD": "True"})
    assert not is_on_a_build_server({"CI": "", "PATH": "/bin"})
