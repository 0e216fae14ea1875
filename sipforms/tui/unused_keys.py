"""What is said about a key that does nothing, and about what was pasted where nothing is written."""

from typing import Any

from textual.events import Key
from textual.screen import Screen

from sipforms.actions.keymap import USUAL
from sipforms.render.language import N_, _
from sipforms.tui.keys import key_name, sign

_NO_KEYS = ("left_", "right_", "iso_level", "media_", "lower_volume", "raise_volume", "mute_volume", "<ignore>")
"""Beginnings of what terminals send that nobody pressed to do something with: Shift by itself, the volume."""
_LOCKS = frozenset({"caps_lock", "scroll_lock", "num_lock"})
_EMPTY = frozenset({"minimize", "screen.minimize"})
"""What Textual would do for keys that mean nothing to us."""
_FOCUS = frozenset({"app.focus_next", "app.focus_previous", "focus_next", "focus_previous"})


WHY_NOT = {
    "switch_user": N_("nobody signs in here, so there is nobody to sign out."),
    "spacing": N_("sign in first, then the screen is as you like it."),
    "commands": N_("sign in first."),
}
"""Why a key that does the same everywhere does not do it here."""


def unused_told(screen: Screen[Any], event: Key) -> str:
    """That the key does nothing on this screen; nothing for a key that does something, or that is none."""
    # Whatever took a key has stopped it; a screen that took one may not have prevented the rest.
    if getattr(event, "_stop_propagation", False) or event.key in _LOCKS or event.key.startswith(_NO_KEYS):
        return ""
    does = _does(screen, event)
    if does - _EMPTY and not (does <= _FOCUS | _EMPTY and len(screen.focus_chain) < 2):
        return ""
    key = key_name(sign(event) or event.key)
    why = WHY_NOT.get(getattr(screen.app, "keymap", USUAL).of(event.key) or "")
    if why:
        return _("{key} does nothing here: {why}").format(key=key, why=_(why))
    helps = [one.binding.key for one in screen.active_bindings.values() if one.binding.action in ("help", "app.help")]
    if helps:
        return _("{key} does nothing here. {help} shows the keys.").format(key=key, help=key_name(min(helps)))
    return _("{key} does nothing here.").format(key=key)


def pasted_told() -> str:
    """That what was pasted is not taken."""
    return _("What you pasted is not taken here: nothing has been changed. Paste it where text is written.")


def _does(screen: Screen[Any], event: Key) -> frozenset[str]:
    """What is done for the key on this screen, by the name of the action."""
    found = screen.active_bindings.get(event.key)
    return frozenset({found.binding.action} if found is not None and found.enabled else ())
