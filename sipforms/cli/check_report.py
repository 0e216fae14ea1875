"""The report of ``sipforms check`` in the formats asked for, after mending where that was asked."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

import click

from sipforms import __version__
from sipforms.actions.checking import Criteria, Inspection, check_folders
from sipforms.actions.mending import with_offers
from sipforms.cli.colour import wants_colour
from sipforms.cli.outputs import outputs_from, write_outputs
from sipforms.render.checking.told import Report
from sipforms.render.language import current_language

FORMATS = ("text", "json", "sarif", "junit", "github")
_WITH_FIXES = frozenset({"json", "sarif"})
_FEW = 200
"""With more problems in one programme than this nobody waits to hear which of them could be mended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How the report is wanted: in which formats, after mending, with or without asking, and how long."""

    formats: tuple[str, ...]
    fix: bool
    unasked: bool
    every: bool


def check_and_report(
    paths: tuple[Path, ...],
    criteria: Criteria,
    asked: Asked,
    progress: Callable[[int, int], None] | None,
) -> int:
    """Check, mend if asked to, and tell what is left. The exit code is about what is left."""
    outputs = outputs_from(asked.formats, FORMATS)
    inspection = check_folders(paths, criteria, progress)
    if asked.fix:
        from sipforms.cli.check_fix import mend_and_tell

        apart = any(one.file is None and one.format != "text" for one in outputs)
        if mend_and_tell(inspection, criteria, unasked=asked.unasked, to_stderr=apart):
            inspection = check_folders(paths, criteria, progress)
    wants_offers = not asked.fix and (sys.stdout.isatty() or any(one.format in _WITH_FIXES for one in outputs))
    report = report_of(with_offers_where_quick(inspection, criteria) if wants_offers else inspection)
    files: dict[Path, str] = {}
    for one in outputs:
        if one.file is not None:
            files[one.file] = rendered(one.format, report)
        elif one.format == "text":
            write_text(report.inspection, every=asked.every)
        else:
            click.echo(rendered(one.format, report), nl=False)
    write_outputs(files)
    return 0 if inspection.passed else 1


def report_of(inspection: Inspection) -> Report:
    """What was found, for a renderer."""
    return Report(inspection=inspection, root=Path.cwd(), language=current_language(), version=__version__)


def rendered(name: str, report: Report) -> str:
    """The report in a format; a format's module is loaded by those who ask for it."""
    text: str = import_module(f"sipforms.render.checking.{name}").render(report)
    return text


def write_text(inspection: Inspection, *, every: bool = False) -> None:
    """The report for people on standard output, in colour on a terminal that wants it."""
    from sipforms.render.checking.text import parts

    for part in parts(report_of(inspection), colour=wants_colour(), hint=sys.stdout.isatty(), every=every):
        click.echo(part, color=True)


def with_offers_where_quick(inspection: Inspection, criteria: Criteria) -> Inspection:
    """The same with the fixes on offer, but for programmes with so much wrong that finding them would take long."""
    results = (
        with_offers(result, criteria) if len(result.problems) <= _FEW else result for result in inspection.results
    )
    return replace(inspection, results=tuple(results))
