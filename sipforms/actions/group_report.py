"""A report about a group: the parts that the programme names, made of stays. Nothing about too few people is in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sipforms.actions.audits import audits
from sipforms.actions.gathering import Gathered, Scope
from sipforms.actions.released import register, remember
from sipforms.actions.workplace import Workplace
from sipforms.engine.audit import AuditBook
from sipforms.engine.gather.facility.against import Against
from sipforms.engine.gather.period import Span
from sipforms.engine.gather.stay import Stay
from sipforms.engine.programme import LEAST_SHOWN, Programme, ReportDefinition, Section
from sipforms.engine.report import GroupInput, GroupReport, ReportPart
from sipforms.engine.withhold.block import Policy
from sipforms.engine.withhold.releasing import Releasing
from sipforms.store.uses import Action, Subject, Use

FACILITY = ReportDefinition(
    id="facility",
    title="",
    about="facility",
    audience=("staff",),
    sections=(
        Section(section="compared", settings={}),
        Section(section="coverage", settings={}),
        Section(section="importance", settings={}),
        Section(section="distribution", settings={}),
        Section(section="groupDevelopment", settings={}),
    ),
)
"""What a report about a facility is made of where the programme defines none."""

PUBLISHED = ("targetGroup", "country")
"""What reports are about that leave the facility: they are under the rules of what is published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On which terms a report is made: what it is compared with, and whether it is to be published."""

    against: Against | None = None
    is_public: bool = False


OF_PERIOD = ("compared", "coverage", "importance", "distribution", "groupDevelopment")
"""Sections about the answers given in a period, whichever stays they belong to."""


def is_of_period(definition: ReportDefinition) -> bool:
    """Whether a report is about the answers of a period, and not about stays that ended in it."""
    return any(one.section in OF_PERIOD for one in definition.sections)


def reports_of_groups(programme: Programme) -> tuple[ReportDefinition, ...]:
    """The programme's reports about a group, and ours about a facility where it has none with coverage."""
    own = tuple(one for one in programme.reports if one.about != "citizen")
    has_own = any(one.about == "facility" and is_of_period(one) for one in own)
    return own if has_own else (*own, FACILITY)


def group_report(
    workplace: Workplace,
    programme: Programme,
    definition: ReportDefinition,
    scope: Scope,
    gathered: Gathered,
    terms: Terms | None = None,
) -> GroupReport:
    """The report of the stays that were gathered; it stands in the access log first. Raises StoreUnavailable."""
    asked = terms or Terms()
    people = tuple(dict.fromkeys(stay.person for stay in _read(definition, scope, gathered, asked)))
    workplace.store.note(
        Use(action=Action.EXPORT, subject=Subject.STORE, criterion=f"{programme.id} {definition.id}", cases=people)
    )
    offered = workplace.vocabulary.report_sections
    is_public = asked.is_public or definition.about in PUBLISHED
    before = register(workplace, programme.id)
    given = _given(workplace, programme, definition, scope, gathered)
    policy = _policy(given, "published" if is_public else "within", asked.against)
    releasing = Releasing(policy=policy, register=before.reports)
    given = replace(given, against=asked.against, is_public=is_public, releasing=releasing)
    parts = tuple(_parts(workplace, definition, given))
    remember(workplace, programme.id, releasing, definition.id, before)
    return GroupReport(
        title=definition.title,
        about=definition.about,
        programme=programme,
        parts=parts,
        begins=scope.begins,
        ends=scope.ends,
        unit=scope.unit or "",
        withheld=tuple(one.section for one in definition.sections if one.section not in offered),
        made=workplace.now().date(),
        is_public=is_public,
        unread=before.unread,
        unreadable=len(gathered.unreadable),
        homeless=gathered.homeless,
        audit=_audit(workplace, programme, definition, scope) if not is_public else None,
    )


def _read(definition: ReportDefinition, scope: Scope, gathered: Gathered, terms: Terms) -> Iterator[Stay]:
    """The stays that the report is made of, those it compares with among them: they stand in the access log."""
    if not is_of_period(definition):
        yield from gathered.stays
        return
    others = terms.against.places if terms.against is not None else ()
    yield from (one for one in gathered.every if scope.unit is None or one.episode.unit in (scope.unit, *others))


def _audit(workplace: Workplace, programme: Programme, definition: ReportDefinition, scope: Scope) -> AuditBook | None:
    """What audits noted and decided about the figures of a facility; free text, and so never published."""
    if definition.about != "facility":
        return None
    return audits(workplace, programme.id, scope.unit or "").about(scope.begins, scope.ends)


def _given(
    workplace: Workplace, programme: Programme, definition: ReportDefinition, scope: Scope, gathered: Gathered
) -> GroupInput:
    """What all sections are made from."""
    return GroupInput(
        programme=programme,
        programmes=gathered.programmes,
        stays=gathered.stays,
        settings={},
        vocabulary=workplace.vocabulary,
        audience=definition.audience,
        least=max(LEAST_SHOWN, programme.suppression_minimum),
        every=gathered.every,
        period=Span(begins=scope.begins, ends=scope.ends),
        place=scope.unit or "",
        today=workplace.now().date(),
        sections=definition.sections,
        about=definition.about,
    )


def _policy(given: GroupInput, kind: Literal["within", "published"], against: Against | None) -> Policy:
    """The rule that the report is under; only what was told of the same period can be shown again in its stead."""
    begins, ends = given.period.begins, given.period.ends
    return Policy(
        kind=kind,
        least=given.least,
        place=given.place,
        period=f"{begins or ''}/{ends or ''}",
        among=against.places if against is not None else (),
    )


def _parts(workplace: Workplace, definition: ReportDefinition, given: GroupInput) -> Iterator[ReportPart]:
    for section in definition.sections:
        word = workplace.vocabulary.report_sections.get(section.section)
        if word is not None and definition.about in word.offer.about:
            value = word.offer.build(replace(given, settings=section.settings))
            yield ReportPart(section=section.section, value=value, title=section.title)
