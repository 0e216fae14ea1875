"""Which keys do what: one table, and nowhere else. A user may change it in a file of his own."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from sipforms.actions.preferences import own_file
from sipforms.store.own_files import begin_own_file

DEFAULTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "up": ("up",),
        "down": ("down",),
        "before": ("left",),
        "next": ("right",),
        "area_before": ("pageup",),
        "area_after": ("pagedown",),
        "first": ("home",),
        "last": ("end",),
        "go_on": ("enter",),
        "next_empty": ("+", "n"),
        "jump": ("g",),
        "undo": ("backspace",),
        "undo_burst": ("ctrl+z",),
        "blank": ("delete",),
        "add_row": ("insert",),
        "note": ("*", "k"),
        "reason": ("f3",),
        "list": ("space",),
        "as_last_time": ("=",),
        "last_time": ("f6",),
        "review": ("f2",),
        "citizen": ("f4",),
        "citizen_screen": ("ctrl+t",),
        "help": ("f1", "?"),
        "leave": ("escape",),
        "switch_user": ("f7",),
        "hide": ("f8",),
        "spacing": ("f9",),
        "commands": ("ctrl+p",),
        "quit": ("ctrl+q", "f10"),
    }
)
"""What can be done on the form besides answering, and the keys that do it; the first is the one that is shown.

A sign stands for itself, from the number pad too; other keys have the names of ``NAMES``.
"""
EVERYWHERE = ("help", "switch_user", "hide", "spacing", "commands", "quit")
"""What works on every screen, not on the form alone."""
ANSWERS = frozenset("0123456789-/,.")
"""Signs that are answers; they cannot be taken for anything else."""
FIXED = frozenset({"leave", "hide", "go_on"})
"""What keeps its key: people must be able to rely on Esc, F8 and Enter at every machine."""
_NAMED = (
    "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "backspace", "delete", "insert", "space", "tab",
)  # fmt: skip
NAMES = frozenset(
    (*_NAMED, *(f"f{number}" for number in range(1, 11)), *(f"ctrl+{one}" for one in "abdefgklnopqrstuvwxyz"))
)
"""Keys without a sign of their own. F11 and F12 belong to the terminal, Ctrl+C, H, I, J and M are other keys to it."""
_FILE = "keys.toml"
_LARGEST = 100_000
_ALIKE = 0.7
_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keymap:
    """What each key does: ``keys`` by what is done, the most usual key first."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: DEFAULTS)
    does: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "does", {key: name for name, keys in self.keys.items() for key in keys})

    def of(self, key: str) -> str | None:
        """What a key does; nothing for one that is not in the table, such as the keys of answers."""
        return self.does.get(key)

    def is_own(self, key: str) -> bool:
        """Whether the user gave this key a meaning that it does not have by itself."""
        return key in self.does and key not in DEFAULTS[self.does[key]]


USUAL = Keymap()


