"""A program in a terminal of its own: keys in, bytes out, with the moment of each."""

import fcntl
import os
import pty
import selectors
import struct
import subprocess
import termios
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT = 80, 24
QUIET = 0.06  # seconds without a byte: the program has drawn all it will
LONGEST = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Seconds from the key to the first and to the last byte of what came of it, and those bytes."""

    first: float
    last: float
    output: bytes


class Terminal:
    """Starts the program at once; ``started`` is when."""

    def __init__(self, command: list[str], installed: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        environment = {**installed, "TERM": "xterm-256color", "COLORTERM": "truecolor", "SIPFORMS_LANGUAGE": "da"}
        self.started = time.perf_counter()
        self._program = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True, close_fds=True
        )
        os.close(slave)
        self.output = b""

    def until(self, words: str) -> float:
        """Seconds from the start until these words have been written."""
        wanted = words.encode()
        while wanted not in self.output:
            self.output += self._read(LONGEST)
        return time.perf_counter() - self.started

    def press(self, key: bytes) -> Drawn:
        """Press a key and read until nothing more comes."""
        self.drain()
        begun = time.perf_counter()
        os.write(self._master, key)
        output = self._read(LONGEST)
        first = last = time.perf_counter()
        while more := self._read(QUIET, may_end=True):
            output, last = output + more, time.perf_counter()
        self.output += output
        return Drawn(first=first - begun, last=last - begun, output=output)

    def send(self, key: bytes) -> None:
        """Press a key that may change nothing on the screen."""
        os.write(self._master, key)
        self.drain()

    def drain(self) -> None:
        """Read until nothing more comes."""
        while more := self._read(QUIET, may_end=True):
            self.output += more

    @property
    def memory(self) -> int:
        """The memory of the program that is its own, in KiB."""
        lines = Path(f"/proc/{self._program.pid}/status").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("RssAnon:")).split()[1])

    def close(self) -> None:
        """End the program."""
        self._program.kill()
        self._program.wait()
        os.close(self._master)

    def _read(self, patience: float, *, may_end: bool = False) -> bytes:
        with selectors.DefaultSelector() as waiting:  # select() itself knows no file number above 1,023
            waiting.register(self._master, selectors.EVENT_READ)
            ready = waiting.select(patience)
        if ready:
            try:
                return os.read(self._master, 1 << 16)
            except OSError as gone:  # what reading a terminal says when its program has ended
                raise AssertionError(f"the program ended: {self.output[-2000:]!r}") from gone
        if may_end:
            return b""
        raise AssertionError(f"the program wrote nothing for {patience:.0f} seconds: {self.output[-800:]!r}")
