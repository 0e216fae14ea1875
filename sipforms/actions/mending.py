"""What can be mended in a bundle without its author: found, shown as what each file would be, and written."""

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sipforms.actions.checking import Checked, Criteria
from sipforms.actions.whole_files import leads_away, write_whole
from sipforms.engine.fixing.trial import Trial, mended
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.file import file_bytes
from sipforms.engine.read.source import MAX_BYTES


class ChangedMeanwhile(Exception):
    """A file is no longer as it was when it was checked, so nothing was written."""

    def __init__(self, *, file: Path) -> None:
        super().__init__("a file was changed meanwhile")
        self.file = file


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A bundle as it is and as it would be. ``moved`` holds new names of files, ``gone`` the problems mended."""

    folder: Path
    before: Bundle
    after: Bundle
    moved: Mapping[str, str]
    gone: tuple[Problem, ...]

    @property
    def changed(self) -> Mapping[str, bytes]:
        """The files that would be written, by name."""
        return {name: new for name, new in self.after.files.items() if self.before.files.get(name) != new}


def with_offers(result: Checked, criteria: Criteria) -> Checked:
    """The same with the fixes that are on offer."""
    return replace(result, fixes=_trial(result, criteria).offered()) if result.problems else result


def mend(result: Checked, criteria: Criteria) -> Mended:
    """Everything that can be mended, mended in memory; nothing is written."""
    trial, gone = mended(_trial(result, criteria))
    return Mended(folder=result.folder, before=result.own, after=trial.bundle, moved=trial.moved, gone=gone)


def write(every: Iterable[Mended]) -> None:
    """Write what was mended. Raises ChangedMeanwhile, and StoreUnavailable where the disk refuses.

    All files are written before the first gets its name, so that an interruption leaves no file half-written.
    """
    contents: dict[Path, bytes] = {}
    for one in every:
        for name, content in one.changed.items():
            if _now(one.folder, name) != one.before.files.get(name):
                raise ChangedMeanwhile(file=one.folder / name)
            contents[one.folder / name] = content
    write_whole(contents)
    for one in every:
        for old in one.moved:
            (one.folder / old).unlink(missing_ok=True)


def _whole(file: Path) -> bytes:
    """The bytes of a file that may get another name; OSError for one that is too big to be a bundle's."""
    content = file_bytes(file, MAX_BYTES)
    if len(content) > MAX_BYTES:
        raise OSError(errno.EFBIG, "too big", str(file))
    return content


def _now(folder: Path, name: str) -> bytes | None:
    """What the file holds at this moment; nothing where it is gone, or is no file of the folder's any more."""
    try:
        return None if leads_away(folder, name) else file_bytes(folder / name, MAX_BYTES)
    except OSError:
        return None


def _trial(result: Checked, criteria: Criteria) -> Trial:
    def judge(own: Bundle) -> tuple[Problem, ...]:
        return criteria.judged(result.folder, criteria.whole(result.folder, own))[0]

    return Trial(
        bundle=result.own,
        problems=result.problems,
        judge=judge,
        reader=lambda name: _whole(result.folder / name),
    )