class Wrong(StrEnum):
    """Why something in the file does not count."""

    SYNTAX = "syntax"
    UNREADABLE = "unreadable"
    NO_SUCH_ACTION = "no-such-action"
    """``instead`` is the nearest name there is."""
    NOT_A_LIST = "not-a-list"
    NO_SUCH_KEY = "no-such-key"
    """``instead`` is the nearest name there is."""
    FIXED_ACTION = "fixed-action"
    FIXED_KEY = "fixed-key"
    TAKEN = "taken"
    """``instead`` is what the key does already."""
    NEEDED = "needed"
    """The key is the only one of ``instead``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongKey:
    """One thing in the file that does not count. ``line`` is where, from 1; 0 when that is not known."""

    why: Wrong
    line: int = 0
    name: str = ""
    key: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadKeymap:
    """The keys as the file says, as far as it can be followed."""

    keymap: Keymap = USUAL
    wrong: tuple[WrongKey, ...] = ()


def keymap_file() -> Path:
    """The file in which whoever uses this login at this machine gives keys another meaning, beside the settings."""
    return own_file().with_name(_FILE)


def read_keymap(file: Path | None = None) -> ReadKeymap:
    """The keys as the file says; the usual ones where there is none. What does not count is told, and no other."""
    try:
        with (file or keymap_file()).open("rb") as opened:
            text = opened.read(_LARGEST).decode("utf-8-sig")
        written = tomllib.loads(text)
    except FileNotFoundError:
        return ReadKeymap()
    except OSError:
        return ReadKeymap(wrong=(WrongKey(why=Wrong.UNREADABLE),))
    except (ValueError, RecursionError) as fault:
        found = _LINE.search(str(fault))
        return ReadKeymap(wrong=(WrongKey(why=Wrong.SYNTAX, line=int(found[1]) if found else 0),))
    return _Reading(text).read(written)


def begin_keymap(text: str) -> bool:
    """Put a file of keys there with this text, where there is none; whether it did. Raises StoreUnavailable."""
    return begin_own_file(keymap_file(), text)


class _Reading:
    """One reading of a file: what was asked for, and what of it does not count."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._wrong: list[WrongKey] = []

    def read(self, written: Mapping[str, object]) -> ReadKeymap:
        asked: dict[str, tuple[str, ...]] = {}
        taken: dict[str, str] = {}
        for name, keys in written.items():
            good = [key for key in self._keys(name, keys) if self._is_free(name, key, taken)]
            taken |= dict.fromkeys(good, name)
            if good:
                asked[name] = tuple(good)
        return ReadKeymap(keymap=Keymap(keys=self._whole(asked)), wrong=tuple(self._wrong))

    def _say(self, why: Wrong, name: str, key: str = "", instead: str = "") -> None:
        named = re.compile(rf'\s*["\']?{re.escape(name)}["\']?\s*=')
        line = next((number for number, one in enumerate(self._lines, 1) if named.match(one)), 0)
        self._wrong.append(WrongKey(why=why, line=line, name=name, key=key, instead=instead))

    def _keys(self, name: str, keys: object) -> Iterable[str]:
        """The keys asked for that there are, as we write them."""
        if name not in DEFAULTS:
            self._say(Wrong.NO_SUCH_ACTION, name, instead=_nearest(name, DEFAULTS))
        elif name in FIXED:
            self._say(Wrong.FIXED_ACTION, name, DEFAULTS[name][0])
        elif not (isinstance(keys, list) and keys and all(isinstance(one, str) for one in keys)):
            self._say(Wrong.NOT_A_LIST, name)
        else:
            for key in dict.fromkeys(one.strip().casefold() for one in keys):
                if key in NAMES or (len(key) == 1 and key.isprintable() and key not in ANSWERS and not key.isspace()):
                    yield key
                elif key in ANSWERS or key in ("escape", "enter"):
                    self._say(Wrong.FIXED_KEY, name, key)
                else:
                    self._say(Wrong.NO_SUCH_KEY, name, key, _nearest(key, NAMES))

    def _is_free(self, name: str, key: str, taken: Mapping[str, str]) -> bool:
        if any(key in DEFAULTS[one] for one in FIXED):
            self._say(Wrong.FIXED_KEY, name, key)
            return False
        if key in taken:
            self._say(Wrong.TAKEN, name, key, taken[key])
        return key not in taken

    def _whole(self, asked: dict[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        """The whole table: what was asked for, and the usual keys of all else. Nothing may end without any key."""
        while True:
            taken = {key: name for name, keys in asked.items() for key in keys}
            whole = {
                name: asked.get(name) or tuple(key for key in keys if taken.get(key, name) == name)
                for name, keys in DEFAULTS.items()
            }
            bare = next((name for name, keys in whole.items() if not keys), None)
            if bare is None:
                return whole
            key = DEFAULTS[bare][0]
            taker = taken[key]
            self._say(Wrong.NEEDED, taker, key, bare)
            left = tuple(one for one in asked.pop(taker) if one != key)
            if left:
                asked[taker] = left


def _nearest(word: str, among: Iterable[str]) -> str:
    return next(iter(get_close_matches(word.casefold(), list(among), 1, _ALIKE)), "")
