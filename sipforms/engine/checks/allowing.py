"""Problems that an author allows where they stand, with a reason: a comment at the end of the line or just above it.

``# sipforms: allow sentence-too-long because the citizen knows the text``; several codes have commas between them. Only
warnings and notes can be allowed. ``check`` knows nothing of this: what it found is weighed here afterwards.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import yaml

from sipforms.engine.checks.codes import CODES, found
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.problem import Level, Place, Problem
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.source import Source

SIGN = "sipforms:"
"""What every such comment holds; a file without it need not be searched."""

CODES_SAID = re.compile(r"#[ \t]*sipforms:[ \t]*allow[ \t]+(?P<codes>[^\s,]+(?:[ \t]*,[ \t]*[^\s,]+)*)")
"""Such a comment as far as its last code."""

_COMMENT = re.compile(r"#[ \t]*sipforms:[^\r\n]*")
_REASON = re.compile(r"(?:[ \t]+because\b(?P<reason>.*))?[ \t]*")
_BLOCKS = ("|", ">")
_LEAST_REASON = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """One code that a comment allows, on the lines that the comment is about. An empty ``reason`` is none."""

    code: str
    reason: str
    place: Place
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """A problem that stands with a reason, and where that is written."""

    problem: Problem
    reason: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What is still to be told, and what is allowed; both in the order of places."""

    problems: tuple[Problem, ...]
    allowed: tuple[Allowed, ...] = ()


def weighed(bundle: Bundle, problems: tuple[Problem, ...], *, unsought: frozenset[str] = frozenset()) -> Weighed:
    """The problems without those that the bundle's comments allow, with what is wrong with the comments themselves.

    ``unsought`` are codes that nobody looked for, so that allowing one is not yet without effect. Comments in what the
    bundle extends count, and what is wrong with them is told where they stand.
    """
    own = [source for source in bundle.sources.values() if SIGN in source.text]
    others = {one.file: one for source in bundle.sources.values() for one in source.others if SIGN in one.text}
    if not own and not others:
        return Weighed(problems=problems)
    allowances, wrong = _understood(own)
    below, _ = _understood(others.values())
    effective = {(one.place.file, line, one.code): one for one in (*allowances, *below) for line in one.lines}
    met = {id(problem): effective.get((problem.place.file, problem.place.line, problem.code)) for problem in problems}
    used = {one.place for one in met.values() if one is not None}
    left = (problem for problem in problems if met[id(problem)] is None)
    idle = (
        found("allow-nothing", one.place, name=one.code) for one in allowances if one.reason and one.place not in used
    )
    return Weighed(
        problems=_sorted((*left, *wrong, *(one for one in idle if one.facts["name"] not in unsought))),
        allowed=tuple(
            Allowed(problem=problem, reason=one.reason, place=one.place)
            for problem in problems
            if (one := met[id(problem)]) is not None and one.reason
        ),
    )


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.place, problem.code)))


def _understood(sources: Iterable[Source]) -> tuple[list[Allowance], list[Problem]]:
    """What can be allowed, and what is wrong with the comments. An allowance without a reason is both."""
    allowances: list[Allowance] = []
    wrong: list[Problem] = []
    for source in sources:
        for comment in _comments(source):
            said = CODES_SAID.match(comment[0])
            because = _REASON.fullmatch(comment[0], said.end()) if said is not None else None
            if said is None or because is None:
                wrong.append(found("allow-form", _place(source, comment.start(), len(comment[0].rstrip()))))
                continue
            for one in _allowances(source, comment, said, because["reason"] or ""):
                mistake = _mistake(one)
                wrong += [mistake] if mistake else []
                allowances += [one] if mistake is None or mistake.code == "allow-without-reason" else []
    return allowances, wrong


def _allowances(source: Source, comment: re.Match[str], said: re.Match[str], because: str) -> Iterator[Allowance]:
    reason = because.strip(" \t:.")
    lines = _lines_meant(source.text, comment)
    for code in re.finditer(r"[^\s,]+", said["codes"]):
        begins = comment.start() + said.start("codes") + code.start()
        place = _place(source, begins, len(code[0]))
        enough = reason if len(reason) >= _LEAST_REASON else ""
        yield Allowance(code=code[0], reason=enough, place=place, lines=lines)


def _mistake(one: Allowance) -> Problem | None:
    kind = CODES.get(one.code)
    if kind is None:
        suggestion = nearest(one.code, (code for code, known in CODES.items() if known.level is not Level.ERROR))
        return found("allow-unknown-code", one.place, name=one.code, suggestion=suggestion)
    if kind.level is Level.ERROR or one.code.startswith("allow-"):
        return found("allow-must-be-mended", one.place, name=one.code)
    return None if one.reason else found("allow-without-reason", one.place, name=one.code)


def _comments(source: Source) -> Iterator[re.Match[str]]:
    """The comments for us; never what only looks like one inside a text."""
    taken = list(_texts(source.text))
    for comment in _COMMENT.finditer(source.text):
        at = comment.start()
        before = source.text[at - 1 : at]
        if (not before or before in " \t\r\n") and not any(start <= at < end for start, end in taken):
            yield comment


def _texts(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each value and key reaches; of a text with ``|`` or ``>`` only what stands below that."""
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
                start, end = event.start_mark.index, event.end_mark.index
                if event.style in _BLOCKS:
                    start = text.find("\n", start)
                yield start, end


def _lines_meant(text: str, comment: re.Match[str]) -> tuple[int, ...]:
    """The comment's own line; and where it has that to itself, the next line that is neither empty nor a comment."""
    line = text.count("\n", 0, comment.start()) + 1
    lines = text.split("\n")
    if lines[line - 1].lstrip()[:1] != "#":
        return (line,)
    below = (at for at, one in enumerate(lines[line:], line + 1) if one.strip() and one.lstrip()[:1] != "#")
    return (line, *([first] if (first := next(below, 0)) else []))


def _place(source: Source, at: int, length: int) -> Place:
    line_start = source.text.rfind("\n", 0, at) + 1
    return Place(file=source.file, line=source.text.count("\n", 0, at) + 1, column=at - line_start + 1, length=length)
