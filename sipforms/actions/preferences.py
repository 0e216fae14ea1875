"""What a user has chosen for himself: how it looks, how keys answer, and what is shown. It never changes an answer."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args, get_origin

from sipforms.actions.settings import settings_file
from sipforms.actions.workplace import Workplace
from sipforms.store.failures import StoreUnavailable
from sipforms.store.own_files import replace_own_file

if TYPE_CHECKING:  # who only checks programmes loads no store
    from sipforms.store.preference_folder import PreferenceFolder

ThemeName = Literal["dark", "light", "contrast", "terminal", "plain"]
GlyphChoice = Literal["automatic", "all", "safe", "ascii"]
Spacing = Literal["usual", "airy", "single"]
Advance = Literal["at_once", "after_enter"]
LastTime = Literal["after_answer", "never"]
CitizenAdvance = Literal["confirm", "at_once"]

LONGEST_GUARD = 500
_FILE = "preferences.toml"
_THIS_LOGIN = "reads_lines"
_LARGEST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """One user's choices. ``glyphs`` automatic is by what the terminal can show; ``theme`` plain has no colours.

    ``advance`` after_enter: an answer stays where it is until Enter goes on. ``guard_ms``: the same digit within so
    many milliseconds (0 to 500) is a key held down and not an answer. ``last_time`` may only show less than the
    programme allows. ``citizen_advance`` is the same as ``advance`` for the view that the citizen looks at.
    ``reads_lines``: the program asks line by line. That is asked before anybody signs in, so it is kept for the login
    at this machine and not for the user of the store.
    """

    theme: ThemeName = "dark"
    glyphs: GlyphChoice = "automatic"
    spacing: Spacing = "usual"
    advance: Advance = "at_once"
    guard_ms: int = 60
    last_time: LastTime = "after_answer"
    citizen_advance: CitizenAdvance = "confirm"
    reads_lines: bool = False


USUAL = Preferences()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPreferences:
    """Preferences as they were read. ``broken``: what could not be used, and was left at its usual value.

    In ``broken`` stand names of preferences; one empty name where a file as a whole cannot be read.
    """

    preferences: Preferences = USUAL
    broken: tuple[str, ...] = ()


def preferences_of(workplace: Workplace) -> Preferences:
    """The choices of whoever is here; the usual ones where nothing was kept or it cannot be read."""
    return read_preferences(workplace).preferences


def read_preferences(workplace: Workplace) -> ReadPreferences:
    """The choices of whoever is here, and what of them could not be read."""
    folder = _folder(workplace)
    own = _read_own()
    if folder is None:
        return own
    try:
        found = [_from_text(text) for text in folder.newest()]
    except StoreUnavailable:
        found = [ReadPreferences(broken=("",))]
    best = min(found, key=lambda one: len(one.broken), default=ReadPreferences())
    kept = replace(best.preferences, reads_lines=own.preferences.reads_lines)
    return replace(best, preferences=kept)


def keep_preferences(workplace: Workplace, preferences: Preferences) -> None:
    """Keep the choices of whoever is here. Raises StoreUnavailable when the disk refuses."""
    folder = _folder(workplace)
    if folder is None:
        _write_own(preferences)
        return
    if folder_text(preferences) != next(iter(folder.newest()), None):
        folder.keep(folder_text(preferences))
    own = _read_own().preferences
    if own.reads_lines != preferences.reads_lines:
        _write_own(replace(own, reads_lines=preferences.reads_lines))


def own_preferences() -> Preferences:
    """The choices for this login at this machine: what counts before anybody has signed in."""
    return _read_own().preferences


def starts_in_lines() -> bool:
    """Whether whoever uses this login at this machine wants to be asked line by line."""
    return own_preferences().reads_lines


def folder_text(preferences: Preferences) -> str:
    """The choices as they are kept for a user of a store."""
    return _as_toml(preferences, (one.name for one in fields(preferences) if one.name != _THIS_LOGIN))


def _folder(workplace: Workplace) -> "PreferenceFolder | None":
    """Where the choices of whoever is signed in are kept; nothing where nobody signs in."""
    session = workplace.session
    if session is None:
        return None
    from sipforms.store.preference_folder import PreferenceFolder

    places = session.folders
    return PreferenceFolder(store=places.store, user=session.user.id, disk=places.disk, new_id=places.new_id)


# --- the file of this login ---------------------------------------------------------------------------------------


def own_file() -> Path:
    """The file of whoever uses this login at this machine, beside the settings."""
    return settings_file().with_name(_FILE)


def _read_own() -> ReadPreferences:
    try:
        with own_file().open("rb") as file:
            return _from_text(file.read(_LARGEST).decode("utf-8", errors="replace"))
    except FileNotFoundError:
        return ReadPreferences()
    except OSError:
        return ReadPreferences(broken=("",))


def _write_own(preferences: Preferences) -> None:
    replace_own_file(own_file(), _as_toml(preferences, (one.name for one in fields(preferences))))


# --- as text ------------------------------------------------------------------------------------------------------


def _as_toml(preferences: Preferences, names: Iterable[str]) -> str:
    lines = []
    for name in names:
        value = getattr(preferences, name)
        lines.append(f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {str(value).lower()}")
    return "\n".join(lines) + "\n"


def _from_text(text: str) -> ReadPreferences:
    try:
        written = tomllib.loads(text)
    except (ValueError, RecursionError):
        return ReadPreferences(broken=("",))
    good = {name: value for name, value in written.items() if is_choice(name, value)}
    # A name that we do not know was written by a newer version, and must not be told as a fault each time.
    broken = tuple(name for name in written if name in CHOICES and name not in good)
    return ReadPreferences(preferences=replace(USUAL, **good), broken=broken)


def _choices(kind: object) -> tuple[object, ...]:
    if get_origin(kind) is Literal:
        return get_args(kind)
    return (False, True) if kind is bool else tuple(range(LONGEST_GUARD + 1))


CHOICES: Mapping[str, tuple[object, ...]] = {one.name: _choices(one.type) for one in fields(Preferences)}
"""What each preference may be, by its name, in the order in which they are offered."""


def is_choice(name: str, value: object) -> bool:
    """Whether a preference of this name may have this value."""
    return any(one == value and type(one) is type(value) for one in CHOICES.get(name, ()))
