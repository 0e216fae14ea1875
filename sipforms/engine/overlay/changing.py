"""What an overlay takes away and what it replaces: its ``remove`` and ``replace``, looked up in what it extends."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from posixpath import join, normpath

from sipforms.engine.build.data import node
from sipforms.engine.checks.codes import found
from sipforms.engine.overlay.extending import PROGRAMME, named
from sipforms.engine.overlay.going_along import going_along, groups_in
from sipforms.engine.overlay.meaning import Whereabouts, whereabouts
from sipforms.engine.overlay.parts import (
    Parts,
    Target,
    is_at_or_below,
    names_of,
    parts_of,
)
from sipforms.engine.paths import at_and_around
from sipforms.engine.problem import Place, Problem
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.marks import Steps
from sipforms.engine.read.source import Source


@dataclass(frozen=True, kw_only=True)
class Changes:
    """The named changes of an overlay, by the value in the base that each is about.

    ``removed`` and ``replaced`` lead from that value to the path as written; ``places`` says where each path stands.
    ``groups`` are the target groups and informants that are removed.
    ``at`` is the base's folder as seen from the overlay's own. ``used`` gathers the replacements that the overlay
    gives, ``reworded`` those by which texts in the base's own language become others.
    """

    base: Bundle
    at: str
    parts: Parts
    removed: Mapping[Target, str]
    groups: frozenset[str]
    replaced: Mapping[Target, str]
    places: Mapping[tuple[str, str], Place]
    problems: tuple[Problem, ...]
    used: set[str] = field(default_factory=set)
    reworded: set[str] = field(default_factory=set)

    @cached_property
    def names(self) -> Mapping[Target, str]:
        """The path of every part of the base."""
        return names_of(self.parts)

    @cached_property
    def _around_removed(self) -> frozenset[tuple[str, Steps]]:
        """Everything removed and all that it stands in."""
        return frozenset((one.file, one.steps[:length]) for one in self.removed for length in range(len(one.steps) + 1))

    @cached_property
    def _replaced_paths(self) -> frozenset[str]:
        return frozenset(self.replaced.values())

    @cached_property
    def gone(self) -> frozenset[str]:
        """The paths of everything removed, also of what goes with it."""
        return frozenset((*self.removed.values(), *(self.names.get(target, "") for target in self.removed)))

    @property
    def base_name(self) -> str:
        """What people call the base."""
        return named(self.base)

    def place(self, source: Source, steps: Steps = (), *, key: bool = False) -> Place:
        """Where a value of the base stands, as seen from the overlay's folder."""
        there = source.place(steps, key=key)
        return replace(there, file=normpath(join(self.at, there.file)))

    def is_stale(self, path: str) -> bool:
        """True for the path of a text that the overlay says in other words, so that its translation is of no use."""
        return is_at_or_below(path, self.reworded)

    def touches(self, file: str, steps: Steps) -> bool:
        """True where something is removed at or below the steps."""
        return (file, steps) in self._around_removed

    def removes_text(self, path: str) -> bool:
        """True for the path of a text whose thing is removed."""
        return is_at_or_below(path, self.gone)

    def replaces_text(self, path: str) -> str | None:
        """The path under ``replace`` that the path of a text is named by; nothing where it is not."""
        return next((one for one in at_and_around(path) if one in self._replaced_paths), None)


def changes_of(own: Bundle, base: Bundle, at: str) -> Changes:
    """The named changes, with the problems of those that name what is not there."""
    source, parts = own.sources[PROGRAMME], parts_of(base)
    known: Whereabouts | None = None
    problems: list[Problem] = []
    listed: dict[str, dict[Target, str]] = {"remove": {}, "replace": {}}
    places: dict[tuple[str, str], Place] = {}
    for keyword, targets in listed.items():
        written = node(source.data).get(keyword)
        for number, path in enumerate(written if isinstance(written, list) else ()):
            if not isinstance(path, str):
                continue
            place = source.place((keyword, number))
            places.setdefault((keyword, path), place)
            if path not in parts:
                known = known or whereabouts(parts)
                near = known.meant(path)
                problems.append(
                    found("unknown-part", place, name=path, keyword=keyword, base=named(base), suggestion=near)
                )
            targets.update(dict.fromkeys(parts.get(path, ()), path))
    removed = {target: path for target, path in listed["remove"].items() if target not in listed["replace"]}
    twice = dict.fromkeys(path for target, path in listed["remove"].items() if target not in removed)
    problems += [_both(path, places) for path in twice]
    for target, path in [one for one in removed.items() if not one[0].steps and one[0].file in own.sources]:
        again = own.sources[target.file].place()
        problems.append(found("removed-and-written", places["remove", path], also=again, name=path))
        del removed[target]
    named_gone = frozenset(removed.values())
    groups = groups_in(named_gone, parts)
    along = dict(going_along(named_gone, groups, base))
    removed.update({one: by for one, by in along.items() if one.steps or one.file not in own.sources})
    return Changes(
        base=base,
        at=at,
        parts=parts,
        removed=removed,
        groups=frozenset(groups),
        replaced=listed["replace"],
        places=places,
        problems=tuple(problems),
    )


def _both(path: str, places: Mapping[tuple[str, str], Place]) -> Problem:
    return found("removed-and-written", places["remove", path], also=places["replace", path], name=path)
