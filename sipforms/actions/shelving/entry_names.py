"""The names in an archive: none leads out of the folder, none is there twice, and all belong to one programme."""

import re
from collections.abc import Iterator, Mapping, Sequence

from sipforms.engine.checks.codes import found
from sipforms.engine.problem import Place, Problem
from sipforms.engine.read.bundle import is_device
from sipforms.engine.shelf import MANIFEST

MAX_DEPTH = 3
"""Folders below the one that holds the programme; a bundle has one."""

_PART = re.compile(r"[A-Za-z0-9._-]+")
_TOP = re.compile(r"[^\x00-\x1f\x7f-\x9f\\/:*?\"<>|]+")
_LONGEST = 200
_LEFT_OUT = re.compile(r"(?:[^/]*/)*(?:\.[^/]*|__MACOSX|__pycache__)(?:/.*)?")


def checked_names(names: Sequence[str], archive: str) -> Mapping[str, str] | Problem:
    """By the name in the archive the file's name in the bundle's folder; or what is wrong with the first bad one.

    Folders, and what systems put in by themselves, have no place in it. ``names`` are those of all entries, folders
    with a slash at the end.
    """
    for name in names:
        if not _leads_inside(name):
            return found("archive-name", Place(file=name), name=name)
    twice = _there_twice(names)
    if twice is not None:
        return found("archive-twice", Place(file=twice[0]), name=twice[0], first=twice[1])
    files = [name for name in names if not name.endswith("/") and not _LEFT_OUT.fullmatch(name)]
    tops = [name.removesuffix(MANIFEST) for name in files if name.split("/")[-1] == MANIFEST]
    wanted = sorted(top for top in tops if top.count("/") <= 1)
    if not wanted:
        return found("archive-no-programme", Place(file=archive), name=archive)
    if len(wanted) > 1 and "" not in wanted:
        return found("archive-several", Place(file=archive), names=tuple(top.rstrip("/") for top in wanted))
    return _inside(files, wanted[0])


def _inside(files: Sequence[str], top: str) -> Mapping[str, str] | Problem:
    """The names below the programme's folder; a file beside it, or one that is no name of ours, is a mistake."""
    inside = {}
    for name in files:
        if not name.startswith(top):
            return found("archive-name", Place(file=name), name=name)
        rest = name.removeprefix(top)
        parts = rest.split("/")
        if len(parts) > MAX_DEPTH or not all(map(_PART.fullmatch, parts)):
            return found("archive-name", Place(file=name), name=name)
        inside[name] = rest
    return inside


def _leads_inside(name: str) -> bool:
    """True for a relative path of plain parts, whatever computer it is unpacked on."""
    parts = name.removesuffix("/").split("/")
    return len(name) <= _LONGEST and all(_is_plain(part) for part in parts)


def _is_plain(part: str) -> bool:
    return bool(_TOP.fullmatch(part)) and part.strip(". ") != "" and part[-1] not in ". " and not is_device(part)


def _there_twice(names: Sequence[str]) -> tuple[str, str] | None:
    """Two names that are one where capital letters do not matter, or a file that is a folder too."""
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in names:
        low = name.casefold()
        if name.endswith("/"):
            folders.setdefault(low.rstrip("/"), name)
            continue
        if low in files:
            return name, files[low]
        files[low] = name
        for above in _above(low):
            folders.setdefault(above, name)
    both = sorted(files.keys() & folders.keys())
    return (folders[both[0]], files[both[0]]) if both else None


def _above(name: str) -> Iterator[str]:
    parts = name.split("/")
    yield from ("/".join(parts[:length]) for length in range(1, len(parts)))
