"""Which keys do what on the form: one table, and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

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
        "as_last_time": ("=",),
        "last_time": ("f6",),
        "review": ("f2",),
        "help": ("f1", "?"),
        "leave": ("escape",),
    }
)
"""What can be done on the form besides answering, and the keys that do it; the first is the one that is shown.

A sign stands for itself, from the number pad too; other keys by the names of ``NAMED``.
"""


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


USUAL = Keymap()
