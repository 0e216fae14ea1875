"""The section ``interventionsByOutcome``: which interventions for whom, as figures about a group."""

from collections.abc import Iterable, Iterator

from sipforms.engine.build.data import node, text, texts
from sipforms.engine.gather.given import Intervention, interventions, meant
from sipforms.engine.gather.grouping import Background, can_divide, cut_points, groups_of
from sipforms.engine.gather.interventions import Study, interventions_by_outcome
from sipforms.engine.gather.table import InterventionTable
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.programme import Question, Questionnaire
from sipforms.engine.report import PATTERNS, GroupInput, may_see
from sipforms.engine.response import Json
from sipforms.plugins.sections.group_development import GROUPS, outcomes_of
from sipforms.plugins.sections.intervention_issues import issues


def by_outcome(given: GroupInput) -> InterventionTable:
    """The table that the settings ask for. What not everybody who reads it may see is left out."""
    study = Study(
        programme=given.programme,
        programmes=given.programmes,
        vocabulary=given.vocabulary,
        courses=given.courses,
        interventions=tuple(_interventions(given)),
        outcomes=tuple(one for one, _ in outcomes_of(given, given.settings.get("outcomes"))),
        start=tuple(cut_points(given.settings.get("startLevels"))),
        background=tuple(_background(given)),
        least=given.least,
        releasing=given.releasing,
    )
    return interventions_by_outcome(given.stays, study)


def _interventions(given: GroupInput) -> Iterator[Intervention]:
    for one in interventions(given.programme, texts(given.settings.get("interventions"))):
        if all(may_see(question, given.audience) for _, question in meant(given.programme, one.question)):
            yield one


def _background(given: GroupInput) -> Iterator[Background]:
    for id_, written in node(given.settings.get("background")).items():
        item = text(node(written).get("item")) or ""
        for asked, question in meant(given.programme, item):
            if can_divide(question) and may_see(question, given.audience):
                cuts = [float(one.value) for one in cut_points(node(written).get("bands"))]
                yield Background(
                    id=id_,
                    title=text(node(written).get("title")) or _title(asked, question),
                    questionnaire=asked,
                    question=question,
                    groups=groups_of(question, cuts),
                )


def _title(asked: Questionnaire, question: Question) -> str:
    return next((one.title for one in asked.items() if one.path == question.item), question.wording.title)


_TEXT: Json = {"type": "string", "minLength": 1}
_ITEM: Json = {"x-names": "question", "type": "string", "pattern": "^[a-z0-9_]+[.]"}
_ITEMS: Json = {
    "x-names": "question",
    "anyOf": [_ITEM, {"type": "array", "items": _ITEM, "minItems": 1, "uniqueItems": True}],
}
_SHARE: Json = {"type": "string", "pattern": "^[0-9]{1,3}/[0-9]{1,3}$"}
_CUTS: Json = {
    "type": "array",
    "minItems": 1,
    "maxItems": 4,
    "anyOf": [{"items": {"type": "number"}}, {"items": _SHARE}],
}
_BANDS: Json = {"type": "array", "minItems": 1, "maxItems": 9, "items": {"type": "integer"}}
_BACKGROUND: Json = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$", "not": {"const": "start"}},
    "additionalProperties": {
        "type": "object",
        "required": ["item"],
        "additionalProperties": False,
        "properties": {"item": _ITEM, "title": _TEXT, "bands": _BANDS},
    },
}


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(
        name="interventionsByOutcome",
        build=by_outcome,
        settings={"interventions": _ITEMS, "outcomes": PATTERNS, "startLevels": _CUTS, "background": _BACKGROUND},
        needs=("interventions", "outcomes"),
        about=GROUPS,
        issues=issues,
    )
