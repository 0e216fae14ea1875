"""The words that plug-ins offer, each with the plug-in it came from, and the problems met while asking for them."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

import pluggy

from sipforms.engine import hookspecs
from sipforms.engine.offers import BundleCheck, ExportFormat, ReportSection, Scorer, StoreKind
from sipforms.engine.problem import Fact, Place, Problem


class Named(Protocol):
    """Anything a plug-in offers has a name that bundles or commands use."""

    @property
    def name(self) -> str: ...


Offer = TypeVar("Offer", bound=Named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word(Generic[Offer]):
    """An offer and the name of the plug-in that made it."""

    offer: Offer
    plugin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Every word by name. Where two plug-ins offer one name the first keeps it and ``problems`` names both."""

    scorers: Mapping[str, Word[Scorer]] = field(default_factory=dict)
    report_sections: Mapping[str, Word[ReportSection]] = field(default_factory=dict)
    export_formats: Mapping[str, Word[ExportFormat]] = field(default_factory=dict)
    bundle_checks: Mapping[str, Word[BundleCheck]] = field(default_factory=dict)
    stores: Mapping[str, Word[StoreKind]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def plugin_manager(builtins: Mapping[str, object], *, installed: bool) -> pluggy.PluginManager:
    """A manager of its own for one workplace: our plug-ins first, then, when wanted, those installed as packages."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    for name, plugin in builtins.items():
        manager.register(plugin, name=name)
    if installed and _any_installed():
        manager.load_setuptools_entrypoints(hookspecs.PROJECT)
    return manager


def _any_installed() -> bool:
    """True when some installed package may offer plug-ins.

    A look at the files spares the machinery that reads them properly.
    """
    group = f"[{hookspecs.PROJECT}]".encode()
    folders = (Path(entry) for entry in sys.path if entry)
    lists = (found for folder in folders for found in folder.glob("*-info/entry_points.txt"))
    return any(group in found.read_bytes() for found in lists)


def collect(manager: pluggy.PluginManager) -> Vocabulary:
    """Ask every plug-in for its words, one at a time."""
    problems: list[Problem] = []

    def words(hook: str, kind: type[Offer]) -> Mapping[str, Word[Offer]]:
        return _collected(manager, hook, kind, problems.append)

    return Vocabulary(
        scorers=words("scorers", Scorer),
        report_sections=words("report_sections", ReportSection),
        export_formats=words("export_formats", ExportFormat),
        bundle_checks=words("bundle_checks", BundleCheck),
        stores=words("stores", StoreKind),
        problems=tuple(problems),
    )


def _collected(
    manager: pluggy.PluginManager, hook: str, kind: type[Offer], report: Callable[[Problem], None]
) -> Mapping[str, Word[Offer]]:
    words: dict[str, Word[Offer]] = {}
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        plugin = implementation.plugin_name
        for offer in _asked(implementation.function, kind, plugin, hook, report):
            if offer.name in words:
                report(_problem("two-plugins-one-name", plugin, hook=hook, name=offer.name,
                first=words[offer.name].plugin))
            else:
                words[offer.name] = Word(offer=offer, plugin=plugin)
    return MappingProxyType(words)


def _asked(
    function: Callable[[], Iterable[Offer]], kind: type[Offer], plugin: str, hook: str, report: Callable[[Problem],
    None]
) -> tuple[Offer, ...]:
    try:
        offers = tuple(function())
    except Exception as fault:  # noqa: BLE001 - a plug-in may fail in any way, and the others must still work
        report(_problem("plugin-failed", plugin, hook=hook, fault=type(fault).__name__))
        return ()
    wrong = [offer for offer in offers if not isinstance(offer, kind)]
    if wrong:
        report(_problem("plugin-offers-wrong-kind", plugin, hook=hook, kind=type(wrong[0]).__name__,
        wanted=kind.__name__))
    return tuple(offer for offer in offers if isinstance(offer, kind))


def _problem(code: str, plugin: str, **facts: Fact) -> Problem:
    return Problem(code=code, place=Place(file=f"plugin:{plugin}"), facts={"plugin": plugin, **facts})
