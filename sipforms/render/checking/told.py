"""A problem with everything that a machine format says about it: sentence, files as the root sees them, fingerprint."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from sipforms.actions.checking import Checked, Inspection
from sipforms.actions.fingerprints import fingerprints
from sipforms.engine.checks.allowing import Allowed
from sipforms.engine.fixing.edit import Fix
from sipforms.engine.problem import Level, Place, Problem
from sipforms.render.pasting import to_paste
from sipforms.render.problems import next_step, sentence

MANIFEST = "programme.yaml"
_NO_FILE = "plugin:"
_PASTED = 500
"""With more problems in one programme than this nobody pastes what is said of the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run of checking found, and the folder that files are named from."""

    inspection: Inspection
    root: Path
    language: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in a file named from the root, or in full where it is not below it. ``end`` is the column after it."""

    file: str
    is_below_root: bool
    line: int
    column: int
    end: int

    @property
    def uri(self) -> str:
        """The file as a reference that may stand in an address."""
        return quote(self.file, safe="/~", errors="surrogateescape") if self.is_below_root else Path(self.file).as_uri()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One problem in words, with its place. ``allowed`` is there where it stands with a reason.

    ``elsewhere`` are the other places that are wrong for the same reason, ``paste`` lines to write instead.
    """

    problem: Problem
    level: Level
    sentence: str
    next: str
    spot: Spot
    also: Spot | None
    fingerprint: str
    elsewhere: tuple[Spot, ...] = ()
    paste: tuple[str, ...] = ()
    fix: Fix | None = None
    allowed: Allowed | None = None

    @property
    def message(self) -> str:
        """What is wrong, what to do, and the lines to paste, each on lines of its own."""
        return "\n".join(part for part in (self.sentence, self.next, *(f"    {line}" for line in self.paste)) if part)


def told(result: Checked, root: Path) -> Iterator[Told]:
    """Every problem of a bundle, then every one that is allowed, both in the order of places."""
    marks = fingerprints((*result.problems, *(one.problem for one in result.allowed)), result.bundle)
    for at, problem in enumerate(result.problems):
        paste = to_paste(problem, result.bundle) if at < _PASTED else ()
        yield replace(_told(result, root, problem, next(marks)), paste=paste, fix=result.fixes.get(at))
    for one in result.allowed:
        yield replace(_told(result, root, one.problem, next(marks)), allowed=one)


def _told(result: Checked, root: Path, problem: Problem, fingerprint: str) -> Told:
    return Told(
        problem=problem,
        level=problem.level,
        sentence=sentence(problem),
        next=next_step(problem),
        spot=spot_of(result, problem.place, root),
        also=None if problem.also is None else spot_of(result, problem.also, root),
        fingerprint=fingerprint,
        elsewhere=tuple(spot_of(result, place, root) for place in problem.elsewhere),
    )


def spot_of(result: Checked, place: Place, root: Path) -> Spot:
    """The place as the root sees it; what is about no file is about programme.yaml."""
    file = MANIFEST if place.file.startswith(_NO_FILE) else place.file
    name, is_below_root = from_root(result.beside / file, root)
    return Spot(
        file=name,
        is_below_root=is_below_root,
        line=place.line,
        column=place.column,
        end=place.column + max(1, place.length),
    )


def from_root(path: Path, root: Path) -> tuple[str, bool]:
    """The path with slashes, from the root where it is below it, and whether it is."""
    full = Path(os.path.normpath(Path(root, path).absolute()))  # a place in what is extended goes up first
    if full.is_relative_to(root):
        return full.relative_to(root).as_posix(), True
    resolved = full.resolve()
    return (
        (resolved.relative_to(root.resolve()).as_posix(), True)
        if resolved.is_relative_to(root.resolve())
        else (resolved.as_posix(), False)
    )
