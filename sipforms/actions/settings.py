"""What a workplace is set to: one TOML file, with what the command line says on top of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

_FILE = "sipforms.toml"
_KNOWN = frozenset({"language", "programmes", "store", "user", "parameters", "blocked", "store_kind", "lock_after"})
_LOCK_AFTER = range(1, 16)
_TRUST = "trusted_hooks.json"


class SettingsError(Exception):
    """The settings file cannot be used; ``reason`` is syntax, unreadable, unknown, value or minutes."""

    def __init__(self, file: Path, reason: str, name: str = "") -> None:
        super().__init__(reason)
        self.file, self.reason, self.name = file, reason, name


def _own_shelf() -> Path:
    return Path(platformdirs.user_data_dir("sipforms", appauthor=False)) / "programmes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where programmes and case files are, the language, and what the facility has chosen for each programme.

    ``programmes`` are the shelves that programmes are looked for on, and ``shelf`` is the one that new programmes are
    put on: a folder of its own beside the usual place of the store, unless the command line finds another.
    ``store_kind`` is the kind of store that a plug-in offers; without one it is ours.
    ``lock_after`` is after how many minutes without a key the screen locks, from 1 to 15.
    ``blocked`` names plug-ins that are not to be used; ``trust_list`` is the file with the trusted ``hooks.py``.
    ``parameters`` is by programme, then by parameter: ``{"voksen": {"form": "kort"}}``.
    """

    language: str = "da"
    language_given: bool = False
    programmes: tuple[Path, ...] = ()
    store: Path = field(default_factory=lambda: Path(platformdirs.user_data_dir("sipforms", appauthor=False)) / "store")
    store_kind: str = ""
    user: str = ""
    parameters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    shelf: Path = field(default_factory=_own_shelf)
    blocked: tuple[str, ...] = ()
    trust_list: Path = field(default_factory=lambda: settings_file().with_name(_TRUST))
    lock_after: int = 3


def settings_file() -> Path:
    """The one settings file of this person on this machine."""
    return Path(platformdirs.user_config_dir("sipforms", appauthor=False)) / _FILE


def read_settings(file: Path) -> Settings:
    """The settings in the file, or the defaults when there is none. Raises SettingsError, naming what is wrong."""
    try:
        content = file.read_text(encoding="utf-8")
        import tomllib  # only those who have a settings file pay for the reading of TOML

        written = tomllib.loads(content)
    except FileNotFoundError:
        return Settings(trust_list=file.with_name(_TRUST))
    except ValueError as fault:  # neither TOML nor, perhaps, UTF-8
        raise SettingsError(file, "syntax") from fault
    except OSError as fault:
        raise SettingsError(file, "unreadable") from fault
    unknown = sorted(set(written) - _KNOWN)
    if unknown:
        raise SettingsError(file, "unknown", unknown[0])
    return _settings(file, written)


def _settings(file: Path, written: Mapping[str, Any]) -> Settings:
    for name, kind in (
        ("language", str),
        ("programmes", list),
        ("store", str),
        ("user", str),
        ("parameters", dict),
        ("blocked", list),
        ("store_kind", str),
        ("lock_after", int),
    ):
        if name in written and not isinstance(written[name], kind):
            raise SettingsError(file, "value", name)
    if written.get("lock_after", 1) not in _LOCK_AFTER or written.get("lock_after") is True:
        raise SettingsError(file, "minutes", "lock_after")
    plainly = ("language", "user", "store_kind", "lock_after")
    given: dict[str, Any] = {name: written[name] for name in plainly if name in written}
    if "store" in written:
        given["store"] = (file.parent / Path(written["store"]).expanduser()).resolve()
    given["language_given"] = "language" in written
    given["programmes"] = tuple(
        (file.parent / Path(one).expanduser()).resolve() for one in written.get("programmes", ())
    )
    given["parameters"] = {
        programme: {name: _written(value) for name, value in chosen.items()}
        for programme, chosen in written.get("parameters", {}).items()
        if isinstance(chosen, dict)
    }
    given["blocked"] = tuple(map(str, written.get("blocked", ())))
    return Settings(**given, trust_list=file.with_name(_TRUST))


def _written(value: object) -> str:
    """A choice as programmes write it: true and false in small letters."""
    return str(value).lower() if isinstance(value, bool) else str(value)
