"""Plug-ins and what each offers, code and programmes in one list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from sipforms.actions.shelving.standing import Code
from sipforms.engine.hooks.loading import hooks_plugin
from sipforms.engine.hooks.outline import hooks_digest, hooks_in
from sipforms.engine.hookspecs import HOOKS
from sipforms.engine.plugging import installed_names
from sipforms.engine.response import Json
from sipforms.engine.shelf import BundlePlugin, bundle_folders, shipped
from sipforms.engine.vocabulary import Vocabulary, Word
from sipforms.plugins import BUILTINS

Kind: TypeAlias = Literal["own", "package", "hooks", "bundle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginFacts:
    """One plug-in: its name, what kind it is, the package or folder it comes from, and its words by hook.

    ``code`` says of a programme whether it carries a ``hooks.py``, and whether that is trusted.
    """

    name: str
    kind: Kind
    source: str = ""
    blocked: bool = False
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    code: Code = "none"

    def plain(self) -> dict[str, Json]:
        """The same for machines."""
        offers: dict[str, Json] = {hook: list(words) for hook, words in self.offers.items()}
        return {
            "name": self.name,
            "kind": self.kind,
            "source": self.source,
            "blocked": self.blocked,
            "offers": offers,
            "hooks": self.code,
        }


def plugin_facts(vocabulary: Vocabulary, shelves: Iterable[Path]) -> tuple[PluginFacts, ...]:
    """Our own, those from packages, trusted code, and every programme on the shelves; the blocked ones too."""
    offers = _offers(vocabulary)
    bundles = tuple(_bundles(vocabulary, shelves))
    names = {one.name for one in bundles}
    code = tuple(
        PluginFacts(
            name=one.name,
            kind=one.origin,
            source=one.package,
            blocked=one.blocked,
            offers=offers.get(one.name, {}),
        )
        for one in vocabulary.plugins
        if one.name not in names
    )
    return (*code, *bundles)


def words_of(vocabulary: Vocabulary) -> Mapping[str, Mapping[str, Word[Any]]]:
    """Every word by the hook through which it is offered."""
    return {hook: getattr(vocabulary, hook) for hook in HOOKS}


def blocked_in_vain(facts: Iterable[PluginFacts], blocked: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Names that are blocked and that no plug-in has: perhaps misspelt, so that something is not blocked after all."""
    bundles = {one.name for one in facts if one.kind == "bundle"} | {f"bundle:{id_}" for id_ in vocabulary.programmes}
    code = {hooks_plugin(name.removeprefix("bundle:")) for name in bundles}
    known = {*BUILTINS, *installed_names(), *bundles, *code}
    return tuple(name for name in blocked if name not in known)


def _offers(vocabulary: Vocabulary) -> dict[str, dict[str, tuple[str, ...]]]:
    offers: dict[str, dict[str, tuple[str, ...]]] = {}
    for hook, words in words_of(vocabulary).items():
        for name, word in words.items():
            mine = offers.setdefault(word.plugin, {})
            mine[hook] = (*mine.get(hook, ()), name)
    return offers


def _bundles(vocabulary: Vocabulary, shelves: Iterable[Path]) -> Iterator[PluginFacts]:
    for folder in bundle_folders((shipped(), *shelves)):
        name = BundlePlugin(folder).name
        yield PluginFacts(
            name=name,
            kind="bundle",
            source=str(folder),
            blocked=name in vocabulary.blocked,
            offers={"programmes": (folder.name,)},
            code=_code(folder, vocabulary),
        )


def _code(folder: Path, vocabulary: Vocabulary) -> Code:
    content = hooks_in(folder)
    if content is None:
        return "none"
    if hooks_digest(content) in vocabulary.trusted:
        return "trusted"
    return "changed" if folder.name in vocabulary.trusted.values() else "untrusted"
