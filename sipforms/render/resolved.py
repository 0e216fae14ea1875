"""A bundle put together with what it extends, as YAML in which comments name the file of every part."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import join, normpath

from sipforms.engine.build.data import node, texts
from sipforms.engine.overlay.extending import id_of
from sipforms.engine.overlay.shared_core import SharedCore
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.compose import plain as read_plainly
from sipforms.engine.read.marks import Steps
from sipforms.engine.read.source import Source
from sipforms.engine.response import Json
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.shared_core import shared_core_lines

_ORDER = ("programme.yaml", "questionnaires", "scales.yaml", "indicators.yaml", "reports.yaml", "translations")
_WIDTH = 100
_STEP = "  "
_PLAIN = re.compile(r"[^\W\d_][\w ()/§.!+-]*[\w).!]|[^\W\d_]")
_TAKEN = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that some readers of YAML take for something else than text."""


def resolved_text(bundle: Bundle, core: SharedCore | None) -> str:
    """Every file that defines the programme under its name, and what is shared with the base in comments at the end.

    A comment says where a part was written (file and line) wherever that is another file than the one around it.
    """
    names = dict(_names(bundle))
    lines = [f"# {name}: {plain(at)}" for at, name in names.items()]
    if names:
        lines.append(
            "# " + _("A comment after a part says where it comes from; what has none stands in this programme.")
        )
    for file in sorted(bundle.sources, key=lambda one: _rank(bundle, one)):
        if not file.startswith("examples/"):
            lines += _file(file, _Writer(bundle.sources[file], names))
    shared = [f"# {line}" for line in shared_core_lines(core)] if core is not None else []
    return "\n".join([*lines, *([""] if shared else []), *shared]) + "\n"


def _names(bundle: Bundle, at: str = "") -> Iterator[tuple[str, str]]:
    """The folder of everything extended, as places begin with it, and the name that comments have for it."""
    if bundle.base is not None:
        there = normpath(join(at, bundle.base_at))
        yield there, id_of(bundle.base)
        yield from _names(bundle.base, there)


def _rank(bundle: Bundle, file: str) -> tuple[int, int, str]:
    """Files in the order in which people read a programme; questionnaires in the order in which they are listed."""
    head, _slash, name = file.partition("/")
    listed = texts(node(bundle.sources[_ORDER[0]].data).get("questionnaires")) if _ORDER[0] in bundle.sources else ()
    id_ = name.removesuffix(".yaml")
    place = listed.index(id_) if head == "questionnaires" and id_ in listed else len(listed)
    return _ORDER.index(head) if head in _ORDER else len(_ORDER), place, file


def _file(file: str, writer: "_Writer") -> Iterator[str]:
    source = writer.source
    files = writer.files((), source.data)
    around = next(iter(files)) if len(files) == 1 else file
    yield f"{_scalar(file)}:{_comment(writer.short(around) if around != file else '')}"
    if isinstance(source.data, dict | list) and source.data:
        yield from writer.inside((), source.data, _STEP, around)


@dataclass(frozen=True, slots=True)
class _Writer:
    """One file as lines of YAML."""

    source: Source
    names: Mapping[str, str]

    def short(self, file: str) -> str:
        """A file of something extended, by the name that comments have for that."""
        at = next((one for one in self.names if file.startswith(one + "/")), "")
        return self.names[at] + file.removeprefix(at) if at else file

    def files(self, steps: Steps, value: Json) -> set[str]:
        """The files that a value was written in."""
        if not isinstance(value, dict | list) or not value:
            return {self.source.place(steps).file}
        return {file for step, one in _entries(value) for file in self.files((*steps, step), one)}

    def line(self, steps: Steps, value: Json, file: str) -> int:
        """The first line of a value in that file: its key's, its own, or that of what stands inside it."""
        places = (self.source.place(steps, key=True), self.source.place(steps))
        found = next((place.line for place in places if place.file == file), 0)
        inside = (self.line((*steps, step), one, file) for step, one in _entries(value))
        return found or next((line for line in inside if line), 0)

    def inside(self, steps: Steps, value: Json, indent: str, around: str) -> Iterator[str]:
        """The entries of a mapping or a list, a line or more for each."""
        for step, one in _entries(value):
            lead = f"{indent}{_scalar(step)}:" if isinstance(value, dict) else f"{indent}-"
            yield from self._entry((*steps, step), one, lead, around)

    def _entry(self, steps: Steps, value: Json, lead: str, around: str) -> Iterator[str]:
        files = self.files(steps, value)
        own = next(iter(files)) if len(files) == 1 else around
        said = _comment(f"{self.short(own)}:{self.line(steps, value, own)}" if own != around else "")
        short = f"{lead} {_flow(value)}" if _is_flat(value) and len(files) == 1 else ""
        if short and (len(short) <= _WIDTH or not isinstance(value, dict | list)):
            yield short + said
            return
        indent = " " * (len(lead) - len(lead.lstrip())) + _STEP
        inside = self.inside(steps, value, indent, own)
        first = f"{lead} {next(inside).lstrip()}" if lead.endswith("-") and not said else lead + said
        yield first
        yield from inside


def _entries(value: Json) -> list[tuple[str | int, Json]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def _is_flat(value: Json) -> bool:
    """True for what fits on a line: a scalar, or a mapping or list of nothing but scalars."""
    return not any(isinstance(one, dict | list) and one for _, one in _entries(value))


def _comment(said: str) -> str:
    return f"  # {plain(said)}" if said else ""


def _flow(value: Json) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    return _scalar(value)


def _scalar(value: Json) -> str:
    """A value that every reader of YAML takes for what it is; texts in quotes wherever that could be in doubt."""
    if not isinstance(value, str):
        return json.dumps(value)
    is_safe = _PLAIN.fullmatch(value) and value.lower() not in _TAKEN and read_plainly(value) == value
    return value if is_safe else json.dumps(value, ensure_ascii=False)
