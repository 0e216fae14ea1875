"""Reports consist of sections that exist, about indicators that exist."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import jsonschema_rs

from sipforms.engine.build.data import Node, node, text
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.hooks import may_be_in_hooks
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.scene import REPORTS, Scene
from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Steps
from sipforms.engine.response import Json

if TYPE_CHECKING:
    from sipforms.engine.offers import ReportSection

_OF_INDICATORS = ("indicators", "beside")


def sections_are_offered(scene: Scene) -> Iterator[Problem]:
    """Every section is one that a plug-in offers, with settings that it takes."""
    known = tuple(scene.vocabulary.report_sections) if REPORTS in scene.files else ()
    for steps, section in _sections(scene) if known else ():
        name = text(section.get("section"))
        if name is None:
            continue
        if name not in known:
            at, near = scene.place(REPORTS, (*steps, "section")), nearest(name, known)
            if not may_be_in_hooks(scene, name, near):
                yield found("unknown-section", at, name=name, suggestion=near, known=known)
        else:
            yield from _settings(scene, steps, section, scene.vocabulary.report_sections[name].offer)


def sections_name_indicators(scene: Scene) -> Iterator[Problem]:
    """Every indicator or pattern in a section is or fits one of the programme's."""
    known = scene.indicators
    for steps, section in _sections(scene) if known is not None else ():
        for keyword in _OF_INDICATORS:
            for further, name in _names(section.get(keyword)):
                if known is not None and not any(fnmatchcase(one, name) for one in known):
                    at = scene.place(REPORTS, (*steps, keyword, *further))
                    yield found("unknown-indicator", at, name=name, suggestion=nearest(name, known), known=known)


def _names(value: Json) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, list):
        yield from (((place,), one) for place, one in enumerate(value) if isinstance(one, str))


def _sections(scene: Scene) -> Iterator[tuple[Steps, Node]]:
    for id_, report in scene.data(REPORTS).items():
        sections = node(report).get("sections")
        for place, one in enumerate(sections if isinstance(sections, list) else ()):
            yield (id_, "sections", place), node(one)


def _settings(scene: Scene, steps: Steps, section: Node, offer: "ReportSection") -> Iterator[Problem]:
    known = tuple(sorted(offer.settings))
    for name, value in section.items():
        if name == "section":
            continue
        if name not in offer.settings:
            at = scene.place(REPORTS, (*steps, name), key=True)
            yield found("unknown-setting", at, name=name, of=offer.name, suggestion=nearest(name, known), known=known)
        elif not _is_valid(offer.settings[name], value):
            yield found("setting-value", scene.place(REPORTS, (*steps, name)), name=name, of=offer.name)
    for name in offer.needs:
        if name not in section:
            yield found("missing-setting", scene.place(REPORTS, steps), name=name, of=offer.name)


def _is_valid(schema: Json, value: Json) -> bool:
    return not isinstance(schema, dict) or jsonschema_rs.is_valid(schema, value)
