"""Putting the plug-ins of a workplace together: our own, those installed as packages, those of trusted bundles."""

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal, TypeAlias

import pluggy

from sipforms.engine import hookspecs
from sipforms.engine.checks.codes import found_with
from sipforms.engine.problem import Fact, Place, Problem

Origin: TypeAlias = Literal["own", "package", "hooks"]
Report: TypeAlias = Callable[[Problem], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugged:
    """A plug-in at hand: ours, one from a package (which, and its version), or a bundle's trusted ``hooks.py``."""

    name: str
    origin: Origin
    package: str = ""
    blocked: bool = False


def _unheard(_problem: Problem) -> None:
    """Nobody listens."""


def imported_later(module: str, hook: str) -> object:
    """A plug-in with one hook, whose module is imported when its words are asked for.

    It owns up to nothing but the hook, so that pluggy need not look into all that every object has.
    """

    def offer() -> Iterable[object]:
        found: Iterable[object] = getattr(import_module(module), hook)()
        return found

    return type("Later", (), {hook: staticmethod(hookspecs.hookimpl(offer)), "__dir__": lambda _self: [hook]})()


def plugin_manager(
    builtins: Mapping[str, object],
    *,
    installed: bool,
    blocked: Collection[str] = (),
    report: Report = _unheard,
) -> pluggy.PluginManager:
    """A manager of its own for one workplace: our plug-ins first, then, when wanted, those installed as packages.

    Those named in ``blocked`` are never loaded. One that cannot be loaded is reported, and the rest work.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    for name in blocked:
        manager.set_blocked(name)
    for name, plugin in builtins.items():
        manager.register(plugin, name=name)
    if installed and _any_installed():
        for name in installed_names():
            _load_installed(manager, name, report)
    return manager


def register_module(manager: pluggy.PluginManager, name: str, module: object, report: Report) -> None:
    """Add a plug-in that has been loaded already; one that pluggy refuses is reported and left out."""
    try:
        manager.register(module, name=name)
    except (ValueError, pluggy.PluginValidationError) as fault:
        if manager.has_plugin(name):
            manager.unregister(name=name)
        report(plugin_problem("plugin-not-loaded", name, fault=type(fault).__name__))


def plugged(manager: pluggy.PluginManager) -> tuple[Plugged, ...]:
    """Every plug-in of the manager, those that are blocked too, in the order in which they are asked."""
    packages = {id(plugin): f"{about.project_name} {about.version}" for plugin, about in manager.list_plugin_distinfo()}
    return tuple(
        Plugged(
            name=name,
            origin=_origin(name, id(plugin) in packages),
            package=packages.get(id(plugin), ""),
            blocked=plugin is None,
        )
        for name, plugin in manager.list_name_plugin()
    )


def _origin(name: str, is_package: bool) -> Origin:  # noqa: FBT001 - a fact about the name, not a switch
    if is_package:
        return "package"
    return "hooks" if name.startswith("hooks:") else "own"


def installed_names() -> Iterator[str]:
    """The names of the plug-ins that installed packages offer, loaded or not."""
    from importlib.metadata import entry_points

    yield from dict.fromkeys(one.name for one in entry_points(group=hookspecs.PROJECT))


def _load_installed(manager: pluggy.PluginManager, name: str, report: Report) -> None:
    try:
        manager.load_setuptools_entrypoints(hookspecs.PROJECT, name=name)
    except (Exception, SystemExit) as fault:  # noqa: BLE001 - a plug-in may fail in any way, and the others must work
        report(plugin_problem("plugin-not-loaded", name, fault=type(fault).__name__))


def plugin_problem(code: str, plugin: str, **facts: Fact) -> Problem:
    """A problem with a plug-in; its place is the plug-in's name."""
    return found_with(code, Place(file=f"plugin:{plugin}"), {"plugin": plugin, **facts})


def _any_installed() -> bool:
    """True when some installed package may offer plug-ins.

    A look at the files spares the machinery that reads them properly.
    """
    group = f"[{hookspecs.PROJECT}]".encode()
    return any(group in _entry_points(package) for folder in sys.path if folder for package in _packages_in(folder))


def _packages_in(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry.path for entry in entries if entry.name.endswith("-info"))
    except OSError:  # a path may name an archive, or what is not there
        return


def _entry_points(package: str) -> bytes:
    try:
        return Path(package, "entry_points.txt").read_bytes()
    except OSError:
        return b""
