"""A real terminal that tests type into and read, by tmux."""

import os
import subprocess
import time
from pathlib import Path

PATIENCE = 30  # seconds for a state to come


class Terminal:
    """A terminal that tests type into and read."""

    def __init__(self, name: str, command: list[str], home: Path, **settings_of_the_program: str) -> None:
        self._name = name
        settings = {"HOME": str(home), "TERM": "xterm-256color", "SIPFORMS_LANGUAGE": "da", "PATH": os.environ["PATH"]}
        self._environment = {**settings, "PYTHONUTF8": "1", "LANG": "C.UTF-8"}
        told = " ".join(f"{name}={value}" for name, value in settings_of_the_program.items())
        line = " ".join([f"env {told}" if told else "", *command, "; echo left with $?; exec cat"])
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", "80", "-y", "24", line)

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-L", self._name, *arguments],
            capture_output=True,
            text=True,
            check=True,
            env=self._environment,
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def resize(self, width: int, height: int) -> None:
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    @property
    def text(self) -> str:
        return self._tmux("capture-pane", "-p")

    @property
    def painted(self) -> str:
        """What stands on the screen, with the sequences that paint it."""
        return self._tmux("capture-pane", "-p", "-e")

    @property
    def all_text(self) -> str:
        """What stands on the screen and what can be scrolled back to."""
        return self._tmux("capture-pane", "-p", "-S", "-")

    def wait_for(self, words: str) -> str:
        """The screen once these words stand on it."""
        until = time.monotonic() + PATIENCE
        while words not in (text := self.text):
            assert time.monotonic() < until, f"{words!r} never came:\n{text}"
        return text

    def wait_until_gone(self, words: str) -> str:
        """The screen once these words no longer stand on it."""
        until = time.monotonic() + PATIENCE
        while words in (text := self.text):
            assert time.monotonic() < until, f"{words!r} stays:\n{text}"
        return text

    @property
    def marked(self) -> str:
        """The line of a list that the mark stands on."""
        return self.wait_for("▶").partition("▶")[1] + self.text.partition("▶")[2].partition("\n")[0]

    def wait_until_left(self, marked: str) -> None:
        """Wait until the mark stands on another line."""
        until = time.monotonic() + PATIENCE
        while self.marked == marked:
            assert time.monotonic() < until, f"the mark stays:\n{self.text}"

    @property
    def program(self) -> int:
        """The process number of the program."""
        shell = self._tmux("display-message", "-p", "#{pane_pid}").strip()
        return int(subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True, check=True).stdout.split()[0])

    def close(self) -> None:
        self._tmux("kill-server")
