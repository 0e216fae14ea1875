"""Doors: what a folder is to somebody who wants to work in it, before anything of a store is opened."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from sipforms.actions.programmes import Programmes, find_programmes
from sipforms.actions.settings import Settings
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.actions.workplace import Clock
from sipforms.engine.vocabulary import Vocabulary
from sipforms.store.failures import NotAStore, UnknownFormat
from sipforms.store.protocol import StoreFacts


class Standing(StrEnum):
    """What a folder is to somebody who wants to work in it."""

    NOTHING = "nothing"
    """It is not there, or there is nothing in it."""
    FOREIGN = "foreign"
    """Something else is in it."""
    HEADLESS = "headless"
    """A store is in it, but not the file that says what it is; or one put there that says it is not encrypted."""
    NEWER = "newer"
    """A newer version of the program made the store."""
    DEMO = "demo"
    UNPROTECTED = "unprotected"
    PROTECTED = "protected"
    OFFERED = "offered"
    """A plug-in keeps the store, and everything about it is the plug-in's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a workplace has besides its store; the same for whoever signs in."""

    programmes: Programmes
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A folder and what it is. Nothing of a store is opened yet."""

    settings: Settings
    now: Clock
    standing: Standing
    facts: StoreFacts | None = None
    parts: Parts | None = None

    @property
    def folder(self) -> Path:
        """Where the store is, or would be."""
        return self.settings.store

    @property
    def needs_sign_in(self) -> bool:
        """Whether nobody comes in without name and passphrase."""
        return self.standing is Standing.PROTECTED


def door_to(settings: Settings, now: Clock) -> Door:
    """What the settings' folder is; only what the store says of itself is read. Raises StoreUnavailable."""
    if settings.store_kind:
        return Door(settings=settings, now=now, standing=Standing.OFFERED)
    from sipforms.store.opening import read_facts

    try:
        facts = read_facts(settings.store)
    except NotAStore:
        return Door(settings=settings, now=now, standing=_without_a_store(settings.store))
    except UnknownFormat:
        return Door(settings=settings, now=now, standing=Standing.NEWER)
    if not facts.is_protected and _without_a_store(settings.store) is Standing.HEADLESS:
        return Door(settings=settings, now=now, standing=Standing.HEADLESS)
    return Door(settings=settings, now=now, standing=_standing(facts), facts=facts)


def _standing(facts: StoreFacts) -> Standing:
    if facts.is_demo:
        return Standing.DEMO
    return Standing.PROTECTED if facts.is_protected else Standing.UNPROTECTED


def _without_a_store(folder: Path) -> Standing:
    """What an interrupted founding leaves, keys that nothing was sealed with and pieces of files, is nothing."""
    try:
        names = {one.name for one in folder.iterdir() if one.suffix != ".tmp"}
        keys = {one.name for one in (folder / "keys").iterdir()} if "keys" in names else set()
    except FileNotFoundError:
        return Standing.NOTHING
    except OSError:
        return Standing.FOREIGN
    if "register" in keys and (names & {"cases", "log"} or "cases" in keys):
        return Standing.HEADLESS
    return Standing.FOREIGN if names - {"keys"} else Standing.NOTHING


def furnished(door: Door) -> Door:
    """The door with programmes and words read, which takes longest; as it is where that has been done."""
    return door if door.parts is not None else replace(door, parts=parts_of(door))


def alone(door: Door, programme: str) -> Door:
    """The door with one programme in use: a demonstration is of that one."""
    parts = parts_of(door)
    return replace(door, parts=replace(parts, programmes=parts.programmes.alone(programme)))


def parts_of(door: Door) -> Parts:
    """Programmes and words, read now where that has not been done."""
    if door.parts is not None:
        return door.parts
    vocabulary = open_vocabulary(door.settings)
    programmes = find_programmes(door.settings.programmes, vocabulary, door.settings.language)
    return Parts(programmes=programmes, vocabulary=vocabulary)
