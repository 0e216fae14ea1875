"""Values in the form that is wanted: lengths of time, dates, versions, shares, patterns, spaces for tabs."""

import re
from contextlib import suppress
from datetime import date

from sipforms.engine.checks.durations import suggested
from sipforms.engine.checks.patterns import is_anchored, plainer
from sipforms.engine.fixing.edit import Edit, Fix
from sipforms.engine.fixing.written import token_at
from sipforms.engine.problem import Problem
from sipforms.engine.read.source import Source

_FORMS = frozenset({"id", "version", "language", "share"})
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-./ ])([0-9]{1,2})[-./ ]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})")
_LEAD = re.compile(r"^[ \t]+", re.MULTILINE)
_LAST_MONTH = 12


def duration(problem: Problem, source: Source) -> Fix | None:
    """``14 dage`` as P14D."""
    written = suggested(str(problem.facts["name"]))
    return _saying(problem, source, written if written == problem.facts["suggestion"] else "")


def day(problem: Problem, source: Source) -> Fix | None:
    """``22-11-2026`` as 2026-11-22."""
    return _saying(problem, source, as_date(str(problem.facts["name"])))


def in_form(problem: Problem, source: Source) -> Fix | None:
    """An id, a version, a language or a share that is plainly meant; a date."""
    if problem.facts["form"] == "date":
        return day(problem, source)
    return _saying(problem, source, str(problem.facts["suggestion"]) if problem.facts["form"] in _FORMS else "")


def pattern(problem: Problem, source: Source) -> Fix | None:
    r"""``\d{4}`` as ^[0-9]{4}$, in the same quotes."""
    token = token_at(source, problem.place)
    if token is None:
        return None
    written = token.text.replace("\\\\", "\\") if token.quote == '"' else token.text
    better = plainer(written, "\\d")
    if not is_anchored(better):
        bare = better.removeprefix("^").removesuffix("$")
        better = f"^{bare}$" if is_anchored(f"^{bare}$") else f"^(?:{bare})$"
    return token.saying(better.replace("\\", "\\\\") if token.quote == '"' else better)


def spaces(problem: Problem, source: Source) -> Fix | None:
    """Spaces for the tabs that lines begin with, as many for each as the file's first step in."""
    steps = [len(lead) for lead in _LEAD.findall(source.text) if "\t" not in lead]
    step = " " * (min(steps) if steps else 2)
    edits = tuple(
        Edit(file=source.file, start=lead.start(), end=lead.end(), text=lead[0].replace("\t", step))
        for lead in _LEAD.finditer(source.text)
        if "\t" in lead[0]
    )
    return Fix(edits=edits) if any(edit.start < _after(problem, source) for edit in edits) else None


def as_date(written: str) -> str:
    """The day in the form of the standard, or the empty text where it could be two days or is none."""
    first, last = _DAY_FIRST.fullmatch(written.strip()), _YEAR_FIRST.fullmatch(written.strip())
    with suppress(ValueError):
        if last is not None:
            return date(int(last[1]), int(last[2]), int(last[3])).isoformat()
        if first is not None and (first[2] != "/" or int(first[1]) > _LAST_MONTH):
            return date(int(first[4]), int(first[3]), int(first[1])).isoformat()
    return ""


def _after(problem: Problem, source: Source) -> int:
    """Where the problem's line ends."""
    return sum(map(len, source.text.splitlines(keepends=True)[: problem.place.line]))


def _saying(problem: Problem, source: Source, text: str) -> Fix | None:
    token = token_at(source, problem.place)
    return token.saying(text) if token is not None and text and token.text == problem.facts["name"] else None
