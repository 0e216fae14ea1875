"""Trying examples and telling what came out, on the screen or in files."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from sipforms.actions.trying.folders import TriedFolder, try_folders
from sipforms.actions.trying.mutation import Verdict
from sipforms.cli.opening import Chosen
from sipforms.cli.outputs import Output, write_outputs
from sipforms.cli.trying_asked import Asked
from sipforms.render.language import _
from sipforms.render.trying.coverage import coverage_text, percent_words
from sipforms.render.trying.differences import tried_text
from sipforms.render.trying.mutants import mutants_text
from sipforms.render.trying.summary import dots, empty_text, line_of, nothing_text, refused_text, summary

PROBLEMS_FOUND = 1
_NARROW, _WIDE = 60, 120
_STEP = 25


def try_and_tell(asked: Asked, chosen: Chosen) -> int:
    """Try what is asked for, tell it, and give the exit code."""
    results = tuple(try_folders(asked.paths, asked.wanted(chosen)))
    if asked.text and any(one.known for one in results) and not any(one.tried for one in results):
        raise click.UsageError(_("No example has “{text}” in its name.").format(text=asked.text))
    verdicts = {at: _verdicts(one) for at, one in enumerate(results)} if asked.mutants else {}
    told = [(output, _told(output, asked, results, verdicts)) for output in asked.outputs]
    for output, text in told:
        if output.file is None:
            click.echo(text, nl=False)
    write_outputs({output.file: text for output, text in told if output.file is not None})
    return PROBLEMS_FOUND if _is_wanting(asked, results, verdicts) else 0


def _verdicts(folder: TriedFolder) -> tuple[Verdict, ...]:
    """What became of every mistake. Somebody who waits at a terminal is told how far it is."""
    mutation = folder.mutation
    if mutation is None:
        return ()
    waits = sys.stderr.isatty()
    found: list[Verdict] = []
    for verdict in mutation.verdicts():
        found.append(verdict)
        if waits and len(found) % _STEP == 0:
            said = _("{count} of {all} mistakes tried").format(count=len(found), all=len(mutation))
            click.echo(f"\r{said}", nl=False, err=True)
    if waits:
        click.echo("\r\x1b[K", nl=False, err=True)
    return tuple(found)


def _told(
    output: Output, asked: Asked, results: tuple[TriedFolder, ...], verdicts: dict[int, tuple[Verdict, ...]]
) -> str:
    if output.format == "text":
        return "\n".join(_lines(asked, results, verdicts)) + "\n"
    from sipforms.render.trying.machine import json_text, junit_text

    if output.format == "json":
        return json_text(results, covered=asked.coverage, verdicts=verdicts if asked.mutants else None)
    return junit_text(results)


def _lines(asked: Asked, results: tuple[TriedFolder, ...], verdicts: dict[int, tuple[Verdict, ...]]) -> Iterator[str]:
    width = min(_WIDE, max(_NARROW, shutil.get_terminal_size((80, 24)).columns))
    for at, one in enumerate(results):
        yield from _of_folder(one, asked, width)
        if one.programme is not None and asked.coverage:
            yield from ("", coverage_text(one.coverage, one.programme, one.folder, every=asked.every, width=width))
        if one.programme is not None and at in verdicts:
            yield from ("", mutants_text(verdicts[at], one.programme, one.folder, every=asked.every, width=width))
    if any(one.known for one in results) or len(results) > 1 or any(one.trying is None for one in results):
        yield from ("", summary(results))
    yield from _short_of(asked, results, verdicts)


def _of_folder(one: TriedFolder, asked: Asked, width: int) -> Iterator[str]:
    if one.trying is None:
        yield refused_text(one)
        return
    if not one.known:
        yield nothing_text(one)
        return
    yield from (line_of(tried, one) for tried in one.tried) if asked.verbose else _dotted(one)
    for tried in one.differing:
        yield from ("", tried_text(tried, one.trying, one.folder, width))
    if empty_text(one):
        yield from ("", empty_text(one))


def _dotted(one: TriedFolder) -> Iterator[str]:
    lines = list(dots(one.tried))
    yield f"{one.folder}  {lines[0]}" if len(lines) == 1 else str(one.folder)
    yield from (f"  {line}" for line in lines) if len(lines) > 1 else ()


def _shares(
    asked: Asked, results: tuple[TriedFolder, ...], verdicts: dict[int, tuple[Verdict, ...]]
) -> Iterator[tuple[Path, str, float]]:
    """Every measure that was asked for, as a percentage, by folder."""
    for at, one in enumerate(results):
        if one.trying is None:
            continue
        if asked.coverage:
            yield one.folder, _("coverage"), one.coverage.percent
        if asked.mutants:
            noticed = sum(verdict.noticed_by is not None for verdict in verdicts[at])
            yield one.folder, _("mistakes noticed"), 100 * noticed / len(verdicts[at]) if verdicts[at] else 100.0


def _short_of(
    asked: Asked, results: tuple[TriedFolder, ...], verdicts: dict[int, tuple[Verdict, ...]]
) -> Iterator[str]:
    for folder, measure, percent in _shares(asked, results, verdicts):
        if asked.at_least is not None and percent < asked.at_least:
            yield _("{folder}: {measure} {percent}, and at least {least} is wanted.").format(
                folder=folder, measure=measure, percent=percent_words(percent), least=percent_words(asked.at_least)
            )


def _is_wanting(asked: Asked, results: tuple[TriedFolder, ...], verdicts: dict[int, tuple[Verdict, ...]]) -> bool:
    """True when something differs, could not be tried, or is measured as too little."""
    wrong = any(one.trying is None or one.differing for one in results)
    return wrong or any(True for _line in _short_of(asked, results, verdicts))
