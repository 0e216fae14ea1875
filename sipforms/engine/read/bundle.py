"""A bundle: a folder of YAML read into sources, with the digest of the files that define the programme."""

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from sipforms.engine.checks.codes import found
from sipforms.engine.checks.nearest import nearest, within_patience
from sipforms.engine.problem import Place, Problem
from sipforms.engine.read.file import file_bytes
from sipforms.engine.read.source import MAX_BYTES, Source, read_source

MAX_FILES = 200
MAX_TOTAL_BYTES = 2 * 1024 * 1024
MAX_NAMES = 1000
"""Names in one folder, those that are left out too; with more nobody could tell what belongs to the bundle."""

HOOKS = "hooks.py"
EXTENDED = "extends/"
"""Where the files of what a bundle extends are kept beside its own."""
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_PARTS = r"(?:programme|scales|indicators|reports|crosswalks)\.yaml|(?:questionnaires|translations)/[^/]+\.yaml"
_DEFINING = re.compile(rf"(?:{EXTENDED})*(?:{_PARTS})")
_READ = re.compile(rf"{_PARTS}|examples/[^/]+\.yaml")
_FILES = ("programme.yaml", "scales.yaml", "indicators.yaml", "reports.yaml")
_FOLDERS = ("questionnaires", "translations", "examples")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
_MANIFEST = "programme.yaml"
_CUT_SHORT = frozenset({"too-many-files", "bundle-too-big"})
_IGNORED = re.compile(r"\.|__pycache__$|README|.*\.md$")


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """A bundle as read.

    ``files`` holds the bytes of every YAML file by name relative to the bundle, ``sources`` what they say.

    Of an overlay that has been put together ``base`` is what it extends, ``base_at`` that one's folder as seen from its
    own (``../voksen``); ``sources`` then say what both say together, and ``files`` hold the base's under ``extends/``.

    ``problems`` are those of reading (encoding, size, YAML); a bundle with problems is still a value that can be
    checked further. ``hooks`` holds the bytes of its ``hooks.py``, which nothing on this floor runs.
    """

    name: str
    files: Mapping[str, bytes]
    sources: Mapping[str, Source]
    problems: tuple[Problem, ...] = ()
    hooks: bytes | None = None
    base: "Bundle | None" = None
    base_at: str = ""

    @property
    def carries_hooks(self) -> bool:
        """True when there is Python code in the bundle."""
        return self.hooks is not None

    @cached_property
    def digest(self) -> str:
        """The digest of the files that define the programme; examples and the README can change without changing it."""
        return digest_of(self.defining_files)

    @property
    def defining_files(self) -> Mapping[str, bytes]:
        """The files from which the programme is built.

        What a store keeps so that old answers can be shown as they were asked.
        """
        return {name: content for name, content in self.files.items() if _DEFINING.fullmatch(name)}

    def text_of(self, file: str) -> str | None:
        """The text of the file that a place names: one of the bundle's own, or one of those that it extends."""
        own = self.sources.get(file)
        if own is not None:
            return own.text
        others = (other for source in self.sources.values() for other in source.others)
        return next((other.text for other in others if other.file == file), None)

    def folder_of(self, folder: str) -> Iterator[tuple[str, Source]]:
        """The sources of one sub-folder by the file's name without ending, in order.

        ``questionnaires`` -> ``livskvalitet``.
        """
        for name, source in self.sources.items():
            head, _, tail = name.partition("/")
            if head == folder and tail:
                yield tail.removesuffix(".yaml"), source


def digest_of(files: Mapping[str, bytes]) -> str:
    """SHA-256 over the files in order of name, each as its name, its length and its bytes; 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()


def name_of(folder: Path) -> str:
    """What a bundle in that folder is called: the folder's name, links by their own."""
    return Path(os.path.abspath(folder)).name  # noqa: PTH100 - "." and ".." are names too


