"""``sipforms`` alone, where there is no store yet: what can be done, and led there."""

from pathlib import Path

from sipforms.actions.settings import Settings
from sipforms.cli.opening import Chosen, now, settings_from
from sipforms.cli.terminal import Terminal, is_at_terminal, this_terminal
from sipforms.render.language import _

STORE_FILE = "store.json"


def first_run(chosen: Chosen) -> int | None:
    """Ask what is wanted where nothing is kept yet, and do it. Gives the exit code; None to go on to the screens."""
    settings = settings_from(chosen)
    is_demo = chosen.get("demo") or chosen.get("demo_of")
    if is_demo or settings.store_kind or (settings.store / STORE_FILE).is_file() or not is_at_terminal():
        return None
    from sipforms.actions.doors import Standing, door_to

    if door_to(settings, now).standing is not Standing.NOTHING:
        return None
    terminal = this_terminal()
    match _wish(terminal, settings.store):
        case "1":
            from sipforms.cli.screens import open_screens

            return open_screens({**chosen, "demo": True})
        case "2":
            return _founded(terminal, chosen)
    terminal.say(_("Nothing was made. `sipforms --help` lists everything else."))
    return 0


def _wish(terminal: Terminal, folder: Path) -> str:
    terminal.say(_("Nothing is kept here yet: there is no store in {folder}.").format(folder=folder))
    if folder != Settings().store:
        terminal.say(_("If there should be one, the drive that it lies on may not be connected."))
    terminal.say()
    terminal.say("  1  " + _("See how it works, with invented citizens. Nothing real is touched."))
    terminal.say("  2  " + _("Make the place where your own answers are kept. It takes about ten minutes."))
    terminal.say("  3  " + _("Nothing now."))
    terminal.say()
    while True:
        wish = terminal.ask(_("What do you want? 1, 2 or 3:"))
        if wish in {"1", "2", "3"}:
            return wish


def _founded(terminal: Terminal, chosen: Chosen) -> int | None:
    """The store made, and on to the screens, where the new leader signs in for the first time."""
    from sipforms.cli.founding import founded_at, must_be_free

    settings = settings_from(chosen)
    code = founded_at(terminal, chosen, settings, must_be_free(settings))
    if code:
        return code
    terminal.say()
    terminal.ask(_("Press Enter to sign in for the first time:"))
    return None
