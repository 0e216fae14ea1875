"""Which questionnaire, answered how, a plain schema is wanted of; wrong names are told with the nearest right one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from sipforms.actions.library import Library
from sipforms.actions.programmes import find_programmes
from sipforms.cli.named import programme_named
from sipforms.cli.opening import Chosen, now, settings_from, vocabulary_from
from sipforms.cli.schema_latest import latest_from
from sipforms.engine.ask.situation import Situation
from sipforms.engine.build import build
from sipforms.engine.check import check
from sipforms.engine.family import groups_asked
from sipforms.engine.problem import Level, worst
from sipforms.engine.programme import Parameter, Programme, Questionnaire
from sipforms.engine.response import Scalar
from sipforms.engine.shelf import MANIFEST
from sipforms.render.language import _
from sipforms.render.suggestion import nearest

OCCASIONS = ("first", "later")
_YES_NO = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The constants that somebody asked for, as they typed them."""

    mode: str | None = None
    informant: str | None = None
    variant: str | None = None
    occasion: str | None = None
    parameters: tuple[str, ...] = ()
    latest: tuple[str, ...] = ()


def programme_at(chosen: Chosen, name: str) -> Programme:
    """The programme with that id, or the one in that folder."""
    settings = settings_from(chosen)
    folder = Path(name)
    if not (folder / MANIFEST).is_file():
        found = find_programmes(settings.programmes, vocabulary_from(chosen), settings.language)
        return programme_named(found, name)
    bundle = Library(settings.programmes).open(folder)
    if worst(check(bundle, vocabulary_from(chosen, (folder,)))) is Level.ERROR:
        raise click.ClickException(
            _("{folder} cannot be used; `sipforms check {folder}` says why.").format(folder=folder)
        )
    return build(bundle, settings.language)


def situation_for(
    programme: Programme, questionnaire: Questionnaire, wanted: Wanted, set_here: Mapping[str, Scalar]
) -> Situation:
    """How it is answered: as was asked for, otherwise the first way there is. ``set_here`` are the facility's."""
    groups = groups_asked(programme, questionnaire)
    variants = tuple(one for one in groups if one is not None)
    informants = questionnaire.informants or tuple(programme.informants)
    in_that_way = tuple(one for one in questionnaire.informants if wanted.mode in (None, *questionnaire.modes_for(one)))
    informant = one_of(_("informant"), wanted.informant, informants, first=in_that_way)
    return Situation(
        mode=one_of(_("mode"), wanted.mode, questionnaire.modes_for(informant)),
        informant=informant,
        variant=one_of(_("target group"), wanted.variant, variants, first=() if None in groups else variants),
        occasion=one_of(_("occasion"), wanted.occasion, OCCASIONS) or OCCASIONS[0],
        today=now().date(),
        parameters={**set_here, **_parameters(programme, wanted.parameters)},
        latest=latest_from(programme, wanted.latest),
    )


def has_not(programme: Programme, questionnaire: Questionnaire, wanted: Wanted) -> tuple[str, str] | None:
    """What was asked for and this questionnaire lacks, though another has it: the kind of thing, and its name."""
    others = programme.questionnaires.values()
    asked = (
        (_("mode"), wanted.mode, questionnaire.modes, {mode for one in others for mode in one.modes}),
        (
            _("informant"),
            wanted.informant,
            questionnaire.informants or tuple(programme.informants),
            programme.informants,
        ),
    )
    return next(
        ((what, name) for what, name, own, all_ in asked if name is not None and name not in own and name in all_), None
    )


def one_of(what: str, name: str | None, known: tuple[str, ...], first: tuple[str, ...] | None = None) -> str | None:
    """The name, when it is known; where none was given the first of those that count as usual."""
    if name is None:
        return next(iter(known if first is None else first), None)
    if name not in known:
        said = _("There is no {what} `{name}` here.").format(what=what, name=name)
        raise click.UsageError(said + nearest(name, known))
    return name


def _parameters(programme: Programme, given: Iterable[str]) -> dict[str, Scalar]:
    known = {one.id: one for one in programme.parameters}
    values: dict[str, Scalar] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise click.UsageError(_("Write a parameter as NAME=VALUE, not `{given}`.").format(given=one))
        one_of(_("parameter"), name, tuple(known))
        values[name] = _value(known[name], value)
    return values


def _value(parameter: Parameter, text: str) -> Scalar:
    if parameter.type == "choice":
        return one_of(_("value of {parameter}").format(parameter=parameter.id), text, parameter.options) or text
    if parameter.type == "boolean":
        asked = one_of(_("value of {parameter}").format(parameter=parameter.id), text, tuple(_YES_NO))
        return _YES_NO[asked or text]
    if parameter.type == "integer":
        try:
            return int(text)
        except ValueError as fault:
            said = _("{parameter} is a whole number, and `{given}` is none.")
            raise click.UsageError(said.format(parameter=parameter.id, given=text)) from fault
    return text
