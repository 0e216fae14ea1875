"""A programme that arrives as a folder or an archive: everything seen and checked before anything is taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sipforms.actions.library import Library
from sipforms.actions.shelving.archive import ArchiveRefused, unpacked
from sipforms.actions.shelving.placing import write_folder
from sipforms.engine.build import build
from sipforms.engine.check import check
from sipforms.engine.problem import Level, Problem, worst
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import EXTENDED, HOOKS, MAX_TOTAL_BYTES, Bundle, read
from sipforms.engine.read.file import file_bytes
from sipforms.engine.read.source import read_source
from sipforms.engine.shelf import MANIFEST
from sipforms.engine.vocabulary import Vocabulary

_ID = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_FOR_PEOPLE = re.compile(r"README[^/]*|[^/]*\.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A programme that can be taken: every file exactly as it came, and the programme they make."""

    files: Mapping[str, bytes]
    bundle: Bundle
    programme: Programme
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What was not taken, and why. ``bundle`` is there where it came so far that it could be read."""

    problems: tuple[Problem, ...]
    bundle: Bundle | None = None


@dataclass(frozen=True, slots=True)
class _Here:
    """What a bundle is checked and built with."""

    library: Library
    vocabulary: Vocabulary
    language: str


def arrived(path: Path, library: Library, vocabulary: Vocabulary, language: str) -> Arrived | Refused:
    """What a folder or a zip archive brings, or everything that is wrong with it. Nothing of it is run.

    What it builds on is looked for in the ``library``.
    Raises OSError where the disk does not give it out.
    """
    if path.is_dir():
        found = read(path)
        if not found.sources or worst(found.problems) is Level.ERROR:
            return Refused(problems=found.problems, bundle=found)
        return _judged(_files_of(path, found), path.name, _Here(library, vocabulary, language))
    try:
        files = unpacked(path)
    except ArchiveRefused as refused:
        return Refused(problems=(refused.problem,))
    return _judged(files, path.stem, _Here(library, vocabulary, language))


def _judged(files: Mapping[str, bytes], name: str, here: _Here) -> Arrived | Refused:
    """Read as the folder that it will be: under the programme's own id, whatever its folder was called on the way."""
    with TemporaryDirectory(prefix="sipforms-") as somewhere:
        folder = Path(somewhere) / (_id_in(files) or _plain(name))
        write_folder(folder, files)
        bundle = here.library.open(folder)
    problems = check(bundle, here.vocabulary)
    if worst(problems) is Level.ERROR:
        return Refused(problems=problems, bundle=bundle)
    return Arrived(files=files, bundle=bundle, programme=build(bundle, here.language), problems=problems)


def _files_of(folder: Path, bundle: Bundle) -> dict[str, bytes]:
    """The files of a bundle as they were read, with its code and what is written for people; nothing else."""
    files = {name: content for name, content in bundle.files.items() if not name.startswith(EXTENDED)}
    if bundle.hooks is not None:
        files[HOOKS] = bundle.hooks
    left = MAX_TOTAL_BYTES
    for path in sorted(folder.iterdir()):
        if _FOR_PEOPLE.fullmatch(path.name) and path.is_file() and not path.is_symlink():
            content = file_bytes(path, left)
            left -= len(content)
            if left < 0:
                break
            files[path.name] = content
    return files


def _id_in(files: Mapping[str, bytes]) -> str:
    """The id that programme.yaml gives, where it is one; a wrong one is for the check to tell."""
    if MANIFEST not in files:
        return ""
    data = read_source(MANIFEST, files[MANIFEST]).data
    id_ = data.get("id") if isinstance(data, dict) else None
    return id_ if isinstance(id_, str) and _ID.fullmatch(id_) else ""


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_")[:64] or "programme"
