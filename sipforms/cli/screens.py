"""Opening the screens: a line at once, then the workplace and the program that draws at the same time."""

import gc
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click import UsageError

from sipforms.cli.killed import cleared_when_killed
from sipforms.cli.lines_wanted import wants_lines
from sipforms.render.language import _

if TYPE_CHECKING:
    from sipforms.actions.doors import Door
    from sipforms.actions.preview.session import Preview
    from sipforms.actions.workplace import Workplace
    from sipforms.engine.vocabulary import Vocabulary

_KEEP_TITLE, _TITLE_BACK = "\x1b[22;0t", "\x1b[23;0t"
_OUR_TITLE = "\x1b]0;SIP\x07"
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"  # what can be scrolled back to as well: answers may have got there


def open_screens(chosen: Mapping[str, Any], citizen: str | None = None, questionnaire: str | None = None) -> int:
    """Open the screens, with a citizen's code at that citizen, with a questionnaire at that form.

    Where nothing can be drawn, or lines were asked for, the same is asked line by line. Gives the exit code.
    """
    if wants_lines(chosen):
        from sipforms.cli.line.opening import open_lines

        if chosen.get("citizen_screen"):
            raise UsageError(_("The citizen's own screen goes with a form that is drawn, not with one asked in lines."))
        return open_lines(chosen, citizen, questionnaire)
    with _drawn_on():
        with ThreadPoolExecutor(1) as beside:
            opening = beside.submit(_opened, chosen)
            import sipforms.tui.app  # noqa: F401 - half a second in which the workplace is being opened
        return _run(*opening.result(), citizen, questionnaire, chosen)


def run_preview(folders: tuple[Path, ...], open_preview: Callable[[Path], "Preview"], vocabulary: "Vocabulary") -> int:
    """Open the preview of one of these folders, on a terminal that can be drawn on. Gives the exit code."""
    with _drawn_on():
        from sipforms.actions.preview.stage import empty_workplace
        from sipforms.cli.opening import now
        from sipforms.tui.preview_app import PreviewApp

        app = PreviewApp(empty_workplace(vocabulary, now), folders, open_preview, _tidy_again)
        code = app.run()
    if app.fault is not None:
        raise app.fault
    return code or 0


def run_second_terminal(port: int) -> int:
    """Show the citizen's view of a form that another program on this machine has open. Gives the exit code."""
    with _drawn_on():
        from sipforms.tui.citizen_screen.client import CitizenClient
        from sipforms.tui.citizen_screen.second_terminal import SecondTerminal

        app = SecondTerminal(CitizenClient(port))
        code = app.run()
    if app.fault is not None:
        raise app.fault
    return code or 0


@contextmanager
def _drawn_on() -> Iterator[None]:
    """The terminal as ours: our title, and nothing left on it afterwards."""
    _write(_KEEP_TITLE + _OUR_TITLE + _CLEAR + " SIP · " + _("opening ...") + "\r\n")
    gc.disable()  # nothing is thrown away while starting, and looking for it takes a fifth of the time
    try:
        with cleared_when_killed():
            yield
    finally:
        gc.enable()
        _write(_CLEAR + _TITLE_BACK)


def _opened(chosen: Mapping[str, Any]) -> "tuple[Door, Workplace | None]":
    """The door, and the workplace behind it; at a protected store none yet, since the screens ask who is there."""
    from sipforms.actions.signing_in import furnished
    from sipforms.cli.opening import door_from, workplace_behind

    door = furnished(door_from(chosen))
    asks = door.needs_sign_in and chosen.get("passphrase_file") is None
    return door, None if asks else workplace_behind(door, chosen)


def _run(
    door: "Door",
    workplace: "Workplace | None",
    citizen: str | None,
    questionnaire: str | None,
    chosen: Mapping[str, Any],
) -> int:
    from sipforms.cli.who import case_with
    from sipforms.tui.app import SipApp
    from sipforms.tui.entrance import DoorEntrance

    entrance = DoorEntrance(door, _clocks()) if door.needs_sign_in else None
    file = None if citizen is None or workplace is None else case_with(workplace, citizen)
    app = SipApp(workplace, file, questionnaire, _tidy_again, entrance=entrance, citizen=None if file else citizen)
    app.opens_citizen_screen = bool(chosen.get("citizen_screen"))
    try:
        code = app.run()
    finally:
        app.end()
    if app.fault is not None:
        raise app.fault  # told at the door, without a word of what it holds
    return code or 0


def _clocks() -> tuple[Callable[[], float], ...]:
    """Clocks that count seconds: one that nobody can set, and one that goes on while the machine sleeps."""
    return time.monotonic, time.time


def _tidy_again() -> None:
    """What was made while starting stays until the end, and is not looked through again while somebody types."""
    gc.freeze()
    gc.enable()


def _write(signs: str) -> None:
    sys.stdout.write(signs)
    sys.stdout.flush()
