"""The program as a process: terminals without Danish letters, pipes that close, interruptions, input from a file."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sipforms.engine.shelf import shipped

BASE = [sys.executable, "-m", "sipforms"]


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody who has never run the program."""
    places = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
    return {**os.environ, **dict.fromkeys(places, str(tmp_path))}


def ended(surroundings: dict[str, str], *arguments: object, **more: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [*BASE, *map(str, arguments)],
        env={**surroundings, **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


PLAIN = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("encoding", ["", "ascii", "cp850", "cp1252", "utf-8"])
def test_any_output_encoding_shows_danish_or_replaces_it_and_never_fails(
    surroundings: dict[str, str], demo_store: Path, encoding: str
) -> None:
    more = {**PLAIN, **({"PYTHONIOENCODING": encoding} if encoding else {})}
    run = ended(surroundings, "--store", demo_store, "report", "B-1070", "--width", "80", **more)
    assert run.returncode == 0, run.stderr
    assert b"Traceback" not in run.stderr
    text = run.stdout.decode(encoding if encoding in {"cp850", "cp1252"} else "utf-8")
    assert "Individuel rapport" in text
    assert set("æøå") & set(text)
    assert ("━" in text) is (encoding not in {"cp850", "cp1252"})


def test_help_in_a_plain_locale_is_danish(surroundings: dict[str, str]) -> None:
    run = ended(surroundings, "--help", **PLAIN)
    assert run.returncode == 0
    assert run.stdout.decode("utf-8")


@pytest.mark.parametrize("arguments", [["schema", "voksen", "livskvalitet"], ["programmes", "list"], ["--help"]])
def test_a_closed_pipe_ends_quietly(surroundings: dict[str, str], arguments: list[str]) -> None:
    with subprocess.Popen(
        [*BASE, *arguments], env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()
        assert running.wait() in (0, 141)
    assert told == b""


@pytest.mark.skipif(os.name == "nt", reason="this signal is sent to a process on POSIX only")
def test_an_interruption_leaves_130_and_one_sentence(surroundings: dict[str, str], tmp_path: Path) -> None:
    """Interrupted while it waits for a file whose writer never writes."""
    os.mkfifo(tmp_path / "answers.yaml")
    with (
        subprocess.Popen(
            [*BASE, "--language", "en", "fill", "B-1", "--answers", str(tmp_path / "answers.yaml")],
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as running,
        (tmp_path / "answers.yaml").open("wb"),
    ):  # waits until the program has opened its end
        running.send_signal(signal.SIGINT)
        out, err = running.communicate()
    assert running.returncode == 130
    assert out == b""
    assert err.decode().strip() == "Interrupted. Nothing is half-written."


def test_exit_codes(surroundings: dict[str, str]) -> None:
    assert ended(surroundings, "check", shipped() / "voksen").returncode == 0
    assert ended(surroundings, "check", surroundings["HOME"]).returncode == 1
    assert ended(surroundings, "chekc").returncode == 2
