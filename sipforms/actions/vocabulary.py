"""The words at hand: those of our own plug-ins and of whatever else is installed."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pluggy

from sipforms.actions.settings import Settings
from sipforms.engine.checks.codes import found
from sipforms.engine.plugging import Report, plugin_problem, register_module
from sipforms.engine.problem import Place, Problem
from sipforms.engine.shelf import BundlePlugin, bundle_folders, shipped
from sipforms.engine.vocabulary import Vocabulary, collect, plugin_manager
from sipforms.plugins import builtin_plugins


def open_vocabulary(
    settings: Settings | None = None, folders: Iterable[Path] = (), *, installed: bool = True, hooks: bool = True
) -> Vocabulary:
    """The words of our own plug-ins, of those installed as packages, and of the ``hooks.py`` that are trusted here.

    With settings, those of the bundles on the workplace's shelves and in ``folders`` are looked at, and run when their
    digest is trusted; without, none is. Nor is any without ``hooks``: checking never runs what a bundle carries.
    """
    failures: list[Problem] = []
    blocked = () if settings is None else settings.blocked
    manager = plugin_manager(builtin_plugins(), installed=installed, blocked=blocked, report=failures.append)
    trusted = {} if settings is None else _trusted(settings, failures.append)
    if settings is not None and trusted and hooks:
        shelves = (shipped(), *settings.programmes, *folders)
        _run_hooks(manager, dict(_with_hooks(shelves, frozenset(blocked))), trusted, failures.append)
    return collect(manager, failures, trusted, runs_hooks=hooks)


def _trusted(settings: Settings, report: Report) -> Mapping[str, str]:
    if not settings.trust_list.exists():
        return {}
    from sipforms.actions.trusting import TrustListUnreadable, read_trust  # few trust any, and only they wait for it

    try:
        return read_trust(settings.trust_list).programmes
    except TrustListUnreadable as fault:
        report(found("trust-list-unreadable", Place(file=fault.file.name), name=str(fault.file)))
        return {}


def _with_hooks(shelves: Iterable[Path], blocked: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """The ``hooks.py`` of each programme by its id; of two programmes with one id the later shelf's is used."""
    from sipforms.engine.hooks.loading import hooks_plugin
    from sipforms.engine.hooks.outline import hooks_in

    for folder in bundle_folders(shelves):
        names = {BundlePlugin(folder).name, hooks_plugin(folder.name)}
        content = None if names & blocked else hooks_in(folder)
        if content is not None:
            yield folder.name, content


def _run_hooks(
    manager: pluggy.PluginManager, hooks: Mapping[str, bytes], trusted: Mapping[str, str], report: Report
) -> None:
    """Run those whose digest is trusted, each once, and add them as plug-ins."""
    from sipforms.engine.hooks.loading import HooksFailed, hooks_plugin, loaded
    from sipforms.engine.hooks.outline import hooks_digest

    done: set[str] = set()
    for programme, content in hooks.items():
        digest, name = hooks_digest(content), hooks_plugin(programme)
        if digest not in trusted and programme in trusted.values():
            report(found("hooks-changed", Place(file=f"plugin:{name}"), name=programme))
        if digest not in trusted or digest in done:
            continue
        done.add(digest)
        try:
            module = loaded(programme, content)
        except HooksFailed as failed:
            report(plugin_problem("plugin-not-loaded", name, fault=failed.fault))
        else:
            register_module(manager, name, module, report)