def read(folder: Path) -> Bundle:
    """Read a folder. What is wrong with it is a problem in the bundle; only a vanished disk raises (``OSError``)."""
    problems: list[Problem] = []
    name = name_of(folder)
    if not folder.is_dir():
        code = "not-a-folder" if folder.exists() else "no-such-folder"
        return bundle_from(folder.name, {}, (found(code, Place(file=folder.name), name=folder.name),))
    with within_patience():
        files = dict(_contents(folder, problems))
    if "programme.yaml" not in files and not _explained(problems):
        problems.append(found("no-programme-file", Place(file="programme.yaml"), name=name))
    hooks = files.pop(HOOKS, None)
    if hooks is not None and len(hooks) > MAX_BYTES:
        problems.append(found("file-too-big", Place(file=HOOKS), limit=MAX_BYTES // 1024))
        hooks = None
    return bundle_from(name, files, tuple(problems), hooks=hooks)


def _explained(problems: list[Problem]) -> bool:
    """True when why there is no programme.yaml is told already: reading stopped before it, or it is misnamed."""
    return any(
        one.code in _CUT_SHORT or one.place.file == _MANIFEST or one.facts.get("suggestion") == _MANIFEST
        for one in problems
    )


def is_device(name: str) -> bool:
    """True when Windows keeps the name, with any ending, for a device."""
    return name.partition(".")[0].lower() in _DEVICES


def bundle_from(
    name: str, files: Mapping[str, bytes], problems: tuple[Problem, ...] = (), *, hooks: bytes | None = None
) -> Bundle:
    """A bundle from files already in memory, such as a store's snapshot."""
    sources = {file: read_source(file, files[file]) for file in sorted(files)}
    closed = {problem.place.file for problem in problems if problem.code == "unreadable-file"}
    read_problems = tuple(one for file, source in sources.items() if file not in closed for one in source.problems)
    return Bundle(
        name=name,
        files=MappingProxyType(dict(files)),
        sources=MappingProxyType(sources),
        problems=(*problems, *read_problems),
        hooks=hooks,
    )


def _contents(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    total = 0
    for count, (name, path) in enumerate(_files(folder, "", problems)):
        if count >= MAX_FILES:
            problems.append(found("too-many-files", Place(file=name), limit=MAX_FILES))
            return
        if name != HOOKS and not _READ.fullmatch(name):
            problems.append(found("unknown-file", Place(file=name), name=name, suggestion=_meant(name)))
            continue
        content = _bytes(path, name, problems)
        total += min(len(content), MAX_BYTES)  # a file that is too big by itself is told as that
        if total > MAX_TOTAL_BYTES:
            problems.append(found("bundle-too-big", Place(file=name), limit=MAX_TOTAL_BYTES // 1024))
            return
        yield name, content


def _files(folder: Path, under: str, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    with os.scandir(folder) as scanned:
        entries = list(islice(scanned, MAX_NAMES + 1))
        if len(entries) > MAX_NAMES:
            problems.append(found("too-many-files", Place(file=under.rstrip("/") or "."), limit=MAX_FILES))
            return
        for entry in sorted(entries, key=lambda one: one.name):
            name = under + entry.name
            if _IGNORED.match(entry.name) and not entry.is_symlink():
                continue
            refused = _refused(entry, name)
            if refused is not None:
                problems.append(refused)
            elif entry.is_dir(follow_symlinks=False) and not under:
                yield from _files(Path(entry.path), name + "/", problems)
            elif stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                yield name, Path(entry.path)
            else:
                problems.append(found("unknown-file", Place(file=name), name=name, suggestion=""))


def _refused(entry: "os.DirEntry[str]", name: str) -> Problem | None:
    if entry.is_symlink():
        return found("symbolic-link", Place(file=name))
    if not _NAME.fullmatch(entry.name):
        return found("file-name", Place(file=name), name=entry.name)
    if is_device(entry.name):
        return found("device-name", Place(file=name), name=entry.name)
    return None


def _bytes(path: Path, name: str, problems: list[Problem]) -> bytes:
    """What a file holds, no more of it than tells that it is too big; never what a link put in its place leads to."""
    try:
        return file_bytes(path, MAX_BYTES)
    except OSError:
        problems.append(found("unreadable-file", Place(file=name)))
        return b""


def _meant(name: str) -> str:
    """The file name that the author probably meant, or the empty text."""
    right = re.sub(r"\.(?:yml|json|txt|yaml\.txt)$", ".yaml", name)
    if _READ.fullmatch(right):
        return right
    folder, slash, file = name.rpartition("/")
    near = nearest(folder, _FOLDERS) if slash else nearest(name, _FILES)
    return f"{near}/{file}" if slash and near else near
