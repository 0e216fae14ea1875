"""Opening line mode: signing in, then the first list, a citizen, or a form; a terminal is left as it was."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from types import FrameType
from typing import Any

from sipforms.actions.doors import Door, furnished
from sipforms.actions.workplace import Workplace
from sipforms.cli.killed import cleared_when_killed
from sipforms.cli.line.citizen import CitizenLines
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.menu import Ended
from sipforms.cli.line.talk import EndOfInput, Lines, forget_typed
from sipforms.cli.line.today import TodayLines
from sipforms.cli.opening import door_from, workplace_behind
from sipforms.cli.terminal import is_at_terminal
from sipforms.cli.who import case_with
from sipforms.render.language import _
from sipforms.render.signing_in import refused
from sipforms.store.failures import StoreError

A_MINUTE = 60.0
NOT_HANDED_IN = 1
_KEEP_TITLE, _TITLE_BACK, _OUR_TITLE = "\x1b[22;0t", "\x1b[23;0t", "\x1b]0;SIP\x07"


def open_lines(chosen: Mapping[str, Any], citizen: str | None = None, questionnaire: str | None = None) -> int:
    """Ask line by line; at that citizen, or straight at that form. Gives the exit code.

    1 where a form was asked for and the input ended before it was handed in; its draft is kept.
    """
    can_clear = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    with _ending_in_order(), _at_a_terminal(is_ours=can_clear):
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="surrogateescape")  # a line that is no text is asked for again
        door = furnished(door_from(chosen))
        workplace = workplace_behind(door, chosen)
        talk = _guarded(door, workplace, can_clear=can_clear)
        try:
            return _run(talk, workplace, citizen, questionnaire)
        finally:
            forget_typed()
            talk.clear()


def _guarded(door: Door, workplace: Workplace, *, can_clear: bool) -> Guarded:
    talk = Guarded(
        Lines(can_clear=can_clear),
        lock_after=door.settings.lock_after * A_MINUTE,
        can_unlock=is_at_terminal(),
        forget_typed=forget_typed,
    )

    def why_not(fault: StoreError) -> str:
        return refused(fault, door.folder)

    talk.watch(workplace, why_not)
    return talk


def _run(talk: Guarded, workplace: Workplace, citizen: str | None, questionnaire: str | None) -> int:
    page = None if citizen is None else CitizenLines(talk, workplace, case_with(workplace, citizen))
    try:
        talk.choose_code()
        if sys.stdin.isatty() and os.environ.get("TERM") == "dumb":
            talk.say(_("What is said here cannot be taken off this terminal. Close it when you are done."))
        if page is not None:
            if questionnaire is not None and not page.begin_named(questionnaire):
                talk.say(_("There is no such questionnaire here."))
            page.run()
        else:
            talk.say(_("SIP, line by line. h says what you can type."))
        TodayLines(talk, workplace).run()
    except Ended:
        return 0
    except EndOfInput:
        talk.say(_("The input has ended. What was answered is kept."))
    return NOT_HANDED_IN if questionnaire is not None and (page is None or not page.handed_in) else 0


@contextmanager
def _at_a_terminal(*, is_ours: bool) -> Iterator[None]:
    """Where it can be done: a title that names nobody, and nothing left on it, even when the program is killed."""
    if not is_ours:
        yield
        return
    sys.stdout.write(_KEEP_TITLE + _OUR_TITLE)
    sys.stdout.flush()
    try:
        with cleared_when_killed():
            yield
    finally:
        sys.stdout.write(_TITLE_BACK)
        sys.stdout.flush()


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """A terminal that is closed, and a request to end, put drafts aside as leaving does."""
    names = ("SIGTERM", "SIGHUP")
    before = {number: signal.getsignal(number) for name in names if (number := getattr(signal, name, None)) is not None}

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    for number in before:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
