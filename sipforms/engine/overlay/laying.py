"""An overlay laid over what it extends, file by file: one bundle whose every part knows where it was written."""

from collections.abc import Iterator
from dataclasses import replace
from posixpath import join, normpath
from types import MappingProxyType

from sipforms.engine.checks.codes import found
from sipforms.engine.checks.nearest import within_patience
from sipforms.engine.collecting import no_collecting
from sipforms.engine.overlay.changing import Changes, changes_of
from sipforms.engine.overlay.merging import merged
from sipforms.engine.overlay.parts import Target, is_at_or_below
from sipforms.engine.overlay.translating import merged_texts
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import EXTENDED, Bundle
from sipforms.engine.read.marks import NOWHERE
from sipforms.engine.read.source import Source

_NOT_MERGED = ("examples/", "crosswalks.yaml")
"""Examples and crosswalks are about one programme; whoever extends it writes examples of its own."""


def laid_over(own: Bundle, base: Bundle, at: str) -> Bundle:
    """What both say together. ``at`` is the base's folder as seen from the overlay's own.

    What is wrong with the laying itself (parts that are not there, texts changed without a word) becomes problems of
    the bundle.
    """
    with no_collecting(), within_patience():
        changes = changes_of(own, base, at)
        problems = list(changes.problems)
        sources = dict(_sources(own, base, at, changes, problems))
        problems += _not_written(changes)
    below = {EXTENDED + file: content for file, content in base.files.items() if not file.startswith("examples/")}
    return replace(
        own,
        files=MappingProxyType({**own.files, **below}),
        sources=MappingProxyType(dict(sorted(sources.items()))),
        problems=(*own.problems, *problems),
        base=base,
        base_at=at,
    )


def _sources(
    own: Bundle, base: Bundle, at: str, changes: Changes, problems: list[Problem]
) -> Iterator[tuple[str, Source]]:
    for file in sorted({*own.sources, *base.sources}):
        mine, theirs = own.sources.get(file), base.sources.get(file)
        is_apart = file.startswith(_NOT_MERGED)
        if theirs is None or is_apart:
            if mine is not None:
                yield file, mine
        elif Target(file) not in changes.removed:
            yield file, _merged(file, mine, theirs, at, changes, problems)


def _merged(
    file: str, mine: Source | None, theirs: Source, at: str, changes: Changes, problems: list[Problem]
) -> Source:
    if mine is None:
        mine = Source(file=file, text="", data={}, root=NOWHERE)
    elif Target(file) in changes.replaced:
        changes.used.add(changes.replaced[Target(file)])
        changes.reworded.add(changes.replaced[Target(file)])
        return mine
    if not isinstance(mine.data, dict | None):
        return mine  # not the mapping that it should be, which is told where it stands
    lay = merged_texts if file.startswith("translations/") else merged
    data, root = lay(file, mine, theirs, changes, problems)
    return replace(mine, data=data, root=root, others=_others(theirs, at))


def _others(theirs: Source, at: str) -> tuple[Source, ...]:
    """The files that the base's part was written in, named as seen from the overlay's folder."""
    own = Source(file=_seen(at, theirs.file), text=theirs.text, data=None)
    return (own, *(replace(other, file=_seen(at, other.file)) for other in theirs.others))


def _seen(at: str, file: str) -> str:
    return normpath(join(at, file))


def _not_written(changes: Changes) -> Iterator[Problem]:
    """Replacements that the overlay does not give: what is to stand there instead is not said."""
    wanted = {path: target for target, path in reversed(list(changes.replaced.items()))}
    for path in dict.fromkeys(changes.replaced.values()):
        if not is_at_or_below(path, changes.used):
            yield found("replace-not-written", changes.places["replace", path], name=path, file=wanted[path].file)
