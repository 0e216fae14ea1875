"""Fixes tried in memory: one is good when its problem is gone and no other has come."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeAlias

from sipforms.engine.fixing.edit import Edit, Fix, apart, edited
from sipforms.engine.fixing.fixes import fix_of
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.source import Source, read_source

Judge: TypeAlias = Callable[[Bundle], tuple[Problem, ...]]
"""Everything that is wrong with a bundle."""

Reader: TypeAlias = Callable[[str], bytes]
"""The bytes of a file of the folder that is no part of the bundle yet. May raise OSError."""

_BOM = b"\xef\xbb\xbf"
_MOST_ROUNDS = 100
_VARYING = frozenset({"known", "suggestion"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A bundle with the problems that it has, and how to judge what becomes of it."""

    bundle: Bundle
    problems: tuple[Problem, ...]
    judge: Judge
    reader: Reader
    moved: Mapping[str, str] = field(default_factory=dict)

    def offered(self) -> dict[int, Fix]:
        """The fixes that are good together, by the number of the problem that each mends."""
        wanted = apart({at: fix for at, one in enumerate(self.problems) if (fix := fix_of(one, self.bundle))})
        good = self._good(wanted) if wanted else None
        return {} if good is None else good[0]

    def after(self, fixes: Mapping[int, Fix]) -> "Trial":
        """The same with the fixes made; ``moved`` remembers the new names of files."""
        bundle = changed(self.bundle, fixes.values(), self.reader)
        moves = {move.file: move.to for fix in fixes.values() for move in fix.moves}
        return replace(self, bundle=bundle, problems=self.judge(bundle), moved={**self.moved, **moves})

    def _good(self, fixes: Mapping[int, Fix]) -> tuple[dict[int, Fix], "Trial"] | None:
        """As many of the fixes as are good together, found by halves, and what comes of them."""
        after = self._after_if_read(fixes)
        if after is not None and self._is_better(after, fixes):
            return dict(fixes), after
        if len(fixes) < 2:
            return None
        numbers = list(fixes)
        halves = (numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :])
        good = [found for half in halves if (found := self._good({at: fixes[at] for at in half})) is not None]
        if len(good) < 2:
            return good[0] if good else None
        together = {**good[0][0], **good[1][0]}
        after = self.after(together)
        return (together, after) if self._is_better(after, together) else good[0]

    def _after_if_read(self, fixes: Mapping[int, Fix]) -> "Trial | None":
        """The same with the fixes made; nothing where a file cannot be read that would get another name."""
        try:
            return self.after(fixes)
        except OSError:
            return None

    def _is_better(self, after: "Trial", fixes: Mapping[int, Fix]) -> bool:
        """Every mended problem is gone, and nothing is told that was not told before.

        What a file says that could not be read before is new to everybody; there only what is told of the lines that
        were changed counts.
        """
        before = Counter(map(_named, self.problems))
        left = Counter(map(_named, after.problems))
        mended = Counter(_named(self.problems[at]) for at in fixes)
        if any(left[name] > before[name] - count for name, count in mended.items()):
            return False
        lines = _changed_lines(self.bundle, fixes.values())
        was_unread = any(fix.moves for fix in fixes.values()) or any(
            self.bundle.sources[file].data is None for file in lines
        )
        new = (one for one in after.problems if left[_named(one)] > before[_named(one)])
        return all(was_unread and one.place.line not in lines.get(one.place.file, ()) for one in new)


def mended(trial: Trial) -> tuple[Trial, tuple[Problem, ...]]:
    """What can be mended, mended again and again until nothing more can, and the problems that are gone."""
    gone: list[Problem] = []
    for _ in range(_MOST_ROUNDS):
        fixes = trial.offered()
        if not fixes:
            break
        gone += [trial.problems[at] for at in fixes]
        trial = trial.after(fixes)
    return trial, tuple(gone)


def changed(bundle: Bundle, fixes: Iterable[Fix], reader: Reader) -> Bundle:
    """The bundle as it would be read with the fixes made. Byte-order marks and line ends stay as they are."""
    fixes = tuple(fixes)
    files = dict(bundle.files)
    for file, edits in _by_file(fixes).items():
        content = edited(bundle.sources[file].text, edits).encode("utf-8")
        files[file] = (_BOM if files[file].startswith(_BOM) else b"") + content
    moves = {move.file: move.to for fix in fixes for move in fix.moves}
    files.update({to: reader(file) for file, to in moves.items()})
    same = {file: source for file, source in bundle.sources.items() if files[file] == bundle.files[file]}
    sources: dict[str, Source] = {file: same.get(file) or read_source(file, files[file]) for file in sorted(files)}
    of_files = {id(one) for source in bundle.sources.values() for one in source.problems}
    of_folder = (one for one in bundle.problems if id(one) not in of_files and one.place.file not in moves)
    return replace(
        bundle,
        files=MappingProxyType(files),
        sources=MappingProxyType(sources),
        problems=(*of_folder, *(one for source in sources.values() for one in source.problems)),
    )


def _by_file(fixes: Iterable[Fix]) -> dict[str, list[Edit]]:
    found: dict[str, list[Edit]] = {}
    for fix in fixes:
        for edit in fix.edits:
            found.setdefault(edit.file, []).append(edit)
    return found


def _named(problem: Problem) -> tuple[str, str, str]:
    """What a problem is, wherever it stands: lines move, and what is known grows."""
    facts = {name: fact for name, fact in problem.facts.items() if name not in _VARYING}
    return problem.code, problem.place.file, repr(sorted(facts.items()))


def _changed_lines(bundle: Bundle, fixes: Iterable[Fix]) -> dict[str, set[int]]:
    """The lines that hold something new, as they are numbered afterwards."""
    lines: dict[str, set[int]] = {}
    for file, edits in _by_file(fixes).items():
        shift = 0
        for edit in sorted(edits, key=lambda one: one.start):
            first = bundle.sources[file].text.count("\n", 0, edit.start) + 1 + shift
            lines.setdefault(file, set()).update(range(first, first + edit.text.count("\n") + 1))
            shift += edit.text.count("\n") - bundle.sources[file].text.count("\n", edit.start, edit.end)
    return lines
