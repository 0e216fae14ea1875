"""A real terminal: nothing secret is echoed or left in it, and whoever interrupts gets it back as it was."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sipforms.cli.terminal import tell_lines
from tests.house.reading import ROOT
from tests.signed_in import NAME, PASSPHRASE, founded

pty = pytest.importorskip("pty", reason="only POSIX has terminals of this kind; Windows' are imitated elsewhere")
termios = pytest.importorskip("termios", reason="as above")

PATIENCE = 60
APART = re.compile(r"\x1b\[\?1049h(.*?)\x1b\[\?1049l", re.DOTALL)


class Sitting:
    """Somebody at a terminal of their own in which a command runs."""

    def __init__(self, arguments: list[str], home: Path) -> None:
        self._master, self._slave = pty.openpty()
        places = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sipforms", "--language", "en", *arguments],
            cwd=home,
            env={**os.environ, **places, "PYTHONPATH": str(ROOT), "COLUMNS": "100"},
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            start_new_session=True,
        )
        self.shown = ""
        self._read = 0

    def wait_for(self, words: str) -> str:
        """What has been shown since the last time, once these words stand there."""
        until = time.monotonic() + PATIENCE
        while words not in self.shown[self._read :]:
            assert time.monotonic() < until, self.shown
            assert self._more(until - time.monotonic()) or words in self.shown[self._read :], self.shown
        at = self.shown.index(words, self._read) + len(words)
        since, self._read = self.shown[self._read : at], at
        return since

    def _more(self, patience: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], max(patience, 0))
        if not ready:
            return self._process.poll() is None
        self.shown += os.read(self._master, 1 << 16).decode("utf-8", "replace")
        return True

    def type(self, text: str) -> None:
        os.write(self._master, f"{text}\n".encode())

    def wait_until_unseen(self) -> None:
        """Wait until what is typed is not shown, as whoever types a passphrase would have to."""
        until = time.monotonic() + PATIENCE
        while self.shows_what_is_typed:
            assert time.monotonic() < until, self.shown
            self._more(0.01)

    def type_unseen(self, text: str) -> None:
        self.wait_until_unseen()
        self.type(text)

    def interrupt(self) -> None:
        os.kill(self._process.pid, signal.SIGINT)

    @property
    def shows_what_is_typed(self) -> bool:
        return bool(termios.tcgetattr(self._slave)[3] & termios.ECHO)

    def end(self) -> int:
        """The command's exit code, once it is over."""
        until = time.monotonic() + PATIENCE
        while self._process.poll() is None:
            assert time.monotonic() < until, self.shown
            self._more(0.05)
        return self._process.returncode

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)
        os.close(self._slave)


@pytest.fixture
def sat_down(tmp_path: Path) -> Iterator[object]:
    """Begin a command at a terminal."""
    begun: list[Sitting] = []

    def sit_down(*arguments: object) -> Sitting:
        begun.append(Sitting([str(one) for one in arguments], tmp_path))
        return begun[-1]

    yield sit_down
    for one in begun:
        one.close()


def test_a_store_is_made_without_anything_secret_staying_on_the_terminal(sat_down: object, tmp_path: Path) -> None:
    assert callable(sat_down)
    at: Sitting = sat_down("--store", tmp_path / "store", "store", "init")
    for question, answer in (("called?", "Solsikken"), ("such as AB:", NAME), ("know you:", "Anna Berg")):
        at.wait_for(question)
        at.type(answer)
    for question in ("what you type):", "once more:"):
        at.wait_for(question)
        at.type_unseen(PASSPHRASE)
    for question, answer in (("between:", ""), ("months:", "24"), ("recovery code?", "Leder")):
        at.wait_for(question)
        at.type(answer)
    page = at.wait_for("goes away:")
    groups = dict(re.findall(r"^ +(\d+)   (\w{5})\r?$", page, re.MULTILINE))
    assert len(groups) == 11
    at.type("")
    for _ in range(2):
        at.wait_for("group ")
        at.type_unseen(groups[at.wait_for(":").rstrip(":")])
    at.wait_for("nobody.")
    at.type("")
    at.wait_for("(yes or no)")
    at.type("yes")
    assert at.end() == 0
    left = APART.sub("", at.shown)
    assert PASSPHRASE not in at.shown
    assert not [group for group in groups.values() if group in left]
    assert at.shows_what_is_typed
    assert (tmp_path / "store" / "store.json").is_file()


def test_signing_in_shows_the_name_and_not_the_passphrase(sat_down: object, tmp_path: Path) -> None:
    assert callable(sat_down)
    founded(tmp_path / "store")
    at: Sitting = sat_down("--store", tmp_path / "store", "report", "B-1")
    for typed in ("en anden sætning helt", PASSPHRASE):
        at.wait_for("Your initials:")
        at.type(NAME)
        at.wait_for("passphrase:")
        at.type_unseen(typed)
    at.wait_for("There is no citizen `B-1`.")
    assert at.end() == 2
    assert PASSPHRASE not in at.shown
    assert "en anden" not in at.shown
    assert at.shows_what_is_typed


def test_whoever_interrupts_gets_the_terminal_back_and_has_made_nothing(sat_down: object, tmp_path: Path) -> None:
    assert callable(sat_down)
    at: Sitting = sat_down("--store", tmp_path / "store", "store", "init")
    for question, answer in (("called?", "Solsikken"), ("such as AB:", NAME), ("know you:", "Anna Berg")):
        at.wait_for(question)
        at.type(answer)
    at.wait_for("what you type):")
    at.wait_until_unseen()
    at.interrupt()
    assert at.end() == 130
    assert at.shows_what_is_typed
    assert not (tmp_path / "store").exists()


def test_long_sentences_are_folded_between_words_at_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "Colleagues can go on working meanwhile: `sipforms --passphrase-file words.txt store backup`."
    tell_lines([f"{said}\n  {said}"])
    assert capsys.readouterr().out == f"{said}\n  {said}\n"
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    tell_lines([f"{said}\n  {said}"], err=True)
    *folded, indented = capsys.readouterr().err.splitlines()
    assert " ".join(folded) == said
    assert max(map(len, folded)) <= 40
    assert any("--passphrase-file" in one for one in folded)
    assert indented == f"  {said}"
