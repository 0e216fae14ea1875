"""Checking folders: one bundle, many, or a whole tree, as a draft or as what is to be used."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sipforms.actions.bundle_tree import bundles_of
from sipforms.engine.check import check
from sipforms.engine.checks.codes import CODES, found
from sipforms.engine.problem import Level, Place, Problem, worst
from sipforms.engine.read.bundle import Bundle, bundle_from, read
from sipforms.engine.shelf import MANIFEST
from sipforms.engine.vocabulary import Vocabulary

if TYPE_CHECKING:  # what allows and mends is loaded where there is something to allow or mend
    from sipforms.engine.checks.allowing import Allowed
    from sipforms.engine.fixing.edit import Fix

README = "README.md"
_SIGN = b"sipforms:"
"""What every comment that allows something holds."""


class Profile(StrEnum):
    """How much is asked of a programme: in production every warning counts as an error, and examples are computed."""

    DRAFT = "draft"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A bundle as read from a folder, everything that is wrong with it, and what is allowed with a reason.

    ``own`` are the folder's own files, ``bundle`` those with what they build on; mostly that is the same.
    Problems are as serious as the profile makes them; in ``allowed`` they are as serious as their codes. ``fixes`` are
    those on offer, by the number of the problem that each mends, where somebody looked for them.
    """

    folder: Path
    own: Bundle
    bundle: Bundle
    problems: tuple[Problem, ...]
    allowed: "tuple[Allowed, ...]" = ()
    fixes: "Mapping[int, Fix]" = field(default_factory=dict)

    @property
    def beside(self) -> Path:
        """The folder that places are in: the bundle's, or the one that holds the file that is none."""
        return self.folder if self.folder.is_dir() else self.folder.parent

    def count(self, level: Level) -> int:
        """How many problems of that level there are."""
        return sum(problem.level is level for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What one run of checking found."""

    profile: Profile
    results: tuple[Checked, ...]

    @property
    def passed(self) -> bool:
        """True when nothing must be mended."""
        return not self.count(Level.ERROR)

    @property
    def problems(self) -> int:
        """How many problems there are."""
        return sum(len(result.problems) for result in self.results)

    @property
    def allowed(self) -> int:
        """How many problems are allowed with a reason."""
        return sum(len(result.allowed) for result in self.results)

    def count(self, level: Level) -> int:
        """How many problems of that level there are."""
        return sum(result.count(level) for result in self.results)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What bundles are checked against. ``today`` is the day of the examples that name none.

    ``shelves`` are where else than beside a bundle what it extends is looked for, besides the package's own.
    """

    vocabulary: Vocabulary
    today: date
    profile: Profile = Profile.DRAFT
    shelves: tuple[Path, ...] = ()

    def whole(self, folder: Path, own: Bundle) -> Bundle:
        """A folder's own files together with what they extend, which is looked for beside it and on the shelves."""
        if b"extends" not in own.files.get(MANIFEST, b""):
            return own
        from sipforms.actions.library import Library, Surroundings  # few programmes extend another
        from sipforms.engine.overlay.resolving import resolve

        return resolve(own, Surroundings(folder=folder, library=Library(self.shelves)))

    def judged(self, folder: Path, bundle: Bundle) -> "tuple[tuple[Problem, ...], tuple[Allowed, ...]]":
        """Everything that is wrong with a bundle, as serious as the profile makes it, and what its comments allow."""
        in_use = self.profile is Profile.PRODUCTION
        problems = check(bundle, self.vocabulary, production=in_use)
        sought = in_use and worst(problems) is not Level.ERROR
        if in_use:
            more = (*_readme(folder), *(self._of_examples(bundle) if sought else ()))
            problems = tuple(sorted((*problems, *more), key=lambda problem: (problem.place, problem.code)))
        problems, allowed = _weighed(bundle, problems, sought=sought)
        return tuple(map(_as_error, problems)) if in_use else problems, allowed

    def _of_examples(self, bundle: Bundle) -> tuple[Problem, ...]:
        from sipforms.actions.example_problems import example_problems  # computing is for those who ask for it
        from sipforms.engine.build import build

        return example_problems(bundle, build(bundle), self.vocabulary, self.today)


def check_folders(
    paths: Iterable[Path], criteria: Criteria, progress: Callable[[int, int], None] | None = None
) -> Inspection:
    """Every bundle at or below the paths, once each. ``progress`` hears how many are done of how many."""
    folders = bundles_of(paths)
    results: list[Checked] = []
    for done, folder in enumerate(folders):
        if progress is not None:
            progress(done, len(folders))
        results.append(check_folder(folder, criteria))
    if progress is not None:
        progress(len(folders), len(folders))
    return Inspection(profile=criteria.profile, results=tuple(results))


def check_folder(folder: Path, criteria: Criteria) -> Checked:
    """One bundle. A folder that the operating system does not let us read is a problem, not an exception."""
    try:
        own = read(folder)
    except OSError:
        closed = (found("unreadable-file", Place(file=".")),)
        own = bundle_from(folder.name, {}, closed)
        return Checked(folder=folder, own=own, bundle=own, problems=closed)
    bundle = criteria.whole(folder, own)
    problems, allowed = criteria.judged(folder, bundle)
    return Checked(folder=folder, own=own, bundle=bundle, problems=problems, allowed=allowed)


def _weighed(
    bundle: Bundle, problems: tuple[Problem, ...], *, sought: bool
) -> "tuple[tuple[Problem, ...], tuple[Allowed, ...]]":
    """The problems that are left, and those that are allowed. ``sought`` says that everything was looked for."""
    if not any(_SIGN in content for content in bundle.files.values()):
        return problems, ()
    from sipforms.engine.checks.allowing import weighed

    result = weighed(bundle, problems, unsought=frozenset() if sought else _unsought())
    return result.problems, result.allowed


def _readme(folder: Path) -> tuple[Problem, ...]:
    wanted = folder.is_dir() and not (folder / README).is_file()
    return (found("no-readme", Place(file=README)),) if wanted else ()


def _as_error(problem: Problem) -> Problem:
    return replace(problem, level=Level.ERROR) if problem.level is Level.WARNING else problem


def _unsought() -> frozenset[str]:
    """What is only looked for in a programme without errors that is to be used."""
    return frozenset(code for code, kind in CODES.items() if kind.production)
