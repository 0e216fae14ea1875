"""A report about a group: the parts that the programme names, made of stays. Nothing about too few people is in it."""

from collections.abc import Iterator

from sipforms.actions.gathering import Gathered, Scope
from sipforms.actions.workplace import Workplace
from sipforms.engine.compare.history import Series
from sipforms.engine.programme import LEAST_SHOWN, Programme, ReportDefinition
from sipforms.engine.report import GroupInput, GroupReport, ReportPart
from sipforms.store.uses import Action, Subject, Use


def group_report(
    workplace: Workplace, programme: Programme, definition: ReportDefinition, scope: Scope, gathered: Gathered
) -> GroupReport:
    """The report of the stays that were gathered; it stands in the access log first. Raises StoreUnavailable."""
    people = tuple(dict.fromkeys(stay.person for stay in gathered.stays))
    workplace.store.note(
        Use(action=Action.EXPORT, subject=Subject.STORE, criterion=f"{programme.id} {definition.id}", cases=people)
    )
    offered = workplace.vocabulary.report_sections
    return GroupReport(
        title=definition.title,
        about=definition.about,
        programme=programme,
        parts=tuple(_parts(workplace, programme, definition, gathered)),
        begins=scope.begins,
        ends=scope.ends,
        unit=scope.unit or "",
        withheld=tuple(one.section for one in definition.sections if one.section not in offered),
    )


def _parts(
    workplace: Workplace, programme: Programme, definition: ReportDefinition, gathered: Gathered
) -> Iterator[ReportPart]:
    courses: dict[tuple[str, str], tuple[Series, ...]] = {}
    for section in definition.sections:
        word = workplace.vocabulary.report_sections.get(section.section)
        if word is not None and definition.about in word.offer.about:
            given = GroupInput(
                programme=programme,
                programmes=gathered.programmes,
                stays=gathered.stays,
                settings=section.settings,
                vocabulary=workplace.vocabulary,
                audience=definition.audience,
                least=max(LEAST_SHOWN, programme.suppression_minimum),
                courses=courses,
            )
            yield ReportPart(section=section.section, value=word.offer.build(given), title=section.title)
