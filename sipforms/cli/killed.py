"""What a killed program leaves on the terminal is taken away by a process that does nothing else than wait for that.

A program that is killed (by the machine when memory runs out, by somebody with ``kill -9``) cleans nothing up: the
answers would stay on the screen for whoever comes next. Where the system cannot fork (Windows) nobody waits.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sipforms.render.language import _

_OF_MOUSE_FOCUS_AND_PASTE = (1000, 1002, 1003, 1004, 1006, 1015, 2004, 2026)
_MODES_OFF = "".join(f"\x1b[?{mode}l" for mode in _OF_MOUSE_FOCUS_AND_PASTE)
_LEFT = f"\x1b[<u{_MODES_OFF}\x1b[0m\x1b[?25h\x1b[H\x1b[2J\x1b[?1049l\x1b[H\x1b[2J\x1b[3J\x1b[23;0t"
"""Keys as usual, the cursor back, the other screen cleared and left, this one cleared with its history, its title."""
_ENDED = b"."


@contextmanager
def cleared_when_killed() -> Iterator[None]:
    """While this lasts somebody watches; no thread may have been started before."""
    if not hasattr(os, "fork"):
        yield
        return
    reading, writing = os.pipe()
    told = _("The program was stopped from outside. What was shown as saved is safe.")
    sys.stdout.flush()
    watcher = os.fork()
    if watcher == 0:
        os.close(writing)
        _watch(reading, told)
    os.close(reading)
    try:
        yield
    finally:
        with suppress(OSError):
            os.write(writing, _ENDED)
        os.close(writing)
        with suppress(OSError):
            os.waitpid(watcher, 0)


def _watch(reading: int, told: str) -> None:
    """Wait until the program says that it has ended, or is gone without having said so; never returns."""
    try:
        for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTOU):
            signal.signal(ignored, signal.SIG_IGN)  # what ends the program ends it; this goes on to see it
        usual = _modes()
        if os.read(reading, 1) != _ENDED:
            os.write(sys.__stdout__.fileno() if sys.__stdout__ else 1, f"{_LEFT}{told}\r\n".encode())
            _put_back(usual)
    finally:
        os._exit(0)


def _modes() -> list[object] | None:
    """How the terminal treats keys now."""
    import termios

    try:
        return list(termios.tcgetattr(0))
    except (termios.error, OSError):
        return None


def _put_back(modes: list[object] | None) -> None:
    import termios

    with suppress(termios.error, OSError):
        if modes is not None:
            termios.tcsetattr(0, termios.TCSANOW, modes)  # type: ignore[arg-type]
