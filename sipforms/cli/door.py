"""The way in: runs the command line and turns everything that can go wrong into a sentence and an exit code."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import NoReturn, TextIO, cast

import click

from sipforms.cli.build_logs import Harmless, is_on_a_build_server
from sipforms.cli.commands import sipforms
from sipforms.render.language import _, languages, speak

PROBLEMS, WRONG_USE, OUR_FAULT, INTERRUPTED = 1, 2, 3, 130


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line with these arguments (those of the process by default) and leave with its exit code."""
    _speak_utf_8()
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    with _harmless_in_logs(arguments):
        return _code_of(arguments)


def _code_of(arguments: list[str]) -> int:
    speak(_language_asked(arguments))
    try:
        code = _invoked(arguments)
        sys.stdout.flush()  # here, where a reader that has gone can still be told from a fault
    except click.ClickException as mistake:
        from sipforms.cli.mistakes import tell

        tell(mistake)
        return WRONG_USE if isinstance(mistake, click.UsageError) else PROBLEMS
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("Interrupted. Nothing is half-written."), err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return _close_quietly()
    except Exception as fault:  # noqa: BLE001 - the last door: no traceback may reach a screen with answers on it
        return _told(fault)
    return code if isinstance(code, int) else 0


def _told(fault: Exception) -> int:
    """What the store refuses is said in a sentence; the rest is our fault."""
    from sipforms.cli.faults import tell_fault
    from sipforms.cli.store_faults import refused_by_store
    from sipforms.cli.terminal import tell_lines

    said = refused_by_store(fault)
    if not said:
        return tell_fault(fault)
    tell_lines([said], err=True)
    return PROBLEMS


def _language_asked(arguments: list[str]) -> str | None:
    """The language asked for, looked up before anything else, so that wrong use is told in it too."""
    for one, following in pairwise([*arguments, ""]):
        if one == "--language" and following in languages():
            return following
        if one.startswith("--language=") and one.partition("=")[2] in languages():
            return one.partition("=")[2]
    return None


def _invoked(arguments: list[str]) -> object:
    """What the command returns. Not by click's ``main``, which makes a closed pipe look like problems found."""
    try:
        with sipforms.make_context("sipforms", arguments) as ctx:
            return sipforms.invoke(ctx)
    except click.exceptions.Exit as end:
        return end.exit_code


def _speak_utf_8() -> None:
    """Danish letters come out as letters also where the locale is plain C; a sign the terminal lacks is replaced."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = (stream.encoding or "").lower()
            stream.reconfigure(
                encoding="utf-8" if encoding in {"ascii", "us-ascii", "ansi_x3.4-1968"} else None, errors="replace"
            )


@contextmanager
def _harmless_in_logs(arguments: list[str]) -> Iterator[None]:
    """On a build server nothing that is printed becomes a command, but for those of the format made of them."""
    if not is_on_a_build_server(os.environ):
        yield
        return
    streams = sys.stdout, sys.stderr
    of_commands = not {"github", "--format=github"}.isdisjoint(arguments)
    sys.stdout = cast("TextIO", Harmless(sys.stdout, has_commands=of_commands))
    sys.stderr = cast("TextIO", Harmless(sys.stderr))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = streams


def _close_quietly() -> int:
    """Whoever read our output has had enough (``| head``); Python must not complain when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ is not None else 1)
    return 0
