"""A released report as JSON and back: everybody once in a table, counts as places in it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sipforms.engine.response import Json
from sipforms.engine.withhold.block import Policy
from sipforms.engine.withhold.element import Element, Elements
from sipforms.engine.withhold.released import Released, ReleasedLine
from sipforms.engine.withhold.told import Logged

FORMAT = 1


def written(one: Released) -> dict[str, Json]:
    """The report as JSON."""
    everybody: dict[tuple[str, str, str], int] = {}
    lines: list[Json] = [_line(line, everybody) for line in one.lines]
    rules: dict[str, list[Json]] = {}
    for entry in one.withheld:
        rules.setdefault(entry.rule, []).append([entry.subject, entry.line])
    return {
        "format": FORMAT,
        "on": one.on.isoformat(),
        "title": one.title,
        "policy": _policy(one.policy),
        "everybody": [list(each) for each in everybody],
        "lines": lines,
        "withheld": {rule: list(places) for rule, places in rules.items()},
    }


def _policy(one: Policy) -> dict[str, Json]:
    return {
        "kind": one.kind,
        "least": one.least,
        "places": one.places,
        "place": one.place,
        "period": one.period,
        "among": list(one.among),
    }


def _line(one: ReleasedLine, everybody: dict[tuple[str, str, str], int]) -> dict[str, Json]:
    def numbers(cells: Mapping[str, Elements]) -> dict[str, Json]:
        return {category: list(_numbers(some, everybody)) for category, some in cells.items()}

    return {
        "subject": one.subject,
        "line": one.line,
        "kind": one.kind,
        "cells": numbers(one.cells),
        "missing": numbers(one.missing),
        "level": None if one.level is None else [list(several) for several in one.level],
        "fine": one.is_fine,
        "asked": one.has_asked,
        "reasons": one.has_reasons,
        "kept": dict(one.kept),
    }


def _numbers(some: Iterable[Element], everybody: dict[tuple[str, str, str], int]) -> Iterator[int]:
    for one in sorted(some):
        yield everybody.setdefault((one.person, one.answer, one.place), len(everybody))


def read_released(content: Mapping[str, Any]) -> Released | None:
    """The report as it was; nothing where it was written by a newer program, or is no such report."""
    if content.get("format") != FORMAT:
        return None
    try:
        everybody = [(person, answer, place) for person, answer, place in content["everybody"]]
        return Released(
            on=date.fromisoformat(content["on"]),
            policy=Policy(**{**content["policy"], "among": tuple(content["policy"]["among"])}),
            title=content["title"],
            lines=tuple(_line_read(one, everybody) for one in content["lines"]),
            withheld=tuple(
                Logged(rule=rule, subject=subject, line=line)
                for rule, places in content["withheld"].items()
                for subject, line in places
            ),
        )
    except (KeyError, TypeError, ValueError, IndexError):
        return None


def _line_read(one: Mapping[str, Any], everybody: list[tuple[str, str, str]]) -> ReleasedLine:
    def elements(cells: Mapping[str, Any]) -> dict[str, Elements]:
        return {category: frozenset(_elements(category, numbers)) for category, numbers in cells.items()}

    def _elements(category: str, numbers: Iterable[int]) -> Iterator[Element]:
        for person, answer, place in (everybody[number] for number in numbers):
            yield Element(person, answer, place, category)

    level = one["level"]
    return ReleasedLine(
        subject=one["subject"],
        line=one["line"],
        kind=one["kind"],
        cells=elements(one["cells"]),
        missing=elements(one["missing"]),
        level=None if level is None else tuple(tuple(several) for several in level),
        is_fine=one["fine"],
        has_asked=one["asked"],
        has_reasons=one["reasons"],
        kept=one["kept"],
    )
