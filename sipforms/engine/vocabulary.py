"""The words that plug-ins offer, each with the plug-in it came from, and the problems met while asking for them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import pluggy

from sipforms.engine.plugging import Plugged, imported_later, plugged, plugin_manager, plugin_problem
from sipforms.engine.problem import Problem
from sipforms.engine.score.scorer import Scorer

if TYPE_CHECKING:
    from sipforms.engine.offers import BundleCheck, ExportFormat, ReportSection, StoreKind
    from sipforms.engine.read.bundle import Bundle

__all__ = ["Named", "Vocabulary", "Word", "Words", "collect", "imported_later", "plugin_manager"]


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


class Words(Mapping[str, Word[Offer]]):
    """The words of one hook by name, asked for when they are first looked at.

    Most commands need few kinds of words, and what a plug-in must import to offer the others is not imported.
    """

    def __init__(self, ask: Callable[[Callable[[Problem], None]], Mapping[str, Word[Offer]]]) -> None:
        self._ask = ask

    @cached_property
    def _asked(self) -> tuple[Mapping[str, Word[Offer]], tuple[Problem, ...]]:
        problems: list[Problem] = []
        return self._ask(problems.append), tuple(problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What went wrong when the plug-ins were asked."""
        return self._asked[1]

    def __getitem__(self, name: str) -> Word[Offer]:
        return self._asked[0][name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._asked[0])

    def __len__(self) -> int:
        return len(self._asked[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Every word by name. Where two plug-ins offer one name the first keeps it and ``problems`` names both.

    ``plugins`` are those that were asked, and those that are blocked; ``failures`` is what kept others from being
    asked at all. ``trusted`` says which ``hooks.py`` may run here: the programme's id by the digest of the file.
    Checking never runs any (``runs_hooks``): words that a bundle's own file mentions are then believed, unseen.
    """

    scorers: Mapping[str, Word[Scorer]] = field(default_factory=dict)
    report_sections: Mapping[str, "Word[ReportSection]"] = field(default_factory=dict)
    export_formats: Mapping[str, "Word[ExportFormat]"] = field(default_factory=dict)
    bundle_checks: Mapping[str, "Word[BundleCheck]"] = field(default_factory=dict)
    stores: Mapping[str, "Word[StoreKind]"] = field(default_factory=dict)
    programmes: Mapping[str, "Word[Bundle]"] = field(default_factory=dict)
    plugins: tuple[Plugged, ...] = ()
    failures: tuple[Problem, ...] = ()
    trusted: Mapping[str, str] = field(default_factory=dict)
    runs_hooks: bool = True

    @property
    def blocked(self) -> frozenset[str]:
        """The names of the plug-ins that are not to be used; a programme's is ``bundle:`` and its id."""
        return frozenset(one.name for one in self.plugins if one.blocked)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What went wrong with any plug-in; asks them all."""
        kinds: tuple[Mapping[str, Word[Any]], ...] = (
            self.scorers,
            self.report_sections,
            self.export_formats,
            self.bundle_checks,
            self.stores,
            self.programmes,
        )
        asked = (problem for words in kinds if isinstance(words, Words) for problem in words.problems)
        return (*self.failures, *asked)


def collect(
    manager: pluggy.PluginManager,
    failures: Iterable[Problem] = (),
    trusted: Mapping[str, str] | None = None,
    *,
    runs_hooks: bool = True,
) -> Vocabulary:
    """The words of every plug-in. Plug-ins are asked one at a time, each kind of word when it is first needed."""

    def words(hook: str) -> Words[Any]:
        return Words(lambda report: _collected(manager, hook, report))

    return Vocabulary(
        scorers=words("scorers"),
        report_sections=words("report_sections"),
        export_formats=words("export_formats"),
        bundle_checks=words("bundle_checks"),
        stores=words("stores"),
        programmes=words("programmes"),
        plugins=plugged(manager),
        failures=tuple(failures),
        trusted=MappingProxyType(dict(trusted or {})),
        runs_hooks=runs_hooks,
    )


def _kind_of(hook: str) -> type[Any]:
    """The record that a hook's offers are. All but scorers are loaded when somebody offers one and it is asked for."""
    if hook == "scorers":
        return Scorer
    from sipforms.engine.offers import BundleCheck, ExportFormat, ReportSection, StoreKind
    from sipforms.engine.read.bundle import Bundle

    kinds: Mapping[str, type[Any]] = {
        "report_sections": ReportSection,
        "export_formats": ExportFormat,
        "bundle_checks": BundleCheck,
        "stores": StoreKind,
        "programmes": Bundle,
    }
    return kinds[hook]


def _collected(manager: pluggy.PluginManager, hook: str, report: Callable[[Problem], None]) -> Mapping[str, Word[Any]]:
    words: dict[str, Word[Any]] = {}
    implementations = getattr(manager.hook, hook).get_hookimpls()
    kind = _kind_of(hook) if implementations else object
    for implementation in implementations:
        plugin = implementation.plugin_name
        for offer in _asked(implementation.function, kind, plugin, hook, report):
            if offer.name in words:
                first = words[offer.name].plugin
                report(plugin_problem("two-plugins-one-name", plugin, hook=hook, name=offer.name, first=first))
            else:
                words[offer.name] = Word(offer=offer, plugin=plugin)
    return MappingProxyType(words)


def _asked(
    function: Callable[[], Iterable[Offer]],
    kind: type[Offer],
    plugin: str,
    hook: str,
    report: Callable[[Problem], None],
) -> tuple[Offer, ...]:
    try:
        offers = tuple(function())
    except Exception as fault:  # noqa: BLE001 - a plug-in may fail in any way, and the others must still work
        report(plugin_problem("plugin-failed", plugin, hook=hook, fault=type(fault).__name__))
        return ()
    wrong = [offer for offer in offers if not isinstance(offer, kind)]
    if wrong:
        report(
            plugin_problem(
                "plugin-offers-wrong-kind", plugin, hook=hook, kind=type(wrong[0]).__name__, wanted=kind.__name__
            )
        )
    return tuple(offer for offer in offers if isinstance(offer, kind))
