"""Reports consist of sections that exist, about those that the report is about, with settings that mean something."""

from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from sipforms.engine.build.data import Node, node, text, texts
from sipforms.engine.checks.codes import found, found_with
from sipforms.engine.checks.hooks import may_be_in_hooks
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.pathways import look_up
from sipforms.engine.checks.scene import REPORTS, Scene
from sipforms.engine.problem import Place, Problem
from sipforms.engine.read.marks import Steps

if TYPE_CHECKING:
    from sipforms.engine.offers import ReportSection

_OF_INDICATORS = ("indicators", "beside")
"""What a section that is not known here, because it is in the programme's own code, may name indicators with."""


def sections_are_offered(scene: Scene) -> Iterator[Problem]:
    """Every section is one that a plug-in offers for such a report, with settings that it takes."""
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
            offer = scene.vocabulary.report_sections[name].offer
            yield from _out_of_place(scene, steps, offer)
            yield from _settings(scene, steps, section, offer)


def _out_of_place(scene: Scene, steps: Steps, offer: "ReportSection") -> Iterator[Problem]:
    """A section for one citizen in a report about many, or the reverse."""
    about = text(node(scene.data(REPORTS).get(str(steps[0]))).get("for"))
    if about is not None and about not in offer.about:
        at, also = scene.place(REPORTS, (*steps, "section")), scene.place(REPORTS, (steps[0], "for"))
        words = [(name, word.offer.about) for name, word in scene.vocabulary.report_sections.items()]
        others = tuple(name for name, where in words if about in where)
        yield found("section-not-for", at, also=also, name=offer.name, about=about, known=others)


def _settings(scene: Scene, steps: Steps, section: Node, offer: "ReportSection") -> Iterator[Problem]:
    from sipforms.engine.checks.section_settings import misfits  # loaded by those who write reports

    wrong = tuple(misfits(section, offer))
    meant = {(*one.steps[:-1], nearest(one.name, one.known)) for one in wrong if one.kind == "unknown-setting"}
    for one in wrong:
        if one.kind == "missing-setting" and (*one.steps, one.name) in meant:
            continue  # it is there, misspelt
        at = scene.place(REPORTS, (*steps, *one.steps), key=one.kind == "unknown-setting")
        facts = {"name": one.name, "of": offer.name}
        if one.kind == "unknown-setting":
            near = nearest(one.name, one.known)
            yield found_with(one.kind, at, {**facts, "suggestion": near, "known": one.known})
        else:
            yield found_with(one.kind, at, facts)
    if not wrong and offer.issues is not None:
        yield from _issues(scene, steps, section, offer)


def _issues(scene: Scene, steps: Steps, section: Node, offer: "ReportSection") -> Iterator[Problem]:
    """What the section itself finds wrong with its settings, unless that may come of other mistakes."""
    from sipforms.engine.offers import SectionWritten

    if scene.built is None or offer.issues is None:
        return
    plans = scene.examined.plans
    written = SectionWritten(
        programme=scene.built,
        settings=section,
        audience=texts(node(scene.data(REPORTS).get(str(steps[0]))).get("audience")),
        ranges={name: _ends(plan.range) for name, plan in plans.items()},
        before=tuple(one for at, one in _sections(scene) if at[0] == steps[0] and at < steps and _is_same(one, offer)),
    )
    try:
        issues = tuple(offer.issues(written))
    except Exception as fault:  # noqa: BLE001 - a plug-in may fail in any way, and the rest must still be told
        plugin, name = scene.vocabulary.report_sections[offer.name].plugin, type(fault).__name__
        place = Place(file=f"plugin:{plugin}")
        yield found("plugin-check-failed", place, plugin=plugin, name=offer.name, fault=name)
        return
    for one in issues:
        if all(scene.is_sound(f"questionnaires/{asked}.yaml") for asked in one.questionnaires):
            yield found_with(one.code, scene.place(REPORTS, (*steps, *one.steps)), one.facts)


def _is_same(section: Node, offer: "ReportSection") -> bool:
    return section.get("section") == offer.name


def _ends(range_: object) -> tuple[float, float] | None:
    return (float(range_[0]), float(range_[1])) if isinstance(range_, tuple) else None


def sections_name_indicators(scene: Scene) -> Iterator[Problem]:
    """Every indicator or pattern in a section is or fits one of the programme's."""
    known = scene.indicators
    for steps, section in _sections(scene) if known is not None else ():
        for further, name in _names(scene, section, "indicator"):
            if known is not None and not any(fnmatchcase(one, name) for one in known):
                at = scene.place(REPORTS, (*steps, *further))
                yield found("unknown-indicator", at, name=name, suggestion=nearest(name, known), known=known)


def sections_name_questions(scene: Scene) -> Iterator[Problem]:
    """Every question in a section, written ``questionnaire.path``, is there."""
    for steps, section in _sections(scene):
        for further, name in _names(scene, section, "question"):
            at = scene.place(REPORTS, (*steps, *further))
            asked, _, path = name.partition(".")
            if asked not in scene.questionnaires:
                near = nearest(asked, scene.questionnaires)
                yield found("unknown-questionnaire", at, name=asked, suggestion=near, known=scene.questionnaires)
            elif asked in scene.trees:
                looked = replace(look_up(scene, asked, None, path), written=name, before=f"{asked}.")
                yield from looked.problems(at)


def _names(scene: Scene, section: Node, what: str) -> Iterator[tuple[Steps, str]]:
    from sipforms.engine.checks.section_settings import names_in, texts_in

    word = scene.vocabulary.report_sections.get(text(section.get("section")) or "")
    if word is not None:
        yield from names_in(section, word.offer, what)
    elif what == "indicator":
        for keyword in _OF_INDICATORS:
            yield from texts_in(section.get(keyword), (keyword,))


def _sections(scene: Scene) -> Iterator[tuple[Steps, Node]]:
    for id_, report in scene.data(REPORTS).items():
        sections = node(report).get("sections")
        for place, one in enumerate(sections if isinstance(sections, list) else ()):
            yield (id_, "sections", place), node(one)
