"""Typing unseen where the terminal is of another kind: imitated, as none of these machines runs the tests."""

import getpass
import io
import stat
import sys
import warnings
from types import SimpleNamespace
from typing import cast

import click
import pytest

from sipforms.cli.passphrases import is_open_to_others
from sipforms.cli.terminal import ThisTerminal, is_at_terminal, this_terminal


class Stream(io.StringIO):
    """A stream that is a terminal, or is none."""

    def __init__(self, text: str = "", *, is_terminal: bool = True) -> None:
        super().__init__(text)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def sat_down(monkeypatch: pytest.MonkeyPatch, *files: str) -> Stream:
    """Standard input, output and error are a terminal, but those that are files; what is told is in what is given."""
    streams = {name: Stream(is_terminal=name not in files) for name in ("stdout", "stderr")}
    streams["stdin"] = Stream("  Solsikken \x1b[2J\n", is_terminal="stdin" not in files)
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    return streams["stderr"]


def test_where_what_is_typed_would_be_seen_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    sat_down(monkeypatch)

    def seen(_question: str) -> str:
        warnings.warn("Can not control echo on the terminal.", getpass.GetPassWarning, stacklevel=1)
        return "seen"

    monkeypatch.setattr(getpass, "getpass", seen)
    with pytest.raises(click.UsageError, match="`--passphrase-file`"):
        ThisTerminal().ask_hidden("?")


def test_the_end_of_the_input_interrupts(monkeypatch: pytest.MonkeyPatch) -> None:
    sat_down(monkeypatch)

    def ended(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", ended)
    with pytest.raises(click.Abort):
        ThisTerminal().ask_hidden("?")
    assert ThisTerminal().ask("?") == "Solsikken [2J"
    with pytest.raises(click.Abort):
        ThisTerminal().ask("?")


@pytest.mark.parametrize(
    ("system", "file", "is_asked"),
    [
        ("posix", "", True),
        ("posix", "stdin", False),
        ("posix", "stderr", False),
        ("posix", "stdout", True),  # nothing secret is told there
        ("nt", "", True),
        ("nt", "stdout", False),  # what is told could not be wiped
    ],
)
def test_a_file_is_nobody(monkeypatch: pytest.MonkeyPatch, system: str, file: str, *, is_asked: bool) -> None:
    sat_down(monkeypatch, file)
    assert is_at_terminal(system) is is_asked


def test_where_nobody_is_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    sat_down(monkeypatch, "stdin")
    with pytest.raises(click.UsageError):
        this_terminal()


def test_on_windows_the_page_is_wiped_before_and_after(monkeypatch: pytest.MonkeyPatch) -> None:
    told, wiped = sat_down(monkeypatch), list[str]()
    monkeypatch.setattr(click, "clear", lambda: wiped.append(told.getvalue()))
    at = ThisTerminal("nt")
    at.turn_page()
    at.say("A code")
    at.turn_back()
    assert wiped == ["", "A code\n"]
    assert "\x1b" not in told.getvalue()


@pytest.mark.parametrize(("mode", "system", "is_open"), [(0o644, "nt", False), (0o644, "posix", True)])
def test_who_may_read_a_file_is_asked_where_the_system_tells(mode: int, system: str, *, is_open: bool) -> None:
    state = SimpleNamespace(st_mode=stat.S_IFREG | mode)
    assert is_open_to_others(cast("object", state), system) is is_open  # type: ignore[arg-type]


def test_a_pipe_belongs_to_whoever_made_it() -> None:
    state = SimpleNamespace(st_mode=stat.S_IFIFO | 0o644)
    assert not is_open_to_others(cast("object", state), "posix")  # type: ignore[arg-type]
