"""What a bundle's folder says at one moment: what is wrong with it, and the last version that could be used."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sipforms.actions.checking import Criteria, check_folder
from sipforms.actions.preview.watch import EDITORS_OWN
from sipforms.engine.build import build
from sipforms.engine.problem import Level, Problem, worst
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle

_ABOUT_NAMES = frozenset({"symbolic-link", "file-name", "unknown-file"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """A version without errors, and when it was read."""

    bundle: Bundle
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """``good`` is this version where it has no errors, else the last one that had none; nothing where there was none.

    ``fault`` names our own fault where we could not judge this version at all.
    """

    folder: Path
    bundle: Bundle | None
    problems: tuple[Problem, ...]
    at: datetime
    good: Good | None = None
    fault: str = ""

    @property
    def is_good(self) -> bool:
        """True when what is shown is what stands in the files."""
        return self.good is not None and self.good.bundle is self.bundle


def look(folder: Path, criteria: Criteria, at: datetime, before: Look | None = None) -> Look:
    """Read and check the folder now. Never raises: whoever writes a programme keeps the form they had."""
    good = before.good if before else None
    try:
        checked = check_folder(folder, criteria)
        problems = tuple(one for one in checked.problems if not _is_editors_own(one))
        if worst(problems) is not Level.ERROR:
            build(checked.bundle)
            good = Good(bundle=checked.bundle, at=at)
    except Exception as fault:  # noqa: BLE001 - a fault of ours must not take the form from somebody who is writing
        return Look(folder=folder, bundle=None, problems=(), at=at, good=good, fault=type(fault).__name__)
    return Look(folder=folder, bundle=checked.bundle, problems=problems, at=at, good=good)


def folders_of(seen: Look) -> tuple[Path, ...]:
    """The folders that this version was read from: the bundle's own, and those of what it extends."""
    folders, bundle = [seen.folder], seen.bundle
    while bundle is not None and bundle.base is not None:
        folders.append(folders[-1] / bundle.base_at)
        bundle = bundle.base
    return tuple(folders)


def in_language(good: Good, language: str | None) -> Programme:
    """The good version as a programme, in a language it has."""
    return build(good.bundle, language)


def _is_editors_own(problem: Problem) -> bool:
    """True for what an editor leaves beside a file while it is open: that is gone when the author is done."""
    return problem.code in _ABOUT_NAMES and EDITORS_OWN.match(problem.place.file.rpartition("/")[2]) is not None
