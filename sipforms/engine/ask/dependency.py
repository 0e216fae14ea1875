"""Which questions are hidden, or must be answered, by the answers to which others; an order, or a circle."""

from collections.abc import Mapping

from sipforms.engine.ask.places import Places, reads
from sipforms.engine.circle import circle_in
from sipforms.engine.paths import Path


def shown_by(places: Places) -> dict[Path, tuple[Path, ...]]:
    """From each path to those whose hiding turns on its answer (or on its being shown, for the fields of rows)."""
    found: dict[Path, list[Path]] = {}
    for path in places.order:
        rows = places.rows_of(path)
        if rows is not None:
            found.setdefault(rows, []).append(path)
        for condition in places.conditions(path):
            for pattern, at in reads(condition, rows):
                for source in places.matching(pattern, at):
                    found.setdefault(source, []).append(path)
    return {source: tuple(dict.fromkeys(targets)) for source, targets in found.items()}


def required_by(places: Places) -> dict[Path, tuple[Path, ...]]:
    """From each path to those whose having to be answered turns on its answer."""
    found: dict[Path, list[Path]] = {}
    for path in places.order:
        condition = (places.rows.get(path) or places.questions[path]).required_if
        for pattern, at in reads(condition, places.rows_of(path)) if condition else ():
            for source in places.matching(pattern, at):
                found.setdefault(source, []).append(path)
    return {source: tuple(dict.fromkeys(targets)) for source, targets in found.items()}


def in_dependency_order(shows: Mapping[Path, tuple[Path, ...]], order: Mapping[Path, int]) -> tuple[Path, ...]:
    """Every path after those that decide whether it is shown. Paths in a circle come last, in document order."""
    waiting = dict.fromkeys(order, 0)
    for targets in shows.values():
        for target in targets:
            waiting[target] += 1
    ready = [path for path in order if not waiting[path]]
    for path in ready:
        for target in shows.get(path, ()):
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return (*ready, *(path for path in order if waiting[path] > 0))


def dependency_circle(places: Places) -> tuple[Path, ...] | None:
    """Questions each hidden by the one before, and the first by the last; nothing when there is no circle."""
    return circle_in(shown_by(places), places.order)
