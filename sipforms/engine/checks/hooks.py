"""What is to be known of the Python code in a bundle, seen without running it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sipforms.engine.build.data import node, nodes, text
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.scene import INDICATORS, REPORTS, Scene
from sipforms.engine.hookspecs import HOOKS
from sipforms.engine.problem import Place, Problem
from sipforms.engine.read import bundle as reading

if TYPE_CHECKING:
    from sipforms.engine.hooks.outline import Outline

_FILE = reading.HOOKS


def hooks_are_told(scene: Scene) -> Iterator[Problem]:
    """That there is code, what it would offer, and whether it is the file that somebody here has trusted."""
    content = scene.bundle.hooks
    if content is None:
        return
    from sipforms.engine.hooks.outline import hooks_digest, outlined  # few bundles carry code

    outline = outlined(content)
    if outline.fault_line:
        yield found("hooks-not-python", Place(file=_FILE, line=outline.fault_line))
        return
    mistakes = (*_unknown(outline), *(_needed if scene.vocabulary.runs_hooks else _believed)(scene))
    yield from mistakes
    trusted, name = scene.vocabulary.trusted, scene.bundle.name
    if hooks_digest(content) not in trusted and name in trusted.values():
        yield found("hooks-changed", Place(file=_FILE), name=name)
    elif not mistakes:
        yield found("carries-hooks", Place(file=_FILE), hooks=outline.offered)


def may_be_in_hooks(scene: Scene, name: str, suggestion: str) -> bool:
    """True when a word that nobody offers may well be one of the bundle's own ``hooks.py``, which is not trusted here.

    It is when the file mentions it; and when nothing that is offered is like it. Where no such file is run at all,
    only what it mentions is believed.
    """
    content = scene.bundle.hooks
    if content is None:
        return False
    from sipforms.engine.hooks.outline import hooks_digest, outlined

    if not scene.vocabulary.runs_hooks:
        return name in outlined(content).words
    if hooks_digest(content) in scene.vocabulary.trusted:
        return False
    return not suggestion or name in outlined(content).words


def _unknown(outline: "Outline") -> Iterator[Problem]:
    for hook in outline.hooks:
        if hook.name not in HOOKS:
            at = Place(file=_FILE, line=hook.line, column=hook.column, length=len(hook.name))
            yield found("unknown-hook", at, name=hook.name, suggestion=nearest(hook.name, HOOKS), known=HOOKS)


def _needed(scene: Scene) -> Iterator[Problem]:
    """The words that only the file itself can offer, each where it is used."""
    for place, name in _from_hooks(scene):
        yield found("word-needs-hooks", place, name=name, folder=scene.bundle.name)


def _believed(scene: Scene) -> Iterator[Problem]:
    """The same words where the file is not run: what they do is not looked at."""
    for place, name in _from_hooks(scene):
        yield found("word-in-hooks", place, name=name)


def _from_hooks(scene: Scene) -> Iterator[tuple[Place, str]]:
    scorers, sections = tuple(scene.vocabulary.scorers), tuple(scene.vocabulary.report_sections)
    used = (*((scorers, *one) for one in _scorers(scene)), *((sections, *one) for one in _sections(scene)))
    for known, place, name in used:
        if known and name not in known and may_be_in_hooks(scene, name, nearest(name, known)):
            yield place, name


def _scorers(scene: Scene) -> Iterator[tuple[Place, str]]:
    for id_, one in scene.data(INDICATORS).items():
        name = text(node(one).get("scorer"))
        if name is not None:
            yield scene.place(INDICATORS, (id_, "scorer")), name


def _sections(scene: Scene) -> Iterator[tuple[Place, str]]:
    for id_, one in scene.data(REPORTS).items():
        for at, section in enumerate(nodes(node(one).get("sections"))):
            name = text(section.get("section"))
            if name is not None:
                yield scene.place(REPORTS, (id_, "sections", at, "section")), name
