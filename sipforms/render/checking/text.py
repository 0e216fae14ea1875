"""What checking found, for people: each problem with its line, and a summary. Colour helps and is never needed."""

import re
from collections import Counter
from collections.abc import Iterator

from sipforms.actions.checking import Checked
from sipforms.engine.problem import Level, Problem
from sipforms.render.checking.summary import summary
from sipforms.render.checking.told import Report
from sipforms.render.language import ngettext
from sipforms.render.plain import plain
from sipforms.render.problems import problem_text

FEW, MANY = 3, 6
"""Of more than ``MANY`` problems of one kind in one file only the first ``FEW`` are told in full."""

_MARKS = re.compile(r"^( +\| [ ^]*)$", re.MULTILINE)
_RESET, _BOLD = "\x1b[0m", "\x1b[1m"
_COLOURS = {Level.ERROR: "\x1b[31m", Level.WARNING: "\x1b[33m", Level.NOTE: "\x1b[36m"}


def render(report: Report) -> str:
    """Every problem in full, without colour, and the summary."""
    return "".join(f"{part}\n" for part in parts(report))


def parts(report: Report, *, colour: bool = False, hint: bool = False, every: bool = True) -> Iterator[str]:
    """The report piece by piece: each problem with an empty line after it, then the summary; how to mend as a hint.

    Without ``every`` only the first few of one kind in one file, so that a flood of them hides nothing else.
    """
    for result in report.inspection.results:
        told: Counter[tuple[str, str]] = Counter()
        there = Counter(map(_kind, result.problems))
        for problem in result.problems:
            kind = _kind(problem)
            told[kind] += 1
            if every or there[kind] <= MANY or told[kind] <= FEW:
                said = problem_text(problem, result.bundle, folder=result.beside)
                yield (_coloured(said, problem) if colour else said) + "\n"
            elif told[kind] == there[kind]:
                yield _left_out(there[kind] - FEW, problem) + "\n"
    yield from _allowed(report)
    yield summary(report.inspection)
    fixable = sum(len(result.fixes) for result in report.inspection.results)
    if fixable and hint:
        yield ngettext(
            "{count} can be mended for you: {command}", "{count} can be mended for you: {command}", fixable
        ).format(count=fixable, command="sipforms check --fix")


def _kind(problem: Problem) -> tuple[str, str]:
    return problem.place.file, problem.code


def _left_out(count: int, problem: Problem) -> str:
    said = ngettext(
        "{count} more of the kind {code} in {file} is not shown. Show all of them: {command}",
        "{count} more of the kind {code} in {file} are not shown. Show all of them: {command}",
        count,
    )
    return plain(said.format(count=count, code=problem.code, file=problem.place.file, command="sipforms check --all"))


def _allowed(report: Report) -> Iterator[str]:
    """What is allowed, each with its place and reason."""
    count = report.inspection.allowed
    if not count:
        return
    yield ngettext("{count} allowed, with the reason:", "{count} allowed, with the reasons:", count).format(count=count)
    for result in report.inspection.results:
        for one in result.allowed:
            yield plain(f"  {_place(result, one.problem)}  {one.problem.code}: {one.reason}")
    yield ""


def _place(result: Checked, problem: Problem) -> str:
    return f"{result.beside / problem.place.file}:{problem.place.line}"


def _coloured(said: str, problem: Problem) -> str:
    """The head in colour, and what underlines the line."""
    shade = _COLOURS[problem.level]
    head, _newline, rest = said.partition("\n")
    place, _gap, kind = head.partition("  ")
    rest = _MARKS.sub(lambda found: found[1].replace("|", f"|{shade}", 1) + _RESET, rest)
    return f"{_BOLD}{place}{_RESET}  {shade}{kind}{_RESET}\n{rest}"
